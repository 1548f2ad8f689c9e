"""What an answer passes over because sources disagree about it."""

from aigraph.model import Graph
from aigraph.ontology import Ontology

__all__ = ["disagreeing"]


def disagreeing(graph: Graph, ontology: Ontology, predicate: str) -> str:
    """Return a note on the statements of an attribute that are no property since sources disagree; empty for none."""
    prop = ontology.properties.get(predicate)
    if prop is None or prop.use != "attribute":
        return ""
    count = sum(bool(s.contradicted_by) and s.settled for s in graph.statements if s.predicate == predicate)
    return (
        f"{count} {predicate} statements of sources that disagree are not shown; ask where-sources-disagree"
        if count
        else ""
    )
