"""A cell of a table as text and as JSON."""

import json
import math
from decimal import Decimal

__all__ = ["dump", "is_number", "jsonable", "text"]


def is_number(cell: object) -> bool:
    """Return whether a cell is a number, and no truth."""
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _number(value: Decimal) -> int | float:
    return int(value) if value.is_finite() and value == value.to_integral_value() else float(value)


def text(cell: object) -> str:
    """Return a cell as people read it, empty where there is no value.

    >>> text(["a", "b"]), text(Decimal("2.50E+4")), text(True), text(None)
    ('a, b', '25000', 'true', '')
    """
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case list():
            return ", ".join(map(text, cell))
        case dict():
            return dump(jsonable(cell)).rstrip("\n")
        case float() | Decimal() if not math.isfinite(cell):
            return _not_finite(cell)
        case Decimal():
            return format(cell, "f")
    return str(cell)


def _not_finite(number: float | Decimal) -> str:
    """Return Infinity or NaN as XML Schema and RDF write them."""
    return "NaN" if math.isnan(number) else "INF" if number > 0 else "-INF"


def dump(value: object, indent: int | None = None) -> str:
    """Return JSON, ending in a line break."""
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def jsonable(value: object) -> object:
    """Return a value as JSON has it: a decimal as a number, or as its text where no float holds it exactly."""
    match value:
        case dict():
            return {key: jsonable(item) for key, item in value.items()}
        case list():
            return [jsonable(item) for item in value]
        case float() | Decimal() if not math.isfinite(value):
            return _not_finite(value)
        case Decimal():
            found = _number(value)
            return found if Decimal(repr(found)) == value else format(value, "f")
        case None | bool() | int() | float() | str():
            return value
    return str(value)
