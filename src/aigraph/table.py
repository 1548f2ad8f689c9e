"""The result of a query: columns and rows, printed for eyes or programs."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aigraph.errors import MissingDependency

if TYPE_CHECKING:
    import pandas

__all__ = ["Cell", "Table"]

Cell = str | int | float | Decimal | bool | list[Any] | None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; every row has one cell a column, None where there is no value.

    >>> print(Table(("id", "n"), (("openai", 3),)))
    id      n
    ──────  ─
    openai  3
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __str__(self) -> str:
        """Return the table as a terminal shows it."""
        return self.render("table").rstrip("\n")

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return one dict a row.

        >>> Table(("a",), ((1,),)).to_dicts()
        [{'a': 1}]
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> "pandas.DataFrame":
        """Return a DataFrame. Raises MissingDependency where pandas is not installed."""
        try:
            import pandas
        except ImportError as err:
            raise MissingDependency("to_pandas needs pandas. Run 'pip install aigraph[pandas]'") from err
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def render(self, format: str, *, color: bool = False, width: int | None = None) -> str:
        """Return the table as `table`, `csv`, `tsv`, `json`, `ndjson` or `md`, ending in a line break.

        Args:
            format: one of these.
            color: bold headings, for terminals.
            width: columns of the terminal; long cells are cut to fit. Everything is shown unless given.
        """
        match format:
            case "csv" | "tsv":
                return self._separated("," if format == "csv" else "\t")
            case "json":
                return json.dumps(self.to_dicts(), ensure_ascii=False, indent=2, default=_json) + "\n"
            case "ndjson":
                return "".join(json.dumps(r, ensure_ascii=False, default=_json) + "\n" for r in self.to_dicts())
            case "md":
                return self._markdown()
            case "table":
                return self._terminal(color, width)
        raise ValueError(f"unknown format {format!r}; expected table, csv, tsv, json, ndjson or md")

    def _separated(self, delimiter: str) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_text(cell) for cell in row] for row in self.rows)
        return out.getvalue()

    def _markdown(self) -> str:
        def line(cells: list[str]) -> str:
            escaped = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>") for cell in cells)
            return f"| {' | '.join(escaped)} |\n"

        body = "".join(line([_text(cell) for cell in row]) for row in self.rows)
        return line(list(self.columns)) + f"|{'|'.join(' --- ' for _ in self.columns)}|\n" + body

    def _terminal(self, color: bool, width: int | None) -> str:
        cells = [[_line(_text(cell)) for cell in row] for row in self.rows]
        heads = list(self.columns)
        widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)] if heads else []
        if width is not None:
            widths = _fitted(widths, width - 2 * (len(widths) - 1))
        right = [
            all(isinstance(v, int | float | Decimal) and v is not True for v in c) for c in zip(*self.rows, strict=True)
        ]
        right = right or [False] * len(heads)

        def line(texts: list[str]) -> str:
            parts = (_pad(_cut(t, w), w, r) for t, w, r in zip(texts, widths, right, strict=True))
            return "  ".join(parts).rstrip()

        head = line(heads)
        lines = [f"\x1b[1m{head}\x1b[0m" if color else head, "  ".join("─" * w for w in widths), *map(line, cells)]
        return "\n".join(lines) + "\n"

    def _repr_html_(self) -> str:
        """Return the table for a notebook's cell."""
        from html import escape

        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_text(getattr(cell, 'curie', cell)))}</td>" for cell in row) + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return ", ".join(map(str, cell))
    return str(cell)


def _line(text: str) -> str:
    """Return a cell on one line, with nothing in it that could move the cursor."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def _json(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _fitted(widths: list[int], room: int) -> list[int]:
    """Return the widths with the widest cut until they fit the room."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    kept = ""
    for character in text:
        if _width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
