"""Making a server hold the graph: constraints first, then the difference, in batches that can be repeated."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from aigraph.neo4j.connection import Connection, opened
from aigraph.neo4j.state import RETIRED, Difference, HeldNode, compare, read
from aigraph.property_graph import Edge, Node, PropertyGraph
from aigraph.property_graph.database import LABEL, schema, with_dates

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

__all__ = ["difference", "push"]

_BATCH = 10_000
Progress = Callable[[int, int], None]


def difference(connection: Connection, graph: PropertyGraph) -> Difference:
    """Return in what a server differs from the graph.

    Raises:
        ServiceError: the server cannot be asked.
    """
    with opened(connection) as driver, driver.session(database=connection.database) as session:
        return compare(graph, *read(session))


def push(
    connection: Connection, graph: PropertyGraph, progress: Progress = lambda done, all_: None
) -> tuple[Difference, list[str]]:
    """Make a server hold the graph; return what was done, and the ids of nodes that were retired.

    Only nodes with the label AIGraph and the relationships of ours between them are touched. A node that is in the
    graph no more is deleted; where it has foreign relationships it is kept, with `retired: true`. Asked again, it does
    what is left to do. Every step is a batch of its own that may be repeated.

    Args:
        connection: the server.
        graph: the full property graph.
        progress: told how many nodes and edges are done, and how many there are to do.

    Raises:
        ServiceError: the server cannot be asked, or refuses to be written.
    """
    with opened(connection) as driver, driver.session(database=connection.database) as session:
        _prepare(session, {edge.type for edge in graph.edges})
        todo = compare(graph, *read(session))
        done = 0
        for count, work in _steps(graph, todo):
            session.execute_write(work)
            done += count
            progress(done, len(todo))
        return todo, _remove(session, [*todo.old_nodes, *todo.retired_nodes])


def _prepare(session: "Session", types: Iterable[str]) -> None:
    """Create the constraints and indexes that are not there yet, and wait until they can be used."""
    there = {row["name"] for row in session.run("SHOW INDEXES YIELD name")}
    missing = [query for name, query in schema(types).items() if name not in there]
    for query in missing:
        session.run(query).consume()
    if missing:
        session.run("CALL db.awaitIndexes(300)").consume()


def _steps(graph: PropertyGraph, todo: Difference) -> Iterator[tuple[int, "Callable[[ManagedTransaction], None]"]]:
    """Yield the batches in an order that no constraint minds: old edges, nodes, then edges."""
    yield from _batches(
        "UNWIND $rows AS key MATCH ()-[r]->() WHERE elementId(r) = key DELETE r",
        [edge.key for _, edge in todo.old_edges],
    )
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Node]] = defaultdict(list)
    for node in todo.new_nodes:
        alike[node.labels, ()].append(node)
    for node, held in todo.changed_nodes:
        alike[node.labels, tuple(sorted(held.labels - set(node.labels)))].append(node)
    for (labels, taken), nodes in sorted(alike.items()):
        remove = " REMOVE n:" + ":".join(f"`{name.replace('`', '``')}`" for name in taken) if taken else ""
        rows = [{"iri": node.properties["iri"], "properties": with_dates(node.properties)} for node in nodes]
        yield from _batches(f"{_MERGE_NODE} SET n:{':'.join(labels)}{remove}", rows)
    iris = {node.id: node.properties["iri"] for node in graph.nodes}
    edges: list[Edge] = [*todo.new_edges, *(edge for edge, _ in todo.changed_edges)]
    for kind, group in groupby(sorted(edges, key=lambda edge: edge.type), key=lambda edge: edge.type):
        query = (
            f"UNWIND $rows AS row MATCH (a:{LABEL} {{iri: row.a}}), (b:{LABEL} {{iri: row.b}}) "
            f"MERGE (a)-[r:{kind} {{id: row.id}}]->(b) SET r = row.properties"
        )
        yield from _batches(
            query,
            [
                {"a": iris[e.source], "b": iris[e.target], "id": e.id, "properties": with_dates(e.properties)}
                for e in group
            ],
        )


_MERGE_NODE = f"UNWIND $rows AS row MERGE (n:{LABEL} {{iri: row.iri}}) SET n = row.properties"


def _batches(query: str, rows: Sequence[Any]) -> Iterator[tuple[int, "Callable[[ManagedTransaction], None]"]]:
    for start in range(0, len(rows), _BATCH):
        part = rows[start : start + _BATCH]

        def work(transaction: "ManagedTransaction", part: Sequence[Any] = part) -> None:
            transaction.run(query, rows=part).consume()

        yield len(part), work


def _remove(session: "Session", nodes: Sequence[HeldNode]) -> list[str]:
    """Delete nodes of ours that are in the graph no more; return the ids of those kept for foreign relationships."""
    keys = [node.key for node in nodes]
    for _, work in _batches(
        f"UNWIND $rows AS key MATCH (n:{LABEL}) WHERE elementId(n) = key AND NOT (n)--() DELETE n", keys
    ):
        session.execute_write(work)
    retire = (
        f"UNWIND $rows AS key MATCH (n:{LABEL}) WHERE elementId(n) = key "
        f"SET n.{RETIRED} = true RETURN n.id AS id ORDER BY id"
    )
    return session.execute_write(lambda transaction: [row["id"] for row in transaction.run(retire, rows=keys)])
