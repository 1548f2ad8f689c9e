"""What the seeds must hold beyond their syntax; each finding at the line of the seed that caused it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from aigraph.errors import did_you_mean
from aigraph.model import Date, Duration, Quantity
from aigraph.model.date_words import agrees, contradicted
from aigraph.model.quantity import digits_of
from aigraph.seeds.anchors import Lock, page_of
from aigraph.seeds.assemble import Assembly
from aigraph.seeds.consistency import check_together
from aigraph.seeds.entities import READER, EntityDraft, SourceDraft, language_of
from aigraph.seeds.passages import ClaimDraft, Passage, StatementDraft
from aigraph.seeds.settle import check_outcomes
from aigraph.seeds.values import Given, check_unit

__all__ = ["check_all", "check_passages"]


def check_all(passages: list[Passage], assembly: Assembly) -> None:
    """Check everything that needs no text, reporting each finding to its file."""
    _check_sources(assembly)
    _check_spellings(assembly.entities.values())
    check_passages(passages, assembly)
    _check_claims(passages, assembly)
    check_outcomes(passages, assembly)
    check_together(assembly)
    _check_overlaps(passages, assembly.lock, assembly.sources)


def _check_sources(assembly: Assembly) -> None:
    """Check that what contains a source is one, that none contains itself, and that its sections can be found."""
    for slug, draft in assembly.sources.items():
        page = page_of(slug, assembly.sources)
        if not draft.source.editors and page not in assembly.quotes.without_text | assembly.looked_up:
            for section, start in draft.sections.starts.items():
                if start.words is None:
                    message = f"section {section!r} has no starts; expected the words it begins with. Add them"
                    draft.file.report(start.line, message)
        if draft.sections.heading is not None and draft.source.contained_in is not None:
            message = "a heading in what another source contains; expected sections with starts. Declare them"
            draft.file.report(draft.sections.heading, message)
        container, passed = draft.source.contained_in, [slug]
        if container is not None and container not in assembly.sources:
            hint = did_you_mean(container, assembly.sources)
            draft.report(
                "containedIn", f"unknown source {container!r} in containedIn; expected one declared here{hint}"
            )
        while container is not None and container in assembly.sources and container not in passed:
            passed.append(container)
            container = assembly.sources[container].source.contained_in
        if container == slug:
            circle = " → ".join([*passed, slug])
            draft.report(
                "containedIn", f"contained in itself: {circle}; expected a page that is not. Correct containedIn"
            )


def _check_spellings(entities: Iterable[EntityDraft]) -> None:
    """Check that a spelling of several entities is declared `shared` by each."""
    owners: dict[str, dict[str, EntityDraft]] = defaultdict(dict)
    for draft in entities:
        for spelling in draft.entity.spellings():
            owners[spelling.casefold()][draft.entity.id] = draft
    for drafts in owners.values():
        if len(drafts) < 2:
            continue
        for slug, draft in drafts.items():
            others = [other for other in drafts if other != slug]
            if draft.extended:
                continue
            spelling = next(s for s in draft.entity.spellings() if s.casefold() in _folded(drafts[others[0]]))
            if spelling.casefold() in {s.casefold() for s in draft.shared}:
                continue
            each = "" if all(drafts[other].extended for other in others) else " to each"
            at = next((node.line for node in draft.looked_up if node.value == spelling), draft.line)
            draft.file.report(
                at,
                f"{spelling!r} is also a spelling of {_listed(drafts, others)}; expected one owner. "
                f"Add 'shared: [{spelling}]'{each}, or drop it",
            )


def _listed(drafts: Mapping[str, EntityDraft], slugs: Iterable[str]) -> str:
    """Return slugs with where they are written, where that is in another graph."""
    at = {slug: f" at {drafts[slug].file.path}:{drafts[slug].line}" if drafts[slug].extended else "" for slug in slugs}
    return ", ".join(f"{slug}{place}" for slug, place in at.items())


def _folded(draft: EntityDraft) -> set[str]:
    return {s.casefold() for s in draft.entity.spellings()}


def check_passages(passages: Iterable[Passage], assembly: Assembly) -> None:
    """Check each passage: its source and section, glosses, and that its statements say only what the quote does."""
    found = assembly.lock.by_source()
    for passage in passages:
        draft = assembly.sources.get(passage.source)
        if draft is None:
            if passage.source not in assembly.lost:
                hint = did_you_mean(passage.source, assembly.sources)
                passage.file.report(
                    passage.line, f"unknown source {passage.source!r}; expected one of sources.yaml{hint}"
                )
            continue
        if not passage.cells:
            _check_sections(passage, draft, found.get(passage.source, ({}, {}))[1])
        if draft.source.editors:
            _check_editors(passage)
        elif passage.quoted is None and not passage.cells:
            passage.file.report(passage.line, "the passage has no quote; expected the exact words. Add 'quote: …'")
        elif (
            passage.gloss is None
            and not (passage.skip or passage.unread or passage.cells)
            and _is_foreign(passage, assembly)
        ):
            passage.file.report(passage.line, "the passage has no gloss; expected its sense in English. Add 'gloss: …'")
        for statement in (*passage.statements, *(s for claim in passage.claims for s in claim.asserts)):
            for message in _statement_problems(passage, statement, assembly):
                passage.file.report(statement.line, message)


def _is_foreign(passage: Passage, assembly: Assembly) -> bool:
    return language_of(passage.source, assembly.sources) != READER


def _check_sections(passage: Passage, draft: SourceDraft, found: Iterable[str]) -> None:
    """Check the section that a passage stands in, and those of its context; `found` are those that a text has."""
    known, by_heading = [section.id for section in draft.source.sections], draft.sections.heading is not None
    if by_heading:
        known += found
    for line, section in ((passage.line, passage.section), *((q.line, q.section) for q in passage.context)):
        if section not in known:
            hint = did_you_mean(section, known)
            expected = f"{', '.join(known)}{hint}" if by_heading else f"one of sources.yaml{hint}"
            if by_heading and not known:
                expected = f"one of its headings. Run 'aigraph seeds anchor --text {passage.source}=FILE' to find them"
            passage.file.report(line, f"unknown section {section!r} of {passage.source}; expected {expected}")


def _check_editors(passage: Passage) -> None:
    for statement in passage.statements:
        given = [statement.object, *(v for vs in statement.qualifiers.values() for v in vs)]
        if not statement.prop.editorial:
            passage.file.report(
                statement.line,
                f"{statement.prop.name!r} is not editorial; expected an editorial predicate. Give a source",
            )
        if any(isinstance(item.value, Quantity | Date) for item in given):
            passage.file.report(statement.line, "a number or date in the editors' layer; expected none. Give a source")
    if passage.quoted or passage.claims or passage.outcomes:
        passage.file.report(passage.line, "a quote, claim or outcome in the editors' layer; expected statements only")


def _statement_problems(passage: Passage, draft: StatementDraft, assembly: Assembly) -> Iterator[str]:
    ontology = assembly.ontology
    quotes = " ".join(quoted.quote for quoted in passage.quotes())
    named = [(draft.prop, draft.object)]
    named += [(ontology.properties[name], given) for name, values in draft.qualifiers.items() for given in values]
    if draft.prop.use == "metric" and "value" in draft.qualifiers:
        yield "a metric has its number twice; expected it as the object only. Drop 'value'"
    for prop, given in named:
        if isinstance(given.value, Quantity):
            money = ontology.properties[draft.prop.name] if prop.name == "value" else prop
            problem = check_unit(money, given.value, ontology, assembly.entities, assembly.lost)
            if problem:
                yield f"{prop.name}: {problem}"
        if passage.quoted:
            yield from (f"{prop.name}: {problem}" for problem in _unquoted(given, quotes))


def _unquoted(given: Given, quotes: str) -> Iterator[str]:
    """Yield what a value says that the quotes do not: digits of a number, year or words of a date."""
    value = given.value
    if given.words is not None:
        if given.words not in quotes:
            yield f"the words {given.words!r} are not in the quote. Copy them from it"
    elif given.notation is not None:
        known = digits_of(quotes)
        for digits in digits_of(given.notation):
            if digits not in known:
                yield f"the digits {digits!r} are not in the quote; expected the number as the text writes it"
    if isinstance(value, Date | Duration):
        yield from _other_time(value, quotes)


def _other_time(value: Date | Duration, quotes: str) -> Iterator[str]:
    """Yield how a date or length of time is not what its words, or without any the quotes, say in full."""
    if value.written and value.written not in quotes:
        yield f"the words {value.written!r} are not in the quote. Copy them from it"
    elif isinstance(value, Date) and not value.written and not _has_year(value, quotes):
        yield f"the year of {value.edtf!r} is not in the quote; expected it, or its words: '{value.edtf} (今年)'"
    elif said := contradicted(value, value.written or quotes):
        words = ", ".join(map(repr, said))
        yield f"{str(value)!r} is not what the quote says: {words}; expected the same, or its words after it"


def _has_year(date: Date, quotes: str) -> bool:
    return agrees(date, quotes) or bool(set(re.findall(r"\d{4}", date.edtf)) & set(digits_of(quotes)))


def _check_claims(passages: Iterable[Passage], assembly: Assembly) -> None:
    """Check what claims refer to, and that a hedge is the quote's own word."""
    for passage in passages:
        for claim in passage.claims:
            for key, known in (
                ("partOf", assembly.claims), ("supports", assembly.claims), ("opposes", assembly.claims),
                ("repeats", assembly.claims), ("disputes", assembly.statements), ("predicts", assembly.statements),
            ):  # fmt: skip
                named = assembly.gathering.named if known is assembly.statements else _itself
                _check_targets(passage, claim, key, known, named)
            hedge = passage.file.text(claim.fields.get("hedge"), "hedge")
            if hedge and not any(hedge in quoted.quote for quoted in passage.quotes()):
                passage.file.report(claim.fields["hedge"], f"the hedge {hedge!r} is not in the quote. Copy it from it")


def _itself(identifier: str, _source: str) -> str:
    return identifier


def _check_targets(
    passage: Passage, claim: ClaimDraft, key: str, known: Mapping[str, object], named: Callable[[str, str], str]
) -> None:
    what = "statement" if key in ("disputes", "predicts") else "claim"
    for node in passage.file.texts(claim.fields.get(key), key):
        if named(str(node.value), passage.source) not in known:
            hint = did_you_mean(str(node.value), known)
            passage.file.report(node, f"unknown {what} {node.value!r} in {key}; expected the id of one{hint}")


def _check_overlaps(passages: Iterable[Passage], lock: Lock, sources: Mapping[str, SourceDraft]) -> None:
    """Check that quotes which overlap agree character by character."""
    spans = []
    for passage in passages:
        for quoted in passage.quotes():
            if (span := lock.span(quoted)) is not None:
                start, end = lock.sections.get((quoted.source, quoted.section), (span.start, span.end))
                if span.start < start or end < span.end:
                    passage.file.report(
                        quoted.line,
                        f"offsets.lock has this quote at {span.start}-{span.end}, outside its section's {start}-{end}. "
                        "Run 'aigraph seeds anchor'",
                    )
                spans.append((page_of(quoted.source, sources), span.start, span.end, span.quote, passage, quoted))
    spans.sort(key=lambda item: item[:4])
    for number, (page, start, end, quote, passage, quoted) in enumerate(spans):
        for other_page, other_start, other_end, other, _, near in spans[number + 1 :]:
            if other_page != page or other_start >= end:
                break
            size = min(end, other_end) - other_start
            if quote[other_start - start :][:size] != other[:size]:
                passage.file.report(
                    quoted.line,
                    f"offsets.lock has this quote overlap that of line {near.line}. Run 'aigraph seeds anchor'",
                )
