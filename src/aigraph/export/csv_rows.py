"""Nodes and edges as rows of CSV for `neo4j-admin`: the type of each cell, and the cell as it is written.

Source: https://neo4j.com/docs/operations-manual/current/import/
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isfinite
from types import NoneType
from typing import Any

from aigraph.characters import no_text
from aigraph.errors import ExportError
from aigraph.export.attributes import encodable
from aigraph.property_graph import Edge, Node
from aigraph.property_graph.database import LABEL, date_names

__all__ = ["EMPTY", "CsvRow", "Shape", "doubled", "edge_row", "node_row"]

#: Between the values of a list: a character that no text has.
_DELIMITER = "\x1f"
#: The property that names the empty lists of a node or edge, which CSV cannot hold, until `after-import.cypher` ran.
EMPTY = "emptyLists"
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What rows have alike whose properties have the same names and types, made once for all of them.

    By column the types; which are texts, which are lists, and the others with what writes them; the properties that are
    empty lists.
    """

    kinds: Mapping[str, str]
    texts: tuple[str, ...]
    others: tuple[tuple[str, Callable[[Any], str]], ...]
    lists: tuple[str, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row: its shape, and by column the cells as CSV writes them."""

    shape: Shape
    cells: Mapping[str, str]


def node_row(node: Node) -> CsvRow:
    """Return a node as a row. Raises ExportError for a text that the file cannot hold."""
    return _row(node, {"id:ID": _text(node.id), ":LABEL": _labels(node.labels)}, len(node.labels))


def edge_row(edge: Edge) -> CsvRow:
    """Return an edge as a row. Raises ExportError for a text that the file cannot hold."""
    ends = {":START_ID": _text(edge.source), ":END_ID": _text(edge.target), ":TYPE": _text(edge.type)}
    return _row(edge, {**ends, "id:string": _text(edge.id)}, 0)


def _row(item: Node | Edge, cells: dict[str, str], delimiters: int) -> CsvRow:
    properties: Mapping[str, Any] = item.properties
    types = [type(v) if type(v) is not list else (type(v[0]) if v else NoneType,) for v in properties.values()]
    shape = _shape(tuple(properties), tuple(types))
    for name in shape.texts:
        value = properties[name]
        cells[name] = f'"{value}"' if '"' not in value else _text(value)
    for name, write in shape.others:
        cells[name] = write(properties[name])
    for name in shape.lists:
        value = properties[name]
        cells[name] = _list(value)
        delimiters += len(value) - 1
    if shape.empty:
        cells[EMPTY] = _list(shape.empty)
        delimiters += len(shape.empty) - 1
    _check(item, "".join(cells.values()), delimiters)
    return CsvRow(shape, cells)


@cache
def _shape(names: tuple[str, ...], types: tuple[type | tuple[type], ...]) -> Shape:
    """Return the shape of rows whose properties have these names and types; a list has the type of its first value."""
    kinds: dict[str, str] = {}
    texts: list[str] = []
    others: list[tuple[str, Callable[[Any], str]]] = []
    lists: list[str] = []
    empty: list[str] = []
    dates = date_names(names)
    for name, kind in zip(names, types, strict=True):
        if name == "id":  # it has a column of its own
            continue
        if kind == (NoneType,):
            empty.append(name)
        elif isinstance(kind, tuple):
            kinds[name] = _TYPES[kind[0]] + "[]"
            lists.append(name)
        elif kind is str:
            kinds[name] = "date" if name in dates else "string"
            texts.append(name)
        else:
            kinds[name] = _TYPES[kind]
            others.append((name, _WRITERS[kind]))
    if empty:
        kinds[EMPTY] = "string[]"
    return Shape(kinds, tuple(texts), tuple(others), tuple(lists), tuple(empty))


def _text(value: str) -> str:
    """Return a text as CSV writes it: quoted, since an empty one is not a missing one."""
    return f'"{doubled(value)}"'


def _list(values: Iterable[object]) -> str:
    return _text(_DELIMITER.join(map(str, values)))


@lru_cache(maxsize=1000)
def _labels(labels: tuple[str, ...]) -> str:
    return _list([*labels, LABEL])


def _float(value: float) -> str:
    if isfinite(value):
        return repr(value)
    return {"inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), "NaN")  # as Java writes them


#: What writes a value that is neither a text nor a list.
_WRITERS: Mapping[type, Callable[[Any], str]] = {
    bool: {True: "true", False: "false"}.__getitem__,
    int: repr,
    float: _float,
}


def _check(item: Node | Edge, text: str, delimiters: int) -> None:
    """Raise ExportError where the file cannot hold the text of a row, which has so many delimiters of lists."""
    if text.count(_DELIMITER) == delimiters and not no_text(text):
        return
    place = f"{type(item).__name__.lower()} {item.id!r}"
    encodable(place, text)
    raise ExportError(f"{place} has the character U+001F in a text; expected none. Take it out of the seeds")


def doubled(text: str) -> str:
    """Return a text as it stands between quotation marks, those that it has twice."""
    return text.replace('"', '""')
