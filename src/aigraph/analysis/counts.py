"""How much of what is in a graph."""

from collections import Counter
from collections.abc import Iterator

from aigraph.model import Graph
from aigraph.names.resolve import check_words
from aigraph.namespaces import Space, claim_node, source_node, statement_node
from aigraph.table import Table

__all__ = ["by_graph", "count", "own_and_extended"]

_NOUNS = ("entities", "statements", "claims", "sources")
#: What a statement rests on → what those are called that do.
_SUPPORTS = {
    "sentence": "statements with their sentence",
    "cell": "statements with their table cell",
    "both": "statements with a sentence and a table cell",
    "unquoted": "statements without a quote",
    "editors": "statements of the editors",
    "derived": "derived statements",
}


def count(graph: Graph, group: str | None = None) -> Table:
    """Return a table of `group`, `name`, `count`: the totals first unless one group is asked for.

    Classes count entities, sections and sources the pieces of evidence, graphs all nouns, the other groups statements.
    Graphs are told apart where one extends another, or where they are asked for; one's own comes first.

    Raises:
        UnknownName: there is no such group.
    """
    statements = graph.statements
    evidence = [e for s in statements for e in s.evidence] + [e for c in graph.claims for e in c.evidence]
    groups: dict[str, Counter[str]] = {
        "class": Counter(c for e in graph.entities for c in e.classes),
        "predicate": Counter(s.predicate for s in statements),
        "modality": Counter(s.modality for s in statements),
        "stage": Counter(s.stage for s in statements),
        "source": Counter(e.source for e in evidence),
        "section": Counter(f"{e.source} {e.section}" for e in evidence if e.section),
    }
    check_words("group", [] if group is None else [group], [*groups, "graph"])
    rows = list(_totals(graph, len(evidence))) if group is None else []
    if group == "graph" or (group is None and graph.iris.others):
        for space, counter in by_graph(graph):
            rows += [("graph", f"{noun} of {space.name}", counter[noun]) for noun in _NOUNS]
    for name, counter in groups.items():
        if group in (None, name):
            rows += [(name, *item) for item in sorted(counter.items(), key=lambda item: (-item[1], item[0]))]
    return Table(("group", "name", "count"), tuple(rows))


def _totals(graph: Graph, evidence: int) -> Iterator[tuple[str, str, int]]:
    statements = graph.statements
    settled, supports = sum(s.settled for s in statements), Counter(s.support(graph.editors) for s in statements)
    yield ("total", "entities", len(graph.entities))
    yield ("total", "statements", len(statements))
    yield ("total", "settled statements", settled)
    yield ("total", "tentative statements", len(statements) - settled)
    yield from (("total", told, supports[support]) for support, told in _SUPPORTS.items())
    yield ("total", "claims", len(graph.claims))
    yield ("total", "sources", len(graph.sources))
    yield ("total", "pieces of evidence", evidence)


def by_graph(graph: Graph) -> list[tuple[Space, Counter[str]]]:
    """Return how many of each noun a graph has of its own, which comes first, and of each graph that it extends."""
    iris = graph.iris
    found: dict[str, Counter[str]] = {space.base: Counter() for space in iris.spaces}
    nodes = (
        [entity.id for entity in graph.entities],
        [statement_node(statement.id) for statement in graph.statements],
        [claim_node(claim.id) for claim in graph.claims],
        [source_node(source.id) for source in graph.sources],
    )
    for noun, ids in zip(_NOUNS, nodes, strict=True):
        for node in ids:
            found[iris.space(node).base][noun] += 1
    return [(space, found[space.base]) for space in (iris.own, *(space for space, _ in iris.others))]


def own_and_extended(graph: Graph) -> str:
    """Return in words how much a graph has of its own and of those it extends; nothing where it extends none."""
    (_, own), *others = by_graph(graph)
    if not others:
        return ""
    entities, statements = own["entities"], own["statements"]
    told = f"{entities} {'entity' if entities == 1 else 'entities'} and {statements} statement{'s' * (statements != 1)}"
    below = " and ".join(f"{space.name}'s {found['entities']} and {found['statements']}" for space, found in others)
    return f"{told} of its own, on top of {below}"
