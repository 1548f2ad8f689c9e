"""What a query passes over without saying so."""

from collections.abc import Iterator

from aigraph.model import Graph
from aigraph.ontology import Ontology
from aigraph.sparql.endpoint import mentioned, unknown_terms

__all__ = ["notes"]


def notes(query: str, ontology: Ontology, graph: Graph) -> Iterator[str]:
    """Yield a sentence for each term nobody declared, each metric asked as a fact, each tentative predicate."""
    known = {"aig": [*ontology.properties, *ontology.classes], "aid": [e.id for e in graph.entities]}
    for term, near in unknown_terms(query, known):
        yield f"{term} is not in the {'ontology' if term.startswith('aig') else 'graph'}{near}"
    for name in mentioned(query, ontology.properties):
        prop = ontology.properties[name]
        forward = prop.inverse if prop.use == "inverse" else name
        if prop.use == "metric":
            yield f"{name} is a metric, always an observation: ask for ?o rdf:predicate aig:{name} ; aig:value ?number"
            continue
        count = sum(not s.settled for s in graph.statements if s.predicate == forward)
        if count:
            yield f"{count} tentative {forward} statement{'s are' if count > 1 else ' is'} not shown; add --tentative"
