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

#: A property, the type of its value, and the value where that is no text and no number.
Key = tuple[str, type, object]
_KINDS: dict[str, type] = {kind.__name__: kind for kind in (bool, int, float, str)}


@dataclass(slots=True)
class Attributes:
    """What is known of each subject; of a list, the items one by one."""

    _waiting: dict[Key, list[tuple[Any, Any]]] = field(default_factory=lambda: defaultdict(list))
    _lists: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    _known: dict[Key, tuple[Any, Any]] = field(default_factory=dict)

    def add(self, written: Written, columns: Columns) -> None:
        """Add what statements say."""
        for name, value in written.attributes.items():
            slugs = columns.text(written.subject)
            if isinstance(value, list):
                for item in value:
                    texts = columns.text(written.symbols.template(str(item)))
                    for slug, text in zip(slugs.to_pylist(), texts.to_pylist(), strict=True):
                        self._lists[name][slug].add(text)
                continue
            constant = value if isinstance(value, bool) else None
            self._waiting[name, type(value), constant].append(
                (slugs, columns.text(written.symbols.template(str(value))))
            )

    def gathered(self) -> "Attributes":
        """Return these, when all are there."""
        for key, some in self._waiting.items():
            slugs, texts = zip(*some, strict=True)
            self._known[key] = pyarrow.concat_arrays(slugs), pyarrow.concat_arrays(texts)
        self._waiting.clear()
        return self

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[str, str, str, str]]) -> "Attributes":
        """Return those of rows: a subject, a property, the name of the type of its value, and that as text."""
        made, found = cls(), defaultdict[Key, list[tuple[str, str]]](list)
        for subject, name, kind, value in rows:
            if kind == list.__name__:
                made._lists[name][subject].add(value)
            else:
                found[key_of(name, kind, value)].append((subject, value))
        for key, some in found.items():
            subjects, values = (pyarrow.array(list(texts), pyarrow.string()) for texts in zip(*some, strict=True))
            made._known[key] = subjects, values
        return made

    def subjects(self) -> Iterator[str]:
        """Yield whom something is known of."""
        for slugs, _ in self._known.values():
            yield from slugs.to_pylist()
        for known in self._lists.values():
            yield from known

    def of(self, slugs: Any) -> Iterator[tuple[Any, list[tuple[Key, Any]]]]:
        """Yield places of subjects of whom the same properties are known, with these and their values there."""
        found = {key: compute.index_in(slugs, value_set=known) for key, (known, _) in self._known.items()}
        codes = [places.is_valid().to_numpy(zero_copy_only=False).astype(numpy.int64) for places in found.values()]
        firsts, among = groups(codes or [numpy.zeros(len(slugs), numpy.int64)])
        for first, places in by_group(firsts, among):
            chosen = pyarrow.array(places)
            has = [(key, at) for key, at in found.items() if at[int(first)].is_valid]
            yield places, [(key, self._known[key][1].take(at.take(chosen))) for key, at in has]

    def listed(self, slug: str) -> dict[str, list[str]]:
        """Return the lists that are known of a subject, sorted."""
        return {name: sorted(known[slug]) for name, known in self._lists.items() if slug in known}


def key_of(name: str, kind: str, value: str) -> Key:
    """Return what is said of a property by the name of the type of its value, and that as text."""
    return name, _KINDS[kind], value == str(True) if kind == bool.__name__ else None


def extended(written: Written, columns: Columns, more: Sequence[tuple[Key, Any]]) -> tuple[Written, Columns]:
    """Return the node of an entity, and its columns, with more properties."""
    symbols = Symbols(written.symbols.alphabet, list(written.symbols.columns))
    properties: dict[str, PropertyValue] = {}
    arrays = dict(columns.arrays)
    for (name, kind, constant), texts in more:
        column = f"property:{name}"
        arrays[column] = texts
        properties[name] = _symbol(symbols, column, kind) if constant is None else bool(constant)
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
    found: dict[str, dict[str, PropertyValue]] = {slug: dict(attributes.listed(slug)) for slug in names}
    for places, more in attributes.of(pyarrow.array(names, pyarrow.string())):
        for (name, kind, _), texts in more:
            for place, text in zip(places, texts.to_pylist(), strict=True):
                found[names[place]][name] = plain_value(kind, text)
    return found
