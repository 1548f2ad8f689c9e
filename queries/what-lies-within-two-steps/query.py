"""What lies one or two facts away from an entity?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]", around: str) -> list[tuple[Any, ...]]:
    """Return what is at most two steps away, and how many."""
    near = _settled(graph)
    if around not in near:
        return []
    steps = nx.single_source_shortest_path_length(near, around, cutoff=2)
    return sorted((node, count) for node, count in steps.items() if count)


def _settled(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return who is joined to whom by a settled statement, directions and parallels put aside."""
    return nx.Graph((a, b) for a, b, edge in graph.edges(data=True) if edge.get("settled"))
