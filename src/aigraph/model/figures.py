"""A quantity for readers: `≈ 25,000 A100`, `≤ $7 trillion`, `-$5–10 million`."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from aigraph.model.numerals import plain
from aigraph.model.values import Quantity

__all__ = ["SIGNS", "format_quantity"]

#: The sign of each comparator.
SIGNS = {"about": "≈ ", "atLeast": "≥ ", "moreThan": "> ", "atMost": "≤ ", "lessThan": "< "}
#: A word, the least power of ten it is used for, the power it stands for: below ten million figures read better.
_ENGLISH = ((" trillion", 12, 12), (" billion", 9, 9), (" million", 7, 6))
_CHINESE = (("万亿", 12, 12), ("亿", 8, 8), ("万", 4, 4))
_WORD = re.compile(r" ?[^0-9.,⁻⁰¹²³⁴⁵⁶⁷⁸⁹×]+$")
_SUPER = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def format_quantity(
    quantity: Quantity,
    symbol: Callable[[str], str | None] = lambda code: None,
    unit: Callable[[str], str] = lambda code: code,
    language: str = "en",
    comparators: Mapping[str, str] = SIGNS,
) -> str:
    """Return a quantity for readers: its comparator's sign, a short number, the symbol or name of its unit.

    Args:
        quantity: what to say.
        symbol: the symbol of a unit code; a currency's stands before the number, any other after it.
        unit: the name of a unit that has no symbol.
        language: `en` counts in million, billion, trillion, `zh` in 万, 亿, 万亿.
        comparators: what stands before the number for each comparator: a sign, or words.

    >>> format_quantity(Quantity(Decimal(25000), unit="a100", comparator="about"), unit=str.upper)
    '≈ 25,000 A100'
    >>> format_quantity(Quantity(max=Decimal("7e12"), unit="USD", comparator="atMost"), lambda code: "$")
    '≤ $7 trillion'
    >>> format_quantity(Quantity(Decimal("-5e8"), unit="USD"), lambda code: "$")
    '-$500 million'
    """
    bounds = [n for n in (quantity.min, quantity.max) if n is not None]
    code, mark = quantity.unit, symbol(quantity.unit) if quantity.unit else None
    before, after = (mark or "", "") if mark and unicodedata.category(mark[0]) == "Sc" else ("", mark or "")
    if code and not mark:
        name = _one(code, unit(code)) if quantity.value == 1 and language == "en" else unit(code)
        after = f" ({name})" if code == "unstated" else f" {name}"
    if quantity.value is not None:
        rest = _around(bounds, quantity.range, before, language)
        text = f"{comparators.get(quantity.comparator or '', '')}{_money(quantity.value, before, language)}{rest}"
    elif len(bounds) == 2:
        text = f"{comparators['about'] if quantity.comparator == 'about' else ''}{_range(bounds, before, language)}"
    elif bounds:
        side = comparators["atLeast" if quantity.min is not None else "atMost"]
        text = f"{comparators.get(quantity.comparator or '', side)}{_money(bounds[0], before, language)}"
    else:
        return "unstated"
    return text + after


def _one(code: str, name: str) -> str:
    """Return the name of one of a unit whose name is the plural of its code.

    >>> _one("chip-hour", "chip hours"), _one("search", "searches"), _one("person", "people")
    ('chip hour', 'search', 'people')
    """
    plurals = {f"{word}{end}": end for word in (code, code.replace("-", " ")) for end in ("s", "es")}
    end = plurals.get(name) or plurals.get(name.replace(" ", ""))
    return name.removesuffix(end) if end else name


def _money(number: Decimal, before: str, language: str) -> str:
    """Return a number with a currency's sign, a minus before both."""
    return f"{'-' if number < 0 else ''}{before}{_short(number.copy_abs(), language)}"


def _around(bounds: list[Decimal], name: str | None, before: str, language: str) -> str:
    """Return the bounds around a best value, with the text's name for them: ` (40,000–65,000, 90% interval)`."""
    return f" ({', '.join(filter(None, [_range(bounds, before, language), name]))})" if bounds else ""


def _range(bounds: list[Decimal], before: str, language: str) -> str:
    """Return both ends, what they share written once: `$2–9 billion`; with a minus, a word between them.

    The last is in figures where the first is: `5–20 million` would say 5 million.
    """
    first, last = (_short(n.copy_abs(), language) for n in bounds)
    word = _WORD.search(last)
    if word and not _WORD.search(first):
        last = _figures(bounds[1].copy_abs())
    if min(bounds) < 0:
        minus = ["-" if n < 0 else "" for n in bounds]
        return f"{minus[0]}{before}{first} {'至' if language == 'zh' else 'to'} {minus[1]}{before}{last}"
    if word and first.endswith(word[0]):
        return f"{before}{first.removesuffix(word[0])}–{last}"
    return f"{before}{first}–{before}{last}"


def _short(number: Decimal, language: str) -> str:
    """Return a number of 0 or more with the largest fitting word, whole with separators where that is not shorter."""
    digits = plain(number).replace(".", "").strip("0")
    if number and not -9 <= number.adjusted() < 16 and len(digits) <= 6:
        return f"{digits[0]}{f'.{digits[1:]}' if digits[1:] else ''}×10{str(number.adjusted()).translate(_SUPER)}"
    for word, least, power in _CHINESE if language == "zh" else _ENGLISH:
        if number >= Decimal(10) ** least:
            scaled = plain(Decimal(f"{plain(number)}e-{power}"))  # exact, whatever the context
            if len(scaled.partition(".")[2]) <= 3:
                return scaled + word if language == "zh" else f"{Decimal(scaled):,f}{word}"
            break
    return _figures(number)


def _figures(number: Decimal) -> str:
    """Return a number in digits with separators."""
    return f"{Decimal(plain(number)):,f}"
