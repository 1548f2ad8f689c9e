"""Nothing in `src/` names an entity, a claim, a section or a year of the shipped graph: what the program does is told
by data.

What counts is what acts: in Python every string that is no docstring (help texts are docstrings, and show the shipped
graph, as doctests do), in scripts and style sheets everything but comments, in other files everything. A slug of
several words, of a path or with a number may stand nowhere in these; a slug of one word, which may also be a word of
English or of HTML (`text`, `meta`), may not be a whole string of its own; a proper name may not stand among words. No
number is a year of the data.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

PACKAGE = ROOT / "src" / "aigraph"
FILES = sorted(p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".js", ".css", ".json", ".html"})
#: Fonts have the names of firms, and currencies those of countries.
FONTS = re.compile(r"Microsoft YaHei")
CURRENCIES = PACKAGE / "model" / "currencies.json"


def docstrings(tree: ast.AST) -> set[int]:
    """Return the ids of the constants that are docstrings."""
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    firsts = [body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)]
    return {id(first) for first in firsts if isinstance(first, ast.Constant)}


def acting(path: Path) -> Iterator[tuple[int, str | int]]:
    """Yield line and value of every string and number of a file that acts."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        tree = ast.parse(text)
        told = docstrings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | int) and id(node) not in told:
                yield node.lineno, node.value
        return
    if path.suffix in {".js", ".css"}:
        text = re.sub(r"/\*.*?\*/", lambda match: "\n" * match[0].count("\n"), text, flags=re.DOTALL)
        text = re.sub(r"(?m)(?<![:\"'`\\])//.*$", "", text)
    for number, line in enumerate(text.split("\n"), 1):
        yield number, line
        for quoted in re.findall(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`", line):
            yield number, "".join(quoted)
        yield from ((number, int(figure)) for figure in re.findall(r"(?<![\w./#])[0-9]{4}(?![\w./])", line))


class Names:
    """What the shipped graph calls its own."""

    def __init__(self, graph: Any) -> None:
        sections = {part.id for source in graph.sources.values() for part in source.sections}
        paths = {f"{source.id}/{part.id}" for source in graph.sources.values() for part in source.sections}
        slugs = {*graph.entities, *graph.claims, *graph.sources, *graph.statements, *sections, *paths}
        self.telling = {slug for slug in slugs if re.search("[-/]", slug) or re.fullmatch(r"j[0-9]+|.*[0-9].*..", slug)}
        proper = [e for e in graph.entities.values() if any(re.search("[A-Z]", name) for name in e.names.values())]
        self.words = {entity.id for entity in proper} - self.telling
        kinds = [e for e in graph.entities.values() if graph.ontology.is_a(e.classes, "Agent")]
        kinds += [e for e in graph.entities.values() if graph.ontology.is_a(e.classes, "Technology")]
        spelt = {name for entity in kinds for name in entity.spellings()}
        self.proper = {name for name in spelt if re.match("[A-Z].*[a-z]|[a-z]+[A-Z]", name) and len(name) > 3}
        dates = re.findall(r"(?:edtf|earliest|latest)='\D{0,3}([0-9]{4})", repr(graph.graph))
        self.years = {int(year) for year in dates}
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, {*self.telling, *self.proper}))})(?![\w-])")

    def within(self, value: str | int) -> str | None:
        """Return what a value names, None where it names nothing."""
        if isinstance(value, int):
            return str(value) if value in self.years else None
        if value.strip() in self.words or value.removeprefix("aid:") in self.words:
            return value
        found = self.pattern.search(FONTS.sub("", value))
        return found[0] if found else None


@pytest.fixture(scope="module")
def names(graph: Any) -> Names:
    return Names(graph)


def test_nothing_is_named(names: Names) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: names {name!r} of the shipped graph. Make it data: a view, a query, a word of the "
        "ontology"
        for path in FILES
        if path != CURRENCIES
        for line, value in acting(path)
        if (name := names.within(value))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "value",
    ["claude-3-beats-gpt-4", "ten-judgements/j7", "tech-believers", "openai", "aid:openai", "j3", "say OpenAI", 2024, "x judgement-4 y", "gpt-4/trainedOn/a100", "noam-shazeer"],
)  # fmt: skip
def test_a_name_is_seen(names: Names, value: str | int) -> None:
    assert names.within(value)


@pytest.mark.parametrize("value", ["text", "<meta charset", "a phone", "section", 300, "judgement", "Microsoft YaHei"])
def test_a_word_is_none(names: Names, value: str | int) -> None:
    assert names.within(value) is None


def test_docstrings_and_comments_do_not_act(tmp_path: Path) -> None:
    script, module = tmp_path / "x.js", tmp_path / "x.py"
    script.write_text('/** `n:openai` */\nlet a = "b"; // openai\nconst url = "https://gpt-4";\n')
    assert not any("openai" in str(value) for _, value in acting(script))
    assert (3, 'const url = "https://gpt-4";') in list(acting(script))
    module.write_text('"""openai"""\nx = "y"  # openai\ndef f():\n    """aid:openai"""\n    return "z"\n')
    assert [value for _, value in acting(module)] == ["y", "z"]
