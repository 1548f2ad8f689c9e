"""The schema, read once: `terms` are what it declares, `read` makes them of `aigraph.ttl`."""

from aigraph.ontology.read import read_ontology
from aigraph.ontology.terms import Class, Ontology, Property, Unit, edge_type

__all__ = ["Class", "Ontology", "Property", "Unit", "edge_type", "read_ontology"]
