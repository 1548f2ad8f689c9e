"""N-Quads of a graph that is columns.

Source: https://www.w3.org/TR/n-quads/
"""

from collections.abc import Callable
from typing import IO, Any

from pyoxigraph import RdfFormat, serialize

from aigraph.columns.graph import ColumnGraph
from aigraph.columns.render import Columns
from aigraph.columns.symbols import Template
from aigraph.rdf.write import to_quads

__all__ = ["write_quads"]

#: As many rows are made into text at once.
_ROWS = 4_000


def write_quads(graph: ColumnGraph, stream: IO[bytes]) -> None:
    """Write every quad, each once, in no order."""
    serialize(to_quads(graph.single, graph.ontology), stream, format=RdfFormat.N_QUADS)
    for written, columns in (*graph.entities, *graph.statements()):
        write_texts(columns, written.quads, lambda texts, _: stream.write(texts))


def write_texts(columns: Columns, template: Template, write: Callable[[memoryview, int], object]) -> None:
    """Write a template filled with each row; `write` takes texts and how many rows they are."""
    for part in columns.slices(_ROWS):
        write(text_of(part.text(template)), len(part))


def text_of(texts: Any) -> memoryview:
    """Return the texts of an array, one after the other."""
    _, offsets, data = texts.buffers()
    places = memoryview(offsets).cast("i")
    return memoryview(data)[places[texts.offset] : places[texts.offset + len(texts)]] if data else memoryview(b"")
