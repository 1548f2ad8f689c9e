"""The result of a query: columns and rows, printed for eyes or for programs."""

import datetime
import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aigraph.characters import visible
from aigraph.errors import not_installed
from aigraph.terminal import width, wrapped

if TYPE_CHECKING:
    import pandas

__all__ = ["FORMATS", "Cell", "Table", "jsonable"]

Cell = str | int | float | Decimal | bool | datetime.date | list[Any] | dict[str, Any] | None

#: What `Table.render` writes.
FORMATS = ("table", "csv", "tsv", "json", "ndjson", "md")
#: In a terminal: between columns; columns narrower than this are no use; lines a cell may fill; rows in a notebook.
_GAP, _NARROWEST, _LINES, _ROWS = "  ", 12, 6, 200
_bold, _pale = "\x1b[1m{}\x1b[0m".format, "\x1b[2m{}\x1b[0m".format


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; every row has one cell a column, None where there is no value; `notes` says what is left out.

    >>> print(Table(("id", "n"), (("openai", 3),)))
    id      n
    ──────  ─
    openai  3
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Refuse two columns of one name, and rows of another length."""
        if len(set(self.columns)) < len(self.columns):
            raise ValueError(f"columns {list(self.columns)} are not all different; expected each name once")
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells; expected {len(self.columns)}")

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __str__(self) -> str:
        """Return the table as a terminal shows it, with its notes."""
        return self.render("table").removesuffix("\n") + "".join(f"\nnote: {note}" for note in self.notes)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return one dict a row.

        >>> Table(("a",), ((1,),)).to_dicts()
        [{'a': 1}]
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> "pandas.DataFrame":
        """Return a DataFrame, decimals as ints and floats. Raises MissingDependency where pandas is not installed."""
        try:
            import pandas
        except ImportError as err:
            raise not_installed("to_pandas", "pandas", "pandas") from err
        rows = [[_number(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in self.rows]
        return pandas.DataFrame(rows, columns=list(self.columns))

    def render(self, format: str, *, color: bool = False, width: int | None = None) -> str:
        """Return the table as `table`, `csv`, `tsv`, `json`, `ndjson` or `md`, ending in a line break.

        CSV is that of RFC 4180; in it and in TSV a list or map is JSON and a missing value is empty. In JSON a decimal
        is a number, or its text where no float holds it exactly. Infinity and NaN are `INF`, `-INF` and `NaN` in every
        format, as in RDF. In a table and in Markdown, what a terminal would obey is written out; the other formats are
        for programs and hold each character as it is, a cell that begins with `=` too.

        Args:
            format: one of these.
            color: bold headings and pale rules, for terminals.
            width: columns of the terminal, to which cells are wrapped; where they have no room beside each other, each
                row is a list. Every cell stands whole on one line unless given.

        Raises:
            ValueError: the format is another.
        """
        match format:
            case "table":
                return self._terminal(color, width)
            case "csv" | "tsv":
                return self._separated(*((",", "\r\n") if format == "csv" else ("\t", "\n")))
            case "json":
                return _dump([jsonable(row) for row in self.to_dicts()], indent=2)
            case "ndjson":
                return "".join(_dump(jsonable(row)) for row in self.to_dicts())
            case "md":
                return self._markdown()
        raise ValueError(f"unknown format {format!r}; expected {', '.join(FORMATS)}")

    def _separated(self, delimiter: str, end: str) -> str:
        lines = [list(self.columns)]
        for row in self.rows:
            lines.append([_dump(jsonable(c)).rstrip("\n") if isinstance(c, list | dict) else _text(c) for c in row])
        quoted = ([_quoted(cell, delimiter, alone=len(line) == 1) for cell in line] for line in lines)
        return "".join(delimiter.join(line) + end for line in quoted)

    def _markdown(self) -> str:
        def line(cells: Iterable[str]) -> str:
            return f"| {' | '.join(map(_escaped, cells))} |\n"

        rule = "|".join(" ---: " if right else " --- " for right in self._right())
        return f"{line(self.columns)}|{rule}|\n" + "".join(line(map(_text, row)) for row in self.rows)

    def _right(self) -> list[bool]:
        """Return for each column whether it is to stand at the right: it holds numbers and nothing else."""
        return [
            any(_is_number(row[at]) for row in self.rows)
            and all(row[at] is None or _is_number(row[at]) for row in self.rows)
            for at in range(len(self.columns))
        ]

    def _terminal(self, color: bool, room: int | None) -> str:
        if not self.columns:
            return "\n"
        heads = [_line(column) for column in self.columns]
        cells = [[_line(_text(cell)) for cell in row] for row in self.rows]
        widths = [max(map(width, column)) for column in zip(heads, *cells, strict=True)]
        if room is not None:
            if not (widths_ := _fitted(widths, room - len(_GAP) * (len(widths) - 1))):
                return _records(heads, cells, color, room)
            widths = widths_
        right = self._right()
        bold, pale = (_bold, _pale) if color else (str, str)
        lines = [bold(line) for line in _lines(heads, widths, right)] + [pale(_GAP.join("─" * w for w in widths))]
        rows = [_lines(row, widths, right) for row in cells]
        wrapped = any(len(row) > 1 for row in rows)
        for number, row_ in enumerate(rows):
            lines += ([""] if wrapped and number else []) + row_
        return "\n".join(lines) + "\n"

    def _repr_html_(self) -> str:
        """Return the table for a notebook's cell: its first 200 rows."""
        from html import escape

        aligned = [f' style="text-align:{"right" if right else "left"}"' for right in self._right()]
        heads = "".join(f"<th{a}>{escape(visible(c))}</th>" for c, a in zip(self.columns, aligned, strict=True))
        body = ""
        for row in self.rows[:_ROWS]:
            texts = (escape(visible(_text(getattr(cell, "curie", cell)))) for cell in row)
            body += "<tr>" + "".join(f"<td{a}>{t}</td>" for t, a in zip(texts, aligned, strict=True)) + "</tr>\n"
        more = f"<p>The first {_ROWS} of {len(self):,} rows.</p>" if len(self) > _ROWS else ""
        more += "".join(f"<p>note: {escape(note)}</p>" for note in self.notes)
        return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>{more}"


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _number(number: Decimal) -> int | float:
    return int(number) if number.is_finite() and number == number.to_integral_value() else float(number)


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case list():
            return ", ".join(map(_text, cell))
        case dict():
            return _dump(jsonable(cell)).rstrip("\n")
        case float() | Decimal() if not math.isfinite(cell):
            return _not_finite(cell)
        case Decimal():
            return format(cell, "f")
    return str(cell)


def _not_finite(number: float | Decimal) -> str:
    """Return Infinity or NaN as XML Schema and RDF write them."""
    return "NaN" if math.isnan(number) else "INF" if number > 0 else "-INF"


def _dump(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def jsonable(value: object) -> object:
    """Return a value as JSON has it: a decimal as a number, or as its text where no float holds it exactly."""
    match value:
        case dict():
            return {key: jsonable(item) for key, item in value.items()}
        case list():
            return [jsonable(item) for item in value]
        case float() | Decimal() if not math.isfinite(value):
            return _not_finite(value)
        case Decimal():
            number = _number(value)
            return number if Decimal(repr(number)) == value else format(value, "f")
        case None | bool() | int() | float() | str():
            return value
    return str(value)


def _quoted(text: str, delimiter: str, *, alone: bool) -> str:
    """Return a cell of CSV; an empty one that stands alone is quoted, or its line would be none."""
    if any(c in text for c in (delimiter, '"', "\n", "\r")) or (alone and not text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line of a table."""
    lines = (visible(line) for line in re.split(r"\r\n?|\n", text))
    return "<br>".join(re.sub(r"([\\|`*<\[$~]|\b_|_\b|&(?=#?\w+;))", r"\\\1", line) for line in lines)


def _line(text: str) -> str:
    """Return a text on one line, with nothing in it that moves the cursor or turns the direction of the line."""
    return visible(re.sub(r"\s+", " ", text))


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Return widths that fit the room, the narrow columns whole, the wide ones equal; none where they are no use."""
    fitted = list(widths)
    order = sorted(range(len(widths)), key=lambda at: widths[at])
    for place, at in enumerate(order):
        share = room // (len(order) - place)
        fitted[at] = min(widths[at], share)
        room -= fitted[at]
    return fitted if all(f >= min(w, _NARROWEST) for f, w in zip(fitted, widths, strict=True)) else []


def _lines(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """Return the lines of one row."""
    columns = [wrapped(cell, room, _LINES) for cell, room in zip(cells, widths, strict=True)]
    lines: list[str] = []
    for at in range(max(map(len, columns))):
        texts = [column[at] if at < len(column) else "" for column in columns]
        spaces = [" " * (room - width(text)) for text, room in zip(texts, widths, strict=True)]
        parts = [s + t if r else t + s for t, s, r in zip(texts, spaces, right, strict=True)]
        lines.append(_GAP.join(parts).rstrip())
    return lines


def _records(heads: Sequence[str], cells: Sequence[Sequence[str]], color: bool, size: int) -> str:
    """Return each row as a list of its columns, for more columns than stand beside each other; empty cells left out."""
    widest = min(max(map(width, heads)), max(_NARROWEST, size // 3))
    room = max(size - widest - len(_GAP), _NARROWEST)
    text = ""
    for number, row in enumerate(cells, 1):
        title = f"─ {number} ".ljust(size, "─")
        text += (_pale(title) if color else title) + "\n"
        for head, cell in zip(heads, row, strict=True):
            for at, line in enumerate(wrapped(cell, room, _LINES) if cell else ()):
                name = "" if at else wrapped(head, widest, _LINES)[0]
                name += " " * (widest - width(name))
                text += f"{_bold(name) if color else name}{_GAP}{line}\n"
    return text
