"""The terminals of SPARQL 1.1 with their positions: what a query contains is read from these, never from its text.

Source: https://www.w3.org/TR/sparql11-query/#grammar
"""

import re
from dataclasses import dataclass
from functools import cache

__all__ = ["END", "Token", "tokens"]

#: The letters of names that are not ASCII, and the signs that names may have later.
_LETTERS = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_LATER = r"\u00b7\u0300-\u036f\u203f\u2040"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"


@cache
def _terminals(letters: str, later: str) -> re.Pattern[str]:
    """Return the pattern of a terminal. The whole one takes a while to compile, and most queries are ASCII."""
    base = f"A-Za-z{letters}"
    chars = rf"[{base}_\-0-9{later}]"
    prefix = rf"[{base}](?:\.{{0,9}}{chars}){{0,255}}"  # a limit, since a text without a colon is tried at each place
    local = rf"(?:[{base}_:0-9]|{_ESCAPED})(?:\.*(?:{chars}|:|{_ESCAPED}))*"
    return re.compile(
        r"(?P<space>[ \t\r\n]+|\#[^\n\r]*)"
        r'|(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
        r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
        r'|"(?:[^"\\\n\r]|\\.)*"'
        r"|'(?:[^'\\\n\r]|\\.)*')"
        r'|(?P<iri><[^<>"{}|^`\x00-\x20]*>)'
        rf"|(?P<blank>_:[{base}_0-9](?:\.*{chars})*)"
        rf"|(?P<name>(?:{prefix})?:(?:{local})?)"
        rf"|(?P<variable>[?$][{base}_0-9][{base}_0-9{later}]*)"
        r"|(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
        r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)"
        r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
        r"|(?P<sign>\^\^|&&|\|\||!=|<=|>=|.)",
        re.DOTALL,
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A terminal: its kind, its text, where it begins.

    Kinds: `string`, `iri`, `blank`, `name` (with a prefix), `variable`, `language`, `number`, `word` (a keyword, `a`,
    `true`, a function), `sign`.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where the next character is."""
        return self.start + len(self.text)

    def says(self, *words: str) -> bool:
        """Return whether the token is one of these keywords, which no case tells apart, or one of these signs."""
        return self.kind in ("word", "sign") and self.text.upper() in words


#: What stands after the last token, for those who look ahead.
END = Token("end", "", -1)


def tokens(query: str) -> list[Token]:
    """Return the terminals of a query, without spaces and comments; what is none is a sign of one character.

    >>> [(t.kind, t.text) for t in tokens("ASK { ?from aig:x 'FROM' } # FROM")]
    [('word', 'ASK'), ('sign', '{'), ('variable', '?from'), ('name', 'aig:x'), ('string', "'FROM'"), ('sign', '}')]
    """
    pattern = _terminals("", "") if query.isascii() else _terminals(_LETTERS, _LATER)
    return [
        Token(match.lastgroup or "", match[0], match.start())
        for match in pattern.finditer(query)
        if match.lastgroup != "space"
    ]
