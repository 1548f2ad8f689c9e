"""`Moment`: a date, a time, a local time, a date with a time, or that with a zone."""

import datetime
from dataclasses import dataclass

__all__ = ["DAY", "EPOCH", "SECOND", "Moment", "civil", "day_of", "leap", "month_days", "offset_text", "time_text"]

SECOND = 10**9
DAY = 86_400 * SECOND
#: The ordinal that Python gives 1970-01-01.
EPOCH = datetime.date(1970, 1, 1).toordinal()
_KINDS = {
    (True, False, False): "date",
    (False, True, False): "localtime",
    (False, True, True): "time",
    (True, True, False): "localdatetime",
    (True, True, True): "datetime",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day since 1970-01-01, nanoseconds of the day, seconds east of Greenwich, a zone; None where it has none."""

    day: int | None = None
    nanos: int | None = None
    offset: int | None = None
    zone: str | None = None

    @property
    def kind(self) -> str:
        """Return date, localtime, time, localdatetime or datetime."""
        return _KINDS[self.day is not None, self.nanos is not None, self.offset is not None]

    @property
    def instant(self) -> int:
        """Return the nanoseconds since 1970 in Greenwich, as far as day, time and offset are known."""
        return (self.day or 0) * DAY + (self.nanos or 0) - (self.offset or 0) * SECOND

    @property
    def key(self) -> tuple[int, int, str]:
        """Return what moments of one kind are ordered by, and equal by."""
        return self.instant, self.offset or 0, self.zone or ""

    def __str__(self) -> str:
        """Return the ISO 8601 text, with the name of the zone in brackets."""
        return self.text()

    def text(self, *, seconds: bool = False) -> str:
        """Return the ISO 8601 text; with `seconds` they are written where they are none."""
        day = "" if self.day is None else date_text(self.day)
        time = "" if self.nanos is None else time_text(self.nanos, seconds=seconds)
        offset = "" if self.offset is None else offset_text(self.offset)
        zone = f"[{self.zone}]" if self.zone else ""
        return day + ("T" if day and time else "") + time + offset + zone


def day_of(year: int, month: int, day: int) -> int:
    """Return the days since 1970-01-01 of a date of the Gregorian calendar, of any year.

    >>> day_of(1970, 1, 1), day_of(2000, 3, 1), civil(day_of(-4, 2, 29))
    (0, 11017, (-4, 2, 29))

    Source: https://howardhinnant.github.io/date_algorithms.html
    """
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def civil(day: int) -> tuple[int, int, int]:
    """Return year, month and day of the days since 1970-01-01."""
    era, of_era = divmod(day + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def leap(year: int) -> bool:
    """Return whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 29 if month == 2 and leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def date_text(day: int) -> str:
    """Return a day as ISO 8601 writes it: years beyond 9999 with a sign."""
    year, month, of_month = civil(day)
    shown = f"{year:04d}" if 0 <= year <= 9999 else f"{year:+05d}" if year < 0 else f"+{year}"
    return f"{shown}-{month:02d}-{of_month:02d}"


def time_text(nanos: int, *, seconds: bool = False) -> str:
    """Return a time as ISO 8601 writes it; without seconds where they are none, unless they are asked for."""
    whole, fraction = divmod(nanos, SECOND)
    text = f"{whole // 3600:02d}:{whole // 60 % 60:02d}"
    if whole % 60 or fraction or seconds:
        text += f":{whole % 60:02d}"
    return f"{text}.{fraction:09d}".rstrip("0") if fraction else text


def offset_text(offset: int) -> str:
    """Return an offset from Greenwich: Z, +01:00, -00:53:28."""
    if not offset:
        return "Z"
    rest = abs(offset)
    seconds = f":{rest % 60:02d}" if rest % 60 else ""
    return f"{'-' if offset < 0 else '+'}{rest // 3600:02d}:{rest // 60 % 60:02d}{seconds}"
