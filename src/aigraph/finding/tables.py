"""Entities, statements and claims as tables: what columns they have."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from aigraph.finding.found import Found
from aigraph.finding.owner import Owner
from aigraph.model import Claim, Entity, Quantity, Ref, Statement
from aigraph.model.outcomes import verdict
from aigraph.table import Cell
from aigraph.when.selected import times
from aigraph.when.statements import Times
from aigraph.words.sentences import Wording

__all__ = ["claims_table", "day", "entities_table", "number_of", "sources_of", "statements_table"]

_STATEMENT = (
    "id", "subject", "predicate", "object", "value", "number", "min", "max", "unit", "earliest", "latest", "modality",
    "stage", "settled", "holds", "disputed", "sources", "sentence", "how", "quote",
)  # fmt: skip
_CLAIM = (
    "id", "kind", "holder", "about", "due", "outcome", "verdict", "probability", "text", "criterion", "sources",
    "quote",
)  # fmt: skip

#: What columns are in every table, whatever its rows.
_TEXTS = dict.fromkeys(("id", "subject", "predicate", "object", "value", "unit", "modality", "stage", "holds"), "text")
_KINDS = {
    **_TEXTS,
    **dict.fromkeys(("sentence", "how", "quote", "kind", "outcome", "verdict", "text", "criterion"), "text"),
    **dict.fromkeys(("number", "min", "max", "probability"), "float"),
    **dict.fromkeys(("earliest", "latest", "due"), "date"),
    **dict.fromkeys(("settled", "disputed"), "bool"),
    **dict.fromkeys(("classes", "also", "holder", "about", "sources"), "texts"),
}


def entities_table(entities: Iterable[Entity], owner: Owner, language: str) -> Found[Entity]:
    """Return a row an entity: `id`, `name`, `classes`, other names as `also`, how many `statements` are about it."""
    counts = Counter(slug for statement in owner.graph.statements for slug in statement.ends)
    found, wording = tuple(entities), owner.wording(language)
    rows = []
    for entity in found:
        name = wording.name(entity.id)
        also: list[Cell] = [other for other in entity.spellings() if other != name]
        rows.append((entity.id, name, list(entity.classes), also, counts[entity.id]))
    columns = ("id", "name", "classes", "also", "statements")
    return Found(columns, tuple(rows), owner.told, owner.naming, _KINDS, found)


def statements_table(
    statements: Iterable[Statement], owner: Owner, language: str, notes: Iterable[str] = ()
) -> Found[Statement]:
    """Return a row a statement.

    `object` is an entity; `value` in words what stands in its place, `number`, `min`, `max` and `unit` that of a
    quantity; `earliest` and `latest` are the first and the last day it may have been so, `holds` how it does on the day
    that the graph is as of; `how` it is known, in words; `quote` is the strongest.
    """
    found, wording, by = tuple(statements), owner.wording(language), times(owner.graph, owner.ontology)
    rows = tuple(tuple(_statement(statement, wording, by)) for statement in found)
    return Found(_STATEMENT, rows, (*owner.told, *notes), owner.naming, _KINDS, found)


def claims_table(claims: Iterable[Claim], owner: Owner, language: str, notes: Iterable[str] = ()) -> Found[Claim]:
    """Return a row a claim: who holds it of what, the day it is due, what became of it, its words, what settles it."""
    found, wording = tuple(claims), owner.wording(language)
    rows = tuple(tuple(_claim(claim, wording)) for claim in found)
    return Found(_CLAIM, rows, (*owner.told, *notes), owner.naming, _KINDS, found)


def number_of(statement: Statement) -> Quantity:
    """Return the number that a statement names, as its object or beside it; one without any where it names none."""
    beside = statement.qualifiers.get("value", (None,))[0]
    return next((found for found in (statement.object, beside) if isinstance(found, Quantity)), Quantity())


def sources_of(thing: Statement | Claim) -> Cell:
    """Return the sources that say it, each once."""
    return list(dict.fromkeys(item.source for item in thing.evidence))


def day(iso: str | None) -> date | None:
    """Return a day of the model as a date."""
    return None if iso is None else date.fromisoformat(iso)


def _statement(statement: Statement, wording: Wording, by: Times) -> Iterator[Cell]:
    value, number = statement.object, number_of(statement)
    yield from (statement.id, statement.subject, statement.predicate)
    yield from (value.id, None) if isinstance(value, Ref) else (None, wording.stated(statement))
    yield from (number.value, number.min, number.max, number.unit)
    dates = by.dates(statement)
    first = next((dates[role] for role in ("start", "moment", "throughout") if role in dates), None)
    last = next((dates[role] for role in ("end", "moment", "throughout") if role in dates), None)
    yield from (day(first.earliest if first else None), day(last.latest if last else None))
    yield from (statement.modality, statement.stage, statement.settled)
    yield statement.held.holds if statement.held else None
    yield statement.disputed
    yield sources_of(statement)
    yield from (wording.sentence(statement), wording.manner(statement) or None)
    yield statement.best.quote if statement.best else None


def _claim(claim: Claim, wording: Wording) -> Iterator[Cell]:
    found = verdict(claim)
    yield from (claim.id, claim.kind, list(claim.held_by), list(claim.about), day(claim.due_day))
    yield from (wording.became(claim), found.verdict if found else None, claim.probability)
    yield from (wording.text(claim), claim.criterion or claim.open_ended)
    yield sources_of(claim)
    yield next((item.quote for item in claim.evidence), None)
