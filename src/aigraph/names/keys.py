"""Folded names with the slugs they may mean, searched by beginning, by part and with typos forgiven.

The tables for that are made when first needed and are not pickled; nothing is imported.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["Keys", "edits"]


class Keys(dict[str, tuple[str, ...]]):
    """Key → slugs, both sorted where it is made by `of`. Tuples, since the garbage collector passes them over."""

    _order: list[str] | None = None
    _text: str | None = None
    _by_length: dict[int, list[str]] | None = None

    @classmethod
    def of(cls, found: Mapping[str, list[str]]) -> "Keys":
        """Return these keys, sorted, each with its slugs, sorted, once; an empty key names nobody."""
        items = ((key, found[key]) for key in sorted(found) if key)
        return cls((key, tuple(slugs if len(slugs) == 1 else sorted(set(slugs)))) for key, slugs in items)

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave out what can be made again."""
        return Keys, (dict(self),)

    def beginning(self, text: str) -> Iterator[str]:
        """Yield the keys that begin with a text, sorted."""
        if self._order is None:
            self._order = list(self)
        order = self._order
        for place in range(bisect_left(order, text), len(order)):
            if not order[place].startswith(text):
                return
            yield order[place]

    def holding(self, text: str) -> Iterator[str]:
        """Yield the keys that hold a text, sorted."""
        if self._text is None:
            self._text = "\n".join(["", *self, ""])
        found = self._text.find(text)
        while found >= 0:
            end = self._text.index("\n", found)
            yield self._text[self._text.rindex("\n", 0, found) + 1 : end]
            found = self._text.find(text, end)

    def within(self, text: str) -> Iterator[str]:
        """Yield the keys that a text holds."""
        return (key for key in self if key in text)

    def near(self, text: str, most: int) -> Iterator[tuple[str, int]]:
        """Yield the keys with at most so many edits from a text, and how many.

        Cost: one look at each key of about the length, the whole distance only where the letters are about the same.
        """
        if self._by_length is None:
            self._by_length = defaultdict(list)
            for key in self:
                self._by_length[len(key)].append(key)
        letters = frozenset(text)
        for length in range(len(text) - most, len(text) + most + 1):
            for key in self._by_length.get(length, ()):
                if len(letters.symmetric_difference(key)) <= 2 * most and (n := edits(text, key, most)) is not None:
                    yield key, n


def edits(one: str, other: str, most: int) -> int | None:
    """Return how many edits (insert, delete, replace, swap neighbours) lead from one to the other, None over `most`.

    Source: https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)

    >>> edits("openai", "opneai", 2), edits("openai", "anthropic", 2)
    (1, None)
    """
    if abs(len(one) - len(other)) > most:
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
