"""The nouns: what seeds hold, RDF stores and every consumer reads.

All are frozen. A *node id* is a slug for an entity (`openai`) and a path for the rest
(`claim/judgement-3`, `source/ten-judgements`, `statement/…`, `evidence/…`); the `Iris` of the graph make the IRI.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from aigraph.model.derivation import Derivation
from aigraph.model.documents import Source
from aigraph.model.evidence import Evidence, Outcome, Retraction
from aigraph.model.figures import format_quantity
from aigraph.model.values import Date, Qualifiers, Quantity, Ref, Value
from aigraph.namespaces import SHIPPED, Iris, claim_node, evidence_node, outcome_node, source_node, statement_node
from aigraph.shown import as_html, as_text, quotation, said

__all__ = [
    "CLAIM_LINKS",
    "CLAIM_TEXTS",
    "MODALITIES",
    "STAGES",
    "Claim",
    "Entity",
    "Graph",
    "Held",
    "Statement",
]

#: How a statement is known, strongest first; the last is only held by somebody, in a claim.
MODALITIES = ("asserted", "reported", "estimated", "rumoured", "predicted", "claimed")
#: Where the thing stands; the first is the default.
STAGES = ("actual", "underway", "planned", "ended", "abandoned")


@dataclass(frozen=True, slots=True)
class Held:
    """How a statement holds on the day that a graph is as of: `certainly` or `possibly`.

    `undated`: it has no date of its own. `lapsed`: it goes on as far as its sources know, and they are of before.
    """

    holds: str = "certainly"
    undated: bool = False
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with one identity. `classes` are local names of the ontology, as declared (no superclasses).

    `names` maps a language to the usual name; `aliases` holds every spelling seen, `misspellings` the wrong ones.

    >>> print(Entity("openai", ("Company",), {"en": "OpenAI"}))
    OpenAI (openai): Company
    """

    id: str
    classes: tuple[str, ...]
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    replaced_by: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """Return the English name, else any."""
        return self.names.get("en") or next(iter(self.names.values()), self.id)

    def __str__(self) -> str:
        """Return name, id and classes."""
        return f"{self.name} ({self.id}): {', '.join(self.classes)}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(as_text(str(self), self._lines()))

    def _repr_html_(self) -> str:
        return as_html(self.name, f"{self.id} · {', '.join(self.classes)}", self._lines())

    def _lines(self) -> Iterator[str]:
        """Yield what a notebook's cell shows below the name."""
        if others := [name for name in self.spellings() if name != self.name]:
            yield " · ".join(others)
        if self.note:
            yield self.note

    def spellings(self) -> Iterator[str]:
        """Yield every name once: usual, seen, wrong."""
        yield from dict.fromkeys([*self.names.values(), *self.aliases, *self.misspellings])


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, predicate, object, qualifiers, stage and evidence.

    `object` is a `Ref` for a relation, a scalar or `Date` for an attribute, a `Quantity` for a metric.
    `modality` is that of the strongest evidence; `settled`, `disputed` and `contradicted_by` are worked out by whoever
    builds it (the ontology knows what holds afterwards, the claims know disputes). `contradicted_by` are the ids of
    statements in which other sources give another value, no less well known.
    `held` is there in a graph as of a day. `fulfilled_by` are the statements that outcomes, its own or of a claim that
    predicts it, say it came true as.

    >>> print(Statement("meta/acquired/h100", "meta", "acquired", Ref("h100"), stage="planned"))
    meta acquired h100 [planned]
    """

    id: str
    subject: str
    predicate: str
    object: Value
    qualifiers: Qualifiers = field(default_factory=dict)
    stage: str = "actual"
    evidence: tuple[Evidence, ...] = ()
    settled: bool = True
    disputed: bool = False
    contradicted_by: tuple[str, ...] = ()
    retracted: Retraction | None = None
    derived: Derivation | None = None
    held: Held | None = None
    outcomes: tuple[Outcome, ...] = ()
    fulfilled_by: tuple[str, ...] = ()

    @property
    def modality(self) -> str:
        """Return the modality of the strongest evidence, or of a derived statement's weakest premise."""
        if self.derived:
            return self.derived.modality
        if len(self.evidence) == 1:
            return self.evidence[0].modality
        return min((e.modality for e in self.evidence), key=MODALITIES.index, default=MODALITIES[0])

    def __str__(self) -> str:
        """Return subject, predicate and object, and how it is known where that is no plain fact of today."""
        marks = [mark for mark in (self.modality, self.stage) if mark not in (MODALITIES[0], STAGES[0])]
        marks += ["retracted"] if self.retracted else []
        value = format_quantity(self.object) if isinstance(self.object, Quantity) else self.object
        return f"{self.subject} {self.predicate} {value}" + (f" [{' · '.join(marks)}]" if marks else "")

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(as_text(str(self), _quotations(self.evidence)))

    def _repr_html_(self) -> str:
        return said(str(self), self.id, _quotations(self.evidence), settled=self.settled)

    @property
    def best(self) -> Evidence | None:
        """Return the first evidence that is as strong as the statement is known; None where it has none."""
        return next((item for item in self.evidence if item.modality == self.modality), None)

    @property
    def ends(self) -> frozenset[str]:
        """Return the slugs of what it relates: its subject, and its object where that is an entity."""
        return frozenset((self.subject, self.object.id) if isinstance(self.object, Ref) else (self.subject,))

    def support(self, editors: Collection[str]) -> str:
        """Return what it rests on: `derived`, `editors`; a source's `sentence`, `cell`, or `both`; else `unquoted`."""
        if self.derived or self.rests_only_on(editors):
            return "derived" if self.derived else "editors"
        cells = {item.cell is not None for item in self.evidence if item.span is not None}
        return "both" if len(cells) > 1 else "cell" if True in cells else "sentence" if cells else "unquoted"

    def counts(self, *, tentative: bool) -> bool:
        """Return whether it relates, dates or counts anything: if it is settled, or tentative where that is asked for.

        What an editor retracted never does. It is shown where it is named, with the reason.
        """
        return self.settled or (tentative and self.retracted is None)

    def says_the_same(self, other: "Statement") -> bool:
        """Return whether another statement differs in nothing but the evidence that it has."""
        return replace(other, evidence=self.evidence) == self

    def rests_only_on(self, sources: Collection[str]) -> bool:
        """Return whether these sources are all that state it; what a rule derived rests on no source."""
        for item in self.evidence:
            if item.source not in sources:
                return False
        return bool(self.evidence)


@dataclass(frozen=True, slots=True)
class Claim:
    """A judgement, prediction, opinion or finding somebody holds.

    `kind` is a class of the ontology below Claim, by its local name with a small first letter.
    `held_by`, `about` are slugs, the `supports`, `opposes`, `repeats` claim ids, `disputes`, `predicts`, `asserts`
    statement ids. What it asserts is never settled: its modality is `claimed`. `criterion` is the sentence that would
    settle it, `due` by when, `judge` who would know; or `open_ended` says why nothing does. `probability` is the one
    that its holder stated, from 0 to 1.

    >>> print(Claim("so-it-is", "opinion", {"en": "So it is."}))
    so-it-is (opinion): So it is.
    """

    id: str
    kind: str
    text: Mapping[str, str]
    held_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    part_of: str | None = None
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    predicts: tuple[str, ...] = ()
    asserts: tuple[str, ...] = ()
    condition: str | None = None
    hedge: str | None = None
    due: Date | None = None
    criterion: str | None = None
    judge: str | None = None
    open_ended: str | None = None
    probability: Decimal | None = None
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def __str__(self) -> str:
        """Return its id, kind and words."""
        return f"{self.id} ({self.kind}): {self._words}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(as_text(str(self), _quotations(self.evidence)))

    def _repr_html_(self) -> str:
        return said(self._words, f"{self.id} · {self.kind}", _quotations(self.evidence))

    @property
    def _words(self) -> str:
        return self.text.get("en") or next(iter(self.text.values()), "")

    @property
    def due_day(self) -> str | None:
        """The last day by which it is due, where one is known."""
        return (self.due.latest or self.due.earliest) if self.due else None


def _quotations(evidence: Iterable[Evidence]) -> Iterator[str]:
    return (quotation(item.quote, item.place) for item in evidence if item.quote is not None)


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything known: what the seeds state plus, where inferred, the derived statements. Sorted by id."""

    entities: tuple[Entity, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    iris: Iris = SHIPPED

    def node_ids(self) -> Iterator[str]:
        """Yield the node id of every noun."""
        yield from (entity.id for entity in self.entities)
        for source in self.sources:
            yield source_node(source.id)
            yield from (source_node(f"{source.id}/{section.id}") for section in source.sections)
        yield from (statement_node(statement.id) for statement in self.statements)
        yield from (claim_node(claim.id) for claim in self.claims)
        things: tuple[Statement | Claim, ...] = (*self.statements, *self.claims)
        for thing in things:
            yield from (evidence_node(item.id) for item in thing.evidence)
            for outcome in thing.outcomes:
                yield outcome_node(outcome.id)
                yield from (evidence_node(item.id) for item in outcome.evidence)

    @property
    def editors(self) -> frozenset[str]:
        """Return the ids of the sources in which the editors themselves speak."""
        return frozenset(source.id for source in self.sources if source.editors)


#: The field of a claim → its property and the folder its ids live in.
CLAIM_LINKS: Mapping[str, tuple[str, str]] = {
    "held_by": ("heldBy", ""),
    "about": ("claimAbout", ""),
    "supports": ("supportsClaim", "claim/"),
    "opposes": ("opposesClaim", "claim/"),
    "repeats": ("repeatsClaim", "claim/"),
    "disputes": ("disputes", "statement/"),
    "predicts": ("predicts", "statement/"),
    "asserts": ("asserts", "statement/"),
}
#: The field of a claim that is plain text → its property.
CLAIM_TEXTS: Mapping[str, str] = {
    "condition": "condition",
    "hedge": "hedge",
    "criterion": "criterion",
    "judge": "knownTo",
    "open_ended": "openEnded",
    "note": "note",
}
