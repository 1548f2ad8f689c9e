"""One consumer of the property graph each: `write(graph, ontology)` returns the bytes of a file."""

from collections.abc import Mapping
from importlib import import_module

from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph

__all__ = ["GRAPH_FORMATS", "write"]

#: The name of a format → its file extension.
GRAPH_FORMATS: Mapping[str, str] = {"graphml": "graphml", "gexf": "gexf", "node-link": "json", "dot": "dot"}


def write(graph: PropertyGraph, format: str, ontology: Ontology) -> bytes:
    """Return the graph in a format, UTF-8, the same bytes for the same graph.

    Raises:
        ExportError: the format cannot hold a value; says which.
    """
    module = import_module(f"aigraph.export.{format.replace('-', '_')}")
    data: bytes = module.write(graph, ontology)
    return data
