"""What a passage says, in the seeds' own words, as HTML for the review page."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from aigraph.model import Claim, Entity, Outcome, Quantity, Ref, Statement, Value
from aigraph.model.figures import format_quantity
from aigraph.ontology import Ontology

__all__ = ["Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """Says statements and claims with the names of the entities; everything escaped."""

    ontology: Ontology
    entities: Mapping[str, Entity]

    def statement(self, statement: Statement) -> str:
        """Return a statement: the sentence, its qualifiers, how it is known, its note."""
        prop = self.ontology.properties[statement.predicate]
        caption = prop.captions.get("en") or prop.name
        text = f"{self._name(statement.subject)} <b>{escape(caption)}</b> {self._value(statement.object)}"
        more = [
            f"{escape(self.ontology.properties[name].labels.get('en', name))}: {', '.join(map(self._value, values))}"
            for name, values in statement.qualifiers.items()
            if name != "note"
        ]
        how = [] if statement.modality == "asserted" else [statement.modality]
        how += [] if statement.stage == "actual" else [statement.stage]
        how += ["disputed"] if statement.disputed else []
        speakers = statement.best.speakers if statement.best else ()
        how += [f"said by {' < '.join(map(self._name, speakers))}"] if speakers else []
        notes = [str(value) for value in statement.qualifiers.get("note", ())]
        return self._put_together(text, more, how, notes)

    def claim(self, claim: Claim) -> str:
        """Return a claim: its sense, who holds it, its hedge, when it is due, its note."""
        text = f"<b>{escape(claim.kind)}</b>: {escape(claim.text.get('en', ''))}"
        more = [f"held by {', '.join(map(self._name, claim.held_by))}"] if claim.held_by else []
        more += [f"hedge {escape(claim.hedge)}"] if claim.hedge else []
        more += [f"due {escape(claim.due.edtf)}"] if claim.due else []
        more += [f"about {', '.join(map(self._name, claim.about))}"] if claim.about else []
        return self._put_together(text, more, [], [claim.note] if claim.note else [])

    def outcome(self, of: str, outcome: Outcome) -> str:
        """Return an outcome: of what, the verdict with its date and reason, and what it came true as."""
        text = f"<b>{escape(outcome.verdict)}</b>: {escape(of)} ({escape(outcome.reason)})"
        more = [f"date: {escape(outcome.date.edtf)}", *map(escape, outcome.fulfilled_by)]
        return self._put_together(text, more, [], [])

    def _put_together(self, text: str, more: list[str], how: list[str], notes: list[str]) -> str:
        extra = f' <span class="more">({"; ".join(more)})</span>' if more else ""
        known = f' <span class="how">{" · ".join(how)}</span>' if how else ""
        note = "".join(f'<br><span class="note">note: {escape(words)}</span>' for words in notes)
        return f"{text}{extra}{known}{note}"

    def _name(self, slug: str) -> str:
        entity = self.entities.get(slug)
        return escape(entity.name if entity else slug)

    def _value(self, value: Value) -> str:
        if isinstance(value, Ref):
            return self._name(value.id)
        if isinstance(value, Quantity):
            units = self.ontology.units
            said = format_quantity(
                value,
                lambda code: units[code].symbol if code in units else None,
                lambda code: units[code].labels.get("en", code) if code in units else self._name(code),
            )
            return escape(said or "unstated")
        return escape(str(value))
