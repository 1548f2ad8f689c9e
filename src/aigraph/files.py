"""Writing that a kill cannot leave half done."""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from aigraph.errors import ExportError

__all__ = ["replace_folder", "write_beside", "writing"]


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says against writing to a place into an ExportError that names it."""
    try:
        yield
    except OSError as err:
        reason = err.strerror or err
        raise ExportError(f"{path}: cannot be written: {reason}; expected a place to write to. Choose another") from err


@contextmanager
def write_beside(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to, and rename it there when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def replace_folder(folder: Path, patterns: Collection[str], fill: Callable[[Path], None]) -> None:
    """Make a folder anew by `fill`, exchanged for the old one in one step; files with other names stay.

    Args:
        folder: the folder users look at.
        patterns: the names of what `fill` writes, such as `nodes-*.csv`; anything else is carried over.
        fill: writes the files into the folder it is given.
    """
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder}: is a file; expected a folder. Choose another")
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch, spare = folder.parent / f".{folder.name}.new", folder.parent / f".{folder.name}.old"
    if spare.exists() and not folder.exists():
        spare.rename(folder)  # a run killed between two renames
    _carry_over(scratch, folder, patterns)  # what a killed run left
    scratch.mkdir()
    try:
        fill(scratch)
        if folder.exists():
            _exchange(scratch, folder)
        else:
            scratch.rename(folder)
    finally:
        _carry_over(scratch, folder, patterns)


def _carry_over(scratch: Path, folder: Path, patterns: Collection[str]) -> None:
    """Remove a scratch folder, after moving what is not ours back."""
    if not scratch.exists():
        return
    for path in scratch.iterdir():
        ours = any(fnmatchcase(path.name, pattern) for pattern in patterns)
        if not ours and folder.is_dir() and not (folder / path.name).exists():
            path.rename(folder / path.name)
    shutil.rmtree(scratch)


def _exchange(one: Path, other: Path) -> None:
    """Exchange two folders, atomically where the system can."""
    if sys.platform.startswith("linux"):
        here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        libc = ctypes.CDLL(None, use_errno=True)
        ends = here, os.fsencode(one), here, os.fsencode(other)
        if hasattr(libc, "renameat2") and libc.renameat2(*ends, exchange) == 0:
            return
    spare = other.parent / f".{other.name}.old"
    other.rename(spare)
    one.rename(other)
    spare.rename(one)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
