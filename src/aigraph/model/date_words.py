"""Dates and lengths of time in a text's own words: `Q4 2023`, `early August 2025`, `2023年前三季度`, `three years`.

Only what the words say by themselves is read: of `September 25` the year, of `last year` everything is missing, and a
seed gives such words after its EDTF: `2023-09-25 (September 25)`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from aigraph.model import Date, Duration
from aigraph.model.dates import parse_date
from aigraph.model.english_numerals import WORDS
from aigraph.model.expressions import number_of
from aigraph.model.numerals import ARABIC, CHINESE, FOLD

__all__ = [
    "MONTH",
    "SaidDate",
    "agrees",
    "contradicted",
    "dates_said",
    "durations_said",
    "month_number",
    "same_length",
]

_NAMES = "january february march april may june july august september october november december"
_MONTHS = tuple(_NAMES.split())
#: A month in English, as a pattern.
MONTH = "|".join(rf"{m}|{m[:3]}\.?" + (r"|sept\.?" if m == "september" else "") for m in _MONTHS)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}
_ORDINAL = "|".join(_ORDINALS)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "春": 21, "夏": 22, "秋": 23, "冬": 24}
_YEAR = r"(?<![0-9$€£¥])(?<![0-9][.,])(?P<{0}>(?:1[5-9]|20)[0-9]{{2}})(?![0-9%]|[.,][0-9])"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])"
#: Words around a date that leave open which part of it is meant.
_VAGUE = r"early|late|mid|around|about|circa|c\.|the (?:beginning|start|middle|end) of"
_VAGUE_AFTER = r"年?(?:[底初末中]|前后|左右)|[上中下]旬|初|底|中旬|末"
_FORMS = (
    rf"(?<![0-9])(?<![0-9][.,/-])(?P<y10>(?:1[5-9]|20)[0-9]{{2}})(?P<between>[./])(?P<m10>1[0-2]|0?[1-9])(?P=between)(?P<d10>{_DAY})",
    rf"{_YEAR.format('y0')}-(?P<m0>0[1-9]|1[0-2])(?:-(?P<d0>{_DAY}))?",
    rf"(?P<m1>{MONTH})\s(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:,\s?|\s){_YEAR.format('y1')}",
    rf"(?P<d2>{_DAY})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{MONTH}),?\s{_YEAR.format('y2')}",
    rf"(?P<m3>{MONTH})(?:,\s?|\sof\s|\s){_YEAR.format('y3')}",
    rf"(?:q(?P<q4>[1-4])|(?P<o4>{_ORDINAL})[\s-]quarter)(?:\sof)?,?\s{_YEAR.format('y4')}",
    rf"{_YEAR.format('y5')}\s?q(?P<q5>[1-4])",
    rf"(?:h(?P<h6>[12])|(?P<o6>first|second)\shalf)(?:\sof)?\s{_YEAR.format('y6')}",
    rf"(?P<s7>spring|summer|autumn|fall|winter)(?:\sof)?\s{_YEAR.format('y7')}",
    r"(?P<decade>(?:1[5-9]|20)[0-9])0['’]?s\b",
    rf"{_YEAR.format('y8')}年(?:第?(?P<o8>[一二三四1-4])季度|(?P<nine>前三季度)|(?P<h8>[上下])半年|(?P<s8>[春夏秋冬])[天季]?)",
    rf"{_YEAR.format('y9')}年(?:(?P<m9>1[0-2]|0?[1-9])月(?:(?P<d9>{_DAY})[日号])?)?",
    _YEAR.format("y"),
    rf"(?P<month>{MONTH})(?=\s?(?:to|until|through|and|[-–—])\s)|(?<=[至到])(?P<zhmonth>1[0-2]|0?[1-9])月",
)
_DATE = re.compile(
    rf"(?<![A-Za-z])(?:(?P<vague>{_VAGUE})[\s-]?)?(?:{'|'.join(_FORMS)})(?![A-Za-z])(?P<after>{_VAGUE_AFTER})?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?(?:to|until|till|through|and|[-–—~至到])\s?", re.IGNORECASE)
_LENGTHS = {
    "year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "MT", "年": "Y", "个月": "M", "周": "W",
    "星期": "W", "天": "D", "小时": "H", "个小时": "H", "分钟": "MT",
}  # fmt: skip
_LENGTH = re.compile(
    rf"(?<![A-Za-z0-9.第])(?:(?P<number>{ARABIC}|(?:{CHINESE})+|{WORDS})(?P<half>\sand\sa\shalf)?[\s-]?"
    r"(?P<unit>years?|months?|weeks?|days?|hours?|minutes?)(?![A-Za-z])|"
    rf"(?P<count>{ARABIC}|(?:{CHINESE})+)\s?(?P<measure>年|个月|周|星期|天|个?小时|分钟)(?P<more>半)?|(?P<zhhalf>半)(?P<of>年|天|个?小时))",
    re.IGNORECASE,
)
_PART = re.compile(r"([0-9.]+)([A-Z])")
_SECONDS = {"D": 86_400, "TH": 3_600, "TM": 60, "TS": 1}


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date that a text says, with its words; `vague` where these leave open which part of it is meant."""

    date: Date
    vague: bool


def dates_said(text: str) -> list[SaidDate]:
    """Return the dates that a text says in full, in its order; two with `to`, `and`, 至 between them are an interval.

    >>> [said.date.edtf for said in dates_said("from 2015 to 2018, in April 2023, March 15, 2024 and Q4 2023")]
    ['2015/2018', '2023-04', '2024-03-15', '2023-36']
    >>> dates_said("In late 2020, Mensch joined DeepMind.")[0].date.written
    'late 2020'
    """
    folded = text.translate(FOLD)
    found: list[SaidDate] = []
    matches = list(_DATE.finditer(folded))
    while matches:
        first = matches.pop(0)
        code, end = _edtf(first), first
        joined = matches and _joined(folded, first, matches[0])
        if joined:
            end = matches.pop(0)
            code = joined
        try:
            date = parse_date(code or "", text[first.start() : end.end()].strip())
        except ValueError:
            continue  # a month without a year, a 31 February, an interval that ends before it starts
        found.append(SaidDate(date, bool(first["vague"] or first["after"] or end["vague"] or end["after"])))
    return found


def agrees(date: Date, text: str) -> bool:
    """Return whether a text says a date in full: that one, one inside it, or words as vague as `late 2020` around it.

    >>> agrees(parse_date("2023-04"), "established in April 2023"), agrees(parse_date("2023-05"), "in April 2023")
    (True, False)
    >>> agrees(parse_date("2020-10/2020-12"), "In late 2020"), agrees(parse_date("2024-03-15"), "in 2024")
    (True, False)
    """
    return any(_holds(date, said.date) or (said.vague and _holds(said.date, date)) for said in dates_said(text))


def contradicted(value: Date | Duration, text: str) -> list[str]:
    """Return the words with which a text says other dates, or lengths of time, in full; none where it says this one.

    >>> contradicted(parse_date("2023-05"), "in April 2023"), contradicted(parse_date("2023-05"), "this month")
    (['April 2023'], [])
    >>> contradicted(Duration("P36M"), "for three years"), contradicted(Duration("P2Y"), "for three years")
    ([], ['three years'])
    """
    if isinstance(value, Date):
        return [] if agrees(value, text) else [said.date.written or "" for said in dates_said(text)]
    lengths = durations_said(text)
    same = any(same_length(said, value) for said in lengths)
    return [] if same else [said.written or "" for said in lengths]


def durations_said(text: str) -> list[Duration]:
    """Return the lengths of time that a text says, with its words.

    >>> [(d.iso, d.written) for d in durations_said("for nearly three years; 过去24小时; two and a half years; 三年半")]
    [('P3Y', 'three years'), ('PT24H', '24小时'), ('P2Y6M', 'two and a half years'), ('P3Y6M', '三年半')]
    """
    found = []
    for match in _LENGTH.finditer(text.translate(FOLD)):
        count = match["number"] or match["count"]
        unit = _LENGTHS[(match["unit"] or match["measure"] or match["of"]).lower().rstrip("s")]
        try:
            low, high = number_of(count) if count else (Decimal(0), Decimal(0))
        except ValueError:
            continue
        iso = _iso(low, unit, half=bool(match["half"] or match["more"] or match["zhhalf"]))
        if low == high and iso and not (unit in "Y" and low > 999):
            found.append(Duration(iso, text[match.start() : match.end()]))
    return found


def same_length(first: Duration, other: Duration) -> bool:
    """Return whether two lengths of time are equal, whatever they are counted in.

    >>> same_length(Duration("P3Y"), Duration("P36M")), same_length(Duration("P1M"), Duration("P30D"))
    (True, False)
    """
    return _length(first.iso) == _length(other.iso)


def _length(iso: str) -> tuple[int, Decimal]:
    """Return a length of time in months and seconds: P1Y is P12M, P1D is PT24H."""
    days, _, time = iso.removeprefix("P").partition("T")
    parts = [(n, f"T{u}" if n_time else u) for n_time, text in enumerate((days, time)) for n, u in _PART.findall(text)]
    months = sum(int(n) * {"Y": 12, "M": 1}.get(u, 0) for n, u in parts)
    return months, sum((Decimal(n) * _SECONDS.get(u, 0) for n, u in parts), Decimal(0))


def _iso(number: Decimal, unit: str, *, half: bool) -> str | None:
    """Return a number of years, months, … in ISO 8601; None where it is not whole."""
    if number % 1 == Decimal("0.5") and not half:
        number, half = number // 1, True
    if number % 1 or not (number or half):
        return None
    days, whole = {"W": 7}.get(unit, 1), int(number)
    parts = f"{whole * days}{'D' if unit == 'W' else unit[0]}" if whole else ""
    rest = {"Y": "6M", "D": "T12H", "H": "30M"}.get(unit)
    if half and rest is None:
        return None
    sign = "PT" if unit in ("H", "MT") else "P"
    return f"{sign}{parts}{rest if half else ''}"


def _holds(outer: Date, inner: Date) -> bool:
    """Return whether every day of one date is one of the other's; an open end holds all."""
    after = outer.earliest is None or (inner.earliest is not None and outer.earliest <= inner.earliest)
    return after and (outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest))


def _joined(text: str, first: re.Match[str], last: re.Match[str]) -> str | None:
    """Return the interval of two dates with a word between them, the year of one counting for both; else None."""
    words = _BETWEEN.fullmatch(text, first.end(), last.start())
    if words is None:
        return None
    if words[0].strip().lower() == "and" and not re.search(r"\bbetween\s*$", text[: first.start()], re.IGNORECASE):
        return None
    start, end = _edtf(first), _edtf(last)
    if start is None and first["month"] and end:
        start = f"{end[:4]}-{month_number(first['month'])}"
    if end is None and last["zhmonth"] and start:
        end = f"{start[:4]}-{int(last['zhmonth']):02}"
    if start is None or end is None or "/" in start + end:
        return None
    return f"{start}/{end}"


def _edtf(match: re.Match[str]) -> str | None:
    """Return the EDTF of one date; None for a month without its year."""
    part = {name[0] if name[-1].isdecimal() else name: value for name, value in _groups(match)}
    if "decade" in part:
        return f"{part['decade']}X"
    if "y" not in part:
        return None
    year = part["y"]
    if "nine" in part:
        return f"{year}-01/{year}-09"
    if "q" in part or ("o" in part and "半" not in match[0] and "half" not in match[0].lower()):
        return f"{year}-{32 + _ordinal(part.get('q') or part['o'])}"
    if "h" in part or "o" in part:
        return f"{year}-{39 + _ordinal(part.get('h') or part['o'])}"
    if "s" in part:
        return f"{year}-{_SEASONS[part['s'].lower()]}"
    month = f"-{month_number(part['m'])}" if "m" in part else ""
    return f"{year}{month}" + (f"-{int(part['d']):02}" if "d" in part else "")


def _groups(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in match.groupdict().items() if value)


def _ordinal(word: str) -> int:
    return int(word) if word.isdecimal() else {"上": 1, "下": 2}.get(word) or _ORDINALS[word.lower()]


def month_number(word: str) -> str:
    """Return a month, in digits or in English, as two digits."""
    if word.isdecimal():
        return f"{int(word):02}"
    return f"{next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()[:3])):02}"
