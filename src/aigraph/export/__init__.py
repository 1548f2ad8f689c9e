"""One consumer of the property graph a module: its `lines(graph, ontology)` yields the text of a file."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from aigraph.errors import ExportError
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph

__all__ = ["GRAPH_FORMATS", "lines", "write"]

#: The name of a format → its file extension and the module that writes it, imported when it is asked for.
GRAPH_FORMATS: Mapping[str, tuple[str, str]] = {
    "graphml": ("graphml", "graphml"),
    "gexf": ("gexf", "gexf"),
    "node-link": ("json", "node_link"),
    "dot": ("dot", "dot"),
}


def lines(graph: PropertyGraph, format: str, ontology: Ontology) -> Iterator[str]:
    """Return the text of a graph in a format, piece by piece, for graphs too large to hold it twice.

    Raises:
        ExportError: the format is unknown; while it is read, one that cannot hold a value says which.
    """
    if format not in GRAPH_FORMATS:
        raise ExportError(f"unknown format {format!r}; expected {', '.join(GRAPH_FORMATS)}")
    found: Iterator[str] = import_module(f"aigraph.export.{GRAPH_FORMATS[format][1]}").lines(graph, ontology)
    return found


def write(graph: PropertyGraph, format: str, ontology: Ontology) -> bytes:
    """Return the graph in a format, UTF-8, the same bytes for the same graph.

    Raises:
        ExportError: the format is unknown or cannot hold a value; says which.
    """
    return "".join(lines(graph, format, ontology)).encode()
