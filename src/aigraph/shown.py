"""What a notebook's cell shows of one thing: in the cell's own colours, so light where it is light and dark where dark.

Nothing here names a colour. What is less important is paler than the text around it, what is tentative has a dashed
line beside it, as on the page.
"""

from collections.abc import Iterable

from aigraph.characters import escaped, visible

__all__ = ["as_html", "as_text", "quotation", "said"]

_PALE = "opacity:.75;font-size:90%"
_LINE = "border-left:2px {} currentColor;padding-left:.6em;margin:.2em 0"


def as_text(title: str, lines: Iterable[str]) -> str:
    """Return a title with lines below it, as far to the right as they are, with nothing that a terminal obeys."""
    indents = ((" " * (2 + len(line) - len(line.lstrip(" "))), " ".join(line.split())) for line in lines)
    return "\n".join([visible(title), *(indent + visible(text) for indent, text in indents)])


def quotation(quote: str, place: str) -> str:
    """Return a quote and where it stands."""
    return f"“{quote}” — {place}"


def said(text: str, beside: str = "", below: Iterable[str] = (), *, settled: bool = True) -> str:
    """Return what is said as HTML, what is said of it beside it, lines such as quotes below.

    >>> said("a & b", settled=False)
    '<div style="border-left:2px dashed currentColor;padding-left:.6em;margin:.2em 0">a &amp; b</div>'
    """
    lines = "".join(f'<div style="{_PALE}">{escaped(line)}</div>' for line in below)
    return f'<div style="{_LINE.format("solid" if settled else "dashed")}">{escaped(text)}{_paler(beside)}{lines}</div>'


def as_html(
    title: str, beside: str = "", lines: Iterable[str] = (), groups: Iterable[tuple[str, Iterable[str]]] = ()
) -> str:
    """Return a title as HTML, what is said beside it, lines below, then headings with pieces of HTML such as `said`."""
    body = "".join(f"<div>{escaped(line)}</div>" for line in lines)
    for heading, pieces in groups:
        body += f'<div style="margin:.6em 0 .2em"><b>{escaped(heading)}</b></div>' if heading else ""
        body += "".join(pieces)
    return f"<div><b>{escaped(title)}</b>{_paler(beside)}{body}</div>"


def _paler(beside: str) -> str:
    return f' <span style="{_PALE}">{escaped(beside)}</span>' if beside else ""
