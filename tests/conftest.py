"""Fixtures: the article, copies of seeds and ontology to break, a browser, a Neo4j server."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import DESK, Open, Opener, Windows
from servers import Neo4jServer, started
from support import ROOT, require


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file with one worker, and those of all files that ask a Neo4j server: it starts once."""
    from xdist.scheduler.loadscope import LoadScopeScheduling

    tests = Path(__file__).parent
    asking = {path.name for path in tests.glob("test_*.py") if "mark.neo4j" in path.read_text(encoding="utf-8")}

    def scope(nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return "neo4j" if Path(file).name in asking else file

    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = scope
    return scheduler


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker waits for another at the end.

    What is there by now stays: Python need not go through it again and again for what nobody refers to any more.
    """
    gc.freeze()
    files: dict[Path, int] = {}
    for item in items:
        files[item.path] = files.get(item.path, 0) + sum(
            item.get_closest_marker(m) is not None for m in ("browser", "slow")
        )
    asking = {item.path for item in items if item.get_closest_marker("neo4j")}
    items.sort(key=lambda item: (item.path not in asking, -files[item.path], str(item.path)))


@pytest.fixture(autouse=True, scope="session")
def _no_stray_files() -> Iterator[None]:
    """Fail where the tests left a file in the checkout: they write to `tmp_path` and nowhere else."""
    before = _untracked()
    yield
    stray = _untracked() - before
    assert not stray, f"the tests wrote {sorted(stray)}; expected nothing outside tmp_path"


def _untracked() -> set[str]:
    """Return the files of the checkout that git neither tracks nor ignores; none where there is no git."""
    command = ["git", "ls-files", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return set()
    return set(listed.split("\0"))


@pytest.fixture(scope="session")
def ontology(graph: Any) -> Any:
    """The ontology of the shipped graph."""
    return graph.ontology


@pytest.fixture(scope="module")
def no_window() -> Iterator[None]:
    """Have figures drawn without a screen, and closed."""
    import matplotlib
    from matplotlib import pyplot

    matplotlib.use("Agg")
    yield
    pyplot.close("all")


@pytest.fixture(scope="session")
def article() -> Path:
    """The text that the seeds quote. It is not in the repository, since it is its publisher's."""
    named = os.environ.get("AIGRAPH_ARTICLE")
    found = [Path(named)] if named else sorted((ROOT.parent / "shared" / "article").glob("*.txt"))
    require(found and found[0].is_file(), "no article: set AIGRAPH_ARTICLE to the text of the page ten-judgements")
    return found[0]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the shipped seeds, to change, in a graph folder."""
    shutil.copy(ROOT / "aigraph.toml", tmp_path)
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))


@pytest.fixture
def ontology_folder(tmp_path: Path) -> Path:
    """A copy of the shipped ontology, to change, in the graph folder of `seeds`."""
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


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A real Neo4j server, started with no data."""
    with started(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def writable_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A second one, to write what one likes: a server never forgets the name of a type, so that questions would see."""
    with started(tmp_path_factory.mktemp("neo4j-writable")) as server:
        yield server


@pytest.fixture
def writable(writable_server: Neo4jServer) -> Iterator[Any]:
    """A driver of the second server, empty."""
    from neo4j import GraphDatabase

    access = (writable_server.user, writable_server.password)
    with GraphDatabase.driver(writable_server.uri, auth=access, notifications_min_severity="OFF") as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        yield driver


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_server: Neo4jServer, graph: Any) -> Iterator[Any]:
    """A driver of a server that holds the shipped graph, and nothing else."""
    from neo4j import GraphDatabase

    from aigraph.neo4j.connection import Connection
    from aigraph.neo4j.sync import push

    access = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.uri, auth=access, notifications_min_severity="OFF") as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        push(Connection(neo4j_server.uri, *access), graph.property_graph)
        yield driver


@pytest.fixture(scope="session")
def neo4j_run(neo4j_driver: Any, neo4j_server: Neo4jServer) -> Callable[[str, Any], Any]:
    """Run Cypher on that server; return a Table."""
    from aigraph.neo4j.connection import Connection, run

    del neo4j_driver  # has filled it
    connection = Connection(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    return lambda query, parameters: run(connection, query, parameters)


@pytest.fixture(scope="session")
def windows(browser: Any) -> Windows:
    """The windows of that browser."""
    return Windows(browser)


@pytest.fixture
def open_page(windows: Windows, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Open a page's text from a file, wait until it is drawn."""
    pages: list[Open] = []
    failed = request.session.testsfailed

    def opened(html: str, fragment: str = "", size: dict[str, int] = DESK, **options: Any) -> Open:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        found = Open(windows.take(size, **options))
        pages.append(found)
        found.page.goto(path.as_uri() + fragment)
        found.page.wait_for_function("window.aigraph")
        return found

    yield opened
    for page in pages:
        page.leave()
    windows.give_back(failed=request.session.testsfailed > failed)


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which finds what shuts somebody out."""
    path = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"
    require(path.exists(), "no axe-core: run npm ci --prefix tests/js")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def network(graph: Any) -> Any:
    """The network of the shipped graph."""
    from aigraph.page.network import AIGraphNetwork

    found: AIGraphNetwork = graph.to_pyvis()
    return found


@pytest.fixture(scope="session")
def html(network: Any) -> str:
    """The page of the shipped graph."""
    made: str = network.generate_html()
    return made
