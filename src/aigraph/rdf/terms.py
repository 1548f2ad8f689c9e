"""Conversions between our scalars and RDF terms, in one place."""

from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode

from aigraph.model.scalars import Scalar, plain
from aigraph.namespaces import ONTOLOGY, XSD, node_id, node_iri

__all__ = ["aig", "node", "scalar", "term"]

_BOOLEAN, _INTEGER, _DECIMAL, _DATE, _DURATION = (
    NamedNode(XSD + name) for name in ("boolean", "integer", "decimal", "date", "duration")
)
_TRUE, _FALSE = (Literal(text, datatype=_BOOLEAN) for text in ("true", "false"))


@cache
def aig(name: str) -> NamedNode:
    """Return the IRI of a term of the ontology."""
    return NamedNode(ONTOLOGY + name)


def node(identifier: str) -> NamedNode:
    """Return the IRI of a node id."""
    return NamedNode(node_iri(identifier))


def term(name: str, value: Scalar, value_type: str) -> NamedNode | Literal:
    """Return the RDF term of one part of a value; `name` and `value_type` are the property's and say the datatype."""
    if value_type == "entity":
        return node(str(value))
    if isinstance(value, bool):
        return _TRUE if value else _FALSE
    if isinstance(value, int):
        return Literal(str(value), datatype=_INTEGER)
    if isinstance(value, Decimal):
        return Literal(plain(value), datatype=_DECIMAL)
    if value_type == "date" and name.endswith(("Earliest", "Latest")):
        return Literal(value, datatype=_DATE)
    if value_type == "duration" and not name.endswith("Written"):
        return Literal(value, datatype=_DURATION)
    return Literal(value)


def scalar(found: object) -> Scalar:
    """Return the scalar an RDF term holds: the node id of an IRI, the value of a literal."""
    if isinstance(found, NamedNode):
        return node_id(found.value)
    assert isinstance(found, Literal)
    if found.datatype == _BOOLEAN:
        return found.value in ("true", "1")
    if found.datatype == _INTEGER:
        return int(found.value)
    if found.datatype == _DECIMAL:
        return Decimal(found.value)
    return found.value
