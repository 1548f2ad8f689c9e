"""Nodes and edges of parts, as rows of Parquet and lines for `neo4j-admin`: made by workers, planned by the driver."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy
import pyarrow

from aigraph.columns.attributes import Key, extended, key_of
from aigraph.columns.properties import table_of
from aigraph.columns.render import Columns
from aigraph.columns.symbols import Symbols
from aigraph.columns.templates import Written
from aigraph.export.csv_rows import CsvRow, edge_row, node_row
from aigraph.export.neo4j_admin import Table
from aigraph.export.parquet import Types, conform
from aigraph.namespaces import Iris
from aigraph.property_graph import Edge, Node
from aigraph.spark.parts import Part

__all__ = [
    "ENTITIES", "Known", "Thing", "as_lines", "as_rows", "edges_of", "empty", "entities_of", "inexact", "nodes_of",
    "row_of",
]  # fmt: skip

#: Nodes or edges of many rows.
Thing = tuple[Node | Edge, Symbols, Columns]
#: An entity that only tables name: which of the patterns it has, and the cells of that.
ENTITIES = "id string, pattern int, cells array<string>"
_ROWS = 20_000


def nodes_of(parts: Iterable[Part]) -> Iterator[Thing]:
    """Yield the nodes of statements."""
    for part in parts:
        yield from ((node, one.symbols, part.columns) for one in part.written for node in one.nodes)


def edges_of(parts: Iterable[Part]) -> Iterator[Thing]:
    """Yield the edges of statements."""
    for part in parts:
        yield from ((edge, one.symbols, part.columns) for one in part.written for edge in one.edges)


def entities_of(parts: Iterable[Part]) -> Iterator[Any]:
    """Yield entities, a row each, for Spark."""
    for part in parts:
        [written] = part.written
        for columns in part.columns.slices(_ROWS):
            count, width = len(columns), len(columns.arrays)
            order = (numpy.arange(width)[None, :] * count + numpy.arange(count)[:, None]).ravel()
            cells = pyarrow.concat_arrays([a.cast(pyarrow.string()) for a in columns.arrays.values()])
            offsets = pyarrow.array(numpy.arange(0, count * width + 1, width, dtype=numpy.int32))
            rows = pyarrow.ListArray.from_arrays(offsets, cells.take(pyarrow.array(order)))
            pattern = pyarrow.repeat(pyarrow.scalar(part.line, pyarrow.int32()), count)
            yield pyarrow.record_batch([columns.text(written.id), pattern, rows], names=["id", "pattern", "cells"])


@dataclass(frozen=True, slots=True)
class Known:
    """Nodes of entities of which the same properties are known, by the patterns of entities."""

    iris: Iris
    patterns: Sequence[tuple[Written, tuple[str, ...]]]

    def things(self, batches: Iterable[Any]) -> Iterator[Thing]:
        """Yield the nodes in Arrow batches of ENTITIES with `more`, what is known of each."""
        for batch in batches:
            groups: dict[tuple[int, tuple[Key, ...]], list[tuple[list[str], list[str]]]] = {}
            for row in batch.to_pylist():
                more = row["more"] or ()
                kinds = tuple(key_of(**one) for one in more)
                values = [value for one in more for value in one["values"]]
                groups.setdefault((row["pattern"], kinds), []).append((row["cells"], values))
            for (pattern, kinds), rows in groups.items():
                cells, said = zip(*rows, strict=True)
                yield self.thing(pattern, kinds, cells, said)

    def thing(self, pattern: int, kinds: Sequence[Key], cells: Sequence[Any], values: Sequence[Any]) -> Thing:
        """Return the nodes of a pattern, with properties of some kinds."""
        written, names = self.patterns[pattern]
        columns = Columns(self.iris, dict(zip(names, _turned(cells, len(names)), strict=True)))
        widths = [count if kind is list and isinstance(count, int) else 1 for _, kind, count in kinds]
        texts = iter(_turned(values, sum(widths)))
        more = [(key, list(islice(texts, width))) for key, width in zip(kinds, widths, strict=True)]
        found, columns = extended(written, columns, more)
        return found.nodes[0], found.symbols, columns


def _turned(rows: Sequence[Sequence[str]], width: int) -> list[Any]:
    """Return rows as columns."""
    columns = zip(*rows, strict=True) if rows else [()] * width
    return [pyarrow.array(list(column), pyarrow.string()) for column in columns] if width else []


def empty(iris: Iris, item: Node | Edge, symbols: Symbols) -> Any:
    """Return a table without a row, with the columns that nodes or edges have."""
    columns = Columns(iris, {name: pyarrow.array([], pyarrow.string()) for name in [*symbols.columns, "row"]})
    return table_of(item, symbols, columns)


def as_rows(schema: Any, things: Iterable[Thing]) -> Iterator[Any]:
    """Yield nodes or edges as Arrow batches of a schema."""
    for item, symbols, columns in things:
        for some in columns.slices(_ROWS):
            yield from conform(table_of(item, symbols, some), schema).to_batches()


def inexact(names: Sequence[str], things: Iterable[Thing]) -> Iterator[Any]:
    """Yield those of some names under which there are whole numbers that no double is equal to."""
    types = Types()
    for item, symbols, columns in things:
        if any(type(item.properties.get(name)) is int for name in names):
            types.add(table_of(item, symbols, columns))
    yield pyarrow.record_batch([pyarrow.array(sorted(types.whole & {*names}), pyarrow.string())], names=["name"])


def row_of(item: Node | Edge) -> CsvRow:
    """Return a node or an edge as a row for `neo4j-admin`."""
    return node_row(item) if isinstance(item, Node) else edge_row(item)


def as_lines(kinds: Sequence[tuple[Mapping[str, str], Mapping[str, str]]], things: Iterable[Thing]) -> Iterator[Any]:
    """Yield nodes or edges as lines, each with the number of its file; of each file the types and columns are given."""
    tables = [Table(io.BytesIO(), *of) for of in kinds]
    for item, symbols, columns in things:
        row = row_of(item)
        number = next(number for number, table in enumerate(tables, 1) if table.takes(row.shape))
        template = symbols.template(tables[number - 1].line(row).removesuffix("\n"), "csv")
        for some in columns.slices(_ROWS):
            file = pyarrow.repeat(pyarrow.scalar(number, pyarrow.int32()), len(some))
            yield pyarrow.record_batch([file, some.text(template)], names=["file", "value"])
