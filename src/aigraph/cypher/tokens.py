"""The tokens of a Cypher query, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aigraph.cypher.faults import pointed
from aigraph.errors import QueryError

__all__ = ["Token", "tokens"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind, its text or value, and where it stands.

    The kinds: `name`, `quoted` (a name in backticks), `text`, `number`, `parameter`, `sign`, `end`.
    """

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """Return a bare name in capitals, as keywords are compared; '' for what is no bare name."""
        return self.text.upper() if self.kind == "name" else ""


_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<quoted>`(?:[^`]|``)*`)
    |(?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
    |(?P<number>0[xX]\w*|0[oO]\w*|(?:\d+(?:_\d+)*)?\.\d+(?:[eE][+-]?\d+)?\w*|\d+(?:_\d+)*(?:[eE][+-]?\d+)?\w*)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>::|<=|>=|<>|=~|\.\.|\|\||[-+*/%^=<>()\[\]{}.,:;|&!$?])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\\": "\\", "'": "'", '"': '"', "`": "`"}


def tokens(query: str) -> list[Token]:
    """Return the tokens of a query, the last one of the kind `end`.

    Raises:
        QueryError: a character, a number or an escape that Cypher does not have, or a quote that is not closed.
    """
    return [*_tokens(query), Token("end", "", len(query), len(query))]


def _tokens(query: str) -> Iterator[Token]:
    at = 0
    while at < len(query):
        found = _TOKEN.match(query, at)
        if found is None:
            raise QueryError(pointed(query, at, _unknown(query[at : at + 2])))
        kind, text = found.lastgroup or "", found[0]
        if kind == "text":
            text = _unescaped(query, at, text[1:-1])
        elif kind == "quoted":
            text = text[1:-1].replace("``", "`")
        elif kind == "parameter":
            text = text[1:].strip("`")
        if kind != "blank":
            yield Token(kind, text, at, found.end())
        at = found.end()


def _unknown(text: str) -> str:
    if text[0] in "'\"`":
        return f"a {text[0]} is not closed; expected another {text[0]}"
    if text == "/*":
        return "a comment is not closed; expected */"
    return f"unexpected {text[0]!r} (U+{ord(text[0]):04X}); expected Cypher. Write a name with it in backticks"


def _unescaped(query: str, start: int, text: str) -> str:
    def escaped(found: re.Match[str]) -> str:
        code = found[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        if len(code) > 1 and int(code[1:], 16) < 0x110000:
            return chr(int(code[1:], 16))
        message = f"\\{code} is no escape; expected \\n, \\t, \\', \\\", \\\\, or \\u and four hexadecimal digits"
        raise QueryError(pointed(query, start + 1 + found.start(), message))

    return _ESCAPE.sub(escaped, text)
