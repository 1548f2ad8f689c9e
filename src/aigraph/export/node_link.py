"""Node-link JSON, as networkx and D3 read it."""

import json
from collections.abc import Iterator

from aigraph.errors import ExportError
from aigraph.export.attributes import Attributes, checked, edge_attributes, encodable, node_attributes
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph

__all__ = ["lines"]


def lines(graph: PropertyGraph, ontology: Ontology) -> Iterator[str]:
    """Yield what `networkx.node_link_data(…, edges="edges")` gives, a node or edge a line.

    An edge's own property `source`, `target` or `key` ends in `_`: these names are those of its ends and id.

    Raises:
        ExportError: a number or text that JSON cannot hold.
    """
    del ontology  # node-link has no place for colours
    checked(graph)
    yield '{"directed": true, "multigraph": true, "graph": {}, "nodes": ['
    for number, node in enumerate(graph.nodes):
        yield _line(number, f"node {node.id!r}", {**node_attributes(node), "id": node.id})
    yield '\n], "edges": ['
    for number, edge in enumerate(graph.edges):
        found = {
            name + "_" if name in ("source", "target", "key") else name: v for name, v in edge_attributes(edge).items()
        }
        ends = {"source": edge.source, "target": edge.target, "key": edge.id}
        yield _line(number, f"edge {edge.id!r}", {**found, **ends})
    yield "\n]}\n"


def _line(number: int, place: str, attributes: Attributes) -> str:
    try:
        text = json.dumps(attributes, ensure_ascii=False, allow_nan=False)
    except ValueError as err:
        raise ExportError(f"{place}: {err}; expected what JSON can hold. Remove it") from err
    return f"{',' if number else ''}\n{encodable(place, text)}"
