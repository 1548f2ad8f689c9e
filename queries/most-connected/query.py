"""Which entities have the most neighbours?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]", at_least: int) -> list[tuple[Any, ...]]:
    """Return the nodes whose degree, each neighbour counted once, is large enough."""
    near = _settled(graph)
    return [(node, degree) for node, degree in near.degree() if degree >= at_least]


def _settled(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return who is joined to whom by a settled statement, directions and parallels put aside."""
    return nx.Graph((a, b) for a, b, edge in graph.edges(data=True) if edge.get("settled"))
