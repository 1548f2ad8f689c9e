"""A graph put on disk, in `store/` of its folder: its rows are read column by column, what follows is added there."""

import shutil
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from aigraph.cache.fingerprint import data_digest
from aigraph.disk.head import Head, stamps, store_folder
from aigraph.disk.names import write_index
from aigraph.disk.parts import Parts, stated
from aigraph.errors import not_installed
from aigraph.files import replace_folder, writing
from aigraph.folder import Folder
from aigraph.rdf.rules import infer_stored

__all__ = ["FILES", "put_on_disk"]

#: What is written.
FILES = ("rdf", "graph.sqlite", "names.sqlite", "nodes.parquet", "edges.parquet", "head.pickle")


def put_on_disk(folder: Folder, tell: Callable[[str], object] = str) -> Head:
    """Put what a folder states, and what follows from it, into its `store/`, exchanged for the old one at the end.

    The shapes are not asked.

    Args:
        folder: the graph folder.
        tell: is told what is done next.

    Raises:
        SeedError: the seeds or tables have problems; all of them. The old store is still there.
        ExportError: it cannot be written.
        MissingDependency: pyarrow or numpy is not installed.
    """
    if find_spec("numpy") is None:
        raise not_installed("A graph on disk", "numpy", "bulk")
    if find_spec("pyarrow") is None:
        raise not_installed("A graph on disk", "pyarrow", "bulk")
    made: list[Head] = []
    place = store_folder(folder)
    with writing(place):
        replace_folder(place, FILES, lambda scratch: made.append(_fill(folder, scratch, tell)))
    return made[0]


def _fill(folder: Folder, place: Path, tell: Callable[[str], object]) -> Head:
    from aigraph.columns.graph import read_columns
    from aigraph.disk.write import load_quads, mark_tentative, write_properties

    marks, digest = stamps(folder), data_digest(*map(str, folder.data()))
    scratch = Path(tempfile.mkdtemp(dir=place, prefix=".cells-"))
    try:
        tell("tables")
        graph = read_columns(folder, scratch)
        iris, ontology, single = graph.single.iris, graph.ontology, graph.single
        tell("quads")
        parts = Parts(load_quads(graph, place / "rdf"), iris, ontology)
        tell("what follows")
        derived = infer_stored(parts.store, stated(parts), iris, ontology)
        mark_tentative(parts)
        tell("nodes and edges")
        contents = write_properties(graph, derived, place)
        tell("names")
        entities, statements = write_index(parts, single.claims, place / "names.sqlite")
        passed = parts.passed()
        parts.store.flush()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    said = tuple(map(str, graph.tables.accounts))
    head = Head(
        version=digest[:12],
        ontology=ontology,
        iris=iris,
        sources=single.sources,
        claims=single.claims,
        entities=entities,
        statements=statements,
        passed=passed,
        contents=contents,
        accounts=said,
        digest=digest,
        stamps=marks,
    )
    head.write(place)
    return head
