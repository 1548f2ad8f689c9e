"""SSSOM in TSV: metadata as YAML behind `#`, then a table whose rows keep their own bytes until they are made anew.

Source: https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aigraph.errors import Problem

__all__ = ["COLUMNS", "NO_TERM", "Row", "Sheet", "header_of", "read_sheet"]

#: The columns of a new worksheet. `reviewer_label` and `comment` are the editors' alone.
COLUMNS = (
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_modifier",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "match_string",
    "reviewer_label",
    "comment",
)
#: Stands for an object where there is none.
NO_TERM = "sssom:NoTermFound"
#: A cell longer than this is an open quotation mark that swallowed what follows it.
_LONGEST = 1 << 24
#: Without these no row says anything.
_NEEDED = ("subject_label", "predicate_id", "object_id")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by column, the line where it begins, and its text as it stands in the file."""

    cells: Mapping[str, str]
    line: int = 0
    text: str = ""

    def __getitem__(self, column: str) -> str:
        """Return the text of a cell, without blanks around it."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of mappings: the lines of its header, its columns, its rows, the end of its lines, and what is wrong."""

    header: tuple[str, ...] = ()
    columns: tuple[str, ...] = COLUMNS
    rows: tuple[Row, ...] = ()
    newline: str = "\n"
    mark: str = ""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def text(self, rows: Iterable[Row]) -> str:
        """Return the file with other rows; one that was read keeps its text, empty cells added for new columns."""
        columns = (*self.columns, *(c for c in COLUMNS if c not in self.columns))
        more = "\t" * (len(columns) - len(self.columns))
        lines = [*self.header, "\t".join(columns)]
        lines += [row.text + more if row.text else _written(row, columns) for row in rows]
        return self.mark + "".join(line + self.newline for line in lines)


def read_sheet(text: str, name: str) -> Sheet:
    """Return what a file of mappings holds; what is wrong with its form is among its problems, by line."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.removeprefix(mark).replace("\r\n", "\n").split("\n")
    header: list[str] = []
    while len(header) < len(lines) and lines[len(header)].startswith("#"):
        header.append(lines[len(header)])
    prefixes, problems = _prefixes(header, name)
    columns = tuple(lines[len(header)].rstrip("\t").split("\t")) if len(header) < len(lines) else ()
    if message := _wrong(columns, text):
        problems.append(Problem(name, len(header) + 1, message))
        return Sheet(tuple(header), newline=newline, mark=mark, problems=tuple(problems))
    rows = []
    for line, record, cells in _records(lines, len(header) + 1):
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            message = f"{len(cells)} cells; expected {len(columns)}, one a column. Remove a tab, or quote the cell"
            problems.append(Problem(name, line, message))
        if line + record.count("\n") == len(lines) and _is_open(record):
            problems.append(Problem(name, line, "a quotation mark is open; expected its end. Close it"))
        rows.append(Row(dict(zip(columns, cells, strict=False)), line, _padded(record, len(cells), len(columns))))
    return Sheet(tuple(header), columns, tuple(rows), newline, mark, prefixes, tuple(problems))


def _wrong(columns: tuple[str, ...], text: str) -> str | None:
    """Return what is wrong with the columns or the lines of a file, None where nothing is."""
    if lacking := [column for column in _NEEDED if column not in columns]:
        return f"no column {', '.join(lacking)}; expected one line of columns below the header. Add it"
    if twice := [column for column, times in Counter(columns).items() if times > 1]:
        return f"the column {twice[0]!r} stands {columns.count(twice[0])} times; expected once. Remove one"
    if "\r" in text.replace("\r\n", "\n"):
        return "a line ends in a carriage return alone; expected the same end of every line. Save it with those of Unix"
    return None


def header_of(mapping_set: str, title: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the header of a new file."""
    metadata = {
        "sssom_version": '"1.0"',
        "mapping_set_id": mapping_set,
        "mapping_set_title": _scalar(title),
        "license": "https://w3id.org/sssom/license/unspecified",
        "mapping_tool": "aigraph tables links",
        "curie_map": "",
    }
    lines = [f"#{key}: {value}".rstrip() for key, value in metadata.items()]
    return (*lines, *(f"#  {prefix}: {iri}" for prefix, iri in sorted(prefixes.items())))


def _scalar(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _prefixes(header: list[str], name: str) -> tuple[dict[str, str], list[Problem]]:
    """Return the prefixes that a header declares, and what is wrong with it."""
    import yaml

    def refused(line: int, why: object) -> tuple[dict[str, str], list[Problem]]:
        return {}, [Problem(name, line, f"the header is no YAML: {why}; expected 'key: value' behind '#'")]

    try:
        found: Any = yaml.load("\n".join(line[1:] for line in header), yaml.BaseLoader) or {}
    except RecursionError:
        return refused(1, "it is nested too deep")
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        return refused(min(mark.line + 1, len(header)) if mark else 1, getattr(err, "problem", None) or err)
    declared = found.get("curie_map") if isinstance(found, dict) else found
    if not isinstance(declared or {}, dict):
        return refused(1, f"{declared!r} is no mapping")
    return {str(prefix): str(iri) for prefix, iri in (declared or {}).items()}, []


def _records(lines: list[str], start: int) -> Iterator[tuple[int, str, list[str]]]:
    """Yield of each row the number of its first line, its text, its cells."""
    csv.field_size_limit(_LONGEST)
    reader = csv.reader((line + "\n" for line in lines[start:]), delimiter="\t")
    at = start
    for cells in reader:
        end = start + reader.line_num
        record = "\n".join(lines[at:end])
        if record.strip():
            yield at + 1, record, cells
        at = end


def _is_open(record: str) -> bool:
    """Return whether a quotation mark in a row has no end."""
    try:
        list(csv.reader(io.StringIO(record, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        return True
    return False


def _padded(record: str, cells: int, columns: int) -> str:
    """Return a row's text with an empty cell for each that its end lacks, none beyond them."""
    return record + "\t" * (columns - cells) if cells <= columns else record


def _written(row: Row, columns: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="").writerow([row.cells.get(column, "") for column in columns])
    return text.getvalue()
