"""Statements in words: the sentence, the qualifiers, how it is known. Used by cards, tables, the page and citations."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from aigraph.model import Claim, Date, Duration, Entity, Outcome, Quantity, Ref, Source, Statement, Value
from aigraph.model.figures import SIGNS, format_quantity
from aigraph.namespaces import SHIPPED, UNSTATED, Iris
from aigraph.ontology import Ontology
from aigraph.words.interface import word
from aigraph.words.tense import is_plural, tensed
from aigraph.words.times import date_words, duration_words

__all__ = ["Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """Says statements in one language (`en` or `zh`), with the names of the entities; `editors` are their sources.

    `iris` are those that cards and citations give.
    """

    ontology: Ontology
    entities: Mapping[str, Entity]
    language: str = "en"
    editors: Collection[str] = ()
    iris: Iris = SHIPPED

    def name(self, slug: str) -> str:
        """Return an entity's name in the language, in English where it has none, the slug where it is unknown."""
        entity = self.entities.get(slug)
        if entity is None:
            return self.word(slug) if slug == UNSTATED else slug
        return entity.names.get(self.language) or entity.name

    def caption(self, statement: Statement, *, inverse: bool = False) -> str:
        """Return the words between subject and object, or the other way round, in the tense of the statement."""
        prop, subject = self.ontology.properties[statement.predicate], statement.subject
        if inverse and isinstance(statement.object, Ref):
            prop, subject = self.ontology.properties.get(prop.inverse or "", prop), statement.object.id
        elif isinstance(statement.object, Ref) and self.ontology.are_firms(self._classes(statement.object.id)):
            prop = prop.of_firms()
        entity, classes = self.entities.get(subject), self._classes(subject)
        plural = entity is not None and self.ontology.may_be_several(classes) and is_plural(entity.name)
        return tensed(prop, statement, self.language, plural=plural, acts=self.ontology.acts(classes))

    def _classes(self, slug: str) -> tuple[str, ...]:
        entity = self.entities.get(slug)
        return entity.classes if entity else ()

    def text(self, claim: Claim) -> str:
        """Return what a claim says, in English where the language has it not, empty where neither has."""
        return claim.text.get(self.language) or claim.text.get("en", "")

    def title(self, source: Source) -> str:
        """Return the title of a source, in English where the language has none, else its id."""
        return source.names.get(self.language) or source.names.get("en") or source.id

    def kind(self, claim: Claim) -> str:
        """Return what kind of claim it is."""
        known = self.ontology.kind(claim.kind)
        return known.labels.get(self.language, claim.kind) if known else claim.kind

    def label(self, name: str) -> str:
        """Return a property's label."""
        return self.ontology.properties[name].labels.get(self.language, name)

    def value(self, value: Value) -> str:
        """Return a value as a reader wants it: a name, a date, a number with its unit."""
        match value:
            case Ref(slug):
                return self.name(slug)
            case Quantity():
                return self.number(value, {key: self.word(key, "comparator") for key in SIGNS})
            case Date():
                return date_words(value, self.language)
            case Duration():
                return duration_words(value, self.language)
            case bool():
                return self.word("yes" if value else "no")
            case _:
                return self.word(str(value), "option")

    def number(self, quantity: Quantity, comparators: Mapping[str, str] = SIGNS) -> str:
        """Return a number with its unit, its comparator as a sign unless told otherwise."""
        if quantity == Quantity():
            return self.word(UNSTATED)
        return format_quantity(quantity, self.symbol, self.unit, self.language, comparators)

    def word(self, key: str, section: str = "card", /, **values: object) -> str:
        """Return a word of the interface."""
        return word(section, key, self.language, **values)

    def labelled(self, key: str, text: str) -> str:
        """Return a text that stands in one language only after its label, which says so where it is another."""
        other = self.language != "en" and not re.search(r"[\u3007\u3400-\u9fff]", text)
        label = self.word(key)
        return f"{self.word('inEnglish', label=label) if other else label}: {text}"

    def symbol(self, code: str) -> str | None:
        """Return the symbol of a unit, None where it has none."""
        unit = self.ontology.units.get(code)
        return unit.symbol if unit else None

    def unit(self, code: str) -> str:
        """Return the name of a unit or of the entity that serves as one."""
        unit = self.ontology.units.get(code)
        return unit.labels.get(self.language, code) if unit else self.name(code)

    def whole(self, statement: Statement) -> str:
        """Return the sentence with its qualifiers in parentheses."""
        more = "; ".join(f"{label}: {value}" for label, value in self.qualifiers(statement))
        return self.sentence(statement) + (f" ({more})" if more else "")

    def sentence(self, statement: Statement) -> str:
        """Return subject, caption and object as one sentence without a full stop; a value stands after a colon."""
        subject, caption = self.name(statement.subject), self.caption(statement)
        colon = ":" if self.ontology.properties[statement.predicate].use in ("attribute", "metric") else ""
        value = self.stated(statement)
        return f"{subject}{',' if colon else ''} {caption}{colon} {value}".strip()

    def stated(self, statement: Statement) -> str:
        """Return the object of a statement; where no number is named, the rank or the ratio that is."""
        if statement.object != Quantity():
            return self.said(statement.predicate, statement.object)
        told = {name: statement.qualifiers[name][0] for name in self.instead(statement)}
        words = {name: self.rank(value) if name == "rank" else self.value(value) for name, value in told.items()}
        if "rank" in words:
            return self.word("rankAmong", **words) if "among" in words else words["rank"]
        return self.word("ratioOnly" if words else "noFigure", **words)

    def instead(self, statement: Statement) -> tuple[str, ...]:
        """Return the qualifiers that a sentence says instead of a number that nobody names."""
        if statement.object != Quantity():
            return ()
        if "rank" in statement.qualifiers:
            return tuple(name for name in ("rank", "among") if name in statement.qualifiers)
        return tuple(name for name in ("ratio",) if name in statement.qualifiers)

    def qualifiers(self, statement: Statement, leave_out: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """Return each qualifier's label and value, in order; not those that a sentence says, unless told."""
        leave_out = ("note", *self.instead(statement)) if leave_out is None else tuple(leave_out)
        return [
            (self.label(name), self.several(self.said(name, value) for value in values))
            for name, values in statement.qualifiers.items()
            if name not in leave_out
        ]

    def said(self, name: str, value: Value) -> str:
        """Return the value of a property, a choice from a list in the language's own word, a bounded rank as one."""
        if name == "rank" and isinstance(value, Quantity) and value.value is None:
            return self.rank(value)
        chosen = self.ontology.properties[name].value_type == "option"
        return self.word(str(value), "option") if chosen else self.value(value)

    def rank(self, value: Value) -> str:
        """Return a place in an order: what is more than 2 comes after the second."""
        if not isinstance(value, Quantity):
            return self.value(value)
        bounds = [number for number in (value.value, value.min, value.max) if number is not None]
        if len(bounds) != 1:
            return self.value(value)
        nth = _nth(int(bounds[0])) if self.language == "en" else bounds[0]
        return self.word(value.comparator or "exactly", "rank", n=bounds[0], nth=nth)

    def manner(self, statement: Statement) -> str:
        """Return how a statement is known and where it stands, empty for a plain fact of today."""
        how = self.word(statement.modality, "modality")
        words = [] if statement.modality == "asserted" else [how]
        speakers = statement.best.speakers if statement.best else ()
        if speakers:
            words[-1:] = [self.word("by", how=how, who=self.chain(speakers))]
        if statement.stage != "actual":
            words.append(self.word(statement.stage, "stage"))
        if statement.held and statement.held.holds != "certainly":
            words.append(self.word(statement.held.holds))
            words += [self.word(name) for name in ("undated", "lapsed") if getattr(statement.held, name)]
        if statement.disputed:
            words.append(self.word("disputed"))
        if statement.contradicted_by:
            words.append(self.word("contradicted"))
        if statement.retracted:
            words.append(self.word("retractedBecause", reason=statement.retracted.reason))
        if statement.rests_only_on(self.editors):
            words.append(self.word("byEditors"))
        if statement.derived:
            words.append(self.word("derivedBy", rule=self.several(statement.derived.rules)))
        return " · ".join(words)

    def became(self, claim: Claim) -> str:
        """Return what became of a claim: its verdicts, else by when it is due, or that it is open-ended."""
        if claim.outcomes:
            return self.word("each").join(map(self.outcome, claim.outcomes))
        if claim.due:
            return self.word("notRecorded", date=claim.due.latest or self.value(claim.due))
        return self.word("open_ended" if claim.open_ended else "noDueDate")

    def outcome(self, outcome: Outcome) -> str:
        """Return an outcome: the verdict, its date and reason, and who gives it."""
        verdict, date = self.word(outcome.verdict), self.value(outcome.date)
        text = self.word("verdict", verdict=verdict, date=date, reason=outcome.reason)
        return f"{text} ({self.word('judged', who=self.name(outcome.judge))})" if outcome.judge else text

    def chain(self, speakers: Iterable[str]) -> str:
        """Return who says that who says it."""
        return self.word("from").join(map(self.name, speakers))

    def several(self, words: Iterable[str]) -> str:
        """Return words as a list."""
        return self.word("list").join(words)


def _nth(number: int) -> str:
    """Return a number as a place.

    >>> [_nth(number) for number in (1, 2, 11, 23, 200)]
    ['first', 'second', '11th', '23rd', '200th']
    """
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if 0 < number <= len(words):
        return words[number - 1]
    return f"{number}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
