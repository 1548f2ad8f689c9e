"""What results depend on: the bytes of the data, the program itself, and the engines. Light: every command asks."""

import hashlib
import os
import sys
from collections.abc import Iterator

__all__ = ["code_stamp", "data_digest", "file_stamp"]

#: The packages whose answers, files or pictures are remembered.
_ENGINES = ("edtf", "kglite", "pyoxigraph", "pypinyin", "pyvis", "pyyaml")
#: What is beside the data without being data.
_PROSE = (".md", "LICENSE")
_CHUNK = 1 << 20


def data_digest(*places: str) -> str:
    """Return the digest of files, and of the names and bytes of all files below folders but prose and hidden ones.

    What is not there is passed over.
    """
    digest = hashlib.sha256()
    for place in places:
        for path in sorted(_below(place)):
            is_file = os.path.isfile(path)  # a pipe would keep us waiting, a link to nowhere cannot be opened
            name = os.path.relpath(path, os.path.dirname(place))
            size = os.path.getsize(path) if is_file else 0
            digest.update(f"{name} {size}\n".encode(errors="surrogateescape"))
            if is_file:
                with open(path, "rb") as file:  # a table may be larger than the memory
                    while data := file.read(_CHUNK):
                        digest.update(data)
    return digest.hexdigest()


def _below(place: str) -> Iterator[str]:
    if os.path.isdir(place):
        yield from (path for path in _files(place) if not path.endswith(_PROSE))
    elif os.path.exists(place):
        yield place


def code_stamp() -> str:
    """Return a stamp of every file of the package and of the engines' versions: what changes, makes results anew."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    stats = []
    for path in _files(package, but=("_data", "__pycache__")):
        found = os.stat(path)
        stats.append((os.path.relpath(path, package), found.st_mtime_ns, found.st_size))
    return hashlib.sha256(repr((sys.version, _versions(), sorted(stats))).encode()).hexdigest()


def file_stamp(place: str) -> str:
    """Return a stamp of the files below a folder by their names, times and sizes: of what is too large to be read."""
    paths = sorted(_files(place)) if os.path.isdir(place) else []
    stats = [(path, found.st_mtime_ns, found.st_size) for path in paths for found in [os.stat(path)]]
    return hashlib.sha256(repr(stats).encode(errors="surrogateescape")).hexdigest()


def _versions() -> list[str]:
    """Return the names of the engines' installed distributions, which hold their versions."""
    found = []
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        found += [name for name in names if name.endswith(".dist-info") and name.split("-")[0].lower() in _ENGINES]
    return sorted(found)


def _files(folder: str, but: tuple[str, ...] = ("__pycache__",)) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in but or entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _files(entry.path, but)
            else:
                yield entry.path
