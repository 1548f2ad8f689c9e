"""Dates in EDTF: kept as written, with the first and last day they may mean.

The plain forms (years, months, days, these with `~ ? %`, intervals and open ends) are read here; the rest of levels 0
to 2 (seasons, `199X`, …) by the `edtf` package, which is slow to import.

Source: https://www.loc.gov/standards/datetime/
"""

import calendar
import contextlib
import io
import re

from aigraph.model import Date, Duration

__all__ = ["is_reversed", "parse_date", "parse_duration", "parse_seed_date"]

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")
#: What the package raises at some of what is no date (`2024-1X`, `Y1/2..`), beside its own exception.
_PACKAGE_ERRORS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
_LONGEST = 100
_OPEN = ("..", "")
_SEED = re.compile(r"(?P<code>[^\s(\uff08]+)(?:\s*[(\uff08](?P<written>.+)[)\uff09])?", re.DOTALL)
_DURATION = re.compile(
    r"P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=.)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
)


def parse_date(text: str, written: str | None = None) -> Date:
    """Return the date that EDTF writes, with its first and last day as ISO dates; an open end has none.

    The days are those of what is written, as people read it: `2024-02~` is about February, and its days are
    February's. Only years 0001 to 9999 are dates in every engine; others are refused.

    Args:
        text: EDTF, such as `2021`, `2023-05`, `2024-02~`, `2023-01/2023-09`, `../2024`.
        written: the text's own words.

    Raises:
        ValueError: the text is no EDTF, no day of the calendar, or ends before it starts; a sentence.

    >>> parse_date("2023-05").earliest, parse_date("2023-05").latest
    ('2023-05-01', '2023-05-31')
    >>> parse_date("2024-02~").latest, parse_date("../2024").earliest
    ('2024-02-29', None)
    """
    first, slash, last = text.partition("/")
    if not slash or "/" in last:
        return Date(text, *_days(text, text), written)
    if first in _OPEN and last in _OPEN:
        raise ValueError(f"{text!r} is open at both ends; expected a date at one of them")
    earliest = None if first in _OPEN else _days(first, text)[0]
    latest = None if last in _OPEN else _days(last, text)[1]
    if earliest is not None and latest is not None and earliest > latest:
        raise ValueError(f"{text!r} ends before it starts; expected the earlier date first. Swap its ends")
    return Date(text, earliest, latest, written)


def parse_seed_date(text: str) -> Date:
    """Return the date of a seed, whose words may follow in parentheses. Raises ValueError with a sentence.

    >>> parse_seed_date("../2024 (今年年底前)")
    Date(edtf='../2024', earliest=None, latest='2024-12-31', written='今年年底前')
    >>> parse_seed_date("2023-Q4")  # EDTF counts the quarters from 33
    Date(edtf='2023-36', earliest='2023-10-01', latest='2023-12-31', written=None)
    """
    match = _SEED.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no date; expected EDTF, then its words in parentheses: '../2024 (今年年底前)'")
    code = re.sub(r"\b([0-9]{4})-Q([1-4])\b", lambda quarter: f"{quarter[1]}-{32 + int(quarter[2])}", match["code"])
    return parse_date(code, match["written"])


def parse_duration(text: str) -> Duration:
    """Return a length of time from ISO 8601, whose words may follow in parentheses. Raises ValueError with a sentence.

    Weeks and fractions of anything but seconds are refused: `xsd:duration` has neither.

    >>> parse_duration("P17Y (17 年)")
    Duration(iso='P17Y', written='17 年')
    """
    match = _SEED.fullmatch(text.strip())
    if match is None or not _DURATION.fullmatch(match["code"]):
        raise ValueError(
            f"{text!r} is no duration; expected ISO 8601 in whole years, months, days, hours, minutes: "
            "P17Y, P18M, P14D for two weeks, PT2H30M for two and a half hours"
        )
    return Duration(match["code"], match["written"])


def is_reversed(start: Date, end: Date) -> bool:
    """Return whether `end` lies before `start` whatever days within their precision are meant.

    >>> is_reversed(parse_date("2024"), parse_date("2023-05")), is_reversed(parse_date("2024-06"), parse_date("2024"))
    (True, False)
    """
    return start.earliest is not None and end.latest is not None and start.earliest > end.latest


def _days(text: str, whole: str) -> tuple[str | None, str | None]:
    """Return the first and last day of a date that is no interval; `whole` is what an error quotes."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return _by_package(text, whole)
    year, month, day = (None if part is None else int(part) for part in match.groups())
    assert year is not None
    if year == 0:
        raise ValueError(f"{whole!r} has the year 0; expected one from 0001 to 9999")
    if month is not None and not 1 <= month <= 12:
        return _by_package(text.rstrip("~?%"), whole)  # a season, a quarter, or nothing
    length = calendar.monthrange(year, month or 12)[1]
    if day is not None and not 1 <= day <= length:
        raise ValueError(f"{whole!r} is no date; expected a day from 01 to {length} in {year:04}-{month:02}")
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or length:02}"


def _by_package(text: str, whole: str) -> tuple[str | None, str | None]:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    expected = "expected EDTF, such as 2021, 2023-05, 2024-02~, 2023-01/2023-09 or ../2024"
    if text != text.strip():
        raise ValueError(f"{whole!r} has spaces around a date; {expected}")
    if "E" in text or len(text) > _LONGEST:  # Y17E7000 is a year of thousands of digits
        raise ValueError(f"{whole[:_LONGEST]!r} is no date from 0001 to 9999; {expected}")
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints what it cannot make
            parsed = parse_edtf(text)
            bounds = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, *_PACKAGE_ERRORS) as err:
        raise ValueError(f"{whole!r} is no date; {expected}") from err
    first, last = (_iso(bound, whole) for bound in bounds)
    if first is None and last is None:
        raise ValueError(f"{whole!r} is no date; {expected}")
    return first, last


def _iso(bound: object, whole: str) -> str | None:
    """Return one of the package's bounds as an ISO date, None for one that is infinite."""
    if not isinstance(bound, tuple):
        return None
    year, month, day = bound[:3]
    if not 1 <= year <= 9999:
        raise ValueError(f"{whole!r} has the year {year}; expected one from 0001 to 9999")
    return f"{year:04}-{month:02}-{day:02}"
