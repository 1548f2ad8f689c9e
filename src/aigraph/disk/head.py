"""What is known of a graph on disk before anything of it is read; whether it is of what its folder holds now."""

import pickle
from dataclasses import dataclass
from pathlib import Path

from aigraph.cache.fingerprint import data_digest
from aigraph.cypher.graph import Contents
from aigraph.errors import AIGraphError
from aigraph.folder import Folder
from aigraph.model import Claim, Source
from aigraph.namespaces import Iris
from aigraph.ontology import Ontology
from aigraph.places import STORE
from aigraph.selection.passed import Passed

__all__ = ["Head", "read_head", "stamps", "store_folder"]

#: The file that is read first.
_HEAD = "head.pickle"
Stamps = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What is small of a graph on disk. `version` is the short hash that citations carry.

    `passed` has what answers about each predicate pass over, `contents` what the property graph
    has, `accounts` what became of the rows of each table. `digest` and `stamps` are those of what it was made of.
    """

    version: str
    ontology: Ontology
    iris: Iris
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    entities: int
    statements: int
    passed: dict[str, Passed]
    contents: Contents
    accounts: tuple[str, ...]
    digest: str
    stamps: Stamps

    def write(self, place: Path) -> None:
        """Write it into the folder of the store."""
        (place / _HEAD).write_bytes(pickle.dumps(self, protocol=5))

    def is_of(self, folder: Folder) -> bool:
        """Return whether a folder holds now what this was made of: files of the same times and sizes, or bytes."""
        return stamps(folder) == self.stamps or data_digest(*map(str, folder.data())) == self.digest


def store_folder(folder: Folder) -> Path:
    """Return where a graph folder is kept on disk."""
    return folder.path / STORE


def read_head(folder: Folder) -> Head | None:
    """Return the head of a folder's store, None where it has none.

    Raises:
        AIGraphError: another version of the program made it.
    """
    place = store_folder(folder) / _HEAD
    try:
        head = pickle.loads(place.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, TypeError) as err:
        raise _unread(place) from err
    if not isinstance(head, Head):
        raise _unread(place)
    return head


def _unread(place: Path) -> AIGraphError:
    return AIGraphError(f"{place}: cannot be read; expected what this version writes. Run 'aigraph store'")


def stamps(folder: Folder) -> Stamps:
    """Return path, size and time of every file that a folder's graph is made of."""
    files = (file for part in folder.data() for file in (sorted(part.rglob("*")) if part.is_dir() else [part]))
    found = ((str(file), file.stat()) for file in files if file.is_file())
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)
