"""A mapping as it was read: a passage with holes. Lines are the seeds' own; a hole is filled by a row."""

import re
from collections.abc import Collection
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from decimal import Decimal

from aigraph.mapping.texts import NO_CHANGE, Lookup, Texts
from aigraph.model import Ref
from aigraph.ontology import Property
from aigraph.seeds.lines import StatementDraft
from aigraph.seeds.values import Given
from aigraph.seeds.yaml import Node, SeedFile

__all__ = [
    "ByColumn",
    "ColumnRule",
    "Condition",
    "EntityRule",
    "Hole",
    "Line",
    "Lookup",
    "Mapping",
    "Skipped",
    "TableSpec",
    "Texts",
]


class Hole(str):
    """Where a row fills something in: in place of a value the name of a column, in place of a slug that of a rule."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A file below `tables/`, the source that it is the text of, and how it is read as rows.

    `key` are the columns that name a row, `null` the cells that say nothing (beside blank ones), `options` what else
    the mapping's `table` says, of which the shape of the file makes something: `heading`, `sql`, `sheet`, ….
    """

    file: str
    source: str
    key: tuple[str, ...] = ()
    null: frozenset[str] = frozenset({""})
    options: Map[str, Node] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How the cells of a column are read as values. A rule of its own name reads the column that it is `of`.

    `dates` are forms such as `m/d/yyyy`, tried in order; `precision` has the ends of an ISO date that say less than
    they seem to: `-01` → `month`. `unit` is a code, `unit_of` the column that has it, `unit_rule` the rule that names
    the entity it is. `scale` multiplies. `low` and `high` are the columns of the bounds, `range` their name. `instead`
    are columns that other files have for it, `join` those whose text follows its own.
    """

    name: str
    of: str
    line: int = 0
    texts: Texts = NO_CHANGE
    unit: str | None = None
    unit_of: str | None = None
    unit_rule: str | None = None
    scale: Decimal = Decimal(1)
    decimal: str = "."
    dates: tuple[str, ...] = ()
    precision: Map[str, str] = field(default_factory=dict)
    low: str | None = None
    high: str | None = None
    range: str | None = None
    instead: tuple[str, ...] = ()
    join: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads, first its own."""
        return tuple(dict.fromkeys(filter(None, (self.of, self.low, self.high, self.unit_of, *self.join))))

    def text(self, cells: Map[str, str]) -> str:
        """Return the text of its cell, with those behind it that it joins, a comma between."""
        return ", ".join(filter(None, (cells[column] for column in (self.of, *self.join))))


@dataclass(frozen=True, slots=True)
class ByColumn:
    """A word by what stands in a column: its modality, stage or class."""

    column: str
    lookup: Lookup


@dataclass(frozen=True, slots=True)
class EntityRule:
    """Whom the cells of a column name. `classes` are constant, or looked up by a column.

    `slugs` are decisions that the mapping itself makes: a name → the slug of whom it means. `links` is the file of
    those made elsewhere. `aliases`, `zh`, `same_as` and `note` are columns of what else a new entity has.
    """

    name: str
    line: int
    column: str
    classes: tuple[str, ...] = ()
    by: ByColumn | None = None
    texts: Texts = NO_CHANGE
    slugs: Map[str, str] = field(default_factory=dict)
    links: str = ""
    aliases: str | None = None
    zh: str | None = None
    same_as: str | None = None
    note: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads, first that of the name."""
        by = self.by.column if self.by else None
        named = (self.column, by, self.aliases, self.zh, self.same_as, self.note)
        return tuple(dict.fromkeys(filter(None, named)))


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a row: how many a rule or a column names there, or what stands in a column."""

    of: str
    number: str | None = None
    texts: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    negated: bool = False

    def counts(self, found: int) -> bool:
        """Return whether so many are as many as it asks for: `one`, `several`, `some`, `no`."""
        return {"no": found == 0, "one": found == 1, "some": found > 0, "several": found > 1}[self.number or "some"]

    def holds(self, cell: str) -> bool:
        """Return whether a cell is what it asks for."""
        found = cell in self.texts if self.pattern is None else self.pattern.search(cell) is not None
        return found is not self.negated


@dataclass(frozen=True, slots=True)
class Line:
    """One line of `says`: a draft of the ordinary parser whose subject, values and speakers may be holes.

    In `draft`, the subject, the key and every `Ref` whose name is a rule's are filled by it, every `Hole` by a column.
    `reads` are the columns of one table that it is read from, where that table is known.
    """

    line: int
    draft: StatementDraft
    conditions: tuple[Condition, ...] = ()
    modality: tuple[ByColumn, ...] = ()
    stage: tuple[ByColumn, ...] = ()
    reads: tuple[str, ...] = ()

    @property
    def givens(self) -> list[Given]:
        """What it gives: its object, and the values of its qualifiers."""
        return [self.draft.object, *(item for several in self.draft.qualifiers.values() for item in several)]

    @property
    def named(self) -> list[str]:
        """The rules and entities that it names."""
        draft = self.draft
        named = [draft.subject, *draft.manner.speakers, *filter(None, [draft.manner.via])]
        return [*named, *(item.value.id for item in self.givens if isinstance(item.value, Ref))]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows that are left out, and why: those of which all of `where` holds, and those of these numbers."""

    line: int
    where: tuple[Condition, ...]
    because: str
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the rows of some tables of one form say.

    `columns` has a rule for every column, declared or not, `qualifiers` the properties that may qualify a statement.
    `unclear` are columns that a rule names of which something is wrong.
    """

    file: SeedFile
    name: str
    tables: tuple[TableSpec, ...] = ()
    columns: Map[str, ColumnRule] = field(default_factory=dict)
    entities: Map[str, EntityRule] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    skipped_rows: tuple[Skipped, ...] = ()
    skipped_columns: Map[str, str] = field(default_factory=dict)
    qualifiers: Map[str, Property] = field(default_factory=dict)
    unclear: frozenset[str] = frozenset()

    def of_table(self, header: Collection[str]) -> "Mapping":
        """Return it as it reads a table of these columns, where some files call a column otherwise than others."""
        others = {
            name: replace(rule, of=next((c for c in (rule.of, *rule.instead) if c in header), rule.of))
            for name, rule in self.columns.items()
            if rule.instead
        }
        return replace(self, columns={**self.columns, **others}) if others else self
