"""A release described for machines: DCAT and VoID, with every file and its checksum.

Source: https://www.w3.org/TR/vocab-dcat-3/, https://www.w3.org/TR/void/
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from aigraph.namespaces import DCAT, DCTERMS, ONTOLOGY_GRAPH, PREFIXES, PROV, RDF, SPDX, VOID, XSD, Space

__all__ = ["PREFIXES_USED", "File", "description"]

PREFIXES_USED = {
    **{prefix: PREFIXES[prefix] for prefix in ("aig", "dcterms", "prov", "rdf", "xsd")},
    "dcat": DCAT,
    "spdx": SPDX,
    "void": VOID,
}
#: What a name ends in → its media type.
_MEDIA = {
    "trig": "application/trig",
    "ttl": "text/turtle",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml",
    "ndjson": "application/x-ndjson",
    "html": "text/html",
}
_RDF_FILES = ("trig", "ttl", "nq", "jsonld")
_TYPE = NamedNode(RDF + "type")
Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release: its name, size in bytes and SHA-256."""

    name: str
    size: int
    sha256: str


def description(
    space: Space, version: str, day: str, files: Iterable[File], quads: Iterable[Quad], since: str | None, entities: int
) -> Iterator[Quad]:
    """Yield the description of a release: a dataset that is a `dcat:Dataset` and a `void:Dataset`.

    Args:
        space: that of the graph.
        version: of the release.
        day: when it is released, ISO.
        files: what it consists of.
        quads: what the graph says, counted by class and by property; the ontology's own are not.
        since: the version before, if there was one.
        entities: how many there are.
    """
    dataset = NamedNode(f"{space.base}release/{version}")
    said = _Subject(dataset)
    yield from said.types(DCAT + "Dataset", VOID + "Dataset")
    for language, title in space.titles.items():
        yield said.of(DCTERMS + "title", Literal(title, language=language))
    yield said.of(DCAT + "version", Literal(version))
    yield said.of(DCTERMS + "issued", Literal(day, datatype=NamedNode(XSD + "date")))
    if space.licence:
        yield said.of(DCTERMS + "license", NamedNode(f"https://spdx.org/licenses/{space.licence}"))
    yield from (said.of(DCTERMS + "language", Literal(language)) for language in space.languages)
    yield said.of(VOID + "uriSpace", Literal(space.entities))
    yield said.of(VOID + "vocabulary", NamedNode(PREFIXES["aig"]))
    if since:
        yield said.of(PROV + "wasRevisionOf", NamedNode(f"{space.base}release/{since}"))
    for file in files:
        yield from _distribution(dataset, file, space.licence)
    yield from _counts(dataset, quads, entities)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Something that quads are said of."""

    iri: NamedNode

    def of(self, predicate: str, value: Term) -> Quad:
        return Quad(self.iri, NamedNode(predicate), value)

    def types(self, *classes: str) -> Iterator[Quad]:
        return (Quad(self.iri, _TYPE, NamedNode(iri)) for iri in classes)

    def count(self, name: str, number: int) -> Quad:
        return self.of(VOID + name, _integer(number))


def _distribution(dataset: NamedNode, file: File, licence: str | None) -> Iterator[Quad]:
    said, ending = _Subject(NamedNode(f"{dataset.value}/{file.name}")), file.name.rpartition(".")[2]
    yield Quad(dataset, NamedNode(DCAT + "distribution"), said.iri)
    if ending in _RDF_FILES:
        yield Quad(dataset, NamedNode(VOID + "dataDump"), said.iri)
    yield from said.types(DCAT + "Distribution")
    yield said.of(DCTERMS + "title", Literal(file.name))
    yield said.of(DCAT + "byteSize", Literal(str(file.size), datatype=NamedNode(XSD + "nonNegativeInteger")))
    if ending in _MEDIA:
        media = f"https://www.iana.org/assignments/media-types/{_MEDIA[ending]}"
        yield said.of(DCAT + "mediaType", NamedNode(media))
    if licence:
        yield said.of(DCTERMS + "license", NamedNode(f"https://spdx.org/licenses/{licence}"))
    checksum = _Subject(NamedNode(f"{said.iri.value}#sha256"))
    yield said.of(SPDX + "checksum", checksum.iri)
    yield from checksum.types(SPDX + "Checksum")
    yield checksum.of(SPDX + "algorithm", NamedNode(SPDX + "checksumAlgorithm_sha256"))
    yield checksum.of(SPDX + "checksumValue", Literal(file.sha256, datatype=NamedNode(XSD + "hexBinary")))


def _counts(dataset: NamedNode, quads: Iterable[Quad], entities: int) -> Iterator[Quad]:
    """Yield how much there is, by class and by property."""
    subjects, objects = set[Any](), set[Any]()
    classes, properties = Counter[str](), Counter[str]()
    for quad in quads:
        if getattr(quad.graph_name, "value", "") == ONTOLOGY_GRAPH:
            continue
        subjects.add(quad.subject)
        objects.add(quad.object)
        properties[quad.predicate.value] += 1
        if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
            classes[quad.object.value] += 1
    said = _Subject(dataset)
    yield said.count("triples", sum(properties.values()))
    yield said.count("entities", entities)
    yield said.count("distinctSubjects", len(subjects))
    yield said.count("distinctObjects", len(objects))
    yield said.count("classes", len(classes))
    yield said.count("properties", len(properties))
    yield from _partitions(dataset, "class", "entities", classes)
    yield from _partitions(dataset, "property", "triples", properties)


def _partitions(dataset: NamedNode, name: str, counted: str, counts: Mapping[str, int]) -> Iterator[Quad]:
    for number, (iri, count) in enumerate(sorted(counts.items()), 1):
        part = _Subject(NamedNode(f"{dataset.value}#{name}-{number}"))
        yield Quad(dataset, NamedNode(f"{VOID}{name}Partition"), part.iri)
        yield part.of(VOID + name, NamedNode(iri))
        yield part.count(counted, count)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))
