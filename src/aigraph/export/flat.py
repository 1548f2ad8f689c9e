"""The property graph as XML formats can hold it: no lists, no control characters."""

import json
import re
from typing import TYPE_CHECKING, Any

from aigraph.errors import ExportError
from aigraph.export.networkx import to_networkx
from aigraph.property_graph import PropertyGraph

if TYPE_CHECKING:
    import networkx

__all__ = ["flat_networkx"]

#: What XML 1.0 cannot hold. Source: https://www.w3.org/TR/xml/#charsets
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def flat_networkx(graph: PropertyGraph, renamed: dict[str, str] | None = None) -> "networkx.MultiDiGraph[Any]":
    """Return the graph for networkx's XML writers: a list becomes JSON, a property is renamed where the format needs it.

    A property that holds whole numbers here and fractions there is written as fractions throughout.

    Raises:
        ExportError: a text has a character that XML cannot hold.
    """
    result = to_networkx(graph)
    items = [(f"node {key!r}", data) for key, data in result.nodes(data=True)]
    items += [(f"edge {key!r}", data) for _, _, key, data in result.edges(keys=True, data=True)]
    for place, data in items:
        for name in list(data):
            value = data[name]
            if isinstance(value, list):
                value = json.dumps(value, ensure_ascii=False)
            if isinstance(value, str) and (match := _UNWRITABLE.search(value)):
                raise ExportError(
                    f"{place}: {name} has the character U+{ord(match[0]):04X}; expected text that XML can hold. "
                    "Remove it from the seeds, or export as node-link or RDF"
                )
            del data[name]
            data[(renamed or {}).get(name, name)] = value
    _one_type([data for _, data in items])
    return result


def _one_type(items: list[dict[str, Any]]) -> None:
    """Make every property of one type: fractions where any is one, text where types differ otherwise."""
    kinds: dict[str, set[type]] = {}
    for data in items:
        for name, value in data.items():
            kinds.setdefault(name, set()).add(type(value))
    for data in items:
        for name, value in data.items():
            if kinds[name] == {int, float}:
                data[name] = float(value)
            elif len(kinds[name]) > 1 and not isinstance(value, str):
                data[name] = json.dumps(value)
