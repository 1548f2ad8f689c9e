"""The names of a folder's tables about which somebody must decide, and the worksheets in which it is done."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from aigraph.errors import SeedError, UnknownName, did_you_mean
from aigraph.files import write_beside, writing
from aigraph.linking.worklist import Open, neighbours, worklist
from aigraph.mapping.tables import MAPPINGS, Tables
from aigraph.model import Graph
from aigraph.table import Table

__all__ = ["links_table", "open_links", "write_links"]

_COLUMNS = ("statements", "name", "class", "waits", "may be", "confidence", "because", "links")


def open_links(tables: Tables, graph: Graph, mapping: str | None = None) -> dict[str, list[Open]]:
    """Return what is to decide, by the file of links it is decided in, of each the largest effect first.

    Args:
        tables: the tables of a folder, read.
        graph: what is stated; who stands in statements with the same entities may be the same.
        mapping: the name of a mapping, where only its files of links are asked for.

    Raises:
        UnknownName: there is no such mapping.
        SeedError: a worksheet has problems; all of them.
    """
    linkers = tables.naming.linkers
    wanted = sorted(linkers) if mapping is None else sorted(_links_of(tables, mapping))
    if problems := [problem for name in wanted for problem in linkers[name].problems()]:
        raise SeedError(problems)
    known = neighbours(graph.statements)
    return {name: worklist(tables.naming.of_links(name), linkers[name], known) for name in wanted}


def write_links(tables: Tables, found: Mapping[str, Collection[Open]]) -> Iterator[Path]:
    """Write what is open into its worksheets and yield those that changed; what was decided in them stays."""
    for name, items in found.items():
        path = tables.folder / MAPPINGS / name
        proposed = {(item.name, item.classes): item.candidates for item in items}
        linker = tables.naming.linkers[name]
        old = path.read_bytes() if path.exists() else None
        title = f"Whom names of tables mean: {name.removesuffix('.sssom.tsv')}"
        text = linker.worksheet.with_proposals(proposed, title, linker.new_slug).encode()
        if text != old and (items or old is not None):
            with writing(path), write_beside(path) as place:
                place.write_bytes(text)
            yield path


def links_table(found: Mapping[str, Collection[Open]]) -> Table:
    """Return what is open as a table, a row a candidate; `waits` are those that statements wait for."""
    rows = tuple(
        (*_row(item), candidate.slug, candidate.confidence, candidate.because, name)
        for name, items in found.items()
        for item in items
        for candidate in item.candidates
    )
    return Table(_COLUMNS, rows)


def _row(item: Open) -> tuple[int, str, str, bool]:
    return item.statements, item.name, "/".join(item.classes), item.waits


def _links_of(tables: Tables, mapping: str) -> set[str]:
    found = {one.name: {rule.links for rule in one.entities.values()} for one in tables.found}
    if mapping not in found:
        hint = did_you_mean(mapping, found)
        raise UnknownName(f"no mapping {mapping!r}; expected {', '.join(found) or 'one in mappings/'}{hint}")
    return found[mapping]
