"""A graph as of a day, by when its statements held; and known by a day, by when its sources were published."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from aigraph.model import Claim, Date, Evidence, Graph, Held, Outcome, Statement
from aigraph.model.outcomes import linked
from aigraph.ontology import Ontology
from aigraph.when.spans import CERTAINLY, HOLDS, NEVER, NOT, POSSIBLY, Span
from aigraph.when.statements import Times, publications

T = TypeVar("T", Claim, Statement)

__all__ = ["EVER", "Moment", "known", "restored", "select", "times", "told", "unsure"]


@dataclass(frozen=True, slots=True)
class Moment:
    """What a graph is selected by: the day it is `as_of`, the day it is `known_by`, and whether for `certain` alone."""

    as_of: datetime.date | None = None
    known_by: datetime.date | None = None
    certain: bool = False

    def keeps(self, holds: str) -> bool:
        """Return whether what so holds, or is so known, is kept."""
        return holds == CERTAINLY or (holds == POSSIBLY and not self.certain)


#: No day at all.
EVER = Moment()


def times(graph: Graph, ontology: Ontology) -> Times:
    """Return what says when the statements of a graph hold."""
    return Times(ontology, publications(graph.sources))


def known(graph: Graph, by: datetime.date) -> dict[str, str]:
    """Return for each source whether it was published by a day: `certainly`, `possibly`, or `not`."""
    dates = publications(graph.sources)
    return {slug: POSSIBLY if date is None else _since(date, by) for slug, date in dates.items()}


def select(graph: Graph, ontology: Ontology, moment: Moment) -> Graph:
    """Return what a graph states as of a day and known by one, without what rules derived from all of it.

    Entities stay, so that everything has its name; what a day of sources leaves without evidence goes.
    """
    graph = replace(graph, statements=tuple(s for s in graph.statements if s.derived is None))
    graph = _with_outcomes(graph, moment)
    if moment.known_by is not None:
        graph = _known(graph, ontology, moment)
    statements = graph.statements
    if moment.as_of is not None:
        by, on = times(graph, ontology), moment.as_of
        standing = (found for s in statements if (found := by.on(s, on)) is not None)
        statements = _one_value([s for s in standing if s.held and moment.keeps(s.held.holds)], ontology)
    return _linked(replace(graph, statements=statements))


def restored(graph: Graph, before: Graph, moment: Moment) -> Graph:
    """Return the graph with its derived statements marked, and with those of `before` whose premises it cannot judge.

    These are derived ones of a part that has not all of their premises: they stay while those that it has do.
    """
    had, has = {s.id for s in before.statements}, {s.id: s for s in graph.statements}
    for statement in before.statements:
        if statement.derived and statement.id not in has and not moment.certain:
            proofs = tuple(p for p in statement.derived.proofs if all(i in has or i not in had for i in p.premises))
            if any(not had.issuperset(proof.premises) for proof in proofs):
                has[statement.id] = replace(statement, derived=replace(statement.derived, proofs=proofs))
    if moment.as_of is None:
        return replace(graph, statements=tuple(s for _, s in sorted(has.items())))
    marked = (replace(s, held=_derived(s, has)) if s.derived else s for _, s in sorted(has.items()))
    return replace(graph, statements=tuple(marked))


def told(before: Graph, after: Graph, moment: Moment) -> tuple[str, ...]:
    """Return what was left out, and how much of the rest is sure, as one sentence."""
    days, words = [], []
    stated = sum(s.derived is None for s in before.statements)
    kept = [s for s in after.statements if s.derived is None]
    if moment.as_of is not None:
        days.append(f"as of {moment.as_of}")
        marks = [s.held for s in kept if s.held]
        sure, undated = sum(m.holds == CERTAINLY for m in marks), sum(m.undated for m in marks)
        possible = f", {len(marks) - sure} possibly ({undated} undated)"
        words.append(f"{sure} statements hold certainly{'' if moment.certain else possible}")
    if moment.known_by is not None:
        days.append(f"known by {moment.known_by}")
        sources = known(before, moment.known_by)
        later, doubtful = (sum(holds == word for holds in sources.values()) for word in (NOT, POSSIBLY))
        words.append(f"of {len(sources)} sources {later} are later, {doubtful} undated or perhaps later")
    gone = len(before.claims) - len(after.claims)
    words.append(f"{stated - len(kept)} statements{f' and {gone} claims' if gone else ''} left out")
    return (f"{', '.join(days)}: {'; '.join(words)}",)


def unsure(graph: Graph, predicate: str) -> str:
    """Return a note on how many settled statements of a predicate only possibly hold on the day, empty where none."""
    held = [s.held for s in graph.statements if s.predicate == predicate and s.settled and s.held]
    possible = [mark for mark in held if mark.holds == POSSIBLY]
    undated = sum(mark.undated for mark in possible)
    few = (
        f"{len(possible)} of {len(held)} {predicate} statements only possibly hold that day, {undated} of them undated"
    )
    return few if possible else ""


def _known(graph: Graph, ontology: Ontology, moment: Moment) -> Graph:
    """Return the graph without what the sources that were out by a day do not say."""
    assert moment.known_by is not None
    out = _out(graph, moment)
    claims = tuple(
        replace(claim, evidence=evidence) for claim in graph.claims if (evidence := _of(claim.evidence, out))
    )
    disputed = {target for claim in claims for target in claim.disputes}
    statements = []
    for statement in graph.statements:
        if evidence := _of(statement.evidence, out):
            statements.append(_as_known(replace(statement, evidence=evidence), disputed, ontology, moment.known_by))
    containers = {source.contained_in for source in graph.sources if source.id in out}
    sources = tuple(source for source in graph.sources if source.id in out | containers)
    return replace(graph, sources=sources, statements=tuple(statements), claims=claims)


def _with_outcomes(graph: Graph, moment: Moment) -> Graph:
    """Return the graph with the outcomes that were there on the day, and that sources published by the other tell."""
    out = None if moment.known_by is None else _out(graph, moment)

    def there(thing: T) -> T:
        outcomes = []
        for outcome in thing.outcomes:
            evidence = outcome.evidence if out is None else _of(outcome.evidence, out)
            since = _since(outcome.date, moment.as_of)
            if evidence and moment.keeps(since):
                outcomes.append(replace(outcome, evidence=evidence))
        return replace(thing, outcomes=tuple(outcomes)) if thing.outcomes else thing

    return replace(graph, statements=tuple(map(there, graph.statements)), claims=tuple(map(there, graph.claims)))


def _since(date: Date, day: datetime.date | None) -> str:
    """Return whether something that began on a date, and goes on, does so on a day; on no day it certainly does."""
    return CERTAINLY if day is None else Span(Span.between(date, None).begin, (NEVER, NEVER)).holds(day)


def _out(graph: Graph, moment: Moment) -> set[str]:
    """Return the sources that were published by the day."""
    assert moment.known_by is not None
    return {source for source, holds in known(graph, moment.known_by).items() if moment.keeps(holds)}


def _of(evidence: Iterable[Evidence], sources: Collection[str]) -> tuple[Evidence, ...]:
    return tuple(item for item in evidence if item.source in sources)


def _as_known(statement: Statement, disputed: Collection[str], ontology: Ontology, by: datetime.date) -> Statement:
    """Return a statement as strong as the evidence it has left makes it, withdrawn only where it was so by then."""
    back = statement.retracted
    if back is not None and _since(back.date, by) == NOT:
        back = None
    settled = ontology.settles(statement.predicate, statement.modality, statement.stage) and back is None
    was = statement.settled or statement.retracted is not None
    return replace(statement, retracted=back, settled=settled and was, disputed=statement.id in disputed)


def _one_value(statements: Iterable[Statement], ontology: Ontology) -> tuple[Statement, ...]:
    """Return the statements with at most one value of an attribute a fact, that which certainly is on the day.

    Without a day the seeds see to it; with one, what was so in a period may stand beside what is so today.
    """
    values: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        prop = ontology.properties[statement.predicate]
        if prop.use == "attribute" and not prop.list and ontology.is_direct(statement):
            values[statement.subject, prop.name].append(statement)
    gone: set[str] = set()
    for rivals in values.values():
        sure = [s for s in rivals if s.held and s.held.holds == CERTAINLY] or rivals
        kept = {sure[0].id} if len({str(s.object) for s in sure}) == 1 else set()
        gone |= {s.id for s in rivals} - kept if len(rivals) > 1 else set()
    return tuple(replace(s, settled=False) if s.id in gone else s for s in statements)


def _linked(graph: Graph) -> Graph:
    """Return the graph with claims and outcomes that refer to nothing outside it."""
    ids, claims = {s.id for s in graph.statements}, {c.id for c in graph.claims}
    kept = tuple(_within(claim, ids, claims) for claim in graph.claims)
    statements = (
        replace(s, outcomes=_told_of(s.outcomes, ids), contradicted_by=tuple(i for i in s.contradicted_by if i in ids))
        if s.outcomes or s.contradicted_by
        else s
        for s in graph.statements
    )
    return replace(graph, statements=tuple(linked(statements, kept)), claims=kept)


def _told_of(outcomes: Iterable[Outcome], statements: Collection[str]) -> tuple[Outcome, ...]:
    return tuple(replace(o, fulfilled_by=tuple(i for i in o.fulfilled_by if i in statements)) for o in outcomes)


def _within(claim: Claim, statements: Collection[str], claims: Collection[str]) -> Claim:
    def there(ids: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
        return tuple(identifier for identifier in ids if identifier in known)

    return replace(
        claim,
        part_of=claim.part_of if claim.part_of in claims else None,
        supports=there(claim.supports, claims),
        opposes=there(claim.opposes, claims),
        repeats=there(claim.repeats, claims),
        disputes=there(claim.disputes, statements),
        predicts=there(claim.predicts, statements),
        asserts=there(claim.asserts, statements),
        outcomes=_told_of(claim.outcomes, statements),
    )


def _derived(statement: Statement, every: Mapping[str, Statement], above: frozenset[str] = frozenset()) -> Held:
    """Return how a derived statement holds: as its best proof, and that as its weakest premise.

    A proof that takes what it is to prove is passed over.
    """
    assert statement.derived is not None
    above |= {statement.id}
    found = []
    for proof in statement.derived.proofs:
        premises = [every[p] for p in proof.premises if p in every]
        if not above & {premise.id for premise in premises}:
            marks = [_derived(p, every, above) if p.derived else p.held or Held() for p in premises]
            worst = max((HOLDS.index(mark.holds) for mark in marks), default=1)
            found.append((worst, any(m.undated for m in marks), any(m.lapsed for m in marks)))
    worst, undated, lapsed = min(found, default=(1, True, False))
    return Held(HOLDS[worst], undated, lapsed)
