"""How much the name of a column is that of a term of the ontology, and what else a header says."""

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import lru_cache

from aigraph.model.currencies import currencies, currency_signs
from aigraph.ontology import Property

__all__ = ["LIKELY", "alike", "names_of", "scale_of", "share", "unit_of"]

#: From here on two names are one.
LIKELY = 0.75
#: Of names without a word in common so much must be the same: a currency is no court.
_NEARLY = 0.85
_SCALES = {
    "b": "billion", "bn": "billion", "billion": "billion", "billions": "billion", "m": "million", "mn": "million",
    "mm": "million", "million": "million", "millions": "million", "k": "thousand", "000s": "thousand",
    "thousand": "thousand", "thousands": "thousand", "trillion": "trillion", "trillions": "trillion", "t": "trillion",
    "万": "万", "亿": "亿", "万亿": "万亿",
}  # fmt: skip
_ASIDE = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]|,?\s+in\s+(\S.*)$")


def names_of(prop: Property) -> list[str]:
    """Return what a property may be called."""
    words = re.sub("(?<=[a-z])(?=[A-Z])", " ", prop.name)
    return [words, *prop.labels.values(), *prop.captions.values()]


def alike(column: str, name: str) -> float:
    """Return how much the name of a column is that of a term, from 0 to 1; what stands in brackets apart.

    What is too little to be likely is 0.

    >>> alike("Parameters", "number of parameters"), alike("Model", "AI model"), alike("Notes", "chip")
    (0.9, 0.9, 0.0)
    """
    ours, few = _parts(column)
    theirs, many = _parts(name)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    if few == many:
        return 0.98
    few, many = sorted((few, many), key=len)
    ends = _stem(re.split(r"[\W_]+", max(ours, theirs, key=len))[-1])
    if few < many and ends in few:
        return 0.9
    match = SequenceMatcher(None, ours, theirs)
    if match.real_quick_ratio() < _NEARLY or match.quick_ratio() < _NEARLY or match.ratio() < _NEARLY:
        return 0.0
    return min(0.89, match.ratio())


def share(one: str, other: str) -> bool:
    """Return whether two names have a word in common: more than three letters, whatever its ending.

    >>> share("Lead investors", "has investor"), share("Employer", "worked at")
    (True, False)
    """
    ours, theirs = (_parts(name)[1] for name in (one, other))
    return any(len(word) > 3 and word in theirs for word in ours)


def scale_of(column: str) -> str | None:
    """Return the scale that a header names, None where it names none.

    >>> scale_of("Size (B)"), scale_of("Amount, in USD millions"), scale_of("参数(亿)"), scale_of("Size")
    ('billion', 'million', '亿', None)
    """
    return next((_SCALES[word.casefold()] for word in _words(column) if word.casefold() in _SCALES), None)


def unit_of(column: str, known: Collection[str] = ()) -> str | None:
    """Return the currency, or one of the units `known`, that a header names, None where it names none.

    >>> unit_of("Amount (USD m)"), unit_of("Umsatz (Mio. €)"), unit_of("Stake %"), unit_of("Amount")
    ('USD', 'EUR', 'percent', None)
    """
    if "%" in column:
        return "percent"
    signs = currency_signs()
    for word in _words(column):
        if word in currencies() or word in known:
            return word
        if signs.get(word):
            return signs[word]
    return None


def _words(column: str) -> list[str]:
    aside = " ".join(filter(None, (part for found in _ASIDE.findall(column) for part in found)))
    return re.findall(r"[A-Za-z0]+\d*s?|[万亿]+|[^\w\s]+\$?", aside)


@lru_cache(maxsize=2**12)
def _parts(text: str) -> tuple[str, frozenset[str]]:
    """Return a name without what stands in brackets, and the stems of its words."""
    plain = re.sub(r"\s*[(\[（【].*?[)\]）】]", "", text).casefold().strip()
    return plain, frozenset(_stem(word) for word in re.split(r"[\W_]+", plain))


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word
