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
    Source,
    Statement,
    Value,
)
from aigraph.model.quantity import written_in
from aigraph.namespaces import UNSTATED, claim_node, local_id
from aigraph.ontology import Ontology
from aigraph.seeds.anchors import Lock, without_text
from aigraph.seeds.claims import ClaimReader, is_sound
from aigraph.seeds.entities import READER, EntityDraft, SourceDraft, language_of
from aigraph.seeds.extended import Extended
from aigraph.seeds.gather import Gathering, Said
from aigraph.seeds.ids import statement_id, told_apart
from aigraph.seeds.passages import ClaimDraft, Manner, Passage, StatementDraft
from aigraph.seeds.quotes import Quotes
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
    gathering: Gathering = field(init=False)
    quotes: Quotes = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing said."""
        self.gathering = Gathering(self.ontology, {slug: draft.source for slug, draft in self.sources.items()})
        self.quotes = Quotes(
            self.sources, self.lock, self.looked_up, without_text(self.sources, self.lock) - self.looked_up
        )

    def take(self, extended: Extended) -> None:
        """Take what the extended graphs state, before anything is added to it."""
        self.claims |= {claim.id: claim for claim in extended.graph.claims}
        self.places |= {claim_node(identifier): extended.written(claim_node(identifier)) for identifier in self.claims}
        for statement in extended.graph.statements:
            self.gathering.take(Said(statement, None, *extended.written(statement.id)))

    def add(self, passages: list[Passage]) -> None:
        """Add every statement and claim of the passages, then what refers to them."""
        for passage in passages:
            for statement in passage.statements:
                self._add_statement(passage, statement)
            for claim in passage.claims:
                self._add_claim(passage, claim)
        self.statements = self.gathering.statements()
        self.places |= self.gathering.places
        self._name(passages)
        owners: dict[str, Statement | Claim] = {**self.statements}
        owners |= {claim_node(identifier): claim for identifier, claim in self.claims.items()}
        for passage in passages:
            for node in passage.also:
                self._add_evidence(passage, node, owners)
        self._work_out()

    def _name(self, passages: Iterable[Passage]) -> None:
        """Give what claims dispute and predict the ids of the statements that their passages mean."""
        for passage in passages:
            for identifier in (draft.id for draft in passage.claims if draft.id in self.claims):
                claim = self.claims[identifier]
                disputes, predicts = (
                    tuple(sorted(self.gathering.named(name, passage.source) for name in names))
                    for names in (claim.disputes, claim.predicts)
                )
                self.claims[identifier] = replace(claim, disputes=disputes, predicts=predicts)

    def _work_out(self) -> None:
        """Say of each statement whether it is settled, and what of others speaks against it."""
        disputed = {target for claim in self.claims.values() for target in claim.disputes}
        for identifier, stated in self.statements.items():
            if stated.derived is None:
                self.statements[identifier] = replace(
                    stated,
                    disputed=stated.disputed or identifier in disputed,
                    settled=stated.retracted is None
                    and self.ontology.settles(stated.predicate, stated.modality, stated.stage),
                )
        self.statements |= {stated.id: stated for stated in self.gathering.contradicted(self.statements)}

    def where(self, identifier: str) -> str:
        """Return where a statement or claim is written."""
        file, line = self.places[identifier]
        return f"{file.path}:{line}"

    def report(self, identifier: str, message: str) -> None:
        """Report what is wrong with a statement or claim where it is written."""
        file, line = self.places[identifier]
        file.report(line, message)

    def graph(self) -> Graph:
        """Return all that can stand in a graph, sorted by id."""
        entities = [d.entity for d in self.entities.values() if is_slug(d.entity.id) and d.entity.id != UNSTATED]
        found = self.lock.by_source()
        drafts = [draft for draft in self.sources.values() if is_slug(draft.source.id)]
        sources = [self.source(draft, *found.get(draft.source.id, ({}, {}))) for draft in drafts]
        return Graph(
            entities=tuple(sorted(entities, key=lambda e: e.id)),
            sources=tuple(sorted(sources, key=lambda s: s.id)),
            statements=tuple(statement for _, statement in sorted(self.statements.items())),
            claims=tuple(self._linked(claim) for _, claim in sorted(self.claims.items())),
        )

    def source(self, draft: SourceDraft, headings: Mapping[str, str], bounds: Mapping[str, tuple[int, int]]) -> Source:
        """Return a source with its sections, by the headings and bounds that they have in the text."""
        if draft.extended:
            return draft.source
        found = draft.source
        language = language_of(found.id, self.sources) or READER
        return replace(
            found,
            sections=tuple(draft.sections.found(headings, bounds, language)),
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
        stated = Statement(
            identifier,
            subject,
            draft.prop.name,
            value,
            qualifiers,
            draft.stage,
            (self.evidence(passage, identifier, draft.manner),),
            retracted=draft.retracted,
        )
        said = Said(stated, passage.source, passage.file, draft.line)
        if (first := self.gathering.add(said)) is not None:
            said.report(
                f"{identifier!r} stands already at {first.where}, from the same source; expected it once. "
                "Add a key ('… @key'), or 'also' where this is more evidence of the same"
            )
            return None
        return identifier

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
        line = passage.line if manner.line is None else manner.line
        speakers = self.slugs(passage.file, line, manner.speakers)
        via = None if manner.via is None else self.canonical(passage.file, line, manner.via)
        return self.quotes.evidence(passage, owner, manner, speakers, via)

    def _add_claim(self, passage: Passage, draft: ClaimDraft) -> None:
        file, node = passage.file, claim_node(draft.id)
        if not is_sound(passage, draft, self.ontology):
            return
        if node in self.places:
            file.report(draft.line, f"{node!r} stands already at {self.where(node)}; expected one of an id. Rename it")
            return
        self.places[node] = file, draft.line
        reader = ClaimReader(passage, draft, lambda slug, line: self.canonical(file, line, slug))
        asserts = filter(None, [self._add_statement(passage, stated, draft.id) for stated in draft.asserts])
        evidence = self.evidence(passage, node, draft.manner)
        self.claims[draft.id] = reader.claim(tuple(sorted(asserts)), evidence, self.sources)

    def _add_evidence(self, passage: Passage, node: Node, owners: Mapping[str, Statement | Claim]) -> None:
        identifier = self.gathering.named(str(node.value), passage.source)
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
            if passage.quoted and evidence.span is None:
                return  # where the quotes stand is not known, which is reported
            passage.file.report(
                node, f"the quote is evidence of {identifier!r} already; expected another. Drop it from 'also'"
            )
            return
        more = replace(owner, evidence=tuple(sorted([*owner.evidence, evidence], key=lambda e: e.order)))
        if isinstance(more, Claim):
            self.claims[more.id] = more
        else:
            self.statements[identifier] = more
