"""Records of a build back to the nouns that sentences are made of, as far as the ontology of today has their words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aigraph.model import Cell, Derivation, Entity, Evidence, Proof, Quantity, Ref, Span, Statement, Unverified, Value
from aigraph.model.scalars import join
from aigraph.ontology import Ontology, Property
from aigraph.versions.difference import Record

__all__ = ["entity", "qualifiers", "slugs", "statement"]


def entity(record: Record, ontology: Ontology) -> Entity:
    """Return the entity of a record, with those of its classes that the ontology has."""
    classes = tuple(name for name in record.get("classes", ()) if name in ontology.classes)
    names = {"en": record.get("name"), "zh": record.get("nameZh")}
    return Entity(record["id"], classes, {language: name for language, name in names.items() if name})


def statement(record: Record, ontology: Ontology) -> Statement | None:
    """Return the statement of a record, None where the ontology has no such predicate."""
    prop = ontology.properties.get(record["predicate"])
    if prop is None:
        return None
    proofs = tuple(Proof(p["rule"], tuple(p["premises"])) for p in record.get("derived") or ())
    return Statement(
        id=record["id"],
        subject=record["subject"],
        predicate=prop.name,
        object=_object(record, prop),
        qualifiers=qualifiers(record, ontology),
        stage=record["stage"],
        evidence=tuple(map(_evidence, record.get("evidence", ()))),
        settled=record["settled"],
        disputed=record["disputed"],
        derived=Derivation(proofs, record["modality"]) if proofs else None,
    )


def qualifiers(record: Record, ontology: Ontology) -> dict[str, tuple[Value, ...]]:
    """Return the values of each qualifier that a record has."""
    prop = ontology.properties.get(record.get("predicate", ""))
    found: dict[str, tuple[Value, ...]] = {}
    for one in ontology.qualifiers():
        if one.name == "value" and prop is not None and prop.use != "relation":
            continue
        if one.list:
            items = record.get(one.name)
            values = [_value(one, {one.name: item}) for item in (items if isinstance(items, list) else ())]
        else:
            values = [_value(one, record)]
        if kept := tuple(value for value in values if value is not None):
            found[one.name] = kept
    return found


def slugs(records: Iterable[Record | None]) -> Iterator[str]:
    """Yield every text of the records that may be the id of an entity."""
    for record in records:
        for value in (record or {}).values():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, str):
                    yield item
                elif isinstance(item, dict):
                    yield from slugs([item])


def _object(record: Record, prop: Property) -> Value:
    if "object" in record:
        return Ref(record["object"])
    if prop.value_type == "quantity":
        return _number("value", record) or Quantity()
    return join("value", prop.value_type, record.get) or str(record.get("value", ""))


def _value(prop: Property, record: Mapping[str, Any]) -> Value | None:
    if prop.value_type == "quantity":
        return _number(prop.name, record)
    return join(prop.name, prop.value_type, record.get)


def _number(name: str, record: Mapping[str, Any]) -> Value | None:
    """Return a quantity; a bound that stands as text (`>20`) is in `min` and `max` already."""

    def part(key: str) -> Any:
        found = record.get(key)
        return None if key == name and isinstance(found, str) and not _is_number(found) else found

    return join(name, "quantity", part)


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()


def _evidence(record: Record) -> Evidence:
    quote, placed = record.get("quote"), "charStart" in record
    span: Span | Unverified | Cell | None
    span = Span(quote, record["charStart"], record["charEnd"]) if quote and placed else quote and Unverified(quote)
    if quote and "columnNumber" in record:
        row, column = record["row"], record["columnNumber"]
        span = Cell(quote, row, column, record["column"], record.get("rowKey", ""))
    return Evidence(
        id="",
        source=record["source"],
        section=record.get("section"),
        span=span or None,
        modality=record.get("modality", "asserted"),
        speakers=tuple(record.get("speaker", ())),
    )
