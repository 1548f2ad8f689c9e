"""`tables links`: what is to decide about names of tables."""

import click

from aigraph.cli.output import echo, folder, format_option, print_table

__all__ = ["links"]


@click.command()
@click.argument("mapping", required=False)
@click.option("--write", is_flag=True, help="Write it into the worksheets too, where it is decided.")
@format_option()
@click.pass_context
def links(ctx: click.Context, mapping: str | None, write: bool, format_: str) -> None:
    """List whom names of tables may mean, of all mappings or of one, the largest effect first.

    Statements of a name that waits are refused until somebody has decided; any other is a new entity until then. To
    decide, fill in reviewer_label in the row of mappings/NAME.sssom.tsv: its object is meant; with Not in
    predicate_modifier it is not. The object sssom:NoTermFound stands for none of those that are there.

    \b
    aigraph tables links
    aigraph tables links my-models --write
    aigraph tables links --format json
    """
    from aigraph.cache.bundle import read_tables
    from aigraph.mapping.links import links_table, open_links, write_links

    _, read, found = read_tables(folder(ctx))
    found.complete(read.problems)
    opened = open_links(found, read.graph, mapping)
    print_table(links_table(opened), format_)
    waiting = sum(item.waits for items in opened.values() for item in items)
    others = sum(map(len, opened.values())) - waiting
    echo(f"{waiting} names wait, {others} are new and may be others.", err=True)
    for path in write_links(found, opened) if write else ():
        echo(f"{path}: written.", err=True)
