"""The ontology's own quads, with what its declarations imply: the parts that qualifiers are held in."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from aigraph.errors import OntologyError
from aigraph.model.scalars import PARTS, part_name
from aigraph.namespaces import ONTOLOGY_GRAPH, OWL, RDF, RDFS, SKOS
from aigraph.ontology import Ontology
from aigraph.ontology.read import files
from aigraph.rdf.terms import aig
from aigraph.words.interface import word

__all__ = ["read_turtle", "schema_quads", "term_quads"]

_TYPE, _CODE = NamedNode(RDF + "type"), NamedNode(SKOS + "notation")


def read_turtle(paths: Iterable[Path]) -> list[Quad]:
    """Return the triples of files in Turtle as quads of the default graph, blank nodes of two files apart."""
    found: list[Quad] = []
    for path in paths:
        try:
            found += parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
        except SyntaxError as err:
            raise OntologyError(f"{path}: {err}; expected Turtle") from err
    return found


def schema_quads(ontology: Ontology) -> Iterator[Quad]:
    """Yield the ontology's own triples, and declarations of the parts that qualifiers are held in.

    The parts (`startDateEarliest`, `ratioUnit`) follow from one declaration, of `startDate` or `ratio`.
    """
    home = NamedNode(ONTOLOGY_GRAPH)
    triples = read_turtle(files(ontology.folders))
    if not triples:
        return
    canonical = Dataset(triples)
    canonical.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    declared = {q.subject for q in triples if q.predicate == _TYPE}
    yield from (Quad(q.subject, q.predicate, q.object, home) for q in canonical)
    for name, parent, part in _parts(ontology):
        iri = aig(name, ontology.properties[parent].namespace)
        if iri not in declared:
            yield from (Quad(iri, predicate, value, home) for predicate, value in _declared(parent, part, ontology))


def term_quads(ontology: Ontology, names: Iterable[str], units: Collection[str]) -> Iterator[Quad]:
    """Yield what the ontology's files say of some of its terms, and of units by their codes."""
    quads = read_turtle(files(ontology.folders))
    wanted: set[object] = {NamedNode(ontology.iri(name)) for name in names}
    codes = {Literal(code) for code in units}
    wanted |= {q.subject for q in quads if q.predicate == _CODE and q.object in codes}
    yield from (quad for quad in quads if quad.subject in wanted)


def _parts(ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    for prop in ontology.properties.values():
        for part in PARTS.get(prop.value_type, ())[1:]:
            if prop.use != "metric":
                yield part_name(prop.name, part), prop.name, part


def _declared(parent: str, part: str, ontology: Ontology) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    prop = ontology.properties[parent]
    yield _TYPE, NamedNode(OWL + "DatatypeProperty")
    yield NamedNode(RDFS + "isDefinedBy"), NamedNode(prop.namespace.removesuffix("#"))
    yield NamedNode(RDFS + "seeAlso"), aig(parent, prop.namespace)
    if prop.domain:
        yield NamedNode(RDFS + "domain"), NamedNode(ontology.iri(prop.domain))
    for language, label in prop.labels.items():
        yield NamedNode(RDFS + "label"), Literal(f"{label} ({word('part', part, language)})", language=language)
