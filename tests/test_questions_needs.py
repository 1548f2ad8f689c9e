"""What questions need of a graph: read from the query, true, told where it is not there; defaults that are not here."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import Quad, Store
from support import ROOT

import aigraph
from aigraph.cli import main
from aigraph.errors import UnknownName
from aigraph.questions import ask, lacking, needed, shipped, wanting
from aigraph.questions.needs import Needs, needs_of

QUESTIONS = list(shipped().values())
SMALL = ROOT / "tests" / "data" / "small"


@pytest.fixture(scope="module")
def small() -> Any:
    """A graph of other things."""
    with aigraph.load(SMALL) as graph:
        yield graph


def asked(graph: Any, question: Any) -> tuple[str, Needs]:
    """Return a question's query, its parameters open, and what it needs."""
    defaults = {p.name: p.default for p in question.parameters}
    names = [p.name for p in question.parameters]
    query = question.sparql(defaults, graph.graph.iris, graph.ontology)[0]
    return question.sparql_text(defaults, graph.graph.iris, graph.ontology), needs_of(query, names)


def test_every_question_has_rows_where_its_needs_are_met(graph: Any) -> None:
    assert lacking(graph, QUESTIONS).keys() == {question.id for question in QUESTIONS if not question.rows}
    assert not any(wanting(graph, question) for question in QUESTIONS)


@pytest.mark.slow
def test_without_any_one_need_there_are_no_rows(graph: Any) -> None:
    """Take all triples out that would meet a need; the question then has no rows, or it was no need."""
    questions = defaultdict(list)
    for question in QUESTIONS:
        query, needs = asked(graph, question)
        for need in needs:
            questions[need].append((question.id, query))
    assert len(questions) > 80
    whole = list(graph.quads())
    for need, queries in questions.items():
        store = Store()
        store.extend(whole)
        for pattern in need:
            triple = pattern.partition("{ ")[2].removesuffix(" }") if pattern.startswith("GRAPH") else pattern
            found: Any = store.query(f"CONSTRUCT {{ {triple} }} WHERE {{ {pattern} }}", use_default_graph_as_union=True)
            for one in list(found):
                for quad in list(store.quads_for_pattern(one.subject, one.predicate, one.object, None)):
                    store.remove(Quad(quad.subject, quad.predicate, quad.object, quad.graph_name))
        for name, query in queries:
            rows = list(store.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]
            assert rows == [], (name, sorted(need))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ ?a aig:x ?b }", ["?s <x> ?o"]),
        ("{ ?a aig:x ?b ; aig:y 'v'@en , ?c . ?c a aig:Z }", ["?s <x> ?o", "?s <y> 'v'@en", "?s <y> ?o", "?s <type> <Z>"]),
        ("{ ?a aig:x/aig:y ?b }", ["?s <x> ?o", "?s <y> ?o"]),
        ("{ ?a (aig:x|aig:y)/^aig:z 'v' }", ["?s <x> ?o | ?s <y> ?o", "?s <z> ?o"]),
        ("{ ?a aig:x*/aig:y? ?b }", []),
        ("{ ?a !aig:x ?b }", []),
        ("{ ?a ^aig:x aig:Z }", ["?s <x> ?o"]),
        ("{ ?a ?p ?b OPTIONAL { ?a aig:x ?c } MINUS { ?a aig:y ?d } }", []),
        ("{ FILTER EXISTS { ?a aig:x ?b } FILTER NOT EXISTS { ?a aig:y ?b } FILTER(?a != 1 && EXISTS { ?a aig:z ?b }) }", ["?s <x> ?o"]),
        ("{ { ?a aig:x ?b } UNION { ?a aig:y ?b ; aig:z ?c } }", ["?s <x> ?o | ?s <y> ?o", "?s <x> ?o | ?s <z> ?o"]),
        ("{ { ?a aig:x ?b } UNION { ?a ?p ?b } }", []),
        ("{ VALUES ?p { aig:x aig:y } ?a rdf:predicate ?p }", ["?s <predicate> <x> | ?s <predicate> <y>"]),
        ("{ VALUES ?p { aig:x aig:y } ?a ?p ?b }", ["?s <x> ?o | ?s <y> ?o"]),
        ("{ VALUES ?q { aig:x } ?a rdf:predicate ?q }", ["?s <predicate> ?o"]),
        ("{ VALUES ?p { aig:x UNDEF } ?a rdf:predicate ?p }", ["?s <predicate> ?o"]),
        ("{ { VALUES ?p { aig:x } ?a rdf:predicate ?p } UNION { ?a rdf:predicate ?p } }", ["?s <predicate> ?o | ?s <predicate> <x>"]),
        ("{ GRAPH <g:g> { ?a aig:x ?b } BIND(1 AS ?y) }", ["GRAPH <g:g> { ?s <x> ?o }"]),
        ("{ { SELECT ?a (COUNT(?b) AS ?n) { ?a aig:x ?b } GROUP BY ?a } ?a aig:y [ aig:z ?c ] }", ["?s <x> ?o", "?s <z> ?o", "?s <y> ?o"]),
        ("{ ?a aig:x 'a b' ; aig:y \"{\" }", ["?s <x> 'a b'", '?s <y> "{"']),
        ("", []),
        ("{ ?a aig:x", ["?s <x> ?o"]),
    ],
)  # fmt: skip
def test_needs_are_read_from_the_query(query: str, expected: list[str]) -> None:
    found = [
        {re.sub("https://w3id.org/aigraph/ontology#|http://www.w3.org/[^>]*#", "", pattern) for pattern in need}
        for need in needs_of(f"SELECT * WHERE {query}", ["q"])
    ]
    assert sorted(map(sorted, found)) == sorted(sorted(need.split(" | ")) for need in expected)


def test_a_question_states_what_it_needs(graph: Any) -> None:
    def told(name: str) -> list[str]:
        return needed(graph, shipped()[name])

    assert told("models-in-the-lineage") == ["founded", "workedAt", "developed", "AIModel or ModelFamily"]
    assert told("what-rests-only-on-a-rumour") == ["modality rumoured"]
    assert told("where-sources-disagree") == ["contradictedBy"]
    assert told("what-the-editors-add") == ["predicate in editors"]
    help_ = CliRunner().invoke(main, ["ask", "two-hop-lineage", "--help"]).stdout
    assert help_.rstrip().endswith("Needs founded; workedAt.")


def test_the_list_says_why_a_question_has_no_rows(small: Any) -> None:
    lacks = lacking(small, QUESTIONS)
    assert lacks["the-ladder"] == ("no surpasses",)
    assert lacks["comparisons-of-models"] == ("no chases or comparableTo or competesWith or surpasses",)
    done = CliRunner().invoke(main, ["--graph", str(SMALL), "ask"])
    assert done.exit_code == 0
    answered, _, rest = done.stdout.partition("No rows here:\n")
    assert "  the-ladder: no surpasses\n" in rest
    assert "the-ladder\n" not in answered
    assert len(rest.splitlines()) == len(lacks)
    assert f"{len(QUESTIONS) - len(lacks)} questions, {len(lacks)} more have no rows here." in done.stderr
    values = {"entity": "beichen", "claim": "dipper-2-in-2026", "date": "2024-01-01", "integer": 1}
    for question in QUESTIONS:
        if question.id in lacks:
            table = ask(small, question, "pyoxigraph", {p.name: values[p.kind] for p in question.parameters})
            assert table.rows == ()
            assert table.notes == (f"no rows here: {', '.join(lacks[question.id])}",)


def test_a_parameter_without_a_default_here_is_asked_for_by_name(small: Any) -> None:
    question = shipped()["how-connected"]
    assert [p.name for p in wanting(small, question)] == ["one", "other"]
    with pytest.raises(UnknownName, match=r"how-connected has no default here for one .*, other .*Give one and other"):
        small.ask("how-connected")
    with pytest.raises(
        UnknownName, match=r"no default here for other \(the other: any name of an entity\). Give other"
    ):
        small.ask("how-connected", one="beichen")
    assert small.ask("how-connected", one="beichen", other="li-yi").columns == ("through",)
    with pytest.raises(UnknownName, match=r"judgement \(the judgement: the id of a claim\)"):
        small.ask("how-far-support-reaches")
    run = CliRunner().invoke(main, ["--graph", str(SMALL), "ask", "how-connected"])
    assert run.exit_code == 2 and "noam-shazeer" not in run.stderr and "one" in run.stderr
    listed = CliRunner().invoke(main, ["--graph", str(SMALL), "ask", "two steps"]).stdout
    assert "  Give --one ENTITY and --other ENTITY." in listed


def test_a_name_that_sounds_like_a_default_is_none(small: Any, tmp_path: Path) -> None:
    """A default is an id, not whatever an own entity happens to be called."""
    from dataclasses import replace

    entities = tuple(replace(e, aliases=(*e.aliases, "GPT")) if e.id == "beichen" else e for e in small.graph.entities)
    other = aigraph.KnowledgeGraph(replace(small.graph, entities=entities), small.ontology)
    assert other.resolve("gpt") == "beichen"
    with pytest.raises(UnknownName, match="family"):
        other.ask("versions-of-a-family")
