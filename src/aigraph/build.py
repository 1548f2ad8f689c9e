"""Building everything there is to ship, and checking it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aigraph.analysis.counts import own_and_extended
from aigraph.errors import Problem, counted
from aigraph.export.formats import FORMATS
from aigraph.export.write import Written, write
from aigraph.files import replace_folder, writing
from aigraph.folder import Folder
from aigraph.model import Graph
from aigraph.ontology import Ontology

if TYPE_CHECKING:
    from aigraph.seeds import Seeds

__all__ = ["FILES", "Built", "build", "check", "conforms"]

#: What a build writes: the file and the format it is in.
FILES = {kind.built: kind for kind in FORMATS.values() if kind.built}


@dataclass(frozen=True, slots=True)
class Built:
    """What was written, with sizes in bytes."""

    files: tuple[tuple[Path, int], ...]


def build(graph: Written, out: Path, tell: Callable[[str], object] = str) -> Built:
    """Write every file of a build into a folder, exchanged for the old one when all of them are written.

    Args:
        graph: what to write.
        out: the folder.
        tell: is told the name of each file before it is written.

    Raises:
        ExportError: a format cannot hold a value, or the folder cannot be written; the old one is still there.
    """

    def fill(place: Path) -> None:
        for name, kind in FILES.items():
            tell(name)
            with (place / name).open("wb") as file:
                write(graph, kind, file)

    with writing(out):
        replace_folder(out, FILES, fill)
    return Built(tuple((out / name, (out / name).stat().st_size) for name in FILES))


def check(folder: Folder, texts: Mapping[str, str]) -> tuple[list[Problem], str]:
    """Return every problem of a folder's seeds, of the data they make, of its views and questions, and their sum.

    The shapes are asked even where seeds have problems, of all that could be read.
    """
    from aigraph.cache.bundle import read_graph
    from aigraph.page.view_files import check_views, read_views
    from aigraph.questions import check_questions, read_questions

    schema, read = read_graph(folder, texts)
    told: list[str] = []
    views, asked = read_views(folder.all("views")), read_questions(*folder.all("queries"))
    own = [view for view in views.views if view.home == folder.path / "views"]
    problems = sorted(
        {
            *read.problems,
            *views.problems,
            *check_views(own, read.graph, schema),
            *asked.problems,
            *check_questions(asked.questions.values(), read.graph, schema, folder.path / "queries"),
            *conforms(read.graph, schema, read.places, told.append),
        }
    )
    quotes = sum(1 for passage in read.passages for _ in passage.quotes())
    cells = sum(len(passage.cells) for passage in read.passages)
    checked = f"{len(read.graph.statements)} statements, {len(read.graph.claims)} claims, {quotes} quotes"
    checked += f", {cells} cells" if cells else ""
    against = f", each quote looked up in {', '.join(sorted(texts))}" if texts else ""
    notes = "".join(f"\n{note}." for note in (*told, *_notes(read), *read.accounts))
    if problems:
        return problems, f"{counted(problems)} in {checked}{against}.{notes}"
    return problems, f"Conforms: {checked}{against}.{notes}"


def _notes(read: "Seeds") -> Iterator[str]:
    """Yield what whoever checks seeds should know besides."""
    if unverified := read.unverified():
        yield f"Nobody has looked up {sum(unverified.values())} quotes: no text is at hand of {', '.join(unverified)}"
    if said := own_and_extended(read.graph):
        yield said
    if unread := sum(passage.unread for passage in read.passages):
        yield f"{unread} {'quotes say' if unread > 1 else 'quote says'} nothing yet"


def conforms(
    graph: Graph, ontology: Ontology, places: Mapping[str, tuple[str, int]], tell: Callable[[str], object] = str
) -> list[Problem]:
    """Return what the ontology's shapes find in what a graph states, by place; nothing where it has no shapes."""
    from aigraph.rdf.validation import validate
    from aigraph.rdf.write import to_quads

    stated = replace(graph, statements=tuple(s for s in graph.statements if s.derived is None))
    return validate(to_quads(stated, ontology), ontology, places, graph.iris, tell)
