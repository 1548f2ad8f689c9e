"""The card of an entity, a statement or a claim: what is said, how it is known, and the words it was read from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aigraph.characters import visible
from aigraph.model import CLAIM_TEXTS, Claim, Entity, Evidence, Ref, Source, Statement
from aigraph.namespaces import claim_node, source_node, statement_node
from aigraph.words.interface import word
from aigraph.words.sentences import Wording

__all__ = ["Card", "Fact", "Group", "claim_card", "entity_card", "place_of", "statement_card"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card: the other end, its qualifiers, how it is known, the statement's id, note and evidence."""

    id: str
    text: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    manner: str = ""
    settled: bool = True
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under one heading."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A title, what stands below it, and groups of facts; `kind` is `entity`, `statement` or `claim`."""

    kind: str
    id: str
    iri: str
    title: str
    subtitle: str
    lines: tuple[str, ...]
    groups: tuple[Group, ...]
    language: str = "en"

    def __str__(self) -> str:
        """Return the card as plain text."""
        return "\n".join(text for _, text in self.styled())

    def styled(self, *, ids: bool = False) -> Iterator[tuple[str, str]]:
        """Yield each line with the name of its style, such as `title`, `heading`, `fact`, `tentative` or `quote`.

        What a terminal would obey is written out.
        """
        for style, text in self._lines(ids):
            yield style, visible(" ".join(text.splitlines()))

    def _lines(self, ids: bool) -> Iterator[tuple[str, str]]:
        yield "title", self.title
        yield "subtitle", f"{self.subtitle}  {self.iri}"
        yield from (("line", line) for line in self.lines)
        for group in self.groups:
            yield "heading", ""
            yield "heading", group.heading
            for fact in group.facts:
                extra = "; ".join(f"{label}: {value}" for label, value in fact.qualifiers)
                manner = f"  [{fact.manner}]" if fact.manner else ""
                yield "fact" if fact.settled else "tentative", f"  {fact.text}{f' ({extra})' if extra else ''}{manner}"
                if ids:
                    yield "id", f"    {fact.id}"
                if fact.note:
                    yield "note", f"    {fact.note}"
                for item in fact.evidence:
                    yield from _quoted(item, self.language)

    def _repr_html_(self) -> str:
        """Return the card for a notebook's cell."""
        groups = ""
        for group in self.groups:
            items = ""
            for fact in group.facts:
                extra = "; ".join(f"{label}: {value}" for label, value in fact.qualifiers)
                style = "" if fact.settled else "font-style:italic;opacity:.8"
                quotes = "".join(
                    f'<div style="color:#777;font-size:90%">“{_html(e.span.quote)}” — {_html(place_of(e))}</div>'
                    for e in fact.evidence
                    if e.span
                )
                manner = f" <small>[{_html(fact.manner)}]</small>" if fact.manner else ""
                line = _html(fact.text) + (f" ({_html(extra)})" if extra else "")
                items += f'<li style="{style}">{line}{manner}{quotes}</li>'
            groups += f"<h4 style='margin:.6em 0 .2em'>{_html(group.heading)}</h4><ul style='margin:0'>{items}</ul>"
        lines = "".join(f"<div>{_html(line)}</div>" for line in self.lines)
        head = f"<b>{_html(self.title)}</b> <small>{_html(self.subtitle)} · {_html(self.iri)}</small>"
        return f"<div>{head}{lines}{groups}</div>"


def _html(text: str) -> str:
    from html import escape

    return escape(visible(text))


def _quoted(item: Evidence, language: str) -> Iterator[tuple[str, str]]:
    if item.span:
        yield "quote", f"    “{item.span.quote}” — {place_of(item)}"
    if item.gloss and language == "en":  # a gloss is English
        yield "gloss", f"    {item.gloss}"


def place_of(item: Evidence) -> str:
    """Return the source and section of a quote, and where it stands there if it has been looked up."""
    place = f"{item.source} {item.section}" if item.section else item.source
    return f"{place}, {item.placed.start}–{item.placed.end}" if item.placed else place


def entity_card(
    entity: Entity,
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    sources: Mapping[str, Source],
    wording: Wording,
) -> Card:
    """Return an entity's card: statements out and in, grouped by predicate, then the claims about or by it.

    Where several sources speak of it, they stand at the end with their dates.
    """
    groups: dict[tuple[int, str], list[Fact]] = {}
    for statement in statements:
        if statement.subject == entity.id:
            said = wording.said(statement.predicate, statement.object)
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
    name = source.names.get(wording.language) or source.names.get("en") or source.id
    return " · ".join([name, *([wording.value(source.date)] if source.date else [])])


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
    lines = [f"{label}: {value}" for label, value in wording.qualifiers(statement, leave_out=())]
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


def claim_card(claim: Claim, sources: Mapping[str, Source], wording: Wording) -> Card:
    """Return a claim's card: what is held, by whom, about what, when it can be settled."""
    named = {
        "heldBy": [wording.name(s) for s in claim.held_by],
        "about": [wording.name(s) for s in claim.about],
        "partOf": [claim.part_of] if claim.part_of else [],
        "supports": claim.supports,
        "opposes": claim.opposes,
        "disputes": claim.disputes,
        "predicts": claim.predicts,
        "asserts": claim.asserts,
        "due": [wording.value(claim.due)] if claim.due else [],
    }
    texts = [wording.labelled(name, said) for name in CLAIM_TEXTS if (said := getattr(claim, name))]
    groups = [
        Group(wording.word("evidence"), (Fact(item.id, _source_line(item, sources, wording), evidence=(item,)),))
        for item in claim.evidence
    ]
    return Card(
        kind="claim",
        id=claim.id,
        iri=wording.iris.of(claim_node(claim.id)),
        title=claim.text.get(wording.language) or claim.text.get("en", claim.id),
        subtitle=_kind(claim, wording),
        lines=(*(f"{wording.word(name)}: {wording.several(them)}" for name, them in named.items() if them), *texts),
        groups=tuple(groups),
        language=wording.language,
    )


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
    )


def _claim_fact(claim: Claim, wording: Wording) -> Fact:
    due = [(wording.word("due"), wording.value(claim.due))] if claim.due else []
    text = claim.text.get(wording.language) or claim.text.get("en", "")
    return Fact(claim_node(claim.id), text, tuple(due), _kind(claim, wording), settled=True, evidence=claim.evidence)


def _source_line(item: Evidence, sources: Mapping[str, Source], wording: Wording) -> str:
    source = sources.get(item.source)
    name = _titled(source, wording) if source else item.source
    said = [f"{word('page', 'saidBy', wording.language)} {wording.chain(item.speakers)}"] if item.speakers else []
    via = [f"{word('page', 'via', wording.language)} {wording.name(item.via)}"] if item.via else []
    unseen = [wording.word("notLookedUp")] if item.span and not item.placed else []
    return " · ".join([name, wording.word(item.modality, "modality"), *said, *via, *unseen])


def _kind(claim: Claim, wording: Wording) -> str:
    """Return what kind of claim it is."""
    known = wording.ontology.classes.get(claim.kind[:1].upper() + claim.kind[1:])
    return known.labels.get(wording.language, claim.kind) if known else claim.kind


def _in_order(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda f: (not f.settled, f.text, f.id)))
