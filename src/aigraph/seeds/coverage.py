"""Which stretches of a source are quoted by a statement or a claim, which are skipped, and which nobody read.

Letters and digits count, one by one; what stands between them is free. Text beside a quote is not read by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from aigraph.model import Span
from aigraph.seeds.anchors import Lock, page_of
from aigraph.seeds.entities import SourceDraft
from aigraph.seeds.passages import Passage
from aigraph.seeds.sentences import sentences

__all__ = ["Sentence", "Stretch", "coverage"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence that is `said`, `skipped` or `uncovered`, from its first letter or digit to its last."""

    span: Span
    state: str

    @property
    def characters(self) -> int:
        """Return how many letters and digits it has."""
        return sum(map(str.isalnum, self.span.quote))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text, the section it stands in, and its stretches in order."""

    source: str
    section: str
    span: Span
    stretches: tuple[Stretch, ...]

    @property
    def state(self) -> str:
        """Return `uncovered` where any of it is; else `said` where any of it is; else `skipped`."""
        states = {stretch.state for stretch in self.stretches}
        return next(state for state in ("uncovered", "said", "skipped") if state in states)

    def characters(self, *states: str) -> int:
        """Return how many letters and digits it has in these states, in any where none is named."""
        return sum(stretch.characters for stretch in self.stretches if not states or stretch.state in states)

    def unread(self) -> tuple[Span, ...]:
        """Return the stretches that no quote covers."""
        return tuple(stretch.span for stretch in self.stretches if stretch.state == "uncovered")


def coverage(
    passages: list[Passage], sources: Mapping[str, SourceDraft], lock: Lock, page: str, text: str
) -> list[Sentence]:
    """Return every sentence of a page in order, with how it is covered; what no section holds is section `-`.

    A passage says what it quotes where it has statements, claims, outcomes or `also`; it skips it with a reason.
    """
    states = _states(passages, sources, lock, page, len(text))
    sections = sorted(
        (start, end, source, section)
        for (source, section), (start, end) in lock.sections.items()
        if page_of(source, sources) == page
    )
    found = []
    for span in sentences(text):
        _, _, source, section = next((s for s in sections if s[0] <= span.start < s[1]), (0, 0, page, "-"))
        found.append(Sentence(source, section, span, tuple(_stretches(span, states))))
    return found


def _states(
    passages: Iterable[Passage], sources: Mapping[str, SourceDraft], lock: Lock, page: str, length: int
) -> list[str]:
    """Return the state of each character of a page: said counts before skipped."""
    places = []
    for passage in passages:
        span = lock.span(passage.quoted) if passage.quoted else None
        if span is not None and page_of(passage.source, sources) == page:
            says = bool(passage.statements or passage.claims or passage.outcomes or passage.also)
            if says or passage.skip:
                places.append(("said" if says else "skipped", span))
    states = ["uncovered"] * length
    for state, span in sorted(places, key=lambda place: place[0], reverse=True):
        states[span.start : span.end] = [state] * (min(span.end, length) - span.start)
    return states


def _stretches(sentence: Span, states: list[str]) -> Iterable[Stretch]:
    """Yield the stretches of a sentence: runs of letters and digits in one state, with the signs between them."""
    counted = [n for n, sign in enumerate(sentence.quote) if sign.isalnum()]
    for state, run in groupby(counted, key=lambda n: states[sentence.start + n]):
        places = list(run)
        first, last = places[0], places[-1] + 1
        yield Stretch(Span(sentence.quote[first:last], sentence.start + first, sentence.start + last), state)
