"""What is in the columns of a table: their kind, how full they are, how many texts differ, some of these."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from aigraph.mapping.shapes import Frame
from aigraph.terminal import cut

__all__ = ["Column", "profile"]

_NUMBER = re.compile(r"[~≈<>=±+-]*\s*[$€£¥]?\s*\d[\d,.\s]*(?:[eE][+-]?\d+)?\s*%?")
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|(?:19|20)\d{2}")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})[/.](\d{4})")
_MONTH = re.compile(r"\d{4}/\d{1,2}")
_LINK = re.compile(r"https?://\S+")
_WORDS = {"true", "false", "yes", "no"}
#: What tables write where they say nothing, blank cells aside.
_NOTHING = {
    "n/a",
    "na",
    "n.a.",
    "nan",
    "null",
    "none",
    "nil",
    "unknown",
    "-",
    "--",
    "—",
    "–",
    "?",
    "...",
    "…",
    "无",
    "未知",
    "不详",
}
#: So many different texts are kept of a column; beyond, it is only known that there are more.
_KEPT = 100_000
_SHOWN = 3


@dataclass(slots=True)
class Column:
    """A column: `texts` are those that differ, in the order they come, `filled` how many cells say something.

    `nothing` are the texts that seem to say nothing.
    """

    name: str
    filled: int = 0
    texts: dict[str, None] = field(default_factory=dict)
    nothing: dict[str, None] = field(default_factory=dict)

    def add(self, cell: str) -> None:
        """Count a cell."""
        text = " ".join(cell.split())
        if text.casefold() in _NOTHING:
            self.nothing.setdefault(text)
        elif text:
            self.filled += 1
            if len(self.texts) < _KEPT:
                self.texts.setdefault(text)

    @property
    def kind(self) -> str:
        """What its cells are: `blank`, `yes or no`, `number`, `date`, `link`, else `text`."""
        if not self.texts:
            return "blank"
        if all(text.lower() in _WORDS for text in self.texts):
            return "yes or no"
        if self.form is not None:
            return "date"
        for kind, pattern in (("number", _NUMBER), ("link", _LINK)):
            if all(map(pattern.fullmatch, self.texts)):
                return kind
        return "text"

    @property
    def form(self) -> str | None:
        """The form of its dates: empty where they are as the seeds write them, `?` where day and month are unclear."""
        if all(map(_ISO.fullmatch, self.texts)):
            return ""
        if all(map(_MONTH.fullmatch, self.texts)):
            return "yyyy/mm"
        if not all(map(_SLASHED.fullmatch, self.texts)):
            return None
        parts = list(filter(None, map(_SLASHED.fullmatch, self.texts)))
        if len({match[2] for match in parts}) != 1:
            return None
        between = parts[0][2]
        if any(int(match[1]) > 12 for match in parts):
            return f"d{between}m{between}yyyy"
        return f"m{between}d{between}yyyy" if any(int(match[3]) > 12 for match in parts) else "?"

    @property
    def examples(self) -> list[str]:
        """Some of its texts, cut where they are long."""
        return [cut(text, 30) for text in list(self.texts)[:_SHOWN]]


def profile(frame: Frame) -> tuple[list[Column], int]:
    """Return the columns of a table, and how many rows it has."""
    columns = [Column(name) for name in frame.columns]
    number = 0
    for row in frame.rows:
        number += 1
        for column in columns:
            column.add(row.cells.get(column.name, ""))
    return columns, number


def key_of(columns: Iterable[Column], rows: int) -> Column | None:
    """Return the first column of texts that names every row, each differently; None where there is none."""
    whole = (c for c in columns if c.kind == "text" and c.filled == rows == len(c.texts))
    return next(whole, None)
