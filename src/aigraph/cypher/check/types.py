"""The types of expressions, as far as they are known before a query runs; what does not fit is refused."""

from collections.abc import Collection, Mapping
from typing import NoReturn

from aigraph.cypher.faults import pointed
from aigraph.cypher.functions import FUNCTIONS
from aigraph.cypher.functions.aggregates import AGGREGATES, RESULTS
from aigraph.cypher.functions.function import fits
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
    ListOf,
    Literal,
    MapOf,
    Parameter,
    Path,
    PatternExpression,
    Property,
    Slice,
    Tree,
    Unary,
    Variable,
)
from aigraph.cypher.values import type_name
from aigraph.errors import QueryError, did_you_mean

__all__ = ["Scope", "Types", "element"]

#: Variables and their types; `List<Node>` is a list of nodes, Any what is known only when the query runs.
Scope = Mapping[str, str]

_HELD = "Node|Relationship|Map|Date|Time|LocalTime|DateTime|LocalDateTime|Duration"
_MOMENTS = "Date|Time|LocalTime|DateTime|LocalDateTime|Duration"
_ADDED = f"Number|String|List|{_MOMENTS}"
#: What operators take, and give where that is one type.
_TAKES = {
    "+": _ADDED, "-": f"Number|{_MOMENTS}", "*": "Number|Duration", "/": "Number|Duration", "%": "Number",
    "^": "Number", "||": "String|List", "STARTS WITH": "Any", "ENDS WITH": "Any", "CONTAINS": "Any", "=~": "Any",
}  # fmt: skip

_AGGREGATED = {"sum": "Number|Duration", "avg": "Number|Duration", "stdev": "Number", "stdevp": "Number"}
_AGGREGATED |= {"percentilecont": "Number", "percentiledisc": "Number"}


def base(name: str) -> str:
    """Return the type without what is in it.

    >>> base("List<Node>"), element("List<Node>"), element("Any")
    ('List', 'Node', 'Any')
    """
    return name.split("<", 1)[0]


def element(name: str) -> str:
    """Return the type of what is in a list."""
    return name[5:-1] if name.startswith("List<") else "Any"


class Types:
    """Tells the type of an expression."""

    def __init__(self, query: str, parameters: Collection[str]) -> None:
        """Remember the text, for the places, and the parameters there are."""
        self.query, self.parameters = query, parameters

    def fail(self, tree: Tree, message: str) -> NoReturn:
        """Raise QueryError with a place marked."""
        raise QueryError(pointed(self.query, tree.at, message))

    def path(self, path: Path, scope: Scope, *, new: bool) -> dict[str, str]:
        """Check a path; return the scope with its variables, which have to be there already unless `new`."""
        raise NotImplementedError

    def of(self, tree: Expression, scope: Scope) -> str:
        """Return the type of an expression."""
        return str(getattr(self, f"_{type(tree).__name__.lower()}")(tree, scope))

    def need(self, tree: Expression, scope: Scope, expected: str, what: str) -> str:
        """Return the type of an expression that has to be one of some types."""
        found = self.of(tree, scope)
        if not fits(base(found), expected):
            self.fail(tree, f"{what}: {found} given; expected {expected.replace('|', ' or ')}")
        return found

    def truth(self, tree: Expression, scope: Scope) -> str:
        """Check a condition; a path is one."""
        if isinstance(tree, PatternExpression):
            self.path(tree.path, scope, new=False)
            return "Boolean"
        self.need(tree, scope, "Boolean", "a condition")
        return "Boolean"

    # -- atoms ------------------------------------------------------------------------------------------------------

    def _literal(self, tree: Literal, scope: Scope) -> str:
        return type_name(tree.value)

    def _parameter(self, tree: Parameter, scope: Scope) -> str:
        if tree.name not in self.parameters:
            self.fail(tree, f"Missing parameter: ${tree.name}. Give it a value")
        return "Any"

    def _variable(self, tree: Variable, scope: Scope) -> str:
        if tree.name not in scope:
            hint = did_you_mean(tree.name, scope)
            self.fail(tree, f"Variable {tree.name!r} is not defined; expected one that is{hint}")
        return scope[tree.name]

    def _listof(self, tree: ListOf, scope: Scope) -> str:
        found = {self.of(item, scope) for item in tree.items} - {"Null"}
        if found and all(fits(name, "Number") and name != "Any" for name in found):
            return f"List<{found.pop() if len(found) == 1 else 'Number'}>"
        return f"List<{found.pop()}>" if len(found) == 1 else "List"

    def _mapof(self, tree: MapOf, scope: Scope) -> str:
        for _, value in tree.pairs:
            self.of(value, scope)
        return "Map"

    def _property(self, tree: Property, scope: Scope) -> str:
        self.need(tree.of, scope, _HELD, f".{tree.key}")
        return "Any"

    def _index(self, tree: Index, scope: Scope) -> str:
        of = self.need(tree.of, scope, "List|Map|Node|Relationship", "[…]")
        at = self.of(tree.index, scope)
        expected = (
            "Integer" if base(of) == "List" else "String" if of in ("Map", "Node", "Relationship") else "Integer|String"
        )
        if not fits(at, expected):
            self.fail(tree.index, f"[…] of a {of}: {at} given; expected {expected.replace('|', ' or ')}")
        return element(of)

    def _slice(self, tree: Slice, scope: Scope) -> str:
        for end in (tree.low, tree.high):
            if end is not None:
                self.need(end, scope, "Integer", "[…]")
        return self.need(tree.of, scope, "List", "[…]")

    # -- operators --------------------------------------------------------------------------------------------------

    def _unary(self, tree: Unary, scope: Scope) -> str:
        if tree.sign == "NOT":
            return self.truth(tree.of, scope)
        return self.need(tree.of, scope, "Number|Duration", f"{tree.sign} before a value")

    def _binary(self, tree: Binary, scope: Scope) -> str:
        if tree.sign in ("AND", "OR", "XOR"):
            self.truth(tree.left, scope)
            return self.truth(tree.right, scope)
        if tree.sign == "IN":
            self.of(tree.left, scope)
            self.need(tree.right, scope, "List", "IN")
            return "Boolean"
        left, right = self.of(tree.left, scope), self.of(tree.right, scope)
        listed = tree.sign == "+" and "List" in (base(left), base(right))
        for side, found in ((tree.left, left), (tree.right, right)):
            if not listed and not fits(base(found), _TAKES[tree.sign]):
                expected = _TAKES[tree.sign].replace("|", " or ")
                self.fail(side, f"{tree.sign}: {found} given; expected {expected}")
        return self._result(tree, base(left), base(right))

    def _result(self, tree: Binary, left: str, right: str) -> str:
        if tree.sign in ("STARTS WITH", "ENDS WITH", "CONTAINS", "=~"):
            return "Boolean"
        if "List" in (left, right) and tree.sign in ("+", "||"):
            return "List"
        if "Any" in (left, right) or "Null" in (left, right):
            return "Any"
        if "String" in (left, right):
            if tree.sign == "+" and not all(fits(name, "String|Number") for name in (left, right)):
                self.fail(tree, f"+: {left} and {right} given; expected two texts. Write toString(…)")
            if tree.sign == "||" and left != right:
                self.fail(tree, f"||: {left} and {right} given; expected two texts, or two lists")
            return "String"
        if all(fits(name, "Number") for name in (left, right)):
            return "Float" if "Float" in (left, right) or tree.sign == "^" else "Integer" if left == right else "Number"
        mixed = {left, right}
        if any(fits(name, "Number") for name in mixed) and (
            tree.sign in "+-" or (tree.sign == "/" and right == "Duration")
        ):
            self.fail(
                tree, f"{tree.sign}: {left} and {right} given; expected two numbers, or a date or time and a duration"
            )
        if tree.sign in "+-" and "Duration" not in mixed:
            self.fail(tree, f"{tree.sign}: {left} and {right} given; expected a duration. Write duration.between(a, b)")
        return left if left != "Duration" else right if tree.sign == "+" else left

    def _comparison(self, tree: Comparison, scope: Scope) -> str:
        for item in tree.items:
            self.of(item, scope)
        return "Boolean"

    def _isnull(self, tree: IsNull, scope: Scope) -> str:
        self.of(tree.of, scope)
        return "Boolean"

    def _istype(self, tree: IsType, scope: Scope) -> str:
        self.of(tree.of, scope)
        return "Boolean"

    def _haslabels(self, tree: HasLabels, scope: Scope) -> str:
        self.need(tree.of, scope, "Node|Relationship", "a label")
        return "Boolean"

    def _case(self, tree: Case, scope: Scope) -> str:
        for test, _ in tree.whens:
            self.truth(test, scope)
        results = [result for _, result in tree.whens] + ([tree.otherwise] if tree.otherwise else [])
        found = {self.of(result, scope) for result in results} - {"Null"}
        return found.pop() if len(found) == 1 else "Any"

    # -- functions --------------------------------------------------------------------------------------------------

    def _call(self, tree: Call, scope: Scope) -> str:
        name = tree.name.lower()
        if name == "exists":
            return self._exists(tree, scope)
        if name in AGGREGATES:
            return self._aggregate(tree, name, scope)
        if name not in FUNCTIONS:
            hint = did_you_mean(tree.name, FUNCTIONS)
            if name.startswith(("apoc.", "gds.", "db.", "dbms.", "graph.", "point", "vector.")):
                hint = "; it belongs to a Neo4j server. Use aigraph cypher --neo4j"
            self.fail(tree, f"Unknown function: {tree.name}{hint}")
        function = FUNCTIONS[name]
        if tree.distinct:
            self.fail(tree, f"DISTINCT in {tree.name}(…), which is no aggregate. Leave it away")
        if not function.takes(len(tree.arguments)):
            self.fail(tree, f"{tree.name}(…) of {len(tree.arguments)} values; expected {function.counts()}")
        found = [
            self.need(argument, scope, function.expected(place), f"{tree.name}(…)")
            for place, argument in enumerate(tree.arguments)
        ]
        return self._given(name, found, function.result)

    def _given(self, name: str, found: list[str], result: str) -> str:
        """Return what a function gives, of the types of its arguments."""
        if name in ("head", "last"):
            return element(found[0])
        if name in ("tail", "reverse", "abs"):
            return found[0]
        fixed = {"nodes": "List<Node>", "relationships": "List<Relationship>", "labels": "List<String>"}
        fixed |= {"keys": "List<String>", "split": "List<String>", "range": "List<Integer>"}
        return fixed.get(name, result)

    def _exists(self, tree: Call, scope: Scope) -> str:
        (argument,) = tree.arguments if len(tree.arguments) == 1 else (None,)
        if not isinstance(argument, PatternExpression):
            self.fail(tree, "exists(…) is for patterns. Write x IS NOT NULL for a property")
        return self.truth(argument, scope)

    def _aggregate(self, tree: Call, name: str, scope: Scope) -> str:
        wanted = 2 if name.startswith("percentile") else 1
        if not tree.star and len(tree.arguments) != wanted:
            self.fail(tree, f"{tree.name}(…) of {len(tree.arguments)} values; expected {wanted}")
        found = [self.of(argument, scope) for argument in tree.arguments]
        expected = _AGGREGATED.get(name, "Any")
        if found and not fits(base(found[0]), expected):
            self.fail(tree.arguments[0], f"{tree.name}(…): {found[0]} given; expected {expected.replace('|', ' or ')}")
        if name == "collect":
            return f"List<{found[0]}>" if found[0] not in ("Any", "Null") else "List"
        return RESULTS.get(name, found[0] if name in ("min", "max") else "Any")
