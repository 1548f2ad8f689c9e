"""`Reading`: what a graph and its ontology say without any engine: names, cards, citations, counts."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from aigraph.finding.conditions import Wanted
from aigraph.finding.found import Found
from aigraph.finding.nouns import Claims, Entities, Statements
from aigraph.finding.tables import claims_table
from aigraph.model import Claim, Entity, Graph, Source, Statement
from aigraph.names.index import Index, index_of
from aigraph.names.named import Named
from aigraph.names.resolve import Names, check_words, local_name
from aigraph.namespaces import local_id
from aigraph.ontology import Ontology
from aigraph.table import Table
from aigraph.when.spans import day as to_day
from aigraph.words.card import Card
from aigraph.words.cards import claim_card, entity_card, statement_card
from aigraph.words.citations import citation
from aigraph.words.sentences import Wording

if TYPE_CHECKING:
    from aigraph.analysis.timeline import Timeline
    from aigraph.finding.paths import Paths

__all__ = ["Reading"]


class Reading(ABC):
    """A graph that can be read: `entities`, `statements`, `claims` and `sources` map ids to the nouns of the model."""

    @abstractmethod
    def as_of(self, day: str | date, *, certain: bool = False) -> "Reading":
        """Return the graph as it stood on a day."""

    def __init__(self, graph: Graph, ontology: Ontology, *, version: str = "", index: Index | None = None) -> None:
        """Hold a graph, its ontology, the version of the data, and the index of its names where it is made already."""
        self.graph, self.ontology, self.version, self._index = graph, ontology, version, index
        self.entities = Entities({e.id: e for e in graph.entities}, self)
        self.statements = Statements({s.id: s for s in graph.statements}, self)
        self.claims = Claims({c.id: c for c in graph.claims}, self)
        self.sources: Mapping[str, Source] = {s.id: s for s in graph.sources}
        #: What the graph leaves out, a sentence each: where it is as of a day, or known by one.
        self.told: tuple[str, ...] = ()

    @property
    def section_ids(self) -> list[str]:
        """Return what sections can be called: their ids, and these after their sources' and a slash."""
        parts = [(source.id, part.id) for source in self.graph.sources for part in source.sections]
        return [*dict.fromkeys(part for _, part in parts), *(f"{source}/{part}" for source, part in parts)]

    def __repr__(self) -> str:
        """Return the counts and the data version."""
        counts = f"{len(self.entities)} entities, {len(self.statements)} statements, {len(self.claims)} claims"
        return f"<{type(self).__name__} {counts}, data {self.version}>"

    def entity(self, name: str, *, classes: Iterable[str] = ()) -> Card:
        """Return the card of the one entity that `name` names, in any language and spelling.

        Raises:
            UnknownName: nobody has the name (`suggestions` are near), or several have (`candidates`).
        """
        return self.card(self.resolve(name, classes=classes))

    def show(self, name: str, *, classes: Iterable[str] = (), language: str = "en") -> Card:
        """Return the card of an entity, or of a statement or claim by its id. Raises UnknownName as `entity`."""
        thing, wording = self.find(name, classes=classes), self.wording(language)
        if isinstance(thing, Entity):
            return self.card(thing.id, language=language)
        if isinstance(thing, Claim):
            return claim_card(thing, self.sources, self.graph.claims, wording)
        proofs = (
            [p.premises for p in thing.derived.proofs if self.statements.keys() >= set(p.premises)]
            if thing.derived
            else []
        )
        against = [self.statements[other] for other in thing.contradicted_by if other in self.statements]
        steps = [[self.statements[premise] for premise in proof] for proof in proofs]
        return statement_card(thing, self.sources, steps, against, wording)

    def card(self, slug: str, *, language: str = "en") -> Card:
        """Return the card of an entity by its slug."""
        touching, claims = self._about
        return entity_card(self.entities[slug], touching[slug], claims[slug], self.sources, self.wording(language))

    def cite(self, name: str, *, format: str = "text", language: str = "en") -> str:
        """Return how to cite a statement, a claim or an entity: sentence, quotes, source, IRI, version.

        Args:
            name: as for `show`.
            format: `text`, `bibtex` or `json`.
            language: of the sentence.

        Raises:
            UnknownName: as `entity`.
        """
        return citation(self.find(name), self.graph, self.wording(language), self.version, format)

    def counts(self, group: str | None = None) -> Table:
        """Return how much of what is in the graph: a table of `group`, `name`, `count`; the totals first.

        Args:
            group: only this one of class, predicate, modality, stage, source, section and graph.
        """
        from aigraph.analysis.counts import count

        return self._told(count(self.graph, group))

    def timeline(self, name: str, *, classes: Iterable[str] = (), language: str = "en") -> "Timeline":
        """Return what happened to an entity in order: `date`, `earliest`, `latest`, `event`, `what`, `how`, `id`.

        `plot()` draws it. What has no date is counted in the notes. Raises UnknownName as `entity`.
        """
        from aigraph.analysis.timeline import timeline

        slug = self.resolve(name, classes=classes)
        touching, claims = self._about
        return timeline(slug, touching[slug], claims[slug], self.wording(language), self.told)

    def ledger(self, *, language: str = "en", **wanted: Unpack[Wanted]) -> Found[Claim]:
        """Return the ledger: the claims that time can settle, as `claims` has them; with a kind, all of the kind.

        Args:
            language: of the words.
            wanted: `kind`, `holder`, `about`, `due_before`, `settled`, `source`, as of `claims`.

        Raises:
            UnknownName: nobody has the name, or there is no such kind or source.
            ValueError: `due_before` is no day.

        >>> g.ledger(due_before="2025-01-01")["id"][:2]
        ()
        """
        from aigraph.analysis.ledger import can_be_settled

        found = self.claims(language=language, **wanted)
        if wanted.get("kind") is not None:
            return found
        kept = [claim for claim in found.objects() if can_be_settled(claim, self.ontology)]
        rest = len(found) - len(kept)
        note = f"{rest} claim{'s' * (rest > 1)} that time cannot settle not shown; add --all (claims())"
        return claims_table(kept, self, language, [note] if rest else [])

    def due(self, on: str | date | None = None, *, language: str = "en") -> Found[Claim]:
        """Return what in the ledger is due by a day, today unless told, and has no outcome. ValueError: no day.

        >>> g.due("2020-01-01")["id"]
        ()
        """
        from aigraph.analysis.ledger import is_due

        day = date.today() if on is None else to_day(on)
        return claims_table([c for c in self.ledger().objects() if is_due(c, day)], self, language)

    def holders(self) -> Table:
        """Return for each holder how many claims of the ledger there are, what became of them, and the scores.

        >>> g.holders().columns[:4]
        ('holder', 'name', 'claims', 'due')
        """
        from aigraph.analysis.ledger import holders

        return self._told(holders(self.ledger().objects(), self.wording("en")))

    def calendar(self, *, language: str = "en", **wanted: Unpack[Wanted]) -> str:
        """Return what in the ledger has a day as a calendar file (RFC 5545); as `ledger` otherwise.

        >>> g.calendar(kind="prediction").splitlines()[0]
        'BEGIN:VCALENDAR'
        """
        from aigraph.export.calendar import calendar

        return calendar(self.ledger(language=language, **wanted).objects(), self.graph, self.wording(language))

    def neighbours(
        self, name: str, *, depth: int = 1, cls: str | None = None, tentative: bool = False, language: str = "en"
    ) -> Found[Entity]:
        """Return what is related to an entity: `id`, `name`, `classes`, `distance`, `through` which sentences.

        Args:
            name: of the entity, in any language and spelling.
            depth: how many statements away at most.
            cls: only entities of this class or one below it.
            tentative: also by what may not be read as a fact; else a note says how much of it is left out.
            language: of the words.

        Raises:
            UnknownName: nobody has the name, or there is no such class.

        >>> g.neighbours("Anthropic", cls="Person")["name"]
        ('Dario Amodei', 'Tom Brown')
        """
        from aigraph.finding.near import neighbours

        check_words("class", [cls] if cls else [], self.ontology.classes)
        return neighbours(self.resolve(name), depth, self, language, cls=cls, tentative=tentative)

    def path(self, start: str, end: str, *, tentative: bool = False, language: str = "en") -> "Paths":
        """Return every shortest way from one entity to another, as sentences with quotes, whichever way round they are.

        Args:
            start: from where, by any name.
            end: to where.
            tentative: also by what may not be read as a fact; else the notes say whether that would be shorter.
            language: of the words.

        Raises:
            UnknownName: nobody has one of the names.

        >>> [path.title for path in g.path("Sam Altman", "GPT-4").objects()]
        ['Sam Altman → OpenAI → GPT-4']
        """
        from aigraph.finding.paths import paths

        return paths(self.resolve(start), self.resolve(end), self, language, tentative=tentative)

    def schema(self, term: str | None = None, *, search: str | None = None) -> Table:
        """Return what may be said: a table of classes, predicates, qualifiers and units, each with an example.

        Args:
            term: only this one, by name or label in either language; of a class also those below it, and the
                predicates that take its things as subject or object.
            search: only those with all these words in a name, a label or a definition.

        Raises:
            UnknownName: there is no such term.
        """
        from aigraph.words.schema import Schema

        schema = Schema(self.graph, self.ontology)
        return schema.table(schema.terms(term, search))

    def find(self, name: str, *, classes: Iterable[str] = ()) -> Entity | Statement | Claim:
        """Return the statement or claim of an id, else the one entity that has the name. Raises as `entity`."""
        name = local_name(name, self.graph.iris)
        found = self.statements.get(local_id(name)) or self.claims.get(local_id(name))
        return found or self.entities[self.resolve(name, classes=classes)]

    def resolve(self, name: str, *, classes: Iterable[str] = ()) -> str:
        """Return the slug of the one entity a name means, merges followed. Raises UnknownName as `entity`."""
        return self._names.resolve(name, list(classes))

    def search(self, text: str, *, classes: Iterable[str] = (), limit: int = 10) -> list[Entity]:
        """Return the entities whose names are nearest to `text`, best first."""
        return [self.entities[slug] for slug in self._names.find(text, list(classes), limit)]

    @cached_property
    def naming(self) -> Mapping[str, Mapping[str, str]]:
        """The names of entities by slug and by IRI, each by language."""
        return Named({entity.id: entity for entity in self.graph.entities}, self.graph.iris)

    def _told(self, table: Table) -> Table:
        """Return a table with what the graph leaves out, and with the names of the entities."""
        return replace(table, notes=(*self.told, *table.notes), naming=self.naming)

    @cached_property
    def _names(self) -> Names:
        return Names(self.entities, self._index or index_of(self.graph, self.ontology), self.ontology, self.graph.iris)

    @cached_property
    def _about(self) -> tuple[Mapping[str, list[Statement]], Mapping[str, list[Claim]]]:
        """The statements and the claims that name an entity, by its slug."""
        statements: dict[str, list[Statement]] = defaultdict(list)
        claims: dict[str, list[Claim]] = defaultdict(list)
        for statement in self.graph.statements:
            for slug in statement.ends | {s for e in statement.evidence for s in e.speakers}:
                statements[slug].append(statement)
        for claim in self.graph.claims:
            for slug in {*claim.about, *claim.held_by}:
                claims[slug].append(claim)
        return statements, claims

    def wording(self, language: str) -> Wording:
        """Return what says statements in a language."""
        return Wording(self.ontology, self.entities, language, self.graph.editors, self.graph.iris)
