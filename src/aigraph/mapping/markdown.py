"""The tables of a Markdown text, by the headings above them: what a cell shows is its text, its links stand apart.

Source: https://github.github.com/gfm/#tables-extension-
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aigraph.errors import did_you_mean, not_installed
from aigraph.mapping.delimited import decoded
from aigraph.mapping.frame import Frame, Row, named

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["LINKS", "read_markdown"]

#: What follows the name of a column in the name of the one that has its links, one a line.
LINKS = " (links)"
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


@dataclass(slots=True)
class _Table:
    """A table: its heading, and its records, the header first, each with its line, its cells and their links."""

    heading: str
    records: list[tuple[int, list[str], list[list[str]]]] = field(default_factory=list)


def read_markdown(path: Path, headings: Sequence[str] = ()) -> Frame:
    """Return the tables under some headings as one; a row's number is its line. Without headings the only table.

    A row with fewer cells than columns has empty ones, as GFM says; one with more is at fault, since GFM drops them.
    A column in which a cell has a link has a second one beside it, of the links' targets.
    """
    text = decoded(path)
    tables = list(_tables(text))
    if not tables:
        raise ValueError("has no table; expected one of Markdown: a header, a line of '---|---', rows")
    chosen = _chosen(tables, headings)
    names = named(chosen[0].records[0][1], f"line {chosen[0].records[0][0]}")
    for table in chosen[1:]:
        line, other, _ = table.records[0]
        if named(other, f"line {line}") != names:
            raise ValueError(
                f"line {line}: the table under {table.heading!r} has other columns than that under "
                f"{chosen[0].heading!r}; expected the same. Read it with a mapping of its own"
            )
    linked = {name for t in chosen for _, _, links in t.records[1:] for name, found in zip(names, links) if found}
    columns = [part for name in names for part in (name, name + LINKS)[: 2 if name in linked else 1]]
    return Frame(named(columns), _rows(chosen, names, linked, text.split("\n")), "line")


def _chosen(tables: list[_Table], headings: Sequence[str]) -> list[_Table]:
    known = list(dict.fromkeys(table.heading for table in tables))
    for heading in headings:
        if heading not in known:
            raise ValueError(
                f"no table under {heading!r}; expected {', '.join(map(repr, known))}{did_you_mean(heading, known)}"
            )
    chosen = [table for table in tables if table.heading in headings]
    if not headings and len(tables) > 1:
        listed = ", ".join(map(repr, known))
        raise ValueError(f"has {len(tables)} tables, under {listed}; expected which. Say 'heading: …', or a list")
    return chosen or tables


def _rows(tables: list[_Table], names: tuple[str, ...], linked: set[str], lines: list[str]) -> Iterator[Row]:
    for table in tables:
        for line, cells, links in table.records[1:]:
            count = _count(lines[line - 1])
            if count > len(names):
                yield Row(line, {}, f"has {count} cells; expected {len(names)}, one for each column. Remove one")
            else:
                urls = {name + LINKS: "\n".join(found) for name, found in zip(names, links) if name in linked}
                yield Row(line, dict(zip(names, cells)) | urls)


def _count(line: str) -> int:
    """Return how many cells a line of a table has: what bars that are not escaped part."""
    inner = line.strip()
    bars = [match.end() - 1 for match in _BAR.finditer(inner)]
    return len(bars) + 1 - (0 in bars) - (len(inner) - 1 in bars)


def _tables(text: str) -> Iterator[_Table]:
    try:
        from markdown_it import MarkdownIt
    except ImportError as err:
        raise not_installed("a table of Markdown", "markdown-it-py", "markdown") from err
    heading, table, opened = "", None, False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            opened = True
        elif token.type == "inline" and opened:
            heading, opened = _shown(token)[0], False
        elif token.type == "table_open":
            table = _Table(heading)
        elif token.type == "tr_open" and table:
            table.records.append(((token.map or [0])[0] + 1, [], []))
        elif token.type == "inline" and table:
            shown, links = _shown(token)
            table.records[-1][1].append(shown)
            table.records[-1][2].append(links)
        elif token.type == "table_close" and table:
            yield table
            table = None


def _shown(inline: "Token") -> tuple[str, list[str]]:
    """Return the text that a cell shows, and the targets of its links, each once."""
    text, links = "", []
    for token in inline.children or ():
        if token.type in ("text", "code_inline", "text_special"):
            text += token.content
        elif token.type in ("softbreak", "hardbreak") or re.fullmatch(r"<br\s*/?>", token.content):
            text += "\n"
        elif token.type == "image":
            text += token.content
        elif token.type == "link_open":
            links.append(str(token.attrs.get("href", "")))
    return text.strip(), list(dict.fromkeys(links))
