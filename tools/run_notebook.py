"""Execute the notebooks, or those of a name, and write their outputs anew.

`--check` only compares what is text. `--html` and `--scripts` write each notebook as a page that needs no network, or
as a plain script, from what is committed.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
#: Pictures are drawings, with the same bytes each time.
DRAWN = (
    "--InlineBackend.figure_formats={'svg'}",
    "--InlineBackend.rc={'svg.hashsalt': 'aigraph'}",
    "--InlineBackend.print_figure_kwargs={'bbox_inches': None, 'metadata': {'Date': None}}",
)


def executed(path: Path) -> Any:
    """Return the notebook with its outputs made anew. Raises CellExecutionError where a cell fails."""
    notebook = read(path)
    for cell in notebook.cells:
        cell.metadata = {}
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        extra_arguments=list(DRAWN),
        resources={"metadata": {"path": str(ROOT)}},
    )
    client.execute()
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def read(path: Path) -> Any:
    """Return the notebook as it is committed."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def outputs(notebook: Any) -> Iterator[Any]:
    """Yield every output of every cell."""
    for cell in notebook.cells:
        yield from cell.get("outputs", ())


def texts(notebook: Any) -> list[Any]:
    """Return what each cell shows; of a picture that it is one, since its bytes differ between machines."""
    found: list[Any] = []
    for output in outputs(notebook):
        data = output.get("data", {})
        if data.keys() & {"image/png", "image/svg+xml"}:
            found.append("picture")
        else:
            found.append(output.get("text") or data.get("text/html") or data.get("text/plain") or dict(output))
    return found


def convert(path: Path, folder: Path, kind: str) -> None:
    """Write a committed notebook as `html` or `script` into a folder."""
    from nbconvert import HTMLExporter, PythonExporter

    # MathJax and RequireJS would come from the network; no notebook has formulas or widgets.
    exporter: Any = PythonExporter() if kind == "script" else HTMLExporter(mathjax_url="", require_js_url="")  # type: ignore[no-untyped-call]
    text, _ = exporter.from_notebook_node(read(path))
    folder.mkdir(parents=True, exist_ok=True)
    name = path.with_suffix(".html" if kind == "html" else ".py").name
    (folder / name).write_text(text.replace(".ipynb", ".html") if kind == "html" else text, "utf-8", newline="\n")


def main() -> None:
    """Execute, then write or compare; or convert."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of the names of notebooks; all of them unless given")
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--html", type=Path, metavar="DIR", help="write them as pages")
    parser.add_argument("--scripts", type=Path, metavar="DIR", help="write them as scripts")
    options = parser.parse_args()
    chosen = [p for p in NOTEBOOKS if not options.names or any(name in p.name for name in options.names)]
    os.environ.pop("NEO4J_URI", None)  # what is committed was made without a server
    for path in chosen:
        if options.html or options.scripts:
            convert(path, options.html or options.scripts, "html" if options.html else "script")
            continue
        found = executed(path)
        if not options.check:
            nbformat.write(found, path)  # type: ignore[no-untyped-call]
        elif texts(found) != texts(read(path)):
            shown = path.relative_to(ROOT)
            sys.exit(f"{shown} shows something else than is committed. Run 'python tools/run_notebook.py {path.stem}'")


if __name__ == "__main__":
    main()
