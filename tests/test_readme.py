"""What the README shows is what happens."""

import re
import subprocess
import sys

import pytest
from support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_outputs_are_real() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/write_readme.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), f"README.md links to {target}, which is not there"


def test_every_query_of_the_readme_gives_the_same_rows_in_rdflib(graph) -> None:  # type: ignore[no-untyped-def]
    dataset = graph.to_rdflib()
    queries = re.findall(r"aigraph sparql (?:--format md )?'(SELECT[^']*)'", README)
    assert len(queries) >= 4
    for query in queries:
        ours = sorted(tuple("" if cell is None else str(cell) for cell in row) for row in graph.sparql(query))
        theirs = sorted(
            tuple("" if cell is None else str(cell.toPython()) for cell in row) for row in dataset.query(query)
        )
        assert ours == theirs, query
