"""A real Neo4j server: push, push again, change, delete, what is foreign, what is interrupted, what goes wrong."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from servers import started
from support import HOSTILE

import aigraph
from aigraph.cli import main
from aigraph.errors import AIGraphError, QueryError, ServiceError
from aigraph.neo4j.connection import Connection, from_environment, run
from aigraph.neo4j.sync import difference, push
from aigraph.property_graph import TENTATIVE, Edge, Node, PropertyGraph

pytestmark = pytest.mark.neo4j


@pytest.fixture
def connection(writable_server: Any, writable: Any) -> Connection:
    """A test server, empty."""
    del writable  # has emptied it
    return Connection(writable_server.uri, writable_server.user, writable_server.password)


@pytest.fixture
def command(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run `aigraph …` against the test server."""
    monkeypatch.setenv("NEO4J_URI", connection.uri)
    monkeypatch.setenv("NEO4J_USERNAME", connection.username)
    monkeypatch.setenv("NEO4J_PASSWORD", connection.password)
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def count(connection: Connection, pattern: str) -> int:
    ((found,),) = run(connection, f"MATCH {pattern} RETURN count(*) AS n").rows
    assert isinstance(found, int)
    return found


def small(*names: str) -> PropertyGraph:
    """Return a graph of these nodes, each joined to the next."""
    nodes = [Node(n, ("Company", "Entity"), {"id": n, "iri": f"https://x/{n}", "name": n.upper()}) for n in names]
    pairs = pairwise(names)
    edges = [Edge(f"{a}/knows/{b}", a, b, "KNOWS", {"id": f"{a}/knows/{b}", "predicate": "knows"}) for a, b in pairs]
    return PropertyGraph(tuple(nodes), tuple(edges))


def test_first_push_second_push(connection: Connection, graph: Any) -> None:
    whole = graph.property_graph
    assert str(push(connection, whole)[0]) == f"{len(whole.nodes) + len(whole.edges):,} added"
    assert count(connection, "(n:AIGraph)") == len(whole.nodes)
    assert count(connection, "(:AIGraph)-[r]->()") == len(whole.edges)
    assert str(push(connection, whole)[0]) == "nothing to do"
    assert len(difference(connection, whole)) == 0


def test_values_arrive_as_they_are(connection: Connection, graph: Any) -> None:
    push(connection, graph.property_graph)
    # Neo4j gives the labels of a node in an order of its own.
    for query in (
        "MATCH (c {id: 'anthropic'})<-[r:FOUNDED]-({id: 'tom-brown'}) RETURN c, r",
        "MATCH (c {id: 'anthropic'}) UNWIND labels(c) AS label RETURN label ORDER BY label",
    ):
        here, there = graph.cypher(query), run(connection, query)
        assert (here.columns, here.rows) == (there.columns, there.rows)


def test_constraints_and_the_index_of_names(connection: Connection, writable: Any, graph: Any) -> None:
    push(connection, graph.property_graph)
    names = {row["name"] for row in writable.execute_query("SHOW CONSTRAINTS YIELD name").records}
    assert {"aigraph_iri", "aigraph_edge_WORKED_AT", "aigraph_edge_TENTATIVE"} <= names
    found = writable.execute_query(
        "CALL db.index.fulltext.queryNodes('aigraph_names', '谷歌') YIELD node RETURN node.id AS id"
    )
    assert "google" in [row["id"] for row in found.records]


def test_an_edited_seed(command: Callable[..., Any], seeds: Path, edit: Callable[[Path, str, str], int]) -> None:
    assert command("--graph", str(seeds.parent), "neo4j", "push").exit_code == 0
    assert command("--graph", str(seeds.parent), "neo4j", "push").stdout == "nothing to do\n"
    edit(seeds / "statements" / "editors.yaml", "  - nvidia developed cuda\n", "")
    edit(seeds / "entities" / "organizations.yaml", "name: Humane\n", "name: Humane Inc.\n")
    dry = command("--graph", str(seeds.parent), "neo4j", "push", "--dry-run")
    assert "- edge DEVELOPED nvidia/developed/cuda\n" in dry.stdout
    assert dry.stdout.startswith("~ node humane: ")
    assert "name Humane → Humane Inc." in dry.stdout
    status = command("--graph", str(seeds.parent), "neo4j", "status")
    assert status.exit_code == 1
    assert "Run 'aigraph neo4j push'" in status.stderr
    pushed = command("--graph", str(seeds.parent), "neo4j", "push")
    # The edge, and the node of its evidence.
    assert pushed.stdout == "1 changed, 2 removed\n"
    assert command("--graph", str(seeds.parent), "neo4j", "status").exit_code == 0


def test_every_kind_of_change(connection: Connection) -> None:
    push(connection, small("a", "b", "c"))
    a, b, c = small("a", "b", "c").nodes
    edge = Edge("a/knows/b", "a", "b", TENTATIVE, {"id": "a/knows/b", "predicate": "knows", "modality": "rumoured"})
    other = Edge("b/knows/c", "c", "b", "KNOWS", {"id": "b/knows/c", "predicate": "knows"})
    relabelled = replace(b, labels=("Person", "Entity"), properties={**b.properties, "aliases": ["x"]})
    changed = PropertyGraph((a, relabelled, c), (edge, replace(other, source="b", target="a")))
    push(connection, changed)
    assert len(difference(connection, changed)) == 0
    assert count(connection, "(:Person {id: 'b', aliases: ['x']})-[:KNOWS]->({id: 'a'})") == 1
    assert count(connection, "(:Company {id: 'b'})") == 0
    assert count(connection, "()-[:KNOWS {id: 'a/knows/b'}]->()") == 0
    push(connection, small("a"))
    assert (count(connection, "(n)"), count(connection, "()-[r]->()")) == (1, 0)


def test_foreign_data_is_left_alone(connection: Connection, writable: Any) -> None:
    push(connection, small("a", "b", "c"))
    writable.execute_query(
        "MATCH (a {id: 'a'}), (b {id: 'b'}) CREATE (u:User {id: 'me'})-[:LIKES {id: 'x'}]->(b), (a)-[:MINE {id: 'y'}]->(b)"
        " CREATE (:Company {id: 'a', iri: 'https://x/a'})"
    )
    todo, retired = push(connection, small("a"))
    assert retired == ["b"]
    assert str(todo) == "3 removed, 1 retired"
    assert [line for line in todo.lines() if "retired" in line] == [
        "~ node b: retired, since it has relationships that are not ours"
    ]
    assert count(connection, "(:User)-[:LIKES]->(:AIGraph {id: 'b', retired: true})") == 1
    assert count(connection, "(:AIGraph)-[:MINE]->(:AIGraph)") == 1
    assert count(connection, "(n:Company&!AIGraph)") == 1
    assert count(connection, "(n {id: 'c'})") == 0
    assert str(push(connection, small("a"))[0]) == "nothing to do"
    push(connection, small("a", "b"))
    assert count(connection, "()-[:LIKES]->(b WHERE b.id = 'b' AND b.retired IS NULL)") == 1
    push(connection, small("a"))
    writable.execute_query("MATCH (b {id: 'b'}) MATCH (b)-[r]-() DELETE r")
    assert str(push(connection, small("a"))[0]) == "1 removed"
    assert count(connection, "(:AIGraph)") == 1


def test_hostile_values_and_parallel_edges(connection: Connection) -> None:
    nodes = [
        Node(f"n{i}", ("Entity",), {"id": f"n{i}", "iri": f"https://x/{i}", "name": text, "aliases": [text]})
        for i, text in enumerate(HOSTILE)
    ]
    edges = [
        Edge(f"n0/p/n1/{i}", "n0", "n1", "P", {"id": f"n0/p/n1/{i}", "predicate": "p", "quote": t})
        for i, t in enumerate(HOSTILE)
    ]
    hostile = PropertyGraph(tuple(nodes), tuple(edges))
    push(connection, hostile)
    assert len(difference(connection, hostile)) == 0
    assert count(connection, "({id: 'n0'})-[r:P]->({id: 'n1'})") == len(HOSTILE)
    assert sorted(str(row[0]) for row in run(connection, "MATCH (n) RETURN n.name")) == sorted(HOSTILE)


def test_what_is_edited_by_hand_is_put_right(connection: Connection, writable: Any) -> None:
    push(connection, small("a", "b"))
    writable.execute_query("MATCH (n {id: 'a'}) SET n.name = 'wrong', n:Wrong WITH n MATCH (n)-[r]->() DELETE r")
    assert str(push(connection, small("a", "b"))[0]) == "1 added, 1 changed"
    assert count(connection, "(:Wrong)") == 0


@pytest.mark.slow
def test_a_hundred_thousand_statements(connection: Connection) -> None:
    nodes = [
        Node(f"e{i}", ("Company", "Entity"), {"id": f"e{i}", "iri": f"https://x/{i}", "name": f"E {i}"})
        for i in range(20_000)
    ]
    edges = [
        Edge(f"e{i % 20_000}/knows/{i}", f"e{i % 20_000}", f"e{i * 7 % 20_000}", "KNOWS",
             {"id": f"e{i % 20_000}/knows/{i}", "predicate": "knows", "value": i, "modality": "asserted"})
        for i in range(100_000)
    ]  # fmt: skip
    large = PropertyGraph(tuple(nodes), tuple(edges))
    seen: list[tuple[int, int]] = []
    push(connection, large, lambda done, all_: seen.append((done, all_)))
    assert seen[-1] == (120_000, 120_000)
    assert count(connection, "()-[r:KNOWS]->()") == 100_000
    assert str(push(connection, large)[0]) == "nothing to do"
    while count(connection, "(n)"):
        _write(connection, "MATCH (n) WITH n LIMIT 20000 DETACH DELETE n")


@pytest.mark.slow
def test_a_push_that_is_killed_is_repaired_by_the_next(connection: Connection, tmp_path: Path) -> None:
    script = tmp_path / "push.py"
    script.write_text(
        "import sys\nfrom aigraph.neo4j.connection import from_environment\nfrom aigraph.neo4j.sync import push\n"
        "import aigraph\n"
        "def progress(done, all_):\n    print(done, flush=True)\n    import time; time.sleep(0.05)\n"
        "push(from_environment(), aigraph.load().property_graph, progress)\n"
    )
    environment = {**os.environ, "NEO4J_URI": connection.uri, "NEO4J_PASSWORD": connection.password}
    process = subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(8):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    whole = aigraph.load().property_graph
    left = len(difference(connection, whole))
    assert 0 < left < len(whole.nodes) + len(whole.edges)
    push(connection, whole)
    assert len(difference(connection, whole)) == 0


def test_two_pushes_at_once(connection: Connection, graph: Any) -> None:
    failures: list[AIGraphError] = []

    def work() -> None:
        try:
            push(connection, graph.property_graph)
        except AIGraphError as err:
            failures.append(err)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(difference(connection, graph.property_graph)) == 0
    assert count(connection, "(n)") == len(graph.property_graph.nodes)
    assert count(connection, "()-[r]->()") == len(graph.property_graph.edges)


def test_what_goes_wrong_has_its_own_words(connection: Connection, graph: Any) -> None:
    for wrong, words in (
        (replace(connection, password="secret-word"), "user name or password is wrong"),
        (replace(connection, uri="bolt://127.0.0.1:1"), "no Neo4j server answers"),
        (replace(connection, uri="http://127.0.0.1"), "no address of a Neo4j server"),
        (replace(connection, uri=connection.uri.replace("bolt:", "bolt+s:")), "without encryption, and bolt\\+s asks"),
        (replace(connection, uri=connection.uri.replace("bolt:", "neo4j+ssc:")), r"Write neo4j://127\.0\.0\.1"),
        (replace(connection, uri="nonsense"), "no address of a Neo4j server"),
        (replace(connection, database="nowhere"), "there is no database 'nowhere'"),
        (replace(connection, uri="bolt://neo4j:secret-word@127.0.0.1:1"), "the address holds a user name or password"),
    ):
        with pytest.raises(ServiceError, match=words) as caught:
            push(wrong, graph.property_graph)
        assert "\n" not in str(caught.value)
        assert "secret-word" not in str(caught.value)
        assert "secret-word" not in repr(wrong).replace(wrong.uri, "")


def test_no_right_to_write(tmp_path: Path) -> None:
    with started(tmp_path):
        pass  # What is read-only from the first has no database at all.
    with (
        started(tmp_path, "server.databases.default_to_read_only=true") as server,
        pytest.raises(ServiceError, match="'neo4j' may not write there"),
    ):
        push(Connection(server.uri, server.user, server.password), small("a"))


def test_no_password_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(ServiceError, match="Set NEO4J_PASSWORD"):
        from_environment("bolt://127.0.0.1:1")


def test_the_commands(command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("neo4j", "push").stdout.endswith(" added\n")
    assert command("neo4j", "status").stdout.startswith("the same: ")
    query = "MATCH (c:Company) RETURN c.id AS id ORDER BY id"
    assert command("cypher", "--neo4j", query).stdout == command("cypher", query).stdout
    assert "there are more" in command("cypher", "--neo4j", query, "--rows", "1").stderr
    assert command("ask", "pairings", "--engine", "neo4j").stdout == command("ask", "pairings").stdout
    for wrong in ("CREATE (n:X)", "MATCH (n RETURN 1"):
        assert command("cypher", "--neo4j", wrong).exit_code == 2
    (tmp_path / "password").write_text("not it\n")
    denied = command("neo4j", "status", "--password-file", str(tmp_path / "password"))
    assert (denied.exit_code, "password is wrong" in denied.stderr, "not it" in denied.stderr) == (2, True, False)


def test_a_query_that_takes_too_long_is_stopped(connection: Connection, graph: Any) -> None:
    push(connection, graph.property_graph)
    started = time.monotonic()
    with pytest.raises(QueryError, match="longer than 1 s"):
        run(connection, "MATCH (a), (b), (c), (d) WHERE a.id > b.id AND c.id < d.id RETURN count(*)", timeout=1)
    assert time.monotonic() - started < 20


def _write(connection: Connection, query: str) -> None:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(connection.uri, auth=(connection.username, connection.password)) as driver:
        driver.execute_query(query)
