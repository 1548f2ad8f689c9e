"""The command that shows and clears what is remembered."""

from datetime import datetime

import click

from aigraph.cli.output import echo, format_option, print_table

__all__ = ["cache"]


@click.command()
@click.option("--clear", "all_", is_flag=True, help="Remove everything that is remembered.")
@click.option("--prune", "old", is_flag=True, help="Remove what was used longest ago, down to the limit.")
@format_option()
def cache(all_: bool, old: bool, format_: str) -> None:
    """Show what is remembered, and where: graphs with what their engines read, and answers of the shell.

    Nothing in it is needed: it is made again. What was used longest ago goes by itself where it holds more than 512 MB,
    or than AIGRAPH_CACHE_LIMIT says, in MB.

    \b
    aigraph cache
    aigraph cache --clear
    """
    from aigraph.cache.prune import clear, kept, limit, prune
    from aigraph.places import cache_folder
    from aigraph.table import Table

    if all_ or old:
        gone = clear() if all_ else prune()
        echo(f"{len(gone):,} removed, {sum(item.size for item in gone):,} bytes.", err=True)
        return
    held = kept()
    graphs = [item for item in held if item.kind == "graph"]
    answers = [item for item in held if item.kind == "answer"]
    rows = [(item.kind, item.path.name, item.size, _day(item.used)) for item in graphs]
    if answers:
        rows.append(("answers", str(len(answers)), sum(a.size for a in answers), _day(max(a.used for a in answers))))
    print_table(Table(("kind", "name", "bytes", "used"), tuple(rows)), format_)
    total = sum(item.size for item in held)
    echo(f"{cache_folder()}: {total:,} of at most {limit():,} bytes.", err=True)


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).isoformat(" ", "minutes")
