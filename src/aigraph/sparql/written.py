"""Literals as they were written: the engine keeps `1.50` as 1.5."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from aigraph.namespaces import XSD
from aigraph.sparql.query import Query

__all__ = ["Forms", "computed", "forms_of_file", "forms_of_query"]

_TYPED = re.compile(rb'"\^\^<http://www\.w3\.org/2001/XMLSchema#([A-Za-z]+)>')
#: The usual form of the commonest datatypes, which a store gives back as it was.
_USUAL = {
    b"integer": re.compile(rb"0|-?[1-9][0-9]*"),
    b"decimal": re.compile(rb"0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]"),
    b"boolean": re.compile(rb"true|false"),
    b"date": re.compile(rb"[0-9-]*"),
    b"string": re.compile(b".*", re.DOTALL),
}
_NUMBERS = {
    "integer": re.compile(r"[0-9]+"),
    "decimal": re.compile(r"[0-9]*\.[0-9]+"),
    "double": re.compile(".*[eE].*"),
}


Forms = Mapping[Literal, Literal]


def forms_of_file(path: Path) -> Forms:
    """Return what the literals of a file of N-Quads looked like, by what a store makes of them."""
    data = path.read_bytes()
    found = {Literal(text.decode(), datatype=NamedNode(XSD + name.decode())) for text, name in set(_unusual(data))}
    return {kept: written for kept, written in _forms(found).items() if str(kept).encode() not in data}


def _unusual(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield text and datatype of each literal that a store may give back otherwise."""
    for match in _TYPED.finditer(data):
        text = data[data.rfind(b'"', 0, match.start()) + 1 : match.start()]
        usual = _USUAL.get(match[1])
        if (usual is None or not usual.fullmatch(text)) and b"\\" not in text:
            yield text, match[1]


def forms_of_query(query: Query, terms: Iterable[Literal]) -> Forms:
    """Return what the literals of a query and of its parameters looked like, by what a store makes of them."""
    return _forms({*terms, *_literals(query)})


def computed(query: Query) -> set[str]:
    """Return the variables to which the query itself gives values: not what is written in the data."""
    return {t.text[1:] for before, t in pairwise(query.tokens) if before.says("AS") and t.kind == "variable"}


def _forms(literals: Iterable[Literal]) -> Forms:
    """Return the literals of which a store changes the form; none of which two become one."""
    given = list(literals)
    store = Store()
    store.extend(Quad(NamedNode(f"x:{at}"), NamedNode("x:is"), literal) for at, literal in enumerate(given))
    found: dict[Literal, set[Literal]] = {}
    for quad in store:
        assert isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        found.setdefault(quad.object, set()).add(given[int(quad.subject.value[2:])])
    one = {kept: next(iter(written)) for kept, written in found.items() if len(written) == 1}
    return {kept: written for kept, written in one.items() if kept != written and kept.datatype == written.datatype}


def _literals(query: Query) -> Iterable[Literal]:
    """Yield the numbers of a query, and the literals that have a datatype of XML Schema."""
    found = query.tokens
    for at, token in enumerate(found):
        if token.kind == "number":
            name = next(name for name, form in _NUMBERS.items() if re.fullmatch(form, token.text))
            yield Literal(token.text, datatype=NamedNode(XSD + name))
        elif token.kind == "string" and [t.text for t in found[at + 1 : at + 2]] == ["^^"] and at + 2 < len(found):
            datatype = query.iri(found[at + 2]) or ""
            if datatype.startswith(XSD) and "\\" not in token.text:
                yield Literal(token.text.strip("\"'"), datatype=NamedNode(datatype))
