"""Execute notebooks/tour.ipynb and write its outputs anew; --check only compares what is text."""

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "tour.ipynb"


def executed(path: Path) -> Any:
    """Return the notebook with its outputs made anew. Raises CellExecutionError where a cell fails."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        cell.metadata = {}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def texts(notebook: Any) -> list[Any]:
    """Return what each cell shows; of a picture that it is one, since its bytes differ between machines."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "image/png" in data:
                found.append("picture")
            elif "<iframe" in data.get("text/html", ""):
                found.append("page")
            else:
                found.append(output.get("text") or data.get("text/html") or data.get("text/plain") or dict(output))
    return found


def main() -> None:
    """Execute, then write or compare."""
    found = executed(NOTEBOOK)
    if "--check" not in sys.argv:
        nbformat.write(found, NOTEBOOK)  # type: ignore[no-untyped-call]
    elif texts(found) != texts(nbformat.read(NOTEBOOK, as_version=4)):  # type: ignore[no-untyped-call]
        sys.exit("notebooks/tour.ipynb shows something else than is committed. Run 'python tools/run_notebook.py'")


if __name__ == "__main__":
    main()
