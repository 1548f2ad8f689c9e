"""The properties that statements give to the nodes of their subjects, gathered by subject."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy
import pyarrow
from pyarrow import compute

from aigraph.columns.batch import by_group, groups
from aigraph.columns.render import Columns
from aigraph.columns.symbols import Symbols
from aigraph.columns.templates import Written
from aigraph.property_graph import PropertyValue

__all__ = ["Attributes", "Key", "extended", "key_of", "of_each"]

#: A property, the type of its value, and the value where that is no text and no number; of a list how many items.
Key = tuple[str, type, object]
_KINDS: dict[str, type] = {kind.__name__: kind for kind in (bool, int, float, list, str)}


@dataclass(slots=True)
class Attributes:
    """What is known of each subject; of a list, the items one by one until all are there."""

    _waiting: dict[Key, list[tuple[Any, Any]]] = field(default_factory=lambda: defaultdict(list))
    #: The subjects, and what is known of each, a column for each item of a list.
    _known: dict[Key, tuple[Any, Sequence[Any]]] = field(default_factory=dict)

    def add(self, written: Written, columns: Columns) -> None:
        """Add what statements say."""
        for name, value in written.attributes.items():
            slugs = columns.text(written.subject)
            constant = value if isinstance(value, bool) else None
            for item in value if isinstance(value, list) else [value]:
                texts = columns.text(written.symbols.template(str(item)))
                self._waiting[name, type(value), constant].append((slugs, texts))

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[str, str, str, str]]) -> "Attributes":
        """Return those of rows: a subject, a property, the name of the type of its value, that or an item as text."""
        made, found = cls(), defaultdict[Key, list[tuple[str, str]]](list)
        for subject, name, kind, value in rows:
            key = key_of(name, kind, [value])
            found[name, key[1], None if key[1] is list else key[2]].append((subject, value))
        for key, some in found.items():
            made._waiting[key].append(
                tuple(pyarrow.array(texts, pyarrow.string()) for texts in zip(*some, strict=True))
            )
        return made.gathered()

    def gathered(self) -> "Attributes":
        """Return these, when all are there."""
        for key, some in self._waiting.items():
            slugs, texts = map(pyarrow.concat_arrays, zip(*some, strict=True))
            if key[1] is list:
                self._known |= {(key[0], list, count): found for count, found in _lists(slugs, texts)}
            else:
                self._known[key] = slugs, [texts]
        self._waiting.clear()
        return self

    def subjects(self) -> Iterator[str]:
        """Yield whom something is known of."""
        for slugs, _ in self._known.values():
            yield from slugs.to_pylist()

    def of(self, slugs: Any) -> Iterator[tuple[Any, list[tuple[Key, Any]]]]:
        """Yield places of subjects of whom the same properties are known, with these and their values there."""
        found = {key: compute.index_in(slugs, value_set=known) for key, (known, _) in self._known.items()}
        codes = [places.is_valid().to_numpy(zero_copy_only=False).astype(numpy.int64) for places in found.values()]
        firsts, among = groups(codes or [numpy.zeros(len(slugs), numpy.int64)])
        for first, places in by_group(firsts, among):
            chosen = pyarrow.array(places)
            has = [(key, at.take(chosen)) for key, at in found.items() if at[int(first)].is_valid]
            yield places, [(key, [texts.take(at) for texts in self._known[key][1]]) for key, at in has]


def _lists(slugs: Any, texts: Any) -> Iterator[tuple[int, tuple[Any, list[Any]]]]:
    """Yield the subjects that have the same number of items, with the first of each, the second, …, in order."""
    pairs = pyarrow.table({"slug": slugs, "text": texts}).group_by(["slug", "text"]).aggregate([])
    pairs = pairs.sort_by([("slug", "ascending"), ("text", "ascending")]).combine_chunks()
    ends = compute.run_end_encode(pairs["slug"].combine_chunks())
    starts = numpy.concatenate([[0], ends.run_ends.to_numpy()[:-1]])
    counts = numpy.diff([*starts, len(pairs)])
    for count in numpy.unique(counts).tolist():
        chosen = starts[counts == count]
        items = [pairs["text"].take(pyarrow.array(chosen + n)).combine_chunks() for n in range(count)]
        yield count, (pairs["slug"].take(pyarrow.array(chosen)).combine_chunks(), items)


def key_of(name: str, kind: str, values: Sequence[str]) -> Key:
    """Return what is said of a property by the name of the type of its value, and that, or its items, as text."""
    constant = {bool: values[0] == str(True), list: len(values)}.get(_KINDS[kind])
    return name, _KINDS[kind], constant


def extended(written: Written, columns: Columns, more: Sequence[tuple[Key, Sequence[Any]]]) -> tuple[Written, Columns]:
    """Return the node of an entity, and its columns, with more properties."""
    symbols = Symbols(written.symbols.alphabet, list(written.symbols.columns))
    properties: dict[str, PropertyValue] = {}
    arrays = dict(columns.arrays)
    for (name, kind, constant), each in more:
        named = {f"property:{name}.{n}": texts for n, texts in enumerate(each)}
        arrays |= named
        if kind is list:
            properties[name] = [symbols.text(column) for column in named]
        else:
            properties[name] = _symbol(symbols, next(iter(named)), kind) if constant is None else bool(constant)
    [node] = written.nodes
    node = replace(node, properties={**node.properties, **properties})
    return replace(written, nodes=(node,), symbols=symbols), Columns(columns.iris, arrays)


def _symbol(symbols: Symbols, column: str, kind: type) -> PropertyValue:
    if kind is str:
        return symbols.text(column)
    number = symbols.number(column, kind)
    return int(number) if kind is int else float(number)


def plain_value(kind: type, text: str) -> PropertyValue:
    """Return a value of a type from its text."""
    return text == "True" if kind is bool else kind(text)


def of_each(attributes: Attributes, slugs: Iterable[str]) -> dict[str, dict[str, PropertyValue]]:
    """Return what is known of some subjects, few of many."""
    names = list(slugs)
    found: dict[str, dict[str, PropertyValue]] = {slug: {} for slug in names}
    for places, more in attributes.of(pyarrow.array(names, pyarrow.string())):
        for (name, kind, _), each in more:
            for place, *texts in zip(places, *(column.to_pylist() for column in each), strict=True):
                found[names[place]][name] = texts if kind is list else plain_value(kind, texts[0])
    return found
