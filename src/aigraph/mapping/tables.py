"""The tables of a graph folder, read by their mappings beside the seeds: every row stated, skipped or refused."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from aigraph.characters import visible
from aigraph.errors import Problem, RowNumber, SeedError, did_you_mean
from aigraph.linking.linker import Linker
from aigraph.linking.worksheet import read_worksheet
from aigraph.mapping.entities import Naming
from aigraph.mapping.plan import EntityRule, Line, Mapping, TableSpec
from aigraph.mapping.read import read_mapping
from aigraph.mapping.table_reader import Account, TableReader
from aigraph.model import Quantity, Ref
from aigraph.namespaces import SHIPPED, UNSTATED, Iris
from aigraph.ontology import Ontology
from aigraph.seeds.beside import Beside
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.passages import Passage
from aigraph.seeds.values import check_unit
from aigraph.seeds.yaml import UNREAD, Node, SeedFile

__all__ = ["MAPPINGS", "TABLES", "Tables"]

TABLES, MAPPINGS = "tables", "mappings"


@dataclass(slots=True)
class Tables:
    """Reads the tables of a folder; findings name its folders after `display`.

    `iris` are those of the graph, which the files of links write; what rows say is `held`, so that there is a limit.
    What was read is there afterwards: the mappings, what became of the rows, what each mapping made of them, and whom
    names mean.
    """

    folder: Path
    display: str = ""
    iris: Iris = SHIPPED
    held: bool = True
    found: list[Mapping] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    passages: dict[str, list[Passage]] = field(default_factory=dict)
    naming: Naming = field(init=False)

    def read(self, ontology: Ontology, sources: Map[str, SourceDraft], entities: Map[str, EntityDraft]) -> Beside:
        """Return what the rows say, with the entities that only they name."""
        mappings = self.found = self.mappings(ontology)
        files = [*self.strays(mappings), *(mapping.file for mapping in mappings)]
        linkers = self.linkers(mappings, entities, ontology)
        files += (SeedFile(name, Node({}, 0), linker.problems()) for name, linker in linkers.items())
        self.naming, passages = Naming(linkers, entities, ontology), list[Passage]()
        for mapping in mappings:
            sound = self.sound(mapping, sources, entities, ontology)
            for spec in mapping.tables if sound.lines else ():
                file = SeedFile(f"{self.display}{TABLES}/{spec.file}", Node({}, 0))
                reader = self.reader(TableReader(sound, spec, file, self.naming), sources)
                reader.before = len(passages) if self.held else None
                reader.read(self.folder / TABLES)
                files.append(reader.file)
                passages += reader.passages
                self.passages.setdefault(mapping.name, []).extend(reader.passages)
                self.accounts.append(reader.account)
        return Beside(files, self.naming.drafts(), passages, self.accounts)

    def complete(self, problems: Iterable[Problem]) -> None:
        """Raise SeedError with what of the mappings and of their files could not be read; a row that is refused was."""
        own = {f"{self.display}{TABLES}/{spec.file}" for mapping in self.found for spec in mapping.tables}
        strays = f"{self.display}{TABLES}/"
        unread = [p for p in problems if p.kind == UNREAD and not isinstance(p.line, RowNumber)]
        if wrong := [p for p in unread if p.path in own or not p.path.startswith(strays)]:
            raise SeedError(wrong)

    def linkers(
        self, mappings: Iterable[Mapping], entities: Map[str, EntityDraft], ontology: Ontology
    ) -> dict[str, Linker]:
        """Return a linker for each file of links."""
        names = sorted({rule.links for mapping in mappings for rule in mapping.entities.values()})
        known, place = [draft.entity for draft in entities.values()], self.folder / MAPPINGS
        sheets = {name: read_worksheet(place / name, f"{self.display}{MAPPINGS}/{name}", self.iris) for name in names}
        return {name: Linker(known, ontology, sheet) for name, sheet in sheets.items()}

    def reader(self, reader: "TableReader", sources: Map[str, SourceDraft]) -> "TableReader":
        """Return what reads a table: that reader, row by row."""
        return reader

    def mappings(self, ontology: Ontology) -> list[Mapping]:
        """Return the mappings of the folder."""
        place = self.folder / MAPPINGS
        names = sorted(path.name for path in place.glob("*.yaml") if not path.name.startswith("."))
        read = (SeedFile.read(place, name, f"{self.display}{MAPPINGS}") for name in names)
        return [read_mapping(file, ontology, self.folder / TABLES) for file in read]

    def strays(self, mappings: Collection[Mapping]) -> Iterator[SeedFile]:
        """Yield each file that lies among the tables and is read by no mapping, with that as a finding.

        Where a mapping could not be read, nobody knows which file it is for.
        """
        if any(not mapping.tables for mapping in mappings):
            return
        specs = [spec for mapping in mappings for spec in mapping.tables]
        read = {spec.file for spec in specs}
        queries = [str(spec.options["sql"].value) for spec in specs if "sql" in spec.options]
        place = self.folder / TABLES
        for path in sorted(place.rglob("*")) if place.is_dir() else ():
            name = path.relative_to(place).as_posix()
            if any(f"'{name}'" in query or f'"{name}"' in query for query in queries):
                continue
            if path.is_file() and name not in read and not name.endswith((".md", "LICENSE")) and not _hidden(name):
                file = SeedFile(visible(f"{self.display}{TABLES}/{name}", spaces=True), Node({}, 0))
                file.report(0, f"no mapping reads it; expected one. Run 'aigraph tables new {TABLES}/{name}'", UNREAD)
                yield file

    def sound(
        self, mapping: Mapping, sources: Map[str, SourceDraft], entities: Map[str, EntityDraft], ontology: Ontology
    ) -> Mapping:
        """Return a mapping with the lines whose constants are known; the others are reported, and sources."""
        file = mapping.file
        for spec in mapping.tables:
            self._check_source(spec, file, sources)
        for line in mapping.lines:
            for slug in line.named:
                if slug not in mapping.entities and slug not in entities and slug != UNSTATED:
                    hint = did_you_mean(slug, [*mapping.entities, *entities])
                    file.report(line.line, f"{slug!r} is no rule of entities and no entity; expected one{hint}")
            for message in (
                *_unit_problems(line, mapping, ontology, entities),
                *_end_problems(line, mapping, ontology),
            ):
                file.report(line.line, message)
        wrong = {problem.line for problem in file.problems}
        return replace(mapping, lines=tuple(line for line in mapping.lines if line.line not in wrong))

    def _check_source(self, spec: TableSpec, file: SeedFile, sources: Map[str, SourceDraft]) -> None:
        line = file.root.value["source"].line if isinstance(file.root.value, dict) else 1
        draft = sources.get(spec.source)
        if draft is None:
            hint = did_you_mean(spec.source, sources)
            file.report(line, f"unknown source {spec.source!r}; expected one of seeds/sources.yaml{hint}")
            return
        digest = digest_of_file(self.folder / TABLES / spec.file)
        if draft.source.sha256 is None:
            draft.report("sha256", f"{spec.source!r} has no sha256 of its table. Run 'aigraph tables digest'")
        elif digest is not None and draft.source.sha256 != digest:
            message = f"tables/{spec.file} has changed: its SHA-256 is {digest}; expected that of the source. "
            draft.report("sha256", f"{message}See what changed, drop the line, run 'aigraph tables digest'")


def digest_of_file(path: Path) -> str | None:
    """Return the SHA-256 of the bytes of a file, None where there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _unit_problems(line: Line, mapping: Mapping, ontology: Ontology, entities: Map[str, EntityDraft]) -> Iterator[str]:
    """Yield what is wrong with the units of the columns that a line reads."""
    draft = line.draft
    named = [(draft.prop, draft.object)]
    named += [(mapping.qualifiers[name], item) for name, several in draft.qualifiers.items() for item in several]
    for prop, given in named:
        rule = mapping.columns.get(given.value) if isinstance(given.value, str) else None
        if rule is None or prop.value_type != "quantity" or rule.unit_of or rule.unit_rule:
            continue
        money = draft.prop if prop.name == "value" else prop
        unit = rule.unit or prop.default_unit
        if problem := check_unit(money, Quantity(Decimal(1), unit=unit), ontology, entities):
            yield f"{rule.name}: {problem}. Declare it: 'columns: {{{rule.name}: {{unit: …}}}}'"


def _end_problems(line: Line, mapping: Mapping, ontology: Ontology) -> Iterator[str]:
    """Yield that the ends of a relation are exchanged, where the classes of their rules fit only the other way."""
    prop, value = line.draft.prop, line.draft.object.value
    one = mapping.entities.get(line.draft.subject)
    other = mapping.entities.get(value.id) if isinstance(value, Ref) else None
    if one is None or other is None or prop.domain is None or prop.range is None:
        return

    def fits(rule: EntityRule, wanted: str) -> bool:
        classes = rule.classes or tuple(rule.by.lookup.exact.values() if rule.by else ())
        return (
            not classes or wanted not in ontology.classes or any(not ontology.are_disjoint(c, wanted) for c in classes)
        )

    if not (fits(one, prop.domain) and fits(other, prop.range)) and fits(other, prop.domain) and fits(one, prop.range):
        yield (
            f"{prop.name}: {one.name!r} and {other.name!r} are exchanged; expected {prop.domain} before it and "
            f"{prop.range} behind. Write '{other.name} {prop.name} {one.name}'"
        )
