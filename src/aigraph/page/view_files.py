"""The views of a page as `views/` has them: one YAML file a view, read and checked as seeds are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aigraph.characters import visible
from aigraph.errors import Problem, SeedError, did_you_mean
from aigraph.model import STAGES, Graph
from aigraph.ontology import Ontology
from aigraph.seeds.folders import named_folders
from aigraph.seeds.values import is_slug
from aigraph.seeds.yaml import Node, SeedFile
from aigraph.words.interface import LANGUAGES, both

__all__ = ["KINDS", "View", "Views", "check_views", "read_views"]

#: Kind of view → its own fields: what each holds, a star behind it where it may be left out.
KINDS: Mapping[str, Mapping[str, str]] = {
    "flow": {"left": "predicate", "stage": "stage*", "right": "predicate", "heads": "headings"},
    "dots": {"class": "class", "parts": "parts*"},
    "timeline": {"undated": "words"},
    "ladder": {"above": "predicates", "beside": "predicates*", "class": "class"},
    "speakers": {},
    "section": {"section": "section"},
    "camps": {"camps": "pair", "between": "words"},
    "settled": {"gone": "words"},
}
#: The fields of every view.
_COMMON = {"title": "words", "sentence": "words", "place": "number*"}
#: What holds several of a kind → the kind.
_EACH = {"predicates": "predicate", "pair": "entity"}
_PROSE = ("README.md", "LICENSE")
#: How many columns a flow has, and sides camps.
_COLUMNS, _SIDES = 3, 2


@dataclass(frozen=True, slots=True)
class View:
    """A question that the page answers by drawing: `fields` are those of its kind in `KINDS`, words in both languages.

    `names` has the words that the ontology or the graph must know: field, kind, word, line. `home` is the folder.
    """

    id: str
    kind: str
    fields: Mapping[str, Any]
    path: str
    home: Path
    names: tuple[tuple[str, str, str, int], ...] = ()

    @property
    def record(self) -> dict[str, Any]:
        """Return the view as what draws it takes it."""
        return {**self.fields, "id": self.id, "kind": self.kind}


@dataclass(slots=True)
class Views:
    """The views of some folders, in the order in which a page offers them, and everything that is wrong with them."""

    views: list[View] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def checked(self) -> list[View]:
        """Return the views. Raises SeedError with every problem."""
        if self.problems:
            raise SeedError(self.problems)
        return self.views


def read_views(folders: Sequence[Path]) -> Views:
    """Read the views of folders, those of an earlier folder first; a folder that is not there has none."""
    found, first = Views(), dict[str, View]()
    for display, folder in named_folders(folders):
        here = []
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith(".") or path.name in _PROSE:
                continue
            if path.suffix != ".yaml":
                place = f"{display}/{visible(path.name, spaces=True)}"
                message = "is not read; expected *.yaml, one view each. Rename or move it"
                found.problems.append(Problem(place, 0, message))
                continue
            file = SeedFile.read(folder, path.name, display)
            view = _view(path, file)
            if view is not None and first.setdefault(view.id, view) is not view:
                file.report(0, f"the view {view.id!r} stands already at {first[view.id].path}. Rename one")
            elif view is not None:
                here.append(view)
            found.problems += file.problems
        found.views += sorted(here, key=lambda view: (view.fields.get("place", len(here)), view.id))
    return found


def check_views(views: Sequence[View], graph: Graph, ontology: Ontology) -> Iterator[Problem]:
    """Yield the names in views that the ontology or the graph does not know, each with the nearest."""
    known: Mapping[str, Sequence[str]] = {
        "class": list(ontology.classes),
        "predicate": [prop.name for prop in ontology.predicates()],
        "entity": [entity.id for entity in graph.entities if not entity.replaced_by],
        "section": [f"{source.id}/{section.id}" for source in graph.sources for section in source.sections],
        "statement": [statement.id for statement in graph.statements],
    }
    for view in views:
        for name, kind, word, line in view.names:
            if word not in known[kind]:
                hint = did_you_mean(word, known[kind]) or f"; expected one of {len(known[kind])}"
                message = f"unknown {kind} {word!r} in {name}{hint}"
                yield Problem(view.path, line, visible(message, spaces=True))


def _view(path: Path, file: SeedFile) -> View | None:
    """Return the view of a file, reporting what is wrong with it; None where nothing is known of its kind."""
    slug = path.stem
    if not is_slug(slug):
        file.report(0, f"{slug!r} is no id; expected lower-case letters, digits and hyphens. Rename the file")
    root = file.mapping(file.root, "the file")
    if not root:
        return None
    kind = file.text(root.get("kind"), "kind") or ""
    if kind not in KINDS:
        expected = f"expected {', '.join(KINDS)}{did_you_mean(kind, KINDS)}"
        if kind:
            file.unread(root["kind"], f"unknown kind of view {kind!r}; {expected}")
        elif "kind" not in root:
            file.unread(1, f"no kind; {expected}")
        return None
    wanted = {**_COMMON, **KINDS[kind]}
    file.mapping(file.root, f"a view of kind {kind}", ("kind", *wanted))
    reader = _Reader(file)
    fields: dict[str, Any] = {}
    for name, sort in wanted.items():
        if name in root:
            value = reader.value(root[name], name, sort.removesuffix("*"))
            fields |= {} if value is None else {name: value}
        elif not sort.endswith("*"):
            file.unread(1, f"no {name}; a view of kind {kind} has one. Add it")
    fields = {"beside": [], **fields} if kind == "ladder" else fields
    return View(slug, kind, fields, file.path, path.parent, tuple(reader.names))


class _Reader:
    """Reads the fields of one view; `names` gathers what has to be known: field, kind, word, line."""

    def __init__(self, file: SeedFile) -> None:
        self.file = file
        self.names: list[tuple[str, str, str, int]] = []

    def value(self, node: Node, name: str, sort: str) -> Any:
        match sort:
            case "words":
                return self.words(node, name)
            case "headings":
                return self.several(node, name, [self.words(item, name) for item in self.file.items(node, name)])
            case "predicates" | "pair":
                items = [node] if isinstance(node.value, str) else self.file.items(node, name)
                found = [self.name(item, name, _EACH[sort]) for item in items]
                return self.several(node, name, found) if sort == "pair" else [word for word in found if word]
            case "parts":
                parts = self.file.mapping(node, name)
                named = {part: self.name(whole, name, "statement") for part, whole in parts.items()}
                self.names += [(name, "statement", part, node.key_lines[part]) for part in parts]
                return {part: whole for part, whole in named.items() if whole}
            case "number":
                return self.number(node, name)
            case "stage":
                word = self.file.text(node, name)
                if word is not None and word not in STAGES:
                    hint = did_you_mean(word, STAGES)
                    self.file.report(node, f"unknown stage {word!r}; expected {', '.join(STAGES)}{hint}")
                return word
        return self.name(node, name, sort)

    def name(self, node: Node, name: str, sort: str) -> str | None:
        word = self.file.text(node, name)
        if word is not None:
            self.names.append((name, sort, word, node.line))
        return word

    def several(self, node: Node, name: str, found: list[Any]) -> list[Any]:
        wanted = _COLUMNS if name == "heads" else _SIDES
        if isinstance(node.value, list) and len(found) != wanted:
            self.file.report(node, f"{name} has {len(found)}; expected {wanted}")
        return found

    def number(self, node: Node, name: str) -> int | None:
        text = self.file.text(node, name)
        if text is None or (text.isascii() and text.isdigit() and len(text) < 10):
            return None if text is None else int(text)
        self.file.report(node, f"{name} is {text!r}; expected a whole number, the lowest first")
        return None

    def words(self, node: Node, name: str) -> dict[str, str]:
        """Return words in both languages: one text for both, or one for each."""
        if not isinstance(node.value, dict):
            text = self.file.words(node, name)
            return {} if text is None else both({LANGUAGES[0]: text})
        parts = self.file.mapping(node, name, LANGUAGES)
        told = {la: self.file.words(parts[la], f"{name} in {la}") for la in LANGUAGES if la in parts}
        return both({language: text for language, text in told.items() if text})
