"""The examples run, and a strict type checker has nothing to say of them (`make lint` asks it)."""

import runpy
from pathlib import Path

import pytest
from support import ROOT

#: What each prints, and the files that it writes.
EXPECTED = {
    "analysis.py": ("OpenAI gave Anthropic 2 founder(s)", {"talent-flow.pdf", "talent-flow.csv"}),
    "founders.py": ("Dario Amodei founded Anthropic, from OpenAI", {"founders.html"}),
}


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_an_example_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import matplotlib

    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(path), run_name="__main__")
    said, files = EXPECTED[path.name]
    assert said in capsys.readouterr().out
    assert {file.name for file in tmp_path.iterdir()} == files
