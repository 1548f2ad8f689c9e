"""Writing a graph in any format of the table, to a path or a stream, piece by piece."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from aigraph.errors import ExportError, did_you_mean
from aigraph.export.formats import FORMATS, Format
from aigraph.files import replace_folder, write_beside, writing
from aigraph.model import Graph
from aigraph.ontology import Ontology
from aigraph.property_graph import PropertyGraph, without_details

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["Written", "export", "known", "left_out", "lines", "write"]


class Written(Protocol):
    """What is written: a `KnowledgeGraph`."""

    @property
    def graph(self) -> Graph:
        """Entities, sources, statements, claims."""

    @property
    def ontology(self) -> Ontology:
        """The schema."""

    @property
    def property_graph(self) -> PropertyGraph:
        """Nodes and edges."""

    def quads(self) -> "Iterator[Quad]":
        """Yield what is stated and what follows, each in its graph."""

    def to_pyvis(self, *, tentative: bool) -> Any:
        """Return the network whose page is ours."""


def export(graph: Written, format: str, target: Path | IO[bytes], *, tentative: bool = True) -> tuple[str, ...]:
    """Write a graph in one format to a file or folder, exchanged for the old one when all is written, or to a stream.

    Returns what a format of other people's model leaves out, a sentence each.

    Args:
        graph: what to write.
        format: a name in `FORMATS`.
        target: a path, or for a file a binary stream.
        tentative: drawings and the page: also what may not be read as a fact.

    Raises:
        ExportError: the format is unknown or cannot hold a value, or the place cannot be written to.
        MissingDependency: the format needs a library that is not installed.
    """
    wanted = known(format)
    if not isinstance(target, Path):
        if wanted.is_folder:
            raise ExportError(f"{format} is a folder of files; expected a path to write to. Name a folder")
        write(graph, wanted, target, tentative=tentative)
    elif wanted.is_folder:
        files = import_module(wanted.module).FILES
        with writing(target):
            replace_folder(target, files, lambda place: _fill(graph, wanted, place, tentative=tentative))
    else:
        with writing(target), write_beside(target) as place, place.open("wb") as file:
            write(graph, wanted, file, tentative=tentative)
    return left_out(graph, wanted, tentative=tentative)


def left_out(graph: Written, format: Format, *, tentative: bool = True) -> tuple[str, ...]:
    """Return what a format of other people's model leaves out of a graph, a sentence each; of ours nothing is told."""
    if not format.tells:
        return ()
    drawn = format.holds == "drawing"
    part = without_details(graph.property_graph, tentative=tentative) if drawn else graph.graph
    return tuple(import_module(format.module).left_out(part, graph.ontology))


def _fill(graph: Written, format: Format, folder: Path, *, tentative: bool) -> None:
    module, whole = import_module(format.module), graph.property_graph
    if format.holds == "drawing":
        module.write_folder(without_details(whole, tentative=tentative), graph.ontology, folder)
    else:
        module.write_folder(whole.nodes, whole.edges, folder)


def write(graph: Written, format: Format, file: IO[bytes], *, tentative: bool = True) -> None:
    """Write a graph in a format of one file to a stream, piece by piece."""
    module = import_module(format.module)
    match format.holds:
        case "quads":
            module.write_rdf(graph.quads(), file, format.name, graph.graph.iris.prefixes)
        case "records":
            _encode(module.lines(graph.graph, graph.ontology, format.name), file)
        case "page":
            file.write(graph.to_pyvis(tentative=tentative).generate_html().encode())
        case holds:
            whole = graph.property_graph
            shown = without_details(whole, tentative=tentative) if holds == "drawing" else whole
            _encode(lines(shown, format.name, graph.ontology), file)


def lines(graph: PropertyGraph, format: str, ontology: Ontology) -> Iterator[str]:
    """Yield the text of a property graph in a format, piece by piece, for graphs too large to hold it twice.

    Raises:
        ExportError: the format is unknown; while it is read, one that cannot hold a value says which.
    """
    found: Iterator[str] = import_module(known(format).module).lines(graph, ontology)
    return found


def known(format: str) -> Format:
    """Return the format of a name. Raises ExportError naming all."""
    if format not in FORMATS:
        raise ExportError(f"unknown format {format!r}; expected {', '.join(FORMATS)}{did_you_mean(format, FORMATS)}")
    return FORMATS[format]


def _encode(pieces: Iterable[str], file: IO[bytes]) -> None:
    for piece in pieces:
        file.write(piece.encode())
