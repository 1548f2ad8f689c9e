"""What passes between driver and workers: rows read, as what lines come to, beside the columns of their cells."""

import io
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy
import pyarrow
from pyarrow import ipc

from aigraph.columns.render import Columns
from aigraph.columns.templates import Written
from aigraph.namespaces import Iris

__all__ = [
    "NAMES", "PARTS", "SUMMARY", "Part", "attributes_of", "cells_of", "frozen", "keys_of", "mapped", "names_of",
    "quads_of", "thawed",
]  # fmt: skip

#: As many rows are made into text at once.
_ROWS = 4_000

#: A table of the folder, the line of its mapping, what that comes to, and the cells: a row of Spark's is many rows.
PARTS = "table int, line int, written binary, cells binary"
#: In place of a line: what the rows are called, and what became of a batch.
NAMES, SUMMARY = -1, -2


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of which a line says the same with other cells."""

    table: int
    line: int
    written: tuple[Written, ...]
    columns: Columns


def frozen(item: Any) -> bytes:
    """Return anything as bytes that another process makes the same of."""
    return zlib.compress(pickle.dumps(item, protocol=5), 1)


def thawed(data: bytes) -> Any:
    """Return what was frozen."""
    return pickle.loads(zlib.decompress(data))


def cells_of(arrays: Mapping[str, Any]) -> bytes:
    """Return columns as bytes."""
    table, stream = pyarrow.table(dict(arrays)), io.BytesIO()
    with ipc.new_stream(stream, table.schema, options=ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return stream.getvalue()


def mapped(function: Callable[[Iterator[Part]], Iterator[Any]], held: Any, batches: Iterable[Any]) -> Iterator[Any]:
    """Yield what a function makes of the parts in Arrow batches of PARTS; `held` are IRIs, and the rows put aside."""
    iris, aside = held.value
    return function(_parts(iris, aside, batches))


def _parts(iris: Iris, aside: Mapping[tuple[int, int], Any], batches: Iterable[Any]) -> Iterator[Part]:
    for batch in batches:
        for row in batch.to_pylist():
            arrays = _arrays(row["cells"])
            away = aside.get((row["table"], row["line"]))
            if away is not None:
                kept = pyarrow.array(~numpy.isin(arrays["row"].to_numpy(), away))
                arrays = {name: array.filter(kept) for name, array in arrays.items()}
            columns = Columns(iris, arrays)
            if len(columns):
                yield Part(row["table"], row["line"], thawed(row["written"]), columns)


def _arrays(cells: bytes) -> dict[str, Any]:
    table = ipc.open_stream(cells).read_all().combine_chunks()
    return {name: table.column(name).chunk(0) for name in table.column_names}


def keys_of(parts: Iterator[Part]) -> Iterator[Any]:
    """Yield what others must not share with the statements of parts, with the table, line and row of each."""
    for part in parts:
        for key in (key for written in part.written for key in written.keys):
            rows = part.columns.arrays["row"].cast(pyarrow.int32())
            of = (_constant(number, len(rows)) for number in (part.table, part.line))
            yield pyarrow.record_batch([*of, rows, part.columns.text(key)], names=["table", "line", "row", "key"])


def attributes_of(parts: Iterator[Part]) -> Iterator[Any]:
    """Yield the properties that statements give to the nodes of their subjects; of a list, the items one by one."""
    for part in parts:
        for written in (written for written in part.written if written.attributes):
            subjects, size = part.columns.text(written.subject), len(part.columns)
            for name, value in written.attributes.items():
                kind = type(value).__name__
                for item in value if isinstance(value, list) else [value]:
                    texts = part.columns.text(written.symbols.template(str(item)))
                    of = [_constant(part.table, size), subjects, _constant(name, size), _constant(kind, size), texts]
                    yield pyarrow.record_batch(of, names=["table", "subject", "name", "kind", "value"])


def _constant(value: int | str, size: int) -> Any:
    return pyarrow.repeat(pyarrow.scalar(value, pyarrow.int32() if isinstance(value, int) else pyarrow.string()), size)


def names_of(batches: Iterable[Any]) -> Iterator[Any]:
    """Yield what rows are called, of Arrow batches of PARTS that have that."""
    for batch in batches:
        for cells in batch.column("cells").to_pylist():
            arrays = _arrays(cells)
            yield pyarrow.record_batch(list(arrays.values()), names=list(arrays))


def quads_of(parts: Iterator[Part]) -> Iterator[Any]:
    """Yield N-Quads: those of a statement are one text, without the end of its last line."""
    for part in parts:
        for written in part.written:
            *begun, last = written.quads
            assert isinstance(last, str)
            for columns in part.columns.slices(_ROWS):
                texts = columns.text((*begun, last.removesuffix("\n")))
                yield pyarrow.record_batch([texts], names=["value"])
