"""Conversions between our scalars and RDF terms, in one place."""

from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode

from aigraph.model.scalars import Scalar, plain
from aigraph.namespaces import ONTOLOGY, XSD, Iris

__all__ = ["Terms", "aig"]

_BOOLEAN, _INTEGER, _DECIMAL, _DATE, _DURATION = (
    NamedNode(XSD + name) for name in ("boolean", "integer", "decimal", "date", "duration")
)
_TRUE, _FALSE = (Literal(text, datatype=_BOOLEAN) for text in ("true", "false"))


@cache
def aig(name: str, namespace: str = ONTOLOGY) -> NamedNode:
    """Return the IRI of a term of the ontology; of another namespace where a graph adds the term."""
    return NamedNode(namespace + name)


class Terms:
    """The RDF terms of a graph's ids and values, and back."""

    def __init__(self, iris: Iris) -> None:
        """Hold the IRIs of the graph."""
        self.iris = iris

    def node(self, identifier: str) -> NamedNode:
        """Return the IRI of a node id."""
        return NamedNode(self.iris.of(identifier))

    def term(self, name: str, value: Scalar, value_type: str) -> NamedNode | Literal:
        """Return the term of one part of a value; `name` and `value_type` are the property's and say the datatype."""
        if value_type == "entity":
            return self.node(str(value))
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

    def scalar(self, found: object) -> Scalar:
        """Return the scalar a term holds: the node id of an IRI, the value of a literal."""
        if isinstance(found, NamedNode):
            return self.iris.node(found.value)
        assert isinstance(found, Literal)
        if found.datatype == _BOOLEAN:
            return found.value in ("true", "1")
        if found.datatype == _INTEGER:
            return int(found.value)
        if found.datatype == _DECIMAL:
            return Decimal(found.value)
        return found.value
