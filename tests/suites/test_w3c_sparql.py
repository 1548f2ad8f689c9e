"""The W3C's SPARQL tests through `Endpoint`: all that `docs/sparql.md` does not name, with its cause, pass."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from suites.w3c import FOLDER, Judge, Test, read_tests
from support import ROOT, require

DOCS = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
AREAS = ("1.0 syntax", "1.0 evaluation", "1.1 syntax", "1.1 evaluation", "1.1 results formats")
#: Of all tests, in the order of their ids, those that every run of the tests asks.
EACH = 12


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    require(FOLDER.is_dir(), f"no SPARQL tests of the W3C in {FOLDER}: set AIGRAPH_SUITES to the folder of the suites")
    found = Judge(tmp_path_factory.mktemp("w3c"))
    yield found
    found.close()


@pytest.mark.suites
def test_all(judge: Judge) -> None:
    judged = {test: judge(test) for test in read_tests()}
    assert failed(judged) == named()
    table = [f"| {area} | {' | '.join(map(str, counts(judged, area)))} |" for area in AREAS]
    assert [line for line in table if line not in DOCS] == [], "docs/sparql.md has other figures"


@pytest.mark.slow
def test_a_sample(judge: Judge) -> None:
    tests = sorted(read_tests(), key=lambda test: test.id)[::EACH]
    judged = {test: judge(test) for test in tests}
    assert failed(judged) == named() & {test.id for test in tests}, judged


def failed(judged: Mapping[Test, str]) -> set[str]:
    """Return the tests that are answered otherwise than the W3C says."""
    return {test.id for test, judgement in judged.items() if judgement not in ("same", "value", "refused")}


def named() -> set[str]:
    """Return the tests that the documentation names as failing."""
    return set(re.findall(r"`(sparql1[01]/[^`]+)`", DOCS))


def counts(judged: Mapping[Test, str], area: str) -> list[int]:
    """Return of an area how many tests there are, the same, the same in value, refused, and failed."""
    found = Counter(
        judgement if judgement in ("same", "value", "refused") else "failed"
        for test, judgement in judged.items()
        if area_of(test) == area
    )
    return [found.total(), found["same"], found["value"], found["refused"], found["failed"]]


def area_of(test: Test) -> str:
    """Return which of the areas a test belongs to."""
    version = "1.0" if test.id.startswith("sparql10") else "1.1"
    if "-res/" in test.id:
        return f"{version} results formats"
    return f"{version} {'syntax' if 'Syntax' in test.kind else 'evaluation'}"
