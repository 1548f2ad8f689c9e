"""Passages, entities and offsets put together: statements and claims with their ids and evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aigraph.errors import did_you_mean
from aigraph.model import Claim, Evidence, Quantity, Ref, Section, Source, Span, Statement, Value
from aigraph.model.quantity import written_in
from aigraph.namespaces import UNSTATED
from aigraph.ontology import Ontology
from aigraph.seeds.anchors import Lock
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.passages import ClaimDraft, Manner, Passage, Quoted, StatementDraft
from aigraph.seeds.values import SLUG
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["Assembly", "statement_id"]

#: The qualifiers that tell two measurements of one metric apart, the first that is there.
_TIMES = ("period", "asOf")


def statement_id(subject: str, predicate: str, last: str | None = None, key: str | None = None) -> str:
    """Return a statement's id. In a date, `/` and `..` would be path segments, so an interval is written `--`.

    >>> statement_id("china", "computePurchased", "2023-01/2023-09")
    'china/computePurchased/2023-01--2023-09'
    >>> statement_id("sam-altman", "workedAt", "openai", "return")
    'sam-altman/workedAt/openai/return'
    """
    end = last.replace("..", "").replace("/", "--") if last else None
    return "/".join(part for part in (subject, predicate, end, key) if part)


@dataclass(slots=True)
class Assembly:
    """Puts drafts together; `places` says where each id was written.

    Where quotes were `looked_up` in a text, what the lock lacks has been reported already.
    """

    ontology: Ontology
    sources: Mapping[str, SourceDraft]
    entities: Mapping[str, EntityDraft]
    lock: Lock
    looked_up: bool = False
    statements: dict[str, Statement] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    places: dict[str, tuple[SeedFile, int]] = field(default_factory=dict)

    def add(self, passages: list[Passage]) -> None:
        """Add every statement and claim of the passages, then what refers to them."""
        for passage in passages:
            for statement in passage.statements:
                self._add_statement(passage, statement)
            for claim in passage.claims:
                self._add_claim(passage, claim)
        for passage in passages:
            for node in passage.also:
                self._add_evidence(passage, node)
        disputed = {target for claim in self.claims.values() for target in claim.disputes}
        for identifier, stated in self.statements.items():
            self.statements[identifier] = replace(
                stated,
                disputed=identifier in disputed,
                settled=stated.retracted is None
                and self.ontology.settles(stated.predicate, stated.modality, stated.stage),
            )

    def source(self, draft: SourceDraft) -> Source:
        """Return a source with the bounds of its sections."""
        sections = []
        for section in draft.source.sections:
            start, end = self.lock.sections.get((draft.source.id, section.id), (None, None))
            sections.append(Section(section.id, section.names, start, end))
        return replace(draft.source, sections=tuple(sections))

    def canonical(self, file: SeedFile, line: int, slug: str) -> str:
        """Return the slug an entity goes by after merges, reporting one nobody declared."""
        draft = self.entities.get(slug)
        if draft is None:
            if slug != UNSTATED:
                hint = did_you_mean(slug, self.entities)
                file.report(line, f"unknown entity {slug!r}; expected one of seeds/entities{hint}")
            return slug
        return draft.entity.replaced_by or slug

    def _add_statement(self, passage: Passage, draft: StatementDraft) -> None:
        subject = self.canonical(passage.file, draft.line, draft.subject)
        value = self._value(passage, draft, draft.object)
        qualifiers = {
            name: tuple(self._value(passage, draft, item) for item in values)
            for name, values in draft.qualifiers.items()
        }
        if passage.note and "note" not in qualifiers:
            qualifiers = dict(sorted([*qualifiers.items(), ("note", (passage.note,))]))
        last: str | None = None
        if isinstance(value, Ref):
            last = value.id
        elif draft.prop.use == "metric":
            time = next((str(qualifiers[name][0]) for name in _TIMES if name in qualifiers), None)
            last = time or passage.source
        identifier = statement_id(subject, draft.prop.name, last, draft.key)
        if self._taken(passage, draft.line, identifier):
            return
        evidence = self._evidence(passage, identifier, draft.manner)
        self.statements[identifier] = Statement(
            identifier, subject, draft.prop.name, value, qualifiers, draft.stage, (evidence,), retracted=draft.retracted
        )

    def _taken(self, passage: Passage, line: int, identifier: str) -> bool:
        if identifier not in self.places:
            self.places[identifier] = passage.file, line
            return False
        file, first = self.places[identifier]
        passage.file.report(
            line,
            f"{identifier!r} stands already at {file.path}:{first}; expected one statement or claim of an id. "
            "Add a key ('… @key'), or 'also' where this is more evidence of the same",
        )
        return True

    def _value(self, passage: Passage, draft: StatementDraft, value: Value) -> Value:
        if isinstance(value, Ref):
            return Ref(self.canonical(passage.file, draft.line, value.id))
        if isinstance(value, Quantity) and (value.written or "").startswith("("):
            return replace(value, written=(value.written or "")[1:-1])
        if isinstance(value, Quantity) and value.written and passage.quoted:
            words = [w for unit in self.ontology.units.values() for w in unit.measure_words]
            quotes = (q.quote for q in passage.quotes())
            return replace(
                value, written=next(filter(None, (written_in(q, value.written, words) for q in quotes)), None)
            )
        return value

    def _evidence(self, passage: Passage, owner: str, manner: Manner) -> Evidence:
        span = self._span(passage, passage.quoted) if passage.quoted else None
        start = f"/{span.start}" if span else ""
        return Evidence(
            id=f"{owner}/{passage.source}{start}",
            source=passage.source,
            section=passage.section if passage.quoted else None,
            span=span,
            context=tuple(filter(None, (self._span(passage, quoted) for quoted in passage.context))),
            modality=manner.modality,
            speakers=tuple(self.canonical(passage.file, passage.line, s) for s in manner.speakers),
            via=None if manner.via is None else self.canonical(passage.file, passage.line, manner.via),
            gloss=passage.gloss,
        )

    def _span(self, passage: Passage, quoted: Quoted) -> Span | None:
        span = self.lock.span(quoted)
        if span is None and not self.looked_up:
            passage.file.report(quoted.line, "the quote is not in offsets.lock. Run 'aigraph seeds anchor --text …'")
        elif span is not None and span.end - span.start != len(quoted.quote):
            passage.file.report(
                quoted.line, "offsets.lock disagrees with the quote's length. Run 'aigraph seeds anchor'"
            )
        return span

    def _add_claim(self, passage: Passage, draft: ClaimDraft) -> None:
        file, fields = passage.file, draft.fields
        node = f"claim/{draft.id}"
        self._check_claim(passage, draft)
        if self._taken(passage, draft.line, node):
            return

        def slugs(key: str) -> tuple[str, ...]:
            return tuple(sorted(self.canonical(file, n.line, str(n.value)) for n in file.texts(fields.get(key), key)))

        def ids(key: str) -> tuple[str, ...]:
            return tuple(sorted(str(n.value) for n in file.texts(fields.get(key), key)))

        def text(key: str) -> str | None:
            return file.text(fields.get(key), key)

        names = {"en": text("en") or draft.id}
        if passage.quoted:
            names["zh"] = passage.quoted.quote
        self.claims[draft.id] = Claim(
            id=draft.id,
            kind=draft.kind,
            text=names,
            held_by=slugs("heldBy"),
            about=slugs("about"),
            part_of=text("partOf"),
            supports=ids("supports"),
            opposes=ids("opposes"),
            disputes=ids("disputes"),
            predicts=ids("predicts"),
            condition=text("condition"),
            hedge=text("hedge"),
            due=draft.due,
            criterion=text("criterion"),
            outcome=text("outcome"),
            note=text("note"),
            evidence=(self._evidence(passage, node, draft.manner),),
        )

    def _check_claim(self, passage: Passage, draft: ClaimDraft) -> None:
        file = passage.file
        kinds = [name[0].lower() + name[1:] for name in self.ontology.below("Claim") if name != "Claim"]
        if draft.kind not in kinds:
            hint = did_you_mean(draft.kind, kinds)
            file.report(draft.fields["kind"], f"unknown kind {draft.kind!r}; expected {', '.join(kinds)}{hint}")
        if not re.fullmatch(SLUG, draft.id):
            file.report(
                draft.fields["id"], f"{draft.id!r} is no slug; expected lower-case words with hyphens. Rename it"
            )

    def _add_evidence(self, passage: Passage, node: Node) -> None:
        identifier = str(node.value)
        known: dict[str, Statement | Claim] = {**self.statements, **{f"claim/{i}": c for i, c in self.claims.items()}}
        if identifier not in known:
            hint = did_you_mean(identifier, known)
            passage.file.report(
                node, f"unknown statement {identifier!r}; expected the id of one stated elsewhere{hint}"
            )
            return
        owner = known[identifier]
        more = replace(
            owner, evidence=_in_order([*owner.evidence, self._evidence(passage, identifier, passage.manner)])
        )
        if isinstance(more, Claim):
            self.claims[more.id] = more
        else:
            self.statements[identifier] = more


def _in_order(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: e.order))
