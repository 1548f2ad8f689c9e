"""Numbers as a text writes them, in digits, Chinese and English: `~2.5万`, `<=7万亿 USD`, `数十亿 USD`, `€105 million`.

Texts are read with full-width digits and signs as the plain ones; every place in a text stays where it was.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache

from aigraph.model import Quantity
from aigraph.model.currencies import currencies, currency_signs, currency_words
from aigraph.model.expressions import AFTER, BEFORE, Said, expression, plain_number, said
from aigraph.model.numerals import ARABIC, FOLD, plain

__all__ = ["digits_of", "parse_quantity", "written_in"]

#: Words after a number that are units by themselves.
_UNITS = {"%": "percent", "percent": "percent", "per cent": "percent", "pct": "percent", "倍": "times", "x": "times"}
#: What makes a number another one, and no unit: several words, or the second half of a fraction.
_FRACTION = re.compile(
    r".*\s.*|hal(?:f|ves)|(?:third|quarter|fifth|sixth|eighth|tenth|hundredth)s?", re.IGNORECASE | re.DOTALL
)
#: A best value with its range, and the text's name for the range: `50000 [40000..65000 90% interval] h100`.
_BEST = re.compile(
    r"(?P<best>[^\[\]]+?)\s?\[(?P<low>\S+?)\.\.(?P<high>\S+)(?:\s(?P<name>[^\[\]]+))?\](?P<unit>\s\S.*)?"
)
#: A number that needs no reading.
_DIGITS_ALONE = re.compile(
    r"(?P<number>[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?)(?: (?P<word>[^\W\d_]+))?"
)
_DIGITS = re.compile(rf"[0-9]+(?:\.[0-9]+){{2,}}|{ARABIC}")
#: Words that belong to a number where a text is quoted, and say nothing of its size.
_MORE_LEADS = "高达|前"
_TAIL = "以上|以内|以下|左右|上下|有余|开外|or more|or fewer|or less|or so"


def parse_quantity(text: str) -> Quantity:
    """Return the quantity that a seed writes: a number as `parse_number` reads it, or a best value with its range.

    Raises:
        ValueError: the text is no number; a sentence.

    >>> parse_quantity("50,000 [40,000..65,000] h100").max
    Decimal('65000')
    >>> parse_quantity("50,000 [40,000..65,000 from the 5th to the 95th percentile]").range
    'from the 5th to the 95th percentile'
    """
    match = _BEST.fullmatch(text.translate(FOLD).strip())
    if match is None:
        return parse_number(text)
    unit = match["unit"] or ""
    best, low, high = (parse_number(match[part] + unit) for part in ("best", "low", "high"))
    numbers = best.value, low.value, high.value
    if any(n is None for n in numbers) or "about" in (low.comparator, high.comparator):
        raise ValueError(f"{text!r} has no best value between two numbers; expected one such as 50 [40..65]")
    if not low.value <= best.value <= high.value:  # type: ignore[operator]
        raise ValueError(f"{text!r} has its best value outside its range; expected it between. Correct one")
    units = {q.unit for q in (best, low, high)} - {None}
    if len(units) > 1:
        raise ValueError(f"{text!r} has the units {' and '.join(sorted(map(str, units)))}; expected one")
    return Quantity(*numbers, unit=next(iter(units), None), comparator="about", range=match["name"])


def parse_number(text: str) -> Quantity:
    """Return the quantity of one number or range; `unstated` names no number.

    A bound gives only that side (`>20` has no value); a range gives `min` and `max` without a comparator; `数十亿` and
    `几十亿` lie about between two and nine times what follows. A unit stands after a space; `%` and `成` are percent,
    `倍` is times; a currency may be a sign, a word or its ISO 4217 code.

    Raises:
        ValueError: the text is no number; a sentence.

    >>> parse_quantity("~2.5万").value, parse_quantity("<=7万亿 USD").max, parse_quantity("6成").unit
    (Decimal('25000'), Decimal('7000000000000'), 'percent')
    >>> parse_quantity("数十亿 USD").min, parse_quantity("20-30亿").min
    (Decimal('2000000000'), Decimal('2000000000'))
    >>> parse_quantity("more than €105 million").min
    Decimal('105000000')
    """
    folded = text.translate(FOLD).strip()
    if folded == "unstated":
        return Quantity()
    return _in_digits(folded) or _noted(text, folded)


def _in_digits(folded: str) -> Quantity | None:
    """Return what digits alone say, or with one word after them: what the cells of most tables are."""
    match = _DIGITS_ALONE.fullmatch(folded)
    unit = _word_after(match["word"]) if match and match["word"] else None
    if match is None or (match["word"] and unit is None):
        return None
    number = Decimal(match["number"])
    if number and abs(number.adjusted()) > 60:
        return None  # which is refused in words
    return Quantity(plain_number(number, folded), unit=unit, comparator="exactly")


@lru_cache(maxsize=1000)
def _word_after(word: str) -> str | None:
    """Return the unit that a word is after a number, None where it is more or less than that."""
    try:
        found = _noted(word, f"7 {word}")
    except ValueError:
        return None
    return found.unit if found == Quantity(Decimal(7), unit=found.unit, comparator="exactly") else None


def _noted(text: str, folded: str) -> Quantity:
    """Return what a notation says. Raises ValueError with a sentence."""
    match = _notation().fullmatch(folded)
    if match is None or ((match["between"] or match["from"]) and match["number2"] is None):
        raise ValueError(
            f"{text!r} is no number; expected one such as 22, ~2.5万, >20, <=7万亿 USD, 81.2%, 20-30亿, €105 million "
            "or 15万 chip, its unit after a space"
        )
    found = said(match)
    unit = _unit(found, match["glued"], match["unit"], text)
    comparator = _comparator(match, found, text)
    if found.ranged:
        if comparator not in (None, "about"):
            raise ValueError(f"{text!r} is a bound of a range; expected one of them. Write one number or no bound")
        return Quantity(min=found.low, max=found.high, unit=unit, comparator=comparator)
    if comparator in ("atLeast", "moreThan"):
        return Quantity(min=found.low, unit=unit, comparator=comparator)
    if comparator in ("atMost", "lessThan"):
        return Quantity(max=found.low, unit=unit, comparator=comparator)
    return Quantity(value=found.low, unit=unit, comparator=comparator or "exactly")


def digits_of(text: str) -> list[str]:
    """Return the numbers in digits that a text holds, without separators, exponents and needless zeros.

    >>> digits_of("2.5万张,10,000块,２０２３年05月,2023.4.19")
    ['2.5', '10000', '2023', '5', '2023', '4', '19']
    """
    found: list[str] = []
    for token in _DIGITS.findall(text.translate(FOLD)):
        parts = token.split(".") if token.count(".") > 1 else re.split(r"[eE^⁻⁰¹²³⁴⁵⁶⁷⁸⁹]|\s?[×x]", token)[:1]
        found += [plain(Decimal(re.sub(r"[^0-9.]", "", part))) for part in parts]
    return found


def written_in(quote: str, notation: str, measure_words: Iterable[str] = ()) -> str | None:
    """Return the quote's own words for a number: digits, magnitude, particles around them, and a measure word.

    Of several places that say the number, the first with a measure word; None where no place does. A currency that the
    notation has is one that the place does not deny.

    Args:
        quote: the text.
        notation: what `parse_quantity` reads.
        measure_words: what may follow a number (`人`, `张`, `美元`); the longest that fits is taken.

    >>> written_in("据传GPT5训练大约用了5万张H100", "~5万", ["张"]), written_in("公司人数也仅有20多人", ">20", ["人"])
    ('5万张', '20多人')
    >>> written_in("It raised €105 million and then $105 million.", "$105 million")
    '$105 million'
    """
    best = _BEST.fullmatch(notation.translate(FOLD).strip())
    wanted = parse_number(best["best"] if best else notation)
    numbers = [n.copy_abs() for n in (wanted.value, wanted.min, wanted.max) if n is not None]
    tail = _measures(frozenset(measure_words))
    folded = quote.translate(FOLD)
    found: list[tuple[bool, bool, int, int]] = []
    for match, number in _said_in(folded):
        money = _money_word().match(folded, match.end())
        if _numbers(number) != numbers or _denied(wanted.unit, number, money):
            continue
        measure = tail.match(folded, money.end() if money else match.end())
        assert measure is not None  # it matches nothing, too
        core = match["core"]
        digits = any(c.isdecimal() for c in core)
        measured = bool(measure[0] or money or number.unit or number.comparator or number.signs)
        # 一 and "one" stand in many words that are no numbers: they count measured, or where the seed writes them so.
        english = core[0].isascii() and number.high > 1
        if digits or measured or english or core in notation.translate(FOLD):
            before = 0 if match["number2"] else max(match.end("between"), match.end("from"))  # "from 10 people"
            found.append((not measured, not digits, max(match.start(), before), measure.end()))
    if not found:
        return None
    *_, start, end = min(found)
    return quote[start:end].strip()


def _numbers(number: Said) -> list[Decimal]:
    return [n.copy_abs() for n in (number.low, number.high)][: 2 if number.ranged else 1]


def _denied(unit: str | None, number: Said, money: re.Match[str] | None) -> bool:
    """Return whether a place has another currency than the one wanted."""
    if unit not in currencies():
        return False
    codes = {currency_signs()[sign] for sign in number.signs} - {None}
    return bool((codes | ({currency_words()[money[1].lower()]} if money else set())) - {unit})


def _said_in(folded: str) -> Iterator[tuple[re.Match[str], Said]]:
    """Yield the places of a text that say a number, with what they say."""
    for match in _in_text().finditer(folded):
        try:
            yield match, said(match)
        except ValueError:
            continue


def _unit(found: Said, glued: str | None, after: str | None, text: str) -> str | None:
    """Return the one unit that signs, %, a word or a code say."""
    named = [unit for unit in (found.unit,) if unit]
    for sign in found.signs:
        code = currency_signs()[sign]
        if code is None:
            raise ValueError(f"{text!r} has {sign!r}, which currencies share; expected a code such as CNY or JPY")
        named.append(code)
    for word in filter(None, (glued, after)):
        known = _UNITS.get(word.lower()) or currency_words().get(word.lower()) or currency_signs().get(word)
        if known is None and (
            _FRACTION.fullmatch(word) or not any(map(str.isalpha, word)) or _notation().fullmatch(word)
        ):
            raise ValueError(f"{text!r} is no number with a unit; expected one word or code after it, not {word!r}")
        named.append(known or word)
    if len(set(named)) > 1:
        raise ValueError(f"{text!r} has the units {' and '.join(dict.fromkeys(named))}; expected one")
    return named[0] if named else None


def _comparator(match: re.Match[str], found: Said, text: str) -> str | None:
    """Return the one comparator that signs, words and particles say; in a range, about is all there can be."""
    named = {name.partition("_")[2] for name, words in match.groupdict().items() if words and "_" in name}
    if found.comparator:
        named.add(found.comparator)
    if len(named) > 1:
        raise ValueError(f"{text!r} is {' and '.join(sorted(named))} at once; expected one of them")
    return next(iter(named), "about" if found.vague else None)


def _named(place: str, comparators: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{place}_{name}>{words})" for name, words in comparators.items())


@cache
def _notation() -> re.Pattern[str]:
    """Return the pattern of what a seed may write."""
    glued = [w for w in currency_words() if not w.isascii()] + [s for s in currency_signs() if len(s) == 1]
    glued_pattern = "|".join(map(re.escape, sorted(glued, key=lambda w: (-len(w), w))))
    return re.compile(
        rf"(?:(?:{_named('before', BEFORE)})\s*)?{expression()}(?P<glued>{glued_pattern})?"
        rf"(?:\s?(?:{_named('after', AFTER)}|之间))?(?:\s+(?P<unit>\S.*))?",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _in_text() -> re.Pattern[str]:
    """Return the pattern of a number in running text: `20多万`, `2.5 万`, `前 200`; not the 4 of `GPT4`."""
    words = "|".join(w for words in BEFORE.values() for w in words.split("|") if w[0].isalpha())
    lead = rf"(?:(?<![A-Za-z最])(?:{words}|{_MORE_LEADS})\s?)?"
    return re.compile(rf"{lead}(?<![A-Za-z0-9.])(?P<core>{expression(' ?')})", re.IGNORECASE)


@cache
def _money_word() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(currency_words(), key=lambda w: (-len(w), w)))
    return re.compile(rf"\s?({words})(?![A-Za-z])", re.IGNORECASE)


@cache
def _measures(words: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    named = "|".join(re.escape(w) + (r"(?![A-Za-z])" if w[-1:].isascii() and w[-1:].isalpha() else "") for w in longest)
    return re.compile(rf"(?:\s?(?:{named or '(?!)'}))?(?:\s?(?:{_TAIL}))?")
