"""One HTML file from the template, the style sheets, the scripts and the data; nothing is loaded from elsewhere."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from aigraph.characters import visible
from aigraph.hues import theme
from aigraph.names.folding import RULES
from aigraph.page.packed import packed
from aigraph.words.interface import interface

__all__ = ["SCRIPTS", "STYLES", "as_json", "document"]

_STATIC = Path(__file__).parent / "static"
#: In the order in which they are put together; each is one job.
STYLES = ("page.css", "panels.css", "table.css", "reading.css", "small.css")
SCRIPTS = (
    "dom.js",
    "i18n.js",
    "theme.js",
    "data.js",
    "state.js",
    "draw.js",
    "crowd.js",
    "labels.js",
    "decor.js",
    "camera.js",
    "preview.js",
    "facts.js",
    "card.js",
    "match.js",
    "search.js",
    "sources.js",
    "legend.js",
    "when.js",
    "rail.js",
    "rows.js",
    "table.js",
    "grid.js",
    "passages.js",
    "reading.js",
    "path.js",
    "list.js",
    "take.js",
    "keys.js",
    "door.js",
    "main.js",
)


def document(data: Mapping[str, Any], title: str, language: str = "en") -> str:
    """Return the page: the same bytes for the same data.

    Scripts and styles are allowed by their digests; the data is text that nothing executes.
    """
    styles = _text(STYLES)
    parts = {
        "language": escape(language),
        "title": escape(visible(title)),
        "policy": _policy(),
        "styles": styles,
        "library": _library(),
        "data": as_json({**packed(data), "search": RULES}),
        "scripts": _scripts(),
    }
    template = (_STATIC / "template.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], template)


def as_json(data: Mapping[str, Any]) -> str:
    r"""Return JSON that can stand in a script element: nothing in it ends the element or a line of a script.

    >>> as_json({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _policy() -> str:
    """Return the Content-Security-Policy: no request, no script and no style but ours."""
    scripts = " ".join(_digest(text) for text in (_library(), _scripts()))
    rules = (
        "default-src 'none'",
        f"script-src {scripts}",
        f"style-src {_digest(_text(STYLES))}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _text(names: tuple[str, ...]) -> str:
    return "\n".join((_STATIC / name).read_text(encoding="utf-8") for name in names)


@cache
def _scripts() -> str:
    look = theme()
    tables = {
        "WORDS": {key: texts for section in ("page", "line") for key, texts in interface()[section].items()},
        "THEMES": {name: look[name] for name in ("light", "dark")},
        "LINES": look["strokes"],
        "HEDGES": interface()["hedge"],
    }
    given = "".join(f"const {name} = {as_json(table)};\n" for name, table in tables.items())
    return f'(() => {{\n"use strict";\n{given}{_text(SCRIPTS)}\n}})();'


@cache
def _library() -> str:
    """Return vis-network as pyvis ships it, with plain line ends and nothing that could end its element."""
    import pyvis

    found = sorted(Path(pyvis.__file__).parent.glob("templates/lib/vis-*/vis-network.min.js"))
    text = found[-1].read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"\n//# sourceMappingURL=.*", "", text)
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
