"""What many statements cost: each step beside its floor, the bare engine given ready-made rows, with peak memory.

CPU seconds of all threads, medians of three, step and floor in turn, each in a process of its own; neither making its
input nor collecting its garbage is counted. Neo4j is asked where NEO4J_URI and NEO4J_PASSWORD name a server that may be
emptied; it takes a tenth of the statements, in seconds, since the server's work is no time of ours.

Run: python benchmarks/scale.py [STATEMENTS] [STEP …], a step by the word that it begins with
"""

import csv
import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

import aigraph
from aigraph.model import Date, Entity, Evidence, Graph, Quantity, Ref, Source, Span, Statement
from aigraph.property_graph import Edge, Node, Projection, PropertyGraph
from aigraph.rdf.write import to_quads

PREDICATES = ("workedAt", "supplies", "investedIn", "pairedWith")


class Statements:
    """Statements made one after the other, each time they are gone over."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __iter__(self) -> Iterator[Statement]:
        """Yield relations with dates, amounts and a quote; one in ten is rumoured."""
        things = max(self.count // 5, 10)
        for i in range(self.count):
            rumour = i % 10 == 0
            identifier = f"e{i % things}/{PREDICATES[i % 4]}/e{i * 7 % things}/{i}"
            quote = Span(f"第{i}句话说的就是这件事", i * 12, i * 12 + 12)
            known = Evidence(f"{identifier}/s", "s", None, quote, modality="rumoured" if rumour else "asserted")
            yield Statement(
                identifier,
                f"e{i % things}",
                PREDICATES[i % 4],
                Ref(f"e{i * 7 % things}"),
                {
                    "startDate": (Date("2021", "2021-01-01", "2021-12-31"),),
                    "value": (Quantity(Decimal(i), unit="piece"),),
                },
                evidence=(known,),
                settled=not rumour,
            )


def generated(count: int) -> Graph:
    """Return a graph whose statements are made when they are asked for."""
    things = max(count // 5, 10)
    entities = tuple(Entity(f"e{i}", ("Company",), {"en": f"Company {i}"}, (f"公司{i}",)) for i in range(things))
    statements: Any = Statements(count)
    return Graph(entities, (Source("s", {"en": "A source"}),), statements)


def held(count: int) -> Graph:
    """Return the same, with its statements in memory."""
    graph = generated(count)
    return Graph(graph.entities, graph.sources, tuple(graph.statements))


def pieces(count: int) -> PropertyGraph:
    """Return its property graph, nodes by label and edges by type."""
    stream = Projection(generated(count), ONTOLOGY)
    nodes = sorted(stream.nodes(), key=lambda node: node.labels)
    return PropertyGraph(tuple(nodes), tuple(sorted(stream.edges(), key=lambda edge: edge.type)))


def rdf(count: int) -> Callable[[], object]:
    """Return: quads made from statements, into a store."""
    from pyoxigraph import Store

    graph = held(count)
    return lambda: Store().bulk_extend(to_quads(graph, ONTOLOGY))


def rdf_floor(count: int) -> Callable[[], object]:
    """Return: the same quads, from a file of N-Quads."""
    from pyoxigraph import RdfFormat, Store, serialize

    path = Path(SCRATCH, "quads.nq")
    serialize(to_quads(generated(count), ONTOLOGY), str(path), format=RdfFormat.N_QUADS)
    return lambda: Store().bulk_load(path=str(path), format=RdfFormat.N_QUADS)


def projection(count: int) -> Callable[[], object]:
    """Return: nodes and edges made from statements."""
    stream = Projection(held(count), ONTOLOGY)
    return lambda: (list(stream.nodes()), list(stream.edges()))


def projection_floor(count: int) -> Callable[[], object]:
    """Return: the same nodes and edges, out of rows of names and values; dictionaries and lists are made anew."""
    graph = pieces(count)
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}

    def row(found: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
        names = tuple(found)
        return shared.setdefault(names, names), tuple(tuple(v) if isinstance(v, list) else v for v in found.values())

    nodes = [(n.id, n.labels, *row(n.properties)) for n in graph.nodes]
    edges = [(e.id, e.source, e.target, e.type, *row(e.properties)) for e in graph.edges]
    return lambda: (
        [
            Node(own, labels, {n: list(v) if type(v) is tuple else v for n, v in zip(names, values)})
            for own, labels, names, values in nodes
        ],
        [
            Edge(own, source, target, kind, {n: list(v) if type(v) is tuple else v for n, v in zip(names, values)})
            for own, source, target, kind, names, values in edges
        ],
    )


def kglite(count: int) -> Callable[[], object]:
    """Return: the property graph, into kglite."""
    from aigraph.cypher.stored import load_kglite

    graph = pieces(count)
    return lambda: load_kglite(graph.nodes, graph.edges)


def kglite_floor(count: int) -> Callable[[], object]:
    """Return: the same queries, with rows ready."""
    import kglite as engine

    queries = list(_creating(pieces(count), ""))
    bare = engine.KnowledgeGraph()
    return lambda: [bare.cypher(query, params={"rows": rows}) for query, rows in queries]


def _creating(graph: PropertyGraph, label: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    from aigraph.property_graph.database import LABEL, with_dates

    for labels, nodes in groupby(graph.nodes, key=lambda node: node.labels):
        made = [with_dates(node.properties) for node in nodes]
        for start in range(0, len(made), 10_000):
            query = f"UNWIND $rows AS row CREATE (n:{':'.join((*labels, LABEL))}) SET n = row"
            yield query, made[start : start + 10_000]
    for kind, edges in groupby(graph.edges, key=lambda edge: edge.type):
        rows = [{"a": e.source, "b": e.target, "p": with_dates(e.properties)} for e in edges]
        ends = f"MATCH (a{label} {{id: row.a}}), (b{label} {{id: row.b}})"
        for start in range(0, len(rows), 10_000):
            yield f"UNWIND $rows AS row {ends} CREATE (a)-[r:{kind}]->(b) SET r = row.p", rows[start : start + 10_000]


def networkx(count: int) -> Callable[[], object]:
    """Return: the property graph, as a MultiDiGraph."""
    import networkx  # noqa: F401  # importing it is no part of the step

    from aigraph.export.networkx import to_networkx

    graph = pieces(count)
    return lambda: to_networkx(graph)


def networkx_floor(count: int) -> Callable[[], object]:
    """Return: the same attributes, ready."""
    import networkx as engine

    from aigraph.export.attributes import edge_attributes, node_attributes

    graph = pieces(count)
    nodes = [(node.id, node_attributes(node)) for node in graph.nodes]
    edges = [(e.source, e.target, e.id, edge_attributes(e)) for e in graph.edges]

    def build() -> object:
        bare: engine.MultiDiGraph[str] = engine.MultiDiGraph()
        bare.add_nodes_from(nodes)
        bare.add_edges_from(edges)
        return bare

    return build


def neo4j_admin(count: int) -> Callable[[], object]:
    """Return: the property graph, as CSV for neo4j-admin."""
    from aigraph.export.neo4j_admin import write_folder

    graph, folder = pieces(count), Path(tempfile.mkdtemp(dir=SCRATCH))
    return lambda: write_folder(graph.nodes, graph.edges, folder)


def neo4j_admin_floor(count: int) -> Callable[[], object]:
    """Return: the same rows, by the csv module, and the type of each cell, without which there is no header."""
    graph, folder = pieces(count), Path(tempfile.mkdtemp(dir=SCRATCH))
    tables = _rows(graph)

    def write() -> None:
        for name, rows in tables.items():
            kinds: dict[str, type] = {}
            for row in rows:
                for key, value in row.items():
                    if kinds.setdefault(key, type(value)) is not type(value):
                        raise AssertionError(key)
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
                writer.writeheader()
                writer.writerows(rows)

    return write


def parquet(count: int) -> Callable[[], object]:
    """Return: the property graph, as Parquet."""
    from pyarrow import compute, ipc, parquet  # noqa: F401  # importing them is no part of the step

    from aigraph.export.parquet import write_folder

    graph, folder = pieces(count), Path(tempfile.mkdtemp(dir=SCRATCH))
    return lambda: write_folder(graph.nodes, graph.edges, folder)


def parquet_floor(count: int) -> Callable[[], object]:
    """Return: the same rows, by pyarrow."""
    import pyarrow
    from pyarrow import parquet as engine

    folder, tables = Path(tempfile.mkdtemp(dir=SCRATCH)), _rows(pieces(count))

    def write() -> None:
        for name, rows in tables.items():
            columns = list(dict.fromkeys(key for row in rows for key in row))
            table = pyarrow.table({c: [row.get(c) for row in rows] for c in columns})
            engine.write_table(table, folder / name, compression="zstd")

    return write


def _rows(graph: PropertyGraph) -> dict[str, list[dict[str, Any]]]:
    from aigraph.property_graph.database import with_dates

    return {
        "nodes": [{"labels": list(n.labels), **with_dates(n.properties)} for n in graph.nodes],
        "edges": [
            {"source": e.source, "target": e.target, "type": e.type, **with_dates(e.properties)} for e in graph.edges
        ],
    }


def streamed(count: int) -> Callable[[], object]:
    """Return: statements made one by one, projected, to CSV and Parquet: nothing holds them all."""
    from aigraph.export import neo4j_admin as csv_files
    from aigraph.export import parquet as tables

    stream, folder = Projection(generated(count), ONTOLOGY), Path(tempfile.mkdtemp(dir=SCRATCH))

    def write() -> None:
        csv_files.write_folder(stream.nodes(), stream.edges(), folder)
        tables.write_folder(stream.nodes(), stream.edges(), folder)

    return write


def neo4j(count: int) -> Callable[[], object]:
    """Return: the property graph, pushed to an empty server."""
    from aigraph.neo4j.connection import from_environment
    from aigraph.neo4j.sync import push

    graph = pieces(count // 10)
    _empty()
    return lambda: push(from_environment(), graph)


def neo4j_floor(count: int) -> Callable[[], object]:
    """Return: the same, by CREATE with rows ready, the indexes there already."""
    from neo4j import GraphDatabase

    from aigraph.neo4j.connection import from_environment
    from aigraph.property_graph.database import schema

    graph = pieces(count // 10)
    queries = list(_creating(graph, ":AIGraph"))
    _empty()
    there = from_environment()
    driver = GraphDatabase.driver(there.uri, auth=(there.username, there.password), notifications_min_severity="OFF")
    for query in schema(edge.type for edge in graph.edges).values():
        driver.execute_query(query)
    return lambda: [driver.execute_query(query, rows=rows) for query, rows in queries]


def _empty() -> None:
    from neo4j import GraphDatabase

    from aigraph.neo4j.connection import from_environment

    there = from_environment()
    with GraphDatabase.driver(there.uri, auth=(there.username, there.password)) as driver:
        while driver.execute_query("MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*) AS n").records[0]["n"]:
            pass


STEPS = {
    "RDF load": (rdf, rdf_floor),
    "projection": (projection, projection_floor),
    "kglite load": (kglite, kglite_floor),
    "networkx build": (networkx, networkx_floor),
    "CSV for neo4j-admin": (neo4j_admin, neo4j_admin_floor),
    "Parquet": (parquet, parquet_floor),
    "Neo4j push, a tenth": (neo4j, neo4j_floor),
}
ONTOLOGY = aigraph.load().ontology
RUNS = int(os.environ.get("BENCHMARK_RUNS", "3"))
SCRATCH = os.environ.get("AIGRAPH_SCRATCH") or tempfile.gettempdir()


def measured(function: str, count: int) -> tuple[float, float]:
    """Return the seconds of a step and the peak memory of its process in MB."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "AIGRAPH_SCRATCH": scratch}
        command = [sys.executable, __file__, "--step", function, str(count)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), float(memory)


def medians(functions: tuple[Callable[[int], object], ...], count: int) -> list[tuple[float, float]]:
    """Return the median seconds and the peak memory of each, measured in turn."""
    found = [[measured(function.__name__, count) for function in functions] for _ in range(RUNS)]
    return [(median(s for s, _ in each), max(m for _, m in each)) for each in zip(*found, strict=True)]


def main(count: int, wanted: tuple[str, ...]) -> None:
    """Print the table."""
    print(f"{count:,} statements\n{'':24}{'CPU s':>8}{'floor s':>9}{'ratio':>7}{'MB':>8}{'floor MB':>10}", flush=True)
    for name, functions in STEPS.items():
        if not name.startswith(wanted) or (functions[0] is neo4j and "NEO4J_PASSWORD" not in os.environ):
            continue
        (seconds, memory), (least, least_memory) = medians(functions, count)
        print(f"{name:24}{seconds:8.1f}{least:9.1f}{seconds / least:7.2f}{memory:8.0f}{least_memory:10.0f}", flush=True)
    for size in (count // 4, count) if "streamed".startswith(wanted) else ():
        seconds, memory = measured(streamed.__name__, size)
        print(f"{f'streamed, {size:,}':24}{seconds:8.1f}{'':16}{memory:8.0f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        step = globals()[sys.argv[2]](int(sys.argv[3]))
        clock = time.perf_counter if sys.argv[2] in ("neo4j", "neo4j_floor") else time.process_time
        gc.collect()
        gc.freeze()
        started = clock()
        kept = step()
        print(clock() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000, tuple(sys.argv[2:]) or ("",))
