"""GEXF, for Gephi: with colours, sizes and positions."""

import io
import re

from aigraph.export.flat import flat_networkx
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph

__all__ = ["HUES", "write"]

#: The colour families of the ontology on paper, safe for the colour-blind. Source: https://jfly.uni-koeln.de/color/
HUES = {
    "blue": "#0072B2",
    "orange": "#D55E00",
    "green": "#009E73",
    "purple": "#8F6BB3",
    "red": "#CC3D5C",
    "teal": "#56B4E9",
    "gold": "#C99700",
    "grey": "#7A7A7A",
}


def write(graph: PropertyGraph, ontology: Ontology) -> bytes:
    """Return GEXF 1.2 draft; the edge's type is the attribute `edgeType`, since GEXF means something else by `type`.

    Raises:
        ExportError: a text has a character that XML cannot hold.
    """
    import networkx

    from aigraph.page.layout import layout

    result = flat_networkx(graph, {"type": "edgeType", "id": "statementId", "start": "from"})
    places = layout(graph)
    for node in graph.nodes:
        red, green, blue = (
            int(HUES[ontology.hue(_classes(node.labels, ontology)) or "grey"][i : i + 2], 16) for i in (1, 3, 5)
        )
        x, y = places.get(node.id, (0.0, 0.0))
        size = 4.0 + float(result.degree(node.id)) ** 0.5 * 4
        result.nodes[node.id]["viz"] = {
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "position": {"x": x, "y": -y, "z": 0.0},
            "size": round(size, 2),
        }
    out = io.BytesIO()
    networkx.write_gexf(result, out)
    text = re.sub(r' lastmodifieddate="[^"]*"', "", out.getvalue().decode())
    return text.encode() + b"\n"


def _classes(labels: tuple[str, ...], ontology: Ontology) -> list[str]:
    return [label for label in labels if label in ontology.classes]
