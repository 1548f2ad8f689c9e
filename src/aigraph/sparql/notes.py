"""What the reader of an answer has to know: statements a query passes over, and terms that nobody declared."""

import re
from collections.abc import Iterator, Mapping

from aigraph.errors import nearest
from aigraph.model import Graph
from aigraph.namespaces import DERIVED_GRAPH, EDITORS_GRAPH, ONTOLOGY_GRAPH, RDF, UNSTATED, Iris
from aigraph.ontology import Ontology
from aigraph.selection.disagreeing import disagreeing
from aigraph.selection.editors import of_editors
from aigraph.sparql.query import Query
from aigraph.when.selected import unsure

__all__ = ["mentioned", "notes", "tentative_notes", "unknown_graphs", "unknown_terms"]

_ABOUT_STATEMENTS = frozenset(RDF + name for name in ("subject", "predicate", "object"))
_OURS = (EDITORS_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH)
_GRAPHS = ", ".join(f"<{graph}>" for graph in _OURS)
#: What the property of a qualifier has at its end where a date or a number is written as several values.
_PARTS = re.compile(r"(Earliest|Latest|Written|Min|Max|Unit|Comparator)$")


def notes(query: str, ontology: Ontology, graph: Graph, *, tentative: bool = False) -> list[str]:
    """Return the notes on the answer of a query, as asked with `tentative` or without."""
    read, found = Query(query, graph.iris.prefixes), []
    for term, where, near in unknown_terms(read, graph, ontology):
        found.append(f"{term} is not in the {where}{near}")
    found += [f"<{iri}> is no graph of the data; expected {_GRAPHS}" for iri in unknown_graphs(read)]
    for name in () if tentative else mentioned(read, ontology):
        forward = _forward(name, ontology)
        counts = {forward: sum(not s.settled for s in graph.statements if s.predicate == forward)}
        found += _on_predicate(name, ontology, graph.iris, counts)
        if ontology.properties[name].use != "metric":
            told = of_editors(graph, forward), disagreeing(graph, ontology, forward), unsure(graph, forward)
            found += filter(None, told)
    return found


def tentative_notes(query: str, ontology: Ontology, iris: Iris, counts: Mapping[str, int]) -> list[str]:
    """Return the notes on the predicates that a query uses; `counts` has how many statements of each are tentative."""
    read = Query(query, iris.prefixes)
    return [note for name in mentioned(read, ontology) for note in _on_predicate(name, ontology, iris, counts)]


def _forward(name: str, ontology: Ontology) -> str:
    """Return the predicate whose statements a property shows: that of an inverse is the other one."""
    prop = ontology.properties[name]
    return str(prop.inverse) if prop.use == "inverse" else name


def _on_predicate(name: str, ontology: Ontology, iris: Iris, counts: Mapping[str, int]) -> Iterator[str]:
    if ontology.properties[name].use == "metric":
        term = iris.curie(ontology.iri(name))
        yield f"{name} is a metric, always an observation: ask for ?o rdf:predicate {term} ; aig:value ?number"
    elif count := counts.get(forward := _forward(name, ontology), 0):
        plural = "s are" if count > 1 else " is"
        yield f"{count} tentative {forward} statement{plural} not shown; add --tentative (tentative=True)"


def unknown_graphs(query: Query) -> list[str]:
    """Return the graphs that a query names and the data never has.

    >>> unknown_graphs(Query("ASK FROM <x:f> { GRAPH <x:g> { ?graph <x:h> ?y } }"))
    ['x:f', 'x:g']
    """
    named = [iri for at, iri in query.iris() if query.tokens[at - 1].says("GRAPH")]
    return [iri for iri in dict.fromkeys((*query.graphs, *named)) if iri not in _OURS]


def mentioned(query: Query, ontology: Ontology) -> list[str]:
    """Return which properties of the ontology a query uses, in order, or [] where it asks about statements itself."""
    used = [iri for _, iri in query.iris()]
    if not _ABOUT_STATEMENTS.isdisjoint(used):
        return []
    local = dict.fromkeys(ontology.local(iri) for iri in used)
    return [name for name in local if name and name in ontology.properties]


def unknown_terms(query: Query, graph: Graph, ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    """Yield the terms of the ontology and the entities that nobody declared: what, where it is not, a hint."""
    terms = dict.fromkeys((*ontology.properties, *ontology.classes))
    entities = dict.fromkeys(entity.id for entity in graph.entities)
    for iri in dict.fromkeys(iri for _, iri in query.iris()):
        term = ontology.local(iri)
        node = graph.iris.node(iri) if term is None else term
        where, known = ("ontology", terms) if term is not None else ("graph", entities)
        of = graph.iris.of if term is None else ontology.iri
        if node in ("", iri, UNSTATED) or "/" in node or (node in known and of(node) == iri):
            continue
        whole = _PARTS.sub("", node)
        if term and whole in known and of(whole) == _PARTS.sub("", iri):
            continue
        near = nearest(node, known)
        yield graph.iris.curie(iri), where, f"; did you mean {graph.iris.curie(of(near))}?" if near else ""
