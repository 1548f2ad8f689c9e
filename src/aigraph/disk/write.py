"""A graph of columns written where it is asked on disk: quads in a store, nodes and edges in SQLite and as Parquet."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from threading import Thread
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from aigraph.columns.graph import ColumnGraph
from aigraph.columns.properties import each_edge, each_node, table_of
from aigraph.columns.quads import write_quads
from aigraph.cypher.graph import Contents
from aigraph.cypher.on_disk import GraphFile
from aigraph.disk.parts import Parts
from aigraph.export.parquet import row, tables, write_tables
from aigraph.model import Graph, Statement
from aigraph.namespaces import TENTATIVE_GRAPH
from aigraph.property_graph import Edge, Node, Projection
from aigraph.rdf.schema import schema_quads
from aigraph.rdf.write import to_quads

__all__ = ["load_quads", "mark_tentative", "write_properties"]

_PART = 5_000


def load_quads(graph: ColumnGraph, place: Path) -> Store:
    """Make a store of what is stated and of the ontology; the quads come through a pipe and are never held."""
    store = Store(str(place))
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def pour() -> None:
        with os.fdopen(writing, "wb", buffering=1 << 20) as stream:
            try:
                write_quads(graph, stream)
            except BaseException as err:  # noqa: BLE001 - raised below, where the store is made
                failed.append(err)

    thread = Thread(target=pour)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            store.bulk_load(input=stream, format=RdfFormat.N_QUADS)
    finally:
        thread.join()
    if failed:
        raise failed[0]
    store.bulk_extend(schema_quads(graph.ontology))
    return store


def mark_tentative(parts: Parts) -> None:
    """Give the store what is tentative as direct triples, in a graph of their own, seen by who asks for it."""
    home = NamedNode(TENTATIVE_GRAPH)
    waiting = parts.tentative()
    while ids := list(islice(waiting, _PART)):
        settled = (replace(found, settled=True) for found in parts.statements(ids) if not found.retracted)
        shown = Graph(statements=tuple(settled), iris=parts.iris)
        direct = (q for q in to_quads(shown, parts.ontology) if parts.iris.is_entity(getattr(q.subject, "value", "")))
        parts.store.extend(
            Quad(q.subject, q.predicate, q.object, home)
            for q in direct
            if next(parts.store.quads_for_pattern(q.subject, q.predicate, q.object, None), None) is None
        )


def write_properties(graph: ColumnGraph, derived: Iterable[Statement], place: Path) -> Contents:
    """Write nodes and edges, also those of derived statements, to `graph.sqlite`, `nodes.parquet`, `edges.parquet`."""
    nodes, file = graph.nodes(), GraphFile(place / "graph.sqlite")
    drawn = Projection(Graph(statements=tuple(derived), iris=graph.single.iris), graph.ontology)
    write_tables(_tables(nodes.single(), each_node(nodes), file.add_nodes), place / "nodes.parquet")
    singles = chain(nodes.edges(), drawn.edges())
    write_tables(_tables(singles, each_edge(nodes), file.add_edges), place / "edges.parquet")
    return file.close()


def _tables(
    singles: Iterable[Node] | Iterable[Edge], many: Iterable[Any], add: Callable[[Iterable[Mapping[str, Any]]], None]
) -> Iterator[Any]:
    """Yield nodes or edges as tables, having added each."""
    left: Iterator[Any] = iter(singles)
    while some := list(islice(left, _PART)):
        add(map(row, some))
        yield from tables(some)
    for item in many:
        found = table_of(*item)
        for part in found.to_batches(max_chunksize=_PART):
            add(part.to_pylist())
        yield found
