"""A property graph as a table of nodes and a table of edges."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from aigraph.export.parquet import row
from aigraph.property_graph import PropertyGraph
from aigraph.table import Table

if TYPE_CHECKING:
    import pandas

__all__ = ["Frames", "tables"]


class Frames(NamedTuple):
    """A graph as DataFrames: an entity or observation a row of `nodes`, a relation of `edges`; every statement."""

    nodes: "pandas.DataFrame"
    edges: "pandas.DataFrame"
    statements: "pandas.DataFrame"


def tables(graph: PropertyGraph) -> tuple[Table, Table]:
    """Return nodes and edges, a column a property, of edges first `source`, `target` and `type`.

    Dates are dates. What a node or an edge has not is empty.

    Raises:
        ExportError: a property has the name of one of these columns.
    """
    ends = ("source", "target", "type", "id")
    return _table(("id", "labels"), map(row, graph.nodes)), _table(ends, map(row, graph.edges))


def _table(first: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Table:
    found = list(records)
    columns = tuple(dict.fromkeys([*first, *sorted({name for record in found for name in record})]))
    return Table(columns, tuple(tuple(record.get(name) for name in columns) for record in found))
