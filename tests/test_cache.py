"""What is remembered: never of other code, engines or data; never more than the limit."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from aigraph.cache import fingerprint, prune
from aigraph.cache.fingerprint import code_stamp, data_digest

PACKAGE = ROOT / "src" / "aigraph"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package whose own stamp is asked for."""
    copy = Path(shutil.copytree(PACKAGE, tmp_path / "aigraph", ignore=shutil.ignore_patterns("__pycache__")))
    monkeypatch.setattr(fingerprint, "__file__", str(copy / "cache" / "fingerprint.py"))
    return copy


@pytest.mark.slow
def test_every_file_of_the_package_is_in_its_stamp(package: Path) -> None:
    before = code_stamp()
    assert code_stamp() == before
    for path in sorted(path for path in package.rglob("*") if path.is_file()):
        old = path.read_bytes()
        path.write_bytes(old + b"\n")
        assert code_stamp() != before, path
        path.write_bytes(old)
        os.utime(path, ns=(1, 1))
        before = code_stamp()


@pytest.mark.parametrize("engine", ["pyoxigraph", "kglite", "edtf", "PyYAML", "pypinyin", "pyvis"])
def test_another_version_of_an_engine_is_another_stamp(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = code_stamp()
    (tmp_path / f"{engine}-99.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    assert code_stamp() != before


@pytest.mark.parametrize("folder", ["seeds", "ontology", "queries"])
def test_every_file_of_data_is_in_its_digest(folder: str, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ROOT / folder, tmp_path / folder))
    before = data_digest(str(copy))
    (copy / "README.md").write_text("prose")
    assert data_digest(str(copy)) == before
    for path in sorted(p for p in copy.rglob("*") if p.is_file() and p.suffix not in ("", ".md", ".pyc")):
        old = path.read_bytes()
        path.write_bytes(old + b"\n")
        assert data_digest(str(copy)) != before, path
        path.write_bytes(old)
    assert data_digest(str(copy)) == before


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with three graphs and two answers, the oldest first."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    root = tmp_path / "aigraph"
    for day, name in enumerate(("one", "two", "three"), 1):
        (root / name).mkdir(parents=True)
        (root / name / "bundle.pickle").write_bytes(b"x" * 100)
        os.utime(root / name / "bundle.pickle", (day, day))
    (root / "answers").mkdir()
    for day, name in ((4, "a"), (5, "b")):
        (root / "answers" / name).write_bytes(b"x" * 10)
        os.utime(root / "answers" / name, (day, day))
    return root


def test_what_was_used_longest_ago_goes_first(cached: Path) -> None:
    assert [item.path.name for item in prune.kept()] == ["one", "two", "three", "a", "b"]
    assert [item.path.name for item in prune.prune(150)] == ["one", "two"]
    assert sorted(path.name for path in cached.iterdir()) == ["answers", "three"]
    assert prune.prune(150) == []


def test_clearing_leaves_nothing_of_ours(cached: Path) -> None:
    (cached / "mine.txt").write_text("mine")
    assert len(prune.clear()) == 5
    assert sorted(path.name for path in cached.rglob("*")) == ["answers", "mine.txt"]


def test_the_limit_is_told_in_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert prune.limit() == 512 * 2**20
    monkeypatch.setenv("AIGRAPH_CACHE_LIMIT", "3")
    assert prune.limit() == 3 * 2**20


def test_the_command_shows_and_clears(cached: Path) -> None:
    command = [sys.executable, "-m", "aigraph", "cache"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert shown.stdout.count("graph") == 3
    assert "320 of at most 536,870,912 bytes" in shown.stderr
    subprocess.run([*command, "--clear"], capture_output=True, check=True)
    assert not (cached / "three").exists()
