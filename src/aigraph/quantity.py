"""Numbers as a text writes them: `~2.5万`, `>20`, `<=7万亿 USD`, `81.2%`, `数十亿 USD`."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal

from aigraph.model import Quantity

__all__ = ["digits_of", "format_quantity", "parse_quantity", "written_in"]

_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_SIGNS = {"~": "about", "≈": "about", ">=": "atLeast", "≥": "atLeast", ">": "moreThan", "<=": "atMost", "≤": "atMost", "<": "lessThan"}
_NUMBER = r"\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?"
_MAGNITUDE = r"[十百千万亿]*"
_SEED = re.compile(
    rf"(?P<sign>~|≈|>=|≥|<=|≤|>|<)?\s*"
    rf"(?:(?P<several>数)(?P<tens>{_MAGNITUDE})|(?P<low>{_NUMBER})?(?P<lowpower>{_MAGNITUDE})(?:[-–~](?P<high>{_NUMBER})(?P<highpower>{_MAGNITUDE}))?)"
    rf"(?P<percent>%)?(?:\s+(?P<unit>\S+))?"
)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def parse_quantity(text: str) -> Quantity:
    """Return the quantity that a seed writes; `unstated` names no number. Raises ValueError with a sentence.

    A range gives `min` and `max`; `数十亿` is between two and nine of the unit after 数; a bound gives only that side.

    >>> parse_quantity("~2.5万").value, parse_quantity("<=7万亿 USD").max, parse_quantity("81.2%").unit
    (Decimal('25000'), Decimal('7000000000000'), 'percent')
    >>> parse_quantity("数十亿 USD").min
    Decimal('2000000000')
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if text == "unstated":
        return Quantity()
    match = _SEED.fullmatch(text)
    if match is None or not (match["several"] or match["low"] or match["lowpower"]):
        raise ValueError(f"{text!r} is no number; expected one such as 22, ~2.5万, >20, <=7万亿 USD, 81.2% or 20-30亿")
    unit = "percent" if match["percent"] else match["unit"]
    if match["several"]:
        if not match["tens"]:
            raise ValueError(f"{text!r} names no magnitude; expected one after 数, such as 数十亿")
        one = _power(match["tens"])
        return Quantity(min=2 * one, max=9 * one, unit=unit, comparator="about")
    low = _number(match["low"], match["lowpower"])
    if match["high"]:
        high = _number(match["high"], match["highpower"])
        low = low if match["lowpower"] or not match["highpower"] else low * _power(match["highpower"])
        if low > high:
            raise ValueError(f"{text!r} ends below its start. Swap its ends")
        return Quantity(min=low, max=high, unit=unit, comparator="about" if match["sign"] else "exactly")
    comparator = _SIGNS.get(match["sign"] or "", "exactly")
    if comparator in ("atLeast", "moreThan"):
        return Quantity(min=low, unit=unit, comparator=comparator)
    if comparator in ("atMost", "lessThan"):
        return Quantity(max=low, unit=unit, comparator=comparator)
    return Quantity(value=low, unit=unit, comparator=comparator)


def digits_of(text: str) -> list[str]:
    """Return the numbers in digits that a text holds, without separators and needless zeros.

    >>> digits_of("2.5万张,10,000块,2023年05月")
    ['2.5', '10000', '2023', '5']
    """
    found = _DIGITS.findall(unicodedata.normalize("NFKC", text))
    return [_bare(digits.rstrip(",").replace(",", "")) for digits in found]


def written_in(quote: str, notation: str, measure_words: Iterable[str] = ()) -> str | None:
    """Return the quote's own words for a number: its digits with magnitude, particles and measure word.

    >>> written_in("大概用了2.5万张A100", "~2.5万", ["张"]), written_in("也仅有20多人", ">20", ["人"])
    ('2.5万张', '20多人')
    """
    words = sorted(set(measure_words), key=lambda word: (-len(word), word))
    measures = "|".join(map(re.escape, words)) or "(?!)"
    tail = rf"\s*[十百千万亿]*\s*[多余]?\s*(?:{measures})?"
    wanted = digits_of(notation)
    if not wanted:
        vague = re.search(rf"数?[十百千万亿]+[多余]?(?:{measures})?", quote) if re.search(r"[十百千万亿]", notation) else None
        return vague[0] if vague else None
    for match in _DIGITS.finditer(quote):
        if digits_of(match[0]) == wanted[:1]:
            return (match[0] + re.match(tail, quote[match.end() :])[0]).strip()  # type: ignore[index]
    return None


def format_quantity(
    quantity: Quantity,
    symbol: Callable[[str], str | None] = lambda code: None,
    unit: Callable[[str], str] = lambda code: code,
) -> str:
    """Return a quantity for readers: a sign for its comparator, short scale words, its unit's symbol or name.

    >>> format_quantity(Quantity(Decimal(25000), unit="a100", comparator="about"))
    '≈ 25,000 a100'
    >>> format_quantity(Quantity(max=Decimal("7e12"), unit="USD", comparator="atMost"), lambda code: "$")
    '≤ $7 trillion'
    """
    mark = symbol(quantity.unit) if quantity.unit else None
    before, after = (mark, "") if mark and not mark.startswith("%") else ("", mark or "")
    if quantity.unit and not mark and quantity.unit != "unstated":
        after = f" {unit(quantity.unit)}"
    numbers = [_short(n) for n in (quantity.value, quantity.min, quantity.max) if n is not None]
    sign = {"about": "≈ ", "atLeast": "≥ ", "moreThan": "> ", "atMost": "≤ ", "lessThan": "< "}.get(quantity.comparator or "", "")
    return f"{sign}{'–'.join(f'{before}{number}' for number in numbers)}{after}"


def _short(number: Decimal) -> str:
    for power, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if abs(number) >= Decimal(10) ** power:
            return f"{_plain(number.scaleb(-power))} {word}"
    return f"{Decimal(_plain(number)):,}"


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(digits: str | None, magnitude: str | None) -> Decimal:
    number = Decimal((digits or "1").replace(",", ""))
    return Decimal(_plain(number * _power(magnitude or "")))


def _power(magnitude: str) -> Decimal:
    return Decimal(10) ** sum(_POWERS[c] for c in magnitude)


def _bare(digits: str) -> str:
    return _plain(Decimal(digits))
