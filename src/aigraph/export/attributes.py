"""What every graph format carries of a node and of an edge: the properties, and what is shown of them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from aigraph.characters import no_text
from aigraph.errors import ExportError
from aigraph.hues import HUES
from aigraph.model import Quantity
from aigraph.model.figures import format_quantity
from aigraph.ontology import Ontology
from aigraph.property_graph import TENTATIVE, Edge, Node, PropertyGraph, PropertyValue

__all__ = [
    "Attributes",
    "beside",
    "caption",
    "checked",
    "colours",
    "edge_attributes",
    "encodable",
    "flat",
    "kinds",
    "node_attributes",
]

Attributes = dict[str, PropertyValue]

#: A caption is cut to this length; the whole text is a property.
_LONGEST = 80


def node_attributes(node: Node) -> Attributes:
    """Return a node's properties with `labels`, and what is shown: `label`, `title` (a tooltip), `group` (its class).

    Raises:
        ExportError: the node has a property of one of these names.
    """
    found, text, group = node.properties, caption(node), node.labels[0]
    names = dict.fromkeys(str(found[n]) for n in ("name", "nameZh") if n in found) if "name" in found else ()
    title = f"{' · '.join(names) or text}\n{group}"
    shown: Attributes = {"labels": list(node.labels), "label": text, "title": title, "group": group}
    return beside(node, found, shown)


def edge_attributes(edge: Edge) -> Attributes:
    """Return an edge's properties with `type`, and what is shown: `label` and `weight`, 1.0 each.

    Raises:
        ExportError: the edge has a property of one of these names.
    """
    label = _words(str(edge.properties.get("predicate", edge.type.lower())))
    if edge.type == TENTATIVE:
        known, stage = edge.properties.get("modality"), edge.properties.get("stage")
        why = [str(w) for w in (known, stage) if w not in (None, "asserted", "reported", "actual")]
        label += f" ({', '.join(why) or 'tentative'})"
    return beside(edge, edge.properties, {"type": edge.type, "label": label, "weight": 1.0})


def beside(item: Node | Edge, properties: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a node or an edge with what a format has of its own.

    Raises:
        ExportError: there is a property of such a name that says something else.
    """
    for name, value in own.items():
        if name in properties and properties[name] != value:
            place = f"{type(item).__name__.lower()} {item.id!r}"
            raise ExportError(f"{place} has a property {name!r}, which formats use. Rename it in the ontology")
    return {**properties, **own}


def caption(node: Node) -> str:
    """Return the text shown for a node: its name, what it measures or says, else its id; 80 characters at most."""
    found = node.properties
    if "metric" in found:
        text = f"{_words(str(found['metric']))} {format_quantity(_quantity(found), {'percent': '%'}.get)}"
    elif "predicate" in found:
        text = f"{_words(str(found['predicate']))} {flat(found.get('object', ''))}"
    else:
        text = node.id
        for name in ("name", "nameZh", "text", "textZh", "quote"):
            if said := found.get(name):
                text = str(said)
                break
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def checked(graph: PropertyGraph) -> PropertyGraph:
    """Return the graph, where every id stands once, is what the property `id` says, and every edge has both ends.

    Raises:
        ExportError: one does not; a format would drop or make up something.
    """
    ids = {node.id for node in graph.nodes}
    for what, items in (("node", graph.nodes), ("edge", graph.edges)):
        seen: set[str] = set()
        for item in items:
            if item.id in seen:
                raise ExportError(f"{what} {item.id!r} stands twice; expected each id once")
            if item.properties.get("id", item.id) != item.id:
                beside(item, item.properties, {"id": item.id})
            seen.add(item.id)
    for edge in graph.edges:
        for end in (edge.source, edge.target):
            if end not in ids:
                raise ExportError(
                    f"edge {edge.id!r} ends at {end!r}, which is no node; expected both ends in the graph"
                )
    return graph


def encodable(place: str, text: str) -> str:
    """Return a text that a file in UTF-8 holds. Raises ExportError for half a character; `place` says where."""
    if lacked := no_text(text):
        raise ExportError(f"{place} has {lacked}; expected text that UTF-8 holds. Remove it")
    return text


def flat(value: PropertyValue) -> str | int | float | bool:
    """Return a value where a format holds no list: the list as JSON.

    >>> flat(["OpenAI", "Open AI"]), flat(3)
    ('["OpenAI", "Open AI"]', 3)
    """
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def kinds(items: Iterable[Mapping[str, PropertyValue]]) -> dict[str, type]:
    """Return the type each name holds, by name: `list`, `bool`, `int`, `float` (with ints or not), else `str`."""
    found: dict[str, set[type]] = {}
    for attributes in items:
        for name, value in attributes.items():
            found.setdefault(name, set()).add(type(value))
    merged = {name: types - {int} if types == {int, float} else types for name, types in sorted(found.items())}
    return {name: next(iter(types)) if len(types) == 1 else str for name, types in merged.items()}


def colours(graph: PropertyGraph, ontology: Ontology) -> Iterator[tuple[Node, str]]:
    """Yield each node with the colour of its class, as `#RRGGBB`."""
    for node in graph.nodes:
        classes = [label for label in node.labels if label in ontology.classes]
        yield node, HUES[ontology.hue(classes) or "grey"]


@lru_cache(maxsize=1000)
def _words(name: str) -> str:
    """Return a camel-case or upper-snake name in words: `workedAt` is `worked at`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower()


def _quantity(found: Mapping[str, PropertyValue]) -> Quantity:
    numbers = [Decimal(str(found[name])) if name in found else None for name in ("value", "min", "max")]
    unit, comparator = (str(found[name]) if name in found else None for name in ("unit", "comparator"))
    return Quantity(numbers[0], numbers[1], numbers[2], unit, comparator)
