"""A value taken apart: its shape, which many cells have in common, and its scalars, which become columns."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from aigraph.columns.symbols import Symbols
from aigraph.model import Entity, Quantity, Ref
from aigraph.model.scalars import plain
from aigraph.namespaces import UNSTATED
from aigraph.property_graph.parts import stored

__all__ = ["Leaf", "Shape", "put_together", "take_apart"]

Shape = Hashable
#: A scalar as a column holds it: a number as the text that RDF writes.
Leaf = str | int

#: Fields of which what is written depends on more than that there is one: part of the shape.
_STEERS = {(Quantity, "comparator"), (Quantity, "unit"), (Entity, "classes")}
#: Fields that hold IRIs.
_IRIS = {(Entity, "same_as")}


@dataclass(frozen=True, slots=True)
class _Hole:
    """In a shape, the place of a scalar: of a `str`, an `iri`, a `slug`, an `int`, or of a number by how databases hold it."""

    kind: str


@dataclass(frozen=True, slots=True)
class _Fixed:
    """In a shape, what is the same in all that have it."""

    value: Any


_NUMBERS: Mapping[str, type] = {"number int": int, "number float": float, "number str": str}


#: The kind of a hole → the method that makes its symbol.
_MADE = {"str": "text", "iri": "iri", "slug": "slug", "int": "whole"}


def take_apart(value: Any) -> tuple[Shape, tuple[Leaf, ...]]:
    """Return the shape of a value and its scalars in order. What is empty, true, false or `unstated` is of the shape.

    >>> take_apart(Quantity(Decimal("1.50"), unit="USD"))[1], take_apart(("a", "", True))[1]
    (('1.50', 'USD'), ('a',))
    """
    leaves: list[Leaf] = []
    return _shape(value, leaves), tuple(leaves)


def _shape(value: Any, leaves: list[Leaf], text: str = "str") -> Shape:
    if value is None or isinstance(value, bool) or value in ("", UNSTATED, Ref(UNSTATED)):
        return value
    if isinstance(value, tuple):
        return tuple, tuple(_shape(item, leaves, text) for item in value)
    if isinstance(value, Mapping):
        return dict, tuple((name, _shape(item, leaves)) for name, item in value.items())
    if is_dataclass(value) and not isinstance(value, Ref):
        kind = type(value)
        return kind, tuple(
            (name, _Fixed(item) if (kind, name) in _STEERS else _shape(item, leaves, "iri" if (kind, name) in _IRIS else "str"))
            for name, item in ((one.name, getattr(value, one.name)) for one in fields(value))
        )
    leaves.append(plain(value) if isinstance(value, Decimal) else value.id if isinstance(value, Ref) else value)
    if isinstance(value, Decimal):
        return _Hole(f"number {type(stored(value)).__name__}")
    if isinstance(value, Ref):
        return Ref, (("id", _Hole("slug")),)
    return _Hole(text if isinstance(value, str) else "int")


def put_together(shape: Shape, symbols: Symbols, name: str) -> Any:
    """Return the value of a shape with symbols for its scalars, whose columns are called `NAME.0`, `NAME.1`, …."""
    numbers = iter(range(10_000))
    return _value(shape, symbols, lambda: f"{name}.{next(numbers)}")


def _value(shape: Any, symbols: Symbols, column: Callable[[], str]) -> Any:
    if isinstance(shape, _Hole):
        if shape.kind in _NUMBERS:
            return symbols.number(column(), _NUMBERS[shape.kind])
        return getattr(symbols, _MADE[shape.kind])(column())
    if isinstance(shape, _Fixed):
        return shape.value
    if not isinstance(shape, tuple):
        return shape
    kind, inner = shape
    if kind is tuple:
        return tuple(_value(item, symbols, column) for item in inner)
    made = {name: _value(item, symbols, column) for name, item in inner}
    return made if kind is dict else kind(**made)
