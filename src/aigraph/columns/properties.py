"""Parquet tables and rows for `neo4j-admin` of a graph that is columns."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy
import pyarrow

from aigraph.columns.graph import Nodes
from aigraph.columns.quads import write_texts
from aigraph.columns.render import Columns
from aigraph.columns.symbols import Field, Symbols
from aigraph.export.csv_rows import edge_row, node_row
from aigraph.export.neo4j_admin import ImportFolder
from aigraph.export.parquet import row, tables, write_tables
from aigraph.property_graph import Edge, Node
from aigraph.property_graph.database import date_names

__all__ = ["write_import", "write_parquet"]


def each_node(nodes: Nodes) -> Iterator[tuple[Node, Symbols, Columns]]:
    """Yield the nodes of the rows, and of what only they name."""
    for written, columns in nodes.entities():
        yield from ((node, written.symbols, columns) for node in written.nodes)
    for written, columns in nodes.graph.statements():
        yield from ((node, written.symbols, columns) for node in written.nodes)


def each_edge(nodes: Nodes) -> Iterator[tuple[Edge, Symbols, Columns]]:
    """Yield the edges of the rows."""
    for written, columns in nodes.graph.statements():
        yield from ((edge, written.symbols, columns) for edge in written.edges)


def write_parquet(nodes: Nodes, folder: Path) -> None:
    """Write `nodes.parquet` and `edges.parquet`."""

    def all_nodes() -> Iterator[Any]:
        yield from tables(nodes.single())
        yield from (table_of(*many) for many in each_node(nodes))

    def all_edges() -> Iterator[Any]:
        yield from tables(nodes.edges())
        yield from (table_of(*many) for many in each_edge(nodes))

    write_tables(all_nodes(), folder / "nodes.parquet")
    write_tables(all_edges(), folder / "edges.parquet")


def write_import(nodes: Nodes, folder: Path) -> None:
    """Write a folder for `neo4j-admin database import`."""
    with ImportFolder(folder) as written:
        for pattern in nodes.graph.patterns():  # first, so that no row has to be made longer later
            for node in pattern.nodes:
                written.nodes.widen(node_row(node))
            for edge in pattern.edges:
                written.edges.widen(edge_row(edge))
        for node in nodes.single():
            written.add_node(node)
        for edge in nodes.edges():
            written.add_edge(edge)
        for node, symbols, columns in each_node(nodes):
            _write_rows(written.nodes, node_row(node), symbols, columns)
        for edge, symbols, columns in each_edge(nodes):
            written.types.add(edge.type)
            _write_rows(written.edges, edge_row(edge), symbols, columns)


def _write_rows(files: Any, row: Any, symbols: Symbols, columns: Columns) -> None:
    table = files.of(row)
    template = symbols.template(table.line(row), "csv")
    write_texts(columns, template, table.write)


def table_of(item: Node | Edge, symbols: Symbols, columns: Columns) -> Any:
    """Return nodes or edges as a table, as rows of them would be."""
    properties = row_of_symbols(item)
    dates = date_names(tuple(item.properties))
    return pyarrow.table(
        {name: _array(value, symbols, columns, is_date=name in dates) for name, value in properties.items()}
    )


def row_of_symbols(item: Node | Edge) -> dict[str, Any]:
    """Return a node or an edge of symbols as a row, in which dates are still text."""
    dates = set(date_names(tuple(item.properties)))
    plain = {name: value for name, value in item.properties.items() if name not in dates}
    without: Node | Edge = (
        Node(item.id, item.labels, plain)
        if isinstance(item, Node)
        else Edge(item.id, item.source, item.target, item.type, plain)
    )
    return {**{name: item.properties[name] for name in dates}, **row(without)}


def _array(value: Any, symbols: Symbols, columns: Columns, *, is_date: bool) -> Any:
    """Return the values of a property as a column."""
    if isinstance(value, list):
        return _lists(value, symbols, columns)
    template = symbols.template(str(value))
    if not any(isinstance(part, Field) for part in template):
        constant = date.fromisoformat(value) if is_date else value
        return pyarrow.repeat(pyarrow.scalar(constant), len(columns))
    kind = (
        pyarrow.date32()
        if is_date
        else {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}[type(value)]
    )
    return columns.text(template).cast(kind)


def _lists(values: list[Any], symbols: Symbols, columns: Columns) -> Any:
    count, size = len(columns), len(values)
    if not any(isinstance(part, Field) for value in values for part in symbols.template(str(value))):
        return pyarrow.array([values]).take(pyarrow.array(numpy.zeros(count, numpy.int32)))  # `repeat` refuses 0
    each = [_array(value, symbols, columns, is_date=False) for value in values]
    order = (numpy.arange(size)[None, :] * count + numpy.arange(count)[:, None]).ravel()
    offsets = pyarrow.array(numpy.arange(0, count * size + 1, size, dtype=numpy.int32))
    return pyarrow.ListArray.from_arrays(offsets, pyarrow.concat_arrays(each).take(pyarrow.array(order)))
