"""The labelled property graph: what Cypher, Neo4j, networkx, files and the page consume."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Edge", "Node", "PropertyGraph"]

#: What a property may hold: what Neo4j can store. Dates are ISO strings under names ending in Earliest/Latest.
Scalar = str | int | float | bool
Property = Scalar | list[str] | list[int] | list[float]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its id, its labels (most specific first), its properties (never None)."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge: the statement's id, the ids of both ends, its type, its properties (never None)."""

    id: str
    source: str
    target: str
    type: str
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and edges, each sorted by id."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
