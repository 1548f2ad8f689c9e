"""Functions of all values of a group."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.operators import plus
from aigraph.cypher.temporal.duration import Duration, scaled
from aigraph.cypher.temporal.moment import DAY
from aigraph.cypher.values import is_number, key, shown, type_name

__all__ = ["AGGREGATES", "RESULTS"]


def _count(values: Sequence[Any]) -> int:
    return len(values)


def _added(name: str, values: Sequence[Any]) -> Any:
    for value in values:
        if not (is_number(value) or isinstance(value, Duration)):
            raise Fault(f"{name} of {shown(value)}: a {type_name(value)}; expected numbers or durations")
        if isinstance(value, Duration) != isinstance(values[0], Duration):
            raise Fault(f"{name} of numbers and durations; expected one of them")
    if values and isinstance(values[0], Duration):
        return reduce(plus, values)
    return reduce(plus, values, 0)


def _sum(values: Sequence[Any]) -> Any:
    return _added("sum", values)


def _avg(values: Sequence[Any]) -> Any:
    if not values:
        return None
    if isinstance(values[0], Duration):
        mean_ = scaled(_added("avg", values), Fraction(1, len(values)))
        days = int(Fraction(mean_.nanos, DAY))
        return Duration(mean_.months, mean_.days + days, mean_.nanos - days * DAY)
    mean = 0.0
    _added("avg", [float(value) if is_number(value) else value for value in values])
    for count, value in enumerate(values, 1):
        mean += (value - mean) / count
    return mean


def _least(values: Sequence[Any]) -> Any:
    return min(values, key=key, default=None)


def _most(values: Sequence[Any]) -> Any:
    return max(values, key=key, default=None)


def _deviation(name: str, less: int) -> Callable[[Sequence[Any]], float | None]:
    def run(values: Sequence[Any]) -> float | None:
        _added(name, values)
        if not values:
            return None
        if len(values) <= less:
            return 0.0
        mean = squares = 0.0
        for count, value in enumerate(values, 1):  # Welford's way: of equal values it is exactly 0
            off = value - mean
            mean += off / count
            squares += off * (value - mean)
        return math.sqrt(squares / (len(values) - less))

    return run


def _fraction(name: str, share: Any) -> float:
    if not is_number(share) or not 0 <= share <= 1:
        raise Fault(f"{name} at {shown(share)}; expected a number between 0 and 1")
    return float(share)


def _numbers(name: str, values: Sequence[Any]) -> list[Any]:
    for value in values:
        if not is_number(value):
            raise Fault(f"{name} of {shown(value)}: a {type_name(value)}; expected numbers")
    return sorted(values, key=key)


def _continuous(values: Sequence[Any], share: Any) -> Any:
    place = _fraction("percentileCont", share)
    ordered = _numbers("percentileCont", values)
    if not ordered:
        return None
    at = place * (len(ordered) - 1)
    low, high = math.floor(at), math.ceil(at)
    return ordered[low] if low == high else ordered[low] * (high - at) + ordered[high] * (at - low)


def _discrete(values: Sequence[Any], share: Any) -> Any:
    place = _fraction("percentileDisc", share)
    ordered = _numbers("percentileDisc", values)
    if not ordered:
        return None
    return ordered[max(math.ceil(place * len(ordered)) - 1, 0)]


#: Name in small letters → the function of all values that are not null; a percentile takes the share as well.
AGGREGATES: dict[str, Callable[..., Any]] = {
    "count": _count,
    "collect": list,
    "sum": _sum,
    "avg": _avg,
    "min": _least,
    "max": _most,
    "stdev": _deviation("stDev", 1),
    "stdevp": _deviation("stDevP", 0),
    "percentilecont": _continuous,
    "percentiledisc": _discrete,
}
#: What they give.
RESULTS = {"count": "Integer", "collect": "List", "stdev": "Float", "stdevp": "Float", "percentilecont": "Float"}
