"""Cypher here and on a real Neo4j server: the same answers, for the queries of docs/cypher.md and for random ones."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import differential_cypher as differential
import pytest
import write_cypher_matrix as matrix

pytestmark = pytest.mark.neo4j

LABELS = ["", "", "", ":Company", ":Person", ":Entity", ":AIModel", ":Claim", ":Organization", ":Observation"]
TYPES = ["", "", "", ":DEVELOPED", ":TENTATIVE", ":FOUNDED|WORKED_AT", ":CLAIM_ABOUT", ":VERSION_OF", ":PART_OF_CLAIM"]
IDS = ["openai", "microsoft", "anthropic", "gpt-4", "sam-altman", "claim/judgement-2", "meta"]
CONDITIONS = [
    "{z}.name IS NOT NULL", "a.id <> {z}.id", "a.id < {z}.id", "{z}.id > 'm'", "NOT ({z})-[:FOUNDED]->()", "a:Entity",
    "EXISTS {{ ({z})-[:DEVELOPED]->() }}", "size({z}.aliases) > 0", "{z}.settled IS NULL",
]  # fmt: skip
ENDINGS = [
    "RETURN count(*) AS n",
    "RETURN count(DISTINCT {z}) AS n",
    "RETURN a.id AS a, count({z}) AS n ORDER BY n DESC, a LIMIT 7",
    "WITH {z}, count(*) AS n RETURN {z}.id AS z, n ORDER BY n DESC, z LIMIT 6",
    "RETURN DISTINCT a.id AS a, {z}.id AS z ORDER BY a, z LIMIT 40",
    "RETURN a.id AS a, min({z}.id) AS lo, max({z}.name) AS hi ORDER BY a LIMIT 20",
    "RETURN {z}.id AS z ORDER BY z DESC SKIP 2 LIMIT 9",
    "WITH DISTINCT {z} RETURN count({z}) AS n",
    "WITH a, {z} LIMIT 5 RETURN count(*) AS n",
    "WITH a, {z} SKIP 1 LIMIT 3 RETURN count(*) AS n",
    "RETURN {z}.name IS NULL AS x, sum(size({z}.id)) AS s, count(*) AS n ORDER BY x",
]


def test_the_matrix_is_what_the_page_says(graph: Any, neo4j_driver: Any) -> None:
    rows = matrix.measure(graph, neo4j_driver)
    assert len(rows) > 250
    assert [row for row in rows if row.verdict == "different"] == []
    written = matrix.PAGE.read_text(encoding="utf-8")
    assert written == matrix.page(rows), "run tools/write_cypher_matrix.py"


def test_each_group_of_the_issue_is_measured() -> None:
    groups = {group for group, _ in matrix.queries()}
    assert len(groups) >= 17


@pytest.mark.parametrize("seed", range(4))
def test_random_queries_have_the_same_answer(graph: Any, neo4j_driver: Any, seed: int) -> None:
    choices = random.Random(seed)
    asked = 0
    for query in (_random_query(choices) for _ in range(100)):
        server = matrix._server(neo4j_driver, query)
        assert server is not None, query
        if len(server[1]) > 5000:
            continue
        asked += 1
        assert matrix._shown(matrix._table(graph.cypher(query)), query) == matrix._shown(server, query), query
    assert asked > 80


@pytest.mark.parametrize("seed", range(2))
def test_random_queries_of_every_kind_have_the_same_answer(writable: Any, tmp_path: Path, seed: int) -> None:
    whole = differential.graph(seed)
    differential.fill(writable, whole)
    engine, found = differential.engine_of(whole, tmp_path), Counter[str]()
    assert list(differential.mismatches(writable, engine, 150, 100 + seed, found)) == []
    assert found["same, rows"] > 100
    engine.close()


def _random_query(choices: random.Random) -> str:
    def node(name: str, anchored: float) -> str:
        anchor = f" {{id: '{choices.choice(IDS)}'}}" if choices.random() < anchored else ""
        return f"({name}{choices.choice(LABELS)}{anchor})"

    def link(name: str) -> str:
        stars = choices.choice(["", "", "", "", "*1..2", "*2", "*..2", "*0..1"])
        inside = f"[{name}{choices.choice(TYPES)}{stars}]"
        return choices.choice([f"-{inside}->", f"<-{inside}-", f"-{inside}-"])

    names = ["a", "b", "c"][: choices.choice([2, 2, 3])]
    pattern = node("a", 0.6) + "".join(link(f"r{name}") + node(name, 0.15) for name in names[1:])
    if choices.random() < 0.25:
        kind = choices.choice(["MATCH", "OPTIONAL MATCH"])
        pattern += f" {kind} ({choices.choice(names)}){link('q')}{node('z', 0.1)}"
        names.append("z")
    last = names[-1]
    where = f" WHERE {choices.choice(CONDITIONS).format(z=last)}" if choices.random() < 0.5 else ""
    return f"MATCH {pattern}{where} {choices.choice(ENDINGS).format(z=last)}"
