"""The command that begins a graph folder: new."""

from pathlib import Path

import click

from aigraph.cli.output import echo

__all__ = ["new"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--text", type=click.Path(path_type=Path), help="A text to read, in UTF-8; it stays where it is.")
@click.option("--title", help="Of the text and the graph, in place of the name of the file or folder.")
@click.option("--language", metavar="CODE", help="Of the text, in place of what it looks like: en, zh …")
@click.option("--base", metavar="IRI", help="What the ids begin with, in place of https://example.org/FOLDER/.")
@click.option("--source", metavar="ID", help="The id of the text, in place of one made of its title.")
@click.option("--extends", multiple=True, metavar="GRAPH", help="aigraph, none, or another graph folder; repeat.")
def new(
    folder: Path,
    text: Path | None,
    title: str | None,
    language: str | None,
    base: str | None,
    source: str | None,
    extends: tuple[str, ...],
) -> None:
    """Write a graph folder of your own, which can be checked and built at once.

    With a text, its sections are those that its headings make, and each sentence is a passage to read: a quote under
    which nothing is said yet.

    \b
    aigraph new my-graph --text article.txt --title 'The article' --extends aigraph
    """
    from aigraph.new import new_graph

    wanted = [name for name in extends if name != "none"]
    begun = new_graph(folder, text, title=title, language=language, base=base, source=source, extends=wanted)
    for path in begun.files:
        echo(str(path))
    if text is not None:
        read = f"{begun.unread} sentences in {begun.sections} sections of {text} to read"
        echo(f"{read}. Next: {folder / 'README.md'}", err=True)
