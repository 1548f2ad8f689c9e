"""Numbers in English words: `two hundred`, `a dozen`, `twenty-five thousand`, `half a million`, `several million`."""

import re
from decimal import Decimal

__all__ = ["SCALES", "WORDS", "english", "scale"]

#: The word or letters after a number, lower-case → the power of ten they stand for.
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12, "trn": 12,
}  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TIES = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: number for number, word in enumerate(_ONES.split())}
_TENS = {w: 10 * n for n, w in enumerate(_TIES.split(), 2)}
_BIG = ("trillion", "billion", "million", "thousand")
_PLURALS = {"tens": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12}

_UNIT = "|".join(sorted([*_SMALL, *_TENS], key=len, reverse=True))
_STEP = "hundred|thousand|million|billion|trillion|dozen"
_MANY = "|".join(_PLURALS)
#: What the parser tries: a number in words, as far as words of numbers go.
WORDS = (
    rf"(?:(?:half\s+an?\s+|an?\s+few\s+|an?\s+|several\s+|few\s+)(?:{_STEP})\b|(?:{_UNIT})\b|(?:{_MANY})\s+of\s+(?:{_MANY})\b)"
    rf"(?:(?:\s+and\s+|[\s-]+)(?:{_UNIT}|{_STEP})\b)*"
)


def scale(word: str) -> Decimal:
    """Return what a word or letters after a number multiply it by.

    >>> scale("bn"), scale("Thousand") == 1000
    (Decimal('1E+9'), True)
    """
    return Decimal(12) if word.lower() == "dozen" else Decimal(1).scaleb(SCALES[word.lower()])


def english(text: str) -> tuple[Decimal, Decimal]:
    """Return the number that English words write, twice, or the ends of what they leave open.

    `several` and `a few` are 2 to 9, as are the plurals: `tens of thousands` is 20,000 to 90,000.

    Raises:
        ValueError: the words do not stand as in a number; a sentence.

    >>> [str(n) for n in (*english("two hundred and five thousand"), *english("hundreds of millions"))]
    ['205000', '205000', '200000000', '900000000']
    """
    words = [w for w in re.split(r"[\s-]+", text.lower()) if w]
    if set(words) & _PLURALS.keys():
        if len(words) != 3 or words[1] != "of" or _PLURALS[words[0]] > _PLURALS[words[2]] or words[2] == "tens":
            raise ValueError(f"{text!r} is no number; expected one such as 'tens of thousands'")
        one = Decimal(10) ** (_PLURALS[words[0]] + _PLURALS[words[2]])
        return 2 * one, 9 * one
    vague = [w for w in words if w in ("several", "few")]
    words = [w for w in words if w not in ("several", "few")]
    if vague:
        words = [w for w in words if w not in ("a", "an")]
        if not words or any(w not in SCALES and w != "dozen" for w in words):
            raise ValueError(f"{text!r} is no number; expected one such as 'several hundred' or 'a few million'")
        one = Decimal(1)
        for word in words:
            one *= scale(word)
        return 2 * one, 9 * one
    number = _half(words) if words[0] == "half" else _by_scale(words)
    return number, number


def _half(words: list[str]) -> Decimal:
    if len(words) != 3 or words[1] not in ("a", "an"):
        raise ValueError(f"{' '.join(words)!r} is no number; expected one such as 'half a million'")
    return scale(words[2]) / 2


def _by_scale(words: list[str]) -> Decimal:
    """Return the number of words: what stands before each of trillion, billion, million, thousand, and the rest."""
    shown, total = " ".join(words), Decimal(0)
    for big in _BIG:
        if big in words:
            place = words.index(big)
            total += _below_thousand(words[:place], shown) * scale(big)
            words = words[place + 1 :]
            if not words:
                return total
            words = words[1:] if words[0] == "and" else words
    return total + _below_thousand(words, shown)


def _below_thousand(words: list[str], shown: str) -> Decimal:
    """Return the number of words without a scale; twelve hundred is one, too."""
    total, rest = 0, list(words)
    if rest[1:] == ["dozen"]:
        return 12 * _ones(rest[:1], shown)
    if "hundred" in rest:
        place = rest.index("hundred")
        total, rest = 100 * int(_ones(rest[:place], shown)), rest[place + 1 :]
        if not rest:
            return Decimal(total)
        rest = rest[1:] if rest[0] == "and" else rest
        if rest[:1] == ["a"]:
            rest = []
    return total + _ones(rest, shown)


def _ones(words: list[str], shown: str) -> Decimal:
    match words:
        case ["a" | "an"]:
            return Decimal(1)
        case [word] if word in _SMALL or word in _TENS:
            return Decimal(_SMALL.get(word, 0) or _TENS.get(word, 0))
        case [ten, one] if ten in _TENS and 0 < _SMALL.get(one, 0) < 10:
            return Decimal(_TENS[ten] + _SMALL[one])
    raise ValueError(f"{shown!r} is no number; expected words such as 'two hundred and five thousand'")
