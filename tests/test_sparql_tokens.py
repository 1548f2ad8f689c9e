"""What a query contains is read from its tokens: no word in a name, a text or a comment counts."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from aigraph.errors import QueryError
from aigraph.namespaces import ENTITY, IRI, PREFIXES
from aigraph.sparql import worker
from aigraph.sparql.messages import explained
from aigraph.sparql.parameters import check
from aigraph.sparql.query import Query
from aigraph.sparql.tokens import tokens
from aigraph.sparql.values import pack

LAB = IRI(ENTITY + "anthropic")


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


WORDS = [
    "SELECT",
    "ASK",
    "CONSTRUCT",
    "DESCRIBE",
    "WHERE",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ".",
    ";",
    ",",
    "*",
    "?x",
    "?y",
    "?g",
    "<x:a>",
    "aig:b",
    "_:b",
    "'text'",
    "1",
    "true",
    "a",
    "|",
    "/",
    "^",
    "+",
    "?",
    "!",
    "OPTIONAL",
    "MINUS",
    "UNION",
    "FILTER",
    "EXISTS",
    "NOT",
    "GRAPH",
    "VALUES",
    "UNDEF",
    "BIND",
    "AS",
    "GROUP",
    "BY",
    "ORDER",
    "HAVING",
    "COUNT",
    "DISTINCT",
    "FROM",
    "NAMED",
    "PREFIX",
    "BASE",
    "LIMIT",
    "<<",
    ">>",
    "{|",
    "|}",
    "&&",
    "=",
    "<",
    ">",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from([{}, {"x": 1}, {"x": None}, {"y": LAB}]))
@example(["SELECT", "*", "{", "GRAPH", "?g", "{", "?x", "a", "|", "aig:b", "?y"], {"x": 1})
@example(["SELECT", "*", "{", "?x", "!", "(", "a"], {})
@example(["SELECT", "*", "{", "VALUES", "?x"], {"x": 1})
@example(["SELECT", "?x", "{", "FILTER"], {"x": 1})
@settings(deadline=None, max_examples=300)
def test_any_words_are_answered_or_refused(words: list[str], parameters: dict[str, object]) -> None:
    query = Query(" ".join(words))
    try:
        query.refuse()
        check(query, list(parameters))
    except QueryError:
        return
    terms = {name: None if value is None else pack(name, value) for name, value in parameters.items()}
    request = {"query": query.text, "parameters": terms, "prefixes": PREFIXES, "union": True}
    reply = worker.answer(Store(), request, {})
    if "error" in reply:
        assert explained(reply["error"], query)
