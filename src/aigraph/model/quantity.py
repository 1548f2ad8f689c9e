"""Numbers as a text writes them, in digits and in Chinese: `~2.5万`, `>20`, `<=7万亿 USD`, `81.2%`, `数十亿 USD`.

Texts are read with full-width digits and signs as the plain ones; every place in a text stays where it was.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from decimal import Context, Decimal, localcontext

from aigraph.model import Quantity

__all__ = ["digits_of", "format_quantity", "parse_quantity", "written_in"]

_SIGNS = {"~": "about", "≈": "about", ">=": "atLeast", "≥": "atLeast", ">": "moreThan"}
_SIGNS |= {"<=": "atMost", "≤": "atMost", "<": "lessThan"}
_SHOWN = {"about": "≈ ", "atLeast": "≥ ", "moreThan": "> ", "atMost": "≤ ", "lessThan": "< "}
#: Powers of ten after a number, and the letters that stand for them in names of models (`7B`).
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "K": 3, "M": 6, "B": 9, "T": 12}
_ONES = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
#: A word, the least power of ten it is used for, the power it stands for: below ten million figures read better.
_ENGLISH = ((" trillion", 12, 12), (" billion", 9, 9), (" million", 7, 6))
#: Larger numbers are refused: nobody means them, and `1e999999999` would fill the memory.
_MOST_DIGITS = 60

_FOLD = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DIGITS = r"(?:[0-9]{1,3}(?:[,\u2009\u202f\u00a0][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_CHINESE = "[〇零一二两三四五六七八九十百千万亿]"
_MAGNITUDE = "[十百千万亿]"


def _body(space: str = "") -> str:
    """Return the pattern of a number, a vague one (`数十亿`) or a range; `space` may stand before a magnitude."""
    letter = "[KMBT](?![A-Za-z])"
    number = rf"(?:{_DIGITS}(?:{letter}|{space}{_CHINESE}*(?:{_DIGITS}{_CHINESE}+)*)|{_CHINESE}+)"
    numbers = rf"(?P<low>-?{number})(?:\s?[-–—~〜至到]\s?(?P<high>{number}))?"
    return rf"(?:(?P<several>[数几]{_MAGNITUDE}*)|{numbers})(?P<share>[%成])?"


_SEED = re.compile(rf"(?P<sign>~|≈|>=|≥|<=|≤|>|<)?\s*{_body()}(?:\s+(?P<unit>\S+))?")
_TOKEN = re.compile(rf"(?P<digits>{_DIGITS})|(?P<one>[〇零一二两三四五六七八九]+)|(?P<power>[十百千万亿KMBT])")
_IN_TEXT = re.compile(rf"[0-9]+(?:\.[0-9]+){{2,}}|{_DIGITS}")
#: A number in running text: `20多万`, `2.5 万`, `前 200`; not the 4 of `GPT4` nor the 100 of `A100`.
_IN_WORDS = re.compile(
    r"(?P<lead>(?:约|大约|(?<!最)近|将近|接近|超过|超|逾|不到|不足|至少|最多|多达|高达|前)\s?)?"
    rf"(?<![A-Za-z0-9.])(?P<core>{_body(' ?')})(?P<more>\s?{_MAGNITUDE}*[多余来]{_MAGNITUDE}*)?"
)


def parse_quantity(text: str) -> Quantity:
    """Return the quantity that a seed writes; `unstated` names no number.

    A bound gives only that side (`>20` has no value); a range gives `min` and `max` without a comparator; `数十亿` and
    `几十亿` lie about between two and nine times what follows. A unit stands after a space; `%` and `成` are percent.

    Raises:
        ValueError: the text is no number; a sentence.

    >>> parse_quantity("~2.5万").value, parse_quantity("<=7万亿 USD").max, parse_quantity("6成").unit
    (Decimal('25000'), Decimal('7000000000000'), 'percent')
    >>> parse_quantity("数十亿 USD").min, parse_quantity("20-30亿").min
    (Decimal('2000000000'), Decimal('2000000000'))
    """
    folded = text.translate(_FOLD).strip()
    if folded == "unstated":
        return Quantity()
    match = _SEED.fullmatch(folded)
    if match is None or (match["share"] and match["unit"]):
        raise ValueError(
            f"{text!r} is no number; expected one such as 22, ~2.5万, >20, <=7万亿 USD, 81.2%, 20-30亿 or 15万 a100, "
            "its unit after a space"
        )
    low, high = _bounds(match["several"], match["low"], match["high"], match["share"])
    if high is not None and low > high:
        raise ValueError(f"{text!r} ends below its start; expected the smaller number first. Swap its ends")
    unit = "percent" if match["share"] else match["unit"]
    comparator = _SIGNS.get(match["sign"] or "")
    if high is not None:
        if comparator not in (None, "about"):
            raise ValueError(f"{text!r} is a bound of a range; expected one of them. Drop {match['sign']!r}")
        return Quantity(min=low, max=high, unit=unit, comparator="about" if match["several"] else comparator)
    if comparator in ("atLeast", "moreThan"):
        return Quantity(min=low, unit=unit, comparator=comparator)
    if comparator in ("atMost", "lessThan"):
        return Quantity(max=low, unit=unit, comparator=comparator)
    return Quantity(value=low, unit=unit, comparator=comparator or "exactly")


def digits_of(text: str) -> list[str]:
    """Return the numbers in digits that a text holds, without separators, exponents and needless zeros.

    >>> digits_of("2.5万张,10,000块,２０２３年05月,2023.4.19")
    ['2.5', '10000', '2023', '5', '2023', '4', '19']
    """
    found: list[str] = []
    for token in _IN_TEXT.findall(text.translate(_FOLD)):
        parts = token.split(".") if token.count(".") > 1 else re.split("[eE]", token)[:1]
        found += [_plain(Decimal(re.sub(r"[^0-9.]", "", part))) for part in parts]
    return found


def written_in(quote: str, notation: str, measure_words: Iterable[str] = ()) -> str | None:
    """Return the quote's own words for a number: digits, magnitude, particles around them, and a measure word.

    Of several places that say the number, the first with a measure word; None where no place does.

    Args:
        quote: the text.
        notation: what `parse_quantity` reads.
        measure_words: what may follow a number (`人`, `张`, `美元`); the longest that fits is taken.

    >>> written_in("据传GPT5训练大约用了5万张H100", "~5万", ["张"]), written_in("公司人数也仅有20多人", ">20", ["人"])
    ('5万张', '20多人')
    """
    wanted = parse_quantity(notation)
    numbers = [n for n in (wanted.value, wanted.min, wanted.max) if n is not None]
    words = "|".join(map(re.escape, sorted(set(measure_words), key=lambda word: (-len(word), word)))) or "(?!)"
    tail = re.compile(rf"(?:\s?(?:{words}))?(?:以上|以内|以下|左右)?")
    folded = quote.translate(_FOLD)
    found: list[tuple[bool, bool, int, int]] = []
    for match, said in _numbers_in(folded):
        if [abs(number) for number in numbers] != said:
            continue
        measure = tail.match(folded, match.end())
        assert measure is not None  # it matches nothing, too
        digits = match["core"][0].isdecimal()
        measured = bool(measure[0] or match["share"] or match["more"])
        # 一 stands in many words that are no numbers: without a measure word it counts where the seed writes it so.
        if digits or measured or match["core"] in notation:
            found.append((not measured, not digits, match.start(), measure.end()))
    if not found:
        return None
    *_, start, end = min(found)
    return quote[start:end].strip()


def format_quantity(
    quantity: Quantity,
    symbol: Callable[[str], str | None] = lambda code: None,
    unit: Callable[[str], str] = lambda code: code,
    language: str = "en",
) -> str:
    """Return a quantity for readers: its comparator's sign, a short number, the symbol or name of its unit.

    Args:
        quantity: what to say.
        symbol: the symbol of a unit code; a currency's stands before the number, any other after it.
        unit: the name of a unit that has no symbol.
        language: `en` counts in million, billion, trillion, `zh` in 万, 亿, 万亿.

    >>> format_quantity(Quantity(Decimal(25000), unit="a100", comparator="about"), unit=str.upper)
    '≈ 25,000 A100'
    >>> format_quantity(Quantity(max=Decimal("7e12"), unit="USD", comparator="atMost"), lambda code: "$")
    '≤ $7 trillion'
    """
    low, high = quantity.min, quantity.max
    bounds = [n for n in (low, high) if n is not None]
    code, mark = quantity.unit, symbol(quantity.unit) if quantity.unit else None
    before, after = (mark or "", "") if mark and unicodedata.category(mark[0]) == "Sc" else ("", mark or "")
    if code and not mark:
        after = f" ({unit(code)})" if code == "unstated" else f" {unit(code)}"
    if quantity.value is not None:
        rest = f" ({_range(bounds, before, language)})" if bounds else ""
        text = f"{_SHOWN.get(quantity.comparator or '', '')}{before}{_short(quantity.value, language)}{rest}"
    elif len(bounds) == 2:
        text = f"{'≈ ' if quantity.comparator == 'about' else ''}{_range(bounds, before, language)}"
    elif bounds:
        side = "≥ " if low is not None else "≤ "
        text = f"{_SHOWN.get(quantity.comparator or '', side)}{before}{_short(bounds[0], language)}"
    else:
        return "unstated"
    return text + after


def _bounds(several: str | None, low: str, high: str | None, share: str | None) -> tuple[Decimal, Decimal | None]:
    """Return the number of a match, or both ends; of `20-30亿` the 亿 counts for both."""
    with localcontext(Context(prec=4 * _MOST_DIGITS)):
        last: Decimal | None
        if several:
            one = _number(several[1:]) if several[1:] else Decimal(1)
            first, last = 2 * one, 9 * one
        else:
            first = _number(low.removeprefix("-"))
            last = None if high is None else _number(high)
            magnitude = re.search(r"[十百千万亿KMBT]+$", high or "")
            if magnitude and not re.search(r"[十百千万亿KMBT]$", low):
                first *= _number(f"1{magnitude[0]}")
            first = -first if low.startswith("-") else first
        ten = Decimal(10 if share == "成" else 1)
        return _canonical(first * ten), None if last is None else _canonical(last * ten)


def _number(text: str) -> Decimal:
    """Return the number of digits and Chinese words: `2.5万`, `1亿2000万`, `七万亿`, `千万`, `一万五`, `7B`.

    Raises ValueError where the words do not stand as in a number: `万万`, `两三千` (two or three thousand).
    """
    tokens = [(match.lastgroup, match[0]) for match in _TOKEN.finditer(text)]
    total, group = Decimal(0), Decimal(0)  # what stands above, and below, the last 万 or 亿
    current: Decimal | None = None
    before = ""
    for place, (kind, token) in enumerate(tokens):
        power = _POWERS.get(token, 0)
        if not _follows(before, token, kind) or (0 < power < 4 and 0 < group < Decimal(10) ** power):
            raise ValueError(f"{text!r} is no number; expected no {token!r} after {before!r}")
        if kind != "power":
            current = _small(token, alone=len(tokens) == 1)
            if place == len(tokens) - 1 and kind == "one" and _POWERS.get(before, 0) > 1 and token[0] not in "零〇":
                current = current.scaleb(_POWERS[before] - 1)  # 一万五 is 15000, 一万零五 10005
        elif power < 4:
            group, current = group + (Decimal(1) if not before else current or Decimal(0)).scaleb(power), None
        else:
            below = Decimal(1) if not before else group + (current or 0)
            total = (total + below).scaleb(power) if total < Decimal(10) ** power else total + below.scaleb(power)
            group, current = Decimal(0), None
        before = token
    return total + group + (current or 0)


def _follows(before: str, token: str, kind: str | None) -> bool:
    """Return whether a token may stand after another: 百亿 and 万亿 do, 万万 and 一5 do not."""
    if kind != "power" or before not in _POWERS:
        return kind == "power" or not before or before in _POWERS
    return (before in "十百千" and token in "万亿") or before + token == "万亿"


def _small(token: str, *, alone: bool) -> Decimal:
    """Return the number of a run of digits or of Chinese digits; of these, only a run that stands alone has several."""
    if token[0] not in _ONES:
        number = Decimal(re.sub(r"[^0-9.eE+-]", "", token))
        if number.adjusted() > _MOST_DIGITS or len(token) > _MOST_DIGITS:
            raise ValueError(f"{token[:20]!r} has too many digits; expected {_MOST_DIGITS} at most")
        return number
    digits = token if alone else token.lstrip("零〇")
    if len(digits) > 1 and not alone:
        raise ValueError(f"{token!r} is several digits; expected one before a magnitude")
    return Decimal("".join(str(_ONES[c]) for c in digits) or 0)


def _numbers_in(folded: str) -> Iterator[tuple[re.Match[str], list[Decimal]]]:
    """Yield the places of a text that say a number, with the one or two numbers they say."""
    for match in _IN_WORDS.finditer(folded):
        magnitudes = re.sub(r"[^十百千万亿]", "", match["more"] or "")
        low = match["low"] and re.sub(r"\s", "", match["low"]) + magnitudes
        high = match["high"] and re.sub(r"\s", "", match["high"]) + magnitudes
        try:
            first, last = _bounds(match["several"], low or "", high, match["share"])
        except ValueError:
            continue
        yield match, [abs(first)] if last is None else [abs(first), last]


def _canonical(number: Decimal) -> Decimal:
    if abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"{number:.3e} is out of range; expected at most {_MOST_DIGITS} digits")
    return Decimal(_plain(number))


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _range(bounds: list[Decimal], before: str, language: str) -> str:
    """Return both ends, what they share written once: `$2–9 billion`."""
    first, last = (_short(n, language) for n in bounds)
    word = re.search(r" ?[^0-9.,⁰¹²³⁴⁵⁶⁷⁸⁹×]+$", last)
    if word and first.endswith(word[0]):
        return f"{before}{first.removesuffix(word[0])}–{last}"
    return f"{before}{first}–{before}{last}"


def _short(number: Decimal, language: str) -> str:
    """Return a number with the largest fitting word, whole with separators where that would not be shorter."""
    if abs(number) >= Decimal(10) ** 16 and len(mantissa := _plain(number).lstrip("-").rstrip("0")) <= 6:
        power = str(number.adjusted()).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        tail = f".{mantissa[1:]}" if mantissa[1:] else ""
        return f"{'-' if number < 0 else ''}{mantissa[0]}{tail}×10{power}"
    words = (("万亿", 12, 12), ("亿", 8, 8), ("万", 4, 4)) if language == "zh" else _ENGLISH
    for word, least, power_ in words:
        if abs(number) >= Decimal(10) ** least:
            scaled = _plain(Decimal(f"{_plain(number)}e-{power_}"))  # exact, whatever the context
            if len(scaled.partition(".")[2]) <= 3:
                return f"{Decimal(scaled):,}{word}" if language != "zh" else scaled + word
            break
    return f"{Decimal(_plain(number)):,}"
