"""A seed file as text with line numbers: every scalar a string, duplicate keys and broken Unicode reported."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aigraph.errors import Problem, did_you_mean

__all__ = ["Node", "SeedFile"]


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, list or mapping with the line it stands on; a mapping also knows the lines of its keys."""

    value: "str | list[Node] | dict[str, Node]"
    line: int
    key_lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class SeedFile:
    """One YAML file, read; `problems` gathers what is wrong with it, each at its line."""

    path: str
    root: Node
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path, name: str, display: str) -> "SeedFile":
        """Read `name` below `folder`; its problems are named by `display`/name."""
        file = cls(f"{display}/{name}", Node({}, 1))
        try:
            text = (folder / name).read_text(encoding="utf-8")
        except UnicodeDecodeError as err:
            file.report(0, f"not UTF-8 at byte {err.start}; expected UTF-8. Save the file as UTF-8")
            return file
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                file.report(number, "text is not in Unicode NFC; expected composed characters. Normalise the line")
        file.root = _compose(text, file.report) or file.root
        return file

    def report(self, at: "Node | int", message: str) -> None:
        """Add a problem at a node or line."""
        self.problems.append(Problem(self.path, at if isinstance(at, int) else at.line, message))

    def mapping(self, node: Node, what: str, keys: Iterable[str] | None = None) -> dict[str, Node]:
        """Return a mapping's entries, reporting another kind of node and, with `keys`, each key not among them."""
        if not isinstance(node.value, dict):
            self.report(node, f"{what} is {_kind(node)}; expected a mapping")
            return {}
        if keys is not None:
            known = list(keys)
            for key in node.value:
                if key not in known:
                    hint = did_you_mean(key, known)
                    self.report(node.key_lines[key], f"unknown key {key!r} in {what}; expected {_list(known)}{hint}")
        return node.value

    def items(self, node: Node, what: str) -> list[Node]:
        """Return the items of a list, reporting another kind of node."""
        if isinstance(node.value, list):
            return node.value
        self.report(node, f"{what} is {_kind(node)}; expected a list")
        return []

    def text(self, node: Node | None, what: str) -> str | None:
        """Return a scalar's text, reporting another kind of node; None for no node."""
        if node is None or isinstance(node.value, str):
            return None if node is None else str(node.value)
        self.report(node, f"{what} is {_kind(node)}; expected text")
        return None

    def texts(self, node: Node | None, what: str) -> list[Node]:
        """Return the scalars of a list, or the one scalar, each with its line."""
        if node is None:
            return []
        nodes = node.value if isinstance(node.value, list) else [node]
        return [item for item in nodes if self.text(item, what) is not None]


def _kind(node: Node) -> str:
    return {str: f"the text {node.value!r}", list: "a list", dict: "a mapping"}[type(node.value)]


def _list(words: list[str]) -> str:
    return ", ".join(words) if len(words) <= 20 else f"one of {len(words)} keys"


def _compose(text: str, report: Callable[[Node | int, str], None]) -> Node | None:
    import yaml

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark or err.context_mark
        where = f"column {mark.column + 1}: " if mark else ""
        context = f" ({err.context})" if err.context else ""
        report(mark.line + 1 if mark else 0, f"{where}not YAML: {err.problem}{context}. Quote the text or use |-")
        return None
    except yaml.YAMLError as err:
        report(0, f"not YAML: {err}")
        return None
    return None if root is None else _convert(root, report)


def _convert(node: object, report: Callable[[Node | int, str], None]) -> Node:
    from yaml import MappingNode, ScalarNode, SequenceNode

    assert isinstance(node, ScalarNode | SequenceNode | MappingNode)
    line = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return Node(node.value, line)
    if isinstance(node, SequenceNode):
        return Node([_convert(item, report) for item in node.value], line)
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        at = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            report(at, "a key is a list or mapping; expected text")
        elif key.value in entries:
            first = lines[key.value]
            report(at, f"key {key.value!r} stands twice, first in line {first}; expected once. Remove one")
        else:
            entries[key.value] = _convert(value, report)
            lines[key.value] = at
    return Node(entries, line, lines)
