"""Everything a session needs, made once from a graph folder and cached by a hash of its data and of the code."""

import hashlib
import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aigraph.cache.files import EngineFiles
from aigraph.cache.fingerprint import code_stamp, data_digest
from aigraph.errors import SeedError
from aigraph.files import write_beside
from aigraph.folder import Folder
from aigraph.model import Graph
from aigraph.names.index import Index, index_of
from aigraph.namespaces import Iris
from aigraph.ontology import Ontology, read_ontology
from aigraph.places import cache_folder

__all__ = ["Bundle", "load_bundle", "read_above", "read_graph", "read_tables", "readable"]

if TYPE_CHECKING:
    from aigraph.mapping import Tables
    from aigraph.seeds import Seeds
    from aigraph.seeds.extended import Extended

_PICKLE = "bundle.pickle"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was read and inferred. `version` is the short hash that the data's citations carry.

    `accounts` say what became of the rows of each table.
    """

    version: str
    ontology: Ontology
    graph: Graph
    index: Index
    places: Mapping[str, tuple[str, int]]
    accounts: tuple[str, ...] = ()


def read_graph(folder: Folder, texts: Mapping[str, str] | None = None) -> "tuple[Ontology, Seeds]":
    """Return the ontology and the seeds of a folder, above those of the graphs that it extends.

    Raises:
        SeedError: the folder has no seeds, or a graph that it extends has problems; all of them.
        OntologyError: the ontology is inconsistent.
    """
    return read_tables(folder, texts)[:2]


def read_tables(folder: Folder, texts: Mapping[str, str] | None = None) -> "tuple[Ontology, Seeds, Tables]":
    """Return what `read_graph` does, and the tables, which know what their names mean."""
    schema, above = read_above(folder)
    return schema, *_read(folder, schema, above, texts)


def _read(
    folder: Folder, ontology: Ontology, above: "Extended", texts: Mapping[str, str] | None = None, display: str = ""
) -> "tuple[Seeds, Tables]":
    """Return the seeds of a folder above what is there, and its tables; findings name its folders after `display`."""
    from aigraph.mapping import Tables
    from aigraph.seeds import read_seeds

    tables = Tables(folder.path, display, Iris(folder.space, above.spaces))
    return read_seeds(folder.seeds, ontology, texts, f"{display}seeds", above, folder.space, tables), tables


def read_above(folder: Folder) -> "tuple[Ontology, Extended]":
    """Return the ontology of a folder and what the graphs hold that it extends.

    Raises:
        SeedError: a graph that it extends has problems; all of them.
        OntologyError: the ontology is inconsistent.
    """
    schema = read_ontology(*folder.all("ontology"), namespaces=folder.namespaces())
    return schema, _extended(folder, schema)


def _extended(folder: Folder, ontology: Ontology) -> "Extended":
    """Return the graphs that a folder extends: the first, and each of the others read above those before it.

    So what two of them say of one thing comes together, as where one extends the other.
    """
    from aigraph.rdf.rules import infer
    from aigraph.seeds.extended import NOTHING, above

    if not folder.extends:
        return NOTHING
    first = folder.extends[0]
    bundle = load_bundle(first)[0]
    found = above(first.name, bundle.graph, bundle.places)
    for other in folder.chain()[len(first.chain()) : -1]:
        read, _ = _read(other, ontology, found, display=f"{other.name}/")
        found = above(other.name, infer(read.checked(), ontology)[0], read.places)
    return found


def readable(folder: Folder) -> tuple[Ontology, Graph]:
    """Return the ontology of a folder and its graph, of seeds with problems as much of it as could be read.

    Raises:
        SeedError: the folder has no seeds, or a graph that it extends has problems; all of them.
        OntologyError: the ontology is inconsistent.
    """
    try:
        bundle = load_bundle(folder)[0]
    except SeedError:
        schema, read = read_graph(folder)
        return schema, read.graph
    return bundle.ontology, bundle.graph


def load_bundle(folder: Folder, *, editors: bool = True) -> tuple[Bundle, EngineFiles]:
    """Return the bundle of a graph folder and the engines' files, from the cache where they are there.

    Raises:
        SeedError: the seeds have problems; all of them.
        OntologyError: the ontology is inconsistent.
    """
    version = data_digest(*map(str, folder.data()))
    key = f"{version} {editors} {code_stamp()} {folder.path}"
    place = Path(cache_folder(), hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()[:20])
    try:
        with open(place / _PICKLE, "rb") as file:
            bundle = pickle.load(file)
        if isinstance(bundle, Bundle):
            return bundle, EngineFiles(bundle.graph, bundle.ontology, place)
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        pass  # absent, or of a killed or older run: made anew
    return _make(folder, version[:12], editors, place)


def _make(folder: Folder, version: str, editors: bool, place: Path) -> tuple[Bundle, EngineFiles]:
    from aigraph.rdf.rules import infer
    from aigraph.selection.editors import without_editors

    schema, read = read_graph(folder)
    stated = read.checked() if editors else without_editors(read.checked())
    graph, store = infer(stated, schema)
    bundle = Bundle(version, schema, graph, index_of(graph, schema), read.places, read.accounts)
    kept = EngineFiles(graph, schema, place)
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept.keep(store)
        with write_beside(place / _PICKLE) as path:
            path.write_bytes(pickle.dumps(bundle, protocol=5))
    except OSError:
        kept = EngineFiles(graph, schema)  # no cache to write to: good for this process
        kept.keep(store)
    with suppress(OSError):
        from aigraph.cache.prune import prune

        prune()
    return bundle, kept
