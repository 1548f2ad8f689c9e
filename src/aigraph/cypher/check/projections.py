"""WITH and RETURN: names, aggregates, what ORDER BY and WHERE may see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from aigraph.cypher.check.loops import Loops
from aigraph.cypher.check.types import Scope
from aigraph.cypher.evaluate.aggregation import aggregates_in
from aigraph.cypher.tree import (
    Call,
    Comprehension,
    Expression,
    Item,
    Literal,
    NodePattern,
    Path,
    PatternComprehension,
    Projection,
    Property,
    Quantifier,
    Reduce,
    RelPattern,
    Subquery,
    Tree,
    Unary,
    Unwind,
    Variable,
    walk,
)

__all__ = ["Projections", "shape"]


def shape(tree: Any) -> Any:
    """Return a tree without its places: two of one shape mean the same."""
    if isinstance(tree, Tree):
        inner = (shape(getattr(tree, field.name)) for field in fields(tree) if field.name not in ("at", "end"))
        return type(tree).__name__, *inner
    return tuple(map(shape, tree)) if isinstance(tree, tuple) else tree


class Projections(Loops):
    """Checks WITH and RETURN."""

    def projection(self, clause: Projection, scope: Scope) -> dict[str, str]:
        """Return the scope after a WITH or RETURN."""
        if clause.star and not scope and clause.kind == "RETURN":
            self.fail(clause, "RETURN * without variables; expected some. Name what to return")
        new = {name: scope[name] for name in sorted(scope)} if clause.star else {}
        for item in clause.items:
            self._nested(item.value)
            found = self.of(item.value, scope)
            if clause.kind == "WITH" and not item.aliased and not isinstance(item.value, Variable):
                self.fail(item, f"a value in WITH has no name. Write {item.name} AS name")
            new[item.name] = found
        self._names(clause, scope)
        grouped = [item for item in clause.items if aggregates_in(item.value)]
        for item in grouped:
            self._unambiguous(item.value, self._simple_keys(clause, scope), set())
        for item in clause.order:
            self._order(clause, item, scope, new, bool(grouped))
        for tree, word in ((clause.skip, "SKIP"), (clause.limit, "LIMIT")):
            self._count(tree, word)
        if clause.where is not None:
            self.no_aggregates(clause.where, "WHERE")
            if grouped or clause.distinct:
                self._projected(clause.where, {shape(item.value) for item in clause.items}, new)
            self.truth(clause.where, {**scope, **new})
        return new

    def _names(self, clause: Projection, scope: Scope) -> None:
        counts = Counter([*(scope if clause.star else ()), *(item.name for item in clause.items)])
        for item in clause.items:
            if counts[item.name] > 1:
                self.fail(item, f"two columns are called {item.name!r}; expected each name once. Write AS and another")

    def no_aggregates(self, tree: Any, where: str) -> None:
        """Refuse aggregates where there are no groups."""
        for call in aggregates_in(tree):
            self.fail(call, f"{call.name}(…) in {where}, where there are no groups. Compute it in a WITH before")

    def _nested(self, tree: Expression) -> None:
        for call in aggregates_in(tree):
            for inner in aggregates_in(call.arguments):
                self.fail(inner, f"{inner.name}(…) inside {call.name}(…). Compute it in a WITH before")
            for inner in walk(call.arguments):
                if isinstance(inner, Call) and inner.name.lower() in ("rand", "randomuuid"):
                    self.fail(inner, f"{inner.name}() inside {call.name}(…). Compute it in a WITH before")
        for loop in walk(tree):
            if isinstance(loop, Comprehension | Quantifier | PatternComprehension | Reduce):
                inside = loop.result if isinstance(loop, Reduce) else (loop.where, getattr(loop, "result", None))
                self.no_aggregates(inside, "a loop over a list")

    def _simple_keys(self, clause: Projection, scope: Scope) -> set[Any]:
        """Return the shapes of what is grouped by, of variables and their properties only."""
        found = {shape(Variable(name)) for name in scope} if clause.star else set()
        for item in clause.items:
            if isinstance(item.value, Variable | Property) and not aggregates_in(item.value):
                found.add(shape(item.value))
        return found

    def _unambiguous(self, tree: Any, keys: set[Any], local: set[str]) -> None:
        """Refuse what is neither an aggregate nor grouped by, in a value with an aggregate."""
        if isinstance(tree, tuple):
            for item in tree:
                self._unambiguous(item, keys, local)
            return
        if (
            not isinstance(tree, Tree)
            or isinstance(tree, Subquery)
            or shape(tree) in keys
            or aggregates_in(tree) == [tree]
        ):
            return
        if isinstance(tree, Variable):
            if tree.name not in local:
                self.fail(
                    tree, f"{tree.name!r} is neither grouped by nor inside the aggregate. Put it into a WITH before"
                )
            return
        local = {*local, *_locals(tree)}
        for field in fields(tree):
            self._unambiguous(getattr(tree, field.name), keys, local)

    def _order(self, clause: Projection, item: Item, scope: Scope, new: Scope, grouped: bool) -> None:
        calls = aggregates_in(item.value)
        if calls and not grouped:
            self.no_aggregates(item.value, "ORDER BY")
        if not grouped and not clause.distinct:
            self.of(item.value, {**scope, **new})
            return
        shapes = {shape(one.value) for one in clause.items}
        simple = {shape(one.value) for one in clause.items if isinstance(one.value, Variable | Property)}
        known = (
            {*shapes} if not calls else {*simple, *(shape(c) for one in clause.items for c in aggregates_in(one.value))}
        )
        self._projected(item.value, known, new)
        self.of(item.value, {**scope, **new})

    def _projected(self, tree: Any, known: set[Any], new: Scope) -> None:
        """Refuse, in ORDER BY after an aggregate or DISTINCT, what the rows have lost."""
        if isinstance(tree, tuple):
            for one in tree:
                self._projected(one, known, new)
            return
        if not isinstance(tree, Tree) or shape(tree) in known:
            return
        if isinstance(tree, Variable) and tree.name not in new:
            self.fail(tree, f"{tree.name!r} is no longer there after DISTINCT or an aggregate. Return it as well")
        if isinstance(tree, Call) and aggregates_in(tree) == [tree]:
            self.fail(tree, f"{tree.name}(…) is not among what is returned. Return it as well")
        local = dict.fromkeys(_locals(tree), "Any")
        for field in fields(tree):
            self._projected(getattr(tree, field.name), known, {**new, **local})

    def _count(self, tree: Expression | None, word: str) -> None:
        if tree is None:
            return
        for item in walk(tree):
            if isinstance(item, Variable):
                self.fail(item, f"{word} of a variable; expected a number or a parameter")
        found = self.of(tree, {})
        negative = isinstance(tree, Literal) and isinstance(tree.value, int) and tree.value < 0
        negative = negative or (isinstance(tree, Unary) and tree.sign == "-")
        if found not in ("Integer", "Any", "Number") or negative:
            self.fail(tree, f"{word} of {self.query[tree.at : tree.end]}; expected an integer, 0 or more")


def _locals(tree: Tree) -> Iterator[str]:
    """Yield the variables that an expression brings itself: those of a loop, of a pattern, of a subquery."""
    if isinstance(tree, Subquery | PatternComprehension):
        for item in walk(tree):
            if isinstance(item, NodePattern | RelPattern | Path | Unwind | Item) and item.name:
                yield item.name
    if isinstance(tree, Comprehension | Quantifier | Reduce):
        yield tree.name
    if isinstance(tree, Reduce):
        yield tree.total
