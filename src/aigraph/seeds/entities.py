"""Entities, sources and merges as the seeds write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aigraph.errors import did_you_mean
from aigraph.model import Date, Entity, Section, Source
from aigraph.model.dates import parse_seed_date
from aigraph.ontology import Ontology
from aigraph.seeds.values import SLUG
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["EntityDraft", "SourceDraft", "read_entities", "read_merges", "read_sources"]

ENTITY_KEYS = ("class", "name", "zh", "seen", "shared", "misspellings", "sameAs", "note")
SOURCE_KEYS = (
    "name", "zh", "author", "publisher", "language", "date", "retrieved", "url", "licence", "sha256", "length",
    "containedIn", "editors", "note", "sections",
)  # fmt: skip


@dataclass(slots=True)
class EntityDraft:
    """An entity with what only the checks need: where it stands, which spellings it shares, which are looked up."""

    file: SeedFile
    line: int
    entity: Entity
    shared: tuple[str, ...]
    looked_up: tuple[Node, ...]


@dataclass(slots=True)
class SourceDraft:
    """A source, where it stands, and the words each section starts with."""

    file: SeedFile
    line: int
    source: Source
    starts: dict[str, Node]


def read_entities(file: SeedFile, ontology: Ontology) -> Iterator[EntityDraft]:
    """Yield the entities of one file of `seeds/entities/`, reporting what is wrong to the file."""
    for slug, node in file.mapping(file.root, "the file").items():
        line = file.root.key_lines[slug]
        _check_slug(file, line, slug)
        fields = file.mapping(node, f"entity {slug!r}", ENTITY_KEYS)
        names = _names(file, line, slug, fields)
        seen = file.texts(fields.get("seen"), "seen")
        wrong = file.texts(fields.get("misspellings"), "misspellings")
        entity = Entity(
            id=slug,
            classes=tuple(sorted(_classes(file, line, slug, fields.get("class"), ontology))),
            names=names,
            aliases=tuple(sorted({str(n.value) for n in seen} - set(names.values()))),
            misspellings=tuple(sorted(str(n.value) for n in wrong)),
            same_as=tuple(sorted(str(n.value) for n in file.texts(fields.get("sameAs"), "sameAs"))),
            note=file.text(fields.get("note"), "note"),
        )
        shared = tuple(str(n.value) for n in file.texts(fields.get("shared"), "shared"))
        yield EntityDraft(file, line, entity, shared, (*seen, *wrong))


def read_sources(file: SeedFile) -> Iterator[SourceDraft]:
    """Yield the sources of `seeds/sources.yaml`, reporting what is wrong to the file."""
    for slug, node in file.mapping(file.root, "the file").items():
        line = file.root.key_lines[slug]
        _check_slug(file, line, slug)
        fields = file.mapping(node, f"source {slug!r}", SOURCE_KEYS)
        sections: list[Section] = []
        starts: dict[str, Node] = {}
        for key, part in file.mapping(fields.get("sections", Node({}, line)), "sections").items():
            entries = file.mapping(part, f"section {key!r}", ("starts", "en", "zh"))
            if "starts" in entries:
                starts[key] = entries["starts"]
            elif "editors" not in fields:
                file.report(part, f"section {key!r} has no starts; expected the words it begins with. Add them")
            names: dict[str, str] = {k: str(entries[k].value) for k in ("en", "zh") if k in entries}
            sections.append(Section(key, names))
        texts = {k: file.text(fields.get(k), k) for k in SOURCE_KEYS if k not in ("author", "publisher", "sections")}
        source = Source(
            id=slug,
            names=_names(file, line, slug, fields),
            editors=texts["editors"] == "true",
            author=tuple(str(n.value) for n in file.texts(fields.get("author"), "author")),
            publisher=tuple(str(n.value) for n in file.texts(fields.get("publisher"), "publisher")),
            language=texts["language"],
            date=_date(file, fields.get("date")),
            retrieved=_date(file, fields.get("retrieved")),
            url=texts["url"],
            licence=texts["licence"],
            sha256=texts["sha256"],
            length=int(length) if (length := texts["length"] or "").isdigit() else None,
            contained_in=texts["containedIn"],
            note=texts["note"],
            sections=tuple(sections),
        )
        yield SourceDraft(file, line, source, starts)


def read_merges(file: SeedFile) -> Iterator[EntityDraft]:
    """Yield a redirect for each entry of `seeds/merges.yaml`: `old-slug: {into, who, why, date}`."""
    for slug, node in file.mapping(file.root, "the file").items():
        line = file.root.key_lines[slug]
        fields = file.mapping(node, f"merge {slug!r}", ("into", "who", "why", "date"))
        texts = {key: file.text(fields.get(key), key) for key in ("into", "who", "why", "date")}
        for key, text in texts.items():
            if text is None:
                file.report(line, f"merge {slug!r} has no {key}; expected into, who, why and date. Add it")
        note = f"{texts['why']} ({texts['who']}, {texts['date']})"
        entity = Entity(id=slug, classes=(), names={}, replaced_by=texts["into"] or slug, note=note)
        yield EntityDraft(file, line, entity, (), ())


def _check_slug(file: SeedFile, line: int, slug: str) -> None:
    if not re.fullmatch(SLUG, slug):
        file.report(line, f"{slug!r} is no slug; expected lower-case letters, digits and single hyphens. Rename it")


def _names(file: SeedFile, line: int, slug: str, fields: dict[str, Node]) -> dict[str, str]:
    name = file.text(fields.get("name"), "name")
    if not name:
        file.report(line, f"{slug!r} has no name; expected its usual English name. Add 'name: …'")
        return {"en": slug}
    chinese = file.text(fields.get("zh"), "zh")
    return {"en": name, "zh": chinese} if chinese else {"en": name}


def _classes(file: SeedFile, line: int, slug: str, node: Node | None, ontology: Ontology) -> Iterator[str]:
    nodes = file.texts(node, "class")
    if not nodes:
        file.report(line, f"{slug!r} has no class; expected at least one. Add 'class: …'")
    for item in nodes:
        name = str(item.value)
        if name in ontology.classes:
            yield name
        else:
            file.report(
                item, f"unknown class {name!r}; expected one of the ontology{did_you_mean(name, ontology.classes)}"
            )


def _date(file: SeedFile, node: Node | None) -> Date | None:
    text = file.text(node, "date")
    if node is None or text is None:
        return None
    try:
        return parse_seed_date(text)
    except ValueError as err:
        file.report(node, f"date: {err}")
        return None
