"""What statements and claims rest on, quote by quote, and what became of them."""

from dataclasses import dataclass

from aigraph.model.values import Date

__all__ = ["VERDICTS", "Cell", "Evidence", "Outcome", "Retraction", "Span", "Unverified"]

#: So much of a key is said in words.
_LONGEST = 100
#: What may have become of what was claimed or planned; of the last nothing can be said.
VERDICTS = ("came true", "partly", "failed", "void")


@dataclass(frozen=True, slots=True)
class Span:
    """A quoted stretch of a source: Unicode code points, 0-based, half-open."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unverified:
    """Quoted words of a source without a text at hand: nobody has looked them up, so they have no place."""

    quote: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, which is the whole text of a source.

    `row` and `column` are its numbers as RFC 7111 counts them, the header being row 1; `name` is that of the column,
    `key` what the row is called, empty where it has no name. Source: https://www.rfc-editor.org/rfc/rfc7111
    """

    quote: str
    row: int
    column: int
    name: str
    key: str = ""

    @property
    def fragment(self) -> str:
        """The fragment identifier of the cell: `cell=17,5`."""
        return f"cell={self.row},{self.column}"

    @property
    def called(self) -> str:
        """What the row is called in words: its key, cut where it is long, else its number."""
        return self.key if 0 < len(self.key) <= _LONGEST else f"{self.key[:_LONGEST]}…" if self.key else str(self.row)

    @classmethod
    def of(cls, fragment: str, quote: str, name: str, key: str) -> "Cell":
        """Return the cell of a fragment identifier.

        >>> Cell.of("cell=17,5", "GPT-4", "Model", "GPT-4").row
        17
        """
        row, _, column = fragment.removeprefix("cell=").partition(",")
        return cls(quote, int(row), int(column), name, key)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One exact quote of one source, or one cell of it, for one statement or claim, and what the text makes of it.

    `speakers` is the chain from the nearest to the farthest (slugs); `via` the medium (a slug).
    An editors' statement has evidence without a quote.

    >>> Evidence("e", "weekly", "s1", Span("word", 3, 7)).place
    'weekly s1, 3–7'
    """

    id: str
    source: str
    section: str | None = None
    span: Span | Unverified | Cell | None = None
    context: tuple[Span | Unverified | Cell, ...] = ()
    modality: str = "asserted"
    speakers: tuple[str, ...] = ()
    via: str | None = None
    gloss: str | None = None

    @property
    def quote(self) -> str | None:
        """The quoted words, None of what only the editors say."""
        return self.span.quote if self.span else None

    @property
    def placed(self) -> Span | None:
        """The quote where it has been looked up."""
        return self.span if isinstance(self.span, Span) else None

    @property
    def cell(self) -> Cell | None:
        """The cell that it is, where it is one."""
        return self.span if isinstance(self.span, Cell) else None

    @property
    def place(self) -> str:
        """The source and section of the quote, and where it stands there if it has been looked up; or which cell."""
        place = f"{self.source} {self.section}" if self.section else self.source
        if self.cell:
            return f"{place}, {self.cell.fragment}"
        return f"{place}, {self.placed.start}–{self.placed.end}" if self.placed else place

    @property
    def order(self) -> tuple[str, int, str]:
        """The key that sorts the evidence of one statement or claim: by source, then by place, first what has none."""
        place = self.placed.start if self.placed else self.cell.row if self.cell else -1
        return self.source, place, self.id


@dataclass(frozen=True, slots=True)
class Retraction:
    """An editor's withdrawal of a statement."""

    reason: str
    date: Date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim, or of a planned or predicted statement, as a source of its own says.

    `reason` is why the verdict is that one, `judge` who gives it (a slug; the editors where None), `fulfilled_by` the
    ids of the statements that are what was foretold, which are as settled as their own evidence makes them.
    """

    id: str
    verdict: str
    date: Date
    reason: str
    judge: str | None = None
    fulfilled_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        """The key that sorts the outcomes of one thing, the latest last."""
        return self.date.latest or self.date.earliest or "", self.id
