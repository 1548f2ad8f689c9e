"""Finding entities by name in English, Chinese and pinyin: exact, beginning, part, then with typos forgiven.

A text that is no name may be words of several: what has most of them comes first.

Pinyin is worked out when the index is made, so that a search imports nothing. The page's `search.js` does the same
with what `payload` gives it of the index; `tests/data/search.json` holds both to it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from aigraph.model import Entity, Graph, Ref
from aigraph.names.folding import RULES, folded, is_dense, joined, loose, spelt, words
from aigraph.names.keys import Keys
from aigraph.names.pinyin import is_chinese, readings
from aigraph.ontology import Ontology

__all__ = ["KINDS", "Hit", "Index", "index_of", "keys_of", "told_apart", "weights"]

#: How a text matches a name, best first. Pinyin counts as a name, its initials and rarer readings for less.
KINDS = ("exact", "beginning", "part", "typo")
_LEAST: Mapping[str, int] = RULES["least"]

_Match = tuple[str, float, str]  # slug, place of the kind, key


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found: its slug, how (one of KINDS), and the name that matched, folded."""

    id: str
    kind: str
    name: str


@dataclass(slots=True, init=False)
class Index:
    """The names of entities, folded, and their words, each with the slugs it may mean.

    `sounds` is the usual pinyin; `hints` its initials and the other readings, with theirs: one of those is worth what
    a beginning of a name is, and its beginning what a part of a name is. `spelt` and `loose` tell apart names that
    fold alike. `slugs` leads from each slug to the entity's own, that of another where it was merged into it, whose
    names are then found for the other. Of matches of one kind those in `first` come first, then by `importance`.
    """

    names: Keys
    words: Keys
    sounds: Keys
    hints: Keys
    spelt: Keys
    loose: Keys
    slugs: Mapping[str, str]
    importance: dict[str, float]
    first: Collection[str]

    def __init__(
        self,
        entities: Iterable[Entity],
        importance: Mapping[str, float] | None = None,
        first: Collection[str] = (),
    ) -> None:
        """Fold every name, its words, and the pinyin of every Chinese one."""
        held = tuple(entities)
        ids = {entity.id for entity in held}
        self.slugs = {e.id: e.replaced_by if e.replaced_by in ids else e.id for e in held}
        tables = tuple(defaultdict[str, list[str]](list) for _ in range(4))
        for entity in held:
            for table, keys in zip(tables, keys_of(entity), strict=True):
                for key in keys:
                    table[key].append(self.slugs[entity.id])
        self.names, self.words, self.sounds, self.hints = map(Keys.of, tables)
        self.spelt, self.loose = told_apart(held, self.slugs, self.names)
        self.importance, self.first = dict(importance or {}), frozenset(first)

    def resolve(self, text: str, *, slug: bool = True) -> list[str]:
        """Return the slugs of the entities that the text names, in any language and spelling, sorted.

        Of names that fold alike (C, C++ and C#) those spelt just so, else those that differ in case and accents only.

        Args:
            text: a name; case, width, accents, spaces and punctuation make no difference.
            slug: whether a slug, written just so, means its own entity alone, even where it is a name of others.
        """
        if slug and text in self.slugs:
            return [self.slugs[text]]
        found = self.names.get(folded(text), ())
        if len(found) > 1:
            found = self.spelt.get(spelt(text)) or self.loose.get(loose(text)) or found
        return list(found)

    def find(self, text: str, limit: int | None = 10) -> list[str]:
        """Return the slugs of the entities a text may mean, best first: by kind of match, then importance."""
        return [hit.id for hit in self.hits(text, limit)]

    def hits(self, text: str, limit: int | None = 10) -> list[Hit]:
        """Return what `find` does, with how each was found. A worse kind is looked for where the limit leaves room."""
        wanted = folded(text)
        found: dict[str, Hit] = {}
        if wanted:
            found = {slug: Hit(slug, KINDS[0], wanted) for slug in self._ranked(self.resolve(text))}
        for matches in (self._beginnings, self._parts, self._typos):
            if wanted and (limit is None or len(found) < limit):
                for hit in self._best(matches(wanted)):
                    found.setdefault(hit.id, hit)
        return (list(found.values()) or self._of_words(words(text)))[:limit]

    def suggest(self, text: str, limit: int = 5) -> list[str]:
        """Return the slugs of the entities that may have been meant by a text that names none, best first."""
        wanted = folded(text)
        if found := self.find(text, limit) if wanted else []:
            return found
        held = self._best(
            (slug, 2, key)
            for key in self.names.within(wanted)
            if len(key) >= (2 if is_dense(key) else 4)
            for slug in self.names[key]
        )
        near = self._best(self._typos(wanted, _tolerance(wanted) + 1)) if len(wanted) > 1 else []
        return list(dict.fromkeys(hit.id for hit in [*held, *near]))[:limit]

    def _beginnings(self, wanted: str) -> Iterator[_Match]:
        """Yield what is the name, or begins as it does."""
        for keys, whole in ((self.names, 0), (self.words, 1), (self.sounds, 0)):
            for key in keys.beginning(wanted):
                yield from ((slug, whole if key == wanted else 1, key) for slug in keys[key])
        yield from ((slug, 1, wanted) for slug in self.hints.get(wanted, ()))

    def _parts(self, wanted: str) -> Iterator[_Match]:
        """Yield what holds the text. A short one is no part where it runs over two words (atm, at Meta)."""
        long = len(wanted) >= _LEAST["part"]
        if long or not wanted.isascii():
            yield from ((slug, 2, key) for key in self.names.holding(wanted) for slug in self.names[key])
        yield from ((slug, 2, key) for key in self.words.holding(wanted) for slug in self.words[key])
        if long:  # not from the second letter: a syllable has two or more
            sounding = (key for key in self.sounds.holding(wanted) if wanted in key[2:])
            yield from ((slug, 2, key) for key in sounding for slug in self.sounds[key])
        if len(wanted) >= _LEAST["initials"]:
            yield from ((slug, 2, key) for key in self.hints.beginning(wanted) for slug in self.hints[key])

    def _typos(self, wanted: str, allowed: int | None = None) -> Iterator[_Match]:
        """Yield every match with at most `allowed` edits, nearer ones before; a whole name before a word of one.

        No number is another one mistyped.
        """
        most = _tolerance(wanted) if allowed is None else allowed
        if not most or wanted.isdecimal():
            return
        for keys, later in ((self.names, 0.0), (self.words, 0.5), (self.sounds, 0.0)):
            for key, edits in keys.near(wanted, most):
                least = "typoSound" if keys is self.sounds else "typoDense" if is_dense(key) else "typoOther"
                if len(key) >= _LEAST[least]:
                    yield from ((slug, 2 + edits + later, key) for slug in keys[key])

    def _of_words(self, parts: list[str]) -> list[Hit]:
        """Return what the words of a text that is no name may mean: what has most of them, best first.

        A word of one letter says nothing; a word that begins no name may be part of one, else mistyped.
        """
        found: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
        for part in dict.fromkeys(parts) if len(parts) > 1 else ():
            if len(part) > 1 or is_dense(part):
                ways = (_best_places(way(part)) for way in (self._beginnings, self._parts, self._typos))
                for slug, place in next(filter(None, ways), {}).items():
                    found[slug].append(place)
        worst = {slug: max(places) for slug, places in found.items()}
        order = sorted(found, key=lambda slug: (-len(found[slug]), worst[slug][0], *self._rank(slug), slug))
        return [_hit(slug, worst[slug]) for slug in order]

    def _best(self, matches: Iterable[_Match]) -> list[Hit]:
        """Return the best match of each slug, best first; of one kind by rank, then the shorter name."""
        best = _best_places(matches)
        order = sorted(best, key=lambda slug: (best[slug][0], *self._rank(slug), best[slug][1], slug))
        return [_hit(slug, best[slug]) for slug in order]

    def _ranked(self, slugs: Iterable[str]) -> list[str]:
        return sorted(slugs, key=lambda slug: (*self._rank(slug), slug))

    def _rank(self, slug: str) -> tuple[bool, float]:
        return slug not in self.first, -self.importance.get(slug, 0.0)


def index_of(graph: Graph, ontology: Ontology) -> Index:
    """Return the index of a graph's names; persons come before things, then what there is more to say about."""
    first = [entity.id for entity in graph.entities if ontology.is_found_first(entity.classes)]
    return Index(graph.entities, weights(graph), first)


def _best_places(matches: Iterable[_Match]) -> dict[str, tuple[float, int, str]]:
    """Return the best match of each slug: place of its kind, length of the key, the key."""
    best: dict[str, tuple[float, int, str]] = {}
    for slug, kind, key in matches:
        place = (kind, len(key), key)
        best[slug] = min(best.get(slug, place), place)
    return best


def _hit(slug: str, place: tuple[float, int, str]) -> Hit:
    return Hit(slug, KINDS[min(int(place[0]), 3)], place[2])


def weights(graph: Graph) -> dict[str, float]:
    """Return how much there is to say about each entity: relations first, then numbers and claims.

    The index ranks by it, the page draws by it.
    """
    found: Counter[str] = Counter()
    for statement in graph.statements:
        found[statement.subject] += 100 if isinstance(statement.object, Ref) else 40
        if isinstance(statement.object, Ref):
            found[statement.object.id] += 100
        found.update(dict.fromkeys({s for e in statement.evidence for s in e.speakers}, 10))
    for claim in graph.claims:
        found.update(dict.fromkeys({*claim.about, *claim.held_by}, 15))
    return {entity.id: found[entity.id] / 100 for entity in graph.entities}


def keys_of(entity: Entity) -> tuple[set[str], set[str], set[str], set[str]]:
    """Return everything by which an entity is found: names, words of them, sounds, hints."""
    names: set[str] = set()
    parts: set[str] = set()
    sounds: set[str] = set()
    hints: set[str] = set()
    for name in (entity.id, *entity.spellings()):
        found = words(name)
        names.add(joined(found, name))
        parts.update(found)
        if is_chinese(name):
            for place, syllables in enumerate(readings(found)):
                (hints if place else sounds).update(_written(syllables))
                hints.add("".join(syllable[0] for syllable in syllables))
    return names, parts - names, sounds - names, hints - sounds - names


def _written(syllables: Iterable[str]) -> tuple[str, ...]:
    """Return how people type a reading: ü as v, and as u."""
    whole = "".join(syllables)
    return (whole, whole.replace("v", "u")) if "v" in whole else (whole,)


def told_apart(entities: Iterable[Entity], slugs: Mapping[str, str], names: Keys) -> tuple[Keys, Keys]:
    """Return the spellings of names that fold as others' do: as they look, and without case and accents."""
    shared = {slug for several in names.values() if len(several) > 1 for slug in several}
    looks, loosely = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for entity in entities:
        slug = slugs[entity.id]
        for name in entity.spellings() if slug in shared else ():
            if len(names.get(folded(name), ())) > 1:
                looks[spelt(name)].append(slug)
                loosely[loose(name)].append(slug)
    return Keys.of(looks), Keys.of(loosely)


def _tolerance(wanted: str) -> int:
    """Return how many typos a text of this length may have."""
    steps = RULES["typos"]["dense" if is_dense(wanted) else "other"]
    return sum(len(wanted) >= step for step in steps)
