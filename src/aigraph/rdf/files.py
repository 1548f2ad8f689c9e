"""RDF files, the same bytes for the same quads: sorted, with sorted prefixes and canonical blank nodes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, BinaryIO, cast

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

from aigraph.characters import no_xml, visible
from aigraph.errors import ExportError
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
_KINDS: dict[type, int] = {NamedNode: 0, BlankNode: 1, Literal: 2}
#: How the name of an element may end an IRI. Source: https://www.w3.org/TR/xml-names/#NT-NCName
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = re.compile(f"[{_START}][{_START}0-9.\xb7\u0300-\u036f\u203f\u2040-]*$")


def write_rdf(quads: Iterable[Quad], stream: IO[bytes], format: str, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write the quads in a format, sorted, UTF-8; a format without graphs gets their merge.

    Raises:
        ExportError: RDF/XML cannot hold a quad; says which.
    """
    extension, keeps_graphs = RDF_FORMATS[format]
    wanted = RdfFormat.from_extension(extension)
    assert wanted is not None
    statements: list[Quad] | list[Triple]
    if keeps_graphs:
        statements = list(_in_order(quads))
    else:
        statements = list(dict.fromkeys(quad.triple for quad in _of_a_graph(quads)))
    if format in ("ttl", "trig"):
        first = serialize(statements[:1], format=wanted, prefixes=dict(prefixes)) or b""
        head = re.findall(rb"^@prefix [^\n]*\n", first, re.MULTILINE)
        stream.write(b"".join(sorted(head)))
        after = cast(BinaryIO, _After(stream, sum(map(len, head))))
        serialize(statements, after, format=wanted, prefixes=dict(prefixes))
    elif format == "rdfxml":
        for statement in statements:
            _refuse(statement)
        serialize(statements, cast(BinaryIO, _Escaping(stream)), format=wanted)
    else:
        serialize(statements, stream, format=wanted)


def _refuse(triple: Triple | Quad) -> None:
    """Raise ExportError for a triple that RDF/XML cannot hold: its predicate names no element, a text is no XML.

    Source: https://www.w3.org/TR/rdf-syntax-grammar/#section-Serialising
    """
    if not _NAME.search(triple.predicate.value):
        raise ExportError(
            f"{visible(str(triple))}: RDF/XML names an element by the end of {triple.predicate}; expected a letter and "
            "what may follow one. Export as ttl"
        )
    for term in (triple.subject, triple.predicate, triple.object):
        if lacked := no_xml(str(getattr(term, "value", term))):
            raise ExportError(
                f"{visible(str(triple))}: a text has {lacked}; expected one that XML holds. Remove it, or export as ttl"
            )


class _After:
    """A stream without its first bytes, which are written already: prefixes in the order of their names."""

    def __init__(self, stream: IO[bytes], skipped: int) -> None:
        self._stream, self._skipped = stream, skipped

    def write(self, data: bytes) -> int:
        self._stream.write(data[self._skipped :])
        self._skipped -= min(self._skipped, len(data))
        return len(data)

    def flush(self) -> None:
        self._stream.flush()


class _Escaping:
    """A stream where a carriage return is written as a reference: bare, a reader of XML makes a line feed of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        self._stream.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._stream.flush()


def _in_order(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads by graph, subject, predicate, object: in groups, so that each subject is compared once."""
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs["" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)].append(quad)
    for _, some in sorted(graphs.items()):
        yield from _of_a_graph(some)


def _of_a_graph(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads by subject, then its types first, then predicate and object."""
    subjects: dict[object, list[Quad]] = defaultdict(list)
    for quad in quads:
        subjects[quad.subject].append(quad)
    for subject in sorted(subjects, key=_key):
        yield from sorted(subjects[subject], key=_said)


def _said(quad: Quad) -> tuple[object, ...]:
    return quad.predicate != _TYPE, quad.predicate.value, _key(quad.object)


def _key(term: object) -> tuple[int, str]:
    """Return a term's place: IRIs, then blank nodes, then literals."""
    return _KINDS[type(term)], str(term)
