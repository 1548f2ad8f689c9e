"""A table put into a graph folder: the file, its source with the digest, a mapping to finish; and digests filled in."""

import shutil
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import Path

from aigraph.characters import visible
from aigraph.errors import ExportError, Problem, SeedError, did_you_mean
from aigraph.files import is_portable, write_beside, writing
from aigraph.folder import Folder
from aigraph.mapping.draft import Known, mapping_yaml
from aigraph.mapping.frame import Undeclared
from aigraph.mapping.plan import TableSpec
from aigraph.mapping.profile import Profile, profile
from aigraph.mapping.shapes import OPTIONS, open_table
from aigraph.mapping.tables import Tables, digest_of_file
from aigraph.ontology import Ontology
from aigraph.seeds.digests import with_fields
from aigraph.seeds.draft import scalar, slug_of
from aigraph.seeds.entities import SourceDraft
from aigraph.seeds.reader import SOURCES
from aigraph.seeds.values import check_file_id
from aigraph.seeds.yaml import Node, read_tree

__all__ = ["Begun", "begin_table", "write_digests"]


@dataclass(frozen=True, slots=True)
class Begun:
    """What a table is called: its mapping, its source and this one's title; and how it is read, as `table` says it.

    What is not told is made of the file's name.
    """

    mapping: str | None = None
    source: str | None = None
    title: str | None = None
    options: Map[str, str | list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check the ids. Raises ExportError where one is none."""
        for what, name in (("the source", self.source), ("the mapping", self.mapping)):
            if name is not None:
                check_file_id(what, name)

    def spec(self, file: Path) -> TableSpec:
        """Return how the table is read.

        Raises:
            ExportError: the id that is made of the file's name is none on every system.
            ValueError: an option is none.
        """
        source = self.source or slug_of(file.stem) or "table"
        check_file_id("the source", source)
        for key in self.options:
            if key not in OPTIONS:
                raise ValueError(f"unknown option {key!r}; expected {', '.join(OPTIONS)}{did_you_mean(key, OPTIONS)}")
        options = {key: _node(value) for key, value in self.options.items()}
        return TableSpec(file.name, source, options=options)


def _node(value: str | list[str]) -> Node:
    return Node([Node(item, 0) for item in value] if isinstance(value, list) else value, 0)


def begin_table(folder: Folder, file: Path, ontology: Ontology, known: Known, wanted: Begun) -> list[Path]:
    """Return what was written for a table: the table, where it lay elsewhere, the sources, the mapping.

    Args:
        folder: the graph folder.
        file: the table.
        ontology: proposes classes and predicates.
        known: what the graph tells of whom the table names.
        wanted: what it is called.

    Raises:
        SeedError: it is no table.
        ExportError: an id is none, or is that of a mapping that is there; the table's name is none on every system, or
            is another table's; or the folder cannot be written.
    """
    try:
        spec, found = _looked_at(file, wanted.spec(file))
    except ValueError as err:
        told = any(f"'{option}" in str(err) for option in OPTIONS)
        how = " 'tables new' is told so by '--table KEY=VALUE'" if told else ""
        raise SeedError([Problem(str(file), 0, f"{err}{'.' if how else ''}{how}")]) from err
    mapping, place = folder.mappings / f"{wanted.mapping or spec.source}.yaml", _place(folder, file)
    if mapping.exists():
        raise ExportError(f"{mapping}: is there already; expected a new mapping. Remove it, or choose --mapping")
    spec = replace(spec, file=place.relative_to(folder.tables).as_posix())
    text = mapping_yaml(spec, found, ontology, known)
    written = []
    if not place.exists():
        with writing(place):
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(file, place)
        written.append(place)
    if _add_source(folder.seeds / SOURCES, spec.source, wanted.title or file.stem, digest_of_file(file) or ""):
        written.append(folder.seeds / SOURCES)
    _write(mapping, text)
    return [*written, mapping]


def _looked_at(file: Path, spec: TableSpec) -> tuple[TableSpec, Profile]:
    """Return what is in a table, and how it is read: what the file itself shows is declared."""
    while True:
        try:
            return spec, profile(open_table(file.parent, spec))
        except Undeclared as err:
            if err.options.keys() <= spec.options.keys():
                raise
            spec = replace(spec, options={**spec.options, **{k: _node(v) for k, v in err.options.items()}})


def _place(folder: Folder, file: Path) -> Path:
    """Return where a table is to lie: where it is, if among the tables.

    Raises:
        ExportError: another lies there, or its name is none on every system.
    """
    tables = folder.tables.resolve()
    inside = file.resolve().is_relative_to(tables)
    name = file.resolve().relative_to(tables) if inside else Path(file.name)
    if not all(map(is_portable, name.parts)):
        shown = visible(str(name), spaces=True)
        raise ExportError(
            f"{shown}: no file on Windows can have this name; expected one that every system has. Rename it"
        )
    place = folder.tables / name
    if place.exists() and digest_of_file(place) != digest_of_file(file):
        raise ExportError(f"{place}: another file of that name is there; expected none. Rename one")
    return place


def _add_source(path: Path, source: str, title: str, digest: str) -> bool:
    """Add the entry of a source where it is not there, lines ended as the others; return whether it was not."""
    old = path.read_bytes().decode()
    text = old.removeprefix("\ufeff").replace("\r\n", "\n")
    root = read_tree(text)
    if root is not None and source in root.value:
        return False
    entry = (
        f"{source}:\n  name: {scalar(title)}\n  # publisher, date, retrieved, url and licence: what you know of them\n"
    )
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    end = "\r\n" if "\r\n" in old else "\n"
    _write(path, old + f"{gap}{entry}  sha256: {digest}\n".replace("\n", end))
    return True


def write_digests(folder: Folder, tables: Tables, sources: Map[str, SourceDraft]) -> dict[str, str]:
    """Write the SHA-256 of each table that was read into the source that lacks it, and return those by source."""
    missing = {}
    for spec in (spec for mapping in tables.found for spec in mapping.tables):
        digest, draft = digest_of_file(folder.tables / spec.file), sources.get(spec.source)
        if digest and draft and draft.source.sha256 is None and not draft.extended:
            missing[spec.source] = digest
    if missing:
        path = folder.seeds / SOURCES
        old = path.read_bytes().decode()
        _write(path, with_fields(old, {source: {"sha256": digest} for source, digest in missing.items()}, sources))
    return missing


def _write(path: Path, text: str) -> None:
    with writing(path):
        path.parent.mkdir(exist_ok=True)
        with write_beside(path) as place:
            place.write_bytes(text.encode())
