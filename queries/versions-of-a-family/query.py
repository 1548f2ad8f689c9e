"""Which versions has a family of models today, through all levels?"""

from typing import Any

import networkx as nx


def answer(graph: "nx.MultiDiGraph[str]", family: str) -> list[tuple[Any, ...]]:
    """Return all that is a version of the family, or of one of its versions."""
    versions = nx.DiGraph((a, b) for a, b, kind in graph.edges(data="type") if kind == "VERSION_OF")
    return [(version,) for version in sorted(nx.ancestors(versions, family) if family in versions else ())]
