"""Expressions: what has a value."""

from dataclasses import dataclass
from typing import Any

from aigraph.cypher.tree.base import Expression, Query
from aigraph.cypher.tree.patterns import Labels, Path

__all__ = [
    "Binary",
    "Call",
    "Case",
    "Comparison",
    "Comprehension",
    "HasLabels",
    "Index",
    "IsNull",
    "IsType",
    "ListOf",
    "Literal",
    "MapOf",
    "MapProjection",
    "Parameter",
    "PatternComprehension",
    "PatternExpression",
    "Property",
    "Quantifier",
    "Reduce",
    "Slice",
    "Subquery",
    "Unary",
    "Variable",
]


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """A number, a text, true, false or null."""

    value: Any


@dataclass(frozen=True, slots=True)
class Parameter(Expression):
    """`$name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Variable(Expression):
    """A name."""

    name: str


@dataclass(frozen=True, slots=True)
class Property(Expression):
    """`x.key`."""

    of: Expression
    key: str


@dataclass(frozen=True, slots=True)
class Index(Expression):
    """`x[i]`."""

    of: Expression
    index: Expression


@dataclass(frozen=True, slots=True)
class Slice(Expression):
    """`x[low..high]`."""

    of: Expression
    low: Expression | None
    high: Expression | None


@dataclass(frozen=True, slots=True)
class ListOf(Expression):
    """`[a, b]`."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class MapOf(Expression):
    """`{key: value}`."""

    pairs: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Unary(Expression):
    """NOT, + or - before a value."""

    sign: str
    of: Expression


@dataclass(frozen=True, slots=True)
class Binary(Expression):
    """Two values and what joins them: OR, XOR, AND, IN, STARTS WITH, +, ||, …."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """A chain of comparisons: `a < b <= c`."""

    items: tuple[Expression, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsNull(Expression):
    """`x IS NULL`, `x IS NOT NULL`."""

    of: Expression
    negated: bool


@dataclass(frozen=True, slots=True)
class IsType(Expression):
    """`x IS :: INTEGER`, `x IS NOT :: INTEGER`."""

    of: Expression
    types: tuple[str, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class HasLabels(Expression):
    """`n:Label`."""

    of: Expression
    labels: Labels


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function with its arguments; `count(*)` has a star."""

    name: str
    arguments: tuple[Expression, ...]
    distinct: bool = False
    star: bool = False


@dataclass(frozen=True, slots=True)
class Case(Expression):
    """CASE; `of` is what the values after WHEN are compared with."""

    of: Expression | None
    whens: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression | None


@dataclass(frozen=True, slots=True)
class Comprehension(Expression):
    """`[x IN list WHERE condition | result]`."""

    name: str
    of: Expression
    where: Expression | None
    result: Expression | None


@dataclass(frozen=True, slots=True)
class Quantifier(Expression):
    """`all(x IN list WHERE condition)`, any, none, single."""

    kind: str
    name: str
    of: Expression
    where: Expression


@dataclass(frozen=True, slots=True)
class Reduce(Expression):
    """`reduce(total = start, x IN list | result)`."""

    total: str
    start: Expression
    name: str
    of: Expression
    result: Expression


@dataclass(frozen=True, slots=True)
class MapProjection(Expression):
    """`x {.key, .*, key: value, variable}`: the items are ('.', key), ('*', '') or (key, value)."""

    of: Variable
    items: tuple[tuple[str, Expression | str], ...]


@dataclass(frozen=True, slots=True)
class PatternExpression(Expression):
    """A path where a truth value is expected."""

    path: Path


@dataclass(frozen=True, slots=True)
class PatternComprehension(Expression):
    """`[path WHERE condition | result]`."""

    path: Path
    where: Expression | None
    result: Expression


@dataclass(frozen=True, slots=True)
class Subquery(Expression):
    """`EXISTS { … }`, `COUNT { … }`, `COLLECT { … }`; of a bare pattern the query is a MATCH without RETURN."""

    kind: str
    query: "Query"
