"""The tables of a folder column by column: what their rows share is found, and who is new."""

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy

from aigraph.columns.apart import Shape
from aigraph.columns.lines import World
from aigraph.columns.names import NewNames
from aigraph.columns.reader import ColumnReader
from aigraph.columns.templates import keys
from aigraph.mapping.table_reader import TableReader
from aigraph.mapping.tables import TABLES, Tables
from aigraph.model import Graph
from aigraph.ontology import Ontology
from aigraph.seeds.anchors import Lock
from aigraph.seeds.assemble import Assembly
from aigraph.seeds.beside import Beside
from aigraph.seeds.entities import EntityDraft, SourceDraft

__all__ = ["ColumnTables"]


@dataclass(slots=True)
class ColumnTables(Tables):
    """Reads the tables of a folder column by column; what is read waits in `scratch`.

    `standing` is what its seeds say, and the graphs it extends; `referred` are the statements that the seeds name.

    Unless `singly`, the names of new entities are not read one by one, `words` of the seeds apart, and `entities` are
    those of whom nothing more is said. Where something is wrong, or names are of classes that exclude each other, which
    `in_vain` says, all has to be read again so, for what there is to say.
    """

    held: bool = False
    standing: Graph = field(default_factory=Graph)
    referred: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    scratch: Path = Path()
    singly: bool = False
    in_vain: bool = False
    readers: list[ColumnReader] = field(default_factory=list)
    entities: list[tuple[Shape, list[Any]]] = field(default_factory=list)
    names: NewNames | None = None

    def reader(self, reader: TableReader, sources: Map[str, SourceDraft]) -> TableReader:
        """Return what reads a table."""
        naming = reader.naming
        made = ColumnReader(reader.mapping, reader.spec, reader.file, naming)
        made.world = World(naming.ontology, sources, naming.known, self.iris)
        made.scratch = self.scratch / str(len(self.readers))
        made.scratch.mkdir()
        if not self.singly:
            made.names = self.names = self.names or NewNames(naming)
        self.readers.append(made)
        return made

    def read(self, ontology: Ontology, sources: Map[str, SourceDraft], entities: Map[str, EntityDraft]) -> Beside:
        """Return what has to be read singly, with the entities that only the tables name; the rest is kept."""
        found = Tables.read(self, ontology, sources, entities)
        folder = self.folder / TABLES
        early = [passage for reader in self.readers for passage in reader.said_singly(folder)]
        known = Assembly(ontology, sources, {**entities, **self.naming.drafts()}, Lock())
        known.add(early)
        statements = (*self.standing.statements, *known.statements.values())
        self.set_aside([*(key for stated in statements for key in keys(stated, ontology)), *self.referred])
        passages = []
        for reader in self.readers:
            reader.read_singly(folder)
            passages += reader.passages
        self._settle()
        return replace(found, passages=passages, entities=self.naming.drafts())

    def set_aside(self, told: Iterable[str]) -> None:
        """Put aside the rows that have a key in common with another one, or with what is told beside the tables."""
        every = [numpy.fromiter(map(hash, told), numpy.int64)]
        every += [hashes for reader in self.readers for _, _, hashes in reader.hashes]
        together = numpy.concatenate(every)
        together.sort()
        many = numpy.unique(together[1:][together[1:] == together[:-1]])
        for reader in self.readers:
            reader.shared(many)

    def _settle(self) -> None:
        """Learn of which new entities nothing more is said."""
        if self.names is None:
            return
        try:
            self.entities = list(self.names.settle(self.words))
        except ValueError:
            self.in_vain = True
        self.in_vain |= any(reader.calls_two_alike() for reader in self.readers)
