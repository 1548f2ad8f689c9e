"""What a statement or a claim must fit to be found; None is any, an empty word is a name that nobody has."""

from dataclasses import dataclass
from datetime import date
from typing import Self, TypedDict, Unpack

from aigraph.finding.owner import Owner
from aigraph.model import MODALITIES, STAGES, Claim, Ref, Statement
from aigraph.names.resolve import check_words
from aigraph.when.spans import day as to_day

__all__ = ["OfClaims", "OfStatements", "Wanted", "check_class", "check_source", "claims_that_fit", "says"]


class Wanted(TypedDict, total=False):
    """Which claims: what is not given may be any."""

    kind: str | None
    holder: str | None
    about: str | None
    due_before: str | date | None
    settled: bool | None
    source: str | None


def says(thing: Statement | Claim, source: str) -> bool:
    """Return whether a source says it."""
    return any(item.source == source for item in thing.evidence)


def check_class(cls: str | None, owner: Owner) -> None:
    """Raise UnknownName for a class that the ontology has not."""
    check_words("class", _given(cls), owner.ontology.classes)


def check_source(source: str | None, owner: Owner) -> None:
    """Raise UnknownName for a source that the graph has not."""
    check_words("source", _given(source), owner.sources)


def _given(word: str | None) -> list[str]:
    return [] if word is None else [word]


@dataclass(frozen=True, slots=True)
class OfStatements:
    """Conditions on a statement, each None for any; names are slugs, the predicate is no inverse."""

    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    modality: str | None = None
    stage: str | None = None
    source: str | None = None

    def of(self, owner: Owner) -> Self:
        """Return conditions as people write them in the words of a graph. Raises UnknownName for one it has not."""
        properties = owner.ontology.properties
        predicates = [name for name, p in properties.items() if p.use not in ("qualifier", "structure")]
        check_words("predicate", _given(self.predicate), predicates)
        check_words("modality", _given(self.modality), MODALITIES)
        check_words("stage", _given(self.stage), STAGES)
        check_source(self.source, owner)
        ends = [None if name is None else owner.resolve(name) for name in (self.subject, self.object)]
        predicate = self.predicate
        if predicate is not None and properties[predicate].use == "inverse":
            predicate, ends = properties[predicate].inverse, ends[::-1]
        return type(self)(ends[0], predicate, ends[1], self.modality, self.stage, self.source)

    def fit(self, statement: Statement) -> bool:
        """Return whether a statement fits."""
        return (
            self.subject in (None, statement.subject)
            and self.predicate in (None, statement.predicate)
            and (self.object is None or statement.object == Ref(self.object))
            and self.modality in (None, statement.modality)
            and self.stage in (None, statement.stage)
            and (self.source is None or says(statement, self.source))
        )


@dataclass(frozen=True, slots=True)
class OfClaims:
    """Conditions on a claim, each None for any; names are slugs."""

    kind: str | None = None
    holder: str | None = None
    about: str | None = None
    due_before: str | date | None = None
    settled: bool | None = None
    source: str | None = None

    def of(self, owner: Owner) -> Self:
        """Return conditions as people write them in the words of a graph.

        Raises:
            UnknownName: it has no such name or word.
            ValueError: `due_before` is no single day.
        """
        check_words("kind", _given(self.kind), owner.ontology.kinds())
        check_source(self.source, owner)
        holder, about = (None if name is None else owner.resolve(name) for name in (self.holder, self.about))
        before = None if self.due_before is None else to_day(self.due_before)
        return type(self)(self.kind, holder, about, before, self.settled, self.source)

    def fit(self, claim: Claim) -> bool:
        """Return whether a claim fits."""
        return (
            self.kind in (None, claim.kind)
            and (self.holder is None or self.holder in claim.held_by)
            and (self.about is None or self.about in claim.about)
            and (self.due_before is None or (claim.due_day is not None and claim.due_day < str(self.due_before)))
            and self.settled in (None, bool(claim.outcomes))
            and (self.source is None or says(claim, self.source))
        )


def claims_that_fit(owner: Owner, **wanted: Unpack[Wanted]) -> list[Claim]:
    """Return the claims that fit, by the day they are due, those without one last. Raises as `OfClaims.of`."""
    fit = OfClaims(**wanted).of(owner).fit
    return sorted(filter(fit, owner.claims.values()), key=lambda claim: (claim.due_day or "9999-12-31", claim.id))
