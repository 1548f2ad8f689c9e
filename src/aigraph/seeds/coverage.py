"""Which sentences of a source are quoted by a statement or a claim, which are skipped, and which nobody read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aigraph.model import Span
from aigraph.seeds.anchors import Lock, page_of
from aigraph.seeds.entities import SourceDraft
from aigraph.seeds.passages import Passage

__all__ = ["Sentence", "coverage", "sentences"]

_SENTENCE = re.compile(r"[^。!?;!?;\n]+[。!?;!?;]*[”」』)\"]*")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text, the section it stands in, and how it is covered: `said`, `skipped` or `uncovered`."""

    source: str
    section: str
    span: Span
    state: str


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of a stretch of text, split by 。!?; and line breaks; those without a letter or digit not.

    >>> [s.quote for s in sentences("一。二!\\n三")]
    ['一。', '二!', '三']
    """
    for match in _SENTENCE.finditer(text, start, len(text) if end is None else end):
        words = match[0].strip()
        if _WORD.search(words):
            at = match.start() + match[0].index(words)
            yield Span(words, at, at + len(words))


def coverage(
    passages: list[Passage], sources: Mapping[str, SourceDraft], lock: Lock, page: str, text: str
) -> list[Sentence]:
    """Return every sentence of a page in order, with how it is covered; what no section holds is section `-`."""
    said: list[tuple[int, int]] = []
    skipped: list[tuple[int, int]] = []
    for passage in passages:
        span = lock.span(passage.quoted) if passage.quoted else None
        if span is not None and page_of(passage.source, sources) == page:
            (skipped if passage.skip and not passage.statements else said).append((span.start, span.end))
    sections = sorted(
        (start, end, source, section)
        for (source, section), (start, end) in lock.sections.items()
        if page_of(source, sources) == page
    )
    found = []
    for span in sentences(text):
        _, _, source, section = next((s for s in sections if s[0] <= span.start < s[1]), (0, 0, page, "-"))
        state = "uncovered"
        if _touches(span, said):
            state = "said"
        elif _touches(span, skipped):
            state = "skipped"
        found.append(Sentence(source, section, span, state))
    return found


def _touches(span: Span, places: list[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in places)
