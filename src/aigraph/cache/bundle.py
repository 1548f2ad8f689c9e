"""Everything a session needs, made once from seeds and ontology and cached by a hash of both and of the code."""

import hashlib
import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aigraph.cache.fingerprint import code_stamp, data_digest
from aigraph.cache.places import cache_folder
from aigraph.files import write_beside
from aigraph.model import Graph, Ref
from aigraph.names.index import Index
from aigraph.namespaces import ENTITY
from aigraph.ontology import Ontology, read_ontology

if TYPE_CHECKING:
    from pyoxigraph import Store

    from aigraph.property_graph import PropertyGraph

__all__ = ["Bundle", "cypher_file", "load_bundle"]

#: What a key in the cache stands for; the files of a bundle beside each other.
_PICKLE, _QUADS, _TENTATIVE = "bundle.pickle", "graph.nq", "tentative.nq"
_KGLITE, _PROPERTIES = "graph.kgl", "properties.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was read and inferred. `version` is the short hash that the data's citations carry."""

    version: str
    ontology: Ontology
    graph: Graph
    index: Index
    places: Mapping[str, tuple[str, int]]


def load_bundle(seeds: Path, ontology: Path, *, editors: bool = True) -> tuple[Bundle, Path]:
    """Return the bundle of two folders and the folder where its quads are, from the cache where it is there.

    Raises:
        SeedError: the seeds have problems; all of them.
        OntologyError: the ontology is inconsistent.
    """
    version = data_digest(str(seeds), str(ontology))
    key = hashlib.sha256(f"{version} {editors} {code_stamp()}".encode()).hexdigest()[:20]
    folder = Path(cache_folder(), key)
    try:
        with open(folder / _PICKLE, "rb") as file:
            bundle = pickle.load(file)
        if isinstance(bundle, Bundle):
            return bundle, folder
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        pass  # absent, or of a killed or older run: made anew
    bundle, store = _make(seeds, ontology, version[:12], editors)
    try:
        _store(bundle, store, folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="aigraph-"))  # no cache to write to: good for this process
        _store(bundle, store, folder)
    return bundle, folder


def cypher_file(folder: Path, project: "Callable[[], PropertyGraph]") -> tuple[Path, list[str]]:
    """Return the file that answers Cypher and the names of the properties in it, made where it is not there yet."""
    import json

    path, names = folder / _KGLITE, folder / _PROPERTIES
    if not names.is_file():
        from aigraph.cypher.engine import save

        graph = project()
        with write_beside(path) as scratch:
            save(graph, scratch)
        with write_beside(names) as scratch:
            found = {name for node in graph.nodes for name in node.properties}
            found |= {name for edge in graph.edges for name in edge.properties}
            scratch.write_text(json.dumps(sorted(found)), encoding="utf-8")
    return path, json.loads(names.read_text(encoding="utf-8"))


def _make(seeds: Path, ontology: Path, version: str, editors: bool) -> "tuple[Bundle, Store]":
    from pyoxigraph import Store

    from aigraph.rdf.rules import infer, read_rules
    from aigraph.rdf.schema import schema_quads
    from aigraph.rdf.write import to_quads
    from aigraph.seeds import read_seeds
    from aigraph.selection.editors import without_editors

    schema = read_ontology(ontology)
    read = read_seeds(seeds, schema)
    graph = read.checked()
    if not editors:
        graph = without_editors(graph)
    store = Store()
    store.extend(to_quads(graph, schema))
    store.extend(schema_quads(ontology, schema))
    graph = infer(graph, store, read_rules(ontology), schema)
    return Bundle(version, schema, graph, Index(graph.entities, _importance(graph)), read.places), store


def _store(bundle: Bundle, store: "Store", folder: Path) -> None:
    from dataclasses import replace

    from aigraph.rdf.files import write_rdf
    from aigraph.rdf.write import to_quads

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    tentative = [replace(s, settled=True) for s in bundle.graph.statements if not s.settled and not s.retracted]
    shown = to_quads(Graph(statements=tuple(tentative)), bundle.ontology)
    direct = [q for q in shown if str(q.subject).startswith(f"<{ENTITY}")]
    for name, data in (
        (_QUADS, write_rdf(store, "nquads")),
        (_TENTATIVE, write_rdf(direct, "nquads")),
        (_PICKLE, pickle.dumps(bundle, protocol=5)),
    ):
        with write_beside(folder / name) as path:
            path.write_bytes(data)


def _importance(graph: Graph) -> dict[str, float]:
    """Return how many statements and claims name each entity."""
    counts: Counter[str] = Counter()
    for statement in graph.statements:
        counts[statement.subject] += 1
        if isinstance(statement.object, Ref):
            counts[statement.object.id] += 1
    for claim in graph.claims:
        counts.update(claim.about)
    return {slug: float(count) for slug, count in counts.items()}
