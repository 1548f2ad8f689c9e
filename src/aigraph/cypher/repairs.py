"""Repairs: a query rewritten so that kglite gives the answer that Neo4j gives to the original."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aigraph.cypher.dialect import CLAUSE, IGNORED, VIRTUAL, masked_text, pointed, refuse
from aigraph.errors import QueryError

__all__ = ["Repaired", "repair"]

Change = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A query as kglite is to read it, the changes of each step that led there, and what its columns are called."""

    text: str
    steps: tuple[tuple[Change, ...], ...]
    columns: tuple[str, ...]

    def place(self, at: int) -> int:
        """Return the offset in the original of an offset in the repaired text."""
        for changes in reversed(self.steps):
            at = _before(changes, at)
        return at


def repair(query: str, parameters: Mapping[str, object], known: Collection[str]) -> Repaired:
    """Return the query with the same meaning to kglite as to Neo4j.

    Args:
        query: as a Neo4j 5 user writes it.
        parameters: its parameters.
        known: the names of all properties that are stored.

    Raises:
        QueryError: it writes, or kglite would answer otherwise; says what to write instead.
    """
    masked = masked_text(query)
    refuse(query, masked, parameters, known)
    text = query
    steps: list[tuple[Change, ...]] = []
    for step in (_comments, _projections, _rounding, _labels, _procedures, lambda now: _virtual(now, known)):
        changes = tuple(sorted(step(text)))
        if changes:
            text, steps = _changed(text, changes), [*steps, changes]
    return Repaired(text, tuple(steps), _columns(query, masked) if steps else ())


def _changed(text: str, changes: Iterable[Change]) -> str:
    """Return a text with pieces of it replaced."""
    new, done = "", 0
    for start, end, replacement in changes:
        new += text[done:start] + replacement
        done = end
    return new + text[done:]


def _before(changes: Iterable[Change], at: int) -> int:
    """Return the offset before the changes of an offset after them."""
    shift = 0
    for start, end, new in changes:
        if at < start + shift:
            break
        if at < start + shift + len(new):
            return start
        shift += len(new) - (end - start)
    return at - shift


def _comments(query: str) -> list[Change]:
    """Turn /* */ into spaces: kglite has line comments only."""
    found = [match for match in IGNORED.finditer(query) if match[0].startswith("/*")]
    return [(match.start(), match.end(), re.sub(r"[^\n]", " ", match[0])) for match in found]


def _virtual(query: str, known: Collection[str]) -> list[Change]:
    """Let a property that nothing has be null, where kglite would make one up."""
    pattern = rf"(?<=\w)\s*\.\s*(`?)({'|'.join(VIRTUAL)})\1(?!\w|\s*\()"
    return [(m.start(2), m.end(2), m[2] + "_") for m in re.finditer(pattern, masked_text(query)) if m[2] not in known]


def _projections(query: str) -> list[Change]:
    """Write r {.a, b: c} out as a map: kglite answers null where r is a relationship."""
    masked, changes = masked_text(query), []
    for name in dict.fromkeys(re.findall(r"-\s*\[\s*(\w+)", masked)):
        for match in re.finditer(rf"(?<![\w.:\[])({name})\s*(\{{)([^{{}}]*)\}}", masked):
            if re.search(r"-\s*\[\s*$", masked[: match.start()]):
                continue
            items = [item.strip() for item in query[match.start(3) : match.end(3)].split(",")]
            if items == [".*"]:
                changes.append((match.start(), match.end(), f"properties({name})"))
                continue
            if ".*" in items:
                raise QueryError(pointed(query, match.start(), "write properties(r), or name each property: r {.id}"))
            pairs = [f"{i[1:]}: {name}{i}" if i.startswith(".") else i if ":" in i else f"{i}: {i}" for i in items]
            text = f"CASE WHEN {name} IS NULL THEN null ELSE {{{', '.join(pairs)}}} END"
            changes.append((match.start(), match.end(), text))
    return changes


def _rounding(query: str) -> list[Change]:
    """Round halves up, as Neo4j does: kglite rounds -1.5 to -2."""
    masked, changes = masked_text(query), []
    for match in re.finditer(r"(?<![\w.])round\s*\(", masked, re.IGNORECASE):
        end = _closing(masked, match.end() - 1)
        if end > 0 and not _commas(masked, match.end(), end):
            changes += [(match.start(), match.end(), "floor(0.5 + ("), (end, end + 1, "))")]
    return changes


def _labels(query: str) -> list[Change]:
    """Write :A&B as :A:B."""
    pattern = r"\(\s*\w*\s*:\s*\w+(?:\s*&\s*\w+)+(?=\s*[){])"
    return [
        (match.start() + at, match.start() + at + 1, ":")
        for match in re.finditer(pattern, masked_text(query))
        for at in (inner.start() for inner in re.finditer("&", match[0]))
    ]


def _procedures(query: str) -> list[Change]:
    """Read db.labels() from the nodes: kglite lists the first label of each only."""
    changes = []
    pattern = r"CALL\s+db\s*\.\s*labels\s*\(\s*\)(\s*YIELD\s+label(?:\s+AS\s+(\w+))?)?"
    for match in re.finditer(pattern, masked_text(query), re.IGNORECASE):
        name = match[2] or "label"
        body = f"MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l AS {name}"
        changes.append((match.start(), match.end(), f"CALL {{ {body} }}" if match[1] else body))
    return changes


def _closing(masked: str, opened: int) -> int:
    """Return where the bracket that opens at an offset is closed, -1 where it is not."""
    depth = 0
    for at in range(opened, len(masked)):
        depth += (masked[at] in "([{") - (masked[at] in ")]}")
        if depth == 0:
            return at
    return -1


def _commas(masked: str, start: int, end: int) -> Sequence[int]:
    """Return the commas between two offsets that stand in no bracket."""
    depth, found = 0, []
    for at in range(start, end):
        depth += (masked[at] in "([{") - (masked[at] in ")]}")
        if masked[at] == "," and depth == 0:
            found.append(at)
    return found


def _columns(query: str, masked: str) -> tuple[str, ...]:
    """Return the names of the columns of the last RETURN as Neo4j gives them; none for RETURN * and CALL."""
    starts = list(re.finditer(CLAUSE + r"RETURN\b(?:\s+DISTINCT\b)?", masked, re.IGNORECASE))
    top = [m for m in starts if masked.count("{", 0, m.start()) == masked.count("}", 0, m.start())]
    if not top:
        return ()
    start = top[-1].end()
    tail = re.search(CLAUSE + r"(?:ORDER\s+BY|SKIP|LIMIT|OFFSET|UNION)\b|;", masked[start:], re.IGNORECASE)
    end = start + tail.start() if tail else len(masked)
    edges = [start - 1, *_commas(masked, start, end), end]
    names = []
    for a, b in pairwise(edges):
        item = masked[a + 1 : b].rstrip()
        alias = re.search(r"\bAS\s+(`_*`|\w+)$", item, re.IGNORECASE)
        text = query[a + 1 : a + 1 + len(item)]
        names.append(text[alias.start(1) :].strip("`") if alias else text.strip())
    return () if "*" in names else tuple(names)
