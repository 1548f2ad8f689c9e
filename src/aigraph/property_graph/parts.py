"""Nodes, edges, and what they may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from aigraph.model import Quantity, Value
from aigraph.model.scalars import Scalar, plain, split
from aigraph.namespaces import SHIPPED, Iris

__all__ = ["Edge", "Node", "Properties", "PropertyGraph", "PropertyValue", "languages", "link", "scalars", "stored"]

#: What a property may hold: what Neo4j can store. Dates are ISO strings under names ending in Earliest or Latest.
PropertyValue = str | int | float | bool | list[str] | list[int]
Properties = dict[str, PropertyValue]

#: Whole numbers from here on are no longer an int of 64 bits.
_BOUND = Decimal(2**63)


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
    if scalar == scalar.to_integral_value() and -_BOUND < scalar < _BOUND:
        return int(scalar)
    return float(scalar) if Decimal(repr(float(scalar))) == scalar else plain(scalar)


def scalars(name: str, value: Value) -> Properties:
    """Return a value as named scalars, as databases hold them."""
    found: dict[str, Any] = split(name, value)
    if isinstance(value, Quantity):
        for part, scalar in found.items():
            if type(scalar) is Decimal:
                found[part] = stored(scalar)
    return found


def link(source: str, kind: str, target: str) -> Edge:
    """Return an edge that is no statement; its id says all of it."""
    identifier = f"{source} {kind} {target}"
    return Edge(identifier, source, target, kind, {"id": identifier})
