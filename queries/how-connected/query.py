"""Through whom or what are two entities connected, in two steps?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]", one: str, other: str) -> list[tuple[Any, ...]]:
    """Return the neighbours that both have."""
    near = _settled(graph)
    if one not in near or other not in near:
        return []
    return [(node,) for node in sorted(nx.common_neighbors(near, one, other))]


def _settled(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return who is joined to whom by a settled statement, directions and parallels put aside."""
    return nx.Graph((a, b) for a, b, edge in graph.edges(data=True) if edge.get("settled"))
