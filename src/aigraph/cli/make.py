"""The commands that make and check: build, validate, export, view."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigraph.cli.output import complete_entities, folders, format_option, load_graph, print_problems, text_option, texts

if TYPE_CHECKING:
    from aigraph.page.network import AIGraphNetwork

__all__ = ["EXPORTS", "EXPORT_FOLDERS", "build", "export", "validate", "view"]

#: The formats of `aigraph.build`, named here too so that help and completion import nothing.
EXPORTS = (
    "trig", "ttl", "nquads", "ntriples", "jsonld", "rdfxml", "graphml", "gexf", "node-link", "dot",
    "entities", "statements", "claims", "sources", "cypher", "html",
)  # fmt: skip
#: Those that are a folder.
EXPORT_FOLDERS = ("neo4j-admin", "parquet")


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
    from aigraph.build import build as build_all

    options = ctx.find_root().obj or {}
    result = build_all(*folders(ctx), out, editors=options.get("editors", True))
    for path, size in result.files:
        click.echo(f"{size:>12,}  {path}")
    click.echo(f"{result.summary}\nOpen {out / 'index.html'} in a browser.", err=True)


@click.command()
@text_option()
@format_option(("text", "json"), default="text")
@click.pass_context
def validate(ctx: click.Context, text_pairs: tuple[str, ...], format_: str) -> None:
    """Check the seeds and the data they make; with a text, every quote, offset and spelling against it.

    Exit code 1 where something is found, each finding at its line of the seeds.

    \b
    aigraph validate --text ten-judgements=article.txt
    """
    from aigraph.build import check

    seeds, ontology = folders(ctx)
    problems, summary = check(seeds, ontology, texts(text_pairs))
    print_problems(problems, format_)
    click.echo(summary, err=True)
    ctx.exit(1 if problems else 0)


@click.command()
@click.option(
    "--format", "format_", type=click.Choice((*EXPORTS, *EXPORT_FOLDERS)), required=True, help="What to write."
)
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

    graphml, gexf, node-link, dot and html are drawings of the entities and observations. cypher, neo4j-admin and
    parquet hold the whole property graph; neo4j-admin and parquet are folders.

    \b
    aigraph export --format graphml -o aigraph.graphml
    aigraph export --format parquet -o tables/
    """
    from aigraph.build import export as export_one
    from aigraph.build import export_folder

    if format_ in EXPORT_FOLDERS:
        export_folder(load_graph(ctx), format_, output)
        click.echo(f"{output}: {', '.join(sorted(path.name for path in output.iterdir()))}", err=True)
        return
    data = export_one(load_graph(ctx), format_, tentative=tentative)
    if str(output) == "-":
        sys.stdout.buffer.write(data)
        return
    from aigraph.files import write_beside, writing

    with writing(output), write_beside(output) as path:
        path.write_bytes(data)
    click.echo(f"{output}: {len(data):,} bytes", err=True)


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write.  [default: aigraph.html, .svg or .png]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["html", "svg", "png"]),
    default="html",
    show_default=True,
    help="The page, or a still picture of it.",
)
@click.option("--ask", metavar="QUESTION", help="Show a question, such as who-came-from-which-lab.")
@click.option("--around", metavar="NAME", shell_complete=complete_entities, help="Only what is near an entity.")
@click.option("--depth", type=click.IntRange(1, 6), default=1, show_default=True, help="How near, in statements.")
@click.option("--class", "classes", metavar="A,B", help="Only entities of these classes.")
@click.option("--modality", "modalities", metavar="A,B", help="Only statements known in these ways.")
@click.option("--section", "sections", metavar="A,B", help="Only what these sections say: j1 to j10, or 1 to 10.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language at opening.")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="Theme at opening, in place of the system's.")
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
    open_: bool,
) -> None:
    """Write the interactive page, of all or of a part: one file, offline; or a still picture of it.

    \b
    aigraph view -o aigraph.html --open
    aigraph view --around openai --depth 2 -o openai.html
    aigraph view --ask the-compute-race -o race.html
    aigraph view --ask the-compute-race --format svg -o race.svg
    """
    graph = load_graph(ctx)
    named = [f"j{word}" if word.isdigit() else word for word in _words(sections)]
    words = {"classes": _words(classes), "modalities": _words(modalities), "sections": named}
    network = graph.to_pyvis(graph=graph.part(around=around, depth=depth, **words))
    network.language, network.theme = lang, theme or ""
    if ask is not None:
        network.opening = f"view={_question(ask, [view['id'] for view in network.details['views']])}"
    _write(network, format_, output or Path(f"aigraph.{format_}"), open_)


def _write(network: "AIGraphNetwork", format_: str, output: Path, open_: bool) -> None:
    from aigraph.files import write_beside, writing

    with writing(output), write_beside(output) as path:
        path.write_bytes(network.still(format_) if format_ != "html" else network.generate_html().encode())
    click.echo(str(output))
    if open_:
        import webbrowser

        webbrowser.open(output.resolve().as_uri())


def _question(asked: str, known: list[str]) -> str:
    if asked not in known:
        raise click.UsageError(f"unknown question {asked!r}; this part of the graph answers {', '.join(known)}.")
    return asked


def _words(text: str | None) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()] if text else []
