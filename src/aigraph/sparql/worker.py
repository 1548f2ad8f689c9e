"""The process that runs SPARQL: it can be killed, has a memory limit, and answers one JSON line for each line it reads.

Started by `endpoint` as `python -m aigraph.sparql.worker LIMIT FILE…`; imports next to nothing, to be quick.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from aigraph.namespaces import TENTATIVE_GRAPH
from aigraph.sparql.parameters import bind
from aigraph.sparql.query import Query, place
from aigraph.sparql.repairs import repair, with_booleans
from aigraph.sparql.values import Packed
from aigraph.sparql.written import Forms, computed, forms_of_file, forms_of_query
from aigraph.worker import confine

__all__ = ["answer", "main"]

Term = NamedNode | Literal
Terms = Mapping[str, Term | None]
#: Said where a query could not be put in other words.
LEFT = (
    "alternatives of a path beside a blank node may give a row once in place of twice, and GRAPH ?g over many graphs "
    "may leave out rows; write a variable, or the graph"
)


def main(paths: list[str], limit: int) -> None:
    """Load files of N-Quads, then answer queries until standard input ends; `limit` is in bytes, 0 for none.

    A folder is a store on disk, which is asked where it lies; named twice, what is tentative is seen in it, too.
    """
    on_disk = Path(paths[0]).is_dir()
    store = Store.read_only(paths[0]) if on_disk else Store()
    forms: dict[Literal, Literal] = {}
    for path in () if on_disk else paths:
        store.load(path=path, format=RdfFormat.N_QUADS)
        forms |= forms_of_file(Path(path))
    graphs = _seen(store, tentative=len(paths) > 1) if on_disk else None
    confine(limit, reads=on_disk)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(store, json.loads(line), forms, graphs), ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _seen(store: Store, *, tentative: bool) -> list[NamedNode] | None:
    """Return the named graphs that a query sees, None for all."""
    hidden = NamedNode(TENTATIVE_GRAPH)
    if tentative or not store.contains_named_graph(hidden):
        return None
    return [graph for graph in store.named_graphs() if isinstance(graph, NamedNode) and graph != hidden]


def answer(
    store: Store, request: dict[str, Any], forms: Forms, graphs: Sequence[NamedNode] | None = None
) -> dict[str, Any]:
    """Return the answer to a request, both as JSON has them; literals as they were written in the data: `forms`.

    Only some `graphs` are seen, where that is said.
    """
    query = with_booleans(Query(request["query"], request["prefixes"]))
    options = {"prefixes": request["prefixes"], "use_default_graph_as_union": request["union"]}
    if graphs is not None and request["union"]:
        options = {"prefixes": request["prefixes"], "default_graph": [DefaultGraph(), *graphs], "named_graphs": graphs}
    try:
        terms = {name: None if term is None else _term(name, term) for name, term in request["parameters"].items()}
        results, notes = _run(store, query, terms, options)
        if isinstance(results, QuerySolutions):
            return _table(results, query, terms, forms, options) | {"notes": notes}
        if isinstance(results, QueryBoolean):
            return {"boolean": bool(results)}
        assert isinstance(results, QueryTriples)
        own = {**forms, **forms_of_query(query, [])}
        lines = [f"{t.subject} {t.predicate} {own.get(t.object, t.object)} ." for t in results]
        return {"triples": lines, "notes": notes}
    except MemoryError:
        return {"error": "the query used too much memory and was stopped. Add a LIMIT, or ask for less"}
    except (SyntaxError, ValueError, OSError, RuntimeError) as err:
        return {"error": str(err) or type(err).__name__}


def _run(store: Store, query: Query, terms: Terms, options: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """Return the results and notes on them; a message about syntax is about the query as it was written."""
    _check(query, options)
    bound = Query(bind(query, _written(terms)), query.given)
    try:
        Store().query(bound.text, **options)
    except SyntaxError:
        raise ValueError(_misplaced(query, terms, options)) from None
    repaired = repair(bound, lambda: [f"<{iri}>" for iri in query.named] if query.graphs else _graphs(store))
    try:
        return store.query(repaired.text, **options), [] if repaired.whole else [LEFT]
    except SyntaxError:  # a blank node would have to be written twice
        return store.query(bound.text, **options), [LEFT]


def _check(query: Query, options: Mapping[str, Any]) -> None:
    """Raise SyntaxError or ValueError where a query is wrong, or the engine reads `?a<?b&&?c>` as a comparison."""
    Store().query(query.text, **options)
    for at, token in enumerate(query.tokens):
        if token.kind == "iri" and at and query.tokens[at - 1].kind not in ("sign", "word") and "?" in token.text:
            try:
                Store().query(f"{query.text[: token.start]}<x:x>{query.text[token.end :]}", **options)
            except SyntaxError:
                where = place(query.text, token.start)
                raise ValueError(f"{where}: {token.text} reads as an IRI. Put spaces around <") from None


def _misplaced(query: Query, terms: Terms, options: Mapping[str, Any]) -> str:
    """Return which parameter stands where its value may not."""
    for name, term in _written(terms).items():
        try:
            Store().query(bind(query, {name: term}), **options)
        except SyntaxError:
            return f"parameter {name}: {term} cannot stand where the query has ?{name}"
    return "the parameters cannot stand together where the query has them"


def _written(terms: Terms) -> dict[str, str | None]:
    return {name: None if term is None else str(term) for name, term in terms.items()}


def _graphs(store: Store) -> list[str]:
    return sorted(str(graph) for graph in store.named_graphs() if isinstance(graph, NamedNode))


def _table(
    results: QuerySolutions, query: Query, terms: Terms, forms: Forms, options: Mapping[str, Any]
) -> dict[str, Any]:
    columns = [variable.value for variable in results.variables]
    own = forms_of_query(query, [term for term in terms.values() if isinstance(term, Literal)])
    written = [own if column in computed(query) else {**forms, **own} for column in columns]
    rows = [[_cell(value, form) for value, form in zip(row, written, strict=True)] for row in results]
    if query.star and terms:
        asked = Store().query(query.text, **options)
        assert isinstance(asked, QuerySolutions)
        given = [v.value for v in asked.variables if v.value not in columns and terms.get(v.value) is not None]
        constant = [_cell(terms[name], own) for name in given]
        columns, rows = columns + given, [row + constant for row in rows]
    return {"columns": columns, "rows": rows}


def _term(name: str, term: Packed) -> Term:
    """Return a term of pyoxigraph. Raises ValueError where it is none."""
    try:
        if term[0] == "iri":
            return NamedNode(term[1])
        return Literal(term[1], language=term[2]) if term[2] else Literal(term[1], datatype=NamedNode(term[3]))
    except ValueError as err:
        raise ValueError(f"parameter {name}: {term[1]!r} is no term: {err}") from err


def _cell(value: object, forms: Forms) -> Packed | None:
    """Return a term as kind and text: an IRI, a literal with its datatype or language, a blank node."""
    if value is None:
        return None
    if isinstance(value, NamedNode):
        return ["iri", value.value]
    if isinstance(value, Literal):
        value = forms.get(value, value)
        return ["literal", value.value, value.language or "", value.datatype.value]
    return ["blank" if isinstance(value, BlankNode) else "other", str(value)]


if __name__ == "__main__":
    main(sys.argv[2:], int(sys.argv[1]))
