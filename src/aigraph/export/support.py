"""How many quotes and sources a statement rests on, a derived one by its premises."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

from aigraph.model import Evidence, Statement

__all__ = ["Weight", "weights"]

#: What an edge may weigh: how many pieces of evidence or sources its statement rests on, or what a function says.
Weight = Literal["evidence", "sources"] | Callable[[Statement], float]


def weights(statements: Mapping[str, Statement], weight: Weight) -> dict[str, float]:
    """Return what each statement weighs, by its id. Raises ValueError for a word that is neither of the two."""
    if callable(weight):
        return {name: float(weight(statement)) for name, statement in statements.items()}
    if weight not in ("evidence", "sources"):
        raise ValueError(f"weight {weight!r}; expected 'evidence', 'sources' or a function of a statement")

    @cache
    def support(name: str) -> frozenset[Evidence]:
        statement = statements.get(name)
        if statement is None:
            return frozenset()  # a premise that a part of a graph has not
        premises = statement.derived.premises if statement.derived else ()
        return frozenset(statement.evidence).union(*map(support, premises))

    return {
        name: float(len({item.source for item in support(name)} if weight == "sources" else support(name)))
        for name in statements
    }
