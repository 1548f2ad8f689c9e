"""What results depend on: the bytes of seeds and ontology, and the program itself. Light, since every command asks."""

import hashlib
import os

__all__ = ["code_stamp", "data_digest"]

_ENDINGS = (".yaml", ".lock", ".ttl", ".rq", ".cypher", ".py")
_FOLDERS = ("", "cli", "cypher", "seeds")


def data_digest(*folders: str) -> str:
    """Return the digest of the names and bytes of all seed, ontology and question files below the folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(_files(folder)):
            with open(path, "rb") as file:
                data = file.read()
            digest.update(f"{os.path.relpath(path, folder)} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def code_stamp() -> str:
    """Return a stamp of the package's own files, so that a changed program makes its results anew."""
    stats = []
    for folder in _FOLDERS:
        with os.scandir(os.path.join(os.path.dirname(__file__), folder)) as entries:
            stats += [(e.name, e.stat().st_mtime_ns, e.stat().st_size) for e in entries if e.name.endswith(".py")]
    return hashlib.sha256(repr(sorted(stats)).encode()).hexdigest()


def _files(folder: str) -> list[str]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _files(entry.path)
            elif entry.name.endswith(_ENDINGS):
                found.append(entry.path)
    return found
