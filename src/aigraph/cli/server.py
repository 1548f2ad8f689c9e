"""The commands for a Neo4j server: neo4j push, neo4j status; and the options that say which server."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aigraph.cli.output import echo, load_graph, read_text

if TYPE_CHECKING:
    from aigraph.neo4j.connection import Connection

__all__ = ["connection_options", "neo4j", "server"]

F = TypeVar("F", bound=Callable[..., Any])
_LISTED = 40


def connection_options(command: F) -> F:
    """Add the options --uri, --username, --database and --password-file. There is none for the password itself."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    for option in (
        click.option(
            "--password-file", type=file, help="A file with the password; else NEO4J_PASSWORD, else asked for."
        ),
        click.option("--database", envvar="NEO4J_DATABASE", help="Which database; the user's own unless given."),
        click.option("--username", envvar="NEO4J_USERNAME", default="neo4j", show_default=True),
        click.option("--uri", envvar="NEO4J_URI", default="bolt://localhost:7687", show_default=True),
    ):
        command = option(command)
    return command


def server(uri: str, username: str, database: str | None, password_file: Path | None) -> "Connection":
    """Return the connection that the options name. Raises ServiceError where there is no password."""
    import os

    from aigraph.neo4j.connection import from_environment

    password = None
    if password_file is not None:
        password = read_text(str(password_file)).rstrip("\r\n")
    elif "NEO4J_PASSWORD" not in os.environ and sys.stdin.isatty():
        password = click.prompt(f"Password of {username}", hide_input=True, err=True)
    return from_environment(uri, username, password, database)


@click.group()
def neo4j() -> None:
    """Bring the graph to a Neo4j server, and compare.

    The server is named by the options or by NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.
    """


@neo4j.command()
@connection_options
@click.option("--dry-run", is_flag=True, help="Only print what would be done.")
@click.pass_context
def push(
    ctx: click.Context, uri: str, username: str, database: str | None, password_file: Path | None, dry_run: bool
) -> None:
    """Make the server hold the graph: what is new is added, what changed is changed, what vanished is deleted.

    Only nodes with the label AIGraph and our relationships between them are touched. A vanished node that has foreign
    relationships is kept and marked `retired`.

    \b
    aigraph neo4j push
    aigraph neo4j push --dry-run
    """
    from aigraph.neo4j.sync import difference
    from aigraph.neo4j.sync import push as push_all

    connection, graph = server(uri, username, database, password_file), load_graph(ctx).property_graph
    if dry_run:
        found = difference(connection, graph)
        for line in found.lines():
            echo(line)
        echo(f"{found}; nothing was written", err=True)
        return
    bar: Any = None

    def progress(done: int, all_: int) -> None:
        nonlocal bar
        if bar is None and sys.stderr.isatty():
            bar = click.progressbar(length=all_, label="Pushing", file=sys.stderr)
        if bar is not None:
            bar.update(done - bar.pos)

    done, retired = push_all(connection, graph, progress)
    if bar is not None:
        bar.render_finish()
    echo(str(done))
    for name in retired:
        echo(f"kept, retired: {name} has relationships that are not ours", err=True)


@neo4j.command()
@connection_options
@click.pass_context
def status(ctx: click.Context, uri: str, username: str, database: str | None, password_file: Path | None) -> None:
    """Compare the server with the graph; exit code 1 where they differ.

    \b
    aigraph neo4j status
    """
    from aigraph.neo4j.sync import difference

    graph = load_graph(ctx).property_graph
    found = difference(server(uri, username, database, password_file), graph)
    if not len(found):
        echo(f"the same: {len(graph.nodes):,} nodes, {len(graph.edges):,} edges")
        return
    lines = list(found.lines())
    for line in lines[:_LISTED]:
        echo(line)
    if len(lines) > _LISTED:
        echo(f"… and {len(lines) - _LISTED:,} more")
    echo(f"To push: {found}. Run 'aigraph neo4j push'", err=True)
    ctx.exit(1)
