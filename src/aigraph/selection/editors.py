"""A graph without what only its editors say."""

from dataclasses import replace

from aigraph.model import Graph

__all__ = ["without_editors"]


def without_editors(graph: Graph) -> Graph:
    """Return the graph without what only the editors say, and without what rules derived from all of it."""
    kept = (s for s in graph.statements if s.derived is None and not s.rests_only_on(graph.editors))
    return replace(graph, statements=tuple(kept))
