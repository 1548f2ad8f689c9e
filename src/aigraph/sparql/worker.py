"""The process that runs SPARQL: it can be killed, has a memory limit, and answers one JSON line for each line it reads.

Started by `endpoint` as `python -m aigraph.sparql.worker LIMIT FILE…`; imports next to nothing, to be quick.
"""

import json
import sys
from typing import Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from aigraph.worker import confine

__all__ = ["main"]


def main(paths: list[str], limit: int) -> None:
    """Load files of N-Quads, then answer queries until standard input ends; `limit` is in bytes, 0 for none."""
    store = Store()
    for path in paths:
        store.load(path=path, format=RdfFormat.N_QUADS)
    confine(limit)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(store, json.loads(line)), ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _answer(store: Store, request: dict[str, Any]) -> dict[str, Any]:
    try:
        results = store.query(
            request["query"], prefixes=request["prefixes"], use_default_graph_as_union=request["union"]
        )
        if isinstance(results, QuerySolutions):
            columns = [variable.value for variable in results.variables]
            return {"columns": columns, "rows": [[_cell(value) for value in row] for row in results]}
        if isinstance(results, QueryBoolean):
            return {"boolean": bool(results)}
        assert isinstance(results, QueryTriples)
        return {"triples": [str(triple) + " ." for triple in results]}
    except (SyntaxError, ValueError, OSError, RuntimeError, MemoryError) as err:
        return {"error": str(err) or type(err).__name__}


def _cell(value: object) -> list[str] | None:
    """Return a term as kind and text: an IRI, a literal with its datatype or language, a blank node."""
    if value is None:
        return None
    if isinstance(value, NamedNode):
        return ["iri", value.value]
    if isinstance(value, Literal):
        return ["literal", value.value, value.language or "", value.datatype.value]
    return ["other", str(value)]


if __name__ == "__main__":
    main(sys.argv[2:], int(sys.argv[1]))
