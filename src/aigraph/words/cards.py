"""The card of an entity, a statement or a claim: what is said, how it is known, and the words it was read from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from aigraph.model import CLAIM_TEXTS, Claim, Entity, Evidence, Outcome, Ref, Source, Statement, Unverified
from aigraph.namespaces import claim_node, outcome_node, source_node, statement_node
from aigraph.words.card import Card, Fact, Group
from aigraph.words.interface import word
from aigraph.words.sentences import Wording
from aigraph.words.times import first_day

__all__ = ["claim_card", "entity_card", "statement_card"]


def entity_card(
    entity: Entity,
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    wording: Wording,
) -> Card:
    """Return an entity's card: statements out and in, grouped by predicate, then the claims about or by it.

    In a group the settled come first, then the earlier by their own dates, then those without one.
    Where several sources speak of it, they stand at the end with their dates.
    """
    groups: dict[tuple[int, str], list[Fact]] = {}
    for statement in statements:
        if statement.subject == entity.id:
            said = wording.stated(statement)
            groups.setdefault((0, wording.caption(statement)), []).append(_fact(statement, said, wording))
        if statement.object == Ref(entity.id):
            key = (1, wording.caption(statement, inverse=True))
            groups.setdefault(key, []).append(_fact(statement, wording.name(statement.subject), wording))
        if any(entity.id in item.speakers for item in statement.evidence):
            told = _fact(statement, wording.sentence(statement), wording)
            groups.setdefault((2, wording.word("saysThat")), []).append(told)
    for claim in claims:
        if entity.id in claim.held_by:
            groups.setdefault((3, wording.word("holds")), []).append(_claim_fact(claim, wording))
        elif entity.id in claim.about:
            groups.setdefault((4, wording.word("claimsAbout")), []).append(_claim_fact(claim, wording))
    labels = [wording.ontology.classes[c].labels.get(wording.language, c) for c in entity.classes]
    found = [Group(heading, _in_order(facts)) for (_, heading), facts in sorted(groups.items())]
    return Card(
        kind="entity",
        id=entity.id,
        iri=wording.iris.of(entity.id),
        title=wording.name(entity.id),
        subtitle=" · ".join(labels),
        lines=tuple(_also(entity, wording)),
        groups=(*found, *_sources([*statements, *claims], sources, wording)),
        language=wording.language,
    )


def _also(entity: Entity, wording: Wording) -> Iterator[str]:
    """Yield the other names of an entity, and its note."""
    title = wording.name(entity.id)
    other = [name for name in dict.fromkeys([*entity.names.values(), *entity.aliases]) if name != title]
    if names := " · ".join([*other, *(wording.word("misspelt", name=wrong) for wrong in entity.misspellings)]):
        yield f"{wording.word('also')} {names}"
    if entity.note:
        yield wording.labelled("note", entity.note)


def _sources(said: Iterable[Statement | Claim], sources: Mapping[str, Source], wording: Wording) -> Iterator[Group]:
    """Yield the sources that are quoted, where they are several, the earliest first."""
    quoted = {item.source for thing in said for item in thing.evidence if item.span} & sources.keys()
    if len(quoted) > 1:
        found = sorted((sources[slug] for slug in quoted), key=lambda s: ((s.date and s.date.earliest) or "9999", s.id))
        yield Group(wording.word("sources"), tuple(Fact(source_node(s.id), _titled(s, wording)) for s in found))


def _titled(source: Source, wording: Wording) -> str:
    """Return the title of a source, with its date."""
    return " · ".join([wording.title(source), *([wording.value(source.date)] if source.date else [])])


def statement_card(
    statement: Statement,
    sources: Mapping[str, Source],
    proofs: Iterable[Sequence[Statement]],
    against: Iterable[Statement],
    wording: Wording,
) -> Card:
    """Return a statement's card: the sentence, every qualifier, each piece of evidence with its source, each proof.

    `against` are the statements that contradict it.
    """
    groups = []
    for item in statement.evidence:
        facts = Fact(item.id, _source_line(item, sources, wording), evidence=(item,))
        groups.append(Group(wording.word("evidence"), (facts,)))
    if others := tuple(_fact(other, wording.sentence(other), wording) for other in against):
        groups.append(Group(wording.word("contradictedBy"), others))
    for proof in proofs:
        facts_ = tuple(_fact(premise, wording.sentence(premise), wording) for premise in proof)
        groups.append(Group(wording.word("followsFrom"), facts_))
    groups += _outcomes(statement.outcomes, wording)
    lines = [f"{label}: {value}" for label, value in wording.qualifiers(statement, leave_out=())]
    if statement.fulfilled_by:
        lines.append(f"{wording.word('fulfilledBy')}: {wording.several(statement.fulfilled_by)}")
    lines.append(f"{wording.word('isSettled')}: {wording.value(statement.settled)}")
    return Card(
        kind="statement",
        id=statement.id,
        iri=wording.iris.of(statement_node(statement.id)),
        title=wording.sentence(statement),
        subtitle=wording.manner(statement) or wording.word(statement.modality, "modality"),
        lines=tuple(lines),
        groups=tuple(groups),
        language=wording.language,
    )


def claim_card(claim: Claim, sources: Mapping[str, Source], claims: Iterable[Claim], wording: Wording) -> Card:
    """Return a claim's card: what is held, by whom, about what, when it can be settled, what became of it.

    What supports, opposes or repeats what among the `claims` is said on both; one of another source names it.
    """
    named = {
        "heldBy": [wording.name(s) for s in claim.held_by],
        "about": [wording.name(s) for s in claim.about],
        "partOf": [claim.part_of] if claim.part_of else [],
        **_related(claim, sources, claims, wording),
        "disputes": claim.disputes,
        "predicts": claim.predicts,
        "asserts": claim.asserts,
        "due": [wording.value(claim.due)] if claim.due else [],
    }
    texts = [wording.labelled(name, said) for name in CLAIM_TEXTS if (said := getattr(claim, name))]
    texts += [] if claim.probability is None else [f"{wording.word('probability')}: {claim.probability}"]
    groups = [
        Group(wording.word("evidence"), (Fact(item.id, _source_line(item, sources, wording), evidence=(item,)),))
        for item in claim.evidence
    ]
    groups += _outcomes(claim.outcomes, wording)
    return Card(
        kind="claim",
        id=claim.id,
        iri=wording.iris.of(claim_node(claim.id)),
        title=wording.text(claim) or claim.id,
        subtitle=wording.kind(claim),
        lines=(*(f"{wording.word(name)}: {wording.several(them)}" for name, them in named.items() if them), *texts),
        groups=tuple(groups),
        language=wording.language,
    )


def _related(
    claim: Claim, sources: Mapping[str, Source], claims: Iterable[Claim], wording: Wording
) -> dict[str, list[str]]:
    """Return the claims that one supports, opposes or repeats, and those that do so to it."""
    every, found = {other.id: other for other in claims}, dict[str, list[str]]()
    theirs = {item.source for item in claim.evidence}

    def told(other: str) -> str:
        evidence = every[other].evidence if other in every else ()
        if not evidence or theirs & {item.source for item in evidence}:
            return other
        source = sources.get(evidence[0].source)
        title = wording.title(source) if source else evidence[0].source
        return wording.word("elsewhere", claim=other, source=title)

    for name in ("supports", "opposes", "repeats"):
        found[name] = list(map(told, getattr(claim, name)))
        found[f"{name}Back"] = [told(other.id) for other in every.values() if claim.id in getattr(other, name)]
    return found


def _outcomes(outcomes: Iterable[Outcome], wording: Wording) -> list[Group]:
    """Return a group for each outcome, with the words of its own source and the statements that fulfil it."""
    groups = []
    for outcome in outcomes:
        fulfilled = ((wording.word("fulfilledBy"), wording.several(outcome.fulfilled_by)),)
        fact = Fact(
            outcome_node(outcome.id),
            wording.outcome(outcome),
            fulfilled if outcome.fulfilled_by else (),
            evidence=outcome.evidence,
        )
        groups.append(Group(wording.word("outcome"), (fact,)))
    return groups


def _fact(statement: Statement, text: str, wording: Wording) -> Fact:
    notes = statement.qualifiers.get("note", ())
    return Fact(
        id=statement.id,
        text=text,
        qualifiers=tuple(wording.qualifiers(statement)),
        manner=wording.manner(statement),
        settled=statement.settled,
        note=wording.labelled("note", str(notes[0])) if notes else None,
        evidence=statement.evidence,
        day=first_day(statement, wording.ontology),
    )


def _claim_fact(claim: Claim, wording: Wording) -> Fact:
    due = [(wording.word("due"), wording.value(claim.due))] if claim.due else []
    due += [(wording.word("outcome"), wording.outcome(outcome)) for outcome in claim.outcomes]
    node, kind = claim_node(claim.id), wording.kind(claim)
    return Fact(node, wording.text(claim), tuple(due), kind, settled=True, evidence=claim.evidence)


def _source_line(item: Evidence, sources: Mapping[str, Source], wording: Wording) -> str:
    source = sources.get(item.source)
    name = _titled(source, wording) if source else item.source
    said = [f"{word('page', 'saidBy', wording.language)} {wording.chain(item.speakers)}"] if item.speakers else []
    via = [f"{word('page', 'via', wording.language)} {wording.name(item.via)}"] if item.via else []
    unseen = [wording.word("notLookedUp")] if isinstance(item.span, Unverified) else []
    return " · ".join([name, wording.word(item.modality, "modality"), *said, *via, *unseen])


def _in_order(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda f: (not f.settled, f.day or "~", f.text, f.id)))
