"""A value taken apart: its shape, which many cells have in common, and its scalars, which become columns."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

from aigraph.columns.symbols import Symbols
from aigraph.model import Entity, Quantity, Ref
from aigraph.model.scalars import plain
from aigraph.namespaces import UNSTATED
from aigraph.property_graph.parts import stored

__all__ = ["Leaf", "Shape", "put_together", "says", "says_several", "take_apart"]

Shape = Hashable
#: A scalar as a column holds it: a number as the text that RDF writes.
Leaf = str | int

#: Fields of which what is written depends on more than that there is one: part of the shape.
_STEERS = {(Quantity, "comparator"), (Quantity, "unit"), (Entity, "classes")}
#: Fields that hold IRIs.
_IRIS = {(Entity, "same_as")}


@dataclass(frozen=True, slots=True)
class _Hole:
    """In a shape, the place of a scalar: a `text`, `iri`, `slug`, `whole`, or `number` as databases hold it."""

    kind: str
    stored: type | None = None


@dataclass(frozen=True, slots=True)
class _Fixed:
    """In a shape, what is the same in all that have it."""

    value: Any


_TEXT, _IRI, _WHOLE = _Hole("text"), _Hole("iri"), _Hole("whole")
_NONE: Shape = (tuple, ())
_REF = (Ref, (_Hole("slug"),))
#: How databases hold a number → the place of one.
_STORED: Mapping[type, _Hole] = {kind: _Hole("number", kind) for kind in (int, float, str)}


def take_apart(value: Any) -> tuple[Shape, tuple[Leaf, ...]]:
    """Return the shape of a value and its scalars in order. What is empty, true, false or `unstated` is of the shape.

    >>> take_apart(Quantity(Decimal("1.50"), unit="USD"))[1], take_apart(("a", "", True))[1]
    (('1.5',), ('a',))
    """
    leaves: list[Leaf] = []
    return _shape(value, leaves), tuple(leaves)


def says(shape: Any) -> bool:
    """Return whether a value of a shape is true: not empty, not false."""
    return bool(shape) and shape != _NONE


def says_several(shape: Any) -> bool:
    """Return whether a value of a shape is several values."""
    return isinstance(shape, tuple) and shape[0] is tuple and len(shape[1]) > 1


def _shape(value: Any, leaves: list[Leaf], text: _Hole = _TEXT) -> Shape:
    """Return the shape of a value, adding its scalars."""
    kind = type(value)
    if value is None or kind is bool:
        return value  # type: ignore[no-any-return]
    if kind in (str, int, Decimal, Ref):
        return _scalar(value, kind, leaves, text)
    if kind is tuple:
        if not value:
            return _NONE
        return tuple, tuple([_shape(item, leaves, text) for item in value])
    if isinstance(value, Mapping):
        return dict, tuple([(name, _shape(item, leaves, text)) for name, item in value.items()])
    found: list[Shape] = []
    for name, how in _parts(cast(Hashable, kind)):
        item = getattr(value, name)
        found.append(None if item is None else _shape(item, leaves, how) if how is not None else _fixed(item))
    return kind, tuple(found)


def _scalar(value: Any, kind: type, leaves: list[Leaf], text: _Hole) -> Shape:
    if kind is str:
        if value in ("", UNSTATED):
            return str(value)
        leaves.append(value)
        return text
    if kind is Decimal:
        leaves.append(plain(value))
        return _STORED[type(stored(value))]
    if kind is int:
        leaves.append(value)
        return _WHOLE
    if value.id == UNSTATED:
        return _Fixed(value)
    leaves.append(value.id)
    return _REF


@lru_cache(maxsize=1000)
def _fixed(value: Hashable) -> "_Fixed":
    return _Fixed(value)


@cache
def _parts(kind: Hashable) -> tuple[tuple[str, _Hole | None], ...]:
    """Return the fields of a noun, each with what a text in it is; None for one that is of the shape."""
    return tuple(
        (one.name, None if (kind, one.name) in _STEERS else _IRI if (kind, one.name) in _IRIS else _TEXT)
        for one in fields(cast(Any, kind))
    )


def put_together(shape: Shape, symbols: Symbols, name: str) -> Any:
    """Return the value of a shape with symbols for its scalars, whose columns are called `NAME.0`, `NAME.1`, …."""
    numbers = iter(range(10_000))
    return _value(shape, symbols, lambda: f"{name}.{next(numbers)}")


def _value(shape: Any, symbols: Symbols, column: Callable[[], str]) -> Any:
    if isinstance(shape, _Hole):
        if shape.stored is not None:
            return symbols.number(column(), shape.stored)
        return getattr(symbols, shape.kind)(column())
    if isinstance(shape, _Fixed):
        return shape.value
    if not isinstance(shape, tuple):
        return shape
    kind, inner = shape
    if kind is tuple:
        return tuple(_value(item, symbols, column) for item in inner)
    if kind is dict:
        return {name: _value(item, symbols, column) for name, item in inner}
    return kind(*[_value(item, symbols, column) for item in inner])
