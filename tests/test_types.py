"""What users write is clean under strict type checkers: the examples, and the code of the notebooks."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from support import ROOT

#: What strictness asks of other libraries, and they do not give: in a notebook they are at hand, in the examples not.
OTHERS = "Member", "Variable", "Argument", "Parameter", "Lambda"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def code(notebook: Path) -> str:
    """Return the Python of a notebook, a cell after another, without its magics."""
    cells = nbformat.read(notebook, as_version=4).cells  # type: ignore[no-untyped-call]
    sources = [cell.source for cell in cells if cell.cell_type == "code" and not cell.source.startswith("%%")]
    lines = (line for source in sources for line in source.splitlines())
    return "\n".join("" if line.startswith(("%", "!")) else line for line in lines) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples and the code of the notebooks, with the settings of the checkers."""
    made = tmp_path_factory.mktemp("types")
    for path in (ROOT / "examples").glob("*.py"):
        (made / f"example_{path.name}").write_bytes(path.read_bytes())
    for path in NOTEBOOKS:
        name = path.stem.replace("-", "_")
        lenient = ", ".join(f"reportUnknown{of}Type=false" for of in OTHERS)
        (made / f"notebook_{name}.py").write_text(f"# pyright: {lenient}\n{code(path)}", encoding="utf-8")
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "extraPaths": [str(ROOT / "src")],
        "reportUnusedExpression": False,  # the last line of a cell is shown
        "reportMissingTypeStubs": False,  # of other libraries
    }
    (made / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    return made


@pytest.mark.slow
def test_pyright(folder: Path) -> None:
    command = [sys.executable, "-m", "pyright", "-p", str(folder), "--pythonpath", sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_mypy(folder: Path) -> None:
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(folder / "cache")]
    command = [sys.executable, "-m", "mypy", "--strict", *settings, *map(str, sorted(folder.glob("*.py")))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout
