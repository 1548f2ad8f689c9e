"""What the README and the docs show is what happens."""

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from support import ROOT

from aigraph.cli import main

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def code_of(page: Path) -> list[str]:
    """Return what a page has in backticks, and the lines of its blocks."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```[^\n`]*\n(.*?)```", text, re.DOTALL)
    rest = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [*re.findall(r"`([^`]+)`", rest), *(line for block in blocks for line in block.splitlines())]


@pytest.mark.slow
def test_outputs_are_real() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/write_docs.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@EACH_PAGE
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def made_by(page: Path) -> list[str]:
    """Return the files that a page writes for its commands."""
    return re.findall(r"^```\w+ (\S+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


@EACH_PAGE
def test_files_that_are_named_are_there(page: Path) -> None:
    homes = (ROOT, ROOT / "src" / "aigraph")
    folders = "|".join(path.name for home in homes for path in home.iterdir() if path.is_dir())
    named = re.compile(
        rf"(?<![\w./-])(?:{folders})/[\w./-]+\.(?:py|json|yaml|ttl|txt|sh|cypher|md|ipynb|js)(?![\w*]|:\d)"
    )
    made = made_by(page)
    for text in code_of(page):
        for name in named.findall(text):
            there = any((home / name).exists() for home in homes) or any(path.endswith(f"/{name}") for path in made)
            assert there, f"{page.name} names {name}, which is not there"


@EACH_PAGE
def test_methods_that_are_named_are_there(page: Path, graph: Any) -> None:
    for text in code_of(page):
        for name, arguments in re.findall(r"(?<![\w.])g\.(\w+)(?:\(([^()]*)\))?", text):
            assert hasattr(graph, name), f"{page.name} names g.{name}, which is not there"
            taken = inspect.signature(getattr(graph, name)).parameters if arguments else {}
            if not any(one.kind is one.VAR_KEYWORD for one in taken.values()):
                unknown = set(re.findall(r"(?:^|, )(\w+)=", arguments)) - set(taken)
                assert not unknown, f"{page.name}: g.{name} takes no {unknown}"


@EACH_PAGE
def test_commands_that_are_named_are_there(page: Path) -> None:
    for text in code_of(page):
        for words in re.findall(r"(?:^\$ |^)aigraph ([^;#']+)", text):
            ours = words.split(" | ")[0]  # what another program makes of it has options of its own
            known = {Path(name).parent.name for name in made_by(page)}  # questions are commands
            unknown = set(unknown_words(main, ours.split())) - known
            assert not unknown, f"{page.name}: 'aigraph {words}' has {unknown}, which the program has not"


def unknown_words(command: click.Command, words: list[str]) -> Iterator[str]:
    """Yield the commands and options of a line that are none; `a|b` are two."""
    options = {name: option for option in command.params for name in (*option.opts, *option.secondary_opts)}
    while words:
        word = words.pop(0)
        names = word.split("|")
        if word.startswith("-"):
            option = options.get(word.partition("=")[0])
            if option is None and word not in ("-", "--help", "-h"):
                yield word
            elif isinstance(option, click.Option) and not option.is_flag:
                words = words[1:]
        elif isinstance(command, click.Group) and word != "…":
            found = [command.get_command(click.Context(command), name) for name in names]
            yield from (name for name, one in zip(names, found, strict=True) if one is None)
            if found[0] is not None:
                yield from unknown_words(found[0], words)
            return


def test_every_page_is_linked_from_the_start_page_of_its_language() -> None:
    for page in PAGES[2:]:
        start = ROOT / "docs" / ("zh" if page.parent.name == "zh" else "") / "index.md"
        link = f"]({page.relative_to(start.parent).as_posix()})"
        assert page == start or link in start.read_text(encoding="utf-8"), f"{start} links to no {page.name}"
    for name in ("docs/index.md", "docs/zh/index.md", "CONTRIBUTING.md"):
        assert f"]({name})" in README, f"the README does not link to {name}"


def blocks() -> list[tuple[str, str, str]]:
    """Return page, language and text of every block of code that has no file's name."""
    pages = [*PAGES, *(ROOT / folder / "README.md" for folder in ("queries", "views", "examples"))]
    found = [(page, *block) for page in pages for block in _FENCE.findall(page.read_text(encoding="utf-8"))]
    return [(page.relative_to(ROOT).as_posix(), language, text) for page, language, name, text in found if not name]


_FENCE = re.compile(r"^```(\w*) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Who runs the blocks of a language: `write_docs` makes outputs anew, and writes those that are files.
RUN = {"console": "write_docs", "pycon": "write_docs", "python": "here", "turtle": "here", "sh": "here", "text": ""}
#: Who reads the blocks of YAML.
YAML = {"docs/seeds.md": "test_docs_seeds", "queries/README.md": "here", "views/README.md": "here"}


def test_every_block_of_code_is_run_by_somebody() -> None:
    for page, language, _ in blocks():
        assert language in RUN or (language == "yaml" and page in YAML), f"{page}: who runs its blocks of {language}?"


@pytest.mark.parametrize("page", sorted({page for page, language, _ in blocks() if language == "python"}))
def test_blocks_of_python_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scope: dict[str, Any] = {}
    for one, language, text in blocks():
        if (one, language) == (page, "python") and "aigraph.spark" not in text:  # test_spark runs these
            exec(text, scope)


def test_blocks_of_turtle_are_in_the_graph(graph: Any) -> None:
    from aigraph.namespaces import PREFIXES

    head = "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items())
    asked = 0
    for page, language, text in blocks():
        if language == "turtle":
            pattern = text.replace("<statement/", "<https://w3id.org/aigraph/statement/")
            pattern = pattern.replace("<evidence/", "<https://w3id.org/aigraph/evidence/")
            assert graph.sparql(f"{head}ASK {{ {pattern} }}") is True, f"{page}: the graph does not say this"
            asked += 1
    assert asked


def test_blocks_of_shell_can_be_read_by_a_shell() -> None:
    for page, language, text in blocks():
        if language == "sh":
            done = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True)
            assert done.returncode == 0, f"{page}: {done.stderr}"


def test_blocks_of_yaml_are_the_files_they_tell_of() -> None:
    for page, language, text in blocks():
        if language == "yaml" and YAML.get(page) == "here":
            home = (ROOT / page).parent
            same = [
                path
                for path in home.rglob("*.yaml")
                if set(_keys(text)) <= set(_keys(path.read_text(encoding="utf-8")))
            ]
            assert same, f"{page}: no file there has the keys {_keys(text)}"


def _keys(text: str) -> list[str]:
    return sorted(yaml.safe_load(text))


def test_every_room_is_in_the_table() -> None:
    from test_structure import LEVELS

    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("| room |")[1].split("\n\n")[0]
    first = " ".join(row.split("|")[1] for row in table.splitlines()[2:])
    named = {name.rstrip("/") for name in re.findall(r"`([\w/]+)`", first)}
    assert named == set(LEVELS)


def test_the_readme_is_short() -> None:
    lines = README.splitlines()
    assert len(lines) < 150
    assert "import aigraph" in "\n".join(lines[:50])


def test_every_query_of_the_readme_gives_the_same_rows_in_rdflib(graph) -> None:  # type: ignore[no-untyped-def]
    dataset = graph.to_rdflib()
    queries = re.findall(r"aigraph sparql (?:--format md )?'(SELECT[^']*)'", README)
    assert len(queries) >= 2
    for query in queries:
        ours = sorted(tuple("" if cell is None else str(cell) for cell in row) for row in graph.sparql(query))
        theirs = sorted(
            tuple("" if cell is None else str(cell.toPython()) for cell in row) for row in dataset.query(query)
        )
        assert ours == theirs, query
