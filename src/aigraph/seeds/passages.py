"""The review sheet: passages in the order of the source, each with what it says, read but not yet put together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aigraph.errors import did_you_mean
from aigraph.model import MODALITIES, STAGES, Date, Quantity, Retraction
from aigraph.model.dates import parse_seed_date
from aigraph.ontology import Ontology, Property
from aigraph.seeds.entities import read_date
from aigraph.seeds.outcomes import OutcomeDraft, read_outcome
from aigraph.seeds.values import Given, is_slug, parse_value, statement_parts, unknown_term
from aigraph.seeds.yaml import UNREAD, Node, SeedFile

__all__ = ["CLAIM_KEYS", "PASSAGE_KEYS", "ClaimDraft", "Manner", "Passage", "Quoted", "StatementDraft", "read_passages"]

PASSAGE_KEYS = (
    "quote", "nth", "context", "gloss", "modality", "speaker", "via", "says", "also", "claims", "outcomes", "skip",
    "note",
)  # fmt: skip
CLAIM_KEYS = (
    "id", "kind", "en", "zh", "heldBy", "about", "partOf", "supports", "opposes", "repeats", "disputes",
    "predicts", "asserts", "condition", "hedge", "due", "criterion", "judge", "open-ended", "probability", "note",
    "modality", "speaker", "via",
)  # fmt: skip
#: What stands among the qualifiers of a statement without being one.
_MARKS = ("modality", "speaker", "via", "stage", "retracted", "retractedOn")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a section of a source; `nth` picks one of several occurrences."""

    source: str
    section: str
    quote: str
    nth: int | None
    line: int


@dataclass(frozen=True, slots=True)
class Manner:
    """How the text gives a statement: modality, speakers from the nearest, medium; and the line that names them."""

    modality: str = "asserted"
    speakers: tuple[str, ...] = ()
    via: str | None = None
    line: int | None = None


@dataclass(slots=True)
class StatementDraft:
    """One line of `says`."""

    line: int
    subject: str
    prop: Property
    object: Given
    qualifiers: Mapping[str, tuple[Given, ...]]
    stage: str
    key: str | None
    manner: Manner
    retracted: Retraction | None = None


@dataclass(slots=True)
class ClaimDraft:
    """One entry of `claims`, its lists still as nodes so that each word keeps its line."""

    line: int
    id: str
    kind: str
    fields: dict[str, Node]
    due: Date | None
    manner: Manner
    asserts: list[StatementDraft]


@dataclass(slots=True)
class Passage:
    """A quote and what it says; the editors' passages have no quote. An `unread` one is a quote and nothing more."""

    file: SeedFile
    line: int
    source: str
    section: str
    quoted: Quoted | None = None
    context: tuple[Quoted, ...] = ()
    gloss: str | None = None
    manner: Manner = field(default_factory=Manner)
    statements: list[StatementDraft] = field(default_factory=list)
    also: list[Node] = field(default_factory=list)
    claims: list[ClaimDraft] = field(default_factory=list)
    outcomes: list[OutcomeDraft] = field(default_factory=list)
    skip: str | None = None
    note: str | None = None
    unread: bool = False

    def quotes(self) -> Iterator[Quoted]:
        """Yield the quote and its context."""
        if self.quoted:
            yield self.quoted
        yield from self.context


def read_passages(file: SeedFile, ontology: Ontology) -> list[Passage]:
    """Return the passages of one file of `seeds/statements/`, reporting what is wrong to the file."""
    entries = file.mapping(file.root, "the file")
    source = file.text(entries.get("source"), "source")
    if source is None:
        if isinstance(file.root.value, dict) and not any(p.kind == UNREAD for p in file.problems):
            file.unread(1, "no source; expected 'source: ID' first. Add it")
        return []
    return [
        passage
        for section, node in entries.items()
        if section != "source"
        for item in file.items(node, f"section {section!r}")
        if (passage := _PassageReader(file, ontology, source, section).passage(item)) is not None
    ]


class _PassageReader:
    """Reads the passages of one section."""

    def __init__(self, file: SeedFile, ontology: Ontology, source: str, section: str) -> None:
        self.file, self.ontology, self.source, self.section = file, ontology, source, section

    def passage(self, node: Node) -> Passage | None:
        file = self.file
        fields = file.mapping(node, "a passage", PASSAGE_KEYS)
        if not isinstance(node.value, dict):
            return None
        manner = self.manner(fields, Manner())
        passage = Passage(file, node.line, self.source, self.section, manner=manner)
        if "quote" in fields:
            passage.quoted = self.quoted(fields["quote"], fields.get("nth"))
        if "context" in fields:
            nodes = fields["context"]
            items = nodes.value if isinstance(nodes.value, list) else [nodes]
            passage.context = tuple(filter(None, map(self.context, items)))
        passage.gloss, passage.skip, passage.note = (file.words(fields.get(k), k) for k in ("gloss", "skip", "note"))
        if "says" in fields:
            lines = file.items(fields["says"], "says")
            passage.statements = [d for line in lines if (d := self.statement(line, manner)) is not None]
        claims = file.items(fields["claims"], "claims") if "claims" in fields else []
        passage.claims = [c for claim in claims if (c := self.claim(claim, manner)) is not None]
        entries = file.items(fields["outcomes"], "outcomes") if "outcomes" in fields else []
        passage.outcomes = [o for entry in entries if (o := read_outcome(file, entry)) is not None]
        passage.also = file.texts(fields.get("also"), "also")
        passage.unread = passage.quoted is not None and set(fields) <= {"quote", "nth"}
        if not passage.unread and not {"says", "claims", "outcomes", "also", "skip"} & set(fields):
            file.report(node, "the passage says nothing; expected says, claims, outcomes, also or skip. Add one")
        return passage

    def quoted(self, node: Node, nth: Node | None, section: str | None = None) -> Quoted | None:
        quote = self.file.words(node, "quote")
        if quote is None:
            return None
        count = None
        if nth is not None and (count := _integer(self.file.text(nth, "nth"))) is None:
            self.file.report(nth, f"nth is {nth.value!r}; expected a number from 1")
        return Quoted(self.source, section or self.section, quote, count, node.line)

    def context(self, node: Node) -> Quoted | None:
        if not isinstance(node.value, dict):
            return self.quoted(node, None)
        fields = self.file.mapping(node, "a context", ("quote", "nth", "section"))
        if "quote" not in fields:
            self.file.unread(node, "a context has no quote; expected one")
            return None
        return self.quoted(fields["quote"], fields.get("nth"), self.file.text(fields.get("section"), "section"))

    def manner(self, fields: dict[str, Node], default: Manner) -> Manner:
        file = self.file
        modality = file.text(fields.get("modality"), "modality") or default.modality
        known = MODALITIES[-1:] if default.modality == MODALITIES[-1] else MODALITIES[:-1]
        if modality not in known:  # what a claim asserts is only claimed, whatever a line says
            words = f"unknown modality {modality!r}; expected {', '.join(known)}{did_you_mean(modality, known)}"
            file.report(fields["modality"], words)
            modality = default.modality
        speakers = tuple(str(n.value) for n in file.texts(fields.get("speaker"), "speaker"))
        via = file.text(fields.get("via"), "via") or default.via
        line = next((fields[key].line for key in ("speaker", "via") if key in fields), default.line)
        if modality == "asserted" and not speakers and default.modality != "asserted":
            return Manner(modality)  # the author's own words inside what somebody else says
        return Manner(modality, speakers or default.speakers, via, line)

    def statement(self, node: Node, manner: Manner) -> StatementDraft | None:
        file = self.file
        fields: dict[str, Node] = {}
        line = str(node.value)
        if isinstance(node.value, dict):
            if len(node.value) != 1:
                file.report(node, f"a statement has {len(node.value)} lines; expected one line and its qualifiers")
                return None
            [(line, braces)] = node.value.items()
            fields = file.mapping(braces, "the qualifiers")
        elif isinstance(node.value, list):
            file.report(node, "a statement is a list; expected 'subject predicate object'")
            return None
        subject, predicate, rest, key = statement_parts(line)
        if not rest:
            file.report(node, f"{line!r} is no statement; expected 'subject predicate object [@key]'")
            return None
        if key is not None and not is_slug(key):
            file.report(node, f"the key {key!r} is no slug; expected lower-case words with hyphens. Rename it")
            return None
        prop = self.predicate(node, predicate)
        stage = self.stage(fields)
        qualifiers = dict(sorted(self.qualifiers(fields)))
        value = None if prop is None else self.value(node, prop, rest)
        if prop is None or value is None:
            return None
        manner, retracted = self.manner(fields, manner), self.retraction(node, fields)
        return StatementDraft(node.line, subject, prop, value, qualifiers, stage, key, manner, retracted)

    def retraction(self, node: Node, fields: dict[str, Node]) -> Retraction | None:
        reason = self.file.text(fields.get("retracted"), "retracted")
        date = self.file.text(fields.get("retractedOn"), "retractedOn")
        if reason is None and date is None:
            return None
        try:
            if reason and date:
                return Retraction(reason, parse_seed_date(date))
            message = "a retraction lacks its reason or date; expected 'retracted: why, retractedOn: date'"
            self.file.report(node, message)
        except ValueError as err:
            self.file.report(node, f"retractedOn: {err}")
        return None

    def predicate(self, node: Node, name: str) -> Property | None:
        prop = self.ontology.properties.get(name)
        known = {p.name: p for p in self.ontology.predicates()}
        if name in known:
            return known[name]
        if prop is not None and prop.use == "inverse":
            message = f"{name!r} is the inverse of {prop.inverse!r}; expected the forward predicate. Swap both ends"
        else:
            message = unknown_term("predicate", name, known)
        self.file.report(node, message)
        return None

    def stage(self, fields: dict[str, Node]) -> str:
        stage = self.file.text(fields.get("stage"), "stage") or STAGES[0]
        if stage in STAGES:
            return stage
        hint = did_you_mean(stage, STAGES)
        self.file.report(fields["stage"], f"unknown stage {stage!r}; expected {', '.join(STAGES)}{hint}")
        return STAGES[0]

    def qualifiers(self, fields: dict[str, Node]) -> Iterator[tuple[str, tuple[Given, ...]]]:
        known = {p.name: p for p in self.ontology.qualifiers()}
        for name, node in fields.items():
            if name in _MARKS:
                continue
            if name not in known:
                comma = f"unknown qualifier {name!r}; expected one of the ontology. Put a number with a comma in quotes"
                problem = comma if name.isdecimal() else unknown_term("qualifier", name, [*known, *_MARKS])
                self.file.report(node, problem)
                continue
            texts = self.file.texts(node, name)
            if len(texts) > 1 and not known[name].list:
                self.file.report(node, f"{name} has {len(texts)} values; expected one")
            values = [v for text in texts if (v := self.value(text, known[name], str(text.value))) is not None]
            if values:
                in_order = sorted(values, key=lambda given: str(given.value))
                yield name, tuple(in_order if known[name].list else values[:1])

    def value(self, node: Node, prop: Property, text: str) -> Given | None:
        try:
            given = parse_value(prop, text, self.ontology)
        except ValueError as err:
            self.file.report(node, f"{prop.name}: {err}")
            return None
        if given.value == Quantity() and prop.name == "value":
            self.file.report(node, "value: no number; expected one. Leave the qualifier out")
        return given

    def claim(self, node: Node, manner: Manner) -> ClaimDraft | None:
        file = self.file
        fields = file.mapping(node, "a claim", CLAIM_KEYS)
        if not isinstance(node.value, dict):
            return None
        for key in {"id", "kind"} - fields.keys():
            file.report(node, f"the claim has no {key}; expected one. Add it")
        identifier, kind = file.text(fields.get("id"), "id"), file.text(fields.get("kind"), "kind")
        due = read_date(file, fields.get("due"), file.text(fields.get("due"), "due"), "due")
        if identifier is None or kind is None:
            return None
        manner = self.manner(fields, manner)
        held = Manner(MODALITIES[-1], manner.speakers, manner.via)
        lines = file.items(fields["asserts"], "asserts") if "asserts" in fields else []
        asserts = [d for line in lines if (d := self.statement(line, held)) is not None]
        return ClaimDraft(node.line, identifier, kind, fields, due, manner, asserts)


def _integer(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"[1-9][0-9]{0,8}", text) else None
