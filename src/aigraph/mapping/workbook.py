"""A sheet of an Excel workbook: what each cell holds as text; a formula is its value as it was saved."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from aigraph.errors import did_you_mean, not_installed
from aigraph.mapping.frame import Frame, Row, named
from aigraph.mapping.nested import text_of

__all__ = ["read_workbook"]

#: Words in the format of a number.
_LITERAL = re.compile(r'"[^"]*"|\\.')


def read_workbook(path: Path, sheet: str | None = None, header: int = 1, columns: tuple[str, ...] = ()) -> Frame:
    """Return a sheet, the only one where none is named; `header` is the row that has the names, 0 for none.

    A cell that shows an error, and a formula whose value was never saved, are refused where they are read; a number
    that is shown as a percentage is one. Rows and columns that are hidden are read as the others.
    """
    values, formulas = (_sheet(path, sheet, kept) for kept in (True, False))
    head = list(islice(values, header))
    if len(head) < header or (not header and not columns):
        raise ValueError(f"has {len(head)} rows; expected the names of the columns in row {header or 1}")
    cells = [text_of(cell.value) for cell in head[-1]] if head else []
    while cells and not cells[-1].strip():
        cells.pop()
    names = named(columns or cells, f"row {header}")
    return Frame(names, _rows(names, values, islice(formulas, header, None), header + 1))


def _sheet(path: Path, sheet: str | None, values: bool) -> Iterator[tuple[Any, ...]]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as err:
        raise not_installed("an Excel workbook", "openpyxl", "excel") from err
    from zipfile import BadZipFile

    try:
        book = load_workbook(path, read_only=True, data_only=values)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as err:
        raise ValueError(f"is no Excel workbook: {err}; expected one saved as .xlsx") from err
    known = [s.title for s in book.worksheets]
    if sheet is None and len(known) != 1:
        raise ValueError(f"has the sheets {', '.join(map(repr, known))}; expected which. Say 'sheet: …'")
    if sheet is not None and sheet not in known:
        raise ValueError(f"has no sheet {sheet!r}; expected {', '.join(map(repr, known))}{did_you_mean(sheet, known)}")
    found = book[sheet or known[0]]
    found.reset_dimensions()  # which other programs write wrong
    return iter(found.iter_rows())


def _rows(
    columns: tuple[str, ...], values: Iterator[tuple[Any, ...]], formulas: Iterator[tuple[Any, ...]], first: int
) -> Iterator[Row]:
    for number, (cells, written) in enumerate(zip(values, formulas), first):
        texts = [_text(cell) for cell in cells]
        faults = {name: why for name, cell, other in zip(columns, cells, written) if (why := _fault(cell, other))}
        if not faults and not any(texts):
            continue  # a row without anything is none
        fault = None
        if over := [text for text in texts[len(columns) :] if text]:
            fault = f"has {over[0][:40]!r} right of the last column; expected nothing. Name the column"
        texts += [""] * (len(columns) - len(texts))
        blank = dict.fromkeys(faults, "")
        yield Row(number, {}, fault) if fault else Row(number, dict(zip(columns, texts)) | blank, faults=faults)


def _fault(cell: Any, written: Any) -> str | None:
    """Return why the value of a cell is not known, None where it is."""
    if cell.data_type == "e":
        return f"{cell.coordinate} shows the error {cell.value}; expected a value. Mend it, or empty the cell"
    if written.data_type == "f" and cell.value is None:
        return f"{written.coordinate} has a formula without its value; expected one. Open the file, save it again"
    return None


def _text(cell: Any) -> str:
    """Return a cell as text; a time stamp that is shown as a date is one, a number shown in per cent a percentage."""
    value = cell.value
    if type(value) in (int, float) and "%" in _LITERAL.sub("", cell.number_format or ""):
        return f"{format(Decimal(repr(value)).scaleb(2).normalize(), 'f')}%"
    if isinstance(value, datetime) and value.time() == time() and "h" not in (cell.number_format or "").lower():
        value = value.date()
    if isinstance(value, timedelta):
        return str(value)
    return value if isinstance(value, str) else text_of(value)
