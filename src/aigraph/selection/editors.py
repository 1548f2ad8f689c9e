"""What only the editors say, told apart and taken away."""

from collections.abc import Collection
from dataclasses import replace

from aigraph.model import Graph, Statement

__all__ = ["editors_only", "editors_sources", "without_editors"]


def editors_sources(graph: Graph) -> frozenset[str]:
    """Return the ids of the sources in which the editors themselves speak."""
    return frozenset(source.id for source in graph.sources if source.editors)


def editors_only(statement: Statement, editors: Collection[str]) -> bool:
    """Return whether nobody but the editors states it; what a rule derived is nobody's."""
    return bool(statement.evidence) and all(item.source in editors for item in statement.evidence)


def without_editors(graph: Graph) -> Graph:
    """Return the graph without what only the editors say."""
    editors = editors_sources(graph)
    return replace(graph, statements=tuple(s for s in graph.statements if not editors_only(s, editors)))
