"""Texts and attributes in XML, for GraphML and GEXF."""

import re
from collections.abc import Mapping

from aigraph.characters import no_xml
from aigraph.errors import ExportError
from aigraph.export.attributes import flat
from aigraph.property_graph import PropertyValue

__all__ = ["HEADER", "element", "escaped", "written"]

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'

#: Line breaks and tabs in an attribute would be read as spaces, a carriage return anywhere as a line break.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_ESCAPED = re.compile('[&<>"\t\n\r]')


def escaped(text: str) -> str:
    """Return a text for an element or an attribute in double quotes.

    >>> escaped('a < "b"\\r')
    'a &lt; &quot;b&quot;&#13;'
    """
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)


def element(name: str, attributes: Mapping[str, str], end: str = "/>") -> str:
    """Return an empty element, or with `>` as its end the opening of one.

    >>> element("node", {"id": "gpt-4"})
    '<node id="gpt-4"/>'
    """
    written_out = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{written_out}{end}"


def written(place: str, name: str, value: PropertyValue) -> str:
    """Return a value as XML Schema writes it, a list as JSON; not yet escaped.

    Raises:
        ExportError: the text has a character that XML cannot hold; `place` and `name` say where.
    """
    value = flat(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return {"inf": "INF", "-inf": "-INF", "nan": "NaN"}.get(repr(value), repr(value))
    text = str(value)
    if lacked := no_xml(text):
        raise ExportError(
            f"{place}: {name} has {lacked}; expected one that XML holds. Remove it, or export as node-link"
        )
    return text
