"""The tables of a folder read by Spark's workers, a batch of rows each; what batches share, by a group-by of Spark SQL.

Whom a name means depends on no other name, so that workers name whom their rows name; the driver puts that together in
the order of the rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow

from aigraph.columns.lines import World
from aigraph.columns.names import NewNames, Rule
from aigraph.columns.reader import ColumnReader, in_batches
from aigraph.columns.tables import ColumnTables
from aigraph.columns.templates import Written
from aigraph.mapping.shapes import Row
from aigraph.mapping.table_reader import TableReader
from aigraph.seeds.entities import SourceDraft
from aigraph.spark.parts import NAMES, PARTS, SUMMARY, Part, attributes_of, frozen, keys_of, mapped, names_of, thawed
from aigraph.spark.worker import PartReader, Summary, read

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Clash", "SparkTables"]


class Clash(Exception):
    """What two batches say of somebody excludes each other: a finding, which only reading in order can word."""


@dataclass(slots=True)
class SparkReader(ColumnReader):
    """Has the rows of one table read by workers; knows afterwards which of them have to be read singly."""

    table: int = 0
    tables: "SparkTables | None" = None
    rules: dict[str, Rule] = field(default_factory=dict)

    def read_rows(self, rows: Iterable[Row]) -> None:
        """Read rows."""
        assert self.tables and self.world
        of = (self.mapping, self.spec, self.file, self.naming.beside())
        worker = PartReader(*of, positions=self.positions, weights=self.weights, world=self.world, table=self.table)
        worker.names = None if self.names is None else NewNames(worker.naming)
        batches, broken = list[tuple[int, bytes]](), None
        try:
            for some in in_batches(rows):
                batches.append((len(batches), frozen(some)))
        except ValueError as err:  # the file breaks off; what was read before is said first
            broken = err
        if batches:
            self.rules = self._named()
            parts = self.tables.add(worker, batches)
            became = parts.filter(f"line = {SUMMARY}").select("written").collect()
            for summary in sorted((thawed(bytes(row.written)) for row in became), key=lambda one: one.number):
                self._take(summary)
            self._called(parts)
        if broken is not None:
            raise broken

    def _take(self, summary: Summary) -> None:
        self.account.rows += summary.rows
        self.account.skipped.update(summary.skipped)
        self.single |= summary.single
        for line, numbers in summary.odd.items():
            self.odd.setdefault(line, set()).update(numbers)
        for rule, *met in summary.met:
            self.rules[rule].meet(*met)
        try:
            self.naming.merge(summary.new, summary.spelt, self.file)
        except ValueError as err:
            assert self.tables
            if self.tables.singly:
                raise Clash(str(err)) from err
            self.tables.in_vain = True

    def _called(self, parts: "DataFrame") -> None:
        """Note the rows that are called as one before them, which is a finding, and the first of that name."""
        from pyspark.sql import functions as f

        if self.spec.key:
            names = parts.filter(f"line = {NAMES}").mapInArrow(names_of, "name string, row int")
            rows = names.groupBy("name").agg(f.collect_list("row").alias("rows"))
            for found in rows.filter("size(rows) > 1").collect():
                self.keys[found.name], *others = sorted(found.rows)
                self.single.update(others)


@dataclass(slots=True)
class SparkTables(ColumnTables):
    """Has the tables of a folder read by Spark; what the rows say stays with the workers, as rows of PARTS."""

    spark: "SparkSession" = None
    parts: "DataFrame | None" = None

    def reader(self, reader: TableReader, sources: Map[str, SourceDraft]) -> TableReader:
        """Return what reads a table."""
        naming, number = reader.naming, len(self.readers)
        of = (reader.mapping, reader.spec, reader.file, naming)
        world = World(naming.ontology, sources, naming.known, self.iris)
        made = SparkReader(*of, world=world, table=number, tables=self)
        if not self.singly:
            made.names = self.names = self.names or NewNames(naming)
        self.readers.append(made)
        return self.readers[-1]

    def add(self, worker: PartReader, batches: list[tuple[int, bytes]]) -> "DataFrame":
        """Return what the batches of a table come to, which is kept."""
        context = self.spark.sparkContext
        held = context.broadcast(worker)
        rows = context.parallelize(batches, len(batches)).mapPartitions(partial(read, held))
        parts = self.spark.createDataFrame(rows, PARTS, verifySchema=False).persist()
        self.parts = parts if self.parts is None else self.parts.unionAll(parts)
        return parts

    def set_aside(self, told: Iterable[str]) -> None:
        """Put aside the rows that share a key with another one, or with what is told, or are called as another one."""
        away: dict[tuple[int, int], list[int]] = defaultdict(list)
        for table, line, row in self._sharing(told):
            away[table, line].append(row)
        for table, reader in enumerate(self.readers):
            for line in range(len(reader.mapping.lines)):
                rows = {*away.get((table, line), ()), *reader.odd.get(line, ())}
                reader.aside[line] = numpy.array(sorted(rows), numpy.int32)

    def _sharing(self, told: Iterable[str]) -> Iterator[tuple[int, int, int]]:
        """Yield the table, line and row of what has a key that stands more than once."""
        from pyspark.sql import functions as f

        keys = self.mapped(keys_of, "table int, line int, row int, key string")
        none, told = f.lit(-1), pyarrow.table({"key": pyarrow.array(list(told), pyarrow.string())})
        rest = self.spark.createDataFrame(told).select(*(none.alias(n) for n in ("table", "line", "row")), "key")
        place = f.struct("table", "line", "row").alias("place")
        hashed = keys.unionAll(rest).select(f.xxhash64("key").alias("key"), place)
        shared = hashed.groupBy("key").agg(f.collect_list("place").alias("places")).filter("size(places) > 1")
        for found in shared.select(f.explode("places").alias("place")).select("place.*").distinct().collect():
            if found.table >= 0:
                yield found.table, found.line, found.row

    def mapped(self, function: Callable[[Iterator[Part]], Iterator[Any]], schema: str) -> "DataFrame":
        """Return what a function makes of the parts without the rows that are put aside, as a table of Spark's."""
        away = {
            (table, line): rows
            for table, reader in enumerate(self.readers)
            for line, rows in reader.aside.items()
            if len(rows)
        }
        held = self.spark.sparkContext.broadcast((self.iris, away))
        some = self.spark.createDataFrame([], PARTS) if self.parts is None else self.parts
        return some.filter("line >= 0").mapInArrow(partial(mapped, function, held), schema)

    def patterns(self) -> list[tuple[Written, ...]]:
        """Return what lines come to."""
        rows = [] if self.parts is None else self.parts.filter("line >= 0").select("written").distinct().collect()
        return [thawed(bytes(row.written)) for row in rows]

    def attributes(self) -> "DataFrame":
        """Return the properties that statements give to the nodes of their subjects."""
        return self.mapped(attributes_of, "table int, subject string, name string, kind string, value string")
