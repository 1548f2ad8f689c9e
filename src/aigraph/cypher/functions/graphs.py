"""Functions of nodes, relationships, paths and maps."""

from typing import Any

from aigraph.cypher.functions.function import Function
from aigraph.cypher.graph import Node, Relationship
from aigraph.cypher.values import type_name

__all__ = ["GRAPHS", "value_type"]


def _properties(of: Any) -> dict[str, Any]:
    return dict(of) if isinstance(of, dict) else dict(of.properties)


def _keys(of: Any) -> list[str]:
    return sorted(of if isinstance(of, dict) else of.properties)


def _element_id(of: Node | Relationship) -> str:
    kind = 4 if isinstance(of, Node) else 5
    return f"{kind}:aigraph:{of.number}"


_TYPES = (
    "BOOLEAN", "STRING", "INTEGER", "FLOAT", "DATE", "LOCAL TIME", "ZONED TIME", "LOCAL DATETIME", "ZONED DATETIME",
    "DURATION", "NODE", "RELATIONSHIP", "MAP", "LIST", "PATH",
)  # fmt: skip


def _order(name: str) -> tuple[int, str]:
    """Return where a type stands among others."""
    return _TYPES.index(name.removesuffix(" NOT NULL").split("<")[0]), name


def value_type(value: Any) -> str:
    """Return a value's type as `valueType` writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, list):
        inner = sorted({value_type(item) for item in value if item is not None}, key=_order)
        if None in value:
            inner = [name.removesuffix(" NOT NULL") for name in inner] or ["NULL"]
        return f"LIST<{' | '.join(inner) or 'NOTHING'}> NOT NULL"
    names = {
        "DateTime": "ZONED DATETIME", "LocalDateTime": "LOCAL DATETIME", "Time": "ZONED TIME", "LocalTime": "LOCAL TIME"
    }  # fmt: skip
    name = type_name(value)
    return f"{names.get(name, name.upper())} NOT NULL"


GRAPHS: dict[str, Function] = {
    "id": Function(lambda of: of.number, ("Node|Relationship",), 1, "Integer"),
    "elementid": Function(_element_id, ("Node|Relationship",), 1, "String"),
    "labels": Function(lambda of: list(of.labels), ("Node",), 1, "List"),
    "type": Function(lambda of: of.type, ("Relationship",), 1, "String"),
    "startnode": Function(lambda of: of.start, ("Relationship",), 1, "Node"),
    "endnode": Function(lambda of: of.end, ("Relationship",), 1, "Node"),
    "properties": Function(_properties, ("Node|Relationship|Map",), 1, "Map"),
    "keys": Function(_keys, ("Node|Relationship|Map",), 1, "List"),
    "nodes": Function(lambda of: list(of.nodes), ("Path",), 1, "List"),
    "relationships": Function(lambda of: list(of.relationships), ("Path",), 1, "List"),
    "length": Function(lambda of: len(of.relationships), ("Path",), 1, "Integer"),
    "valuetype": Function(value_type, ("Any",), 1, "String", nulls=True),
}
