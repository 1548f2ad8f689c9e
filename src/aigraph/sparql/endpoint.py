"""SPARQL with a timeout that really stops the query, and without ways out of the data.

pyoxigraph knows no timeout and its SERVICE makes network calls, so a query runs in a worker process that can be killed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from aigraph.errors import QueryError, nearest
from aigraph.namespaces import IRI, PREFIXES, UNSTATED, XSD
from aigraph.table import Table
from aigraph.worker import MEMORY, TIMEOUT, Died, Worker

__all__ = ["Answer", "Endpoint", "Triples", "mentioned", "refuse", "unknown_terms"]


_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")
_IGNORED = re.compile(
    r'"""(?:[^\\]|\\.)*?"""'
    r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
_STRINGS = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*')
_FILE = re.compile(r"<\s*file:[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of CONSTRUCT or DESCRIBE: N-Triples lines, sorted, each once."""

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
    """Answers queries over a file of N-Quads; the process starts with the first query, or at once with `start`."""

    def __init__(self, path: Path, tentative: Path | None = None, *, memory: int = MEMORY) -> None:
        """Remember the file, and the one that has the tentative statements as direct triples."""
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

        The prefixes of `namespaces.PREFIXES` need no declaration; all graphs are asked unless FROM names some.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            parameters: what variables of the query stand for.
            timeout: seconds after which the query is stopped; None for no limit.
            tentative: also see tentative statements as direct triples.

        Raises:
            QueryError: the query is refused, wrong, took too long or too much memory.
        """
        refuse(query)
        if timeout is not None and not 0 < timeout < 10**7:
            timeout = None
        named = re.search(r"\bFROM\b", _IGNORED.sub(" ", query), re.IGNORECASE)
        request = {"query": query, "prefixes": PREFIXES, "union": named is None}
        worker = self._tentative if tentative else self._plain
        try:
            return _answer(worker.ask(request, timeout), query)
        except TimeoutError:
            raise QueryError(
                f"the query took longer than {timeout:g} s and was stopped. Simplify it, or raise --timeout"
            ) from None
        except Died:
            raise QueryError("the query used too much memory and was stopped. Add a LIMIT, or ask for less") from None

    def close(self) -> None:
        """Stop the worker processes."""
        self._plain.close()
        self._tentative.close()


def refuse(query: str) -> None:
    """Raise QueryError for what may not be asked: updates, SERVICE, and files in FROM."""
    bare = _IGNORED.sub(" ", query)
    words = re.sub(r"\b(?:PREFIX\s+\S*:|BASE)\s*", " ", bare, flags=re.IGNORECASE)
    first = next(iter(re.findall(r"[A-Za-z]+", words)), "").upper()
    if first in _UPDATES:
        raise QueryError(f"{first} changes data; expected SELECT, ASK, CONSTRUCT or DESCRIBE. Edit the seeds and build")
    if re.search(r"(?<![?$:\w])SERVICE\b(?!:)", bare, re.IGNORECASE):
        raise QueryError("SERVICE would call another server; aigraph never does. Query that server yourself")
    if match := _FILE.search(query):
        raise QueryError(f"{match[0]} names a file; expected a graph of the data. Leave FROM out to ask them all")


def mentioned(query: str, names: Mapping[str, object]) -> list[str]:
    """Return which local names of the ontology a query uses, in order, or [] where it asks about statements itself."""
    prefixed = re.findall(r"\baig:(\w+)|<https://w3id\.org/aigraph/ontology#(\w+)>", query)
    used = [a or b for a, b in prefixed]
    if re.search(r"\brdf:(subject|predicate|object)\b|22-rdf-syntax-ns#(subject|predicate|object)", query):
        return []
    return list(dict.fromkeys(name for name in used if name in names))


def unknown_terms(query: str, known: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield the terms with our prefixes that nobody declared, each with a hint."""
    for prefix, name in dict.fromkeys(re.findall(r"\b(aig|aid):([\w-]+)", _STRINGS.sub(" ", query))):
        names = known[prefix]
        value = re.sub(r"(Earliest|Latest|Written|Min|Max|Unit|Comparator)$", "", name)
        if name not in names and value not in names and name != UNSTATED:
            near = nearest(name, names)
            yield f"{prefix}:{name}", f"; did you mean {prefix}:{near}?" if near else ""


def _answer(reply: dict[str, Any], query: str) -> Answer:
    if "error" in reply:
        raise QueryError(_explained(reply["error"], query))
    if "boolean" in reply:
        return bool(reply["boolean"])
    if "triples" in reply:
        return Triples(tuple(sorted(set(reply["triples"]))))
    table = Table(tuple(reply["columns"]), tuple(tuple(map(_cell, row)) for row in reply["rows"]))
    return _as_asked(table, query) if re.search(r"\bSELECT\s+(DISTINCT\s+|REDUCED\s+)?\*", query, re.I) else table


def _as_asked(table: Table, query: str) -> Table:
    """Return the columns of SELECT * in the order in which the query names them."""
    named = list(dict.fromkeys(re.findall(r"[?$](\w+)", query)))
    order = sorted(
        range(len(table.columns)), key=lambda i: named.index(table.columns[i]) if table.columns[i] in named else i
    )
    return Table(tuple(table.columns[i] for i in order), tuple(tuple(row[i] for i in order) for row in table.rows))


def _explained(message: str, query: str) -> str:
    """Return the engine's message with the line of the query it points at."""
    if "Prefix not found" in message:
        known = ", ".join(f"{prefix}:" for prefix in PREFIXES)
        message = re.sub(
            r"expected.*", f"unknown prefix; declare it with PREFIX, or use one of {known}", message, flags=re.DOTALL
        )
    match = re.search(r"error at (\d+):(\d+):?\s*(.*)", message, re.DOTALL)
    if match is None:
        return message
    number, column = int(match[1]), int(match[2])
    lines = query.split("\n")
    expected = re.sub(r"\[[^\]]*\.\.[^\]]*\]", "a name", match[3]).replace("\n", " ")
    text = f"line {number}, column {column}: {expected if len(expected) <= 160 else expected[:160] + ' …'}"
    return f"{text}\n  {lines[number - 1]}\n  {' ' * (column - 1)}^" if number <= len(lines) else text


def _cell(term: list[str] | None):  # type: ignore[no-untyped-def]
    if term is None:
        return None
    if term[0] == "iri":
        return IRI(term[1])
    if term[0] == "literal" and term[3].startswith(XSD):
        match term[3].removeprefix(XSD):
            case "integer" | "int" | "long" | "nonNegativeInteger":
                return int(term[1])
            case "decimal":
                return Decimal(term[1])
            case "double" | "float":
                return float(term[1])
            case "boolean":
                return term[1] in ("true", "1")
    return term[1]
