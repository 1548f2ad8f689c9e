"""What was found of cells: remembered from batch to batch, taken apart into shapes and columns of scalars."""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy
import pyarrow

from aigraph.columns.apart import Leaf, Shape, take_apart

__all__ = ["Answers", "Asked", "Plain"]


@dataclass(frozen=True, slots=True)
class Plain:
    """Texts that need not be asked about one by one: which of some they are, the answer to one, the scalars of all."""

    which: Any
    answer: Any
    leaves: Sequence[Any]


@dataclass(slots=True)
class Answers:
    """The answers to a question, of each its shape and the place among those of it; `fixed` ones are their shape."""

    fixed: bool = False
    #: Cells → the place of their answer.
    places: dict[Any, int] = field(default_factory=dict)
    found: list[Any] = field(default_factory=list)
    shapes: dict[Shape, int] = field(default_factory=dict)
    leaves: list[list[tuple[Leaf, ...]]] = field(default_factory=list)
    _shape: "array[int]" = field(default_factory=lambda: array("q"))
    _place: "array[int]" = field(default_factory=lambda: array("q"))
    _refused: bytearray = field(default_factory=bytearray)
    _arrays: dict[int, tuple[int, list[Any]]] = field(default_factory=dict)

    def add(self, answer: Any, *, refused: bool = False) -> int:
        """Add an answer; return its place."""
        shape, scalars = (answer, ()) if self.fixed else take_apart(answer)
        number = self.number(shape)
        self.found.append(answer)
        self._shape.append(number)
        self._place.append(len(self.leaves[number]))
        self._refused.append(refused)
        self.leaves[number].append(scalars)
        return len(self.found) - 1

    def number(self, shape: Shape) -> int:
        """Return the number of a shape."""
        number = self.shapes.setdefault(shape, len(self.shapes))
        if number == len(self.leaves):
            self.leaves.append([])
        return number

    def at(self, places: Any) -> tuple[Any, Any, Any]:
        """Return the shapes of answers, the places among those of it, and whether they are refused."""
        whole = (numpy.frombuffer(one, numpy.int64) for one in (self._shape, self._place))
        return *(one[places] for one in whole), numpy.frombuffer(self._refused, bool)[places]

    def arrays(self, number: int) -> list[Any]:
        """Return the scalars of the answers of a shape."""
        count, arrays = self._arrays.get(number, (0, []))
        if count != len(self.leaves[number]):
            columns = zip(*self.leaves[number], strict=True)
            arrays = [pyarrow.array(c, pyarrow.string() if isinstance(c[0], str) else pyarrow.int64()) for c in columns]
            self._arrays[number] = len(self.leaves[number]), arrays
        return arrays


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers for the rows of a batch: by distinct cell its shape and place; `refused` are rows."""

    codes: Any
    at: Any
    answers: Answers
    plain: Sequence[Plain]
    shape: Any
    place: Any
    refused: Any

    @classmethod
    def of(cls, codes: Any, at: Any, answers: Answers, plain: Sequence[Plain]) -> "Asked":
        """Return the answers at places; -1 is that of the first of those that are plain, and so on."""
        known = at >= 0
        shape, place = (numpy.empty(len(at), numpy.int64) for _ in range(2))
        refused = numpy.zeros(len(at), bool)
        if known.any():
            shape[known], place[known], refused[known] = answers.at(at[known])
        before: Counter[int] = Counter()
        for n, one in enumerate(plain, 1):
            number, count = answers.number(take_apart(one.answer)[0]), len(one.leaves[0])
            shape[at == -n] = number
            place[at == -n] = len(answers.leaves[number]) + before[number] + numpy.arange(count)
            before[number] += count
        return cls(codes, at, answers, plain, shape, place, refused[codes])

    def derived(self, ask: Callable[[Any], Any], answers: Answers) -> "Asked":
        """Return what is asked of these answers; `answers` are those of earlier batches."""
        for one in self.answers.found[len(answers.found) :]:
            answers.add(None if one is None else ask(one))
        plain = [Plain(one.which, ask(one.answer), one.leaves) for one in self.plain]
        return replace(Asked.of(self.codes, self.at, answers, plain), refused=self.refused)

    @property
    def shapes(self) -> list[Shape]:
        """The shapes, by their numbers."""
        return list(self.answers.shapes)

    def where(self, holds: Callable[[Shape], bool]) -> Any:
        """Return for each row whether something holds of the shape of its answer."""
        return numpy.fromiter(map(holds, self.answers.shapes), bool, len(self.answers.shapes))[self.shape][self.codes]

    def arrays(self, number: int) -> list[Any]:
        """Return the scalars of the answers of a shape, by their places."""
        alike = [one.leaves for one in self.plain if self.answers.number(take_apart(one.answer)[0]) == number]
        if not alike:
            return self.answers.arrays(number)
        each = [self.answers.arrays(number), *alike] if self.answers.leaves[number] else alike
        return [pyarrow.concat_arrays(leaves) for leaves in zip(*each, strict=True)]

    def texts(self) -> list[str]:
        """Return the answers, which are texts, by distinct cell."""
        plain = [iter(one.leaves[0].to_pylist()) for one in self.plain]
        return [self.answers.found[at] if at >= 0 else next(plain[-1 - at]) for at in self.at.tolist()]
