"""Fixtures: an isolated cache, the article, copies of seeds and ontology to break, a browser, a Neo4j server."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support import ROOT, require


@pytest.fixture(autouse=True, scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache out of the tests. What tools downloaded stays where they look for it."""
    patch = pytest.MonkeyPatch()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    if (cache / "pip").is_dir() and "PIP_CACHE_DIR" not in os.environ:
        patch.setenv("PIP_CACHE_DIR", str(cache / "pip"))
    if "NEO4J_TEST_LIB" not in os.environ:
        patch.setenv("NEO4J_TEST_LIB", str(cache / "aigraph-tests"))
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    patch.delenv("AIGRAPH_SEEDS", raising=False)
    patch.delenv("AIGRAPH_ONTOLOGY", raising=False)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def article() -> Path:
    """The text that the seeds quote. It is not in the repository, since it is its publisher's."""
    named = os.environ.get("AIGRAPH_ARTICLE")
    found = [Path(named)] if named else sorted((ROOT.parent / "shared" / "article").glob("*.txt"))
    require(found and found[0].is_file(), "no article: set AIGRAPH_ARTICLE to the text of the page ten-judgements")
    return found[0]


@pytest.fixture(scope="session")
def graph() -> Any:
    """The shipped knowledge graph."""
    import aigraph

    return aigraph.load(ROOT / "seeds", ROOT / "ontology")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the shipped seeds, to change."""
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))


@pytest.fixture
def ontology_folder(tmp_path: Path) -> Path:
    """A copy of the shipped ontology, to change."""
    return Path(shutil.copytree(ROOT / "ontology", tmp_path / "ontology"))


@pytest.fixture
def edit() -> Callable[[Path, str, str], int]:
    """Replace text that occurs once in a file; return its line."""

    def change(path: Path, old: str, new: str) -> int:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {path}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return change


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(path, "no Chromium: run tools/services.sh browser")
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        yield running
        running.close()


class Neo4jServer(NamedTuple):
    """Where a server answers, and how to be let in."""

    uri: str
    user: str
    password: str


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A real Neo4j server with fresh data, on free ports of this machine."""
    require(shutil.which("java") and shutil.which("mvn"), "no Java or no Maven: run tools/services.sh server")
    script, home = str(ROOT / "tools" / "neo4j.sh"), str(tmp_path_factory.mktemp("neo4j"))
    # To files, not pipes: the server outlives the script and would keep a pipe open.
    log = Path(home, "start.log")
    with log.open("w") as output:
        started = subprocess.run(
            [script, "start", home], stdout=output, stderr=output, stdin=subprocess.DEVNULL, check=False
        )
    try:
        require(started.returncode == 0, f"the Neo4j server did not start: {log.read_text()[-2000:]}")
        yield Neo4jServer(Path(home, "bolt.uri").read_text().strip(), "neo4j", "test-password")
    finally:
        subprocess.run([script, "stop", home], check=True, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_server: Neo4jServer, graph: Any) -> Iterator[Any]:
    """A driver of a server that holds the shipped graph, and nothing else as long as a test lets it be."""
    from itertools import groupby

    from neo4j import GraphDatabase

    from aigraph.cypher.engine import LABEL, with_dates

    access = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=access, notifications_min_severity="OFF") as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        whole = graph.property_graph
        for labels, nodes in groupby(sorted(whole.nodes, key=lambda n: n.labels), key=lambda n: n.labels):
            create = f"UNWIND $rows AS row CREATE (n:{':'.join((*labels, LABEL))}) SET n = row"
            driver.execute_query(create, rows=[with_dates(n.properties) for n in nodes])
        for kind, edges in groupby(sorted(whole.edges, key=lambda e: e.type), key=lambda e: e.type):
            match = f"UNWIND $rows AS row MATCH (a:{LABEL} {{id: row.a}}), (b:{LABEL} {{id: row.b}})"
            driver.execute_query(
                f"{match} CREATE (a)-[r:{kind}]->(b) SET r = row.p",
                rows=[{"a": e.source, "b": e.target, "p": with_dates(e.properties)} for e in edges],
            )
        yield driver


@pytest.fixture(scope="session")
def neo4j_run(neo4j_driver: Any) -> Callable[[str, Any], Any]:
    """Run Cypher on that server; return a Table."""
    from write_cypher_matrix import _plain

    from aigraph.table import Table

    def run(query: str, parameters: Any) -> Table:
        result = neo4j_driver.execute_query(query, dict(parameters))
        rows = tuple(tuple(_plain(cell) for cell in record.values()) for record in result.records)
        return Table(tuple(result.keys), rows)

    return run
