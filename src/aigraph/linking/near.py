"""Names that are like another one: mistyped, with more or fewer words, as initials, in brackets.

Likeness proves nothing. Numbers are never mistyped: a name is like another only where every word with a digit stands
in both. More or fewer words make a likeness only between agents: `Google Brain` may be Google's, `Llama Guard` is not
Llama.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from aigraph.linking.nouns import EXACT, LIKE
from aigraph.names.folding import RULES, is_dense, words
from aigraph.names.keys import edits

__all__ = ["Likeness", "Near", "is_legal_form"]

#: How likely it is that two names mean one, by which likeness, and of which kind that is.
Likeness = tuple[float, str, str]

_WORDS: dict[str, list[str]] = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
#: Words by which no two names are told apart, and those that only say of what kind a thing is.
_SMALL, _KINDS = frozenset(_WORDS["small"]), frozenset(_WORDS["kinds"])
_LEGAL = frozenset(_WORDS["legal"])
_EMPTY = _SMALL | _LEGAL
_LITTLE = _EMPTY | _KINDS
_ENDINGS = re.compile(f"(?:{'|'.join(_WORDS['endings'])})+$")
#: Two names in one: one in brackets, or behind a stroke.
_BRACKETS = re.compile(r"(.{2,}?)\s*[(（\[]\s*(.{2,}?)\s*[)）\]]\s*(.*)")
_STROKE = re.compile(r"\s+[/|]\s+")
#: A word that more names than this have identifies nobody.
_MOST = 20
_READ = 2_000
#: A name has at most so many letters mistyped, so that of three parts of it one is as it should be.
_EDITS = 2


class Near:
    """An index of names, asked for those that are like another.

    It is built in one pass; an answer looks only at names that share a rare piece with the one asked for.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Index names, each once; table by table, which takes two thirds of the time of name by name."""
        self.names = list(dict.fromkeys(names))
        parts = [words(name) for name in self.names]
        self._keys = ["".join(each) for each in parts]
        self._telling = [_telling(each) for each in parts]
        self._folded = _places([key] for key in self._keys)
        self._words = _places(self._telling)
        self._initials = _places(_initials(each) if len(each) > 2 else () for each in parts)
        self._filed = _places([self._rarest(telling)] if telling else () for telling in self._telling)
        self._pieces = _pieces_of(self._keys)

    @property
    def keys(self) -> Collection[str]:
        """The names as they are looked up: folded."""
        return self._folded.keys()

    @property
    def telling(self) -> Collection[str]:
        """The words that tell the names apart."""
        return self._words.keys()

    @property
    def initials(self) -> Collection[str]:
        """What the names may be short for."""
        return self._initials.keys()

    def numbers(self) -> Iterator[list[str]]:
        """Yield the words of each name that have a digit."""
        return (_numbers(words(name)) for name in self.names)

    def spelt_alike(self, name: str) -> list[str]:
        """Return the names that differ in nothing but what `folded` leaves out."""
        return [self.names[place] for place in self._folded.get("".join(words(name)), ())]

    def like(self, name: str, *, by_words: bool) -> dict[str, Likeness]:
        """Return the names that one is like, each with its best likeness; it itself is not among them.

        Args:
            name: what is asked for.
            by_words: whether names with more or fewer words are alike, as those of agents are.
        """
        found: dict[int, Likeness] = {}
        for place, likeness in self._all(name, words(name), by_words):
            found[place] = max(found.get(place, likeness), likeness)
        return {self.names[place]: likeness for place, likeness in found.items() if self.names[place] != name}

    def _all(self, name: str, parts: list[str], by_words: bool) -> Iterator[tuple[int, Likeness]]:
        for place in self._folded.get("".join(parts), ()):
            yield place, (0.9, "differs in blanks and signs", EXACT)
        for piece in _pieces(name):
            for place in self._folded.get("".join(words(piece)), ()):
                yield place, (0.9, f"has {piece!r} in it", EXACT)
        yield from self._typos(parts)
        if by_words:
            yield from self._more_or_fewer(_telling(parts), frozenset(parts))
            yield from self._shortened(parts)

    def _typos(self, parts: Sequence[str]) -> Iterator[tuple[int, Likeness]]:
        """Yield names at most two edits apart: of the thirds of such a name one stands in this one, about there."""
        key = "".join(parts)
        most = _allowed(key)
        near: set[int] = set()
        lengths = range(len(key) - _EDITS, len(key) + _EDITS + 1) if most else ()
        for length in self._pieces.keys() & lengths:
            pieces = self._pieces[length]
            for start, end, at in _windows(length, len(key)):
                near.update(pieces[start].get(key[at : at + end - start], ()))
        for place, number in _edits(key, sorted(near), self._keys, most):
            if number and _mistyped(parts, words(self.names[place])):
                yield place, (round(0.95 - number / len(key), 2), f"is {number} letter{'s' * (number > 1)} away", LIKE)

    def _more_or_fewer(self, ours: frozenset[str], every: frozenset[str]) -> Iterator[tuple[int, Likeness]]:
        """Yield names whose telling words are all in this one, or have all of this one's."""
        if not ours:
            return
        rarest = min((self._words.get(word, ()) for word in ours), key=len)
        holding = [place for place in rarest if ours <= self._telling[place]] if len(rarest) <= _READ else []
        within = (place for word in ours for place in self._filed.get(word, ()) if self._telling[place] <= ours)
        for place in {*(holding if len(holding) <= _MOST else ()), *within}:
            theirs, all_theirs = self._telling[place], frozenset(words(self.names[place]))
            if _numbers(ours) == _numbers(theirs) and _of_one_kind(every, all_theirs):
                both, whole = ours & theirs, every | all_theirs | ours | theirs
                likely = 0.4 + 0.45 * _weight(both) / max(_weight(whole), _weight(both))
                yield place, (round(likely, 2), f"shares {' '.join(sorted(both))!r}", LIKE)

    def _shortened(self, parts: list[str]) -> Iterator[tuple[int, Likeness]]:
        """Yield names that are the initials of this one, or whose initials this one is."""
        if len(parts) == 1:
            for place in self._initials.get(parts[0], ())[:_MOST]:
                yield place, (0.6, f"has the initials {parts[0]!r}", LIKE)
        for short in _initials(parts):
            for place in self._folded.get(short, ()):
                yield place, (0.6, f"is the initials {short!r}", LIKE)

    def _rarest(self, telling: frozenset[str]) -> str:
        return min([(len(self._words[word]), word) for word in telling])[1]


#: The places of the names that have something. One alone is a tuple: the garbage collector passes it over.
_Places = tuple[int] | list[int]


def _places(keys: Iterable[Iterable[str]]) -> dict[str, _Places]:
    """Return for each key the places that have it."""
    found: dict[str, _Places] = {}
    for place, each in enumerate(keys):
        for key in each:
            _add(found, key, place)
    return found


def _add(found: dict[str, _Places], key: str, place: int) -> None:
    known = found.get(key)
    if known is None:
        found[key] = (place,)
    elif isinstance(known, list):
        known.append(place)
    else:
        found[key] = [*known, place]


def _pieces_of(keys: Iterable[str]) -> dict[int, dict[int, dict[str, _Places]]]:
    """Return by the length of a key and where a third of it begins the places of those that have that third."""
    found: dict[int, dict[int, dict[str, _Places]]] = {}
    for place, key in enumerate(keys):
        length = len(key)
        if length not in found:
            found[length] = {start: {} for start, _ in _thirds(length)}
        of_length = found[length]
        for start, end in _thirds(length):
            _add(of_length[start], key[start:end], place)
    return found


@cache
def _thirds(length: int) -> tuple[tuple[int, int], ...]:
    """Return where each third of so many letters begins and ends, none for so few that one would be empty.

    Source: Li, Deng, Wang, Feng, Pass-Join, PVLDB 5(3), 2011

    >>> _thirds(7), _thirds(2)
    (((0, 2), (2, 4), (4, 7)), ())
    """
    cuts = (0, length // 3, 2 * length // 3, length)
    return tuple(pairwise(cuts)) if length > _EDITS else ()


@cache
def _windows(length: int, asked: int) -> tuple[tuple[int, int, int], ...]:
    """Return for the thirds of a name where they may stand in another that is at most two edits apart.

    What stands before a third and is wrong shifts it by so many letters, what is wrong behind it leaves the rest of
    the difference in length.
    """
    found, longer = [], asked - length
    for number, (start, end) in enumerate(_thirds(length)):
        for shift in range(-number, number + 1):
            if abs(longer - shift) <= _EDITS - number and 0 <= start + shift <= asked - end + start:
                found.append((start, end, start + shift))
    return tuple(found)


def _telling(parts: Iterable[str]) -> frozenset[str]:
    """Return the words that tell a name from others: without legal forms and small words, and what kind it is.

    >>> sorted(_telling(["google", "brain", "inc"])), sorted(_telling(["ai", "lab"])), sorted(_telling(["百度公司"]))
    (['brain', 'google'], ['ai', 'lab'], ['百度'])
    """
    bare = [part if part.isascii() else _ENDINGS.sub("", part) or part for part in parts]
    return frozenset([part for part in bare if part not in _LITTLE] or [p for p in bare if p not in _EMPTY] or bare)


def is_legal_form(name: str) -> bool:
    """Return whether a name says nothing but a legal form, as what a comma cuts off does.

    >>> is_legal_form("Inc."), is_legal_form("Co., Ltd"), is_legal_form("Google Inc.")
    (True, True, False)
    """
    parts = words(name)
    return bool(parts) and _LEGAL.issuperset(parts)


def _weight(parts: Iterable[str]) -> float:
    return sum(0.0 if part in _EMPTY else 0.3 if part in _KINDS else 1.0 for part in parts) or 1.0


def _numbers(parts: Iterable[str]) -> list[str]:
    """Return the words that have a digit."""
    return sorted(part for part in parts if any(map(str.isdigit, part)))


def _allowed(text: str) -> int:
    """Return how many letters of a text may be mistyped: one of more than four, two of more than eight."""
    return sum(len(text) > step for step in RULES["typos"]["dense" if is_dense(text) else "other"])


def _mistyped(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether what two near names differ in may be slips: no number, and no short word for another one.

    >>> _mistyped(["university", "of", "bonn"], ["university", "of", "bern"]), _mistyped(["antropic"], ["anthropic"])
    (False, True)
    """
    if _numbers(ours) != _numbers(theirs):
        return False
    pairs = zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ()
    return all(one == other or edits(one, other, _allowed(one)) is not None for one, other in pairs)


def _of_one_kind(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Return whether what two names say of the kind of thing agrees: a university is no institute."""
    kinds, others = ours & _KINDS, theirs & _KINDS
    return kinds <= others or others <= kinds


def _initials(parts: Sequence[str]) -> set[str]:
    """Return the initials of three words or more: of all, and without small words.

    >>> sorted(_initials(["massachusetts", "institute", "of", "technology"]))
    ['miot', 'mit']
    """
    whole = "".join([part[0] for part in parts])
    short = "".join([part[0] for part in parts if part not in _SMALL])
    return {way for way in (whole, short) if len(way) > 2 and way.isalpha()}


def _pieces(name: str) -> list[str]:
    """Return the names that one name is made of.

    >>> _pieces("Massachusetts Institute of Technology (MIT)"), _pieces("OpenAI")
    (['Massachusetts Institute of Technology', 'MIT'], [])
    """
    if match := _BRACKETS.fullmatch(name):
        return [f"{match[1]} {match[3]}".strip(), match[2]]
    parts = [part.strip() for part in _STROKE.split(name)]
    return parts if len(parts) > 1 and all(parts) else []


def _edits(key: str, places: Sequence[int], keys: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Yield each place whose key is at most so many edits away, and how many; rapidfuzz, where it is, is faster."""
    try:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA
    except ImportError:
        for place in places:
            if (number := edits(key, keys[place], most)) is not None:
                yield place, number
        return
    choices = [keys[place] for place in places]
    for _, number, at in process.extract(key, choices, scorer=OSA.distance, score_cutoff=most, limit=None):
        yield places[at], int(number)
