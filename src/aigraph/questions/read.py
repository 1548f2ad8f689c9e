"""Folders of questions read and checked as seeds are: every problem at its line, all at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aigraph.characters import visible
from aigraph.errors import Problem, SeedError, did_you_mean
from aigraph.places import shipped_folder
from aigraph.questions.catalogue import KINDS, Parameter, Question
from aigraph.questions.declared import CRITERIA
from aigraph.seeds.folders import named_folders
from aigraph.seeds.values import is_slug
from aigraph.seeds.yaml import Node, SeedFile
from aigraph.words.interface import LANGUAGES, both

__all__ = ["FILES", "Questions", "questions_of", "read_questions", "shipped"]

#: What the folder of a question may hold; the first two it must.
FILES = ("question.yaml", "query.rq", "query.cypher", "query.py")
_KEYS = ("en", "zh", "topics", "kinds", "parameters", "declared", "columns", "ordered", "rows", "rests")
_PARAMETER_KEYS = ("type", "default", "en", "zh")
_LISTS = (*CRITERIA, "unit", "below")
_PROSE = ("README.md", "LICENSE")
_BOOLEANS = {"true": True, "false": False}


@dataclass(slots=True)
class Questions:
    """The questions of some folders by id, and everything that is wrong with them."""

    questions: dict[str, Question] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def checked(self) -> dict[str, Question]:
        """Return the questions by id. Raises SeedError with every problem."""
        if self.problems:
            raise SeedError(self.problems)
        return self.questions


def shipped() -> Mapping[str, Question]:
    """Return the questions that ship, by id."""
    return questions_of((Path(shipped_folder(), "queries"),))


@cache
def questions_of(folders: tuple[Path, ...]) -> Mapping[str, Question]:
    """Return the questions of folders by id, those of an earlier folder first, once a process. Raises SeedError."""
    return read_questions(*folders).checked()


def read_questions(*folders: Path) -> Questions:
    """Read the questions of folders; a folder that is not there has none."""
    found, homes = Questions(), dict[str, str]()
    for display, folder in named_folders(folders):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith((".", "_")) or path.name in _PROSE:
                continue
            place = f"{display}/{visible(path.name, spaces=True)}"
            file = _read(path, place, found)
            if file is None:
                continue
            if homes.setdefault(path.name, file.path) != file.path:
                file.report(0, f"the question {path.name!r} stands already at {homes[path.name]}. Rename one")
            found.problems += file.problems
    return found


def _read(path: Path, place: str, found: Questions) -> SeedFile | None:
    """Read the question of a folder into `found`; return its file with what is wrong with it."""
    if not path.is_dir():
        found.problems.append(Problem(place, 0, "is no folder; expected one for each question. Remove it"))
        return None
    for name in FILES[:2]:
        if not (path / name).is_file():
            found.problems.append(Problem(f"{place}/{name}", 0, "is not there; every question has one. Write it"))
    for other in sorted(path.iterdir()):
        if other.name not in FILES and not other.name.startswith((".", "_")):
            message = f"is not read; expected {', '.join(FILES)}. Rename or move it"
            found.problems.append(Problem(f"{place}/{visible(other.name, spaces=True)}", 0, message))
    if not all((path / name).is_file() for name in FILES[:2]):
        return None
    for name in FILES[1:]:
        query = SeedFile(f"{place}/{name}", Node({}, 1))
        if (path / name).is_file():
            query.is_utf_8((path / name).read_bytes(), "utf-8")
        found.problems += query.problems
    file = SeedFile.read(path, FILES[0], place)
    if not is_slug(path.name):
        file.report(0, f"{path.name!r} is no id; expected lower-case letters, digits and hyphens. Rename the folder")
    fields = file.mapping(file.root, "the file", _KEYS)
    if fields:
        question = _Reader(file).question(path, fields)
        found.questions.setdefault(question.id, question)
    return file


class _Reader:
    """Reads the fields of one `question.yaml`, reporting what is wrong to it."""

    def __init__(self, file: SeedFile) -> None:
        self.file = file

    def question(self, path: Path, fields: Mapping[str, Node]) -> Question:
        """Return the question, as far as it can be read."""
        for name in ("en", "columns"):
            if name not in fields:
                self.file.unread(1, f"no {name}; every question has one. Add it")
        columns = self._words(fields, "columns")
        return Question(
            path.name,
            both({la: text for la in LANGUAGES if (text := self.file.words(fields.get(la), la))}) or {"en": path.name},
            self._words(fields, "topics"),
            self._words(fields, "kinds"),
            tuple(self._parameters(fields.get("parameters"))),
            columns,
            self._cell(fields.get("ordered")) is True,
            tuple(self._rows(fields.get("rows"), len(columns))),
            tuple(self._plain(item) for item in self._items(fields.get("rests"), "rests")),
            path,
            dict(self._declared(fields.get("declared"))),
        )

    def _words(self, fields: Mapping[str, Node], name: str) -> tuple[str, ...]:
        return tuple(str(item.value) for item in self.file.texts(fields.get(name), name))

    def _items(self, node: Node | None, name: str) -> Sequence[Node]:
        empty = node is None or node.blank or node.value == []
        return [] if node is None or empty else self.file.items(node, name)

    def _mapping(self, node: Node | None, name: str) -> Mapping[str, Node]:
        return {} if node is None or node.blank else self.file.mapping(node, name)

    def _parameters(self, node: Node | None) -> Sequence[Parameter]:
        found = []
        for name, item in self._mapping(node, "parameters").items():
            fields = self.file.mapping(item, f"parameter {name!r}", _PARAMETER_KEYS)
            if not re.fullmatch("[a-z][a-z0-9_]*", name):
                self.file.report(item, f"{name!r} is no name of a parameter; expected letters, digits and _. Rename it")
            kind = self.file.text(fields.get("type"), "type") or ""
            if kind not in KINDS:
                expected = f"expected {', '.join(KINDS)}{did_you_mean(kind, KINDS)}"
                self.file.unread(fields.get("type", item), f"unknown type {kind!r} of {name}; {expected}")
            default = self._cell(fields.get("default"))
            if isinstance(default, list | float | bool):
                self.file.report(fields["default"], f"default of {name} is {default!r}; expected a text or a number")
                default = None
            texts = {la: text for la in LANGUAGES if (text := self.file.words(fields.get(la), la))}
            found.append(Parameter(name, kind, default, texts))
        return found

    def _declared(self, node: Node | None) -> Sequence[tuple[str, Mapping[str, str]]]:
        found = []
        for name, item in self._mapping(node, "declared").items():
            fields = self.file.mapping(item, f"the list {name!r}", _LISTS)
            wanted = {word: text for word, value in fields.items() if (text := self.file.text(value, word))}
            odd = not wanted or (len(wanted) > 1 and wanted.keys() & {"unit", "below"})
            if odd and not fields.keys() - {*_LISTS}:
                expected = f"expected some of {', '.join(CRITERIA)}, or one of unit and below"
                self.file.report(item, f"the list {name!r} has {', '.join(wanted) or 'nothing'}; {expected}")
            found.append((name, wanted))
        return found

    def _rows(self, node: Node | None, columns: int) -> Sequence[tuple[Any, ...]]:
        rows = []
        for item in self._items(node, "rows"):
            cells = self.file.items(item, "a row")
            if cells and len(cells) != columns:
                self.file.report(item, f"a row of {len(cells)} cells; expected {columns}, one for each column")
            rows.append(tuple(self._cell(cell) for cell in cells))
        return rows

    def _cell(self, node: Node | None) -> Any:
        """Return a cell as every engine can give it: nothing, a truth, a number or a text, or a list of such."""
        if node is None or node.blank:
            return None
        if isinstance(node.value, list):
            return [self._cell(item) for item in node.value]
        if not isinstance(node.value, str):
            self.file.unread(node, "a cell is a mapping; expected a text, a number or a list")
            return None
        if not node.plain:
            return node.value
        if re.fullmatch(r"[+-]?[0-9]+", node.value):
            return int(node.value)
        if re.fullmatch(r"[+-]?[0-9]+\.[0-9]+", node.value):
            number = float(node.value)
            return int(number) if number == int(number) else number
        return _BOOLEANS.get(node.value, node.value)

    def _plain(self, node: Node) -> Any:
        """Return what a node holds, every scalar a text."""
        if isinstance(node.value, list):
            return [self._plain(item) for item in node.value]
        if isinstance(node.value, dict):
            return {key: self._plain(item) for key, item in node.value.items()}
        return node.value
