"""What a card is made of, and how it looks as text and in a notebook: facts under headings, with their quotes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aigraph.characters import visible
from aigraph.model import Cell, Evidence
from aigraph.shown import as_html, quotation, said
from aigraph.words.interface import word

__all__ = ["Card", "Fact", "Group", "cell_words", "cells_beside", "place_of"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card: the other end, its qualifiers, how it is known, the statement's id, note and evidence.

    `day` is the first on which it may have been, by which facts of a group are sorted.
    """

    id: str
    text: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    manner: str = ""
    settled: bool = True
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under one heading."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A title, what stands below it, and groups of facts; `kind` is `entity`, `statement` or `claim`."""

    kind: str
    id: str
    iri: str
    title: str
    subtitle: str
    lines: tuple[str, ...]
    groups: tuple[Group, ...]
    language: str = "en"

    def __str__(self) -> str:
        """Return the card as plain text."""
        return "\n".join(text for _, text in self.styled())

    def styled(self, *, ids: bool = False) -> Iterator[tuple[str, str]]:
        """Yield each line with the name of its style, such as `title`, `heading`, `fact`, `tentative` or `quote`.

        What a terminal would obey is written out.
        """
        for style, text in self._lines(ids):
            yield style, visible(" ".join(text.splitlines()))

    def _lines(self, ids: bool) -> Iterator[tuple[str, str]]:
        yield "title", self.title
        yield "subtitle", f"{self.subtitle}  {self.iri}"
        yield from (("line", line) for line in self.lines)
        for group in self.groups:
            yield "heading", ""
            yield "heading", group.heading
            for fact in group.facts:
                extra = "; ".join(f"{label}: {value}" for label, value in fact.qualifiers)
                manner = f"  [{fact.manner}]" if fact.manner else ""
                yield "fact" if fact.settled else "tentative", f"  {fact.text}{f' ({extra})' if extra else ''}{manner}"
                if ids:
                    yield "id", f"    {fact.id}"
                if fact.note:
                    yield "note", f"    {fact.note}"
                for item in fact.evidence:
                    yield from _quoted(item, self.language)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the card where IPython shows text."""
        del cycle
        printer.text(str(self))

    def _repr_html_(self) -> str:
        """Return the card for a notebook's cell, in its own colours."""
        groups = ((group.heading, (_html(fact, self.language) for fact in group.facts)) for group in self.groups)
        return as_html(self.title, f"{self.subtitle} · {self.iri}", self.lines, groups)


def _html(fact: Fact, language: str) -> str:
    extra = "; ".join(f"{label}: {value}" for label, value in fact.qualifiers)
    quotes = (quotation(item.quote, place_of(item, language)) for item in fact.evidence if item.quote)
    manner = f"[{fact.manner}]" if fact.manner else ""
    return said(fact.text + (f" ({extra})" if extra else ""), manner, quotes, settled=fact.settled)


def _quoted(item: Evidence, language: str) -> Iterator[tuple[str, str]]:
    if item.span:
        yield "quote", f"    {quotation(item.span.quote, place_of(item, language))}"
    if item.gloss and language == "en":  # a gloss is English
        yield "gloss", f"    {item.gloss}"


def place_of(item: Evidence, language: str = "en") -> str:
    """Return the source and section of a quote, and where it stands there if it has been looked up; or the cell."""
    if item.cell is None:
        return item.place
    place = f"{item.source} {item.section}" if item.section else item.source
    return f"{place}, {cell_words(item.cell, language)}{cells_beside(item)}"


def cell_words(cell: Cell, language: str) -> str:
    """Return where a cell stands, in words: `row GPT-4, column Training hardware`."""
    return word("card", "cell", language, row=cell.called, column=cell.name)


def cells_beside(item: Evidence) -> str:
    """Return the further cells of a row that a cell is read with."""
    return "".join(f"; {cell.name} “{cell.quote}”" for cell in item.context if isinstance(cell, Cell))
