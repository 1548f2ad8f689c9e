"""What is left to decide: names that hold statements up, and new ones that may be another's, each with candidates.

Three kinds of likeness are put together: spelling, identifiers, and neighbours. Two that stand in statements with the
same models or chips may be one; what few others have to do with says more (Adamic and Adar, Friends and neighbors on
the Web, Social Networks 25(3), 2003). Two that stand in one statement are not one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import log2

from aigraph.linking.linker import Linker
from aigraph.linking.near import Near
from aigraph.linking.nouns import SEVERAL, STRUCTURE, Candidate, Mention
from aigraph.model import Ref, Statement

__all__ = ["Open", "neighbours", "worklist"]

#: So much in common makes a candidate by itself; so many names of shared neighbours are told.
_ENOUGH, _TOLD = 1.8, 4
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Open:
    """A name to decide about. Where it `waits`, its statements are refused until then; else it is a new entity."""

    name: str
    classes: tuple[str, ...]
    statements: int
    waits: bool
    candidates: tuple[Candidate, ...]

    @property
    def order(self) -> tuple[bool, int, str, tuple[str, ...]]:
        """The key that sorts what is open: first what waits, of that the largest effect."""
        return not self.waits, -self.statements, self.name, self.classes


def neighbours(statements: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """Return with whom each entity stands in statements that nobody retracted."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if isinstance(statement.object, Ref) and statement.counts(tentative=True):
            found[statement.subject].add(statement.object.id)
            found[statement.object.id].add(statement.subject)
    return {slug: frozenset(others) for slug, others in found.items()}


def worklist(mentions: Iterable[Mention], linker: Linker, known: Mapping[str, frozenset[str]]) -> list[Open]:
    """Return what is to decide about the names of a table, the largest effect first.

    Args:
        mentions: the names, as often as one likes; `beside` has slugs, those of new entities too.
        linker: knows who is there and what was decided.
        known: with whom each entity of the graph stands in statements.
    """
    found, new = [], defaultdict[str, list[tuple[str, Mention]]](list)
    for mention in _together(mentions):
        link = linker.resolve(mention.name, mention.classes, mention.same_as)
        if link.slug is None:
            candidates = _with_neighbours(mention, link.candidates, linker, known)
            found.append(Open(mention.name, mention.classes, mention.statements, True, candidates))
        elif not link.known and not linker.is_decided(mention.name, mention.classes):
            new[mention.name].append((link.slug, mention))
    alike = Near(new)
    for slug, mention in (pair for pairs in new.values() for pair in pairs):
        candidates = _with_neighbours(mention, _among_new(slug, mention, new, alike, linker), linker, known)
        if candidates:
            found.append(Open(mention.name, mention.classes, mention.statements, False, candidates))
    return sorted(found, key=lambda item: item.order)


def _together(mentions: Iterable[Mention]) -> list[Mention]:
    """Return one mention for each name and its classes, sorted."""
    found: dict[tuple[str, tuple[str, ...]], Mention] = {}
    for mention in mentions:
        key = mention.name, mention.classes
        before = found.get(key, Mention(*key, statements=0))
        found[key] = replace(
            before,
            statements=before.statements + mention.statements,
            same_as=tuple(sorted({*before.same_as, *mention.same_as})),
            beside=before.beside | mention.beside,
        )
    return [found[key] for key in sorted(found)]


def _among_new(
    slug: str, mention: Mention, new: Mapping[str, list[tuple[str, Mention]]], alike: Near, linker: Linker
) -> Iterator[Candidate]:
    """Yield the new names that one may be another spelling of; of two the shorter is the candidate, else the first."""
    acts = linker.ontology.acts(mention.classes)
    shorter = (len(mention.name), mention.name)
    for name, (likely, because, kind) in alike.like(mention.name, by_words=acts).items():
        for other_slug, other in new[name] if (len(name), name) < shorter else ():
            apart = linker.apart(mention.name, mention.classes) | linker.apart(name, other.classes)
            beside = other_slug in mention.beside or slug in other.beside
            decided = not apart.isdisjoint((slug, other_slug))
            if other_slug != slug and not (beside or decided) and linker.compatible(other.classes, mention.classes):
                yield Candidate(other_slug, name, likely, kind, f"{name!r} {because}")


def _with_neighbours(
    mention: Mention, candidates: Iterable[Candidate], linker: Linker, known: Mapping[str, frozenset[str]]
) -> tuple[Candidate, ...]:
    """Return candidates with what their neighbours add, and those whom nothing else proposes; the likeliest five."""
    shared: dict[str, list[str]] = defaultdict(list)
    for slug in sorted(mention.beside):
        for other in known.get(slug, ()):
            shared[other].append(slug)
    found = {c.slug: _lessened(c) if c.slug in mention.beside else c for c in candidates}
    apart = linker.apart(mention.name, mention.classes)
    for slug, common in shared.items():
        weight = sum(1 / log2(1 + len(known[one])) for one in common)
        likely = round(min(0.5, weight / 4), 2)
        told = f"both beside {', '.join(common[:_TOLD])}{'…' * (len(common) > _TOLD)}"
        if (before := found.get(slug)) is not None:
            both = round(1 - (1 - before.confidence) * (1 - likely), 2)
            found[slug] = replace(before, confidence=both, justification=SEVERAL, because=f"{before.because}; {told}")
        elif weight >= _ENOUGH and slug not in apart | mention.beside and linker.fits(slug, mention.classes):
            found[slug] = Candidate(slug, linker.entities[slug].name, likely, STRUCTURE, told)
    return tuple(sorted(found.values(), key=lambda candidate: candidate.order)[:_CANDIDATES])


def _lessened(candidate: Candidate) -> Candidate:
    """Return a candidate that stands in a statement with the name, which makes it unlikely to be it."""
    because = f"{candidate.because}; but both in one row"
    return replace(candidate, confidence=round(candidate.confidence / 2, 2), because=because)
