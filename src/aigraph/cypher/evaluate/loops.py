"""Loops over lists, and what asks for patterns and subqueries, as functions of a row."""

from collections.abc import Callable, Iterator
from typing import Any

from aigraph.cypher.evaluate.expressions import Evaluation, Row, Value, labelled, truth
from aigraph.cypher.faults import Fault, pointed
from aigraph.cypher.graph import Relationship
from aigraph.cypher.tree import (
    Comprehension,
    Expression,
    MapProjection,
    Path,
    PatternComprehension,
    PatternExpression,
    Quantifier,
    Query,
    Reduce,
    RelPattern,
    Subquery,
)
from aigraph.cypher.values import equal, shown, type_name
from aigraph.errors import QueryError

__all__ = ["Loops"]


class Loops(Evaluation):
    """Turns loops into functions of a row; the layers above find patterns and answer subqueries."""

    def matches(self, paths: tuple[Path, ...], where: Expression | None) -> Callable[[Row], Iterator[Row]]:
        """Return what finds the rows that paths make of a row."""
        raise NotImplementedError

    def answers(self, query: Query) -> Callable[[Row], Iterator[Row]]:
        """Return what gives the rows of a subquery; without RETURN those of its last clause."""
        raise NotImplementedError

    def _items(self, tree: Expression) -> Callable[[Row], list[Any] | None]:
        of = self.value(tree)

        def items(row: Row) -> list[Any] | None:
            found = of(row)
            if found is None or isinstance(found, list):
                return found
            message = f"IN {shown(found)}: a {type_name(found)}; expected a list"
            raise QueryError(pointed(self.query, tree.at, message))

        return items

    def _comprehension(self, tree: Comprehension) -> Value:
        name, of = tree.name, self._items(tree.of)
        where = self.value(tree.where) if tree.where else None
        result = self.value(tree.result) if tree.result else None

        def run(row: Row) -> Any:
            items, inner, found = of(row), dict(row), []
            for item in items or ():
                inner[name] = item
                if where is None or truth(where(inner)):
                    found.append(item if result is None else result(inner))
            return None if items is None else found

        return run

    def _quantifier(self, tree: Quantifier) -> Value:
        name, of, where, kind = tree.name, self._items(tree.of), self.value(tree.where), tree.kind

        def run(row: Row) -> bool | None:
            items, inner = of(row), dict(row)
            if items is None:
                return None
            found = []
            for item in items:
                inner[name] = item
                found.append(where(inner))
            return _quantified(kind, found.count(True), found.count(False), found.count(None))

        return run

    def _reduce(self, tree: Reduce) -> Value:
        of, start, result = self._items(tree.of), self.value(tree.start), self.value(tree.result)

        def run(row: Row) -> Any:
            items, inner = of(row), dict(row)
            if items is None:
                return None
            inner[tree.total] = start(row)
            for item in items:
                inner[tree.name] = item
                inner[tree.total] = result(inner)
            return inner[tree.total]

        return run

    def _mapprojection(self, tree: MapProjection) -> Value:
        of = self.value(tree.of)
        items = [(key, item if isinstance(item, str) else self.value(item)) for key, item in tree.items]

        def run(row: Row) -> Any:
            value = of(row)
            found: dict[str, Any] = {}
            if value is None:
                return None
            held = value if isinstance(value, dict) else getattr(value, "properties", None)
            if held is None:
                raise QueryError(pointed(self.query, tree.at, f"{{…}} of {shown(value)}; expected a node or a map"))
            for key, item in items:
                if isinstance(item, str):
                    found.update(held if key == "*" else {item: held.get(item)})
                else:
                    found[key] = item(row)
            return found

        return run

    def _patternexpression(self, tree: PatternExpression) -> Value:
        rows = self.matches((tree.path,), None)
        if tree.path.shortest and tree.path.name is None:
            return lambda row: next((found for found in rows(row)), None) is not None
        return lambda row: any(True for _ in rows(row))

    def _patterncomprehension(self, tree: PatternComprehension) -> Value:
        rows, result = self.matches((tree.path,), tree.where), self.value(tree.result)
        return lambda row: [result(found) for found in rows(row)]

    def _subquery(self, tree: Subquery) -> Value:
        rows = self.answers(tree.query)
        match tree.kind:
            case "EXISTS":
                return lambda row: any(True for _ in rows(row))
            case "COUNT":
                return lambda row: sum(1 for _ in rows(row))
        return lambda row: [next(iter(found.values())) for found in rows(row)]

    def condition(self, test: Expression) -> Callable[[Row], bool]:
        """Return whether a condition holds, with the place where it is none."""
        run = self.value(test)

        def holds(row: Row) -> bool:
            try:
                return truth(run(row))
            except Fault as fault:
                raise QueryError(pointed(self.query, test.at, str(fault))) from None

        return holds

    def hop(self, what: RelPattern) -> Callable[[Row, Relationship], bool]:
        """Return whether a relationship may be one of several in a row."""
        test = labelled(what.types) if what.types else None
        properties = self.value(what.properties) if what.properties else None
        where = self.condition(what.where) if what.where else None

        def fits(row: Row, link: Relationship) -> bool:
            if test is not None and not test((link.type,)):
                return False
            if properties is not None and not _has_all(link.properties, properties(row)):
                return False
            return where is None or where({**row, str(what.name): link})

        return fits


def _quantified(kind: str, yes: int, no: int, open_: int) -> bool | None:
    match kind:
        case "all":
            return False if no else None if open_ else True
        case "any":
            return True if yes else None if open_ else False
        case "none":
            return False if yes else None if open_ else True
    return False if yes > 1 else None if open_ else yes == 1


def _has_all(held: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(equal(held.get(key), value) for key, value in wanted.items())
