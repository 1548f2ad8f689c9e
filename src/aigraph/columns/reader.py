"""A table column by column: what the rows say is kept as columns, what has to be read singly is read so.

Read by row are the rows of which something is refused, so that it is said in the ordinary words, and statements that
share an id or a fact with another one, so that they come together in the ordinary way.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import pyarrow
from pyarrow import ipc

from aigraph.columns.answers import Answers
from aigraph.columns.apart import says
from aigraph.columns.batch import Batch, places_of
from aigraph.columns.lines import LineReader, Part, World
from aigraph.columns.names import NewNames, Rule
from aigraph.columns.questions import Questions
from aigraph.columns.render import Columns
from aigraph.columns.templates import Written
from aigraph.mapping.shapes import Row, open_table
from aigraph.mapping.table_reader import TableReader
from aigraph.mapping.values import Values
from aigraph.namespaces import Iris
from aigraph.seeds.passages import Passage
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["BATCH", "ColumnReader", "Kept", "in_batches"]

#: As many rows are held at once.
BATCH = 20_000
#: As many answers are remembered.
_MOST = 200_000


@dataclass(slots=True)
class Kept:
    """The rows of which a line says the same: what it comes to, and a file with their cells."""

    line: int
    written: tuple[Written, ...]
    path: Path
    _writer: Any = None

    def add(self, part: Part) -> None:
        """Add rows."""
        table = pyarrow.table(dict(part.columns.arrays))
        if self._writer is None:
            self._writer = ipc.new_file(str(self.path), table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        """End writing."""
        self._writer.close()

    def columns(self, iris: Iris, aside: Any) -> Iterator[Columns]:
        """Yield the rows in batches, without those that are read aside."""
        with ipc.open_file(str(self.path)) as file:
            for number in range(file.num_record_batches):
                batch = file.get_batch(number)
                if len(aside):
                    away = numpy.isin(batch.column("row").to_numpy(), aside)
                    batch = batch.filter(pyarrow.array(~away))
                if batch.num_rows:
                    yield Columns(iris, dict(zip(batch.schema.names, batch.columns, strict=True)))


@dataclass(slots=True)
class ColumnReader(TableReader):
    """Reads the rows of one table column by column; new names go to `names`, where they are not read one by one."""

    world: World | None = None
    scratch: Path = Path()
    names: NewNames | None = None
    lines: list[LineReader] = field(default_factory=list)
    kept: dict[tuple[int, int], Kept] = field(default_factory=dict)
    #: The line, the row, and the hash of something that no other may share.
    hashes: list[tuple[int, Any, Any]] = field(default_factory=list)
    #: The rows that are read singly; by line, those of which only that is; and those in the end.
    single: set[int] = field(default_factory=set)
    odd: dict[int, set[int]] = field(default_factory=dict)
    aside: dict[int, Any] = field(default_factory=dict)
    #: The hashes of what the rows are called.
    called: list[Any] = field(default_factory=list)
    _answers: dict[object, Answers] = field(default_factory=dict)

    def read_rows(self, rows: Iterable[Row]) -> None:
        """Read rows."""
        assert self.world
        questions = Questions(self.mapping, self.world.entities, self._named())
        try:
            for some in in_batches(rows):
                self.account.rows += len(some)
                self._batch(some, questions)
        finally:
            for kept in self.kept.values():
                kept.close()

    def _named(self) -> dict[str, Rule]:
        """Return what asks for names, where that is not done one by one."""
        if self.names is None:
            return {}
        values, rules = Values(self.naming.ontology), self.mapping.entities
        names, filler = self.names, lambda row: self.filler(row, values)
        return {name: names.of(self.mapping, rule, filler) for name, rule in rules.items()}

    def _batch(self, some: list[Row], questions: Questions) -> None:
        if sum(len(answers.found) for answers in self._answers.values()) > _MOST:
            self._answers.clear()
        values = Values(self.naming.ontology)
        self.single |= {row.number for row in some if not row.sound}
        rows = [row for row in some if row.sound]
        batch = Batch(rows, lambda row: self.filler(row, values), self._answers)
        if batch.rows and self.mapping.skipped_rows:
            skipped, unknown = self._skip(batch, questions)
            self.single |= {batch.rows[at].number for at in places_of(unknown)}
            left = [batch.rows[at] for at in places_of(~skipped & ~unknown)]
            batch = Batch(left, batch.filler, self._answers)
        if batch.rows:
            self._read(batch, questions)

    def _read(self, batch: Batch, questions: Questions) -> None:
        """Read rows, but for those that have to be read singly."""
        assert self.world
        if not self.lines:
            row = batch.filler(batch.rows[0])
            self.lines = [LineReader(n, questions, self.spec.source, row, self.world) for n in self.mapping.lines]
        found, aside = self._name(batch, questions)
        each = [line.says(batch) for line in self.lines]
        for holds, odd in each:
            found |= holds
            aside |= odd
        aside |= ~found
        self._call(batch, aside, questions)
        for number, (line, (holds, _)) in enumerate(zip(self.lines, each, strict=True)):
            chosen = places_of(holds & ~aside)
            for part in line.parts(batch, chosen) if len(chosen) else ():
                self._keep(number, part, batch)
        self.single |= {batch.rows[at].number for at in places_of(aside)}

    def _skip(self, batch: Batch, questions: Questions) -> tuple[Any, Any]:
        """Return the rows that are skipped, and those of which that cannot be known."""
        away, unknown = (numpy.zeros(len(batch.rows), bool) for _ in range(2))
        for skipped in self.mapping.skipped_rows:
            named = numpy.fromiter((row.number in skipped.numbers for row in batch.rows), bool, len(batch.rows))
            where = numpy.full(len(batch.rows), bool(skipped.where)) & ~named & ~away & ~unknown
            for condition in skipped.where:
                asked = batch.ask(questions.holds(condition))
                unknown |= where & asked.refused
                where &= asked.where(says) & ~asked.refused
            where |= named & ~away & ~unknown
            if number := int(where.sum()):
                self.account.skipped[skipped.because] += number
            away |= where
        return away, unknown

    def _name(self, batch: Batch, questions: Questions) -> tuple[Any, Any]:
        """Learn whom the rows name; return which name any, and which name whom one cannot know."""
        found, refused = (numpy.zeros(len(batch.rows), bool) for _ in range(2))
        named = [questions.names(rule) for rule in self.mapping.entities.values()]
        batch.ask_together(named)
        for asked in map(batch.ask, named):
            refused |= asked.refused
            found |= asked.where(says)
        return found, refused

    def _call(self, batch: Batch, aside: Any, questions: Questions) -> None:
        """Put aside the rows without a name of their own."""
        if not self.spec.key:
            return
        asked = batch.ask(questions.name(self.spec.key))
        aside |= asked.refused | ~asked.where(says)
        names = asked.texts()
        if self.names is not None:
            self.called.append(numpy.fromiter(map(hash, names), numpy.int64)[asked.codes])
            return
        for at in places_of(~asked.refused):
            number = batch.rows[at].number
            aside[at] |= self.keys.setdefault(names[asked.codes[at]], number) != number

    def calls_two_alike(self) -> bool:
        """Return whether two rows seem to have one name, where names are not read one by one."""
        called = numpy.sort(numpy.concatenate(self.called)) if self.called else numpy.zeros(0)
        return bool((called[1:] == called[:-1]).any())

    def _keep(self, number: int, part: Part, batch: Batch) -> None:
        if not part.written:
            self.odd.setdefault(number, set()).update(batch.rows[at].number for at in part.rows)
            return
        kept = self.kept.get((number, id(part.written)))
        if kept is None:
            path = self.scratch / f"{number}-{len(self.kept)}"
            kept = self.kept[number, id(part.written)] = Kept(number, part.written, path)
        place = part.columns.arrays["row"].to_numpy().astype(numpy.int32)
        for written in part.written:
            for key in written.keys:
                texts = part.columns.text(key).to_pylist()
                self.hashes.append((number, place, numpy.fromiter(map(hash, texts), numpy.int64, len(texts))))
        kept.add(part)

    def shared(self, many: Any) -> None:
        """Note the rows of each line that have to be read singly: with hashes that stand more than once, or odd."""
        for number in range(len(self.lines)):
            each = [place[numpy.isin(hashes, many)] for line, place, hashes in self.hashes if line == number]
            each.append(numpy.array(sorted(self.odd.get(number, ())), numpy.int32))
            self.aside[number] = numpy.unique(numpy.concatenate(each))
        self.hashes.clear()

    def read_singly(self, folder: Path) -> None:
        """Read, row by row, what has to be."""
        lines = {number: set(aside.tolist()) for number, aside in self.aside.items()}
        lines = lines or self.odd
        wanted = self.single.union(*lines.values())
        values = Values(self.naming.ontology)
        for row in _until_it_breaks(open_table(folder, self.spec).rows) if wanted else ():
            if row.number in self.single:
                self.read_row(self.filler(row, values))
            elif row.number in wanted:
                for number in (number for number, rows in lines.items() if row.number in rows):
                    self.read_line(self.mapping.lines[number], self.filler(row, values))

    def said_singly(self, folder: Path) -> list[Passage]:
        """Return what is said by rows of which it is known by now that they have to be read singly."""
        other = ColumnReader(self.mapping, self.spec, SeedFile("", Node({}, 0)), self.naming, keys=dict(self.keys))
        other.positions, other.weights, other.lines = self.positions, self.weights, self.lines
        other.single, other.odd = self.single, self.odd
        other.read_singly(folder)
        return other.passages


def in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows, many at once; before a ValueError those that could be read."""
    some: list[Row] = []
    try:
        for row in rows:
            some.append(row)
            if len(some) == BATCH:
                yield some
                some = []
    except ValueError:
        yield some
        raise
    if some:
        yield some


def _until_it_breaks(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows as far as they can be read; where that ends has been reported."""
    with suppress(ValueError):
        yield from rows
