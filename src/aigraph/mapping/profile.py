"""What is in the columns of a table: their kind, how full they are, how many texts differ, some of these."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from aigraph.mapping.dates import to_iso
from aigraph.mapping.shapes import Frame, Row
from aigraph.mapping.values import with_point
from aigraph.model.currencies import currencies
from aigraph.model.quantity import parse_quantity
from aigraph.terminal import cut

__all__ = ["Column", "Profile", "profile"]

_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d,.]*(?:[eE][+-]?\d+)?")
_COMMA = re.compile(
    r"\D*(?:\d{1,3}(?:\.\d{3})*,(?:\d{1,2}|\d{4,})(?![\d,])|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d[\d.]*\.\d{3},\d).*"
)
_POINT = re.compile(r"[^\d]*\d[\d,]*\.(?:\d{1,2}|\d{4,})(?!\d).*|[^\d]*\d{1,3}(?:,\d{3}){2,}(?!\d).*")
#: What parts several names, or sentences.
_SEVERAL = re.compile(r"[;；|、\n]|\.\s")
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|(?:19|20)\d{2}")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_LINK = re.compile(r"https?://\S+")
_WORDS = {"true", "false", "yes", "no"}
#: The forms in which tables write dates, the first that fits a text; those of a day and a month in numbers aside.
_FORMS = (
    "yyyy", "yyyy-mm", "yyyy-mm-dd", "yyyy/mm", "yyyy/mm/dd", "yyyy.mm.dd", "mon yyyy", "mon-yyyy", "d mon yyyy",
    "d-mon-yyyy", "mon d, yyyy", "yyyy年", "yyyy年m月", "yyyy年m月d日", "Qq yyyy", "yyyy Qq", "yyyyQq",
)  # fmt: skip
#: What tables write where they say nothing, blank cells aside.
_NOTHING = {
    "n/a", "na", "n.a.", "n.d.", "#n/a", "nan", "null", "none", "nil", "unknown", "undisclosed", "not disclosed",
    "unspecified", "not specified", "not available", "tba", "tbd", "-", "--", "—", "–", "?", "...", "…",
    "无", "未知", "不详", "未披露", "未公开", "暂无", "待定",
}  # fmt: skip
#: So many different texts are kept of a column; beyond, it is only known that there are more.
_KEPT = 100_000
_SHOWN = 3
#: Of so many columns at the beginning some together may name each row.
_FIRST = 5


@dataclass
class Column:
    """A column: `texts` are those that differ, in the order they come, `filled` how many cells say something.

    `nothing` are the texts that seem to say nothing. What it is, is asked once all cells were counted.
    """

    name: str
    filled: int = 0
    texts: dict[str, None] = field(default_factory=dict)
    nothing: dict[str, None] = field(default_factory=dict)

    def add(self, cell: str) -> str:
        """Count a cell; return what it says, empty where it says nothing."""
        text = " ".join(cell.split())
        if text.casefold() in _NOTHING:
            self.nothing.setdefault(text)
            return ""
        if text:
            self.filled += 1
            if len(self.texts) < _KEPT:
                self.texts.setdefault(text)
        return text

    @cached_property
    def kind(self) -> str:
        """What its cells are: `blank`, `yes or no`, `number`, `date`, `currency`, `link`, else `text`."""
        if not self.texts:
            return "blank"
        if all(text.lower() in _WORDS for text in self.texts):
            return "yes or no"
        if self.forms is not None:
            return "date"
        if all(_is_number(with_point(text) if self.decimal else text) for text in self.texts):
            return "number"
        if all(text in currencies() for text in self.texts):
            return "currency"
        return "link" if all(map(_LINK.fullmatch, self.texts)) else "text"

    @cached_property
    def forms(self) -> tuple[str, ...] | None:
        """The forms of its dates: none where they are as the seeds write them, `?` where day and month are unclear."""
        if all(map(_ISO.fullmatch, self.texts)):
            return ()
        found: dict[str, None] = {}
        slashed = []
        for text in self.texts:
            if match := _SLASHED.fullmatch(text):
                slashed.append(match)
            elif (form := _form(text)) is not None:
                found.setdefault(form)
            else:
                return None
        for between in dict.fromkeys(match[2] for match in slashed):
            found.setdefault(_order([match for match in slashed if match[2] == between], between))
        return None if all(form == "yyyy" for form in found) else tuple(found)

    @cached_property
    def decimal(self) -> str | None:
        """The decimal sign where it is a comma: some number shows it, and none the contrary."""
        comma = any(map(_COMMA.fullmatch, self.texts)) and not any(map(_POINT.fullmatch, self.texts))
        return "," if comma else None

    @property
    def examples(self) -> list[str]:
        """Some of its texts, cut where they are long."""
        return [cut(text, 30) for text in list(self.texts)[:_SHOWN]]


@dataclass(frozen=True, slots=True)
class Profile:
    """The columns of a table, how many rows it has, those that cannot be read, and the columns that name each row."""

    columns: list[Column]
    rows: int
    faults: list[Row]
    key: tuple[Column, ...] = ()


def profile(frame: Frame) -> Profile:
    """Return what is in a table."""
    columns = [Column(name) for name in frame.columns]
    rows, faults, first = 0, list[Row](), list[tuple[str, ...]]()
    for row in frame.rows:
        rows += 1
        if row.fault is not None:
            faults.append(row)
            continue
        said = [column.add(row.cells.get(column.name, "")) for column in columns]
        if rows <= _KEPT:
            first.append(tuple(said[:_FIRST]))
    return Profile(columns, rows, faults, _key(columns, rows - len(faults), first))


def _key(columns: list[Column], rows: int, first: list[tuple[str, ...]]) -> tuple[Column, ...]:
    """Return the column that names every row, each differently: one of texts before others; else a few together."""
    whole = [c for c in columns if c.filled == rows == len(c.texts) and rows]
    names = [c for c in whole if c.kind == "text"]
    if short := [c for c in names if c in columns[:_FIRST] and not any(map(_SEVERAL.search, c.texts))]:
        return (short[0],)
    if whole and whole[0].kind in ("number", "link") and whole[0] is columns[0]:
        return (whole[0],)
    full = [at for at, column in enumerate(columns[:_FIRST]) if column.filled == rows]
    for several in (2, 3) if rows and rows == len(first) else ():
        for chosen in combinations(full, several):
            if columns[chosen[0]].kind == "text" and len({tuple(row[at] for at in chosen) for row in first}) == rows:
                return tuple(columns[at] for at in chosen)
    return tuple(names[:1])


def _is_number(text: str) -> bool:
    """Return whether a text is a number, a percentage or a sum of money."""
    if _PLAIN_NUMBER.fullmatch(text):
        return True
    try:
        unit = parse_quantity(text).unit
    except ValueError:
        return False
    return any(map(str.isdecimal, text)) and (unit in (None, "percent", "times") or unit in currencies())


def _form(text: str) -> str | None:
    for form in _FORMS:
        try:
            to_iso(text, (form,))
        except ValueError:
            continue
        return form
    return None


def _order(dates: Iterable["re.Match[str]"], between: str) -> str:
    """Return the form of dates of a day and a month in numbers, `?` where that is unclear."""
    found = list(dates)
    day_first, month_first = (any(int(match[at]) > 12 for match in found) for at in (1, 3))
    if day_first is month_first:
        return "?"
    return f"d{between}m{between}yyyy" if day_first else f"m{between}d{between}yyyy"
