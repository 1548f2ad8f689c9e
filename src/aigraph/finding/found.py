"""A table whose rows are nouns."""

from dataclasses import dataclass, field, replace
from typing import Generic, Self, TypeVar

from aigraph.table import Table

__all__ = ["Found"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Table, Generic[T]):
    """A table with what its rows are about: one noun a row.

    >>> found = g.entities(cls="Place")
    >>> found[:1].objects() == [g.entities[found["id"][0]]]
    True
    """

    things: tuple[T, ...] = field(default=(), compare=False, repr=False)

    def objects(self) -> list[T]:
        """Return what the rows are about, in order: objects of `aigraph.model`, or paths.

        >>> [statement.stage for statement in g.statements(predicate="acquired", settled=False).objects()][:1]
        ['planned']
        """
        return list(self.things)

    def _slice(self, at: slice) -> Self:
        return replace(self, rows=self.rows[at], things=self.things[at])
