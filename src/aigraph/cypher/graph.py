"""The property graph in memory, as the evaluator walks it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from aigraph.cypher.temporal.moment import EPOCH, SECOND, Moment

__all__ = ["Contents", "Graph", "Node", "Relationship", "Route", "moment"]

_PLAIN = {str, int, float, bool, type(None)}


class Contents(TypedDict):
    """What is in a graph: each property with the types of Python it has, the labels, the types of relationships."""

    properties: dict[str, list[str]]
    labels: list[str]
    types: list[str]


class Node:
    """A node: its number, labels, properties, and the relationships that leave and reach it."""

    __slots__ = ("into", "labels", "number", "out", "properties")

    def __init__(self, number: int, labels: tuple[str, ...], properties: dict[str, Any]) -> None:
        """Hold them; no relationship yet."""
        self.number, self.labels, self.properties = number, labels, properties
        self.out: list[Relationship] = []
        self.into: list[Relationship] = []


class Relationship:
    """A relationship: its number, type, both ends, properties."""

    __slots__ = ("end", "number", "properties", "start", "type")

    def __init__(self, number: int, kind: str, start: Node, end: Node, properties: dict[str, Any]) -> None:
        """Hold them."""
        self.number, self.type, self.start, self.end, self.properties = number, kind, start, end, properties

    def other(self, node: Node) -> Node:
        """Return the end that `node` is not."""
        return self.end if self.start is node else self.start


class Route:
    """A path: nodes, and the relationships between them."""

    __slots__ = ("nodes", "relationships")

    def __init__(self, nodes: list[Node], relationships: list[Relationship]) -> None:
        """Hold them."""
        self.nodes, self.relationships = nodes, relationships

    @property
    def steps(self) -> list[Node | Relationship]:
        """Return both in turn."""
        found: list[Node | Relationship] = [self.nodes[0]]
        for link, node in zip(self.relationships, self.nodes[1:], strict=True):
            found += [link, node]
        return found


class Graph:
    """Nodes and relationships, with an index of labels and, where they are asked for, of properties."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.nodes: list[Node] = []
        self.relationships: list[Relationship] = []
        self.labels: dict[str, list[Node]] = defaultdict(list)
        self.types: dict[str, list[Relationship]] = defaultdict(list)
        self._indexes: dict[str, dict[Any, list[Node]]] = {}

    def add_node(self, labels: Iterable[str], properties: Mapping[str, Any]) -> Node:
        """Add a node."""
        names = tuple(dict.fromkeys(labels))
        node = Node(len(self.nodes), names, {k: moment(v) for k, v in properties.items() if v is not None})
        self.nodes.append(node)
        for name in names:
            self.labels[name].append(node)
        self._indexes.clear()
        return node

    def add_relationship(self, kind: str, start: Node, end: Node, properties: Mapping[str, Any]) -> Relationship:
        """Add a relationship between two nodes."""
        held = {k: moment(v) for k, v in properties.items() if v is not None}
        link = Relationship(len(self.relationships), kind, start, end, held)
        self.relationships.append(link)
        self.types[kind].append(link)
        start.out.append(link)
        end.into.append(link)
        return link

    def with_value(self, key: str, value: Any) -> list[Node] | None:
        """Return the nodes of which a property may equal a text or a number; None where no index tells."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        if key not in self._indexes:
            index: dict[Any, list[Node]] = defaultdict(list)
            for node in self.nodes:
                held = node.properties.get(key)
                if isinstance(held, str | int | float):
                    index[held].append(node)
            self._indexes[key] = index
        return self._indexes[key].get(value, [])


def moment(value: Any) -> Any:
    """Return a value of Python as the evaluator has it: dates and times are moments."""
    if value.__class__ in _PLAIN:  # nearly all
        return value
    match value:
        case list() | tuple():
            return [moment(item) for item in value]
        case dict():
            return {key: moment(item) for key, item in value.items()}
        case datetime.datetime():
            clock, offset = _nanos(value), value.utcoffset()
            zone = getattr(value.tzinfo, "key", None)
            seconds = None if offset is None else int(offset.total_seconds())
            return Moment(value.toordinal() - EPOCH, clock, seconds, zone)
        case datetime.date():
            return Moment(value.toordinal() - EPOCH)
        case datetime.time():
            offset = value.utcoffset()
            return Moment(None, _nanos(value), None if offset is None else int(offset.total_seconds()))
    return value


def _nanos(of: datetime.datetime | datetime.time) -> int:
    return (of.hour * 3600 + of.minute * 60 + of.second) * SECOND + of.microsecond * 1000
