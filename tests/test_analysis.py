"""Analyses: on graphs whose answer is worked out by hand or has a closed form, and on the shipped graph by lists."""

import math
import re
import sys
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest

from aigraph import KnowledgeGraph, analysis
from aigraph.analysis import figures
from aigraph.analysis.central import MEASURES, betweenness, joined
from aigraph.errors import MissingDependency, UnknownName
from aigraph.model import Entity, Evidence, Graph, Quantity, Ref, Source, Statement
from aigraph.ontology import Ontology
from aigraph.ontology.check import faults
from aigraph.rdf.rules import infer
from aigraph.table import Table

CLASSES = {"m": "AIModel", "c": "Chip", "p": "Person", "g": "AgentGroup", "r": "FundingRound"}


@pytest.fixture(autouse=True, scope="module")
def _no_window() -> Iterable[None]:
    import matplotlib
    from matplotlib import pyplot

    matplotlib.use("Agg")
    yield
    pyplot.close("all")


@pytest.fixture(scope="module")
def ontology(graph: Any) -> Ontology:
    found: Ontology = graph.ontology
    return found


def made(ontology: Ontology, lines: Iterable[str], *, rules: bool = False, **qualifiers: Any) -> KnowledgeGraph:
    """Return the graph of lines `subject predicate object [modality] [stage] [source …]`.

    A name's first letter says its class: see CLASSES; any other is a company. A qualifier is of all statements.
    """
    statements, names = [], set[str]()
    for line in lines:
        subject, predicate, thing, *more = line.split()
        modality, stage, *sources = [*more, *["asserted", "actual", "s1"][len(more) :]]
        names |= {subject, thing}
        evidence = [Evidence(f"{subject}/{predicate}/{thing}/{s}", s, modality=modality) for s in sources]
        settled = ontology.settles(predicate, modality, stage)
        values = {name: (value,) for name, value in qualifiers.items()}
        identifier = f"{subject}/{predicate}/{thing}"
        statements.append(
            Statement(identifier, subject, predicate, Ref(thing), values, stage, tuple(evidence), settled)
        )
    entities = [Entity(name, (CLASSES.get(name[0], "Company"),), {"en": name.upper()}) for name in sorted(names)]
    known = {item.source for s in statements for item in s.evidence}
    sources_ = [Source(id=name, names={"en": name}) for name in sorted(known)]
    graph = Graph(tuple(entities), tuple(sources_), tuple(sorted(statements, key=lambda s: s.id)))
    return KnowledgeGraph(infer(graph, ontology)[0] if rules else graph, ontology)


def column(found: Table, key: str, value: str) -> Mapping[str, Any]:
    return {str(row[key]): row[value] for row in found.to_dicts()}


# -- centrality ----------------------------------------------------------------------------------------------------


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


# -- communities and bridges ---------------------------------------------------------------------------------------


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


# -- people --------------------------------------------------------------------------------------------------------

CAREERS = [
    "p1 workedAt lab asserted ended",
    "p1 founded firm",
    "p2 workedAt lab asserted ended",
    "p2 founded firm",
    "g3 workedAt lab asserted ended",
    "g3 founded shop",
    "p4 workedAt lab rumoured ended",
    "p4 founded shop",
    "p5 workedAt firm asserted ended",
    "p5 workedAt lab",
]


def test_who_came_from_where(ontology: Ontology) -> None:
    g = made(ontology, CAREERS, rules=True)
    found = analysis.talent_flow(g)
    assert [row[:5] for row in found] == [
        ("lab", "firm", 2, 0, ["p1", "p2"]),
        ("firm", "lab", 0, 1, ["p5"]),
        ("lab", "shop", 1, 0, ["g3"]),
    ]
    with_rumours = analysis.talent_flow(g, tentative=True)
    assert column(with_rumours, "went_to", "people")["shop"] == ["g3", "p4"]
    assert any("whose members are not named, counts as one: g3" in note for note in found.notes)
    assert {"p1/workedAt/lab", "p1/founded/firm", "firm/foundedByAlumniOf/lab"} <= {row[0] for row in found.evidence}


def test_who_gives_more_founders_than_it_takes(ontology: Ontology) -> None:
    lines = [*CAREERS[:6], "p1 workedAt shop asserted ended"]
    found = analysis.net_exporters(made(ontology, lines, rules=True))
    # Of shop p1 went to firm, too: given by both, taken once.
    assert found.rows == (("lab", 3, 0, 3), ("shop", 1, 1, 0), ("firm", 0, 2, -2))


def test_a_rumour_carries_nobody_unless_asked(ontology: Ontology) -> None:
    g = made(ontology, ["p4 workedAt lab rumoured ended", "p4 founded shop"], rules=True)
    assert not analysis.talent_flow(g)
    assert any(note.startswith("leaves out 1 statement: 1 foundedByAlumniOf") for note in analysis.talent_flow(g).notes)
    found = analysis.talent_flow(g, tentative=True)
    assert found.rows[0][:6] == ("lab", "shop", 1, 0, ["p4"], False)


# -- chips ---------------------------------------------------------------------------------------------------------


def test_who_depends_on_whose_chips(ontology: Ontology) -> None:
    lines = [
        "maker manufactures c1",
        "other developed c2",
        "lab developed m1",
        "m1 trainedOn c1",
        "m1 trainedOn c2 rumoured",
        "lab acquired c1 asserted planned",
        "maker supplies lab",
        "seller supplies lab",  # sells no chips
        "other developed m2",
        "m2 trainedOn c2",  # its own
        "shop acquired c9",  # nobody makes them
        "c1 comparableTo c2",  # uses nothing
    ]
    found = analysis.dependence(made(ontology, lines))
    assert [row[:5] for row in found] == [("lab", "maker", 2, 1, 0.75), ("lab", "other", 0, 1, 0.25)]
    assert found.rows[0][5] == ["lab/acquired/c1", "m1/trainedOn/c1", "maker/supplies/lab"]
    assert any("nobody is said to make c9" in note for note in found.notes)


# -- money ---------------------------------------------------------------------------------------------------------


def derangements(size: int) -> list[tuple[int, ...]]:
    return [p for p in permutations(range(size)) if all(p[n] != n for n in range(size))]


def cycles_of(permutation: tuple[int, ...], longest: int) -> int:
    left, found = set(range(len(permutation))), 0
    while left:
        start = at = left.pop()
        length = 1
        while (at := permutation[at]) != start:
            left.remove(at)
            length += 1
        found += length <= longest
    return found


def test_planted_cycles_are_found_and_are_not_by_chance(ontology: Ontology) -> None:
    lines = [line for n in range(4) for line in (f"a{n} investedIn b{n}", f"a{n} supplies b{n}")]
    found = analysis.circular_money(made(ontology, lines), samples=999)
    assert [row[0] for row in found] == [[f"a{n}", f"b{n}"] for n in range(4)]
    every = derangements(8)  # each pays one and is paid by one: a graph of these degrees is a derangement
    counts = [cycles_of(p, 4) for p in every]
    assert abs(float(str(found.summary["expected"])) - sum(counts) / len(counts)) < 0.1
    p = sum(count >= 4 for count in counts) / len(counts)
    assert p < 0.01
    assert abs(float(str(found.summary["p"])) - p) < 0.01


def test_what_chance_makes_as_often_proves_nothing(ontology: Ontology) -> None:
    found = analysis.circular_money(made(ontology, [f"a{n} investedIn a{(n + 1) % 8}" for n in range(8)]), samples=199)
    assert not found
    assert found.summary["p"] == 1
    assert found.plot() is not None
    again = analysis.circular_money(made(ontology, [f"a{n} investedIn a{(n + 1) % 8}" for n in range(8)]), samples=199)
    assert again.summary == found.summary  # the seed is fixed


def test_amounts_of_a_cycle_are_never_added(ontology: Ontology) -> None:
    def usd(number: int) -> Quantity:
        return Quantity(Decimal(number), unit="USD", comparator="exactly")

    g = made(ontology, ["a investedIn b", "b lentTo a", "b investedIn a"])
    sums = {"a/investedIn/b": usd(50), "b/lentTo/a": usd(20), "b/investedIn/a": usd(30)}
    statements = tuple(replace(s, qualifiers={"value": (sums[s.id],)}) for s in g.graph.statements)
    found = analysis.circular_money(KnowledgeGraph(replace(g.graph, statements=statements), ontology), samples=9)
    assert [(row["currency"], row["least"]) for row in found.to_dicts()] == [("USD", 30)]
    assert [str(amount)[-2:] for amount in found.rows[0][2]] == ["50", "30"]  # type: ignore[union-attr]


def test_money_goes_through_a_round_and_from_a_buyer_to_the_seller(ontology: Ontology) -> None:
    g = made(ontology, ["a investedIn r1", "b raisedIn r1"])
    bought = made(ontology, ["b acquired c1"], counterparty=Ref("a"))
    both = Graph(
        (*g.graph.entities, Entity("c1", ("Chip",), {"en": "C1"})),
        g.graph.sources,
        (*g.graph.statements, *bought.graph.statements),
    )
    found = analysis.circular_money(KnowledgeGraph(both, ontology), samples=9)
    assert [row[0] for row in found] == [["a", "b"]]
    assert found.rows[0][6] == ["a/investedIn/r1", "b/acquired/c1", "b/raisedIn/r1"]


def test_what_is_planned_does_not_go_round_unless_asked(ontology: Ontology) -> None:
    g = made(ontology, ["a investedIn b asserted planned", "a supplies b"])
    assert not analysis.circular_money(g, samples=9)
    assert [row[5] for row in analysis.circular_money(g, samples=9, tentative=True)] == [False]


# -- what it rests on ----------------------------------------------------------------------------------------------


def test_a_statement_of_two_sources_falls_with_neither(ontology: Ontology) -> None:
    lines = [
        "p1 workedAt lab asserted ended s1",
        "p1 founded firm asserted actual s1",
        "p2 workedAt lab asserted ended s2",
        "p2 founded firm asserted actual s1 s2",
    ]
    g = made(ontology, lines, rules=True)
    assert "firm/foundedByAlumniOf/lab" in g.statements
    found = analysis.concentration(g, analysis.talent_flow(g))
    # Without s1 the second proof holds, without s2 the first; p1's two and p2's one fall.
    assert list(found) == [("s1", 4, 0.8, 2, 0.4), ("s2", 3, 0.6, 1, 0.2)]
    assert found.summary["herfindahl"] == round((3 / 5) ** 2 + (2 / 5) ** 2, 3)


def test_who_speaks_where_nobody_is_named(ontology: Ontology) -> None:
    g = made(ontology, ["a supplies b", "a supplies d"])
    one, other = g.graph.statements
    spoken = replace(one, evidence=(replace(one.evidence[0], speakers=("p1", "p2")),))
    sources = tuple(replace(s, author=("p9",)) for s in g.graph.sources)
    found = analysis.concentration(
        KnowledgeGraph(replace(g.graph, statements=(spoken, other), sources=sources), ontology), by="speaker"
    )
    assert column(found, "speaker", "alone") == {"p1": 1, "p2": 1, "p9": 1}
    with pytest.raises(UnknownName, match="speakers"):
        analysis.concentration(g, by="speakers")


def test_where_sources_agree(ontology: Ontology) -> None:
    lines = ["a supplies b asserted actual s1 s2", "a supplies d asserted actual s1 s2 s3", "a supplies e", "b supplies e asserted actual s2"]  # fmt: skip
    g = made(ontology, lines)
    against = tuple(
        replace(s, contradicted_by=("b/supplies/e",)) if s.id == "a/supplies/e" else s for s in g.graph.statements
    )
    found = analysis.agreement(KnowledgeGraph(replace(g.graph, statements=against), ontology))
    assert [row[:5] for row in found] == [("s1", "s2", 2, 1, 0.667), ("s1", "s3", 1, 0, 1.0), ("s2", "s3", 1, 0, 1.0)]
    assert found.summary["alone"] == 0


# -- the shipped graph ---------------------------------------------------------------------------------------------


def test_the_shipped_graph_by_hand(graph: Any) -> None:
    assert [row[:6] for row in analysis.talent_flow(graph)] == [
        ("openai", "anthropic", 2, 0, ["anthropic-founding-team", "dario-amodei"], True),
        ("deepmind", "mistral-ai", 1, 0, ["mistral-founders"], True),
        ("google", "character-ai", 1, 0, ["noam-shazeer"], True),
        ("meta", "mistral-ai", 1, 0, ["mistral-founders"], True),
    ]
    assert [row[:5] for row in analysis.dependence(graph)] == [
        ("meta", "nvidia", 1, 2, 1.0),
        ("china", "nvidia", 1, 1, 1.0),
        ("openai", "nvidia", 0, 2, 1.0),
    ]
    assert not analysis.circular_money(graph, samples=9, tentative=True)
    assert [row[:4] for row in analysis.agreement(graph)] == [("related-crash", "related-strike", 3, 0)]


def test_every_derived_dependence_is_found(graph: Any) -> None:
    pairs = {row[:2] for row in analysis.dependence(graph)}
    derived = {(s.subject, s.object.id) for s in graph.graph.statements if s.predicate == "dependsOnChipsOf"}
    assert derived
    assert derived <= pairs


def test_centrality_is_that_of_the_network(graph: Any) -> None:
    import networkx

    settled = networkx.Graph(graph.to_networkx())
    settled.remove_edges_from(list(networkx.selfloop_edges(settled)))
    found = column(analysis.centrality(graph, "degree"), "entity", "settled")
    others = len(found) - 1
    assert found == {node: round(settled.degree(node) / others, 6) for node in found}


def test_as_of_a_day(graph: Any) -> None:
    with graph.as_of("2020-12-31") as then:
        found = analysis.talent_flow(then)
    assert "anthropic" not in {row[1] for row in found}
    assert found.notes[: len(then.told)] == then.told


def test_evidence_is_word_for_word(graph: Any) -> None:
    found = analysis.talent_flow(graph)
    for row in found.evidence.to_dicts():
        statement = graph.statements[row["statement"]]
        assert (row["quote"], row["settled"]) == (statement.best.quote if statement.best else None, statement.settled)
    assert {row["statement"] for row in found.evidence.to_dicts()} >= {i for row in found for i in row[6]}  # type: ignore[union-attr]


def test_timelines_are_those_of_each(graph: Any) -> None:
    found = analysis.timelines(graph, "OpenAI", "英伟达")
    for slug in ("openai", "nvidia"):
        assert [row[1:8] for row in found if row[0] == slug] == list(graph.timeline(slug).rows)
    with pytest.raises(UnknownName):
        analysis.timelines(graph, "nobody at all")


# -- the ontology --------------------------------------------------------------------------------------------------


def test_flows_are_declared_and_checked(ontology: Ontology) -> None:
    prop = ontology.properties["investedIn"]
    assert prop.flows == {"money": ("subject", "object")}
    assert ontology.properties["acquired"].flows == {
        "money": ("subject", "counterparty"),
        "means": ("object", "subject"),
    }
    assert ontology.properties["computeCapacity"].flows == {"means": ("hardware", "subject")}
    assert not list(faults(prop, ontology))
    for wrong in (
        {"love": ("subject", "object")},
        {"money": ("subject", "nobody")},
        {"money": ("employees", "object")},
    ):
        assert "aig:flow" in "".join(faults(replace(prop, flows=wrong), ontology))


# -- figures -------------------------------------------------------------------------------------------------------


def findings(graph: Any, language: str = "en") -> Mapping[str, analysis.Finding]:
    return {
        "talent": analysis.talent_flow(graph, language=language),
        "net": analysis.net_exporters(graph, language=language),
        "centrality": analysis.centrality(graph, language=language),
        "communities": analysis.communities(graph, language=language),
        "bridges": analysis.bridges(graph, language=language),
        "dependence": analysis.dependence(graph, language=language),
        "money": analysis.circular_money(graph, samples=9, language=language),
        "concentration": analysis.concentration(graph, language=language),
        "agreement": analysis.agreement(graph, language=language),
        "timelines": analysis.timelines(graph, "OpenAI", "Meta", language=language),
    }


def test_every_figure_has_every_character(graph: Any, tmp_path: Path) -> None:
    if not figures.eastern_font(frozenset("中")):
        pytest.skip("no font with Chinese characters is installed")
    for name, found in findings(graph, "zh").items():
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # matplotlib warns of a character that it has no glyph for
            found.save(tmp_path / f"{name}.svg")
        text = (tmp_path / f"{name}.svg").read_text(encoding="utf-8")
        width = float(re.search(r'width="([0-9.]+)pt"', text)[1])  # type: ignore[index]
        assert round(width / 72, 6) in (figures.COLUMN, figures.PAGE), name
        found.save(tmp_path / "again.svg")
        assert (tmp_path / "again.svg").read_text(encoding="utf-8") == text  # the same bytes each time


def test_a_machine_without_the_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "_has", lambda path, characters: False)
    with pytest.warns(UserWarning, match="no font of this machine has 龘; they are drawn as boxes. Install one"):
        assert figures.eastern_font(frozenset("龘")) == ()


def test_without_matplotlib_it_says_what_to_install(graph: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingDependency, match=r"pip install 'aigraph\[plot\]'"):
        analysis.dependence(graph).plot()


def test_without_igraph_it_says_what_to_install(ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(MissingDependency, match=r"aigraph\[analysis\]"):
        analysis.circular_money(made(ontology, ["a investedIn b"]))


def test_nothing_found_is_drawn_as_such(ontology: Ontology) -> None:
    axes = analysis.talent_flow(made(ontology, [])).plot()
    assert [text.get_text() for text in axes.texts] == ["nothing to show"]


def test_settled_and_tentative_differ_in_grey() -> None:
    from matplotlib.colors import to_rgb

    def grey(colour: str) -> float:
        return sum(part * weight for part, weight in zip(to_rgb(colour), (0.299, 0.587, 0.114), strict=True))

    assert grey(figures.TENTATIVE["facecolor"]) - grey(figures.SETTLED["facecolor"]) > 0.35
    assert figures.TENTATIVE["hatch"]
    assert len(set(figures.INKS)) == 8


def test_loops_and_parallels_are_put_aside(ontology: Ontology) -> None:
    g = made(ontology, ["a supplies a", "a supplies b", "b investedIn a"])
    assert list(joined(((s.subject, s.object.id, s) for s in g.graph.statements if isinstance(s.object, Ref)), tentative=False).edges) == [("a", "b")]  # fmt: skip


def test_an_equivalent_in_chips_is_no_dependence_on_their_maker(ontology: Ontology) -> None:
    g = made(ontology, ["maker manufactures c1", "other manufactures c2", "lab supplies shop"])
    power = Quantity(Decimal(600_000), unit="c1", comparator="about")
    owned = Statement("lab/computeCapacity", "lab", "computeCapacity", power, {"hardware": (Ref("c2"),)})
    statements = tuple(sorted((*g.graph.statements, owned), key=lambda s: s.id))
    found = analysis.dependence(KnowledgeGraph(replace(g.graph, statements=statements), ontology))
    assert [row[:2] for row in found] == [("lab", "other")]


def test_a_finding_is_a_table_wherever_it_is_shown(graph: Any) -> None:
    from IPython.lib.pretty import pretty

    found = analysis.dependence(graph)
    shown: str = pretty(found)  # type: ignore[no-untyped-call]
    assert shown.split()[:2] == ["who", "maker"]
    assert "<table" in found._repr_html_()
    assert type(found[:1]) is analysis.Finding
    assert found.named()["who"][0] == "Meta"
    assert found.to_pandas(names=True)["maker"].unique().tolist() == ["Nvidia"]
