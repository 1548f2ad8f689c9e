"""SPARQL with a timeout that really stops the query, and without ways out of the data.

pyoxigraph knows no timeout and its SERVICE makes network calls, so a query runs in a worker process that can be killed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aigraph.errors import QueryError
from aigraph.namespaces import PREFIXES
from aigraph.sparql.messages import explained
from aigraph.sparql.parameters import HIDDEN, terms
from aigraph.sparql.query import Query
from aigraph.sparql.results import Solutions, write_results
from aigraph.sparql.values import unpack
from aigraph.table import Table
from aigraph.worker import MEMORY, TIMEOUT, Worker

__all__ = ["Answer", "Endpoint", "Triples"]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of CONSTRUCT or DESCRIBE: N-Triples lines, sorted, each once; `notes` says what is left out."""

    lines: tuple[str, ...]
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self.lines)

    def __str__(self) -> str:
        """Return the N-Triples."""
        return "".join(line + "\n" for line in self.lines)


Answer = Table | bool | Triples


class Endpoint:
    """Answers queries over a file of N-Quads; the process starts with the first query, or at once with `start`.

    Several threads may ask at once: they are answered one after the other.
    """

    def __init__(
        self,
        path: Path,
        tentative: Path | None = None,
        *,
        union: bool = True,
        memory: int = MEMORY,
        prefixes: Mapping[str, str] = PREFIXES,
    ) -> None:
        """Remember the file, and the one that has the tentative statements as direct triples.

        Args:
            path: N-Quads.
            tentative: more of them, for queries that say so.
            union: whether a query without FROM sees all graphs as one; else it sees the default graph.
            memory: bytes that a worker may use.
            prefixes: what need not be declared.
        """
        self._prefixes = prefixes
        self._union = union
        both = [path, tentative] if tentative else [path]
        self._plain = Worker("aigraph.sparql.worker", [str(memory), str(path)])
        self._tentative = Worker("aigraph.sparql.worker", [str(memory), *map(str, both)])

    def start(self) -> None:
        """Start the worker before the first query, to save that its wait."""
        self._plain.start()

    def query(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> Answer:
        """Return the answer of a SPARQL 1.1 query: a table, a bool for ASK, triples for CONSTRUCT and DESCRIBE.

        The prefixes that were given need no declaration; all graphs are asked unless FROM names some.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            parameters: values of variables by their names: IRIs (`aigraph.AID["openai"]`), texts, numbers, booleans,
                dates, or a Literal of rdflib. A value takes the place of its variable wherever the query has it, and
                of a `VALUES ?name { … }`, which holds a default; None leaves the variable free.
            timeout: seconds after which the query is stopped; None for no limit.
            tentative: also see tentative statements as direct triples.

        Raises:
            QueryError: the query is refused, wrong, took too long or too much memory; a parameter is no variable of it.
        """
        return self._answer(self._read(query), parameters, timeout, tentative)

    def select(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> Table:
        """Return the table of a SELECT query; as `query`. Raises QueryError for any other."""
        read = self._read(query)
        read.expect("SELECT")
        answer = self._answer(read, parameters, timeout, tentative)
        assert isinstance(answer, Table)
        return answer

    def ask(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> bool:
        """Return whether an ASK query holds; as `query`. Raises QueryError for any other."""
        read = self._read(query)
        read.expect("ASK")
        answer = self._answer(read, parameters, timeout, tentative)
        assert isinstance(answer, bool)
        return answer

    def construct(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> Triples:
        """Return the triples of a CONSTRUCT or DESCRIBE query; as `query`. Raises QueryError for any other."""
        read = self._read(query)
        read.expect("CONSTRUCT", "DESCRIBE")
        answer = self._answer(read, parameters, timeout, tentative)
        assert isinstance(answer, Triples)
        return answer

    def results(
        self,
        query: str,
        format: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        tentative: bool = False,
    ) -> str:
        """Return the answer of a SELECT or ASK query in a format of the W3C: one of `RESULTS_FORMATS`; as `query`.

        Raises:
            QueryError: the query is another, or as `query` says.
            ExportError: the format has no place for the answer.
        """
        read = self._read(query)
        read.expect("SELECT", "ASK")
        reply = self._reply(read, parameters, timeout, tentative)
        return write_results(reply if isinstance(reply, bool) else _solutions(reply, read), format)

    def _read(self, query: str) -> Query:
        return Query(query, self._prefixes)

    def _answer(
        self, query: Query, parameters: Mapping[str, object] | None, timeout: float | None, tentative: bool
    ) -> Answer:
        reply = self._reply(query, parameters, timeout, tentative)
        if isinstance(reply, bool):
            return reply
        if "triples" in reply:
            return Triples(tuple(sorted(set(reply["triples"]))), notes=tuple(reply["notes"]))
        solutions = _solutions(reply, query)
        rows = tuple(tuple(unpack(term, self._prefixes) for term in row) for row in solutions.rows)
        return Table(solutions.columns, rows, notes=tuple(reply["notes"]))

    def _reply(
        self, query: Query, parameters: Mapping[str, object] | None, timeout: float | None, tentative: bool
    ) -> bool | dict[str, Any]:
        """Return what the worker replies: a bool, or a dict with `columns` and `rows`, or with `triples`."""
        query.refuse()
        request = {
            "query": query.text,
            "parameters": terms(query, parameters),
            "prefixes": dict(self._prefixes),
            "union": self._union and not query.graphs,
        }
        reply: dict[str, Any] = (self._tentative if tentative else self._plain).ask(request, timeout)
        if "error" in reply:
            raise QueryError(explained(reply["error"], query))
        return bool(reply["boolean"]) if "boolean" in reply else reply

    def close(self) -> None:
        """Stop the worker processes."""
        self._plain.close()
        self._tentative.close()


def _solutions(reply: dict[str, Any], query: Query) -> Solutions:
    """Return columns and rows; the columns of SELECT * in the order in which the query names them."""
    columns, rows = reply["columns"], reply["rows"]
    order = list(range(len(columns)))
    if query.star:
        named = {name: at for at, name in enumerate(query.variables)}
        shown = [at for at in order if not columns[at].startswith(HIDDEN)]
        order = sorted(shown, key=lambda at: named.get(columns[at], at))
    return Solutions(tuple(columns[at] for at in order), tuple(tuple(row[at] for at in order) for row in rows))
