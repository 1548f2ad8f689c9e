"""The nouns of a graph on disk: looked up one by one, never gone through."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NoReturn, TypeVar

from aigraph.disk.parts import Parts
from aigraph.errors import TooLarge
from aigraph.model import Graph, Statement

__all__ = ["About", "LookedUp", "Unheld"]

T = TypeVar("T")


class LookedUp(Mapping[str, T]):
    """Nouns by id, read when they are asked for; there are `count`."""

    def __init__(self, read: Callable[[str], T | None], count: int, refuse: Callable[[], TooLarge]) -> None:
        """Hold what reads one, None where there is none, and what refuses to give all."""
        self._read, self._count, self._refuse = lru_cache(maxsize=50_000)(read), count, refuse

    def __getitem__(self, identifier: str) -> T:
        """Return the noun of an id."""
        if (found := self._read(identifier)) is None:
            raise KeyError(identifier)
        return found

    def __iter__(self) -> Iterator[str]:
        """Raise TooLarge."""
        raise self._refuse()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count


class About(Mapping[str, list[Statement]]):
    """The statements that name an entity, by its slug, sorted by id."""

    def __init__(self, parts: Parts, most: int, refuse: Callable[[], TooLarge]) -> None:
        """Hold what reads them, and how many of one entity are held at most."""
        self._parts, self._most, self._refuse = parts, most, refuse

    def __getitem__(self, slug: str) -> list[Statement]:
        """Return what names an entity."""
        return list(self._parts.statements(self._parts.at_most(self._parts.about(slug), self._most, slug)))

    def __iter__(self) -> Iterator[str]:
        """Raise TooLarge."""
        raise self._refuse()

    def __len__(self) -> int:
        """Raise TooLarge."""
        raise self._refuse()


class Unheld(Graph):
    """A graph of which only the sources, the claims and the IRIs are held: to ask it for more raises TooLarge."""

    _refuse: Callable[[], TooLarge]

    def __init__(self, held: Graph, refuse: Callable[[], TooLarge]) -> None:
        """Hold what is small, and what refuses the rest."""
        for name in ("sources", "claims", "iris"):
            object.__setattr__(self, name, getattr(held, name))
        object.__setattr__(self, "_refuse", refuse)

    @property
    def entities(self) -> NoReturn:
        """Raise TooLarge."""
        raise self._refuse()

    @property
    def statements(self) -> NoReturn:
        """Raise TooLarge."""
        raise self._refuse()
