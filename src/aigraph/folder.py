"""A graph folder: what `aigraph.toml` says, which graphs it extends, and where each part of them lies."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from aigraph.errors import Problem, SeedError, did_you_mean
from aigraph.namespaces import BASE, PREFIXES, Space
from aigraph.places import CONFIG, shipped_folder

__all__ = ["SHIPPED_NAME", "Folder", "graph_name", "prefix_of", "read_folder", "shipped"]

#: How `extends` calls the graph that ships.
SHIPPED_NAME = "aigraph"
#: The file that makes the terms of a folder a whole ontology: without it they are added to the shipped one.
WHOLE = "aigraph.ttl"
_KEYS = ("title", "base", "prefix", "extends", "licence", "languages")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")
_PREFIX = re.compile("[a-z][a-z0-9-]*")
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Folder:
    """A graph folder. `space` is what it says of itself, `extends` the folders whose graphs it has too."""

    path: Path
    space: Space
    extends: "tuple[Folder, ...]" = ()

    @property
    def name(self) -> str:
        """The name by which findings call it: the shipped one's, or the folder's own."""
        return graph_name(self.path)

    @property
    def seeds(self) -> Path:
        """Where its seeds are."""
        return self.path / "seeds"

    @property
    def tables(self) -> Path:
        """Where its tables are."""
        return self.path / "tables"

    @property
    def mappings(self) -> Path:
        """Where it is said what the rows of its tables say."""
        return self.path / "mappings"

    def chain(self) -> "tuple[Folder, ...]":
        """Return all graphs it takes: each once, after those that it extends, itself last."""
        found = {other.path: other for folder in self.extends for other in folder.chain()}
        return (*found.values(), self)

    def all(self, part: str) -> list[Path]:
        """Return the folders of a part (`ontology`, `queries`, `views`) of it and of those it extends, that exist.

        The shipped ones come first, since they go with the shipped ontology: unless a folder brings an ontology of its
        own.
        """
        folders = [folder.path for folder in self.chain()]
        if not any((path / "ontology" / WHOLE).is_file() for path in folders):
            folders.insert(0, Path(shipped_folder()))
        return [path / part for path in folders if (path / part).is_dir()]

    def namespaces(self) -> list[str]:
        """Return what terms of the ontology may begin with."""
        return [folder.space.terms for folder in self.chain()]

    def data(self) -> list[Path]:
        """Return every file and folder that the graph is made of; tables one by one, since they may be Markdown."""
        return [*self.all("ontology"), *(part for folder in self.chain() for part in folder._own())]

    def _own(self) -> Iterator[Path]:
        yield from (self.path / CONFIG, self.seeds, self.mappings)
        yield from sorted(path for path in self.tables.rglob("*") if not path.is_dir())


def graph_name(path: Path) -> str:
    """Return how findings call the graph of a folder: the shipped one's name, or the folder's own."""
    path = path.resolve()
    return SHIPPED_NAME if path == Path(shipped_folder()).resolve() else path.name


def shipped() -> Folder:
    """Return the folder of the graph that ships."""
    return read_folder(Path(shipped_folder()))


def read_folder(path: Path) -> Folder:
    """Read a graph folder.

    Raises:
        SeedError: it is none, or its `aigraph.toml` or that of a graph it extends is wrong; all that is.
    """
    return _read(path, ())


def _read(path: Path, above: tuple[Path, ...]) -> Folder:
    path = path.resolve()
    display = f"{path.name}/{CONFIG}" if above else CONFIG
    if not (path / CONFIG).is_file():
        what = f"no {CONFIG} in {path}" if path.is_dir() else f"no folder {path}"
        near = [SHIPPED_NAME, *(place.parent.name for place in path.parent.glob(f"*/{CONFIG}"))]
        hint = did_you_mean(path.name, near) or "."
        raise SeedError([Problem(display, 0, f"{what}; expected a graph folder{hint} 'aigraph new' makes one")])
    try:
        text = (path / CONFIG).read_bytes().decode("utf-8-sig")
        found = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        line = re.search(r"at line (\d+)", str(err))
        raise SeedError([Problem(display, int(line[1]) if line else 0, f"{err}; expected TOML")]) from err

    def problem(key: str, message: str) -> Problem:
        match = re.search(rf"^\s*{re.escape(key)}\b", text, re.MULTILINE)
        return Problem(display, text.count("\n", 0, match.end()) + 1 if match else 0, message)

    wrong = [problem(key, message) for key, message in _wrong(found)]
    if wrong:
        raise SeedError(wrong)
    extended, findings = [], []
    for name in found.get("extends", ()):
        other = Path(shipped_folder()) if name == SHIPPED_NAME else path / name
        if (last := other.resolve()) in (passed := (*above, path)):
            circle = " → ".join(place.name for place in (*passed[passed.index(last) :], last))
            findings.append(problem("extends", f"a circle of graphs: {circle}; expected none. Drop {name!r}"))
            continue
        try:
            extended.append(_read(other, passed))
        except SeedError as err:
            findings += [problem("extends", f"{name!r}: {found.path}: {found.message}") for found in err.problems]
    folder = Folder(path, _space(found, path), tuple(extended))
    findings += [problem(key, message) for key, message in _clashes(folder)]
    if findings:
        raise SeedError(findings)
    return folder


def _space(found: Mapping[str, Any], path: Path) -> Space:
    title = found["title"]
    titles = {"en": title} if isinstance(title, str) else dict(sorted(title.items()))
    return Space(
        found["base"],
        found.get("prefix") or prefix_of(path.name),
        titles,
        found.get("licence"),
        tuple(found.get("languages", ())),
    )


def prefix_of(name: str) -> str:
    """Return the prefix of a folder that says none: made of its name, and nobody else's.

    >>> prefix_of("My graph 2"), prefix_of("2024"), prefix_of("schema")
    ('my-graph-2', 'own', 'own-schema')
    """
    words = re.sub("[^a-z0-9]+", "-", name.lower()).lstrip("-0123456789").rstrip("-")
    return f"own-{words}" if words in PREFIXES else words or "own"


def _wrong(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the keys of the file: which, and a sentence."""
    for key in found.keys() - set(_KEYS):
        yield key, f"unknown key {key!r}; expected {', '.join(_KEYS)}{did_you_mean(key, _KEYS)}"
    title = found.get("title")
    if not (isinstance(title, str) and title.strip()) and not (
        isinstance(title, dict)
        and title
        and all(isinstance(t, str) and _LANGUAGE.fullmatch(k) for k, t in title.items())
    ):
        yield "title", 'no title; expected title = "…", or {en = "…", zh = "…"}'
    if not (isinstance(base := found.get("base"), str) and _BASE.fullmatch(base)):
        yield "base", f'base is {base!r}; expected the IRI that your ids begin with: base = "https://example.org/mine/"'
    prefix = found.get("prefix", "own")
    if not (isinstance(prefix, str) and _PREFIX.fullmatch(prefix)) or (prefix in PREFIXES and base != BASE):
        yield "prefix", f"prefix is {prefix!r}; expected letters, digits and hyphens, and none of {', '.join(PREFIXES)}"
    if not isinstance(found.get("licence", ""), str):
        yield "licence", f"licence is {found['licence']!r}; expected a text such as 'CC-BY-4.0'"
    for key, pattern in (("extends", re.compile(".+")), ("languages", _LANGUAGE)):
        texts = found.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) and pattern.fullmatch(text) for text in texts):
            example = SHIPPED_NAME if key == "extends" else "en"
            yield key, f'{key} is {texts!r}; expected a list of texts: {key} = ["{example}"]'


def _clashes(folder: Folder) -> Iterator[tuple[str, str]]:
    """Yield where two graphs of a chain would have the same IRIs or prefixes: the folder and another, or two others."""
    for one, other in combinations(reversed(folder.chain()), 2):
        bases, own = (one.space.base, other.space.base), one is folder
        whose = f"that of {other.name!r}" if own else f"{one.name!r} and {other.name!r}"
        if bases[0].startswith(bases[1]) or bases[1].startswith(bases[0]):
            shown = f"{bases[0]!r}" if bases[0] == bases[1] else f"{bases[0]!r} and {bases[1]!r}"
            yield ("base" if own else "extends"), f"one base within the other, {shown}: {whose}. Choose another"
        if one.space.prefix == other.space.prefix:
            yield ("prefix" if own else "extends"), f"one prefix twice, {one.space.prefix!r}: {whose}. Choose another"
