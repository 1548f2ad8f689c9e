"""DOT, for Graphviz."""

from aigraph.export.gexf import HUES
from aigraph.export.networkx import caption
from aigraph.ontology import Ontology
from aigraph.property_graph import TENTATIVE, PropertyGraph

__all__ = ["write"]

_SHAPES = {
    "dot": "ellipse", "square": "box", "diamond": "diamond", "triangle": "triangle", "triangleDown": "invtriangle",
    "star": "star", "hexagon": "hexagon",
}  # fmt: skip


def write(graph: PropertyGraph, ontology: Ontology) -> bytes:
    """Return a digraph: names as labels, classes as colours and shapes, tentative edges dashed, ids kept."""
    lines = ["digraph aigraph {", '  graph [charset="UTF-8"];', '  node [fontname="Noto Sans CJK SC, sans-serif"];']
    for node in graph.nodes:
        classes = [label for label in node.labels if label in ontology.classes]
        colour = HUES[ontology.hue(classes) or "grey"]
        shape = _SHAPES[ontology.shape(classes) or "dot"]
        lines.append(f"  {_quoted(node.id)} [label={_quoted(caption(node))}, shape={shape}, color={_quoted(colour)}];")
    for edge in graph.edges:
        style = "dashed" if edge.type == TENTATIVE else "solid"
        label = _quoted(str(edge.properties.get("predicate", edge.type)))
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.target)}"
        lines.append(f"  {ends} [label={label}, id={_quoted(edge.id)}, type={_quoted(edge.type)}, style={style}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _quoted(text: str) -> str:
    """Return a DOT string: quotes and backslashes escaped, line breaks as DOT writes them.

    Source: https://graphviz.org/doc/info/lang.html
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n").replace("\x00", "")
    return f'"{escaped}"'
