"""The schema: classes, properties, labels, ranges, edge types, display hints.

Python names no class and no predicate; what it needs to know of one, the ontology says in annotations
(`aig:use`, `aig:valueType`, `aig:list`, …), which the file itself defines.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from aigraph.model import Quantity, Statement
from aigraph.namespaces import ONTOLOGY

__all__ = [
    "FLOWS",
    "FORMS",
    "TIMES",
    "USES",
    "VALUE_TYPES",
    "Class",
    "Labels",
    "Ontology",
    "Property",
    "Unit",
    "edge_type",
]

Labels = Mapping[str, str]

#: What a property is for. Only the first three may be the predicate of a statement.
PREDICATE_USES = ("relation", "attribute", "metric")
USES = (*PREDICATE_USES, "qualifier", "inverse", "structure")
#: The qualifiers of time that say when a number was measured; that say what may no longer be so.
_MEASURED = ("period", "asOf")
_PAST = (*_MEASURED, "endDate")
#: The forms of a caption.
FORMS = ("ofFirms", "infinitive", "participle", "gerund", "captionPlural", "captionEnded")
#: What a date says of when a statement holds: it begins or ends then, is so on one of the days, or on all of them.
TIMES = ("start", "end", "moment", "throughout")
#: What may pass by what a property says.
FLOWS = ("money", "means", "founders", "employees")
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
    acts: bool = False
    is_firm: bool = False
    several_of: bool = False
    foretells: bool = False
    found_first: bool = False
    computes: bool = False
    disjoint: tuple[str, ...] = ()
    namespace: str = ONTOLOGY
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the ontology. `domain` and `range` are local names of classes, None where unrestricted.

    `flows` is what passes by what it says, one of `FLOWS` → from whom and to whom: `subject`, `object` or a qualifier.
    """

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
    creates: bool = False
    symmetric: bool = False
    inverse: str | None = None
    unit_kind: str | None = None
    default_unit: str | None = None
    edge_type: str = ""
    distinguished_by: tuple[str, ...] = ()
    forms: Mapping[str, Labels] = field(default_factory=dict)
    namespace: str = ONTOLOGY
    matches: tuple[str, ...] = ()
    time: str | None = None
    flows: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def lasts(self) -> bool:
        """Whether it says what goes on for a while: it has words for what has ended."""
        return "captionEnded" in self.forms

    def of_firms(self) -> "Property":
        """Return the property with the captions that it has where its object is an organization."""
        told = {language: text.split("/") for language, text in self.forms.get("ofFirms", {}).items()}
        if not told:
            return self
        forms = {
            name: {la: words[at] for la, words in told.items() if at < len(words)}
            for at, name in enumerate(("caption", "infinitive", "participle", "gerund"))
        }
        return replace(self, captions=forms.pop("caption"), forms={**self.forms, **forms})

    def form(self, name: str, language: str) -> str | None:
        """Return a form of the caption: `infinitive`, `participle`, `gerund`, `captionPlural`, `captionEnded`."""
        return self.forms.get(name, {}).get(language)


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
    """Everything the rest of aigraph knows about its schema. Names are local names, mappings sorted.

    `namespaces` hold its terms, the longest first.

    `folders` are where it was read from, the first that of the shipped terms, with shapes and rules in each.
    """

    version: str
    labels: Labels
    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    units: Mapping[str, Unit]
    folders: tuple[Path, ...] = ()
    namespaces: tuple[str, ...] = (ONTOLOGY,)

    def iri(self, name: str) -> str:
        """Return the IRI of a class or a property."""
        term = self.classes.get(name) or self.properties.get(name)
        return (term.namespace if term else ONTOLOGY) + name

    def local(self, iri: str) -> str | None:
        """Return the local name of one of its terms, None for an IRI in none of its namespaces."""
        return next((iri[len(n) :] for n in self.namespaces if iri.startswith(n)), None)

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

    def is_direct(self, statement: Statement) -> bool:
        """Return whether a statement also stands as a plain fact: settled, no metric, and no inexact number.

        An attribute said for a time is one only while it lasts: from a startDate on, without an endDate. What it was
        as of a day, in a period or up to an endDate it may not be today, but is in a graph as of a day it holds on.
        One that another source contradicts is none.
        """
        prop, value = self.properties[statement.predicate], statement.object
        then = statement.held is not None and statement.held.holds == "certainly"
        past = not then and any(name in statement.qualifiers for name in _PAST)
        if prop.use == "attribute" and (statement.contradicted_by or past):
            return False
        inexact = isinstance(value, Quantity) and value.comparator != "exactly"
        return statement.settled and prop.use != "metric" and not inexact

    def times(self, prop: Property) -> tuple[str, ...]:
        """Return the qualifiers of time that tell two values of one metric or attribute apart, the first first."""
        return {"metric": _MEASURED, "attribute": (*_MEASURED, "startDate", "endDate")}.get(prop.use, ())

    def ancestors(self, classes: Iterable[str]) -> tuple[str, ...]:
        """Return the classes and all their superclasses, most specific first, then by distance and name."""
        return tuple(sorted(self._above(classes), key=lambda name: (-self.depth(name), name)))

    def _above(self, classes: Iterable[str]) -> set[str]:
        """Return the classes and all their superclasses, in no order."""
        found: set[str] = set()
        level = set(classes)
        while level:
            found |= level
            level = {parent for name in level for parent in self.classes[name].parents}
        return found

    def depth(self, name: str) -> int:
        """Return how many superclasses lie above a class on its longest way up."""
        parents = self.classes[name].parents
        return 1 + max(map(self.depth, parents)) if parents else 0

    def is_a(self, classes: Iterable[str], wanted: str) -> bool:
        """Return whether any of the classes is `wanted` or lies below it."""
        return wanted in self._above(classes)

    def below(self, wanted: str) -> tuple[str, ...]:
        """Return `wanted` and every class below it, sorted."""
        return tuple(name for name in self.classes if wanted in self._above([name]))

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of claims: the classes below Claim, each with a small first letter."""
        return tuple(name[0].lower() + name[1:] for name in self.below("Claim") if name != "Claim")

    def kind(self, name: str) -> Class | None:
        """Return the class that a kind of claim stands for."""
        return self.classes.get(name[:1].upper() + name[1:])

    def foretells(self, kind: str) -> bool:
        """Return whether claims of a kind are about what is to come."""
        found = self.kind(kind)
        return found is not None and found.foretells

    def are_disjoint(self, one: str, other: str) -> bool:
        """Return whether the ontology says that nothing is a thing of both classes."""
        above, over = self._above([one]), self._above([other])
        return any(name in over for up in above for name in self.classes[up].disjoint) or any(
            name in above for up in over for name in self.classes[up].disjoint
        )

    def match(self, terms: Iterable[str], namespace: str) -> str | None:
        """Return what a class, of several the most specific that has one, or a property comes close to in a namespace.

        The local name of a term of other people's, as the ontology's `skos:closeMatch` say.
        """
        terms = tuple(terms)
        known = [self.properties[name] for name in terms if name in self.properties]
        close = (iri for term in known or map(self.classes.__getitem__, self.ancestors(terms)) for iri in term.matches)
        return next((iri.removeprefix(namespace) for iri in close if iri.startswith(namespace)), None)

    def acts(self, classes: Iterable[str]) -> bool:
        """Return whether a thing of the classes has plans of its own."""
        return any(self.classes[name].acts for name in self._above(classes))

    def are_firms(self, classes: Iterable[str]) -> bool:
        """Return whether a thing of the classes is taken over, not bought."""
        return any(self.classes[name].is_firm for name in self._above(classes))

    def may_be_several(self, classes: Iterable[str]) -> bool:
        """Return whether a thing of the classes may be several."""
        return any(self.classes[name].several_of for name in self._above(classes))

    def computes(self, classes: Iterable[str]) -> bool:
        """Return whether a thing of the classes does the computing."""
        return any(self.classes[name].computes for name in self._above(classes))

    def is_found_first(self, classes: Iterable[str]) -> bool:
        """Return whether a search names a thing of the classes before others that match as well."""
        return any(self.classes[name].found_first for name in self._above(classes))

    def hue(self, classes: Iterable[str]) -> str | None:
        """Return the colour family of the most specific class that has one."""
        return next((h for name in self.ancestors(classes) if (h := self.classes[name].hue)), None)

    def shape(self, classes: Iterable[str]) -> str | None:
        """Return the shape of the most specific class that has one."""
        return next((s for name in self.ancestors(classes) if (s := self.classes[name].shape)), None)


def edge_type(name: str) -> str:
    """Return the edge type of a predicate.

    >>> edge_type("workedAt"), edge_type("hasAPI")
    ('WORKED_AT', 'HAS_API')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()
