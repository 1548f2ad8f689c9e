"""What the question views share: the page's details by id, texts beside the nodes, rows of text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Known", "Place", "Record", "group", "row", "text", "wrapped"]

Record = dict[str, Any]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Known:
    """The page's details by id, for the views."""

    entities: Mapping[str, Record]
    statements: Mapping[str, Record]
    claims: Mapping[str, Record]
    predicates: Mapping[str, Record]
    sources: Mapping[str, Record]
    drawn: frozenset[str]

    @classmethod
    def of(cls, details: Mapping[str, Any], drawn: Iterable[str]) -> "Known":
        """Return the details of a page by id, and what of it is drawn."""
        entities, statements, claims = (
            {item["id"]: item for item in details.get(name, ())} for name in ("entities", "statements", "claims")
        )
        predicates, sources = details.get("predicates", {}), details.get("sources", {})
        return cls(entities, statements, claims, predicates, sources, frozenset(drawn))

    def is_a(self, entity: str | None, wanted: str) -> bool:
        """Return whether an entity has a class among its labels."""
        return entity is not None and entity in self.entities and wanted in self.entities[entity]["labels"]

    def weight(self, entity: str) -> float:
        """Return how much there is to say about an entity."""
        return float(self.entities[entity].get("weight", 0))

    def held_by(self, holder: str) -> list[Record]:
        """Return the claims somebody holds, by id."""
        return sorted((c for c in self.claims.values() if holder in c.get("heldBy", [])), key=lambda c: str(c["id"]))

    def about_all(self, *entities: str) -> list[Record]:
        """Return the claims about all of some entities, by id."""
        found = (c for c in self.claims.values() if set(entities) <= set(c.get("about", [])))
        return sorted(found, key=lambda c: str(c["id"]))


def text(x: float, y: float, words: Mapping[str, str], **more: Any) -> Record:
    """Return words at a place; `more` is `kind`, `align`, `size`, `style`, and `at`, the card that a click opens."""
    return {"kind": "text", "x": x, "y": y, "text": dict(words), **more}


def row(kind: str, item: Record, **more: Any) -> Record:
    """Return a row of text that opens a card: of a statement (`s`) or a claim (`c`); `more` is what a chart needs."""
    return {"at": f"{kind}:{item['id']}", **more}


def group(rows: Iterable[Record], **more: Any) -> Record:
    """Return rows below a heading; `more` is `head` (words), `node` (an entity as the heading), `side` (a column)."""
    return {**more, "rows": list(rows)}


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines; a Chinese sign is as wide as two letters, and a line may end after any.

    >>> wrapped("one two three", 8), wrapped("信仰AGI", 5)
    (['one two', 'three'], ['信仰', 'AGI'])
    """
    lines, wide = [""], 0
    for word in re.findall(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]|\s+", text):
        size = sum(2 if c > "\u2e7f" else 1 for c in word.rstrip())
        if lines[-1] and wide + size > width:
            lines.append("")
            wide = 0
        lines[-1] += word
        wide += size + len(word) - len(word.rstrip())
    return [line.rstrip() for line in lines]
