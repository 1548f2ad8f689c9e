"""The documents that evidence is quoted from, and their parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from aigraph.model.values import Date

__all__ = ["Section", "Source"]


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of a source; its id is the short one (`j3`), unique in the source."""

    id: str
    names: Mapping[str, str]
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document, the text of the entity `work`. Relative dates are resolved against `date`, when it was published.

    >>> Source("weekly", {"en": "The weekly"}).names["en"]
    'The weekly'
    """

    id: str
    names: Mapping[str, str]
    editors: bool = False
    author: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    language: str | None = None
    date: Date | None = None
    retrieved: Date | None = None
    url: str | None = None
    licence: str | None = None
    sha256: str | None = None
    length: int | None = None
    contained_in: str | None = None
    work: str | None = None
    note: str | None = None
    sections: tuple[Section, ...] = ()
