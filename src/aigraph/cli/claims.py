"""The commands of the ledger: claims, claims due, claims holders."""

import datetime
from typing import TYPE_CHECKING, Any

import click

from aigraph.cli.output import (
    TABLE_FORMATS,
    complete_entities,
    data,
    format_option,
    language_option,
    load_graph,
    print_table,
    tell,
)
from aigraph.cli.when import day_option

if TYPE_CHECKING:
    from aigraph.knowledge_graph import KnowledgeGraph
    from aigraph.table import Table

__all__ = ["claims"]


#: What of a claim is for eyes; the formats for programs have every column.
_SEEN = ["id", "kind", "holder", "due", "outcome", "text", "criterion"]


@click.group(invoke_without_command=True)
@click.option("--kind", metavar="KIND", help="Only claims of a kind: prediction, judgement, opinion, finding.")
@click.option("--holder", metavar="NAME", shell_complete=complete_entities, help="Only what somebody holds.")
@click.option("--about", metavar="NAME", shell_complete=complete_entities, help="Only what is about an entity.")
@day_option("--due-before", help="Only what is due before a day.")
@click.option("--open/--settled", "open_", default=None, help="Only what has no outcome yet, or only what has one.")
@click.option("--source", metavar="ID", help="Only what this source says.")
@click.option("--all", "all_", is_flag=True, help="Also what time cannot settle.")
@language_option("of the words")
@format_option((*TABLE_FORMATS, "ics"))
@click.pass_context
def claims(ctx: click.Context, /, open_: bool | None, all_: bool, lang: str, format_: str, **wanted: Any) -> None:
    """Print the ledger: predictions and other claims that time can settle, by when, and what became of them.

    ics is a calendar of what falls due.

    \b
    aigraph claims --due-before 2027-01-01 --open
    aigraph claims --about openai --all
    aigraph claims --format ics > due.ics
    aigraph claims due
    aigraph claims holders
    """
    if ctx.invoked_subcommand is not None:
        return
    graph = load_graph(ctx)
    wanted["settled"] = None if open_ is None else not open_
    if format_ == "ics":
        data(graph.calendar(language=lang, **wanted))
    else:
        _print(graph, (graph.claims if all_ else graph.ledger)(language=lang, **wanted), lang, format_)


def _print(graph: "KnowledgeGraph", table: "Table", lang: str, format_: str) -> None:
    """Print claims, for eyes with names in place of ids."""
    print_table(table[_SEEN].named(lang) if format_ in ("table", "md") else table, format_)
    tell(graph, table.notes)


@claims.command()
@day_option("--on", help="As of which day.  [default: today]")
@language_option("of the words")
@format_option(TABLE_FORMATS)
@click.pass_context
def due(ctx: click.Context, on: datetime.date | None, lang: str, format_: str) -> None:
    """Print what is due and unanswered: the day has passed, and no outcome is recorded. Exit code 1 where there is any.

    \b
    aigraph claims due --on 2027-01-01
    """
    graph = load_graph(ctx)
    table = graph.due(on, language=lang)
    _print(graph, table, lang, format_)
    ctx.exit(1 if len(table) else 0)


@claims.command()
@format_option(TABLE_FORMATS)
@click.pass_context
def holders(ctx: click.Context, format_: str) -> None:
    """Print for each holder how many claims there are, how many came true, and scores where probabilities were stated.

    \b
    aigraph claims holders
    """
    print_table(load_graph(ctx).holders(), format_)
