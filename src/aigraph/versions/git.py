"""Folders as git has them in a revision."""

import io
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aigraph.errors import VersionError

__all__ = ["Commit", "commits", "extract", "objects", "root"]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its hash, the day of its author, its first line."""

    hash: str
    day: str
    subject: str


def root(folder: Path) -> Path:
    """Return the top of the checkout that a folder is in. Raises VersionError where it is in none."""
    return Path(_git(folder, "rev-parse", "--show-toplevel").strip())


def objects(repository: Path, revision: str, *paths: str) -> dict[str, str]:
    """Return the hash of each file and folder that is there in a revision. Raises VersionError."""
    _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    listed = _git(repository, "ls-tree", "-z", revision, "--", *paths)
    entries = (line.split("\t", 1) for line in listed.split("\0") if line)
    return {path: told.split()[2] for told, path in entries}


def extract(repository: Path, revision: str, paths: Sequence[str], into: Path) -> None:
    """Write files and folders as they are in a revision into another folder."""
    data = _run(repository, "archive", "--format=tar", revision, "--", *paths)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extractall(into, filter="data")
        else:  # before Python 3.11.4; git names no path outside, so that only links could lead there
            archive.extractall(into, [member for member in archive if member.isfile() or member.isdir()])


def commits(repository: Path, *paths: str) -> Iterator[Commit]:
    """Yield the commits that changed one of the paths, the first first."""
    listed = _git(repository, "log", "--reverse", "--date=short", "--format=%H%x09%ad%x09%s", "--", *paths)
    for line in listed.splitlines():
        yield Commit(*line.split("\t", 2))


def _git(folder: Path, *words: str) -> str:
    return _run(folder, *words).decode("utf-8", "replace")


def _run(folder: Path, *words: str) -> bytes:
    try:
        run = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except OSError as err:
        raise VersionError("git is not installed; expected it for revisions. Install it, or name folders") from err
    if run.returncode:
        told = (
            run.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
            or f"there is no {words[-1].removesuffix(chr(94) + '{commit}')!r}"
        )
        raise VersionError(f"git {words[0]}: {told}; expected a revision of a checkout. Name one that 'git log' shows")
    return run.stdout
