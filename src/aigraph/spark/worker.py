"""What a worker of Spark does with the rows of a table: it reads them in batches, as the column path does."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy
import pyarrow

from aigraph.columns.apart import says
from aigraph.columns.batch import Batch
from aigraph.columns.lines import Part
from aigraph.columns.questions import Questions
from aigraph.columns.reader import ColumnReader
from aigraph.mapping.entities import NewEntity
from aigraph.mapping.shapes import Row
from aigraph.spark.parts import NAMES, SUMMARY, cells_of, frozen, thawed

__all__ = ["PartReader", "Summary", "read"]

#: A row of PARTS.
PartRow = tuple[int, int, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the rows of a batch, and whom they name."""

    number: int
    rows: int
    skipped: Counter[str]
    single: set[int]
    odd: dict[int, set[int]]
    new: dict[str, NewEntity]
    spelt: dict[str, set[str]]
    met: list[Any]


@dataclass(slots=True)
class PartReader(ColumnReader):
    """Reads batches of rows in a worker: what they say waits in no file but is handed on."""

    table: int = 0
    made: list[PartRow] = field(default_factory=list)
    questions: Questions | None = None
    last: int = -1

    def batches(self, batches: Iterable[tuple[int, bytes]]) -> Iterator[PartRow]:
        """Yield what batches of rows come to."""
        for number, data in batches:
            yield from self.batch(number, thawed(data))

    def batch(self, number: int, some: list[Row]) -> Iterator[PartRow]:
        """Yield what a batch of rows comes to; whom a later one named already is named again."""
        assert self.world
        if self.questions is None:
            self.questions = Questions(self.mapping, self.world.entities, self._named())
        if number < self.last:
            self._answers = {}
        self.last = number
        self.naming, self.account.skipped = self.naming.beside(), Counter()
        self.single, self.odd, self.called, self.made = set(), {}, [], []
        if self.names is not None:
            self.names.naming = self.naming
            self.names.handed_on()
        self._batch(some, self.questions)
        named = self.naming.new, self.naming.spelt, self.names.handed_on() if self.names else []
        became = Summary(number, len(some), self.account.skipped, self.single, self.odd, *named)
        yield self.table, SUMMARY, frozen(became), b""
        yield from ((self.table, NAMES, b"", cells_of(dict(called))) for called in self.called)
        yield from self.made

    def _call(self, batch: Batch, aside: Any, questions: Questions) -> None:
        if self.spec.key:
            asked = batch.ask(questions.name(self.spec.key))
            aside |= asked.refused | ~asked.where(says)
            names = pyarrow.array(asked.texts(), pyarrow.string()).take(pyarrow.array(asked.codes))
            rows, has_one = pyarrow.array(batch.numbers.astype(numpy.int32)), pyarrow.array(~aside)
            self.called.append({"name": names.filter(has_one), "row": rows.filter(has_one)})

    def _keep(self, number: int, part: Part, batch: Batch) -> None:
        if part.written:
            self.made.append((self.table, number, frozen(part.written), cells_of(part.columns.arrays)))
        else:
            self.odd.setdefault(number, set()).update(batch.rows[at].number for at in part.rows)


def read(held: Any, batches: Iterable[tuple[int, bytes]]) -> Iterator[PartRow]:
    """Yield what batches of rows come to, by the reader that was sent to every worker."""
    reader: PartReader = held.value
    return reader.batches(batches)
