"""Moments and durations read from ISO 8601 texts."""

import re
from fractions import Fraction
from typing import NoReturn

from aigraph.cypher.faults import Fault
from aigraph.cypher.temporal.duration import Duration, duration
from aigraph.cypher.temporal.fields import from_fields
from aigraph.cypher.temporal.moment import Moment
from aigraph.cypher.temporal.zones import at_instant, offset_of, zoned

__all__ = ["duration_from_text", "moment_from_text"]

_YEAR = r"(?P<year>[+-]\d{1,9}(?=-|$|T)|[+-]?\d{4})"
_DATES = [
    re.compile(_YEAR + tail)
    for tail in (
        r"-(?P<month>\d\d)-(?P<day>\d\d)", r"(?P<month>\d\d)(?P<day>\d\d)",
        r"-?W(?P<week>\d\d)(?:-?(?P<dayOfWeek>\d))?", r"-(?P<month>\d\d)",
        r"-?Q(?P<quarter>\d)-?(?P<dayOfQuarter>\d\d)",
        r"-(?P<ordinalDay>\d{3})", r"(?P<ordinalDay>\d{3})", r"(?P<month>\d\d)", r"",
    )
]  # fmt: skip
_TIME = re.compile(
    r"(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"|(?P<minute_>\d\d)(?:(?P<second_>\d\d)(?:[.,](?P<fraction_>\d{1,9}))?)?)?"
)
_ZONE = re.compile(r"(?P<offset>[zZ]|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?(?:\[(?P<zone>[\w/+:-]+)\])?$")
_EXAMPLES = {
    "date": "2024-03-15", "localtime": "12:30:00", "time": "12:30:00+01:00", "localdatetime": "2024-03-15T12:30:00",
    "datetime": "2024-03-15T12:30:00+01:00",
}  # fmt: skip


def moment_from_text(kind: str, text: str, zone: str = "Z") -> Moment:
    """Return the moment of a kind that a text names.

    Raises:
        Fault: it names none.
    """
    day_text, separator, rest = (text, "", "") if kind in ("date", "localtime", "time") else text.partition("T")
    if kind in ("localtime", "time"):
        day_text, rest = "", text.removeprefix("T")
    zone_at = _zone_start(rest) if kind in ("time", "datetime") else len(rest)
    clock, suffix = rest[:zone_at], rest[zone_at:]
    fields = {**(_date(kind, day_text, text) if kind not in ("localtime", "time") else {})}
    if kind != "date" and (clock or separator or not day_text):
        fields |= _clock(kind, clock, text)
    found = _ZONE.match(suffix)
    if found is None:
        _refuse(kind, text)
    local = from_fields({"time": "localtime", "datetime": "localdatetime"}.get(kind, kind), fields)
    if kind not in ("time", "datetime"):
        return local
    return _placed(local, found["offset"], found["zone"], zone, text)


def _placed(local: Moment, offset: str | None, named: str | None, zone: str, text: str) -> Moment:
    """Return a local moment in the zone that its text names."""
    seconds = None if offset is None else offset_of(offset)
    if local.day is None:
        if named:
            raise Fault(f"{text!r} is no time; expected an offset such as +01:00, not the name of a zone")
        return Moment(None, local.nanos, seconds or 0)
    assert local.nanos is not None
    if named is None:
        return zoned(local.day, local.nanos, zone if offset is None else offset)
    if seconds is None:
        return zoned(local.day, local.nanos, named)
    given = zoned(local.day, local.nanos, named, seconds)
    if given.offset != seconds:  # the offset counts: the clock there showed something else
        return at_instant(Moment(local.day, local.nanos, seconds).instant, named)
    return given


def _zone_start(text: str) -> int:
    found = re.search(r"[zZ+\[-]", text)
    return found.start() if found else len(text)


def _date(kind: str, text: str, whole: str) -> dict[str, int]:
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            return {name: int(value) for name, value in found.groupdict().items() if value is not None}
    return _refuse(kind, whole)


def _clock(kind: str, text: str, whole: str) -> dict[str, int]:
    found = _TIME.fullmatch(text)
    if not found:
        _refuse(kind, whole)
    fields = {name: int(found[name] or found[f"{name}_"] or 0) for name in ("minute", "second")}
    fraction = found["fraction"] or found["fraction_"] or "0"
    return {"hour": int(found["hour"]), **fields, "nanosecond": int(fraction.ljust(9, "0"))}


def _refuse(kind: str, text: str) -> NoReturn:
    raise Fault(f"{text!r} is no {kind}; expected one such as {_EXAMPLES[kind]!r}")


_NUMBER = r"(-?\d+(?:[.,]\d+)?)"
_UNITS = (("years", "Y"), ("months", "M"), ("weeks", "W"), ("days", "D"))
_TIMES = (("hours", "H"), ("minutes", "M"), ("seconds", "S"))
_DURATION = re.compile(
    "([+-]?)P" + "".join(f"(?:{_NUMBER}{unit})?" for _, unit in _UNITS)
    + "(?:T" + "".join(f"(?:{_NUMBER}{unit})?" for _, unit in _TIMES) + ")?"
)  # fmt: skip
_BY_DATE = re.compile(r"([+-]?)P(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d(?:[.,]\d+)?))?")


def duration_from_text(text: str) -> Duration:
    """Return the duration that a text names: `P1Y2M3DT4H5.5S`, `P5M1.5D`, `P2012-02-02T14:37:21.545`.

    Raises:
        Fault: it names none.
    """
    names = ("years", "months", "days", "hours", "minutes", "seconds")
    if found := _BY_DATE.fullmatch(text):
        values = dict(zip(names, found.groups("0")[1:], strict=True))
    elif (found := _DURATION.fullmatch(text)) and any(found.groups()[1:]) and not text.endswith("T"):
        values = {
            name: value
            for (name, _), value in zip((*_UNITS, *_TIMES), found.groups()[1:], strict=True)
            if value is not None
        }
    else:
        raise Fault(f"{text!r} is no duration; expected one such as 'P1Y2M3DT4H5S'")
    sign = -1 if found[1] == "-" else 1
    return duration({name: sign * Fraction(value.replace(",", ".")) for name, value in values.items()})
