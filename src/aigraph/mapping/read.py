"""A mapping read from its file: every problem at its line, every column of the table accounted for."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import replace
from pathlib import Path

from aigraph.errors import did_you_mean
from aigraph.files import is_below
from aigraph.mapping.accounted import check_columns
from aigraph.mapping.plan import ByColumn, EntityRule, Hole, Line, Mapping, Skipped, TableSpec
from aigraph.mapping.rules import RuleReader, cells_of
from aigraph.mapping.shapes import OPTIONS, Frame, open_table
from aigraph.model import MODALITIES, STAGES, Ref
from aigraph.ontology import Ontology, Property
from aigraph.seeds.lines import LineReader, Manner
from aigraph.seeds.values import Given, is_slug
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["MAPPING_KEYS", "OPEN", "read_mapping"]

#: What stands where whoever drafted a mapping did not know.
OPEN = "?"

MAPPING_KEYS = (
    "source", "table", "columns", "entities", "says", "modality", "stage", "speaker", "via", "skip",
)  # fmt: skip
TABLE_KEYS = ("file", "key", "null")
SKIP_KEYS = ("rows", "columns")


#: What is a date where one is asked for, though a column may be called so: those of a table with one for each year.
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def read_mapping(file: SeedFile, ontology: Ontology, folder: Path) -> Mapping:
    """Return the mapping of one file of `mappings/`, reporting what is wrong to the file.

    `folder` holds the tables, whose headers say what is a column.
    """
    name = file.stem
    broken = bool(file.problems)
    fields = file.mapping(file.root, "the file", MAPPING_KEYS)
    if not isinstance(file.root.value, dict) or (broken and not fields):
        return Mapping(file, name)
    for key in ("source", "table", "says"):
        if key not in fields:
            file.unread(1, f"no {key}; expected one. Add '{key}: …'")
    tables = tuple(_tables(file, fields))
    frames = [frame for spec in tables if (frame := _frame(file, spec, folder)) is not None]
    if len(frames) < len(tables) or not frames or "says" not in fields:
        return Mapping(file, name, tables)
    reader = MappingReader(file, ontology, tuple(dict.fromkeys(c for frame in frames for c in frame.columns)))
    mapping = reader.mapping(name, tables, fields)
    check_columns(mapping, {spec.file: frame for spec, frame in zip(tables, frames, strict=True)})
    return mapping


def _tables(file: SeedFile, fields: Map[str, Node]) -> Iterator[TableSpec]:
    """Yield each table with its source: the files and the sources, where there are several, one by one."""
    if "table" not in fields or "source" not in fields:
        return
    node = fields["table"]
    keys = file.mapping(node, "table", (*TABLE_KEYS, *OPTIONS))
    names, sources = file.texts(keys.get("file"), "file"), file.texts(fields["source"], "source")
    if not names:
        file.unread(node, "table has no file; expected one of tables/. Add 'file: …'")
    if len(sources) not in (1, len(names)):
        file.unread(fields["source"], f"{len(sources)} sources of {len(names)} files; expected one of each. Add them")
        return
    nulls = cells_of(file, keys["null"], "null") if "null" in keys else ()
    options = {key: item for key, item in keys.items() if key in OPTIONS}
    key = tuple(str(n.value) for n in file.texts(keys.get("key"), "key"))
    for at, item in enumerate(names):
        if not is_below(str(item.value)):
            file.unread(item, f"{item.value!r} is outside tables/; expected a file in it. Copy it there")
            return
        source = str(sources[at if len(sources) > 1 else 0].value)
        yield TableSpec(str(item.value), source, key, frozenset({"", *nulls}), options, item.line)


def _frame(file: SeedFile, spec: TableSpec, folder: Path) -> Frame | None:
    try:
        return open_table(folder, spec)
    except ValueError as err:
        file.unread(spec.line, f"tables/{spec.file}: {err}")
        return None


class MappingReader(LineReader):
    """Reads lines as passages have them, in which what names a rule or a column is a hole."""

    def __init__(self, file: SeedFile, ontology: Ontology, columns: tuple[str, ...]) -> None:
        super().__init__(file, ontology)
        self.rules = RuleReader(file, ontology, columns)
        self.entities: dict[str, EntityRule] = {}

    def mapping(self, name: str, tables: tuple[TableSpec, ...], fields: dict[str, Node]) -> Mapping:
        """Return the mapping that the fields make."""
        file, rules = self.file, self.rules
        named = fields["entities"].value if "entities" in fields else {}
        rules.column_rules(fields.get("columns"), named if isinstance(named, dict) else {})
        self.entities = rules.entity_rules(fields.get("entities"))
        for column in tables[0].key:
            if column not in rules.physical:
                file.report(tables[0].line, f"key: {rules.unknown(column, rules.physical)}")
        modality, stage = self._chosen(fields, "modality"), self._chosen(fields, "stage")
        constant = {k: n for k, n in fields.items() if k in ("modality", "speaker", "via") and not _is_table(n)}
        manner = self.manner(constant, Manner())
        default = {"stage": fields["stage"]} if "stage" in fields and not _is_table(fields["stage"]) else {}
        says = file.items(fields["says"], "says")
        lines = [line for node in says if (line := self._line(node, manner, default)) is not None]
        skip = file.mapping(fields["skip"], "skip", SKIP_KEYS) if "skip" in fields else {}
        return Mapping(
            file=file,
            name=name,
            tables=tables,
            columns=rules.columns,
            entities=self.entities,
            lines=tuple(replace(n, modality=n.modality or modality, stage=n.stage or stage) for n in lines),
            skipped_rows=tuple(self._skipped_rows(skip.get("rows"))),
            skipped_columns=self._skipped_columns(skip.get("columns")),
            qualifiers={prop.name: prop for prop in self.ontology.qualifiers()},
            unclear=frozenset(self.rules.columns[name].of for name in self.rules.unclear),
        )

    def _chosen(self, fields: dict[str, Node], key: str) -> tuple[ByColumn, ...]:
        known = MODALITIES[:-1] if key == "modality" else STAGES
        return self.rules.by_column(fields[key], key, known) if _is_table(fields.get(key)) else ()

    def _line(self, node: Node, manner: Manner, default: dict[str, Node]) -> Line | None:
        """Return one line of `says`: `subject predicate: column` is short for a line without qualifiers."""
        fields: dict[str, Node] = {}
        line = node.value
        if isinstance(line, dict) and len(line) == 1:
            [(line, inner)] = line.items()
            if isinstance(inner.value, str):
                line = f"{line} {inner.value}"
            else:
                fields = self.file.mapping(inner, "the qualifiers")
        if not isinstance(line, str):
            self.statement(node, manner)  # which reports it
            return None
        modality, stage = self._chosen(fields, "modality"), self._chosen(fields, "stage")
        conditions = self.rules.conditions(fields.get("if"), self.entities)
        apart = {"if", *(k for k in ("modality", "stage") if _is_table(fields.get(k)))}
        rest = default | {k: n for k, n in fields.items() if k not in apart}
        braces = Node(rest, node.line, dict.fromkeys(rest, node.line))
        draft = self.statement(Node({line: braces}, node.line, {line: node.line}), manner)
        if draft is None or not self._subject(node, line, draft.subject):
            return None
        return Line(node.line, draft, conditions, modality, stage)

    def _subject(self, node: Node, line: str, subject: str) -> bool:
        if subject in self.entities or is_slug(subject):
            return True
        hint = did_you_mean(subject, self.entities)
        self.file.report(node, f"unknown subject {subject!r}; expected a rule of entities or an entity's slug{hint}")
        return False

    def value(self, node: Node, prop: Property, text: str) -> Given | None:
        """Return a hole where a rule or a column is named, else the constant that the ordinary parser reads."""
        if prop.value_type == "entity":
            if text in self.entities or is_slug(text):
                return Given(Ref(text))
            what = "a column" if text in self.rules.columns else "no rule and no slug"
            hint = did_you_mean(text, self.entities)
            self.file.report(node, f"{prop.name}: {text!r} is {what}; expected a rule of entities{hint}")
            return None
        if text in self.rules.columns and not (prop.value_type == "date" and _DATE.fullmatch(text)):
            return Given(Hole(text))
        if (prop.value_type == "text" or not any(map(str.isdecimal, text))) and (
            near := did_you_mean(text, self.rules.columns)
        ):
            self.file.report(node, f"{prop.name}: no column {text!r}; expected one, or a constant{near}")
            return None
        return super().value(node, prop, text)

    def _skipped_rows(self, node: Node | None) -> Iterator[Skipped]:
        items = [] if node is None else node.value if isinstance(node.value, list) else [node]
        for item in items:
            assert isinstance(item, Node)
            keys = self.file.mapping(item, "skip: rows", ("where", "number", "because"))
            because = self.file.text(keys.get("because"), "because")
            where = self.rules.conditions(keys.get("where"), self.entities)
            numbers = frozenset(self._numbers(keys.get("number")))
            if because is None or not (where or numbers):
                message = "rows are skipped without where, or number, or because; expected which and why. Add them"
                self.file.report(item, message)
            else:
                yield Skipped(item.line, where, because, numbers)

    def _numbers(self, node: Node | None) -> Iterator[int]:
        for item in self.file.texts(node, "number"):
            if re.fullmatch("[0-9]{1,18}", str(item.value)):
                yield int(str(item.value))
            else:
                self.file.report(item, f"number is {item.value!r}; expected the place of a row in its file")

    def _skipped_columns(self, node: Node | None) -> dict[str, str]:
        """Return the reason of each column that is skipped: `COLUMN: reason`, or `reason: [COLUMN, …]`."""
        found: dict[str, str] = {}
        for key, item in (self.file.mapping(node, "skip: columns") if node else {}).items():
            if isinstance(item.value, list):
                names = [(str(n.value), key, n) for n in self.file.texts(item, "skip: columns")]
            else:
                names = [(key, self.file.text(item, f"the reason to skip {key!r}") or "", item)]
            for name, because, at in names:
                if name not in self.rules.physical:
                    self.file.report(at, self.rules.unknown(name, self.rules.physical))
                elif because == OPEN:
                    message = (
                        f"the column {name!r} is undecided (?); expected a line that reads it, or why it is skipped"
                    )
                    self.file.report(at, message)
                    found[name] = because
                elif because:
                    found[name] = because
        return found


def _is_table(node: Node | None) -> bool:
    return node is not None and isinstance(node.value, dict)
