"""Parts of a graph that is on disk: statements and entities read back from its quads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from aigraph.errors import TooLarge
from aigraph.model import MODALITIES, Claim, Entity, Graph, Statement
from aigraph.namespaces import EDITORS_GRAPH, XSD, Iris, local_id, statement_node
from aigraph.ontology import Ontology
from aigraph.rdf.evidence import ATTRIBUTED, TYPE
from aigraph.rdf.proofs import Stated
from aigraph.rdf.read import from_quads
from aigraph.rdf.terms import aig
from aigraph.rdf.write import ALT, HIDDEN, OBJECT, PREDICATE, PREF, REPLACED, SAME_AS, SUBJECT
from aigraph.selection.disagreeing import disagreeing_note
from aigraph.selection.editors import editors_note
from aigraph.selection.passed import Passed

__all__ = ["Parts", "stated"]

_OF_ENTITIES = (TYPE, PREF, ALT, HIDDEN, SAME_AS, REPLACED, aig("note"))
_EVIDENCE, _MODALITY, _SETTLED, _REASON, _AGAINST = (
    aig(name) for name in ("evidence", "modality", "settled", "retractionReason", "contradictedBy")
)
_NOBODY = NamedNode("aigraph:nobody")
_NO = Literal("false", datatype=NamedNode(XSD + "boolean"))
#: What belongs to a statement: its evidence with its spans, its outcomes with theirs.
_OWN = ("evidence/", "outcome/")


class Parts:
    """Reads what a store holds of some things, as the nouns that were written into it."""

    def __init__(self, store: Store, iris: Iris, ontology: Ontology) -> None:
        """Hold the store, the IRIs and the schema."""
        self.store, self.iris, self.ontology = store, iris, ontology
        self._spaces = [
            quad for space in iris.spaces for quad in store.quads_for_pattern(NamedNode(space.base), None, None, None)
        ]

    @classmethod
    def open(cls, path: Path, iris: Iris, ontology: Ontology) -> "Parts":
        """Open a store to read, beside others who do."""
        return cls(Store.read_only(str(path)), iris, ontology)

    def entities(self, slugs: Iterable[str]) -> tuple[Entity, ...]:
        """Return those of some entities that there are, sorted by slug."""
        return self._graph(quad for slug in slugs for quad in self._of_entity(slug)).entities

    def statements(self, ids: Iterable[str]) -> tuple[Statement, ...]:
        """Return those of some statements that there are, sorted by id."""
        return self._graph(quad for one in ids for quad in self._whole(self._node(statement_node(one)))).statements

    def has_entity(self, slug: str) -> bool:
        """Return whether there is an entity of a slug."""
        return bool(slug) and "/" not in slug and next(self._of_entity(slug), None) is not None

    def has_statement(self, identifier: str) -> bool:
        """Return whether there is a statement of an id."""
        found = self.store.quads_for_pattern(self._node(statement_node(identifier)), SUBJECT, None, None)
        return next(found, None) is not None

    def about(self, slug: str) -> Iterator[str]:
        """Yield the ids of the statements that name an entity: as subject, as object, as who said so; some twice."""
        yield from self.of(slug)
        node = self._node(slug)
        for quad in self.store.quads_for_pattern(None, OBJECT, node, None):
            yield self.id_of(quad)
        for quad in self.store.quads_for_pattern(None, ATTRIBUTED, node, None):
            yield from self.owners(quad)

    def of(self, slug: str) -> Iterator[str]:
        """Yield the ids of the statements whose subject an entity is."""
        for quad in self.store.quads_for_pattern(None, SUBJECT, self._node(slug), None):
            yield self.id_of(quad)

    def owners(self, said: Quad) -> Iterator[str]:
        """Yield the ids of the statements that rest on the evidence which a quad is about."""
        if not self.iris.node(getattr(said.subject, "value", "")).startswith("evidence/"):
            return  # what an axiom says of an entity
        for quad in self.store.quads_for_pattern(None, _EVIDENCE, said.subject, None):
            assert isinstance(quad.subject, NamedNode)
            if (node := self.iris.node(quad.subject.value)).startswith("statement/"):
                yield local_id(node)

    def id_of(self, quad: Quad) -> str:
        """Return the id of the statement that a quad is about."""
        assert isinstance(quad.subject, NamedNode)
        return local_id(self.iris.node(quad.subject.value))

    def predicate(self, identifier: str) -> str:
        """Return the predicate of a statement."""
        iri = self._node(statement_node(identifier))
        found = next(self.store.quads_for_pattern(iri, PREDICATE, None, None)).object
        return self.ontology.local(getattr(found, "value", "")) or ""

    def ends(self, identifier: str) -> frozenset[str]:
        """Return the slugs of what a statement relates."""
        iri = self._node(statement_node(identifier))
        found = (next(self.store.quads_for_pattern(iri, end, None, None)).object for end in (SUBJECT, OBJECT))
        return frozenset(self.iris.node(end.value) for end in found if isinstance(end, NamedNode))

    def slugs(self) -> Iterator[str]:
        """Yield the slugs of all entities, one for each of its names."""
        for quad in self.store.quads_for_pattern(None, PREF, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and self.iris.is_entity(quad.subject.value):
                yield self.iris.node(quad.subject.value)

    def weights(self, claims: Iterable[Claim]) -> tuple[Counter[str], int]:
        """Return what `aigraph.names.index.weights` does, a hundredfold, and the number of statements.

        Held is a number for each entity.
        """
        found: Counter[str] = Counter()
        statements = 0
        for quad in self.store.quads_for_pattern(None, SUBJECT, None, None):
            statements += 1
            found[self._slug(quad.object)] += 40
        for quad in self.store.quads_for_pattern(None, OBJECT, None, None):
            if isinstance(quad.object, NamedNode):
                found[self._slug(quad.object)] += 100
                subject = next(self.store.quads_for_pattern(quad.subject, SUBJECT, None, None))
                found[self._slug(subject.object)] += 60
        said = (
            (owner, self._slug(quad.object))
            for quad in self.store.quads_for_pattern(None, ATTRIBUTED, None, None)
            for owner in self.owners(quad)
        )
        found.update({slug: 10 * times for slug, times in Counter(slug for _, slug in set(said)).items()})
        for claim in claims:
            found.update(dict.fromkeys({*claim.about, *claim.held_by}, 15))
        return found, statements

    def known(self, identifier: str) -> tuple[int, bool] | None:
        """Return the place of a statement's modality among all, and whether it is settled; None where there is none."""
        iri = self._node(statement_node(identifier))
        found = next(self.store.quads_for_pattern(iri, _MODALITY, None, None), None)
        if found is None:
            return None
        settled = next(self.store.quads_for_pattern(iri, _SETTLED, None, None)).object
        return MODALITIES.index(getattr(found.object, "value", "")), getattr(settled, "value", "") == "true"

    def tentative(self) -> Iterator[str]:
        """Yield the ids of the statements that are not settled."""
        for quad in self.store.quads_for_pattern(None, _SETTLED, _NO, None):
            yield self.id_of(quad)

    def passed(self) -> dict[str, Passed]:
        """Return what an answer about each predicate passes over."""
        tentative = Counter(map(self.predicate, self.tentative()))
        theirs = (q for q in self.store.quads_for_pattern(None, PREDICATE, None, NamedNode(EDITORS_GRAPH)))
        said = Counter(self.predicate(one) for one in map(self.id_of, theirs) if self.is_settled(one))
        apart = {self.id_of(quad) for quad in self.store.quads_for_pattern(None, _AGAINST, None, None)}
        against = Counter(self.predicate(one) for one in apart if self.is_settled(one))
        found = {}
        for name in sorted({*tentative, *said, *against}):
            every = self.store.quads_for_pattern(None, PREDICATE, NamedNode(self.ontology.iri(name)), None)
            settled = sum(1 for _ in every) - tentative[name] if said[name] else 0
            differs = against[name] if self.ontology.properties[name].use == "attribute" else 0
            notes = editors_note(said[name], settled, name), disagreeing_note(differs, name)
            found[name] = Passed(tentative[name], *notes)
        return found

    def is_settled(self, identifier: str) -> bool:
        """Return whether a statement may be read as a fact."""
        found = self.known(identifier)
        return found is not None and found[1]

    def around(self, slug: str, depth: int, most: int) -> tuple[Statement, ...]:
        """Return the statements at most so many steps away from an entity, and those between what they lead to.

        Raises:
            TooLarge: these are more than `most`.
        """
        ids: dict[str, None] = {}
        found, edge = {slug}, {slug}
        for step in range(depth + 1):
            more = (one for name in sorted(edge) for one in (self.about if step < depth else self.of)(name))
            ids |= dict.fromkeys(self.at_most(more, most - len(ids), slug))
            edge = {end for one in ids for end in self.ends(one)} - found if step < depth else set()
            found |= edge
        return self.statements(one for one in ids if self.ends(one) <= found)

    def at_most(self, ids: Iterable[str], most: int, slug: str) -> Iterator[str]:
        """Yield each id once. Raises TooLarge where there are more than `most`."""
        seen: set[str] = set()
        for one in ids:
            if one not in seen:
                seen.add(one)
                yield one
            if len(seen) > most:
                told = f"{slug}: more than {most:,} statements are around it; expected a part that can be held"
                raise TooLarge(f"{told}. Ask for less, or in SPARQL or Cypher")

    def named(self, identifier: str) -> Iterator[str]:
        """Yield the slugs of the entities that the quads of a statement name."""
        for quad in self._whole(self._node(statement_node(identifier))):
            if isinstance(quad.object, NamedNode) and self.iris.is_entity(quad.object.value):
                yield self.iris.node(quad.object.value)

    def _of_entity(self, slug: str) -> Iterator[Quad]:
        iri = self._node(slug)
        for predicate in _OF_ENTITIES:
            yield from self.store.quads_for_pattern(iri, predicate, None, DefaultGraph())

    def _whole(self, iri: NamedNode) -> Iterator[Quad]:
        """Yield what is said of a statement, and of what belongs to it."""
        for quad in self.store.quads_for_pattern(iri, None, None, None):
            yield quad
            if isinstance(quad.object, NamedNode) and self.iris.node(quad.object.value).startswith(_OWN):
                yield from self._whole(quad.object)

    def _graph(self, quads: Iterable[Quad]) -> Graph:
        return from_quads([*self._spaces, *quads], self.ontology)

    def _slug(self, term: object) -> str:
        return self.iris.node(getattr(term, "value", ""))

    def _node(self, node: str) -> NamedNode:
        """Return the IRI of a node id; of what cannot be one, an IRI that nothing has."""
        try:
            return NamedNode(self.iris.of(node))
        except ValueError:
            return _NOBODY


def stated(parts: Parts) -> Stated:
    """Return what a store says is stated and retracted."""
    gone = {parts.id_of(quad) for quad in parts.store.quads_for_pattern(None, _REASON, None, None)}
    return Stated(_Known(parts), gone)


class _Known(Mapping[str, tuple[int, bool]]):
    """How each statement is known, looked up in the store: the place of its modality, and if it is settled."""

    def __init__(self, parts: Parts) -> None:
        self._look_up = lru_cache(maxsize=100_000)(parts.known)

    def __getitem__(self, identifier: str) -> tuple[int, bool]:
        if (found := self._look_up(identifier)) is None:
            raise KeyError(identifier)
        return found

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError("rules look single statements up")

    def __len__(self) -> int:
        raise NotImplementedError("rules look single statements up")
