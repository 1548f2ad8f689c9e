"""The commands for tables: begin a mapping, check it, see what a row says, note a table's digest."""

import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigraph.cli.output import echo, folder, format_option, print_problems
from aigraph.cli.progress import progress
from aigraph.errors import RowNumber, UnknownName, counted, did_you_mean

if TYPE_CHECKING:
    from aigraph.model import Evidence, Statement

__all__ = ["tables"]

#: What findings about tables are named by.
_OURS = ("tables/", "mappings/", "seeds/sources.yaml")


@click.group()
def tables() -> None:
    """Take tables in: say what their rows say, check it, look at single rows."""


@tables.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", metavar="ID", help="The id of its source, in place of one made of the file's name.")
@click.option("--title", help="Of its source, in place of the file's name.")
@click.option("--mapping", metavar="NAME", help="Of the mapping, in place of the source's id.")
@click.option(
    "--table",
    "pairs",
    metavar="KEY=VALUE",
    multiple=True,
    help="How it is read, as 'table' of the mapping says it: heading=Chips, delimiter=';'; repeat, also for a list.",
)
@click.pass_context
def new(
    ctx: click.Context, file: Path, source: str | None, title: str | None, mapping: str | None, pairs: tuple[str, ...]
) -> None:
    """Begin the mapping of a table: what can be told of its columns, what is unclear marked ?.

    The file is copied into tables/, its source goes into seeds/sources.yaml with its SHA-256, and mappings/ has what
    its rows seem to say: columns with their kind, how many cells are filled, how many texts differ, some of these;
    rules and lines where names and kinds suggest them.

    \b
    aigraph tables new models.csv --source my-models
    aigraph tables new list.md --table heading=Chips --mapping chips
    """
    from aigraph.cache.bundle import readable
    from aigraph.mapping.begin import Begun, begin_table
    from aigraph.mapping.draft import Known

    place = folder(ctx)
    wanted = Begun(mapping, source, title, _options(pairs))
    schema, graph = readable(place)
    known = Known.of(graph.entities, Counter(statement.predicate for statement in graph.statements))
    for path in begin_table(place, file, schema, known, wanted):
        near = os.path.relpath(path)
        echo(str(path) if near.startswith("..") else near)
    echo("Next: edit the mapping, then 'aigraph tables check'.", err=True)


def _options(pairs: tuple[str, ...]) -> dict[str, str | list[str]]:
    """Return the options of a table: one that is repeated is a list."""
    found: dict[str, str | list[str]] = {}
    for text in pairs:
        key, value = _pair(text)
        before = found.get(key)
        found[key] = value if before is None else [*([before] if isinstance(before, str) else before), value]
    return found


def _pair(text: str, option: str = "--table") -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r} has no '='; expected KEY=VALUE", param_hint=option)
    return key, value


@tables.command()
@format_option(("text", "json", "sarif"), default="text")
@click.pass_context
def check(ctx: click.Context, format_: str) -> None:
    """Check mappings and tables: every row is stated, skipped with a reason, or refused at its row and column.

    Exit code 1 where something is found. `aigraph validate` checks this and everything else.

    \b
    aigraph tables check
    aigraph tables check --format sarif
    """
    from aigraph.cache.bundle import read_graph

    read = read_graph(folder(ctx))[1]
    problems = [problem for problem in read.problems if problem.path.startswith(_OURS)]
    print_problems(problems, format_)
    for account in read.accounts:
        echo(f"{account}.", err=True)
    echo(f"{counted(problems)}." if problems else "Nothing is wrong.", err=True)
    ctx.exit(1 if problems else 0)


@tables.command()
@click.argument("mapping")
@click.option("--row", required=True, metavar="KEY", help="What the row is called, or its number.")
@click.pass_context
def show(ctx: click.Context, mapping: str, row: str) -> None:
    """Show what one row says: each statement as the seeds would write it, and the cells that it was read from.

    \b
    aigraph tables show my-models --row GPT-4
    """
    from aigraph.cache.bundle import read_tables

    _, read, known = read_tables(folder(ctx))
    mappings = {one.name: one for one in known.found}
    if mapping not in mappings:
        hint = did_you_mean(mapping, mappings)
        raise UnknownName(f"no mapping {mapping!r}; expected {', '.join(mappings) or 'one in mappings/'}{hint}")
    sources = {spec.source: f"tables/{spec.file}" for spec in mappings[mapping].tables}
    passages = known.passages.get(mapping, ())
    own = {(p.source, p.cells) for p in passages if p.cells and row in (p.cells[0].key, str(p.cells[0].row))}
    said = [
        (item, statement)
        for statement in read.graph.statements
        for item in statement.evidence
        if (item.source, (item.span, *item.context)) in own
    ]
    rows = {(sources[item.source], str(item.cell.row)) for item, _ in said if item.cell}
    rows |= {(table, row) for table in sources.values()}
    problems = [p for p in read.problems if isinstance(p.line, RowNumber) and (p.path, str(int(p.line))) in rows]
    if not said and not problems:
        known.complete(read.problems)
        hint = did_you_mean(row, dict.fromkeys(p.cells[0].key for p in passages if p.cells))
        expected = f"a key, or the number of a row, in {', '.join(sources.values())}"
        raise UnknownName(f"no row {row!r} of {mapping!r} says anything; expected {expected}{hint}")
    for item, statement in sorted(said, key=lambda pair: (pair[0].order, pair[1].id)):
        _print(item, statement)
    print_problems(problems, "text")
    ctx.exit(1 if problems else 0)


def _print(item: "Evidence", statement: "Statement") -> None:
    from aigraph.model import Cell
    from aigraph.words.notation import seed_line

    echo(seed_line(statement))
    cells = [cell for cell in (item.span, *item.context) if isinstance(cell, Cell)]
    echo("    " + "; ".join(f"{cell.name} “{' '.join(cell.quote.split())}”" for cell in cells), fg="bright_black")


@tables.command()
@click.option("--nquads", metavar="PLACE", help="A file of N-Quads, - for standard output; with spark a folder.")
@click.option("--parquet", metavar="DIR", help="A folder of Parquet tables.")
@click.option("--neo4j-admin", metavar="DIR", help="A folder of CSV to import.")
@click.option(
    "--engine", type=click.Choice(["columns", "spark"]), default="columns", help="This machine, or Spark's workers."
)
@click.option("--master", metavar="URL", default="local[*]", show_default=True, help="Of Spark.")
@click.option(
    "--conf", "pairs", metavar="KEY=VALUE", multiple=True, help="For Spark: spark.executor.memory=4g; repeat."
)
@click.pass_context
def export(
    ctx: click.Context,
    nquads: str | None,
    parquet: str | None,
    neo4j_admin: str | None,
    engine: str,
    master: str,
    pairs: tuple[str, ...],
) -> None:
    """Write what the seeds and every row of the tables state, column by column: for a million rows and more.

    The same quads, nodes and edges as of 'aigraph export --format …', in no order, without what rules add; the shapes
    are not asked. Needs the extra: pip install 'aigraph[bulk]'. Past one machine, the same by Spark, with the extra
    spark and Java: a DIR is then also what Hadoop knows, such as hdfs://HOST/DIR.

    \b
    aigraph tables export --nquads graph.nq
    aigraph tables export --nquads - | gzip > graph.nq.gz
    aigraph tables export --parquet tables/ --neo4j-admin import/
    aigraph tables export --engine spark --master spark://HOST:7077 --parquet tables/
    """
    given = {"nquads": nquads, "parquet": parquet, "neo4j-admin": neo4j_admin}
    wanted = {name: place for name, place in given.items() if place is not None}
    if not wanted:
        raise click.UsageError(f"nothing to write; expected one or more of {', '.join(f'--{name}' for name in given)}")
    accounts = _export_spark(ctx, wanted, master, pairs) if engine == "spark" else _export_columns(ctx, wanted)
    for account in accounts:
        echo(f"{account}.", err=True)
    progress("")


def _export_columns(ctx: click.Context, wanted: Mapping[str, str]) -> tuple[str, ...]:
    from aigraph.columns.export import export_columns

    places = {name: Path(place) for name, place in wanted.items()}
    stream = {"nquads": sys.stdout.buffer} if wanted.get("nquads") == "-" else {}
    return export_columns(folder(ctx), {**places, **stream}, progress)


def _export_spark(
    ctx: click.Context, wanted: Mapping[str, str], master: str, pairs: tuple[str, ...]
) -> tuple[str, ...]:
    from aigraph.spark.session import failures, session

    if "-" in wanted.values():
        raise click.UsageError("spark writes folders; expected one in place of -")
    with session(master, dict(_pair(text, "--conf") for text in pairs)) as spark, failures(master):
        from aigraph.spark.export import export_spark

        return export_spark(folder(ctx), wanted, spark, progress)


@tables.command()
@click.pass_context
def digest(ctx: click.Context) -> None:
    """Write the SHA-256 of each table into the source of seeds/sources.yaml that has none.

    A table that differs from the digest of its source is a finding of 'aigraph tables check', here as well.

    \b
    aigraph tables digest
    """
    from aigraph.cache.bundle import read_tables
    from aigraph.mapping.begin import write_digests

    place = folder(ctx)
    _, read, known = read_tables(place)
    known.complete(read.problems)
    for source, found in write_digests(place, known, read.sources).items():
        echo(f"{source}: {found}")
