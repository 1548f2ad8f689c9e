"""Nodes, edges, and what they may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from aigraph.model.scalars import Scalar, plain
from aigraph.namespaces import SHIPPED, Iris

__all__ = ["Edge", "Node", "Properties", "PropertyGraph", "PropertyValue", "languages", "link", "stored"]

#: What a property may hold: what Neo4j can store. Dates are ISO strings under names ending in Earliest or Latest.
PropertyValue = str | int | float | bool | list[str] | list[int]
Properties = dict[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its id, its labels (most specific first), its properties (never None)."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge: the statement's id, the ids of both ends, its type, its properties (never None)."""

    id: str
    source: str
    target: str
    type: str
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and edges, each sorted by id; `iris` are those of the graph they were made of."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    iris: Iris = SHIPPED


def languages(name: str, texts: Mapping[str, str]) -> Properties:
    """Return a text in several languages: `name` is the English, `nameZh` the Chinese."""
    return {name if lang == "en" else name + lang.replace("-", "").capitalize(): text for lang, text in texts.items()}


def stored(scalar: Scalar) -> str | int | float | bool:
    """Return a scalar as databases hold it: a decimal as int or float, as text where neither would be exact."""
    if not isinstance(scalar, Decimal):
        return scalar
    if scalar == scalar.to_integral_value() and abs(scalar) < 2**63:
        return int(scalar)
    return float(scalar) if Decimal(repr(float(scalar))) == scalar else plain(scalar)


def link(source: str, kind: str, target: str) -> Edge:
    """Return an edge that is no statement; its id says all of it."""
    identifier = f"{source} {kind} {target}"
    return Edge(identifier, source, target, kind, {"id": identifier})
