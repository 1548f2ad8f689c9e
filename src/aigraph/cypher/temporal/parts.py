"""What can be read of a moment and of a duration: `d.year`, `d.monthsOfYear`."""

from collections.abc import Callable
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.temporal.duration import Duration
from aigraph.cypher.temporal.fields import week_of
from aigraph.cypher.temporal.moment import SECOND, Moment, civil, day_of, offset_text

__all__ = ["part"]

_DATES: dict[str, Callable[[int], int]] = {
    "year": lambda day: civil(day)[0],
    "quarter": lambda day: (civil(day)[1] + 2) // 3,
    "month": lambda day: civil(day)[1],
    "week": lambda day: week_of(day)[1],
    "weekYear": lambda day: week_of(day)[0],
    "day": lambda day: civil(day)[2],
    "ordinalDay": lambda day: day - day_of(civil(day)[0], 1, 1) + 1,
    "dayOfWeek": lambda day: (day + 3) % 7 + 1,
    "weekDay": lambda day: (day + 3) % 7 + 1,
    "dayOfQuarter": lambda day: day - day_of(civil(day)[0], (civil(day)[1] - 1) // 3 * 3 + 1, 1) + 1,
    "quarterDay": lambda day: day - day_of(civil(day)[0], (civil(day)[1] - 1) // 3 * 3 + 1, 1) + 1,
}
_TIMES: dict[str, Callable[[int], int]] = {
    "hour": lambda nanos: nanos // (3600 * SECOND),
    "minute": lambda nanos: nanos // (60 * SECOND) % 60,
    "second": lambda nanos: nanos // SECOND % 60,
    "millisecond": lambda nanos: nanos // 10**6 % 1000,
    "microsecond": lambda nanos: nanos // 1000 % 10**6,
    "nanosecond": lambda nanos: nanos % SECOND,
}
_ZONES: dict[str, Callable[[Moment], Any]] = {
    "timezone": lambda moment: moment.zone or offset_text(moment.offset or 0),
    "offset": lambda moment: offset_text(moment.offset or 0),
    "offsetMinutes": lambda moment: int((moment.offset or 0) / 60),
    "offsetSeconds": lambda moment: moment.offset,
}
_EPOCH = {"epochSeconds": SECOND, "epochMillis": 10**6}
_DURATIONS: dict[str, Callable[[Duration], int]] = {
    "years": lambda d: int(d.months / 12),
    "quarters": lambda d: int(d.months / 3),
    "months": lambda d: d.months,
    "weeks": lambda d: int(d.days / 7),
    "days": lambda d: d.days,
    "hours": lambda d: int(_seconds(d) / 3600),
    "minutes": lambda d: int(_seconds(d) / 60),
    "seconds": lambda d: d.nanos // SECOND,
    "milliseconds": lambda d: d.nanos // 10**6,
    "microseconds": lambda d: d.nanos // 1000,
    "nanoseconds": lambda d: d.nanos,
    "quartersOfYear": lambda d: int(d.months / 3) % 4,
    "monthsOfQuarter": lambda d: _rest(d.months, 3),
    "monthsOfYear": lambda d: _rest(d.months, 12),
    "daysOfWeek": lambda d: _rest(d.days, 7),
    "minutesOfHour": lambda d: _rest(int(_seconds(d) / 60), 60),
    "secondsOfMinute": lambda d: _rest(_seconds(d), 60),
    "millisecondsOfSecond": lambda d: d.nanos % SECOND // 10**6,
    "microsecondsOfSecond": lambda d: d.nanos % SECOND // 1000,
    "nanosecondsOfSecond": lambda d: d.nanos % SECOND,
}


def _seconds(of: Duration) -> int:
    return of.nanos // SECOND


def _rest(value: int, of: int) -> int:
    return abs(value) % of * (-1 if value < 0 else 1)


def part(value: Moment | Duration, name: str) -> Any:
    """Return a field of a moment or of a duration.

    Raises:
        Fault: it has none of that name.
    """
    if isinstance(value, Duration):
        if name in _DURATIONS:
            return _DURATIONS[name](value)
        raise Fault(f"a duration has no {name!r}; expected {', '.join(_DURATIONS)}")
    if value.day is not None and name in _DATES:
        return _DATES[name](value.day)
    if value.nanos is not None and name in _TIMES:
        return _TIMES[name](value.nanos)
    if value.offset is not None and name in _ZONES:
        return _ZONES[name](value)
    if value.kind == "datetime" and name in _EPOCH:
        return value.instant // _EPOCH[name]
    known = [
        *(_DATES if value.day is not None else ()),
        *(_TIMES if value.nanos is not None else ()),
        *(_ZONES if value.offset is not None else ()),
    ]
    raise Fault(f"a {value.kind} has no {name!r}; expected {', '.join(known)}")
