"""What the cache holds, and keeping it small: what was used longest ago goes first."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aigraph.places import cache_folder

__all__ = ["LIMIT", "Kept", "clear", "kept", "limit", "prune"]

#: Bytes the cache may hold, unless AIGRAPH_CACHE_LIMIT says another number of megabytes.
LIMIT = 512 * 2**20


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """A graph, or an answer, that is kept: when it was last used (seconds since 1970), its size in bytes."""

    used: float
    path: Path
    size: int
    kind: str


def limit() -> int:
    """Return how many bytes the cache may hold."""
    said = os.environ.get("AIGRAPH_CACHE_LIMIT", "")
    return int(said) * 2**20 if said.isdecimal() else LIMIT


def kept() -> list[Kept]:
    """Return everything in the cache, the longest unused first."""
    root, found = Path(cache_folder()), []
    for path in root.iterdir() if root.is_dir() else ():
        inside = sorted(path.iterdir()) if path.is_dir() else []
        if path.name == "answers":
            found += [Kept(_used(file), file, _size(file), "answer") for file in inside]
        elif any(file.name == "bundle.pickle" for file in inside):
            found.append(Kept(max(map(_used, inside)), path, sum(map(_size, inside)), "graph"))
    return sorted(found)


def prune(most: int | None = None) -> list[Kept]:
    """Remove what was used longest ago until at most `most` bytes are left; return what was removed."""
    held = kept()
    total, most = sum(item.size for item in held), limit() if most is None else most
    gone = []
    for item in held[:-1] if most else held:  # what was just made stays, however large
        if total <= most:
            break
        _remove(item.path)
        gone.append(item)
        total -= item.size
    return gone


def clear() -> list[Kept]:
    """Remove everything that is kept; return what it was."""
    return prune(0)


def _used(path: Path) -> float:
    with suppress(OSError):
        found = path.stat()
        return max(found.st_mtime, found.st_atime)
    return 0.0


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
