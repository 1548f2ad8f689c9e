"""A graph most of which is columns: what was read singly, and the rows of tables as one statement of symbols each."""

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow

from aigraph.cache.bundle import read_above
from aigraph.columns.apart import Leaf, Shape, put_together, take_apart
from aigraph.columns.attributes import Attributes, extended, of_each
from aigraph.columns.reader import BATCH
from aigraph.columns.render import Columns
from aigraph.columns.tables import ColumnTables
from aigraph.columns.templates import Written, write_once
from aigraph.folder import Folder
from aigraph.model import Graph, Ref
from aigraph.namespaces import Iris
from aigraph.ontology import Ontology
from aigraph.property_graph import Edge, Node, Projection
from aigraph.seeds import read_seeds
from aigraph.seeds.extended import Extended
from aigraph.seeds.passages import Passage
from aigraph.seeds.yaml import UNANSWERED
from aigraph.seeds.yaml import Node as SeedNode

__all__ = ["ColumnGraph", "Nodes", "column_graph", "read_columns"]


@dataclass(frozen=True, slots=True)
class ColumnGraph:
    """What a folder states. `single` is what was read singly, `entities` are those that only tables name."""

    ontology: Ontology
    single: Graph
    entities: tuple[tuple[Written, Columns], ...]
    tables: ColumnTables

    def patterns(self) -> Iterator[Written]:
        """Yield what the rows come to."""
        for reader in self.tables.readers:
            for kept in reader.kept.values():
                yield from kept.written

    def statements(self) -> Iterator[tuple[Written, Columns]]:
        """Yield the statements of the rows, in batches of those with cells of the same shapes."""
        for reader in self.tables.readers:
            for kept in reader.kept.values():
                for columns in kept.columns(self.single.iris, reader.aside[kept.line]):
                    for written in kept.written:
                        yield written, columns

    def nodes(self) -> "Nodes":
        """Return the nodes of entities, which have what statements say of them as properties."""
        attributes = Attributes()
        for written, columns in self.statements():
            if written.attributes:
                attributes.add(written, columns)
        return Nodes(self, attributes.gathered())


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes and edges of what was read singly, and the nodes of entities with their properties."""

    graph: ColumnGraph
    attributes: Attributes

    def single(self) -> Iterator[Node]:
        """Yield the nodes of what was read singly."""
        single = self.graph.single
        known = of_each(self.attributes, (entity.id for entity in single.entities))
        for node in Projection(single, self.graph.ontology).nodes():
            more = known.get(node.id, {})
            for name, value in more.items():
                if isinstance(value, list):
                    more[name] = sorted({*value, *node.properties.get(name, ())})  # type: ignore[misc]
            yield replace(node, properties={**node.properties, **more}) if more else node

    def edges(self) -> Iterator[Edge]:
        """Yield the edges of what was read singly."""
        return Projection(self.graph.single, self.graph.ontology).edges()

    def entities(self) -> Iterator[tuple[Written, Columns]]:
        """Yield the others, those of which the same properties are known together."""
        for written, columns in self.graph.entities:
            for places, more in self.attributes.of(columns.text(written.id)):
                chosen = pyarrow.array(places)
                arrays = {name: array.take(chosen) for name, array in columns.arrays.items()}
                yield extended(written, Columns(columns.iris, arrays), more)


def read_columns(folder: Folder, scratch: Path) -> ColumnGraph:
    """Read a folder, its tables column by column; their cells wait in a scratch folder.

    Raises:
        SeedError: the seeds or tables have problems; all of them.
        OntologyError: the ontology is inconsistent.
    """
    return column_graph(folder, *read_above(folder), scratch)


def column_graph(
    folder: Folder,
    ontology: Ontology,
    above: Extended,
    scratch: Path,
    kind: Callable[..., ColumnTables] = ColumnTables,
) -> ColumnGraph:
    """Return what a folder states above what the graphs hold that it extends; `kind` reads its tables.

    Raises:
        SeedError: the seeds or tables have problems; all of them.
    """
    before = read_seeds(folder.seeds, ontology, None, "seeds", above, folder.space)
    referred, words = frozenset(_referred(before.passages)), frozenset(_words(folder.seeds))
    for singly in (False, True):
        place = scratch / ("singly" if singly else "together")
        place.mkdir()
        tables = kind(folder.path, iris=before.graph.iris, scratch=place, singly=singly)
        tables.standing, tables.referred, tables.words = before.graph, referred, words
        seeds = read_seeds(folder.seeds, ontology, None, "seeds", above, folder.space, tables)
        if not tables.in_vain and all(problem.kind == UNANSWERED for problem in seeds.problems):
            break
        shutil.rmtree(place)
    return _of_columns(seeds.checked(), ontology, tables)


def _of_columns(graph: Graph, ontology: Ontology, tables: ColumnTables) -> ColumnGraph:
    """Return a graph with what tables keep, and with most of its entities as columns."""
    apart = {stated.subject for stated in graph.statements if not isinstance(stated.object, Ref)}
    new = [entity for entity in graph.entities if entity.id in tables.naming.new and entity.id not in apart]
    shapes: dict[Shape, list[tuple[Leaf, ...]]] = defaultdict(list)
    for entity in new:
        shape, leaves = take_apart(entity)
        shapes[shape].append(leaves)
    taken = {entity.id for entity in new}
    single = replace(graph, entities=tuple(entity for entity in graph.entities if entity.id not in taken))
    each = [
        (shape, [pyarrow.array(c, pyarrow.string()) for c in zip(*rows, strict=True)]) for shape, rows in shapes.items()
    ]
    each += tables.entities
    found = tuple(one for shape, columns in each for one in _entities(shape, columns, graph.iris, ontology))
    return ColumnGraph(ontology, single, found, tables)


def _words(seeds: Path) -> Iterator[str]:
    """Yield all that may be the slug of an entity in the seeds, which may name one that tables make."""
    for path in seeds.rglob("*.yaml"):
        yield from re.findall("[a-z0-9-]+", path.read_text(encoding="utf-8", errors="replace"))


def _referred(passages: Iterable[Passage]) -> Iterator[str]:
    """Yield what claims, outcomes and further evidence name: the ids of statements, also without a source behind."""
    for passage in passages:
        nodes = [*passage.also, *(node for claim in passage.claims for node in claim.fields.values())]
        nodes += [node for outcome in passage.outcomes for node in outcome.fields.values()]
        for name in (*_scalars(nodes), *(outcome.of for outcome in passage.outcomes)):
            yield name
            yield name.rpartition("/")[0]


def _scalars(nodes: Iterable[SeedNode]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node.value, str):
            yield node.value
        else:
            yield from _scalars(node.value.values() if isinstance(node.value, dict) else node.value)


def _entities(
    shape: Shape, columns: Sequence[Any], iris: Iris, ontology: Ontology
) -> Iterator[tuple[Written, Columns]]:
    """Yield entities of a shape in batches."""
    [written] = write_once(lambda symbols: Graph((put_together(shape, symbols, "entity"),), iris=iris), ontology)
    for start in range(0, len(columns[0]), 10 * BATCH):
        arrays = {f"entity.{n}": cells.slice(start, 10 * BATCH) for n, cells in enumerate(columns)}
        yield written, Columns(iris, arrays)
