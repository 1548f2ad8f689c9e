"""Build the site from docs/, notebooks/ and the program, into out/site or the folder that is named.

    python tools/build_site.py [FOLDER]

The Markdown of docs/ reads on a forge as it stands. Here it is laid out as a tree of its own: each page at its place,
relative links led to where their files are now, what is no page as a file to download. The lists of links in
docs/index.md are the navigation: each of its headings is one of the four kinds of pages.
"""

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import site_pages
from sphinx.application import Sphinx

import aigraph

ROOT = Path(__file__).parents[1]
HOME = ROOT / "docs" / "site"
EXAMPLES = sorted((ROOT / "examples").glob("*/README.md"))
#: Pages that do not lie in docs/ or notebooks/, and where they are on the site.
OTHERS = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "queries/README.md": "write-a-question.md",
    "views/README.md": "write-a-view.md",
    "examples/README.md": "examples/index.md",
    "seeds/REVIEW.md": "readings.md",
    "notebooks/README.md": "tutorials/index.md",
    "README.md": "index.md",
}
#: What the navigation has beside the links of docs/index.md, under its headings.
MORE = {
    "Learn": ["explore", "examples/index"],
    "Look up": ["api/index", "questions"],
    "Understand": ["contributing", "changelog", "readings"],
}
#: The headings of docs/index.md, as the navigation has them.
KINDS = {"Learn": "Tutorials", "Do": "How-to guides", "Look up": "Reference", "Understand": "Explanation"}

_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*)\]\(([^()\s]+)\)")


def places() -> dict[str, str]:
    """Return where each page of the repository is on the site, both as paths from their roots."""
    docs = sorted((ROOT / "docs").rglob("*.md"))
    found = {f"docs/{name}": name for name in (path.relative_to(ROOT / "docs").as_posix() for path in docs)}
    found |= {f"notebooks/{path.name}": f"tutorials/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    found |= {path.relative_to(ROOT).as_posix(): f"examples/{path.parent.name}.md" for path in EXAMPLES}
    return dict(sorted(found.items())) | {name: place for name, place in OTHERS.items() if (ROOT / name).is_file()}


class Layout:
    """Lays the pages out in a folder."""

    def __init__(self, top: Path) -> None:
        """Remember the folder, and where each page goes."""
        self.top, self.places = top, places()

    def write(self) -> None:
        """Write every page and file."""
        graph = aigraph.load(ROOT)
        pages: dict[str, Callable[[str], str]] = {
            "docs/ontology.md": lambda text: site_pages.ontology(text, graph.ontology),
            "docs/index.md": self._index,
            "docs/zh/index.md": lambda text: text + _tree(["start", "ten-minutes"]),
            "examples/README.md": lambda text: text + _tree([path.parent.name for path in EXAMPLES]),
        }
        for name, place in self.places.items():
            text = (ROOT / name).read_text(encoding="utf-8")
            if name.endswith(".ipynb"):
                self._keep(place, self._notebook(text, name, place))
            elif name != "README.md":
                self._keep(place, pages.get(name, str)(self.linked(text, name, place)))
        for place, text in (*site_pages.api(), ("explore.md", site_pages.EXPLORE)):
            self._keep(place, text + (_tree(list(site_pages.API)) if place == "api/index.md" else ""))
        self._keep("questions.md", self.linked(site_pages.questions(graph), "docs/questions.md", "questions.md"))
        (self.top / "_extra").mkdir()
        graph.view(self.top / "_extra" / "graph.html")
        shutil.copytree(ROOT / "docs" / "img", self.top / "img", dirs_exist_ok=True)
        shutil.copytree(HOME / "_static", self.top / "_static")
        shutil.copyfile(HOME / "conf.py", self.top / "conf.py")

    def linked(self, text: str, name: str, place: str) -> str:
        """Return the text of a page whose links lead, from its place on the site, to where they led from its own."""

        def link(match: re.Match[str]) -> str:
            image, words, target = match.groups()
            words = _LINK.sub(link, words)
            if re.match(r"\w+:|#", target):
                return f"{image}[{words}]({target})"
            path, _, anchor = target.partition("#")
            meant = os.path.normpath(PurePosixPath(name).parent / path)
            if (ROOT / meant).is_dir():
                return words
            return f"{image}[{words}]({self._target(meant, place)}{'#' if anchor else ''}{anchor})"

        parts = _FENCED.split(text)
        text = "".join(part if number % 2 else _LINK.sub(link, part) for number, part in enumerate(parts))
        return _both_schemes(text)

    def _target(self, meant: str, place: str) -> str:
        """Return the way from a page to a file of the repository, which is brought along where it is no page."""
        found = self.places.get(meant)
        if found is None and meant.startswith("docs/img/"):
            found = meant.removeprefix("docs/")
        elif found is None:
            found = f"files/{meant}"
            (self.top / found).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / meant, self.top / found)
        return PurePosixPath(os.path.relpath(found, PurePosixPath(place).parent)).as_posix()

    def _notebook(self, text: str, name: str, place: str) -> str:
        found = json.loads(text)
        for cell in found["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = self.linked("".join(cell["source"]), name, place)
        return json.dumps(found, ensure_ascii=False)

    def _index(self, text: str) -> str:
        """Return the start page with the navigation that its lists of links are; what they lack stands under Learn."""
        kinds = {kind: _pages_of(text, kind) + MORE.get(kind, []) for kind in KINDS}
        listed = {page for pages in kinds.values() for page in pages} | {"index"}
        for place in self.places.values():
            page = place.rpartition(".")[0]
            if page not in listed and not page.startswith(("zh/", "examples/")):
                kinds["Learn" if page.startswith("tutorials/") else "Do"].append(page)
        made = "".join(_tree(pages, KINDS[kind]) for kind, pages in kinds.items())
        return text + made + _tree(["zh/index"], "\u4e2d\u6587")

    def _keep(self, place: str, text: str) -> None:
        path = self.top / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _pages_of(text: str, heading: str) -> list[str]:
    """Return the pages that the list below a heading links to."""
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [target.rpartition(".")[0] for _, _, target in _LINK.findall(section)]


def _tree(pages: list[str], caption: str = "") -> str:
    lines = [":hidden:", *([f":caption: {caption}"] if caption else []), "", *pages]
    return "\n```{toctree}\n" + "\n".join(lines) + "\n```\n"


def _both_schemes(text: str) -> str:
    """Return a text in which a picture that there is in light and dark is shown in the reader's."""

    def both(match: re.Match[str]) -> str:
        words, path = match.groups()
        dark = path.replace("-light.", "-dark.")
        return "\n\n".join(
            f'<img src="{one}" alt="{words}" class="only-{scheme}">'
            for one, scheme in ((path, "light"), (dark, "dark"))
        )

    return re.sub(r"^!\[([^\]]*)\]\(([^()\s]+-light\.\w+)\)$", both, text, flags=re.MULTILINE)


#: What the theme leaves out for those who do not see the page, or have no mouse.
_FINISH = {
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer': '<aside aria-label="This page" class="toc-drawer',
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
    '<div class="highlight"><pre>': '<div class="highlight"><pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
}


def _finish(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in _FINISH.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")


def build(out: Path) -> list[str]:
    """Build the site into a folder, made anew; return the warnings."""
    with tempfile.TemporaryDirectory() as scratch:
        top, made = Path(scratch, "pages"), Path(scratch, "site")
        top.mkdir()
        Layout(top).write()
        warnings = Path(scratch, "warnings")
        with warnings.open("w", encoding="utf-8", newline="\n") as file:
            app = Sphinx(top, top, made, Path(scratch, "trees"), "html", status=None, warning=file, parallel=2)
            app.build()
        found = [line.replace(f"{top}/", "") for line in warnings.read_text(encoding="utf-8").splitlines()]
        for path in made.rglob("*.html"):
            if path.name != "graph.html" or path.parent != made:
                _finish(path)
        for needless in (".buildinfo", "objects.inv"):
            (made / needless).unlink(missing_ok=True)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(made, out)
    return found


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "out" / "site"
    if told := build(place):
        sys.exit("\n".join(told))
    print(place / "index.html")
