"""What a line of a mapping asks of a row, and the columns that each answer is read from."""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from typing import Any

from aigraph.columns.forms import DECIMAL, LINE, NAME, WHOLE, AskPlain, Forms
from aigraph.columns.names import Rule
from aigraph.mapping.plan import ByColumn, ColumnRule, Condition, EntityRule, Hole, Line, Mapping, Texts
from aigraph.mapping.rows import RowFiller
from aigraph.model import Ref
from aigraph.ontology import Property
from aigraph.seeds.entities import EntityDraft
from aigraph.seeds.values import Given

__all__ = ["Question", "Questions"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its key, the columns that the answer is read from, and how it is asked.

    The answer to one that is `needed` must not be empty, that to a `single` one has not several values, and a `fixed`
    one is of the shape of what is said. One that is `of` another is asked of the answer to that. `plain` finds the
    texts that come to the same but for themselves.
    """

    key: tuple[object, ...]
    columns: tuple[str, ...]
    ask: Callable[[Any], Any]
    needed: bool = False
    single: bool = False
    fixed: bool = False
    of: "Question | None" = None
    plain: AskPlain | None = None


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of the lines of a mapping; `known` are the entities that are there.

    `named` asks for the names by rules, where they are not asked for one by one.
    """

    mapping: Mapping
    known: Map[str, EntityDraft]
    named: Map[str, Rule] = field(default_factory=dict)
    forms: Forms = field(default_factory=Forms)

    def conditions(self, line: Line) -> list[Question]:
        """Return the questions whether the conditions of a line hold."""
        return [self.holds(condition) for condition in line.conditions]

    def values(self, line: Line) -> list[Question]:
        """Return the questions with whose answers the holes of a line are filled."""
        draft, rules = line.draft, self.mapping.entities
        found = [*self._value(draft.object, draft.prop, line, needed=True)]
        found += [self.slugs(rules[draft.subject], line, needed=True)] if draft.subject in rules else []
        for name, givens in draft.qualifiers.items():
            prop = self.mapping.qualifiers[name]
            found += [one for given in givens for one in self._value(given, prop, line)]
        named = [*draft.manner.speakers, *filter(None, [draft.manner.via, draft.key])]
        found += [self.slugs(rules[name], line) for name in named if name in rules]
        found += [self.word(by) for by in (*line.modality, *line.stage)]
        asked: dict[tuple[object, ...], Question] = {}
        for one in found:
            other = asked.get(one.key, one)
            asked[one.key] = replace(one, needed=one.needed or other.needed, single=one.single or other.single)
        return list(asked.values())

    def is_plain(self, line: Line) -> bool:
        """Return whether no list is made of several columns: what would be sorted, or dropped as double, by cells."""
        lists = [givens for name, givens in line.draft.qualifiers.items() if self.mapping.qualifiers[name].list]
        listed = {given.value.id for givens in lists for given in givens if isinstance(given.value, Ref)}
        in_order = _in_order(line)
        return all(len(givens) == 1 for givens in (*lists, in_order) if givens) and not listed & set(in_order)

    def _value(self, given: Given, prop: Property, line: Line, *, needed: bool = False) -> Iterator[Question]:
        """Yield the question that fills a hole of a value. Several numbers are put in order by what they are."""
        value = given.value
        single = not prop.list and (prop.use != "relation" or not needed)
        if isinstance(value, Hole):
            single |= not needed and prop.value_type == "quantity"
            rule = self.mapping.columns[value]
            unit = self.mapping.entities[rule.unit_rule].columns if rule.unit_rule else ()
            columns = tuple(dict.fromkeys((*rule.columns, *self._of(*unit))))
            key, ask = ("givens", str(value), prop.name), _givens(str(value), prop)
            forms = (WHOLE, DECIMAL) if prop.value_type in ("quantity", "integer") else (LINE,)
            plain = self.forms.of(key, rule.of, ask, forms) if _is_read_alone(rule, prop) else None
            yield Question(key, columns, ask, needed, single, plain=plain)
        elif isinstance(value, Ref) and value.id in self.mapping.entities:
            yield self.slugs(self.mapping.entities[value.id], line, needed=needed, single=single)

    def slugs(self, rule: EntityRule, line: Line, *, needed: bool = False, single: bool = False) -> Question:
        """Return the question whom a rule names: some in the order of the cell, others as lists are sorted."""
        in_order = rule.name in _in_order(line)

        def ask(slugs: tuple[str, ...]) -> tuple[Ref, ...]:
            drafts = ((slug, self.known.get(slug)) for slug in slugs)
            found = [Ref((draft and draft.entity.replaced_by) or slug) for slug, draft in drafts]
            return tuple(found if in_order else sorted(found))

        key, names = ("slugs", rule.name, *(["in order"] if in_order else [])), self.names(rule)
        return Question(key, names.columns, ask, needed, single, of=names)

    def names(self, rule: EntityRule) -> Question:
        """Return the question whom a rule names, before merges."""
        together = self.named.get(rule.name)
        ask, plain = (together.ask, together.plain) if together else (lambda row: row.slugs(rule), None)
        return Question(("names", rule.name), self._of(*rule.columns), ask, plain=plain)

    def word(self, by: ByColumn) -> Question:
        """Return the question which word a column decides."""
        return Question(("word", id(by)), self._of(by.column), lambda row: row.word(by), fixed=True)

    def holds(self, condition: Condition) -> Question:
        """Return the question whether a condition holds."""
        rule = self.mapping.entities.get(condition.of)
        column = rule.column if rule else condition.of
        return Question(("holds", id(condition)), self._of(column), lambda row: row.holds(condition), fixed=True)

    def name(self, key: tuple[str, ...]) -> Question:
        """Return the question what a row is called."""
        plain = self.forms.of(("name",), key[0], lambda row: row.name, (NAME,)) if len(key) == 1 else None
        return Question(("name",), key, lambda row: row.name, plain=plain)

    def cell(self, column: str) -> Question:
        """Return the question what a cell has, nothing where it says nothing."""

        def ask(row: RowFiller) -> str:
            return row.raw(column) if row.text(column) else ""

        key = ("cell", column)
        return Question(key, (column,), ask, plain=self.forms.of(key, column, ask, (LINE,)))

    def _of(self, *columns: str) -> tuple[str, ...]:
        """Return the columns of the table that columns are made of."""
        rules = (self.mapping.columns[column] for column in columns)
        return tuple(dict.fromkeys(name for rule in rules for name in (rule.of, *rule.join)))


def _is_read_alone(rule: ColumnRule, prop: Property) -> bool:
    """Return whether a value is a whole cell, of which nothing is replaced, read by what it is of."""
    of_forms = ("quantity", "integer", "text")
    return rule.columns == (rule.of,) and not rule.unit_rule and rule.texts == Texts() and prop.value_type in of_forms


def _in_order(line: Line) -> tuple[str, ...]:
    """Return the rules whose names are put together in the order of the cell."""
    return *line.draft.manner.speakers, *filter(None, [line.draft.manner.via, line.draft.key])


def _givens(column: str, prop: Property) -> Callable[[RowFiller], tuple[Given, ...]]:
    def ask(row: RowFiller) -> tuple[Given, ...]:
        found = row.givens(column, prop)
        return tuple(sorted(found, key=lambda given: str(given.value))) if prop.list else found

    return ask
