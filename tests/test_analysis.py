"""Analyses: what they rest on, what the ontology declares for them, and the shipped graph by lists."""

from dataclasses import replace
from typing import Any

import pytest
from analysed import column, made

from aigraph import KnowledgeGraph, analysis
from aigraph.errors import UnknownName
from aigraph.ontology import Ontology
from aigraph.ontology.check import faults


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


def test_a_finding_is_a_table_wherever_it_is_shown(graph: Any) -> None:
    from IPython.lib.pretty import pretty

    found = analysis.dependence(graph)
    shown: str = pretty(found)  # type: ignore[no-untyped-call]
    assert shown.split()[:2] == ["who", "maker"]
    assert "<table" in found._repr_html_()
    assert type(found[:1]) is analysis.Finding
    assert found.named()["who"][0] == "Meta"
    assert found.to_pandas(names=True)["maker"].unique().tolist() == ["Nvidia"]


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
