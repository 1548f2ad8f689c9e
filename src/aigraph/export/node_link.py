"""Node-link JSON, as networkx and D3 read it."""

import json

from aigraph.export.networkx import to_networkx
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph

__all__ = ["write"]


def write(graph: PropertyGraph, ontology: Ontology) -> bytes:
    """Return what `networkx.node_link_data` gives, links under `edges`."""
    import networkx

    del ontology  # everything is in the graph
    data = networkx.node_link_data(to_networkx(graph), edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
