"""How many steps of support lie between a claim and a judgement?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]", judgement: str) -> list[tuple[Any, ...]]:
    """Return each claim with the length of its shortest path of support to the judgement, four steps at most."""
    support = nx.DiGraph((b, a) for a, b, kind in graph.edges(data="type") if kind == "SUPPORTS_CLAIM")
    if judgement not in support:
        return []
    steps = nx.single_source_shortest_path_length(support, judgement, cutoff=4)
    return sorted(((claim, far) for claim, far in steps.items() if far), key=lambda row: (row[1], row[0]))
