"""Fixtures of tests and doctests alike: an isolated cache, the shipped graph, which doctests call `g`."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Look for doctests where there are some: looking for them imports a module, with the libraries it is for."""
    found = yield
    plain = file_path.suffix == ".py" and ">>>" not in file_path.read_text(encoding="utf-8")
    return [one for one in found if type(one) is pytest.Module] if plain else found


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
    patch.delenv("AIGRAPH_GRAPH", raising=False)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def graph() -> Any:
    """The shipped knowledge graph."""
    import aigraph

    return aigraph.load(ROOT)


@pytest.fixture(autouse=True)
def _doctests(request: pytest.FixtureRequest) -> None:
    """Give the examples of docstrings the graph that they call `g`, and a folder of their own to write to."""
    if isinstance(request.node, pytest.DoctestItem) and any(
        "g." in e.source or "aigraph." in e.source for e in request.node.dtest.examples
    ):
        names = request.getfixturevalue("doctest_namespace")
        import aigraph

        names["aigraph"] = aigraph
        names["g"] = request.getfixturevalue("graph")
        request.getfixturevalue("monkeypatch").chdir(request.getfixturevalue("tmp_path"))
