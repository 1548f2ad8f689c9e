"""The notebooks: each runs, shows what is committed, and is small."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from run_notebook import NOTEBOOKS, convert, executed, outputs, read, texts
from support import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_is_committed(path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "run_notebook.py"), path.name, "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_small_and_links_to_what_is_there(path: Path) -> None:
    notebook = read(path)
    for output in outputs(notebook):
        assert output["output_type"] != "error"
        assert output.get("name") != "stderr", output["text"]
        assert len(json.dumps(output, ensure_ascii=False)) < 150_000
    prose = "\n".join(cell["source"] for cell in notebook.cells if cell["cell_type"] == "markdown")
    linked = re.findall(r"\]\(([^)]+)\)|`((?:docs|examples)/[^`]+)`", prose)
    for target in (one or other for one, other in linked):
        assert (path.parent / target).exists() or (ROOT / target).exists(), target


def test_a_notebook_becomes_a_page_and_a_script(tmp_path: Path) -> None:
    path = NOTEBOOKS[0]
    convert(path, tmp_path, "html")
    page = path.with_suffix(".html").name
    text = (tmp_path / page).read_text(encoding="utf-8")
    assert not re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=[\"']https?:", text)
    assert ".ipynb" not in text  # links lead from page to page
    convert(path, tmp_path, "script")
    compile((tmp_path / path.with_suffix(".py").name).read_text(encoding="utf-8"), path.name, "exec")


@pytest.mark.slow
@pytest.mark.neo4j
def test_a_server_gives_the_same_rows(neo4j_driver: Any, neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    del neo4j_driver  # the server holds the graph already
    names = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD")
    for name, value in zip(names, (neo4j_server.uri, neo4j_server.user, neo4j_server.password), strict=True):
        monkeypatch.setenv(name, value)
    path = next(path for path in NOTEBOOKS if "languages" in path.name)
    assert "the same rows\n" in texts(executed(path))


def test_the_page_draws_itself_in_a_cell() -> None:
    from aigraph.page.network import AIGraphNetwork

    network = AIGraphNetwork()
    network.add_node("a", label='"><script>alert(1)</script>')
    frame = network._repr_html_()
    assert '<iframe srcdoc="&lt;!' in frame
    assert "allow-same-origin" not in frame.split('sandbox="')[1].split('"')[0]
    assert "<script" not in frame
    assert '<img src="data:image/svg+xml;base64,' in frame  # what is left where frames are taken out
