"""Which claims support a judgement, directly or through others?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]", judgement: str) -> list[tuple[Any, ...]]:
    """Return the claims from which a path of support leads to the judgement."""
    support = nx.DiGraph((a, b) for a, b, kind in graph.edges(data="type") if kind == "SUPPORTS_CLAIM")
    return [(claim,) for claim in sorted(nx.ancestors(support, judgement) if judgement in support else ())]
