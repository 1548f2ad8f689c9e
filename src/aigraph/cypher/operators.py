"""Operators: arithmetic, comparison, three-valued logic, tests of texts and lists."""

import math
import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.functions.conversion import float_text
from aigraph.cypher.temporal.duration import Duration, add, scaled
from aigraph.cypher.temporal.moment import Moment
from aigraph.cypher.values import compare, equal, is_number, shown, type_name

__all__ = ["BINARY", "COMPARE", "negated", "over", "plus"]

_LARGEST = 2**63


def _mismatch(sign: str, left: Any, right: Any) -> Fault:
    return Fault(f"{type_name(left)} {sign} {type_name(right)}; expected other types")


def _bounded(sign: str, value: Any, left: Any, right: Any) -> Any:
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise Fault(f"{left} {sign} {right} is outside the 64-bit integer range")
    return value


def plus(left: Any, right: Any) -> Any:
    """Return a sum: of numbers, texts, lists, durations, a moment and a duration."""
    if left is None or right is None:
        return None
    if isinstance(left, list):
        return left + right if isinstance(right, list) else [*left, right]
    if isinstance(right, list):
        return [left, *right]
    if is_number(left) and is_number(right):
        return _bounded("+", left + right, left, right)
    if isinstance(left, str) or isinstance(right, str):
        return _text("+", left, right) + _text("+", right, left)
    if isinstance(left, Duration):
        left, right = right, left
    if isinstance(right, Duration):
        if isinstance(left, Duration):
            return Duration(left.months + right.months, left.days + right.days, left.nanos + right.nanos)
        if isinstance(left, Moment):
            return add(left, right)
    raise _mismatch("+", left, right)


def _text(sign: str, value: Any, other: Any) -> str:
    if isinstance(value, str):
        return value
    if is_number(value):
        return float_text(value) if isinstance(value, float) else str(value)
    raise _mismatch(sign, other, value)


def _joined(left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, list) and isinstance(right, list):
        return left + right
    raise _mismatch("||", left, right)


def _minus(left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if is_number(left) and is_number(right):
        return _bounded("-", left - right, left, right)
    if isinstance(right, Duration):
        return plus(left, Duration(-right.months, -right.days, -right.nanos))
    raise _mismatch("-", left, right)


def _times(left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if is_number(left) and is_number(right):
        return _bounded("*", left * right, left, right)
    if isinstance(left, Duration) and is_number(right):
        return scaled(left, right)
    if isinstance(right, Duration) and is_number(left):
        return scaled(right, left)
    raise _mismatch("*", left, right)


def over(left: Any, right: Any) -> Any:
    """Return a quotient: of integers an integer."""
    if left is None or right is None:
        return None
    if isinstance(left, Duration) and is_number(right):
        if not right:
            raise Fault("a division by zero; expected another divisor")
        return scaled(left, 1 / Fraction(right))
    if not (is_number(left) and is_number(right)):
        raise _mismatch("/", left, right)
    if isinstance(left, int) and isinstance(right, int):
        if right == 0:
            raise Fault("a division by zero; expected another divisor")
        found = abs(left) // abs(right)
        return _bounded("/", found if (left < 0) == (right < 0) else -found, left, right)
    if right == 0:
        signed = math.copysign(1, left) * math.copysign(1, right)
        return math.nan if left == 0 or math.isnan(left) else signed * math.inf
    return left / right


def _modulo(left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if not (is_number(left) and is_number(right)):
        raise _mismatch("%", left, right)
    if isinstance(left, int) and isinstance(right, int):
        if right == 0:
            raise Fault("a division by zero; expected another divisor")
        found = abs(left) % abs(right)
        return -found if left < 0 else found
    return math.nan if right == 0 or math.isinf(left) else math.fmod(left, right)


def _power(left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if not (is_number(left) and is_number(right)):
        raise _mismatch("^", left, right)
    try:
        found = float(left) ** float(right)
    except OverflowError:
        return math.inf
    except ZeroDivisionError:
        return math.inf
    return math.nan if isinstance(found, complex) else found


def _in(left: Any, right: Any) -> bool | None:
    if right is None:
        return None
    if not isinstance(right, list):
        raise Fault(f"IN {shown(right)}: a {type_name(right)}; expected a list")
    sure: bool | None = False
    for item in right:
        found = equal(left, item)
        if found:
            return True
        if found is None:
            sure = None
    return sure


def _of_texts(test: Callable[[str, str], bool]) -> Callable[[Any, Any], bool | None]:
    return lambda left, right: test(left, right) if isinstance(left, str) and isinstance(right, str) else None


@lru_cache(maxsize=200)
def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.DOTALL if "(?s)" in text else 0)
    except re.error as err:
        raise Fault(f"{text!r} is no regular expression: {err}") from None


def _matches(left: Any, right: Any) -> bool | None:
    if right is not None and not isinstance(right, str):
        raise _mismatch("=~", left, right)
    if not isinstance(left, str) or right is None:
        return None
    return _pattern(right).fullmatch(left) is not None


def _truth(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise Fault(f"{shown(value)} is a {type_name(value)}; expected a truth value")


def _exclusive(left: Any, right: Any) -> bool | None:
    one, other = _truth(left), _truth(right)
    return None if one is None or other is None else one is not other


def negated(value: Any) -> bool | None:
    """Return the opposite of a truth value; of null null."""
    truth = _truth(value)
    return None if truth is None else not truth


def _ordered(test: Callable[[float], bool]) -> Callable[[Any, Any], bool | None]:
    def run(left: Any, right: Any) -> bool | None:
        found = compare(left, right)
        return None if found is None else test(found)

    return run


def _differs(left: Any, right: Any) -> bool | None:
    found = equal(left, right)
    return None if found is None else not found


BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": plus, "-": _minus, "*": _times, "/": over, "%": _modulo, "^": _power, "||": _joined, "IN": _in,
    "STARTS WITH": _of_texts(str.startswith), "ENDS WITH": _of_texts(str.endswith),
    "CONTAINS": _of_texts(lambda left, right: right in left), "=~": _matches, "XOR": _exclusive,
}  # fmt: skip
COMPARE: dict[str, Callable[[Any, Any], bool | None]] = {
    "=": equal, "<>": _differs, "<": _ordered(lambda x: x < 0), "<=": _ordered(lambda x: x <= 0),
    ">": _ordered(lambda x: x > 0), ">=": _ordered(lambda x: x >= 0),
}  # fmt: skip
