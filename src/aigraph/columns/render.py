"""Templates filled with columns: texts, one a row, joined by Arrow."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from aigraph.columns.symbols import Field, Template
from aigraph.export.csv_rows import doubled
from aigraph.namespaces import Iris
from aigraph.seeds.ids import statement_id

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Columns", "as_id"]

#: What N-Quads may escape in a literal. Source: https://www.w3.org/TR/n-quads/#grammar-production-STRING_LITERAL_QUOTE
_ESCAPED = '[\\x00-\\x1f"\\\\\\x7f\\x{fffe}\\x{ffff}]'

#: What a column may stand in → what is escaped there, and how.
_WITHIN: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "literal": (_ESCAPED, lambda text: str(Literal(text))[1:-1]),
    "csv": ('"', doubled),
}


def as_id(text: str) -> str:
    """Return a text as the id of a statement has it.

    >>> as_id("2023-01/2023-09"), as_id("5-shot CoT")
    ('2023-01--2023-09', '5-shot%20CoT')
    """
    return statement_id("", "", text)


@dataclass(slots=True)
class Columns:
    """Columns of equal length, by name, and every form of them that a template asked for."""

    iris: Iris
    arrays: Mapping[str, "pyarrow.Array[object]"]
    _formed: dict[Field, "pyarrow.Array[object]"] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(next(iter(self.arrays.values())))

    def slices(self, size: int) -> Iterator["Columns"]:
        """Yield the rows in parts of a size."""
        for start in range(0, len(self), size):
            yield Columns(self.iris, {name: array.slice(start, size) for name, array in self.arrays.items()})

    def text(self, template: Template) -> "pyarrow.Array[object]":
        """Return a template filled, a text a row."""
        import pyarrow
        from pyarrow import compute

        if not any(isinstance(part, Field) for part in template):
            return pyarrow.array(["".join(map(str, template))] * len(self), pyarrow.string())
        if len(template) == 1 and isinstance(template[0], Field):
            return self.formed(template[0])
        kind = pyarrow.string()
        parts = [pyarrow.scalar(p, kind) if isinstance(p, str) else self.formed(p) for p in template]
        return compute.binary_join_element_wise(*parts, pyarrow.scalar("", kind))

    def formed(self, part: Field) -> "pyarrow.Array[object]":
        """Return a column in a form."""
        import pyarrow

        if part not in self._formed:
            if part.within:
                plain = self.formed(Field(part.column, part.form))
                self._formed[part] = _where(plain, *_WITHIN[part.within])
            elif part.form == "id":
                self._formed[part] = _where(self.formed(Field(part.column)), "[^A-Za-z0-9_~-]", as_id)
            elif part.form == "iri":
                self._formed[part] = _each(self.formed(Field(part.column)), self.iris.of)
            else:
                self._formed[part] = self.arrays[part.column].cast(pyarrow.string())
        return self._formed[part]


def _where(array: "pyarrow.Array[object]", pattern: str, change: Callable[[str], str]) -> "pyarrow.Array[object]":
    """Return the texts, changed where they have what matches a pattern."""
    import pyarrow
    from pyarrow import compute

    found = compute.match_substring_regex(array, pattern)
    if not compute.any(found).as_py():
        return array
    changed = _each(array.filter(found), change)
    return compute.replace_with_mask(array, found, changed.cast(pyarrow.string()))


def _each(array: "pyarrow.Array[object]", change: Callable[[str], str]) -> "pyarrow.Array[object]":
    """Return the texts changed, each distinct one once."""
    import pyarrow

    coded = array.dictionary_encode()
    texts: Iterable[str] = coded.dictionary.to_pylist()
    return pyarrow.array([change(text) for text in texts], pyarrow.string()).take(coded.indices)
