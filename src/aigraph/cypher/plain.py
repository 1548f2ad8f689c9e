"""Which queries kglite answers: those made of nothing but what it was measured to answer as Neo4j does.

Everything else goes to our own evaluator, which is as right on a large graph, and slower.
"""

import datetime
import re
from collections.abc import Collection, Mapping
from typing import Any

from aigraph.cypher.tokens import tokens
from aigraph.cypher.tree import (
    Binary,
    Call,
    Comparison,
    Expression,
    HasLabels,
    IsNull,
    Item,
    Labels,
    ListOf,
    Literal,
    MapOf,
    Match,
    NodePattern,
    Parameter,
    Path,
    Projection,
    Property,
    Query,
    RelPattern,
    Tree,
    Unary,
    Variable,
    walk,
)

__all__ = ["MADE_UP", "is_plain", "passes", "without_comments"]

#: Properties that kglite makes up where none of that name is stored.
MADE_UP = ("connection_type", "end", "end_id", "label", "node_type", "start", "start_id", "title", "type")
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_TESTS = ("IN", "STARTS WITH", "ENDS WITH", "CONTAINS")
_CALLS = ("count", "min", "max", "type")


def is_plain(tree: Query, query: str, parameters: Mapping[str, Any], kinds: Mapping[str, Collection[str]]) -> bool:
    """Return whether kglite is to answer a query.

    Args:
        tree: the query, checked.
        query: its text.
        parameters: their values.
        kinds: the properties that are stored, and the types of Python that each has.
    """
    clauses = tree.parts[0].clauses
    if len(tree.parts) > 1 or not isinstance(clauses[0], Match) or "\\" in query:
        return False
    test = _Plain(parameters, kinds)
    return all(token.text.isascii() for token in tokens(query) if token.kind != "text") and all(
        map(test.holds, walk(clauses))
    )


#: The passes of kglite's optimizer without which a million relationships take seconds in place of milliseconds.
_NEEDED = (
    "extract_pushable_rel_predicates", "fuse_count_short_circuits", "optimize_pattern_start_node",
    "push_where_into_match.1", "push_where_into_match.2",
)  # fmt: skip
#: It counts a row towards LIMIT before it finds that two relationships of the row are one.
_EARLY_LIMIT = "push_limit_into_match"


def passes(tree: Query) -> list[str]:
    """Return the passes of kglite's optimizer that may be on for a plain query."""
    links = [item for item in walk(tree) if isinstance(item, RelPattern)]
    alone = len(links) < 2 and all(link.length is None for link in links)
    return [*_NEEDED, _EARLY_LIMIT] if alone else [*_NEEDED]


def without_comments(query: str) -> str:
    """Return a query without its comments and its last semicolon: kglite knows comments of one line only."""
    found, done = "", 0
    for token in tokens(query):
        found += re.sub(r"[^\n]", " ", query[done : token.start])
        found += "" if token.kind == "sign" and token.text == ";" else query[token.start : token.end]
        done = token.end
    return found


class _Plain:
    """Tells whether a piece of a query is plain, all pieces of it being looked at as well."""

    def __init__(self, parameters: Mapping[str, Any], kinds: Mapping[str, Collection[str]]) -> None:
        self._parameters, self._kinds = parameters, kinds

    def holds(self, item: Tree) -> bool:
        """Return whether a piece is plain: there is a method for each type that may be."""
        test = getattr(self, f"_{type(item).__name__.lower()}", None)
        return test is not None and bool(test(item))

    # -- patterns and clauses ---------------------------------------------------------------------------------------

    def _match(self, item: Match) -> bool:
        return item.where is None or (self._truth(item.where) and not _has_map(item.where))

    def _projection(self, item: Projection) -> bool:
        """Return whether no integer could meet an equal float where values are told apart."""
        if item.star or not (item.where is None or self._truth(item.where)) or _has_map(item):
            return False
        apart = item.distinct or any(isinstance(one, Call) for one in walk(item.items))
        keys = [one.key for one in walk(item.items) if isinstance(one, Property)]
        return not apart or not any({"int", "float"} <= self._of_property(key) for key in keys)

    def _item(self, item: Item) -> bool:
        return bool(_NAME.fullmatch(item.name)) or not item.aliased

    def _path(self, item: Path) -> bool:
        return not item.shortest and item.name is None

    def _nodepattern(self, item: NodePattern) -> bool:
        return item.where is None and (item.labels is None or item.labels.sign == "is")

    def _relpattern(self, item: RelPattern) -> bool:
        bounded = item.length is None or (item.length[1] is not None and item.length[0] > 0)
        return item.where is None and not item.quantified and bounded

    def _labels(self, item: Labels) -> bool:
        """Return whether labels are one name, or several of which one fits: the types of a relationship."""
        return bool(_NAME.fullmatch(item.name)) if item.sign == "is" else item.sign == "|"

    # -- expressions ------------------------------------------------------------------------------------------------

    def _literal(self, item: Literal) -> bool:
        return item.value is None or isinstance(item.value, str | bool | int)

    def _parameter(self, item: Parameter) -> bool:
        value = self._parameters.get(item.name)
        return all(map(_scalar, value)) if isinstance(value, list | tuple) else _scalar(value)

    def _variable(self, item: Variable) -> bool:
        return bool(_NAME.fullmatch(item.name))

    def _property(self, item: Property) -> bool:
        return isinstance(item.of, Variable) and self._stored(item.key)

    def _unary(self, item: Unary) -> bool:
        return item.sign == "NOT" and self._truth(item.of)

    def _binary(self, item: Binary) -> bool:
        if item.sign in ("AND", "OR"):
            return self._truth(item.left) and self._truth(item.right)
        return item.sign in _TESTS and (item.sign != "IN" or isinstance(item.right, ListOf | Parameter))

    def _comparison(self, item: Comparison) -> bool:
        """Return whether two values are compared of which it is known that a date meets a date only."""
        if len(item.items) != 2 or any(isinstance(one, Comparison | Binary | Unary | IsNull) for one in item.items):
            return False
        if item.signs[0] not in ("=", "<>") and all(isinstance(one, Variable) for one in item.items):
            return False  # two nodes, perhaps
        found = [self._types(one) for one in item.items]
        return not any("date" in one for one in found) or all(one == {"date"} for one in found)

    def _isnull(self, item: IsNull) -> bool:
        return isinstance(item.of, Variable | Property)

    def _haslabels(self, item: HasLabels) -> bool:
        return isinstance(item.of, Variable) and item.labels.sign == "is"

    def _listof(self, item: ListOf) -> bool:
        return all(isinstance(one, Literal) for one in item.items)

    def _mapof(self, item: MapOf) -> bool:
        return all(self._stored(key) and isinstance(value, Literal | Parameter) for key, value in item.pairs)

    def _call(self, item: Call) -> bool:
        name, arguments = item.name.lower(), item.arguments
        if name == "date":
            texts = [one.value for one in arguments if isinstance(one, Literal) and isinstance(one.value, str)]
            return len(texts) == len(arguments) == 1 and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", texts[0]))
        return name in _CALLS and (item.star or all(isinstance(one, Variable | Property) for one in arguments))

    # -- what is known ----------------------------------------------------------------------------------------------

    def _truth(self, item: Expression) -> bool:
        """Return whether an expression is nothing but a truth value or null."""
        if isinstance(item, Property):
            return self._of_property(item.key) <= {"bool"}
        if isinstance(item, Literal):
            return item.value is None or isinstance(item.value, bool)
        return isinstance(item, Comparison | Binary | Unary | IsNull | HasLabels)

    def _of_property(self, name: str) -> set[str]:
        return set(self._kinds.get(name, ()))

    def _stored(self, name: str) -> bool:
        """Return whether a property is not one that kglite makes up."""
        return bool(_NAME.fullmatch(name)) and name not in MADE_UP and "any" not in self._kinds.get(name, ())

    def _types(self, item: Expression) -> set[str]:
        match item:
            case Property():
                return self._of_property(item.key)
            case Literal():
                return {type(item.value).__name__}
            case Parameter():
                return {type(self._parameters.get(item.name)).__name__}
            case Call():
                return {"date"} if item.name.lower() == "date" else {"any"}
        return {"any"}


def _has_map(tree: Tree) -> bool:
    """Return whether there is a map, which is plain as the properties of a pattern alone."""
    return any(isinstance(item, MapOf) for item in walk(tree))


def _scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | bool | int) or type(value) is datetime.date
