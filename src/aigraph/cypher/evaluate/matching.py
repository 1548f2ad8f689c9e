"""Patterns: the rows that they make of a row, each relationship at most once in a row."""

from collections.abc import Callable, Iterator

from aigraph.cypher.evaluate.expressions import Row
from aigraph.cypher.evaluate.loops import Loops
from aigraph.cypher.evaluate.matcher import Matcher
from aigraph.cypher.evaluate.plan import conjuncts, names_in, pattern_of, plan
from aigraph.cypher.evaluate.shortest import Shortest
from aigraph.cypher.tree import Binary, Expression, NodePattern, Path

__all__ = ["Matching"]


class Matching(Loops):
    """Matches patterns."""

    def matches(self, paths: tuple[Path, ...], where: Expression | None) -> Callable[[Row], Iterator[Row]]:
        """Return what finds the rows that paths make of a row."""
        plain = tuple(path for path in paths if not path.shortest)
        short = tuple(path for path in paths if path.shortest)
        if short:
            return self._shortest(plain, short, where)
        pattern = pattern_of(plain, where)
        made: dict[frozenset[str], Matcher] = {}

        def rows(row: Row) -> Iterator[Row]:
            bound = frozenset(row)
            if bound not in made:
                made[bound] = Matcher(self, pattern, plan(pattern, set(bound), self.graph))
            return made[bound].rows(row)

        return rows

    def _shortest(
        self, plain: tuple[Path, ...], short: tuple[Path, ...], where: Expression | None
    ) -> Callable[[Row], Iterator[Row]]:
        """Return what finds the shortest paths between the nodes that plain patterns and the ends' own say."""
        ends = tuple(Path(None, (end,), at=path.at, end=path.end) for path in short for end in path.steps[::2])
        named = tuple(self._named_ends(ends))
        finders: list[Callable[[Row], Iterator[Row]]] = []
        for place, path in enumerate(short):
            left, right = (end.steps[0].name for end in named[2 * place : 2 * place + 2])  # type: ignore[union-attr]
            finders.append(Shortest(self, path, str(left), str(right), where).rows)
        later = {path.name for path in short} | {path.steps[1].name for path in short}  # type: ignore[union-attr]
        sooner = self.matches((*plain, *named), self._without(where, {str(name) for name in later if name}))

        def rows(row: Row) -> Iterator[Row]:
            for found in sooner(row):
                yield from _chained(finders, found)

        return rows

    def _named_ends(self, ends: tuple[Path, ...]) -> Iterator[Path]:
        for end in ends:
            (node,) = end.steps
            assert isinstance(node, NodePattern)
            name = node.name or f" end {node.at}"
            named = NodePattern(name, node.labels, node.properties, node.where, at=node.at, end=node.end)
            yield Path(None, (named,), at=end.at, end=end.end)

    def _without(self, where: Expression | None, names: set[str]) -> Expression | None:
        """Return the conditions that name none of these variables."""
        found: Expression | None = None
        for test in conjuncts(where):
            if not names_in(test) & names:
                found = test if found is None else Binary("AND", found, test, at=test.at, end=test.end)
        return found


def _chained(finders: list[Callable[[Row], Iterator[Row]]], row: Row) -> Iterator[Row]:
    if not finders:
        yield row
        return
    for found in finders[0](row):
        yield from _chained(finders[1:], found)
