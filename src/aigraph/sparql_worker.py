"""The process that runs SPARQL: it can be killed, has a memory limit, and answers one JSON line for each line it reads.

Started by `aigraph.sparql` as `python -m aigraph.sparql_worker FILE [LIMIT]`; imports nothing of aigraph, to be quick.
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

__all__ = ["main"]


def main(path: str, limit: int) -> None:
    """Load a file of N-Quads, then answer queries until standard input ends; `limit` is in bytes, 0 for none."""
    if limit:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    store = Store()
    store.load(path=path, format=RdfFormat.N_QUADS)
    loaded = {path}
    for line in sys.stdin:
        request = json.loads(line)
        more = request.get("also")
        if more and more not in loaded:
            store.load(path=more, format=RdfFormat.N_QUADS)
            loaded.add(more)
        sys.stdout.write(json.dumps(_answer(store, request), ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _answer(store: Store, request: dict[str, Any]) -> dict[str, Any]:
    try:
        results = store.query(request["query"], prefixes=request["prefixes"], use_default_graph_as_union=True)
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
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
