"""`PageWidget`: the page in a notebook's cell, with what is chosen there back in Python, and filters set from it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import anywidget
from traitlets import Enum, TraitError, Tuple, Unicode, validate

from aigraph.names.resolve import check_words
from aigraph.page.network import SANDBOX, AIGraphNetwork

__all__ = ["PageWidget"]


class PageWidget(anywidget.AnyWidget):
    """The page of a network, in Jupyter, VS Code, Colab and marimo; where no widget runs, its frame or a picture.

    `nodes` and `statements` are the ids of what is chosen: an entity, or what a line, a claim, a part or a way is
    about; and the statements that are lit. `observe` says when they change. What can be set, as a reader would click:
    `at` (`n:openai`, `s:…`, `c:…`, or nothing), `ask` (a question view), `hidden` (`line:rumoured`, `class:Company`,
    `source:aigraph-editors`, `predicate:…`, `modality:…`, `stage:…`), `as_of` (a day), `language` and `theme`.

    Raises:
        UnknownName: what is set is not there; the value stays what it was.
        TraitError: it is no day, no language or no theme.
    """

    _esm = Path(__file__).with_suffix(".js")

    page = Unicode(read_only=True).tag(sync=True)
    title = Unicode(read_only=True).tag(sync=True)
    sandbox = Unicode(SANDBOX, read_only=True).tag(sync=True)
    width = Unicode("100%").tag(sync=True)
    height = Unicode("600px").tag(sync=True)

    nodes = Tuple(read_only=True).tag(sync=True)
    statements = Tuple(read_only=True).tag(sync=True)

    at = Unicode().tag(sync=True)
    ask = Unicode().tag(sync=True)
    hidden = Tuple().tag(sync=True)
    as_of = Unicode().tag(sync=True)
    language = Enum(["en", "zh"], "en").tag(sync=True)
    theme = Enum(["", "light", "dark"], "").tag(sync=True)

    def __init__(self, network: AIGraphNetwork) -> None:
        """Take the page as it is now; what is added to the network later is not in it."""
        self._network = network
        self._known = _known(network.page_data())
        link = dict(parse_qsl(network.opening))
        opening = {trait: link.get(part, "") for trait, part in (("ask", "view"), ("at", "at"), ("as_of", "asOf"))}
        hidden = tuple(link.get("off", "").split())
        super().__init__(language=network.language, theme=network.theme, hidden=hidden, **opening)
        self.set_trait("page", network.generate_html())
        self.set_trait("title", network.heading or "Network")
        self.width, self.height = network.frame_size

    @validate("at", "ask", "hidden")
    def _checked(self, proposal: Mapping[str, Any]) -> Any:
        trait, value = proposal["trait"].name, proposal["value"]
        words = value if trait == "hidden" else [value] if value and not value.startswith("q:") else []
        check_words(trait, words, self._known[trait])
        return tuple(sorted(value)) if trait == "hidden" else value

    @validate("as_of")
    def _checked_day(self, proposal: Mapping[str, Any]) -> str:
        value = str(proposal["value"])
        try:
            return value and date.fromisoformat(value).isoformat()
        except ValueError as err:
            raise TraitError(f"as_of: {value!r} is no day; expected one such as 2024-03-01") from err

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Return the widget, and for viewers that run none the page in a frame over a picture of it."""
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        return {**data, "text/html": self._network._repr_html_()}, metadata


def _known(data: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return what each trait can be set to: what the page has."""
    nodes, edges = data["nodes"], data["edges"]
    statements, sources = data.get("statements", ()), data.get("sources", {})
    ids = {
        "n": [*nodes, *data.get("entities", ())],
        "s": [*edges, *statements],
        "c": data.get("claims", ()),
    }
    sorts = ("line", "predicate", "modality", "stage")
    told = {statement["id"] for statement in statements}
    by_hand = [_plain(edge) for edge in edges if edge["id"] not in told]
    return {
        "at": {f"{kind}:{item['id']}" for kind, items in ids.items() for item in items},
        "ask": {"table", *(view["id"] for view in data.get("views", ()))},
        "hidden": {f"{sort}:{item[sort]}" for item in [*statements, *by_hand] for sort in sorts}
        | {f"class:{node['group']}" for node in nodes if node.get("group")}
        | {f"source:{source}" for source in sources},
    }


def _plain(edge: Mapping[str, Any]) -> dict[str, str]:
    """Return what can be hidden of an edge that somebody added by hand, as the page has it."""
    label = str(edge.get("label") or edge.get("title") or "—")
    return {
        "line": "planned" if edge.get("dashes") else "settled",
        "predicate": label,
        "modality": "asserted",
        "stage": "actual",
    }
