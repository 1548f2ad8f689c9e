"""What the reader of an answer has to know: statements a query passes over, and terms that nobody declared."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from aigraph.errors import nearest
from aigraph.model import Graph
from aigraph.namespaces import DERIVED_GRAPH, EDITORS_GRAPH, ONTOLOGY_GRAPH, RDF, UNSTATED, Iris
from aigraph.ontology import Ontology
from aigraph.selection.disagreeing import disagreeing
from aigraph.selection.editors import of_editors
from aigraph.selection.passed import Passed
from aigraph.sparql.query import Query
from aigraph.when.selected import unsure

__all__ = ["counted_notes", "mentioned", "notes", "unknown_graphs", "unknown_terms"]

_ABOUT_STATEMENTS = frozenset(RDF + name for name in ("subject", "predicate", "object"))
_OURS = (EDITORS_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH)
_GRAPHS = ", ".join(f"<{graph}>" for graph in _OURS)
#: What the property of a qualifier has at its end where a date or a number is written as several values.
_PARTS = re.compile(r"(Earliest|Latest|Written|Min|Max|Unit|Comparator)$")


def notes(query: str, ontology: Ontology, graph: Graph, *, tentative: bool = False) -> list[str]:
    """Return the notes on the answer of a query, as asked with `tentative` or without."""
    read, entities = Query(query, graph.iris.prefixes), dict.fromkeys(entity.id for entity in graph.entities)
    found = [*_on_terms(read, graph.iris, ontology, entities, lambda _: entities)]
    for name in () if tentative else mentioned(read, ontology):
        forward = _forward(name, ontology)
        count = sum(not s.settled for s in graph.statements if s.predicate == forward)
        passed = Passed(count, of_editors(graph, forward), disagreeing(graph, ontology, forward))
        found += _on_predicate(name, ontology, graph.iris, passed)
        if ontology.properties[name].use != "metric" and (doubt := unsure(graph, forward)):
            found.append(doubt)
    return found


def counted_notes(
    query: str,
    iris: Iris,
    ontology: Ontology,
    passed: Mapping[str, Passed],
    entities: Collection[str],
    near: Callable[[str], Iterable[str]],
    *,
    tentative: bool = False,
) -> list[str]:
    """Return the notes on the answer of a query of a graph that is not held.

    Args:
        query: what is asked.
        iris: those of the graph.
        ontology: the schema.
        passed: what is passed over of each predicate.
        entities: the slugs that there are.
        near: gives those that may be meant by one that is none.
        tentative: whether it is asked with what is tentative.
    """
    read = Query(query, iris.prefixes)
    found = [*_on_terms(read, iris, ontology, entities, near)]
    for name in () if tentative else mentioned(read, ontology):
        found += _on_predicate(name, ontology, iris, passed.get(_forward(name, ontology), Passed()))
    return found


def _on_terms(
    read: Query, iris: Iris, ontology: Ontology, entities: Collection[str], near: Callable[[str], Iterable[str]]
) -> Iterator[str]:
    for term, where, hint in unknown_terms(read, iris, ontology, entities, near):
        yield f"{term} is not in the {where}{hint}"
    yield from (f"<{iri}> is no graph of the data; expected {_GRAPHS}" for iri in unknown_graphs(read))


def _forward(name: str, ontology: Ontology) -> str:
    """Return the predicate whose statements a property shows: that of an inverse is the other one."""
    prop = ontology.properties[name]
    return str(prop.inverse) if prop.use == "inverse" else name


def _on_predicate(name: str, ontology: Ontology, iris: Iris, passed: Passed) -> Iterator[str]:
    if ontology.properties[name].use == "metric":
        term = iris.curie(ontology.iri(name))
        yield f"{name} is a metric, always an observation: ask for ?o rdf:predicate {term} ; aig:value ?number"
        return
    if count := passed.tentative:
        plural = "s are" if count > 1 else " is"
        told = f"{count} tentative {_forward(name, ontology)} statement{plural} not shown"
        yield f"{told}; add --tentative (tentative=True)"
    yield from filter(None, (passed.editors, passed.disagreeing))


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


def unknown_terms(
    query: Query, iris: Iris, ontology: Ontology, entities: Collection[str], near: Callable[[str], Iterable[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the terms of the ontology and the entities that nobody declared: what, where it is not, a hint.

    `near` gives the slugs of entities that may be meant by one that is none.
    """
    terms = dict.fromkeys((*ontology.properties, *ontology.classes))
    for iri in dict.fromkeys(iri for _, iri in query.iris()):
        term = ontology.local(iri)
        node = iris.node(iri) if term is None else term
        where, known = ("ontology", terms) if term is not None else ("graph", entities)
        of = iris.of if term is None else ontology.iri
        if node in ("", iri, UNSTATED) or "/" in node or (node in known and of(node) == iri):
            continue
        whole = _PARTS.sub("", node)
        if term and whole in known and of(whole) == _PARTS.sub("", iri):
            continue
        meant = nearest(node, near(node) if term is None else terms)
        yield iris.curie(iri), where, f"; did you mean {iris.curie(of(meant))}?" if meant else ""
