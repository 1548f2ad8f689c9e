"""Cypher on the embedded engine, kglite: read-only, with a timeout, and with the answers that Neo4j gives."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.cypher.dialect import explained
from aigraph.cypher.repairs import repair
from aigraph.cypher.worker import pack, unpack
from aigraph.errors import QueryError
from aigraph.property_graph import Edge, Node, PropertyGraph
from aigraph.property_graph.database import LABEL, with_dates
from aigraph.table import Table
from aigraph.worker import MEMORY, TIMEOUT, Worker

if TYPE_CHECKING:
    import kglite

__all__ = ["Engine", "load_kglite", "save"]

_BATCH = 10_000


class Engine:
    """Answers queries over a file that `save` wrote; the process starts with the first query."""

    def __init__(
        self, path: Path, properties: Iterable[str], declared: Iterable[str] = (), *, memory: int = MEMORY
    ) -> None:
        """Remember the file, the properties stored in it, and the labels and types that need no note where empty."""
        self._known, self._declared = frozenset(properties), frozenset(declared)
        self._worker = Worker("aigraph.cypher.worker", [str(memory), str(path)])

    def query(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        rows: int | None = None,
    ) -> Table:
        """Return the answer of a Cypher query; a node or relationship is the dict of its properties, a path both.

        Args:
            query: a reading query as a Neo4j 5 user writes it.
            parameters: what `$name` stands for: texts, numbers, booleans, dates, lists, dicts.
            timeout: seconds after which the query is stopped; None for no limit.
            rows: the most rows to return; `Table.notes` says where more are left out. None for all.

        Raises:
            QueryError: the query is refused, wrong, took too long or too much memory.
        """
        given = dict(parameters or {})
        repaired = repair(query, given, self._known)
        request = {"query": repaired.text, "parameters": {k: pack(v) for k, v in given.items()}, "rows": rows}
        reply = self._worker.ask(request, timeout)
        if "error" in reply:
            raise QueryError(explained(reply["error"], query, repaired.text, repaired.place))
        columns = repaired.columns if len(repaired.columns) == len(reply["columns"]) else reply["columns"]
        table = tuple(tuple(unpack(cell) for cell in row) for row in reply["rows"])
        return Table(tuple(columns), table, notes=tuple(self._notes(reply, len(table))))

    def _notes(self, reply: dict[str, Any], shown: int) -> Iterator[str]:
        """Yield what the reader has to know about the answer."""
        total = reply.get("total")
        if total is not None and total > shown:
            yield f"the first {shown:,} of {total:,} rows are shown"
        for warning in reply["warnings"]:
            # Of a property kglite says so by the first label of each node alone, which is wrong for upper classes.
            name = re.search(r"references unknown [^']*'([^']*)'", warning)
            if name and name[1] not in self._declared:
                yield warning

    def close(self) -> None:
        """Stop the process."""
        self._worker.close()


def save(graph: PropertyGraph, path: Path) -> None:
    """Write a property graph as a file of kglite."""
    nodes = sorted(graph.nodes, key=lambda node: node.labels)
    load_kglite(nodes, sorted(graph.edges, key=lambda edge: edge.type)).save(str(path), fsync=False)


def load_kglite(nodes: Iterable[Node], edges: Iterable[Edge]) -> "kglite.KnowledgeGraph":
    """Return nodes and edges in a `kglite.KnowledgeGraph`; every node gets the label AIGraph, dates are dates.

    Fastest where nodes of the same labels, and edges of the same type between the same labels, stand together.
    """
    import kglite

    graph = kglite.KnowledgeGraph()
    for labels, group in groupby(nodes, key=lambda node: node.labels):
        create = f"UNWIND $rows AS row CREATE (n:{':'.join((*labels, LABEL))}) SET n = row"
        for rows in _batches(_titled(node) for node in group):
            graph.cypher(create, params={"rows": rows})
    for kind, links in groupby(edges, key=lambda edge: edge.type):
        create = (
            f"UNWIND $rows AS row MATCH (a {{id: row.a}}), (b {{id: row.b}}) CREATE (a)-[r:{kind}]->(b) SET r = row.p"
        )
        for rows in _batches({"a": e.source, "b": e.target, "p": with_dates(e.properties)} for e in links):
            graph.cypher(create, params={"rows": rows})
    return graph


def _titled(node: Node) -> dict[str, Any]:
    """Return a node's properties; kglite gives every node with a name a title, and hides one that equals the id."""
    return ({"title": node.id} if "name" in node.properties else {}) | with_dates(node.properties)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield rows in lists that are small enough to hold."""
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
