"""A property graph in a file, and out of it again: kglite's own where it is installed, else lines of JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.cypher.graph import Contents, Graph, Relationship, moment
from aigraph.cypher.graph import Node as Held
from aigraph.cypher.packing import pack, unpack
from aigraph.cypher.plain import MADE_UP
from aigraph.property_graph import Edge, Node, PropertyGraph
from aigraph.property_graph.database import LABEL, with_dates

if TYPE_CHECKING:
    import kglite

__all__ = ["Contents", "contents", "load_kglite", "opened", "read_graph", "save", "stored"]

_BATCH = 10_000
#: What a property is called in the file whose name kglite needs for itself.
_ASIDE = {name: f"{name}_of_ours" for name in MADE_UP}
_BACK = {aside: name for name, aside in _ASIDE.items()}
#: What stands in the file where a node has no id of its own.
_NO_ID = "no_id_of_ours"


def contents(graph: PropertyGraph) -> Contents:
    """Return what is in a property graph, as JSON has it."""
    kinds: dict[str, set[str]] = {}
    items: list[Node | Edge] = [*graph.nodes, *graph.edges]
    for item in items:
        for name, value in with_dates(item.properties).items():
            kinds.setdefault(name, set()).add(type(value).__name__)
    if any(node.properties.get("id") != node.id for node in graph.nodes):
        kinds["id"] = {"any"}  # the file has another id
    return {
        "properties": {name: sorted(kinds[name]) for name in sorted(kinds)},
        "labels": sorted({LABEL, *(label for node in graph.nodes for label in node.labels)}),
        "types": sorted({edge.type for edge in graph.edges}),
    }


def save(graph: PropertyGraph, path: Path) -> None:
    """Write a property graph as a file that `opened` reads."""
    nodes = sorted(graph.nodes, key=lambda node: node.labels)
    edges = sorted(graph.edges, key=lambda edge: edge.type)
    if find_spec("kglite"):
        load_kglite(nodes, edges).save(str(path), fsync=False)
        return
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for node in nodes:
            file.write(json.dumps([node.id, [*node.labels, LABEL], _packed(node.properties)]) + "\n")
        for edge in edges:
            file.write(json.dumps([edge.source, edge.target, edge.type, _packed(edge.properties)]) + "\n")


def _packed(properties: Mapping[str, Any]) -> Any:
    """Return properties as JSON has them, in the order in which kglite gives them."""
    return pack(dict(sorted(with_dates(properties).items())))


def opened(path: Path) -> "tuple[kglite.KnowledgeGraph | None, Graph | None]":
    """Return what a file holds: a graph of kglite, or else the graph as the evaluator walks it."""
    with path.open("rb") as file:
        begins = file.read(16)
    if begins == b"SQLite format 3\0":
        from aigraph.cypher.on_disk import DiskGraph

        return None, DiskGraph(path)
    if begins[:1] == b"[":
        return None, _read_lines(path)
    import kglite

    held = kglite.load(str(path))
    held.read_only(True)
    return held, None


def _read_lines(path: Path) -> Graph:
    graph = Graph()
    nodes: dict[str, Held] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            match json.loads(line):
                case [name, labels, properties]:
                    nodes[name] = graph.add_node(labels, unpack(properties))
                case [start, end, kind, properties]:
                    graph.add_relationship(kind, nodes[start], nodes[end], unpack(properties))
    return graph


def load_kglite(nodes: Iterable[Node], edges: Iterable[Edge], *, label: str = LABEL) -> "kglite.KnowledgeGraph":
    """Return nodes and edges in a `kglite.KnowledgeGraph`; every node gets a label more, dates are dates.

    Fastest where nodes of the same labels, and edges of the same type between the same labels, stand together.
    """
    import kglite

    graph = kglite.KnowledgeGraph()
    for labels, group in groupby(nodes, key=lambda node: node.labels):
        names = ":".join(f"`{name}`" for name in (*labels, label))
        for rows in _batches(_titled(node) for node in group):
            graph.cypher(f"UNWIND $rows AS row CREATE (n:{names}) SET n = row", params={"rows": rows})
    for kind, links in groupby(edges, key=lambda edge: edge.type):
        create = (
            f"UNWIND $rows AS row MATCH (a {{id: row.a}}), (b {{id: row.b}}) CREATE (a)-[r:`{kind}`]->(b) SET r = row.p"
        )
        for rows in _batches({"a": e.source, "b": e.target, "p": _aside(e.properties)} for e in links):
            graph.cypher(create, params={"rows": rows})
    return graph


def _titled(node: Node) -> dict[str, Any]:
    """Return a node's properties; kglite gives every node with a name a title, and hides one that equals the id."""
    titled = {"title": node.id} if "name" in node.properties else {}
    unnamed = {} if node.properties.get("id") == node.id else {"id": node.id, _NO_ID: node.properties.get("id", False)}
    return titled | _aside(node.properties) | unnamed


def _aside(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {_ASIDE.get(name, name): value for name, value in with_dates(properties).items()}


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield rows in lists that are small enough to hold."""
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def read_graph(held: "kglite.KnowledgeGraph") -> Graph:
    """Return the graph that a graph of kglite holds."""
    graph = Graph()
    nodes: dict[int, Held] = {}
    row: Any
    for row in held.cypher("MATCH (n) RETURN n"):
        node = row["n"]
        nodes[node["id"]] = graph.add_node(node["labels"], _properties(node))
    for row in held.cypher("MATCH ()-[r]->() RETURN r"):
        link = row["r"]
        graph.add_relationship(link["type"], nodes[link["start"]], nodes[link["end"]], _properties(link))
    return graph


def stored(value: Any) -> Any:
    """Return a value of kglite as the evaluator has it."""
    if isinstance(value, list):
        return [stored(item) for item in value]
    if not isinstance(value, dict):
        return moment(value)
    properties = {name: moment(item) for name, item in _properties(value).items()}
    if "labels" in value:
        return Held(value["id"], tuple(value["labels"]), properties)
    start, end = (Held(value[one], (), {}) for one in ("start", "end"))
    return Relationship(value["id"], value["type"], start, end, properties)


def _properties(of: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a node or relationship without those that kglite adds."""
    properties, made_up = of["properties"], {"type", "title"} if "labels" in of else set()
    if _NO_ID in properties:
        kept = properties[_NO_ID]
        properties = {k: v for k, v in properties.items() if k not in ("id", _NO_ID)}
        properties |= {} if kept is False else {"id": kept}
    return {_BACK.get(key, key): item for key, item in properties.items() if key not in made_up}
