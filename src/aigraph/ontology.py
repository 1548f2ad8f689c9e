"""The schema, read once from `ontology/aigraph.ttl`: classes, properties, labels, ranges, edge types, display hints.

Python names no class and no predicate; what it needs to know of one, the ontology says in annotations
(`aig:use`, `aig:valueType`, `aig:list`, …), which the file itself defines.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aigraph.errors import OntologyError
from aigraph.namespaces import ONTOLOGY, OWL, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Class", "Ontology", "Property", "Unit", "edge_type", "read_ontology"]

Labels = Mapping[str, str]

#: What a property is for. Only the first three may be the predicate of a statement.
PREDICATE_USES = ("relation", "attribute", "metric")
USES = (*PREDICATE_USES, "qualifier", "inverse", "structure")
VALUE_TYPES = ("entity", "text", "boolean", "integer", "date", "duration", "quantity", "class", "option")


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the ontology. `parents` are its direct superclasses of our own."""

    name: str
    labels: Labels
    definitions: Labels
    parents: tuple[str, ...] = ()
    hue: str | None = None
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the ontology. `domain` and `range` are local names of classes, None where unrestricted."""

    name: str
    use: str
    labels: Labels
    definitions: Labels
    captions: Labels = field(default_factory=dict)
    domain: str | None = None
    range: str | None = None
    value_type: str = "entity"
    options: tuple[str, ...] = ()
    list: bool = False
    holds_afterwards: bool = False
    editorial: bool = False
    drawn: bool = False
    symmetric: bool = False
    inverse: str | None = None
    unit_kind: str | None = None
    default_unit: str | None = None
    edge_type: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement, a currency included. `measure_words` follow a number in a text (`人`, `美元`)."""

    code: str
    labels: Labels
    kind: str | None
    symbol: str | None
    measure_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything the rest of aigraph knows about its schema. Names are local names, mappings sorted."""

    version: str
    labels: Labels
    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    units: Mapping[str, Unit]

    def predicates(self) -> Iterator[Property]:
        """Yield the properties that a statement may have as its predicate."""
        return (p for p in self.properties.values() if p.use in PREDICATE_USES)

    def qualifiers(self) -> Iterator[Property]:
        """Yield the properties that may qualify a statement."""
        return (p for p in self.properties.values() if p.use == "qualifier")

    def settles(self, predicate: str, modality: str, stage: str) -> bool:
        """Return whether a statement that is not retracted may be read as a fact."""
        known = modality in ("asserted", "reported")
        return known and (stage == "actual" or (stage == "ended" and self.properties[predicate].holds_afterwards))

    def ancestors(self, classes: Iterable[str]) -> tuple[str, ...]:
        """Return the classes and all their superclasses, most specific first, then by distance and name."""
        found: set[str] = set()
        level = set(classes)
        while level:
            found |= level
            level = {parent for name in level for parent in self.classes[name].parents}
        return tuple(sorted(found, key=lambda name: (-self.depth(name), name)))

    def depth(self, name: str) -> int:
        """Return how many superclasses lie above a class on its longest way up."""
        parents = self.classes[name].parents
        return 1 + max(map(self.depth, parents)) if parents else 0

    def is_a(self, classes: Iterable[str], wanted: str) -> bool:
        """Return whether any of the classes is `wanted` or lies below it."""
        return wanted in self.ancestors(classes)

    def below(self, wanted: str) -> tuple[str, ...]:
        """Return `wanted` and every class below it, sorted."""
        return tuple(name for name in self.classes if wanted in self.ancestors([name]))

    def hue(self, classes: Iterable[str]) -> str | None:
        """Return the colour family of the most specific class that has one."""
        return next((h for name in self.ancestors(classes) if (h := self.classes[name].hue)), None)

    def shape(self, classes: Iterable[str]) -> str | None:
        """Return the shape of the most specific class that has one."""
        return next((s for name in self.ancestors(classes) if (s := self.classes[name].shape)), None)


def read_ontology(folder: Path) -> Ontology:
    """Read `aigraph.ttl` of a folder. Raises OntologyError naming each inconsistent term."""
    from pyoxigraph import RdfFormat, Store

    path = folder / "aigraph.ttl"
    store = Store()
    try:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    except (OSError, SyntaxError) as err:
        raise OntologyError(f"{path}: {err}; expected an ontology in Turtle") from err
    reader = _Reader(store)
    ontology = reader.ontology()
    problems = reader.problems + [p for prop in ontology.properties.values() for p in _check(prop, ontology)]
    if problems:
        raise OntologyError("\n".join(f"{path}: {problem}" for problem in problems))
    return ontology


def edge_type(name: str) -> str:
    """Return the edge type of a predicate.

    >>> edge_type("workedAt"), edge_type("hasAPI")
    ('WORKED_AT', 'HAS_API')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


class _Reader:
    """Looks terms up in the store that holds the ontology."""

    def __init__(self, store: "Store") -> None:
        self.store = store
        self.problems: list[str] = []

    def ontology(self) -> Ontology:
        header = next(iter(self._instances(OWL + "Ontology")), None)
        if header is None:
            raise OntologyError("aigraph.ttl: no owl:Ontology; expected one header with a version")
        classes = {n: self._class(n) for n in self._ours(OWL + "Class")}
        properties = {
            n: self._property(n, kind)
            for kind in ("ObjectProperty", "DatatypeProperty")
            for n in self._ours(OWL + kind)
            if self._one(ONTOLOGY + n, ONTOLOGY + "use")
        }
        units = {u.code: u for u in map(self._unit, self._instances(ONTOLOGY + "Unit"))}
        return Ontology(
            version=self._one(header, OWL + "versionInfo") or "",
            labels=self._labels(header, "http://purl.org/dc/terms/title"),
            classes=dict(sorted(classes.items())),
            properties=dict(sorted(properties.items())),
            units=dict(sorted(units.items())),
        )

    def _class(self, name: str) -> Class:
        iri = ONTOLOGY + name
        return Class(
            name=name,
            labels=self._labels(iri, RDFS + "label"),
            definitions=self._labels(iri, SKOS + "definition"),
            parents=tuple(self._ours_of(self._objects(iri, RDFS + "subClassOf"))),
            hue=self._annotation(iri, "hue"),
            shape=self._annotation(iri, "shape"),
        )

    def _property(self, name: str, kind: str) -> Property:
        iri = ONTOLOGY + name
        ranges = self._objects(iri, RDFS + "range")
        inverses = self._objects(iri, OWL + "inverseOf") + self._subjects(OWL + "inverseOf", iri)
        return Property(
            name=name,
            use=self._annotation(iri, "use") or "",
            labels=self._labels(iri, RDFS + "label"),
            definitions=self._labels(iri, SKOS + "definition"),
            captions=self._labels(iri, ONTOLOGY + "caption"),
            domain=next(iter(self._ours_of(self._objects(iri, RDFS + "domain"))), None),
            range=next(iter(self._ours_of(ranges)), None),
            value_type=self._annotation(iri, "valueType") or _value_type(kind, ranges),
            options=tuple(sorted(self._objects(iri, ONTOLOGY + "option"))),
            list=self._flag(iri, "list"),
            holds_afterwards=self._flag(iri, "holdsAfterwards"),
            editorial=self._flag(iri, "editorial"),
            drawn=self._flag(iri, "drawn"),
            symmetric=name in self._ours(OWL + "SymmetricProperty"),
            inverse=next(iter(self._ours_of(inverses)), None),
            unit_kind=self._annotation(iri, "unitKind"),
            default_unit=self._annotation(iri, "defaultUnit"),
            edge_type=self._annotation(iri, "edgeType") or edge_type(name),
        )

    def _unit(self, iri: str) -> Unit:
        code = self._one(iri, SKOS + "notation")
        if code is None:
            self.problems.append(f"unit <{iri}> has no skos:notation; expected its code")
        return Unit(
            code=code or iri,
            labels=self._labels(iri, RDFS + "label"),
            kind=self._annotation(iri, "unitKind"),
            symbol=self._annotation(iri, "symbol"),
            measure_words=tuple(sorted(self._objects(iri, ONTOLOGY + "measureWord"))),
        )

    def _instances(self, kind: str) -> list[str]:
        return self._subjects(RDF + "type", kind)

    def _ours(self, kind: str) -> list[str]:
        return self._ours_of(self._instances(kind))

    @staticmethod
    def _ours_of(iris: Iterable[str]) -> list[str]:
        return [iri.removeprefix(ONTOLOGY) for iri in iris if iri.startswith(ONTOLOGY)]

    def _subjects(self, predicate: str, iri: str) -> list[str]:
        from pyoxigraph import NamedNode

        quads = self.store.quads_for_pattern(None, NamedNode(predicate), NamedNode(iri))
        return sorted(q.subject.value for q in quads if isinstance(q.subject, NamedNode))

    def _objects(self, iri: str, predicate: str) -> list[str]:
        from pyoxigraph import Literal, NamedNode

        quads = self.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        return sorted(q.object.value for q in quads if isinstance(q.object, NamedNode | Literal))

    def _one(self, iri: str, predicate: str) -> str | None:
        values = self._objects(iri, predicate)
        if len(values) > 1:
            self.problems.append(f"<{iri}> has {len(values)} values of <{predicate}>: {values}; expected one")
        return values[0] if values else None

    def _annotation(self, iri: str, name: str) -> str | None:
        return self._one(iri, ONTOLOGY + name)

    def _flag(self, iri: str, name: str) -> bool:
        return self._annotation(iri, name) == "true"

    def _labels(self, iri: str, predicate: str) -> Labels:
        from pyoxigraph import Literal, NamedNode

        quads = self.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        literals = [q.object for q in quads if isinstance(q.object, Literal)]
        return dict(sorted((literal.language or "en", literal.value) for literal in literals))


def _value_type(kind: str, ranges: list[str]) -> str:
    if kind == "ObjectProperty":
        return "entity"
    datatype = ranges[0].rsplit("#", 1)[-1] if ranges else ""
    return {"boolean": "boolean", "integer": "integer", "nonNegativeInteger": "integer"}.get(datatype, "text")


def _check(prop: Property, ontology: Ontology) -> Iterator[str]:
    """Yield what is wrong with one property, a sentence each."""
    if prop.use not in USES:
        yield f"aig:{prop.name} has aig:use {prop.use!r}; expected one of {', '.join(USES)}"
    if prop.value_type not in VALUE_TYPES:
        yield f"aig:{prop.name} has aig:valueType {prop.value_type!r}; expected one of {', '.join(VALUE_TYPES)}"
    for end in (prop.domain, prop.range):
        if end is not None and end not in ontology.classes:
            yield f"aig:{prop.name} names aig:{end}, which is no class of the ontology. Declare it"
    if prop.list and prop.value_type in ("quantity", "date", "duration"):
        yield f"aig:{prop.name} is a list of {prop.value_type}; expected a scalar. Drop aig:list"
    if prop.use == "relation" and not (prop.inverse or prop.symmetric):
        yield f"aig:{prop.name} has no inverse and is not symmetric. Add owl:inverseOf or owl:SymmetricProperty"
    if prop.default_unit is not None and prop.default_unit not in ontology.units:
        yield f"aig:{prop.name} has the default unit {prop.default_unit!r}, which is no unit of the ontology"
