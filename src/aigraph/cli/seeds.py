"""The commands for who edits the seeds: format, anchor, coverage."""

from pathlib import Path

import click

from aigraph.cli.output import TABLE_FORMATS, folders, format_option, print_problems, print_table, text_option, texts

__all__ = ["seeds"]


@click.group()
def seeds() -> None:
    """Edit the seeds: format them, anchor their quotes, see what is left to read."""


@seeds.command(name="format")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 where a file is not in style.")
@click.pass_context
def format_(ctx: click.Context, check: bool) -> None:
    """Put every seed file in one style, comments kept.

    \b
    aigraph seeds format --check
    """
    from aigraph.files import write_beside, writing
    from aigraph.ontology import read_ontology
    from aigraph.seeds import read_seeds
    from aigraph.seeds.format import formatted

    folder, ontology = folders(ctx)
    read_seeds(folder, read_ontology(ontology)).complete()
    changed = [(path, new) for path, old, new in formatted(folder) if old != new]
    for path, new in changed:
        click.echo(f"{'would change' if check else 'changed'} {path}")
        if not check:
            with writing(path), write_beside(path) as place:
                place.write_bytes(new.encode())
    ctx.exit(1 if changed and check else 0)


@seeds.command()
@text_option(required=True)
@click.pass_context
def anchor(ctx: click.Context, text_pairs: tuple[str, ...]) -> None:
    """Look every quote up in its text and write seeds/offsets.lock.

    Nothing is written where a quote is absent, or stands more than once; nor where something could not be read, which
    is exit code 2.

    \b
    aigraph seeds anchor --text ten-judgements=article.txt
    """
    from aigraph.files import write_beside, writing
    from aigraph.ontology import read_ontology
    from aigraph.seeds import read_seeds
    from aigraph.seeds.anchors import LOCK, check_kept

    folder, ontology = folders(ctx)
    found = texts(text_pairs)
    read = read_seeds(folder, read_ontology(ontology), found).complete()
    check_kept(read.passages, read.sources, found, read.of_kind("lock"))
    lock = read.lock
    if problems := read.of_kind("text"):
        print_problems(problems, "text")
        click.echo(f"{len(problems)} problems; {LOCK} is as it was.", err=True)
        ctx.exit(1)
    with writing(folder / LOCK), write_beside(folder / LOCK) as path:
        path.write_text(str(lock), encoding="utf-8")
    click.echo(f"{folder / LOCK}: {len(lock.quotes)} quotes in {len(lock.sections)} sections", err=True)


@seeds.command()
@text_option(required=True)
@click.option("--all", "show_all", is_flag=True, help="Also the sentences that are said or skipped.")
@format_option(("text", *TABLE_FORMATS), default="text")
@click.pass_context
def coverage(ctx: click.Context, text_pairs: tuple[str, ...], show_all: bool, format_: str) -> None:
    """Say which sentences of a text no statement or claim quotes, and none skips with a reason; exit 1 if any.

    \b
    aigraph seeds coverage --text ten-judgements=article.txt
    """
    from aigraph.ontology import read_ontology
    from aigraph.seeds import read_seeds
    from aigraph.seeds.coverage import coverage as covered
    from aigraph.table import Table

    found = texts(text_pairs)
    folder, ontology = folders(ctx)
    read = read_seeds(folder, read_ontology(ontology), found).complete()
    sentences = [s for page, text in found.items() for s in covered(read.passages, read.sources, read.lock, page, text)]
    missing = [s for s in sentences if s.state == "uncovered"]
    if format_ != "text":
        rows = tuple(
            (s.source, s.section, s.span.start, s.state, s.span.quote) for s in (sentences if show_all else missing)
        )
        print_table(Table(("source", "section", "start", "state", "sentence"), rows), format_)
        ctx.exit(1 if missing else 0)
    for place in dict.fromkeys((s.source, s.section) for s in sentences):
        group = [s for s in sentences if (s.source, s.section) == place]
        states = [s.state for s in group]
        done = len(group) - states.count("uncovered")
        counts = f"{states.count('said')} said, {states.count('skipped')} skipped"
        click.echo(f"{' '.join(place):32} {done:>3}/{len(group)} ({counts})")
        for sentence in group:
            if show_all or sentence.state == "uncovered":
                click.echo(f"  {sentence.state:9} {sentence.span.start:>5}  {sentence.span.quote}")
    click.echo(f"{len(sentences) - len(missing)} of {len(sentences)} sentences covered.", err=True)
    ctx.exit(1 if missing else 0)


@seeds.command()
@text_option(required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("review.html"),
    show_default=True,
    help="File to write.",
)
@click.pass_context
def review(ctx: click.Context, text_pairs: tuple[str, ...], output: Path) -> None:
    """Write a page for reviewers: the text on the left, what each passage says on the right.

    \b
    aigraph seeds review --text ten-judgements=article.txt -o review.html
    """
    from aigraph.files import write_beside, writing
    from aigraph.ontology import read_ontology
    from aigraph.seeds import read_seeds
    from aigraph.seeds.review import review_page

    found = texts(text_pairs)
    folder, ontology = folders(ctx)
    schema = read_ontology(ontology)
    page = review_page(read_seeds(folder, schema, found).complete(), schema, found)
    with writing(output), write_beside(output) as path:
        path.write_text(page, encoding="utf-8", newline="\n")
    click.echo(str(output))
