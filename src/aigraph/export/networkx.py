"""The property graph as a `networkx.MultiDiGraph`, the type every algorithm takes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aigraph.export.attributes import Attributes, checked, edge_attributes, flat, kinds, node_attributes
from aigraph.property_graph import PropertyGraph, PropertyValue

if TYPE_CHECKING:
    import networkx

__all__ = ["to_networkx"]


#: Attributes that networkx's GEXF takes for its own → ours there.
_TAKEN = {"start": "start_", "end": "end_", "id": "", "type": "edgeType", "viz": "viz_", "key": "key_"}


def to_networkx(
    graph: PropertyGraph, *, plain: bool = False, weights: Mapping[str, float] = MappingProxyType({})
) -> "networkx.MultiDiGraph[Any]":
    """Return the graph: node keys are ids, edge keys the ids of statements; nodes and edges carry every property.

    Nodes also carry `labels` (a list), and what plain pyvis and Gephi show: `label`, `title`, `group` (the most
    specific label); edges `type`, `label`, and `weight`, 1.0 each.

    Args:
        graph: nodes and edges.
        plain: only attributes that `networkx.write_graphml` and `write_gexf` take: a list is JSON, `type` of an edge is
            `edgeType`, the id is the key alone.
        weights: what edges weigh, by id.

    Raises:
        ExportError: an id stands twice, or an edge has no node at one end.
    """
    import networkx

    checked(graph)
    result: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    for node in graph.nodes:  # each is filled in place: add_nodes_from and add_edges_from copy every attribute twice
        result.add_node(node.id)
        result.nodes[node.id].update(node_attributes(node))
    for edge in graph.edges:
        result.add_edge(edge.source, edge.target, edge.id)
        result.get_edge_data(edge.source, edge.target, edge.id).update(edge_attributes(edge))
    for *_, key, attributes in result.edges(keys=True, data=True) if weights else ():
        attributes["weight"] = weights.get(key, attributes["weight"])
    if plain:
        _flatten([attributes for _, attributes in result.nodes(data=True)])
        _flatten([attributes for *_, attributes in result.edges(data=True)])
    return result


def _flatten(items: list[Attributes]) -> None:
    """Give every attribute one plain type and a name that no format takes for its own, in place."""
    types = kinds(items)
    for attributes in items:
        found = {_TAKEN.get(name, name): _as(types[name], value) for name, value in attributes.items()}
        attributes.clear()
        attributes.update({name: value for name, value in found.items() if name})


def _as(kind: type, value: PropertyValue) -> PropertyValue:
    """Return a value as one of the kind that its attribute has everywhere; a list is JSON."""
    value = flat(value)
    return float(value) if kind is float and isinstance(value, int) else str(value) if kind is str else value
