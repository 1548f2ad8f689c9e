"""When a statement held, by its own dates; and how it stands on a day.

What each date means the ontology says (`aig:time`), and which predicates stay true afterwards. docs/time.md has the
truth table.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from aigraph.model import Date, Held, Source, Statement
from aigraph.ontology import Ontology
from aigraph.when.spans import CERTAINLY, NEVER, NOT, POSSIBLY, Span

__all__ = ["Times", "publications", "published"]

#: Where a thing stands that is no fact yet, or never was one: its dates are of what would be.
_UNREAL = ("planned", "underway", "abandoned")


def published(source: Source, sources: Mapping[str, Source]) -> Date | None:
    """Return when a source was published, or what contains it where it does not say."""
    seen: set[str] = set()
    while source.date is None and source.id not in seen:
        seen.add(source.id)
        source = sources.get(source.contained_in or "", source)
    return source.date


def publications(sources: Iterable[Source]) -> dict[str, Date | None]:
    """Return when each source was published, by its id."""
    known = {source.id: source for source in sources}
    return {slug: published(source, known) for slug, source in known.items()}


@dataclass(frozen=True, slots=True)
class Times:
    """Says when statements hold: by the ontology, and when each source was published."""

    ontology: Ontology
    published: Mapping[str, Date | None]

    def span(self, statement: Statement) -> Span | None:
        """Return the days on which it goes on, or on one of which it happened; None where it has no date.

        What its sources say to go on does so on their dates, and what they say to be over is so by then.
        """
        dates = self.dates(statement)
        if "throughout" in dates:
            return Span.throughout(dates["throughout"])
        first, last, moment = (dates.get(role) for role in ("start", "end", "moment"))
        if first is None and last is None:
            return None if moment is None else Span.between(moment, moment)
        span, said = Span.between(first or moment, last), list(self._said(statement))
        if statement.stage == "actual" and said:
            begun = min(span.begin[1], *(said_.begin[1] for said_ in said))
            ends = span.end[0] if last else max(span.end[0], *(said_.end[0] for said_ in said))
            return Span((span.begin[0], max(begun, span.begin[0])), (ends, span.end[1]))
        if statement.stage == "ended" and last is None:
            return Span(span.begin, (span.end[0], min([NEVER, *(said_.end[1] for said_ in said)])))
        return span

    def dates(self, statement: Statement) -> dict[str, Date]:
        """Return its dates by what they mean (`ontology.terms.TIMES`); one that it is about is a moment."""
        found = {"moment": statement.object} if isinstance(statement.object, Date) else {}
        for name, values in statement.qualifiers.items():
            role = self.ontology.properties[name].time
            if role is not None and isinstance(values[0], Date):
                found[role] = values[0]
        return found

    def holds(self, statement: Statement, on: datetime.date) -> str:
        """Return whether a statement that is no derived one holds on a day: `certainly`, `possibly` or `not`."""
        span = self.when(statement)
        holds = POSSIBLY if span is None else span.holds(on)
        return POSSIBLY if holds == CERTAINLY and self._lapsed(statement, on) else holds

    def when(self, statement: Statement) -> Span | None:
        """Return the days on which it holds: those of its span, and all later ones where it stays true; None for any.

        What is no fact yet, or never was one, may hold on any day: its dates are of what would be.
        """
        span = self.span(statement)
        if span is None or statement.stage in _UNREAL or statement.modality == "predicted":
            return None
        if not self._stays(statement):
            return span
        return Span((span.begin[0], min(span.begin[1], span.end[1] - 1)), (NEVER, NEVER))

    def on(self, statement: Statement, on: datetime.date) -> Statement | None:
        """Return a statement as it stands on a day, marked with how it holds; None where it does not."""
        holds, span = self.holds(statement, on), self.span(statement)
        if holds == NOT:
            return None
        stage, lapsed = self._stage(statement, span, on), self._lapsed(statement, on)
        return replace(
            statement,
            stage=stage,
            settled=statement.retracted is None
            and not lapsed
            and self.ontology.settles(statement.predicate, statement.modality, stage),
            held=Held(holds, span is None, lapsed),
        )

    def _stays(self, statement: Statement) -> bool:
        """Return whether it stays true once it has begun: the predicate says so, or it is about a date itself."""
        return self.ontology.properties[statement.predicate].holds_afterwards or isinstance(statement.object, Date)

    def _stage(self, statement: Statement, span: Span | None, on: datetime.date) -> str:
        """Return the stage on a day, where its own dates decide it."""
        if span is None or not {"start", "end"} & self.dates(statement).keys():
            return statement.stage
        if statement.stage == "actual" and on.toordinal() >= span.end[1]:
            return "ended"
        return "actual" if statement.stage == "ended" and span.holds(on) == CERTAINLY else statement.stage

    def _lapsed(self, statement: Statement, on: datetime.date) -> bool:
        """Return whether what goes on as far as its sources know is asked for after all of them."""
        dates, said = self.dates(statement), list(self._said(statement))
        goes_on = "start" in dates or self.ontology.properties[statement.predicate].lasts
        over = {"end", "moment", "throughout"} & dates.keys()
        real = statement.stage == "actual" and bool(said)
        return real and goes_on and not over and all(found.end[1] <= on.toordinal() for found in said)

    def _said(self, statement: Statement) -> Iterator[Span]:
        """Yield the day each of its sources was published, as far as that is known."""
        for source in {item.source for item in statement.evidence}:
            if source in self.published:
                yield Span.between(self.published[source], self.published[source])
