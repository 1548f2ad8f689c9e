"""A property graph in a file of SQLite, as the evaluator walks it: what a query comes to is read, and nothing else."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary, finalize

from aigraph.cypher.graph import Contents, Graph, Node, Relationship, moment
from aigraph.cypher.packing import pack, unpack
from aigraph.errors import ExportError
from aigraph.property_graph import Edge
from aigraph.property_graph import Node as PropertyNode
from aigraph.property_graph.database import LABEL

__all__ = ["DiskGraph", "GraphFile", "read_edges", "read_nodes"]

#: The properties of nodes that are looked up by what they say.
_INDEXED = ("id", "iri", "name")
_SCHEMA = """
CREATE TABLE labels (number INTEGER PRIMARY KEY, names TEXT, count INTEGER);
CREATE TABLE types (number INTEGER PRIMARY KEY, name TEXT, count INTEGER);
CREATE TABLE nodes (number INTEGER PRIMARY KEY, labels INTEGER, id TEXT, iri TEXT, name TEXT, properties TEXT);
CREATE TABLE edges (number INTEGER PRIMARY KEY, type INTEGER, start INTEGER, "end" INTEGER, properties TEXT);
"""
_INDEXES = "".join(f"CREATE INDEX nodes_{name} ON nodes ({name});\n" for name in ("iri", "name", "labels"))
_INDEXES += 'CREATE INDEX edges_start ON edges (start);\nCREATE INDEX edges_end ON edges ("end");\n'
_ADD_NODE = "INSERT INTO nodes (labels, id, iri, name, properties) VALUES (?, ?, ?, ?, ?)"
_ADD_EDGE = """INSERT INTO edges (type, start, "end", properties)
SELECT ?, a.number, b.number, ? FROM nodes AS a, nodes AS b WHERE a.id = ? AND b.id = ?"""
_NODE, _LINK = "n.number, n.labels, n.properties", "e.number, e.type, e.properties"

Row = Mapping[str, Any]


class GraphFile:
    """A file while it is written: first nodes, then edges, each a row of properties, in which dates are dates."""

    def __init__(self, path: Path) -> None:
        """Begin without a node."""
        self._data = sqlite3.connect(path, isolation_level=None)
        finalize(self, self._data.close)
        self._data.execute("PRAGMA journal_mode = OFF")
        self._data.execute("PRAGMA synchronous = OFF")
        self._data.executescript(_SCHEMA)
        self._data.execute("BEGIN")
        self._labels: dict[tuple[str, ...], int] = {}
        self._types: dict[str, int] = {}
        self._counts: Counter[tuple[str, int]] = Counter()
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._linked = False

    def add_nodes(self, rows: Iterable[Row]) -> None:
        """Add nodes, whose `labels` are their labels."""
        self._data.executemany(_ADD_NODE, map(self._node, rows))

    def add_edges(self, rows: Iterable[Row]) -> None:
        """Add edges between nodes that are there, from `source` to `target`, of a `type`."""
        if not self._linked:
            self._data.execute("CREATE UNIQUE INDEX nodes_id ON nodes (id)")
            self._linked = True
        self._data.executemany(_ADD_EDGE, map(self._edge, rows))

    def close(self) -> Contents:
        """End writing; return what is in the file. Raises ExportError where an edge was between nodes not there."""
        self.add_edges(())
        (written,) = self._data.execute("SELECT count(*) FROM edges").fetchone()
        if lost := sum(self._counts["types", number] for number in self._types.values()) - written:
            raise ExportError(f"{lost} relationships have an end that is no node; expected nodes. Report it")
        for table, numbers in (("labels", self._labels), ("types", self._types)):
            rows = [
                (number, name if isinstance(name, str) else json.dumps(name), self._counts[table, number])
                for name, number in numbers.items()
            ]
            self._data.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)
        self._data.executescript(f"{_INDEXES} ANALYZE")
        self._data.close()
        return {
            "properties": {name: sorted(self._kinds[name]) for name in sorted(self._kinds)},
            "labels": sorted({LABEL, *(name for names in self._labels for name in names)}),
            "types": sorted(self._types),
        }

    def _node(self, row: Row) -> tuple[Any, ...]:
        number = self._labels.setdefault((*row["labels"], LABEL), len(self._labels))
        self._counts["labels", number] += 1
        return number, *(row.get(name) for name in _INDEXED), self._packed(row, ("labels",))

    def _edge(self, row: Row) -> tuple[Any, ...]:
        number = self._types.setdefault(row["type"], len(self._types))
        self._counts["types", number] += 1
        return number, self._packed(row, ("source", "target", "type")), row["source"], row["target"]

    def _packed(self, row: Row, apart: tuple[str, ...]) -> str:
        held = {name: row[name] for name in sorted(row) if name not in apart}
        for name, value in held.items():
            self._kinds[name].add(type(value).__name__)
        return json.dumps(held, default=pack, ensure_ascii=False, separators=(",", ":"))


class _HeldNode(Node):
    """A node whose properties and relationships are read when they are first asked for."""

    __slots__ = ("__weakref__", "_graph", "_into", "_out", "_properties")

    def __init__(self, number: int, labels: tuple[str, ...], text: str, graph: "DiskGraph") -> None:
        self.number, self.labels, self._graph = number, labels, graph
        self._properties: str | dict[str, Any] = text
        self._out: list[Relationship] | None = None
        self._into: list[Relationship] | None = None

    @property
    def properties(self) -> dict[str, Any]:  # type: ignore[override]
        if isinstance(self._properties, str):
            self._properties = _read(self._properties)
        return self._properties

    @property
    def out(self) -> list[Relationship]:  # type: ignore[override]
        if self._out is None:
            self._out = self._graph.links(self, "start", "end")
        return self._out

    @property
    def into(self) -> list[Relationship]:  # type: ignore[override]
        if self._into is None:
            self._into = self._graph.links(self, "end", "start")
        return self._into


class _HeldLink(Relationship):
    """A relationship of which there is one at a time."""

    __slots__ = ("__weakref__",)


class _Nodes:
    """The nodes that a condition holds for, read as they are gone through."""

    def __init__(self, graph: "DiskGraph", where: str, count: int) -> None:
        self._graph, self._where, self._count = graph, where, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Node]:
        return self._graph.select(self._where)


class DiskGraph(Graph):
    """The graph of a file that `GraphFile` wrote."""

    def __init__(self, path: Path) -> None:
        """Open it to read."""
        self._data = _opened(path)
        finalize(self, self._data.close)
        self._held: WeakValueDictionary[int, _HeldNode] = WeakValueDictionary()
        self._linked: WeakValueDictionary[int, _HeldLink] = WeakValueDictionary()
        rows = self._data.execute("SELECT number, names, count FROM labels").fetchall()
        self._labels = {number: tuple(json.loads(names)) for number, names, _ in rows}
        self._types = dict(self._data.execute("SELECT number, name FROM types"))
        counts, sets = Counter[str](), defaultdict[str, list[int]](list)
        for number, _, count in rows:
            for name in self._labels[number]:
                counts[name] += count
                sets[name].append(number)
        self.nodes: Any = _Nodes(self, "TRUE", sum(count for *_, count in rows))
        self.labels: Any = {
            name: _Nodes(self, f"n.labels IN ({', '.join(map(str, sets[name]))})", counts[name]) for name in counts
        }

    @cached_property
    def types(self) -> Any:  # type: ignore[override]
        """How many relationships there are of each type."""
        return {name: range(count) for name, count in self._data.execute("SELECT name, count FROM types")}

    @property
    def relationships(self) -> Any:  # type: ignore[override]
        """Every relationship, read as they are gone through."""
        rows = self._data.execute(f'SELECT {_LINK}, e.start, e."end" FROM edges AS e')
        for number, kind, properties, start, end in rows:
            yield self._link(number, kind, properties, self._node(start), self._node(end))

    def with_value(self, key: str, value: Any) -> list[Node] | None:
        """Return the nodes of which a property may equal a text; None where no index tells."""
        if key not in _INDEXED or not isinstance(value, str):
            return None
        return list(self.select(f"n.{key} = ?", value))

    def select(self, where: str, *given: object) -> Iterator[Node]:
        """Yield the nodes that a condition holds for."""
        for row in self._data.execute(f"SELECT {_NODE} FROM nodes AS n WHERE {where}", given):
            yield self._made(*row)

    def links(self, node: Node, here: str, there: str) -> list[Relationship]:
        """Return the relationships that leave or reach a node, by which of their ends it is."""
        query = (
            f'SELECT {_LINK}, {_NODE} FROM edges AS e JOIN nodes AS n ON n.number = e."{there}" WHERE e."{here}" = ?'
        )
        found = []
        for number, kind, properties, *other in self._data.execute(query, (node.number,)):
            ends = (node, self._made(*other)) if here == "start" else (self._made(*other), node)
            found.append(self._link(number, kind, properties, *ends))
        return found

    def _link(self, number: int, kind: int, properties: str, start: Node, end: Node) -> Relationship:
        """Return the relationship of a number, always the same one while somebody has it."""
        found = self._linked.get(number)
        if found is None:
            found = self._linked[number] = _HeldLink(number, self._types[kind], start, end, _read(properties))
        return found

    def _node(self, number: int) -> Node:
        return self._held.get(number) or next(self.select("n.number = ?", number))

    def _made(self, number: int, labels: int, properties: str) -> Node:
        """Return the node of a number, always the same one while somebody has it."""
        found = self._held.get(number)
        if found is None:
            found = self._held[number] = _HeldNode(number, self._labels[labels], properties, self)
        return found


def read_nodes(path: Path) -> Iterator[PropertyNode]:
    """Yield the nodes of a file, as they were before it was written."""
    with closing(_opened(path)) as data:
        kinds = {number: json.loads(names)[:-1] for number, names in data.execute("SELECT number, names FROM labels")}
        for labels, text in data.execute("SELECT labels, properties FROM nodes ORDER BY number"):
            properties = _plain(text)
            yield PropertyNode(properties["id"], tuple(kinds[labels]), properties)


def read_edges(path: Path) -> Iterator[Edge]:
    """Yield the edges of a file, as they were before it was written."""
    query = """SELECT e.type, a.id, b.id, e.properties FROM edges AS e
    JOIN nodes AS a ON a.number = e.start JOIN nodes AS b ON b.number = e."end" ORDER BY e.number"""
    with closing(_opened(path)) as data:
        kinds = dict(data.execute("SELECT number, name FROM types"))
        for kind, source, target, text in data.execute(query):
            properties = _plain(text)
            yield Edge(properties["id"], source, target, kinds[kind], properties)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _plain(text: str) -> dict[str, Any]:
    """Return properties in which dates are texts."""
    held = json.loads(text).items()
    return {name: next(iter(value.values())) if isinstance(value, dict) else value for name, value in held}


def _read(properties: str) -> dict[str, Any]:
    return {name: moment(unpack(value)) for name, value in json.loads(properties).items()}
