"""GraphML, for Gephi, yEd, igraph and networkx.

Source: http://graphml.graphdrawing.org/specification.html
"""

from collections.abc import Iterator

from aigraph.export.attributes import Attributes, checked, edge_attributes, kinds, node_attributes
from aigraph.export.markup import HEADER, element, escaped, written
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph

__all__ = ["lines"]

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", list: "string"}


def lines(graph: PropertyGraph, ontology: Ontology) -> Iterator[str]:
    """Yield GraphML: every property is there, a list as JSON; `id` is the id of the node or edge itself.

    A property that is a number here and a text there is text throughout.

    Raises:
        ExportError: a text has a character that XML cannot hold.
    """
    del ontology  # GraphML has no place for colours
    checked(graph)
    types = {
        "node": kinds(map(node_attributes, graph.nodes)),
        "edge": kinds(map(edge_attributes, graph.edges)),
    }
    yield HEADER + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for owner, names in types.items():
        for name, kind in names.items():
            if name == "id":
                continue
            key = {"id": f"{owner}.{name}", "for": owner, "attr.name": name, "attr.type": _TYPES[kind]}
            yield (
                element("key", key, ">") + "<desc>A JSON list.</desc></key>\n"
                if kind is list
                else element("key", key) + "\n"
            )
    yield '<graph id="aigraph" edgedefault="directed">\n'
    for node in graph.nodes:
        yield _item("node", {"id": node.id}, node_attributes(node))
    for edge in graph.edges:
        yield _item("edge", {"id": edge.id, "source": edge.source, "target": edge.target}, edge_attributes(edge))
    yield "</graph>\n</graphml>\n"


def _item(kind: str, ends: dict[str, str], attributes: Attributes) -> str:
    place = f"{kind} {ends['id']!r}"
    ends = {name: written(place, name, text) for name, text in ends.items()}
    data = "".join(
        f'  <data key="{kind}.{escaped(name)}">{escaped(written(place, name, value))}</data>\n'
        for name, value in attributes.items()
        if name != "id"
    )
    return f"{element(kind, ends, '>')}\n{data}</{kind}>\n"
