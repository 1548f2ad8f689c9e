"""Why something holds, down to quotes; what is missing where it does not; and proofs checked by another engine."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from lines import graph_of
from shipped import ONTOLOGY
from support import HOSTILE
from test_rules import RULES, SOME_LINES

from aigraph import KnowledgeGraph
from aigraph.cli import main
from aigraph.errors import ExportError, UnknownName
from aigraph.model import Derivation, Graph, Proof, Statement
from aigraph.proof.check import check
from aigraph.rdf.rules import derive, infer


def made(*lines: str) -> KnowledgeGraph:
    return KnowledgeGraph(infer(graph_of(lines, ONTOLOGY), ONTOLOGY)[0], ONTOLOGY)


def test_two_ways_down_to_the_quotes(graph: Any) -> None:
    why = graph.why("anthropic", "foundedByAlumniOf", "openai")
    assert why.holds
    assert why.roots == ("anthropic/foundedByAlumniOf/openai",)
    text = str(why)
    assert "way 2 of 2" in text
    for quote in ("创始成员大多为 OpenAI的核心员工", "Dario Amodei、GPT3论文一作Tom Brown"):
        assert quote in text
    ways = why.nodes[why.roots[0]].ways
    assert [set(way.premises) for way in ways] == [
        {"anthropic-founding-team/founded/anthropic", "anthropic-founding-team/workedAt/openai"},
        {"dario-amodei/founded/anthropic", "dario-amodei/workedAt/openai"},
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("anthropic/foundedByAlumniOf/openai",),
        ("statement/anthropic/foundedByAlumniOf/openai",),
        ("https://w3id.org/aigraph/statement/anthropic/foundedByAlumniOf/openai",),
        ("anthropic foundedByAlumniOf openai",),
        ("Anthropic", "foundedByAlumniOf", "Open AI"),
        ("OpenAI", "alumniFounded", "Anthropic"),
    ],
)
def test_ways_to_ask(graph: Any, words: tuple[str, ...]) -> None:
    assert graph.why(*words).roots == ("anthropic/foundedByAlumniOf/openai",)


def test_a_plain_statement_has_its_quote(graph: Any) -> None:
    why = graph.why("mistral-ai", "foundingDate")
    assert why.roots == ("mistral-ai/foundingDate",)
    assert "它成立于2023年5月" in str(why)
    assert graph.why("mistral-ai", "foundingDate", "2023-05").holds
    assert not graph.why("mistral-ai", "foundingDate", "2022").holds
    assert graph.why("mistral-ai", "employees").roots == ("mistral-ai/employees/ten-judgements",)


def test_a_rumour_s_conclusion_says_so(graph: Any) -> None:
    why = graph.why("openai dependsOnChipsOf nvidia")
    assert not why.nodes[why.roots[0]].settled
    assert "rumoured" in str(why).splitlines()[0]
    assert "据传" in graph.why("openai dependsOnChipsOf nvidia", language="zh").render().splitlines()[0]


def test_bare_triples_follow_by_axioms_and_rules() -> None:
    small = made("ann workedAt lab {role: ceo}", "ceo leadsOrganization true")
    assert [way.rule for way in small.why("lab ledBy ann").nodes["lab/ledBy/ann"].ways] == ["led-by"]
    kinds = str(small.why("lab a Agent"))
    assert kinds.count("subClassOf") == 2
    assert "as the seeds declare it" in kinds
    owned = made("a hasSubsidiary b", "b hasSubsidiary c", "c hasSubsidiary d")
    assert [way.rule for way in owned.why("a indirectlyOwns d").nodes["a/indirectlyOwns/d"].ways] == [
        "indirectly-owns-further"
    ]
    assert str(owned.why("d indirectlyOwnedBy a")) == str(owned.why("a indirectlyOwns d"))
    makers = made("lab developed one", "one exampleOf kind", "maker developed two", "two exampleOf kind").why(
        "maker makesSameKindAs lab"
    )
    assert [way.rule for way in makers.nodes[makers.roots[0]].ways] == ["symmetric"]
    assert "lab/makesSameKindAs/maker" in makers.nodes


def test_what_is_missing() -> None:
    why = made("ann founded firm", "bob workedAt lab (ended)").why("firm foundedByAlumniOf lab")
    assert not why.holds
    assert {(m.there, m.missing) for m in why.missing} == {
        (("ann/founded/firm",), ("ann worked at lab",)),
        (("bob/workedAt/lab",), ("bob founded firm",)),
    }
    [alone] = made("ann founded other", "bob workedAt shop").why("other foundedByAlumniOf shop").missing[:1]
    assert alone.there == ("ann/founded/other",)  # Bob works there still
    [nothing] = made("ann founded firm", "bob workedAt lab").why("lab foundedByAlumniOf firm").missing
    assert (nothing.there, nothing.missing) == ((), ("?who worked at firm", "?who founded lab"))


def test_a_condition_that_is_not_met_is_named() -> None:
    graph = graph_of(["ann workedAt lab", "bob left lab", "ann left lab"], ONTOLOGY)
    why = KnowledgeGraph(infer(graph, ONTOLOGY)[0], ONTOLOGY).why("ann worksAt lab")
    [one] = why.missing
    assert one.there == ("ann/workedAt/lab",)
    assert "aig:left" in one.condition
    assert "but not: FILTER NOT EXISTS" in str(why)


def test_what_no_rule_derives_names_what_is_near(graph: Any) -> None:
    why = graph.why("sam-altman founded anthropic")
    assert (why.holds, why.missing) == (False, ())
    assert "sam-altman/founded/openai" in why.near
    assert "No rule derives it." in str(why)


@pytest.mark.parametrize(
    "words", [("no/such/thing",), ("openai", "foundedBye", "x"), ("openai",), ("openai a Persn",), ("",)]
)
def test_words_that_nobody_knows(graph: Any, words: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName):
        graph.why(*words)


def test_json_and_dot() -> None:
    names = [text for text in HOSTILE if len(text) < 1000]
    found = graph_of(["ann workedAt lab (ended)", "ann founded firm"], ONTOLOGY)
    for name in names:
        entities = tuple(replace(entity, names={"en": name}) for entity in found.entities)
        why = KnowledgeGraph(infer(replace(found, entities=entities), ONTOLOGY)[0], ONTOLOGY).why(
            "firm/foundedByAlumniOf/lab"
        )
        record = json.loads(why.render("json"))
        assert record["nodes"]["firm/foundedByAlumniOf/lab"]["ways"][0]["premises"] == [
            "ann/founded/firm",
            "ann/workedAt/lab",
        ]
        assert record["nodes"]["ann/founded/firm"]["evidence"][0]["quote"] == "ann founded firm"
        dot = why.render("dot").splitlines()
        assert sum(" -> " in line and "label" not in line for line in dot) == 3
        assert all(line.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0 for line in dot)
        assert "\n" not in str(why).splitlines()[0]
    with pytest.raises(ExportError, match="unknown format"):
        why.render("xml")


def test_the_command(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["why", "anthropic", "foundedByAlumniOf", "openai"])
    assert run.exit_code == 0, run.output
    assert "way 1 of 2" in run.output
    assert CliRunner().invoke(main, ["why", "meta", "foundedByAlumniOf", "google"]).exit_code == 1
    assert CliRunner().invoke(main, ["why", "meta", "foundedBye", "google"]).exit_code == 2
    assert CliRunner().invoke(main, ["why"]).exit_code == 2
    assert json.loads(CliRunner().invoke(main, ["why", "openai", "a", "Agent", "--format", "json"]).output)["holds"]


# -- the checker ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_proof_of_the_shipped_graph_holds(graph: Any) -> None:
    assert check(graph.graph, graph.ontology) == []


@pytest.mark.slow
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOME_LINES)
def test_the_checker_agrees_with_the_reasoner(lines: list[str]) -> None:
    graph = graph_of(lines, ONTOLOGY)
    assert check(graph, ONTOLOGY, derive(graph, ONTOLOGY, list(RULES.values()))[1]) == []


def spoilt(graph: Graph, **change: Any) -> Graph:
    def one(statement: Statement) -> Statement:
        return replace(statement, **change) if statement.predicate == "foundedByAlumniOf" else statement

    return replace(graph, statements=tuple(map(one, graph.statements)))


def proved(rule: str, *premises: str, modality: str = "asserted") -> Derivation:
    return Derivation((Proof(rule, premises),), modality)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"derived": proved("no-rule", "ann/founded/firm")}, "no such rule"),
        ({"derived": proved("led-by", "ann/founded/firm", "ann/workedAt/lab")}, "do not give it"),
        ({"derived": proved("founded-by-alumni-of", "ann/founded/firm")}, "do not give it"),
        (
            {"derived": proved("founded-by-alumni-of", "ann/founded/firm", "ann/workedAt/x")},
            "there is no ann/workedAt/x",
        ),
        (
            {"derived": proved("founded-by-alumni-of", "ann/founded/firm", "ann/workedAt/lab", modality="reported")},
            "its best proof makes it asserted",
        ),
        ({"derived": Derivation((), "asserted")}, "has no proof"),
    ],
)
def test_a_proof_that_is_none_is_found(change: dict[str, Any], told: str) -> None:
    graph = infer(graph_of(["ann workedAt lab (ended)", "ann founded firm"], ONTOLOGY), ONTOLOGY)[0]
    assert check(graph, ONTOLOGY) == []
    found = check(spoilt(graph, **change), ONTOLOGY)
    assert any(told in problem for problem in found), found


def test_a_proof_that_something_else_forbids_is_found() -> None:
    lines: Iterable[str] = ["ann workedAt lab", "ann left lab"]
    graph = graph_of(lines, ONTOLOGY)
    works = Statement(
        "ann/worksAt/lab", "ann", "worksAt", graph.statements[0].object, derived=proved("works-at", "ann/workedAt/lab")
    )
    [problem] = check(graph, ONTOLOGY, [works])
    assert "forbids it" in problem
