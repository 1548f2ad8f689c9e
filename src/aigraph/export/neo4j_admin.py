"""A folder for `neo4j-admin database import full`: CSV files with headers, the command, and what to run afterwards.

Source: https://neo4j.com/docs/operations-manual/current/import/
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from math import isfinite
from pathlib import Path
from typing import BinaryIO, TextIO

from aigraph.errors import ExportError
from aigraph.export.attributes import encodable
from aigraph.property_graph import Edge, Node, PropertyValue
from aigraph.property_graph.database import LABEL, date_names, schema

__all__ = ["FILES", "write_folder"]

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
    with ExitStack() as files:
        node_tables, edge_tables = _Tables("nodes", folder, files), _Tables("edges", folder, files)
        for node in nodes:
            fixed: dict[str, PropertyValue] = {"id:ID": node.id, ":LABEL": [*node.labels, LABEL]}
            node_tables.add(f"node {node.id!r}", fixed, node.properties)
        types: set[str] = set()
        for edge in edges:
            types.add(edge.type)
            ends: dict[str, PropertyValue] = {":START_ID": edge.source, ":END_ID": edge.target, ":TYPE": edge.type}
            edge_tables.add(f"edge {edge.id!r}", {**ends, "id:string": edge.id}, edge.properties)
    options = [f"--nodes={names}" for names in node_tables.finished()]
    options += [f"--relationships={names}" for names in edge_tables.finished()]
    command = folder / "import.sh"
    command.write_text(
        _COMMAND.format(files="".join(f"  {option} \\\n" for option in options)), encoding="utf-8", newline="\n"
    )
    command.chmod(0o755)
    empty = [*_fill(f"(n:{LABEL})", node_tables.empty), *_fill(f"(:{LABEL})-[n]->()", edge_tables.empty)]
    after = _AFTER.format(schema="".join(f"{q};\n" for q in schema(types).values()), empty="".join(empty))
    (folder / "after-import.cypher").write_text(after, encoding="utf-8", newline="\n")


class _Table:
    """A file of rows without a header, whose columns are known when the last row is written."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.kinds: dict[str, str] = {}
        self.columns: dict[str, str] = {}
        self._rows = 0
        self._widths: list[tuple[int, int]] = []

    def takes(self, kinds: Mapping[str, str]) -> bool:
        """Return whether the types of a row agree with those of the rows before."""
        return kinds.items() <= self.kinds.items() or all(
            self.kinds.get(name, kind) == kind for name, kind in kinds.items()
        )

    def add(self, kinds: Mapping[str, str], cells: dict[str, str]) -> None:
        if not self.columns or not kinds.keys() <= self.kinds.keys():
            self.kinds.update(kinds)
            if self.columns:
                self._widths.append((self._rows, len(self.columns)))
            self.columns = dict.fromkeys([*self.columns, *cells], "")
        self.file.write(",".join({**self.columns, **cells}.values()) + "\n")
        self._rows += 1

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


class _Tables:
    """The files of nodes, or of edges: a row goes to the first whose types agree with its own."""

    def __init__(self, name: str, folder: Path, files: ExitStack) -> None:
        self._name, self._folder, self._files = name, folder, files
        self._tables: list[_Table] = []
        self.empty: dict[str, None] = {}

    def add(self, place: str, fixed: Mapping[str, PropertyValue], properties: Mapping[str, PropertyValue]) -> None:
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
            self.empty |= dict.fromkeys(nothing)
            kinds[_EMPTY], cells[_EMPTY] = "string[]", _cell(place, nothing)
        table = next((table for table in self._tables if table.takes(kinds)), None) or self._another()
        table.add(kinds, cells)

    def _another(self) -> _Table:
        path = self._folder / f"{self._name}-{len(self._tables) + 1}.csv"
        self._tables.append(_Table(self._files.enter_context(path.open("w", encoding="utf-8", newline=""))))
        return self._tables[-1]

    def finished(self) -> Iterator[str]:
        """Write the headers, pad the rows; yield the files of each table as the command names them."""
        for number, table in enumerate(self._tables, 1):
            header, data = f"{self._name}-{number}-header.csv", f"{self._name}-{number}.csv"
            names = [f"{name}:{table.kinds[name]}" if name in table.kinds else name for name in table.columns]
            (self._folder / header).write_text(",".join(names) + "\n", encoding="utf-8", newline="\n")
            table.pad(self._folder / data)
            yield f"{header},{data}"


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
    return '"' + text.replace('"', '""') + '"'


def _fill(pattern: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the Cypher that makes empty lists of the named properties."""
    found = sorted(names)
    for name in found:
        yield f"MATCH {pattern} WHERE '{name}' IN n.{_EMPTY} SET n.{name} = [];\n"
    if found:
        yield f"MATCH {pattern} WHERE n.{_EMPTY} IS NOT NULL REMOVE n.{_EMPTY};\n"
