"""What a query passes over without saying so."""

from collections.abc import Iterator

from aigraph.cypher.dialect import mentioned_types
from aigraph.model import Graph
from aigraph.ontology import Ontology
from aigraph.property_graph import TENTATIVE

__all__ = ["notes"]


def notes(query: str, ontology: Ontology, graph: Graph) -> Iterator[str]:
    """Yield a sentence for each type that has tentative statements, where the query does not ask for them."""
    types = mentioned_types(query)
    if TENTATIVE in types:
        return
    predicates = {prop.edge_type: name for name, prop in ontology.properties.items()}
    for kind in types:
        name = predicates.get(kind)
        count = sum(not s.settled for s in graph.statements if s.predicate == name)
        if count:
            stands = "statements are" if count > 1 else "statement is"
            pattern = f"[:{kind}|TENTATIVE {{predicate: '{name}'}}]"
            yield f"{count} tentative {name} {stands} not shown; match {pattern}"
