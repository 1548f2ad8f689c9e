"""SPARQL: answers, refusals, a timeout that stops the query, the note about tentative statements."""

import datetime
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

import aigraph
from aigraph.errors import QueryError
from aigraph.namespaces import ENTITY, IRI, XSD
from aigraph.sparql import worker
from aigraph.sparql.endpoint import Triples
from aigraph.sparql.notes import mentioned
from aigraph.sparql.query import Query
from aigraph.sparql.values import Packed, pack, unpack
from aigraph.table import Table

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_select(graph: Any) -> None:
    table = graph.sparql("SELECT ?who WHERE { ?who aig:founded aid:anthropic } ORDER BY ?who")
    assert isinstance(table, Table)
    assert [IRI(row[0]).curie for row in table] == [
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
    assert [IRI(row[0]).curie for row in graph.sparql(query, tentative=True)] == ["aid:a100"]
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


def test_mentioned() -> None:
    names = {"trainedOn": 1, "founded": 1}
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


# -- parameters -------------------------------------------------------------------------------------------------------

LAB = IRI(ENTITY + "anthropic")
FOUNDERS = {"aid:anthropic-founding-team", "aid:dario-amodei", "aid:tom-brown"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who ?lab { ?who aig:founded ?lab }",
        "SELECT ?who { ?who aig:founded ?lab }",
        "SELECT * { ?who aig:founded ?lab }",
        "SELECT DISTINCT ?who { ?who aig:founded ?org FILTER(?org = ?lab) }",
        "SELECT ?who { { SELECT ?who { ?who aig:founded ?lab } } }",
        "SELECT ?who { { SELECT ?who ?lab { ?who aig:founded ?lab } } ?who aig:founded ?lab }",
        "SELECT ?who (COUNT(?lab) AS ?n) { ?who aig:founded ?lab } GROUP BY ?who ?lab ORDER BY ?lab",
        "SELECT ?who { VALUES ?lab { aid:openai aid:deepmind } ?who aig:founded ?lab }",
        "SELECT ?who { ?who aig:founded ?lab } VALUES ?lab { aid:openai }",
        "SELECT ?who { ?who aig:founded ?org FILTER EXISTS { ?who aig:founded ?lab . FILTER(?lab = ?org) } }",
        "SELECT ?who { ?who aig:founded ?org MINUS { ?who aig:founded ?other FILTER(?other != ?lab) } FILTER(?org = ?lab) }",
        "SELECT ?who { ?who aig:founded ?org FILTER(bound(?lab) && ?org IN (?lab)) }",
        "SELECT ?who { BIND(?lab AS ?org) ?who aig:founded ?org } # ?lab",
        "SELECT ?who { ?who aig:founded ?lab FILTER(\"?lab\" = '?lab') }",
    ],
)
def test_a_parameter_is_the_variable_everywhere(graph: Any, query: str) -> None:
    table = graph._endpoint.select(query, {"lab": LAB})
    assert {row[table.columns.index("who")].curie for row in table} == FOUNDERS
    if "lab" in table.columns:
        assert {row[table.columns.index("lab")] for row in table} == {LAB}


def test_a_parameter_in_an_aggregate(graph: Any) -> None:
    count = "SELECT (COUNT(?lab) AS ?n) { ?who aig:founded ?lab }"
    assert graph._endpoint.select(count, {"lab": LAB}).rows == ((3,),)
    assert graph._endpoint.select(count, {"lab": IRI(ENTITY + "nobody")}).rows == ((0,),)
    grouped = "SELECT ?lab (COUNT(*) AS ?n) { ?who aig:founded ?lab } GROUP BY ?lab"
    assert graph._endpoint.select(grouped, {"lab": LAB}).rows == ((LAB, 3),)
    assert graph._endpoint.select(grouped, {"lab": IRI(ENTITY + "nobody")}).rows == ()


def test_ask_and_construct_take_parameters(graph: Any) -> None:
    assert graph._endpoint.ask("ASK { ?who aig:founded ?lab }", {"lab": LAB, "who": aigraph.AID["tom-brown"]})
    assert not graph._endpoint.ask("ASK { ?who aig:founded ?lab }", {"lab": LAB, "who": aigraph.AID["sam-altman"]})
    made = graph._endpoint.construct(
        "CONSTRUCT { ?lab schema:founder ?who } WHERE { ?who aig:founded ?lab }", {"lab": LAB}
    )
    assert len(made) == 3
    assert len(graph._endpoint.construct("DESCRIBE ?lab", {"lab": LAB})) > 5


def test_none_leaves_the_variable_free(graph: Any) -> None:
    query = "SELECT ?who { VALUES ?lab { aid:anthropic } ?who aig:founded ?lab }"
    free = graph._endpoint.select("SELECT ?who { ?who aig:founded ?lab }")
    assert len(graph._endpoint.select(query)) == 3 < len(free)
    assert sorted(graph._endpoint.select(query, {"lab": None}).rows) == sorted(free.rows)


@pytest.mark.parametrize(
    ("query", "parameters", "message"),
    [
        (
            "SELECT ?who { ?who aig:founded ?lab }",
            {"lba": LAB},
            r"no variable \?lba; expected one of its own: \?who, \?lab",
        ),
        ("SELECT (1 AS ?x) { }", {"x": 1}, r"line 1, column 14: AS gives \?x its value"),
        ("SELECT ?x { VALUES (?x ?y) { (1 2) } }", {"x": 1}, r"line 1, column 21: VALUES gives \?x"),
        ("SELECT ?x { ?s ?x ?o }", {"x": "text"}, "parameter x: .*cannot stand where"),
        ("SELECT ?x { ?x ?p ?o FILTER(?o<?x&&?x>1) }", {"x": 1}, "spaces around <"),
        ("SELECT ?x { }", {"x": [1]}, r"parameter x: \[1\] is no term"),
        ("SELECT ?x { }", {"x": "\ud800"}, "parameter x: .* is no term"),
        ("SELECT ?x { }", {"x": Decimal("NaN")}, "parameter x: .* is no term"),
        ("SELECT ?x { }", {"x": IRI("no iri")}, "parameter x: 'no iri' is no term"),
    ],
)
def test_wrong_parameters(graph: Any, query: str, parameters: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        graph._endpoint.query(query, parameters)


def test_a_syntax_error_beside_a_parameter_is_shown_in_the_query_as_written(graph: Any) -> None:
    with pytest.raises(QueryError, match=r"line 2, column 12: \) closes nothing\n   \?x \?p \?y  \) \}\n {13}\^"):
        graph._endpoint.query("SELECT ?y {\n ?x ?p ?y  ) }", {"x": LAB})


VALUES = (
    st.text()
    | st.integers()
    | st.booleans()
    | st.floats()
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6)
    | st.dates()
    | st.datetimes(timezones=st.none() | st.just(datetime.UTC))
)


@given(VALUES)
@example("\\u0022 . } SERVICE <x:> { ?x ?y ?z } #")
@example("'''\"\"\"")
@settings(deadline=None)
def test_a_value_comes_back_as_it_went(value: Any) -> None:
    """No text becomes anything but a text, whatever is in it."""
    query = "SELECT ?v (?v AS ?w) (1-?x AS ?y) WHERE { }"
    terms = {"v": pack("v", value), "x": pack("x", 1)}
    (row,) = ask_worker(query, terms)
    assert unpack(row[0]) == unpack(row[1]) == value or value != value
    assert type(unpack(row[1])) is type(value)
    assert unpack(row[2]) == 0


def ask_worker(query: str, terms: dict[str, Packed]) -> list[list[Packed]]:
    """Return the rows of a query over nothing, asked as the worker asks."""
    request = {"query": query, "parameters": terms, "prefixes": {}, "union": False}
    rows: list[list[Packed]] = worker.answer(Store(), request, {})["rows"]
    return rows


# -- forms, values, timeouts ------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("1", "integer", 1),
        ("-7", "nonNegativeInteger", "-7"),
        ("255", "unsignedByte", 255),
        ("256", "unsignedByte", "256"),
        ("abc", "integer", "abc"),
        ("1_000", "integer", "1_000"),
        (" 1", "integer", " 1"),
        ("٣", "integer", "٣"),
        ("1.50", "decimal", Decimal("1.50")),
        ("1e3", "decimal", "1e3"),
        ("NaN", "decimal", "NaN"),
        ("1e3", "double", 1000.0),
        ("-INF", "double", float("-inf")),
        ("infinity", "double", "infinity"),
        ("1", "boolean", True),
        ("false", "boolean", False),
        ("yes", "boolean", "yes"),
        ("2024-02-29", "date", datetime.date(2024, 2, 29)),
        ("2024-13-45", "date", "2024-13-45"),
        ("2023-02-29", "date", "2023-02-29"),
        ("20240229", "date", "20240229"),
        ("2024-02-29Z", "date", "2024-02-29Z"),
        ("-0044-03-15", "date", "-0044-03-15"),
        ("2024-02-29T01:02:03Z", "dateTime", datetime.datetime(2024, 2, 29, 1, 2, 3, tzinfo=datetime.UTC)),
        ("2024-02-29T01:02:03.5", "dateTime", datetime.datetime(2024, 2, 29, 1, 2, 3, 500000)),
        ("2024-02-29", "dateTime", "2024-02-29"),
        ("P1Y", "duration", "P1Y"),
        ("2024", "gYear", "2024"),
        ("1", "string", "1"),
    ],
)
def test_literals_as_python_has_them(text: str, datatype: str, value: object) -> None:
    cell = unpack(["literal", text, "", XSD + datatype])
    assert cell == value
    assert type(cell) is type(value)


def test_values_are_of_the_types_that_cypher_gives(graph: Any) -> None:
    ours = graph._endpoint.select("SELECT ('2024-03-15'^^xsd:date AS ?d) (1 AS ?i) (true AS ?b) (1e0 AS ?f) { }").rows[
        0
    ]
    theirs = graph.cypher("RETURN date('2024-03-15') AS d, 1 AS i, true AS b, 1.0 AS f").rows[0]
    assert [type(cell) for cell in ours] == [type(cell) for cell in theirs]
    assert ours == theirs


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


def test_an_interrupted_question_does_not_answer_the_next(graph: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("select.select", interrupted)
        with pytest.raises(KeyboardInterrupt):
            graph._endpoint.query("SELECT (1 AS ?old) { }")
    assert graph._endpoint.query("SELECT (2 AS ?new) { }").rows == ((2,),)
