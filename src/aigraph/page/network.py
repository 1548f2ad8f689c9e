"""`AIGraphNetwork`: a `pyvis.network.Network` whose page is ours; used as pyvis documents."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from math import sqrt
from pathlib import Path
from typing import IO, Any

from pyvis.edge import Edge as PyvisEdge
from pyvis.network import Network
from pyvis.node import Node as PyvisNode
from pyvis.options import Options

from aigraph.errors import UnknownName, not_installed
from aigraph.files import write_beside, writing
from aigraph.model import Graph
from aigraph.ontology import Ontology
from aigraph.page.document import document
from aigraph.page.layout import arrange, label_box
from aigraph.page.values import as_id, as_json_has_it
from aigraph.page.view_files import View

__all__ = ["SANDBOX", "AIGraphNetwork"]

Record = dict[str, Any]

#: What the page may do in a frame: run its own scripts, save what it makes, open links, print; nothing of its host.
SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox allow-modals"
#: So many pixels a PNG has at most: some seconds and a tenth of a gigabyte.
_PIXELS = 32_000_000


class AIGraphNetwork(Network):  # type: ignore[misc]
    """A network drawn by our own page: offline, one file, positions given, physics off unless asked for.

    `add_node`, `add_edge`, `set_options`, `generate_html`, `save_graph`, `show` and the rest work as pyvis documents;
    nodes without `x` and `y` are placed when the page is made. Titles are text, never HTML. What the page opens with:
    `language` (`en`, `zh`), `theme` (`light`, `dark`, empty for the reader's own), `opening` (a link of the page
    without its `#`, such as `view=the-compute-race`).
    """

    def __init__(
        self,
        height: str = "100%",
        width: str = "100%",
        directed: bool = True,
        notebook: bool = False,
        neighborhood_highlight: bool = False,
        select_menu: bool = False,
        filter_menu: bool = False,
        bgcolor: str = "#ffffff",
        font_color: str | bool = False,
        layout: bool | None = None,
        heading: str = "",
        cdn_resources: str = "in_line",
    ) -> None:
        """Make an empty network; the arguments are pyvis's. Whatever `cdn_resources` says, the page is one file."""
        super().__init__(
            height,
            width,
            directed,
            notebook,
            neighborhood_highlight,
            select_menu,
            filter_menu,
            bgcolor,
            font_color,
            layout,
            heading,
            cdn_resources="in_line" if cdn_resources in ("local", "remote") else cdn_resources,
        )
        self.toggle_physics(False)
        self._initial = _plain(self.options)
        self._pairs: set[frozenset[str | int]] = set()
        self.details: Record = {}
        self.language = "en"
        self.theme = ""
        self.opening = ""

    @classmethod
    def from_graph(
        cls,
        graph: Graph,
        ontology: Ontology,
        *,
        tentative: bool = True,
        title: Mapping[str, str] | None = None,
        version: str = "",
        views: Sequence[View] = (),
        texts: Mapping[str, str] | None = None,
    ) -> "AIGraphNetwork":
        """Return a graph as a network, with the cards, the search and the filters of the page.

        Args:
            graph: what is drawn; its claims, sources and evidence stand on the cards.
            ontology: where labels, captions, hues and shapes stand.
            tentative: whether what may not be read as a fact is shown, dashed.
            title: the headline by language; the main source's own where there is none.
            version: the data version, shown and cited.
            views: the question views, as `read_views` gives them; those are offered that the graph answers.
            texts: the texts of sources that the page is to have whole, as `checked_texts` gives them.
        """
        from aigraph.page.drawing import drawing

        network = cls()
        made = drawing(
            graph, ontology, tentative=tentative, title=title or {}, version=version, asked=views, texts=texts
        )
        network.nodes, network.edges, network.details = made.nodes, made.edges, made.details
        network.node_ids = [node["id"] for node in made.nodes]
        network.node_map = {node["id"]: node for node in made.nodes}
        network.heading = made.details["about"]["title"].get("en", "")
        return network

    def add_node(
        self, n_id: str | int, label: str | None = None, shape: str = "dot", color: str = "#97c2fc", **options: Any
    ) -> None:
        """Add a node unless its id is there, as pyvis does, in constant time. A number of numpy is a number."""
        n_id = as_id(n_id)
        if not isinstance(n_id, str | int):
            raise AssertionError(f"{n_id!r} is no node id; expected a text or an integer")
        if n_id in self.node_map:
            return
        if "group" not in options:
            options["color"] = color
        node = PyvisNode(n_id, shape, label=label or n_id, font_color=self.font_color, **options)
        self.nodes.append(node.options)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node.options

    def add_edge(self, source: str | int, to: str | int, **options: Any) -> None:
        """Add an edge between two nodes that are there, as pyvis does, in constant time."""
        source, to = as_id(source), as_id(to)
        for end in (source, to):
            if end not in self.node_map:
                raise AssertionError(f"non existent node '{end}'")
        if not self.directed:
            pair = frozenset((source, to))
            if pair in self._pairs:
                return
            self._pairs.add(pair)
        self.edges.append(PyvisEdge(source, to, self.directed, **options).options)

    def open_with(self, *, ask: str = "", language: str = "en", theme: str = "") -> "AIGraphNetwork":
        """Return the network, its page opening on a question view, in a language and a theme.

        Raises:
            UnknownName: it has no such view.
        """
        views = [view["id"] for view in self.details.get("views", ())]
        if ask and ask not in views:
            raise UnknownName(f"unknown question {ask!r}; this part of the graph answers {', '.join(views) or 'none'}")
        self.opening, self.language, self.theme = f"view={ask}" if ask else "", language, theme
        return self

    def save(self, path: Path | IO[bytes], format: str = "html") -> None:
        """Write the page (`html`) or a still picture of it (`svg`, `png`) to a file or a stream.

        Raises:
            ExportError: the file cannot be written.
            MissingDependency: a PNG needs resvg_py, which is not installed.
        """
        made = self.generate_html().encode() if format == "html" else self.still(format)
        if not isinstance(path, Path):
            path.write(made)
            return
        with writing(path), write_beside(path) as place:
            place.write_bytes(made)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """Return the page. The arguments are pyvis's and make no difference: it is always one file."""
        del name, local, notebook
        self.html = document(self.page_data(), title=self.heading or "Network", language=self.language)
        return self.html

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> "Any | None":
        """Write the page to a file, in UTF-8 and nothing beside it; in a notebook, return a frame that shows it."""
        from IPython.display import IFrame

        path = Path(name)
        self.save(path)
        if open_browser:
            import webbrowser

            webbrowser.open(path.resolve().as_uri())
        width, height = self.frame_size
        return IFrame(name, width=width, height=height) if notebook else None

    def still(self, format: str = "svg") -> bytes:
        """Return a still picture of the page in its language and theme: `svg`, or `png` at twice the size.

        A PNG of thousands of nodes is smaller: it has at most 32 million pixels. An SVG can be read at any size.
        It shows the question that `opening` names (`view=the-compute-race`), else the whole picture.

        Raises:
            MissingDependency: a PNG needs resvg_py, which is not installed.
        """
        from urllib.parse import parse_qsl

        from aigraph.page.still import still

        view = dict(parse_qsl(self.opening)).get("view")
        picture = still(self.page_data(), view=view, language=self.language, theme=self.theme or "light")
        if format == "svg":
            return picture.encode()
        try:
            import resvg_py
        except ImportError as err:
            raise not_installed("a PNG", "resvg_py", "png") from err
        return bytes(resvg_py.svg_to_bytes(svg_string=picture, zoom=_zoom(picture)))

    @property
    def frame_size(self) -> tuple[str, str]:
        """Width and height in the cell of a notebook."""
        return self.width, "600px" if self.height == "100%" else self.height

    def _repr_html_(self) -> str:
        """Return an isolated frame with the page in it, over a still picture for viewers that take frames out."""
        width, height = self.frame_size
        name = escape(self.heading or "Network")
        picture = b64encode(self.still()).decode()
        return (
            f'<div style="position: relative; width: {width}; height: {height}">'
            f'<img src="data:image/svg+xml;base64,{picture}" alt="{name}" '
            'style="width: 100%; height: 100%; object-fit: contain">'
            f'<iframe srcdoc="{escape(self.generate_html())}" title="{name}" sandbox="{SANDBOX}" '
            'style="position: absolute; inset: 0; width: 100%; height: 100%; border: 0"></iframe></div>'
        )

    def page_data(self) -> Record:
        """Return what the page reads: details, nodes with their places, edges, options, all as JSON has them.

        Raises:
            ExportError: an attribute is NaN, infinite or no value of JSON; says which, of which node or edge.
        """
        details = self.details or {"about": {"title": {"en": self.heading, "zh": self.heading} if self.heading else {}}}
        return {
            **details,
            "nodes": self._placed(),
            "edges": [
                as_json_has_it({"id": f"e{i}", **edge}, f"edge {edge['from']!r} → {edge['to']!r}")
                for i, edge in enumerate(self.edges)
            ],
            "options": as_json_has_it(self._options(), "options"),
            "language": self.language,
            "theme": self.theme,
            "opening": self.opening,
        }

    def _placed(self) -> list[Record]:
        """Return the nodes, each with x and y."""
        nodes: list[Record] = [as_json_has_it(node, f"node {node['id']!r}") for node in self.nodes]
        if all("x" in node and "y" in node for node in nodes):
            return nodes
        boxes = {str(node["id"]): label_box(str(node.get("label", ""))) for node in nodes}
        places = arrange(boxes, ((str(edge["from"]), str(edge["to"])) for edge in self.edges))
        return [dict(zip("xy", places[str(node["id"])], strict=True)) | node for node in nodes]

    def _options(self) -> Record:
        """Return what the caller set, nothing of pyvis's defaults."""
        if isinstance(self.options, dict):
            return self.options
        return _changed(_plain(self.options), self._initial)


def _zoom(picture: str) -> float:
    """Return how much larger than the SVG a PNG is: twice, less where it would have too many pixels."""
    width, height = (float(size) for size in picture.split('viewBox="', 1)[1].split('"', 1)[0].split()[2:])
    return min(2.0, sqrt(_PIXELS / (width * height)))


def _plain(options: Options) -> Record:
    found: Record = json.loads(options.to_json())
    return found


def _changed(now: Record, before: Record) -> Record:
    """Return the parts of `now` that differ from `before`."""
    found: Record = {}
    for name, value in now.items():
        old = before.get(name)
        if isinstance(value, dict) and isinstance(old, dict):
            if inner := _changed(value, old):
                found[name] = inner
        elif value != old:
            found[name] = value
    return found
