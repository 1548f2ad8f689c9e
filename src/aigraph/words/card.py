"""What a card is made of, and how it looks as text and in a notebook: facts under headings, with their quotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from aigraph.characters import visible
from aigraph.model import Cell, Evidence
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

    def _repr_html_(self) -> str:
        """Return the card for a notebook's cell."""
        groups = ""
        for group in self.groups:
            items = ""
            for fact in group.facts:
                extra = "; ".join(f"{label}: {value}" for label, value in fact.qualifiers)
                style = "" if fact.settled else "font-style:italic;opacity:.8"
                cited = (f"“{e.quote}” — {place_of(e, self.language)}" for e in fact.evidence if e.quote)
                quotes = "".join(f'<div style="color:#777;font-size:90%">{_html(text)}</div>' for text in cited)
                manner = f" <small>[{_html(fact.manner)}]</small>" if fact.manner else ""
                line = _html(fact.text) + (f" ({_html(extra)})" if extra else "")
                items += f'<li style="{style}">{line}{manner}{quotes}</li>'
            groups += f"<h4 style='margin:.6em 0 .2em'>{_html(group.heading)}</h4><ul style='margin:0'>{items}</ul>"
        lines = "".join(f"<div>{_html(line)}</div>" for line in self.lines)
        head = f"<b>{_html(self.title)}</b> <small>{_html(self.subtitle)} · {_html(self.iri)}</small>"
        return f"<div>{head}{lines}{groups}</div>"


def _html(text: str) -> str:
    from html import escape

    return escape(visible(text))


def _quoted(item: Evidence, language: str) -> Iterator[tuple[str, str]]:
    if item.span:
        yield "quote", f"    “{item.span.quote}” — {place_of(item, language)}"
    if item.gloss and language == "en":  # a gloss is English
        yield "gloss", f"    {item.gloss}"


def place_of(item: Evidence, language: str = "en") -> str:
    """Return the source and section of a quote, and where it stands there if it has been looked up; or the cell."""
    place = f"{item.source} {item.section}" if item.section else item.source
    if item.cell:
        return f"{place}, {cell_words(item.cell, language)}{cells_beside(item)}"
    return f"{place}, {item.placed.start}–{item.placed.end}" if item.placed else place


def cell_words(cell: Cell, language: str) -> str:
    """Return where a cell stands, in words: `row GPT-4, column Training hardware`."""
    return word("card", "cell", language, row=cell.called, column=cell.name)


def cells_beside(item: Evidence) -> str:
    """Return the further cells of a row that a cell is read with."""
    return "".join(f"; {cell.name} “{cell.quote}”" for cell in item.context if isinstance(cell, Cell))
