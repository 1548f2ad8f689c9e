"""Rows of a table as columns: each distinct text of a cell is asked about once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
import pyarrow

from aigraph.columns.answers import Answers, Asked, Plain
from aigraph.columns.questions import Question
from aigraph.mapping.rows import RowFiller
from aigraph.mapping.shapes import Row
from aigraph.mapping.values import Refused

__all__ = ["Batch", "by_group", "groups", "places_of"]

#: In place of the place of an answer: not asked yet.
_OPEN = numpy.iinfo(numpy.int64).min


@dataclass(frozen=True, slots=True)
class _Distinct:
    """For each row which cells it has, the distinct cells (of several columns tuples), and the first row of each."""

    codes: Any
    cells: Sequence[Any]
    firsts: Any


class _Only(dict[str, str]):
    """The cells of some columns; to read another is a mistake of ours, not a blank."""

    def get(self, column: str, default: object = None) -> str:
        return self[column]


@dataclass(slots=True)
class Batch:
    """Some rows of a table, how one of them is filled in, and what was found in those before."""

    rows: Sequence[Row]
    filler: Callable[[Row], RowFiller]
    answers: dict[object, Answers]
    numbers: Any = field(init=False)
    _distinct: dict[tuple[str, ...], _Distinct] = field(default_factory=dict)
    _asked: dict[object, Asked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the rows' numbers."""
        self.numbers = numpy.fromiter((row.number for row in self.rows), numpy.int64, len(self.rows))

    def ask(self, question: Question) -> Asked:
        """Return the answers to a question."""
        if question.key not in self._asked:
            if question.of is not None:
                self._asked[question.key] = self.ask(question.of).derived(question.ask, self._known(question))
            else:
                self.ask_together([question])
        return self._asked[question.key]

    def ask_together(self, questions: Sequence[Question]) -> None:
        """Ask several questions in the order of the rows: what an answer is may depend on those before it."""
        each = [self._looked_up(question) for question in questions]
        order = [
            (int(distinct.firsts[code]), number, code)
            for number, (distinct, _, at, _) in enumerate(each)
            for code in places_of(at == _OPEN).tolist()
        ]
        for first, number, code in sorted(order) if len(each) > 1 else order:
            distinct, answers, at, _ = each[number]
            at[code] = answers.places[distinct.cells[code]] = self._answered(
                questions[number], answers, distinct.cells[code], self.rows[first].number
            )
        for question, (distinct, answers, at, plain) in zip(questions, each, strict=True):
            self._asked[question.key] = Asked.of(distinct.codes, at, answers, plain)

    def _known(self, question: Question) -> Answers:
        return self.answers.setdefault(question.key, Answers(question.fixed))

    def _looked_up(self, question: Question) -> tuple[_Distinct, Answers, Any, Sequence[Plain]]:
        """Return the distinct cells that a question is asked of, what is known of them, and those that are plain."""
        distinct, answers = self.distinct(question.columns), self._known(question)
        plain: Sequence[Plain] = ()
        at = numpy.fromiter((answers.places.get(cells, _OPEN) for cells in distinct.cells), numpy.int64)
        unknown = places_of(at == _OPEN)
        if question.plain is not None and len(unknown):
            texts = [distinct.cells[code] for code in unknown]
            plain = question.plain(_array(texts), self.numbers[distinct.firsts[unknown]], self.filler)
        for n, one in enumerate(plain, 1):
            at[unknown[one.which]] = -n
        return distinct, answers, at, plain

    def _answered(self, question: Question, answers: Answers, cells: Any, number: int) -> int:
        texts = (cells,) if len(question.columns) == 1 else cells
        try:
            return answers.add(question.ask(self.filler(Row(number, _Only(zip(question.columns, texts, strict=True))))))
        except Refused:
            return answers.add(None, refused=True)

    def distinct(self, columns: tuple[str, ...]) -> _Distinct:
        """Return the distinct cells of some columns."""
        if columns not in self._distinct:
            if len(columns) == 1:
                texts = [row.cells.get(columns[0], "") for row in self.rows]
                index = {text: code for code, text in enumerate(dict.fromkeys(texts))}
                codes = numpy.fromiter(map(index.__getitem__, texts), numpy.int64, len(texts))
                firsts = numpy.empty(len(index), numpy.int64)
                firsts[codes[::-1]] = numpy.arange(len(codes))[::-1]
                self._distinct[columns] = _Distinct(codes, list(index), firsts)
            else:
                self._distinct[columns] = self._combined([self.distinct((column,)) for column in columns])
        return self._distinct[columns]

    def _combined(self, each: Sequence[_Distinct]) -> _Distinct:
        if not each:
            return _Distinct(numpy.zeros(len(self.rows), numpy.int64), [()], numpy.zeros(1, numpy.int64))
        firsts, codes = groups([one.codes for one in each])
        cells = [tuple(one.cells[one.codes[at]] for one in each) for at in firsts]
        return _Distinct(codes, cells, firsts)


def _array(texts: Sequence[str]) -> Any:
    """Return texts as an array, without halves of characters, which it cannot hold."""
    try:
        return pyarrow.array(texts, pyarrow.string())
    except UnicodeEncodeError:
        return pyarrow.array([text if text.isprintable() else "" for text in texts], pyarrow.string())


def places_of(mask: Any) -> Any:
    """Return the places where a mask is true."""
    return numpy.flatnonzero(mask)


def groups(keys: Sequence[Any]) -> tuple[Any, Any]:
    """Return the first row of each combination of keys, and for each row which combination it has."""
    codes = keys[0]
    for key in keys[1:]:
        if len(key) and key.min() != key.max():
            _, codes = numpy.unique(codes * (int(key.max()) + 1) + key, return_inverse=True)
    _, firsts, codes = numpy.unique(codes, return_index=True, return_inverse=True)
    return firsts, codes


def by_group(firsts: Any, codes: Any) -> Iterator[tuple[int, Any]]:
    """Yield each combination: its first row, and all of its rows."""
    order = numpy.argsort(codes, kind="stable")
    ends = numpy.searchsorted(codes[order], numpy.arange(len(firsts) + 1))
    for number, first in enumerate(firsts):
        yield int(first), order[ends[number] : ends[number + 1]]
