"""Who founded the lab that a company's founders left?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]", company: str | None) -> list[tuple[Any, ...]]:
    """Return company, lab, founder: from a company back to its founders, to their lab, back to its founders."""
    founded = nx.MultiDiGraph((a, b) for a, b, kind in graph.edges(data="type") if kind == "FOUNDED")
    worked = nx.MultiDiGraph((a, b) for a, b, kind in graph.edges(data="type") if kind == "WORKED_AT")
    rows = {
        (made, lab, founder)
        for person, made in founded.edges()
        if company in (None, made) and person in worked
        for lab in worked.successors(person)
        if lab != made and lab in founded
        for founder in founded.predecessors(lab)
    }
    return sorted(rows)
