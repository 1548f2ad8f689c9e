"""`Reading`: what a graph and its ontology say without any engine: names, cards, citations, counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aigraph.model import Claim, Entity, Graph, Source, Statement
from aigraph.names.index import Index, index_of
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

__all__ = ["Reading"]


class Reading:
    """A graph that can be read: `entities`, `statements`, `claims` and `sources` map ids to the nouns of the model."""

    def __init__(self, graph: Graph, ontology: Ontology, *, version: str = "", index: Index | None = None) -> None:
        """Hold a graph, its ontology, the version of the data, and the index of its names where it is made already."""
        self.graph, self.ontology, self.version, self._index = graph, ontology, version, index
        self.entities: Mapping[str, Entity] = {e.id: e for e in graph.entities}
        self.statements: Mapping[str, Statement] = {s.id: s for s in graph.statements}
        self.claims: Mapping[str, Claim] = {c.id: c for c in graph.claims}
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
        thing, wording = self.find(name, classes=classes), self._wording(language)
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
        return entity_card(self.entities[slug], touching[slug], claims[slug], self.sources, self._wording(language))

    def cite(self, name: str, *, format: str = "text", language: str = "en") -> str:
        """Return how to cite a statement, a claim or an entity: sentence, quotes, source, IRI, version.

        Args:
            name: as for `show`.
            format: `text`, `bibtex` or `json`.
            language: of the sentence.

        Raises:
            UnknownName: as `entity`.
        """
        return citation(self.find(name), self.graph, self._wording(language), self.version, format)

    def counts(self, group: str | None = None) -> Table:
        """Return how much of what is in the graph: a table of `group`, `name`, `count`; the totals first.

        Args:
            group: only this one of class, predicate, modality, stage, source, section and graph.
        """
        from aigraph.analysis.counts import count

        return replace(count(self.graph, group), notes=self.told)

    def timeline(self, name: str, *, classes: Iterable[str] = (), language: str = "en") -> "Timeline":
        """Return what happened to an entity in order: `date`, `earliest`, `latest`, `event`, `what`, `how`, `id`.

        `plot()` draws it. What has no date is counted in the notes. Raises UnknownName as `entity`.
        """
        from aigraph.analysis.timeline import timeline

        slug = self.resolve(name, classes=classes)
        touching, claims = self._about
        return timeline(slug, touching[slug], claims[slug], self._wording(language), self.told)

    def ledger(self, *, language: str = "en", **wanted: Any) -> Table:
        """Return the ledger of claims: `claim`, `kind`, `holder`, `due`, `outcome`, `text`, `criterion`; by due day.

        Args:
            language: of the words.
            wanted: `kind`, `due_before` (a day), `settled` (or not), `holder` (by any name); without a kind, what time
                can settle.

        Raises:
            UnknownName: nobody has the name, or there is no such kind.
            ValueError: `due_before` is no day.
        """
        from aigraph.analysis.ledger import ledger

        return ledger(self._listed(**wanted), self._wording(language), self.told)

    def due(self, on: str | date | None = None, *, language: str = "en") -> Table:
        """Return what in the ledger is due by a day, today unless told, and has no outcome. ValueError: no day."""
        from aigraph.analysis.ledger import is_due, ledger

        day = date.today() if on is None else to_day(on)
        return ledger([c for c in self._listed() if is_due(c, day)], self._wording(language), self.told)

    def holders(self) -> Table:
        """Return for each holder how many claims of the ledger there are, what became of them, and the scores."""
        from aigraph.analysis.ledger import holders

        return replace(holders(self._listed(), self._wording("en")), notes=self.told)

    def calendar(self, *, language: str = "en", **wanted: Any) -> str:
        """Return what in the ledger has a day as a calendar file (RFC 5545); as `ledger` otherwise."""
        from aigraph.export.calendar import calendar

        return calendar(self._listed(**wanted), self.graph, self._wording(language))

    def _listed(
        self,
        *,
        kind: str | None = None,
        due_before: str | date | None = None,
        settled: bool | None = None,
        holder: str | None = None,
    ) -> list[Claim]:
        from aigraph.analysis.ledger import Wanted, listed

        if kind is not None:
            check_words("kind", [kind], self.ontology.kinds())
        slug, day = holder and self.resolve(holder), None if due_before is None else to_day(due_before)
        return listed(self.graph.claims, Wanted(kind, day, settled, slug), self._wording("en"))

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

    def _wording(self, language: str) -> Wording:
        return Wording(self.ontology, self.entities, language, self.graph.editors, self.graph.iris)
