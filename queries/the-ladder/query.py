"""Which model surpasses which, directly or through others?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]") -> list[tuple[Any, ...]]:
    """Return the pairs of the transitive closure."""
    steps = nx.DiGraph((a, b) for a, b, kind in graph.edges(data="type") if kind == "SURPASSES")
    return sorted(nx.transitive_closure(steps, reflexive=False).edges())
