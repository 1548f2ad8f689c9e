"""How a Chinese name is read, in pinyin.

A name stands in no dictionary, so that its characters may be read in any of their ways: 仇 is *chou* and, as a
surname, *qiu*; 朝 is *zhao* and *chao*. That holds for people as for companies and products, so the class of an entity
plays no part. pypinyin knows the readings; this module only says which are worth finding.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, combinations, islice, product
from typing import Any

__all__ = ["MOST", "is_chinese", "readings"]

#: How many readings of one name are found at most; the rarer ones go first.
MOST = 8
_HAN = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE, _PIECES = re.compile(f"[{_HAN}]"), re.compile(f"[{_HAN}]+|[^{_HAN}]+")
#: Characters beyond which a name is no person's: then only its first character is read in other ways.
_LONG = 4
#: Characters of a word that are read; nobody types more.
_READ = 64


def is_chinese(text: str) -> bool:
    """Return whether a text has a Chinese character."""
    return _CHINESE.search(text) is not None


def readings(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the readings of a name as syllables without tones, the likeliest first; `ü` is written `v`.

    Those after the first depart from it in one character, the surname's first, then in two; MOST at most.

    Args:
        words: the name's words, folded; those that are not Chinese are syllables as they are.
    """
    usual: list[str] = []
    others: list[tuple[str, ...]] = []
    for piece in (piece for word in words for piece in _PIECES.findall(word[:_READ])):
        if is_chinese(piece):
            syllables = _syllables(piece)
            usual += syllables
            others += map(_others, piece, syllables)
        else:
            usual.append(piece)
            others.append(())
    return list(dict.fromkeys(islice(_departing(usual, others), MOST)))


def _departing(usual: Sequence[str], others: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield tuple(usual)
    last = len(usual) if len(usual) <= _LONG else 1
    places = [place for place, ways in enumerate(others[:last]) if ways]
    for changed in chain(((place,) for place in places), combinations(places, 2)):
        for ways in product(*(others[place] for place in changed)):
            reading = list(usual)
            for place, syllable in zip(changed, ways, strict=True):
                reading[place] = syllable
            yield tuple(reading)


def _syllables(text: str) -> list[str]:
    """Return one syllable for each character, as the dictionary of phrases has it; a character nobody knows stays."""
    from pypinyin.seg.mmseg import seg

    return [syllable for phrase in seg.cut(text) for syllable in _phrase(phrase)]


@cache
def _phrase(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return list(lazy_pinyin(text, errors=_apart))


@cache
def _others(character: str, syllable: str) -> tuple[str, ...]:
    """Return the syllables a character may be beside this one, the usual one first."""
    from pypinyin import Style, pinyin

    ways = pinyin(character, style=Style.NORMAL, heteronym=True, errors=_apart)[0]
    return tuple(way for way in ways if way != syllable)


def _apart(text: str) -> Any:
    """Return the characters of what pypinyin does not know one by one; its types say it wants a text."""
    return list(text)
