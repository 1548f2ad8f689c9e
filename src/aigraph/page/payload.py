"""What the page knows beside the drawing: names, statements in parts, evidence, claims, sections; plain JSON values."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from aigraph.model import Cell, Claim, Date, Entity, Evidence, Graph, Quantity, Ref, Source, Statement, Value
from aigraph.names.index import Index
from aigraph.namespaces import Iris, claim_node, statement_node
from aigraph.ontology import Class, Ontology, Property
from aigraph.page.about import about, sections
from aigraph.page.times import spans
from aigraph.words.interface import LANGUAGES, both
from aigraph.words.sentences import Wording
from aigraph.words.times import first_day

__all__ = ["line_style", "payload", "sections_of"]

Record = dict[str, Any]


def payload(graph: Graph, ontology: Ontology, *, title: Mapping[str, str], version: str) -> Record:
    """Return everything the page says, by its own short names; lists are sorted by id.

    Args:
        graph: what is shown; statements whose ends it lacks are left out by the caller.
        ontology: where labels, captions, hues and shapes stand.
        title: the headline by language; empty for the main source's own.
        version: the data version, shown and cited.
    """
    wordings = {language: Wording(ontology, {e.id: e for e in graph.entities}, language) for language in LANGUAGES}
    used = {name for e in graph.entities for name in ontology.ancestors(e.classes)}
    predicates = {s.predicate for s in graph.statements}
    merged: dict[str, list[Entity]] = defaultdict(list)
    for entity in graph.entities:
        merged[entity.replaced_by or ""].append(entity)
    editors, when = graph.editors, spans(graph, ontology)
    told = {name: _predicate(ontology.properties[name], ontology) for name in sorted(predicates)}
    return {
        "about": about(graph, ontology, title, version),
        "classes": {name: _class(ontology.classes[name], ontology) for name in sorted(used)},
        "predicates": told,
        "entities": [_entity(e, merged[e.id], ontology) for e in graph.entities if not e.replaced_by],
        "statements": [
            _statement(s, wordings, editors)
            | _captions(s, wordings, told)
            | _iri(statement_node(s.id), graph.iris)
            | when.get(s.id, {})
            for s in graph.statements
        ],
        "claims": [_claim(c, ontology, wordings) | _iri(claim_node(c.id), graph.iris) for c in graph.claims],
        "sections": sections(graph),
        "sources": {source.id: _source(source, wordings) for source in graph.sources},
    }


def _iri(node: str, iris: Iris) -> Record:
    """Return the IRI of a node of an extended graph; those of the graph's own follow from its base."""
    return {} if iris.space(node) == iris.own else {"iri": iris.of(node)}


def line_style(statement: Statement, editors: bool) -> str:
    """Return how the line of a statement is drawn: how it is known, then where the thing stands, then who says it."""
    if statement.retracted:
        return "retracted"
    if statement.settled:
        return "derived" if statement.derived else "editors" if editors else "settled"
    if statement.modality not in ("asserted", "reported"):
        return statement.modality
    return "planned" if statement.stage in ("planned", "underway") else "past"


def _class(item: Class, ontology: Ontology) -> Record:
    hue, shape = ontology.hue([item.name]), ontology.shape([item.name])
    return {"label": both(item.labels), "hue": hue or "grey", "shape": shape or "dot", "parents": list(item.parents)}


def _predicate(prop: Property, ontology: Ontology) -> Record:
    inverse = ontology.properties.get(prop.inverse or "") or (prop if prop.symmetric else None)
    back = inverse.captions or inverse.labels if inverse else prop.labels
    told = {"label": both(prop.labels), "caption": both(prop.captions or prop.labels), "inverse": both(back)}
    return told | ({"measures": prop.unit_kind} if prop.unit_kind else {})


def _entity(entity: Entity, merged: Iterable[Entity], ontology: Ontology) -> Record:
    index = Index([entity, *merged])
    return {
        "id": entity.id,
        "name": both(entity.names) or {"en": entity.id, "zh": entity.id},
        "classes": list(entity.classes),
        "labels": [name for name in ontology.ancestors(entity.classes) if ontology.hue([name])],
        "hue": ontology.hue(entity.classes) or "grey",
        "shape": ontology.shape(entity.classes) or "dot",
        "aliases": list(entity.aliases),
        "misspellings": list(entity.misspellings),
        "keys": list(index.names),
        "words": list(index.words),
        "sounds": list(index.sounds),
        "hints": list(index.hints),
        **({"first": True} if ontology.is_found_first(entity.classes) else {}),
        **({"note": entity.note} if entity.note else {}),
        **({"sameAs": list(entity.same_as)} if entity.same_as else {}),
    }


def _statement(statement: Statement, wordings: Mapping[str, Wording], editors: Collection[str]) -> Record:
    number = statement.object if isinstance(statement.object, Quantity) else None
    number = number or next((v for v in statement.qualifiers.get("value", ()) if isinstance(v, Quantity)), None)
    by_editors = statement.rests_only_on(editors)
    note = next((str(v) for v in statement.qualifiers.get("note", ())), None)
    found: Record = {
        "id": statement.id,
        "subject": statement.subject,
        "predicate": statement.predicate,
        "object": statement.object.id if isinstance(statement.object, Ref) else None,
        "value": None if isinstance(statement.object, Ref) else {la: w.stated(statement) for la, w in wordings.items()},
        "number": {la: w.number(number) for la, w in wordings.items()} if number and number != Quantity() else None,
        **_amount(number),
        **_worth(statement, wordings),
        "qualifiers": _qualifiers(statement, wordings),
        "modality": statement.modality,
        "stage": statement.stage,
        "settled": statement.settled,
        "line": line_style(statement, by_editors),
        "evidence": [_evidence(e) for e in statement.evidence],
    }
    instead = list(wordings["en"].instead(statement))
    day = first_day(statement, wordings["en"].ontology)
    optional: Record = {
        "day": day,
        "instead": instead,
        "disputed": statement.disputed,
        "editors": by_editors,
        "note": note,
    }
    optional["contradictedBy"] = list(statement.contradicted_by)
    optional["retracted"] = statement.retracted.reason if statement.retracted else None
    if statement.derived:
        optional["proofs"] = [{"rule": p.rule, "premises": list(p.premises)} for p in statement.derived.proofs]
    return found | {name: value for name, value in optional.items() if value}


def _said(value: Value, wordings: Mapping[str, Wording]) -> dict[str, str]:
    """Return a value as readers of each language want it."""
    return {language: wording.value(value) for language, wording in wordings.items()}


def _captions(statement: Statement, wordings: Mapping[str, Wording], told: Mapping[str, Record]) -> Record:
    """Return the words between both ends, each way, where the statement wants others than its predicate has."""
    if not isinstance(statement.object, Ref):
        return {}
    ways = {
        way: {la: wording.caption(statement, inverse=way == "inverse") for la, wording in wordings.items()}
        for way in ("caption", "inverse")
    }
    return {way: words for way, words in ways.items() if words != told[statement.predicate][way]}


def _amount(number: Quantity | None) -> Record:
    """Return a number as a scale needs it: how much, in which unit."""
    one = next((n for n in (number.value, number.max, number.min) if n is not None), None) if number else None
    return {"amount": float(one), "unit": number.unit} if number and one else {}


def _worth(statement: Statement, wordings: Mapping[str, Wording]) -> Record:
    """Return what the source says that a number is worth in another unit."""
    worth = next((v for v in statement.qualifiers.get("equivalent", ()) if isinstance(v, Quantity)), None)
    amount = _amount(worth)
    if not worth or not amount:
        return {}
    return {"worth": {**amount, "number": {la: w.number(worth) for la, w in wordings.items()}}}


def _qualifiers(statement: Statement, wordings: Mapping[str, Wording]) -> list[Record]:
    """Return label and values of each qualifier but the note; entities by id, so that they can be links."""
    found = []
    for name, values in statement.qualifiers.items():
        if name == "note":
            continue
        label = {language: wording.label(name) for language, wording in wordings.items()}
        day = next((v.earliest or v.latest for v in values if isinstance(v, Date)), None)
        told = {"name": name, "label": label, "values": [_value(name, v, wordings) for v in values]}
        found.append(told | ({"day": day} if day else {}))
    return found


def _value(name: str, value: Value, wordings: Mapping[str, Wording]) -> Record:
    if isinstance(value, Ref) and value.id in wordings["en"].entities:
        return {"entity": value.id}
    return {"text": {language: wording.said(name, value) for language, wording in wordings.items()}}


def _evidence(item: Evidence) -> Record:
    found: Record = {
        "source": item.source,
        "section": f"{item.source}/{item.section}" if item.section else None,
        "modality": item.modality,
        "speakers": list(item.speakers),
        "via": item.via,
        "gloss": item.gloss,
        "context": [f"{s.name}: “{s.quote}”" if isinstance(s, Cell) else s.quote for s in item.context],
    }
    if item.span:
        found["quote"] = item.span.quote
    if item.cell:
        cell = item.cell
        found["cell"] = {"row": cell.called, "column": cell.name, "at": cell.fragment}
    if item.placed:
        found |= {"start": item.placed.start, "end": item.placed.end}
    return {name: value for name, value in found.items() if value not in (None, [])}


def _claim(claim: Claim, ontology: Ontology, wordings: Mapping[str, Wording]) -> Record:
    kind = ontology.kind(claim.kind)
    found: Record = {
        "id": claim.id,
        "kind": claim.kind,
        "kindLabel": both(kind.labels) if kind else {"en": claim.kind, "zh": claim.kind},
        "text": both(claim.text),
        "heldBy": list(claim.held_by),
        "about": list(claim.about),
        "partOf": claim.part_of,
        "supports": list(claim.supports),
        "opposes": list(claim.opposes),
        "repeats": list(claim.repeats),
        "disputes": list(claim.disputes),
        "predicts": list(claim.predicts),
        "asserts": list(claim.asserts),
        "condition": claim.condition,
        "hedge": claim.hedge,
        "due": _said(claim.due, wordings) if claim.due else None,
        "dueBy": (claim.due.latest or claim.due.earliest) if claim.due else None,
        "criterion": claim.criterion,
        "judge": claim.judge,
        "openEnded": claim.open_ended,
        "outcome": [f"{o.verdict}, {o.date.edtf}: {o.reason}" for o in claim.outcomes],
        "note": claim.note,
        "evidence": [_evidence(e) for e in claim.evidence],
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _source(source: Source, wordings: Mapping[str, Wording]) -> Record:
    def names(ids: Iterable[str]) -> dict[str, str]:
        listed = list(ids)
        return {la: w.several(map(w.name, listed)) for la, w in wordings.items()} if listed else {}

    found: Record = {
        "name": both(source.names),
        "authors": list(source.author),
        "author": names(source.author),
        "publisher": names(source.publisher),
        "date": _said(source.date, wordings) if source.date else None,
        "day": (source.date.earliest or source.date.latest) if source.date else None,
        "language": source.language,
        "url": source.url,
        "editors": source.editors,
        "note": source.note,
    }
    return {name: value for name, value in found.items() if value not in (None, {}, [], False)}


def sections_of(graph: Graph) -> dict[str, list[str]]:
    """Return the sections in which each entity occurs, by a statement's or a claim's evidence; an author is in none.

    A table has no sections: what it names is in it as a whole, `source/`. Who wrote a source holds most of its claims:
    that he occurs everywhere says nothing.
    """
    authors = {author for source in graph.sources for author in source.author}
    found: dict[str, set[str]] = defaultdict(set)
    for statement in graph.statements:
        ends = {statement.subject, statement.object.id if isinstance(statement.object, Ref) else statement.subject}
        ends |= {v.id for values in statement.qualifiers.values() for v in values if isinstance(v, Ref)}
        for item in (e for e in statement.evidence if e.section or e.cell):
            for end in ends | set(item.speakers):
                found[end].add(f"{item.source}/{item.section or ''}")
    for claim in graph.claims:
        for item in (e for e in claim.evidence if e.section):
            for end in {*claim.about, *item.speakers, *(set(claim.held_by) - authors)}:
                found[end].add(f"{item.source}/{item.section}")
    return {name: sorted(places) for name, places in sorted(found.items())}
