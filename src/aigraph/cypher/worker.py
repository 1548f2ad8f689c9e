"""The process that answers Cypher: it can be killed, has a memory limit, and answers line by line in JSON.

Started by `aigraph.cypher.engine` as `python -m aigraph.cypher.worker LIMIT FILE`.
"""

import json
import sys
from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from aigraph.cypher.evaluate.clauses import answer
from aigraph.cypher.graph import Graph, moment
from aigraph.cypher.packing import pack, unpack
from aigraph.cypher.parse.clauses import parse
from aigraph.cypher.stored import opened, read_graph, stored
from aigraph.cypher.temporal import zones
from aigraph.errors import QueryError
from aigraph.worker import confine, exhausted

__all__ = ["Answers", "main"]

#: Columns, rows, and how many rows there are in all.
Answer = tuple[list[str], list[list[Any]], int]


def main(path: str, limit: int) -> None:
    """Load a file that `save` wrote, then answer queries until standard input ends; `limit` is in bytes, 0 for none."""
    answers = Answers(*opened(Path(path)))
    zones.load()
    confine(limit)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answers.reply(json.loads(line))) + "\n")
        sys.stdout.flush()


class Answers:
    """Answers queries of a graph of kglite, plain ones by kglite, and others by the evaluator; without it, all so."""

    def __init__(self, held: Any, graph: Graph | None = None) -> None:
        """Remember the graph: one of kglite, or as the evaluator walks it, or both where they are the same."""
        self._held, self._given, self._passes = held, graph, list[str]()
        if held is not None:
            import kglite

            kglite.set_query_warning_policy("silent")
            self._passes = list(kglite.cypher_pass_names())

    @cached_property
    def graph(self) -> Graph:
        """The graph as the evaluator walks it, read when it is first needed."""
        return read_graph(self._held) if self._given is None else self._given

    def reply(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to a request: columns, rows and how many there are in all, or an error."""
        parameters = {name: unpack(value) for name, value in request["parameters"].items()}
        try:
            found = self.plainly(request["plain"], parameters, request["rows"], request["passes"])
            columns, rows, total = found or self.evaluated(request["query"], parameters, request["rows"])
            return {"columns": columns, "rows": [[pack(cell) for cell in row] for row in rows], "total": total}
        except QueryError as err:
            return {"error": str(err)}
        except MemoryError:
            exhausted()
        except RecursionError:
            return {"error": "the query nests too deeply; expected fewer levels. Simplify it"}

    def plainly(
        self, query: str | None, parameters: Mapping[str, Any], most: int | None, passes: Collection[str]
    ) -> Answer | None:
        """Return kglite's answer, with these passes of its optimizer on; None where it has none."""
        if query is None or self._held is None:
            return None
        from kglite import KgError

        off = [name for name in self._passes if name not in passes]
        try:
            result = self._held.cypher(
                query, params=dict(parameters), timeout_ms=0, row_limit=most, disabled_passes=off,
                hide_structural_keys=True,
            )  # fmt: skip
            columns = list(result.columns)
            rows = [[stored(row[column]) for column in columns] for row in result]
        except (KgError, ValueError, TypeError):
            return None
        return columns, rows, (result.diagnostics or {}).get("total_rows") or len(rows)

    def evaluated(self, query: str, parameters: Mapping[str, Any], most: int | None) -> Answer:
        """Return the evaluator's answer."""
        given = {name: moment(value) for name, value in parameters.items()}
        columns, found = answer(self.graph, parse(query), query, given)
        rows = list(islice(found, most))
        return columns, rows, len(rows) + sum(1 for _ in found)


if __name__ == "__main__":
    main(sys.argv[2], int(sys.argv[1]))
