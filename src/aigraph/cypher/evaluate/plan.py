"""In which order a pattern is matched: what is known first, then along the relationships."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from aigraph.cypher.graph import Graph
from aigraph.cypher.tree import (
    Binary,
    Comparison,
    Expression,
    Group,
    Labels,
    ListOf,
    MapOf,
    NodePattern,
    Parameter,
    Path,
    Property,
    RelPattern,
    Variable,
    walk,
)

__all__ = ["Condition", "Link", "Pattern", "Step", "conjuncts", "names_in", "pattern_of", "plan", "required"]

#: For the names of what has none: no two patterns share one, since one may stand within the other.
_NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship or a group between two nodes, each by the name of its variable."""

    left: str
    right: str
    name: str
    what: RelPattern | Group


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to hold once the variables of the pattern that it needs are known."""

    needs: frozenset[str]
    test: Expression


@dataclass(frozen=True, slots=True)
class Lookup:
    """A property of a node that equals a value, or one of several."""

    name: str
    key: str
    value: Expression
    needs: frozenset[str]
    several: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """The paths of a MATCH, taken apart; nodes without a name have one that no query can write."""

    nodes: dict[str, list[NodePattern]]
    links: tuple[Link, ...]
    routes: tuple[tuple[Path, tuple[str, ...]], ...]
    conditions: tuple[Condition, ...]
    lookups: tuple[Lookup, ...]

    @property
    def names(self) -> set[str]:
        """The variables of nodes and relationships."""
        return {*self.nodes, *(link.name for link in self.links)}


@dataclass(frozen=True, slots=True)
class Step:
    """Find a node (`scan`), go along a link (`along`, or `back` from its right end), or check one that is known."""

    kind: str
    name: str
    link: Link | None = None
    lookups: tuple[Lookup, ...] = ()
    conditions: tuple[Condition, ...] = ()


def names_in(tree: object) -> set[str]:
    """Return all variables that an expression names, those of its own loops too."""
    return {item.name for item in walk(tree) if isinstance(item, Variable)} | {
        str(item.name) for item in walk(tree) if isinstance(item, NodePattern | RelPattern) and item.name
    }


def conjuncts(tree: Expression | None) -> Iterator[Expression]:
    """Yield what is joined by AND."""
    if isinstance(tree, Binary) and tree.sign == "AND":
        yield from conjuncts(tree.left)
        yield from conjuncts(tree.right)
    elif tree is not None:
        yield tree


def pattern_of(paths: Iterable[Path], where: Expression | None) -> Pattern:
    """Return paths taken apart."""
    nodes: dict[str, list[NodePattern]] = {}
    links, routes, tests = [], [], list(conjuncts(where))
    for path in paths:
        names = []
        for step in path.steps:
            name = step.name if not isinstance(step, Group) and step.name else f" {next(_NUMBERS)}"
            names.append(name)
            if isinstance(step, NodePattern):
                nodes.setdefault(name, []).append(step)
                tests += _inside(step, name)
            elif isinstance(step, RelPattern) and step.length is None:
                tests += _inside(step, name)
        for place in range(1, len(names) - 1, 2):
            what = path.steps[place]
            assert not isinstance(what, NodePattern)
            links.append(Link(names[place - 1], names[place + 1], names[place], what))
        routes.append((path, tuple(names)))
    known = {*nodes, *(link.name for link in links), *(path.name for path, _ in routes if path.name)}
    for link in links:
        if isinstance(link.what, Group):
            known |= names_in(link.what.path)
    conditions = tuple(Condition(frozenset(names_in(test) & known), test) for test in tests)
    lookups = tuple(found for test in tests for found in _lookups(test, known, set(nodes)))
    return Pattern(nodes, tuple(links), tuple(routes), conditions, lookups)


def _inside(step: NodePattern | RelPattern, name: str) -> Iterator[Expression]:
    """Yield the conditions that stand inside a node or a relationship."""
    here = Variable(name, at=step.at, end=step.end)
    if isinstance(step.properties, MapOf):
        for key, value in step.properties.pairs:
            held = Property(here, key, at=value.at, end=value.end)
            yield Comparison((held, value), ("=",), at=value.at, end=value.end)
    elif isinstance(step.properties, Parameter):
        yield Binary("HAS", here, step.properties, at=step.at, end=step.end)
    yield from conjuncts(step.where)


def _lookups(test: Expression, known: set[str], nodes: set[str]) -> Iterator[Lookup]:
    match test:
        case Comparison(items=(left, right), signs=("=",)):
            pairs = [(left, right, False), (right, left, False)]
        case Binary(sign="IN", left=left, right=ListOf() | Parameter() | Variable() as right):
            pairs = [(left, right, True)]
        case _:
            return
    for held, value, several in pairs:
        if isinstance(held, Property) and isinstance(held.of, Variable) and held.of.name in nodes:
            needs = names_in(value) & known
            if held.of.name not in needs:
                yield Lookup(held.of.name, held.key, value, frozenset(needs), several)


def plan(pattern: Pattern, bound: set[str], graph: Graph) -> list[Step]:
    """Return the steps that match a pattern where some variables are known already."""
    known = bound & pattern.names
    links, conditions = list(pattern.links), list(pattern.conditions)
    steps: list[Step] = []

    def ready() -> tuple[Condition, ...]:
        found = tuple(condition for condition in conditions if condition.needs <= known)
        for condition in found:
            conditions.remove(condition)
        return found

    for name in sorted(known & pattern.nodes.keys()):
        steps.append(Step("check", name))
    while links or not pattern.nodes.keys() <= known:
        step = _next(pattern, known, links, graph)
        known |= {step.name} if step.link is None else {step.link.left, step.link.right, step.link.name}
        if step.link is not None:
            links.remove(step.link)
            if isinstance(step.link.what, Group):
                known |= names_in(step.link.what.path)
        steps.append(Step(step.kind, step.name, step.link, step.lookups, ready()))
    rest = ready()
    return [*steps, Step("end", "", conditions=(*rest, *conditions))]


def _next(pattern: Pattern, known: set[str], links: list[Link], graph: Graph) -> Step:
    """Return the cheapest step: a link that is known, then one between known nodes, then from one, then a node."""

    def cost(link: Link) -> tuple[bool, int, bool]:
        ends = (link.left in known) + (link.right in known)
        return link.name not in known, -ends, isinstance(link.what, Group) or link.what.length is not None

    best = min(links, key=cost, default=None)
    if best is not None and (best.name in known or best.left in known or best.right in known):
        if best.name in known:
            return Step("known", best.name, best)
        if isinstance(best.what, Group) and best.left not in known:
            return _scan(pattern, {best.left}, known, graph)
        return Step("along" if best.left in known else "back", best.name, best)
    return _scan(pattern, pattern.nodes.keys() - known, known, graph)


def _scan(pattern: Pattern, names: Iterable[str], known: set[str], graph: Graph) -> Step:
    def cost(name: str) -> tuple[int, int]:
        if any(lookup.name == name and lookup.needs <= known for lookup in pattern.lookups):
            return 0, 0
        return 1, min((len(graph.labels.get(label, ())) for label in _labels(pattern, name)), default=len(graph.nodes))

    best = min(sorted(names), key=cost)
    usable = tuple(lookup for lookup in pattern.lookups if lookup.name == best and lookup.needs <= known)
    return Step("scan", best, lookups=usable)


def _labels(pattern: Pattern, name: str) -> Iterator[str]:
    """Yield the labels that a node certainly has."""
    for node in pattern.nodes[name]:
        yield from required(node.labels)


def required(labels: Labels | None) -> Iterator[str]:
    """Yield the labels that an expression requires."""
    if labels is not None and labels.sign == "is":
        yield labels.name
    elif labels is not None and labels.sign == "&":
        for one in labels.of:
            yield from required(one)
