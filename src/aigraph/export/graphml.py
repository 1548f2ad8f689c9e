"""GraphML, for Gephi, yEd, igraph and networkx."""

import io

from aigraph.export.flat import flat_networkx
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph

__all__ = ["write"]


def write(graph: PropertyGraph, ontology: Ontology) -> bytes:
    """Return GraphML: edge ids are statement ids, lists are JSON.

    Raises:
        ExportError: a text has a character that XML cannot hold.
    """
    import networkx

    del ontology  # GraphML has no place for colours
    out = io.BytesIO()
    networkx.write_graphml_xml(flat_networkx(graph), out, named_key_ids=True, edge_id_from_attribute="id")
    return out.getvalue() + b"\n"
