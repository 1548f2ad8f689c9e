"""DOT, for Graphviz.

Source: https://graphviz.org/doc/info/lang.html
"""

import re
from collections.abc import Iterator, Mapping

from aigraph.errors import ExportError
from aigraph.export.attributes import Attributes, checked, colours, edge_attributes, flat, node_attributes
from aigraph.ontology import Ontology
from aigraph.property_graph import TENTATIVE, PropertyGraph

__all__ = ["lines"]

#: Shapes of the ontology → those of Graphviz.
_SHAPES = {
    "dot": "ellipse",
    "square": "box",
    "diamond": "diamond",
    "triangle": "triangle",
    "triangleDown": "invtriangle",
    "star": "star",
    "hexagon": "hexagon",
}
#: What a file in UTF-8 that C programs read cannot hold.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def lines(graph: PropertyGraph, ontology: Ontology) -> Iterator[str]:
    """Yield a digraph: names as labels, classes as colours and shapes, tentative edges dashed.

    Every property is there under its name after `aig_`, so that Graphviz takes none for its own; a list is JSON.

    Raises:
        ExportError: a text that DOT cannot hold.
    """
    checked(graph)
    yield 'digraph aigraph {\n  graph [charset="UTF-8", overlap=prism, splines=true, outputorder=edgesfirst];\n'
    yield '  node [fontname="Noto Sans CJK SC, sans-serif", fontsize=11, style=filled, penwidth=1.5];\n'
    yield '  edge [fontname="Noto Sans CJK SC, sans-serif", fontsize=9, color="#555555", arrowsize=0.7];\n'
    for node, colour in colours(graph, ontology):
        place, found = f"node {node.id!r}", node_attributes(node)
        classes = [label for label in node.labels if label in ontology.classes]
        shown: dict[str, str | int | float | bool] = {"label": flat(found["label"]), "tooltip": flat(found["title"])}
        shown |= {"shape": _SHAPES[ontology.shape(classes) or "dot"], "color": colour, "fillcolor": colour + "22"}
        yield f"  {_quoted(place, 'id', node.id)} [{_listed(place, shown, found, ('label',))}];\n"
    for edge in graph.edges:
        place, found = f"edge {edge.id!r}", edge_attributes(edge)
        shown = {"key": edge.id, "label": flat(found["label"])}
        shown |= {"style": "dashed"} if edge.type == TENTATIVE else {}
        ends = " -> ".join(_quoted(place, "end", end) for end in (edge.source, edge.target))
        yield f"  {ends} [{_listed(place, shown, found, ('label',))}];\n"
    yield "}\n"


def _listed(place: str, shown: Mapping[str, str | int | float | bool], found: Attributes, skip: tuple[str, ...]) -> str:
    every = dict(shown) | {f"aig_{name}": flat(value) for name, value in found.items() if name not in skip}
    return ", ".join(f"{_name(name)}={_quoted(place, name, value)}" for name, value in every.items())


def _name(name: str) -> str:
    return name if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) else _quoted("name", name, name)


def _quoted(place: str, name: str, value: str | int | float | bool) -> str:
    """Return a DOT string: quotes and backslashes escaped, line breaks as labels write them."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if match := _UNWRITABLE.search(text):
        raise ExportError(
            f"{place}: {name} has the character U+{ord(match[0]):04X} at {match.start()}; expected one that DOT holds. "
            "Remove it, or export as node-link"
        )
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n") + '"'
