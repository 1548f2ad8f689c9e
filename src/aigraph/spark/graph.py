"""A graph most of which is with Spark: what was read singly on the driver, the rows of tables with the workers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import pyarrow

from aigraph.columns.attributes import Attributes, key_of
from aigraph.columns.graph import ColumnGraph, Nodes
from aigraph.columns.render import Columns
from aigraph.export.parquet import Types
from aigraph.spark.parts import PARTS, Part, cells_of, frozen, mapped, quads_of
from aigraph.spark.reading import SparkTables
from aigraph.spark.rows import ENTITIES, Known, Thing, empty, entities_of, inexact, nodes_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["SparkGraph"]

#: What makes rows for Spark of nodes or edges.
Make = Callable[[Iterable[Thing]], Iterator[Any]]
#: As many entities are one row of PARTS.
_ENTITIES = 20_000


@dataclass(frozen=True)
class SparkGraph:
    """What a folder states."""

    graph: ColumnGraph
    tables: SparkTables

    def quads(self) -> "DataFrame":
        """Return the N-Quads of the rows, and of the entities that only they name."""
        rows = self.tables.mapped(quads_of, "value string")
        return rows.unionAll(self._entities(quads_of, "value string"))

    def made(self, of: Callable[[Iterable[Part]], Iterator[Thing]], make: Make, schema: Any) -> "DataFrame":
        """Return what is made of the nodes, or the edges, of the rows."""
        rows = self.tables.mapped(partial(_through, of, make), schema)
        if of is not nodes_of:
            return rows
        return rows.unionAll(self._extended.mapInArrow(partial(_known, self._held, make), schema))

    def items(self, of: Callable[[Iterable[Part]], Iterator[Thing]]) -> Iterator[Thing]:
        """Yield nodes, or edges, of symbols: as those of the rows are, each once, with no row."""
        none = Columns(self.tables.iris, {})
        yield from of(Part(0, 0, written, none) for written in self.tables.patterns())
        if of is nodes_of:
            for pattern, kinds in self._combinations:
                yield self._patterns.thing(pattern, kinds, [], [])

    @cached_property
    def single(self) -> Nodes:
        """The nodes and edges of what was read singly."""
        ids = pyarrow.table(
            {"id": pyarrow.array([entity.id for entity in self.graph.single.entities], pyarrow.string())}
        )
        among = self.tables.spark.createDataFrame(ids)
        found = self._attributes.join(among, self._attributes.subject == among.id, "left_semi")
        rows = found.select("subject", "name", "kind", "value").distinct().collect()
        return Nodes(self.graph, Attributes.of_rows(tuple(row) for row in rows))

    def types(self, of: Callable[[Iterable[Part]], Iterator[Thing]], single: Iterable[Any]) -> Types:
        """Return the types of the columns of nodes or edges, with those that were read singly."""
        types, whole = Types(), set[str]()
        for table in (*single, *(empty(self.tables.iris, *thing[:2]) for thing in self.items(of))):
            types.add(table)
            whole |= {name for name in table.column_names if table.schema.field(name).type == pyarrow.int64()}
        if mixed := sorted(name for name in whole if types.kinds[name] == pyarrow.float64()):
            rows = self.made(of, partial(inexact, mixed), "name string").distinct().collect()
            types.whole |= {row.name for row in rows}
        return types

    @cached_property
    def _attributes(self) -> "DataFrame":
        return self.tables.attributes()

    @cached_property
    def _patterns(self) -> Known:
        """The patterns of entities that only tables name, with their columns."""
        found = {id(written): (written, tuple(columns.arrays)) for written, columns in self.graph.entities}
        return Known(self.tables.iris, list(found.values()))

    @cached_property
    def _held(self) -> Any:
        return self.tables.spark.sparkContext.broadcast(self._patterns)

    @cached_property
    def _parts(self) -> "DataFrame":
        """The entities that only tables name, as rows of PARTS; in place of a line, the number of the pattern."""
        numbers = {id(written): number for number, (written, _) in enumerate(self._patterns.patterns)}
        rows = [
            (-1, numbers[id(written)], frozen((written,)), cells_of(some.arrays))
            for written, columns in self.graph.entities
            for some in columns.slices(_ENTITIES)
        ]
        spark = self.tables.spark
        return spark.createDataFrame(spark.sparkContext.parallelize(rows, len(rows) or 1), PARTS, verifySchema=False)

    def _entities(self, function: Any, schema: str) -> "DataFrame":
        held = self.tables.spark.sparkContext.broadcast((self.tables.iris, {}))
        return self._parts.mapInArrow(partial(mapped, function, held), schema)

    @cached_property
    def _extended(self) -> "DataFrame":
        """The entities that only tables name, each with `more`: what statements say of it."""
        from pyspark.sql import functions as f

        values = f.sort_array(f.collect_set("value")).alias("values")
        each = self._attributes.groupBy("subject", "name", "kind").agg(values)
        said = each.groupBy("subject").agg(
            f.sort_array(f.collect_list(f.struct("name", "kind", "values"))).alias("more")
        )
        entities = self._entities(entities_of, ENTITIES)
        joined = entities.join(said, entities.id == said.subject, "left")
        return joined.select("pattern", "cells", "more").persist()

    @cached_property
    def _combinations(self) -> list[tuple[int, list[tuple[str, type, object]]]]:
        """The patterns of entities, with each selection of properties that are known together."""
        values = "if(one.kind = 'bool', one.values, array_repeat('', size(one.values)))"
        kinds = f"transform(more, one -> struct(one.name, one.kind, {values} as values)) as kinds"
        rows = self._extended.selectExpr("pattern", kinds).distinct().collect()
        return [(row.pattern, [key_of(*kind) for kind in row.kinds or ()]) for row in rows]


def _through(of: Any, make: Make, parts: Iterable[Part]) -> Iterator[Any]:
    return make(of(parts))


def _known(held: Any, make: Make, batches: Iterable[Any]) -> Iterator[Any]:
    known: Known = held.value
    return make(known.things(batches))
