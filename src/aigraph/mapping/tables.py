"""The tables of a graph folder, read by their mappings beside the seeds: every row stated, skipped or refused."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from aigraph.characters import visible
from aigraph.errors import RowNumber, did_you_mean
from aigraph.mapping.entities import Linker, Naming, Spellings
from aigraph.mapping.plan import EntityRule, Line, Mapping, TableSpec
from aigraph.mapping.read import read_mapping
from aigraph.mapping.rows import RowFiller, said
from aigraph.mapping.shapes import Row, open_table
from aigraph.mapping.values import Refused, Values
from aigraph.model import Entity, Quantity, Ref
from aigraph.ontology import Ontology
from aigraph.seeds.beside import Beside
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.passages import Passage
from aigraph.seeds.values import check_unit
from aigraph.seeds.yaml import UNREAD, Node, SeedFile

__all__ = ["MAPPINGS", "TABLES", "Account", "TableReader", "Tables"]

TABLES, MAPPINGS = "tables", "mappings"


@dataclass(slots=True)
class Account:
    """What became of the rows of a table: `rows` are those that it has, `file` gathers what is wrong with them."""

    file: SeedFile
    rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def refused(self) -> int:
        """How many rows have something wrong."""
        return len({int(p.line) for p in self.file.problems if isinstance(p.line, RowNumber)})

    @property
    def stated(self) -> int:
        """How many rows say all that they should."""
        return self.rows - self.skipped.total() - self.refused

    def __str__(self) -> str:
        """Return the sum in words: `tables/x.csv: 952 rows: 950 stated, 2 skipped (…), 0 refused`."""
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in self.skipped.items())
        skipped = f"{self.skipped.total():,} skipped{f' ({reasons})' if reasons else ''}"
        return f"{self.file.path}: {self.rows:,} rows: {self.stated:,} stated, {skipped}, {self.refused:,} refused"


@dataclass(slots=True)
class Tables:
    """Reads the tables of a folder; findings name the folder of mappings by `display`, that of tables likewise."""

    folder: Path
    display: str = ""
    accounts: list[Account] = field(default_factory=list)

    def read(self, ontology: Ontology, sources: Map[str, SourceDraft], entities: Map[str, EntityDraft]) -> Beside:
        """Return what the rows say, with the entities that only they name."""
        mappings = self.mappings(ontology)
        files = [*self.strays(mappings), *(mapping.file for mapping in mappings)]
        linkers: dict[str | None, Linker] = {None: Spellings(entities.values(), ontology)}
        for rule in (rule for mapping in mappings for rule in mapping.entities.values()):
            linkers.setdefault(rule.links, linkers[None])
        naming, passages, new = Naming(linkers, entities, ontology), list[Passage](), dict[str, EntityDraft]()
        for mapping in mappings:
            sound = self.sound(mapping, sources, entities, ontology)
            for spec in mapping.tables if sound.lines else ():
                file = SeedFile(f"{self.display}{TABLES}/{spec.file}", Node({}, 0))
                reader = self.reader(TableReader(sound, spec, file, naming), sources)
                reader.read(self.folder / TABLES, new)
                files.append(reader.file)
                passages += reader.passages
                self.accounts.append(reader.account)
        return Beside(files, new, passages, self.accounts)

    def reader(self, reader: "TableReader", sources: Map[str, SourceDraft]) -> "TableReader":
        """Return what reads a table: that reader, row by row."""
        return reader

    def mappings(self, ontology: Ontology) -> list[Mapping]:
        """Return the mappings of the folder."""
        place = self.folder / MAPPINGS
        names = sorted(path.name for path in place.glob("*.yaml") if not path.name.startswith("."))
        read = (SeedFile.read(place, name, f"{self.display}{MAPPINGS}") for name in names)
        return [read_mapping(file, ontology, self.folder / TABLES) for file in read]

    def strays(self, mappings: Iterable[Mapping]) -> Iterator[SeedFile]:
        """Yield each file that lies among the tables and is read by no mapping, with that as a finding."""
        read = {spec.file for mapping in mappings for spec in mapping.tables}
        place = self.folder / TABLES
        for path in sorted(place.rglob("*")) if place.is_dir() else ():
            name = path.relative_to(place).as_posix()
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
            for slug in _constants(line, mapping.entities):
                if slug not in entities:
                    hint = did_you_mean(slug, [*mapping.entities, *entities])
                    file.report(line.line, f"{slug!r} is no rule of entities and no entity; expected one{hint}")
            for message in _unit_problems(line, mapping, ontology, entities):
                file.report(line.line, message)
        if file.problems and any(p.line in {line.line for line in mapping.lines} for p in file.problems):
            wrong = {p.line for p in file.problems}
            return _without(mapping, wrong)
        return mapping

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


def _without(mapping: Mapping, wrong: set[int]) -> Mapping:
    return replace(mapping, lines=tuple(line for line in mapping.lines if line.line not in wrong))


def _constants(line: Line, rules: Map[str, EntityRule]) -> Iterator[str]:
    """Yield the entities that a line names itself."""
    draft = line.draft
    given = [draft.object, *(item for several in draft.qualifiers.values() for item in several)]
    named = [draft.subject, *draft.manner.speakers, *filter(None, [draft.manner.via])]
    named += [item.value.id for item in given if isinstance(item.value, Ref)]
    yield from (name for name in named if name not in rules and name != "unstated")


def _unit_problems(line: Line, mapping: Mapping, ontology: Ontology, entities: Map[str, EntityDraft]) -> Iterator[str]:
    """Yield what is wrong with the units of the columns that a line reads."""
    draft = line.draft
    named = [(draft.prop, draft.object)]
    named += [(mapping.qualifiers[name], item) for name, several in draft.qualifiers.items() for item in several]
    for prop, given in named:
        rule = mapping.columns.get(given.value) if isinstance(given.value, str) else None
        if rule is None or prop.value_type != "quantity" or rule.unit_of:
            continue
        money = draft.prop if prop.name == "value" else prop
        unit = rule.unit or prop.default_unit
        if problem := check_unit(money, Quantity(Decimal(1), unit=unit), ontology, entities):
            yield f"{rule.name}: {problem}"


@dataclass(slots=True)
class TableReader:
    """Reads the rows of one table."""

    mapping: Mapping
    spec: TableSpec
    file: SeedFile
    naming: Naming
    passages: list[Passage] = field(default_factory=list)
    account: Account = field(init=False)
    keys: dict[str, int] = field(default_factory=dict)
    positions: Map[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin counting."""
        self.account = Account(self.file)

    def read(self, folder: Path, new: dict[str, EntityDraft]) -> None:
        """Read every row, adding the entities that are new."""
        try:
            frame = open_table(folder, self.spec)
            self.positions = {name: number for number, name in enumerate(frame.columns, 1)}
            self.read_rows(frame.rows, new)
        except ValueError as err:
            self.file.unread(0, str(err))

    def read_rows(self, rows: Iterable[Row], new: dict[str, EntityDraft]) -> None:
        """Read rows."""
        values = Values(self.naming.ontology)
        for row in rows:
            self.account.rows += 1
            self.read_row(self.filler(row, values), new)

    def filler(self, row: Row, values: Values) -> RowFiller:
        """Return what fills holes from a row."""
        return RowFiller(self.mapping, row, self.spec.key, self.spec.null, self.positions, values, self.naming)

    def read_row(self, filler: RowFiller, new: dict[str, EntityDraft]) -> None:
        if filler.row.fault is not None:
            self._refuse(filler.row.number, "", filler.row.fault)
        elif (reason := self._skipped(filler)) is not None:
            self.account.skipped[reason] += 1
        else:
            self._say(filler, new)

    def _skipped(self, filler: RowFiller) -> str | None:
        try:
            return next((s.because for s in self.mapping.skipped_rows if all(map(filler.holds, s.where))), None)
        except Refused:
            return None  # said again, and reported, when the row is read

    def _say(self, filler: RowFiller, new: dict[str, EntityDraft]) -> None:
        number, found = filler.row.number, 0
        for rule in self.mapping.entities.values():
            try:
                found += len(self.read_entities(filler, rule, new))
            except Refused as err:
                self._refuse(number, err.column, str(err))
        for line in self.mapping.lines:
            found += self.read_line(line, filler)
        self._key(filler)
        if not found and (not self.file.problems or int(self.file.problems[-1].line) != number):
            self._refuse(number, "", "says nothing; expected a statement. Skip it: 'skip: rows' with a reason")

    def read_line(self, line: Line, filler: RowFiller) -> bool:
        """Read what a row says by a line; return whether it says something."""
        try:
            passage = said(line, self.mapping, self.file, self.spec.source, filler)
        except Refused as err:
            self._refuse(filler.row.number, err.column, str(err))
            return False
        self.passages += [passage] if passage else []
        return passage is not None

    def _key(self, filler: RowFiller) -> None:
        if not self.spec.key:
            return
        name, number = filler.name, filler.row.number
        first = self.keys.setdefault(name, number)
        if not name:
            self._refuse(number, self.spec.key[0], "the key is blank; expected what the row is called")
        elif first != number:
            message = f"the key {name!r} stands in row {first} already; expected it once. Name more columns in key"
            self._refuse(number, self.spec.key[0], message)

    def read_entities(self, filler: RowFiller, rule: EntityRule, new: dict[str, EntityDraft]) -> tuple[str, ...]:
        """Add the entities that are new of those that a row names by a rule; return whom it names."""
        slugs = filler.slugs(rule)
        for slug in slugs:
            if slug in self.naming.new:
                name, classes = self.naming.new[slug]
                if slug not in new:
                    new[slug] = self._draft(filler, rule, Entity(slug, classes, _names(name)), alone=len(slugs) == 1)
                new[slug].entity = replace(new[slug].entity, classes=classes)
        return slugs

    def _draft(self, filler: RowFiller, rule: EntityRule, entity: Entity, *, alone: bool) -> EntityDraft:
        """Return a new entity with what the row says of it, where that can be meant of it alone."""
        row = RowNumber(filler.number, self.mapping.columns[rule.column].of)
        if alone:
            zh = filler.text(rule.zh) if rule.zh else ""
            aliases = (filler.text(rule.aliases),) if rule.aliases else ()
            same = (filler.text(rule.same_as),) if rule.same_as else ()
            entity = replace(
                entity,
                names={**entity.names, **({"zh": zh} if zh else {})},
                aliases=tuple(sorted({a for a in aliases if a} - {*entity.names.values(), zh})),
                same_as=tuple(filter(None, same)),
                note=(filler.text(rule.note) or None) if rule.note else None,
            )
        return EntityDraft(self.file, row, entity, tuple(entity.spellings()), ())

    def _refuse(self, number: int, column: str, message: str) -> None:
        at = RowNumber(number, column)
        if not any(p.line == at and p.message == visible(message, spaces=True) for p in self.file.problems[-20:]):
            self.file.unread(at, message)


def _names(name: str) -> dict[str, str]:
    """Return the name of an entity in its language."""
    from aigraph.names.pinyin import is_chinese

    return {"zh" if is_chinese(name) else "en": name}
