"""What a folder states written by Spark: its tables by the workers, what is read singly by the driver."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import RdfFormat, serialize

from aigraph.cache.bundle import read_above
from aigraph.columns.graph import column_graph, read_columns
from aigraph.export.neo4j_admin import ImportFolder
from aigraph.export.parquet import conform, tables, write_tables
from aigraph.files import writing
from aigraph.folder import Folder
from aigraph.property_graph import Edge
from aigraph.rdf.write import to_quads
from aigraph.spark.graph import SparkGraph
from aigraph.spark.places import put, replace_place
from aigraph.spark.reading import Clash, SparkTables
from aigraph.spark.rows import as_lines, as_rows, edges_of, nodes_of, row_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["FORMATS", "export_spark"]

#: The name of a format → what is in the folder that it is.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "nquads": ("part-*", "single.nq", "_SUCCESS", ".*.crc"),
    "parquet": ("nodes.parquet", "edges.parquet"),
    "neo4j-admin": ("nodes-*", "edges-*", "import.sh", "after-import.cypher", ".*.crc"),
}
#: As a column engine has it: names that differ in case differ.
_SQL = {"spark.sql.caseSensitive": "true", "spark.sql.parquet.compression.codec": "zstd"}


def export_spark(
    folder: Folder, wanted: Mapping[str, str], spark: "SparkSession", tell: Callable[[str], object] = str
) -> tuple[str, ...]:
    """Write what a folder states, as `export_columns` does, with a session of Spark; return what became of the rows.

    Every format is a folder: what the workers wrote, and one file more of what was read singly.

    Args:
        folder: the graph folder, where the driver runs.
        wanted: the place of each format: a path that driver and workers share, or a URI that Hadoop knows.
        spark: the session, whose workers have aigraph with its extra `spark`.
        tell: is told the name of each format before it is written.

    Raises:
        SeedError: the seeds or tables have problems; all of them. Nothing is written then.
        ExportError: a place cannot be written; what was there still is.
    """
    spark = spark.newSession()
    for name, value in _SQL.items():
        spark.conf.set(name, value)
    scratch = Path(tempfile.mkdtemp(prefix="aigraph-"))
    try:
        tell("tables")
        graph = _read(folder, spark, scratch)
        for name, place in wanted.items():
            tell(name)
            with writing(Path(place)):
                replace_place(spark, place, FORMATS[name], partial(_WRITERS[name], graph, scratch))
        return tuple(map(str, graph.tables.accounts))
    finally:
        spark.catalog.clearCache()
        shutil.rmtree(scratch, ignore_errors=True)


def _read(folder: Folder, spark: "SparkSession", scratch: Path) -> SparkGraph:
    def tables_anew(path: Path, **more: Any) -> SparkTables:
        spark.catalog.clearCache()  # of what was read in vain
        return SparkTables(path, **more, spark=spark)

    try:
        graph = column_graph(folder, *read_above(folder), scratch, tables_anew)
    except Clash as err:
        again = scratch / "again"
        again.mkdir()
        read_columns(folder, again)  # says it in the words of whoever reads row after row
        raise AssertionError("what two batches cannot both say is no finding") from err
    assert isinstance(graph.tables, SparkTables)
    return SparkGraph(graph, graph.tables)


def _write_quads(graph: SparkGraph, scratch: Path, place: str) -> None:
    graph.quads().write.mode("append").text(place)
    single = scratch / "single.nq"
    serialize(to_quads(graph.graph.single, graph.graph.ontology), str(single), format=RdfFormat.N_QUADS)
    put(graph.tables.spark, single, place)


def _write_parquet(graph: SparkGraph, scratch: Path, place: str) -> None:
    for name, of, items in (("nodes", nodes_of, graph.single.single), ("edges", edges_of, graph.single.edges)):
        spark, folder = graph.tables.spark, f"{place}/{name}.parquet"
        schema, single = graph.types(of, tables(items())).schema(), scratch / "single.parquet"
        # An empty one first, so that the file has the columns of the others, also without a row of its own.
        write_tables((conform(table, schema) for table in chain([schema.empty_table()], tables(items()))), single)
        if len(schema):
            rows = graph.made(of, partial(as_rows, schema), spark.createDataFrame(schema.empty_table()).schema)
            rows.write.parquet(folder)
        put(spark, single, folder)


def _write_import(graph: SparkGraph, scratch: Path, place: str) -> None:
    made, spark = scratch / "import", graph.tables.spark
    made.mkdir()
    with ImportFolder(made) as folder:
        kinds = {"nodes": (nodes_of, folder.nodes), "edges": (edges_of, folder.edges)}
        for of, files in kinds.values():  # first, so that the workers know every column
            for item, _, _ in graph.items(of):
                row = row_of(item)
                files.widen(row)
                files.of(row).parts = True
                folder.types |= {item.type} if isinstance(item, Edge) else set()
        for node in graph.single.single():
            folder.add_node(node)
        for edge in graph.single.edges():
            folder.add_edge(edge)
        for name, (of, files) in kinds.items():
            known = [(table.kinds, table.columns) for table in files.tables]
            lines = graph.made(of, partial(as_lines, known), "file int, value string")
            for number, table in enumerate(files.tables, 1):
                if table.parts:
                    lines.filter(f"file = {number}").select("value").write.text(f"{place}/{name}-{number}")
    for file in sorted(made.iterdir()):
        put(spark, file, place)


_WRITERS = {"nquads": _write_quads, "parquet": _write_parquet, "neo4j-admin": _write_import}
