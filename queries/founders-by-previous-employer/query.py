"""Which founders had worked elsewhere before?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]", employer: str | None) -> list[tuple[Any, ...]]:
    """Return founder, company, employer: two edges that leave one node."""
    rows = set()
    for founder, company, founding in graph.edges(data=True):
        if founding["type"] != "FOUNDED":
            continue
        for _, place, work in graph.out_edges(founder, data=True):
            if work["type"] == "WORKED_AT" and place != company and employer in (None, place):
                rows.add((founder, company, place))
    return sorted(rows)
