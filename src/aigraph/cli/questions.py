"""The command that asks one of a graph's questions: each is a subcommand with its parameters as options."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from aigraph.cli.output import (
    TABLE_FORMATS,
    data,
    echo,
    format_option,
    load_graph,
    own_queries,
    print_table,
    query_folders,
    tell,
)
from aigraph.cli.when import is_dated, when_options
from aigraph.errors import UnknownName

if TYPE_CHECKING:
    from aigraph.questions import Parameter, Question
    from aigraph.table import Table

__all__ = ["ask_command"]


class _Questions(click.Group):
    """A group whose commands are the questions; other words search them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the ids of the questions."""
        return sorted(_catalogue(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that asks a question."""
        question = _catalogue(ctx).get(cmd_name)
        return None if question is None else _command(question)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Search the questions where the first word is not the id of one."""
        if args and args[0] in _catalogue(ctx):
            return super().resolve_command(ctx, args)
        return "search", _search, args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List no commands: `aigraph ask` does, with the questions themselves."""


@click.group(
    name="ask",
    cls=_Questions,
    invoke_without_command=True,
    subcommand_metavar="[QUESTION [OPTIONS] | WORDS]",
)
@click.option("--new", "new", metavar="NAME", help="Write an empty question of this name into the graph's queries/.")
@click.pass_context
def ask_command(ctx: click.Context, new: str | None) -> None:
    """Ask one of the graph's questions, or list them; WORDS search them, in English or Chinese.

    Listed last are those that have no rows here, with what the graph lacks.

    \b
    aigraph ask
    aigraph ask rumour
    aigraph ask who-came-from-which-lab --lab openai
    aigraph ask who-came-from-which-lab --show cypher
    aigraph ask --new who-bought-whom
    """
    if new is not None:
        from pathlib import Path

        from aigraph.files import seen_from
        from aigraph.questions import new_question

        place, here = new_question(own_queries(ctx), new, _catalogue(ctx)), Path()
        for path in sorted(place.iterdir()):
            echo(seen_from(here, path))
        echo(f"Its comments say what goes where. Ask it with 'aigraph ask {new}'.", err=True)
    elif ctx.invoked_subcommand is None:
        _list(ctx, "")


@click.command()
@click.argument("words", nargs=-1)
@click.pass_context
def _search(ctx: click.Context, words: tuple[str, ...]) -> None:
    _list(ctx, " ".join(words))


def _catalogue(ctx: click.Context) -> "Mapping[str, Question]":
    from aigraph.questions import questions_of

    return questions_of(query_folders(ctx))


def _list(ctx: click.Context, words: str) -> None:
    from aigraph.questions import find, lacking, wanting

    found = find(_catalogue(ctx).values(), words)
    if not found:
        raise UnknownName(f"no question has the words {words!r}. Run 'aigraph ask' for all of them")
    graph = load_graph(ctx)
    lacks = lacking(graph, found)
    answered = [question for question in found if question.id not in lacks]
    for question in answered:
        echo(question.id, bold=True)
        echo("\n".join(f"  {text}" for text in dict.fromkeys(question.texts.values())))
        if asked := wanting(graph, question):
            echo(f"  Give {' and '.join(map(_flag, asked))}.")
    if lacks:
        echo("No rows here:", bold=True)
        for name, why in lacks.items():
            echo(f"  {name}: {', '.join(why)}")
    more = f", {len(lacks)} more have no rows here" if lacks else ""
    echo(f"{len(answered)} questions{more}. Run 'aigraph ask QUESTION', or with --help for its parameters.", err=True)


class _Asking(click.Command):
    """The command of one question, whose help says what the question needs of a graph."""

    question: "Question"

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the question needs."""
        from aigraph.questions import needed

        if told := needed(load_graph(ctx), self.question):
            formatter.write_paragraph()
            formatter.write_text(f"Needs {'; '.join(told)}.")


def _command(question: "Question") -> click.Command:
    """Return the command of one question."""
    from aigraph.questions import ENGINES, LANGUAGES

    options = [_option(parameter) for parameter in question.parameters]
    options.append(
        click.Option(["--engine"], type=click.Choice(question.engines), default=ENGINES[0], show_default=True)
    )
    engines = dict(zip(LANGUAGES, ("pyoxigraph", "kglite", "networkx"), strict=True))
    languages = [language for language, engine in engines.items() if engine in question.engines]
    options.append(click.Option(["--show"], type=click.Choice(languages), help="Print the query, ready to paste."))

    @click.pass_context
    def run(ctx: click.Context, /, engine: str, show: str | None, format_: str, **given: Any) -> None:
        _run(ctx, question, engine, show, format_, {k: v for k, v in given.items() if v is not None})

    sentences = "\n\n".join(dict.fromkeys(question.texts.values()))
    made = _Asking(question.id, callback=run, params=[*options, *when_options()], help=sentences)
    made.question = question
    return format_option(TABLE_FORMATS)(made)


def _flag(parameter: "Parameter") -> str:
    return f"--{parameter.name.replace('_', '-')} {parameter.kind.upper()}"


def _option(parameter: "Parameter") -> click.Option:
    default = "any" if parameter.default is None else str(parameter.default)
    words = f"{parameter.texts.get('en', parameter.name)}  [default: {default}]"
    return click.Option([_flag(parameter).split()[0], parameter.name], metavar=parameter.kind.upper(), help=words)


def _run(
    ctx: click.Context, question: "Question", engine: str, show: str | None, format_: str, given: dict[str, object]
) -> None:
    from aigraph.questions import ask, text

    if engine == "neo4j" and is_dated(ctx):
        raise click.UsageError("--engine neo4j asks what the server holds, of every day. Choose another engine.")
    graph = load_graph(ctx)
    if show:
        data(text(graph, question, show, given))
        return
    table = ask(graph, question, engine, given, _run_on_server() if engine == "neo4j" else None)
    print_table(table, format_)
    tell(graph, table.notes)


def _run_on_server() -> "Callable[[str, Mapping[str, object]], Table]":
    """Return what runs Cypher on the server that the environment names."""
    from aigraph.neo4j.connection import from_environment, run

    connection = from_environment()
    return lambda query, parameters: run(connection, query, parameters)
