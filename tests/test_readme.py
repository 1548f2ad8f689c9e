"""What the README and the docs show is what happens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_outputs_are_real() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/write_docs.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def test_the_readme_is_short() -> None:
    lines = README.splitlines()
    assert len(lines) < 150
    assert "import aigraph" in "\n".join(lines[:50])


def test_every_query_of_the_readme_gives_the_same_rows_in_rdflib(graph) -> None:  # type: ignore[no-untyped-def]
    dataset = graph.to_rdflib()
    queries = re.findall(r"aigraph sparql (?:--format md )?'(SELECT[^']*)'", README)
    assert len(queries) >= 3
    for query in queries:
        ours = sorted(tuple("" if cell is None else str(cell) for cell in row) for row in graph.sparql(query))
        theirs = sorted(
            tuple("" if cell is None else str(cell.toPython()) for cell in row) for row in dataset.query(query)
        )
        assert ours == theirs, query
