"""Where each quote stands: `offsets.lock`, and finding the quotes in a source's text.

A line of the lock is `source section start end digest`, the digest that of the quote; `-` marks the bounds of the
section itself, with the words of the heading that it was found by. With the lock committed, building needs no text.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from aigraph.characters import visible
from aigraph.errors import Problem, SeedError
from aigraph.model import Span
from aigraph.seeds.entities import SourceDraft
from aigraph.seeds.passages import Passage, Quoted
from aigraph.seeds.sections import HEAD, headings, places_of

__all__ = ["LOCK", "Lock", "anchor", "check_kept", "digest", "page_of", "without_text"]

LOCK = "offsets.lock"
_HEADER = (
    "# Where each quote stands: source, section, start, end, digest. Written by `aigraph seeds anchor`; do not edit.\n"
)

_LINE = re.compile(r"(\S+) (\S+) ([0-9]{1,12}) ([0-9]{1,12}) (?:([0-9a-f]{12})|-(?: (\S.*))?)")

Bounds = tuple[int, int]


@dataclass(slots=True)
class Lock:
    """The offsets of sections and quotes, in code points of the source's text."""

    sections: dict[tuple[str, str], Bounds] = field(default_factory=dict)
    headings: dict[tuple[str, str], str] = field(default_factory=dict)
    quotes: dict[tuple[str, str, str], Bounds] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, display: str) -> "tuple[Lock, list[Problem]]":
        """Read a lock, empty where the file is absent; return it and each line that is none, of kind `lock`."""
        lock = cls()
        try:
            lines = path.read_bytes().decode("utf-8-sig").split("\n") if path.exists() else []
        except (OSError, UnicodeDecodeError) as err:
            return lock, [Problem(display, 0, f"cannot be read: {err}. Run 'aigraph seeds anchor'", "lock")]
        problems = []
        for number, line in enumerate((line.removesuffix("\r") for line in lines), 1):
            if not line or line.startswith("#"):
                continue
            match = _LINE.fullmatch(line)
            if match is None or int(match[3]) > int(match[4]):
                shown = visible(repr(line[:80]), spaces=True)
                problems.append(
                    Problem(display, number, f"{shown} is no line of a lock. Run 'aigraph seeds anchor'", "lock")
                )
                continue
            source, section, start, end, digest, heading = match.groups()
            if digest is None:
                lock.sections[source, section] = int(start), int(end)
                if heading is not None:
                    lock.headings[source, section] = heading
            else:
                lock.quotes[source, section, digest] = int(start), int(end)
        return lock, problems

    def __str__(self) -> str:
        """Return the text of the lock: by source, then by place."""
        rows = [(key[0], *bounds, key[1], self._mark(key)) for key, bounds in self.sections.items()]
        rows += [(source, *bounds, section, digest) for (source, section, digest), bounds in self.quotes.items()]
        return _HEADER + "".join(
            f"{source} {section} {a} {z} {digest}\n" for source, a, z, section, digest in sorted(rows)
        )

    def _mark(self, key: tuple[str, str]) -> str:
        return f"- {self.headings[key]}" if key in self.headings else "-"

    def by_source(self) -> dict[str, tuple[dict[str, str], dict[str, Bounds]]]:
        """Return the headings and the bounds of the sections of each source by their ids."""
        found: dict[str, tuple[dict[str, str], dict[str, Bounds]]] = {}
        for (source, section), bounds in self.sections.items():
            found.setdefault(source, ({}, {}))[1][section] = bounds
        for (source, section), words in self.headings.items():
            found[source][0][section] = words
        return found

    def span(self, quoted: Quoted) -> Span | None:
        """Return where a quote stands, None where the lock does not know it."""
        bounds = self.quotes.get((quoted.source, quoted.section, digest(quoted)))
        return None if bounds is None else Span(quoted.quote, *bounds)


def digest(quoted: Quoted) -> str:
    """Return the short hash by which the lock knows a quote."""
    return hashlib.sha256(f"{quoted.nth or ''}\n{quoted.quote}".encode()).hexdigest()[:12]


def page_of(source: str, sources: Mapping[str, SourceDraft]) -> str:
    """Return the source whose text a source's offsets count in: the page that contains it, else itself.

    Where sources contain each other in a circle, which is reported, each is its own page.
    """
    passed = [source]
    while (draft := sources.get(passed[-1])) is not None and (container := draft.source.contained_in):
        if container in passed:
            return source
        passed.append(container)
    return passed[-1]


def without_text(sources: Mapping[str, SourceDraft], lock: Lock) -> frozenset[str]:
    """Return the pages of which no text is, or was, at hand: they have no SHA-256, and the lock has nothing in them."""
    known = {page_of(source, sources) for source, *_ in (*lock.sections, *lock.quotes)}
    for slug, draft in sources.items():
        if draft.source.sha256 or draft.source.editors or any(part.start is not None for part in draft.source.sections):
            known.add(page_of(slug, sources))
    return frozenset(page_of(slug, sources) for slug in sources) - known


def look_for_sections(page: str, text: str, sources: Mapping[str, SourceDraft], lock: Lock) -> None:
    """Add to the lock where every section of a page and of the sources it contains begins and ends.

    A section starts where its words stand after the start of the one before it in its source, or at its heading, and
    runs to the next start on the page. Words that are absent, or stand more than once without `nth`, are reported.
    """
    starts: dict[tuple[str, str], int] = {}
    for slug, draft in sources.items():
        if page_of(slug, sources) == page:
            starts |= {(slug, key): at for key, at in _declared(page, text, draft).items()}
            found = _headed(page, text, draft, min((at for (of, _), at in starts.items() if of == slug), default=None))
            starts |= {(slug, key): at for key, (_, at) in found.items()}
            lock.headings |= {(slug, key): words for key, (words, _) in found.items() if words}
    ends = sorted(set(starts.values()))
    ends.append(len(text))
    lock.sections |= {key: (start, ends[bisect_right(ends, start, hi=len(ends) - 1)]) for key, start in starts.items()}


def _declared(page: str, text: str, draft: SourceDraft) -> dict[str, int]:
    """Return where each section that a source declares starts."""
    starts, at = {}, 0
    for section, start in draft.sections.starts.items():
        if start.words is None:
            message = f"section {section!r} has no starts; expected the words it begins with. Add them"
            draft.file.report(start.line, message, "text")
            continue
        places, wanted = places_of(str(start.words.value), text, at), start.nth or 1
        if start.nth is None and len(places) > 1:
            problem = f"which stands {len(places)} times in {page} ({shown(places, str(start.words.value), text)}); "
            problem += "expected once. Lengthen it, or add 'nth: 1'"
        elif not places:
            problem = f"absent from the text of {page}"
        elif wanted > len(places):
            problem = f"which stands {len(places)} times in {page}; nth is {wanted}. Lower it"
        else:
            starts[section] = places[wanted - 1]
            at = starts[section] + 1
            continue
        draft.file.report(start.words, f"section {section!r} starts with {start.words.value!r}, {problem}", "text")
    return starts


def _headed(page: str, text: str, draft: SourceDraft, first: int | None) -> dict[str, tuple[str, int]]:
    """Return the words and the place of each section that a source's headings begin, with what stands before them."""
    pattern, found = draft.sections.heading, dict[str, tuple[str, int]]()
    if pattern is None:
        return found
    for key, words, at in headings(text, str(pattern.value)):
        if key in draft.sections.starts:
            problem = f"the heading {words!r} at {at} would be section {key!r}, which is declared. Rename that"
            draft.file.report(pattern, problem, "text")
        else:
            found[key] = words, at
    if not found:
        draft.file.report(
            pattern, f"no line of {page} is a heading by {pattern.value!r}; expected some. Mend it", "text"
        )
    starts = [at for _, at in found.values()] + ([] if first is None else [first])
    if found and HEAD not in draft.sections.starts and text[: min(starts)].strip():
        found = {HEAD: ("", 0), **found}
    return found


def shown(places: list[int], words: str, text: str) -> str:
    """Return the first of several places with what stands around them."""
    return "; ".join(f"{at}: …{text[max(0, at - 8) : at + len(words) + 8]}…" for at in places[:5])


def anchor(
    passages: Iterable[Passage], sources: Mapping[str, SourceDraft], texts: Mapping[str, str], lock: Lock
) -> Lock:
    """Return the lock for the passages: what stands in `texts` looked up anew, the rest kept from `lock`.

    A quote that is absent, or stands more than once without `nth`, is reported to its file; not one of a section that
    was not found itself.
    """
    kept = {key for key in lock.sections if page_of(key[0], sources) not in texts and key[0] in sources}
    fresh = Lock(
        sections={key: bounds for key, bounds in lock.sections.items() if key in kept},
        headings={key: words for key, words in lock.headings.items() if key in kept},
    )
    for page, text in texts.items():
        look_for_sections(page, text, sources, fresh)
    for passage in passages:
        if (page := page_of(passage.source, sources)) in texts:
            _look_for_commas(passage, texts[page])
        for quoted in passage.quotes():
            key = (quoted.source, quoted.section, digest(quoted))
            page = page_of(quoted.source, sources)
            if page not in texts:
                bounds = lock.quotes.get(key)
            else:
                lost = key[:2] not in fresh.sections and quoted.section in sources[quoted.source].sections.starts
                section = fresh.sections.get(key[:2]) or _kept(sources, key[:2])
                bounds = None if lost else _find(passage, quoted, texts[page], section, lock.quotes.get(key))
            if bounds is not None:
                fresh.quotes[key] = bounds
    return fresh


def _look_for_commas(passage: Passage, text: str) -> None:
    """Report each two contexts on one line that the text has with a comma and a blank between.

    They are reported also where one of them, being less than was meant, stands more than once.
    """
    for one, other in pairwise(passage.context):
        together = f"{one.quote}, {other.quote}"
        if (one.line, one.section) == (other.line, other.section) and together in text:
            passage.file.report(
                one.line,
                f"the contexts {one.quote!r} and {other.quote!r} stand together in the text; expected them as one. "
                "A comma splits a list: put what has one in quotes, context: ['…, …']",
                "text",
            )


def _kept(sources: Mapping[str, SourceDraft], key: tuple[str, str]) -> Bounds | None:
    """Return the bounds of a section of an extended graph."""
    draft = sources.get(key[0])
    sections = draft.source.sections if draft and draft.extended else ()
    return next(((s.start, s.end) for s in sections if s.id == key[1] and s.start is not None and s.end), None)


def check_kept(
    passages: Iterable[Passage], sources: Mapping[str, SourceDraft], texts: Mapping[str, str], damaged: list[Problem]
) -> None:
    """Check that the lines of a damaged lock can all be made anew. Raises SeedError naming the texts that it takes."""
    needed = {page_of(quoted.source, sources) for passage in passages for quoted in passage.quotes()} - set(texts)
    if damaged and needed:
        what = f"lines may be lost of {', '.join(sorted(needed))}; expected the text of each. Give it with --text"
        raise SeedError([Problem(damaged[0].path, 0, what, "lock"), *damaged])


def _find(passage: Passage, quoted: Quoted, text: str, bounds: Bounds | None, locked: Bounds | None) -> Bounds | None:
    def report(message: str) -> None:
        passage.file.report(quoted.line, message, "text")

    if bounds is None:
        report(f"unknown section {quoted.section!r} of {quoted.source}; expected one of sources.yaml. Add it there")
        return None
    places = places_of(quoted.quote, text, *bounds)
    if not places:
        gone = f"gone from {locked[0]}-{locked[1]}: " if locked else ""
        report(gone + _absent(quoted, text, bounds))
    elif quoted.nth is None and len(places) > 1:
        report(
            f"the quote stands {len(places)} times in {quoted.section} ({shown(places, quoted.quote, text)}); "
            "expected once. Add 'nth: 1' or lengthen it"
        )
    elif (quoted.nth or 1) > len(places):
        report(f"nth is {quoted.nth}, but the quote stands {len(places)} times in {quoted.section}. Lower it")
    else:
        at = places[(quoted.nth or 1) - 1]
        return at, at + len(quoted.quote)
    return None


def _absent(quoted: Quoted, text: str, bounds: Bounds) -> str:
    """Say where the text departs from the quote, or in which other section the quote stands."""
    elsewhere = text.find(quoted.quote)
    if elsewhere >= 0:
        return f"the quote is not in {quoted.section} but at {elsewhere}, outside it. Move the passage to its section"
    # The first length that is absent: what is absent stays so with more behind it.
    lengths = range(1, len(quoted.quote) + 1)
    size = bisect_left(lengths, True, key=lambda length: text.find(quoted.quote[:length], *bounds) < 0)
    if not size:
        return f"the quote is not in {quoted.section}; its first character does not occur there. Copy it from the text"
    at = text.find(quoted.quote[:size], *bounds) + size
    return (
        f"the quote is not in {quoted.section}: after {quoted.quote[max(0, size - 12) : size]!r} it has "
        f"{quoted.quote[size : size + 8]!r}, the text {text[at : at + 8]!r}. Copy it from the text"
    )
