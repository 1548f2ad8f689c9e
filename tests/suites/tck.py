"""The openCypher TCK: its scenarios read from the features, their graphs built, answers judged as the TCK says."""

import math
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from support import ROOT

from aigraph.cypher.evaluate.clauses import Answering
from aigraph.cypher.graph import Graph, Node, Relationship, Route
from aigraph.cypher.parse.clauses import Clauses
from aigraph.cypher.parse.cursor import Cursor
from aigraph.cypher.temporal.duration import Duration
from aigraph.cypher.temporal.moment import Moment
from aigraph.cypher.tokens import tokens
from aigraph.cypher.tree import MapOf, NodePattern, RelPattern
from aigraph.property_graph.database import LABEL

WRITES = {"CREATE", "MERGE", "SET", "DELETE", "REMOVE", "FOREACH"}


def suite() -> Path:
    """Return where the features are."""
    root = Path(os.environ.get("AIGRAPH_SUITES") or ROOT.parent / "shared" / "suites")
    return root / "opencypher-tck" / "tck"


@dataclass(frozen=True)
class Scenario:
    """A query, the graph it is asked of, and what is expected."""

    area: str
    name: str
    setup: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    procedures: tuple[str, ...] = ()
    query: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    ordered: bool = False
    unordered_lists: bool = False
    error: str = ""

    @property
    def reads(self) -> bool:
        """Return whether the query changes nothing."""
        return bool(self.query) and not any(token.word in WRITES for token in _tokens(self.query))


def _tokens(query: str) -> list[Any]:
    from aigraph.errors import QueryError

    try:
        return [token for token in tokens(query) if token.kind == "name"]
    except QueryError:
        return []


def scenarios() -> list[Scenario]:
    """Return all scenarios whose query only reads, those of an outline once for each example."""
    found = []
    folder = suite() / "features"
    for path in sorted(folder.rglob("*.feature")):
        area = str(path.parent.relative_to(folder))
        found += [s for s in _feature(path.read_text(encoding="utf-8"), area, path.stem) if s.reads]
    return found


def _feature(text: str, area: str, stem: str) -> Iterator[Scenario]:
    blocks = re.split(r"^  (?=Scenario|Background)", text, flags=re.MULTILINE)[1:]
    background: list[str] = []
    for block in blocks:
        head, *lines = block.split("\n")
        if head.startswith("Background"):
            background = lines
            continue
        name = f"{stem} {head.split(':', 1)[1].strip()}"
        steps, examples = _examples([*background, *lines])
        for number, example in enumerate(examples):
            filled = [_filled(line, example) for line in steps]
            yield _scenario(Scenario(area, f"{name} #{number}" if example else name), filled)


def _examples(lines: list[str]) -> tuple[list[str], list[dict[str, str]]]:
    start = next((i for i, line in enumerate(lines) if line.strip().startswith("Examples:")), None)
    if start is None:
        return lines, [{}]
    found: list[dict[str, str]] = []
    header: list[str] = []
    for line in lines[start:]:
        if line.strip().startswith("Examples:"):
            header = []
        elif line.strip().startswith("|"):
            cells = _cells(line)
            if header:
                found.append(dict(zip(header, cells, strict=True)))
            else:
                header = cells
    return lines[:start], found


def _filled(line: str, example: dict[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda m: example.get(m[1], m[0]), line) if example else line


def _cells(line: str) -> list[str]:
    inner = line.strip()[1:-1]
    cells = _split(inner)
    escapes = {"\\\\": "\\", "\\|": "|", "\\n": "\n"}
    return [re.sub(r"\\[\\|n]", lambda m: escapes[m[0]], cell.strip()) for cell in cells]


def _split(row: str) -> list[str]:
    """Return the cells of a row in which some characters are escaped."""
    found = [""]
    for piece in re.findall(r"\\.|[^\\]", row):
        if piece == "|":
            found.append("")
        else:
            found[-1] += piece
    return found


def _scenario(scenario: Scenario, lines: list[str]) -> Scenario:
    place = 0
    while place < len(lines):
        step = lines[place].strip()
        place += 1
        text, table = [], []
        if place < len(lines) and lines[place].strip() == '"""':
            place += 1
            while lines[place].strip() != '"""':
                text.append(lines[place])
                place += 1
            place += 1
        while place < len(lines) and lines[place].strip().startswith("|"):
            table.append(_cells(lines[place]))
            place += 1
        scenario = _step(scenario, re.sub(r"^(Given|When|Then|And) ", "", step), "\n".join(text), table)
    return scenario


def _step(scenario: Scenario, step: str, text: str, table: list[list[str]]) -> Scenario:
    if step.startswith("having executed"):
        return replace(scenario, setup=(*scenario.setup, text))
    if graph := re.match(r"the (binary-tree-\d) graph", step):
        made = (suite() / "graphs" / graph[1] / f"{graph[1]}.cypher").read_text(encoding="utf-8")
        return replace(scenario, setup=(*scenario.setup, made))
    if step.startswith("parameters are"):
        return replace(scenario, parameters=dict(table))
    if step.startswith("there exists a procedure"):
        return replace(scenario, procedures=(*scenario.procedures, step))
    if step.startswith("executing query"):
        return replace(scenario, query=_dedented(text))
    if found := re.match(r"an? (\w+) should be raised at (.*)", step):
        return replace(scenario, error=f"{found[1]} at {found[2]}")
    if step.startswith("the result should be") and "empty" not in step and not scenario.columns:
        rows = tuple(tuple(row) for row in table[1:])
        return replace(
            scenario, columns=tuple(table[0]), rows=rows, ordered="in order" in step,
            unordered_lists="ignoring element order" in step,
        )  # fmt: skip
    return scenario


def _dedented(text: str) -> str:
    lines = text.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines)


# -- graphs -----------------------------------------------------------------------------------------------------------


@cache
def graph_of(setup: tuple[str, ...]) -> Graph:
    """Return the graph that statements of CREATE, MATCH, WITH, UNWIND and SET build."""
    graph = Graph()
    for text in setup:
        _execute(graph, text)
    return graph


def _execute(graph: Graph, text: str) -> None:
    reader = Clauses(text)
    rows: list[dict[str, Any]] = [{}]
    answering = Answering(graph, text, {})
    while reader.now.kind != "end":
        if reader.take("CREATE"):
            paths = reader.several(reader.path)
            for row in rows:
                for path in paths:
                    _create(answering, path.steps, row)
        elif reader.take("SET"):
            target = reader.expression()
            reader.expect("=")
            _set(answering, target, reader.expression(), rows)
        elif reader.take("DELETE") or reader.take("DETACH", "DELETE"):
            name = reader.name()
            graph = _without(graph, [row[name] for row in rows])
        elif not reader.sign(";"):
            rows = list(answering._clause(reader.clause())(iter(rows)))


def _set(answering: Answering, target: Any, value: Any, rows: list[Any]) -> None:
    for row in rows:
        row[target.of.name].properties[target.key] = answering.value(value)(row)


def _without(graph: Graph, gone: list[Any]) -> Graph:
    for item in gone:
        if isinstance(item, Relationship):
            graph.relationships.remove(item)
            graph.types[item.type].remove(item)
            item.start.out.remove(item)
            item.end.into.remove(item)
        elif item is not None:
            graph.nodes.remove(item)
            for label in item.labels:
                graph.labels[label].remove(item)
    for number, link in enumerate(graph.relationships):
        link.number = number
    return graph


def _create(answering: Answering, steps: Any, row: dict[str, Any]) -> None:
    def properties(step: Any) -> dict[str, Any]:
        if step.properties is None:
            return {}
        found: dict[str, Any] = answering.value(step.properties)(row)
        assert isinstance(step.properties, MapOf)
        return found

    nodes = []
    for step in steps[::2]:
        assert isinstance(step, NodePattern)
        if step.name and step.name in row:
            nodes.append(row[step.name])
            continue
        nodes.append(answering.graph.add_node(_names(step.labels), properties(step)))
        if step.name:
            row[step.name] = nodes[-1]
    for place, step in enumerate(steps[1::2]):
        assert isinstance(step, RelPattern) and step.types is not None
        ends = nodes[place], nodes[place + 1]
        start, end = reversed(ends) if step.direction == "<" else ends
        link = answering.graph.add_relationship(step.types.name, start, end, properties(step))
        if step.name:
            row[step.name] = link


def _names(labels: Any) -> list[str]:
    if labels is None:
        return []
    return [labels.name] if labels.sign == "is" else [name for one in labels.of for name in _names(one)]


# -- values -----------------------------------------------------------------------------------------------------------


class Expected(Cursor):
    """Reads a value as the TCK writes it in tables."""

    def value(self, loose: bool) -> Any:
        """Return the value in the form of `shown`."""
        token = self.now
        if self.signs("<"):
            return self._route(loose)
        if self.signs("("):
            return self._node(loose)
        if self.signs("["):
            return self._list(loose)
        if self.signs("{"):
            return self._map(loose)
        if token.kind == "text":
            self.place += 1
            return token.text
        negative = self.sign("-")
        token = self.now
        self.place += 1
        if token.kind == "number":
            number = float(token.text) if "." in token.text or "e" in token.text.lower() else int(token.text)
            return shown(-number if negative else number, loose)
        words = {"null": None, "true": True, "false": False, "NaN": math.nan, "Inf": math.inf, "Infinity": math.inf}
        found = words[token.text]
        return shown(-found if negative and found is not None else found, loose)

    def _list(self, loose: bool) -> Any:
        self.expect("[")
        if self.sign(":"):
            kind = self.name()
            properties = self._map(loose) if self.signs("{") else ("map", ())
            self.expect("]")
            return "relationship", kind, properties
        items = () if self.signs("]") else self.several(lambda: self.value(loose))
        self.expect("]")
        return "list", tuple(sorted(items, key=repr)) if loose else tuple(items)

    def _map(self, loose: bool) -> Any:
        self.expect("{")
        pairs = []
        while not self.signs("}"):
            key = self.name()
            self.expect(":")
            pairs.append((key, self.value(loose)))
            self.sign(",")
        self.expect("}")
        return "map", tuple(sorted(pairs))

    def _node(self, loose: bool) -> Any:
        self.expect("(")
        labels = []
        while self.sign(":"):
            labels.append(self.name())
        properties = self._map(loose) if self.signs("{") else ("map", ())
        self.expect(")")
        return "node", tuple(sorted(labels)), properties

    def _route(self, loose: bool) -> Any:
        self.expect("<")
        steps = [self._node(loose)]
        while not self.signs(">"):
            back = bool(self.sign("<"))
            self.expect("-")
            steps.append((back, self._list(loose)))
            self.expect("-")
            self.sign(">")
            steps.append(self._node(loose))
        self.expect(">")
        return "path", tuple(steps)


def expected(text: str, loose: bool) -> Any:
    """Return a cell of a table in the form of `shown`."""
    return Expected(text).value(loose)


def shown(value: Any, loose: bool) -> Any:
    """Return a value so that equal ones are equal, with its type; lists sorted if `loose`."""
    match value:
        case None | bool() | str():
            return ("truth", value) if isinstance(value, bool) else value
        case int():
            return "integer", value
        case float():
            return "float", repr(value + 0.0)
        case list():
            items = tuple(shown(item, loose) for item in value)
            return "list", tuple(sorted(items, key=repr)) if loose else items
        case dict():
            return "map", tuple(sorted((key, shown(item, loose)) for key, item in value.items()))
        case Moment() | Duration():
            return str(value)
        case Node():
            labels = set(value.labels) - {LABEL}  # that every node has in a file
            return "node", tuple(sorted(labels)), shown(value.properties, loose)
        case Relationship():
            return "relationship", value.type, shown(value.properties, loose)
    assert isinstance(value, Route)
    steps = [shown(value.nodes[0], loose)]
    for node, link in zip(value.nodes, value.relationships, strict=False):
        steps += [(link.start is not node, shown(link, loose)), shown(link.other(node), loose)]
    return "path", tuple(steps)
