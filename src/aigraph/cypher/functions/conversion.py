"""Functions that make a value of one type of one of another."""

import math
import re
from collections.abc import Callable
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.functions.function import Function
from aigraph.cypher.temporal.duration import Duration
from aigraph.cypher.temporal.moment import Moment
from aigraph.cypher.values import type_name

__all__ = ["CONVERSION", "float_text"]

_LARGEST = 2**63
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?")


def _integer(value: Any) -> int | None:
    match value:
        case bool():
            return int(value)
        case int():
            return value
        case float():
            return _whole(value)
        case str():
            if re.fullmatch(r"[+-]?[0-9]+", value):
                return int(value) if -_LARGEST <= int(value) < _LARGEST else _too_large(value)
            return _whole(float(value.rstrip("fFdD"))) if _NUMBER.fullmatch(value) else None
    raise Fault(f"toInteger of a {type_name(value)}; expected a number, a text or a truth value")


def _whole(value: float) -> int | None:
    if math.isnan(value):
        return 0
    return int(min(max(value, -_LARGEST), _LARGEST - 1)) if math.isinf(value) or abs(value) >= _LARGEST else int(value)


def _too_large(text: str) -> int:
    raise Fault(f"{text} is too large an integer; expected one of 64 bits")


def _float(value: Any) -> float | None:
    match value:
        case bool():
            raise Fault("toFloat of a Boolean; expected a number or a text")
        case int() | float():
            return float(value)
        case str():
            text = value.strip()
            if text in ("NaN", "Infinity", "-Infinity", "+Infinity"):
                return float(text)
            return float(text.rstrip("fFdD")) if _NUMBER.fullmatch(text) else None
    raise Fault(f"toFloat of a {type_name(value)}; expected a number or a text")


def _boolean(value: Any) -> bool | None:
    match value:
        case bool():
            return value
        case int():
            return value != 0
        case str():
            return {"true": True, "false": False}.get(value.strip().lower())
    raise Fault(f"toBoolean of a {type_name(value)}; expected a truth value, a text or an integer")


def _string(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | str() | Duration():
            return str(value)
        case Moment():
            return value.text(seconds=True)
        case float():
            return float_text(value)
    raise Fault(f"toString of a {type_name(value)}; expected a text, a number, a truth value, a date or a time")


def float_text(value: float) -> str:
    """Return a float as Java writes it.

    >>> float_text(1.0), float_text(12345678.9), float_text(0.0001), float_text(float("inf"))
    ('1.0', '1.23456789E7', '1.0E-4', 'Infinity')
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        text = repr(value)
        return text if "e" not in text else f"{value:f}"
    digits, exponent = f"{value:.17e}".split("e")
    shortest = repr(value)
    digits = re.sub(r"[eE].*$", "", shortest).replace(".", "").replace("-", "").strip("0") or "0"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[0]}.{digits[1:] or '0'}E{int(exponent)}"


def _or_null(of: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def run(value: Any) -> Any:
        try:
            return of(value)
        except Fault:
            return None

    return run


def _each(of: Callable[[Any], Any]) -> Callable[[list[Any]], list[Any]]:
    run = _or_null(of)
    return lambda items: [None if item is None else run(item) for item in items]


_TO = {"integer": (_integer, "Integer"), "float": (_float, "Float"), "boolean": (_boolean, "Boolean")}
_STRING = "String|Number|Boolean|Date|Time|LocalTime|DateTime|LocalDateTime|Duration"
_TAKES = {"integer": "String|Number|Boolean", "float": "String|Number", "boolean": "String|Boolean|Integer"}

CONVERSION: dict[str, Function] = {
    **{f"to{name}": Function(run, (_TAKES[name],), 1, gives) for name, (run, gives) in _TO.items()},
    "tostring": Function(_string, (_STRING,), 1, "String"),
    **{f"to{name}ornull": Function(_or_null(run), ("Any",), 1, gives) for name, (run, gives) in _TO.items()},
    "tostringornull": Function(_or_null(_string), ("Any",), 1, "String"),
    **{f"to{name}list": Function(_each(run), ("List",), 1, "List") for name, (run, _) in _TO.items()},
    "tostringlist": Function(_each(_string), ("List",), 1, "List"),
}
