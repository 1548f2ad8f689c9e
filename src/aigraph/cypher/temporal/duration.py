"""Durations: months, days, seconds and nanoseconds, each of which counts apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from aigraph.cypher.faults import Fault
from aigraph.cypher.temporal.moment import DAY, SECOND, Moment, civil, day_of, month_days
from aigraph.cypher.temporal.zones import in_zone, zoned

__all__ = ["Duration", "add", "approximate", "between", "duration", "scaled"]

_MONTH = 2_629_746 * SECOND  # of the Gregorian calendar, on average
_LARGEST = 2**63
#: Units → how many months, days or nanoseconds one of them is.
_MONTHS = {"years": 12, "quarters": 3, "months": 1}
_DAYS = {"weeks": 7, "days": 1}
_NANOS = {
    "hours": 3600 * SECOND, "minutes": 60 * SECOND, "seconds": SECOND,
    "milliseconds": 10**6, "microseconds": 1000, "nanoseconds": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duration:
    """Months, days, and nanoseconds."""

    months: int = 0
    days: int = 0
    nanos: int = 0

    @property
    def average(self) -> int:
        """Return about how many nanoseconds it lasts: what durations are ordered by."""
        return self.months * _MONTH + self.days * DAY + self.nanos

    def __str__(self) -> str:
        """Return the ISO 8601 text as Neo4j writes it."""
        months = abs(self.months)
        sign = "-" if self.months < 0 else ""
        parts = [f"{sign}{months // 12}Y" * bool(months // 12), f"{sign}{months % 12}M" * bool(months % 12)]
        date = "".join(parts) + f"{self.days}D" * bool(self.days)
        sign, rest = "-" if self.nanos < 0 else "", abs(self.nanos)
        hours, minutes, left = rest // (3600 * SECOND), rest // (60 * SECOND) % 60, rest % (60 * SECOND)
        time = f"{sign}{hours}H" * bool(hours) + f"{sign}{minutes}M" * bool(minutes)
        if left:
            fraction = f".{left % SECOND:09d}".rstrip("0") if left % SECOND else ""
            time += f"{sign}{left // SECOND}{fraction}S"
        return f"P{date}{'T' + time if time else ''}" if date or time else "PT0S"


def duration(fields: Mapping[str, int | float | Fraction]) -> Duration:
    """Return the duration of units: what is left of a month or a day goes into the smaller units.

    >>> str(duration({"months": 0.75})), str(duration({"days": 1.5}))
    ('P22DT19H51M49.5S', 'P1DT12H')

    Raises:
        Fault: there is no such unit.
    """
    known = _MONTHS | _DAYS | _NANOS
    for name in fields:
        if name not in known:
            raise Fault(f"a duration has no {name!r}; expected {', '.join(known)}")
    months = sum((Fraction(fields[n]) * k for n, k in _MONTHS.items() if n in fields), Fraction(0))
    days = sum((Fraction(fields[n]) * k for n, k in _DAYS.items() if n in fields), Fraction(0))
    nanos = sum((Fraction(fields[n]) * k for n, k in _NANOS.items() if n in fields), Fraction(0))
    return approximate(months, days, nanos)


def approximate(months: Fraction, days: Fraction, nanos: Fraction) -> Duration:
    """Return a duration of whole units."""
    whole = int(months)
    days += (months - whole) * _MONTH / DAY
    whole_days = int(days)
    nanos += (days - whole_days) * DAY
    found = Duration(whole, whole_days, int(nanos))
    if max(abs(found.months), abs(found.days), abs(found.nanos) // SECOND) >= _LARGEST:
        raise Fault("a duration is too long; expected months, days and seconds of 64 bits each")
    return found


def scaled(of: Duration, factor: int | float | Fraction) -> Duration:
    """Return a duration times a number."""
    exact = Fraction(factor)
    return approximate(of.months * exact, of.days * exact, of.nanos * exact)


def add(moment: Moment, of: Duration) -> Moment:
    """Return a moment and a duration later: months first, then days, then the rest; a date has no hours to add to."""
    day, nanos = moment.day, moment.nanos
    if day is None:
        assert nanos is not None
        return Moment(None, (nanos + of.nanos) % DAY, moment.offset)
    day = _add_months(day, of.months) + of.days
    if nanos is None:
        return Moment(day + int(Fraction(of.nanos, DAY)))
    if moment.offset is None:
        total = day * DAY + nanos + of.nanos
        return Moment(total // DAY, total % DAY)
    if moment.zone is None:
        total = day * DAY + nanos + of.nanos
        return Moment(total // DAY, total % DAY, moment.offset)
    placed = zoned(day, nanos, moment.zone, moment.offset)
    later = placed.instant + of.nanos
    return in_zone(Moment(later // DAY, later % DAY, 0), moment.zone)


def _add_months(day: int, months: int) -> int:
    year, month, of_month = civil(day)
    total = year * 12 + month - 1 + months
    year, month = total // 12, total % 12 + 1
    if abs(year) > 999_999_999:
        raise Fault("a date is beyond the year 999,999,999; expected an earlier one")
    return day_of(year, month, min(of_month, month_days(year, month)))


def between(one: Moment, other: Moment, unit: str = "") -> Duration:
    """Return the duration from one moment to another: in `months`, `days` or `seconds` alone, or in all of them.

    What one of them lacks, its day, its time or its zone, it takes from the other, or is at midnight.
    """
    dated = one.day is not None and other.day is not None
    one, other = _alike(one, other)
    if unit == "seconds" or not dated:
        return Duration(nanos=other.instant - one.instant) if unit in ("", "seconds") else Duration()
    if one.zone or one.offset is not None:
        other = in_zone(other, one.zone or _fixed(one))
    months = 0 if unit == "days" else _whole_months(one, other)
    later = add(one, Duration(months))
    days = 0 if unit == "months" else _whole_days(later, other)
    if unit:
        return Duration(months, days)
    return Duration(months, days, other.instant - add(later, Duration(0, days)).instant)


def _fixed(moment: Moment) -> str:
    seconds = moment.offset or 0
    sign = "-" if seconds < 0 else "+"
    rest = abs(seconds)
    return f"{sign}{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"


def _alike(one: Moment, other: Moment) -> tuple[Moment, Moment]:
    """Return both with a day, a time and a zone where either has them."""
    zone = next((m.zone or _fixed(m) for m in (one, other) if m.offset is not None), None)

    def whole(moment: Moment, like: Moment) -> Moment:
        day = moment.day if moment.day is not None else like.day or 0
        nanos = moment.nanos or 0
        if moment.offset is not None and moment.day is not None:
            return moment
        if moment.offset is not None:
            return Moment(day, nanos, moment.offset)
        return Moment(day, nanos) if zone is None else zoned(day, nanos, zone)

    return whole(one, other), whole(other, one)


def _local(moment: Moment) -> int:
    return (moment.day or 0) * DAY + (moment.nanos or 0)


def _whole_days(one: Moment, other: Moment) -> int:
    return int(Fraction(_local(other) - _local(one), DAY))


def _whole_months(one: Moment, other: Moment) -> int:
    """Return how many whole months are between two local dates and times, negative where the other is earlier."""
    assert one.day is not None and other.day is not None
    (year, month, day), (year_, month_, day_) = civil(one.day), civil(other.day)
    months = (year_ - year) * 12 + month_ - month
    rest, rest_ = (day, one.nanos or 0), (day_, other.nanos or 0)
    if months > 0 and rest_ < rest:
        return months - 1
    return months + 1 if months < 0 and rest_ > rest else months
