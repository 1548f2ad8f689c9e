"""When the statements of a page hold, as days that its slider compares."""

import datetime

from aigraph.model import Graph
from aigraph.ontology import Ontology
from aigraph.when.selected import times

__all__ = ["spans"]

_EPOCH = datetime.date(1970, 1, 1).toordinal()


def spans(graph: Graph, ontology: Ontology) -> dict[str, dict[str, list[int]]]:
    """Return for each statement with dates of its own the days, since 1970, between which it begins and ends to hold.

    The least and the greatest day on which it begins, then those before which it ends. What has none possibly holds on
    every day.
    """
    by, found = times(graph, ontology), dict[str, dict[str, list[int]]]()
    for statement in graph.statements:
        span = by.when(statement)
        if span is not None:
            found[statement.id] = {"span": [day - _EPOCH for day in (*span.begin, *span.end)]}
    return found
