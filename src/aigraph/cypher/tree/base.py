"""What every piece of a query is: its place in the text; and what a whole query is."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

__all__ = ["Clause", "Expression", "Query", "Single", "Tree", "walk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A piece of a query and where it stands in the text."""

    at: int = 0
    end: int = 0


class Expression(Tree):
    """What has a value."""

    __slots__ = ()


class Clause(Tree):
    """What makes rows of rows."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Single(Tree):
    """Clauses one after the other."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Query(Tree):
    """Queries joined by UNION; `every` where it is UNION ALL."""

    parts: tuple[Single, ...]
    every: bool = False


def walk(tree: Any) -> Iterator[Any]:
    """Yield a tree and all that is in it, in the order of the text."""
    if isinstance(tree, Tree):
        yield tree
        for field in fields(tree):
            yield from walk(getattr(tree, field.name))
    elif isinstance(tree, tuple):
        for item in tree:
            yield from walk(item)
