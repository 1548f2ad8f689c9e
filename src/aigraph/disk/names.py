"""The index of names in a file of SQLite: a search reads what it comes to, and nothing else."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any
from weakref import finalize

from aigraph.disk.parts import Parts
from aigraph.model import Claim
from aigraph.names.index import Index, keys_of, told_apart
from aigraph.names.keys import Keys, edits

__all__ = ["open_index", "write_index"]

_PART = 5_000
#: The tables of an index by what they hold of one entity; the other two tell names apart that fold alike.
_TABLES, _APART = ("names", "words", "sounds", "hints"), ("spelt", "loose")
_SCHEMA = """
CREATE TABLE entities (slug TEXT PRIMARY KEY, own TEXT, first INTEGER, importance REAL) WITHOUT ROWID;
CREATE TABLE keys (kind TEXT, key TEXT, slug TEXT, PRIMARY KEY (kind, key, slug)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX lengths ON keys (kind, length(key), key);
CREATE VIRTUAL TABLE texts USING fts5 (key, kind UNINDEXED, tokenize = 'trigram case_sensitive 1');
INSERT INTO texts SELECT DISTINCT key, kind FROM keys;
ANALYZE;
"""
#: The fewest characters of which the index of parts knows something.
_GRAM = 3


def write_index(parts: Parts, claims: Iterable[Claim], place: Path) -> tuple[int, int]:
    """Write the index of the names of all entities; return how many entities and how many statements there are."""
    data = sqlite3.connect(place, isolation_level=None)
    try:
        data.execute("PRAGMA journal_mode = OFF")
        data.execute("PRAGMA synchronous = OFF")
        data.executescript(f"{_SCHEMA} BEGIN")
        data.executemany("INSERT OR IGNORE INTO entities (slug) VALUES (?)", ((slug,) for slug in parts.slugs()))
        weights, statements = parts.weights(claims)
        for slugs in _in_parts(data, "SELECT slug FROM entities WHERE slug > ? ORDER BY slug LIMIT ?"):
            _add(data, parts, slugs, weights)
        data.execute("CREATE INDEX merged ON entities (own) WHERE own <> slug")
        _tell_apart(data, parts)
        data.executescript(_INDEXES)
        return data.execute("SELECT count(*) FROM entities").fetchone()[0], statements
    finally:
        data.close()


def _in_parts(data: sqlite3.Connection, query: str) -> Iterator[list[str]]:
    """Yield what a query finds after a text, in lists that are small enough to hold."""
    after = ""
    while found := [text for (text,) in data.execute(query, (after, _PART))]:
        yield found
        after = found[-1]


def _add(data: sqlite3.Connection, parts: Parts, slugs: Iterable[str], weights: Mapping[str, int]) -> None:
    entities = parts.entities(slugs)
    own = {e.id: e.replaced_by if e.replaced_by and parts.has_entity(e.replaced_by) else e.id for e in entities}
    firsts = {entity.id: parts.ontology.is_found_first(entity.classes) for entity in entities}
    data.executemany(
        "UPDATE entities SET own = ?, first = ?, importance = ? WHERE slug = ?",
        ((own[slug], firsts[slug], weights.get(slug, 0) / 100, slug) for slug in own),
    )
    _insert(
        data,
        (
            (kind, key, own[entity.id])
            for entity in entities
            for kind, keys in zip(_TABLES, keys_of(entity), strict=True)
            for key in keys
        ),
    )


def _insert(data: sqlite3.Connection, keys: Iterable[tuple[str, str, str]]) -> None:
    data.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", (found for found in keys if found[1]))


def _tell_apart(data: sqlite3.Connection, parts: Parts) -> None:
    """Write the spellings of names that fold as others' do, those of one key together."""
    shared = "SELECT key FROM keys WHERE kind = 'names' AND key > ? GROUP BY key HAVING count(*) > 1 LIMIT ?"
    for keys in _in_parts(data, shared):
        meant: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            meant[key] = [s for (s,) in data.execute("SELECT slug FROM keys WHERE kind = 'names' AND key = ?", (key,))]
        marks = {slug for slugs in meant.values() for slug in slugs}
        entities = parts.entities(sorted(marks | _merged(data, marks)))
        own = {entity.id: entity.replaced_by or entity.id for entity in entities}
        for kind, table in zip(_APART, told_apart(entities, own, Keys.of(meant)), strict=True):
            _insert(data, ((kind, key, slug) for key, slugs in table.items() for slug in slugs))


def _merged(data: sqlite3.Connection, slugs: Iterable[str]) -> set[str]:
    """Return the entities that were merged into some."""
    query = "SELECT slug FROM entities WHERE own = ? AND own <> slug"
    return {found for slug in slugs for (found,) in data.execute(query, (slug,))}


def open_index(place: Path) -> Index:
    """Return the index that a file holds."""
    data = sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    index = object.__new__(Index)
    for kind in (*_TABLES, *_APART):
        setattr(index, kind, _StoredKeys(data, kind))
    entities = lru_cache(maxsize=100_000)(
        lambda slug: data.execute("SELECT own, first, importance FROM entities WHERE slug = ?", (slug,)).fetchone()
    )
    index.slugs, index.importance = _Column(entities, 0), _Column(entities, 2)  # type: ignore[assignment]
    index.first = _First(entities)
    finalize(index.names, data.close)
    return index


class _Column(Mapping[str, Any]):
    """What is known of each entity, by its slug."""

    def __init__(self, look_up: Any, number: int) -> None:
        self._look_up, self._number = look_up, number

    def __getitem__(self, slug: str) -> Any:
        if (found := self._look_up(slug)) is None:
            raise KeyError(slug)
        return found[self._number]

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError("a name is looked up")

    def __len__(self) -> int:
        raise NotImplementedError("a name is looked up")


class _First(_Column):
    """The entities that come before others."""

    def __init__(self, look_up: Any) -> None:
        super().__init__(look_up, 1)

    def __contains__(self, slug: object) -> bool:
        return bool(self.get(str(slug), False))


class _StoredKeys(Keys):
    """One table of an index, looked up in the file."""

    def __init__(self, data: sqlite3.Connection, kind: str) -> None:
        super().__init__()
        self._data, self._kind = data, kind

    def __getitem__(self, key: str) -> tuple[str, ...]:
        query = "SELECT slug FROM keys WHERE kind = ? AND key = ? ORDER BY slug"
        if not (found := tuple(slug for (slug,) in self._data.execute(query, (self._kind, key)))):
            raise KeyError(key)
        return found

    def get(self, key: str, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default

    def beginning(self, text: str) -> Iterator[str]:
        return self._keys("key >= ? AND key < ?", text, text + chr(0x10FFFF))

    def holding(self, text: str) -> Iterator[str]:
        if len(text) < _GRAM:
            return self._keys("instr(key, ?)", text)
        quoted = text.replace('"', '""')
        query = "SELECT key FROM texts WHERE texts MATCH ? AND kind = ? AND instr(key, ?) ORDER BY key"
        return (key for (key,) in self._data.execute(query, (f'"{quoted}"', self._kind, text)))

    def within(self, text: str) -> Iterator[str]:
        parts = {text[start:end] for start, end in combinations(range(len(text) + 1), 2)}
        return (part for part in sorted(parts) if self.get(part))

    def near(self, text: str, most: int) -> Iterator[tuple[str, int]]:
        letters = frozenset(text)
        for length in range(len(text) - most, len(text) + most + 1):
            for key in self._keys("length(key) = ?", length):
                if len(letters.symmetric_difference(key)) <= 2 * most and (n := edits(text, key, most)) is not None:
                    yield key, n

    def _keys(self, where: str, *given: object) -> Iterator[str]:
        query = f"SELECT DISTINCT key FROM keys WHERE kind = ? AND {where} ORDER BY key"
        return (key for (key,) in self._data.execute(query, (self._kind, *given)))
