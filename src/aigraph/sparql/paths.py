"""Property paths as alternatives: pyoxigraph gives each pair of `a|b` once, SPARQL once for each of them.

Source: https://www.w3.org/TR/sparql11-query/#sparqlPropertyPaths
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from aigraph.sparql.tokens import Token

__all__ = ["Alternative", "Unread", "read_path"]

#: More alternatives than this stay one path.
_MOST = 64
_ONE = re.compile(r"<[^>]*>|[\w.:-]+[*+?]?")


class Unread(Exception):
    """The tokens are not of SPARQL 1.1, or of a form that is left as it is."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A path without alternatives outside of `*`, `+` and `?`, and whether it leads from a node to itself."""

    text: str
    empty: bool = False

    @property
    def grouped(self) -> str:
        """The path as a part of another."""
        return self.text if _ONE.fullmatch(self.text) else f"({self.text})"


def read_path(found: Sequence[Token], at: int) -> tuple[list[Alternative], int]:
    """Return the alternatives of the path that begins at an index, and the index after it.

    >>> from aigraph.sparql.tokens import END, tokens
    >>> [path.text for path in read_path([*tokens("(a|^:b)/:c*"), END], 0)[0]]
    ['a/:c*', '(^:b)/:c*']

    Raises:
        Unread: it is none.
    """
    paths, at = _sequence(found, at)
    while found[at].says("|"):
        more, at = _sequence(found, at + 1)
        paths = [*paths, *more]
    return paths, at


def _sequence(found: Sequence[Token], at: int) -> tuple[list[Alternative], int]:
    first, at = _element(found, at)
    parts = [first]
    while found[at].says("/"):
        part, at = _element(found, at + 1)
        parts.append(part)
    if len(parts) == 1:
        return first, at
    combined = [
        Alternative("/".join(step.grouped for step in steps), all(step.empty for step in steps))
        for steps in product(*parts)
    ]
    if len(combined) > _MOST:
        raise Unread
    return combined, at


def _element(found: Sequence[Token], at: int) -> tuple[list[Alternative], int]:
    token = found[at]
    if token.says("^"):
        paths, at = _element(found, at + 1)
        return [Alternative(f"^{path.grouped}", path.empty) for path in paths], at
    if token.says("("):
        paths, at = read_path(found, at + 1)
        if not found[at].says(")"):
            raise Unread
        at += 1
    elif token.says("!"):
        paths, at = _negated(found, at + 1)
    elif token.kind in ("iri", "name") or token.text == "a":
        paths, at = [Alternative(token.text)], at + 1
    else:
        raise Unread
    if found[at].says("*", "+", "?"):
        text = "|".join(path.grouped for path in paths)
        text = text if _ONE.fullmatch(text) and text[-1] not in "*+?" else f"({text})"
        empty = not found[at].says("+") or any(path.empty for path in paths)
        return [Alternative(f"{text}{found[at].text}", empty)], at + 1
    return paths, at


def _negated(found: Sequence[Token], at: int) -> tuple[list[Alternative], int]:
    """Return a negated property set, what it says forward apart from what it says backward, and the index after it."""
    end = at
    if found[at].says("("):
        while not found[end].says(")"):
            end += 1
    elif found[at].says("^"):
        end += 1
    sides: dict[bool, list[str]] = {}
    for before, token in zip(found[at - 1 : end], found[at : end + 1], strict=True):
        if token.kind in ("iri", "name") or token.text == "a":
            back = before.says("^")
            sides.setdefault(back, []).append("^" * back + token.text)
    return [Alternative(f"!({'|'.join(side)})") for side in sides.values()] or [Alternative("!()")], end + 1
