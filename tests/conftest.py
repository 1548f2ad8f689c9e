"""Fixtures: an isolated cache, the article, copies of seeds and ontology to break, hostile strings, the browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

#: Strings that break careless writers.
HOSTILE = [
    "\"quotes\" and 'quotes'",
    "back\\slash \\n \\u0041",
    "line\nbreak\ttab",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u202eright to left\u202c \u2028 \u2029",
    "😀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 é",
    "end type id label null true",
    "x" * 100_000,
    "中文,“引号”:《书名》",
]


def require(condition: object, why: str) -> None:
    """Skip a test that lacks a service, or fail it where everything is required (CI)."""
    if not condition:
        if os.environ.get("AIGRAPH_REQUIRE_ALL"):
            pytest.fail(why)
        pytest.skip(why)


@pytest.fixture(autouse=True, scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache out of the tests."""
    patch = pytest.MonkeyPatch()
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
    require(path, "no Chromium: run 'make browser'")
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        yield running
        running.close()
