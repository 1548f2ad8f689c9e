"""The rows of a question view for a still picture: each in full, in lines, below what is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aigraph.page.question import Known, Record, text, wrapped
from aigraph.words.interface import LINE_WORDS

__all__ = ["listing"]

#: Letters in a line; the height of a line, and the space below a row and a group.
_WIDTH, _LINE, _ROW, _GROUP = 92, 18.0, 8.0, 22.0
#: Where rows begin; a part of a number twice as far.
_INDENT = 26.0


def listing(view: Mapping[str, Any], data: Mapping[str, Any], box: Sequence[float], language: str) -> Iterator[Record]:
    """Yield headings and rows of a view as texts at places, below a box (left, top, right, bottom)."""
    known = Known.of(data, (str(node["id"]) for node in data.get("nodes", ())))
    left, y = box[0], box[3] + (40.0 if box[3] > box[1] else 0.0)
    for some in view.get("groups", ()):
        head = some.get("head") or (known.entities[some["node"]]["name"] if "node" in some else None)
        if head:
            yield text(left, y, head, kind="heading", size=15)
            y += _LINE + 6
        for item in some["rows"]:
            words, style = _words(item, known)
            across = left + _INDENT * (2 if "part" in item else 1)
            yield {"kind": "link", "x": across - 24, "y": y, "x2": across - 6, "y2": y, "style": style}
            for line in wrapped(words[language], _WIDTH):
                yield text(across, y, {language: line}, at=item["at"], size=13.5)
                y += _LINE
            y += _ROW
        y += _GROUP


def _words(item: Record, known: Known) -> tuple[dict[str, str], str]:
    """Return what a row says, with its number where it has one of its own, and the style of its line."""
    sort, name = item["at"].split(":", 1)
    if sort == "c":
        claim = known.claims[name]
        due = claim.get("due")
        return {la: f"{words} · {due[la]}" if due else words for la, words in claim["text"].items()}, "claimed"
    statement = known.statements[name]
    own = item.get("words")
    words = {la: f"{said} · {own[la]}" if own else said for la, said in _sentence(statement, known).items()}
    return words, str(statement["line"])


def _sentence(statement: Record, known: Known) -> dict[str, str]:
    """Return a statement in words, by language, as the page says it; with how it is known where that is not settled."""
    said = {}
    for language, subject in known.entities[statement["subject"]]["name"].items():
        caption = (statement.get("caption") or known.predicates[statement["predicate"]]["caption"])[language]
        if statement["object"]:
            words = [f"{subject} {caption} {known.entities[statement['object']]['name'][language]}"]
            words += [statement["number"][language]] if statement["number"] else []
        else:
            words = [f"{subject}, {caption}: {statement['value'][language]}"]
        words += [] if statement["settled"] else [LINE_WORDS[statement["line"]][language]]
        said[language] = " · ".join(words)
    return said
