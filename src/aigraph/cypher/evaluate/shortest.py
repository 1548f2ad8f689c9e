"""shortestPath and allShortestPaths."""

from collections.abc import Callable, Iterator
from typing import Any

from aigraph.cypher.evaluate.plan import conjuncts, names_in
from aigraph.cypher.faults import pointed
from aigraph.cypher.graph import Node, Relationship, Route
from aigraph.cypher.tree import Call, Expression, Path, Quantifier, RelPattern, Variable
from aigraph.errors import QueryError

__all__ = ["Shortest"]

Row = dict[str, Any]
Way = tuple[Relationship, ...]


class Shortest:
    """Finds the shortest paths between two nodes of a row, among those that fulfil the conditions on them."""

    def __init__(self, evaluation: Any, path: Path, left: str, right: str, where: Expression | None) -> None:
        """Tell the conditions on each relationship, which can be checked on the way, from those on the whole path."""
        assert isinstance(path.steps[1], RelPattern)
        self._path, self._what, self._ends, self._query = path, path.steps[1], (left, right), evaluation.query
        named = {name for name in (path.name, self._what.name) if name}
        tests = [test for test in conjuncts(where) if names_in(test) & named]
        each = [found for test in tests if (found := _of_each(test, path.name)) is not None]
        self._hop = evaluation.hop(self._what)
        self._each = [(loop.name, evaluation.value(loop.where), loop.kind == "all") for loop in each]
        self._whole = [evaluation.condition(test) for test in tests if _of_each(test, path.name) is None]

    def rows(self, row: Row) -> Iterator[Row]:
        """Yield the row with each path."""
        start, goal = (row[end] for end in self._ends)
        low, high = self._what.length or (1, 1)
        if not isinstance(start, Node) or not isinstance(goal, Node):
            return
        if start is goal and low > 0:
            message = "the shortest path from a node to itself; expected two nodes. Add WHERE a <> b"
            raise QueryError(pointed(self._query, self._path.at, message))
        ways = _trails if self._whole else _breadth_first
        best: int | None = None
        for way in ways(start, goal, self._what.direction, (low, high), lambda link: self._fits(row, link)):
            if best is not None and len(way) > best:
                return
            found = self._bound(row, way)
            if all(test(found) for test in self._whole):
                yield found
                if self._path.shortest == "one":
                    return
                best = len(way)

    def _fits(self, row: Row, link: Relationship) -> bool:
        return self._hop(row, link) and all(run({**row, name: link}) is wanted for name, run, wanted in self._each)

    def _bound(self, row: Row, way: Way) -> Row:
        nodes = [row[self._ends[0]]]
        for link in way:
            nodes.append(link.other(nodes[-1]))
        found = {**row, **({self._path.name: Route(nodes, list(way))} if self._path.name else {})}
        if self._what.name:
            found[self._what.name] = list(way) if self._what.length else way[0]
        return found


def _of_each(test: Expression, name: str | None) -> Quantifier | None:
    """Return the condition on every relationship of a path, which can be checked on the way."""
    if isinstance(test, Quantifier) and test.kind in ("all", "none"):
        of = test.of
        if (
            isinstance(of, Call)
            and of.name.lower() == "relationships"
            and of.arguments == (Variable(name or "", at=of.arguments[0].at, end=of.arguments[0].end),)
        ):
            return test if not (name and name in names_in(test.where)) else None
    return None


def _breadth_first(
    start: Node, goal: Node, direction: str, length: tuple[int, int | None], fits: Callable[[Relationship], bool]
) -> Iterator[Way]:
    """Yield all shortest ways."""
    if start is goal and length[0] == 0:
        yield ()
        return
    parents: dict[Node, list[tuple[Node, Relationship]]] = {start: []}
    level, depth = [start], 0
    while level and goal not in parents and (length[1] is None or depth < length[1]):
        depth += 1
        reached: dict[Node, list[tuple[Node, Relationship]]] = {}
        for node in level:
            for link, other in _links(node, direction):
                if other not in parents and fits(link):
                    reached.setdefault(other, []).append((node, link))
        parents |= reached
        level = list(reached)
    if goal in parents:
        yield from _back(parents, goal, start)


def _back(parents: dict[Node, list[tuple[Node, Relationship]]], node: Node, start: Node) -> Iterator[Way]:
    if node is start:
        yield ()
        return
    for before, link in parents[node]:
        for way in _back(parents, before, start):
            yield (*way, link)


def _trails(
    start: Node, goal: Node, direction: str, length: tuple[int, int | None], fits: Callable[[Relationship], bool]
) -> Iterator[Way]:
    """Yield all ways without a relationship twice, shorter ones first."""
    level: list[tuple[Node, Way]] = [(start, ())]
    depth = 0
    while level:
        if depth >= length[0]:
            yield from (way for node, way in level if node is goal)
        if length[1] is not None and depth >= length[1]:
            return
        depth += 1
        level = [
            (other, (*way, link))
            for node, way in level
            for link, other in _links(node, direction)
            if link not in way and fits(link)
        ]


def _links(node: Node, direction: str) -> Iterator[tuple[Relationship, Node]]:
    if direction != "<":
        yield from ((link, link.end) for link in node.out)
    if direction != ">":
        yield from ((link, link.start) for link in node.into if direction or link.start is not node)
