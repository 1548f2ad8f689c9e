"""Values that users give the nodes and edges of a network, as JSON has them; numpy's without importing numpy."""

from collections.abc import Mapping, Set
from datetime import date, time
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real
from typing import Any

from aigraph.errors import ExportError

__all__ = ["as_id", "as_json_has_it"]


def as_json_has_it(value: Any, place: str) -> Any:
    """Return a value as JSON has it: any number as an int or a float, an array or a set as a list, a date as a text.

    >>> as_json_has_it({"size": Decimal("2.5"), "tags": {"a"}, "since": date(2023, 5, 1)}, "node 1")
    {'size': 2.5, 'tags': ['a'], 'since': '2023-05-01'}

    Args:
        value: anything.
        place: says where it is, in an error.

    Raises:
        ExportError: the value, or one in it, is NaN, infinite or no value of JSON.
    """
    if hasattr(value, "tolist"):  # numpy's arrays and numbers, and the columns of pandas
        value = _of_numpy(value, place)
    match value:
        case None | bool():
            return value
        case str():
            return str(value)
        case Mapping():
            return {_name(name, place): as_json_has_it(item, f"{place}: {name}") for name, item in value.items()}
        case list() | tuple():
            return [as_json_has_it(item, place) for item in value]
        case Set():
            return [as_json_has_it(item, place) for item in sorted(value, key=str)]
        case date() | time() if str(value) != "NaT":  # pandas has a date that is none
            return value.isoformat()
    return _number(value, place)


def _of_numpy(value: Any, place: str) -> Any:
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    if kind != "M":
        return value.tolist()
    dates = value.astype(str)  # those in nanoseconds would be numbers
    if "NaT" in str(dates):
        raise ExportError(f"{place} is {value!r}; expected a date")
    return dates.tolist()


def as_id(value: Any) -> Any:
    """Return the id of a node, where it is a number of numpy as Python's."""
    return value.item() if hasattr(value, "item") else value


def _name(name: object, place: str) -> str:
    if isinstance(name, str | int):
        return str(name)
    raise ExportError(f"{place} has the key {name!r}; expected a text")


def _number(value: object, place: str) -> int | float:
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real | Decimal) and isfinite(value):
        return int(value) if isinstance(value, Decimal) and value == int(value) else float(value)
    raise ExportError(f"{place} is {value!r}; expected what JSON holds: a text, a finite number, a list or a map")
