"""How an error in a query says where it is."""

__all__ = ["Fault", "pointed"]


class Fault(Exception):
    """A value that an operator or a function cannot take; who evaluates it says where that is in the query."""


def pointed(query: str, at: int, message: str) -> str:
    """Return a message with the line of the query and a mark under the place."""
    before = query[:at]
    line, column = before.count("\n"), at - (before.rfind("\n") + 1)
    return f"line {line + 1}, column {column + 1}: {message}\n  {query.split(chr(10))[line]}\n  {' ' * column}^"
