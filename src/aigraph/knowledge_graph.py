"""`KnowledgeGraph`, the object users hold: asked in SPARQL, in Cypher, in networkx, by name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar, overload

from aigraph.converting import Converting
from aigraph.errors import ExportError, Problem, SeedError
from aigraph.folder import Folder, shipped
from aigraph.model import Graph
from aigraph.names.resolve import check_words

if TYPE_CHECKING:
    from aigraph.build import Built
    from aigraph.page.network import AIGraphNetwork
    from aigraph.page.widget import PageWidget
    from aigraph.questions import Question
    from aigraph.questions.methods import Methods
    from aigraph.table import Table

T = TypeVar("T")

__all__ = ["KnowledgeGraph"]


class KnowledgeGraph(Converting):
    """A knowledge graph with provenance: a graph and an ontology, and everything that can be asked of both.

    What `part`, `as_of`, `known_by` and `without_editors` return is one, too. Several threads may ask at once. `with
    aigraph.load() as g:` stops the processes that answer at the end, `close` at once; asked again, they start again.

    >>> g.around("Sora").statements(predicate="developed")["subject"]
    ('openai',)
    """

    #: The graph folder that this is; None for a part of one.
    folder: Folder | None = None
    #: What became of the rows of each of its tables, a sentence each.
    accounts: tuple[str, ...] = ()
    _home: Folder | None = None  # that of the graph that this is a part of

    def ask(self, question: str, *, engine: str = "pyoxigraph", **parameters: object) -> "Table":
        """Return the answer of a question: `g.ask("who-came-from-which-lab", lab="openai")`.

        Args:
            question: its id; `aigraph ask` lists them.
            engine: `pyoxigraph`, `rdflib`, `kglite`, or `networkx` where it is about paths or centrality.
            parameters: by name; an entity by any of its names.

        Raises:
            UnknownName: no such question, engine or parameter, a name that nobody has, or a parameter without a
                default here.
            SeedError: the questions of the graph have problems.

        >>> g.ask("who-founded-what").columns
        ('founder', 'company', 'earliest', 'latest')
        """
        from aigraph.questions import ask

        questions = self._questions()
        check_words("question", [question], questions)
        return replace(ask(self, questions[question], engine, parameters), naming=self.naming)

    @property
    def questions(self) -> "Methods":
        """The questions of the graph as functions, with completion: each says what it asks, and its parameters.

        >>> g.questions.who_came_from_which_lab(lab="Google")["who"]
        ('noam-shazeer',)
        """
        from aigraph.questions.methods import Methods

        return Methods(self._questions(), self.ask)

    # -- converting -----------------------------------------------------------------------------------------------

    def to_pyvis(
        self,
        *,
        tentative: bool = True,
        title: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> "AIGraphNetwork":
        """Return a `pyvis.network.Network` whose page is ours: offline, positions given, physics off.

        Args:
            tentative: also what may not be read as a fact, dashed.
            title: the headline by language, that of `aigraph.toml` where it is not given.
            texts: the text of a source by its id, for the page to show whole; beside those that may be shipped.

        Raises:
            SeedError: a view of `views/` has problems, or a text is not the one that was read; all of them.

        >>> g.to_pyvis(tentative=False).get_node("openai")["label"]
        'OpenAI'
        """
        from aigraph.page.network import AIGraphNetwork
        from aigraph.page.source_text import checked_texts, licensed_texts
        from aigraph.page.view_files import read_views

        views = read_views(self._folders("views")).checked()
        title = title or self.graph.iris.own.titles
        folders = [folder.path for folder in self.folder.chain()] if self.folder else []
        whole = licensed_texts(self.graph, folders) | checked_texts(self.graph, texts or {})
        shown: dict[str, Any] = {
            "tentative": tentative,
            "title": title,
            "version": self.version,
            "views": views,
            "texts": whole,
        }
        return AIGraphNetwork.from_graph(self.graph, self.ontology, **shown)

    # -- writing --------------------------------------------------------------------------------------------------

    def export(self, format: str, target: str | Path | IO[bytes], *, tentative: bool = True) -> tuple[str, ...]:
        """Write the graph in a format of `aigraph.export.formats` to a file, a folder or a binary stream.

        Returns what a format of other people's model leaves out, a sentence each: KGX, FollowTheMoney.

        Args:
            format: its name: `ttl`, `graphml`, `parquet` …
            target: where to; the old file or folder stays until all is written.
            tentative: drawings and the page: also what may not be read as a fact.

        Raises:
            ExportError: the format is unknown or cannot hold a value, or the place cannot be written to.
            MissingDependency: the format needs a library that is not installed.

        >>> g.export("ttl", "graph.ttl")
        ()
        """
        from aigraph.export.write import export

        return export(self, format, Path(target) if isinstance(target, str) else target, tentative=tentative)

    def build(self, out: str | Path, tell: Callable[[str], object] = str) -> "Built":
        """Check the graph, then write everything there is to ship into a folder, exchanged for the old one.

        Args:
            out: the folder.
            tell: is told the name of each file before it is written.

        Raises:
            SeedError: the graph has problems; the old folder is still there.
            ExportError: as `export`.

        >>> [path.name for path, _ in g.around("Sora").build("out").files][:1]
        ['graph.trig']
        """
        from aigraph.build import build, conforms

        if problems := conforms(self.graph, self.ontology, self.places):  # the seeds were checked when they were read
            raise SeedError(problems)
        return build(self, Path(out), tell)

    @overload
    def view(
        self, path: None = None, *, texts: Mapping[str, str] | None = None, **opening: str
    ) -> "PageWidget | AIGraphNetwork": ...

    @overload
    def view(
        self,
        path: "str | Path | IO[bytes]",
        *,
        format: str = "html",
        texts: Mapping[str, str] | None = None,
        **opening: str,
    ) -> None: ...

    def view(
        self,
        path: "str | Path | IO[bytes] | None" = None,
        *,
        format: str = "html",
        texts: Mapping[str, str] | None = None,
        **opening: str,
    ) -> "PageWidget | AIGraphNetwork | None":
        """Write the page, or a still picture of it, to a file; without one, return it for a notebook's cell.

        In a cell it is a widget whose `nodes` and `statements` are what is chosen, and whose filters can be set;
        without `aigraph[widget]` a frame.

        Args:
            path: the file, or a binary stream.
            format: of the file: `html`, `svg` or `png`.
            texts: the text of a source by its id, for the page to show whole.
            opening: `ask` (a question view), `language` (`en`, `zh`), `theme` (`light`, `dark`).

        Raises:
            UnknownName: this graph has no view of that name.
            SeedError: a text is not the one that was read.
            ExportError: the file cannot be written, or a picture has none.

        >>> g.around("Sora").view("sora.html")
        """
        if path is None and format != "html":
            raise ExportError(f"format {format!r}: a picture is written to a file; expected a path. Give one")
        network = self.to_pyvis(texts=texts).open_with(**opening)
        if path is not None:
            network.save(Path(path) if isinstance(path, str) else path, format)
            return None
        if not find_spec("anywidget"):
            return network
        from aigraph.page.widget import PageWidget

        return PageWidget(network)

    def validate(self, texts: Mapping[str, str] | None = None) -> list[Problem]:
        """Return every problem of the seeds, of the data they make, of views and questions, by place.

        Args:
            texts: the text of a source by its id; where given, quotes and spellings are looked up in it.

        >>> g.around("Sora").validate()
        []
        """
        from aigraph.build import check, conforms

        return check(self.folder, texts or {})[0] if self.folder else conforms(self.graph, self.ontology, self.places)

    def _of(self, graph: Graph) -> Self:
        made = super()._of(graph)
        made._home = self.folder or self._home
        return made

    def _questions(self) -> "Mapping[str, Question]":
        from aigraph.questions import questions_of

        return questions_of(tuple(self._folders("queries")))

    def _folders(self, part: str) -> list[Path]:
        """Return the folders of a part of the graph folder, of the shipped one where there is none."""
        return (self.folder or self._home or shipped()).all(part)
