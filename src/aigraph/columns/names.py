"""New entities as columns: where nobody says more of one than the cells that name it do, alike wherever they name it.

Names that surely are strangers' get their slugs together; others are asked about one by one, beside the naming that
counts. Of whom more is said (other spellings or classes elsewhere, a row that is read singly, a word of the seeds) the
ordinary entity is made in the end, by asking again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy
import pyarrow
from pyarrow import compute

from aigraph.columns.answers import Plain
from aigraph.columns.apart import Leaf, Shape, take_apart
from aigraph.columns.forms import AskPlain
from aigraph.errors import RowNumber
from aigraph.linking.strangers import Strangers
from aigraph.mapping.entities import Naming, NewEntity
from aigraph.mapping.plan import EntityRule, Mapping, Texts
from aigraph.mapping.rows import RowFiller
from aigraph.mapping.shapes import Row
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["NewNames", "Rule"]

#: As many entities are held as objects.
_MOST = 20_000

Filler = Callable[[Row], RowFiller]


@dataclass(frozen=True, slots=True)
class _Met:
    """New entities of a shape that a rule met: their scalars, the slug first, and the rows and cells that name them.

    `ids` are hashes of the slugs, `said` of all that there is of each. What of one is said elsewhere, too, is `asked`.
    """

    rule: "Rule"
    shape: Shape
    leaves: Sequence[Any]
    rows: Any
    cells: Sequence[tuple[str, Any]]
    ids: Any
    said: Any

    def ask(self, at: int) -> None:
        """Make the ordinary entity."""
        row = Row(int(self.rows[at]), {name: texts[at].as_py() for name, texts in self.cells})
        self.rule.filler(row).slugs(self.rule.rule)


class NewNames:
    """Gathers them, for all tables. `naming` is where the ordinary entities are made."""

    def __init__(self, naming: Naming) -> None:
        """Begin with none."""
        self.naming = naming
        self.met: list[_Met] = []
        self.rules: list[Rule] = []
        self._strangers: dict[str, Strangers] = {}

    def of(self, mapping: Mapping, rule: EntityRule, filler: Filler) -> "Rule":
        """Return what asks for the names by a rule in the rows of a table."""
        self.rules.append(Rule(self, mapping, rule, filler, len(self.rules)))
        return self.rules[-1]

    def strangers(self, links: str) -> Strangers:
        """Return what tells the names of nobody, where a file of links has the decisions."""
        if links not in self._strangers:
            self._strangers[links] = Strangers(self.naming.linkers[links])
        return self._strangers[links]

    def handed_on(self) -> list[tuple[str, Shape, Sequence[Any], Any, Sequence[tuple[str, Any]]]]:
        """Return whom each rule met, for that of the same name elsewhere to meet, and forget them here."""
        for rule in self.rules:
            rule.flush()
        met = [(one.rule.rule.name, one.shape, one.leaves, one.rows, one.cells) for one in self.met]
        self.met.clear()
        return met

    @cached_property
    def known(self) -> frozenset[str]:
        """The spellings of all that are there, folded."""
        drafts = self.naming.known.values()
        return frozenset(spelling.casefold() for draft in drafts for spelling in draft.entity.spellings())

    def settle(self, wanted: Collection[str]) -> Iterator[tuple[Shape, list[Any]]]:
        """Make the entities of whom more is said, or who are wanted; yield the others, those of a shape as columns.

        Raises:
            ValueError: one is of classes that exclude each other.
        """
        for rule in self.rules:
            rule.flush()
        ids, said = (numpy.concatenate([getattr(m, name) for m in self.met] or [[]]) for name in ("ids", "said"))
        left, several = _told_apart(ids, said)
        others = pyarrow.array(sorted({*wanted, *self.naming.new}), pyarrow.string())
        decided = {spelling.casefold() for spelling in self.naming.decided()}
        made, start = list[tuple[int, int, _Met, int]](), 0
        for met in self.met:
            mine = slice(start, start := start + len(met.ids))
            more = several[mine] | compute.is_in(met.leaves[0], others).to_numpy(zero_copy_only=False)
            for texts in met.leaves if decided else ():
                more |= [text.casefold() in decided for text in texts.to_pylist()]
            made += [
                (int(met.rows[at]), met.rule.number, met, at) for at in numpy.flatnonzero(left[mine] & more).tolist()
            ]
            left[mine] &= ~more
        for _, _, met, at in sorted(made, key=lambda one: one[:2]):
            met.ask(at)
        yield from self._rest(left)

    def _rest(self, left: Any) -> Iterator[tuple[Shape, list[Any]]]:
        """Yield the entities that are left, those of a shape together; another name of the same cell made some."""
        alike: dict[Shape, list[list[Any]]] = defaultdict(list)
        made, start = pyarrow.array(sorted(self.naming.new), pyarrow.string()), 0
        for met in self.met:
            mask = pyarrow.array(left[start : (start := start + len(met.ids))])
            mask = compute.and_not(mask, compute.is_in(met.leaves[0], made))
            alike[met.shape].append([texts.filter(mask) for texts in met.leaves])
        self.met.clear()
        for shape, some in alike.items():
            columns = [pyarrow.concat_arrays(each) for each in zip(*some, strict=True)]
            if len(columns[0]):
                yield shape, columns


@dataclass(slots=True)
class Rule:
    """Asks for the names by one rule."""

    names: NewNames
    mapping: Mapping
    rule: EntityRule
    filler: Filler
    number: int
    _waiting: dict[Shape, list[tuple[tuple[Leaf, ...], Row]]] = field(default_factory=lambda: defaultdict(list))
    _beside: Naming = field(init=False)

    def __post_init__(self) -> None:
        """Begin with none."""
        self.flush()

    def ask(self, row: RowFiller) -> tuple[str, ...]:
        """Return whom a row names. Raises Refused where that cannot be known."""
        self._beside.new, row.naming = {}, self._beside
        slugs = row.slugs(self.rule)
        ontology, known = self.names.naming.ontology, self.names.known
        entities = [new.draft(slug, ontology).entity for slug, new in self._beside.new.items()]
        if any(spelling.casefold() in known for entity in entities for spelling in entity.spellings()):
            return self.filler(row.row).slugs(self.rule)
        for entity in entities:
            shape, leaves = take_apart(entity)
            self._waiting[shape].append((leaves, row.row))
        if sum(map(len, self._waiting.values())) >= _MOST:
            self.flush()
        return slugs

    def flush(self) -> None:
        """Put into columns what waits; what was looked up for it is forgotten."""
        for shape, some in self._waiting.items():
            leaves, rows = zip(*some, strict=True)
            cells = [(name, _texts(row.cells[name] for row in rows)) for name in rows[0].cells]
            numbers = numpy.fromiter((row.number for row in rows), numpy.int64, len(rows))
            self.meet(shape, [_texts(texts) for texts in zip(*leaves, strict=True)], numbers, cells)
        self._waiting.clear()
        self._beside = self.names.naming.beside()

    def meet(self, shape: Shape, leaves: Sequence[Any], rows: Any, cells: Sequence[tuple[str, Any]]) -> None:
        """Take in new entities of a shape, with the rows and cells that name them."""
        texts, kind = [array.to_pylist() for array in leaves], hash(shape)
        ids = numpy.fromiter(map(hash, texts[0]), numpy.int64, len(rows))
        said = numpy.fromiter((hash((kind, *some)) for some in zip(*texts, strict=True)), numpy.int64, len(rows))
        self.names.met.append(_Met(self, shape, leaves, rows, cells, ids, said))

    @property
    def plain(self) -> AskPlain | None:
        """What finds the names of strangers; None where the rule says more than names and classes."""
        rule, column = self.rule, self.mapping.columns[self.rule.column]
        parted = _splits(column.texts) and _splits(rule.texts) and not column.join
        return self._plain if parted and rule.columns == (rule.column,) and not rule.by else None

    def _plain(self, texts: Any, numbers: Any, filler: Filler) -> list[Plain]:
        rule, column = self.rule, self.mapping.columns[self.rule.column]
        which, slugs = self.names.strangers(rule.links).slugs(texts, rule.classes)
        left_out = pyarrow.array([*filler(Row(0, {})).null, *rule.slugs], pyarrow.string())
        which = compute.and_not(which, compute.is_in(texts, left_out))
        for mark in (*column.texts.split, *rule.texts.split):
            which = compute.and_not(which, compute.match_substring(texts, mark))
        chosen, names, found = which.to_numpy(zero_copy_only=False), texts.filter(which), slugs.filter(which)
        if not len(names):
            return []
        new = NewEntity(SeedFile("", Node({}, 0)), RowNumber(0), {names[0].as_py()}, classes={*rule.classes})
        slug = found[0].as_py()
        shape, _ = take_apart(new.draft(slug, self.names.naming.ontology).entity)
        self.meet(shape, [found, names], numbers[chosen], [(column.of, names)])
        return [Plain(chosen, (slug,), [found])]


def _told_apart(ids: Any, said: Any) -> tuple[Any, Any]:
    """Return which places are the first of what is said of an id, and which those of which several things are."""
    order = numpy.lexsort((said, ids))
    new = numpy.ones(len(order), bool)
    new[1:] = (numpy.diff(ids[order]) != 0) | (numpy.diff(said[order]) != 0)
    firsts = order[new]
    same = numpy.diff(ids[firsts]) == 0
    left, several = (numpy.zeros(len(ids), bool) for _ in range(2))
    left[firsts] = True
    several[firsts[1:][same]] = several[firsts[:-1][same]] = True
    return left, several


def _splits(texts: Texts) -> bool:
    """Return whether texts are what is between some marks."""
    return replace(texts, split=()) == Texts()


def _texts(texts: Any) -> Any:
    return pyarrow.array(list(texts), pyarrow.string())
