"""Passages, entities and offsets put together: statements and claims with their ids and evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from aigraph.errors import did_you_mean
from aigraph.model import (
    MODALITIES,
    Claim,
    Evidence,
    Graph,
    Quantity,
    Ref,
    Section,
    Source,
    Span,
    Statement,
    Value,
)
from aigraph.model.quantity import written_in
from aigraph.namespaces import UNSTATED, claim_node, local_id
from aigraph.ontology import Ontology
from aigraph.seeds.anchors import Lock, page_of
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.extended import Extended
from aigraph.seeds.ids import statement_id, told_apart
from aigraph.seeds.outcomes import read_probability
from aigraph.seeds.passages import ClaimDraft, Manner, Passage, Quoted, StatementDraft
from aigraph.seeds.values import Given, is_slug
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["Assembly"]


@dataclass(slots=True)
class Assembly:
    """Puts drafts together; `places` says where each id was written.

    What names somebody by what can be no id is reported and left out, so that all that is kept can be written as RDF.
    Quotes of the pages that were `looked_up` in a text, and are not in the lock, have been reported already; so has
    what the files `lost` that are not YAML.
    """

    ontology: Ontology
    sources: Mapping[str, SourceDraft]
    entities: Mapping[str, EntityDraft]
    lock: Lock
    looked_up: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    statements: dict[str, Statement] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    places: dict[str, tuple[SeedFile, int]] = field(default_factory=dict)

    def take(self, extended: Extended) -> None:
        """Take what the extended graphs state, before anything is added to it."""
        self.statements |= {statement.id: statement for statement in extended.graph.statements}
        self.claims |= {claim.id: claim for claim in extended.graph.claims}
        self.places |= {key: extended.written(key) for key in (*self.statements, *map(claim_node, self.claims))}

    def add(self, passages: list[Passage]) -> None:
        """Add every statement and claim of the passages, then what refers to them."""
        for passage in passages:
            for statement in passage.statements:
                self._add_statement(passage, statement)
            for claim in passage.claims:
                self._add_claim(passage, claim)
        owners: dict[str, Statement | Claim] = {**self.statements}
        owners |= {claim_node(identifier): claim for identifier, claim in self.claims.items()}
        for passage in passages:
            for node in passage.also:
                self._add_evidence(passage, node, owners)
        disputed = {target for claim in self.claims.values() for target in claim.disputes}
        for identifier, stated in self.statements.items():
            self.statements[identifier] = replace(
                stated,
                disputed=identifier in disputed,
                settled=stated.retracted is None
                and self.ontology.settles(stated.predicate, stated.modality, stated.stage),
            )

    def graph(self) -> Graph:
        """Return all that can stand in a graph, sorted by id."""
        entities = [d.entity for d in self.entities.values() if is_slug(d.entity.id) and d.entity.id != UNSTATED]
        sources = [self.source(draft) for draft in self.sources.values() if is_slug(draft.source.id)]
        return Graph(
            entities=tuple(sorted(entities, key=lambda e: e.id)),
            sources=tuple(sorted(sources, key=lambda s: s.id)),
            statements=tuple(statement for _, statement in sorted(self.statements.items())),
            claims=tuple(self._linked(claim) for _, claim in sorted(self.claims.items())),
        )

    def source(self, draft: SourceDraft) -> Source:
        """Return a source with the bounds of its sections."""
        found, sections = draft.source, []
        if draft.extended:
            return found
        for section in found.sections:
            start, end = self.lock.sections.get((found.id, section.id), (None, None))
            if is_slug(section.id):
                sections.append(Section(section.id, section.names, start, end))
        return replace(
            found,
            sections=tuple(sections),
            author=self.slugs(draft.file, draft.lines.get("author", draft.line), found.author),
            publisher=self.slugs(draft.file, draft.lines.get("publisher", draft.line), found.publisher),
            contained_in=found.contained_in if found.contained_in in self.sources else None,
            work=None
            if found.work is None
            else self.canonical(draft.file, draft.lines.get("work", draft.line), found.work),
        )

    def canonical(self, file: SeedFile, line: int, slug: str) -> str | None:
        """Return the slug an entity goes by after merges, reporting one nobody declared; None for what is no slug."""
        draft = self.entities.get(slug)
        if draft is not None:
            slug = draft.entity.replaced_by or slug
        elif slug != UNSTATED and slug not in self.lost:
            hint = did_you_mean(slug, self.entities)
            file.report(line, f"unknown entity {slug!r}; expected one of seeds/entities{hint}")
        return slug if is_slug(slug) else None

    def slugs(self, file: SeedFile, line: int, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return the canonical slugs of several entities, without those that can be none."""
        return tuple(slug for given in slugs if (slug := self.canonical(file, line, given)) is not None)

    def _linked(self, claim: Claim) -> Claim:
        """Return a claim without what it links to that is not there; the checks have reported it."""
        return replace(
            claim,
            part_of=claim.part_of if claim.part_of in self.claims else None,
            supports=tuple(c for c in claim.supports if c in self.claims),
            opposes=tuple(c for c in claim.opposes if c in self.claims),
            repeats=tuple(c for c in claim.repeats if c in self.claims),
            disputes=tuple(s for s in claim.disputes if s in self.statements),
            predicts=tuple(s for s in claim.predicts if s in self.statements),
        )

    def _add_statement(self, passage: Passage, draft: StatementDraft, claim: str | None = None) -> str | None:
        """Add a statement, what a claim asserts under the claim's name; return its id where it can stand."""
        subject = self.canonical(passage.file, draft.line, draft.subject)
        value = self._value(passage, draft, draft.object)
        qualifiers = {
            name: values
            for name, given in draft.qualifiers.items()
            if (values := tuple(v for item in given if (v := self._value(passage, draft, item)) is not None))
        }
        if subject is None or value is None or not is_slug(passage.source):
            return None
        if passage.note and "note" not in qualifiers:
            qualifiers = dict(sorted([*qualifiers.items(), ("note", (passage.note,))]))
        last = told_apart(draft.prop, value, qualifiers, passage.source, self.ontology)
        identifier = statement_id(subject, draft.prop.name, *last, key="/".join(filter(None, (draft.key, claim))))
        if self.taken(passage, draft.line, identifier):
            return None
        evidence = self.evidence(passage, identifier, draft.manner)
        self.statements[identifier] = Statement(
            identifier, subject, draft.prop.name, value, qualifiers, draft.stage, (evidence,), retracted=draft.retracted
        )
        return identifier

    def taken(self, passage: Passage, line: int, identifier: str) -> bool:
        """Return whether an id is somebody's already, reporting it; from now on it is."""
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

    def _value(self, passage: Passage, draft: StatementDraft, given: Given) -> Value | None:
        value = given.value
        if isinstance(value, Ref):
            slug = self.canonical(passage.file, draft.line, value.id)
            return None if slug is None else Ref(slug)
        if not isinstance(value, Quantity) or given.notation is None:
            return value
        written = given.words
        if written is None:
            words = [w for u in self.ontology.units.values() for w in (*u.measure_words, u.labels.get("en", u.code))]
            quotes = (q.quote for q in passage.quotes())
            written = next(filter(None, (written_in(q, given.notation, words) for q in quotes)), None)
        return replace(value, written=written)

    def evidence(self, passage: Passage, owner: str, manner: Manner) -> Evidence:
        """Return the quote of a passage as the evidence of a node."""
        span = self._span(passage, passage.quoted) if passage.quoted else None
        start = f"/{span.start}" if span else ""
        line = passage.line if manner.line is None else manner.line
        return Evidence(
            id=f"{owner}/{passage.source}{start}",
            source=passage.source,
            section=passage.section if passage.quoted and is_slug(passage.section) else None,
            span=span,
            context=tuple(filter(None, (self._span(passage, quoted) for quoted in passage.context))),
            modality=manner.modality,
            speakers=self.slugs(passage.file, line, manner.speakers),
            via=None if manner.via is None else self.canonical(passage.file, line, manner.via),
            gloss=passage.gloss,
        )

    def _span(self, passage: Passage, quoted: Quoted) -> Span | None:
        span = self.lock.span(quoted)
        if span is None and page_of(quoted.source, self.sources) not in self.looked_up:
            passage.file.report(quoted.line, "the quote is not in offsets.lock. Run 'aigraph seeds anchor --text …'")
        elif span is not None and span.end - span.start != len(quoted.quote):
            passage.file.report(
                quoted.line, "offsets.lock disagrees with the quote's length. Run 'aigraph seeds anchor'"
            )
        return span

    def _add_claim(self, passage: Passage, draft: ClaimDraft) -> None:
        file, fields = passage.file, draft.fields
        node = claim_node(draft.id)

        def slugs(key: str) -> tuple[str, ...]:
            found = (self.canonical(file, n.line, str(n.value)) for n in file.texts(fields.get(key), key))
            return tuple(sorted(slug for slug in found if slug is not None))

        def ids(key: str) -> tuple[str, ...]:
            return tuple(sorted(str(n.value) for n in file.texts(fields.get(key), key)))

        def text(key: str) -> str | None:
            return file.words(fields.get(key), key)

        if not self._sound(passage, draft) or self.taken(passage, draft.line, node):
            return
        names = {"en": text("en") or draft.id} | ({"zh": passage.quoted.quote} if passage.quoted else {})
        self.claims[draft.id] = Claim(
            id=draft.id,
            kind=draft.kind,
            text=names,
            held_by=slugs("heldBy"),
            about=slugs("about"),
            part_of=text("partOf"),
            supports=ids("supports"),
            opposes=ids("opposes"),
            repeats=ids("repeats"),
            disputes=ids("disputes"),
            predicts=ids("predicts"),
            asserts=tuple(sorted(filter(None, (self._add_statement(passage, s, draft.id) for s in draft.asserts)))),
            condition=text("condition"),
            hedge=text("hedge"),
            due=draft.due,
            criterion=text("criterion"),
            judge=text("judge"),
            open_ended=text("open-ended"),
            probability=read_probability(file, fields, (quoted.quote for quoted in passage.quotes())),
            note=text("note"),
            evidence=(self.evidence(passage, node, draft.manner),),
        )

    def _sound(self, passage: Passage, draft: ClaimDraft) -> bool:
        """Report what is wrong with a claim's kind and id; return whether it can stand in a graph."""
        file = passage.file
        kinds = [name[0].lower() + name[1:] for name in self.ontology.below("Claim") if name != "Claim"]
        known = draft.kind in kinds
        if not known:
            hint = did_you_mean(draft.kind, kinds)
            file.report(draft.fields["kind"], f"unknown kind {draft.kind!r}; expected {', '.join(kinds)}{hint}")
        if not is_slug(draft.id):
            file.report(
                draft.fields["id"], f"{draft.id!r} is no slug; expected lower-case words with hyphens. Rename it"
            )
        return known and is_slug(draft.id) and is_slug(passage.source)

    def _add_evidence(self, passage: Passage, node: Node, owners: Mapping[str, Statement | Claim]) -> None:
        identifier = str(node.value)
        if identifier not in owners:
            hint = did_you_mean(identifier, owners)
            passage.file.report(
                node, f"unknown statement {identifier!r}; expected the id of one stated elsewhere{hint}"
            )
            return
        if not is_slug(passage.source):
            return
        if any(item.modality == MODALITIES[-1] for item in owners[identifier].evidence):
            passage.file.report(node, f"{identifier!r} is what a claim asserts; expected the claim. Name it instead")
            return
        of_claim = isinstance(owners[identifier], Claim)
        owner = self.claims[local_id(identifier)] if of_claim else self.statements[identifier]
        evidence = self.evidence(passage, identifier, passage.manner)
        if any(evidence.id == known.id for known in owner.evidence):
            passage.file.report(
                node, f"the quote is evidence of {identifier!r} already; expected another. Drop it from 'also'"
            )
            return
        more = replace(owner, evidence=tuple(sorted([*owner.evidence, evidence], key=lambda e: e.order)))
        if isinstance(more, Claim):
            self.claims[more.id] = more
        else:
            self.statements[identifier] = more
