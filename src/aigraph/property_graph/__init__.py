"""Statements as nodes and edges: `project`, `unproject`, and what every graph `database` holds alike."""

from aigraph.property_graph.parts import Edge, Node, PropertyGraph, PropertyValue
from aigraph.property_graph.project import TENTATIVE, Projection, project, without_details

__all__ = [
    "TENTATIVE",
    "Edge",
    "Node",
    "Projection",
    "PropertyGraph",
    "PropertyValue",
    "project",
    "without_details",
]
