"""Cypher as kglite reads it: what it would answer otherwise than Neo4j, and cannot be repaired, is refused.

Each entry below was found by asking both engines the same question: `docs/cypher.md` has the measurements.
"""

import re
from collections.abc import Callable, Collection, Mapping

from aigraph.errors import QueryError

__all__ = [
    "CLAUSE",
    "IGNORED",
    "VIRTUAL",
    "explained",
    "masked_text",
    "mentioned_types",
    "pointed",
    "refuse",
    "refuse_writes",
]

#: Properties that kglite makes up where none of that name is stored.
VIRTUAL = ("connection_type", "end", "end_id", "label", "node_type", "start", "start_id", "title", "type")

#: What holds no Cypher: comments, strings and quoted names. Where a clause may begin.
IGNORED = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`]|``)*`", re.DOTALL)
CLAUSE = r"(?<![\w.:$`])"
_WRITES = re.compile(
    CLAUSE + r"(CREATE|MERGE|SET|DETACH|DELETE|REMOVE|DROP|FOREACH|INSERT|ALTER|LOAD\s+CSV)\b(?!\s*[:,.=)])", re.I
)
_DATE = r"'\d{4}(?:-\d\d(?:-\d\d)?)?'|\"\d{4}(?:-\d\d(?:-\d\d)?)?\""
_COMPARE = r"(?:<=|>=|<>|=|<|>)"

#: What is answered otherwise without a word → what to write instead.
_REFUSED: tuple[tuple[str, str], ...] = (
    (r";\s*\S", "two statements at once; expected one. Ask them one after the other"),
    (r"\bFORMAT\s+CSV\b", "FORMAT CSV is not Cypher; use --format csv, or Table.render('csv')"),
    (r"^\s*(?:EXPLAIN|PROFILE)\b", "the plan would be another engine's. Ask your Neo4j server for it"),
    (r"^\s*SHOW\b", "SHOW asks a server about itself; there is none. Ask your Neo4j server"),
    (
        r"\bCALL\s+(?:dbms|apoc|db\s*\.\s*(?!labels\b|relationshipTypes\b|propertyKeys\b))[\w.]*",
        "this procedure belongs to a Neo4j server; use aigraph cypher --neo4j, or aigraph search for names",
    ),
    (r"\bduration\s*\.\s*between\b", "write duration.inDays(a, b).days or duration.inMonths(a, b).months"),
    (r"(?<![/*])[/%]\s*0+(?:\.0*)?(?![\w.])", "a division by zero; expected another divisor"),
)

#: What kglite refuses itself, and in what words it is to be written.
_HINTS: tuple[tuple[str, str], ...] = (
    (r"\bSHORTEST\b", "Write MATCH p = shortestPath((a)-[*]-(b))"),
    (r"(?:->|-|\))\s*(?:[+*]|\{\s*\d*\s*,?\s*\d*\s*\})\s*(?=[(,]|$|\n|WHERE|RETURN)", "Write -[:TYPE*1..3]-> for it"),
    (r"\)\s*\(\s*\(", "Write -[:TYPE*1..3]-> for it"),
    (r"shortestPath\s*\(", "Give shortestPath a MATCH of its own: MATCH (a), (b) MATCH p = shortestPath((a)-[*]-(b))"),
    (r"[(\[]\s*\w*\s*(?::[\w|:]+)?\s*WHERE\b", "Write the condition after the pattern: MATCH (n) WHERE …"),
    (r":\s*!|[&|]\s*!", "Write the label after the pattern: WHERE NOT n:Label, WHERE type(r) <> 'TYPE'"),
    (r"[(\[]\s*\w*\s*:\s*[(%]|&", "Write the labels after the pattern: WHERE (n:A OR n:B) AND n:C"),
    (r"\bWHERE\b[^()]*\w:\w+\s*\|", "Write n:A OR n:B"),
    (r"\(\s*\w*\s+IS\s+\w", "Write (n:Label)"),
    (r"\bCOLLECT\s*\{", "Write [(a)-[:TYPE]->(b) | b.id], or OPTIONAL MATCH and collect()"),
    (r"\bWHEN\s*(?:<|>|=|IS\b)|\bWHEN\s+[^\s,]+\s*,", "Write CASE WHEN x > 3 THEN … WHEN x = 1 OR x = 2 THEN …"),
    (r"(?:<=|>=|<|>)\s*[\w.('-]+\)?\s*(?:<=|>=|<|>)", "Write a < b AND b < c"),
    (r"\bpercentile(?:Cont|Disc)\s*\(", "Collect the values in order, and take the one in the middle"),
    (r"\bstdevp\s*\(", "Write stdev(), of a sample"),
    (r"\bchar(?:acter)?_length\s*\(", "Write size()"),
    (r"\bnullIf\s*\(", "Write CASE WHEN a = b THEN null ELSE a END"),
    (r"\bisEmpty\s*\(", "Write size(x) = 0"),
    (r"\bto\w+OrNull\s*\(", "Write toString(), toInteger(), toFloat() or toBoolean()"),
)


def refuse_writes(query: str) -> None:
    """Raise QueryError where a query would change data or read files."""
    if match := _WRITES.search(masked_text(query)):
        word = " ".join(match[1].upper().split())
        does = "reads a file" if word.startswith("LOAD") else "changes data"
        message = f"{word} {does}; expected a query that reads the graph. Edit the seeds and build"
        raise QueryError(pointed(query, match.start(), message))


def refuse(query: str, masked: str, parameters: Mapping[str, object], known: Collection[str]) -> None:
    """Raise QueryError for what kglite would answer otherwise than Neo4j; says what to write instead."""
    refuse_writes(query)
    for pattern, message in _REFUSED:
        if match := re.search(pattern, masked, re.IGNORECASE):
            raise QueryError(pointed(query, match.end() - 1 if pattern.startswith(";") else match.start(), message))
    _refuse_dates(query, masked, parameters)
    _refuse_virtual(query, masked, known)
    _refuse_lookalikes(query, masked)


def explained(message: str, query: str, asked: str, place: Callable[[int], int]) -> str:
    """Return the engine's message in one sentence, with a hint and the place in the query as it was written.

    Args:
        message: what kglite said.
        query: as the user wrote it.
        asked: as kglite read it.
        place: the offset in `query` of an offset in `asked`.
    """
    masked = masked_text(query)
    first = message.split("\n", maxsplit=1)[0]
    at = None
    if match := re.search(r"line (\d+), col (\d+)", first):
        line, column = int(match[1]), int(match[2])
        lines = asked.split("\n")
        at = place(sum(len(one) + 1 for one in lines[: line - 1]) + column - 1)
    elif match := re.search(r"at position (\d+)", first):
        at = place(int(match[1]))
    elif match := re.search(r"(?:Unknown function: |Unknown procedure '|parameter: )([$\w.]+)", first):
        at = query.lower().find(match[1].lower())
    text = re.sub(r"^Cypher \w+ error(?: at line \d+, col \d+)?: (?:Pattern parse error: )?", "", first)
    text = re.sub(r" at position \d+|\. Check your pattern syntax\.$|\. Available: .*$", "", text).rstrip(". ")
    hint = next((words for pattern, words in _HINTS if re.search(pattern, masked, re.IGNORECASE)), None)
    if hint:
        text = f"{re.sub(r'[.] Did you mean .*$', '', text)}. {hint}"
    return text if at is None or at < 0 else pointed(query, min(at, len(query)), text)


def mentioned_types(query: str) -> list[str]:
    """Return the relationship types that a query names, in order."""
    found: list[str] = []
    for match in re.finditer(r"\[\s*\w*\s*:\s*!?\s*([\w|:`\s]+)", masked_text(query)):
        found += re.findall(r"\w+", query[match.start(1) : match.end(1)])
    return list(dict.fromkeys(found))


def masked_text(query: str) -> str:
    """Return the query with strings, comments and quoted names blotted out, offset for offset."""

    def blot(match: re.Match[str]) -> str:
        text = match[0]
        if text.startswith("/"):
            return re.sub(r"[^\n]", " ", text)
        return text[0] + "_" * (len(text) - 2) + text[0]

    return IGNORED.sub(blot, query)


def pointed(query: str, at: int, message: str) -> str:
    """Return a message with the line of the query and a mark under the place."""
    before = query[:at]
    line, column = before.count("\n"), at - (before.rfind("\n") + 1)
    return f"line {line + 1}, column {column + 1}: {message}\n  {query.split(chr(10))[line]}\n  {' ' * column}^"


def _refuse_dates(query: str, masked: str, parameters: Mapping[str, object]) -> None:
    """Refuse a date compared with a text: to Neo4j that is null, to kglite a comparison."""
    prop, text = r"\.\w+(?:Earliest|Latest)\b", r"('_*'|\"_*\"|\$\w+)"
    for pattern in (rf"{prop}\s*{_COMPARE}\s*{text}", rf"{text}\s*{_COMPARE}\s*[\w.]*{prop}"):
        for match in re.finditer(pattern, masked):
            words = query[match.start(1) : match.end(1)]
            if not words.startswith("$") or isinstance(parameters.get(words[1:]), str):
                message = f"a date is compared with a text; write date({words})"
                raise QueryError(pointed(query, match.start(1), message))
    both = rf"\bdate(?:time)?\('_*'\)\s*{_COMPARE}\s*'|'\s*{_COMPARE}\s*date(?:time)?\("
    if found := re.search(both, masked, re.IGNORECASE):
        raise QueryError(pointed(query, found.start(), "a date is compared with a text; write date('…') on both sides"))


def _refuse_virtual(query: str, masked: str, known: Collection[str]) -> None:
    for match in re.finditer(r"\[\s*(['\"])_*\1\s*\]", masked):
        name = re.sub(r"[\[\]\s'\"]", "", query[match.start() : match.end()])
        if name in VIRTUAL:
            raise QueryError(pointed(query, match.start(), _made_up(name)))
    for match in re.finditer(rf"(?<=[{{,])\s*({'|'.join(VIRTUAL)})\s*:(?!:)", masked):
        if _in_pattern(masked, match.start()):
            raise QueryError(pointed(query, match.start(1), _made_up(match[1])))
    for match in re.finditer(rf"\.\s*({'|'.join(VIRTUAL)})\b(?!\s*\()", masked):
        if match[1] in known:
            message = f"{match[1]} cannot be told from what the engine makes up. Ask your Neo4j server for it"
            raise QueryError(pointed(query, match.start(1), message))


def _made_up(name: str) -> str:
    instead = {"title": "name", "label": "labels(n)", "node_type": "labels(n)", "start": "startNode(r)"}
    return f"no node or relationship has the property {name}; write {instead.get(name, 'type(r) or labels(n)')}"


def _in_pattern(masked: str, at: int) -> bool:
    """Return whether a brace's inside belongs to a node or relationship of a pattern."""
    opened = masked.rfind("{", 0, at)
    head = re.search(r"(?:(\w*)\s*\(|(-)\s*\[)\s*\w*\s*(?::[\w:|&]+)?\s*(?:\*[\d.]*)?\s*$", masked[:opened])
    if head is None:
        return False
    word = (head[1] or "").upper()
    return bool(head[2]) or word in ("", "MATCH", "WHERE", "AND", "OR", "NOT", "XOR", "EXISTS", "SHORTESTPATH")


def _refuse_lookalikes(query: str, masked: str) -> None:
    """Refuse a map that could not be told from what kglite returns for its own values."""
    own = ({"days", "months", "seconds"}, {"nodes", "relationships"}, {"id", "start", "end", "type", "properties"})
    for match in re.finditer(r"\{([^{}]*)\}", masked):
        keys = set(re.findall(r"(?:^|,)\s*(\w+)\s*:", match[1]))
        before = masked[: match.start()].rstrip()
        if keys in own and not re.search(r"\bduration\s*\($", before, re.IGNORECASE):
            message = f"a map of {', '.join(sorted(keys))} cannot be told from a value of the engine; rename a key"
            raise QueryError(pointed(query, match.start(), message))
