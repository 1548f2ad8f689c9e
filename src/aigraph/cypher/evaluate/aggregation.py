"""Which parts of an expression are aggregates."""

from typing import Any

from aigraph.cypher.functions.aggregates import AGGREGATES
from aigraph.cypher.tree import Call, Query

__all__ = ["aggregates_in"]


def aggregates_in(tree: Any) -> list[Call]:
    """Return the aggregates of an expression, not those of its subqueries."""
    if isinstance(tree, Query):
        return []
    if isinstance(tree, Call) and tree.name.lower() in AGGREGATES:
        return [tree]
    found: list[Call] = []
    if isinstance(tree, tuple):
        for item in tree:
            found += aggregates_in(item)
    elif hasattr(tree, "__dataclass_fields__"):
        for name in tree.__dataclass_fields__:
            found += aggregates_in(getattr(tree, name))
    return found
