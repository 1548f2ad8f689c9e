"""The property graph as a `networkx.MultiDiGraph`, the type every algorithm takes."""

from typing import TYPE_CHECKING, Any

from aigraph.export.attributes import checked, edge_attributes, node_attributes
from aigraph.property_graph import PropertyGraph

if TYPE_CHECKING:
    import networkx

__all__ = ["to_networkx"]


def to_networkx(graph: PropertyGraph) -> "networkx.MultiDiGraph[Any]":
    """Return the graph: node keys are ids, edge keys the ids of statements; nodes and edges carry every property.

    Nodes also carry `labels` (a list), and what plain pyvis and Gephi show: `label`, `title`, `group` (the most
    specific label); edges `type`, `label`, and `weight`, 1.0 each.

    Raises:
        ExportError: an id stands twice, or an edge has no node at one end.
    """
    import networkx

    checked(graph)
    result: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    result.add_nodes_from((node.id, node_attributes(node)) for node in graph.nodes)
    result.add_edges_from((edge.source, edge.target, edge.id, edge_attributes(edge)) for edge in graph.edges)
    return result
