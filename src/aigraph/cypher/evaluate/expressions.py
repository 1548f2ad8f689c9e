"""Expressions as functions of a row."""

from collections.abc import Callable, Mapping
from typing import Any

from aigraph.cypher.faults import Fault, pointed
from aigraph.cypher.functions import FUNCTIONS
from aigraph.cypher.functions.aggregates import AGGREGATES
from aigraph.cypher.functions.graphs import value_type
from aigraph.cypher.graph import Graph, Node, Relationship
from aigraph.cypher.operators import BINARY, COMPARE, negated
from aigraph.cypher.temporal.duration import Duration, scaled
from aigraph.cypher.temporal.moment import Moment
from aigraph.cypher.temporal.parts import part
from aigraph.cypher.tree import (
    Binary,
    Call,
    Case,
    Comparison,
    Expression,
    HasLabels,
    Index,
    IsNull,
    IsType,
    Labels,
    ListOf,
    Literal,
    MapOf,
    Parameter,
    Property,
    Quantifier,
    Slice,
    Tree,
    Unary,
    Variable,
)
from aigraph.cypher.values import is_number, shown, type_name
from aigraph.errors import QueryError

__all__ = ["Evaluation", "Row", "Value", "labelled", "truth"]

Row = dict[str, Any]
Value = Callable[[Row], Any]


class Evaluation:
    """Turns expressions into functions of a row, each once."""

    def __init__(self, graph: Graph, query: str, parameters: Mapping[str, Any]) -> None:
        """Remember what is asked, with what, of which graph."""
        self.graph, self.query, self.parameters = graph, query, parameters
        self._made: dict[int, tuple[Tree, Value]] = {}

    def value(self, tree: Expression) -> Value:
        """Return the function that gives an expression's value."""
        if id(tree) not in self._made:
            made = getattr(self, f"_{type(tree).__name__.lower()}")(tree)
            self._made[id(tree)] = tree, self._placed(tree, made)
        return self._made[id(tree)][1]

    def _placed(self, tree: Tree, run: Value) -> Value:
        """Return a function whose faults say where they are."""
        if not isinstance(tree, Binary | Call | Property | Index | Slice | Unary | Quantifier):
            return run

        def placed(row: Row) -> Any:
            try:
                return run(row)
            except Fault as fault:
                raise QueryError(pointed(self.query, tree.at, str(fault))) from None

        return placed

    # -- atoms ------------------------------------------------------------------------------------------------------

    def _literal(self, tree: Literal) -> Value:
        value = tree.value
        return lambda row: value

    def _parameter(self, tree: Parameter) -> Value:
        if tree.name not in self.parameters:
            raise QueryError(pointed(self.query, tree.at, f"Missing parameter: ${tree.name}. Give it a value"))
        value = self.parameters[tree.name]
        return lambda row: value

    def _variable(self, tree: Variable) -> Value:
        name = tree.name
        return lambda row: row[name]

    def _listof(self, tree: ListOf) -> Value:
        items = [self.value(item) for item in tree.items]
        return lambda row: [item(row) for item in items]

    def _mapof(self, tree: MapOf) -> Value:
        pairs = [(name, self.value(item)) for name, item in tree.pairs]
        return lambda row: {name: item(row) for name, item in pairs}

    def _property(self, tree: Property) -> Value:
        of, name = self.value(tree.of), tree.key

        def read(row: Row) -> Any:
            value = of(row)
            if isinstance(value, Node | Relationship):
                return value.properties.get(name)
            return _read(value, name)

        return read

    def _index(self, tree: Index) -> Value:
        of, at = self.value(tree.of), self.value(tree.index)
        return lambda row: _indexed(of(row), at(row))

    def _slice(self, tree: Slice) -> Value:
        of = self.value(tree.of)
        low = self.value(tree.low) if tree.low else lambda row: 0
        high = self.value(tree.high) if tree.high else lambda row: 2**63

        def cut(row: Row) -> Any:
            items, start, end = of(row), low(row), high(row)
            if items is None or start is None or end is None:
                return None
            if not isinstance(items, list) or not isinstance(start, int) or not isinstance(end, int):
                raise Fault(f"[…] of {shown(items)}; expected a list, and integers in the brackets")
            return items[start:end]

        return cut

    # -- operators --------------------------------------------------------------------------------------------------

    def _unary(self, tree: Unary) -> Value:
        of, sign = self.value(tree.of), tree.sign
        if sign == "NOT":
            return lambda row: negated(of(row))

        def signed(row: Row) -> Any:
            value = of(row)
            if isinstance(value, Duration) and sign == "-":
                return scaled(value, -1)
            if value is not None and not is_number(value):
                raise Fault(f"{sign}{shown(value)}: a {type_name(value)}; expected a number")
            return value if sign == "+" or value is None else 0 - value  # so that -x of 0.0 is 0.0, as there

        return signed

    def _binary(self, tree: Binary) -> Value:
        left, right = self.value(tree.left), self.value(tree.right)
        if tree.sign in ("AND", "OR"):
            return _logic(left, right, stop=tree.sign == "OR")
        run = BINARY[tree.sign]
        return lambda row: run(left(row), right(row))

    def _comparison(self, tree: Comparison) -> Value:
        items = [self.value(item) for item in tree.items]
        runs = [COMPARE[sign] for sign in tree.signs]
        if len(runs) == 1:
            run, (left, right) = runs[0], items
            return lambda row: run(left(row), right(row))

        def chain(row: Row) -> Any:
            values, sure = [item(row) for item in items], True
            for place, run in enumerate(runs):
                found = run(values[place], values[place + 1])
                if found is False:
                    return False
                sure = sure and found is not None
            return True if sure else None

        return chain

    def _isnull(self, tree: IsNull) -> Value:
        of, negated_ = self.value(tree.of), tree.negated
        return lambda row: (of(row) is None) is not negated_

    def _istype(self, tree: IsType) -> Value:
        of, names, negated_ = self.value(tree.of), {_plain_type(name) for name in tree.types}, tree.negated
        strict = all("NOT NULL" in name for name in tree.types)

        def test(row: Row) -> bool:
            value = of(row)
            if value is None:
                return strict is negated_
            name = value_type(value).removesuffix(" NOT NULL")
            found = name in names or "ANY" in names or (name.startswith("LIST") and "LIST<ANY>" in names)
            return found is not negated_

        return test

    def _haslabels(self, tree: HasLabels) -> Value:
        of, test = self.value(tree.of), labelled(tree.labels)

        def check(row: Row) -> bool | None:
            value = of(row)
            if value is None:
                return None
            if not isinstance(value, Node | Relationship):
                raise QueryError(pointed(self.query, tree.at, f"a label of {shown(value)}; expected a node"))
            return test(value.labels if isinstance(value, Node) else (value.type,))

        return check

    def _call(self, tree: Call) -> Value:
        name = tree.name.lower()
        if name in AGGREGATES:
            held = f"\0{tree.at}"  # computed before for the whole group
            return lambda row: row[held]
        arguments = [self.value(argument) for argument in tree.arguments]
        if name == "exists":
            return lambda row: arguments[0](row) not in (None, False)
        function, written = FUNCTIONS[name], tree.name
        return lambda row: function(written, [argument(row) for argument in arguments])

    def _case(self, tree: Case) -> Value:
        whens = [(self.value(test), self.value(result)) for test, result in tree.whens]
        otherwise = self.value(tree.otherwise) if tree.otherwise else lambda row: None

        def choose(row: Row) -> Any:
            return next((result for test, result in whens if test(row) is True), otherwise)(row)

        return choose


def truth(value: Any) -> bool:
    """Return whether a condition holds.

    Raises:
        Fault: it is no truth value.
    """
    if value is None or isinstance(value, bool):
        return value is True
    raise Fault(f"{shown(value)} is a {type_name(value)}; expected a truth value")


def _logic(left: Value, right: Value, *, stop: bool) -> Value:
    """Return AND (which stops at false) or OR (at true)."""

    def run(row: Row) -> Any:
        one = left(row)
        if one is stop:
            return stop
        other = right(row)
        truth(one)
        truth(other)
        if other is stop:
            return stop
        return None if one is None or other is None else not stop

    return run


def _read(value: Any, name: str) -> Any:
    """Return a field of what is no node and no relationship."""
    if value is None:
        return None
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, Moment | Duration):
        return part(value, name)
    raise Fault(f".{name} of {shown(value)}: a {type_name(value)} has no properties; expected a node or a map")


def _indexed(of: Any, at: Any) -> Any:
    if of is None or at is None:
        return None
    if isinstance(of, list) and isinstance(at, int) and not isinstance(at, bool):
        return of[at] if -len(of) <= at < len(of) else None
    held = of if isinstance(of, dict) else getattr(of, "properties", None)
    if held is not None and isinstance(at, str):
        return held.get(at)
    raise Fault(f"[{shown(at)}] of a {type_name(of)}; expected a place in a list, or a key of a map or node")


_TYPES = {
    "BOOL": "BOOLEAN", "VARCHAR": "STRING", "INT": "INTEGER", "INTEGER64": "INTEGER", "INT64": "INTEGER",
    "SIGNED INTEGER": "INTEGER", "TIME WITHOUT TIMEZONE": "LOCAL TIME", "TIME WITH TIMEZONE": "ZONED TIME",
    "TIMESTAMP WITHOUT TIMEZONE": "LOCAL DATETIME", "TIMESTAMP WITH TIMEZONE": "ZONED DATETIME", "VERTEX": "NODE",
    "EDGE": "RELATIONSHIP",
    "ANY NODE": "NODE", "ANY RELATIONSHIP": "RELATIONSHIP", "ANY VALUE": "ANY", "ANY MAP": "MAP",
}  # fmt: skip


def _plain_type(name: str) -> str:
    plain = name.removesuffix(" NOT NULL").replace(" <", "<")
    return _TYPES.get(plain, plain)


def labelled(labels: Labels) -> Callable[[tuple[str, ...]], bool]:
    """Return what tells whether labels, or the one type of a relationship, fit an expression of labels."""
    if labels.sign == "is":
        return lambda names: labels.name in names
    if labels.sign == "any":
        return bool
    tests = [labelled(one) for one in labels.of]
    if labels.sign == "!":
        return lambda names: not tests[0](names)
    if labels.sign == "&":
        return lambda names: all(test(names) for test in tests)
    return lambda names: any(test(names) for test in tests)
