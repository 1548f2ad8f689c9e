"""The property graph as a `networkx.MultiDiGraph`, the type every algorithm takes."""

from typing import TYPE_CHECKING, Any

from aigraph.property_graph import Node, PropertyGraph

if TYPE_CHECKING:
    import networkx

__all__ = ["caption", "to_networkx"]


def to_networkx(graph: PropertyGraph) -> "networkx.MultiDiGraph[Any]":
    """Return the graph: node keys are ids, edge keys the ids of statements; nodes and edges carry every property.

    Nodes also carry `labels` (a list), `label` and `title` (what plain pyvis and Gephi show) and `group` (the most
    specific label); edges `type`, `label` and `weight`, 1.0 each.
    """
    import networkx

    result: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    for node in graph.nodes:
        shown: dict[str, Any] = {
            "labels": list(node.labels),
            "label": caption(node),
            "title": caption(node),
            "group": node.labels[0],
        }
        result.add_node(node.id, **{**node.properties, **shown})
    for edge in graph.edges:
        shown = {"type": edge.type, "label": edge.properties.get("predicate", edge.type), "weight": 1.0}
        result.add_edge(edge.source, edge.target, key=edge.id, **{**edge.properties, **shown})
    return result


def caption(node: Node) -> str:
    """Return the text shown for a node: its name, what it measures, its text, else its id."""
    found = node.properties
    return str(found.get("name") or found.get("metric") or found.get("text") or found.get("quote") or node.id)
