"""Clauses: rows made of rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from aigraph.cypher.evaluate.aggregation import aggregates_in
from aigraph.cypher.evaluate.matching import Matching
from aigraph.cypher.evaluate.procedures import PROCEDURES
from aigraph.cypher.faults import Fault, pointed
from aigraph.cypher.functions.aggregates import AGGREGATES
from aigraph.cypher.graph import Graph
from aigraph.cypher.temporal.functions import start_clock
from aigraph.cypher.tree import (
    Call,
    Clause,
    Expression,
    Match,
    Procedure,
    Projection,
    Query,
    Single,
    SubqueryClause,
    Unwind,
    Variable,
    walk,
)
from aigraph.cypher.values import key, shown
from aigraph.errors import QueryError

__all__ = ["Answering", "answer"]

Row = dict[str, Any]
Rows = Iterator[Row]
Run = Callable[[Row], Rows]


def answer(
    graph: Graph, tree: Query, query: str, parameters: Mapping[str, Any]
) -> tuple[list[str], Iterator[list[Any]]]:
    """Return the columns of the answer of a query, and its rows."""
    start_clock()
    answering = Answering(graph, query, parameters)
    columns = answering.columns(tree)
    rows = answering.answers(tree)({})
    return columns, ([row[name] for name in columns] for row in rows)


class Answering(Matching):
    """Answers queries."""

    def columns(self, tree: Query) -> list[str]:
        """Return what the columns of a query are called."""
        return self.scope(tree.parts[0].clauses)

    def scope(self, clauses: Sequence[Clause], names: Sequence[str] = ()) -> list[str]:
        """Return the variables that are known after clauses, in the order in which they came."""
        known = list(names)
        for clause in clauses:
            match clause:
                case Projection():
                    kept = sorted(known) if clause.star else []
                    known = [*kept, *(item.name for item in clause.items)]
                case Unwind():
                    known.append(clause.name)
                case Procedure():
                    known += PROCEDURES[clause.name.lower()].columns(clause)
                case SubqueryClause():
                    known += self.columns(clause.query)
                case Match():
                    for item in walk(clause.paths):
                        name = getattr(item, "name", None)
                        if type(item).__name__ in ("NodePattern", "RelPattern", "Path") and name and name not in known:
                            known.append(name)
        return known

    def answers(self, query: Query) -> Run:
        """Return what gives the rows of a query."""
        return self._united(query, [self._single(part) for part in query.parts])

    def _united(self, query: Query, parts: Sequence[Run]) -> Run:
        """Return what gives the rows of all parts of a query."""
        columns = self.columns(query) if len(parts) > 1 else []

        def every(row: Row) -> Rows:
            for part in parts:
                yield from part(row)

        if len(parts) == 1 or query.every:
            return every
        return lambda row: _distinct(every(row), columns)

    def _single(self, single: Single) -> Run:
        runs = [self._clause(clause) for clause in single.clauses]

        def run(row: Row) -> Rows:
            rows: Rows = iter([row])
            for one in runs:
                rows = one(rows)
            return rows

        return run

    def _clause(self, clause: Clause) -> Callable[[Rows], Rows]:
        return getattr(self, f"_{type(clause).__name__.lower()}_rows")(clause)  # type: ignore[no-any-return]

    def _match_rows(self, clause: Match) -> Callable[[Rows], Rows]:
        matches = self.matches(clause.paths, clause.where)
        if not clause.optional:
            return lambda rows: (found for row in rows for found in matches(row))
        names = self.scope([clause])

        def optional(rows: Rows) -> Rows:
            for row in rows:
                some = False
                for found in matches(row):
                    some = True
                    yield found
                if not some:
                    yield {**dict.fromkeys(names), **row}

        return optional

    def _unwind_rows(self, clause: Unwind) -> Callable[[Rows], Rows]:
        of, name = self.value(clause.of), clause.name

        def unwound(rows: Rows) -> Rows:
            for row in rows:
                value = of(row)
                for item in value if isinstance(value, list) else [] if value is None else [value]:
                    yield {**row, name: item}

        return unwound

    def _procedure_rows(self, clause: Procedure) -> Callable[[Rows], Rows]:
        procedure, where = PROCEDURES[clause.name.lower()], self.condition(clause.where) if clause.where else None

        def called(rows: Rows) -> Rows:
            for row in rows:
                some = False
                for found in procedure.rows(self.graph, clause):
                    if where is None or where({**row, **found}):
                        some = True
                        yield {**row, **found}
                if clause.optional and not some:
                    yield {**row, **dict.fromkeys(procedure.columns(clause))}

        return called

    def _subqueryclause_rows(self, clause: SubqueryClause) -> Callable[[Rows], Rows]:
        parts = [self._given(clause, part) for part in clause.query.parts]
        answers, columns = self._united(clause.query, parts), self.columns(clause.query)

        def called(rows: Rows) -> Rows:
            for row in rows:
                some = False
                for found in answers(row):
                    some = True
                    yield {**row, **{name: found[name] for name in columns}}
                if clause.optional and not some:
                    yield {**row, **dict.fromkeys(columns)}

        return called

    def _given(self, clause: SubqueryClause, part: Single) -> Run:
        """Return what gives the rows of a part of a subquery, which sees no more of a row than it is handed."""
        run, first, names = self._single(part), part.clauses[0], clause.scope
        if names is not None and names != ("*",):
            return lambda row: run({name: row[name] for name in names})
        handed = isinstance(first, Projection) and (first.star or any(isinstance(x, Variable) for x in walk(first)))
        return run if names is not None or handed else lambda row: run({})

    # -- WITH and RETURN --------------------------------------------------------------------------------------------

    def _projection_rows(self, clause: Projection) -> Callable[[Rows], Rows]:
        """Return what makes rows, by way of pairs of a new row and all that ORDER BY and WHERE may see."""
        grouped = bool(aggregates_in(clause.items))
        project = self._grouped(clause) if grouped else self._projected(clause)
        order = [(self.value(item.value), item.down) for item in clause.order]
        where = self.condition(clause.where) if clause.where else None

        def run(rows: Rows) -> Rows:
            pairs: Iterable[tuple[Row, Row]] = project(rows)
            if clause.distinct:
                pairs = _distinct_pairs(pairs)
            if order:
                pairs = _sorted(list(pairs), order)
            start, count = self._count(clause.skip, "SKIP"), self._count(clause.limit, "LIMIT")
            stop = None if count is None else (start or 0) + count
            for new, seen in islice(pairs, start or 0, stop):
                if where is None or where(seen):
                    yield new

        return run

    def _projected(self, clause: Projection) -> Callable[[Rows], Iterator[tuple[Row, Row]]]:
        items = [(item.name, self.value(item.value)) for item in clause.items]

        def run(rows: Rows) -> Iterator[tuple[Row, Row]]:
            for row in rows:
                new = dict(row) if clause.star else {}
                for name, value in items:
                    new[name] = value(row)
                yield new, {**row, **new}

        return run

    def _grouped(self, clause: Projection) -> Callable[[Rows], Iterator[tuple[Row, Row]]]:
        """Return what makes a row of all rows that agree in what is no aggregate."""
        calls = [call for item in (*clause.items, *clause.order) for call in aggregates_in(item.value)]
        folds = [(f"\0{call.at}", self._fold(call)) for call in calls]
        keys = [(item.name, self.value(item.value)) for item in clause.items if not aggregates_in(item.value)]
        rest = [(item.name, self.value(item.value)) for item in clause.items if aggregates_in(item.value)]

        def run(rows: Rows) -> Iterator[tuple[Row, Row]]:
            groups: dict[Any, tuple[Row, list[Row]]] = {}
            for row in rows:
                new = {**row} if clause.star else {}
                new |= {name: value(row) for name, value in keys}
                found = tuple(key(value) for value in new.values())
                groups.setdefault(found, (new, []))[1].append(row)
            if not groups and not keys:
                groups[()] = {}, []
            for new, members in groups.values():
                seen = {**(members[0] if members else {}), **{name: fold(members) for name, fold in folds}}
                values = {name: value(seen) for name, value in rest}
                ordered = {item.name: {**new, **values}[item.name] for item in clause.items}
                yield {**new, **ordered}, {**seen, **new, **ordered}

        return run

    def _fold(self, call: Call) -> Callable[[list[Row]], Any]:
        """Return the function that gives an aggregate of the rows of a group."""
        run, arguments = AGGREGATES[call.name.lower()], [self.value(one) for one in call.arguments]

        def fold(rows: list[Row]) -> Any:
            if call.star:
                return len(rows)
            values = [value for row in rows if (value := arguments[0](row)) is not None]
            if call.distinct:
                values = list({key(value): value for value in reversed(values)}.values())[::-1]
            try:
                shares = [share(rows[0]) for share in arguments[1:]] if rows else [0.5] * len(arguments[1:])
                return run(values, *shares)
            except Fault as fault:
                raise QueryError(pointed(self.query, call.at, str(fault))) from None

        return fold

    def _count(self, tree: Expression | None, word: str) -> int | None:
        if tree is None:
            return None
        found = self.value(tree)({})
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            message = f"{word} {shown(found)}; expected an integer, 0 or more"
            raise QueryError(pointed(self.query, tree.at, message))
        return found


def _distinct(rows: Rows, columns: Sequence[str]) -> Rows:
    seen = set()
    for row in rows:
        found = tuple(key(row[name]) for name in columns)
        if found not in seen:
            seen.add(found)
            yield row


def _distinct_pairs(pairs: Iterable[tuple[Row, Row]]) -> Iterator[tuple[Row, Row]]:
    seen = set()
    for new, all_ in pairs:
        found = tuple(key(value) for value in new.values())
        if found not in seen:
            seen.add(found)
            yield new, all_


def _sorted(pairs: list[tuple[Row, Row]], order: Sequence[tuple[Callable[[Row], Any], bool]]) -> list[tuple[Row, Row]]:
    for value, down in reversed(order):
        pairs.sort(key=lambda pair: key(value(pair[1])), reverse=down)
    return pairs
