"""The labelled property graph: what Cypher, Neo4j, networkx, files and the page consume.

Derived from the ontology alone: labels are the classes and their superclasses, edge types the predicates in
UPPER_SNAKE. A tentative statement is an edge of type TENTATIVE, so that no rumour is read as a fact.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from aigraph.model import CLAIM_LINKS, CLAIM_TEXTS, Claim, Entity, Evidence, Graph, Quantity, Ref, Source, Statement
from aigraph.model.scalars import Scalar, plain, split
from aigraph.namespaces import SHIPPED, Iris, claim_node, evidence_node, source_node, statement_node
from aigraph.ontology import Ontology, Property, edge_type

__all__ = ["TENTATIVE", "Edge", "Node", "Projection", "PropertyGraph", "project", "without_details"]

#: The type of every edge that may not be read as a fact.
TENTATIVE = "TENTATIVE"
#: What a property may hold: what Neo4j can store. Dates are ISO strings under names ending in Earliest or Latest.
PropertyValue = str | int | float | bool | list[str] | list[int]
Properties = dict[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its id, its labels (most specific first), its properties (never None)."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge: the statement's id, the ids of both ends, its type, its properties (never None)."""

    id: str
    source: str
    target: str
    type: str
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and edges, each sorted by id; `iris` are those of the graph they were made of."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    iris: Iris = SHIPPED


@dataclass(frozen=True, slots=True)
class Projection:
    """The property graph of a graph piece by piece, in no order, for what is too large to be held twice.

    The statements are gone over once for the nodes and once for the edges, so that they may come from anywhere.
    """

    graph: Graph
    ontology: Ontology

    def nodes(self) -> Iterator[Node]:
        """Yield entities, observations, claims, sources, sections and evidence."""
        graph, ontology, editors = self.graph, self.ontology, self.graph.editors
        attributes: dict[str, Properties] = defaultdict(dict)
        for statement in graph.statements:
            if not isinstance(statement.object, Ref):
                prop = ontology.properties[statement.predicate]
                yield _statement_node(statement, prop, ontology, editors, graph.iris)
                if ontology.is_direct(statement):
                    _set_attribute(attributes[statement.subject], statement, prop)
            yield from _evidence_nodes("statement", statement.id, statement.evidence, graph.iris)
        for entity in graph.entities:
            yield _entity_node(entity, attributes.get(entity.id, {}), ontology, graph.iris)
        for source in graph.sources:
            yield from _source_nodes(source, graph.iris)
        for claim in graph.claims:
            yield _claim_node(claim, ontology, graph.iris)
            yield from _evidence_nodes("claim", claim.id, claim.evidence, graph.iris)

    def edges(self) -> Iterator[Edge]:
        """Yield every statement about two things, and what links the other nodes."""
        graph, ontology, editors = self.graph, self.ontology, self.graph.editors
        for statement in graph.statements:
            prop = ontology.properties[statement.predicate]
            if isinstance(statement.object, Ref):
                yield _edge(statement, prop, ontology, editors)
            else:
                kind = "HAS_OBSERVATION" if prop.use == "metric" else "HAS_STATEMENT"
                yield _link(statement.subject, kind, statement_node(statement.id))
        yield from (_link(e.id, "REPLACED_BY", e.replaced_by) for e in graph.entities if e.replaced_by)
        for source in graph.sources:
            yield from _source_edges(source)
        for claim in graph.claims:
            yield from _claim_edges(claim)


def project(graph: Graph, ontology: Ontology) -> PropertyGraph:
    """Return the full property graph: entities, observations, claims, sources, evidence, and every statement."""
    pieces = Projection(graph, ontology)
    nodes, edges = sorted(pieces.nodes(), key=_id), sorted(pieces.edges(), key=_id)
    return PropertyGraph(tuple(nodes), tuple(edges), graph.iris)


def without_details(graph: PropertyGraph, *, tentative: bool, observations: bool = True) -> PropertyGraph:
    """Return what drawings and analyses start from: no claims, sources, evidence; tentative edges only if asked."""
    kept = {n.id: n for n in graph.nodes if "Entity" in n.labels or (observations and "Observation" in n.labels)}
    if not tentative:
        kept = {i: n for i, n in kept.items() if n.properties.get("settled", True)}
    edges = tuple(
        e for e in graph.edges if e.source in kept and e.target in kept and (tentative or e.type != TENTATIVE)
    )
    return PropertyGraph(tuple(kept.values()), edges, graph.iris)


def _id(item: Node | Edge) -> str:
    return item.id


def _entity_node(entity: Entity, attributes: Properties, ontology: Ontology, iris: Iris) -> Node:
    properties: Properties = {"id": entity.id, "iri": iris.of(entity.id), "name": entity.name}
    properties |= _languages("name", entity.names)
    properties |= {"aliases": list(entity.aliases), "misspellings": list(entity.misspellings)}
    if entity.same_as:
        properties["sameAs"] = list(entity.same_as)
    if entity.note:
        properties["note"] = entity.note
    return Node(entity.id, ontology.ancestors(entity.classes) or ("Entity",), properties | attributes)


def _languages(name: str, texts: Mapping[str, str]) -> Properties:
    """Return a text in several languages: `name` is the English, `nameZh` the Chinese."""
    return {name if lang == "en" else name + lang.replace("-", "").capitalize(): text for lang, text in texts.items()}


def _set_attribute(attributes: Properties, statement: Statement, prop: Property) -> None:
    """Give the entity an attribute, as a list where the schema says so."""
    for name, scalar in split(prop.name, statement.object).items():
        if prop.list:
            before = attributes.get(name, [])
            assert isinstance(before, list)
            attributes[name] = sorted([*before, _stored(scalar)])
        else:
            attributes[name] = _stored(scalar)


def _stored(scalar: Scalar) -> str | int | float | bool:
    """Return a scalar as databases hold it: a decimal as int or float, as text where neither would be exact."""
    if not isinstance(scalar, Decimal):
        return scalar
    if scalar == scalar.to_integral_value() and abs(scalar) < 2**63:
        return int(scalar)
    return float(scalar) if Decimal(repr(float(scalar))) == scalar else plain(scalar)


def _qualifiers(statement: Statement, ontology: Ontology) -> Properties:
    found: Properties = {}
    for name, values in statement.qualifiers.items():
        if ontology.properties[name].list:
            found[name] = [str(value) for value in values]
        else:
            found |= {part: _stored(scalar) for part, scalar in split(name, values[0]).items()}
    return found


def _state(statement: Statement, editors: Collection[str]) -> Properties:
    """Return how a statement is known and where it stands, the same on edges and nodes."""
    found: Properties = {
        "predicate": statement.predicate,
        "modality": statement.modality,
        "stage": statement.stage,
        "settled": statement.settled,
        "disputed": statement.disputed,
        "derived": statement.derived is not None,
        "editors": statement.rests_only_on(editors),
        "speaker": list(dict.fromkeys(s for e in statement.evidence for s in e.speakers)),
        "sources": sorted({e.source for e in statement.evidence}),
    }
    if quote := next((e.span.quote for e in statement.evidence if e.span), None):
        found["quote"] = quote
    if statement.retracted:
        found["retractionReason"] = statement.retracted.reason
        found |= {k: _stored(v) for k, v in split("retractionDate", statement.retracted.date).items()}
    if statement.held:
        found |= {"holds": statement.held.holds, "undated": statement.held.undated, "lapsed": statement.held.lapsed}
    if statement.derived:
        found |= {"derivedBy": statement.derived.rule, "proofs": list(statement.derived.written)}
    return found


def _edge(statement: Statement, prop: Property, ontology: Ontology, editors: Collection[str]) -> Edge:
    assert isinstance(statement.object, Ref)
    properties = {"id": statement.id, **_qualifiers(statement, ontology), **_state(statement, editors)}
    kind = prop.edge_type if statement.settled else TENTATIVE
    return Edge(statement.id, statement.subject, statement.object.id, kind, properties)


def _statement_node(
    statement: Statement, prop: Property, ontology: Ontology, editors: Collection[str], iris: Iris
) -> Node:
    identifier = statement_node(statement.id)
    properties: Properties = {"id": identifier, "iri": iris.of(identifier), "subject": statement.subject}
    properties |= _qualifiers(statement, ontology) | _state(statement, editors)
    name = "value" if isinstance(statement.object, Quantity) else "object"
    properties |= {part: _stored(scalar) for part, scalar in split(name, statement.object).items()}
    if prop.use == "metric":
        properties["metric"] = prop.name
    return Node(identifier, ("Observation", "Statement") if prop.use == "metric" else ("Statement",), properties)


def _link(source: str, kind: str, target: str) -> Edge:
    identifier = f"{source} {kind} {target}"
    return Edge(identifier, source, target, kind, {"id": identifier})


def _evidence_nodes(owner_kind: str, owner: str, evidence: Iterable[Evidence], iris: Iris) -> Iterator[Node]:
    for item in evidence:
        identifier = evidence_node(item.id)
        properties: Properties = {"id": identifier, "iri": iris.of(identifier), owner_kind: owner}
        properties |= {"source": item.source, "modality": item.modality, "speaker": list(item.speakers)}
        for name, value in (("section", item.section), ("via", item.via), ("gloss", item.gloss)):
            if value:
                properties[name] = value
        if item.span:
            properties |= {"quote": item.span.quote, "charStart": item.span.start, "charEnd": item.span.end}
        if item.context:
            properties["contextQuotes"] = [span.quote for span in item.context]
            properties["contextStarts"] = [span.start for span in item.context]
            properties["contextEnds"] = [span.end for span in item.context]
        yield Node(identifier, ("Evidence",), properties)


def _source_nodes(source: Source, iris: Iris) -> Iterator[Node]:
    identifier = source_node(source.id)
    properties: Properties = {"id": identifier, "iri": iris.of(identifier), "editors": source.editors}
    properties |= _languages("name", source.names)
    for name in ("language", "url", "licence", "sha256", "length", "note"):
        if (value := getattr(source, name)) is not None:
            properties[name] = value
    for name, date in (("publishedOn", source.date), ("retrievedOn", source.retrieved)):
        if date:
            properties |= {k: _stored(v) for k, v in split(name, date).items()}
    yield Node(identifier, ("Source",), properties)
    for order, section in enumerate(source.sections, 1):
        place = f"{identifier}/{section.id}"
        bounds = {"charStart": section.start, "charEnd": section.end}
        yield Node(
            place,
            ("Section",),
            {"id": place, "iri": iris.of(place), "position": order, **_languages("name", section.names)}
            | {name: value for name, value in bounds.items() if value is not None},
        )


def _source_edges(source: Source) -> Iterator[Edge]:
    identifier = source_node(source.id)
    yield from (_link(identifier, "HAS_AUTHOR", slug) for slug in source.author)
    yield from (_link(identifier, "HAS_PUBLISHER", slug) for slug in source.publisher)
    yield from (_link(identifier, "HAS_SECTION", f"{identifier}/{section.id}") for section in source.sections)
    if source.contained_in:
        yield _link(identifier, "CONTAINED_IN", source_node(source.contained_in))
    if source.work:
        yield _link(identifier, "TEXT_OF", source.work)


def _claim_node(claim: Claim, ontology: Ontology, iris: Iris) -> Node:
    identifier = claim_node(claim.id)
    properties: Properties = {"id": identifier, "iri": iris.of(identifier), "kind": claim.kind}
    properties |= _languages("text", claim.text)
    for name in CLAIM_TEXTS:
        if (value := getattr(claim, name)) is not None:
            properties[name] = value
    if claim.due:
        properties |= {k: _stored(v) for k, v in split("due", claim.due).items()}
    for name, (_, folder) in CLAIM_LINKS.items():
        if folder == "statement/" and (targets := getattr(claim, name)):
            properties[name] = list(targets)
    return Node(identifier, ontology.ancestors([claim.kind[0].upper() + claim.kind[1:]]), properties)


def _claim_edges(claim: Claim) -> Iterator[Edge]:
    identifier = claim_node(claim.id)
    for name, (prop, folder) in CLAIM_LINKS.items():
        if folder != "statement/":
            yield from (_link(identifier, edge_type(prop), folder + target) for target in getattr(claim, name))
    if claim.part_of:
        yield _link(identifier, "PART_OF_CLAIM", claim_node(claim.part_of))
