"""What users write is clean under strict type checkers: the examples, and the code of the numbered notebooks."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from support import ROOT, require

#: What strictness asks of other libraries, and they do not give; a notebook has them at hand, the examples do not.
OTHERS = ("Member", "Variable", "Argument", "Parameter", "Lambda")
SETTINGS = {
    "typeCheckingMode": "strict",
    "pythonVersion": "3.11",
    "extraPaths": [str(ROOT / "src")],
    "useLibraryCodeForTypes": False,  # what pyright makes out of untyped code is wrong now and then
    "reportMissingModuleSource": False,
    "reportMissingTypeStubs": False,
    "reportUnusedExpression": False,  # the last line of a cell is shown
}
#: Misuse that a checker must find, with the rule that finds it.
WRONG = {
    'aigraph.load().statements(subjekt="openai")': "reportCallIssue",
    'aigraph.load().statements(settled="yes")': "reportArgumentType",
    "aigraph.load().statements().objects()[0].predicat": "reportAttributeAccessIssue",
    'aigraph.load().to_networkx(weight="quotes")': "reportArgumentType",
    "aigraph.load().around(3)": "reportArgumentType",
}


def code(notebook: Path) -> str:
    """Return the Python of a notebook, a cell after another, without its magics."""
    cells = nbformat.read(notebook, as_version=4).cells  # type: ignore[no-untyped-call]
    sources = [cell.source for cell in cells if cell.cell_type == "code" and not cell.source.startswith("%%")]
    lines = (line for source in sources for line in source.splitlines())
    return "\n".join("" if line.startswith(("%", "!")) else line for line in lines) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, the code of the notebooks, and what is wrong."""
    made = tmp_path_factory.mktemp("types")
    for path in (ROOT / "examples").glob("*.py"):
        (made / f"example_{path.name}").write_bytes(path.read_bytes())
    lenient = ", ".join(f"reportUnknown{of}Type=false" for of in OTHERS)
    for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"):
        text = f"# pyright: {lenient}\n# mypy: allow-untyped-calls\n{code(path)}"
        (made / f"notebook_{path.stem.replace('-', '_')}.py").write_text(text, encoding="utf-8")
    for number, line in enumerate(WRONG):
        (made / f"wrong_{number}.py").write_text(f"import aigraph\n\n{line}\n", encoding="utf-8")
    (made / "pyrightconfig.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    return made


@pytest.mark.slow
def test_pyright_is_content_with_all_but_misuse(folder: Path) -> None:
    require(shutil.which("node"), "no Node: pyright is a program of it, and would fetch it")
    command = [sys.executable, "-m", "pyright", "-p", str(folder), "--pythonpath", sys.executable, "--outputjson"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    found = json.loads(done.stdout)["generalDiagnostics"]
    right = [f"{f['file']}: {f['message']}" for f in found if not Path(f["file"]).stem.startswith("wrong")]
    assert not right, "\n".join(right)
    wrong = {(Path(f["file"]).stem, f["rule"]) for f in found}
    assert wrong >= {(f"wrong_{number}", rule) for number, rule in enumerate(WRONG.values())}


@pytest.mark.slow
def test_mypy_is_content(folder: Path) -> None:
    settings = ["--config-file", str(ROOT / "pyproject.toml")]  # and its cache, which `make lint` has filled
    files = sorted(str(path) for path in folder.glob("*.py") if not path.name.startswith("wrong"))
    command = [sys.executable, "-m", "mypy", "--strict", *settings, *files]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout
