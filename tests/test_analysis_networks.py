"""Who is central, which communities there are and who bridges them: on graphs whose answer has a closed form."""

import math
from itertools import combinations

import pytest
from analysed import column, made

from aigraph import KnowledgeGraph, analysis
from aigraph.analysis.central import MEASURES, betweenness, joined
from aigraph.errors import UnknownName
from aigraph.model import Ref
from aigraph.ontology import Ontology


def test_a_star_has_its_hub_in_the_middle(ontology: Ontology) -> None:
    g = made(ontology, [f"hub supplies leaf{n}" for n in range(6)])
    degree = column(analysis.centrality(g, "degree"), "entity", "settled")
    assert degree == {"hub": 1, **{f"leaf{n}": round(1 / 6, 6) for n in range(6)}}
    between = column(analysis.centrality(g, "betweenness"), "entity", "settled")
    assert between == {"hub": 1, **{f"leaf{n}": 0 for n in range(6)}}
    rank = column(analysis.centrality(g), "entity", "settled")
    leaf = 0.85 / 6  # solves hub = .15/7 + .85 · 6 leaves, leaf = .15/7 + .85 hub/6
    hub = (0.15 / 7) * (1 + 6 * 0.85) / (1 - 0.85 * 6 * leaf)
    assert math.isclose(rank["hub"], hub, abs_tol=1e-5)


@pytest.mark.parametrize("measure", MEASURES)
def test_in_a_ring_all_are_equal(ontology: Ontology, measure: str) -> None:
    g = made(ontology, [f"a{n} supplies a{(n + 1) % 8}" for n in range(8)])
    found = analysis.centrality(g, measure)
    assert len(set(column(found, "entity", "settled").values())) == 1
    assert set(column(found, "entity", "rank").values()) == {1}
    # Each pair of others has one shortest path, opposite ones two: 9 of 21 pairs' worth of paths go through one of 8.
    expected = {"pagerank": 1 / 8, "degree": 2 / 7, "betweenness": 9 / 2 / 21}[measure]
    assert math.isclose(column(found, "entity", "settled")["a0"], expected, abs_tol=1e-5)


def test_the_tentative_is_the_difference(ontology: Ontology) -> None:
    lines = ["a supplies b", "a supplies d", *(f"b supplies {x} rumoured" for x in ("e", "f", "h"))]
    found = analysis.centrality(made(ontology, lines), "degree")
    assert found.to_dicts()[0] == {"entity": "b", "settled": 0.2, "settled_rank": 2, "with_tentative": 0.8, "rank": 1, "moves": 1}  # fmt: skip
    assert column(found, "entity", "settled")["e"] == 0  # it is a node of both, or the values could not be compared
    assert found.summary["nodes"] == 6


def test_centrality_by_predicates_and_classes(ontology: Ontology) -> None:
    g = made(ontology, ["a supplies b", "p founded a", "p founded b", "p founded d"])
    found = analysis.centrality(g, "degree", predicates=["founded"], classes=["Organization"])
    assert {row[0] for row in found} == {"a", "b", "d"}
    assert column(found, "entity", "settled") == {"a": 0.333333, "b": 0.333333, "d": 0.333333}
    with pytest.raises(UnknownName, match="supply"):
        analysis.centrality(g, predicates=["supply"])
    with pytest.raises(UnknownName, match="eigen"):
        analysis.centrality(g, "eigen")


def test_igraph_and_networkx_agree_on_betweenness() -> None:
    import networkx

    network = networkx.gnm_random_graph(520, 700, seed=3)
    slow, fast = networkx.betweenness_centrality(network), betweenness(network)
    assert max(abs(slow[node] - fast[node]) for node in network) < 1e-12


def test_loops_and_parallels_are_put_aside(ontology: Ontology) -> None:
    g = made(ontology, ["a supplies a", "a supplies b", "b investedIn a"])
    assert list(joined(((s.subject, s.object.id, s) for s in g.graph.statements if isinstance(s.object, Ref)), tentative=False).edges) == [("a", "b")]  # fmt: skip


def two_cliques(ontology: Ontology, size: int = 5) -> KnowledgeGraph:
    sides = [[f"{side}{n}" for n in range(size)] for side in "ab"]
    lines = [f"{x} supplies {y}" for side in sides for x, y in combinations(side, 2)]
    return made(ontology, [*lines, "a0 supplies b0"])


def test_two_cliques_are_two_communities(ontology: Ontology) -> None:
    found = analysis.communities(two_cliques(ontology))
    assert [row[3] for row in found] == [[f"{s}{n}" for n in range(5)] for s in "ab"]
    assert found.rows[0][0] == "A0, A1, A2"  # the one with the bridge is the best-connected
    edges = 5 * 4 + 1  # Q = two times (10 edges inside / m - (half of all ends)²)
    assert found.summary["modularity"] == round(20 / edges - 0.5, 3)
    assert column(found, "community", "inside")["A0, A1, A2"] == round(20 / 21, 3)
    assert (found.summary["fewest"], found.summary["most"]) == (2, 2)


def test_only_the_ends_of_the_bridge_bridge(ontology: Ontology) -> None:
    rows = {row["entity"]: row for row in analysis.bridges(two_cliques(ontology)).to_dicts()}
    assert rows.keys() == {"a0", "b0"}
    assert rows["a0"]["cuts"] is True
    assert rows["a0"]["participation"] == round(1 - (4 / 5) ** 2 - (1 / 5) ** 2, 3)
    assert rows["a0"]["betweenness"] == round(4 * 5 / 36, 6)  # its 4 mates to the 5 beyond, of 36 pairs of others


def test_what_is_related_to_nothing_is_in_no_community(ontology: Ontology) -> None:
    g = made(ontology, ["a supplies b", "d supplies e rumoured"])
    found = analysis.communities(g)
    assert [row["members"] for row in found.to_dicts()] == [["a", "b"]]
    assert "2 entities that no such statement relates are in no community" in found.notes
    assert len(analysis.communities(g, tentative=True)) == 2
    assert not analysis.communities(made(ontology, []))
