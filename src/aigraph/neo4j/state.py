"""What a server holds of ours, and in what it differs from the graph."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aigraph.neo4j.connection import plain
from aigraph.property_graph import Edge, Node, PropertyGraph
from aigraph.property_graph.database import LABEL, with_dates

if TYPE_CHECKING:
    from neo4j import Session

__all__ = ["RETIRED", "Difference", "HeldEdge", "HeldNode", "compare", "read"]

#: The property of a node that vanished from the graph and is kept for the foreign relationships it has.
RETIRED = "retired"

_NODES = (
    f"MATCH (n:{LABEL}) RETURN elementId(n) AS key, labels(n) AS labels, properties(n) AS properties, "
    "COUNT { (n)--() } AS degree"
)
#: An edge is ours by its id, which says which: `a TYPE b`, or a statement of the node that it leaves.
_OURS = "(r.id = a.id + ' ' + type(r) + ' ' + b.id OR r.id STARTS WITH a.id + '/' + r.predicate + '/')"
_EDGES = (
    f"MATCH (a:{LABEL})-[r]->(b:{LABEL}) WHERE {_OURS} RETURN elementId(r) AS key, type(r) AS type, "
    "a.iri AS source, b.iri AS target, properties(r) AS properties"
)


@dataclass(frozen=True, slots=True)
class HeldNode:
    """A node of ours on a server; `degree` is how many relationships it has, of ours or not."""

    key: str
    labels: frozenset[str]
    properties: Mapping[str, Any]
    degree: int


@dataclass(frozen=True, slots=True)
class HeldEdge:
    """An edge of ours on a server, its ends by IRI."""

    key: str
    source: str
    target: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be done so that a server holds the graph. Nodes go by IRI, edges by type and id."""

    new_nodes: tuple[Node, ...]
    changed_nodes: tuple[tuple[Node, HeldNode], ...]
    old_nodes: tuple[HeldNode, ...]
    #: What is to be kept, and marked, for the foreign relationships it has.
    retired_nodes: tuple[HeldNode, ...]
    new_edges: tuple[Edge, ...]
    changed_edges: tuple[tuple[Edge, HeldEdge], ...]
    old_edges: tuple[tuple[str, HeldEdge], ...]

    def __len__(self) -> int:
        """Return how many nodes and edges differ."""
        nodes = (self.new_nodes, self.changed_nodes, self.old_nodes, self.retired_nodes)
        return sum(map(len, nodes)) + sum(map(len, (self.new_edges, self.changed_edges, self.old_edges)))

    def __str__(self) -> str:
        """Return the counts: '1 changed, 1 removed, 1 retired', or 'nothing to do'."""
        counts = Counter(
            added=len(self.new_nodes) + len(self.new_edges),
            changed=len(self.changed_nodes) + len(self.changed_edges),
            removed=len(self.old_nodes) + len(self.old_edges),
            retired=len(self.retired_nodes),
        )
        return ", ".join(f"{count:,} {word}" for word, count in counts.items() if count) or "nothing to do"

    def lines(self) -> Iterator[str]:
        """Yield a line for each difference: + what is missing there, ~ what differs, - what is there no more."""
        yield from (f"+ node {node.id}" for node in self.new_nodes)
        yield from (f"+ edge {edge.type} {edge.id}" for edge in self.new_edges)
        for node, held in self.changed_nodes:
            yield f"~ node {node.id}: {_changes(_labelled(node), _held_labels(held))}"
        for edge, there in self.changed_edges:
            yield f"~ edge {edge.type} {edge.id}: {_changes(with_dates(edge.properties), there.properties)}"
        yield from (f"- node {held.properties.get('id')}" for held in self.old_nodes)
        for held in self.retired_nodes:
            yield f"~ node {held.properties.get('id')}: retired, since it has relationships that are not ours"
        yield from (f"- edge {kind} {edge.properties['id']}" for kind, edge in self.old_edges)


def read(session: "Session") -> tuple[dict[str, HeldNode], dict[tuple[str, str], HeldEdge]]:
    """Return the nodes of ours by IRI and the edges by type and id."""
    nodes = {
        row["properties"].get("iri", row["key"]): HeldNode(
            row["key"], frozenset(row["labels"]) - {LABEL}, plain(row["properties"]), row["degree"]
        )
        for row in session.run(_NODES)
    }
    edges = {
        (row["type"], row["properties"]["id"]): HeldEdge(
            row["key"], row["source"], row["target"], plain(row["properties"])
        )
        for row in session.run(_EDGES)
    }
    return nodes, edges


def compare(
    graph: PropertyGraph, nodes: Mapping[str, HeldNode], edges: Mapping[tuple[str, str], HeldEdge]
) -> Difference:
    """Return what a server lacks, has otherwise and has too much."""
    iris = {node.id: str(node.properties["iri"]) for node in graph.nodes}
    wanted = {iris[node.id]: node for node in graph.nodes}
    links = {(edge.type, edge.id): edge for edge in graph.edges}
    moved = {
        key
        for key, edge in links.items()
        if key in edges and (edges[key].source, edges[key].target) != (iris[edge.source], iris[edge.target])
    }
    ours = Counter(end for edge in edges.values() for end in {edge.source, edge.target})
    gone = [(held, held.degree > ours[iri]) for iri, held in nodes.items() if iri not in wanted]
    return Difference(
        tuple(node for iri, node in wanted.items() if iri not in nodes),
        tuple((node, nodes[iri]) for iri, node in wanted.items() if iri in nodes and _differs(node, nodes[iri])),
        tuple(held for held, foreign in gone if not foreign),
        tuple(held for held, foreign in gone if foreign and not held.properties.get(RETIRED)),
        tuple(edge for key, edge in links.items() if key not in edges or key in moved),
        tuple(_changed_edges(links, edges, moved)),
        tuple((key[0], held) for key, held in edges.items() if key not in links or key in moved),
    )


def _changed_edges(
    links: Mapping[tuple[str, str], Edge], edges: Mapping[tuple[str, str], HeldEdge], moved: Iterable[tuple[str, str]]
) -> Iterator[tuple[Edge, HeldEdge]]:
    for key, edge in links.items():
        if key in edges and key not in moved and edges[key].properties != with_dates(edge.properties):
            yield edge, edges[key]


def _differs(node: Node, held: HeldNode) -> bool:
    return held.labels != frozenset(node.labels) or held.properties != with_dates(node.properties)


def _labelled(node: Node) -> dict[str, Any]:
    return {"labels": sorted(node.labels), **with_dates(node.properties)}


def _held_labels(held: HeldNode) -> dict[str, Any]:
    return {"labels": sorted(held.labels), **held.properties}


def _changes(here: Mapping[str, Any], there: Mapping[str, Any]) -> str:
    """Return what differs, name by name: there → here."""
    names = sorted(name for name in {*here, *there} if here.get(name) != there.get(name))
    return ", ".join(f"{name} {there.get(name)!s} → {here.get(name)!s}" for name in names)
