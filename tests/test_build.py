"""Building: the same bytes everywhere, and the last good output whole whatever happens."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import ROOT

from aigraph.build import FILES
from aigraph.errors import ExportError
from aigraph.files import replace_folder, write_beside


def build(out: Path, cache: Path, **environment: str) -> subprocess.Popen[bytes]:
    settings = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT / "src"), **environment}
    folders = ["--graph", str(ROOT)]
    command = [sys.executable, "-m", "aigraph", *folders, "build", "--out", str(out)]
    return subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.slow
def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    one = build(tmp_path / "one", tmp_path / "c1", PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C")
    two = build(tmp_path / "two", tmp_path / "c2", PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8")
    for process in (one, two):
        _, errors = process.communicate()
        assert process.returncode == 0, errors.decode()
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert set(digests(tmp_path / "one")) == set(FILES)


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_last_good_output(tmp_path: Path) -> None:
    out, cache = tmp_path / "out", tmp_path / "cache"
    first = build(out, cache)
    first.communicate()
    (out / "mine.txt").write_text("a user's own file")
    good = digests(out)
    for number in range(8):
        started = time.monotonic()
        process = build(out, cache)
        time.sleep(0.05 + number * 0.12)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert {k: v for k, v in digests(out).items() if k in FILES} == {k: v for k, v in good.items() if k in FILES}, (
            time.monotonic() - started
        )
    last = build(out, cache)
    last.communicate()
    assert last.returncode == 0
    assert digests(out) == good
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "out"]


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "a").write_text("old")

    def fail(folder: Path) -> None:
        (folder / "a").write_text("new")
        raise ExportError("no")

    with pytest.raises(ExportError):
        replace_folder(out, ["a"], fail)
    assert (out / "a").read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_an_out_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ExportError, match="is a file; expected a folder"):
        replace_folder(tmp_path / "out", [], lambda folder: None)


def test_write_beside_keeps_the_old_file_on_errors(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old")
    with pytest.raises(KeyError), write_beside(path) as place:
        place.write_text("new")
        raise KeyError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
