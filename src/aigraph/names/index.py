"""Finding entities by name in English, Chinese and pinyin: exact, beginning, part, then with typos forgiven.

Pinyin is worked out when the index is made, so that a search imports nothing.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from aigraph.model import Entity, Graph

__all__ = ["KINDS", "Hit", "Index", "folded", "index_of"]

#: How a text matches a name, best first. Pinyin counts as a name, its initials as the beginning of one.
KINDS = ("exact", "beginning", "part", "typo")
_CHINESE = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found: its slug, how (one of KINDS), and the name that matched, folded."""

    id: str
    kind: str
    name: str


@dataclass(slots=True, init=False)
class Index:
    """The names of entities, folded, each with the slugs it may mean; `sounds` is the pinyin and its initials.

    `importance` of a slug ranks matches of one kind.
    """

    names: dict[str, list[str]]
    words: dict[str, list[str]]
    sounds: dict[str, list[str]]
    initials: frozenset[str]
    slugs: frozenset[str]
    importance: dict[str, float]

    def __init__(self, entities: Iterable[Entity], importance: Mapping[str, float] | None = None) -> None:
        """Fold every name, its words, and the pinyin of every Chinese one."""
        names: dict[str, set[str]] = defaultdict(set)
        words: dict[str, set[str]] = defaultdict(set)
        sounds: dict[str, set[str]] = defaultdict(set)
        initials: set[str] = set()
        slugs: set[str] = set()
        for entity in entities:
            slugs.add(entity.id)
            for name in (entity.id, *entity.spellings()):
                names[folded(name)].add(entity.id)
                for word in re.split(r"[\W_]+", name):
                    words[folded(word)].add(entity.id)
                for sound, short in _pinyin(name):
                    sounds[sound].add(entity.id)
                    sounds[short].add(entity.id)
                    initials.add(short)
        self.names, self.words, self.sounds = _sorted(names), _sorted(words), _sorted(sounds)
        self.initials, self.slugs, self.importance = frozenset(initials), frozenset(slugs), dict(importance or {})

    def resolve(self, text: str, *, slug: bool = True) -> list[str]:
        """Return the slugs of the entities that the text names exactly, in any language and spelling, sorted.

        Args:
            text: a name; case, width, accents, spaces and punctuation make no difference.
            slug: whether a slug, written just so, means its own entity alone, even where it is a name of others.
        """
        return [text] if slug and text in self.slugs else list(self.names.get(folded(text), []))

    def find(self, text: str, limit: int | None = 10) -> list[str]:
        """Return the slugs of the entities a text may mean, best first: by kind of match, then importance."""
        return [hit.id for hit in self.hits(text, limit)]

    def hits(self, text: str, limit: int | None = 10) -> list[Hit]:
        """Return what `find` does, with how each was found. Typos are looked for where the limit is not reached."""
        wanted = folded(text)
        found = self._best(self._matches(wanted)) if wanted else []
        if wanted and (limit is None or len(found) < limit):
            known = {hit.id for hit in found}
            found += [hit for hit in self._best(self._typos(wanted, _tolerance(wanted))) if hit.id not in known]
        return found[:limit]

    def suggest(self, text: str, limit: int = 5) -> list[str]:
        """Return the slugs of the entities that may have been meant by a text that names none, best first."""
        wanted = folded(text)
        if found := self.find(text, limit) if wanted else []:
            return found
        held = self._best(
            (slug, 2, key)
            for key, slugs in self.names.items()
            if key in wanted and len(key) >= (2 if _CHINESE.search(key) else 4)
            for slug in slugs
        )
        near = self._best(self._typos(wanted, _tolerance(wanted) + 1)) if len(wanted) > 1 else []
        return list(dict.fromkeys(hit.id for hit in [*held, *near]))[:limit]

    def _matches(self, wanted: str) -> Iterator[tuple[str, int, str]]:
        """Yield slug, kind and name of every match without a typo."""
        short = len(wanted) < 4 and wanted.isascii()  # no part of a name where it runs over two words: atm, at Meta
        for key, slugs in self.names.items():
            if key.startswith(wanted) or (wanted in key and not short):
                kind = 0 if key == wanted else 1 if key.startswith(wanted) else 2
                yield from ((slug, kind, key) for slug in slugs)
        for key, slugs in self.words.items():
            if wanted in key:
                yield from ((slug, 1 if key.startswith(wanted) else 2, key) for slug in slugs)
        for key, slugs in self.sounds.items():
            if key in self.initials:
                kind = 1 if key == wanted else 2 if key.startswith(wanted) and len(wanted) > 1 else -1
            else:
                kind = 0 if key == wanted else 1 if key.startswith(wanted) else 2 if wanted in key[2:] else -1
                kind = -1 if kind == 2 and len(wanted) < 4 else kind
            if kind >= 0:
                yield from ((slug, kind, key) for slug in slugs)

    def _typos(self, wanted: str, allowed: int) -> Iterator[tuple[str, float, str]]:
        """Yield slug, 3 plus the number of edits, and name of every match with at most `allowed` edits."""
        for keys in (self.names, self.words, self.sounds):
            for key, slugs in keys.items():
                if len(key) > (1 if _CHINESE.search(key) else 2) and (
                    keys is not self.sounds or (len(key) > 4 and key not in self.initials)
                ):
                    edits = _distance(wanted, key, allowed)
                    if edits is not None:
                        place = 2 + edits + (0.5 if keys is self.words else 0)  # a whole name before a word of one
                        yield from ((slug, place, key) for slug in slugs)

    def _best(self, matches: Iterable[tuple[str, float, str]]) -> list[Hit]:
        """Return the best match of each slug, best first; of one kind the more important, then the shorter name."""
        best: dict[str, tuple[float, float, int, str]] = {}
        for slug, kind, key in matches:
            place = (kind, -self.importance.get(slug, 0.0), len(key), key)
            best[slug] = min(best.get(slug, place), place)
        ordered = sorted(best.items(), key=lambda item: (item[1], item[0]))
        return [Hit(slug, KINDS[min(int(kind), 3)], key) for slug, (kind, _, _, key) in ordered]


def index_of(graph: Graph) -> Index:
    """Return the index of a graph's names; what more statements and claims name is the more important."""
    counts: Counter[str] = Counter()
    for statement in graph.statements:
        counts.update(statement.ends)
    for claim in graph.claims:
        counts.update(claim.about)
    return Index(graph.entities, {slug: float(count) for slug, count in counts.items()})


def folded(text: str) -> str:
    """Return a text without case, width, accents, spaces and punctuation.

    >>> folded("Open AI"), folded("ＧＰＴ-4"), folded("Mistral Médium"), folded("小米")
    ('openai', 'gpt4', 'mistralmedium', '小米')
    """
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in flat if c.isalnum())


def _sorted(names: dict[str, set[str]]) -> dict[str, list[str]]:
    return {key: sorted(slugs) for key, slugs in sorted(names.items()) if key}


def _tolerance(wanted: str) -> int:
    """Return how many typos a text of this length may have."""
    steps = (3, 6) if _CHINESE.search(wanted) else (4, 8)
    return sum(len(wanted) >= step for step in steps)


def _distance(one: str, other: str, most: int) -> int | None:
    """Return how many edits (insert, delete, replace, swap neighbours) lead from one to the other, None over `most`.

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


def _pinyin(name: str) -> Iterator[tuple[str, str]]:
    """Yield the pinyin of a name with its initials, nothing where it has no Chinese character; ü as v and as u."""
    if not _CHINESE.search(name):
        return
    from pypinyin import lazy_pinyin

    syllables = [s for s in map(folded, lazy_pinyin(name)) if s]
    short = "".join(s[:1] for s in syllables)
    yield "".join(syllables), short
    if "v" in (whole := "".join(syllables)):
        yield whole.replace("v", "u"), short
