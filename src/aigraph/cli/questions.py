"""The command that asks one of the shipped questions: each is a subcommand with its parameters as options."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from aigraph.cli.output import TABLE_FORMATS, data, echo, format_option, load_graph, note, print_table
from aigraph.cli.when import as_told, is_dated, when_options
from aigraph.errors import UnknownName

if TYPE_CHECKING:
    from aigraph.questions import Parameter, Question
    from aigraph.table import Table

__all__ = ["ask_command"]


class _Questions(click.Group):
    """A group whose commands are the questions; other words search them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the ids of the questions."""
        return sorted(_shipped())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that asks a question."""
        question = _shipped().get(cmd_name)
        return None if question is None else _command(question)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Search the questions where the first word is not the id of one."""
        if args and args[0] in _shipped():
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
@click.pass_context
def ask_command(ctx: click.Context) -> None:
    """Ask one of the shipped questions, or list them; WORDS search them, in English or Chinese.

    \b
    aigraph ask
    aigraph ask rumour
    aigraph ask who-came-from-which-lab --lab openai
    aigraph ask who-came-from-which-lab --show cypher
    """
    if ctx.invoked_subcommand is None:
        _list("")


@click.command()
@click.argument("words", nargs=-1)
def _search(words: tuple[str, ...]) -> None:
    _list(" ".join(words))


def _shipped() -> "Mapping[str, Question]":
    from aigraph.questions import shipped

    return shipped()


def _list(words: str) -> None:
    from aigraph.questions import find

    found = find(_shipped().values(), words)
    if not found:
        raise UnknownName(f"no question has the words {words!r}. Run 'aigraph ask' for all of them")
    for question in found:
        echo(question.id, bold=True)
        echo(f"  {question.texts['en']}\n  {question.texts['zh']}")
    echo(f"{len(found)} questions. Run 'aigraph ask QUESTION', or with --help for its parameters.", err=True)


def _command(question: "Question") -> click.Command:
    """Return the command of one question."""
    from aigraph.questions import ENGINES, LANGUAGES

    options = [_option(parameter) for parameter in question.parameters]
    options.append(
        click.Option(["--engine"], type=click.Choice(question.engines), default=ENGINES[0], show_default=True)
    )
    languages = LANGUAGES if "networkx" in question.engines else LANGUAGES[:-1]
    options.append(click.Option(["--show"], type=click.Choice(languages), help="Print the query, ready to paste."))

    @click.pass_context
    def run(ctx: click.Context, /, engine: str, show: str | None, format_: str, **given: Any) -> None:
        _run(ctx, question, engine, show, format_, {k: v for k, v in given.items() if v is not None})

    every = [*options, *when_options()]
    sentences = f"{question.texts['en']}\n\n{question.texts['zh']}"
    return format_option(TABLE_FORMATS)(click.Command(question.id, callback=run, params=every, help=sentences))


def _option(parameter: "Parameter") -> click.Option:
    default = "any" if parameter.default is None else str(parameter.default)
    words = f"{parameter.texts.get('en', parameter.name)}  [default: {default}]"
    return click.Option(
        [f"--{parameter.name.replace('_', '-')}", parameter.name], metavar=parameter.kind.upper(), help=words
    )


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
    for words in as_told(graph, table.notes):
        note(words)


def _run_on_server() -> "Callable[[str, Mapping[str, object]], Table]":
    """Return what runs Cypher on the server that the environment names."""
    from aigraph.neo4j.connection import from_environment, run

    connection = from_environment()
    return lambda query, parameters: run(connection, query, parameters)
