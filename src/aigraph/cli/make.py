"""The commands that make and check: build, validate, export, view."""

import re
import sys
from collections.abc import Iterable
from inspect import cleandoc
from pathlib import Path

import click

from aigraph.cli.output import (
    complete_entities,
    echo,
    folder,
    format_option,
    language_option,
    load_graph,
    note,
    print_problems,
    text_option,
    texts,
)
from aigraph.cli.progress import progress
from aigraph.export.formats import FORMATS

__all__ = ["build", "export", "validate", "view"]


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder to write.",
)
@click.pass_context
def build(ctx: click.Context, out: Path) -> None:
    """Build everything: RDF in four syntaxes, NDJSON, GraphML and the page.

    \b
    aigraph build --out out/
    """
    from aigraph.analysis.counts import own_and_extended

    graph = load_graph(ctx)
    files = graph.build(out, progress).files
    progress("")
    for path, size in files:
        echo(f"{size:>12,}  {path}")
    settled = sum(s.settled for s in graph.statements.values())
    said = f"{settled} settled and {len(graph.statements) - settled} tentative statements"
    echo(
        f"Conforms. {len(graph.entities)} entities, {said}, {len(graph.claims)} claims; data {graph.version}.", err=True
    )
    for account in graph.accounts:
        echo(f"{account}.", err=True)
    if own := own_and_extended(graph.graph):
        echo(f"{own}.", err=True)
    echo(f"Open {out / 'index.html'} in a browser.", err=True)


@click.command()
@text_option()
@format_option(("text", "json", "sarif"), default="text")
@click.pass_context
def validate(ctx: click.Context, text_pairs: tuple[str, ...], format_: str) -> None:
    """Check seeds, tables, the data they make, views, questions; with a text, every quote, offset, spelling against it.

    Exit code 1 where something is found, each finding at its line of the seeds, or its row and column of a table.

    \b
    aigraph validate --text ten-judgements=article.txt
    """
    from aigraph.build import check

    problems, summary = check(folder(ctx), texts(text_pairs))
    print_problems(problems, format_)
    echo(summary, err=True)
    ctx.exit(1 if problems else 0)


@click.command()
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), required=True, help="What to write.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    help="File or folder to write; a file may be - for standard output.",
)
@click.option(
    "--tentative/--no-tentative", default=True, show_default=True, help="Drawings: also tentative statements."
)
@click.pass_context
def export(ctx: click.Context, format_: str, output: Path, tentative: bool) -> None:
    """Write the graph in one format.

    FORMATS_LISTED

    \b
    aigraph export --format graphml -o aigraph.graphml
    aigraph export --format parquet -o tables/
    """
    graph = load_graph(ctx)
    written = sys.stdout.buffer if str(output) == "-" else output
    for told in graph.export(format_, written, tentative=tentative):
        note(told)
    if str(output) == "-":
        return
    if output.is_dir():
        echo(f"{output}: {', '.join(sorted(path.name for path in output.iterdir()))}", err=True)
    elif output.is_file():  # of a pipe or a device there is nothing to say
        echo(f"{output}: {output.stat().st_size:,} bytes", err=True)


def _listed() -> str:
    """Return the formats for the help, those that keep the same on one line."""
    keeps: dict[str, list[str]] = {}
    for one in FORMATS.values():
        keeps.setdefault(one.keeps + (", a folder" if one.is_folder else ""), []).append(one.name)
    return "\b\n" + "\n".join(f"{', '.join(names)}: {kept}" for kept, names in keeps.items())


export.help = cleandoc(export.help or "").replace("FORMATS_LISTED", _listed())


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    help="File to write, - for standard output.  [default: aigraph.html, .svg or .png]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["html", "svg", "png"]),
    default="html",
    show_default=True,
    help="The page, or a still picture of it: PNG of at most 32 million pixels, SVG at any size.",
)
@click.option("--ask", metavar="QUESTION", help="Show a question, such as who-came-from-which-lab.")
@click.option("--around", metavar="NAME", shell_complete=complete_entities, help="Only what is near an entity.")
@click.option("--depth", type=click.IntRange(1, 6), default=1, show_default=True, help="How near, in statements.")
@click.option("--class", "classes", metavar="A,B", help="Only entities of these classes.")
@click.option("--modality", "modalities", metavar="A,B", help="Only statements known in these ways.")
@click.option("--section", "sections", metavar="A,B", help="Only what these sections say: ids, or numbers they end in.")
@language_option("at opening")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="Theme at opening, in place of the system's.")
@text_option()
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@click.pass_context
def view(
    ctx: click.Context,
    output: Path | None,
    format_: str,
    ask: str | None,
    around: str | None,
    depth: int,
    classes: str | None,
    modalities: str | None,
    sections: str | None,
    lang: str,
    theme: str | None,
    text_pairs: tuple[str, ...],
    open_: bool,
) -> None:
    """Write the interactive page, of all or of a part: one file, offline; or a still picture of it.

    \b
    aigraph view -o aigraph.html --open
    aigraph view --around openai --depth 2 -o openai.html
    aigraph view --ask the-compute-race -o race.html
    aigraph view --ask the-compute-race --format svg -o race.svg
    aigraph view --text ten-judgements=article.txt -o reading.html
    """
    graph = load_graph(ctx)
    words = {
        "classes": _words(classes),
        "modalities": _words(modalities),
        "sections": _numbered(_words(sections), graph.section_ids),
    }
    part = graph
    if around:
        part = graph.around(around, depth=depth, **words)
    elif any(words.values()):
        part = graph.part(**words)
    path = output or Path(f"aigraph.{format_}")
    place = sys.stdout.buffer if str(path) == "-" else path
    part.view(place, format=format_, texts=texts(text_pairs), ask=ask or "", language=lang, theme=theme or "")
    if str(path) != "-":
        _written(path, open_)


def _written(path: Path, open_: bool) -> None:
    """Say where the page is; open it where that is wanted."""
    echo(str(path))
    if open_:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())


def _numbered(words: list[str], known: Iterable[str]) -> list[str]:
    """Return ids of sections, a number as the ids that end in it."""
    found: list[str] = []
    for word in words:
        meant = [name for name in known if re.fullmatch(rf"\D*{word}", name)] if word.isdecimal() else []
        found += meant or [word]
    return found


def _words(text: str | None) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()] if text else []
