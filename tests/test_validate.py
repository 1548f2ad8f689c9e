"""Every kind of mistake in the seeds is found, all in one run, each at its line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from aigraph.cli import main

Edit = Callable[[Path, str, str], int]

TEN = "statements/ten-judgements.yaml"

#: What is broken: the file, the text replaced, its replacement, words of the message, lines further down it stands at.
MISTAKES = {
    "unknown class": ("entities/people.yaml", "tom-brown:\n  class: Person", "tom-brown:\n  class: Persn", "'Persn'", 1),
    "dangling entity": (TEN, "- microsoft pairedWith openai", "- microsft pairedWith openai", "did you mean 'microsoft'", 0),
    "quote absent": (TEN, "quote: 还远不如Meta一家企业从英伟达获得的算力", "quote: 还远不如Meta一家企业从英伟达得到的算力", "'得到的算力'", 0),
    "quote twice": (TEN, "quote: 曾经深度参与过GPT3、引入人类偏好的强化学习等多项研究", "quote: GPT3", "times in j3", 0),
    "object outside its range": (TEN, "- geoffrey-hinton received turing-award", "- geoffrey-hinton received openai", "openai", 0),
    "endDate before startDate": (
        TEN,
        "- greg-brockman workedAt openai: {role: president}",
        "- greg-brockman workedAt openai: {role: president, startDate: 2022 (三位), endDate: 2021 (三位)}",
        "before it starts",
        0,
    ),
    "digits not in the quote": (TEN, "- character-ai employees 22", "- character-ai employees 23", "'23'", 0),
    "date other than the quote's": (TEN, "- mistral-ai foundingDate 2023-05", "- mistral-ai foundingDate 2023-06", "2023年5月", 0),
    "date other than its words": (TEN, "- china computePurchased ~58万 a100: {period: 2023-01/2023-09 ", "- china computePurchased ~58万 a100: {period: 2023-01/2023-08 ", "2023年前三季度", 0),
    "duration other than its words": (TEN, "- a-lab experiments 355: {duration: P17D (17天)", "- a-lab experiments 355: {duration: P18D (17天)", "'17天'", 0),
    "duration other than the quote's": (TEN, "duration: P17Y, rank", "duration: P16Y, rank", "17 年", 0),
    "unknown qualifier": (
        TEN,
        "- amazon pairedWith anthropic",
        "- amazon pairedWith anthropic: {purpos: openai}",
        "did you mean 'purpose'",
        0,
    ),
    "duplicate key": (
        "entities/organizations.yaml",
        "microsoft:\n  class: Company",
        "microsoft:\n  class: Company\n  class: Company",
        "'class' stands twice",
        2,
    ),
    "not NFC": ("entities/people.yaml", "zh: 伊尔亚·苏茨克维", "zh: 伊尔亚·苏茨克维é".replace("é", "e\u0301"), "NFC", 0),
    "spelling of two": (
        "entities/organizations.yaml",
        "  seen: [Humane]",
        "  seen: [Humane, 谷歌]",
        "'谷歌' is also a spelling of",
        0,
    ),
    "money without a unit": (TEN, "{value: <=7万亿 USD, purpose", "{value: <=7万亿, purpose", "money without a unit", 0),
    "two with one id": (TEN, "  - dario-amodei founded anthropic: {date: 2021}\n", "  - dario-amodei founded anthropic: {date: 2021}\n" * 2, "stands already at", 1),
    "editors settle a model that is predicted": (
        "statements/editors.yaml",
        "- gpt-6 versionOf gpt: {modality: predicted}",
        "- gpt-6 versionOf gpt",
        "only as to come: 'gpt-6'",
        0,
    ),
    "editors settle a model under way": (
        "statements/editors.yaml",
        "- gpt-5 versionOf gpt: {stage: underway}",
        "- gpt-5 versionOf gpt",
        "only as to come: 'gpt-5'",
        0,
    ),
    "slug with a capital": ("entities/works.yaml", "gpt-3-paper:\n", "GPT-3-paper:\n", "is no slug", 0),
}  # fmt: skip


@pytest.fixture
def broken(seeds: Path, edit: Edit) -> dict[str, tuple[str, int, str]]:
    """Break the copy in every way; return where each mistake stands and what is said of it."""
    for name, old, new, *_ in MISTAKES.values():
        edit(seeds / name, old, new)
    places = {}
    for kind, (name, _, new, words, below) in MISTAKES.items():
        text = (seeds / name).read_text(encoding="utf-8")
        at = text.index(new)
        places[kind] = (name, text[:at].count("\n") + 1 + below, words)
    return places


@pytest.mark.slow
def test_every_mistake_in_one_run(broken: dict[str, tuple[str, int, str]], seeds: Path, article: Path) -> None:
    arguments = ["--graph", str(seeds.parent), "validate", "--text", f"ten-judgements={article}", "--format", "json"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1, result.output
    found = json.loads(result.stdout)
    for kind, (name, line, words) in broken.items():
        hits = [p for p in found if p["path"] == f"seeds/{name}" and p["line"] == line and words in p["message"]]
        assert hits, f"{kind}: nothing at seeds/{name}:{line} with {words!r}; found " + "\n".join(
            f"{p['path']}:{p['line']}: {p['message']}" for p in found
        )


@pytest.mark.slow
def test_shipped_seeds_conform(article: Path) -> None:
    result = CliRunner().invoke(main, ["validate", "--text", f"ten-judgements={article}"])
    assert result.exit_code == 0, result.output
    assert "Conforms" in result.stderr


def test_text_output_is_path_line_message(seeds: Path, edit: Edit) -> None:
    line = edit(seeds / TEN, "- character-ai employees 22", "- character-ai employes 22")
    result = CliRunner().invoke(main, ["--graph", str(seeds.parent), "validate"])
    assert result.exit_code == 1
    assert f"seeds/{TEN}:{line}: unknown predicate 'employes'" in result.stdout
    assert "did you mean 'employees'?" in result.stdout


def test_build_refuses_and_keeps_the_old_output(seeds: Path, edit: Edit, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.ttl").write_text("the last good one")
    edit(seeds / TEN, "- character-ai employees 22", "- character-ai employes 22")
    result = CliRunner().invoke(main, ["--graph", str(seeds.parent), "build", "--out", str(out)])
    assert result.exit_code == 2
    assert "employes" in result.stderr
    assert (out / "graph.ttl").read_text() == "the last good one"


@pytest.mark.parametrize("pairs", [["nonsense"], ["unknown-source=FILE"], ["ten-judgements=absent.txt"]])
def test_bad_text_is_exit_2(pairs: list[str], article: Path) -> None:
    result = CliRunner().invoke(main, ["validate", "--text", pairs[0].replace("FILE", str(article))])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_missing_seeds_are_exit_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--graph", str(tmp_path / "none"), "validate"])
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_anchor_changes_nothing_on_problems(seeds: Path, edit: Edit, article: Path) -> None:
    before = (seeds / "offsets.lock").read_text()
    edit(seeds / TEN, "quote: 还远不如Meta一家企业从英伟达获得的算力", "quote: 还远不如Meta一家企业从英伟达得到的算力")
    result = CliRunner().invoke(
        main, ["--graph", str(seeds.parent), "seeds", "anchor", "--text", f"ten-judgements={article}"]
    )
    assert result.exit_code == 1
    assert (seeds / "offsets.lock").read_text() == before


def test_anchor_gives_the_committed_lock(seeds: Path, article: Path) -> None:
    committed = (seeds / "offsets.lock").read_text()
    (seeds / "offsets.lock").unlink()
    result = CliRunner().invoke(
        main, ["--graph", str(seeds.parent), "seeds", "anchor", "--text", f"ten-judgements={article}"]
    )
    assert result.exit_code == 0, result.output
    assert (seeds / "offsets.lock").read_text() == committed


def test_coverage_shows_what_nobody_read(article: Path, seeds: Path, edit: Edit) -> None:
    command = ["--graph", str(seeds.parent), "seeds", "coverage", "--text", f"ten-judgements={article}"]
    before = CliRunner().invoke(main, command)
    edit(seeds / "statements/related-kan.yaml", "- quote: KAN使神经元之间的", "- quote: 神经元之间的")
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    place, sentence, unread = (
        line.split() for line in result.stdout.splitlines() if line not in before.stdout.splitlines()
    )
    assert place[:2] == ["related-kan", "text"]
    assert "characters" in place
    assert (sentence[0], sentence[2]) == ("uncovered", "KAN使神经元之间的非线性转变更加细粒度和多样化。")
    assert (unread[0], unread[2]) == ("unread", "KAN使")
    rows = json.loads(CliRunner().invoke(main, [*command, "--format", "json"]).stdout)
    assert {"source": "related-kan", "state": "uncovered", "characters": 4, "stretch": "KAN使"}.items() <= next(
        row.items() for row in rows if row["source"] == "related-kan"
    )


@pytest.mark.slow
def test_format_keeps_the_seeds_meaning(seeds: Path) -> None:
    original = shutil.copytree(seeds, seeds.parent / "before" / "seeds")
    shutil.copy(seeds.parent / "aigraph.toml", original.parent)
    result = CliRunner().invoke(main, ["--graph", str(seeds.parent), "seeds", "format"])
    assert result.exit_code == 0, result.output
    assert CliRunner().invoke(main, ["--graph", str(seeds.parent), "seeds", "format", "--check"]).exit_code == 0
    import aigraph

    assert aigraph.load(seeds.parent).graph == aigraph.load(original.parent).graph
