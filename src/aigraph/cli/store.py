"""The command that puts a graph on disk."""

import os

import click

from aigraph.cli.output import echo, folder
from aigraph.cli.progress import progress

__all__ = ["store"]


@click.command()
@click.pass_context
def store(ctx: click.Context) -> None:
    """Put a graph on disk that has more statements than are held in memory: in store/ of its folder.

    The rows of its tables are read column by column, and what follows is derived there; then every command asks what
    it needs of the store. What was there before stays until all is written. Needs the extra: pip install
    'aigraph[bulk]'.

    \b
    aigraph store
    aigraph sparql 'SELECT ?model WHERE { ?model aig:trainedOn aid:h100 }'
    """
    from aigraph.disk.build import put_on_disk
    from aigraph.disk.head import store_folder
    from aigraph.mapping.extent import held_at_most

    graph = folder(ctx)
    head = put_on_disk(graph, progress)
    progress("")
    place = os.path.relpath(store_folder(graph))
    for account in head.accounts:
        echo(f"{account}.", err=True)
    echo(f"{place}: {head.entities:,} entities, {head.statements:,} statements; data {head.version}.", err=True)
    if head.statements <= (most := held_at_most()):
        echo(f"At most {most:,} statements are held in memory, so that commands do not need it.", err=True)
