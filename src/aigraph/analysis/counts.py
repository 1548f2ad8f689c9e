"""How much of what is in a graph."""

from collections import Counter

from aigraph.model import Graph
from aigraph.table import Table

__all__ = ["count"]


def count(graph: Graph, group: str | None = None) -> Table:
    """Return a table of `group`, `name`, `count`: the totals first unless one group is asked for.

    Classes count entities, sections and sources the pieces of evidence, the other groups statements.
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
    theirs = graph.editors
    editors = sum(s.rests_only_on(theirs) for s in statements)
    derived = sum(s.derived is not None for s in statements)
    rows: list[tuple[str, str, int]] = []
    if group is None:
        rows += [
            ("total", "entities", len(graph.entities)),
            ("total", "statements", len(statements)),
            ("total", "settled statements", sum(s.settled for s in statements)),
            ("total", "tentative statements", sum(not s.settled for s in statements)),
            ("total", "statements with their sentence", len(statements) - derived - editors),
            ("total", "statements of the editors", editors),
            ("total", "derived statements", derived),
            ("total", "claims", len(graph.claims)),
            ("total", "sources", len(graph.sources)),
            ("total", "pieces of evidence", len(evidence)),
        ]
    for name, counter in groups.items():
        if group in (None, name):
            rows += [
                (name, key, number) for key, number in sorted(counter.items(), key=lambda item: (-item[1], item[0]))
            ]
    return Table(("group", "name", "count"), tuple(rows))
