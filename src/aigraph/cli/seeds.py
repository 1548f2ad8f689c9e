"""The commands for who edits the seeds: format, anchor, coverage."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aigraph.cli.output import (
    TABLE_FORMATS,
    echo,
    folder,
    format_option,
    output_file,
    print_problems,
    print_table,
    text_option,
    texts,
)
from aigraph.errors import counted

if TYPE_CHECKING:
    from aigraph.seeds.coverage import Sentence

__all__ = ["seeds"]


@click.group()
def seeds() -> None:
    """Edit the seeds: format them, anchor their quotes, see what is left to read."""


@seeds.command(name="format")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 where a file is not in style.")
@click.pass_context
def format_(ctx: click.Context, check: bool) -> None:
    """Put every seed file, and every mapping of a table, in one style, comments kept.

    \b
    aigraph seeds format --check
    """
    from aigraph.cache.bundle import read_graph
    from aigraph.mapping import format as mappings
    from aigraph.seeds.format import formatted

    found = folder(ctx)
    read_graph(found)[1].complete()
    every = (*formatted(found.seeds), *mappings.formatted(found.mappings))
    changed = [(path, new) for path, old, new in every if old != new]
    for path, new in changed:
        echo(f"{'would change' if check else 'changed'} {path}")
        if not check:
            with output_file(path) as stream:
                stream.write(new.encode())
    ctx.exit(1 if changed and check else 0)


@seeds.command()
@text_option(required=True)
@click.pass_context
def anchor(ctx: click.Context, text_pairs: tuple[str, ...]) -> None:
    """Look every quote up in its text and write seeds/offsets.lock.

    A source that has no sha256 and no length yet is given those of its text. Nothing is written where a quote is
    absent, or stands more than once, nor where a text is not the one that its source was read from; nor where something
    could not be read, which is exit code 2.

    \b
    aigraph seeds anchor --text ten-judgements=article.txt
    """
    from aigraph.cache.bundle import read_graph
    from aigraph.seeds.anchors import LOCK, check_kept
    from aigraph.seeds.digests import with_digests
    from aigraph.seeds.reader import SOURCES
    from aigraph.seeds.texts import EDITED, MOVED

    place, found = folder(ctx), texts(text_pairs)
    read = read_graph(place, found)[1].complete()
    check_kept(read.passages, read.sources, found, read.of_kind("lock"))
    lock, moved, edited = read.lock, read.of_kind(MOVED), read.of_kind(EDITED)
    if problems := read.of_kind("text") + edited:
        print_problems(sorted([*problems, *(moved if edited else [])]), "text")
        echo(f"{counted(problems)}; {LOCK} is as it was.", err=True)
        ctx.exit(1)
    old = (place.seeds / SOURCES).read_bytes().decode()
    for name, before, text in ((LOCK, None, str(lock)), (SOURCES, old, with_digests(old, found, read.sources))):
        if text != before:
            with output_file(place.seeds / name) as stream:
                stream.write(text.encode())
    for problem in moved:
        echo(str(problem).removesuffix(" Run 'aigraph seeds anchor'"), err=True)
    echo(f"{place.seeds / LOCK}: {len(lock.quotes)} quotes in {len(lock.sections)} sections", err=True)


@seeds.command()
@text_option(required=True)
@click.option("--all", "show_all", is_flag=True, help="Also the sentences that are said or skipped.")
@format_option(("text", *TABLE_FORMATS), default="text")
@click.pass_context
def coverage(ctx: click.Context, text_pairs: tuple[str, ...], show_all: bool, format_: str) -> None:
    """Say which words of a text no statement or claim quotes, and none skips with a reason; exit 1 if any.

    Letters and digits count; a sentence is covered when all of them are. Each sentence that is not is shown with the
    stretches nobody read.

    \b
    aigraph seeds coverage --text ten-judgements=article.txt
    """
    from aigraph.cache.bundle import read_graph
    from aigraph.seeds.coverage import coverage as covered
    from aigraph.table import Table

    found = texts(text_pairs)
    _, read = read_graph(folder(ctx), found)
    read.complete()
    sentences = [s for page, text in found.items() for s in covered(read.passages, read.sources, read.lock, page, text)]
    missing = [s for s in sentences if s.state == "uncovered"]
    shown = sentences if show_all else missing
    if format_ != "text":
        rows = tuple(
            (s.source, s.section, part.span.start, part.state, part.characters, part.span.quote, s.span.quote)
            for s in shown
            for part in s.stretches
            if show_all or part.state == "uncovered"
        )
        print_table(Table(("source", "section", "start", "state", "characters", "stretch", "sentence"), rows), format_)
        ctx.exit(1 if missing else 0)
    for place in dict.fromkeys((s.source, s.section) for s in sentences):
        group = [s for s in sentences if (s.source, s.section) == place]
        done = sum(s.state != "uncovered" for s in group)
        echo(f"{' '.join(place):32} {done:>3}/{len(group)} sentences, {_characters(group)}")
        for sentence in (s for s in group if s in shown):
            echo(f"  {sentence.state:9} {sentence.span.start:>5}  {sentence.span.quote}")
            for span in sentence.unread():
                echo(f"  {'unread':>11} {span.start:>5}  {span.quote}")
    done = len(sentences) - len(missing)
    echo(f"{done} of {len(sentences)} sentences covered; {_characters(sentences)}.", err=True)
    ctx.exit(1 if missing else 0)


def _characters(sentences: Sequence["Sentence"]) -> str:
    """Return how many letters and digits are covered, of how many, and how."""
    said, skipped, whole = (sum(s.characters(*states) for s in sentences) for states in (("said",), ("skipped",), ()))
    return f"{said + skipped} of {whole} characters ({said} said, {skipped} skipped)"


@seeds.command()
@text_option(required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    default=Path("review.html"),
    show_default=True,
    help="File to write, - for standard output.",
)
@click.pass_context
def review(ctx: click.Context, text_pairs: tuple[str, ...], output: Path) -> None:
    """Write a page for reviewers: the text on the left, what each passage says on the right.

    \b
    aigraph seeds review --text ten-judgements=article.txt -o review.html
    """
    from aigraph.cache.bundle import read_graph
    from aigraph.seeds.review import review_page

    found = texts(text_pairs)
    schema, read = read_graph(folder(ctx), found)
    page = review_page(read.complete(), schema, found)
    with output_file(output) as stream:
        stream.write(page.encode())
    if str(output) != "-":
        echo(str(output))
