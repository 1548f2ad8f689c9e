"""The property graph as a `networkx.MultiDiGraph`, the type every algorithm takes."""

from typing import TYPE_CHECKING, Any

from aigraph.export.attributes import Attributes, checked, edge_attributes, flat, node_attributes
from aigraph.property_graph import PropertyGraph

if TYPE_CHECKING:
    import networkx

__all__ = ["to_networkx"]


#: Attributes that networkx's GEXF takes for its own → ours there.
_TAKEN = {"start": "start_", "end": "end_", "id": "", "type": "edgeType", "viz": "viz_", "key": "key_"}


def to_networkx(graph: PropertyGraph, *, plain: bool = False) -> "networkx.MultiDiGraph[Any]":
    """Return the graph: node keys are ids, edge keys the ids of statements; nodes and edges carry every property.

    Nodes also carry `labels` (a list), and what plain pyvis and Gephi show: `label`, `title`, `group` (the most
    specific label); edges `type`, `label`, and `weight`, 1.0 each.

    Args:
        graph: nodes and edges.
        plain: only attributes that `networkx.write_graphml` and `write_gexf` take: a list is JSON, `type` of an edge is
            `edgeType`, the id is the key alone.

    Raises:
        ExportError: an id stands twice, or an edge has no node at one end.
    """
    import networkx

    checked(graph)
    result: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    shown = _plain if plain else _whole
    result.add_nodes_from((node.id, shown(node_attributes(node))) for node in graph.nodes)
    result.add_edges_from((edge.source, edge.target, edge.id, shown(edge_attributes(edge))) for edge in graph.edges)
    return result


def _whole(attributes: Attributes) -> Attributes:
    return attributes


def _plain(attributes: Attributes) -> Attributes:
    renamed = ((_TAKEN.get(name, name), value) for name, value in attributes.items())
    return {name: flat(value) for name, value in renamed if name}
