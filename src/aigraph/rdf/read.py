"""RDF quads back to statements: the inverse of `write.to_quads`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from aigraph.model import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    Claim,
    Derivation,
    Entity,
    Graph,
    Held,
    Quantity,
    Retraction,
    Section,
    Source,
    Statement,
    Value,
)
from aigraph.model.scalars import Scalar, join
from aigraph.namespaces import DERIVED_GRAPH, ONTOLOGY_GRAPH, VANN, VOID, Iris, Space, local_id
from aigraph.ontology import Ontology, Property
from aigraph.rdf.evidence import END, FULFILLED, START, TYPE, EvidenceReader
from aigraph.rdf.terms import aig
from aigraph.rdf.write import (
    ALT,
    CREATOR,
    HIDDEN,
    LANGUAGE,
    LICENCE,
    OBJECT,
    PART_OF,
    PREDICATE,
    PREF,
    PUBLISHER,
    REPLACED,
    REQUIRES,
    SAME_AS,
    SOURCE_TEXTS,
    SUBJECT,
    TITLE,
)

__all__ = ["from_quads"]

T = TypeVar("T", Entity, Source, Statement, Claim)


def from_quads(quads: Iterable[Quad], ontology: Ontology) -> Graph:
    """Return the graph that the quads of one data set hold; the ontology's and the closure's triples are passed over.

    Takes quads, not triples: once graphs are merged, a derived type cannot be told from a stated one.
    """
    return _Reader(quads, ontology).graph()


class _Reader(EvidenceReader):
    """Everything said of each subject, and what it adds up to."""

    def __init__(self, quads: Iterable[Quad], ontology: Ontology) -> None:
        self.ontology = ontology
        self.facts = defaultdict(lambda: defaultdict(list))
        derived = defaultdict(list)
        for quad in quads:
            home = getattr(quad.graph_name, "value", "")
            if home == ONTOLOGY_GRAPH or not isinstance(quad.subject, NamedNode):
                continue
            assert isinstance(quad.object, NamedNode | Literal)
            if home == DERIVED_GRAPH:
                derived[quad.subject.value].append((quad.predicate, quad.object))
            else:
                self.facts[quad.subject.value][quad.predicate].append(quad.object)
        super().__init__(self.spaces())
        for iri, some in derived.items():
            for predicate, value in some if self.iris.node(iri).startswith("statement/") else ():
                self.facts[iri][predicate].append(value)
        self.ids = {iri: self.iris.node(iri) for iri in self.facts if self.iris.holds(iri)}

    def spaces(self) -> Iris:
        """Return the spaces of the data sets: the own one is required by none."""
        kind = NamedNode(VOID + "Dataset")
        bases = {iri for iri, said in self.facts.items() if kind in said.get(TYPE, ())}
        required = {getattr(found, "value", "") for iri in bases for found in self.values(iri, REQUIRES)}
        spaces = {iri: self.space(iri) for iri in sorted(bases, key=lambda iri: (len(self.values(iri, REQUIRES)), iri))}
        own = next((space for iri, space in spaces.items() if iri not in required), Space())
        return Iris(own, tuple((space, frozenset()) for space in spaces.values() if space != own))

    def space(self, iri: str) -> Space:
        prefix = self.text(iri, NamedNode(VANN + "preferredNamespacePrefix"))
        languages = tuple(sorted(found.value for found in self.values(iri, LANGUAGE)))
        return Space(iri, prefix or "", self.languages(iri, TITLE), self.text(iri, LICENCE), languages)

    def graph(self) -> Graph:
        sections = defaultdict(list)
        for iri in self.of_folder("source/"):
            if self.nodes(iri, PART_OF):
                sections[self.nodes(iri, PART_OF)[0]].append(self.section(iri))
        sources = [iri for iri in self.of_folder("source/") if not self.nodes(iri, PART_OF)]
        entities = (iri for iri, node in self.ids.items() if node and "/" not in node)
        graph = Graph(
            entities=tuple(_by_id(map(self.entity, entities))),
            sources=tuple(_by_id(self.source(iri, sections[self.ids[iri]]) for iri in sources)),
            statements=tuple(_by_id(map(self.statement, self.of_folder("statement/")))),
            claims=tuple(_by_id(map(self.claim, self.of_folder("claim/")))),
        )
        nodes = frozenset(graph.node_ids())
        others = (
            (space, nodes & {node for iri, node in self.ids.items() if iri.startswith(space.base)})
            for space, _ in self.iris.others
        )
        return replace(graph, iris=Iris(self.iris.own, tuple(others)))

    def of_folder(self, folder: str) -> Iterator[str]:
        return (iri for iri, node in self.ids.items() if node.startswith(folder))

    def languages(self, iri: str, prop: NamedNode) -> dict[str, str]:
        found = [f for f in self.values(iri, prop) if isinstance(f, Literal)]
        return dict(sorted((f.language or "en", f.value) for f in found))

    def classes(self, iri: str) -> list[str]:
        return sorted(name for f in self.values(iri, TYPE) if (name := self.ontology.local(f.value)) is not None)

    def entity(self, iri: str) -> Entity:
        return Entity(
            id=self.iris.node(iri),
            classes=tuple(self.classes(iri)),
            names=self.languages(iri, PREF),
            aliases=tuple(sorted(found.value for found in self.values(iri, ALT))),
            misspellings=tuple(sorted(found.value for found in self.values(iri, HIDDEN))),
            same_as=tuple(sorted(found.value for found in self.values(iri, SAME_AS))),
            replaced_by=next(iter(self.nodes(iri, REPLACED)), None),
            note=self.text(iri, aig("note")),
        )

    def section(self, iri: str) -> Section:
        start, end = self.text(iri, START), self.text(iri, END)
        names = self.languages(iri, PREF)
        return Section(iri.rsplit("/", 1)[-1], names, _int(start), _int(end))

    def source(self, iri: str, sections: list[Section]) -> Source:
        texts = {name: self.text(iri, prop) for name, prop in SOURCE_TEXTS.items()}
        contained = next(iter(self.nodes(iri, aig("containedIn"))), None)
        return Source(
            id=local_id(self.iris.node(iri)),
            names=self.languages(iri, PREF),
            editors=self.flag(iri, "editors"),
            author=tuple(self.nodes(iri, CREATOR)),
            publisher=tuple(self.nodes(iri, PUBLISHER)),
            date=self.date(iri, "publishedOn"),
            retrieved=self.date(iri, "retrievedOn"),
            length=_int(self.text(iri, aig("length"))),
            contained_in=local_id(contained) if contained else None,
            work=next(iter(self.nodes(iri, aig("textOf"))), None),
            sections=tuple(sorted(sections, key=lambda s: (s.start is None, s.start or 0, s.id))),
            **texts,
        )

    def statement(self, iri: str) -> Statement:
        predicate = self.ontology.local(self.values(iri, PREDICATE)[0].value) or ""
        qualifiers = {}
        for prop in self.ontology.qualifiers():
            if prop.name == "value" and self.ontology.properties[predicate].value_type == "quantity":
                continue
            if values := self.qualifier(iri, prop):
                qualifiers[prop.name] = values
        reason, withdrawn = self.text(iri, aig("retractionReason")), self.date(iri, "retractionDate")
        held = self.text(iri, aig("holds"))
        modality = self.text(iri, aig("modality")) or "asserted"
        proofs = sorted(found.value for found in self.values(iri, aig("proof")))
        return Statement(
            id=local_id(self.iris.node(iri)),
            subject=self.nodes(iri, SUBJECT)[0],
            predicate=predicate,
            object=self.object(iri, self.ontology.properties[predicate]),
            qualifiers=qualifiers,
            stage=self.text(iri, aig("stage")) or "actual",
            evidence=self.evidence(iri),
            settled=self.flag(iri, "settled"),
            disputed=self.flag(iri, "disputed"),
            contradicted_by=tuple(map(local_id, self.nodes(iri, aig("contradictedBy")))),
            retracted=Retraction(reason, withdrawn) if reason and withdrawn else None,
            derived=Derivation.read(proofs, modality) if proofs else None,
            held=Held(held, self.flag(iri, "undated"), self.flag(iri, "lapsed")) if held else None,
            outcomes=self.outcomes(iri),
            fulfilled_by=tuple(map(local_id, self.nodes(iri, FULFILLED))),
        )

    def qualifier(self, iri: str, prop: Property) -> tuple[Value, ...]:
        if prop.list:
            found = sorted(self.values(iri, aig(prop.name, prop.namespace)), key=lambda f: str(self.scalar(f)))
            values = [join(prop.name, prop.value_type, lambda _, f=f: self.scalar(f)) for f in found]  # type: ignore[misc]
        else:
            values = [join(prop.name, prop.value_type, lambda part: self.part(iri, part, prop.namespace))]
        return tuple(value for value in values if value is not None)

    def object(self, iri: str, prop: Property) -> Value:
        if prop.value_type == "quantity":
            return join("value", "quantity", lambda part: self.part(iri, part)) or Quantity()
        found = self.scalar(self.values(iri, OBJECT)[0])

        def part(name: str) -> Scalar | None:
            return found if name == prop.name else self.part(iri, "object" + name.removeprefix(prop.name))

        value = join(prop.name, prop.value_type, part)
        assert value is not None
        return value

    def claim(self, iri: str) -> Claim:
        links = {
            name: tuple(target.removeprefix(folder) for target in self.nodes(iri, aig(prop)))
            for name, (prop, folder) in CLAIM_LINKS.items()
        }
        texts = {name: self.text(iri, aig(prop)) for name, prop in CLAIM_TEXTS.items()}
        chance = self.text(iri, aig("probability"))
        kind = self.classes(iri)[0]
        parent = next(iter(self.nodes(iri, aig("partOfClaim"))), None)
        return Claim(
            id=local_id(self.iris.node(iri)),
            kind=kind[0].lower() + kind[1:],
            text=self.languages(iri, aig("text")),
            part_of=local_id(parent) if parent else None,
            due=self.date(iri, "due"),
            probability=None if chance is None else Decimal(chance),
            evidence=self.evidence(iri),
            outcomes=self.outcomes(iri),
            **links,  # type: ignore[arg-type]
            **texts,  # type: ignore[arg-type]
        )


def _int(text: str | None) -> int | None:
    return None if text is None else int(text)


def _by_id(items: Iterable[T]) -> list[T]:
    return sorted(items, key=lambda item: item.id)
