"""The openCypher TCK through our engine: every scenario whose query only reads. What must not be: another answer."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from suites import tck
from support import ROOT, require

from aigraph.cypher.check.scopes import check
from aigraph.cypher.parse.clauses import parse
from aigraph.cypher.plain import is_plain, passes, without_comments
from aigraph.cypher.stored import contents, load_kglite
from aigraph.cypher.temporal.duration import Duration
from aigraph.cypher.temporal.moment import Moment
from aigraph.cypher.worker import Answers
from aigraph.errors import QueryError
from aigraph.property_graph import Edge, Node, PropertyGraph

PAGE = ROOT / "docs" / "cypher.md"
BEGIN, END = "<!-- tck: begin -->\n", "<!-- tck: end -->\n"
VERDICTS = ("same", "error given", "refused", "different", "error missing")


@dataclass(frozen=True)
class Judged:
    """A scenario, the verdict on it, what was said, and who answered."""

    scenario: tck.Scenario
    verdict: str
    words: str = ""
    plain: bool = False


@cache
def answers_of(setup: tuple[str, ...]) -> tuple[Answers, dict[str, Any]]:
    """Return what answers queries over a scenario's graph, and the types of the properties in it."""
    graph = tck.graph_of(setup)
    nodes = [Node(f"n{node.number}", node.labels, node.properties) for node in graph.nodes]
    edges = [
        Edge(f"r{link.number}", f"n{link.start.number}", f"n{link.end.number}", link.type, link.properties)
        for link in graph.relationships
    ]
    whole = PropertyGraph(tuple(nodes), tuple(edges))
    held = [value for node in nodes for value in node.properties.values()]
    held += [value for edge in edges for value in edge.properties.values()]
    if any(isinstance(value, Moment | Duration) for value in held):
        return Answers(None, graph), {}
    return Answers(load_kglite(nodes, edges), graph), contents(whole)["properties"]


def judge(scenario: tck.Scenario, *, kglite: bool = True) -> Judged:
    """Ask a scenario's query and compare."""
    answers, kinds = answers_of(scenario.setup)
    given = {name: _value(text) for name, text in scenario.parameters.items()}
    plain, running = False, False
    try:
        tree = parse(scenario.query)
        columns = check(tree, scenario.query, given)
        running = True
        plain = kglite and bool(kinds) and is_plain(tree, scenario.query, given, kinds)
        found = answers.plainly(without_comments(scenario.query), given, None, passes(tree)) if plain else None
        rows = (found or answers.evaluated(scenario.query, given, None))[1]
    except QueryError as err:
        if not scenario.error:
            return Judged(scenario, "different" if running else "refused", str(err))
        late = running and "compile time" in scenario.error
        return Judged(scenario, "error missing" if late else "error given", str(err))
    if scenario.error:
        return Judged(scenario, "error missing", scenario.error, plain)
    difference = _difference(scenario, columns, rows)
    return Judged(scenario, "different" if difference else "same", difference, plain)


def _value(text: str) -> Any:
    query = f"RETURN {text} AS value"
    return Answers(None, tck.graph_of(())).evaluated(query, {}, None)[1][0][0]


def _difference(scenario: tck.Scenario, columns: list[str], rows: list[list[Any]]) -> str:
    """Return in what an answer differs from what is expected, '' where in nothing."""
    if scenario.columns and sorted(columns) != sorted(scenario.columns):
        return f"columns {columns}; expected {list(scenario.columns)}"
    loose = scenario.unordered_lists
    places = [columns.index(name) for name in scenario.columns]
    got = [tuple(tck.shown(row[place], loose) for place in places) for row in rows]
    wanted = [tuple(tck.expected(cell, loose) for cell in row) for row in scenario.rows]
    if not scenario.ordered:
        got, wanted = sorted(got, key=repr), sorted(wanted, key=repr)
    return "" if got == wanted else f"got {got}\nexpected {wanted}"


def table(found: Iterable[Judged]) -> str:
    """Return the verdicts by area as Markdown."""
    areas: dict[str, Counter[str]] = defaultdict(Counter)
    for judged in found:
        areas[judged.scenario.area][judged.verdict] += 1
        areas["all"][judged.verdict] += 1
    heads = ("area", "same", "error expected and given", "refused by name", "different", "error expected, not given")
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * len(VERDICTS)]
    for area in sorted(areas, key=lambda name: (name == "all", name)):
        lines.append(f"| {area} | " + " | ".join(str(areas[area][verdict]) for verdict in VERDICTS) + " |")
    return "\n".join(lines) + "\n"


def wrong(found: Iterable[Judged]) -> list[str]:
    """Return what must not be, in words."""
    return [
        f"{judged.scenario.area}: {judged.scenario.name}\n{judged.scenario.query}\n{judged.verdict}: {judged.words}"
        for judged in found
        if judged.verdict in ("different", "error missing")
        or (judged.verdict == "refused" and not judged.scenario.procedures)
    ]


@pytest.fixture(scope="module")
def scenarios() -> list[tck.Scenario]:
    """All scenarios."""
    require(
        tck.suite().is_dir(),
        f"no openCypher TCK: set AIGRAPH_SUITES to the folder that holds {tck.suite().parent.name}",
    )
    return tck.scenarios()


@pytest.mark.slow
def test_a_sample(scenarios: list[tck.Scenario]) -> None:
    sample = random.Random(0).sample(scenarios, 300)
    assert wrong(map(judge, sample)) == []


@pytest.mark.suites
def test_all_of_it(scenarios: list[tck.Scenario]) -> None:
    found = [judge(scenario) for scenario in scenarios]
    assert wrong(found) == []
    counts = Counter(judged.verdict for judged in found)
    assert counts["same"] + counts["error given"] > 0.95 * len(found)
    assert sum(judged.plain for judged in found) > 100, "kglite is asked too"
    written = PAGE.read_text(encoding="utf-8")
    assert f"{BEGIN}{table(found)}{END}" in written, "run python -m suites.test_opencypher in tests/"


@pytest.mark.suites
def test_the_evaluator_alone(scenarios: list[tck.Scenario]) -> None:
    assert wrong(judge(scenario, kglite=False) for scenario in scenarios) == []


def main() -> None:
    """Write the table into docs/cypher.md."""
    found = [judge(scenario) for scenario in tck.scenarios()]
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{table(found)}{END}{rest.split(END)[1]}", encoding="utf-8")
    print("\n\n".join(wrong(found)), Counter(judged.verdict for judged in found), sep="\n")


if __name__ == "__main__":
    main()
