"""How Sphinx builds the site from what `tools/build_site.py` has laid out."""

import re
from typing import Any

import aigraph
from aigraph.hues import theme

project, author = "aigraph", "The aigraph developers"
project_copyright = author
release = version = aigraph.__version__
extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "myst_nb"]
language = "en"
root_doc, exclude_patterns = "index", ["files/**"]

# Markdown as a forge has it: headings have its anchors, an image may be HTML.
myst_enable_extensions = ["html_image"]
myst_heading_anchors = 4
smartquotes = False  # what is written is what stands
nb_execution_mode = "off"  # tests run the notebooks; the site shows what they gave
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # from another host
suppress_warnings = ["misc.highlighting_failure"]  # Pygments does not know `|` in paths of SPARQL, nor `+` in Cypher

# Docstrings are written in Google's style, with the backticks of Markdown.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_display_short_literal_types = True
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme, html_title = "furo", "aigraph"
html_static_path, html_extra_path = ["_static"], ["_extra"]
html_css_files = ["site.css"]
html_copy_source = html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}
pygments_style, pygments_dark_style = "a11y-light", "a11y-dark"


def _variables(scheme: str) -> dict[str, str]:
    """Return furo's colours as the page has them: one place says them, `theme.json`."""
    hues = theme()[scheme]
    panel, wash, rule, link = (hues[name] for name in ("panel", "wash", "rule", "link"))
    return {
        "color-background-primary": hues["paper"],
        "color-background-secondary": panel,
        "color-background-hover": wash,
        "color-background-hover--transparent": f"{wash}00",
        "color-background-border": rule,
        "color-background-item": rule,
        "color-foreground-primary": hues["ink"],
        "color-foreground-secondary": hues["soft"],
        "color-foreground-muted": hues["soft"],
        "color-foreground-border": hues["line"],
        "color-announcement-background": hues["ink"],
        "color-brand-primary": hues["ink"],
        "color-brand-content": link,
        "color-brand-visited": link,
        "color-link": link,
        "color-link--hover": hues["accent"],
        "color-link--visited": link,
        "color-link--visited--hover": hues["accent"],
        "color-link-underline": hues["faint"],
        "color-link-underline--visited": hues["faint"],
        "color-link-underline--hover": hues["accent"],
        "color-inline-code-background": wash,
        "color-code-background": panel,
        "color-highlight-on-target": wash,
        "color-api-background": panel,
        "color-api-background-hover": wash,
        "color-api-overall": hues["soft"],
        "color-api-name": hues["accent"],
        "color-api-pre-name": hues["soft"],
        "color-api-paren": hues["soft"],
        "color-api-keyword": hues["soft"],
        "color-sidebar-background": panel,
        "color-sidebar-background-border": rule,
        "color-sidebar-item-background--current": wash,
        "color-sidebar-item-background--hover": wash,
        "color-sidebar-item-expander-background--hover": wash,
        "color-sidebar-caption-text": hues["soft"],
        "color-sidebar-link-text": hues["ink"],
        "color-sidebar-link-text--top-level": hues["ink"],
        "color-sidebar-search-text": hues["ink"],
        "color-sidebar-search-background": panel,
        "color-sidebar-search-background--focus": hues["paper"],
        "color-sidebar-search-border": rule,
        "color-toc-item-text": hues["soft"],
        "color-toc-item-text--active": hues["ink"],
        "color-toc-item-text--hover": hues["accent"],
        "color-toc-background": hues["paper"],
        "aig-rule": rule,
        "aig-wash": wash,
        "aig-accent": hues["accent"],
        "aig-soft": hues["soft"],
    }


html_theme_options |= {"light_css_variables": _variables("light"), "dark_css_variables": _variables("dark")}

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def docstring(app: Any, what: str, name: str, found: object, options: Any, lines: list[str]) -> None:
    """Turn a docstring's backticks and fences into reStructuredText; what stands outside them is plain text."""
    del app, what, name, found, options
    text = _FENCE.sub(
        lambda m: f".. code-block:: {m[1] or 'text'}\n\n" + "".join(f"   {line}\n" for line in m[2].splitlines()),
        "\n".join(lines),
    )
    made, code = [], False
    for line in _whole(text.split("\n")):
        begins = line.lstrip().startswith((">>> ", ".. code-block"))
        code = begins or (code and (not line or line[0] == " " or made[-1] != ""))
        made.append(line if code else _plain(line))
    lines[:] = made


def _whole(lines: list[str]) -> list[str]:
    """Return lines of which none ends within backticks."""
    made: list[str] = []
    for line in lines:
        if made and made[-1].count("`") % 2:
            made[-1] += f" {line.lstrip()}"
        else:
            made.append(line)
    return made


def _plain(line: str) -> str:
    parts = re.split(r"(`[^`]+`)", line)
    return "".join(f"`{part}`" if part[:1] == "`" else re.sub(r"([*|]|_\b)", r"\\\1", part) for part in parts)


def chinese(app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Say the language of the pages in Chinese."""
    del app, templatename, doctree
    if pagename.startswith("zh/"):
        context["language"] = "zh-CN"


def setup(app: Any) -> None:
    """Connect both."""
    app.connect("autodoc-process-docstring", docstring, priority=400)
    app.connect("html-page-context", chinese)
