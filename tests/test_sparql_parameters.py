"""Parameters and values of SPARQL: what goes in comes out, as a term of its type."""

import datetime
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
from aigraph.sparql.values import Packed, pack, unpack

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
