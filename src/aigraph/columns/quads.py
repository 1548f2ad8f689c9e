"""N-Quads of a graph that is columns.

Source: https://www.w3.org/TR/n-quads/
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import IO, Any

from pyoxigraph import RdfFormat, serialize

from aigraph.columns.graph import ColumnGraph
from aigraph.columns.render import Columns
from aigraph.columns.symbols import Template
from aigraph.rdf.write import to_quads

__all__ = ["write_quads"]

#: As many rows are made into text at once.
_ROWS = 1_000


def write_quads(graph: ColumnGraph, stream: IO[bytes]) -> None:
    """Write every quad, each once, in no order."""
    serialize(to_quads(graph.single, graph.ontology), stream, format=RdfFormat.N_QUADS)
    for written, columns in chain(graph.entities, graph.statements()):
        write_texts(columns, written.quads, lambda texts, _: stream.write(texts))


def write_texts(columns: Columns, template: Template, write: Callable[[memoryview, int], object]) -> None:
    """Write a template filled with each row; `write` takes texts and how many rows they are.

    Arrow joins texts without holding Python's lock, so that two threads do it.
    """
    with ThreadPoolExecutor(2) as pool:
        waiting: deque[tuple[Future[memoryview], int]] = deque()
        for part in columns.slices(_ROWS):
            waiting.append((pool.submit(_filled, part, template), len(part)))
            if len(waiting) > 2:
                texts, rows = waiting.popleft()
                write(texts.result(), rows)
        for texts, rows in waiting:
            write(texts.result(), rows)


def _filled(columns: Columns, template: Template) -> memoryview:
    return text_of(columns.text(template))


def text_of(texts: Any) -> memoryview:
    """Return the texts of an array, one after the other."""
    _, offsets, data = texts.buffers()
    places = memoryview(offsets).cast("i")
    return memoryview(data)[places[texts.offset] : places[texts.offset + len(texts)]] if data else memoryview(b"")
