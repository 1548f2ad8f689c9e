"""The command line: each command parses, calls one library function, prints."""

import os
import sys
from typing import Any

import click

from aigraph import __version__
from aigraph.characters import visible
from aigraph.cli.ask import cite, search, show, sparql, stats, timeline
from aigraph.cli.cache import cache
from aigraph.cli.claims import claims
from aigraph.cli.cypher import cypher
from aigraph.cli.find import around, path, statements
from aigraph.cli.links import links
from aigraph.cli.make import build, export, validate, view
from aigraph.cli.new import new
from aigraph.cli.output import echo
from aigraph.cli.questions import ask_command
from aigraph.cli.schema import schema
from aigraph.cli.seeds import seeds
from aigraph.cli.server import neo4j
from aigraph.cli.store import store
from aigraph.cli.tables import tables
from aigraph.cli.versions import diff, log, patch, release
from aigraph.cli.when import when_options
from aigraph.cli.why import why
from aigraph.errors import AIGraphError
from aigraph.streams import INTERRUPTED

__all__ = ["main"]


class _Group(click.Group):
    """A group that turns our errors into a message on stderr and exit code 2, in this one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AIGraphError as err:
            echo(str(err), err=True, fg="red" if sys.stderr.isatty() else None)
            ctx.exit(2)
        except click.ClickException as err:
            vars(err).update(message=visible(err.message))
            raise
        except (KeyboardInterrupt, click.Abort):
            ctx.exit(INTERRUPTED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="aigraph")
@click.option(
    "--graph",
    type=click.Path(exists=True, file_okay=False),
    help="A graph folder, in place of the one you are in, or AIGRAPH_GRAPH, or the one that ships.",
)
@click.option("--no-editors", is_flag=True, help="Leave out what only the editors state.")
@click.pass_context
def main(ctx: click.Context, graph: str | None, no_editors: bool) -> None:
    """A knowledge graph of the AI industry that you can cite.

    \b
    aigraph show 奥特曼
    aigraph sparql 'SELECT ?who WHERE { ?who aig:founded aid:anthropic }'
    aigraph view --open
    """
    ctx.obj = {"graph": graph, "editors": not no_editors}
    if os.environ.get("NO_COLOR"):
        ctx.color = False


main.params += when_options()
_READING = (
    build,
    show,
    search,
    statements,
    around,
    path,
    cite,
    timeline,
    claims,
    why,
    stats,
    sparql,
    cypher,
    export,
    view,
)
for command in (*_READING, *claims.commands.values(), *neo4j.commands.values()):
    command.params += when_options()

for command in (
    new,
    build,
    validate,
    sparql,
    cypher,
    ask_command,
    show,
    search,
    statements,
    around,
    path,
    cite,
    timeline,
    claims,
    why,
    diff,
    patch,
    log,
    release,
    stats,
    schema,
    export,
    view,
    neo4j,
    seeds,
    tables,
    store,
    cache,
):
    main.add_command(command)
tables.add_command(links)
