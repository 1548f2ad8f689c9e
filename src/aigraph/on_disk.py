"""`OnDisk`: a graph too large to be held, asked where it lies; a part of it is an ordinary `KnowledgeGraph`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from aigraph.disk.files import STREAMED, StoreFiles
from aigraph.disk.head import Head, read_head, store_folder
from aigraph.disk.names import open_index
from aigraph.disk.nouns import About, LookedUp, Unheld
from aigraph.disk.parts import Parts
from aigraph.errors import TooLarge
from aigraph.finding.nouns import Entities, Statements
from aigraph.folder import Folder
from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.mapping.extent import held_at_most
from aigraph.model import Claim, Entity, Graph, Statement
from aigraph.names.named import Named
from aigraph.places import IN_MEMORY, STORE
from aigraph.selection.part import mentioned
from aigraph.selection.passed import Passed

if TYPE_CHECKING:
    from aigraph.finding.found import Found

__all__ = ["OnDisk", "open_on_disk"]


def open_on_disk(folder: Folder) -> "OnDisk | None":
    """Return the graph of a folder that is on disk, where it has more statements than are held in memory, else None.

    Raises:
        AIGraphError: what is there was written by another version.
    """
    head = read_head(folder)
    return OnDisk(folder, head) if head is not None and head.statements > held_at_most() else None


class OnDisk(KnowledgeGraph):
    """A graph that `put_on_disk` has written, asked where it lies.

    What is about one thing, and what engines answer, is read from there: `sparql`, `cypher`, `ask`, `show`, `cite`,
    `search`, `timeline`, `neighbours`, `around`. What needs every statement raises TooLarge.
    """

    def __init__(self, folder: Folder, head: Head) -> None:
        """Open what is in the `store/` of a folder."""
        place = store_folder(folder)
        small = Graph(sources=head.sources, claims=head.claims, iris=head.iris)
        self._stored, self._known = StoreFiles(small, head, place), open_index(place / "names.sqlite")
        super().__init__(small, head.ontology, version=head.version, index=self._known, files=self._stored)
        self._head, self.folder, self.accounts = head, folder, head.accounts
        self.graph: Graph = Unheld(small, self.too_large)
        self.entities = Entities(LookedUp(self._entity, head.entities, self.too_large), self)
        self.statements = _Statements(LookedUp(self._statement, head.statements, self.too_large), self)
        if not head.is_of(folder):
            self.told = (f"{STORE}/ is of what {folder.name} held before; run 'aigraph store' to make it anew",)

    def too_large(self) -> TooLarge:
        """Return what to say where every statement would be needed."""
        return TooLarge(
            f"{self._head.statements:,} statements are on disk; expected at most {held_at_most():,} for what needs "
            f"them all. Ask for a part (--around NAME), in SPARQL or Cypher, or set {IN_MEMORY} to more"
        )

    @cached_property
    def _parts(self) -> Parts:
        return Parts.open(self._stored.quads(), self._head.iris, self.ontology)

    def _entity(self, slug: str) -> Entity | None:
        return next(iter(self._parts.entities([slug])), None)

    def _statement(self, identifier: str) -> Statement | None:
        return next(iter(self._parts.statements([identifier])), None)

    @cached_property
    def naming(self) -> Mapping[str, Mapping[str, str]]:
        """The names of entities by slug and by IRI, each by language."""
        return Named(self.entities, self.graph.iris)

    @cached_property
    def _about(self) -> tuple[Mapping[str, list[Statement]], Mapping[str, list[Claim]]]:
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.graph.claims:
            for slug in {*claim.about, *claim.held_by}:
                claims[slug].append(claim)
        return About(self._parts, held_at_most(), self.too_large), claims

    def cite(self, name: str, *, format: str = "text", language: str = "en") -> str:
        """Return how to cite a statement, a claim or an entity, as `KnowledgeGraph.cite` does."""
        thing = self.find(name)
        return self._held(self._about[0][thing.id] if isinstance(thing, Entity) else (), [thing]).cite(
            thing.id, format=format, language=language
        )

    def neighbours(
        self, name: str, *, depth: int = 1, cls: str | None = None, tentative: bool = False, language: str = "en"
    ) -> "Found[Entity]":
        """Return what is related to an entity, as `KnowledgeGraph.neighbours` does."""
        slug = self.resolve(name)
        part = self.around(slug, depth=depth)
        return part.neighbours(slug, depth=depth, cls=cls, tentative=tentative, language=language)

    def about(self, slugs: Iterable[str]) -> KnowledgeGraph:
        """Return the statements that name one of some entities as a graph."""
        ids = (one for slug in slugs for one in self._parts.at_most(self._parts.about(slug), held_at_most(), slug))
        return self._held(self._parts.statements(dict.fromkeys(ids)))

    def _part(
        self, slug: str | None, depth: int, classes: Collection[str], ways: Collection[str], sections: Collection[str]
    ) -> Any:
        if slug is None:
            raise self.too_large()
        part = self._held(self._parts.around(slug, depth, held_at_most()), [self.entities[slug]])
        return part._part(slug, depth, classes, ways, sections)

    def _held(self, statements: Iterable[Statement], more: Iterable[Entity | Statement | Claim] = ()) -> KnowledgeGraph:
        """Return some statements, every claim and source, and whom they name, as a graph that is held."""
        kept = {one.id: one for one in (*statements, *(one for one in more if isinstance(one, Statement)))}
        named = mentioned(Graph(sources=self.graph.sources), kept.values(), self.graph.claims)
        named |= {end for one in kept.values() for end in self._parts.named(one.id)}
        named |= {slug for claim in self.graph.claims for slug in (*claim.about, *claim.held_by)}
        named |= {one.id for one in more if isinstance(one, Entity)}
        entities = self._parts.entities(sorted(named))
        graph = Graph(entities, self.graph.sources, tuple(kept[one] for one in sorted(kept)), self.graph.claims)
        made = KnowledgeGraph(replace(graph, iris=self._head.iris), self.ontology, version=self.version)
        made.told, made._home = self.told, self.folder
        return made

    def export(self, format: str, target: str | Path | IO[bytes], *, tentative: bool = True) -> tuple[str, ...]:
        """Write the graph in a format that needs not all of it at once: N-Quads, N-Triples, Parquet, neo4j-admin.

        Raises:
            TooLarge: the format is another one.
            ExportError: as `KnowledgeGraph.export`.
        """
        from aigraph.export.write import known

        if known(format).name not in STREAMED:
            count = f"{self._head.statements:,} statements are on disk"
            raise TooLarge(f"{format}: {count}; expected one of {', '.join(STREAMED)}, or a part of the graph")
        self._stored.export(format, Path(target) if isinstance(target, str) else target)
        return ()

    def notes(self, query: str, *, language: str = "sparql", tentative: bool = False) -> tuple[str, ...]:
        """Return what a query passes over without saying so, as `KnowledgeGraph.notes` does."""
        from aigraph.cypher.notes import counted_notes as of_cypher
        from aigraph.sparql.notes import counted_notes

        passed = self._head.passed
        if language == "cypher":
            return (*self.told, *of_cypher(query, self.ontology, lambda name: passed.get(name, Passed())))
        schema = (self.graph.iris, self.ontology, passed)
        found = counted_notes(query, *schema, self.entities, self._known.suggest, tentative=tentative)
        return (*self.told, *found)

    def to_rdflib(self) -> Any:
        """Raise TooLarge."""
        raise self.too_large()

    @property
    def store(self) -> Any:
        """Raise TooLarge; `quads` yields what it would hold."""
        raise self.too_large()


class _Statements(Statements):
    """The statements of a graph on disk: those of a subject or an object are found."""

    def __call__(
        self, *, subject: str | None = None, object: str | None = None, as_of: str | date | None = None, **wanted: Any
    ) -> "Found[Statement]":
        """Return a table of those that fit every condition. Raises TooLarge without a subject and an object."""
        owner = self._owner
        assert isinstance(owner, OnDisk)
        slugs = [None if name is None else owner.resolve(name) for name in (subject, object)]
        if not any(slugs) or as_of is not None:
            raise owner.too_large()
        part = owner.about([next(filter(None, slugs))])
        return part.statements(subject=slugs[0], object=slugs[1], **wanted)
