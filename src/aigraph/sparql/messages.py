"""The engine's messages, said so that a person finds the place."""

import re
from collections.abc import Sequence

from aigraph.sparql.query import Query, place
from aigraph.sparql.tokens import Token

__all__ = ["explained"]

_PAIRS = {")": "(", "}": "{", "]": "["}
_LENGTH = 160


def explained(message: str, query: Query) -> str:
    """Return the engine's message with the line of the query it points at."""
    match = re.search(r"error at (\d+):(\d+):?\s*(.*)", message, re.DOTALL)
    if match is None:
        return re.sub(
            r"^The custom function (.*) is not supported$",
            r"\1 is no function; expected one of SPARQL 1.1, or a cast to a datatype of XML Schema",
            message,
        )
    text = query.text
    lines = text.split("\n")
    line, column = int(match[1]), int(match[2])
    odd = _unpaired(query.tokens)
    if odd is not None and "Prefix not found" not in message:
        what = f"{odd.text} {'closes nothing' if odd.text in _PAIRS else 'is never closed'}"
        return _pointed(text, odd.start, what)
    offset = min(sum(len(each) + 1 for each in lines[: line - 1]) + column - 1, len(text))
    return _pointed(text, offset, _expected(match[3], text[offset:].strip(), query))


def _pointed(text: str, offset: int, what: str) -> str:
    """Return a message with its place, the line, and a mark below."""
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].split("\n", 1)[0]
    return f"{place(text, offset)}: {what}\n  {line}\n  {' ' * (offset - start)}^"


def _expected(said: str, rest: str, query: Query) -> str:
    if "Prefix not found" in said:
        return f"unknown prefix; declare it with PREFIX, or use one of {', '.join(f'{p}:' for p in query.given)}"
    names = re.sub(r"\[[^\]]*\.\.[^\]]*\]", "a name", said).replace("\n", " ")
    names = re.sub(r"^expected \[_\]$|, \[_\]", "", names)  # any character at all
    if not names:
        return "this is not expected here" if rest else "the query ends too early"
    return names if len(names) <= _LENGTH else names[:_LENGTH] + " …"


def _unpaired(found: Sequence[Token]) -> Token | None:
    """Return the first bracket that has no other half."""
    still: list[Token] = []
    for token in found:
        if token.says("(", "{", "["):
            still.append(token)
        elif token.says(*_PAIRS) and (not still or still.pop().text != _PAIRS[token.text]):
            return token
    return still[0] if still else None
