"""GEXF, for Gephi: with colours, sizes and positions.

Source: https://gexf.net/1.2/
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from aigraph.export.attributes import Attributes, checked, colours, edge_attributes, kinds, node_attributes
from aigraph.export.markup import HEADER, element, written
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph

__all__ = ["lines"]

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", list: "liststring"}
#: Names that mean something else in GEXF or to its readers → ours there; `type` is directed or undirected.
_RENAMED = {"type": "edgeType"}
_RESERVED = ("end", "key", "networkx_key", "parents", "pid", "slices", "source", "spells", "start", "target", "viz")
#: What an element of GEXF holds itself.
_OWN = ("id", "label", "weight")

_HEAD = """<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<meta><creator>aigraph</creator></meta>
<graph mode="static" defaultedgetype="directed">
"""


def lines(
    graph: PropertyGraph, ontology: Ontology, positions: Mapping[str, tuple[float, float]] | None = None
) -> Iterator[str]:
    """Yield GEXF 1.2 draft: every property is there, a list as JSON; `type` is `edgeType`, a reserved name ends in `_`.

    Args:
        graph: what to write.
        ontology: says the colours.
        positions: where nodes stand, y downwards; those of the page unless given.

    Raises:
        ExportError: a text has a character that XML cannot hold.
    """
    from aigraph.page.layout import layout

    checked(graph)
    places = layout(graph) if positions is None else positions
    degrees = Counter(end for edge in graph.edges for end in (edge.source, edge.target))
    types = {
        "node": kinds(_attributes(node_attributes(node)) for node in graph.nodes),
        "edge": kinds(_attributes(edge_attributes(edge)) for edge in graph.edges),
    }
    numbers = {owner: {name: str(number) for number, name in enumerate(names)} for owner, names in types.items()}
    yield HEADER + _HEAD
    for owner, names in types.items():
        yield from _declared(owner, names, numbers[owner])
    yield "<nodes>\n"
    for node, colour in colours(graph, ontology):
        own = {"id": node.id, "label": str(node_attributes(node)["label"])}
        seen = _seen(colour, places.get(node.id), 4 + 4 * degrees[node.id] ** 0.5)
        yield _item("node", own, node_attributes(node), numbers["node"], seen)
    yield "</nodes>\n<edges>\n"
    for edge in graph.edges:
        found = edge_attributes(edge)
        own = {"id": edge.id, "source": edge.source, "target": edge.target, "type": "directed"}
        own |= {"label": str(found["label"]), "weight": str(found["weight"])}
        yield _item("edge", own, found, numbers["edge"])
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(owner: str, names: Mapping[str, type], numbers: Mapping[str, str]) -> Iterator[str]:
    """Yield the declarations of what nodes or edges hold."""
    yield f'<attributes class="{owner}" mode="static">\n'
    for name, kind in names.items():
        yield f"  {element('attribute', {'id': numbers[name], 'title': name, 'type': _TYPES[kind]})}\n"
    yield "</attributes>\n"


def _attributes(attributes: Attributes) -> Attributes:
    """Return the attributes that an element does not hold itself, by the names they have in GEXF."""
    return {
        name + "_" if name in _RESERVED else _RENAMED.get(name, name): value
        for name, value in attributes.items()
        if name not in _OWN
    }


def _item(kind: str, own: Mapping[str, str], attributes: Attributes, numbers: Mapping[str, str], seen: str = "") -> str:
    place = f"{kind} {own['id']!r}"
    values = "".join(
        f"    {element('attvalue', {'for': numbers[name], 'value': written(place, name, value)})}\n"
        for name, value in _attributes(attributes).items()
    )
    held = {name: written(place, name, text) for name, text in own.items()}
    return f"{element(kind, held, '>')}\n  <attvalues>\n{values}  </attvalues>\n{seen}</{kind}>\n"


def _seen(colour: str, place: tuple[float, float] | None, size: float) -> str:
    """Return how a node looks; in GEXF y is upwards."""
    red, green, blue = (str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    found = f'  <viz:color r="{red}" g="{green}" b="{blue}"/>\n  <viz:size value="{size:.2f}"/>\n'
    if place is None:
        return found
    return found + f'  <viz:position x="{place[0]:.1f}" y="{-place[1] + 0.0:.1f}" z="0.0"/>\n'
