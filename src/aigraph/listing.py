"""`Listing`: what is found in a graph without any engine, as tables: what is near, claimed, dated, counted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Unpack

from aigraph.finding.conditions import Wanted, check_class, claims_that_fit
from aigraph.finding.found import Found
from aigraph.finding.tables import claims_table
from aigraph.model import Claim, Entity
from aigraph.reading import Reading
from aigraph.table import Table
from aigraph.when.spans import day as to_day

if TYPE_CHECKING:
    from aigraph.analysis.timeline import Timeline
    from aigraph.finding.paths import Paths

__all__ = ["Listing"]


class Listing(Reading):
    """A graph that can be read, and what is found in it: each a table with notes on what is left out."""

    def counts(self, group: str | None = None) -> Table:
        """Return how much of what is in the graph: a table of `group`, `name`, `count`; the totals first.

        Args:
            group: only this one of class, predicate, modality, stage, source, section and graph.

        Raises:
            UnknownName: there is no such group.

        >>> g.counts("stage").rows[0]
        ('stage', 'actual', 267)
        """
        from aigraph.analysis.counts import count

        return self._told(count(self.graph, group))

    def timeline(self, name: str, *, classes: Iterable[str] = (), language: str = "en") -> "Timeline":
        """Return what happened to an entity in order: `date`, `earliest`, `latest`, `event`, `what`, `how`, `id`.

        `plot()` draws it. What has no date is counted in the notes. Raises UnknownName as `entity`.

        >>> g.timeline("Mistral AI").rows[0][:3]
        ('2023-05', datetime.date(2023, 5, 1), datetime.date(2023, 5, 31))
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

        >>> g.ledger(due_before="2025-01-01")["id"]
        ('gpt-5-imminent',)
        """
        kept, rest = self._ledger(**wanted)
        note = f"{rest} claim{'s' * (rest > 1)} that time cannot settle not shown; add --all (claims())"
        return claims_table(kept, self, language, [note] if rest else [])

    def due(self, on: str | date | None = None, *, language: str = "en") -> Found[Claim]:
        """Return what in the ledger is due by a day, today unless told, and has no outcome. ValueError: no day.

        >>> g.due("2020-01-01")["id"]
        ()
        """
        from aigraph.analysis.ledger import is_due

        day = date.today() if on is None else to_day(on)
        return claims_table([c for c in self._ledger()[0] if is_due(c, day)], self, language)

    def holders(self) -> Table:
        """Return for each holder how many claims of the ledger there are, what became of them, and the scores.

        >>> g.holders().columns[:4]
        ('holder', 'name', 'claims', 'due')
        """
        from aigraph.analysis.ledger import holders

        return self._told(holders(self._ledger()[0], self.wording("en")))

    def calendar(self, *, language: str = "en", **wanted: Unpack[Wanted]) -> str:
        """Return what in the ledger has a day as a calendar file (RFC 5545); as `ledger` otherwise.

        >>> g.calendar(kind="prediction").splitlines()[0]
        'BEGIN:VCALENDAR'
        """
        from aigraph.export.calendar import calendar

        return calendar(self._ledger(**wanted)[0], self.graph, self.wording(language))

    def neighbours(
        self, name: str, *, depth: int = 1, cls: str | None = None, tentative: bool = False, language: str = "en"
    ) -> Found[Entity]:
        """Return what is related to an entity: `id`, `name`, `classes`, `distance`, `through` which sentences.

        Args:
            name: of the entity, in any language and spelling.
            depth: how many statements away at most.
            cls: only entities of this class or one below it; None for any, which an empty text is not.
            tentative: also by what may not be read as a fact; else a note says how much of it is left out.
            language: of the words.

        Raises:
            UnknownName: nobody has the name, or there is no such class.

        >>> g.neighbours("Anthropic", cls="Person")["name"]
        ('Dario Amodei', 'Tom Brown')
        """
        from aigraph.finding.near import neighbours

        check_class(cls, self)
        return neighbours(self.resolve(name), depth, self, language, cls=cls, tentative=tentative)

    def path(self, start: str, end: str, *, tentative: bool = False, language: str = "en") -> "Paths":
        """Return every shortest way from one entity to another, as sentences with quotes, whichever way round they are.

        Takes time linear in the statements of the graph.

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

        >>> g.schema("founded")["value"]
        ('Organization',)
        """
        from aigraph.words.schema import Schema

        schema = Schema(self.graph, self.ontology)
        return schema.table(schema.terms(term, search))

    def _ledger(self, **wanted: Unpack[Wanted]) -> tuple[list[Claim], int]:
        """Return the claims of the ledger that fit, and how many that fit are not in it."""
        from aigraph.analysis.ledger import can_be_settled

        found = claims_that_fit(self, **wanted)
        if wanted.get("kind") is not None:
            return found, 0
        kept = [claim for claim in found if can_be_settled(claim, self.ontology)]
        return kept, len(found) - len(kept)

    def _told(self, table: Table) -> Table:
        """Return a table with what the graph leaves out, and with the names of the entities."""
        return replace(table, notes=(*self.told, *table.notes), naming=self.naming)
