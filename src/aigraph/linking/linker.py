"""Whom a name means: one of its name that is there, else a new one; where it may be several, nobody until decided."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from aigraph.errors import Problem, did_you_mean
from aigraph.linking.near import Near
from aigraph.linking.nouns import EXACT, IDENTIFIER, Candidate, Link
from aigraph.linking.spelling import slug_for, spelling_key, with_class
from aigraph.linking.worksheet import NOTHING, Decision, Worksheet
from aigraph.model import Entity
from aigraph.names.folding import spelt
from aigraph.ontology import Ontology
from aigraph.seeds.sections import free

__all__ = ["Linker"]

_HOW = "Run 'aigraph tables links --write'"


class Linker:
    """Looks names up among entities, and in what the editors decided.

    What a name means depends on it, on the entities and on the decisions alone: on no other name of the table and on
    no order.
    """

    def __init__(self, entities: Iterable[Entity], ontology: Ontology, worksheet: Worksheet = NOTHING) -> None:
        """Hold the entities of a graph and of those it extends, and what was decided."""
        self.entities = {entity.id: entity for entity in entities}
        self.ontology, self.worksheet = ontology, worksheet
        self._named: dict[str, list[str]] = defaultdict(list)
        self._same_as: dict[str, list[str]] = defaultdict(list)
        self._related: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}
        for entity in self.entities.values():
            slug = self._last(entity.id)
            for name in entity.spellings():
                self._named[name].append(slug)
            for iri in entity.same_as:
                self._same_as[iri].append(slug)

    @cached_property
    def near_names(self) -> Near:
        """The names of all, asked for those that are like another."""
        return Near(self._named)

    def resolve(self, name: str, classes: Sequence[str], same_as: Collection[str] = ()) -> Link:
        """Return whom a name in a cell means.

        One entity of compatible classes that has the name, spelt so or else in other case, width, accents, blanks and
        punctuation, is meant; where there is none, a new one, unless another is near: one of that name and another
        class, one of several, one whose name is like it, or one with an identifier of `same_as`.

        Args:
            name: as it stands in the table.
            classes: local names of the classes that the table gives it.
            same_as: IRIs that the table gives it.
        """
        wanted = tuple(classes)
        decision = self.worksheet.decided(name, wanted, self.compatible)
        passed = {spelling_key(name)} if decision else set[str]()
        while decision and decision.same:
            slug = self._last(decision.same)
            if slug in self.entities:
                return Link(slug, known=True)
            further = None
            if spelling_key(decision.label) not in passed:
                further = self.worksheet.decided(decision.label, wanted, self.compatible)
            if further is None or not further.same:
                return Link(slug)
            passed.add(spelling_key(decision.label))
            decision = further
        return self._apart(name, wanted, same_as, decision or Decision())

    def problems(self) -> list[Problem]:
        """Return what is wrong with the worksheet, each at its line: also decisions for somebody who is not there."""
        found = list(self.worksheet.problems)
        for decision in self.worksheet.decisions():
            for name in decision.classes:
                if name not in self.ontology.classes:
                    hint = did_you_mean(name, self.ontology.classes)
                    message = f"unknown class {name!r} in subject_category; expected one of the ontology{hint}"
                    found.append(Problem(self.worksheet.name, decision.line, message))
            slug = decision.same
            if slug and slug not in self.entities and slug not in self._decided_slugs and not self._is_new(decision):
                hint = did_you_mean(slug, self.entities)
                message = f"{slug!r} is nobody here; expected an entity, or a new one by its label{hint}"
                found.append(Problem(self.worksheet.name, decision.line, message))
        return sorted(found)

    def _is_new(self, decision: Decision) -> bool:
        """Return whether a decision is for the new entity that its label makes."""
        slug = slug_for(decision.label)
        return decision.same in (slug, *(with_class(slug, (name,)) for name in self.ontology.classes))

    @cached_property
    def _decided_slugs(self) -> frozenset[str]:
        """The slugs that new entities have by decision."""
        return frozenset(decision.slug for decision in self.worksheet.decisions() if decision.slug)

    def _apart(self, name: str, classes: tuple[str, ...], same_as: Collection[str], decision: Decision) -> Link:
        """Return what a name means that was decided to be none of some entities, or about which nothing was."""
        hits = [slug for slug in self.having(name, classes) if slug not in decision.apart]
        if decision.new:
            chosen = decision.slug if decision.slug not in self.entities else None
            return Link(chosen or self.new_slug(name, classes))
        if len(hits) == 1:
            return Link(hits[0], known=True)
        found = [Candidate(slug, self._label(slug), 0.9, EXACT, "has the name") for slug in hits]
        found = found or self.near(name, classes, same_as, decision.apart)
        if not found:
            return Link(self.new_slug(name, classes))
        several = f"{name!r} may be {_listed(found)}; expected a decision in {self.worksheet.name}. {_HOW}"
        return Link(None, why=several, candidates=tuple(found))

    def having(self, name: str, classes: tuple[str, ...]) -> list[str]:
        """Return the entities of compatible classes that have a name: spelt so, else with the same key."""
        alike = self.near_names.spelt_alike(name)
        if not alike:
            return []
        looks, key = spelt(name), spelling_key(name)
        for same in ({n for n in alike if spelt(n) == looks}, {n for n in alike if spelling_key(n) == key}):
            slugs = {slug for other in same for slug in self._named[other]}
            if found := sorted(slug for slug in slugs if self.fits(slug, classes)):
                return found
        return []

    def is_decided(self, name: str, classes: Sequence[str]) -> bool:
        """Return whether the editors decided that a name is a new entity's, or another's."""
        decision = self.worksheet.decided(name, classes, self.compatible)
        return decision is not None and (decision.new or decision.same is not None)

    def apart(self, name: str, classes: Sequence[str]) -> frozenset[str]:
        """Return the slugs of whom a name does not mean, as the editors decided."""
        decision = self.worksheet.decided(name, classes, self.compatible)
        return decision.apart if decision else frozenset()

    def fits(self, slug: str, classes: Sequence[str]) -> bool:
        """Return whether there is an entity of a slug, of compatible classes."""
        return slug in self.entities and self.compatible(self.entities[slug].classes, classes)

    def near(
        self, name: str, classes: tuple[str, ...], same_as: Collection[str] = (), apart: Collection[str] = ()
    ) -> list[Candidate]:
        """Return the entities that a name which none of them has may mean, the likeliest first."""
        found: dict[str, Candidate] = {}

        def add(slug: str, likely: float, justification: str, because: str) -> None:
            candidate = Candidate(slug, self._label(slug), likely, justification, because)
            if slug not in apart and (slug not in found or likely > found[slug].confidence):
                found[slug] = candidate

        for iri in same_as:
            for slug in self._same_as.get(iri, ()):
                add(slug, 0.95, IDENTIFIER, f"is {iri} too")
        acts = self.ontology.acts(classes)
        for other, (likely, because, kind) in self.near_names.like(name, by_words=acts).items():
            for slug in self._named[other]:
                if self.fits(slug, classes):
                    add(slug, likely, kind, f"{other!r} {because}")
        for other in self.near_names.spelt_alike(name):
            for slug in self._named[other] if spelling_key(other) == spelling_key(name) else ():
                theirs = self.entities[slug].classes
                if not self.compatible(theirs, classes) and not self._exclude(theirs, classes):
                    add(slug, 0.8, EXACT, f"{other!r} is {' and '.join(theirs)}")
        return sorted(found.values(), key=lambda candidate: candidate.order)

    def new_slug(self, name: str, classes: tuple[str, ...]) -> str:
        """Return the slug of a new entity: by its name, and by its class where that slug is another's."""
        slug = slug_for(name)
        if slug in self.entities:
            slug = with_class(slug, classes)
        return free(slug, self.entities)

    def _last(self, slug: str) -> str:
        """Return the slug that an entity has now, that of another where it was merged into it."""
        entity = self.entities.get(slug)
        return entity.replaced_by if entity and entity.replaced_by in self.entities else slug

    def _label(self, slug: str) -> str:
        return self.entities[slug].name

    def compatible(self, theirs: Sequence[str], ours: Sequence[str]) -> bool:
        """Return whether a class of one is that of the other, or above or below it."""
        pair = tuple(theirs), tuple(ours)
        if pair not in self._related:
            known = [[name for name in names if name in self.ontology.classes] for names in pair]
            above = [set(self.ontology.ancestors(names)) for names in known]
            self._related[pair] = not (above[0].isdisjoint(known[1]) and above[1].isdisjoint(known[0]))
        return self._related[pair]

    def _exclude(self, theirs: Sequence[str], ours: Sequence[str]) -> bool:
        return any(self.ontology.are_disjoint(one, other) for one in theirs for other in ours)


def _listed(candidates: Sequence[Candidate]) -> str:
    shown = [candidate.slug for candidate in candidates[:3]]
    return " or ".join(shown) + (f" or {len(candidates) - 3} more" if len(candidates) > 3 else "")
