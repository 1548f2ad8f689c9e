"""A folder for `neo4j-admin database import full`: CSV files with headers, the command, and what to run afterwards.

Source: https://neo4j.com/docs/operations-manual/current/import/
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from aigraph.export.csv_rows import EMPTY, CsvRow, Shape, edge_row, node_row
from aigraph.property_graph import Edge, Node
from aigraph.property_graph.database import LABEL, schema

__all__ = ["FILES", "ImportFolder", "write_folder"]

#: What is written.
FILES = ("nodes-*.csv", "edges-*.csv", "import.sh", "after-import.cypher")

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

    def takes(self, shape: Shape) -> bool:
        """Return whether the types of a row agree with those of the rows before."""
        return all(self.kinds.get(name, kind) == kind for name, kind in shape.kinds.items())

    def widen(self, row: CsvRow) -> None:
        """Make columns for all that a row has."""
        if self.columns and row.shape.kinds.keys() <= self.kinds.keys():
            return
        if self.columns:
            self._widths.append((self._rows, len(self.columns)))
        fixed = (name for name in row.cells if name not in row.shape.kinds)
        self.columns = dict.fromkeys([*self.columns, *fixed, *row.shape.kinds], "")
        self.kinds.update(row.shape.kinds)

    def line(self, row: CsvRow) -> str:
        """Return a row, for all of which there are columns, as a line of the file."""
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
        self._known: dict[Shape, Table] = {}
        self.empty: dict[str, None] = {}

    def add(self, row: CsvRow) -> None:
        """Write a row."""
        table = self.of(row)
        table.write(table.line(row).encode())

    def widen(self, row: CsvRow) -> None:
        """Make room for all that a row has, without writing it."""
        self.of(row)

    def of(self, row: CsvRow) -> Table:
        """Return the file that a row goes to, which has columns for all of it."""
        shape = row.shape
        if shape not in self._known:
            self.empty |= dict.fromkeys(shape.empty)
            table = next((table for table in self.tables if table.takes(shape)), None) or self._another()
            table.widen(row)
            self._known[shape] = table
        return self._known[shape]

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


def _fill(pattern: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the Cypher that makes empty lists of the named properties."""
    found = sorted(names)
    for name in found:
        yield f"MATCH {pattern} WHERE '{name}' IN n.{EMPTY} SET n.{name} = [];\n"
    if found:
        yield f"MATCH {pattern} WHERE n.{EMPTY} IS NOT NULL REMOVE n.{EMPTY};\n"
