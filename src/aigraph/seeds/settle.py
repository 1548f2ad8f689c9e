"""What became of claims and plans, added to what passages say; and what every prediction must say to be settled."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from aigraph.errors import did_you_mean
from aigraph.model import Claim, Date, Evidence, Outcome, Statement
from aigraph.model.outcomes import linked
from aigraph.namespaces import outcome_node
from aigraph.ontology import Ontology
from aigraph.seeds.assemble import Assembly
from aigraph.seeds.outcomes import OutcomeDraft
from aigraph.seeds.passages import Passage
from aigraph.seeds.yaml import UNANSWERED
from aigraph.when.statements import published

__all__ = ["add_outcomes", "check_outcomes"]

Published = Callable[[str], Date | None]


def add_outcomes(passages: Iterable[Passage], assembly: Assembly) -> None:
    """Give each claim and statement the outcomes that passages have of it, and link what came true to what foretold it.

    Neither is rewritten: an outcome taken away leaves both as they were.
    """
    for passage in passages:
        for draft in passage.outcomes:
            _add(passage, draft, assembly)
    assembly.statements = {s.id: s for s in linked(assembly.statements.values(), assembly.claims.values())}


def check_outcomes(passages: Iterable[Passage], assembly: Assembly) -> None:
    """Check each outcome beside what it is of, and that what is foretold says what would settle it."""
    for passage in passages:
        for draft in passage.claims:
            claim = assembly.claims.get(draft.id)
            if claim is not None and (lacking := _lacking(claim, assembly.ontology)):
                passage.file.report(
                    draft.line,
                    f"the {claim.kind} {claim.id!r} has no {', no '.join(lacking)}; expected what would settle it, by "
                    "when, and who would know. Add them, or 'open-ended: because …'",
                    UNANSWERED,
                )
    sources = assembly.gathering.sources

    def out(source: str) -> Date | None:
        return published(sources[source], sources) if source in sources else None

    owners: list[Claim | Statement] = [*assembly.claims.values(), *assembly.statements.values()]
    for owner in owners:
        for outcome in owner.outcomes:
            node = outcome_node(outcome.id)
            for problem in _problems(outcome, owner, assembly.statements, out) if node in assembly.places else ():
                assembly.report(node, problem)


def _add(passage: Passage, draft: OutcomeDraft, assembly: Assembly) -> None:
    named = assembly.gathering.named(draft.of, passage.source)
    owner: Claim | Statement | None = assembly.claims.get(draft.of) or assembly.statements.get(named)
    if owner is None:
        hint = did_you_mean(draft.of, [*assembly.claims, *assembly.statements])
        passage.file.report(
            draft.fields["of"], f"unknown claim or statement {draft.of!r}; expected the id of one{hint}"
        )
        return
    if not passage.quoted:
        passage.file.report(draft.line, "an outcome without a quote; expected the words that say so. Add 'quote: …'")
        return
    made = draft.made(
        passage.file,
        lambda node: assembly.evidence(passage, node, passage.manner),
        lambda line, slug: assembly.canonical(passage.file, line, slug),
    )
    fulfilled = (assembly.gathering.named(actual, passage.source) for actual in made.fulfilled_by)
    made = replace(made, fulfilled_by=tuple(sorted(fulfilled)))
    node = outcome_node(made.id)
    if node in assembly.places:
        where = assembly.where(node)
        passage.file.report(draft.line, f"{node!r} stands already at {where}; expected one outcome a quote. Drop one")
        return
    assembly.places[node] = passage.file, draft.line
    more = replace(owner, outcomes=tuple(sorted([*owner.outcomes, made], key=lambda outcome: outcome.order)))
    if isinstance(more, Claim):
        assembly.claims[more.id] = more
    else:
        assembly.statements[more.id] = more


def _problems(
    outcome: Outcome, owner: Claim | Statement, statements: Mapping[str, Statement], out: Published
) -> Iterator[str]:
    """Yield what is wrong with an outcome beside the rest: what it is of, what fulfils it, when its source is of."""
    if isinstance(owner, Statement) and owner.stage not in ("planned", "underway") and owner.modality != "predicted":
        yield f"{owner.id!r} is neither planned nor predicted; expected a claim, or what is to come"
    foretold = owner.predicts if isinstance(owner, Claim) else (owner.id,)
    for actual in outcome.fulfilled_by:
        if actual not in statements:
            hint = did_you_mean(actual, statements)
            yield f"unknown statement {actual!r} in fulfilledBy; expected the id of one{hint}"
        elif actual in foretold or statements[actual].modality == "predicted":
            yield f"{actual!r} is what was foretold; expected what came true, a statement of its own ('… @key')"
    before, after = _day(owner.evidence, out, latest=False), _day(outcome.evidence, out, latest=True)
    if before and after and after < before:
        yield "the outcome's source is older than what it judges; expected one of later"


def _lacking(claim: Claim, ontology: Ontology) -> list[str]:
    """Return what a claim that foretells something, or has a date, lacks; nothing where it says why none settles it."""
    if claim.open_ended or not (claim.due or ontology.foretells(claim.kind)):
        return []
    needed = {"criterion": claim.criterion, "due": claim.due, "judge": claim.judge}
    return [name for name, value in needed.items() if not value]


def _day(evidence: Iterable[Evidence], out: Published, *, latest: bool) -> str | None:
    """Return the last, or the first, day on which one of the sources of evidence may have been published."""
    dates = [date for item in evidence if (date := out(item.source)) is not None]
    days = [day for date in dates if (day := date.latest if latest else date.earliest)]
    return None if not days else max(days) if latest else min(days)
