"""The shapes of tables: a file as rows of named cells, numbered as RFC 7111 counts them."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aigraph.mapping.plan import TableSpec

__all__ = ["OPTIONS", "Frame", "Row", "open_table"]

#: What `table` may say in a mapping beside file, key and null.
OPTIONS: tuple[str, ...] = ("delimiter",)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number, a table's header being row 1, and its cells by column; `fault` is why it cannot be read.

    Source: https://www.rfc-editor.org/rfc/rfc7111#section-2.1
    """

    number: int
    cells: Mapping[str, str]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A table that can be read once: its columns in order, and its rows."""

    columns: tuple[str, ...]
    rows: Iterable[Row]


def open_table(folder: Path, spec: TableSpec) -> Frame:
    """Return the table of a file below `folder`. Raises ValueError with a sentence where it is none."""
    path = folder / spec.file
    if not path.is_file():
        raise ValueError("is no file; expected a table")
    return _csv(path, spec)


def _csv(path: Path, spec: TableSpec) -> Frame:
    """Read comma-separated values. Source: https://www.rfc-editor.org/rfc/rfc4180."""
    option = spec.options.get("delimiter")
    delimiter = str(option.value) if option else "\t" if path.suffix == ".tsv" else ","
    records = _records(path, delimiter)
    header = next(records, None)
    if header is None:
        raise ValueError("is empty; expected a header and rows")
    columns = tuple(name.strip() for name in header)
    for name in columns:
        if not name:
            raise ValueError(f"column {columns.index(name) + 1} has no name; expected one in the header")
        if columns.count(name) > 1:
            raise ValueError(f"the column {name!r} stands twice in the header; expected once. Rename one")
    return Frame(columns, _rows(columns, records))


def _rows(columns: tuple[str, ...], records: Iterator[list[str]]) -> Iterator[Row]:
    for number, record in enumerate(records, 2):
        if not record:
            continue  # an empty line is no row
        fault = None
        if len(record) != len(columns):
            fault = f"has {len(record)} cells; expected {len(columns)}, as the header has"
        yield Row(number, dict(zip(columns, record, strict=False)), fault)


def _records(path: Path, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file, delimiter=delimiter, strict=True)
    except UnicodeDecodeError as err:
        raise ValueError(f"not UTF-8 at byte {err.start}; expected UTF-8. Save the file as UTF-8") from err
    except csv.Error as err:
        raise ValueError(f"is no CSV: {err}; expected RFC 4180") from err
    except OSError as err:
        raise ValueError(f"cannot be read: {err.strerror}; expected a table") from err
