"""Everything a session needs, made once from seeds and ontology and cached by a hash of both and of the code."""

import hashlib
import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aigraph.cache.files import EngineFiles
from aigraph.cache.fingerprint import code_stamp, data_digest
from aigraph.cache.places import cache_folder
from aigraph.files import write_beside
from aigraph.model import Graph
from aigraph.names.index import Index, index_of
from aigraph.ontology import Ontology, read_ontology

__all__ = ["Bundle", "load_bundle"]

_PICKLE = "bundle.pickle"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was read and inferred. `version` is the short hash that the data's citations carry."""

    version: str
    ontology: Ontology
    graph: Graph
    index: Index
    places: Mapping[str, tuple[str, int]]


def load_bundle(seeds: Path, ontology: Path, *, editors: bool = True) -> tuple[Bundle, EngineFiles]:
    """Return the bundle of two folders and the engines' files, from the cache where they are there.

    Raises:
        SeedError: the seeds have problems; all of them.
        OntologyError: the ontology is inconsistent.
    """
    version = data_digest(str(seeds), str(ontology))
    places = f"{seeds.resolve()} {ontology.resolve()}"
    key = hashlib.sha256(f"{version} {editors} {code_stamp()} {places}".encode(errors="surrogateescape")).hexdigest()
    folder = Path(cache_folder(), key[:20])
    try:
        with open(folder / _PICKLE, "rb") as file:
            bundle = pickle.load(file)
        if isinstance(bundle, Bundle):
            return bundle, EngineFiles(bundle.graph, bundle.ontology, folder)
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        pass  # absent, or of a killed or older run: made anew
    return _make(seeds, ontology, version[:12], editors, folder)


def _make(seeds: Path, ontology: Path, version: str, editors: bool, folder: Path) -> tuple[Bundle, EngineFiles]:
    from aigraph.rdf.rules import infer
    from aigraph.seeds import read_seeds
    from aigraph.selection.editors import without_editors

    schema = read_ontology(ontology)
    read = read_seeds(seeds, schema)
    stated = read.checked() if editors else without_editors(read.checked())
    graph, store = infer(stated, schema)
    bundle = Bundle(version, schema, graph, index_of(graph), read.places)
    kept = EngineFiles(graph, schema, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept.keep(store)
        with write_beside(folder / _PICKLE) as path:
            path.write_bytes(pickle.dumps(bundle, protocol=5))
    except OSError:
        kept = EngineFiles(graph, schema)  # no cache to write to: good for this process
        kept.keep(store)
    with suppress(OSError):
        from aigraph.cache.prune import prune

        prune()
    return bundle, kept
