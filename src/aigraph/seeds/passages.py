"""The review sheet: passages in the order of the source, each with what it says, read but not yet put together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from aigraph.model import MODALITIES, Cell, Date
from aigraph.ontology import Ontology
from aigraph.seeds.entities import read_date
from aigraph.seeds.lines import LineReader, Manner, StatementDraft
from aigraph.seeds.outcomes import OutcomeDraft, read_outcome
from aigraph.seeds.yaml import UNREAD, Node, SeedFile

__all__ = [
    "CLAIM_KEYS",
    "PASSAGE_KEYS",
    "ClaimDraft",
    "Manner",
    "Passage",
    "Quoted",
    "StatementDraft",
    "read_passages",
]

PASSAGE_KEYS = (
    "quote", "nth", "context", "gloss", "modality", "speaker", "via", "says", "also", "claims", "outcomes", "skip",
    "note",
)  # fmt: skip
CLAIM_KEYS = (
    "id", "kind", "en", "zh", "heldBy", "about", "partOf", "supports", "opposes", "repeats", "disputes",
    "predicts", "asserts", "condition", "hedge", "due", "criterion", "judge", "open-ended", "probability", "note",
    "modality", "speaker", "via",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a section of a source; `nth` picks one of several occurrences."""

    source: str
    section: str
    quote: str
    nth: int | None
    line: int


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
    """A quote, or cells of a row, and what it says; the editors' passages have neither.

    An `unread` one is a quote and nothing more.
    """

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
    cells: tuple[Cell, ...] = ()

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


class _PassageReader(LineReader):
    """Reads the passages of one section."""

    def __init__(self, file: SeedFile, ontology: Ontology, source: str, section: str) -> None:
        super().__init__(file, ontology)
        self.source, self.section = source, section

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
