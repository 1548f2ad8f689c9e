"""The names of new entities as columns, where a name and its classes are all there is to say of one.

Of whom more is said (several spellings or classes, a row that is read singly, a word of the seeds, a spelling that
another has) the ordinary entity is made in the end.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any

import numpy
import pyarrow
from pyarrow import compute

from aigraph.columns.answers import Plain
from aigraph.columns.forms import AskPlain
from aigraph.errors import RowNumber
from aigraph.linking.strangers import Strangers
from aigraph.mapping.entities import Naming, NewEntity
from aigraph.mapping.plan import EntityRule, Mapping, Texts
from aigraph.mapping.rows import RowFiller
from aigraph.mapping.shapes import Row
from aigraph.model import Entity
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["MetNames", "NewNames"]

#: The name of a rule, its column, names, their slugs, the first row of each.
MetNames = tuple[str, str, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class _Met:
    """Names that a rule met: their slugs, the first row of each; hashes of the slugs, and of name and classes."""

    rule: EntityRule
    column: str
    file: SeedFile
    names: Any
    slugs: Any
    rows: Any
    ids: Any
    said: Any


@dataclass(slots=True)
class NewNames:
    """Gathers them. They count where `naming` has not made another entity of their slug."""

    naming: Naming
    _strangers: dict[str, Strangers] = field(default_factory=dict)
    _met: list[_Met] = field(default_factory=list)

    def of(self, mapping: Mapping, rule: EntityRule) -> AskPlain | None:
        """Return what finds the names by a rule, None where it says more than names and classes."""
        column = mapping.columns[rule.column]
        parted = _splits(column.texts) and _splits(rule.texts) and not column.join
        if rule.columns != (rule.column,) or rule.by or not parted:
            return None
        marks = [*column.texts.split, *rule.texts.split]

        def plain(texts: Any, numbers: Any, filler: Callable[[Row], RowFiller]) -> list[Plain]:
            which, slugs = self._of(rule.links).slugs(texts, rule.classes)
            like = filler(Row(0, {}))
            left_out = pyarrow.array([*like.null, *rule.slugs], pyarrow.string())
            which = compute.and_not(which, compute.is_in(texts, left_out))
            for mark in marks:
                which = compute.and_not(which, compute.match_substring(texts, mark))
            chosen = which.to_numpy(zero_copy_only=False)
            names, found = texts.filter(which), slugs.filter(which)
            if not len(names):
                return []
            self.take(rule, column.of, like.file, names, found, numbers[chosen])
            return [Plain(chosen, (found[0].as_py(),), [found])]

        return plain

    def take(self, rule: EntityRule, column: str, file: SeedFile, names: Any, slugs: Any, rows: Any) -> None:
        """Take in names that a rule met, the slugs that they get, and the first row of each."""
        ids = numpy.fromiter(map(hash, slugs.to_pylist()), numpy.int64, len(names))
        said = numpy.fromiter(map(hash, zip(names.to_pylist(), repeat(rule.classes))), numpy.int64, len(names))
        self._met.append(_Met(rule, column, file, names, slugs, rows, ids, said))

    def handed_on(self) -> "list[MetNames]":
        """Return what was taken in, for another that takes it in place of this: rules by name."""
        met = [(one.rule.name, one.column, one.names, one.slugs, one.rows) for one in self._met]
        self._met.clear()
        return met

    def _of(self, links: str) -> Strangers:
        if links not in self._strangers:
            self._strangers[links] = Strangers(self.naming.linkers[links])
        return self._strangers[links]

    def settle(self, wanted: Collection[str]) -> Iterator[tuple[Entity, Any, Any]]:
        """Make the entities of whom more is said, or who are wanted; yield the others: one, the slugs and names of all.

        Raises:
            ValueError: one is of classes that exclude each other.
        """
        if not self._met:
            return
        ids, said = (numpy.concatenate([getattr(met, name) for met in self._met]) for name in ("ids", "said"))
        order = numpy.lexsort((said, ids))
        new = numpy.ones(len(order), bool)
        new[1:] = (numpy.diff(ids[order]) != 0) | (numpy.diff(said[order]) != 0)
        firsts = order[new]
        same = numpy.diff(ids[firsts]) == 0
        several = numpy.zeros(len(ids), bool)
        several[firsts[1:][same]] = several[firsts[:-1][same]] = True
        left, start = numpy.zeros(len(ids), bool), 0
        left[firsts] = True
        others = self._others(wanted)
        for met in self._met:
            mine = slice(start, start := start + len(met.ids))
            more = several[mine] | _in(met.slugs, others[0]) | _in(compute.ascii_lower(met.names), others[1])
            for at in numpy.flatnonzero(left[mine] & more).tolist():
                entity = NewEntity(met.file, RowNumber(int(met.rows[at]), met.column))
                self.naming.add(met.slugs[at].as_py(), met.names[at].as_py(), met.rule, met.rule.classes, entity)
            left[mine] &= ~more
        yield from self._rest(left)

    def _others(self, wanted: Collection[str]) -> tuple[Any, Any]:
        """Return the slugs that are wanted or have an entity, and the spellings that such have, folded."""
        spellings = {spelling.casefold() for spelling in self.naming.spellings()}
        return tuple(pyarrow.array(sorted(some), pyarrow.string()) for some in ({*wanted, *self.naming.new}, spellings))

    def _rest(self, left: Any) -> Iterator[tuple[Entity, Any, Any]]:
        """Yield the entities that are left, those of the same classes together."""
        alike: dict[tuple[str, ...], list[tuple[Any, Any]]] = defaultdict(list)
        start = 0
        for met in self._met:
            mask = pyarrow.array(left[start : (start := start + len(met.ids))])
            alike[met.rule.classes].append((met.slugs.filter(mask), met.names.filter(mask)))
        self._met.clear()
        for classes, some in alike.items():
            slugs, names = (pyarrow.concat_arrays(each) for each in zip(*some, strict=True))
            if len(slugs):
                one = NewEntity(SeedFile("", Node({}, 0)), RowNumber(0), {names[0].as_py()}, classes={*classes})
                yield one.draft(slugs[0].as_py(), self.naming.ontology).entity, slugs, names


def _splits(texts: Texts) -> bool:
    """Return whether texts are what is between some marks."""
    return replace(texts, split=()) == Texts()


def _in(texts: Any, known: Any) -> Any:
    return compute.is_in(texts, known).to_numpy(zero_copy_only=False)
