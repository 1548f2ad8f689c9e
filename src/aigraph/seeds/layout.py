"""A YAML text laid out in one style by moving whole lines, so that no value is ever written anew.

Entries are put in order, nested mappings stand two columns in, list items at their key's column. Comments on lines of
their own go with what follows them, unless they stand further in and so close what went before.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["Order", "UnusualLayout", "laid_out"]

#: The path from the root, `-` for an item of a list → how to sort the keys of the mapping there, None to leave them.
Order = Callable[[tuple[str, ...]], Callable[[str], Any] | None]
_DASH = "-"


class UnusualLayout(ValueError):
    """The text is YAML in a form that lines cannot be moved in."""


def laid_out(text: str, root: Any, order: Order) -> str:
    """Return the text, whose tree of PyYAML's nodes is `root`, laid out. Raises UnusualLayout."""
    writer = _Layout(text, order)
    if not writer.is_block(root):
        raise UnusualLayout
    start = min(writer.children(root))
    own = start
    while own and writer.lines[own - 1].lstrip().startswith("#"):
        own -= 1
    header = writer.lines[:own] if any(line.strip() for line in writer.lines[:own]) else []
    lines = [line.rstrip() for line in header] + writer.block(root, own, len(writer.lines), ())
    return "\n".join(lines).rstrip("\n") + "\n"


class _Layout:
    """Gives the lines of a node as if it stood at the left margin; who holds it moves them in."""

    def __init__(self, text: str, order: Order) -> None:
        self.text, self.order = text, order
        self.lines = text.split("\n")
        self.ends = [match.start() for match in re.finditer("\n", text)]

    def place(self, index: int) -> tuple[int, int]:
        line = bisect_left(self.ends, index)
        return line, index - (self.ends[line - 1] + 1 if line else 0)

    def is_block(self, node: Any) -> bool:
        from yaml import ScalarNode

        return not isinstance(node, ScalarNode) and not node.flow_style and bool(node.value)

    def children(self, node: Any) -> list[int]:
        """Return the line on which each entry or item of a block begins, all in one column."""
        column = self.column(node)
        lines: list[int] = []
        for item in node.value:
            line, at = self.place((item[0] if isinstance(item, tuple) else item).start_mark.index)
            if isinstance(item, tuple) != (at == column) or (lines and line <= lines[-1]):
                raise UnusualLayout
            if not isinstance(item, tuple) and not re.fullmatch("-[ \t]+", self.lines[line][column:at]):
                raise UnusualLayout
            lines.append(line)
        return lines

    def column(self, node: Any) -> int:
        first = node.value[0]
        start = first[0] if isinstance(first, tuple) else node
        return self.place(start.start_mark.index)[1]

    def last_line(self, node: Any) -> int:
        """Return the last line that says something of a node."""
        from yaml import ScalarNode

        if self.is_block(node):
            last = node.value[-1]
            return max(map(self.last_line, last)) if isinstance(last, tuple) else self.last_line(last)
        line, column = self.place(node.end_mark.index)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            first = self.place(node.start_mark.index)[0]
            line -= column == 0 and line > first
            while "+" not in self.lines[first] and line > first and not self.lines[line].strip():
                line -= 1
        return line

    def block(self, node: Any, start: int, stop: int, path: tuple[str, ...]) -> list[str]:
        """Return the lines of a block between two lines, its comments among them."""
        column, firsts = self.column(node), self.children(node)
        chunks = []
        above = self.comments(start, firsts[0])
        for item, first, after in zip(node.value, firsts, [*firsts[1:], stop], strict=True):
            end = self.last_line(item[1] if isinstance(item, tuple) else item) + 1
            while end < after and (not self.lines[end].strip() or self.indent(end) > column):
                end += 1
            while end > first + 1 and not self.lines[end - 1].strip() and "+" not in self.lines[first]:
                end -= 1
            make = self.entry if isinstance(item, tuple) else self.item
            key = item[0].value if isinstance(item, tuple) else _DASH
            chunks.append((key, [*above, *make(item, first, end, column, path)]))
            above = self.comments(end, after)
        sort = self.order(path) if isinstance(node.value[0], tuple) else None
        if sort is not None:
            gaps = [_gap(lines) for _, lines in chunks]  # empty lines stay where they are, whatever comes after them
            chunks.sort(key=lambda chunk: sort(chunk[0]))
            chunks = [(key, [""] * gap + lines[_gap(lines) :]) for gap, (key, lines) in zip(gaps, chunks, strict=True)]
        return [line for _, lines in chunks for line in lines] + above

    def comments(self, start: int, stop: int) -> list[str]:
        lines = [line.strip() for line in self.lines[start:stop]]
        if any(line and not line.startswith("#") for line in lines):
            raise UnusualLayout
        return lines

    def indent(self, line: int) -> int:
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))

    def entry(self, pair: tuple[Any, Any], first: int, stop: int, column: int, path: tuple[str, ...]) -> list[str]:
        from yaml import MappingNode

        key, value = pair
        if self.is_block(value):
            inner = self.block(value, first + 1, stop, (*path, key.value))
            return [self.lines[first][column:].rstrip(), *_moved(inner, 2 if isinstance(value, MappingNode) else 0)]
        lines = self.raw(value, first, stop, column)
        end, start = self.place(key.end_mark.index), self.place(value.start_mark.index)
        if end[0] == start[0] == first and re.fullmatch(r":[ \t]+", self.lines[first][end[1] : start[1]]):
            lines[0] = f"{self.lines[first][column : end[1]]}: {lines[0][start[1] - column :]}"
        return lines

    def item(self, node: Any, first: int, stop: int, column: int, path: tuple[str, ...]) -> list[str]:
        inner_column = self.place(node.start_mark.index)[1]
        if not self.is_block(node):
            inner = self.raw(node, first, stop, inner_column)
            return [f"- {inner[0]}", *_moved(inner[1:], 2)]
        inner = self.block(node, first, stop, (*path, _DASH))
        at = next(number for number, line in enumerate(inner) if line and not line.startswith("#"))
        return [*inner[:at], f"- {inner[at]}", *_moved(inner[at + 1 :], 2)]

    def raw(self, node: Any, first: int, stop: int, column: int) -> list[str]:
        """Return the lines of a scalar or a flow collection, those after the first moved left alike."""
        rest = self.lines[first + 1 : stop]
        if not rest:
            return [self.lines[first][column:].rstrip()]
        cut = min([column, *(self.indent(first + 1 + n) for n, line in enumerate(rest) if line.strip())])
        return [self.lines[first][column:], *(line[cut:] for line in rest)]


def _gap(lines: Sequence[str]) -> int:
    """Return how many empty lines come first."""
    return next((number for number, line in enumerate(lines) if line), len(lines))


def _moved(lines: Sequence[str], columns: int) -> list[str]:
    return [" " * columns + line if line else line for line in lines]
