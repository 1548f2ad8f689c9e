"""A line of a mapping for many rows at once: rows whose answers have the same shapes are one statement of symbols."""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy
import pyarrow
from pyarrow import compute

from aigraph.columns.apart import Shape, put_together, says, says_several
from aigraph.columns.batch import Batch, by_group, groups
from aigraph.columns.questions import Question, Questions
from aigraph.columns.render import Columns, as_id
from aigraph.columns.symbols import Field, Symbols
from aigraph.columns.templates import Written, write_once
from aigraph.mapping.plan import ByColumn, Condition, EntityRule, Line
from aigraph.mapping.rows import RowFiller, said
from aigraph.mapping.shapes import Row
from aigraph.model import Entity, Graph
from aigraph.namespaces import Iris
from aigraph.ontology import Ontology, Property
from aigraph.seeds.anchors import Lock
from aigraph.seeds.assemble import Assembly
from aigraph.seeds.check import check_passages
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.values import Given
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["LineReader", "Part", "World"]


@dataclass(frozen=True, slots=True)
class World:
    """What is there beside a table: the schema, the sources and entities, the IRIs."""

    ontology: Ontology
    sources: Map[str, SourceDraft]
    entities: Map[str, EntityDraft]
    iris: Iris


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of which a line says the same with other cells: what it comes to, and the cells, one column a scalar."""

    written: tuple[Written, ...]
    rows: Any
    columns: Columns


@dataclass(slots=True)
class LineReader:
    """Reads one line of a mapping from the rows of a table of a source."""

    line: Line
    questions: Questions
    source: str
    filler: RowFiller
    world: World
    _patterns: dict[tuple[Shape, ...], tuple[Written, ...]] = field(default_factory=dict)

    def says(self, batch: Batch) -> tuple[Any, Any]:
        """Return which rows say something by the line, and which of them have to be read one by one."""
        aside, holds = numpy.zeros(len(batch.rows), bool), numpy.ones(len(batch.rows), bool)
        for question in self.questions.conditions(self.line):
            asked = batch.ask(question)
            aside |= asked.refused
            holds &= asked.where(says)
        for question in self.questions.values(self.line):
            asked = batch.ask(question)
            aside |= holds & asked.refused
            if question.needed:
                holds = holds & (asked.refused | asked.where(says))
            if question.single:
                aside |= holds & asked.where(says_several)
        if not self.questions.is_plain(self.line):
            aside |= holds
        return holds, aside

    def parts(self, batch: Batch, rows: Any) -> Iterator[Part]:
        """Yield the statements of rows that say something by the line; no `written` where the rows must be read."""
        questions = self._asked()
        answers = [(question, batch.ask(question)) for question in questions]
        firsts, codes = groups([asked.shape[asked.codes[rows]] for _, asked in answers] or [rows * 0])
        for first, among in by_group(firsts, codes):
            chosen, arrays = rows[among], dict[str, Any]()
            numbers = [int(asked.shape[asked.codes[rows[first]]]) for _, asked in answers]
            for (question, asked), number in zip(answers, numbers, strict=True):
                places = pyarrow.array(asked.place[asked.codes[chosen]])
                for at, array in enumerate(asked.arrays(number)):
                    arrays[f"{_name(question)}.{at}"] = array.take(places)
            arrays["row"] = pyarrow.array(batch.numbers[chosen])
            shapes = tuple(asked.shapes[number] for (_, asked), number in zip(answers, numbers, strict=True))
            yield from self._told_apart(
                Part(self._written(questions, shapes), chosen, Columns(self.world.iris, arrays))
            )

    def _asked(self) -> list[Question]:
        """Return every question whose answer is in what is written."""
        cells = [self.questions.cell(column) for column in self.line.reads]
        cells = [q for q in cells if q.columns[0] in self.filler.positions]
        key = [self.questions.name(self.filler.key)] if self.filler.key else []
        return [*self.questions.values(self.line), *cells, *key]

    def _told_apart(self, part: Part) -> Iterator[Part]:
        """Yield a part, and apart from it rows in whose id a text is left out: a blank one, or one that is there twice.

        An id leaves out what tells statements apart where that is the time again.
        """
        fields = list(dict.fromkeys(f for one in part.written for f in one.id if isinstance(f, Field)))
        texts = {f: part.columns.formed(f) for f in fields}
        odd = numpy.zeros(len(part.rows), bool)
        if self.line.draft.prop.distinguished_by:
            given = [v for name in self.line.draft.qualifiers for v in self.line.draft.qualifiers[name]]
            constant = pyarrow.array({as_id(str(one.value)) for one in given}, pyarrow.string())
            for one, other in combinations(texts.values(), 2):
                odd |= compute.equal(one, other).to_numpy(zero_copy_only=False)
            for one in texts.values():
                odd |= compute.is_in(one, constant).to_numpy(zero_copy_only=False)
        for one, array in texts.items():
            odd |= one.form == "id" and compute.equal(array, "").to_numpy(zero_copy_only=False)
        for mask, written in ((~odd, part.written), (odd, ())) if odd.any() else ():
            kept = {name: array.filter(pyarrow.array(mask)) for name, array in part.columns.arrays.items()}
            if mask.any():
                yield Part(written, part.rows[mask], Columns(self.world.iris, kept))
        if not odd.any():
            yield part

    def _written(self, questions: list[Question], shapes: tuple[Shape, ...]) -> tuple[Written, ...]:
        """Return what the line comes to where the answers have these shapes; nothing where that is a finding."""
        if shapes not in self._patterns:
            wrong: list[object] = []

            def make(symbols: Symbols) -> Graph:
                answers = {
                    q.key: shape if q.fixed else put_together(shape, symbols, _name(q))
                    for q, shape in zip(questions, shapes, strict=True)
                }
                file = SeedFile("", Node({}, 0))
                stated = self._stated(_Symbolic.like(self.filler, answers, symbols), file, symbols)
                wrong.extend(file.problems)
                return stated

            written = write_once(make, self.world.ontology)
            self._patterns[shapes] = () if wrong else written
        return self._patterns[shapes]

    def _stated(self, row: RowFiller, file: SeedFile, symbols: Symbols) -> Graph:
        """Return what a row of symbols says, as the record path puts it together."""
        world, mapping = self.world, self.questions.mapping
        passage = said(self.line, mapping, file, self.source, row)
        assert passage is not None
        assembly = Assembly(world.ontology, world.sources, _Named(world.entities, symbols), Lock())
        assembly.add([passage])
        check_passages([passage], assembly)
        statements = tuple(assembly.statements.values())
        return Graph(sources=(world.sources[self.source].source,), statements=statements, iris=world.iris)


def _name(question: Question) -> str:
    return ":".join(map(str, question.key))


class _Named(dict[str, EntityDraft]):
    """The entities that are there, and one for every symbol of a slug."""

    def __init__(self, known: Map[str, EntityDraft], symbols: Symbols) -> None:
        self.known, self.symbols = known, symbols

    def get(self, slug: str, default: object = None) -> Any:
        """Return the entity."""
        if self.symbols.pattern.fullmatch(slug):
            return EntityDraft(SeedFile("", Node({}, 0)), 0, Entity(slug, (), {}), (), ())
        return self.known.get(slug, default)

    def __contains__(self, slug: object) -> bool:
        return slug in self.known


@dataclass(slots=True)
class _Symbolic(RowFiller):
    """A row of symbols: the answers to what a line asks are given."""

    answers: Map[tuple[object, ...], Any] = field(default_factory=dict)

    @classmethod
    def like(cls, row: RowFiller, answers: Map[tuple[object, ...], Any], symbols: Symbols) -> "_Symbolic":
        """Return one of the same table."""
        of = (row.mapping, Row(symbols.whole("row"), {}), row.key, row.null, row.positions)
        return cls(*of, row.values, row.naming, row.file, answers=answers)

    @property
    def name(self) -> str:
        """What the row is called."""
        return str(self.answers.get(("name",), ""))

    def raw(self, column: str) -> str:
        """Return a cell."""
        return str(self.answers["cell", column])

    def text(self, column: str) -> str:
        """Return the text of a cell, empty where it says nothing."""
        return self.raw(column)

    def slugs(self, rule: EntityRule) -> tuple[str, ...]:
        """Return whom a rule names."""
        kept = ("slugs", rule.name, "in order")
        return tuple(ref.id for ref in self.answers[kept if kept in self.answers else kept[:2]])

    def givens(self, column: str, prop: Property) -> tuple[Given, ...]:
        """Return what a column says for a property."""
        found: tuple[Given, ...] = self.answers["givens", column, prop.name]
        return found

    def word(self, by: ByColumn) -> str | None:
        """Return the word that a column decides."""
        found: str | None = self.answers["word", id(by)]
        return found

    def holds(self, condition: Condition) -> bool:
        """Return that a condition holds: rows of which it does not are no part of this."""
        return True
