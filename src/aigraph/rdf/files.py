"""RDF files, the same bytes for the same quads: sorted, with sorted prefixes and canonical blank nodes."""

import re
from collections.abc import Iterable
from typing import IO

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from aigraph.namespaces import PREFIXES, RDF

__all__ = ["RDF_FORMATS", "write_rdf"]

#: The name of a format → its file extension, and whether it keeps the graphs apart.
RDF_FORMATS: dict[str, tuple[str, bool]] = {
    "trig": ("trig", True),
    "nquads": ("nq", True),
    "jsonld": ("jsonld", True),
    "ttl": ("ttl", False),
    "ntriples": ("nt", False),
    "rdfxml": ("rdf", False),
}
_TYPE = NamedNode(RDF + "type")


def write_rdf(quads: Iterable[Quad], file: IO[bytes], format: str, prefixes: dict[str, str] = PREFIXES) -> None:
    """Write the quads in a format, sorted; a format without graphs gets their merge."""
    extension, keeps_graphs = RDF_FORMATS[format]
    wanted = RdfFormat.from_extension(extension)
    assert wanted is not None
    statements: list[Quad] | list[Triple]
    if keeps_graphs:
        statements = sorted(quads, key=_order)
    else:
        ordered = sorted(quads, key=_triple_order)
        statements = list(dict.fromkeys(Triple(q.subject, q.predicate, q.object) for q in ordered))
    if format in ("ttl", "trig"):
        body = serialize(statements, format=wanted, prefixes=prefixes)
        assert body is not None
        file.write(_sorted_prefixes(body.decode()).encode())
    else:
        serialize(statements, file, format=wanted)


def _sorted_prefixes(text: str) -> str:
    lines = text.splitlines(keepends=True)
    prefixes = [line for line in lines if re.match(r"@prefix ", line)]
    return "".join(sorted(prefixes)) + "".join(lines[len(prefixes) :])


def _key(term: object) -> tuple[int, str]:
    """Return a term's place: IRIs, then blank nodes, then literals."""
    kind = [NamedNode, BlankNode, Literal].index(type(term))
    return kind, str(term)


def _triple_order(quad: Quad) -> tuple[object, ...]:
    return _key(quad.subject), quad.predicate != _TYPE, quad.predicate.value, _key(quad.object)


def _order(quad: Quad) -> tuple[object, ...]:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return graph, *_triple_order(quad)
