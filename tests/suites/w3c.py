"""The W3C's SPARQL tests: manifests read, a test asked of `Endpoint`, its answer judged.

A judgement is `same`; `value` (the same but for the form of a number or date); `refused` (what `docs/sparql.md` says is
never done); else what is wrong.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QueryResultsFormat, RdfFormat
from support import ROOT

from aigraph.errors import QueryError
from aigraph.sparql.endpoint import Endpoint
from aigraph.sparql.query import Query
from aigraph.sparql.values import unpack

__all__ = ["FOLDER", "Judge", "Test", "read_tests"]

FOLDER = Path(os.environ.get("AIGRAPH_SUITES") or ROOT.parent / "shared" / "suites") / "sparql" / "sparql"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_REGIME = "http://www.w3.org/ns/sparql-service-description#entailmentRegime"
_MANIFESTS = ("sparql10/manifest-syntax.ttl", "sparql10/manifest-evaluation.ttl", "sparql11/manifest-all.ttl")
#: What files are called inside: FROM refuses to read files.
_WEB = "http://example.org/suites/"
_KINDS = ("QueryEvaluationTest", "CSVResultFormatTest", "PositiveSyntaxTest", "NegativeSyntaxTest")
_GRAPH_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".n3": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".nt": RdfFormat.N_TRIPLES,
}
_RESULTS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Test:
    """One test: `graphs` are names of graphs and their files."""

    id: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None
    lax: bool = False

    __test__ = False


def read_tests() -> list[Test]:
    """Return the tests of queries: no updates, no protocols, no entailment beyond what is stated."""
    tests: dict[str, Test] = {}
    for name in _MANIFESTS:
        for manifest in _manifests(FOLDER / name):
            tests |= {test.id: test for test in _tests(manifest)}
    return list(tests.values())


def _manifests(path: Path) -> Iterator[Path]:
    store = _load(path)
    for quad in store.quads_for_predicate(NamedNode(_MF + "include")):
        for included in _list(store, quad.object):
            yield from _manifests(_path(included))
    if any(store.quads_for_predicate(NamedNode(_MF + "entries"))):
        yield path


def _tests(manifest: Path) -> Iterator[Test]:
    store = _load(manifest)
    for quad in store.quads_for_predicate(NamedNode(_MF + "entries")):
        for entry in _list(store, quad.object):
            kind = next(
                (k for t in _values(store, entry, _RDF + "type") for k in _KINDS if t.value.startswith(_MF + k)), None
            )
            if kind is None:
                continue
            (action,) = _values(store, entry, _MF + "action")
            if list(_values(store, action, _REGIME)):
                continue
            results = list(_values(store, entry, _MF + "result"))
            query = next(iter(_values(store, action, _QT + "query")), action)
            yield Test(
                f"{manifest.parent.relative_to(FOLDER)}/{entry.value.rpartition('#')[2]}",
                kind,
                _path(query),
                tuple(_path(data) for data in _values(store, action, _QT + "data")),
                tuple((_web(_path(g)), _path(g)) for g in _values(store, action, _QT + "graphData")),
                _path(results[0]) if results and isinstance(results[0], NamedNode) else None,
                bool(list(_values(store, entry, _MF + "resultCardinality"))),
            )


class Judge:
    """Asks tests of endpoints, one for each dataset; a folder takes their files."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder."""
        self._folder = folder
        self._endpoints: dict[object, Endpoint] = {}

    def __call__(self, test: Test) -> str:
        """Return the judgement on a test."""
        text = f"BASE <{_web(test.query)}>\n" + test.query.read_bytes().decode()
        endpoint = self._endpoint(test, Query(text))
        try:
            if "Syntax" not in test.kind:
                return _judged(test, endpoint, text)
            endpoint.query(text)
            return "same" if test.kind == "PositiveSyntaxTest" else "answered, though the syntax is wrong"
        except QueryError as err:
            if test.kind == "NegativeSyntaxTest":
                return "same"
            refused = "never does" in str(err) or "is no function" in str(err)
            return "refused" if refused else "error: " + str(err).split("\n")[0]

    def _endpoint(self, test: Test, query: Query) -> Endpoint:
        graphs = test.graphs
        if test.kind == "QueryEvaluationTest" and not test.data and not test.graphs:
            graphs = tuple((name, FOLDER / name.removeprefix(_WEB)) for name in query.graphs)
        key = (test.data, graphs)
        if key not in self._endpoints:
            path = self._folder / f"{len(self._endpoints)}.nq"
            _write(path, [*(("", data) for data in test.data), *graphs])
            self._endpoints[key] = Endpoint(path, union=False)
        return self._endpoints[key]

    def close(self) -> None:
        """Stop the endpoints."""
        for endpoint in self._endpoints.values():
            endpoint.close()


def _judged(test: Test, endpoint: Endpoint, text: str) -> str:
    form, result = Query(text).form, test.result
    assert result is not None
    if form in ("CONSTRUCT", "DESCRIBE"):
        ours = pyoxigraph.Dataset(pyoxigraph.parse(input=str(endpoint.construct(text)), format=RdfFormat.N_TRIPLES))
        theirs = pyoxigraph.Dataset(Quad(q.subject, q.predicate, q.object) for q in _load(result))
        for dataset in (ours, theirs):
            dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
        return "same" if ours == theirs else "another graph"
    if result.suffix in (".csv", ".tsv"):
        written = endpoint.results(text, f"sparql-{result.suffix[1:]}").encode()
        theirs_lines, ours_lines = (_lines(t.decode()) for t in (result.read_bytes(), written))
        if theirs_lines == ours_lines:
            return "same"
        if result.suffix == ".csv":
            return f"other lines: {ours_lines}"
    expected, ordered = _expected(result)
    json = endpoint.results(text, "sparql-json").encode()
    ours_rows, _ = _parsed(json, QueryResultsFormat.JSON)
    if isinstance(expected, bool) or isinstance(ours_rows, bool):
        return "same" if expected == ours_rows else f"{ours_rows}, not {expected}"
    return _compared(ours_rows, expected, ordered, test.lax)


def _compared(ours: Rows, theirs: Rows, ordered: bool, lax: bool) -> str:
    for judgement, key in (("same", _strict), ("value", _loose)):
        left, right = [[{n: key(t) for n, t in row.items()} for row in rows] for rows in (ours, theirs)]
        if lax:
            left, right = _once(left), _once(right)
        if (_equal_in_order if ordered else _equal)(left, right, {}):
            return judgement
    only = Counter(map(_shown, ours)) - Counter(map(_shown, theirs))
    missing = Counter(map(_shown, theirs)) - Counter(map(_shown, ours))
    return f"other rows: {list(only.elements())[:3]} for {list(missing.elements())[:3]}"


def _equal(left: Rows, right: Rows, names: dict[Any, Any]) -> bool:
    """Return whether two bags of rows are equal but for the names of blank nodes."""
    if not left:
        return not right
    if len(left) != len(right):
        return False
    first, *rest = left
    for at, row in enumerate(right):
        more = _matched(first, row, names)
        if more is not None and _equal(rest, right[:at] + right[at + 1 :], more):
            return True
        if more is not None and more == names:
            return False  # no blank node is new: another choice of an equal row changes nothing
    return False


def _equal_in_order(left: Rows, right: Rows, names: dict[Any, Any]) -> bool:
    matched: dict[Any, Any] | None = names
    for ours, theirs in zip_longest(left, right):
        matched = None if ours is None or theirs is None or matched is None else _matched(ours, theirs, matched)
    return matched is not None


def _matched(left: dict[str, Any], right: dict[str, Any], names: dict[Any, Any]) -> dict[Any, Any] | None:
    """Return the names of blank nodes under which two rows are one, or None."""
    if left.keys() != right.keys():
        return None
    found = dict(names)
    for name, ours in left.items():
        theirs = right[name]
        if isinstance(ours, BlankNode) and isinstance(theirs, BlankNode):
            if found.setdefault(ours, theirs) != theirs:
                return None
        elif ours != theirs:
            return None
    return found if len(set(found.values())) == len(found) else None


def _strict(term: Any) -> Any:
    if isinstance(term, Literal):
        return (term.value, (term.language or "").lower(), term.datatype.value)
    return term


def _loose(term: Any) -> Any:
    if isinstance(term, Literal):
        value = unpack(["literal", term.value, term.language or "", term.datatype.value])
        return (value, (term.language or "").lower(), term.datatype.value)
    return term


def _shown(row: dict[str, Any]) -> str:
    return " ".join(f"?{name}={'_:' if isinstance(t, BlankNode) else t}" for name, t in sorted(row.items()))


def _once(rows: Rows) -> Rows:
    return [row for at, row in enumerate(rows) if row not in rows[:at]]


def _expected(path: Path) -> tuple[Rows | bool, bool]:
    """Return the rows of a file of results, and whether their order counts."""
    if path.suffix in _RESULTS:
        return _parsed(path.read_bytes(), _RESULTS[path.suffix])
    store = _load(path)
    for quad in store.quads_for_predicate(NamedNode(_RS + "boolean")):
        assert isinstance(quad.object, Literal)
        return quad.object.value == "true", False
    rows = []
    for quad in store.quads_for_predicate(NamedNode(_RS + "solution")):
        row = {}
        for binding in _values(store, quad.object, _RS + "binding"):
            (name,), (value,) = _values(store, binding, _RS + "variable"), _values(store, binding, _RS + "value")
            row[name.value] = value
        index = [int(i.value) for i in _values(store, quad.object, _RS + "index")]
        rows.append((index, row))
    ordered = any(index for index, _ in rows)
    return [row for _, row in (sorted(rows, key=lambda pair: pair[0]) if ordered else rows)], ordered


def _parsed(data: bytes, format: QueryResultsFormat) -> tuple[Rows | bool, bool]:
    parsed = pyoxigraph.parse_query_results(input=data, format=format)
    if isinstance(parsed, QueryBoolean):
        return bool(parsed), False
    names = [variable.value for variable in parsed.variables]
    return [{n: t for n, t in zip(names, row, strict=True) if t is not None} for row in parsed], False


def _lines(text: str) -> list[str]:
    head, *rows = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    return [head, *sorted(re.sub(r"_:\w+", "_:", row) for row in rows)]


def _write(path: Path, graphs: Sequence[tuple[str, Path]]) -> None:
    """Write graphs as N-Quads, the blank nodes of each apart."""
    with path.open("wb") as out:
        for number, (name, source) in enumerate(graphs):
            for quad in _load(source):
                terms = [_apart(term, number) for term in (quad.subject, quad.predicate, quad.object)]
                graph = f" <{name}>" if name else ""
                out.write(f"{' '.join(map(str, terms))}{graph} .\n".encode())


def _apart(term: Any, number: int) -> Any:
    return BlankNode(f"{term.value}{number}") if isinstance(term, BlankNode) else term


def _load(path: Path) -> Any:
    """Return a file's triples: a Store for manifests and results, literals as written."""
    quads = pyoxigraph.parse(path=str(path), format=_GRAPH_FORMATS[path.suffix], base_iri=_web(path))
    return pyoxigraph.Dataset(quads)


def _values(store: Any, subject: Any, predicate: str) -> Iterator[Any]:
    return (quad.object for quad in store.quads_for_subject(subject) if quad.predicate.value == predicate)


def _list(store: Any, head: Any) -> Iterator[Any]:
    while head.value != _RDF + "nil":
        yield from _values(store, head, _RDF + "first")
        (head,) = _values(store, head, _RDF + "rest")


def _path(iri: Any) -> Path:
    return FOLDER / str(iri.value).removeprefix(_WEB)


def _web(path: Path) -> str:
    return _WEB + path.relative_to(FOLDER).as_posix()
