"""RDF files, the same bytes for the same quads: sorted, with sorted prefixes and canonical blank nodes."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from aigraph.errors import OntologyError
from aigraph.namespaces import ONTOLOGY, ONTOLOGY_GRAPH, OWL, PREFIXES, RDF, RDFS
from aigraph.ontology import Ontology
from aigraph.parts import DATE_PARTS, QUANTITY_PARTS, part_name
from aigraph.terms import aig

__all__ = ["RDF_FORMATS", "schema_quads", "write_rdf"]

#: The name of a format → its file extension, and whether it keeps the graphs apart.
RDF_FORMATS: dict[str, tuple[str, bool]] = {
    "trig": ("trig", True),
    "nquads": ("nq", True),
    "jsonld": ("jsonld", True),
    "ttl": ("ttl", False),
    "ntriples": ("nt", False),
    "rdfxml": ("rdf", False),
}
_TYPE = NamedNode(RDF + "type")


def write_rdf(quads: Iterable[Quad], format: str, prefixes: dict[str, str] = PREFIXES) -> bytes:
    """Return the quads in a format, sorted; a format without graphs gets their merge."""
    extension, keeps_graphs = RDF_FORMATS[format]
    quads = list(quads)
    wanted = RdfFormat.from_extension(extension)
    assert wanted is not None
    statements: list[Quad] | list[Triple] = sorted(quads, key=_order)
    if not keeps_graphs:
        ordered = sorted(quads, key=_triple_order)
        statements = list(dict.fromkeys(Triple(q.subject, q.predicate, q.object) for q in ordered))
    if format in ("ttl", "trig"):
        body = serialize(statements, format=wanted, prefixes=prefixes)
        assert body is not None
        return _sorted_prefixes(body.decode()).encode()
    body = serialize(statements, format=wanted)
    assert body is not None
    return body


def schema_quads(folder: Path, ontology: Ontology) -> Iterator[Quad]:
    """Yield the ontology's own triples, and declarations of the parts that qualifiers are held in.

    The parts (`startDateEarliest`, `ratioUnit`) follow from one declaration, of `startDate` or `ratio`.
    """
    home = NamedNode(ONTOLOGY_GRAPH)
    path = folder / "aigraph.ttl"
    try:
        triples = [Quad(q.subject, q.predicate, q.object) for q in parse(path=str(path), format=RdfFormat.TURTLE)]
    except SyntaxError as err:
        raise OntologyError(f"{path}: {err}; expected an ontology in Turtle") from err
    canonical = Dataset(triples)
    canonical.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    declared = {q.subject for q in triples if q.predicate == _TYPE}
    yield from (Quad(q.subject, q.predicate, q.object, home) for q in canonical)
    for name, parent, part in _parts(ontology):
        if aig(name) not in declared:
            yield from (
                Quad(aig(name), predicate, value, home) for predicate, value in _declared(parent, part, ontology)
            )


def _parts(ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    parts = {"date": DATE_PARTS[1:], "quantity": QUANTITY_PARTS[1:], "duration": ("Written",)}
    for prop in ontology.properties.values():
        for part in parts.get(prop.value_type, ()):
            if prop.use != "metric":
                yield part_name(prop.name, part), prop.name, part


def _declared(parent: str, part: str, ontology: Ontology) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    prop = ontology.properties[parent]
    chinese = {
        "Earliest": "最早",
        "Latest": "最晚",
        "Written": "原文",
        "Min": "下限",
        "Max": "上限",
        "Unit": "单位",
        "Comparator": "比较",
    }
    words = {"en": part.lower(), "zh": chinese[part]}
    yield _TYPE, NamedNode(OWL + "DatatypeProperty")
    yield NamedNode(RDFS + "isDefinedBy"), NamedNode(ONTOLOGY.removesuffix("#"))
    yield NamedNode(RDFS + "seeAlso"), aig(parent)
    if prop.domain:
        yield NamedNode(RDFS + "domain"), aig(prop.domain)
    for language, label in prop.labels.items():
        yield NamedNode(RDFS + "label"), Literal(f"{label} ({words.get(language, part)})", language=language)


def _sorted_prefixes(text: str) -> str:
    lines = text.splitlines(keepends=True)
    prefixes = [line for line in lines if re.match(r"@prefix ", line)]
    return "".join(sorted(prefixes)) + "".join(lines[len(prefixes) :])


def _key(term: object) -> tuple[int, str]:
    """Return a term's place: IRIs, then blank nodes, then literals."""
    kind = [NamedNode, BlankNode, Literal].index(type(term))
    return kind, str(term)


def _triple_order(quad: Quad) -> tuple[object, ...]:
    return _key(quad.subject), quad.predicate != _TYPE, quad.predicate.value, _key(quad.object)


def _order(quad: Quad) -> tuple[object, ...]:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return graph, *_triple_order(quad)
