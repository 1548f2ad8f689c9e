"""The files that the engines read: N-Quads for SPARQL, a file of kglite for Cypher; made when first asked for."""

import json
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aigraph.files import write_beside
from aigraph.model import Graph
from aigraph.ontology import Ontology

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from aigraph.cypher.stored import Contents
    from aigraph.property_graph import PropertyGraph

__all__ = ["EngineFiles"]

_QUADS, _TENTATIVE, _KGLITE, _CONTENTS = "graph.nq", "tentative.nq", "graph.kgl", "contents.json"


class EngineFiles:
    """The files of one graph, in a folder of the cache, or in a passing one that goes with this object."""

    def __init__(self, graph: Graph, ontology: Ontology, folder: Path | None = None) -> None:
        """Remember what the files are made of, and the folder where they may be already."""
        self._graph, self._ontology, self._kept = graph, ontology, folder
        self._passing: weakref.finalize[..., EngineFiles] | None = None

    @property
    def folder(self) -> Path:
        """Return the folder, made where there is none."""
        if self._kept is None:
            self._kept = Path(tempfile.mkdtemp(prefix="aigraph-"))
            self._passing = weakref.finalize(self, shutil.rmtree, self._kept, ignore_errors=True)
        return self._kept

    def quads(self) -> Path:
        """Return the file of all quads, derived ones too."""
        path = self.folder / _QUADS
        if not path.is_file():
            from aigraph.rdf.rules import infer

            self.keep(infer(self._graph, self._ontology)[1])
        return path

    def keep(self, quads: "Iterable[Quad]") -> None:
        """Write the file of all quads."""
        self._write(_QUADS, quads)

    def tentative(self) -> Path:
        """Return the file that has the tentative statements as direct triples."""
        path = self.folder / _TENTATIVE
        if not path.is_file():
            from aigraph.rdf.write import to_quads

            shown = (replace(s, settled=True) for s in self._graph.statements if not s.settled and not s.retracted)
            quads = to_quads(Graph(statements=tuple(shown), iris=self._graph.iris), self._ontology)
            self._write(_TENTATIVE, (q for q in quads if self._graph.iris.is_entity(getattr(q.subject, "value", ""))))
        return path

    def cypher(self, project: "Callable[[], PropertyGraph]") -> "tuple[Path, Contents]":
        """Return the file that answers Cypher and what is in it.

        Args:
            project: gives the property graph where the file is not there yet.
        """
        path, names = self.folder / _KGLITE, self.folder / _CONTENTS
        if not names.is_file():
            from aigraph.cypher.stored import contents, save

            graph = project()
            with write_beside(path) as scratch:
                save(graph, scratch)
            with write_beside(names) as scratch:
                scratch.write_text(json.dumps(contents(graph)), encoding="utf-8", newline="\n")
        found: Contents = json.loads(names.read_text(encoding="utf-8"))
        return path, found

    def read_quads(self) -> "Iterator[Quad]":
        """Yield all quads, derived ones too."""
        from pyoxigraph import RdfFormat, parse

        return parse(path=str(self.quads()), format=RdfFormat.N_QUADS)

    def close(self) -> None:
        """Remove a passing folder; what is asked again is made again."""
        if self._passing is not None:
            self._passing()
            self._passing = self._kept = None

    def _write(self, name: str, quads: "Iterable[Quad]") -> None:
        from aigraph.rdf.files import write_rdf

        with write_beside(self.folder / name) as path, path.open("wb") as file:
            write_rdf(quads, file, "nquads")
