"""The result of a query: columns and rows, printed for eyes or for programs."""

import datetime
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aigraph.errors import MissingDependency

if TYPE_CHECKING:
    import pandas

__all__ = ["FORMATS", "Cell", "Table"]

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
            raise MissingDependency("to_pandas needs pandas. Run 'pip install pandas'") from err
        rows = [[_number(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in self.rows]
        return pandas.DataFrame(rows, columns=list(self.columns))

    def render(self, format: str, *, color: bool = False, width: int | None = None) -> str:
        """Return the table as `table`, `csv`, `tsv`, `json`, `ndjson` or `md`, ending in a line break.

        CSV is that of RFC 4180; in it and in TSV a list or map is JSON and a missing value is empty. In JSON a decimal
        is a number, or its text where no float holds it exactly.

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
                return _dump([_jsonable(row) for row in self.to_dicts()], indent=2)
            case "ndjson":
                return "".join(_dump(_jsonable(row)) for row in self.to_dicts())
            case "md":
                return self._markdown()
        raise ValueError(f"unknown format {format!r}; expected {', '.join(FORMATS)}")

    def _separated(self, delimiter: str, end: str) -> str:
        lines = [list(self.columns)]
        for row in self.rows:
            lines.append([_dump(_jsonable(c)).rstrip("\n") if isinstance(c, list | dict) else _text(c) for c in row])
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

    def _terminal(self, color: bool, width: int | None) -> str:
        if not self.columns:
            return "\n"
        heads = [_visible(column) for column in self.columns]
        cells = [[_visible(_text(cell)) for cell in row] for row in self.rows]
        widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
        if width is not None:
            if not (widths_ := _fitted(widths, width - len(_GAP) * (len(widths) - 1))):
                return _records(heads, cells, color, width)
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
        heads = "".join(f"<th{a}>{escape(c)}</th>" for c, a in zip(self.columns, aligned, strict=True))
        body = ""
        for row in self.rows[:_ROWS]:
            texts = (escape(_text(getattr(cell, "curie", cell))) for cell in row)
            body += "<tr>" + "".join(f"<td{a}>{t}</td>" for t, a in zip(texts, aligned, strict=True)) + "</tr>\n"
        more = f"<p>The first {_ROWS} of {len(self):,} rows.</p>" if len(self) > _ROWS else ""
        more += "".join(f"<p>note: {escape(note)}</p>" for note in self.notes)
        return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>{more}"


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case list():
            return ", ".join(map(_text, cell))
        case dict():
            return _dump(_jsonable(cell)).rstrip("\n")
        case Decimal():
            return format(cell, "f")
    return str(cell)


def _dump(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def _jsonable(value: object) -> object:
    match value:
        case dict():
            return {key: _jsonable(item) for key, item in value.items()}
        case list():
            return [_jsonable(item) for item in value]
        case Decimal():
            number = _number(value)
            return number if Decimal(repr(number)) == value else format(value, "f")
        case float():
            return value if math.isfinite(value) else {math.inf: "INF", -math.inf: "-INF"}.get(value, "NaN")
        case None | bool() | int() | str():
            return value
    return str(value)


def _quoted(text: str, delimiter: str, *, alone: bool) -> str:
    """Return a cell of CSV; an empty one that stands alone is quoted, or its line would be none."""
    if any(c in text for c in (delimiter, '"', "\n", "\r")) or (alone and not text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line of a table."""
    return re.sub(r"\r\n?|\n", "<br>", re.sub(r"([\\|`*<\[])", r"\\\1", text))


def _visible(text: str) -> str:
    """Return a text on one line, with nothing in it that moves the cursor or turns the direction of the line."""
    flat = re.sub(r"\s+", " ", text)
    return (
        flat if flat.isprintable() else "".join(c if c.isprintable() or c in "\u200c\u200d" else "\ufffd" for c in flat)
    )


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: Chinese characters two, accents none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Return widths that fit the room, the narrow columns whole, the wide ones equal; none where they are no use."""
    fitted = list(widths)
    order = sorted(range(len(widths)), key=lambda at: widths[at])
    for place, at in enumerate(order):
        share = room // (len(order) - place)
        fitted[at] = min(widths[at], share)
        room -= fitted[at]
    return fitted if all(f >= min(w, _NARROWEST) for f, w in zip(fitted, widths, strict=True)) else []


def _wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of a width: broken after spaces, hyphens, slashes and any Chinese character."""
    if _width(text) <= width:
        return [text]
    lines: list[str] = []
    line, room = "", width
    for word in re.findall(r"[^\W\u2e80-\uffef]+[^\w\s]*\s*|[^\w\s\u2e80-\uffef]+\s*|\s+|.", text):
        if _width(word.rstrip()) > room and line and _width(word.rstrip()) <= width:
            lines, line, room = [*lines, line.rstrip()], "", width
        for character in word:
            size = _width(character)
            if size > room and not (character == " " and room == 0):
                lines, line, room = [*lines, line.rstrip()], "", width
            line, room = line + character, room - size
        if len(lines) >= _LINES:
            return [*lines[: _LINES - 1], _cut(lines[_LINES - 1], width)]
    return [*lines, line.rstrip()] if line.strip() else lines


def _cut(text: str, width: int) -> str:
    """Return a text that ends in … within a width."""
    while _width(text) > width - 1:
        text = text[:-1]
    return text + "…"


def _lines(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """Return the lines of one row."""
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines: list[str] = []
    for at in range(max(map(len, wrapped))):
        texts = [column[at] if at < len(column) else "" for column in wrapped]
        spaces = [" " * (width - _width(text)) for text, width in zip(texts, widths, strict=True)]
        parts = [s + t if r else t + s for t, s, r in zip(texts, spaces, right, strict=True)]
        lines.append(_GAP.join(parts).rstrip())
    return lines


def _records(heads: Sequence[str], cells: Sequence[Sequence[str]], color: bool, width: int) -> str:
    """Return each row as a list of its columns, for more columns than stand beside each other; empty cells left out."""
    widest = min(max(map(_width, heads)), max(_NARROWEST, width // 3))
    room = max(width - widest - len(_GAP), _NARROWEST)
    text = ""
    for number, row in enumerate(cells, 1):
        title = f"─ {number} ".ljust(width, "─")
        text += (_pale(title) if color else title) + "\n"
        for head, cell in zip(heads, row, strict=True):
            for at, line in enumerate(_wrapped(cell, room) if cell else ()):
                name = (_wrapped(head, widest)[0] if not at else "").ljust(widest)
                text += f"{_bold(name) if color else name}{_GAP}{line}\n"
    return text
