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


def graph_folder(place: Path, *extends: str, entities: str) -> Path:
    (place / "seeds" / "entities").mkdir(parents=True)
    (place / "seeds" / "sources.yaml").write_text("# none\n", encoding="utf-8")
    (place / "seeds" / "entities" / "all.yaml").write_text(entities, encoding="utf-8")
    configure(place, *extends)
    return place


def configure(place: Path, *extends: str) -> None:
    listed = ", ".join(f'"{other}"' for other in extends)
    config = f'title = "x"\nbase = "https://example.org/{place.name}/"\nextends = [{listed}]\n'
    (place / "aigraph.toml").write_text(config, encoding="utf-8")


def test_a_folder_and_all_that_it_extends_are_watched(tmp_path: Path) -> None:
    below = graph_folder(tmp_path / "below", entities="lu: {class: Company, name: Lu}\n")
    top = graph_folder(tmp_path / "top", "../below", entities="bai-lu: {class: Person, name: Bai Lu}\n")

    def show(*options: str) -> subprocess.CompletedProcess[str]:
        settings = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
        command = [sys.executable, *options, "-m", "aigraph", "--graph", str(top), "show", "lu"]
        return subprocess.run(command, capture_output=True, text=True, env=settings, check=False)

    first, second = show(), show("-X", "importtime")
    assert first.stdout == second.stdout
    assert first.stdout.startswith("Lu\ncompany  https://example.org/below/id/lu")
    assert "aigraph.places" in second.stderr  # what the answer from memory needs, and what it does not
    assert not {"aigraph.folder", "pathlib", "tomllib"} & {
        line.split("|")[-1].strip() for line in second.stderr.splitlines()
    }
    (below / "seeds" / "entities" / "all.yaml").write_text("lu: {class: Company, name: Luming}\n", encoding="utf-8")
    assert show().stdout.startswith("Luming\n")
    (below / "aigraph.toml").write_text('title = "y"\nbase = "https://example.org/else/"\n', encoding="utf-8")
    assert show().stdout.startswith("Luming\ncompany  https://example.org/else/id/lu")
    configure(top)
    assert show().returncode == 2  # nobody is called lu here now
    configure(top, "aigraph")
    assert show().returncode == 2
    configure(top, "../below", "aigraph")
    assert show().stdout.startswith("Luming\n")
    (below / "aigraph.toml").unlink()
    assert show().returncode == 2
