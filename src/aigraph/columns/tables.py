"""The tables of a folder column by column: what the rows say is kept as columns, what has to be read singly is read so.

Read by row are the rows of which something is refused, so that it is said in the ordinary words, and statements that
share an id or a fact with another one, so that they come together in the ordinary way.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping as Map
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy
import pyarrow
from pyarrow import ipc

from aigraph.columns.batch import Batch
from aigraph.columns.lines import LineReader, Part, World
from aigraph.columns.questions import Questions
from aigraph.columns.render import Columns
from aigraph.columns.templates import Written, keys
from aigraph.mapping.shapes import Row, open_table
from aigraph.mapping.tables import TABLES, TableReader, Tables
from aigraph.mapping.values import Values
from aigraph.model import Graph
from aigraph.namespaces import Iris
from aigraph.ontology import Ontology
from aigraph.seeds.beside import Beside
from aigraph.seeds.entities import EntityDraft, SourceDraft

__all__ = ["ColumnTables", "Kept"]

#: As many rows are held at once.
BATCH = 20_000


@dataclass(slots=True)
class Kept:
    """The rows of which a line says the same: what it comes to, and a file with their cells."""

    line: int
    written: tuple[Written, ...]
    path: Path
    rows: int = 0
    _writer: Any = None

    def add(self, part: Part, hashes: Any) -> None:
        """Add rows with the hashes of what they must not share."""
        arrays = {**part.columns.arrays, **{f"hash.{n}": pyarrow.array(one) for n, one in enumerate(hashes)}}
        table = pyarrow.table(arrays)
        if self._writer is None:
            self._writer = ipc.new_file(str(self.path), table.schema)
        self._writer.write_table(table)
        self.rows += table.num_rows

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
    """Reads the rows of one table column by column."""

    world: World | None = None
    scratch: Path = Path()
    lines: list[LineReader] = field(default_factory=list)
    kept: dict[tuple[int, int], Kept] = field(default_factory=dict)
    #: The line, the row, and the hash of something that no other may share.
    hashes: list[tuple[int, Any, Any]] = field(default_factory=list)
    aside: dict[int, Any] = field(default_factory=dict)

    def read_rows(self, rows: Iterable[Row]) -> None:
        """Read rows."""
        left = iter(rows)
        while some := list(islice(left, BATCH)):
            self.account.rows += len(some)
            values = Values(self.naming.ontology)
            for row in some:
                if row.fault is not None:
                    self.read_row(self.filler(row, values))
            if sound := [row for row in some if row.fault is None]:
                self._batch(Batch(sound, lambda row, values=values: self.filler(row, values)))
        for kept in self.kept.values():
            kept.close()

    def _batch(self, batch: Batch) -> None:
        assert self.world
        questions = Questions(self.mapping, self.world.entities)
        if not self.lines:
            row = batch.filler(batch.rows[0])
            self.lines = [LineReader(n, questions, self.spec.source, row, self.world) for n in self.mapping.lines]
        rows, aside = self._skip(batch, questions)
        found = self._name(batch, rows, questions, aside)
        says = []
        for line in self.lines:
            holds, odd = line.says(batch, rows)
            says.append(holds)
            found |= holds
            aside |= odd
        aside |= rows & ~found
        self._call(batch, rows, aside, questions)
        for at in numpy.flatnonzero(aside):
            self.read_row(batch.filler(batch.rows[at]))
        for number, (line, holds) in enumerate(zip(self.lines, says, strict=True)):
            chosen = numpy.flatnonzero(holds & ~aside)
            for part in line.parts(batch, chosen) if len(chosen) else ():
                self._keep(number, line, part, batch)

    def _skip(self, batch: Batch, questions: Questions) -> tuple[Any, Any]:
        """Return the rows that are not skipped, and those of them of which that cannot be known."""
        rows, aside = numpy.ones(len(batch.rows), bool), numpy.zeros(len(batch.rows), bool)
        for skipped in self.mapping.skipped_rows:
            where = rows & ~aside
            for condition in skipped.where:
                asked = batch.ask(questions.holds(condition))
                aside |= where & asked.refused
                where &= asked.where(bool) & ~asked.refused
            self.account.skipped[skipped.because] += int(where.sum())
            rows &= ~where
        return rows, aside

    def _name(self, batch: Batch, rows: Any, questions: Questions, aside: Any) -> Any:
        """Learn whom the rows name; return which name any."""
        found = numpy.zeros(len(batch.rows), bool)
        named = [questions.names(rule) for rule in self.mapping.entities.values()]
        batch.ask_together(named)
        for asked in map(batch.ask, named):
            aside |= rows & asked.refused
            found |= rows & asked.where(bool)
        return found

    def _call(self, batch: Batch, rows: Any, aside: Any, questions: Questions) -> None:
        """Put aside the rows without a name of their own."""
        if not self.spec.key:
            return
        asked = batch.ask(questions.name(self.spec.key))
        aside |= rows & asked.refused
        for at in numpy.flatnonzero(rows & ~aside):
            name, number = asked.found[asked.codes[at]], batch.rows[at].number
            if not name or self.keys.setdefault(name, number) != number:
                aside[at] = True

    def _keep(self, number: int, line: LineReader, part: Part, batch: Batch) -> None:
        if not part.written:
            for at in part.rows:
                self.read_line(line.line, batch.filler(batch.rows[at]))
            return
        kept = self.kept.get((number, id(part.written)))
        if kept is None:
            path = self.scratch / f"{self.spec.source}-{number}-{len(self.kept)}"
            kept = self.kept[number, id(part.written)] = Kept(number, part.written, path)
        place = part.columns.arrays["row"].to_numpy().astype(numpy.int32)
        for written in part.written:
            for key in written.keys:
                texts = part.columns.text(key).to_pylist()
                self.hashes.append((number, place, numpy.fromiter(map(hash, texts), numpy.int64, len(texts))))
        kept.add(part, ())

    def shared(self, many: Any) -> None:
        """Note the rows of each line that have one of some hashes, which stand more than once."""
        for number in range(len(self.lines)):
            each = [place[numpy.isin(hashes, many)] for line, place, hashes in self.hashes if line == number]
            self.aside[number] = numpy.unique(numpy.concatenate(each)) if each else numpy.zeros(0, numpy.int32)
        self.hashes.clear()

    def listed(self) -> Iterator[str]:
        """Yield the subjects whose nodes get lists."""
        assert self.world
        for kept in self.kept.values():
            for written in kept.written:
                if any(isinstance(value, list) for value in written.attributes.values()):
                    for columns in kept.columns(self.world.iris, self.aside[kept.line]):
                        yield from columns.text(written.subject).to_pylist()

    def read_shared(self, folder: Path) -> None:
        """Read, row by row, what shares something with others."""
        wanted = {int(row) for aside in self.aside.values() for row in aside}
        if not wanted:
            return
        lines = {number: set(aside.tolist()) for number, aside in self.aside.items()}
        values = Values(self.naming.ontology)
        for row in open_table(folder, self.spec).rows:
            if row.number in wanted:
                filler = self.filler(row, values)
                for number, rows in lines.items():
                    if row.number in rows:
                        self.read_line(self.lines[number].line, filler)


@dataclass(slots=True)
class ColumnTables(Tables):
    """Reads the tables of a folder column by column; `standing` is what its seeds, and the graphs it extends, say."""

    standing: Graph = field(default_factory=Graph)
    scratch: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="aigraph-")))
    readers: list[ColumnReader] = field(default_factory=list)

    def reader(self, reader: TableReader, sources: Map[str, SourceDraft]) -> TableReader:
        """Return what reads a table."""
        naming = reader.naming
        made = ColumnReader(reader.mapping, reader.spec, reader.file, naming)
        made.world = World(naming.ontology, sources, naming.known, self.iris)
        made.scratch = self.scratch
        self.readers.append(made)
        return made

    def read(self, ontology: Ontology, sources: Map[str, SourceDraft], entities: Map[str, EntityDraft]) -> Beside:
        """Return what has to be read singly, with all entities that only the tables name; the rest is kept."""
        found = Tables.read(self, ontology, sources, entities)
        passages = list(found.passages)
        told = [hash(key) for stated in self.standing.statements for key in keys(stated, ontology)]
        every = [numpy.array(told, numpy.int64)]
        every += [hashes for reader in self.readers for _, _, hashes in reader.hashes]
        together = numpy.sort(numpy.concatenate(every))
        many = numpy.unique(together[1:][together[1:] == together[:-1]])
        for reader in self.readers:
            before = len(reader.passages)
            reader.shared(many)
            reader.read_shared(self.folder / TABLES)
            passages += reader.passages[before:]
        return replace(found, passages=passages)
