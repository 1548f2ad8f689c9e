"""The commands of the ledger: claims, claims due, claims holders."""

import datetime

import click

from aigraph.cli.output import (
    TABLE_FORMATS,
    complete_entities,
    data,
    format_option,
    language_option,
    load_graph,
    print_table,
)
from aigraph.cli.when import day_option

__all__ = ["claims"]


@click.group(invoke_without_command=True)
@click.option("--kind", metavar="KIND", help="Only claims of a kind: prediction, judgement, opinion, finding.")
@day_option("--due-before", help="Only what is due before a day.")
@click.option("--open/--settled", "open_", default=None, help="Only what has no outcome yet, or only what has one.")
@click.option("--holder", metavar="NAME", shell_complete=complete_entities, help="Only what somebody holds.")
@language_option("of the words")
@format_option((*TABLE_FORMATS, "ics"))
@click.pass_context
def claims(
    ctx: click.Context,
    kind: str | None,
    due_before: datetime.date | None,
    open_: bool | None,
    holder: str | None,
    lang: str,
    format_: str,
) -> None:
    """Print the ledger: predictions and other claims that time can settle, by when, and what became of them.

    ics is a calendar of what falls due.

    \b
    aigraph claims --due-before 2027-01-01 --open
    aigraph claims --format ics > due.ics
    aigraph claims due
    aigraph claims holders
    """
    if ctx.invoked_subcommand is not None:
        return
    settled = None if open_ is None else not open_
    graph = load_graph(ctx)
    wanted = {"kind": kind, "due_before": due_before, "settled": settled, "holder": holder}
    if format_ == "ics":
        data(graph.calendar(language=lang, **wanted))
    else:
        print_table(graph.ledger(language=lang, **wanted), format_)


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
    table = load_graph(ctx).due(on, language=lang)
    print_table(table, format_)
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
