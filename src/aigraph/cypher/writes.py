"""Queries that change data or read files are refused, for whatever engine they are."""

from aigraph.cypher.faults import pointed
from aigraph.cypher.tokens import Token, tokens
from aigraph.errors import QueryError

__all__ = ["refuse_writes", "refused_write"]

_WRITES = {
    "CREATE", "MERGE", "SET", "DETACH", "NODETACH", "DELETE", "REMOVE", "DROP", "FOREACH", "INSERT", "ALTER", "LOAD",
}  # fmt: skip
#: What stands behind a word that is a name, and no clause: a key, a variable, a label.
_AFTER_NAMES = (":", ",", ".", "=", ")", "]", "}", "|", "<", ">", "")


def refused_write(token: Token) -> str:
    """Return what to say of a clause that writes; '' of another."""
    if token.word not in _WRITES:
        return ""
    word, does = (token.word, "changes data") if token.word != "LOAD" else ("LOAD CSV", "reads a file")
    return f"{word} {does}; expected a query that reads the graph. Edit the seeds and build"


def refuse_writes(query: str) -> None:
    """Raise QueryError where a query would change data or read files."""
    found = tokens(query)
    for before, token, after in zip([None, *found], found, found[1:], strict=False):
        named = before is not None and (before.text in (".", ":", "&", "!") or before.word == "AS")
        if not named and after.text not in _AFTER_NAMES and (message := refused_write(token)):
            raise QueryError(pointed(query, token.start, message))
