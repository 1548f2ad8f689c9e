"""Moments made of the fields of a map, and truncated."""

from collections.abc import Mapping
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.temporal.moment import DAY, SECOND, Moment, civil, day_of, leap, month_days
from aigraph.cypher.temporal.zones import at_instant, in_zone, offset_of, zoned

__all__ = ["from_fields", "select", "truncate", "week_of", "week_start"]

_DATE = ("year", "month", "day", "week", "dayOfWeek", "quarter", "dayOfQuarter", "ordinalDay")
_TIME = ("hour", "minute", "second", "millisecond", "microsecond", "nanosecond")
_LIMITS = {
    "month": (1, 12), "quarter": (1, 4), "day": (1, 31), "week": (1, 53), "dayOfWeek": (1, 7), "dayOfQuarter": (1, 92),
    "ordinalDay": (1, 366), "year": (-999_999_999, 999_999_999), "hour": (0, 23), "minute": (0, 59), "second": (0, 59),
}  # fmt: skip


def week_start(year: int, week: int = 1) -> int:
    """Return the day on which a week of ISO 8601 starts."""
    fourth = day_of(year, 1, 4)
    return fourth - (fourth + 3) % 7 + 7 * (week - 1)


def week_of(day: int) -> tuple[int, int]:
    """Return the year and the number of the ISO 8601 week of a day."""
    year = civil(day)[0]
    for candidate in (year + 1, year, year - 1):
        if day >= week_start(candidate):
            return candidate, (day - week_start(candidate)) // 7 + 1
    raise AssertionError(day)


def from_fields(kind: str, fields: Mapping[str, Any], zone: str = "Z") -> Moment:
    """Return the moment of a kind that fields say; `date`, `time` and `datetime` among them are where it starts.

    Raises:
        Fault: a field is unknown, missing or out of its range.
    """
    if "epochSeconds" in fields or "epochMillis" in fields:
        return _since_epoch(kind, fields, zone)
    base_day, base_time = _bases(fields)
    has_day, has_time = kind not in ("localtime", "time"), kind != "date"
    known = {*(_DATE if has_day else ()), *(_TIME if has_time else ()), "date", "time", "datetime", "timezone"}
    if unknown := sorted(fields.keys() - known):
        raise Fault(f"a {kind} has no {unknown[0]!r}; expected {', '.join(sorted(known))}")
    day = _day(fields, None if base_day is None else base_day.day) if has_day else None
    nanos = _nanos(fields, None if base_time is None else base_time.nanos) if has_time else None
    if kind not in ("time", "datetime"):
        return Moment(day, nanos)
    return _placed(day, nanos or 0, base_time, fields.get("timezone"), zone)


def _placed(day: int | None, nanos: int, base: Moment | None, named: str | None, zone: str) -> Moment:
    """Return a local day and time in its zone; the time of another zone is moved to the zone that is named."""
    old = None if base is None or base.offset is None else base.zone or _fixed(base.offset)
    if old is not None and base is not None:
        if day is None:
            found = Moment(None, nanos, base.offset)
            return found if named is None else in_zone(found, named)
        placed = zoned(day, nanos, old, base.offset)
        return placed if named is None else in_zone(placed, named)
    there = named if named is not None else zone
    if day is not None:
        return zoned(day, nanos, there)
    offset = offset_of(there)
    return Moment(None, nanos, at_instant(0, there).offset if offset is None else offset)


def _fixed(offset: int) -> str:
    rest = abs(offset)
    return f"{'-' if offset < 0 else '+'}{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"


def _bases(fields: Mapping[str, Any]) -> tuple[Moment | None, Moment | None]:
    """Return the moments of which day and time are taken."""
    both = fields.get("datetime")
    found = (fields.get("date", both), fields.get("time", both))
    for moment, what, part in zip(found, ("date", "time"), ("day", "nanos"), strict=True):
        if moment is not None and (not isinstance(moment, Moment) or getattr(moment, part) is None):
            raise Fault(f"the field {what!r} is {moment}; expected a value with a {what}")
    return found


def _since_epoch(kind: str, fields: Mapping[str, Any], zone: str) -> Moment:
    if kind != "datetime":
        raise Fault(f"a {kind} has no epochSeconds or epochMillis; expected year, month, … Write datetime({{…}})")
    nanos = fields.get("epochSeconds", 0) * SECOND + fields.get("epochMillis", 0) * 10**6
    nanos += fields.get("nanosecond", 0)
    return at_instant(nanos, fields.get("timezone", zone))


def _checked(fields: Mapping[str, Any], name: str, default: int) -> int:
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Fault(f"the field {name!r} is {value!r}; expected an integer")
    low, high = _LIMITS[name]
    if not low <= value <= high:
        raise Fault(f"the field {name!r} is {value}; expected one between {low} and {high}")
    return value


def _day(fields: Mapping[str, Any], base: int | None) -> int:
    if base is None and "year" not in fields:
        raise Fault("a date without 'year'; expected year, month, day")
    year_, month_, day_ = (1, 1, 1) if base is None else civil(base)
    year = _checked(fields, "year", year_)
    if "week" in fields or ("dayOfWeek" in fields and "month" not in fields):
        week_year, week_ = (year, 1) if base is None else week_of(base)
        year = _checked(fields, "year", week_year)
        week = _checked(fields, "week", week_)
        if week == 53 and week_of(week_start(year, 53))[0] != year:
            raise Fault(f"the year {year} has no week 53; expected one between 1 and 52")
        return week_start(year, week) + _checked(fields, "dayOfWeek", 1 if base is None else (base + 3) % 7 + 1) - 1
    if "ordinalDay" in fields:
        ordinal = _checked(fields, "ordinalDay", 1)
        if ordinal == 366 and not leap(year):
            raise Fault(f"the year {year} has no day 366; expected one between 1 and 365")
        return day_of(year, 1, 1) + ordinal - 1
    if "quarter" in fields or "dayOfQuarter" in fields:
        quarter = _checked(fields, "quarter", (month_ + 2) // 3)
        of_quarter = 1 if base is None else base - day_of(year_, (month_ - 1) // 3 * 3 + 1, 1) + 1
        start = day_of(year, quarter * 3 - 2, 1)
        found = start + _checked(fields, "dayOfQuarter", of_quarter) - 1
        if found >= day_of(year + quarter // 4, quarter % 4 * 3 + 1, 1):
            raise Fault(f"quarter {quarter} of {year} has fewer days; expected dayOfQuarter within it")
        return found
    month, day = _checked(fields, "month", month_), _checked(fields, "day", day_)
    if day > month_days(year, month):
        if "day" in fields:
            raise Fault(f"{year:04d}-{month:02d} has no day {day}; expected one of that month")
        day = month_days(year, month)
    return day_of(year, month, day)


def _nanos(fields: Mapping[str, Any], base: int | None) -> int:
    start = base or 0
    seconds, fraction = divmod(start, SECOND)
    hour = _checked(fields, "hour", seconds // 3600)
    minute = _checked(fields, "minute", seconds // 60 % 60)
    second = _checked(fields, "second", seconds % 60)
    return (hour * 3600 + minute * 60 + second) * SECOND + _fraction(fields, fraction)


def _fraction(fields: Mapping[str, Any], base: int) -> int:
    """Return the nanoseconds of the second: each smaller unit is what is left of the larger one that is given."""
    given = [name for name in ("millisecond", "microsecond", "nanosecond") if name in fields]
    if not given:
        return base
    scales = {"millisecond": 10**6, "microsecond": 1000, "nanosecond": 1}
    total, room = 0, SECOND
    for name in given:
        value, scale = fields[name], scales[name]
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value * scale < room:
            raise Fault(f"the field {name!r} is {value!r}; expected an integer from 0 to {room // scale - 1}")
        total, room = total + value * scale, scale
    return total


def select(kind: str, value: Moment, zone: str = "Z") -> Moment:
    """Return a moment of another kind: what it has of it."""
    if kind in ("date", "localdatetime", "datetime") and value.day is None:
        raise Fault(f"a {value.kind} has no date; expected a value with one")
    if kind != "date" and value.nanos is None and kind in ("time", "localtime"):
        raise Fault(f"a {value.kind} has no time; expected a value with one")
    fields = {"date": value} if value.day is not None and kind not in ("time", "localtime") else {}
    if value.nanos is not None and kind != "date":
        fields["time"] = value
    return from_fields(kind, fields, zone)


_DATE_UNITS = ("millennium", "century", "decade", "year", "weekYear", "quarter", "month", "week")
_TIME_UNITS = {
    "day": DAY, "hour": 3600 * SECOND, "minute": 60 * SECOND, "second": SECOND,
    "millisecond": 10**6, "microsecond": 1000,
}  # fmt: skip


def truncate(kind: str, unit: str, value: Moment, fields: Mapping[str, Any], zone: str = "Z") -> Moment:
    """Return the start of a unit of time, with fields changed; the smallest units add to what is left.

    Raises:
        Fault: there is no such unit, or the value does not have it.
    """
    units = {name.lower(): name for name in (*_DATE_UNITS, *_TIME_UNITS)}
    name = units.get(unit.lower())
    timed = name in _TIME_UNITS
    if (
        name is None
        or (value.day is None and not timed)
        or (value.nanos is None and timed and name != "day")
        or (kind == "date" and timed and name != "day")
        or (kind in ("time", "localtime") and not timed)
    ):
        raise Fault(f"{kind}.truncate of a {value.kind} has no unit {unit!r}; expected {', '.join(units.values())}")
    if kind in ("date", "localdatetime", "datetime") and value.day is None:
        raise Fault(f"a {value.kind} has no date; expected a value with one")
    day = value.day if timed or value.day is None else _floor(value.day, name)
    nanos = (value.nanos or 0) // _TIME_UNITS[name] * _TIME_UNITS[name] if timed else 0
    start = {"date": Moment(day)} if kind not in ("time", "localtime") and day is not None else {}
    if kind != "date":
        start["time"] = Moment(None, nanos)
    changed = dict(fields)
    if timed and nanos % SECOND and "nanosecond" in changed:  # 645 ms and 2 ns
        changed["nanosecond"] += nanos % SECOND
    if kind in ("time", "datetime") and "timezone" not in changed and value.offset is not None:
        changed["timezone"] = value.zone or _fixed(value.offset)
    return from_fields(kind, {**start, **changed}, zone)


def _floor(day: int, unit: str) -> int:
    year, month, _ = civil(day)
    match unit:
        case "millennium" | "century" | "decade":
            size = {"millennium": 1000, "century": 100, "decade": 10}[unit]
            return day_of(year // size * size, 1, 1)
        case "year":
            return day_of(year, 1, 1)
        case "weekYear":
            return week_start(week_of(day)[0])
        case "quarter":
            return day_of(year, (month - 1) // 3 * 3 + 1, 1)
        case "month":
            return day_of(year, month, 1)
    return day - (day + 3) % 7
