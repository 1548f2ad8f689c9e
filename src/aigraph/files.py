"""Writing that a kill cannot leave half done."""

import ctypes
import errno
import os
import re
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from aigraph.errors import ExportError

__all__ = ["is_below", "is_portable", "replace_folder", "seen_from", "write_beside", "writing"]

_STREAMS = ("stdin", "stdout", "stderr")
#: What names a descriptor that is open: to write there, not to what it was opened from.
_DESCRIPTOR = re.compile(r"/dev/(stdin|stdout|stderr)|/(?:dev|proc/self)/fd/(\d+)")
#: What Windows keeps for devices, whatever stands behind a dot.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE)


def is_portable(name: str) -> bool:
    """Return whether a file may have a name on every system.

    Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file

    >>> is_portable("openai.yaml"), is_portable("con.yaml"), is_portable("a:b"), is_portable("end.")
    (True, False, False, False)
    """
    return not (_DEVICES.fullmatch(name) or re.search(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]|[ .]$|^$', name))


def is_below(name: str) -> bool:
    """Return whether a path leads to something in the folder that it starts from.

    >>> is_below("2024/chips.csv"), is_below("../chips.csv"), is_below("/tmp/chips.csv")
    (True, False, False)
    """
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def seen_from(folder: Path, path: Path) -> str:
    """Return a path as it is written in a file of a folder: relative with `/`, absolute if on another drive.

    >>> seen_from(Path("graphs", "mine"), Path("texts", "a.txt"))
    '../../texts/a.txt'
    """
    with suppress(ValueError):  # Windows: no way leads from one drive to another
        path = Path(os.path.relpath(path, folder))
    return path.as_posix()


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
    """Give a path to write to; when all went well, what stands there becomes the file at `path`.

    A link is followed, and the file keeps its mode and its owner. What is no regular file (a pipe, a device, an open
    descriptor such as `/dev/stdout`) is written into when all is there.
    """
    into = _behind(path)
    old = None if isinstance(into, int) else _stat(into)
    if isinstance(into, int) or (old and not stat.S_ISREG(old.st_mode)):
        with tempfile.TemporaryDirectory(prefix="aigraph-") as folder:
            yield Path(folder, "written")
            _pour(Path(folder, "written"), into)
        return
    if old and not os.access(into, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    into.parent.mkdir(parents=True, exist_ok=True)
    scratch = into.parent / f".aigraph-{secrets.token_hex(8)}"  # not of its name, which may be as long as names get
    scratch.touch(exist_ok=False)
    try:
        yield scratch
        _keep(scratch, old)
        scratch.replace(into)
    finally:
        scratch.unlink(missing_ok=True)


def _behind(path: Path) -> Path | int:
    """Return the place that a path stands for, its last links followed; a number where it is an open descriptor."""
    for _ in range(40):
        if match := _DESCRIPTOR.fullmatch(str(path.absolute())):
            return _STREAMS.index(match[1]) if match[1] else int(match[2])
        if not path.is_symlink():
            return path
        target = path.parent / path.readlink()
        if path.exists() and not os.path.lexists(target):
            return path  # a link that only the system follows: a descriptor of another process
        path = target
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _stat(path: Path) -> os.stat_result | None:
    """Return what the system says of a place, None where nothing is. Raises OSError for a folder."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return found


def _keep(fresh: Path, old: os.stat_result | None) -> None:
    """Give a file or folder the owner, as far as one may, and the mode of the one it replaces."""
    if old is not None:
        with suppress(PermissionError, AttributeError):  # Windows knows no owners
            os.chown(fresh, old.st_uid, old.st_gid)
        fresh.chmod(stat.S_IMODE(old.st_mode))


def _pour(source: Path, into: Path | int) -> None:
    """Write the bytes of a file into what is open, or can only be opened."""
    with open(source, "rb") as file, open(os.dup(into) if isinstance(into, int) else into, "wb") as target:
        shutil.copyfileobj(file, target)


def replace_folder(folder: Path, patterns: Collection[str], fill: Callable[[Path], None]) -> None:
    """Make a folder anew by `fill`, exchanged for the old one in one step; files with other names stay.

    Args:
        folder: the folder users look at.
        patterns: the names of what `fill` writes, such as `nodes-*.csv`; anything else is carried over.
        fill: writes the files into the folder it is given.
    """
    place = _behind(folder)
    if isinstance(place, int) or (place.exists() and not place.is_dir()):
        raise ExportError(f"{folder}: is a file; expected a folder. Choose another")
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if Path.cwd().is_relative_to(place.resolve()):
        raise ExportError(f"{folder}: holds the folder you are in; expected one that can be exchanged. Choose another")
    place.parent.mkdir(parents=True, exist_ok=True)
    scratch, spare = place.parent / f".{place.name}.new", place.parent / f".{place.name}.old"
    if spare.exists() and not place.exists():
        spare.rename(place)  # a run killed between two renames
    _carry_over(scratch, place, patterns)  # what a killed run left
    scratch.mkdir()
    try:
        fill(scratch)
        if place.exists():
            _keep_all(scratch, place)
            _exchange(scratch, place)
        else:
            scratch.rename(place)
    finally:
        _carry_over(scratch, place, patterns)


def _keep_all(fresh: Path, old: Path) -> None:
    """Give a folder and what is in it the owners and modes of what they replace; a link stays, its file is replaced."""
    for path in fresh.iterdir():
        before = old / path.name
        if before.is_symlink():
            with write_beside(before) as target:
                shutil.copyfile(path, target)
            path.unlink()
            path.symlink_to(before.readlink())
        elif before.is_file():
            _keep(path, before.stat())
    _keep(fresh, old.stat())


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
