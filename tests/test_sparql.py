"""SPARQL: answers, refusals, a timeout that stops the query, the note about tentative statements."""

import datetime
import io
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results, serialize

import aigraph
from aigraph.cli import main
from aigraph.errors import ExportError, QueryError
from aigraph.namespaces import ENTITY, IRI, XSD
from aigraph.sparql import worker
from aigraph.sparql.endpoint import Endpoint, Triples
from aigraph.sparql.notes import mentioned
from aigraph.sparql.query import Query
from aigraph.sparql.tokens import tokens
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


# -- what a query contains --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { GRAPH ?from { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } # FROM <x:>",
        'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(\'FROM <x:>\' != """FROM\n"FROM""") }',
        "PREFIX from: <http://example.org/> SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?s from:from ?o } }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?s <http://example.org/#FROM> ?o } }",
        "SELECT (COUNT(*) AS $n) { GRAPH $g { $s $from $o } }",
    ],
)
def test_from_is_a_keyword_and_nothing_else(graph: Any, query: str) -> None:
    """A variable ?from took the named graphs away: no rows in place of all."""
    everything = graph.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows
    assert everything[0][0] > 1000
    assert graph.select(query).rows == everything


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s <http://example.org/#> ?o SERVICE <http://example.org/> { ?a ?b ?c } }",
        "PREFIX p:<http://example.org/#>SELECT*{?s p:x?o.SERVICE<http://example.org/>{?a ?b ?c}}",
        "SELECT * { ?s rdfs:label '#' . SERVICE <http://example.org/> { ?a ?b ?c } }",
        "SELECT * { ?s rdfs:label '''#'''SERVICE <http://example.org/> { ?a ?b ?c } }",
        "SELECT * # <\n{ SERVICE <http://example.org/> { ?a ?b ?c } } # >",
        "SELECT * { OPTIONAL { sErViCe silent ?s { ?a ?b ?c } } }",
        "SELECT * { ?s p:SERVICE.SERVICE ?o . FILTER EXISTS { SERVICE <x:> { } } }",
        "ASK { FILTER(1<2)SERVICE<http://example.org/>{?a ?b ?c}FILTER(2>1) }",
    ],
)
def test_service_is_found_wherever_it_hides(query: str) -> None:
    with pytest.raises(QueryError, match=r"line \d, column \d+: SERVICE would call another server"):
        Query(query).refuse()


@pytest.mark.parametrize(
    ("query", "form", "variables", "graphs"),
    [
        ("BASE <http://e/> PREFIX p: <p#> SELECT*{?b p:q $a}", "SELECT", ("b", "a"), ()),
        ("ask from <a> from named p:b { }", "ASK", (), ("a", "p:b")),
        ("PREFIX p: <http://e/#> ASK FROM NAMED p:b\\,c { }", "ASK", (), ("http://e/#b,c",)),
        ("BASE <http://e/x/> ASK FROM <y> { }", "ASK", (), ("http://e/x/y",)),
        ("CONSTRUCT WHERE { ?s ?p '?o' } # ?x", "CONSTRUCT", ("s", "p"), ()),
        ("# SELECT\nDESCRIBE ?变量", "DESCRIBE", ("变量",), ()),
        ("PREFIX select: <x:> PREFIX : <y:>", "", (), ()),
        ("", "", (), ()),
        ("}", "", (), ()),
    ],
)
def test_what_a_query_contains(query: str, form: str, variables: tuple[str, ...], graphs: tuple[str, ...]) -> None:
    read = Query(query)
    assert (read.form, read.variables, read.graphs) == (form, variables, graphs)


SOME = st.sampled_from(
    [
        "?x",
        "$from",
        "'a'",
        "<x:#>",
        "a:b.c",
        ":",
        "_:b",
        "@en-GB",
        "1",
        ".5",
        "1.e3",
        "{",
        "}",
        "^^",
        "SELECT",
        "service",
        "||",
        "|",
        "<",
        ">",
        "?",
        "é",
        "😀",
    ]
) | st.sampled_from(["# FROM\n", " ", "\n", '"\\""', "'''b\n'''"])


@given(st.lists(SOME, max_size=12))
def test_tokens_lose_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    at, rest = 0, []
    for token in tokens(text):
        rest.append(text[at : token.start])
        assert text[token.start : token.end] == token.text
        at = token.end
    rest.append(text[at:])
    assert all(not gap.strip() or "#" in gap for gap in rest)


def test_tokens_of_a_long_text_take_no_longer_than_it_is() -> None:
    for piece in ("a.", "'", '"', "<", "?x ", "1", "_:", "a", '"""', "\\", "%"):
        assert tokens(piece * 20_000)


# -- results in the formats of the W3C --------------------------------------------------------------------------------

CELLS = """SELECT * { VALUES (?a ?b ?c) {
  (1.50 "x"@en-GB <http://example.org/é>) (01 "tab\\t, quote\\", line\\n, back\\\\" UNDEF) (1e0 "" true)
  ("7"^^xsd:gYear "<&>\\r" "5"^^xsd:integer) } }"""


@pytest.mark.parametrize("name", ["sparql-json", "sparql-xml", "sparql-tsv"])
def test_results_are_read_by_others_as_they_were(graph: Any, name: str) -> None:
    import rdflib
    from rdflib.query import Result

    written = graph.sparql_results(CELLS, name).encode()
    format_ = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}[name[7:]]
    found: Any = parse_query_results(input=written, format=format_)
    assert [variable.value for variable in found.variables] == ["a", "b", "c"]
    rows = [[None if term is None else str(term) for term in row] for row in found]
    xsd = "^^<http://www.w3.org/2001/XMLSchema#"
    assert rows == [
        [f'"1.50"{xsd}decimal>', '"x"@en-gb', "<http://example.org/é>"],
        [f'"01"{xsd}integer>', r'"tab\t, quote\", line\n, back\\"', None],
        [f'"1e0"{xsd}double>', '""', f'"true"{xsd}boolean>'],
        [f'"7"{xsd}gYear>', r'"<&>\r"', f'"5"{xsd}integer>'],
    ]
    theirs = Result.parse(io.BytesIO(written), format=name[7:])
    assert len(list(theirs)) == 4
    assert next(iter(theirs.bindings))[rdflib.Variable("b")] == rdflib.Literal("x", lang="en-gb")


def test_csv_has_texts_and_lines_that_end_as_the_standard_says(graph: Any) -> None:
    assert graph.sparql_results(CELLS, "sparql-csv") == (
        'a,b,c\r\n1.50,x,http://example.org/é\r\n01,"tab\t, quote"", line\n, back\\",\r\n1e0,,true\r\n7,"<&>\r",5\r\n'
    )


def test_results_of_ask_and_of_nothing(graph: Any) -> None:
    assert json.loads(graph.sparql_results("ASK { }", "sparql-json")) == {"head": {}, "boolean": True}
    assert "<boolean>false</boolean>" in graph.sparql_results("ASK { aid:openai a aig:Chip }", "sparql-xml")
    assert graph.sparql_results("SELECT ?x { aid:openai a aig:Chip }", "sparql-tsv") == "?x\n"
    empty = json.loads(graph.sparql_results("SELECT ?x { aid:openai a aig:Chip }", "sparql-json"))
    assert empty == {"head": {"vars": ["x"]}, "results": {"bindings": []}}


@pytest.mark.parametrize(
    ("query", "name", "error", "message"),
    [
        ("ASK { }", "sparql-csv", ExportError, "for SELECT, not for ASK"),
        ("DESCRIBE aid:openai", "sparql-json", QueryError, "this is a DESCRIBE query; expected SELECT or ASK"),
        ("SELECT ('\\u0001' AS ?x) { }", "sparql-xml", ExportError, r"XML has no way to write U\+0001"),
        ("SELECT (TRIPLE(<x:>, <x:>, <x:>) AS ?x) { }", "sparql-json", ExportError, "no place for a triple"),
    ],
)
def test_what_a_format_has_no_place_for(graph: Any, query: str, name: str, error: type, message: str) -> None:
    with pytest.raises(error, match=message):
        graph.sparql_results(query, name)


def test_a_computed_number_is_not_written_as_one_of_the_data(tmp_path: Path) -> None:
    path = tmp_path / "data.nq"
    path.write_text('<x:a> <x:p> "02"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<x:a> <x:p> "y" .\n')
    endpoint = Endpoint(path)
    assert endpoint.results("SELECT ?o { ?s ?p ?o FILTER isNumeric(?o) }", "sparql-tsv") == "?o\n02\n"
    assert endpoint.results("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "sparql-tsv") == "?n\n2\n"
    assert '"02"' in str(endpoint.construct("CONSTRUCT WHERE { ?s ?p ?o }"))
    path.write_text(path.read_text() + '<x:b> <x:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .\n')
    endpoint.close()
    assert endpoint.results("SELECT ?o { <x:a> ?p ?o FILTER isNumeric(?o) }", "sparql-tsv") == "?o\n2\n"
    endpoint.close()


# -- what is asked in other words -------------------------------------------------------------------------------------

#: Patterns over `DATA`, and how many solutions SPARQL gives them: Jena's counts, each worked out by hand as well.
DATA = """@prefix : <http://e/> .
:a :p :b ; :q :b ; :r :b , :c . :b :p :c ; :q :c, :a ; :r :a . :c :p :c . :d :p :b, :e ; :q :e . :e :q :c ; :p :c ."""
COUNTS = {
    "?x :p|:q ?y": 11,
    "?x (:p|:q)/:r ?y": 5,
    "?x ^(:p|:q) ?y": 11,
    "?x ((:p|:q)/(:p|:r)) ?y": 16,
    "?x ^(:p|!:q) ?y": 15,
    "?x :p?|:q? ?y": 20,
    "?x (:p+|:q) ?y": 13,
    "?x (:p|:q)* ?y": 14,
    "?x (:p|:q)? ?y": 11,
    "?x :p/:p* ?y": 9,
    "?x !(:p|^:q) ?y": 17,
    ":a :p|:q :b": 2,
    ":a :p|^:p :b": 1,
    ":zz :p* ?y": 1,
    "?x :p? :zz": 1,
    ":zz :p* :zz": 1,
    ":zz :p* :a": 0,
    ":zz (:p*)+ ?y": 1,
    ":zz :p*/:q* ?y": 1,
    ":zz :p*|:q* ?y": 2,
    ":zz :p+ ?y": 0,
    "'lit'@en :p* ?y": 1,
    "1.5 :p? ?y": 1,
    "?x :p|:q ?y ; :r ?z": 7,
    "?x :r ?z ; :p|:q ?y , ?w .": 17,
    "{ ?x :p|:q ?y } UNION { ?x (:p|:q) ?y FILTER(?x = :a) }": 13,
    "?x a|:p ?y OPTIONAL { ?y :p|:q ?z }": 11,
    "?x :p ?y MINUS { ?x :q|:r ?y }": 2,
    "{ SELECT ?x { ?x :p|:q ?y } }": 11,
    "{ SELECT DISTINCT ?x { ?x :p|:q ?y } }": 5,
    "?x :p ?y FILTER EXISTS { ?x (:q|:r)/(:q|:p) ?z }": 5,
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    path = tmp_path_factory.mktemp("small") / "data.nq"
    serialize(parse(input=DATA, format=RdfFormat.TURTLE), str(path), format=RdfFormat.N_QUADS)
    endpoint = Endpoint(path)
    yield endpoint
    endpoint.close()


@pytest.mark.parametrize("pattern", COUNTS)
def test_paths_find_as_often_as_sparql_says(small: Endpoint, pattern: str) -> None:
    count = small.select(f"PREFIX : <http://e/> SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    assert count.rows == ((COUNTS[pattern],),)
    assert count.notes == ()


def test_a_repair_leaves_columns_and_other_places_alone(small: Endpoint) -> None:
    table = small.select("PREFIX : <http://e/> SELECT * { ?b :p|:q ?a . :zz :p* ?z }")
    assert table.columns == ("b", "a", "z")
    with pytest.raises(QueryError, match="line 1, column 53"):
        small.select("PREFIX : <http://e/> SELECT * { ?b :p|:q ?a . ?x :p ) }")


def test_what_cannot_be_repaired_is_noted(small: Endpoint) -> None:
    for pattern in ("?x :p|:q []", "[ :p|:q ?x ] :r ?y", "_:x :p|:q ?x . _:x :r ?y"):
        assert "alternatives" in small.select(f"PREFIX : <http://e/> SELECT * {{ {pattern} }}").notes[0], pattern


def test_each_graph_is_asked_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "data.nq"
    path.write_text(
        "<x:a> <x:p> <x:b> <x:1> .\n<x:a> <x:p> <x:c> <x:1> .\n<x:a> <x:p> <x:c> <x:2> .\n<x:z> <x:p> <x:z> .\n"
    )
    endpoint = Endpoint(path)

    def rows(query: str) -> list[tuple[object, ...]]:
        return sorted(endpoint.select(query).rows)

    assert rows("SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }") == [("x:1", 2), ("x:2", 1)]
    assert rows("SELECT ?g { GRAPH ?g { ?s ?p <x:c> MINUS { ?t ?q <x:c> } } }") == [("x:1",), ("x:2",)]
    assert rows("SELECT ?g ?v { GRAPH ?g { VALUES ?v { 1 } } }") == [("x:1", 1), ("x:2", 1)]
    assert rows("SELECT ?g { GRAPH ?g { FILTER bound(?g) } }") == []
    assert rows("SELECT ?g FROM NAMED <x:2> { GRAPH ?g { SELECT ?s { ?s ?p ?o } } }") == [("x:2",)]
    assert rows("SELECT ?g { GRAPH ?g { ?s ?p ?o OPTIONAL { ?s ?q ?g } } }") == []  # inside, ?g is what ?s leads to
    assert rows("SELECT ?g ?o { GRAPH ?g { <x:new> <x:p>* ?o } }") == [("x:1", "x:new"), ("x:2", "x:new")]
    assert rows("SELECT ?o { GRAPH <x:1> { <x:new> <x:p>? ?o } }") == [("x:new",)]
    endpoint.close()


def test_more_graphs_than_are_asked_one_by_one_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "data.nq"
    path.write_text("".join(f"<x:a> <x:p> <x:b> <x:{n}> .\n" for n in range(65)))
    endpoint = Endpoint(path)
    table = endpoint.select("SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }")
    assert "write a variable, or the graph" in table.notes[0]
    assert endpoint.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } }").notes == ()
    endpoint.close()


def test_the_command_prints_the_formats_of_the_w3c() -> None:
    def run(*arguments: str) -> Any:
        return CliRunner().invoke(main, ["sparql", *arguments])

    query = "SELECT (1.50 AS ?n) ('a'@en AS ?t) { }"
    assert run("--format", "sparql-tsv", query).stdout == '?n\t?t\n1.50\t"a"@en\n'
    assert run("--format", "tsv", query).stdout == "n\tt\n1.50\ta\n"
    assert json.loads(run("--format", "sparql-json", "ASK { }").stdout)["boolean"] is True
    refused = run("--format", "sparql-csv", "ASK { }")
    assert (refused.exit_code, refused.stdout) == (2, "")
    noted = run("--format", "sparql-csv", "SELECT ?c { ?m aig:trainedOn ?c }")
    assert noted.stdout_bytes == b"c\r\n"
    assert "tentative trainedOn statements are not shown" in noted.stderr
    empty = run("# nothing")
    assert "the query is empty" in empty.stderr
    assert empty.exit_code == 2
    alike = run("SELECT ?x { ?x aig:founded [] ; aig:founded|aig:workedAt [] }")
    assert "note: alternatives of a path" in alike.stderr
