"""The functions `date(…)`, `datetime.truncate(…)`, `duration.between(…)` and their like."""

import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.temporal.duration import Duration, between, duration
from aigraph.cypher.temporal.fields import from_fields, select, truncate
from aigraph.cypher.temporal.moment import SECOND, Moment
from aigraph.cypher.temporal.text import duration_from_text, moment_from_text
from aigraph.cypher.temporal.zones import at_instant

__all__ = ["FUNCTIONS", "start_clock"]

_KINDS = ("date", "localtime", "time", "localdatetime", "datetime")
_ABSENT = object()
_CLOCK = ContextVar("clock", default=0)


def _make(kind: str) -> Callable[..., Any]:
    def make(value: Any = _ABSENT) -> Any:
        match value:
            case None:
                return None
            case str():
                return moment_from_text(kind, value)
            case Moment():
                return select(kind, value)
            case dict() if value.keys() == {"timezone"}:
                return _now(kind, value["timezone"])
            case dict():
                return None if None in value.values() else from_fields(kind, value)
        if value is _ABSENT:
            return _now(kind, "Z")
        raise Fault(f"{kind}(…) of another type; expected a text, a map, or a value with a date or time")

    return make


def start_clock() -> None:
    """Let the clock show now, until it is started again: one time for all of a query."""
    _CLOCK.set(time.time_ns())


def _now(kind: str, zone: str = "Z") -> Moment:
    there = at_instant(_CLOCK.get(), zone)
    return Moment(
        there.day if "date" in kind else None,
        there.nanos if "time" in kind else None,
        there.offset if kind in ("time", "datetime") else None,
        there.zone if kind == "datetime" else None,
    )


def _truncated(kind: str) -> Callable[..., Any]:
    def cut(unit: Any, value: Any = _ABSENT, fields: Any = None) -> Any:
        moment = _now(kind) if value is _ABSENT else value
        if not isinstance(moment, Moment) or not isinstance(unit, str):
            raise Fault(f"{kind}.truncate of null or another type; expected a unit and a value with a date or time")
        return truncate(kind, unit, moment, fields or {})

    return cut


def _duration(value: Any) -> Any:
    match value:
        case None | Duration():
            return value
        case str():
            return duration_from_text(value)
        case dict():
            if None in value.values():
                return None
            wrong = [name for name, number in value.items() if isinstance(number, bool | str | list | dict)]
            if wrong:
                raise Fault(f"duration(…): {wrong[0]!r} is no number; expected one")
            return duration(value)
    raise Fault("duration(…) of another type; expected a text such as 'P1Y2M', or a map such as {days: 3}")


def _between(unit: str) -> Callable[[Any, Any], Any]:
    def apart(one: Any, other: Any) -> Any:
        if one is None or other is None:
            return None
        if not (isinstance(one, Moment) and isinstance(other, Moment)):
            raise Fault("a duration between values of another type; expected two with a date or time")
        return between(one, other, unit)

    return apart


def _from_epoch(scale: int) -> Callable[..., Any]:
    def make(value: Any, nanos: Any = 0) -> Any:
        return None if value is None or nanos is None else at_instant(value * scale + nanos, "Z")

    return make


#: Name in small letters → the function, its least and its most arguments.
FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int]] = {
    **{kind: (_make(kind), 0, 1) for kind in _KINDS},
    **{f"{kind}.truncate": (_truncated(kind), 1, 3) for kind in _KINDS},
    **{
        f"{kind}.{clock}": ((lambda zone="Z", kind=kind: None if zone is None else _now(kind, zone)), 0, 1)
        for kind in _KINDS
        for clock in ("transaction", "statement", "realtime")
    },
    "datetime.fromepoch": (_from_epoch(SECOND), 2, 2),
    "datetime.fromepochmillis": (_from_epoch(10**6), 1, 1),
    "duration": (_duration, 1, 1),
    "duration.between": (_between(""), 2, 2),
    "duration.inmonths": (_between("months"), 2, 2),
    "duration.indays": (_between("days"), 2, 2),
    "duration.inseconds": (_between("seconds"), 2, 2),
    "timestamp": ((lambda: _CLOCK.get() // 10**6), 0, 0),
}
