"""What the reader of an answer has to know: statements a query passes over, and terms that nobody declared."""

import re
from collections.abc import Iterator, Mapping, Sequence

from aigraph.errors import nearest
from aigraph.model import Graph
from aigraph.namespaces import DERIVED_GRAPH, EDITORS_GRAPH, ENTITY, ONTOLOGY, ONTOLOGY_GRAPH, RDF, UNSTATED
from aigraph.ontology import Ontology
from aigraph.selection.editors import of_editors
from aigraph.sparql.query import Query

__all__ = ["mentioned", "notes", "unknown_graphs", "unknown_terms"]

_ABOUT_STATEMENTS = frozenset(RDF + name for name in ("subject", "predicate", "object"))
_OURS = (EDITORS_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH)
_GRAPHS = ", ".join(f"<{graph}>" for graph in _OURS)
#: What the property of a qualifier has at its end where a date or a number is written as several values.
_PARTS = re.compile(r"(Earliest|Latest|Written|Min|Max|Unit|Comparator)$")


def notes(query: str, ontology: Ontology, graph: Graph, *, tentative: bool = False) -> list[str]:
    """Return the notes on the answer of a query, as asked with `tentative` or without."""
    read, found = Query(query), []
    known = {"aig": [*ontology.properties, *ontology.classes], "aid": [entity.id for entity in graph.entities]}
    for term, near in unknown_terms(read, known):
        found.append(f"{term} is not in the {'ontology' if term.startswith('aig') else 'graph'}{near}")
    found += [f"<{iri}> is no graph of the data; expected {_GRAPHS}" for iri in unknown_graphs(read)]
    for name in () if tentative else mentioned(read, ontology.properties):
        prop = ontology.properties[name]
        if prop.use == "metric":
            found.append(
                f"{name} is a metric, always an observation: ask for ?o rdf:predicate aig:{name} ; aig:value ?number"
            )
            continue
        forward = prop.inverse if prop.use == "inverse" else name
        count = sum(not s.settled for s in graph.statements if s.predicate == forward)
        if count:
            plural = "s are" if count > 1 else " is"
            found.append(f"{count} tentative {forward} statement{plural} not shown; add --tentative (tentative=True)")
        if theirs := of_editors(graph, str(forward)):
            found.append(theirs)
    return found


def unknown_graphs(query: Query) -> list[str]:
    """Return the graphs that a query names and the data never has.

    >>> unknown_graphs(Query("ASK FROM <x:f> { GRAPH <x:g> { ?graph <x:h> ?y } }"))
    ['x:f', 'x:g']
    """
    named = [iri for at, iri in query.iris() if query.tokens[at - 1].says("GRAPH")]
    return [iri for iri in dict.fromkeys((*query.graphs, *named)) if iri not in _OURS]


def mentioned(query: Query, names: Mapping[str, object]) -> list[str]:
    """Return which local names of the ontology a query uses, in order, or [] where it asks about statements itself.

    >>> mentioned(Query("ASK { ?founded aig:founded ?x } # aig:workedAt"), {"founded": 1, "workedAt": 1})
    ['founded']
    """
    used = [iri for _, iri in query.iris()]
    if not _ABOUT_STATEMENTS.isdisjoint(used):
        return []
    local = (iri.removeprefix(ONTOLOGY) for iri in used if iri.startswith(ONTOLOGY))
    return [name for name in dict.fromkeys(local) if name in names]


def unknown_terms(query: Query, known: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield the terms of the namespaces `aig:` and `aid:` that nobody declared, each with a hint."""
    for iri in dict.fromkeys(iri for _, iri in query.iris()):
        prefix = "aig" if iri.startswith(ONTOLOGY) else "aid" if iri.startswith(ENTITY) else ""
        name = iri.removeprefix(ONTOLOGY if prefix == "aig" else ENTITY)
        names = known.get(prefix, ())
        if prefix and name and name not in names and _PARTS.sub("", name) not in names and name != UNSTATED:
            near = nearest(name, names)
            yield f"{prefix}:{name}", f"; did you mean {prefix}:{near}?" if near else ""
