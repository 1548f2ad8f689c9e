"""What a row says: the holes of a mapping's lines filled, as passages of which the cells are the words.

`said` is the whole meaning of a line, for whatever can fill its holes: a row of a file here, a row of symbols where a
table is read column by column.
"""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from typing import Protocol

from aigraph.characters import unfit, visible
from aigraph.errors import RowNumber
from aigraph.linking.near import is_legal_form
from aigraph.mapping.entities import Asked, Naming, NewEntity
from aigraph.mapping.frame import unified
from aigraph.mapping.plan import ByColumn, Condition, EntityRule, Hole, Line, Mapping
from aigraph.mapping.shapes import Row
from aigraph.mapping.values import Refused, Values
from aigraph.model import MODALITIES, STAGES, Cell, Ref
from aigraph.ontology import Property
from aigraph.seeds.lines import Manner, StatementDraft
from aigraph.seeds.passages import Passage
from aigraph.seeds.values import Given
from aigraph.seeds.yaml import SeedFile

__all__ = ["Filler", "RowFiller", "in_line", "said"]


class Filler(Protocol):
    """What fills the holes of a line."""

    @property
    def number(self) -> int:
        """Return the place of the row."""

    def slugs(self, rule: EntityRule) -> tuple[str, ...]:
        """Return whom a rule names."""

    def givens(self, column: str, prop: Property) -> tuple[Given, ...]:
        """Return what a column says for a property."""

    def word(self, by: ByColumn) -> str | None:
        """Return the word that a column decides, None where it says nothing."""

    def holds(self, condition: Condition) -> bool:
        """Return whether a condition holds."""

    def cells(self, line: Line) -> tuple[Cell, ...]:
        """Return the cells that a line is read from, that of its object first."""


def said(line: Line, mapping: Mapping, file: SeedFile, source: str, row: Filler) -> Passage | None:
    """Return what a row says by a line, None where it says nothing. Raises Refused at what cannot be read."""
    if not all(map(row.holds, line.conditions)):
        return None
    cells, number = row.cells(line), row.number
    place = RowNumber(number, in_line(cells[0].name)) if cells and isinstance(number, RowNumber) else number
    drafts = list(_filled(mapping, line, row, place))
    if not drafts:
        return None
    return Passage(file, place, source, "", cells=cells, manner=drafts[0].manner, statements=drafts)


def in_line(column: str) -> str:
    """Return the name of a column as a finding has it, on one line."""
    return visible(" ".join(column.split()), spaces=True)


def _filled(mapping: Mapping, line: Line, row: Filler, place: int) -> Iterator[StatementDraft]:
    """Yield a statement for each subject and object of a line."""
    draft, rules = line.draft, mapping.entities

    def values(given: Given, prop: Property) -> tuple[Given, ...]:
        if isinstance(given.value, Hole):
            return row.givens(given.value, prop)
        if isinstance(given.value, Ref):
            return tuple(Given(Ref(slug)) for slug in named(given.value.id))
        return (given,)

    def named(name: str) -> tuple[str, ...]:
        return row.slugs(rules[name]) if name in rules else (name,)

    objects = values(draft.object, draft.prop)
    subjects = named(draft.subject)
    if not objects or not subjects:
        return
    if len(objects) > 1 and draft.prop.use != "relation" and not draft.prop.list:
        raise Refused(_column_of(mapping, draft.object), f"{draft.prop.name} has {len(objects)} values; expected one")
    qualifiers = {}
    for name, givens in draft.qualifiers.items():
        prop = mapping.qualifiers[name]
        found = tuple(item for given in givens for item in values(given, prop))
        if len(found) > 1 and not prop.list:
            raise Refused(_column_of(mapping, givens[0]), f"{name} has {len(found)} values; expected one")
        if found:
            qualifiers[name] = tuple(sorted(found, key=lambda given: str(given.value))) if prop.list else found
    speakers = tuple(slug for speaker in draft.manner.speakers for slug in named(speaker))
    via = next(iter(named(draft.manner.via)), None) if draft.manner.via else None
    modality = _weakest([row.word(by) for by in line.modality], MODALITIES) or draft.manner.modality
    stage = _weakest([row.word(by) for by in line.stage], STAGES) or draft.stage
    manner = Manner(modality, speakers, via, place)
    key = "/".join(named(draft.key)) if draft.key else None
    filled = replace(draft, line=place, qualifiers=qualifiers, stage=stage, key=key, manner=manner)
    for subject in subjects:
        yield from (replace(filled, subject=subject, object=value) for value in objects)


def _column_of(mapping: Mapping, given: Given) -> str:
    if isinstance(given.value, Hole):
        return mapping.columns[given.value].of
    if isinstance(given.value, Ref) and given.value.id in mapping.entities:
        return mapping.columns[mapping.entities[given.value.id].column].of
    return ""


def _weakest(words: list[str | None], order: tuple[str, ...]) -> str | None:
    return max((word for word in words if word), key=order.index, default=None)


@dataclass(slots=True)
class RowFiller:
    """Fills holes from the cells of one row.

    `positions` are the columns' numbers from 1, `weights` in how many lines each rule stands.
    """

    mapping: Mapping
    row: Row
    key: tuple[str, ...]
    null: frozenset[str]
    positions: Map[str, int]
    values: Values
    naming: Naming
    file: SeedFile
    weights: Map[str, int] = field(default_factory=dict)
    asked: dict[Asked, int] = field(default_factory=dict)
    met: dict[str, None] = field(default_factory=dict)
    _slugs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The place of the row."""
        return RowNumber(self.row.number)

    @property
    def name(self) -> str:
        """What the row is called: the text of its key, of several columns with a dot between."""
        return " · ".join(filter(None, (" ".join(self.text(column).split()) for column in self.key)))

    def raw(self, column: str) -> str:
        """Return a cell as it is, its lines ended as everywhere. Raises Refused at what no graph can hold."""
        if column in self.row.faults:
            raise Refused(column, self.row.faults[column])
        text = unified(self.row.cells.get(column, ""))
        if found := unfit(text):
            raise Refused(column, f"the control character {found}; expected text. Remove it")
        return text

    def text(self, column: str) -> str:
        """Return the text of a cell, empty where it says nothing."""
        if column not in self._texts:
            text = self.raw(column).strip()
            self._texts[column] = "" if text in self.null else text
        return self._texts[column]

    def texts(self, column: str) -> tuple[str, ...]:
        """Return the texts that a column, or one made of it, has."""
        rule = self.mapping.columns[column]
        text = rule.text({name: self.text(name) for name in (rule.of, *rule.join)})
        try:
            return rule.texts.of(text) if text else ()
        except ValueError as err:
            raise Refused(rule.of, str(err)) from err

    def names(self, rule: EntityRule) -> tuple[str, ...]:
        """Return the names that a rule finds."""
        texts = self.texts(rule.column)
        try:
            return tuple(dict.fromkeys(name for text in texts for name in rule.texts.of(text)))
        except ValueError as err:
            raise Refused(self.mapping.columns[rule.column].of, str(err)) from err

    def classes(self, rule: EntityRule) -> tuple[str, ...]:
        """Return the classes that a rule gives in this row."""
        if rule.by is None:
            return rule.classes
        word = self.word(rule.by)
        if word is None:
            raise Refused(self.mapping.columns[rule.by.column].of, f"says no class of {rule.name!r}; expected one")
        return (word,)

    def slugs(self, rule: EntityRule) -> tuple[str, ...]:
        """Return whom a rule names."""
        if rule.name not in self._slugs:
            names = self.names(rule)
            classes = self.classes(rule) if names else ()
            found, problems = [], dict[str, None]()
            if (
                len(names) > 1
                and (form := next(filter(is_legal_form, names), None))
                and self.naming.ontology.acts(classes)
            ):
                message = f"{form!r} is a legal form and nobody's name; expected names alone. Split by something else"
                raise Refused(self.mapping.columns[rule.column].of, message)
            if rule.same_as and len(names) == 1:
                self._check_iri(rule.same_as)
            for name in names:
                try:
                    found.append(self._slug(rule, name, classes, alone=len(names) == 1))
                except ValueError as err:
                    problems[str(err)] = None
            if problems:
                raise Refused(self.mapping.columns[rule.column].of, "; ".join(problems))
            self._slugs[rule.name] = tuple(dict.fromkeys(found))
        return self._slugs[rule.name]

    def _check_iri(self, column: str) -> None:
        from pyoxigraph import NamedNode

        try:
            NamedNode(self.text(column) or "urn:none")
        except ValueError as err:
            raise Refused(column, f"{self.text(column)!r} is no IRI ({err}); expected one such as https://…") from err

    def _slug(self, rule: EntityRule, name: str, classes: tuple[str, ...], *, alone: bool) -> str:
        """Return whom a name means, noting what the row says of it where that can be meant of it alone."""
        zh, same_as, note, alias = (
            self.text(column) if alone and column else "" for column in (rule.zh, rule.same_as, rule.note, rule.aliases)
        )
        identifiers = (same_as,) if same_as else ()
        if name not in rule.slugs:
            self.asked[rule.links, name, classes, identifiers] = self.weights.get(rule.name, 0)
        slug = self.naming.slug(name, rule, classes, identifiers)
        self.met[slug] = None
        place = RowNumber(self.row.number, self.mapping.columns[rule.column].of)
        entity = self.naming.add(slug, name, rule, classes, NewEntity(self.file, place))
        if entity is not None:
            entity.learn(name, zh=zh, note=note, same_as=same_as, alias=alias)
        return slug

    def givens(self, column: str, prop: Property) -> tuple[Given, ...]:
        """Return what a column says for a property."""
        rule = self.mapping.columns[column]
        units = self.slugs(self.mapping.entities[rule.unit_rule]) if rule.unit_rule else ()
        if len(units) > 1:
            raise Refused(rule.of, f"{len(units)} entities are its unit; expected one")
        return self.values.of(rule, prop, tuple(map(self.text, rule.columns)), *units)

    def word(self, by: ByColumn) -> str | None:
        """Return the word that a column decides."""
        try:
            words = [by.lookup.word(text) for text in self.texts(by.column)]
        except ValueError as err:
            raise Refused(self.mapping.columns[by.column].of, str(err)) from err
        return words[0] if words else None

    def holds(self, condition: Condition) -> bool:
        """Return whether a condition holds."""
        if condition.number is None:
            rule = self.mapping.columns[condition.of]
            texts = self.texts(condition.of) if rule.line else (self.text(rule.of),)
            return condition.holds(" ".join(texts))
        rules = self.mapping.entities
        found = self.names(rules[condition.of]) if condition.of in rules else self.texts(condition.of)
        return condition.counts(len(found))

    def cells(self, line: Line) -> tuple[Cell, ...]:
        """Return the cells that a line is read from.

        Those of a row's name are left out, since every cell has it; but where the name alone says whom the line is
        about, as where a table is keyed by maker and model, the object's goes first.
        """
        columns = [c for c in line.reads if self.text(c) and c in self.positions]
        others, name = [c for c in columns if c not in self.key], self.name
        if not others or self._is_by_name(line, others[0]):
            others = [*columns[:1], *others]
        return tuple(Cell(self.raw(c), self.row.number, self.positions[c], c, name) for c in others)

    def _is_by_name(self, line: Line, column: str) -> bool:
        """Return whether a line has its subject and object from the row's name, and the column is of something else."""
        rules, value = self.mapping.entities, line.draft.object.value
        if not isinstance(value, Ref) or value.id not in rules or line.draft.subject not in rules:
            return False
        of = [self.mapping.columns[rules[name].column] for name in (value.id, line.draft.subject)]
        return not any(column in (one.of, *one.join) for one in of)
