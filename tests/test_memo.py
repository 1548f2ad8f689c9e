"""Answers remembered: the same bytes and notes the second time, never where more than the words matters."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Each starts processes.
pytestmark = pytest.mark.slow

QUERY = "SELECT ?m WHERE { ?m aig:trainedOn ?c }"


def ask(cache: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "XDG_CACHE_HOME": str(cache), **environment}
    command = [sys.executable, "-m", "aigraph", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=settings, check=False)


@pytest.mark.parametrize("arguments", [("show", "奥特曼"), ("sparql", QUERY), ("search", "guge"), ("stats",)])
def test_the_second_answer_is_the_first(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    first, second = ask(tmp_path, *arguments), ask(tmp_path, *arguments)
    assert first.returncode == second.returncode == 0
    assert (first.stdout, first.stderr) == (second.stdout, second.stderr)
    assert first.stdout
    assert len(list((tmp_path / "aigraph" / "answers").iterdir())) == 1


@pytest.mark.parametrize(
    "arguments", [("show", "nobody at all"), ("sparql", "SELECT"), ("search", "zzzzzz"), ("show",)]
)
def test_failures_are_not_remembered(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    first, second = ask(tmp_path, *arguments), ask(tmp_path, *arguments)
    assert first.returncode == second.returncode != 0
    assert first.stderr == second.stderr
    assert not (tmp_path / "aigraph" / "answers").exists()


def test_other_folders_and_files_are_not_remembered(tmp_path: Path) -> None:
    query = tmp_path / "q.rq"
    query.write_text("ASK { aid:openai a aig:Company }")
    assert ask(tmp_path, "sparql", "-f", str(query)).stdout == "true\n"
    query.write_text("ASK { aid:openai a aig:Person }")
    assert ask(tmp_path, "sparql", "-f", str(query)).stdout == "false\n"


def test_a_damaged_memory_is_made_anew(tmp_path: Path) -> None:
    first = ask(tmp_path, "show", "openai")
    for path in (tmp_path / "aigraph" / "answers").iterdir():
        path.write_text("nonsense")
    assert ask(tmp_path, "show", "openai").stdout == first.stdout


def test_what_cannot_be_written_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "aigraph").mkdir()
    (tmp_path / "aigraph" / "answers").write_text("in the way")
    done = ask(tmp_path, "show", "openai")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "aigraph" / "answers").read_text() == "in the way"


def test_nothing_is_left_beside_an_answer(tmp_path: Path) -> None:
    ask(tmp_path, "show", "openai", PYTHONIOENCODING="utf-8:replace")
    ask(tmp_path, "show", "openai")
    assert [path.suffix for path in (tmp_path / "aigraph" / "answers").iterdir()] == ["", ""]
