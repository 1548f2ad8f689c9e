"""`load`: a graph folder as a `KnowledgeGraph`, held in memory, or asked on disk where it is too large for that."""

from pathlib import Path

from aigraph.cache.bundle import load_bundle
from aigraph.errors import TooLarge
from aigraph.folder import read_folder, shipped
from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.places import STORE

__all__ = ["load"]


def load(folder: str | Path | None = None, *, editors: bool = True) -> KnowledgeGraph:
    """Return the knowledge graph of a graph folder, the shipped one unless told otherwise.

    Of more statements than are held in memory it is what `aigraph store` has put on disk: an `OnDisk`.

    Args:
        folder: what holds `aigraph.toml`.
        editors: whether to keep what only the editors state.

    Raises:
        SeedError: it is no graph folder, or its seeds have problems; all of them.
        OntologyError: the ontology is inconsistent.
        TooLarge: it has more statements than are held in memory, and is not on disk.

    >>> aigraph.load(editors=False).entities["openai"].name
    'OpenAI'
    """
    found = shipped() if folder is None else read_folder(Path(folder))
    if (found.path / STORE).is_dir():
        from aigraph.on_disk import open_on_disk

        if (on_disk := open_on_disk(found)) is not None:
            if not editors:
                raise TooLarge("a graph on disk has what its editors state; expected the whole. Leave out --no-editors")
            return on_disk
    bundle, files = load_bundle(found, editors=editors)
    made = KnowledgeGraph(bundle.graph, bundle.ontology, version=bundle.version, index=bundle.index, files=files)
    made.folder, made.places, made.accounts = found, bundle.places, bundle.accounts
    return made
