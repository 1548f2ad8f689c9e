"""What pyoxigraph answers otherwise than SPARQL says is asked in other words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from aigraph.errors import QueryError
from aigraph.sparql.endpoint import Endpoint

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


@pytest.mark.parametrize(
    ("count", "query"),
    [
        (22, "SELECT ?x { ?x :p|:q ?y } VALUES ?z { 1 2 }"),
        (22, "SELECT ?x { ?x :p|:q ?y } VALUES (?z ?w) { (1 2) (:a 'b'@en) }"),
        (22, "SELECT ?x { VALUES ?z { 1 2 } { ?x :p|:q ?y } }"),
        (11, "SELECT ?x { ?x :p|:q ?y BIND(EXISTS { ?x :p ?o } AS ?e) . ?z :r :c . }"),
        (11, "SELECT ?x { { SELECT ?x ?y { ?x :p|:q ?y } ORDER BY ?x LIMIT 100 VALUES ?x { UNDEF } } . ?z :r :c . }"),
        (14, "SELECT ?x (COUNT(*) AS ?n) { ?x :p|:q ?y } GROUP BY ?x ?y HAVING (COUNT(*) > 0) VALUES ?m { 1 2 }"),
        (8, "SELECT ?x { ?x ?p ?y FILTER NOT EXISTS { ?x :zz|:r ?y } ?z :r :c ; (:zz|:r) :b . VALUES ?w { 1 } }"),
    ],
)
def test_a_path_is_found_wherever_it_stands(small: Endpoint, count: int, query: str) -> None:
    """Of `?x :p|:q ?y` there are 11 pairs, 7 of them different; of all 14 triples 8 are between nodes without :r."""
    table = small.select(f"PREFIX : <http://e/> {query}")
    assert len(table) == count
    assert table.notes == ()


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
