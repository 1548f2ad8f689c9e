"""Dates in EDTF: kept as written, with the first and last day they may mean.

The plain forms (years, months, days, intervals and open ends of these) are read here; the rest by the `edtf` package,
which takes half a second to import.

Source: https://www.loc.gov/standards/datetime/
"""

import calendar
import re

from aigraph.model import Date, Duration

__all__ = ["parse_date", "parse_duration", "parse_seed_date"]

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
_SEED = re.compile(r"(?P<edtf>[^()\s]+)(?:\s*[((](?P<written>.+)[))])?")
_DURATION = re.compile(r"P(?=.)(\d+(\.\d+)?Y)?(\d+(\.\d+)?M)?(\d+(\.\d+)?W)?(\d+(\.\d+)?D)?(T(?=.)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?")


def parse_date(text: str, written: str | None = None) -> Date:
    """Return the date that EDTF writes, with its first and last day; an open end has none.

    An approximate or uncertain date (`2024-02~`) keeps the days of what is written. Raises ValueError with a sentence.

    >>> parse_date("2023-05").earliest, parse_date("2023-05").latest
    ('2023-05-01', '2023-05-31')
    >>> parse_date("../2024").earliest, parse_date("../2024").latest
    (None, '2024-12-31')
    """
    if "/" in text:
        first, _, last = text.partition("/")
        earliest = None if first in ("..", "") else _days(first, text)[0]
        latest = None if last in ("..", "") else _days(last, text)[1]
        if earliest is None and latest is None:
            raise ValueError(f"{text!r} has two open ends; expected one at most")
        if earliest is not None and latest is not None and earliest > latest:
            raise ValueError(f"{text!r} ends before it starts. Swap its ends")
        return Date(text, earliest, latest, written)
    return Date(text, *_days(text, text), written)


def parse_seed_date(text: str) -> Date:
    """Return the date of a seed, whose words may follow in parentheses. Raises ValueError with a sentence.

    >>> parse_seed_date("../2024 (今年年底前)").written
    '今年年底前'
    """
    match = _SEED.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no date; expected EDTF, such as 2023-05, and its words in parentheses")
    return parse_date(match["edtf"], match["written"])


def parse_duration(text: str) -> Duration:
    """Return a length of time from ISO 8601, whose words may follow in parentheses. Raises ValueError with a sentence.

    >>> parse_duration("P17Y").iso
    'P17Y'
    """
    match = _SEED.fullmatch(text.strip())
    if match is None or not _DURATION.fullmatch(match["edtf"]):
        raise ValueError(f"{text!r} is no duration; expected ISO 8601, such as P17Y or PT8H")
    return Duration(match["edtf"], match["written"])


def _days(text: str, whole: str) -> tuple[str, str]:
    """Return the first and last day of a date that is no interval."""
    match = _PLAIN.fullmatch(text)
    if match is None or int(match[2] or 1) > 20:  # 21 to 41 are seasons, quarters and the like
        return _by_package(text, whole)
    year, month, day = int(match[1]), match[2], match[3]
    first, last = int(month or 1), int(month or 12)
    if not 1 <= first <= 12:
        raise ValueError(f"{whole!r} is no date: there is no month {month}")
    length = calendar.monthrange(max(year, 1), last)[1]
    if day is not None and not 1 <= int(day) <= length:
        raise ValueError(f"{whole!r} is no date: there is no day {day} in {text[:7]}")
    return f"{year:04}-{first:02}-{day or '01'}", f"{year:04}-{last:02}-{day or f'{length:02}'}"


def _by_package(text: str, whole: str) -> tuple[str, str]:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        bounds = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ValueError, AttributeError) as err:
        raise ValueError(f"{whole!r} is no date; expected EDTF, such as 2023-05 or 2023-01/2023-09") from err
    first, last = (f"{b.tm_year:04}-{b.tm_mon:02}-{b.tm_mday:02}" for b in bounds)
    return first, last
