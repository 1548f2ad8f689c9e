"""Dates in the forms that tables write: `m/d/yyyy`, `yyyy/mm`, `d mon yyyy`, `Qq yyyy`, the days that Excel counts."""

import re
from datetime import date, timedelta
from functools import cache

from aigraph.model.date_words import MONTH, month_number

__all__ = ["check_form", "day_of", "to_iso"]

#: The form of days as Excel counts them where a date was saved as the number that it is.
_SERIAL = "excel"
_FIRST_DAY, _SINCE, _MOST_DAYS = date(1899, 12, 30), 60, 2_958_465
_PARTS = {
    "yyyy": r"(?P<y>\d{4})", "mm": r"(?P<m>\d{1,2})", "m": r"(?P<m>\d{1,2})", "dd": r"(?P<d>\d{1,2})",
    "d": r"(?P<d>\d{1,2})", "mon": f"(?P<m>(?i:{MONTH}))", "q": r"(?P<q>[1-4])",
}  # fmt: skip
_TOKEN = re.compile("yyyy|mon|mm|m|dd|d|q|.", re.DOTALL)
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?")
_EXPECTED = "expected yyyy, m or mon, d, or q, each once, a day only with its month; or excel"


def check_form(form: str) -> str | None:
    """Return what is wrong with a form of dates, None where nothing is.

    >>> check_form("m/d/yyyy"), check_form("Qq yyyy"), check_form("excel")
    (None, None, None)
    >>> check_form("d/yyyy")
    "'d/yyyy' is no form of dates; expected yyyy, m or mon, d, or q, each once, a day only with its month; or excel"
    """
    if form == _SERIAL:
        return None
    tokens = _TOKEN.findall(form)
    kinds = sorted(token[0] for token in tokens if token in _PARTS)
    words = [token for token in tokens if token not in _PARTS and token.islower() and token.isascii()]
    if kinds in (["y"], ["m", "y"], ["d", "m", "y"], ["q", "y"]) and not words:
        return None
    return f"{form!r} is no form of dates; {_EXPECTED}"


def to_iso(text: str, forms: tuple[str, ...]) -> str:
    """Return a date as ISO 8601, by the first form that it has. Raises ValueError with a sentence.

    >>> to_iso("3/31/2022", ("m/d/yyyy",)), to_iso("2019/10", ("yyyy/mm",)), to_iso("4 Sept. 2020", ("d mon yyyy",))
    ('2022-03-31', '2019-10', '2020-09-04')
    >>> to_iso("Q3 2024", ("Qq yyyy",)), to_iso("45236", ("excel",)), to_iso("202301", ("yyyymmdd", "yyyymm"))
    ('2024-35', '2023-11-06', '2023-01')
    """
    for form in forms:
        if form == _SERIAL and (day := _counted(text)):
            return day
        if form != _SERIAL and (match := _pattern(form).fullmatch(text)):
            parts = match.groupdict()
            if quarter := parts.get("q"):
                return f"{parts['y']}-{32 + int(quarter)}"
            numbers = [month_number(parts["m"])] if "m" in parts else []
            return "-".join([parts["y"], *numbers, *(day.zfill(2) for name, day in parts.items() if name == "d")])
    raise ValueError(f"{text!r} is no date; expected {' or '.join(forms)}")


def day_of(text: str) -> str:
    """Return the day of a time stamp at midnight, which says no more; any other text as it is.

    >>> day_of("2023-09-25 00:00:00"), day_of("2023-09-25T00:00:00Z"), day_of("2023-09")
    ('2023-09-25', '2023-09-25', '2023-09')
    """
    match = _MIDNIGHT.fullmatch(text)
    return match[1] if match else text


def _counted(text: str) -> str | None:
    """Return the day that a number of Excel's is, from March 1900 on; None where it is none."""
    number = re.fullmatch(r"(\d{1,7})(?:\.0+)?", text)
    if number is None or not _SINCE < int(number[1]) <= _MOST_DAYS:
        return None
    return (_FIRST_DAY + timedelta(days=int(number[1]))).isoformat()


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return the pattern of a form; numbers that nothing parts have two digits."""
    tokens = _TOKEN.findall(form)
    digits = [token in _PARTS and token != "mon" for token in tokens]
    beside = [any(digits[max(at - 1, 0) : at] + digits[at + 1 : at + 2]) for at in range(len(tokens))]
    parts = (_PARTS.get(token, re.escape(token)) for token in tokens)
    return re.compile(
        "".join(p.replace("{1,2}", "{2}") if alone else p for p, alone in zip(parts, beside, strict=True))
    )
