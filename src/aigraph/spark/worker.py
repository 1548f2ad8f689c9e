"""What a worker of Spark does with the rows of a table: it reads them in batches, as the column path does."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow

from aigraph.columns.batch import Batch, places_of
from aigraph.columns.lines import Part
from aigraph.columns.questions import Questions
from aigraph.columns.tables import ColumnReader
from aigraph.mapping.entities import NewEntity
from aigraph.mapping.shapes import Row
from aigraph.mapping.values import Values
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


@dataclass(slots=True)
class PartReader(ColumnReader):
    """Reads batches of rows in a worker: what they say waits in no file but is handed on."""

    table: int = 0
    names: list[tuple[str, int]] = field(default_factory=list)
    made: list[PartRow] = field(default_factory=list)

    def batches(self, batches: Iterable[tuple[int, bytes]]) -> Iterator[PartRow]:
        """Yield what batches of rows come to."""
        self.values = Values(self.naming.ontology)
        for number, data in batches:
            yield from self.batch(number, thawed(data))

    def batch(self, number: int, some: list[Row]) -> Iterator[PartRow]:
        """Yield what a batch of rows comes to."""
        self.naming, self.account.skipped = self.naming.apart(), Counter()
        self.single, self.odd, self.names, self.made = set(), {}, [], []
        self._batch(some)
        became = (self.account.skipped, self.single, self.odd, self.naming.new, self.naming.spelt)
        yield self.table, SUMMARY, frozen(Summary(number, len(some), *became)), b""
        if self.names:
            names, rows = zip(*self.names, strict=True)
            arrays = {"name": pyarrow.array(names, pyarrow.string()), "row": pyarrow.array(rows, pyarrow.int32())}
            yield self.table, NAMES, b"", cells_of(arrays)
        yield from self.made

    def _call(self, batch: Batch, aside: Any, questions: Questions) -> None:
        if self.spec.key:
            asked = batch.ask(questions.name(self.spec.key))
            aside |= asked.refused | ~asked.where(bool)
            self.names = [(asked.found[asked.codes[at]], batch.rows[at].number) for at in places_of(~aside)]

    def _keep(self, number: int, part: Part, batch: Batch) -> None:
        if part.written:
            self.made.append((self.table, number, frozen(part.written), cells_of(part.columns.arrays)))
        else:
            self.odd.setdefault(number, set()).update(batch.rows[at].number for at in part.rows)


def read(held: Any, batches: Iterable[tuple[int, bytes]]) -> Iterator[PartRow]:
    """Yield what batches of rows come to, by the reader that was sent to every worker."""
    reader: PartReader = held.value
    return reader.batches(batches)
