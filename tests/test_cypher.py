"""Cypher on the embedded engine: answers, refusals, limits, notes. What Neo4j answers is in test_cypher_matrix."""

import datetime
import re
import time
from typing import Any

import pytest
import write_cypher_matrix as matrix
from differential_cypher import PARAMETERS, PlainQueries, shown
from differential_cypher import graph as awkward
from support import HOSTILE

from aigraph.cypher.check.scopes import check
from aigraph.cypher.engine import Engine
from aigraph.cypher.packing import pack, unpack
from aigraph.cypher.parse.clauses import parse
from aigraph.cypher.plain import is_plain, passes, without_comments
from aigraph.cypher.stored import contents, load_kglite, save
from aigraph.cypher.worker import Answers
from aigraph.errors import QueryError
from aigraph.property_graph import TENTATIVE, Edge, Node, PropertyGraph

ENDLESS = "MATCH (a), (b), (c), (d) WHERE a.id > b.id AND c.id < d.id RETURN count(*) AS n"


def test_rows(graph: Any) -> None:
    table = graph.cypher("MATCH (p)-[:FOUNDED]->(c {id: $c}) RETURN p.id ORDER BY p.id", {"c": "anthropic"})
    assert table.columns == ("p.id",)
    assert [row[0] for row in table] == ["anthropic-founding-team", "dario-amodei", "tom-brown"]


@pytest.mark.parametrize(
    "pattern",
    [
        "(p)-[:FOUNDED]->(c:Company)<-[:FOUNDED]-(q)",
        "(a:Organization)--(b)-[s]-(c:Entity)",
        "(a:Company)-[*1..2]-(b:Person)",
    ],
)
def test_a_limit_is_full(graph: Any, pattern: str) -> None:
    whole = graph.cypher(f"MATCH {pattern} RETURN count(*)").rows[0][0]
    for limit in (1, 2, whole // 2, whole - 2, whole - 1, whole, whole + 1):
        assert len(graph.cypher(f"MATCH {pattern} RETURN 1 AS one LIMIT {limit}").rows) == min(limit, whole)


def test_every_node_and_edge_is_there(graph: Any) -> None:
    whole = graph.property_graph
    assert graph.cypher("MATCH (n:AIGraph) RETURN count(n)").rows == ((len(whole.nodes),),)
    assert graph.cypher("MATCH ()-[r]->() RETURN count(r)").rows == ((len(whole.edges),),)
    found = {row[0]: row[1] for row in graph.cypher("MATCH (n) RETURN n.id, n")}
    for node in whole.nodes:
        shown = {k: str(v) if isinstance(v, datetime.date) else v for k, v in found[node.id].items()}
        assert shown == dict(node.properties)


def test_a_rumour_is_no_fact(graph: Any) -> None:
    assert not graph.cypher("MATCH (:AIModel)-[r:TRAINED_ON]->() RETURN r").rows
    both = graph.cypher(
        "MATCH (m)-[r:TRAINED_ON|TENTATIVE {predicate: 'trainedOn'}]->(c) RETURN m.id, c.id, r.modality ORDER BY m.id"
    )
    assert both.rows == (
        ("gpt-4", "a100", "rumoured"),
        ("gpt-5", "h100", "rumoured"),
        ("llama-3", "h100", "reported"),  # by Meta, as what it is going to do
    )


def test_dates_are_dates(graph: Any) -> None:
    table = graph.cypher(
        "MATCH (c {id: 'anthropic'}) RETURN c.foundingDate, c.foundingDateEarliest, c.foundingDateLatest"
    )
    assert table.rows == (("2021", datetime.date(2021, 1, 1), datetime.date(2021, 12, 31)),)
    assert graph.cypher("RETURN $d.year AS y", {"d": datetime.date(2024, 3, 15)}).rows == ((2024,),)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("CREATE (n:Company)", "CREATE changes data"),
        ("MATCH (n)\nDETACH DELETE n", "line 2, column 1: DETACH changes data"),
        ("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", "reads a file"),
        ("MATCH (n) RETURN n; MATCH (m) RETURN m", "two statements"),
        ("MATCH (n) RETURN n FORMAT CSV", "not Cypher"),
        ("RETURN 1 / 0", "column 8: a division by zero"),
        ("MATCH (n) RETURN nosuch(n)", "column 18: Unknown function: nosuch"),
        ("MATCH (n) RETURN sizee(n.name)", "did you mean 'size'"),
        ("MATCH (n) RETURN m.id", "column 18: Variable 'm' is not defined"),
        ("MATCH (n)", "Add RETURN"),
        ("", "the query is empty"),
        ("MATCH (n) RETURN n LIMIT 1.5", "LIMIT of 1.5; expected an integer"),
        ("RETURN 'it", "a ' is not closed"),
        ("RETURN " + "(" * 5000 + "1" + ")" * 5000, "nests too deeply"),
        ("RETURN '\\u12'", "is no escape"),
        ("RETURN 9223372036854775808", "too large an integer"),
        ("USE other MATCH (n) RETURN n", "Leave USE away"),
        ("MATCH (n:$($label)) RETURN n", "Write WHERE $label IN labels(n)"),
        ("MATCH p = SHORTEST 1 (a)-->+(b) RETURN p", "Write MATCH p = shortestPath((a)-[*]-(b))"),
        ("MATCH (n $properties) RETURN n", "Write {name: $name}"),
        ("MATCH (a)-[*1..2]->()-->+(b) RETURN b", "->{1,3} for both"),
        ("MATCH (n) WHERE exists(n.name) RETURN n", "Write x IS NOT NULL"),
        ("MATCH (n) RETURN n.id = $gone", "Missing parameter"),
        ("CALL dbms.components()", "belongs to a Neo4j server"),
        ("SHOW INDEXES", "asks a server"),
    ],
)
def test_refused(graph: Any, query: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        graph.cypher(query, {"d": "2022-01-01"})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Company) WHERE n.name = 'CREATE (n) SET n.x = 1; DELETE' RETURN n.id",
        "MATCH (n {id: 'openai'}) RETURN {set: 1, create: n.id} AS `LOAD CSV`",
        "MATCH (n {id: 'openai'}) // DELETE n\nRETURN n.id",
        "MATCH (n {id: 'openai'}) RETURN n {.id, type: 'x', title: 'y'} AS n",
        "MATCH (n {id: 'openai'}) RETURN collect(n {.id, type: labels(n)[0]}) AS n",
        "RETURN duration({days: 1, months: 2, seconds: 3}) AS d",
        "RETURN 7 / 0.5 AS a, 7 % 10 AS b, 100 / 05 AS c",
        "MATCH (n:Chip) RETURN {id: n.id, nothing: null} AS m",
        "MATCH (n:Chip) RETURN n.id AS id ORDER BY {id: n.id}",
        "MATCH (n:Chip) WHERE {a: 1} = {a: 1} RETURN n.id",
        "MATCH (c:Company) WHERE c.foundingDate = '2023-05' RETURN c.id",
    ],
)
def test_not_refused(graph: Any, query: str) -> None:
    assert graph.cypher(query) is not None


def test_the_mark_is_under_the_place(graph: Any) -> None:
    query = "MATCH (a)-[r:FOUNDED]->(b) /* who\nand what */ RETURN r {.id, .modality}, a.type, nosuch(1)"
    with pytest.raises(QueryError) as caught:
        graph.cypher(query)
    first, line, mark = str(caught.value).split("\n")
    assert "line 2, column 48: Unknown function: nosuch" in first
    assert line[mark.index("^") :].startswith("nosuch(1)")


def test_columns_are_called_as_they_were_written(graph: Any) -> None:
    table = graph.cypher(
        "MATCH (a)-[r:FOUNDED]->(b {id: 'openai'}) RETURN r {.id}, a.title, round(-1.5), b.id AS `to, of`"
    )
    assert table.columns == ("r {.id}", "a.title", "round(-1.5)", "to, of")
    assert table.rows == (({"id": "sam-altman/founded/openai"}, None, -1.0, "openai"),)


def test_a_date_beside_a_text_is_noted(graph: Any) -> None:
    table = graph.cypher("MATCH (c) WHERE c.foundingDateLatest < '2022-01-01' RETURN c.id")
    assert table.rows == ()  # as on Neo4j: the comparison is null
    assert "foundingDateLatest is a date; write date('2022-01-01')" in table.notes[0]
    [note] = graph.cypher("MATCH (c) WHERE $d > c.foundingDateLatest RETURN c.id", {"d": "2022-01-01"}).notes
    assert "write date($d)" in note
    assert graph.cypher("MATCH (c) WHERE c.foundingDateLatest < date('2022-01-01') RETURN c.id").notes == ()


def test_a_long_query_is_no_deep_one(graph: Any) -> None:
    long = " OR ".join(f"n.id = 'x{i}'" for i in range(300))
    assert graph.cypher(f"MATCH (n) WHERE {long} OR n.id = 'openai' RETURN n.id").rows == (("openai",),)
    with pytest.raises(QueryError, match="nests too deeply"):
        graph.cypher("RETURN " + " + ".join("1" for _ in range(5000)))


def test_an_endless_query_is_stopped(graph: Any) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match="longer than 1 s"):
        graph.cypher(ENDLESS, timeout=1)
    assert time.monotonic() - started < 10
    assert graph.cypher("RETURN 1 AS x").rows == ((1,),)


def test_a_query_that_eats_memory_is_stopped(graph: Any, tmp_path: Any) -> None:
    save(graph.property_graph, tmp_path / "graph.kgl")
    engine = Engine(tmp_path / "graph.kgl", contents(graph.property_graph), memory=2 * 2**30)
    with pytest.raises(QueryError, match="too much memory"):
        engine.query("RETURN size(reduce(s = 'x', i IN range(1, 60) | s + s))")
    assert engine.query("RETURN 1 AS x").rows == ((1,),)
    engine.close()


def test_rows_left_out_are_said(graph: Any) -> None:
    table = graph.cypher("MATCH (n:Entity) RETURN n.id ORDER BY n.id", rows=2)
    assert len(table) == 2
    assert table.notes == (f"the first 2 of {len(graph.entities)} rows are shown",)


def test_a_misspelt_label_is_said_and_a_declared_one_is_not(graph: Any) -> None:
    assert "did you mean 'Company'" in graph.cypher("MATCH (n:Compny) RETURN n").notes[0]
    assert "did you mean 'FOUNDED'" in graph.cypher("MATCH ()-[r:FOUNDD]->() RETURN r").notes[0]
    assert graph.cypher("MATCH ()-[r:FOUNDED]->() RETURN r").notes == ()


def test_what_is_passed_over_is_said_in_python_too(graph: Any) -> None:
    [note] = graph.cypher("MATCH ()-[r:TRAINED_ON]->() RETURN r").notes
    assert (
        note == "3 tentative trainedOn statements are not shown; match [:TRAINED_ON|TENTATIVE {predicate: 'trainedOn'}]"
    )
    assert graph.cypher("MATCH ()-[r:TRAINED_ON|TENTATIVE]->() RETURN r LIMIT 1").notes == ()
    query = "SELECT ?m WHERE { ?m aig:trainedOn ?c }"
    assert graph.select(query).notes == (
        "3 tentative trainedOn statements are not shown; add --tentative (tentative=True)",
    )
    assert graph.select(query, tentative=True).notes == ()
    assert "note: 3 tentative" in str(graph.select(query))
    assert "3 tentative" in graph.select(query)._repr_html_()


def test_hostile_values_and_parallel_edges(tmp_path: Any) -> None:
    nodes = [
        Node(f"n{i}", ("Entity",), {"id": f"n{i}", "name": text, "aliases": [text]}) for i, text in enumerate(HOSTILE)
    ]
    edges = [Edge(f"e{i}", "n0", "n1", TENTATIVE, {"id": f"e{i}", "quote": text}) for i, text in enumerate(HOSTILE)]
    whole = PropertyGraph(tuple(nodes), tuple(edges))
    save(whole, tmp_path / "graph.kgl")
    engine = Engine(tmp_path / "graph.kgl", contents(whole))
    found = engine.query("MATCH (n) RETURN n.name, n.aliases ORDER BY n.id").rows
    assert sorted(found) == sorted((text, [text]) for text in HOSTILE)
    assert sorted(str(row[0]) for row in engine.query("MATCH ()-[r]->() RETURN r.quote")) == sorted(HOSTILE)
    for text in HOSTILE:
        assert engine.query("RETURN $x AS x", {"x": [text, {"k": text}]}).rows == (([text, {"k": text}],),)
    engine.close()


def test_parallel_edges_survive_batches() -> None:
    nodes = [Node("a", ("X",), {"id": "a"}), Node("b", ("X",), {"id": "b"})]
    edges = (Edge(f"e{i}", "a", "b", "R", {"id": f"e{i}"}) for i in range(25_000))
    graph = load_kglite(nodes, edges)
    assert list(graph.cypher("MATCH ()-[r:R]->() RETURN count(r) AS n")) == [{"n": 25_000}]


def test_answers_are_those_that_the_page_says_neo4j_gives(graph: Any) -> None:
    lines = matrix.PAGE.read_text(encoding="utf-8").splitlines()
    asked = [(group, query) for group, query in matrix.queries() if group.endswith(":")]
    assert len(asked) >= 60
    for group, query in asked:
        [line] = [line for line in lines if line.startswith(f"| {matrix._code(query)} |")]
        _, _, theirs, written, _ = (cell.strip() for cell in re.split(r"(?<!\\)\|", line))
        try:
            ours = matrix._short(matrix._table(graph.cypher(query, matrix.PARAMETERS)))
        except QueryError as err:
            ours = str(err).split("\n", maxsplit=1)[0].split(": ", 1)[-1]
            assert theirs == "refused" or group.startswith("refused") or "names two relationships" in ours, line
        else:
            assert theirs == written, line
        assert matrix._escaped(ours).strip() == written


@pytest.mark.parametrize("seed", range(3))
def test_kglite_answers_plain_queries_as_the_evaluator_does(seed: int) -> None:
    whole, queries, asked = awkward(seed), PlainQueries(seed), 0
    nodes = sorted(whole.nodes, key=lambda node: node.labels)
    answers = Answers(load_kglite(nodes, sorted(whole.edges, key=lambda edge: edge.type)))
    kinds = contents(whole)["properties"]
    for query in (queries.query() for _ in range(150)):
        tree = parse(query)
        check(tree, query, PARAMETERS)
        plain = is_plain(tree, query, PARAMETERS, kinds)
        found = answers.plainly(without_comments(query), PARAMETERS, None, passes(tree)) if plain else None
        if found is None or ("m" in query and ("LIMIT" in query or "SKIP" in query)):  # 1 and 1.0 are one to ORDER BY
            continue
        asked += 1
        ours = answers.evaluated(query, PARAMETERS, None)
        assert _packed(found, query) == _packed(ours, query), query
    assert asked > 50


def _packed(found: Any, query: str) -> list[str]:
    return shown([[unpack(pack(cell)) for cell in row] for row in found[1]], query)


def test_a_subquery_sees_no_more_than_it_is_handed(graph: Any) -> None:
    one, all_ = "MATCH (c {id: 'h100'})", graph.cypher("MATCH (c:Chip) RETURN count(c)").rows
    assert graph.cypher(f"{one} CALL {{ MATCH (c:Chip) RETURN count(c) AS n }} RETURN n").rows == all_
    assert graph.cypher(f"{one} CALL () {{ MATCH (c:Chip) RETURN count(c) AS n }} RETURN n").rows == all_
    for handed in ("CALL (c) {", "CALL (*) {", "CALL { WITH c ", "CALL { WITH * "):
        assert graph.cypher(f"{one} {handed} MATCH (c:Chip) RETURN count(c) AS n }} RETURN n").rows == ((1,),)


def test_any_property_graph_is_taken(tmp_path: Any) -> None:
    nodes = (
        Node("a", ("Work",), {"title": "Dune", "type": "Work", "id": 7}),
        Node("b", ("Work",), {"label": "x", "name": "b"}),
        Node("c", (), {"order by": 1}),
    )
    edges = (Edge("e", "a", "b", "CITES", {"start": 1, "type": "t"}),)
    whole = PropertyGraph(nodes, edges)
    save(whole, tmp_path / "graph.kgl")
    engine = Engine(tmp_path / "graph.kgl", contents(whole))
    for query, rows in {
        "MATCH (n) RETURN n.id AS id, n.title AS title, n.type AS type, n.name AS name ORDER BY title": (
            (7, "Dune", "Work", None),
            (None, None, None, "b"),
            (None, None, None, None),
        ),
        "MATCH (n:Work) RETURN n ORDER BY n.name": ((dict(nodes[1].properties),), (dict(nodes[0].properties),)),
        "MATCH ({id: 7})-[r:CITES]->(b) RETURN r, r.start AS s, b.label AS l": ((dict(edges[0].properties), 1, "x"),),
        "MATCH (n) WHERE n.`order by` = 1 RETURN labels(n) AS l, keys(n) AS k": ((["AIGraph"], ["order by"]),),
        "MATCH (n {id: 'a'}) RETURN n": (),
    }.items():
        found = engine.query(query).rows
        assert sorted(map(str, found)) == sorted(map(str, rows)), query
    engine.close()


def test_a_negated_zero_is_zero_and_a_negative_one_is_not(graph: Any) -> None:
    [row] = graph.cypher("RETURN -round(0.2) AS a, -(0.0) AS b, 0.0 * -1 AS c, -0.0 AS d").rows
    assert [str(cell) for cell in row] == ["0.0", "0.0", "-0.0", "-0.0"]
