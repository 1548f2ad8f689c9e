"""Analyses of Parquet tables in Spark SQL: who hangs together, how many neighbours each has, where money comes back.

They read what `aigraph export --format parquet` and `aigraph tables export` write, by any engine. Each returns a
DataFrame, to be asked further.
"""

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from aigraph.names.resolve import check_words
from aigraph.ontology import Ontology
from aigraph.ontology.terms import FLOWS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["components", "cycles", "degrees", "flows", "relations"]

#: What only a retracted statement has.
_RETRACTED = "retractionReason"


def relations(spark: "SparkSession", place: str, *, tentative: bool = False) -> "DataFrame":
    """Return who is related to whom: `source`, `target`, `predicate` and `id` of each statement about two entities.

    What was retracted is left out, as `aigraph.analysis` does.

    Args:
        spark: the session.
        place: the folder with `nodes.parquet` and `edges.parquet`.
        tentative: also what may not be read as a fact.
    """
    edges = _standing(spark.read.parquet(f"{place}/edges.parquet"), tentative)
    return edges.select("source", "target", "predicate", "id")


def degrees(relations: "DataFrame") -> "DataFrame":
    """Return of each entity, `id`, how many `neighbours` it has, and how many statements lead `out` and `into` it.

    Directions, parallels and loops are put aside for neighbours.
    """
    from pyspark.sql import functions as f

    ends = [
        relations.select(f.col(one).alias("id"), f.col(other).alias("other"), f.lit(out).alias("out"))
        for one, other, out in (("source", "target", 1), ("target", "source", 0))
    ]
    neighbours = f.count_distinct(f.when(f.col("id") != f.col("other"), f.col("other"))).alias("neighbours")
    both = ends[0].unionAll(ends[1])
    return both.groupBy("id").agg(neighbours, f.sum("out").alias("out"), f.sum(1 - f.col("out")).alias("into"))


def components(relations: "DataFrame") -> "DataFrame":
    """Return of each entity, `id`, the `component` that it is in: the first, by name, of those that hang together.

    Two steps by turns until nothing changes, about as many times as the logarithm of the longest way: whoever is
    greater than an entity, then whoever is less, is joined to the least that it is joined to.

    Source: https://doi.org/10.1145/2670979.2670997 (Kiveris et al.: large-star and small-star)
    """
    from pyspark.sql import functions as f

    source, target = f.col("source"), f.col("target")
    ids = relations.select(source.alias("id")).union(relations.select("target")).distinct()
    pairs = relations.filter(source != target).select(f.greatest(source, target), f.least(source, target))
    pairs, before = pairs.toDF("id", "least").distinct().localCheckpoint(), None
    while (now := pairs.agg(f.count("*"), f.sum(f.xxhash64("id", "least").cast("decimal(38)"))).first()) != before:
        before = now
        pairs = _small_star(_large_star(pairs)).localCheckpoint()
    return ids.join(pairs, "id", "left").select("id", f.coalesce("least", "id").alias("component"))


def _large_star(pairs: "DataFrame") -> "DataFrame":
    from pyspark.sql import functions as f

    both = pairs.unionAll(pairs.select("least", "id"))
    least = both.groupBy("id").agg(f.least(f.min("least"), f.first("id")).alias("most_left"))
    joined = both.join(least, "id").filter(f.col("least") > f.col("id"))
    return joined.select(f.col("least").alias("id"), f.col("most_left").alias("least")).distinct()


def _small_star(pairs: "DataFrame") -> "DataFrame":
    from pyspark.sql import functions as f

    least = pairs.groupBy("id").agg(f.min("least").alias("most_left"))
    others = pairs.join(least, "id").select(f.col("least").alias("id"), f.col("most_left").alias("least"))
    own = least.select("id", f.col("most_left").alias("least"))
    return others.unionAll(own).filter("id != least").distinct()


def flows(
    spark: "SparkSession", place: str, ontology: Ontology, of: str = "money", *, tentative: bool = False
) -> "DataFrame":
    """Return who gives what to whom, as the ontology declares it (`aig:flow`): each pair once, as `giver` and `taker`.

    What goes through something that does not act, such as a round, goes from whoever gave to it to whoever got from it.

    Raises:
        UnknownName: nothing of that name flows.
    """
    from pyspark.sql import functions as f

    check_words("flow", [of], FLOWS)
    nodes = spark.read.parquet(f"{place}/nodes.parquet")
    acting = [f.lit(name) for name in ontology.classes if ontology.acts([name])]
    actors = nodes.filter(f.arrays_overlap("labels", f.array(*acting))).select("id")
    edges = spark.read.parquet(f"{place}/edges.parquet")
    declared = {name: prop.flows[of] for name, prop in ontology.properties.items() if of in prop.flows}
    steps = _steps(_standing(edges, tentative), declared, {"subject": "source", "object": "target"})
    steps = steps.unionAll(_steps(_standing(nodes, tentative), declared, {"object": ""})).distinct().localCheckpoint()
    gave, got = (steps.join(actors.withColumnRenamed("id", end), end, "left_semi") for end in ("giver", "taker"))
    direct = gave.join(actors.withColumnRenamed("id", "taker"), "taker", "left_semi").select("giver", "taker")
    into = gave.join(actors.withColumnRenamed("id", "taker"), "taker", "left_anti").select("giver", "taker")
    out = got.join(actors.withColumnRenamed("id", "giver"), "giver", "left_anti")
    through = into.withColumnRenamed("taker", "middle").join(out.toDF("middle", "taker"), "middle")
    return direct.union(through.select("giver", "taker")).distinct()


def cycles(flows: "DataFrame", longest: int = 4) -> "DataFrame":
    """Return the cycles of at most some steps, each once: `parties`, from the first by name on, and `length`."""
    from pyspark.sql import functions as f

    steps = flows.filter("giver != taker").select("giver", "taker").distinct().localCheckpoint()
    paths = steps.filter("giver < taker").select(f.array("giver", "taker").alias("parties"))
    last, found = f.element_at("parties", -1), []
    for length in range(2, longest + 1):
        back = steps.withColumnsRenamed({"giver": "last", "taker": "first"})
        closed = paths.join(back, (last == f.col("last")) & (f.element_at("parties", 1) == f.col("first")))
        found.append(closed.select("parties", f.lit(length).alias("length")))
        if length < longest:
            further = paths.join(steps, last == f.col("giver"))
            fresh = (f.col("taker") > f.element_at("parties", 1)) & ~f.array_contains("parties", f.col("taker"))
            paths = further.filter(fresh).select(f.concat("parties", f.array("taker")).alias("parties"))
    return reduce(lambda one, other: one.unionAll(other), found)


def _standing(statements: "DataFrame", tentative: bool) -> "DataFrame":
    """Return the statements among nodes or edges, but for what was retracted, and the tentative unless asked for."""
    from pyspark.sql import functions as f

    for name, kind in (("predicate", "string"), ("settled", "boolean"), (_RETRACTED, "string")):
        if name not in statements.columns:  # where no row has it
            statements = statements.withColumn(name, f.lit(None).cast(kind))
    found = statements.filter(f"predicate is not null and {_RETRACTED} is null")
    return found if tentative else found.filter("settled")


def _steps(statements: "DataFrame", declared: Mapping[str, tuple[str, str]], columns: Mapping[str, str]) -> "DataFrame":
    """Return who gives and takes by statements; `columns` are those of ends that are not called as the end is."""
    from pyspark.sql import functions as f

    kinds, none = dict(statements.dtypes), f.lit(None).cast("array<string>")
    found = []
    for number, side in enumerate(("giver", "taker")):
        cases = [none]
        for predicate, ends in declared.items():
            if (name := columns.get(ends[number], ends[number])) in kinds:
                several = f.col(name) if kinds[name].startswith("array") else f.array(name)
                cases.append(f.when(f.col("predicate") == predicate, several))
        found.append(f.coalesce(*cases).alias(side))
    pairs = statements.select(*found).select(f.explode("giver").alias("giver"), "taker")
    return pairs.select("giver", f.explode("taker").alias("taker")).filter("giver is not null and taker is not null")
