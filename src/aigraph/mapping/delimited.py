"""CSV and TSV: RFC 4180 with the delimiter declared; what it does not allow is said at its row or byte.

Source: https://www.rfc-editor.org/rfc/rfc4180
"""

import codecs
import csv
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from aigraph.mapping.frame import Frame, Row, Undeclared, named

__all__ = ["decoded", "read_delimited", "undecodable"]

#: A cell longer than this is an open quote that swallowed what follows it.
_LONGEST = 1 << 24
_MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
_BEGINNING = 1000
_MARKUP = ("<!doctype", "<html", "<?xml", "<head", "<table")


def read_delimited(
    path: Path, delimiter: str, encoding: str = "utf-8", header: int = 1, columns: tuple[str, ...] = ()
) -> Frame:
    """Return a file of delimited values. `header` is the row that has the names, 0 for none; `columns` replaces them.

    A line without anything in it is no row of a table with several columns, but it is counted. Raises ValueError, as
    reading the rows does, where the file cannot be read further.
    """
    with path.open(encoding=encoding, errors="replace") as file:
        if file.read(_BEGINNING).lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP):
            raise ValueError("is HTML or XML; expected rows of values. Was it a page to sign in? Fetch it again")
    records = _records(path, delimiter, encoding)
    head = list(islice(records, header))
    if len(head) < header or (not header and not columns):
        raise ValueError(
            f"has {len(head)} rows; expected the names of the columns in row {header}"
            if header
            else "has no header, says the mapping; expected 'columns: […]', which names the columns"
        )
    if any("\0" in name for record in head for name in record):
        message = f"row {header} has the character NUL; expected text. Remove it"
        raise ValueError(f"{message}; if the file is in UTF-16, say 'encoding: utf-16'")
    names = named(columns or head[-1])
    if columns and header and len(columns) != len(head[-1]):
        raise ValueError(f"the mapping names {len(columns)} columns; expected {len(head[-1])}, as row {header} has")
    if len(names) == 1 and (other := next((mark for mark in ";\t|," if mark in names[0]), None)):
        said = f"has one column, {names[0]!r}; expected several. Say 'delimiter: {json.dumps(other)}'"
        raise Undeclared(said, {"delimiter": other})
    return Frame(names, _rows(names, records, header + 1))


def _rows(columns: tuple[str, ...], records: Iterator[list[str]], first: int) -> Iterator[Row]:
    expected, alone = len(columns), len(columns) == 1
    for number, record in enumerate(records, first):
        if len(record) == expected:
            yield Row(number, dict(zip(columns, record, strict=True)))
        elif not record:
            if alone:
                yield Row(number, {columns[0]: ""})
        else:
            few = len(record) < expected
            at = f", the last {record[-1][:40]!r}" if few else f": {record[expected][:40]!r} is over"
            has = f"has {len(record)} cell{'s' * (len(record) > 1)}{at}"
            yield Row(number, {}, f"{has}; expected {expected}, one for each column. {'Add' if few else 'Quote'} one")


def _records(path: Path, delimiter: str, encoding: str) -> Iterator[list[str]]:
    """Yield the records of a file, each a list of cells; an empty line is a record of none."""
    csv.field_size_limit(_LONGEST)
    count, reader = 0, None
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        try:
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            for count, record in enumerate(reader, 1):  # noqa: B007 - counted for whoever fails
                yield record
        except UnicodeError as err:
            said = undecodable(path, encoding) or str(err)
            raise (Undeclared(said, {"encoding": "utf-16"}) if _marked(path, encoding) else ValueError(said)) from err
        except csv.Error as err:
            raise ValueError(_told(err, count + 1, reader.line_num if reader else 0)) from err


def _told(err: csv.Error, row: int, line: int) -> str:
    """Return the message for what the reader refuses."""
    message = str(err)
    if "unexpected end of data" in message or "field limit" in message:
        return f"row {row}: a quote is opened and not closed before line {line}; expected a second '\"'. Close it"
    if "expected after" in message:
        return (
            f"row {row}, line {line}: text after a closing quote; expected a delimiter. Write a quote inside as '\"\"'"
        )
    return f"row {row}, line {line}: {message}; expected values as RFC 4180 has them"


def decoded(path: Path) -> str:
    """Return the text of a file in UTF-8, without a byte order mark. Raises ValueError where it is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as err:
        raise ValueError(undecodable(path, "utf-8") or str(err)) from err


def _marked(path: Path, encoding: str) -> str | None:
    """Return the encoding that a file begins with the mark of, where UTF-8 is expected."""
    with path.open("rb") as file:
        return _MARKS.get(file.read(2)) if encoding == "utf-8" else None


def undecodable(path: Path, encoding: str) -> str | None:
    """Return where a file's bytes are not of an encoding, and what they seem to be; None where all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before, line = 0, 1
    if mark := _marked(path, encoding):
        return f"is in {mark}; expected UTF-8. Save it as UTF-8, or say 'encoding: utf-16'"
    with path.open("rb") as file:
        while chunk := file.read(1 << 16):
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk)
            except UnicodeError as err:
                at = max(getattr(err, "start", 0) - kept, 0)
                line += chunk.count(b"\n", 0, at)
                return (
                    f"line {line}: not {encoding.upper()} at byte {before + at}; expected {encoding.upper()}. "
                    "Save the file as UTF-8, or say which it is: 'encoding: gb18030', 'cp1252', …"
                )
            before, line = before + len(chunk), line + chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        return f"line {line}: ends within a character, at byte {before}; expected {encoding.upper()}. Fetch it again"
    return None
