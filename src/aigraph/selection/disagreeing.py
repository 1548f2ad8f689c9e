"""What an answer passes over because sources disagree about it."""

from aigraph.model import Graph
from aigraph.ontology import Ontology

__all__ = ["disagreeing", "disagreeing_note"]


def disagreeing(graph: Graph, ontology: Ontology, predicate: str) -> str:
    """Return a note on the statements of an attribute that are no property since sources disagree; empty for none."""
    prop = ontology.properties.get(predicate)
    if prop is None or prop.use != "attribute":
        return ""
    count = sum(bool(s.contradicted_by) and s.settled for s in graph.statements if s.predicate == predicate)
    return disagreeing_note(count, predicate)


def disagreeing_note(count: int, predicate: str) -> str:
    """Return the note of `disagreeing` by its number."""
    told = f"{count} {predicate} statements of sources that disagree are not shown; ask where-sources-disagree"
    return told if count else ""
