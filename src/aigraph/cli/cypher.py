"""The command that answers Cypher."""

import json
from dataclasses import replace
from math import isfinite
from typing import Any

import click

from aigraph.cli.output import (
    file_option,
    format_option,
    load_graph,
    print_table,
    query_text,
    tell,
    timeout_option,
)
from aigraph.cli.server import connection_options, server
from aigraph.cli.when import is_dated

__all__ = ["cypher"]


@click.command()
@click.argument("query", required=False)
@file_option()
@click.option("-p", "--param", "pairs", multiple=True, metavar="NAME=VALUE", help="A parameter: JSON, or else text.")
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    help="The most rows to print; a note says where there are more.",
)
@timeout_option()
@click.option("--neo4j", "on_server", is_flag=True, help="Ask a Neo4j server, named by the options below.")
@connection_options
@format_option()
@click.pass_context
def cypher(
    ctx: click.Context,
    /,
    query: str | None,
    file: str | None,
    pairs: tuple[str, ...],
    rows: int,
    timeout: float,
    on_server: bool,
    format_: str,
    **options: Any,
) -> None:
    """Answer a Cypher query, as Neo4j 5 would. It reads only.

    What is known for certain has its own relationship type; all else is TENTATIVE, its type in the property predicate.
    QUERY - reads standard input.

    \b
    aigraph cypher 'MATCH (p)-[:WORKED_AT]->(lab {id: $lab}) RETURN p.name' -p lab=openai
    """
    text, parameters = query_text(query, file), _parameters(pairs)
    if on_server and is_dated(ctx):
        raise click.UsageError("--neo4j asks what the server holds, of every day. Push what held on one first.")
    graph = load_graph(ctx)
    if on_server:
        from aigraph.neo4j.connection import run

        table = run(server(**options), text, parameters, timeout=timeout, rows=rows)
        table = replace(table, notes=(*table.notes, *graph.notes(text, language="cypher")))
    else:
        table = graph.cypher(text, parameters, timeout=timeout, rows=rows)
    print_table(table, format_)
    tell(graph, table.notes)


def _parameters(pairs: tuple[str, ...]) -> dict[str, object]:
    found: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.removeprefix("$")
        if not equals or not name.isidentifier():
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE, such as n=10", param_hint="-p")
        if name in found:
            raise click.BadParameter(f"{name} is given twice; expected one value", param_hint="-p")
        found[name] = _value(value)
    return found


def _value(text: str) -> object:
    """Return what JSON a text is, or else the text: NaN, Infinity and 1e999 are no numbers of JSON."""
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_finite)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # also of half a character, written \\ud800
        return text
    return value


def _finite(text: str) -> float:
    return value if isfinite(value := float(text)) else _no_number(text)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")
