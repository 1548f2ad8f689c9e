"""A table as it is read: columns, and rows of cells that are text, numbered as the file counts them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from aigraph.characters import unfit, visible

__all__ = ["Frame", "Row", "Undeclared", "named", "unified"]


class Undeclared(ValueError):
    """A file that is a table once something is declared of it; `options` is what, where the file itself shows it."""

    def __init__(self, message: str, options: Mapping[str, str]) -> None:
        """Keep the options."""
        super().__init__(message)
        self.options = options


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number, a header being row 1 where it stands in the file; its cells by column.

    `fault` is why it cannot be read: then it has no cells. `faults` are why single cells cannot, by column: only what
    reads those is refused.

    Source: https://www.rfc-editor.org/rfc/rfc7111#section-2.1
    """

    number: int
    cells: Mapping[str, str]
    fault: str | None = None
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether all of it can be read."""
        return self.fault is None and not self.faults


@dataclass(frozen=True, slots=True)
class Frame:
    """A table that can be read once: its columns in order, and its rows.

    `counts` is what a row's number counts: rows, or the lines of a text. `free` are columns that another table of the
    same file has, so that nobody need account for them here.
    """

    columns: tuple[str, ...]
    rows: Iterable[Row]
    counts: Literal["row", "line"] = "row"
    free: frozenset[str] = frozenset()


def named(columns: Iterable[str], where: str = "the header") -> tuple[str, ...]:
    """Return the names of columns, blanks around them left out.

    Raises:
        ValueError: one is blank, stands twice, or has a character that no graph has in it.

    >>> named(["Model", " Owner "])
    ('Model', 'Owner')
    """
    names = tuple(unified(name).strip() for name in columns)
    if not names:
        raise ValueError(f"{where} is empty; expected the names of the columns. Say 'header: N', the row that has them")
    blank = [str(at) for at, name in enumerate(names, 1) if not name]
    if blank:
        raise ValueError(
            f"{where} has no name for column {', '.join(blank)}; expected a name for each. "
            "Name them there, or say 'columns: […]' and 'header: N', the row that these replace, 0 for none"
        )
    if wrong := [(at, found) for at, found in enumerate(map(unfit, names), 1) if found]:
        at, found = wrong[0]
        raise ValueError(f"{where} has the control character {found} in column {at}; expected text. Remove it")
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        places = [str(at) for at, name in enumerate(names, 1) if name == twice[0]]
        raise ValueError(
            f"{where} names {visible(twice[0])!r} in column {' and '.join(places)}; expected each name once. "
            "Rename one, or say 'columns: […]' and 'header: N', the row that these replace"
        )
    return names


def unified(text: str) -> str:
    r"""Return a text with its lines ended as everywhere.

    >>> unified("two\r\nlines")
    'two\nlines'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
