"""What only the editors of a graph say: told apart, and taken away."""

from dataclasses import replace

from aigraph.model import Graph

__all__ = ["editors_note", "of_editors", "without_editors"]


def without_editors(graph: Graph) -> Graph:
    """Return the graph without what only the editors say, and without what rules derived from all of it."""
    editors = graph.editors
    kept = [s for s in graph.statements if s.derived is None and not s.rests_only_on(editors)]
    left = {s.id for s in kept}
    agreed = (
        replace(s, contradicted_by=tuple(other for other in s.contradicted_by if other in left))
        if s.contradicted_by
        else s
        for s in kept
    )
    return replace(graph, statements=tuple(agreed))


def of_editors(graph: Graph, predicate: str) -> str:
    """Return a note on how many settled statements of a predicate only the editors make, empty where none is theirs."""
    settled = [s for s in graph.statements if s.predicate == predicate and s.settled]
    editors = graph.editors
    return editors_note(sum(s.rests_only_on(editors) for s in settled), len(settled), predicate)


def editors_note(theirs: int, settled: int, predicate: str) -> str:
    """Return the note of `of_editors` by its numbers."""
    return f"{theirs} of {settled} {predicate} statements are the editors' own, no source says them" if theirs else ""
