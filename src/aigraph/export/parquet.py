"""Parquet: a folder with a table of nodes and a table of edges, for polars, DuckDB, pandas and Spark."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.errors import ExportError, not_installed
from aigraph.export.attributes import beside
from aigraph.property_graph import Edge, Node
from aigraph.property_graph.database import date_names, with_dates

if TYPE_CHECKING:
    import pyarrow

__all__ = ["FILES", "Types", "conform", "row", "tables", "write_folder", "write_tables"]

#: What is written.
FILES = ("nodes.parquet", "edges.parquet")

_BATCH = 50_000
#: The columns that are no properties.
_OWN: Mapping[type, tuple[str, ...]] = {Node: ("labels", "id"), Edge: ("source", "target", "type", "id")}


def write_folder(nodes: Iterable[Node], edges: Iterable[Edge], folder: Path) -> None:
    """Write `nodes.parquet` and `edges.parquet`, a batch of rows at a time.

    A column a property. Nodes have the column `labels`; edges `source`, `target` and `type`. Dates are dates, lists
    are lists. A property that is a text in one row is text in all; one that is an int or a
    float is a double, where that is exact.

    Raises:
        MissingDependency: pyarrow is not installed.
        ExportError: a property has the name of one of these columns; a number or a text is none that Parquet holds.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError as err:
        raise not_installed("Parquet", "pyarrow", "parquet") from err
    write_tables(tables(nodes), folder / "nodes.parquet")
    write_tables(tables(edges), folder / "edges.parquet")


def tables(items: "Iterable[Node] | Iterable[Edge]") -> Iterator["pyarrow.Table"]:
    """Yield nodes or edges as tables, some rows at a time."""
    left: Iterator[Node | Edge] = iter(items)
    while waiting := list(islice(left, _BATCH)):
        yield _table(waiting)


def row(item: Node | Edge) -> dict[str, Any]:
    """Return a node or an edge as a row. Raises ExportError where a property has the name of a column."""
    own = {name: getattr(item, name) for name in _OWN[type(item)]}
    if isinstance(item, Node):
        own["labels"] = list(item.labels)
    return beside(item, with_dates(item.properties), own)


@dataclass(slots=True)
class Types:
    """The types that the values of many tables fit, by column; `whole` have a whole number that is no double."""

    kinds: dict[str, "pyarrow.DataType"] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def add(self, table: "pyarrow.Table") -> None:
        """Take in the columns of a table."""
        for name, column in zip(table.column_names, table.columns, strict=True):
            self.kinds[name] = _both(self.kinds.get(name), column.type)
            self.whole |= {name} if _is_no_double(column) else set()

    def schema(self) -> "pyarrow.Schema":
        """Return the columns with their types."""
        import pyarrow

        texts = {name for name in self.whole if self.kinds[name] == pyarrow.float64()}
        return pyarrow.schema([(n, pyarrow.string() if n in texts else k) for n, k in self.kinds.items()])


def write_tables(tables: Iterable["pyarrow.Table"], path: Path) -> None:
    """Write tables to a file. Which columns there are is known after the last one, so that they wait on disk."""
    from pyarrow import ipc, parquet

    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".batches") as scratch:
        batches: list[Path] = []
        types = Types()
        for table in tables:
            types.add(table)
            batches.append(Path(scratch, str(len(batches))))
            with ipc.new_file(str(batches[-1]), table.schema) as file:
                file.write_table(table)
        schema = types.schema()
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in batches:
                with ipc.open_file(str(batch)) as file:
                    writer.write_table(conform(file.read_all(), schema))


def _table(items: Sequence[Node | Edge]) -> "pyarrow.Table":
    """Return nodes, or edges, as a table, column by column."""
    import pyarrow

    properties = [item.properties for item in items]
    own = {name: list(map(attrgetter(name), items)) for name in _OWN[type(items[0])]}
    names = dict.fromkeys([*properties[0], *own, *chain.from_iterable(properties)])
    for name, values in own.items():
        if values != [found.get(name, value) for found, value in zip(properties, values, strict=True)]:
            for item in items:  # where one says something else there, it is refused
                row(item)
    dates = set(date_names(tuple(names)))
    columns = {name: own.get(name) or [found.get(name) for found in properties] for name in names}
    return pyarrow.table({name: _column(name, items, values, name in dates) for name, values in columns.items()})


def _column(name: str, items: Sequence[Node | Edge], values: list[Any], is_date: bool) -> "pyarrow.Array[Any]":
    import pyarrow

    try:
        return pyarrow.array(values, pyarrow.string()).cast(pyarrow.date32()) if is_date else _array(values)
    except (UnicodeEncodeError, OverflowError) as err:
        if len(items) > 1:
            for item, value in zip(items, values, strict=True):
                _column(name, [item], [value], is_date)
        raise ExportError(f"{items[0].id!r}: {name}: {err}; expected what Parquet can hold. Remove it") from err


def _array(values: list[Any]) -> "pyarrow.Array[Any]":
    import pyarrow

    try:
        return pyarrow.array(values)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
        if all(v is None or (type(v) in (int, float) and float(v) == v) for v in values):
            return pyarrow.array([v if v is None else float(v) for v in values])
        return pyarrow.array([v if v is None or isinstance(v, str) else json.dumps(v, default=str) for v in values])


def _is_no_double(column: "pyarrow.ChunkedArray") -> bool:
    """Return whether there are whole numbers in a column that no double is equal to."""
    import pyarrow
    from pyarrow import compute

    if not pyarrow.types.is_int64(column.type) or not compute.any(compute.greater(compute.abs(column), 2**53)).as_py():
        return False
    return any(value is not None and float(value) != value for value in column.to_pylist())


def _both(one: "pyarrow.DataType | None", other: "pyarrow.DataType") -> "pyarrow.DataType":
    """Return the type that holds the values of both."""
    import pyarrow

    if one is None or one == other or pyarrow.types.is_null(one):
        return other
    if pyarrow.types.is_null(other):
        return one
    if pyarrow.types.is_list(one) and pyarrow.types.is_list(other):
        return pyarrow.list_(_both(one.value_type, other.value_type))
    numbers = {pyarrow.int64(), pyarrow.float64()}
    return pyarrow.float64() if {one, other} == numbers else pyarrow.string()


def conform(table: "pyarrow.Table", schema: "pyarrow.Schema") -> "pyarrow.Table":
    """Return a table with the columns and types of a schema."""
    import pyarrow

    columns = [
        table.column(field.name).cast(field.type, safe=False) if field.name in table.column_names
        else pyarrow.nulls(len(table), field.type)
        for field in schema
    ]  # fmt: skip
    return pyarrow.table(columns, schema=schema)
