"""Entities, sources and merges as the seeds write them."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from aigraph.model import Date, Entity, Source
from aigraph.model.dates import parse_seed_date
from aigraph.namespaces import NODE_FOLDERS, UNSTATED
from aigraph.ontology import Ontology
from aigraph.seeds.sections import SectionDrafts, read_sections
from aigraph.seeds.values import is_slug, unknown_term
from aigraph.seeds.yaml import Node, SeedFile

__all__ = [
    "READER",
    "EntityDraft",
    "SourceDraft",
    "check_entity_slug",
    "language_of",
    "read_date",
    "read_entities",
    "read_sources",
]

#: The reader's language: that of glosses, of the names that everything must have, of what a claim comes to.
READER = "en"
#: A language as RDF takes it. Source: https://www.rfc-editor.org/rfc/rfc5646#section-2.1
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

ENTITY_KEYS = ("class", "name", "zh", "seen", "aliases", "shared", "misspellings", "sameAs", "note")
SOURCE_KEYS = (
    "name", "zh", "author", "publisher", "language", "date", "retrieved", "url", "licence", "sha256", "length",
    "containedIn", "work", "editors", "note", "sections",
)  # fmt: skip


@dataclass(slots=True)
class EntityDraft:
    """An entity with what only the checks need: where it stands, which spellings it shares, which are looked up."""

    file: SeedFile
    line: int
    entity: Entity
    shared: tuple[str, ...]
    looked_up: tuple[Node, ...]
    extended: bool = False


@dataclass(slots=True)
class SourceDraft:
    """A source, where it and its fields stand, and how its sections are found.

    That of an `extended` graph has the bounds of its sections instead.
    """

    file: SeedFile
    line: int
    source: Source
    sections: SectionDrafts
    lines: Mapping[str, int]
    extended: bool = False

    def report(self, field: str, message: str, kind: str = "seed") -> None:
        """Report a problem at the line of a field, or where it lacks that, at the source's own."""
        self.file.report(self.lines.get(field, self.line), message, kind)


def read_entities(file: SeedFile, ontology: Ontology, known: Container[str] = ()) -> Iterator[EntityDraft]:
    """Yield the entities of one file of `seeds/entities/`, reporting what is wrong to the file.

    Those that are `known` from an extended graph need no name and no class.
    """
    for slug, node in file.mapping(file.root, "the file").items():
        line = file.root.key_lines[slug]
        check_entity_slug(file, line, slug)
        fields = file.mapping(node, f"entity {slug!r}", ENTITY_KEYS)
        new = slug not in known
        names = _names(file, line, slug, fields) if new or "name" in fields else _languages(file, fields)
        if new and "class" not in fields:
            file.report(line, f"{slug!r} has no class; expected at least one. Add 'class: …'")
        seen = file.texts(fields.get("seen"), "seen")
        more = file.texts(fields.get("aliases"), "aliases")
        wrong = file.texts(fields.get("misspellings"), "misspellings")
        entity = Entity(
            id=slug,
            classes=tuple(sorted(_classes(file, fields.get("class"), ontology))),
            names=names,
            aliases=tuple(sorted({str(n.value) for n in (*seen, *more)} - set(names.values()))),
            misspellings=tuple(sorted(str(n.value) for n in wrong)),
            same_as=tuple(sorted(_iris(file, fields.get("sameAs")))),
            note=file.words(fields.get("note"), "note"),
        )
        shared = tuple(str(n.value) for n in file.texts(fields.get("shared"), "shared"))
        yield EntityDraft(file, line, entity, shared, (*seen, *wrong))


def read_sources(file: SeedFile) -> Iterator[SourceDraft]:
    """Yield the sources of `seeds/sources.yaml`, reporting what is wrong to the file."""
    for slug, node in file.mapping(file.root, "the file").items():
        line = file.root.key_lines[slug]
        _check_slug(file, line, slug)
        fields = file.mapping(node, f"source {slug!r}", SOURCE_KEYS)
        sections = read_sections(file, line, fields.get("sections"))
        texts = {k: file.text(fields.get(k), k) for k in SOURCE_KEYS if k not in ("author", "publisher", "sections")}
        if texts["editors"] not in (None, "true", "false"):
            file.report(fields["editors"], f"editors is {texts['editors']!r}; expected true or false")
        length = texts["length"]
        if length is not None and not re.fullmatch("[0-9]{1,12}", length):
            file.report(fields["length"], f"length is {length!r}; expected a number of code points, in digits")
            length = None
        language = texts["language"]
        if language is not None and not _LANGUAGE.fullmatch(language):
            file.report(fields["language"], f"language is {language!r}; expected a code such as en, zh or pt-BR")
            language = None
        source = Source(
            id=slug,
            names=_names(file, line, slug, fields),
            editors=texts["editors"] == "true",
            author=tuple(str(n.value) for n in file.texts(fields.get("author"), "author")),
            publisher=tuple(str(n.value) for n in file.texts(fields.get("publisher"), "publisher")),
            language=language,
            date=read_date(file, fields.get("date"), texts["date"]),
            retrieved=read_date(file, fields.get("retrieved"), texts["retrieved"]),
            url=texts["url"],
            licence=texts["licence"],
            sha256=texts["sha256"],
            length=None if length is None else int(length),
            contained_in=texts["containedIn"],
            work=texts["work"],
            note=texts["note"],
            sections=tuple(sections.declared),
        )
        yield SourceDraft(file, line, source, sections, {key: node.line for key, node in fields.items()})


def language_of(slug: str, sources: Mapping[str, SourceDraft]) -> str | None:
    """Return the language of a source, or of the page that it stands on, without its script or region."""
    passed: set[str] = set()
    while (draft := sources.get(slug)) is not None and draft.source.language is None and slug not in passed:
        passed.add(slug)
        slug = draft.source.contained_in or ""
    language = draft.source.language if draft else None
    return None if language is None else language.partition("-")[0].lower()


def _check_slug(file: SeedFile, line: int, slug: str) -> None:
    if not is_slug(slug):
        file.report(line, f"{slug!r} is no slug; expected lower-case letters, digits and single hyphens. Rename it")


def check_entity_slug(file: SeedFile, line: int, slug: str) -> None:
    """Report what is no slug, and one that means something else."""
    _check_slug(file, line, slug)
    if slug == UNSTATED:
        file.report(
            line, f"{slug!r} is reserved: it stands where a text names nothing; expected another slug. Rename it"
        )
    elif slug in NODE_FOLDERS:
        file.report(line, f"{slug!r} is reserved for the ids of all {slug}s; expected another slug. Rename it")


def _iris(file: SeedFile, node: Node | None) -> Iterator[str]:
    from pyoxigraph import NamedNode

    for item in file.texts(node, "sameAs"):
        try:
            yield NamedNode(str(item.value)).value
        except ValueError as err:
            file.report(item, f"sameAs: {item.value!r} is no IRI ({err}); expected one such as https://…")


def _names(file: SeedFile, line: int, slug: str, fields: dict[str, Node]) -> dict[str, str]:
    name = file.text(fields.get("name"), "name")
    if not name:
        file.report(line, f"{slug!r} has no name; expected its usual English name. Add 'name: …'")
        return {"en": slug}
    return {"en": name, **_languages(file, fields)}


def _languages(file: SeedFile, fields: dict[str, Node]) -> dict[str, str]:
    """Return the names in other languages than English."""
    chinese = file.text(fields.get("zh"), "zh")
    return {"zh": chinese} if chinese else {}


def _classes(file: SeedFile, node: Node | None, ontology: Ontology) -> Iterator[str]:
    for item in file.texts(node, "class"):
        name = str(item.value)
        if name in ontology.classes:
            yield name
        else:
            file.report(item, unknown_term("class", name, ontology.classes))


def read_date(file: SeedFile, node: Node | None, text: str | None, name: str = "date") -> Date | None:
    """Return the date of a node and its text, reporting what is none."""
    if node is None or text is None:
        return None
    try:
        return parse_seed_date(text)
    except ValueError as err:
        file.report(node, f"{name}: {err}")
        return None
