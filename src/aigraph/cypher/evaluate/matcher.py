"""A pattern matched step by step, each step within the one before."""

from collections.abc import Callable, Iterator
from typing import Any

from aigraph.cypher.evaluate.expressions import Row, labelled
from aigraph.cypher.evaluate.loops import Loops
from aigraph.cypher.evaluate.plan import Link, Pattern, Step, pattern_of, plan, required
from aigraph.cypher.graph import Node, Relationship, Route
from aigraph.cypher.tree import Group, NodePattern, RelPattern

__all__ = ["Matcher"]

Used = set[int]


class Matcher:
    """Follows the steps of a plan, one within the other."""

    def __init__(self, evaluation: Loops, pattern: Pattern, steps: list[Step]) -> None:
        """Make every condition and every step a function."""
        self.evaluation, self.pattern, self.steps = evaluation, pattern, steps
        self.tests = [[evaluation.condition(c.test) for c in step.conditions] for step in steps]
        self.fits = {
            name: [self._node_test(node) for node in nodes if node.labels] for name, nodes in pattern.nodes.items()
        }
        self.hops = {
            link.name: evaluation.hop(link.what) for link in pattern.links
            if isinstance(link.what, RelPattern) and link.what.length is not None
        }  # fmt: skip
        self.types = {
            link.name: labelled(link.what.types) for link in pattern.links
            if isinstance(link.what, RelPattern) and link.what.types is not None
        }  # fmt: skip
        self.groups = {link.name: self._group(link.what) for link in pattern.links if isinstance(link.what, Group)}
        self.lookups = [[(lookup, evaluation.value(lookup.value)) for lookup in step.lookups] for step in steps]
        self.hidden = [name for name in pattern.names if name.startswith(" ")]

    def _node_test(self, node: NodePattern) -> Callable[[Node], bool]:
        assert node.labels is not None
        test = labelled(node.labels)
        return lambda found: test(found.labels)

    def _group(self, group: Group) -> "Matcher":
        pattern = pattern_of((group.path,), group.where)
        start = pattern.routes[0][1][0]
        return Matcher(self.evaluation, pattern, plan(pattern, {start}, self.evaluation.graph))

    def rows(self, row: Row) -> Iterator[Row]:
        """Yield the rows that the pattern makes of a row."""
        for found, _ in self.found(dict(row), set()):
            yield {name: value for name, value in found.items() if not name.startswith(" ")}

    def found(self, row: Row, used: Used) -> Iterator[tuple[Row, Used]]:
        """Yield the rows with their hidden names, and the relationships that each uses."""
        yield from self._from(0, row, used)

    def _from(self, place: int, row: Row, used: Used) -> Iterator[tuple[Row, Used]]:
        step, tests = self.steps[place], self.tests[place]
        if step.kind == "end":
            done = {**row, **self._routes(row)}
            if all(test(done) for test in tests):
                yield done, used
            return
        for found, taken in self._step(place, step, row, used):
            if all(test(found) for test in tests):
                yield from self._from(place + 1, found, taken)

    def _step(self, place: int, step: Step, row: Row, used: Used) -> Iterator[tuple[Row, Used]]:
        match step.kind:
            case "check":
                node = row[step.name]
                if isinstance(node, Node) and self._fits(step.name, node):
                    yield row, used
            case "scan":
                for node in self._candidates(place, step.name, row):
                    if self._fits(step.name, node):
                        yield {**row, step.name: node}, used
            case "known":
                yield from self._known(step, row, used)
            case _:
                assert step.link is not None
                yield from self._along(step.link, row, used, forward=step.kind == "along")

    def _fits(self, name: str, node: Node) -> bool:
        return all(test(node) for test in self.fits[name])

    def _candidates(self, place: int, name: str, row: Row) -> list[Node]:
        graph = self.evaluation.graph
        for lookup, value in self.lookups[place]:
            wanted = value(row)
            values = (wanted if isinstance(wanted, list) else []) if lookup.several else [wanted]
            found = [graph.with_value(lookup.key, one) for one in values if one is not None]
            if None not in found:
                return list({node.number: node for nodes in found for node in nodes or ()}.values())
        labels = [label for node in self.pattern.nodes[name] for label in required(node.labels)]
        return min((graph.labels.get(label, []) for label in labels), key=len, default=graph.nodes)

    def _along(self, link: Link, row: Row, used: Used, *, forward: bool) -> Iterator[tuple[Row, Used]]:
        here, there = (link.left, link.right) if forward else (link.right, link.left)
        if isinstance(link.what, Group):
            yield from self._repeated(link, link.what, row, used)
            return
        direction = link.what.direction if forward else {">": "<", "<": ">", "": ""}[link.what.direction]
        start, goal = row[here], row.get(there)
        if not isinstance(start, Node) or (there in row and not isinstance(goal, Node)):
            return
        if link.what.length is not None:
            yield from self._walked(link, (start, there, goal, direction, forward), row, used)
            return
        test = self.types.get(link.name)
        for relationship, node in _neighbours(start, direction):
            if relationship.number in used or (test is not None and not test((relationship.type,))):
                continue
            if (node is goal) if there in row else self._fits(there, node):
                yield {**row, link.name: relationship, there: node}, used | {relationship.number}

    def _walked(self, link: Link, where: tuple[Any, ...], row: Row, used: Used) -> Iterator[tuple[Row, Used]]:
        """Go along a relationship of several hops."""
        start, there, goal, direction, forward = where
        assert isinstance(link.what, RelPattern) and link.what.length is not None
        (low, high), hop = link.what.length, self.hops[link.name]
        stack: list[tuple[Node, tuple[Relationship, ...]]] = [(start, ())]
        while stack:
            node, way = stack.pop()
            if len(way) >= low and ((node is goal) if there in row else self._fits(there, node)):
                held = list(way) if forward else list(reversed(way))
                yield {**row, link.name: held, there: node}, used | {one.number for one in way}
            if high is not None and len(way) >= high:
                continue
            for relationship, other in _neighbours(node, direction):
                if relationship.number not in used and relationship not in way and hop(row, relationship):
                    stack.append((other, (*way, relationship)))

    def _known(self, step: Step, row: Row, used: Used) -> Iterator[tuple[Row, Used]]:
        """Check a relationship that is known already, and bind its ends."""
        link, held = step.link, row[step.name]
        assert link is not None and isinstance(link.what, RelPattern)
        several = link.what.length is not None
        links = held if several and isinstance(held, list) else [held]
        if not all(isinstance(one, Relationship) for one in links) or any(one.number in used for one in links):
            return
        fits = (
            self.hops[link.name]
            if several
            else lambda row, one: link.name not in self.types or self.types[link.name]((one.type,))
        )
        if not all(fits(row, one) for one in links):
            return
        starts = [row[link.left]] if link.left in row else ([links[0].start, links[0].end] if links else [])
        for start in dict.fromkeys(starts):
            end = _end_of(start, links, link.what.direction)
            if end is None or (link.right in row and row[link.right] is not end):
                continue
            if self._fits(link.left, start) and self._fits(link.right, end):
                yield {**row, link.left: start, link.right: end}, used | {one.number for one in links}

    def _repeated(self, link: Link, group: Group, row: Row, used: Used) -> Iterator[tuple[Row, Used]]:
        """Go along a group as often as it may repeat; its variables become lists."""
        matcher, (low, high) = self.groups[link.name], group.length
        names = matcher.pattern.routes[0][1]
        first, last = names[0], names[-1]
        outer = {name: value for name, value in row.items() if name not in matcher.pattern.names}
        inner = sorted(name for name in matcher.pattern.names)
        stack: list[tuple[Node, tuple[Row, ...], Used]] = [(row[link.left], (), used)]
        while stack:
            node, turns, taken = stack.pop()
            if len(turns) >= low and ((node is row[link.right]) if link.right in row else self._fits(link.right, node)):
                lists = {name: [turn[name] for turn in turns] for name in inner if not name.startswith(" ")}
                route = [step for turn in turns for step in matcher._steps_of(turn)]
                yield {**row, **lists, link.right: node, link.name: route}, taken
            if high is not None and len(turns) >= high:
                continue
            if matcher._fits(first, node):
                for turn, more in matcher.found({**outer, first: node}, taken):
                    if len(more) > len(taken):
                        stack.append((turn[last], (*turns, turn), more))

    def _steps_of(self, row: Row) -> list[Relationship]:
        _, names = self.pattern.routes[0]
        return [one for name in names[1::2] for one in _listed(row[name])]

    def _routes(self, row: Row) -> Row:
        """Return the paths that have a name."""
        found: Row = {}
        for path, names in self.pattern.routes:
            if path.name:
                links = [one for name in names[1::2] for one in _listed(row[name])]
                nodes = [row[names[0]]]
                for one in links:
                    nodes.append(one.other(nodes[-1]))
                found[path.name] = Route(nodes, links)
        return found


def _listed(held: Any) -> list[Relationship]:
    return held if isinstance(held, list) else [held]


def _neighbours(node: Node, direction: str) -> Iterator[tuple[Relationship, Node]]:
    if direction != "<":
        for link in node.out:
            yield link, link.end
    if direction != ">":
        for link in node.into:
            if direction or link.start is not node:  # a loop has been met already
                yield link, link.start


def _end_of(start: Node, links: list[Relationship], direction: str) -> Node | None:
    """Return where relationships lead to, None where they do not follow on one another."""
    node = start
    for link in links:
        if (node is link.start and direction != "<") or (node is link.end and direction == "<"):
            node = link.other(node)
        elif direction == "" and node is link.end:
            node = link.start
        else:
            return None
    return node
