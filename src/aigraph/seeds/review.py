"""The review sheet as a page: the text on the left, what each passage says on the right, what nobody read marked."""

import base64
import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from itertools import pairwise
from typing import TypeVar

from aigraph.model import Claim, Outcome, Statement
from aigraph.ontology import Ontology
from aigraph.seeds.anchors import page_of
from aigraph.seeds.coverage import Sentence, coverage
from aigraph.seeds.passages import Passage
from aigraph.seeds.reader import Seeds
from aigraph.words.review import Words

__all__ = ["review_page"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of the text: a passage, a sentence nobody read, or an entity's name."""

    start: int
    end: int
    kind: str
    id: str = ""
    title: str = ""


def review_page(seeds: Seeds, ontology: Ontology, texts: Mapping[str, str]) -> str:
    """Return the page: one file of HTML without requests, everything in it text.

    Args:
        seeds: as read with the texts, so that its offsets are theirs.
        ontology: says the words and the colours.
        texts: the text of each page by its source.
    """
    made = _Reviewer(seeds, ontology)
    body = "".join(made.page(page, text) for page, text in sorted(texts.items()))
    style, script = _asset("review.css"), _asset("review.js")
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Review of the seeds</title>\n<style>{style}</style>\n</head>\n<body>\n{body}"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


class _Reviewer:
    """Knows the passages with their numbers and what each says."""

    def __init__(self, seeds: Seeds, ontology: Ontology) -> None:
        self.seeds, self.ontology = seeds, ontology
        self.words = Words(ontology, {e.id: e for e in seeds.graph.entities})
        self.ids = {id(passage): str(number) for number, passage in enumerate(seeds.passages)}
        self.statements: dict[tuple[str, int], list[Statement]] = {}
        self.claims: dict[tuple[str, int], list[Claim]] = {}
        for statement in seeds.graph.statements:
            for item in statement.evidence:
                if item.placed:
                    self.statements.setdefault((item.source, item.placed.start), []).append(statement)
        for claim in seeds.graph.claims:
            for item in claim.evidence:
                if item.placed:
                    self.claims.setdefault((item.source, item.placed.start), []).append(claim)
        self.outcomes: dict[tuple[str, int], list[tuple[str, Outcome]]] = {}
        owners: list[Claim | Statement] = [*seeds.graph.claims, *seeds.graph.statements]
        for owner in owners:
            for outcome in owner.outcomes:
                for item in outcome.evidence:
                    place = (item.source, item.placed.start if item.placed else -1)
                    self.outcomes.setdefault(place, []).append((owner.id, outcome))
        self.placed: dict[str, list[tuple[int, Passage]]] = {}
        for passage in seeds.passages:
            if passage.quoted and not passage.unread and (span := seeds.lock.span(passage.quoted)):
                self.placed.setdefault(passage.source, []).append((span.start, passage))
        pairs = [(spelling, entity) for entity in seeds.graph.entities for spelling in entity.spellings()]
        self.spellings = sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0], pair[1].id))

    def page(self, page: str, text: str) -> str:
        """Return the part of one page: its header, its table of contents, its sections."""
        seeds = self.seeds
        sentences = coverage(seeds.passages, seeds.sources, seeds.lock, page, text)
        states = [sentence.state for sentence in sentences]
        names = seeds.sources[page].source.names
        title = " · ".join(dict.fromkeys(names.values()))
        bounds = sorted(
            (a, z, s, k) for (s, k), (a, z) in seeds.lock.sections.items() if page_of(s, seeds.sources) == page
        )
        parts, contents = [], []
        for start, end, source, key in bounds:
            anchor = f"{source}-{key}"
            label = self._label(source, key)
            left = sum(1 for s in sentences if (s.source, s.section, s.state) == (source, key, "uncovered"))
            contents.append(f'<a href="#{escape(anchor)}">{escape(label)}{f" <b>{left}</b>" if left else ""}</a>')
            rows = "".join(self._rows(source, text, start, end, sentences))
            parts.append(f'<section><h2 id="{escape(anchor)}">{escape(label)}</h2>{rows}</section>')
        counts = ", ".join(f"{states.count(s)} {s}" for s in ("said", "skipped", "uncovered"))
        key = "".join(f'<span class="e {hue}">{escape(label)}</span>' for hue, label in self._hues().items())
        return (
            f"<header><h1>{escape(title)}</h1><p>{len(sentences)} sentences: {counts}. "
            "Hover over a passage to see what it says; click to go there.</p>"
            f'<div class="key"><span class="said">said</span><span class="skip">skipped</span>'
            f'<span class="none">read by nobody</span>{key}</div></header>'
            f"<nav>{''.join(contents)}</nav>{''.join(parts)}"
        )

    def _label(self, source: str, key: str) -> str:
        draft = self.seeds.sources[source].source
        names = next((section.names for section in draft.sections if section.id == key), {})
        label = names.get("en", key)
        return draft.names.get("en", source) if label == "Excerpt" else label

    def _hues(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for entity in self.seeds.graph.entities:
            hue = self.ontology.hue(entity.classes)
            if hue:
                top = next(c for c in self.ontology.ancestors(entity.classes) if self.ontology.classes[c].hue == hue)
                found.setdefault(hue, self.ontology.classes[top].labels.get("en", top))
        return dict(sorted(found.items()))

    def _rows(self, source: str, text: str, start: int, end: int, sentences: list[Sentence]) -> Iterator[str]:
        """Yield a row a paragraph: its text, and a card for each passage that begins in it."""
        placed = sorted(self.placed.get(source, []), key=lambda pair: pair[0])
        marks = sorted([*self._passages(source), *_unread(sentences)], key=lambda mark: mark.start)
        longest = max((mark.end - mark.start for mark in marks), default=0)
        for match in re.compile(r"[^\n]+").finditer(text, start, end):
            a, z = match.span()
            cards = [self._card(p) for _, p in _between(placed, a, z, key=lambda pair: pair[0])]
            near = _between(marks, a - longest, z, key=lambda mark: mark.start)
            yield (
                f'<div class="row"><div class="text">{_marked(text, a, z, [*near, *self._names(text, a, z)])}</div>'
                f"<div>{''.join(cards)}</div></div>"
            )

    def _passages(self, source: str) -> Iterator[_Mark]:
        for start, passage in self.placed.get(source, []):
            assert passage.quoted is not None
            kind = "skip" if passage.skip else "said"
            end = start + len(passage.quoted.quote)
            yield _Mark(start, end, kind, self.ids[id(passage)], f"skipped: {passage.skip}" if passage.skip else "")

    def _names(self, text: str, start: int, end: int) -> Iterator[_Mark]:
        """Yield the entities named in a stretch, the longest spelling first, none inside another."""
        taken: list[tuple[int, int]] = []
        for spelling, entity in self.spellings:
            at = text.find(spelling, start, end)
            while at >= 0:
                z = at + len(spelling)
                if not any(a < z and at < b for a, b in taken):
                    taken.append((at, z))
                    hue = self.ontology.hue(entity.classes) or "grey"
                    yield _Mark(at, z, f"e {hue}", title=f"{entity.name} ({', '.join(entity.classes)})")
                at = text.find(spelling, z, end)

    def _card(self, passage: Passage) -> str:
        assert passage.quoted is not None
        number = self.ids[id(passage)]
        span = self.seeds.lock.span(passage.quoted)
        place = (passage.source, span.start if span else -1)
        items = [self.words.statement(s) for s in self.statements.get(place, []) if not passage.skip]
        items += [self.words.claim(c) for c in self.claims.get(place, []) if not passage.skip]
        items += [self.words.outcome(*told) for told in self.outcomes.get(place, [])]
        gloss = f"<p>{escape(passage.gloss)}</p>" if passage.gloss else ""
        skip = f'<p class="note">skipped: {escape(passage.skip)}</p>' if passage.skip else ""
        listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""
        quote = f'<p class="quote">“{escape(passage.quoted.quote)}”</p>'
        return f'<article class="card" tabindex="0" data-p="{number}">{quote}{gloss}{skip}{listed}</article>'


def _between(items: Sequence[T], start: int, end: int, key: Callable[[T], int]) -> Sequence[T]:
    """Return those of sorted items that begin in a stretch."""
    return items[bisect_left(items, start, key=key) : bisect_left(items, end, key=key)]


def _unread(sentences: list[Sentence]) -> Iterator[_Mark]:
    for sentence in sentences:
        for span in sentence.unread():
            yield _Mark(span.start, span.end, "none", title="no statement or claim quotes this")


def _marked(text: str, start: int, end: int, marks: list[_Mark]) -> str:
    """Return a stretch of text as spans, each with the classes and passages of what covers it."""
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = sorted({start, end, *(c for m in inside for c in (m.start, m.end) if start < c < end)})
    parts = []
    for a, z in pairwise(cuts):
        over = [m for m in inside if m.start <= a and z <= m.end]
        kinds = " ".join(dict.fromkeys(m.kind for m in over))
        ids = " ".join(dict.fromkeys(m.id for m in over if m.id))
        title = "; ".join(dict.fromkeys(m.title for m in over if m.title))
        attributes = f' class="{kinds}"' if kinds else ""
        attributes += f' data-p="{ids}"' if ids else ""
        attributes += f' title="{escape(title)}"' if title else ""
        parts.append(f"<span{attributes}>{escape(text[a:z])}</span>" if attributes else escape(text[a:z]))
    return "".join(parts)


def _asset(name: str) -> str:
    return resources.files("aigraph.seeds").joinpath("static", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
