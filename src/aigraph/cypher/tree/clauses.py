"""Clauses: what makes rows of rows."""

from dataclasses import dataclass

from aigraph.cypher.tree.base import Clause, Expression, Query, Tree
from aigraph.cypher.tree.patterns import Path

__all__ = ["Item", "Match", "Procedure", "Projection", "SubqueryClause", "Unwind"]


@dataclass(frozen=True, slots=True)
class Item(Tree):
    """What a RETURN, a WITH or an ORDER BY lists: a value and its name; `down` in ORDER BY only."""

    value: Expression
    name: str
    aliased: bool = False
    down: bool = False


@dataclass(frozen=True, slots=True)
class Match(Clause):
    """MATCH and OPTIONAL MATCH."""

    paths: tuple[Path, ...]
    where: Expression | None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Unwind(Clause):
    """UNWIND list AS name."""

    of: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Projection(Clause):
    """WITH and RETURN; `star` where all variables are kept."""

    kind: str
    items: tuple[Item, ...]
    distinct: bool = False
    star: bool = False
    order: tuple[Item, ...] = ()
    skip: Expression | None = None
    limit: Expression | None = None
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Procedure(Clause):
    """CALL name(arguments) YIELD column AS name WHERE condition; `yields` is None where there is no YIELD."""

    name: str
    arguments: tuple[Expression, ...] | None
    yields: tuple[tuple[str, str], ...] | None
    where: Expression | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class SubqueryClause(Clause):
    """CALL { … }, CALL (x) { … }; `scope` has the names handed over, None where WITH says so, ('*',) for all."""

    query: "Query"
    scope: tuple[str, ...] | None
    optional: bool = False
