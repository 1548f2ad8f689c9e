"""Where each quote stands: `offsets.lock`, and finding the quotes in a source's text.

A line of the lock is `source section start end digest`, the digest that of the quote; `-` marks the bounds of the
section itself. With the lock committed, building needs no text.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aigraph.characters import visible
from aigraph.errors import Problem, SeedError
from aigraph.model import Span
from aigraph.seeds.entities import SourceDraft
from aigraph.seeds.passages import Passage, Quoted

__all__ = ["LOCK", "Lock", "anchor", "check_kept", "page_of", "section_bounds"]

LOCK = "offsets.lock"
_HEADER = (
    "# Where each quote stands: source, section, start, end, digest. Written by `aigraph seeds anchor`; do not edit.\n"
)

_LINE = re.compile(r"(\S+) (\S+) ([0-9]{1,12}) ([0-9]{1,12}) ([0-9a-f]{12}|-)")

Bounds = tuple[int, int]


@dataclass(slots=True)
class Lock:
    """The offsets of sections and quotes, in code points of the source's text."""

    sections: dict[tuple[str, str], Bounds] = field(default_factory=dict)
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
            source, section, start, end, digest = match.groups()
            if digest == "-":
                lock.sections[source, section] = int(start), int(end)
            else:
                lock.quotes[source, section, digest] = int(start), int(end)
        return lock, problems

    def __str__(self) -> str:
        """Return the text of the lock: by source, then by place."""
        rows = [(source, *bounds, section, "-") for (source, section), bounds in self.sections.items()]
        rows += [(source, *bounds, section, digest) for (source, section, digest), bounds in self.quotes.items()]
        return _HEADER + "".join(
            f"{source} {section} {a} {z} {digest}\n" for source, a, z, section, digest in sorted(rows)
        )

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


def section_bounds(page: str, text: str, sources: Mapping[str, SourceDraft]) -> dict[tuple[str, str], Bounds]:
    """Return where every section of a page and of the sources it contains begins and ends.

    A section starts at the first occurrence of its words after the start of the one before it in its source, and
    runs to the next start on the page. Reports words that are absent to the file of the sources.
    """
    starts: dict[tuple[str, str], int] = {}
    for slug, draft in sources.items():
        if page_of(slug, sources) != page:
            continue
        at = 0
        for section, node in draft.starts.items():
            found = text.find(str(node.value), at)
            if found < 0:
                draft.file.report(
                    node, f"section {section!r} starts with {node.value!r}, absent from the text of {page}", "text"
                )
                continue
            starts[slug, section] = found
            at = found + 1
    ends = sorted(set(starts.values()))
    ends.append(len(text))
    return {key: (start, ends[bisect_right(ends, start, hi=len(ends) - 1)]) for key, start in starts.items()}


def anchor(
    passages: Iterable[Passage], sources: Mapping[str, SourceDraft], texts: Mapping[str, str], lock: Lock
) -> Lock:
    """Return the lock for the passages: what stands in `texts` looked up anew, the rest kept from `lock`.

    A quote that is absent, or stands more than once without `nth`, is reported to its file.
    """
    fresh = Lock()
    for page, text in texts.items():
        fresh.sections |= section_bounds(page, text, sources)
    fresh.sections |= {
        k: v for k, v in lock.sections.items() if page_of(k[0], sources) not in texts and k[0] in sources
    }
    for passage in passages:
        for quoted in passage.quotes():
            key = (quoted.source, quoted.section, digest(quoted))
            page = page_of(quoted.source, sources)
            if page not in texts:
                bounds = lock.quotes.get(key)
            else:
                bounds = _find(passage, quoted, texts[page], fresh.sections.get(key[:2]) or _kept(sources, key[:2]))
            if bounds is not None:
                fresh.quotes[key] = bounds
    return fresh


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


def _find(passage: Passage, quoted: Quoted, text: str, bounds: Bounds | None) -> Bounds | None:
    def report(message: str) -> None:
        passage.file.report(quoted.line, message, "text")

    if bounds is None:
        report(f"unknown section {quoted.section!r} of {quoted.source}; expected one of sources.yaml. Add it there")
        return None
    places = _places(quoted.quote, text, bounds)
    if not places:
        report(_absent(quoted, text, bounds))
    elif quoted.nth is None and len(places) > 1:
        shown = "; ".join(f"{at}: …{text[max(0, at - 8) : at + len(quoted.quote) + 8]}…" for at in places[:5])
        report(
            f"the quote stands {len(places)} times in {quoted.section} ({shown}); expected once. "
            "Add 'nth: 1' or lengthen it"
        )
    elif (quoted.nth or 1) > len(places):
        report(f"nth is {quoted.nth}, but the quote stands {len(places)} times in {quoted.section}. Lower it")
    else:
        at = places[(quoted.nth or 1) - 1]
        return at, at + len(quoted.quote)
    return None


def _places(quote: str, text: str, bounds: Bounds) -> list[int]:
    places, at = [], text.find(quote, *bounds)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1, bounds[1])
    return places


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
