"""The texts of sources beside the seeds: in which form they are, whether they are those that were read, what moved."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from aigraph.errors import Problem, SeedError
from aigraph.model import Evidence, Graph, Ref
from aigraph.seeds.anchors import Lock, anchor, page_of, without_text
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.passages import Passage
from aigraph.seeds.yaml import UNREAD

__all__ = ["EDITED", "MOVED", "check_form", "check_spellings", "digest_of", "looked_up", "read_texts", "without_lock"]

#: The kinds of a problem of a text that is not the one that was read, and of a quote that stands elsewhere in it.
EDITED, MOVED = "edited", "moved"


def read_texts(pairs: Mapping[str, Path]) -> dict[str, str]:
    """Return the text of each file, its line ends as they are. Raises SeedError naming each that cannot be read."""
    texts: dict[str, str] = {}
    problems = []
    for source, path in pairs.items():
        try:
            texts[source] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as err:
            problems.append(Problem(str(path), 0, f"cannot be read: {err}; expected the text of {source} in UTF-8"))
    if problems:
        raise SeedError(problems)
    return texts


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_form(page: str, text: str, sources: Mapping[str, SourceDraft]) -> bool:
    """Return whether a page's text is as offsets count it, reporting once what it is not."""
    draft = sources[page]
    if text.startswith("\ufeff"):
        problem = "begins with a byte order mark; expected none. Save it without one"
    elif "\r" in text:
        ends = "CRLF line ends" if "\r\n" in text else "carriage returns"
        problem = f"has {ends}; expected \\n, as offsets count them. Convert it"
    elif not unicodedata.is_normalized("NFC", text):
        problem = "is not in Unicode NFC; expected NFC, as offsets count in it. Normalise it"
    else:
        return True
    draft.report("", f"the text of {page} {problem}; no quote was looked up in it", UNREAD)
    return False


def looked_up(
    passages: list[Passage], sources: Mapping[str, SourceDraft], texts: Mapping[str, str], lock: Lock
) -> Lock:
    """Return the offsets as the texts have them, reporting what the seeds and the lock have otherwise."""
    fresh = anchor(passages, sources, texts, lock)
    moved: dict[str, int] = defaultdict(int)
    gone: dict[str, int] = defaultdict(int)
    for passage in passages:
        for quoted in passage.quotes():
            page = page_of(quoted.source, sources)
            found, locked = fresh.span(quoted), lock.span(quoted)
            gone[page] += found is None and locked is not None
            if found and locked and found != locked:
                moved[page] += 1
                message = f"the quote moved: offsets.lock has {locked.start}-{locked.end}, the text "
                message += f"{found.start}-{found.end}. Run 'aigraph seeds anchor'"
                passage.file.report(quoted.line, message, MOVED)
            elif found and not locked and lock.quotes:
                message = "the quote is not in offsets.lock. Run 'aigraph seeds anchor --text …'"
                passage.file.report(quoted.line, message)
    for page, text in texts.items():
        _check_digest(sources[page], text, f"{_quotes(moved[page])} moved, {gone[page]} gone")
    for (source, section), bounds in fresh.sections.items():
        locked_bounds = lock.sections.get((source, section), bounds)
        if locked_bounds != bounds:
            draft = sources[source]
            message = f"offsets.lock has section {section!r} at {locked_bounds[0]}-{locked_bounds[1]}, the text "
            message += f"{bounds[0]}-{bounds[1]}. Run 'aigraph seeds anchor'"
            draft.file.report(draft.sections.line(section, draft.line), message, MOVED)
    return fresh


def without_lock(
    passages: Iterable[Passage], sources: Mapping[str, SourceDraft], texts: Mapping[str, str], lock: Lock
) -> tuple[frozenset[str], int]:
    """Return the pages that have a text, by a lock that is empty but for the `texts`, and how many quotes it lacks.

    A quote that is not in its text is not counted: that has been reported.
    """
    pages = frozenset(page_of(source, sources) for source in sources) - without_text(sources, lock)
    quoted = ((one, page_of(one.source, sources)) for passage in passages for one in passage.quotes())
    return pages, sum(lock.span(one) is not None if page in texts else page in pages for one, page in quoted)


def _check_digest(draft: SourceDraft, text: str, changes: str) -> None:
    """Check that a page's text is the one that was read, by its digest and its length."""
    source, found = draft.source, digest_of(text)
    if source.sha256 is None or source.length is None:
        lacks = " and no ".join(key for key in ("sha256", "length") if getattr(source, key) is None)
        message = f"{source.id} has no {lacks}, its text is given. Run 'aigraph seeds anchor', which writes what lacks"
        draft.report("", message)
    if source.sha256 not in (None, found):
        message = f"{source.id} has the SHA-256 {source.sha256}; the text has {found}, so it is another, or was edited "
        message += f"({changes}). Check the file; where it is to be the text now, remove sha256 and length, then anchor"
        draft.report("sha256", message, EDITED)
    if source.length not in (None, len(text)):
        message = f"{source.id} has the length {source.length}; the text has {len(text)} code points"
        draft.report("length", message, EDITED)


def check_spellings(
    texts: Mapping[str, str], sources: Mapping[str, SourceDraft], entities: Iterable[EntityDraft], graph: Graph
) -> None:
    """Check that each spelling seen stands in a text of a source that the entity is quoted in.

    One that is quoted nowhere is looked up in every text. Where one of its texts is not given, it may stand in that.
    """
    quoted = _quoted_in(graph, sources)
    own = {slug for slug, draft in sources.items() if not draft.source.editors and not draft.extended}
    pages = {page_of(slug, sources) for slug in own}
    for entity in entities:
        where = quoted.get(entity.entity.id) or pages
        if not where or not where <= texts.keys():
            continue  # of a folder without a text of its own nothing is looked up
        for node in entity.looked_up:
            if not any(str(node.value) in texts[page] for page in where):
                named = f"the text of {' or '.join(sorted(where))}"
                why = f", where {entity.entity.id!r} is quoted" if entity.entity.id in quoted else ""
                entity.file.report(
                    node,
                    f"{node.value!r} does not occur in {named}{why}; expected a spelling seen there. "
                    "Drop it, or make it one of 'aliases', which no text need have",
                )


def _quoted_in(graph: Graph, sources: Mapping[str, SourceDraft]) -> dict[str, set[str]]:
    """Return the pages on which what is quoted speaks of, or is said by, each entity."""
    found: dict[str, set[str]] = defaultdict(set)
    for names, evidence in _said_of(graph):
        for item in evidence:
            if item.span is not None:
                for name in {*names, *item.speakers, *filter(None, [item.via])}:
                    found[name].add(page_of(item.source, sources))
    return found


def _said_of(graph: Graph) -> Iterator[tuple[set[str], tuple[Evidence, ...]]]:
    for statement in graph.statements:
        named = {value.id for values in statement.qualifiers.values() for value in values if isinstance(value, Ref)}
        yield named | statement.ends, statement.evidence
    for claim in graph.claims:
        yield {*claim.about, *claim.held_by}, claim.evidence


def _quotes(number: int) -> str:
    """Return a number of quotes in words."""
    return f"{number} quote{'' if number == 1 else 's'}"
