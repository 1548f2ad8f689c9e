"""The files of a graph on disk as the engines take them, and as they are exported."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from aigraph.cache.files import EngineFiles
from aigraph.cypher.on_disk import read_edges, read_nodes
from aigraph.disk.head import Head
from aigraph.errors import ExportError
from aigraph.export import neo4j_admin, parquet
from aigraph.files import replace_folder, write_beside, writing
from aigraph.model import Graph
from aigraph.namespaces import TENTATIVE_GRAPH

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from aigraph.cypher.graph import Contents
    from aigraph.property_graph import PropertyGraph

__all__ = ["STREAMED", "StoreFiles"]

#: The formats that are written without holding the graph.
STREAMED = ("nquads", "ntriples", "parquet", "neo4j-admin")


class StoreFiles(EngineFiles):
    """The files of a store: SPARQL reads its quads, the evaluator of Cypher its nodes and edges."""

    def __init__(self, small: Graph, head: Head, place: Path) -> None:
        """Remember where the store is and what is in it."""
        super().__init__(small, head.ontology, place)
        self._place, self._head = place, head

    def quads(self) -> Path:
        """Return the store of all quads."""
        return self._place / "rdf"

    def tentative(self) -> Path:
        """Return the same, since the store has what is tentative in a graph of its own."""
        return self.quads()

    def cypher(self, project: "Callable[[], PropertyGraph]") -> "tuple[Path, Contents]":
        """Return the file that answers Cypher and what is in it."""
        return self._place / "graph.sqlite", self._head.contents

    def read_quads(self) -> "Iterator[Quad]":
        """Yield all quads, derived ones too."""
        from pyoxigraph import NamedNode, Store

        hidden = NamedNode(TENTATIVE_GRAPH)
        return (quad for quad in Store.read_only(str(self.quads())) if quad.graph_name != hidden)

    def close(self) -> None:
        """Leave the files where they are."""

    def export(self, format: str, target: Path | IO[bytes]) -> None:
        """Write the graph in one of `STREAMED`.

        Raises:
            ExportError: it cannot be written, or is a folder and no path is given.
        """
        if format in ("nquads", "ntriples"):
            if isinstance(target, Path):
                with writing(target), write_beside(target) as place, place.open("wb") as file:
                    self._write_quads(format, file)
            else:
                self._write_quads(format, target)
            return
        if not isinstance(target, Path):
            raise ExportError(f"{format} is a folder of files; expected a path to write to. Name a folder")
        kind = parquet if format == "parquet" else neo4j_admin
        with writing(target):
            replace_folder(target, kind.FILES, lambda place: self._fill(format, place))

    def _write_quads(self, format: str, file: IO[bytes]) -> None:
        from pyoxigraph import RdfFormat, serialize

        if format == "nquads":
            serialize(self.read_quads(), file, format=RdfFormat.N_QUADS)
        else:
            serialize((quad.triple for quad in self.read_quads()), file, format=RdfFormat.N_TRIPLES)

    def _fill(self, format: str, place: Path) -> None:
        if format == "parquet":
            for name in parquet.FILES:
                shutil.copyfile(self._place / name, place / name)
        else:
            graph = self._place / "graph.sqlite"
            neo4j_admin.write_folder(read_nodes(graph), read_edges(graph), place)
