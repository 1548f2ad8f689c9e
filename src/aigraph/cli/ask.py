"""The commands that answer: sparql, show, search, cite, timeline, stats."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

import click

from aigraph.cli.output import (
    TABLE_FORMATS,
    complete_entities,
    data,
    echo,
    file_option,
    format_option,
    language_option,
    load_graph,
    print_table,
    query_text,
    tell,
    timeout_option,
)
from aigraph.cli.when import is_dated

if TYPE_CHECKING:
    from aigraph.sparql.endpoint import Answer, Triples
    from aigraph.words.card import Card

__all__ = ["cite", "search", "show", "sparql", "stats", "timeline"]

_TRIPLE_FORMATS = ("ttl", "ntriples", "jsonld", "rdfxml")
_RESULTS_FORMATS = ("sparql-json", "sparql-xml", "sparql-csv", "sparql-tsv")


@click.command()
@click.argument("query", required=False)
@file_option()
@format_option((*TABLE_FORMATS, *_RESULTS_FORMATS, *_TRIPLE_FORMATS))
@timeout_option()
@click.option(
    "--tentative", is_flag=True, help="Also see rumoured, planned and predicted statements as direct triples."
)
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL 1.1 server what it holds, by the address of its queries.")
@click.pass_context
def sparql(
    ctx: click.Context,
    query: str | None,
    file: str | None,
    format_: str,
    timeout: float,
    tentative: bool,
    endpoint: str | None,
) -> None:
    """Answer a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The prefixes aig: aid: rdf: rdfs: skos: prov: oa: schema: … need no declaration. QUERY - reads standard input.

    \b
    aigraph sparql 'SELECT ?lab WHERE { aid:dario-amodei aig:workedAt ?lab }'
    """
    text = query_text(query, file)
    if endpoint:
        if tentative or is_dated(ctx):
            raise click.UsageError("--endpoint asks what the server holds, of every day and with its own graphs.")
        _print_remote(endpoint, text, format_, timeout)
        return
    graph = load_graph(ctx)
    if format_ in _RESULTS_FORMATS:
        data(graph.sparql_results(text, format_, timeout=timeout, tentative=tentative))
        notes = graph.notes(text, tentative=tentative)
    else:
        answer = graph.sparql(text, timeout=timeout, tentative=tentative)
        _print_answer(answer, format_, graph.graph.iris.prefixes)
        notes = graph.notes(text, tentative=tentative) if isinstance(answer, bool) else answer.notes
    tell(graph, notes)


def _print_remote(url: str, text: str, format_: str, timeout: float) -> None:
    from aigraph.namespaces import PREFIXES
    from aigraph.sparql.remote import RemoteEndpoint

    server = RemoteEndpoint(url)
    if format_ in _RESULTS_FORMATS:
        data(server.results(text, format_, timeout=timeout))
    else:
        _print_answer(server.query(text, timeout=timeout), format_, PREFIXES)


def _print_answer(answer: "Answer", format_: str, prefixes: Mapping[str, str]) -> None:
    from aigraph.table import Table

    if isinstance(answer, bool):
        echo("true" if answer else "false")
    elif not isinstance(answer, Table):
        _print_triples(answer, format_, prefixes)
    elif format_ in _TRIPLE_FORMATS:
        expected = ", ".join((*TABLE_FORMATS, *_RESULTS_FORMATS))
        raise click.UsageError(f"--format {format_} is for CONSTRUCT and DESCRIBE; expected {expected}.")
    else:
        print_table(answer, format_)


def _print_triples(answer: "Triples", format_: str, prefixes: Mapping[str, str]) -> None:
    from pyoxigraph import Quad, RdfFormat, parse

    from aigraph.rdf.files import write_rdf

    quads = [Quad(q.subject, q.predicate, q.object) for q in parse(input=str(answer), format=RdfFormat.N_TRIPLES)]
    name = {"table": "ttl", "json": "jsonld"}.get(format_, format_)
    if name not in _TRIPLE_FORMATS:
        raise click.UsageError(f"--format {format_} is for SELECT; expected {', '.join(_TRIPLE_FORMATS)}.")
    used = {prefix: iri for prefix, iri in prefixes.items() if iri in str(answer)}
    text = BytesIO()
    write_rdf(quads, text, name, used)
    data(text.getvalue().decode())


@click.command()
@click.argument("name", shell_complete=complete_entities)
@click.option(
    "--class", "classes", multiple=True, metavar="CLASS", help="Of several entities of a name, the one of this class."
)
@language_option("of names and labels")
@click.option("--ids", is_flag=True, help="Also the id of each statement and claim, for show and cite.")
@format_option(("text", "json"), default="text")
@click.pass_context
def show(ctx: click.Context, name: str, classes: tuple[str, ...], lang: str, ids: bool, format_: str) -> None:
    """Show the card of an entity, a statement or a claim.

    NAME is any name in any language and spelling, a slug, or the id of a statement or claim.

    \b
    aigraph show 奥特曼
    aigraph show mistral-ai/employees/ten-judgements
    """
    card = load_graph(ctx).show(name, classes=classes, language=lang)
    if format_ == "json":
        import json
        from dataclasses import asdict

        data(json.dumps(asdict(card), ensure_ascii=False, indent=2) + "\n")
    else:
        _print_card(card, ids)


def _print_card(card: "Card", ids: bool) -> None:
    styles: dict[str, dict[str, Any]] = {
        "title": {"bold": True},
        "heading": {"bold": True, "fg": "cyan"},
        "tentative": {"fg": "yellow"},
        "note": {"fg": "magenta"},
        "quote": {"dim": True},
        "gloss": {"dim": True, "italic": True},
        "subtitle": {"dim": True},
        "id": {"dim": True},
    }
    for style, text in card.styled(ids=ids):
        echo(text, **styles.get(style, {}))


@click.command()
@click.argument("text", shell_complete=complete_entities)
@click.option("--class", "classes", multiple=True, metavar="CLASS", help="Only entities of this class.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
@format_option()
@click.pass_context
def search(ctx: click.Context, text: str, classes: tuple[str, ...], limit: int, format_: str) -> None:
    """Find entities by a part of a name, in English, Chinese or pinyin, small typos forgiven.

    \b
    aigraph search aoteman
    """
    from aigraph.table import Table

    found = load_graph(ctx).search(text, classes=classes, limit=limit)
    rows = tuple((e.id, e.name, e.names.get("zh"), " · ".join(e.classes)) for e in found)
    print_table(Table(("id", "name", "nameZh", "classes"), rows), format_)
    if not found:
        echo(f"nothing is called anything like {text!r}.", err=True)
        ctx.exit(1)


@click.command()
@click.argument("identifier", shell_complete=complete_entities)
@format_option(("text", "bibtex", "json"), default="text")
@click.pass_context
def cite(ctx: click.Context, identifier: str, format_: str) -> None:
    """Cite a statement, a claim or an entity: sentence, quote, source, IRI, data version.

    \b
    aigraph cite mistral-ai/foundingDate
    """
    cited = load_graph(ctx).cite(identifier, format=format_)
    if format_ == "text":
        echo(cited)
    else:
        data(cited + "\n")


@click.command()
@click.argument("name", shell_complete=complete_entities)
@click.option(
    "--class", "classes", multiple=True, metavar="CLASS", help="Of several entities of a name, the one of this class."
)
@language_option("of the words")
@format_option()
@click.pass_context
def timeline(ctx: click.Context, name: str, classes: tuple[str, ...], lang: str, format_: str) -> None:
    """Show what happened to an entity in order, with as much of each date as is known.

    \b
    aigraph timeline openai
    """
    graph = load_graph(ctx)
    table = graph.timeline(name, classes=classes, language=lang)
    print_table(table, format_)
    tell(graph, table.notes)


@click.command()
@click.option(
    "--by",
    "group",
    type=click.Choice(["class", "predicate", "modality", "stage", "source", "section", "graph"]),
    help="Count by one of these only.",
)
@format_option()
@click.pass_context
def stats(ctx: click.Context, group: str | None, format_: str) -> None:
    """Count what is in the graph, by class, predicate, modality, stage, source, section and graph.

    \b
    aigraph stats --by predicate
    """
    print_table(load_graph(ctx).counts(group), format_)
