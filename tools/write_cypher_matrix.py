"""Ask every query of tests/data/matrix.cypher on a real Neo4j server and on the embedded engine; write docs/cypher.md.

    NEO4J_URI=bolt://… NEO4J_PASSWORD=… python tools/write_cypher_matrix.py

The server needs the shipped graph and nothing else: `aigraph neo4j push` first.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aigraph
from aigraph.cypher.parse.clauses import parse
from aigraph.cypher.plain import is_plain
from aigraph.cypher.stored import contents
from aigraph.errors import QueryError
from aigraph.neo4j.connection import plain

ROOT = Path(__file__).parents[1]
QUERIES, PAGE = ROOT / "tests" / "data" / "matrix.cypher", ROOT / "docs" / "cypher.md"
#: What `$name` stands for in the queries.
PARAMETERS: Mapping[str, object] = {
    "id": "openai",
    "ids": ["openai", "anthropic"],
    "number": 2,
    "none": None,
    "date": "2026-12-31",
}
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MEANING = {
    "same": "the same columns, rows and types",
    "refused": "refused, with the words on the right",
    "neither": "no query for Neo4j either",
    "different": "answered otherwise",
}


@dataclass(frozen=True)
class Row:
    """One query, measured: both answers, and who gave ours."""

    group: str
    query: str
    verdict: str
    words: str = ""
    server: str = ""
    ours: str = ""
    by: str = ""


def queries() -> Iterator[tuple[str, str]]:
    """Yield group and query, in the order of the file."""
    group = ""
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        if line.startswith("// "):
            group = line.removeprefix("// ")
        elif line:
            yield group, line


def measure(graph: Any, driver: Any) -> list[Row]:
    """Return the verdict on each query."""
    return [_measured(graph, driver, group, query) for group, query in queries()]


def _measured(graph: Any, driver: Any, group: str, query: str) -> Row:
    server = _server(driver, query)
    theirs = "refused" if server is None else _short(server)
    try:
        table = _table(graph.cypher(query, PARAMETERS))
    except QueryError as err:
        words = str(err).split("\n", maxsplit=1)[0].split(": ", 1)[-1]
        return Row(group, query, "refused" if server is not None else "neither", words, theirs, "refused")
    same = server is not None and _shown(table, query) == _shown(server, query)
    tree, kinds = parse(query), contents(graph.property_graph)["properties"]
    by = "kglite" if is_plain(tree, query, PARAMETERS, kinds) else "aigraph"
    return Row(group, query, "same" if same else "different", "", theirs, _short(table), by)


def _short(answer: Any) -> str:
    """Return an answer as a page shows it."""
    rows = [", ".join(f"{_typed(cell)}" for cell in row) for row in answer[1]]
    text = "; ".join(rows) or "no rows"
    return text if len(text) <= 90 else f"{text[:90]}… ({len(rows)} rows)"


def render(rows: list[Row]) -> str:
    """Return the measurements as Markdown: the counts, then a table for each group."""
    counts = Counter(row.verdict for row in rows)
    lines = ["| verdict | queries | |", "|---|---:|---|"]
    lines += [f"| {name} | {counts[name]} | {words} |" for name, words in MEANING.items() if counts[name]]
    lines.append(f"| all | {len(rows)} | |")
    for group in dict.fromkeys(row.group for row in rows):
        inside = [row for row in rows if row.group == group]
        lines += ["", f"### {group[0].upper()}{group[1:].removesuffix(':')}", ""]
        lines += _both(inside) if group.endswith(":") else _verdicts(inside)
    return "\n".join(lines)


def _both(rows: list[Row]) -> Iterator[str]:
    """Yield the lines of a table with both answers."""
    yield from ("| query | Neo4j | here |", "|---|---|---|")
    for row in rows:
        yield f"| {_code(row.query)} | {_escaped(row.server)} | {_escaped(row.words or row.ours)} |"


def _verdicts(rows: list[Row]) -> Iterator[str]:
    yield from ("| query | verdict | asked of, or in place of it |", "|---|---|---|")
    for row in rows:
        yield f"| {_code(row.query)} | {row.verdict} | {_escaped(row.words or row.by)} |"


def _code(query: str) -> str:
    return "`` " + query.replace("|", "\\|") + " ``"


def _escaped(words: str) -> str:
    return words.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;").replace("`", "'")


def page(rows: list[Row]) -> str:
    """Return docs/cypher.md with the measurements in their place."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{render(rows)}\n{END}{rest.split(END)[1]}"


def _server(driver: Any, query: str) -> Any:
    """Return columns and rows of the server's answer, None where it refuses."""
    from neo4j import READ_ACCESS
    from neo4j.exceptions import Neo4jError

    try:
        with driver.session(default_access_mode=READ_ACCESS) as session:
            result = session.run(query, dict(PARAMETERS))
            return result.keys(), [[plain(value) for value in record.values()] for record in result]
    except Neo4jError:
        return None


def _table(table: Any) -> Any:
    return list(table.columns), [list(row) for row in table.rows]


def _shown(answer: Any, query: str) -> tuple[list[str], list[str]]:
    """Return an answer so that equal ones are equal: types shown, floats to 13 digits, rows in order if it is fixed."""
    columns, rows = answer
    shown = [json.dumps([_typed(cell) for cell in row], ensure_ascii=False, sort_keys=True) for row in rows]
    return list(columns), shown if "ORDER BY" in query else sorted(shown)


def _typed(value: Any) -> Any:
    match value:
        case float():
            return f"float {value:.13g}"
        case list():
            return [_typed(item) for item in value]
        case dict():
            return {key: _typed(item) for key, item in value.items()}
        case None | bool() | int() | str():
            return value
    return f"{type(value).__name__} {value}"


def main() -> None:
    """Measure and write."""
    from neo4j import GraphDatabase

    user = os.environ.get("NEO4J_USERNAME", "neo4j")
    with GraphDatabase.driver(
        os.environ["NEO4J_URI"], auth=(user, os.environ["NEO4J_PASSWORD"]), notifications_min_severity="OFF"
    ) as driver:
        rows = measure(aigraph.load(ROOT), driver)
    PAGE.write_text(page(rows), encoding="utf-8")
    print(", ".join(f"{count} {verdict}" for verdict, count in Counter(row.verdict for row in rows).items()))


if __name__ == "__main__":
    main()
