"""The examples run, and a strict type checker has nothing to say of them (`make lint` asks it)."""

import runpy
from pathlib import Path

import pytest
from support import ROOT


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_an_example_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(path), run_name="__main__")
    assert "Dario Amodei founded Anthropic, from OpenAI" in capsys.readouterr().out
    assert (tmp_path / "founders.html").is_file()
