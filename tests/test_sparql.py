"""SPARQL: answers, refusals, forms, a timeout that stops the query, threads, notes."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Timer
from typing import Any

import pytest

from aigraph.errors import QueryError
from aigraph.namespaces import IRI
from aigraph.sparql.endpoint import Triples
from aigraph.sparql.notes import mentioned
from aigraph.sparql.query import Query
from aigraph.table import Table

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_select(graph: Any) -> None:
    table = graph.sparql("SELECT ?who WHERE { ?who aig:founded aid:anthropic } ORDER BY ?who")
    assert isinstance(table, Table)
    assert [IRI(str(row[0])).curie for row in table] == [
        "aid:anthropic-founding-team",
        "aid:dario-amodei",
        "aid:tom-brown",
    ]


def test_numbers_are_numbers(graph: Any) -> None:
    table = graph.sparql(
        "SELECT ?n WHERE { ?o rdf:subject aid:character-ai ; rdf:predicate aig:employees ; aig:value ?n }"
    )
    assert table.rows == ((Decimal(22),),)


def test_more_than_twenty_is_not_twenty(graph: Any) -> None:
    query = "SELECT ?n ?min ?c WHERE { ?o rdf:subject aid:mistral-ai ; rdf:predicate aig:employees ; rdf:object ?n ; aig:min ?min ; aig:comparator ?c }"
    assert graph.sparql(query).rows == ((">20", Decimal(20), "moreThan"),)
    assert not graph.sparql("ASK { ?o rdf:predicate aig:employees ; rdf:subject aid:mistral-ai ; aig:value ?n }")


def test_ask_construct_describe(graph: Any) -> None:
    assert graph.sparql("ASK { aid:microsoft aig:pairedWith aid:openai }") is True
    assert graph.sparql("ASK { aid:openai aig:pairedWith aid:microsoft }") is True
    triples = graph.sparql("CONSTRUCT { ?s aig:founded ?o } WHERE { ?s aig:founded ?o }")
    assert isinstance(triples, Triples)
    assert "<https://w3id.org/aigraph/id/mistral-ai> ." in str(triples)
    assert len(graph.sparql("DESCRIBE aid:openai")) > 5


def test_a_rumour_is_no_triple(graph: Any) -> None:
    query = "SELECT ?chip WHERE { aid:gpt-4 aig:trainedOn ?chip }"
    assert len(graph.sparql(query)) == 0
    assert [IRI(str(row[0])).curie for row in graph.sparql(query, tentative=True)] == ["aid:a100"]
    assert len(graph.sparql(query)) == 0


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { aid:a aig:founded aid:b }",
        "PREFIX a: <b> # comment\n DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { service SILENT ?x { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "SELECT * FROM<file:///etc/passwd> WHERE { ?s ?p ?o }",
        "PREFIX f: <file:///etc/> SELECT * FROM f:passwd WHERE { ?s ?p ?o }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * WHERE { SERVICE :a { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p ?o FILTER(1<2)SERVICE?x{?s ?p ?o}FILTER(2>1) }",
        "SELECT * FROM NAMED <file:///etc/passwd> WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_refused(graph: Any, query: str) -> None:
    with pytest.raises(QueryError, match=r"\. [A-Z]|; "):
        graph.sparql(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service WHERE { ?service a aig:Company }",
        "SELECT * WHERE { ?s rdfs:label 'SERVICE' } # SERVICE <x>",
        "PREFIX service: <http://example.org/> SELECT * WHERE { ?s service:x ?o }",
        'SELECT * WHERE { ?s rdfs:label "INSERT # no" }',
    ],
)
def test_not_refused(query: str) -> None:
    Query(query).refuse()


def test_syntax_error_points_at_the_place(graph: Any) -> None:
    with pytest.raises(QueryError, match=r"line 2, column \d+") as caught:
        graph.sparql("SELECT ?s WHERE {\n  ?s aig:founded )\n}")
    assert "^" in str(caught.value)


def test_unknown_prefix(graph: Any) -> None:
    with pytest.raises(QueryError):
        graph.sparql("SELECT * WHERE { ?s nope:x ?o }")


@pytest.mark.slow
def test_timeout_stops_the_query_and_the_next_one_works(graph: Any) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match="longer than 1 s"):
        graph.sparql(ENDLESS, timeout=1)
    assert time.monotonic() - started < 20
    assert graph.sparql("ASK { aid:openai a aig:Company }") is True


def test_from_chooses_the_graphs(graph: Any) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s ?p ?o }}"
    editors = graph.sparql(count.format("FROM <https://w3id.org/aigraph/graph/editors>")).rows[0][0]
    assert 0 < editors < graph.sparql(count.format("")).rows[0][0]
    assert graph.sparql(count.format("FROM <https://example.org/none>")).rows == ((0,),)


def test_the_worker_can_open_no_socket(graph: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the refusal overlooks: the process itself has no way out."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        monkeypatch.setattr(Query, "refuse", lambda query: None)
        port = server.getsockname()[1]
        with pytest.raises(QueryError):
            graph.sparql(f"SELECT * WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            server.accept()


def test_select_star_keeps_the_order_of_the_query(graph: Any) -> None:
    assert graph.sparql("SELECT * WHERE { ?s aig:founded ?o }").columns == ("s", "o")


def test_notes_name_graphs_that_are_not_there(graph: Any) -> None:
    (note,) = graph.select("SELECT * FROM <https://example.org/none> { ?s ?p ?o }").notes
    assert note.startswith(
        "<https://example.org/none> is no graph of the data; expected <https://w3id.org/aigraph/graph/"
    )
    query = "SELECT * FROM NAMED <https://w3id.org/aigraph/graph/editors> { GRAPH ?g { ?s ?p 'GRAPH <x:>' } }"
    assert graph.select(query).notes == ()


def test_notes_are_about_terms_and_not_about_words(graph: Any) -> None:
    query = "SELECT ?trainedOn { ?trainedOn rdfs:label 'aig:trainedOn aid:nobody' } # aig:trainedOn aid:nobody"
    assert graph.select(query).notes == ()
    whole = "SELECT * { ?m <https://w3id.org/aigraph/ontology#trainedOn> <https://w3id.org/aigraph/id/opnai> }"
    notes = graph.select(whole).notes
    assert notes[0] == "aid:opnai is not in the graph; did you mean aid:openai?"
    assert "tentative trainedOn statements are not shown" in notes[1]


def test_mentioned(graph: Any) -> None:
    names = graph.ontology
    assert mentioned(Query("SELECT * WHERE { ?s aig:trainedOn ?o ; aig:x ?y }"), names) == ["trainedOn"]
    assert mentioned(Query("SELECT * WHERE { ?s rdf:predicate aig:trainedOn }"), names) == []


QUERIES = [
    "SELECT ?who ?org WHERE { ?who aig:founded ?org }",
    "SELECT ?who ?lab ?role WHERE { ?s rdf:predicate aig:workedAt ; rdf:subject ?who ; rdf:object ?lab . OPTIONAL { ?s aig:role ?role } }",
    "SELECT ?a ?b WHERE { ?a aig:pairedWith ?b }",
    "SELECT ?s ?quote WHERE { ?s aig:settled false ; aig:evidence/oa:hasSelector/oa:exact ?quote }",
    "SELECT ?holder ?chip ?n ?m ?stage WHERE { ?s rdf:predicate ?p ; rdf:subject ?holder ; rdf:object ?chip ; aig:modality ?m ; aig:stage ?stage . ?chip a aig:Chip OPTIONAL { ?s aig:value ?n } }",
    "SELECT ?class (COUNT(?e) AS ?n) WHERE { ?e a ?class . FILTER STRSTARTS(STR(?class), STR(aig:)) } GROUP BY ?class",
    "SELECT ?c ?due WHERE { ?c a aig:Prediction ; aig:dueLatest ?due }",
    "SELECT ?m WHERE { ?m a schema:Organization }",
    "SELECT ?x WHERE { ?x aig:versionOf+ aid:gpt }",
    "SELECT ?s WHERE { ?s aig:dateEarliest ?d FILTER (?d >= '2021-01-01'^^xsd:date) }",
    "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
]


@pytest.mark.slow
def test_rdflib_gives_the_same_rows(graph: Any) -> None:
    dataset = graph.to_rdflib()
    for query in QUERIES:
        ours = sorted(tuple(_plain(cell) for cell in row) for row in graph.sparql(query))
        theirs = sorted(tuple(_plain(cell) for cell in row) for row in dataset.query(query))
        assert ours == theirs, query
        assert ours, query


def _plain(cell: object) -> str:
    value = cell.toPython() if hasattr(cell, "toPython") else cell
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    ("method", "query", "message"),
    [
        ("select", "ASK { }", "this is an ASK query; expected SELECT"),
        ("ask", "PREFIX ask: <x:> SELECT * { }", "this is a SELECT query; expected ASK"),
        ("construct", "SELECT * { }", "this is a SELECT query; expected CONSTRUCT or DESCRIBE"),
        ("select", "DESCRIBE aid:openai", "this is a DESCRIBE query; expected SELECT"),
        ("select", "INSERT DATA { <x:> <x:> 1 }", "INSERT changes data"),
        ("ask", "", "the query is empty"),
        ("select", "\n# SELECT * {}\n", "the query is empty: only comments"),
        ("query", "PREFIX select: <x:>\nBASE <y:>", "the query is empty: only comments"),
        ("select", "BANANA", "line 1"),
    ],
)
def test_each_form_has_its_method(graph: Any, method: str, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        getattr(graph._endpoint, method)(query)


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_timeout_that_is_none_is_an_error(graph: Any, timeout: float) -> None:
    with pytest.raises(QueryError, match="expected seconds above 0, or None"):
        graph._endpoint.query("ASK { }", timeout=timeout)
    with pytest.raises(QueryError, match="expected seconds above 0, or None"):
        graph.cypher("RETURN 1 AS n", timeout=timeout)


def test_no_limit_and_a_limit_beyond_any(graph: Any) -> None:
    assert graph._endpoint.query("ASK { }", timeout=None) is True
    assert graph._endpoint.query("ASK { }", timeout=float("inf")) is True


def test_two_threads_ask_at_once(graph: Any) -> None:
    def ask(first: int) -> list[object]:
        query = "SELECT (?a + ?b AS ?sum) { }"
        return [graph._endpoint.select(query, {"a": first, "b": n}).rows[0][0] for n in range(200)]

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, (1000, 2000))) == [[first + n for n in range(200)] for first in (1000, 2000)]


def test_a_worker_that_died_is_started_again(graph: Any) -> None:
    assert graph._endpoint.query("ASK { }") is True
    process = graph._endpoint._plain.start()
    process.kill()
    assert graph._endpoint.query("ASK { }") is True
    graph._endpoint.close()
    assert process.poll() is not None
    assert graph._endpoint.query("ASK { }") is True


def test_an_interrupted_question_does_not_answer_the_next(graph: Any) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs would ignore it
    graph._endpoint.query("ASK { }")
    interrupt = Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT))
    interrupt.start()
    with pytest.raises(KeyboardInterrupt):
        graph._endpoint.query(ENDLESS)
    assert graph._endpoint.query("SELECT (2 AS ?new) { }").rows == ((2,),)
