"""The commands that find: statements, around, path."""

from typing import Any

import click

from aigraph.cli.output import (
    TABLE_FORMATS,
    complete_entities,
    echo,
    format_option,
    language_option,
    load_graph,
    print_table,
    tell,
)

__all__ = ["around", "path", "statements"]

_tentative = click.option(
    "--tentative", is_flag=True, help="Also go by what may not be read as a fact: rumoured, planned, predicted."
)


@click.command()
@click.option("--subject", metavar="NAME", shell_complete=complete_entities, help="Only statements about this entity.")
@click.option("--predicate", metavar="NAME", help="Only those of this predicate, or of this inverse turned round.")
@click.option("--object", metavar="NAME", shell_complete=complete_entities, help="Only those that relate to this one.")
@click.option("--modality", metavar="WORD", help="Only those known so: asserted, reported, estimated, rumoured …")
@click.option("--stage", metavar="WORD", help="Only those that stand so: actual, underway, planned, ended, abandoned.")
@click.option("--settled/--tentative", "settled", default=None, help="Only what is a fact, or only what may be none.")
@click.option("--source", metavar="ID", help="Only what this source states.")
@language_option("of the sentences")
@format_option()
@click.pass_context
def statements(ctx: click.Context, /, lang: str, format_: str, **wanted: Any) -> None:
    """Print the statements that fit, settled or tentative: id, sentence, how it is known, quote.

    The formats for programs have every column: subject, predicate, object, number, unit, dates, sources …

    \b
    aigraph statements --subject openai --predicate developed
    aigraph statements --object nvidia --tentative --as-of 2023-12-31
    aigraph statements --format csv > statements.csv
    """
    graph = load_graph(ctx)
    table = graph.statements(language=lang, **wanted)
    print_table(table[["id", "sentence", "how", "quote"]] if format_ in ("table", "md") else table, format_)
    tell(graph, table.notes)


@click.command()
@click.argument("name", shell_complete=complete_entities)
@click.option("--depth", type=click.IntRange(min=1), default=1, show_default=True, help="How many statements away.")
@click.option("--class", "cls", metavar="CLASS", help="Only entities of this class.")
@_tentative
@language_option("of the sentences")
@format_option()
@click.pass_context
def around(ctx: click.Context, /, name: str, lang: str, format_: str, **wanted: Any) -> None:
    """Print what is around an entity, the nearest first, and the sentences by which it is.

    \b
    aigraph around openai --depth 2 --class Person
    """
    graph = load_graph(ctx)
    table = graph.neighbours(name, language=lang, **wanted)
    print_table(table, format_)
    tell(graph, table.notes)


@click.command()
@click.argument("start", metavar="FROM", shell_complete=complete_entities)
@click.argument("end", metavar="TO", shell_complete=complete_entities)
@_tentative
@language_option("of the sentences")
@format_option(("text", *TABLE_FORMATS), default="text")
@click.pass_context
def path(ctx: click.Context, start: str, end: str, tentative: bool, lang: str, format_: str) -> None:
    """Print every shortest way from one entity to another, as sentences with quotes. Exit code 1 where there is none.

    \b
    aigraph path 'Sam Altman' Nvidia
    aigraph path 'Sam Altman' Nvidia --tentative
    """
    graph = load_graph(ctx)
    found = graph.path(start, end, tentative=tentative, language=lang)
    if format_ == "text":
        for number, way in enumerate(found.objects()):
            echo(f"{chr(10) if number else ''}{way}")
    else:
        print_table(found, format_)
    tell(graph, found.notes)
    ctx.exit(0 if found.objects() else 1)
