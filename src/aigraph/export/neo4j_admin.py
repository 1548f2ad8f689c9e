"""A folder for `neo4j-admin database import full`: CSV files with headers, the command, and what to run afterwards.

Source: https://neo4j.com/docs/operations-manual/current/import/
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO

from aigraph.errors import ExportError
from aigraph.export.attributes import encodable
from aigraph.property_graph import Edge, Node, PropertyValue
from aigraph.property_graph.database import LABEL, date_names, schema

__all__ = ["FILES", "CsvRow", "ImportFolder", "doubled", "edge_row", "node_row", "write_folder"]

#: What is written.
FILES = ("nodes-*.csv", "edges-*.csv", "import.sh", "after-import.cypher")

#: Between the values of a list: a character that no text has.
_DELIMITER = "\x1f"
#: The property that names the empty lists of a node or edge, which CSV cannot hold, until `after-import.cypher` ran.
_EMPTY = "emptyLists"
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
_COMMAND = """#!/bin/sh
# Import into a database that does not exist yet, with its server stopped:
#   ./import.sh                                      the database neo4j
#   ./import.sh --overwrite-destination neo4j        another one, or one to replace
# What it could not import is reported in a temporary file, or in that of --report-file=FILE.
# Then start the server and run after-import.cypher: cypher-shell --file after-import.cypher
cd "$(dirname "$0")" || exit
[ "$#" -gt 0 ] || set -- neo4j
case " $*" in *" --report-file"*) ;; *) set -- --report-file="$(mktemp)" "$@" ;; esac
exec neo4j-admin database import full --multiline-fields=true --array-delimiter=U+001F \\
{files}  "$@"
"""
_AFTER = """// Run once after the import: constraints and indexes, and the empty lists, which CSV cannot hold.
{schema}
{empty}"""


def write_folder(nodes: Iterable[Node], edges: Iterable[Edge], folder: Path) -> None:
    """Write a property graph into a folder, one row at a time.

    Every property keeps its type: rows whose properties differ in type go to files of their own.

    Raises:
        ExportError: a text has the character U+001F, which separates the values of a list, or half a character.
    """
    with ImportFolder(folder) as written:
        for node in nodes:
            written.add_node(node)
        for edge in edges:
            written.add_edge(edge)


class ImportFolder(ExitStack):
    """The files of nodes and edges while they are written; the rest of the folder is, when it is left."""

    def __init__(self, folder: Path) -> None:
        """Begin without a row."""
        super().__init__()
        self.folder, self.types = folder, set[str]()
        self.nodes, self.edges = Tables("nodes", folder, self), Tables("edges", folder, self)

    def add_node(self, node: Node) -> None:
        """Write a node."""
        self.nodes.add(node_row(node))

    def add_edge(self, edge: Edge) -> None:
        """Write an edge."""
        self.types.add(edge.type)
        self.edges.add(edge_row(edge))

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> Any:
        """Close the files, and where all went well write what belongs to them."""
        done = super().__exit__(kind, *rest)
        if kind is None:
            self._finish()
        return done

    def _finish(self) -> None:
        options = [f"--nodes={names}" for names in self.nodes.finished()]
        options += [f"--relationships={names}" for names in self.edges.finished()]
        command = self.folder / "import.sh"
        lines = "".join(f"  '{option}' \\\n" for option in options)
        command.write_text(_COMMAND.format(files=lines), encoding="utf-8", newline="\n")
        command.chmod(0o755)
        empty = [*_fill(f"(n:{LABEL})", self.nodes.empty), *_fill(f"(:{LABEL})-[n]->()", self.edges.empty)]
        queries = schema(self.types).values()
        after = _AFTER.format(schema="".join(f"{q};\n" for q in queries), empty="".join(empty))
        (self.folder / "after-import.cypher").write_text(after, encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row: by column the types and the cells as CSV writes them, and the properties that are empty lists."""

    kinds: Mapping[str, str]
    cells: Mapping[str, str]
    empty: tuple[str, ...] = ()


def node_row(node: Node) -> CsvRow:
    """Return a node as a row."""
    fixed: dict[str, PropertyValue] = {"id:ID": node.id, ":LABEL": [*node.labels, LABEL]}
    return _row(f"node {node.id!r}", fixed, node.properties)


def edge_row(edge: Edge) -> CsvRow:
    """Return an edge as a row."""
    ends: dict[str, PropertyValue] = {":START_ID": edge.source, ":END_ID": edge.target, ":TYPE": edge.type}
    return _row(f"edge {edge.id!r}", {**ends, "id:string": edge.id}, edge.properties)


def _row(place: str, fixed: Mapping[str, PropertyValue], properties: Mapping[str, PropertyValue]) -> CsvRow:
    kinds: dict[str, str] = {}
    cells = {name: _cell(place, value) for name, value in fixed.items()}
    nothing: list[str] = []
    dates = date_names(tuple(properties))
    for name, value in properties.items():
        if value == []:
            nothing.append(name)
        elif name in dates:
            kinds[name], cells[name] = "date", f'"{value}"'
        elif name != "id":
            kinds[name], cells[name] = _kind(value), _cell(place, value)
    if nothing:
        kinds[_EMPTY], cells[_EMPTY] = "string[]", _cell(place, nothing)
    return CsvRow(kinds, cells, tuple(nothing))


class Table:
    """A file of rows without a header, whose columns are known when the last row is written.

    `parts` says that there is a folder beside it whose files hold more of its rows.
    """

    def __init__(
        self, file: BinaryIO, kinds: Mapping[str, str] | None = None, columns: Mapping[str, str] | None = None
    ) -> None:
        """Begin without a row; with columns that are known."""
        self.file = file
        self.kinds = dict(kinds or {})
        self.columns = dict(columns or {})
        self.parts = False
        self._rows = 0
        self._widths: list[tuple[int, int]] = []

    def takes(self, kinds: Mapping[str, str]) -> bool:
        """Return whether the types of a row agree with those of the rows before."""
        return kinds.items() <= self.kinds.items() or all(
            self.kinds.get(name, kind) == kind for name, kind in kinds.items()
        )

    def line(self, row: CsvRow) -> str:
        """Return a row as a line of the file, with columns for all that it has."""
        if not self.columns or not row.kinds.keys() <= self.kinds.keys():
            self.kinds.update(row.kinds)
            if self.columns:
                self._widths.append((self._rows, len(self.columns)))
            self.columns = dict.fromkeys([*self.columns, *row.cells], "")
        return ",".join({**self.columns, **row.cells}.values()) + "\n"

    def write(self, lines: bytes | memoryview, rows: int = 1) -> None:
        """Write lines."""
        self.file.write(lines)
        self._rows += rows

    def pad(self, path: Path) -> None:
        """Make the rows that were written before the last column was known as long as the others."""
        if not self._widths:
            return
        padded = path.with_suffix(".padded")
        with path.open("rb") as old, padded.open("wb") as new:
            start = 0
            for end, width in self._widths:
                for _ in range(end - start):
                    new.write(_record(old) + b"," * (len(self.columns) - width) + b"\n")
                start = end
            shutil.copyfileobj(old, new)
        padded.replace(path)


def _record(file: BinaryIO) -> bytes:
    """Read a row, which goes on as long as a quote is open; return it without its end."""
    row = file.readline()
    while row.count(b'"') % 2:
        row += file.readline()
    return row[:-1]


class Tables:
    """The files of nodes, or of edges: a row goes to the first whose types agree with its own."""

    def __init__(self, name: str, folder: Path, files: ExitStack) -> None:
        """Begin without a file."""
        self._name, self._folder, self._files = name, folder, files
        self.tables: list[Table] = []
        self.empty: dict[str, None] = {}

    def add(self, row: CsvRow) -> None:
        """Write a row."""
        table = self.of(row)
        table.write(table.line(row).encode())

    def widen(self, row: CsvRow) -> None:
        """Make room for all that a row has, without writing it."""
        self.of(row).line(row)

    def of(self, row: CsvRow) -> Table:
        """Return the file that a row goes to."""
        self.empty |= dict.fromkeys(row.empty)
        return next((table for table in self.tables if table.takes(row.kinds)), None) or self._another()

    def _another(self) -> Table:
        path = self._folder / f"{self._name}-{len(self.tables) + 1}.csv"
        self.tables.append(Table(self._files.enter_context(path.open("wb"))))
        return self.tables[-1]

    def finished(self) -> Iterator[str]:
        """Write the headers, pad the rows; yield the files of each table as the command names them."""
        for number, table in enumerate(self.tables, 1):
            header, data = f"{self._name}-{number}-header.csv", f"{self._name}-{number}.csv"
            names = [f"{name}:{table.kinds[name]}" if name in table.kinds else name for name in table.columns]
            (self._folder / header).write_text(",".join(names) + "\n", encoding="utf-8", newline="\n")
            table.pad(self._folder / data)
            yield f"{header},{data},{self._name}-{number}/part-.*" if table.parts else f"{header},{data}"


def _kind(value: PropertyValue) -> str:
    return _TYPES[type(value)] if not isinstance(value, list) else _TYPES[type(value[0])] + "[]"


def _cell(place: str, value: PropertyValue) -> str:
    """Return a value as CSV writes it: texts and lists quoted, since an empty text is not a missing one."""
    if isinstance(value, str):
        return _quoted(place, value, 0)
    if isinstance(value, list):
        return _quoted(place, _DELIMITER.join(map(str, value)), len(value) - 1)
    if isinstance(value, float) and not isfinite(value):
        return {"inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), "NaN")  # as Java writes them
    return repr(value).lower() if isinstance(value, bool) else repr(value)


def _quoted(place: str, text: str, delimiters: int) -> str:
    encodable(place, text)
    if _DELIMITER in text and text.count(_DELIMITER) > delimiters:
        raise ExportError(f"{place} has the character U+001F in a text; expected none. Take it out of the seeds")
    return f'"{doubled(text)}"'


def doubled(text: str) -> str:
    """Return a text as it stands between quotation marks, those that it has twice."""
    return text.replace('"', '""')


def _fill(pattern: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the Cypher that makes empty lists of the named properties."""
    found = sorted(names)
    for name in found:
        yield f"MATCH {pattern} WHERE '{name}' IN n.{_EMPTY} SET n.{name} = [];\n"
    if found:
        yield f"MATCH {pattern} WHERE n.{_EMPTY} IS NOT NULL REMOVE n.{_EMPTY};\n"
