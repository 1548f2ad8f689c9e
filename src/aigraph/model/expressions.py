"""A number in running text or in a seed, as a pattern, and the one or two numbers that it says.

Only `quantity` uses this: it adds what a seed may write around a number, and where a quote says one.
"""

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from functools import cache

from aigraph.model.currencies import currency_signs
from aigraph.model.english_numerals import SCALES, WORDS, english, scale
from aigraph.model.numerals import ARABIC, CHINESE, DIGITS, arabic, chinese, plain

__all__ = ["AFTER", "BEFORE", "Said", "expression", "said"]

#: Signs and words before a number → the comparator they are, as patterns.
BEFORE = {
    "about": "~|≈|about|around|approximately|approx\\.?|roughly|nearly|almost|some|circa|ca?\\.|close to|an estimated|"
    "约|大约|大概|约为|约有|近|将近|接近|几乎|差不多",
    "moreThan": ">|more than|over|above|exceeding|in excess of|超过|超|逾|多于|高于|大于|过(?=[百千万亿半])",
    "atLeast": ">=|≥|at least|no fewer than|no less than|not less than|upwards of|a minimum of|"
    "至少|起码|不少于|不低于|不下|上(?=[百千万亿])",
    "lessThan": "<|less than|fewer than|under|below|不到|不足|不满|少于|低于|小于",
    "atMost": "<=|≤|up to|at most|no more than|not more than|as many as|as much as|a maximum of|"
    "至多|最多|多达|不超过|不多于|不高于",
}
#: The same of what stands after a number.
AFTER = {
    "about": "左右|上下|or so",
    "moreThan": "有余|开外",
    "atLeast": "以上|\\+|or more|and above",
    "atMost": "以下|以内|or less|or fewer",
}

_MAGNITUDE = "[十百千万亿]"
_MINUS = r"(?:-|负|minus\s)"
_LETTERS = "|".join(s for s in SCALES if len(s) == 1)
_NAMES = "|".join([*(s for s in SCALES if len(s) > 1), "dozen"])
_FACTORS = {"‰": Decimal("0.1"), "成": Decimal(10)}
_TIMES = ("倍", "x", "×")
#: The most that the ends of a range may lie apart where the first lacks the magnitude of the last, and means it so.
_APART = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """What an expression says: its number, or the two ends of a range, and what came with them.

    `vague` is a range that no text gave both ends of (`七八`, `数十亿`). `signs` are the currency signs, `unit` what %,
    成 or 倍 stand for, `comparator` what 多, 余 and 来 say.
    """

    low: Decimal
    high: Decimal
    ranged: bool = False
    vague: bool = False
    unit: str | None = None
    signs: tuple[str, ...] = ()
    comparator: str | None = None
    text: str = ""


@cache
def expression(space: str = "") -> str:
    """Return the pattern of a number or a range; `space` may stand before a Chinese magnitude, %, 多."""
    dash = r"\s?(?:[-‐‑–—~〜至到]|——)\s?"
    words = r"\s(?:to|(?(between)and|to))\s|\s?(?:(?(between)[和与至到]|至))\s?"
    return rf"(?P<between>between\s|介于)?(?P<from>from\s)?{_end(1, space)}(?:(?:{dash}|{words}){_end(2, space)})?"


def _end(n: int, space: str) -> str:
    """Return the pattern of one end of a range; its groups carry its number."""
    signs = "|".join(re.escape(s) for s in sorted(currency_signs(), key=lambda s: (-len(s), s)))
    half = rf"(?<=[千百万亿])[0-9]{{1,8}}(?![0-9.,A-Za-z]|{space}{_MAGNITUDE})"
    digits = (
        rf"{ARABIC}(?:(?:{_LETTERS})(?![A-Za-z0-9])|[\s-]?(?:{_NAMES})\b|"
        rf"{space}(?:{CHINESE})+(?:{ARABIC}(?:{CHINESE})+)*(?:{half})?)?"
    )
    return (
        rf"(?P<minus{n}>{_MINUS})?(?:(?P<sign{n}>(?<![A-Za-z])(?-i:{signs}))\s?)?"
        rf"(?P<parts{n}>(?:[{DIGITS}十百千万]+|[0-9]+)分之)?(?P<less{n}>负)?"
        rf"(?:好(?=几))?(?:(?P<half{n}>一半|半数|(?<=[过近])半|half\b(?!\s+an?\b))|(?P<number{n}>{digits}|(?:{CHINESE})+|\b{WORDS}))"
        rf"(?P<more{n}>{space}(?:[多余]|(?<=[十百千万亿0])来){_MAGNITUDE}*)?"
        rf"(?P<share{n}>{space}(?:%|‰|成(?![为立功员本长果熟都])[半{DIGITS}]?|倍|[x×](?![A-Za-z0-9]))"
        rf"|\s?(?:percent|per\scent|pct)\b)?(?P<after{n}>[多余])?"
    )


def said(match: re.Match[str]) -> Said:
    """Return what a match of `expression` says.

    Of `20-30亿` the 亿 counts for both ends, of `8000-1万` the 万 for the last alone, since 8000万 is not below 1万.

    Raises:
        ValueError: the number, or the range, has no reading or more than one; a sentence.
    """
    with localcontext(Context(prec=250)):
        first = _one(match, 1)
        if match["number2"] is None and match["half2"] is None:
            return first
        last = _one(match, 2)
        if first.unit and not last.unit and match["parts1"]:
            last = _one(match, 2, match["parts1"])
        elif last.unit and not first.unit and match["number2"]:
            first = _scaled(first, _share(match["parts2"], (match["share2"] or "").strip())[0])
        low, high = _lent(first, last)
        if low.low > high.high:
            raise ValueError(f"{match[0]!r} ends below its start; expected the smaller number first. Swap its ends")
        vague = bool(first.ranged or last.ranged or first.comparator or last.comparator)
        units = {u for u in (first.unit, last.unit) if u}
        if len(units) > 1:
            raise ValueError(f"{match[0]!r} has two units; expected one")
        unit = units.pop() if units else None
        return Said(low.low, high.high, True, vague, unit, first.signs + last.signs)


def _one(match: re.Match[str], n: int, parts: str | None = None) -> Said:
    """Return what one end says by itself; `parts` is 百分之 where only the first end has it."""
    signs = (match[f"sign{n}"],) if match[f"sign{n}"] else ()
    if match[f"half{n}"]:
        return Said(Decimal(50), Decimal(50), unit="percent", signs=signs)
    more, text = match[f"more{n}"] or "", match[f"number{n}"]
    text = (text if text.isascii() else text.replace(" ", "")) + re.sub("[ 多余来]", "", more)
    low, high = number_of(text)
    parts, share = match[f"parts{n}"] or parts, (match[f"share{n}"] or "").strip()
    factor, unit = _share(parts, share)
    if minus := match[f"minus{n}"] or match[f"less{n}"]:
        factor = -factor
    extra = _tenth(share)
    low, high = sorted(plain_number((n + extra) * factor, match[0]) for n in (low, high))
    particle = more.strip()[:1] or match[f"after{n}"] or ""
    comparator = "about" if particle == "来" else "moreThan" if particle else None
    if comparator and (low != high or minus):
        raise ValueError(f"{match[0]!r} is vague twice; expected one of {particle!r} and a range")
    return Said(low, high, low != high, low != high, unit, signs, comparator, text)


def number_of(text: str) -> tuple[Decimal, Decimal]:
    """Return the one or two numbers that a text without signs around it says, in digits, Chinese or English."""
    head = re.match(ARABIC, text)
    if head is None:
        return english(text) if text[:1].isascii() else chinese(text)
    rest = text[head.end() :].strip().removeprefix("-")
    if rest and rest.isascii() and rest.isalpha():
        number = arabic(head[0]) * scale(rest)
        return number, number
    if rest:
        return chinese(text)
    number = arabic(text)
    return number, number


def plain_number(number: Decimal, text: str) -> Decimal:
    """Return a number in its plain form. Raises ValueError where it is out of range."""
    if number and abs(number.adjusted()) > 60:
        raise ValueError(f"{text[:20]!r} is out of range; expected at most 60 digits")
    return Decimal(plain(number)) if number else Decimal(0)


def _share(parts: str | None, share: str) -> tuple[Decimal, str | None]:
    """Return what a number counts for as a share, and the unit: per cent of 百分之三, 三成, 3‰, 四分之三."""
    if not parts:
        unit = None if not share else "times" if share in _TIMES else "percent"
        return _FACTORS.get(share[:1], Decimal(1)), unit
    if share:
        raise ValueError(f"{parts + share!r} is a share twice; expected one of {parts!r} and {share!r}")
    whole = number_of(parts.removesuffix("分之"))[0]
    if not whole or Decimal(10) ** 12 % whole:
        raise ValueError(f"{parts!r} divides without an end; expected about how many per cent, such as ~33.3%")
    return 100 / whole, "percent"


def _tenth(share: str) -> Decimal:
    """Return what stands after 成: half of one in 三成半, two tenths in 三成二."""
    if len(share) < 2 or share[0] != "成":
        return Decimal(0)
    return Decimal("0.5") if share[1] == "半" else chinese(share[1])[0] / 10


def _scaled(one: Said, factor: Decimal) -> Said:
    return replace(one, low=plain_number(one.low * factor, one.text), high=plain_number(one.high * factor, one.text))


def _lent(first: Said, last: Said) -> tuple[Said, Said]:
    """Return both ends of a range, the first with the magnitude of the last where it lacks one and means it."""
    factor, unclear = _lends(first.text, last.text)
    shared = _scaled(first, factor)
    if factor == 1:
        return first, last
    if first.low < 0 or shared.high < last.low:
        if unclear:
            raise ValueError(f"{first.text!r} to {last.text!r} has two readings; expected both ends in full")
        return shared, last
    if first.low and last.high > first.low * _APART and first.low != 1:
        raise ValueError(
            f"{first.text!r} to {last.text!r} ends below its start, or lacks a magnitude; expected both ends in full"
        )
    return first, last


def _lends(first: str, last: str) -> tuple[Decimal, bool]:
    """Return what the last end of a range multiplies the first by, and whether 十 leaves that unclear.

    万 and 亿 are lent to what has neither, 百 and 千 to a bare number; 十 never: 三到五十 is 3 to 50.
    """
    word = re.search(rf"(?:{_NAMES}|(?<=[0-9])(?:{_LETTERS}))$", last, re.IGNORECASE)
    if word:
        named = re.search(rf"(?:{_NAMES}|(?<=[0-9])(?:{_LETTERS}))\b", first, re.IGNORECASE)
        return Decimal(1) if named else scale(word[0]), len(re.findall(_NAMES, last, re.IGNORECASE)) > 1
    bare = not re.search(_MAGNITUDE, first)
    found = re.search(rf"(?P<small>[十百千]?)(?P<big>[万亿]*)(?P<half>[{DIGITS}]?)$", last)
    if found is None or re.search("[万亿]", first) or re.search("[A-Za-z]", first + last):
        return Decimal(1), False
    small, big = found["small"], found["big"]
    if found["half"] and not big:
        return Decimal(1), False
    one = number_of(big)[0] if big else Decimal(1)
    if bare and small in ("百", "千") and not found["half"]:
        return one * number_of(small)[0], False
    return one, bare and small == "十" and bool(big) and number_of(first)[0] * 10 < number_of(last)[1] / one
