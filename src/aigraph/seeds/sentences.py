"""The sentences of a text in Chinese or English, with the quotation marks and brackets that close them."""

import re
from collections.abc import Iterator

from aigraph.model import Span

__all__ = ["sentences"]

_END = re.compile(r"[。！？；!?;]+|(?<!\.)\.(?![.A-Za-z0-9_/@])|\n")
_CLOSING = "”’」』）)】》〉]}»›"
#: The next word after a sentence, and one in lower case, which starts none.
_NEXT = re.compile(r"[\s\[(\"'“‘]*(\S+)")
_LOWER = re.compile(r"\s[a-z]")
#: What stands around a mark that is part of an address: `x.org/a?b=c;d`.
_ADDRESS = re.compile(r"[\x21-\x7e]*[/=&@][\x21-\x7e]*$")
_INSIDE = re.compile(r"[A-Za-z0-9/=&#%_]")
#: As much as a word is looked for in.
_WINDOW = 80
#: Words with a full stop that stand before a name, and never end a sentence.
_TITLES = "mr mrs ms dr prof gen sen rep gov lt col capt sgt rev hon messrs st mt vs cf e.g i.e viz resp dept univ al"
#: Words with a full stop that end no sentence where a number follows.
_NUMBERED = (
    "no nos vol vols fig figs eq eqs ch sec pp p ed eds v ca c approx est "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
#: Words with a full stop that may end a sentence: they do where the next word is one that starts one.
_ABBREVIATIONS = "inc ltd co corp plc llc l.l.c s.a n.v jr sr etc ph.d m.d b.a m.a a.m p.m"
_STARTERS = (
    "the a an it its he his she her they their we our you i this that these those there in on at by for from to "
    "with after before since during while when where what who as if although but and or so however meanwhile later "
    "then according both some many most all no not one two"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of a stretch of text; those without a letter or digit not.

    They end at 。！？；!?;, at line breaks and at full stops, not in `Inc.`, `3.5`, `U.S.`, `v1.5`, `…` and addresses;
    what closes a quotation or a bracket stays with its sentence.

    >>> [s.quote for s in sentences("一。“二！”三\\nSee Dr. No (v1.5 e.g.) at a.b/c?d. It ends.")]
    ['一。', '“二！”', '三', 'See Dr. No (v1.5 e.g.) at a.b/c?d.', 'It ends.']
    """
    end = len(text) if end is None else end
    for first, last in _bounds(text, start, end):
        words = text[first:last].strip()
        if any(map(str.isalnum, words)):
            at = first + text[first:last].index(words)
            yield Span(words, at, at + len(words))


def _bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _END.finditer(text, start, end):
        if match.start() < first or not _ends(text, first, match, end):
            continue
        last = _closed(text, first, match.end(), end) if match[0] != "\n" else match.end()
        yield first, last
        first = last
    yield first, end


def _ends(text: str, first: int, match: re.Match[str], end: int) -> bool:
    """Return whether a mark ends a sentence that began at `first`."""
    mark, before = match[0], text[first : match.start()]
    if mark == "\n":
        return True
    if before.rfind("《") > before.rfind("》"):
        return False
    closed = _closed(text, first, match.end(), end)
    if mark != ".":
        inside = mark.isascii() and _INSIDE.match(text, match.end(), end) and _ADDRESS.search(before[-_WINDOW:])
        return not inside and not (mark in "!?" and _LOWER.match(text, closed, end))
    rest = text[closed : min(end, closed + _WINDOW)]
    word = _NEXT.match(rest)
    if not rest.strip() or rest[0] == "\n":
        return not _abbreviates(before, "")
    if not rest[0].isascii() or not word:
        return not _abbreviates(before, rest[0])
    return rest[0].isspace() and not word[1][0].islower() and not _abbreviates(before, word[1])


def _abbreviates(before: str, following: str) -> bool:
    """Return whether the full stop after `before` belongs to its last word and ends nothing."""
    word = re.split(r"[^\x00-\x7f]|[\s(\[{\"'“‘]", before[-_WINDOW:])[-1].lower()
    starts = re.sub(r"\W+$", "", following.lower()) in _STARTERS.split()
    if word in _NUMBERED.split() and following[:1].isdecimal():
        return True
    if word in _TITLES.split() or (before.strip() == word and re.fullmatch(r"\d{1,3}|[a-z]|[ivx]+", word)):
        return True  # Dr. No; the number of an item: 1. First
    initials = re.fullmatch(r"(?:[a-z]\.)*[a-z]", word) is not None
    return (initials or word in _ABBREVIATIONS.split()) and bool(following) and not starts


def _closed(text: str, first: int, place: int, end: int) -> int:
    """Return the place after what closes at `place`: brackets, quotation marks, a straight one where one is open."""
    while place < end:
        sign = text[place]
        straight = sign in "\"'" and text.count(sign, first, place) % 2 == 1
        if sign not in _CLOSING and not straight:
            break
        place += 1
    return place
