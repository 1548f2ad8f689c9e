"""One JSON object a line, sorted by id, for people who have neither RDF nor Cypher at hand."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from aigraph.cells import jsonable
from aigraph.export.attributes import encodable
from aigraph.model import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    Cell,
    Claim,
    Date,
    Entity,
    Evidence,
    Graph,
    Outcome,
    Quantity,
    Ref,
    Source,
    Span,
    Statement,
    Unverified,
)
from aigraph.model.scalars import split
from aigraph.namespaces import Iris, claim_node, source_node, statement_node
from aigraph.ontology import Ontology
from aigraph.rdf.write import bounds

__all__ = ["lines"]

Record = dict[str, Any]


def lines(graph: Graph, ontology: Ontology, name: str) -> Iterator[str]:
    """Yield the lines of `entities`, `statements`, `claims` or `sources`.

    Statements come and go one by one, so that there may be any number of them. A decimal is a number, or its text where
    no float holds it exactly.

    Raises:
        ExportError: a text has half a character, which UTF-8 cannot hold.
    """
    match name:
        case "entities":
            attributes = _attributes(graph.statements, ontology)
            records: Iterable[Record] = (
                _entity(e, attributes.get(e.id, {}), ontology, graph.iris) for e in graph.entities
            )
        case "statements":
            records = (_statement(s, ontology, graph.iris) for s in graph.statements)
        case "claims":
            records = (_claim(claim, graph.iris) for claim in graph.claims)
        case _:
            records = (_source(source, graph.iris) for source in graph.sources)
    return map(_line, records)


def _attributes(statements: Iterable[Statement], ontology: Ontology) -> dict[str, Record]:
    """Return the plain attributes of each entity."""
    attributes: dict[str, Record] = {}
    for statement in statements:
        prop = ontology.properties[statement.predicate]
        if prop.use == "attribute" and ontology.is_direct(statement):
            found = attributes.setdefault(statement.subject, {})
            for name, scalar in split(prop.name, statement.object).items():
                found[name] = sorted({*found.get(name, []), jsonable(scalar)}) if prop.list else jsonable(scalar)
    return attributes


def _line(record: Record) -> str:
    kept = {key: value for key, value in record.items() if value is not None}
    return encodable(repr(record["id"]), json.dumps(kept, ensure_ascii=False, allow_nan=False) + "\n")


def _entity(entity: Entity, attributes: Record, ontology: Ontology, iris: Iris) -> Record:
    return {
        "id": entity.id,
        "iri": iris.of(entity.id),
        "classes": list(ontology.ancestors(entity.classes)),
        "name": entity.name,
        "nameZh": entity.names.get("zh"),
        "aliases": list(entity.aliases),
        "misspellings": list(entity.misspellings),
        "sameAs": list(entity.same_as) or None,
        "note": entity.note,
        "replacedBy": entity.replaced_by,
        **attributes,
    }


def _statement(statement: Statement, ontology: Ontology, iris: Iris) -> Record:
    record: Record = {"id": statement.id, "iri": iris.of(statement_node(statement.id))}
    record |= {"subject": statement.subject, "predicate": statement.predicate}
    value = statement.object
    if isinstance(value, Ref):
        record["object"] = value.id
    elif isinstance(value, Quantity):
        record |= {name: jsonable(scalar) for name, scalar in split("value", value).items()}
        record.setdefault("value", None if value.min is not None or value.max is not None else bounds(value))
    else:
        parts = split("value", value)
        record |= {name: jsonable(scalar) for name, scalar in parts.items()}
    for name, values in statement.qualifiers.items():
        if ontology.properties[name].list:
            record[name] = [str(item) for item in values]
        else:
            record |= {part: jsonable(scalar) for part, scalar in split(name, values[0]).items()}
    record |= {
        "modality": statement.modality,
        "stage": statement.stage,
        "settled": statement.settled,
        "disputed": statement.disputed,
    }
    record["contradictedBy"] = list(statement.contradicted_by) or None
    if statement.retracted:
        record["retracted"] = {"reason": statement.retracted.reason, "date": statement.retracted.date.edtf}
    if statement.held:
        record |= {"holds": statement.held.holds, "undated": statement.held.undated, "lapsed": statement.held.lapsed}
    derived = statement.derived
    record["derived"] = [{"rule": p.rule, "premises": list(p.premises)} for p in derived.proofs] if derived else None
    record["evidence"] = [_evidence(item) for item in statement.evidence]
    if statement.outcomes:
        record["outcomes"] = [_outcome(item) for item in statement.outcomes]
    if statement.fulfilled_by:
        record["fulfilledBy"] = list(statement.fulfilled_by)
    return record


def _evidence(item: Evidence) -> Record:
    record: Record = {
        "source": item.source,
        "section": item.section,
        "quote": item.quote,
        **_offsets(item.span),
        "context": [{"quote": words.quote, **_offsets(words)} for words in item.context],
        "modality": item.modality,
        "speaker": list(item.speakers),
        "via": item.via,
        "gloss": item.gloss,
    }
    return {key: value for key, value in record.items() if value is not None}


def _offsets(words: Span | Unverified | Cell | None) -> Record:
    if isinstance(words, Cell):
        place: Record = {"row": words.row, "column": words.name, "columnNumber": words.column}
        return place | ({"rowKey": words.key} if words.key else {})
    return {"charStart": words.start, "charEnd": words.end} if isinstance(words, Span) else {}


def _claim(claim: Claim, iris: Iris) -> Record:
    record: Record = {
        "id": claim.id,
        "iri": iris.of(claim_node(claim.id)),
        "kind": claim.kind,
        "text": dict(claim.text),
    }
    for name, (prop, _) in CLAIM_LINKS.items():
        record["about" if name == "about" else prop.removesuffix("Claim")] = list(getattr(claim, name))
    record["partOf"] = claim.part_of
    for name, prop in CLAIM_TEXTS.items():
        record[prop] = getattr(claim, name)
    record["probability"] = jsonable(claim.probability)
    record |= _date("due", claim.due)
    record["speaker"] = list(dict.fromkeys(s for e in claim.evidence for s in e.speakers))
    record["evidence"] = [_evidence(item) for item in claim.evidence]
    record["outcomes"] = [_outcome(item) for item in claim.outcomes]
    return record


def _outcome(outcome: Outcome) -> Record:
    record: Record = {"id": outcome.id, "verdict": outcome.verdict, **_date("date", outcome.date)}
    record |= {"reason": outcome.reason, "judge": outcome.judge, "fulfilledBy": list(outcome.fulfilled_by)}
    record["evidence"] = [_evidence(item) for item in outcome.evidence]
    return {key: value for key, value in record.items() if value is not None}


def _date(name: str, date: Date | None) -> Record:
    return dict(split(name, date)) if date else {}


def _source(source: Source, iris: Iris) -> Record:
    return {
        "id": source.id,
        "iri": iris.of(source_node(source.id)),
        "name": source.names.get("en"),
        "nameZh": source.names.get("zh"),
        "editors": source.editors,
        "author": list(source.author),
        "publisher": list(source.publisher),
        "language": source.language,
        **_date("publishedOn", source.date),
        **_date("retrievedOn", source.retrieved),
        "url": source.url,
        "licence": source.licence,
        "sha256": source.sha256,
        "length": source.length,
        "containedIn": source.contained_in,
        "work": source.work,
        "note": source.note,
        "sections": [
            {"id": s.id, "name": s.names.get("en"), "nameZh": s.names.get("zh"), "charStart": s.start, "charEnd": s.end}
            for s in source.sections
        ],
    }
