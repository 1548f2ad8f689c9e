"""FollowTheMoney: entities and links as JSON, one a line, of what can be said in its schemata.

Which class or predicate comes close to which schema says the ontology (`skos:closeMatch`); `followthemoney.json` has
what of the schemata is needed. A link that fits no other schema is an UnknownLink with our word as its role. What
FollowTheMoney cannot tell from a fact is left out: it has no place for how a statement is known.

Source: https://followthemoney.tech/explorer/ (schemata), https://followthemoney.tech/docs/entity/ (the form of a line)
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from aigraph.export.attributes import encodable
from aigraph.model import Date, Entity, Graph, Ref, Source, Statement
from aigraph.namespaces import statement_node
from aigraph.ontology import Ontology

__all__ = ["left_out", "lines"]

_NAMESPACE = "https://schema.followthemoney.tech/#"
_SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
_EXTENDS: Mapping[str, list[str]] = _SCHEMA["extends"]
_LINKS: Mapping[str, list[list[str]]] = _SCHEMA["links"]
_UNKNOWN = "UnknownLink"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:wiki|entity)/(Q[0-9]+)")
#: The qualifiers that are fields of a link.
_TIMES = ("date", "startDate", "endDate")

Properties = dict[str, list[str]]


def lines(graph: Graph, ontology: Ontology, name: str) -> Iterator[str]:
    """Yield the entities, then the links, each sorted by our id.

    Raises:
        ExportError: a text has half a character, which UTF-8 cannot hold.
    """
    del name
    writer = _Writer(graph, ontology)
    for schema, identifier, properties in writer.records():
        record = {"id": identifier, "schema": schema, "properties": properties}
        yield encodable(f"entity {identifier!r}", json.dumps(record, ensure_ascii=False)) + "\n"


def left_out(graph: Graph, ontology: Ontology) -> list[str]:
    """Return what the format leaves out of a graph, a sentence for each kind of it, the most of it first."""
    writer = _Writer(graph, ontology)
    for _ in writer.records():
        pass
    writer.lost["claims"] += len(graph.claims)
    told = [f"left out: {number:,} {what}" for what, number in _ranked(writer.lost)]
    if kinds := ", ".join(f"{name} {number:,}" for name, number in _ranked(writer.strangers)):
        told.insert(0, f"left out: {writer.strangers.total():,} entities of classes without a schema: {kinds}")
    return told


@dataclass
class _Writer:
    """Says of a graph what FollowTheMoney can say, and counts what it cannot."""

    graph: Graph
    ontology: Ontology
    lost: Counter[str] = field(default_factory=Counter)
    strangers: Counter[str] = field(default_factory=Counter)

    @cached_property
    def schemata(self) -> dict[str, str]:
        """The schema of each entity that has one."""
        found = {}
        for entity in self.graph.entities:
            schema = self.ontology.match(entity.classes, _NAMESPACE)
            if schema is not None and schema in _EXTENDS:
                found[entity.id] = schema
            elif entity.replaced_by is None:
                self.strangers["/".join(entity.classes)] += 1
        return found

    @cached_property
    def names(self) -> dict[str, Entity]:
        """The entities by slug."""
        return {entity.id: entity for entity in self.graph.entities}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.graph.sources}

    def records(self) -> Iterator[tuple[str, str, Properties]]:
        """Yield schema, id and properties of everything that can be said."""
        attributes, links = self._said()
        for entity in self.graph.entities:
            if (schema := self.schemata.get(entity.id)) is not None:
                yield schema, self._id(entity.id), _sorted({**self._entity(entity), **attributes.get(entity.id, {})})
        yield from links

    def _said(self) -> tuple[dict[str, Properties], list[tuple[str, str, Properties]]]:
        attributes: dict[str, Properties] = {}
        links = []
        for statement in self.graph.statements:
            prop = self.ontology.properties[statement.predicate]
            if statement.derived is not None:
                self.lost["derived statements, which rules can derive again"] += 1
            elif not statement.settled:
                self.lost["statements that are no facts: planned, rumoured, predicted, estimated, retracted"] += 1
            elif prop.use == "metric":
                self.lost["measured values"] += 1
            elif statement.subject not in self.schemata:
                self.lost["statements about what is left out"] += 1
            elif prop.use == "attribute":
                self._attribute(statement, attributes.setdefault(statement.subject, {}))
            elif isinstance(statement.object, Ref) and statement.object.id in self.schemata:
                links.append(self._link(statement, statement.object.id))
            else:
                self.lost["statements about what is left out"] += 1
        return attributes, links

    def _entity(self, entity: Entity) -> Properties:
        wikidata = [match[1] for iri in entity.same_as if (match := _WIKIDATA.fullmatch(iri))]
        self.lost["identifiers that are not Wikidata's"] += len(entity.same_as) - len(wikidata)
        self.lost["languages of names"] += len(entity.names) > 1
        return {
            "name": list(entity.names.values()) or [entity.id],
            "alias": list(entity.aliases),
            "weakAlias": list(entity.misspellings),
            "wikidataId": wikidata,
            "notes": [entity.note] if entity.note else [],
            "keywords": [self.ontology.classes[name].labels["en"] for name in entity.classes],
        }

    def _attribute(self, statement: Statement, properties: Properties) -> None:
        """Add an attribute to the properties of its entity."""
        match = self.ontology.match([statement.predicate], _NAMESPACE) or ""
        schema, _, name = match.partition(":")
        theirs = self.schemata[statement.subject]
        if not name or schema not in (theirs, *_EXTENDS[theirs]) or not self.ontology.is_direct(statement):
            self.lost["attributes without a property"] += 1
        elif (text := self._text(statement.object)) is not None:
            properties.setdefault(name, []).append(text)

    def _link(self, statement: Statement, target: str) -> tuple[str, str, Properties]:
        ends = (statement.subject, target)
        schema = self.ontology.match([statement.predicate], _NAMESPACE) or _UNKNOWN
        wanted = _LINKS.get(schema, _LINKS[_UNKNOWN])
        fitting = all(kind in (self.schemata[e], *_EXTENDS[self.schemata[e]]) for e, (_, kind) in zip(ends, wanted))
        if schema not in _LINKS or not fitting:
            schema, wanted = _UNKNOWN, _LINKS[_UNKNOWN]
        found = {name: [self._id(end)] for end, (name, _) in zip(ends, wanted)}
        found |= self._qualified(statement, schema) | self._sourced(statement)
        iri = self.graph.iris.of(statement_node(statement.id))
        return schema, hashlib.sha1(iri.encode(), usedforsecurity=False).hexdigest(), _sorted(found)

    def _qualified(self, statement: Statement, schema: str) -> Properties:
        """Return what the qualifiers and the stage say of a link."""
        prop, ended = self.ontology.properties[statement.predicate], statement.stage == "ended"
        caption = (ended and prop.form("captionEnded", "en")) or prop.captions.get("en", prop.name)
        roles = [self._text(value) for value in statement.qualifiers.get("role", ())]
        told = [role for role in roles if role] or [caption]
        if schema == "Associate":
            found: Properties = {"relationship": told}
            self.lost["stages of associates"] += statement.stage != "actual"
        else:
            found = {"role": told, "status": [statement.stage] if statement.stage != "actual" else []}
        for name, values in statement.qualifiers.items():
            if name in _TIMES:
                found[name] = [text for value in values if (text := self._text(value)) is not None]
            elif name == "note":
                found["description"] = [str(value) for value in values]
            elif name != "role":
                self.lost[f"qualifiers {name!r}"] += 1
        subject, target = statement.subject, statement.object
        assert isinstance(target, Ref)
        found["summary"] = [f"{self.names[subject].name} {caption} {self.names[target.id].name}"]
        return found

    def _sourced(self, statement: Statement) -> Properties:
        """Return where a statement stands."""
        self.lost["quotes, speakers and modalities of evidence"] += len(statement.evidence)
        told = [self.sources[item.source] for item in statement.evidence]
        return {
            "recordId": [statement.id],
            "sourceUrl": [source.url for source in told if source.url],
            "publisher": [name for source in told if (name := source.names.get("en"))],
        }

    def _text(self, value: object) -> str | None:
        """Return a value as a text; of a date nothing where it is none that FollowTheMoney has."""
        if isinstance(value, Ref):
            return self.names[value.id].name if value.id in self.names else value.id
        if isinstance(value, Date) and not _DATE.fullmatch(value.edtf):
            self.lost["dates that are spans, open or about"] += 1
            return None
        return str(value)

    def _id(self, slug: str) -> str:
        """Return an id in letters, digits and hyphens, as FollowTheMoney wants it."""
        return f"{self.graph.iris.space(slug).prefix}-{slug}"


def _sorted(properties: Properties) -> Properties:
    """Return properties by name, without those that have no value, and each value once."""
    return {name: list(dict.fromkeys(values)) for name, values in sorted(properties.items()) if values}


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(((what, n) for what, n in counts.items() if n), key=lambda item: (-item[1], item[0]))
