"""The site: built without a warning, every link and anchor there, nothing asked of another host, open to everybody."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from pages import PHONE
from support import ROOT

pytestmark = pytest.mark.slow
LAPTOP = {"width": 1366, "height": 768}
#: One page of each kind, and the part of it that is looked at where it is long: beside what frames every page.
KINDS = {
    "index.html": "article",
    "api/graph.html": "dl:has(> #aigraph\\.load)",
    "ontology.html#founded": "#of-a-chip",
    "tutorials/01-ten-minutes.html": "article",
    "questions.html#who-came-from-which-lab": "section:has(> p > #who-came-from-which-lab)",
    "zh/index.html": "article",
    "explore.html": "article",
}
#: Each size with one scheme: colours do not depend on the size.
LOOKS = ((PHONE, "dark"), (LAPTOP, "light"))


class Page(HTMLParser):
    """The addresses within a page, and those it leads to or loads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.language = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        names = (
            ("src", "data") if tag != "link" or given.get("rel") not in ("stylesheet", "preload", "icon") else ("href",)
        )
        self.loaded += [given[name] for name in names if name in given]
        self.language = given.get("lang", "") if tag == "html" else self.language


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once."""
    place = tmp_path_factory.mktemp("site") / "site"
    command = [sys.executable, str(ROOT / "tools" / "build_site.py"), str(place)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: Page(path) for name, path in found.items() if name != "graph.html"}  # the picture, which runs


def test_every_page_of_the_docs_is_there(pages: dict[str, Page]) -> None:
    wanted = [path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")]
    wanted += [Path("tutorials", path.name).with_suffix(".html") for path in (ROOT / "notebooks").glob("*.ipynb")]
    assert {path.as_posix() for path in wanted} <= pages.keys()
    assert {"search.html", "api/graph.html", "questions.html", "contributing.html"} <= pages.keys()


def test_links_and_anchors_lead_somewhere(site: Path, pages: dict[str, Page]) -> None:
    wrong = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or name == "genindex.html":
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            found = target.resolve().relative_to(site).as_posix() if target.exists() else None
            anchors = pages[found].ids if found in pages else None
            if found is None or (parts.fragment and anchors is not None and unquote(parts.fragment) not in anchors):
                wrong.append(f"{name}: {link}")
    assert not wrong, "\n".join(wrong)
    for name, page in pages.items():
        twice = [one for one, count in Counter(page.ids).items() if count > 1]
        assert not twice, f"{name}: {twice} are the addresses of two places"


def test_pages_say_their_language(pages: dict[str, Page]) -> None:
    assert {page.language for name, page in pages.items() if name.startswith("zh/")} == {"zh-CN"}
    assert {page.language for name, page in pages.items() if not name.startswith("zh/")} == {"en"}


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for one in page.loaded:
            assert not urlsplit(one).netloc, f"{name} loads {one}"
    for path in site.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", path.read_text(encoding="utf-8")), path.name


def test_each_term_and_each_question_has_an_address(pages: dict[str, Page], graph: Any) -> None:
    terms = {*graph.ontology.classes, *graph.ontology.properties}
    assert len(terms) > 300
    assert terms - set(pages["ontology.html"].ids) == set()
    assert {"unit-USD", "unit-gpu"} & set(pages["ontology.html"].ids)
    from aigraph.questions import lacking, shipped

    asked = shipped().keys() - lacking(graph, shipped().values()).keys()
    assert asked - set(pages["questions.html"].ids) == set()


def test_the_api_has_every_public_name(pages: dict[str, Page]) -> None:
    import aigraph

    documented = {one.rpartition(".")[2] for name, page in pages.items() if name.startswith("api/") for one in page.ids}
    assert set(aigraph.__all__) - documented <= {"AID", "AIG", "__version__"}
    methods = {name for name in dir(aigraph.KnowledgeGraph) if not name.startswith("_")}
    assert methods - documented == set()


def test_the_search_knows_the_pages(site: Path) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert all(f'"{name}"' in index for name in ("ontology", "start", "api/graph", "tutorials/01-ten-minutes"))


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Callable[..., Any]]:
    """Open a page of the site, in a browser that reaches nothing but its files; what it asked for is remembered."""
    contexts = []

    def opened(name: str, size: dict[str, int], scheme: str) -> tuple[Any, list[str]]:
        context = browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        context.route(re.compile("^(?!file:|data:|blob:)"), lambda route: route.abort())
        path, _, anchor = name.partition("#")
        page.goto((site / path).as_uri() + (f"#{anchor}" if anchor else ""))
        return page, asked

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", KINDS)
def test_the_site_shuts_nobody_out(visit: Callable[..., Any], axe: str, name: str) -> None:
    frame = ["header", ".sidebar-drawer", ".toc-drawer", "footer"]
    for size, scheme in LOOKS:
        page, asked = visit(name, size, scheme)
        page.evaluate(axe)
        parts = [part for part in (*frame, KINDS[name]) if page.locator(part).count()]
        assert KINDS[name] in parts
        # The picture has tests of its own; what a library writes into a cell's output is its own.
        context = {"include": [[part] for part in parts], "exclude": [["iframe"], [".cell_output"]]}
        result = page.evaluate("context => axe.run(context, {resultTypes: ['violations']})", context)
        found = [(one["id"], node["target"]) for one in result["violations"] for node in one["nodes"][:3]]
        assert not found, f"{scheme}: {found}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{size} is too narrow"
        elsewhere = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
        assert not elsewhere, f"asks {elsewhere}"


@pytest.mark.browser
def test_the_search_finds_a_page(visit: Callable[..., Any]) -> None:
    page, asked = visit("search.html", LAPTOP, "light")
    page.goto(page.url + "?q=tentative")
    page.wait_for_selector("#search-results li a")
    assert page.locator("#search-results li").count() > 3
    assert all(url.startswith("file:") for url in asked)


@pytest.mark.browser
def test_the_picture_runs_within_the_site(visit: Callable[..., Any]) -> None:
    page, _ = visit("explore.html", LAPTOP, "dark")
    frame = page.frame_locator("iframe.picture")
    frame.locator("#find").fill("openai")
    frame.locator("#found li").first.wait_for()
