"""Symbols: what stands for the cells of a column in a statement that is written once for all rows.

A symbol is a text or a number like any other to whatever writes it. In what was written it is found again, and there
the columns go. Only what is constant is ever searched, never a cell; that no constant looks like a symbol is proved by
writing twice with other symbols, which must come to the same.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from aigraph.namespaces import Iris

__all__ = ["ALPHABETS", "Alphabet", "Field", "SymbolicIris", "Symbols", "Template", "bare"]


@dataclass(frozen=True, slots=True)
class Field:
    """The place of a column in a text.

    `form` is how its cells stand there: `text` as they are, `id` as a statement's id has them, `iri` as the IRI of the
    node that they name. `within` is what they stand in, where that escapes something: `literal` (of N-Quads), `csv`.
    """

    column: str
    form: str = "text"
    within: str = ""


Template = tuple[str | Field, ...]


@dataclass(frozen=True, slots=True)
class Alphabet:
    """How symbols look: two words around the number of a slug, a letter around that of a text, digits before it."""

    opening: str
    closing: str
    letter: str
    digits: str


ALPHABETS = (
    Alphabet("qxjzk", "kzjxq", "\u13a0", "4711"),
    Alphabet("vjqpf", "fpqjv", "\u16a0", "6133"),
    Alphabet("wqjhx", "xhjqw", "\u1401", "5279"),
    Alphabet("jxvqz", "zqvxj", "\u2c80", "8317"),
)
#: What stands before the symbol of a slug where the IRI of its node is meant, and before that of an IRI.
_IRI = "symbol:"
#: The end of a number whose text is all that databases can hold.
_LONG = ".00000000000000000001"


@dataclass(slots=True)
class Symbols:
    """Makes symbols, in an order that sorting keeps, and finds them."""

    alphabet: Alphabet
    columns: list[str] = field(default_factory=list)

    def slug(self, column: str) -> str:
        """Return the symbol of a slug."""
        return f"{self.alphabet.opening}{self._next(column)}{self.alphabet.closing}"

    def text(self, column: str) -> str:
        """Return the symbol of a text."""
        return f"{self.alphabet.letter}{self._next(column)}{self.alphabet.letter}"

    def iri(self, column: str) -> str:
        """Return the symbol of an IRI of other people's."""
        return _IRI + self.text(column)

    def whole(self, column: str) -> int:
        """Return the symbol of a whole number."""
        return int(f"{self.alphabet.digits}1{self._next(column)}")

    def number(self, column: str, kind: type) -> Decimal:
        """Return the symbol of a number that databases hold as an int, a float or a text."""
        mark, end = {int: ("1", ""), float: ("2", ".5"), str: ("3", _LONG)}[kind]
        return Decimal(f"{self.alphabet.digits}{mark}{self._next(column)}{end}")

    def template(self, text: str, within: str = "") -> Template:
        """Return a text, which stands in a literal or in CSV, with its symbols as columns."""
        parts: list[str | Field] = []
        start = 0
        for match in self.pattern.finditer(text):
            parts += [text[start : match.start()], self._field(match, within)]
            start = match.end()
        return bare((*parts, text[start:]))

    @property
    def pattern(self) -> re.Pattern[str]:
        """Match every symbol."""
        known, letter = self.alphabet, self.alphabet.letter
        encoded = "".join(f"%{byte:02X}" for byte in letter.encode())
        long = re.escape(_LONG)
        return re.compile(
            rf"(?P<iri>{_IRI})?{known.opening}(?P<slug>\d{{5}}){known.closing}|(?:{_IRI})?{letter}(?P<text>\d{{5}}){letter}"
            rf"|{encoded}(?P<id>\d{{5}}){encoded}|{known.digits}(?:1(?P<whole>\d{{5}})|2(?P<float>\d{{5}})\.5"
            rf"|3(?P<long>\d{{5}}){long})"
        )

    def _next(self, column: str) -> str:
        self.columns.append(column)
        return f"{len(self.columns) - 1:05d}"

    def _field(self, match: re.Match[str], within: str) -> Field:
        assert match.lastgroup
        number = int(match[match.lastgroup])
        column = self.columns[number] if number < len(self.columns) else f"none {number}"  # a constant, found out later
        form = "iri" if match["iri"] else "id" if match.lastgroup == "id" else "text"
        return Field(column, form, within)


class SymbolicIris(Iris):
    """The IRIs of a graph, and for each symbol of a slug a symbol of the IRI, which another space may hold."""

    symbols: Symbols

    def of(self, node: str) -> str:
        """Return the IRI of a node id."""
        match = self.symbols.pattern.fullmatch(node)
        return _IRI + node if match and match.lastgroup == "slug" else super().of(node)

    @classmethod
    def like(cls, iris: Iris, symbols: Symbols) -> "SymbolicIris":
        """Return those of a graph with symbols."""
        made = cls(iris.own, iris.others)
        object.__setattr__(made, "symbols", symbols)
        return made


def bare(parts: Template) -> Template:
    """Return a template whose constant parts are joined, and none is empty.

    >>> bare(("a", "", "b", Field("c"), ""))
    ('ab', Field(column='c', form='text', within=''))
    """
    found: list[str | Field] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return tuple(found)
