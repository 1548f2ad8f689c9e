"""A version to compare, wherever it is: a build, a graph folder, a revision of one. Each is read as a build."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aigraph.cache.bundle import read_graph
from aigraph.cache.fingerprint import code_stamp
from aigraph.errors import AIGraphError, VersionError
from aigraph.export.ndjson import lines
from aigraph.files import write_beside
from aigraph.folder import Folder, read_folder
from aigraph.namespaces import SHIPPED_SPACE
from aigraph.places import CONFIG, cache_folder
from aigraph.rdf.files import write_rdf
from aigraph.rdf.rules import infer
from aigraph.versions.git import extract, objects, root

__all__ = ["FILES", "PARTS", "QUADS", "RECORDS", "STATED", "inside", "opened", "revision"]

#: The files of a build that versions are compared by.
RECORDS = ("entities", "sources", "statements", "claims")
QUADS = "graph.nq"
FILES = (*(f"{name}.ndjson" for name in RECORDS), QUADS)
#: What a graph folder states.
STATED = ("seeds", "tables", "mappings")
#: What a graph folder is read from. Revisions before there was `aigraph.toml` have only the rest.
PARTS = (CONFIG, *STATED, "ontology")


@contextmanager
def opened(where: str, home: Path) -> Iterator[Path]:
    """Give the folder of a build that holds a version.

    Args:
        where: a folder that `aigraph build` wrote, a graph folder, or `REVISION:PATH` of one.
        home: the graph folder that a revision without a path is of.

    Raises:
        VersionError: there is none of them, or a revision cannot be read, with why.
        SeedError: the seeds of a folder have problems.
    """
    folder = Path(where)
    if all((folder / name).is_file() for name in FILES):
        yield folder
    elif (folder / CONFIG).is_file() or (folder / "seeds").is_dir():
        with tempfile.TemporaryDirectory(prefix="aigraph-") as scratch:
            _write(folder, Path(scratch))
            yield Path(scratch)
    elif folder.exists():
        missing = [name for name in FILES if not (folder / name).is_file()]
        raise VersionError(
            f"{where}: no {', '.join(missing)}; expected a build or a graph folder. Name one, or run 'aigraph build'"
        )
    else:
        at, colon, path = where.partition(":")
        repository, own = inside(home)
        yield revision(repository, at, path.strip("/") if colon else own)


def inside(home: Path) -> tuple[Path, str]:
    """Return the top of the checkout that a graph folder is in, and the folder's path below it. Raises VersionError."""
    repository = root(home)
    path = home.resolve().relative_to(repository.resolve()).as_posix()
    return repository, "" if path == "." else path


def revision(repository: Path, at: str, path: str) -> Path:
    """Return the folder of a build of the graph folder at a path in a revision, made once and kept.

    Raises:
        VersionError: there is no such revision or folder, or this program cannot read it, with why.
    """
    parts = {part: f"{path}/{part}" if path else part for part in PARTS}
    found = objects(repository, at, *parts.values())
    if parts["seeds"] not in found:
        raise VersionError(f"{at}:{path}: no seeds; expected a graph folder in that revision. Name another path")
    key = hashlib.sha256(repr((sorted(found.items()), code_stamp())).encode()).hexdigest()[:32]
    kept = Path(cache_folder(), "versions", key)
    if all((kept / name).is_file() for name in FILES):
        return kept
    with tempfile.TemporaryDirectory(prefix="aigraph-") as scratch:
        extract(repository, at, sorted(found), Path(scratch))
        try:
            _write(Path(scratch, path), kept)
        except AIGraphError as err:
            first, _, rest = str(err).replace(f"{scratch}/", "").partition("\n")
            more = f" (and {rest.count(chr(10)) + 1} more)" if rest else ""
            raise VersionError(f"{at[:12]}: cannot be read by this program: {first}{more}") from err
    return kept


def _write(path: Path, into: Path) -> None:
    """Write the files of a build of a graph folder. Raises SeedError, OntologyError."""
    folder = read_folder(path) if (path / CONFIG).is_file() else Folder(path, SHIPPED_SPACE)
    schema, read = read_graph(folder)
    graph, store = infer(read.checked(), schema)
    into.mkdir(parents=True, exist_ok=True)
    for name in RECORDS:
        with write_beside(into / f"{name}.ndjson") as place, place.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines(graph, schema, name))
    with write_beside(into / QUADS) as place, place.open("wb") as stream:
        write_rdf(iter(store), stream, "nquads")
