"""The procedures that tell what is in the graph."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from aigraph.cypher.graph import Graph
from aigraph.cypher.tree import Procedure

__all__ = ["PROCEDURES", "Listing"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A procedure without arguments, of one column."""

    column: str
    of: Callable[[Graph], set[str]]

    def columns(self, clause: Procedure) -> list[str]:
        """Return what the columns are called after YIELD."""
        if clause.yields is None or clause.yields == (("*", "*"),):
            return [self.column]
        return [name for _, name in clause.yields]

    def rows(self, graph: Graph, clause: Procedure) -> Iterator[dict[str, Any]]:
        """Yield what is in the graph, sorted."""
        for found in sorted(self.of(graph)):
            yield dict.fromkeys(self.columns(clause), found)


def _keys(graph: Graph) -> set[str]:
    return {key for node in graph.nodes for key in node.properties} | {
        key for link in graph.relationships for key in link.properties
    }


PROCEDURES = {
    "db.labels": Listing("label", lambda graph: {name for name, nodes in graph.labels.items() if nodes}),
    "db.relationshiptypes": Listing("relationshipType", lambda graph: {n for n, links in graph.types.items() if links}),
    "db.propertykeys": Listing("propertyKey", _keys),
}
