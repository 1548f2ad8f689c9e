"""The evidence that a passage gives: its quote with its place in the text, or as one that nobody has looked up."""

from collections.abc import Mapping
from dataclasses import dataclass

from aigraph.model import Cell, Evidence, Span, Unverified
from aigraph.seeds.anchors import Lock, digest, page_of
from aigraph.seeds.entities import SourceDraft
from aigraph.seeds.passages import Manner, Passage, Quoted
from aigraph.seeds.values import is_slug

__all__ = ["Quotes"]


@dataclass(frozen=True, slots=True)
class Quotes:
    """Gives evidence its places by the lock.

    Quotes of the pages that were `looked_up` in a text, and are not in the lock, have been reported already. What is
    quoted from pages `without_text` is unverified.
    """

    sources: Mapping[str, SourceDraft]
    lock: Lock
    looked_up: frozenset[str]
    without_text: frozenset[str]

    def evidence(
        self, passage: Passage, owner: str, manner: Manner, speakers: tuple[str, ...], via: str | None
    ) -> Evidence:
        """Return the evidence that a passage gives to a statement or claim, by the slugs of who says so."""
        quoted = passage.quoted
        span: Span | Unverified | Cell | None = self.span(passage, quoted) if quoted else None
        place = f"/{span.start if isinstance(span, Span) else digest(quoted)}" if quoted and span else ""
        if passage.cells:
            span, *_ = passage.cells
            place = f"/{span.row}-{span.column}"
        return Evidence(
            id=f"{owner}/{passage.source}{place}",
            source=passage.source,
            section=passage.section if quoted and is_slug(passage.section) else None,
            span=span,
            context=passage.cells[1:] or tuple(filter(None, (self.span(passage, w) for w in passage.context))),
            modality=manner.modality,
            speakers=speakers,
            via=via,
            gloss=passage.gloss,
        )

    def span(self, passage: Passage, quoted: Quoted) -> Span | Unverified | None:
        """Return where a quote stands; None where that is not known and should be, which is reported."""
        span = self.lock.span(quoted)
        page = page_of(quoted.source, self.sources)
        if span is None and page in self.without_text:
            return Unverified(quoted.quote)
        if span is None and page not in self.looked_up:
            passage.file.report(quoted.line, "the quote is not in offsets.lock. Run 'aigraph seeds anchor --text …'")
        elif span is not None and span.end - span.start != len(quoted.quote):
            passage.file.report(
                quoted.line, "offsets.lock disagrees with the quote's length. Run 'aigraph seeds anchor'"
            )
        return span
