"""Patterns: nodes, relationships, labels, paths."""

from dataclasses import dataclass

from aigraph.cypher.tree.base import Expression, Tree

__all__ = ["Group", "Labels", "NodePattern", "Path", "RelPattern"]


@dataclass(frozen=True, slots=True)
class Labels(Tree):
    """Labels or types: sign `is` with a name, `any`, `&`, `|`, `!` with `of`."""

    sign: str
    name: str = ""
    of: "tuple[Labels, ...]" = ()


@dataclass(frozen=True, slots=True)
class NodePattern(Tree):
    """`(name:Labels {properties} WHERE condition)`."""

    name: str | None
    labels: Labels | None
    properties: Expression | None
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class RelPattern(Tree):
    """`-[name:TYPES *low..high {properties} WHERE condition]->`; direction `>`, `<` or ``; one hop without length."""

    name: str | None
    types: Labels | None
    properties: Expression | None
    direction: str
    length: tuple[int, int | None] | None = None
    where: Expression | None = None
    quantified: bool = False


@dataclass(frozen=True, slots=True)
class Group(Tree):
    """`((a)-[r]->(b) WHERE condition){low,high}`."""

    path: "Path"
    where: Expression | None
    length: tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Path(Tree):
    """`name = shortestPath((a)-[r]->(b))`: nodes, relationships and groups in turn; `shortest` is one or all."""

    name: str | None
    steps: tuple[NodePattern | RelPattern | Group, ...]
    shortest: str = ""
