"""Dates and lengths of time in words: `by the end of 2024`, `2023-01 to 2023-09`, `17 days`."""

import re

from aigraph.model import Date, Duration, Statement
from aigraph.ontology import Ontology
from aigraph.words.interface import word

__all__ = ["date_words", "duration_words", "first_day"]

_PART = re.compile(r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2}))?(?:-(?P<day>[0-9X]{2}))?(?P<mark>[~?%]?)")
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?")
_MARKS = {"~": "about", "?": "perhaps", "%": "perhapsAbout"}


def date_words(date: Date, language: str) -> str:
    """Return a date in words, with the source's own where they are in the reader's script.

    >>> date_words(Date("../2024", None, "2024-12-31"), "en"), date_words(Date("2023-01/2023-09", None, None), "zh")
    ('by the end of 2024', '2023 年 1 月至 2023 年 9 月')
    >>> date_words(Date("2024-02~", None, None), "en"), date_words(Date("2023-36", None, None), "zh")
    ('about 2024-02', '2023 年第 4 季度')
    """
    first, slash, last = date.edtf.partition("/")
    if not slash:
        text = _one(first, language)
    elif first in ("..", ""):
        key = "by" if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", last) else "byTheEndOf"
        text = word("time", key, language, date=_one(last, language))
    elif last in ("..", ""):
        text = word("time", "from", language, date=_one(first, language))
    else:
        text = word("time", "to", language, first=_one(first, language), last=_one(last, language))
    return text + _written(date.written, text, language)


def duration_words(duration: Duration, language: str) -> str:
    """Return a length of time in words.

    >>> duration_words(Duration("P17D", "17天"), "en"), duration_words(Duration("P1Y6M"), "zh")
    ('17 days', '1 年 6 个月')
    """
    match = _LENGTH.fullmatch(duration.iso)
    if match is None:
        return duration.iso
    units = ("year", "month", "day", "hour", "minute", "second")
    said = []
    for number, unit in zip(match.groups(), units, strict=True):
        if number:
            said.append(word("time", unit if number == "1" else f"{unit}s", language, n=number))
    return " ".join(said) or duration.iso


def _one(text: str, language: str) -> str:
    """Return a date that is no interval."""
    match = _PART.fullmatch(text)
    if match is None:
        return text
    year, month, day, mark = match.group("year", "month", "day", "mark")
    if year.endswith("X") and not month and "X" not in year[:3]:
        said = word("time", "decade", language, decade=f"{year[:3]}0")
    elif month and month.isdecimal() and int(month) > 12 and not day:
        said = _season(year, int(month), language) or text
    elif language == "zh" and f"{year}{month or ''}{day or ''}".isdecimal():
        said = f"{year} 年" + (f" {int(month)} 月" if month else "") + (f" {int(day)} 日" if day else "")
    else:
        said = "-".join(part for part in (year, month, day) if part)
    return word("time", _MARKS[mark], language, date=said) if mark else said


def _season(year: str, number: int, language: str) -> str:
    """Return a season, quarter or half of EDTF level 2, empty where the number is none."""
    seasons = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
    if number in seasons:
        return word("time", seasons[number], language, year=year)
    if 33 <= number <= 36:
        return word("time", "quarter", language, year=year, n=number - 32)
    return word("time", "half", language, year=year, n=number - 39) if number in (40, 41) else ""


def _written(written: str | None, text: str, language: str) -> str:
    """Return the source's own words in parentheses, where they say more and the reader can read them."""
    if not written or written in text:
        return ""
    chinese = re.search(r"[\u3007\u3400-\u9fff]", written) is not None
    return f" ({written})" if chinese == (language == "zh") else ""


def first_day(statement: Statement, ontology: Ontology) -> str | None:
    """Return the first day of what a statement is of, by the dates that it has; None where they say none."""
    dates: dict[str | None, Date] = {"moment": statement.object} if isinstance(statement.object, Date) else {}
    for name, values in statement.qualifiers.items():
        if isinstance(values[0], Date):
            dates[ontology.properties[name].time] = values[0]
    first = next((dates[role] for role in ("start", "throughout", "moment", "end") if role in dates), None)
    return (first.earliest or first.latest) if first else None
