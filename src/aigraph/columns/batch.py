"""Rows of a table as columns: each distinct text of a cell is asked about once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
import pyarrow

from aigraph.columns.apart import Leaf, Shape, take_apart
from aigraph.columns.questions import Question
from aigraph.mapping.rows import RowFiller
from aigraph.mapping.shapes import Row
from aigraph.mapping.values import Refused

__all__ = ["Apart", "Asked", "Batch", "by_group", "groups", "places_of"]


#: For each row which cells it has, the distinct cells, and the first row of each.
_Distinct = tuple[Any, list[tuple[str, ...]], Any]


class _Only(dict[str, str]):
    """The cells of some columns; to read another is a mistake of ours, not a blank."""

    def get(self, column: str, default: object = None) -> str:
        return self[column]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found of each distinct cell, and for each row which of them it has; `refused` are those rows."""

    codes: Any
    found: Sequence[Any]
    refused: Any

    def where(self, holds: Callable[[Any], bool]) -> Any:
        """Return for each row whether something holds of what was found."""
        return numpy.fromiter((holds(one) for one in self.found), bool, len(self.found))[self.codes]


@dataclass(slots=True)
class Apart:
    """Answers taken apart: of each its shape and the place among those of the same shape, whose scalars are arrays."""

    shape: Any
    place: Any
    shapes: list[Shape]
    leaves: list[list[tuple[Leaf, ...]]]
    _arrays: dict[int, list[Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Asked, *, fixed: bool) -> "Apart":
        """Take apart what was found."""
        numbers: dict[Shape, int] = {}
        leaves: list[list[tuple[Leaf, ...]]] = []
        shape, place = (numpy.zeros(len(asked.found), numpy.int64) for _ in range(2))
        for at, answer in enumerate(asked.found):
            kind, scalars = (answer, ()) if fixed else take_apart(answer)
            number = numbers.setdefault(kind, len(numbers))
            if number == len(leaves):
                leaves.append([])
            shape[at], place[at] = number, len(leaves[number])
            leaves[number].append(scalars)
        return cls(shape, place, list(numbers), leaves)

    def arrays(self, number: int) -> list[Any]:
        """Return the scalars of the answers of a shape."""
        if number not in self._arrays:
            each = zip(*self.leaves[number], strict=True)
            self._arrays[number] = [
                pyarrow.array(c, pyarrow.string() if isinstance(c[0], str) else pyarrow.int64()) for c in each
            ]
        return self._arrays[number]


@dataclass(slots=True)
class Batch:
    """Some rows of a table, and how one of them is filled in."""

    rows: Sequence[Row]
    filler: Callable[[Row], RowFiller]
    _codes: dict[tuple[str, ...], _Distinct] = field(default_factory=dict)
    _asked: dict[object, Asked] = field(default_factory=dict)
    _apart: dict[object, Apart] = field(default_factory=dict)

    def ask(self, question: Question) -> Asked:
        """Return the answers to a question."""
        if question.key not in self._asked:
            if question.of is not None:
                asked = self.ask(question.of)
                answers = [None if one is None else question.ask(one) for one in asked.found]
                self._asked[question.key] = Asked(asked.codes, answers, asked.refused)
            else:
                self.ask_together([question])
        return self._asked[question.key]

    def ask_together(self, questions: Sequence[Question]) -> None:
        """Ask several questions in the order of the rows: what an answer is may depend on those before it."""
        each = [self.distinct(question.columns) for question in questions]
        found: list[list[Any]] = [[None] * len(cells) for _, cells, _ in each]
        wrong = [numpy.zeros(len(cells), bool) for _, cells, _ in each]
        order = [(int(first), n, at) for n, (_, _, firsts) in enumerate(each) for at, first in enumerate(firsts)]
        for first, number, at in sorted(order) if len(each) > 1 else order:
            question, texts = questions[number], each[number][1][at]
            row = Row(self.rows[first].number, _Only(zip(question.columns, texts, strict=True)))
            try:
                found[number][at] = question.ask(self.filler(row))
            except Refused:
                wrong[number][at] = True
        for question, (codes, _, _), answers, refused in zip(questions, each, found, wrong, strict=True):
            self._asked[question.key] = Asked(codes, answers, refused[codes])

    def apart(self, question: Question) -> Apart:
        """Return the answers to a question taken apart."""
        if question.key not in self._apart:
            self._apart[question.key] = Apart.of(self.ask(question), fixed=question.fixed)
        return self._apart[question.key]

    def distinct(self, columns: tuple[str, ...]) -> _Distinct:
        """Return for each row which cells of some columns it has, the distinct cells, and the first row of each."""
        if columns not in self._codes:
            if len(columns) == 1:
                index: dict[str, int] = {}
                texts = (row.cells.get(columns[0], "") for row in self.rows)
                codes = numpy.fromiter((index.setdefault(t, len(index)) for t in texts), numpy.int64, len(self.rows))
                self._codes[columns] = codes, [(text,) for text in index], numpy.unique(codes, return_index=True)[1]
            else:
                self._codes[columns] = self._combined([self.distinct((column,)) for column in columns])
        return self._codes[columns]

    def _combined(self, each: Sequence[_Distinct]) -> _Distinct:
        if not each:
            return numpy.zeros(len(self.rows), numpy.int64), [()], numpy.zeros(1, numpy.int64)
        firsts, codes = groups([codes for codes, _, _ in each])
        cells = [tuple(texts[of[at]][0] for of, texts, _ in each) for at in firsts]
        return codes, cells, firsts


def places_of(mask: Any) -> Any:
    """Return the places where a mask is true."""
    return numpy.flatnonzero(mask)


def groups(keys: Sequence[Any]) -> tuple[Any, Any]:
    """Return the first row of each combination of keys, and for each row which combination it has."""
    codes = keys[0]
    for key in keys[1:]:
        _, codes = numpy.unique(codes * (int(key.max(initial=0)) + 1) + key, return_inverse=True)
    _, firsts, codes = numpy.unique(codes, return_index=True, return_inverse=True)
    return firsts, codes


def by_group(firsts: Any, codes: Any) -> Iterator[tuple[int, Any]]:
    """Yield each combination: its first row, and all of its rows."""
    order = numpy.argsort(codes, kind="stable")
    ends = numpy.searchsorted(codes[order], numpy.arange(len(firsts) + 1))
    for number, first in enumerate(firsts):
        yield int(first), order[ends[number] : ends[number + 1]]
