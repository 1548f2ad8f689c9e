"""Parquet: a folder with a table of nodes and a table of edges, for polars, DuckDB, pandas and Spark."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.errors import ExportError, not_installed
from aigraph.property_graph import Edge, Node
from aigraph.property_graph.database import with_dates

if TYPE_CHECKING:
    import pyarrow

__all__ = ["FILES", "write_folder"]

#: What is written.
FILES = ("nodes.parquet", "edges.parquet")

_BATCH = 50_000


def write_folder(nodes: Iterable[Node], edges: Iterable[Edge], folder: Path) -> None:
    """Write `nodes.parquet` and `edges.parquet`, a batch of rows at a time.

    A column a property. Nodes have the column `labels`; edges `source`, `target` and `type`. Dates are dates, lists
    are lists. A property that is a text in one row is text in all; one that is an int or a float is a double.

    Raises:
        MissingDependency: pyarrow is not installed.
        ExportError: a property has the name of one of these columns; a number or a text is none that Parquet holds.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError as err:
        raise not_installed("Parquet", "pyarrow", "parquet") from err
    _write((_row(n, {"labels": list(n.labels)}) for n in nodes), folder / "nodes.parquet")
    _write((_row(e, {"source": e.source, "target": e.target, "type": e.type}) for e in edges), folder / "edges.parquet")


def _row(item: Node | Edge, fixed: dict[str, Any]) -> dict[str, Any]:
    row = with_dates(item.properties)
    for name in fixed:
        if name in row:
            raise ExportError(f"{item.id!r} has a property {name!r}, which the table uses. Rename it in the ontology")
    row.update(fixed, id=item.id)
    return row


def _write(rows: Iterator[dict[str, Any]], path: Path) -> None:
    """Write rows to a file. Which columns there are is known after the last row, so that batches wait on disk."""
    import pyarrow
    from pyarrow import ipc, parquet

    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".batches") as scratch:
        batches: list[Path] = []
        kinds: dict[str, pyarrow.DataType] = {}
        while waiting := list(islice(rows, _BATCH)):
            table = _table(waiting)
            for field in table.schema:
                kinds[field.name] = _both(kinds.get(field.name), field.type)
            batches.append(Path(scratch, str(len(batches))))
            with ipc.new_file(str(batches[-1]), table.schema) as file:
                file.write_table(table)
        schema = pyarrow.schema(list(kinds.items()))
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in batches:
                with ipc.open_file(str(batch)) as file:
                    writer.write_table(_conform(file.read_all(), schema))


def _table(rows: list[dict[str, Any]]) -> "pyarrow.Table":
    import pyarrow

    names = dict.fromkeys(name for row in rows for name in row)
    return pyarrow.table({name: _column(name, rows) for name in names})


def _column(name: str, rows: list[dict[str, Any]]) -> "pyarrow.Array[Any]":
    try:
        return _array([row.get(name) for row in rows])
    except (UnicodeEncodeError, OverflowError) as err:
        if len(rows) > 1:
            for row in rows:
                _column(name, [row])
        raise ExportError(f"{rows[0]['id']!r}: {name}: {err}; expected what Parquet can hold. Remove it") from err


def _array(values: list[Any]) -> "pyarrow.Array[Any]":
    import pyarrow

    try:
        return pyarrow.array(values)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
        return pyarrow.array([v if v is None or isinstance(v, str) else json.dumps(v, default=str) for v in values])


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


def _conform(table: "pyarrow.Table", schema: "pyarrow.Schema") -> "pyarrow.Table":
    import pyarrow

    columns = [
        table.column(field.name).cast(field.type) if field.name in table.column_names
        else pyarrow.nulls(len(table), field.type)
        for field in schema
    ]  # fmt: skip
    return pyarrow.table(columns, schema=schema)
