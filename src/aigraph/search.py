"""Finding entities by name: exact, prefix, substring, fuzzy; English, Chinese and pinyin; small typos forgiven.

Pinyin is worked out when the index is made, so that a query imports nothing.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aigraph.model import Entity

__all__ = ["Index", "folded"]

_CJK = re.compile(r"[\u3400-\u9fff]")


def folded(text: str) -> str:
    """Return a text without case, width, accents, spaces and punctuation.

    >>> folded("Open AI"), folded("GPT-4"), folded("小米")
    ('openai', 'gpt4', '小米')
    """
    flat = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in flat if c.isalnum())


@dataclass(slots=True)
class Index:
    """The names of entities. Made from entities and the importance of each slug, which ranks equal matches."""

    names: dict[str, list[str]] = field(default_factory=dict)
    sounds: dict[str, list[str]] = field(default_factory=dict)
    importance: dict[str, float] = field(default_factory=dict)

    def __init__(self, entities: Iterable[Entity], importance: Mapping[str, float] | None = None) -> None:
        """Fold every name, and the pinyin of every Chinese one."""
        names: dict[str, set[str]] = defaultdict(set)
        sounds: dict[str, set[str]] = defaultdict(set)
        self.importance = dict(importance or {})
        for entity in entities:
            for name in (entity.id, *entity.spellings()):
                names[folded(name)].add(entity.id)
                for sound in _pinyin(name):
                    sounds[sound].add(entity.id)
        self.names = _sorted(names)
        self.sounds = _sorted(sounds)

    def resolve(self, text: str) -> list[str]:
        """Return the slugs of the entities that the text names exactly, in any language and spelling."""
        return list(self.names.get(folded(text), []))

    def find(self, text: str, limit: int | None = 10) -> list[str]:
        """Return slugs, best first: exact, then prefix, substring, typos; within each the more important first."""
        wanted = folded(text)
        best: dict[str, tuple[int, float, int]] = {}
        if not wanted:
            return []
        for key, slugs in (*self.names.items(), *self.sounds.items()):
            rank = _rank(wanted, key)
            if rank is None:
                continue
            for slug in slugs:
                place = (rank, -self.importance.get(slug, 0.0), len(key))
                best[slug] = min(best.get(slug, place), place)
        return sorted(best, key=lambda slug: (best[slug], slug))[:limit]

    def suggest(self, text: str, limit: int = 5) -> list[str]:
        """Return the slugs of the entities that may have been meant."""
        return self.find(text, limit)


def _sorted(names: dict[str, set[str]]) -> dict[str, list[str]]:
    return {key: sorted(slugs) for key, slugs in sorted(names.items()) if key}


def _rank(wanted: str, key: str) -> int | None:
    """Return 0 for the same name, 1 for its beginning, 2 for a part, 3 and more for typos, None for another name."""
    if key == wanted:
        return 0
    if key.startswith(wanted):
        return 1
    if wanted in key:
        return 2
    allowed = 0 if len(wanted) < 3 else 1 if len(wanted) < 6 else 2
    if _CJK.search(wanted):
        allowed = min(allowed, 1)
    distance = _distance(wanted, key, allowed)
    return None if distance is None else 2 + distance


def _distance(one: str, other: str, most: int) -> int | None:
    """Return how many edits (insert, delete, replace, swap neighbours) lead from one to the other, None for over `most`.

    Source: https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)
    """
    if not most or abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, before_above = row, before
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before_above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
        before = above
    return row[-1] if row[-1] <= most else None


def _pinyin(name: str) -> list[str]:
    """Return the pinyin of a name and its initials, nothing where it has no Chinese character."""
    if not _CJK.search(name):
        return []
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    return [folded("".join(syllables)), folded("".join(s[:1] for s in syllables))]
