"""Functions of numbers."""

import decimal
import math
import random
from collections.abc import Callable
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.functions.function import Function

__all__ = ["MATHS"]

_ROUNDINGS = {
    "UP": decimal.ROUND_UP, "DOWN": decimal.ROUND_DOWN, "CEILING": decimal.ROUND_CEILING,
    "FLOOR": decimal.ROUND_FLOOR, "HALF_UP": decimal.ROUND_HALF_UP, "HALF_DOWN": decimal.ROUND_HALF_DOWN,
    "HALF_EVEN": decimal.ROUND_HALF_EVEN,
}  # fmt: skip


def _round(value: float, precision: int | None = None, mode: str | None = None) -> float:
    """Round halves up; with a precision away from zero, unless a mode says otherwise."""
    if not math.isfinite(value):
        return float(value)
    if precision is None:
        return float(math.floor(value + 0.5))
    if not 0 <= precision <= 300:
        raise Fault(f"round to {precision} digits; expected 0 or more")
    if mode is None and precision == 0:
        return float(math.floor(value + 0.5))
    if mode is not None and mode.upper() not in _ROUNDINGS:
        raise Fault(f"{mode!r} is no rounding; expected {', '.join(_ROUNDINGS)}")
    rounding = _ROUNDINGS[(mode or "HALF_UP").upper()]
    with decimal.localcontext() as context:
        context.prec = 1000
        return float(decimal.Decimal(repr(float(value))).quantize(decimal.Decimal(1).scaleb(-precision), rounding))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _floated(of: Callable[[float], float]) -> Function:
    def run(value: float) -> float:
        try:
            return float(of(value))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return Function(run, ("Number",), 1, "Float")


def _log(of: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else of(value)


def _whole(of: Callable[[float], int]) -> Callable[[float], float]:
    return lambda value: math.copysign(of(value), value) if math.isfinite(value) else value


def _abs(value: Any) -> Any:
    return abs(value)


MATHS: dict[str, Function] = {
    "abs": Function(_abs, ("Number",), 1, "Number"),
    "ceil": _floated(_whole(math.ceil)),
    "ceiling": _floated(_whole(math.ceil)),
    "floor": _floated(_whole(math.floor)),
    "round": Function(_round, ("Number", "Number", "String"), 1, "Float"),
    "sign": Function(_sign, ("Number",), 1, "Integer"),
    "isnan": Function(math.isnan, ("Number",), 1, "Boolean"),
    "rand": Function(random.random, (), 0, "Float"),
    "e": Function(lambda: math.e, (), 0, "Float"),
    "pi": Function(lambda: math.pi, (), 0, "Float"),
    "sqrt": _floated(math.sqrt),
    "exp": _floated(math.exp),
    "log": _floated(_log(math.log)),
    "ln": _floated(_log(math.log)),
    "log10": _floated(_log(math.log10)),
    "sin": _floated(math.sin),
    "cos": _floated(math.cos),
    "tan": _floated(math.tan),
    "cot": _floated(lambda x: 1 / math.tan(x) if x else math.inf),
    "asin": _floated(math.asin),
    "acos": _floated(math.acos),
    "atan": _floated(math.atan),
    "atan2": Function(math.atan2, ("Number", "Number"), 2, "Float"),
    "sinh": _floated(math.sinh),
    "cosh": _floated(math.cosh),
    "tanh": _floated(math.tanh),
    "coth": _floated(lambda x: 1 / math.tanh(x) if x else math.nan),
    "degrees": _floated(math.degrees),
    "radians": _floated(math.radians),
    "haversin": _floated(lambda x: (1 - math.cos(x)) / 2),
}
