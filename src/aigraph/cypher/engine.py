"""Cypher on the embedded engine: read-only, with a timeout, and with the answers that Neo4j gives."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from aigraph.cypher.check.scopes import check
from aigraph.cypher.notes import on_names
from aigraph.cypher.packing import pack, unpack
from aigraph.cypher.parse.clauses import parse
from aigraph.cypher.plain import is_plain, passes, without_comments
from aigraph.cypher.stored import Contents, save
from aigraph.errors import QueryError
from aigraph.table import Table
from aigraph.worker import MEMORY, TIMEOUT, Worker

__all__ = ["Engine", "save"]


class Engine:
    """Answers queries over a file that `save` wrote; the process starts with the first query."""

    def __init__(self, path: Path, contents: Contents, declared: Iterable[str] = (), *, memory: int = MEMORY) -> None:
        """Remember the file, what is in it, and the labels and types that need no note where nothing has them."""
        self._contents, self._declared = contents, frozenset(declared)
        self._worker = Worker("aigraph.cypher.worker", [str(memory), str(path)])

    def query(
        self,
        query: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        rows: int | None = None,
    ) -> Table:
        """Return the answer of a Cypher query; a node or relationship is the dict of its properties, a path both.

        Args:
            query: a reading query as a Neo4j 5 user writes it.
            parameters: what `$name` stands for: texts, numbers, booleans, dates, lists, dicts.
            timeout: seconds after which the query is stopped; None for no limit.
            rows: the most rows to return; `Table.notes` says where more are left out. None for all.

        Raises:
            QueryError: the query is refused, wrong, took too long or too much memory.
        """
        given = dict(parameters or {})
        try:
            tree = parse(query)
            columns = check(tree, query, given)
            plain = is_plain(tree, query, given, self._contents["properties"])
            notes = tuple(on_names(tree, self._contents, self._declared, given))
        except RecursionError:
            raise QueryError("the query nests too deeply; expected fewer levels. Simplify it") from None
        request = {
            "query": query,
            "plain": without_comments(query) if plain else None,
            "parameters": {name: pack(value) for name, value in given.items()},
            "rows": rows,
            "passes": passes(tree),
        }
        reply = self._worker.ask(request, timeout)
        if "error" in reply:
            raise QueryError(reply["error"])
        table = tuple(tuple(unpack(cell) for cell in row) for row in reply["rows"])
        cut = [f"the first {len(table):,} of {reply['total']:,} rows are shown"] if reply["total"] > len(table) else []
        return Table(tuple(columns), table, notes=(*cut, *notes))

    def close(self) -> None:
        """Stop the process."""
        self._worker.close()
