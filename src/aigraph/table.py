"""The result of a query: columns and rows, printed for eyes or for programs."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Self, overload

from aigraph.cells import dump, is_number, jsonable, text
from aigraph.characters import escaped, visible
from aigraph.terminal import laid_out

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["FORMATS", "Cell", "Table"]

Cell = str | int | float | Decimal | bool | datetime.date | list[Any] | dict[str, Any] | None

#: What `Table.render` writes.
FORMATS = ("table", "csv", "tsv", "json", "ndjson", "md")
#: How many rows are shown in a notebook.
_ROWS = 200


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; every row has one cell a column, None where there is no value; `notes` says what is left out.

    >>> table = Table(("id", "n"), (("openai", 3), ("meta", 1)))
    >>> print(table[:1])
    id      n
    ──────  ─
    openai  3
    >>> table[1], table["n"]
    (('meta', 1), (3, 1))

    `naming` has the names of entities by id and IRI, each by language: what `names=True` of `to_pandas` and its like
    puts in place of ids. `kinds` are those of columns that are of one kind whatever the rows, as `aigraph.frames` names
    them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = field(default=(), compare=False)
    naming: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)
    kinds: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

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

    @overload
    def __getitem__(self, at: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, at: slice) -> Self: ...

    @overload
    def __getitem__(self, at: list[str]) -> "Table": ...

    @overload
    def __getitem__(self, at: str) -> tuple[Cell, ...]: ...

    def __getitem__(self, at: int | slice | str | list[str]) -> "tuple[Cell, ...] | Table":
        """Return a row by its number, the table of some rows by a slice, a column's cells by its name, some columns.

        >>> table = Table(("id", "n"), (("openai", 3), ("meta", 1)))
        >>> table[["n"]][1:].rows
        ((1,),)
        """
        if isinstance(at, int):
            return self.rows[at]
        if isinstance(at, slice):
            return self._slice(at)
        places = [self._place(name) for name in ([at] if isinstance(at, str) else at)]
        if isinstance(at, str):
            return tuple(row[places[0]] for row in self.rows)
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return Table(tuple(at), rows, self.notes, self.naming, self.kinds)

    def _place(self, column: str) -> int:
        if column not in self.columns:
            raise KeyError(f"{column!r} is no column; expected one of {', '.join(self.columns)}")
        return self.columns.index(column)

    def _slice(self, at: slice) -> Self:
        return replace(self, rows=self.rows[at])

    def __str__(self) -> str:
        """Return the table as a terminal shows it, with its notes."""
        return self.render("table").removesuffix("\n") + "".join(f"\nnote: {note}" for note in self.notes)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return one dict a row.

        >>> Table(("a",), ((1,),)).to_dicts()
        [{'a': 1}]
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def named(self, language: str = "en") -> Self:
        """Return the table with names in place of the ids of entities.

        IRIs of entities are, and columns of texts or lists that hold nothing but ids of entities.

        >>> names = {"meta": {"en": "Meta"}, "sora": {"en": "Sora"}}
        >>> Table(("who", "what"), (("meta", "buys"), ("sora", "meta")), naming=names).named().rows
        (('Meta', 'buys'), ('Sora', 'meta'))
        """
        columns = [self._named(self[name], language) for name in self.columns]
        return replace(self, rows=tuple(zip(*columns, strict=True)) if columns else self.rows)

    def to_pandas(self, *, names: bool | str = False) -> "pandas.DataFrame":
        """Return a DataFrame: dates are dates, decimals ints or floats, what is empty is missing.

        Args:
            names: names in place of ids, as `named` does; in English unless it is a language.

        Raises:
            MissingDependency: pandas is not installed.

        >>> Table(("id", "n"), (("openai", 3), ("meta", None))).to_pandas().dtypes["n"]
        Int64Dtype()
        """
        from aigraph.frames import to_pandas

        return to_pandas(self.columns, self._shown(names).rows, self.kinds)

    def to_polars(self, *, names: bool | str = False) -> "polars.DataFrame":
        """Return a DataFrame of polars, as `to_pandas`; what is mixed in one column is text.

        >>> Table(("id", "n"), (("openai", 3),)).to_polars().schema["n"]
        Int64
        """
        from aigraph.frames import to_polars

        return to_polars(self.columns, self._shown(names).rows, self.kinds)

    def to_arrow(self, *, names: bool | str = False) -> "pyarrow.Table":
        """Return a table of Arrow, as `to_pandas`; what is mixed in one column is text.

        >>> Table(("id", "n"), (("openai", 3),)).to_arrow().schema.field("n").type
        DataType(int64)
        """
        from aigraph.frames import to_arrow

        return to_arrow(self.columns, self._shown(names).rows, self.kinds)

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

        >>> Table(("id", "n"), (("openai", 3), ("meta", None))).render("csv")
        'id,n\\r\\nopenai,3\\r\\nmeta,\\r\\n'
        """
        match format:
            case "table":
                return self._terminal(color, width)
            case "csv" | "tsv":
                return self._separated(*((",", "\r\n") if format == "csv" else ("\t", "\n")))
            case "json":
                return dump([jsonable(row) for row in self.to_dicts()], indent=2)
            case "ndjson":
                return "".join(dump(jsonable(row)) for row in self.to_dicts())
            case "md":
                return self._markdown()
        raise ValueError(f"unknown format {format!r}; expected {', '.join(FORMATS)}")

    def _shown(self, names: bool | str) -> Self:
        return self.named(names if isinstance(names, str) else "en") if names else self

    def _name(self, slug: str, language: str) -> str:
        known = self.naming.get(slug, {})
        return known.get(language) or known.get("en") or next(iter(known.values()), slug)

    def _named(self, cells: tuple[Cell, ...], language: str) -> Iterable[Cell]:
        said = [item for cell in cells if cell is not None for item in (cell if isinstance(cell, list) else [cell])]
        whole = all(isinstance(item, str) and item in self.naming for item in said)
        for cell in cells:
            if isinstance(cell, list) and whole:
                yield [self._name(item, language) for item in cell]
            elif isinstance(cell, str) and cell in self.naming and (whole or hasattr(cell, "curie")):
                yield self._name(cell, language)
            else:
                yield cell

    def _separated(self, delimiter: str, end: str) -> str:
        lines = [list(self.columns)]
        for row in self.rows:
            lines.append([dump(jsonable(c)).rstrip("\n") if isinstance(c, list | dict) else text(c) for c in row])
        quoted = ([_quoted(cell, delimiter, alone=len(line) == 1) for cell in line] for line in lines)
        return "".join(delimiter.join(line) + end for line in quoted)

    def _markdown(self) -> str:
        def line(cells: Iterable[str]) -> str:
            return f"| {' | '.join(map(_of_markdown, cells))} |\n"

        rule = "|".join(" ---: " if right else " --- " for right in self._right())
        return f"{line(self.columns)}|{rule}|\n" + "".join(line(map(text, row)) for row in self.rows)

    def _right(self) -> list[bool]:
        """Return for each column whether it is to stand at the right: it holds numbers and nothing else."""
        return [
            any(is_number(row[at]) for row in self.rows)
            and all(row[at] is None or is_number(row[at]) for row in self.rows)
            for at in range(len(self.columns))
        ]

    def _terminal(self, color: bool, room: int | None) -> str:
        if not self.columns:
            return "\n"
        heads = [_line(column) for column in self.columns]
        cells = [[_line(text(cell)) for cell in row] for row in self.rows]
        return laid_out(heads, cells, self._right(), color=color, room=room)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the table where IPython shows text: its first 200 rows, fitted to the terminal."""
        del cycle
        room = get_terminal_size().columns
        rows = tuple(tuple(getattr(cell, "curie", cell) for cell in row) for row in self.rows[:_ROWS])
        lines = [Table(self.columns, rows).render("table", width=room).removesuffix("\n"), *self._below()]
        printer.text("\n".join(lines))

    def _repr_html_(self) -> str:
        """Return the table for a notebook's cell, in its own colours: its first 200 rows."""
        aligned = [f' style="text-align:{"right" if right else "left"}"' for right in self._right()]
        heads = "".join(f"<th{a}>{escaped(c)}</th>" for c, a in zip(self.columns, aligned, strict=True))
        body = ""
        for row in self.rows[:_ROWS]:
            texts = (escaped(text(getattr(cell, "curie", cell))) for cell in row)
            body += "<tr>" + "".join(f"<td{a}>{t}</td>" for t, a in zip(texts, aligned, strict=True)) + "</tr>\n"
        below = "".join(f"<p>{escaped(line)}</p>" for line in self._below())
        return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>{below}"

    def _below(self) -> Iterator[str]:
        """Yield what stands below the table in a notebook."""
        if len(self) > _ROWS:
            yield f"The first {_ROWS} of {len(self):,} rows."
        yield from (f"note: {note}" for note in self.notes)


def _quoted(text: str, delimiter: str, *, alone: bool) -> str:
    """Return a cell of CSV; an empty one that stands alone is quoted, or its line would be none."""
    if any(c in text for c in (delimiter, '"', "\n", "\r")) or (alone and not text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _of_markdown(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line of a table."""
    lines = (visible(line) for line in re.split(r"\r\n?|\n", text))
    return "<br>".join(re.sub(r"([\\|`*<\[$~]|\b_|_\b|&(?=#?\w+;))", r"\\\1", line) for line in lines)


def _line(text: str) -> str:
    """Return a text on one line, with nothing in it that moves the cursor or turns the direction of the line."""
    return visible(re.sub(r"\s+", " ", text))
