"""What commands share: loading the graph, printing for people and for programs, files to write, completing names."""

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from aigraph.characters import visible
from aigraph.errors import AIGraphError, ExportError, Problem
from aigraph.streams import OURS

if TYPE_CHECKING:
    from aigraph.folder import Folder
    from aigraph.knowledge_graph import KnowledgeGraph
    from aigraph.table import Table

__all__ = [
    "TABLE_FORMATS",
    "complete_entities",
    "data",
    "echo",
    "file_option",
    "folder",
    "format_option",
    "language_option",
    "load_graph",
    "note",
    "output_file",
    "own_queries",
    "print_problems",
    "print_table",
    "query_folders",
    "query_text",
    "read_text",
    "tell",
    "text_option",
    "texts",
    "timeout_option",
]

TABLE_FORMATS = ("table", "csv", "tsv", "json", "ndjson", "md")

F = TypeVar("F", bound=Callable[..., Any])


def folder(ctx: click.Context) -> "Folder":
    """Return the graph folder that is meant: named, or the one we are in, or the shipped."""
    from aigraph.folder import read_folder
    from aigraph.places import graph_folder

    options = ctx.find_root().obj or {}
    return read_folder(Path(graph_folder(options.get("graph"))))


def query_folders(ctx: click.Context) -> tuple[Path, ...]:
    """Return the folders of questions of the graph that the options name."""
    return tuple(folder(ctx).all("queries"))


def own_queries(ctx: click.Context) -> Path:
    """Return the folder of questions of the graph that one works on. Raises AIGraphError where that is none's own."""
    from aigraph.places import CONFIG, shipped_folder

    place = folder(ctx).path
    here = Path.cwd().resolve()
    chosen = (ctx.find_root().obj or {}).get("graph") or place in (here, *here.parents)
    if place == Path(shipped_folder()).resolve() and not chosen:
        expected = "expected a graph folder of your own. Make one with 'aigraph new', or name it with --graph"
        raise AIGraphError(f"no {CONFIG} in {here} or above; {expected}")
    return place / "queries"


def load_graph(ctx: click.Context) -> "KnowledgeGraph":
    """Return the graph that the options name, having said what they leave out."""
    from aigraph.cli.when import dated
    from aigraph.loading import load
    from aigraph.places import graph_folder

    options = ctx.find_root().obj or {}
    graph = load(graph_folder(options.get("graph")), editors=options.get("editors", True))
    graph = dated(ctx, graph)
    for words in graph.told:
        note(words)
    return graph


def format_option(choices: Iterable[str] = TABLE_FORMATS, default: str = "table") -> Callable[[F], F]:
    """Return the option --format."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(list(choices)),
        default=default,
        show_default=True,
        help="How to print.",
    )


def language_option(what: str) -> Callable[[F], F]:
    """Return the option --lang; `what` is in that language."""
    choice = click.Choice(["en", "zh"])
    return click.option("--lang", type=choice, default="en", show_default=True, help=f"Language {what}.")


def file_option() -> Callable[[F], F]:
    """Return the option -f FILE of a command that takes a query."""
    path = click.Path(dir_okay=False, allow_dash=True)
    return click.option("-f", "--file", "file", type=path, help="Read the query from a file.")


def timeout_option() -> Callable[[F], F]:
    """Return the option --timeout of a command that takes a query."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=30.0,
        show_default=True,
        help="Seconds after which the query is stopped.",
    )


def query_text(query: str | None, file: str | None) -> str:
    """Return the query that is given as an argument, as a file, or on standard input."""
    if (query is None) == (file is None):
        raise click.UsageError("Give one query: as QUERY, as -f FILE, or as - for standard input.")
    if query == "-" or file == "-":
        return read_text("-")
    if file is not None:
        return read_text(file)
    assert query is not None
    return query


def read_text(file: str) -> str:
    """Return the text of a file, or of standard input for `-`: UTF-8, with a byte order mark or without.

    Raises:
        click.UsageError: it cannot be read, or is something else.
    """
    place = "standard input" if file == "-" else file
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise click.UsageError(f"{place}: not UTF-8; expected text. Save it as UTF-8.") from err
    except OSError as err:
        raise click.UsageError(f"{place}: cannot be read: {err.strerror}.") from err


def echo(text: str | Iterable[tuple[str, Mapping[str, Any]]] = "", *, err: bool = False, **style: Any) -> None:
    """Print lines for people: what a terminal would obey is written out, what the encoding lacks is `?`.

    A line may be of pieces, each with a style.
    """
    pieces = [(text, style)] if isinstance(text, str) else text
    line = "".join(click.style(visible(piece), **own) for piece, own in pieces)
    click.echo(line, file=sys.stderr if err else sys.stdout)


def data(text: str) -> None:
    """Print text for programs, each character as it is.

    Raises:
        ExportError: the encoding of standard output lacks a character.
    """
    stream = sys.stdout
    if stream.errors in ("strict", "surrogateescape", OURS):  # else somebody chose what to write instead
        try:
            text.encode(stream.encoding)
        except UnicodeEncodeError as err:
            lacked = f"U+{ord(text[err.start]):04X}"
            raise ExportError(
                f"standard output: {stream.encoding} has no {lacked}; expected UTF-8. Set PYTHONIOENCODING=utf-8"
            ) from err
    stream.write(text)
    stream.flush()


@contextmanager
def output_file(path: Path) -> Iterator[BinaryIO]:
    """Give what to write the bytes of -o to: standard output for `-`, else the file, replaced when all went well.

    Raises:
        ExportError: it cannot be written.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from aigraph.files import write_beside, writing

    with writing(path), write_beside(path) as place, place.open("wb") as stream:
        yield stream


def print_table(table: "Table", format_: str) -> None:
    """Print a table to stdout; for eyes, IRIs shortened and fitted to the terminal."""
    from aigraph.table import Table

    if format_ in ("table", "md"):
        rows = tuple(tuple(getattr(cell, "curie", cell) for cell in row) for row in table.rows)
        table = Table(table.columns, rows)
    terminal = sys.stdout.isatty() and format_ == "table"
    width = shutil.get_terminal_size().columns if terminal else None
    context = click.get_current_context(silent=True)
    color = terminal and (context is None or context.color is not False)
    text = table.render(format_, color=color, width=width)
    if format_ in ("table", "md"):
        click.echo(text, nl=False, file=sys.stdout)
    else:
        data(text)


def note(message: str) -> None:
    """Print a note to stderr."""
    echo(f"note: {message}", err=True)


def tell(graph: "KnowledgeGraph", notes: Iterable[str]) -> None:
    """Print the notes of an answer that were not told when the graph was loaded."""
    for words in notes:
        if words not in graph.told:
            note(words)


def print_problems(problems: Iterable[Problem], format_: str) -> None:
    """Print findings, one a line, as JSON or as SARIF."""
    if format_ in ("json", "sarif"):
        from aigraph.problems import to_json, to_sarif

        data(to_json(problems) if format_ == "json" else to_sarif(problems))
    else:
        for problem in problems:
            echo(str(problem))


def text_option(required: bool = False) -> Callable[[F], F]:
    """Return the option --text SOURCE=FILE."""
    return click.option(
        "--text",
        "text_pairs",
        metavar="SOURCE=FILE",
        multiple=True,
        required=required,
        help="The text of a source; repeat for several.",
    )


def texts(pairs: Iterable[str]) -> dict[str, str]:
    """Return the texts that --text names by source. Raises click.BadParameter, SeedError."""
    from aigraph.seeds.texts import read_texts

    named: dict[str, Path] = {}
    for pair in pairs:
        source, equals, path = pair.partition("=")
        if not equals or not source or not path:
            raise click.BadParameter(
                f"{pair!r} is not SOURCE=FILE, such as my-article=article.txt", param_hint="--text"
            )
        named[source] = Path(path)
    return read_texts(named)


def complete_entities(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
    """Return the names that a shell may complete: slugs and names that begin with what is typed."""
    from click.shell_completion import CompletionItem

    from aigraph.errors import AIGraphError

    try:
        entities = list(load_graph(ctx).entities.values())
    except AIGraphError:
        return []
    typed = incomplete.casefold()
    found = []
    for entity in entities:
        for name in (entity.id, *entity.spellings()):
            if name.casefold().startswith(typed) and name.isprintable():  # else the shell would be given commands
                found.append(CompletionItem(name, help=" · ".join(entity.classes)))
                break
    return found
