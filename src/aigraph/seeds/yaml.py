"""A seed file as text with line numbers: every scalar a string; what YAML would drop or bend without a word reported.

Lines are those that `grep -n` and editors count, ended by a line feed, whatever else YAML takes for a line's end.
"""

import codecs
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aigraph.characters import unfit, visible
from aigraph.errors import Problem, did_you_mean

__all__ = ["UNANSWERED", "UNREAD", "Node", "SeedFile", "compose", "read_tree"]

#: The kind of a problem that leaves something written unread, so that what was read is not all there is.
UNREAD = "unread"
#: The kind of a problem that only asks for an answer: the seeds can be read, and a graph made of them, without one.
UNANSWERED = "unanswered"

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: What YAML 1.1 forbids unescaped. Source: https://yaml.org/spec/1.1/#c-printable
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NULLS = ("~", "null", "Null", "NULL")
_DEEPEST = 30
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, list or mapping with the line it stands on; a mapping also knows the lines of its keys.

    `plain` is a scalar without quotes, `commented` one with a comment behind it on its line.
    """

    value: "str | list[Node] | dict[str, Node]"
    line: int
    key_lines: Mapping[str, int] = field(default_factory=dict)
    plain: bool = False
    commented: bool = False

    @property
    def blank(self) -> bool:
        """Whether the scalar says nothing: blanks only, or YAML's words for nothing."""
        if not isinstance(self.value, str):
            return False
        return not self.value.strip() or (self.plain and self.value in _NULLS)


@dataclass(slots=True)
class SeedFile:
    """One YAML file, read; `problems` gathers what is wrong with it, each at its line.

    Of a file that is not YAML, `lost` has what seem to be its keys, so that nobody is told that they are unknown.
    """

    path: str
    root: Node
    problems: list[Problem] = field(default_factory=list)
    lost: frozenset[str] = frozenset()

    @property
    def stem(self) -> str:
        """The name of the file, without `.yaml`."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    @classmethod
    def read(cls, folder: Path, name: str, display: str) -> "SeedFile":
        """Read `name` below `folder`; its problems are named by `display`/name."""
        file, path = cls(visible(f"{display}/{name}"), Node({}, 1)), folder / name
        try:
            data = path.read_bytes() if path.is_file() else None
        except OSError as err:
            file.unread(0, f"cannot be read: {err.strerror}; expected a file of seeds")
            return file
        if data is None:
            file.unread(0, "is no file; expected a file of seeds. Remove it")
            return file
        encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        if file.is_utf_8(data, encoding):
            file.root = _read(text, file) or file.root
        if file.root.value == {}:
            file.lost = frozenset(re.findall(r"^([^\s#:]+):", text, re.MULTILINE))
        return file

    def is_utf_8(self, data: bytes, encoding: str) -> bool:
        """Return whether a file's bytes are UTF-8, reporting what they are else."""
        if encoding != "utf-8":
            self.unread(0, f"is in {encoding.upper()}; expected UTF-8. Save the file as UTF-8")
            return False
        try:
            data.decode()
        except UnicodeDecodeError as err:
            line = data.count(b"\n", 0, err.start) + 1
            self.unread(line, f"not UTF-8 at byte {err.start}; expected UTF-8. Save the file as UTF-8")
            return False
        return True

    def report(self, at: "Node | int", message: str, kind: str = "seed") -> None:
        """Add a problem at a node or line; what cannot be seen in it is written out, what is too long left out."""
        if len(message) > _LONGEST:
            message = f"{message[: _LONGEST // 2]}…{message[-_LONGEST // 2 :]}"
        self.problems.append(
            Problem(self.path, at if isinstance(at, int) else at.line, visible(message, spaces=True), kind)
        )

    def unread(self, at: "Node | int", message: str) -> None:
        """Add a problem that leaves something written unread."""
        self.report(at, message, UNREAD)

    def mapping(self, node: Node, what: str, keys: Iterable[str] | None = None) -> dict[str, Node]:
        """Return a mapping's entries, reporting another kind of node and, with `keys`, each key not among them."""
        if not isinstance(node.value, dict):
            self.unread(node, f"{what} is {_kind(node)}; expected a mapping")
            return {}
        if keys is not None:
            known = list(keys)
            for key in node.value:
                if key not in known:
                    hint = did_you_mean(key, known)
                    self.unread(node.key_lines[key], f"unknown key {key!r} in {what}; expected {_list(known)}{hint}")
        return node.value

    def items(self, node: Node, what: str) -> list[Node]:
        """Return the items of a list, reporting another kind of node and an empty one."""
        if isinstance(node.value, list):
            if not node.value:
                self.report(node, f"{what} is an empty list; expected something in it. Fill it, or leave it out")
            return node.value
        self.unread(node, f"{what} is {_kind(node)}; expected a list")
        return []

    def text(self, node: Node | None, what: str) -> str | None:
        """Return a scalar's text, reporting another kind of node, and a blank one; None for these and for no node."""
        if node is None:
            return None
        if not isinstance(node.value, str):
            self.unread(node, f"{what} is {_kind(node)}; expected text")
        elif node.blank:
            self.report(node, f"{what} is {_kind(node)}; expected text. Write it, or leave {what} out")
        else:
            return node.value
        return None

    def words(self, node: Node | None, what: str) -> str | None:
        """Return a scalar's text as `text` does, reporting one that YAML may have cut short at ` #`."""
        if node is not None and node.plain and node.commented:
            self.report(
                node, f"{what} ends before ' #', where YAML's comments begin; expected all its words. Put it in quotes"
            )
        return self.text(node, what)

    def texts(self, node: Node | None, what: str) -> list[Node]:
        """Return the scalars of a list, or the one scalar, each with its line."""
        if node is None:
            return []
        nodes = node.value if isinstance(node.value, list) else [node]
        return [item for item in nodes if self.text(item, what) is not None]


def compose(text: str) -> Any:
    """Return the tree of PyYAML's nodes of a text, None where it holds none. Raises yaml.YAMLError."""
    import yaml

    return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_tree(text: str) -> Node | None:
    """Return what a seed file of this text holds, None where it is no YAML."""
    return _read(text, SeedFile("", Node({}, 1)))


def _kind(node: Node) -> str:
    if node.blank:
        return f"blank ({node.value})" if node.value else "blank"
    return {str: f"the text {node.value!r}", list: "a list", dict: "a mapping"}[type(node.value)]


def _list(words: list[str]) -> str:
    return ", ".join(words) if len(words) <= 20 else f"one of {len(words)} keys"


def _read(text: str, file: SeedFile) -> Node | None:
    """Return the tree of a text; None, and a report, where there is none."""
    import yaml

    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            file.report(number, "text is not in Unicode NFC; expected composed characters. Normalise the line")
        if "\r" in line.removesuffix("\r"):
            file.report(number, "a lone carriage return; expected line ends as \\n. Convert the file")
    reader = _TreeReader(text, file)
    forbidden = {reader.line(match.start()): match[0] for match in _FORBIDDEN.finditer(text)}
    for at, character in forbidden.items():
        file.unread(
            at, f"the character {visible(character, spaces=True)} cannot stand in YAML; expected text. Remove it"
        )
    if not text.strip():
        file.unread(0, "is empty; expected entries. Fill it, or remove the file")
    if forbidden or not text.strip():
        return None
    try:
        root = compose(text)
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark or err.context_mark
        at, column = (0, 0) if mark is None else reader.place(mark.index)
        context = f" ({err.context})" if err.context else ""
        file.unread(at, f"column {column}: not YAML: {err.problem}{context}. Quote the text or use |-")
        return None
    except yaml.YAMLError as err:
        file.unread(0, f"not YAML: {err}")
        return None
    return None if root is None else reader.node(root)


class _TreeReader:
    """Turns PyYAML's nodes into ours, reporting what we do not read."""

    def __init__(self, text: str, file: SeedFile) -> None:
        self.text, self.file = text, file
        self.ends = [match.start() for match in re.finditer("\n", text)]
        self.left = len(text) + 1  # more nodes than characters come of aliases of aliases only
        self.open: list[int] = []

    def line(self, index: int) -> int:
        return bisect_left(self.ends, index) + 1

    def place(self, index: int) -> tuple[int, int]:
        line = self.line(index)
        return line, index - (self.ends[line - 2] if line > 1 else -1)

    def node(self, node: Any) -> Node:
        from yaml import MappingNode, ScalarNode

        line = self.line(node.start_mark.index)
        if problem := self._refused(node):
            self.file.unread(line, problem)
            return Node([], line)
        if isinstance(node, ScalarNode):
            return self._scalar(node, line)
        self.open.append(id(node))
        if isinstance(node, MappingNode):
            found = self._mapping(node, line)
        else:
            found = Node([self.node(item) for item in node.value], line)
        self.open.pop()
        return found

    def _refused(self, node: Any) -> str | None:
        self.left -= 1
        if not node.tag.startswith("tag:yaml.org,2002:"):
            return f"the tag {node.tag!r}; expected none. Remove it"
        if id(node) in self.open:
            return "an alias inside what it stands for; expected no circle. Write it out"
        if len(self.open) >= _DEEPEST:
            return f"nested more than {_DEEPEST} deep; expected less"
        return "aliases make more of the file than it holds; expected few. Write them out" if self.left < 0 else None

    def _scalar(self, node: Any, line: int) -> Node:
        plain = node.style in (None, "")
        commented = plain and re.compile(r"[ \t]+#").match(self.text, node.end_mark.index) is not None
        if found := unfit(node.value):
            self.file.report(line, f"the control character {found}; expected text. Remove it")
        return Node(node.value, line, plain=plain, commented=commented)

    def _mapping(self, node: Any, line: int) -> Node:
        from yaml import ScalarNode

        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            at = self.line(key.start_mark.index)
            if not isinstance(key, ScalarNode):
                self.file.unread(at, "a key is a list or mapping; expected text")
            elif key.value in entries:
                first = lines[key.value]
                self.file.unread(
                    at, f"key {key.value!r} stands twice, first in line {first}; expected once. Remove one"
                )
            else:
                entries[key.value] = self.node(value)
                lines[key.value] = at
        return Node(entries, line, lines)
