"""The labelled property graph: what Cypher, Neo4j, networkx, files and the page consume.

Derived from the ontology alone: labels are the classes and their superclasses, edge types the predicates in
UPPER_SNAKE. A tentative statement is an edge of type TENTATIVE, so that no rumour is read as a fact.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from aigraph.model import CLAIM_LINKS, CLAIM_TEXTS, Claim, Entity, Graph, Quantity, Ref, Statement
from aigraph.namespaces import Iris, claim_node, outcome_node, statement_node
from aigraph.ontology import Ontology, Property, edge_type
from aigraph.property_graph.parts import (
    Edge,
    Node,
    Properties,
    PropertyGraph,
    PropertyValue,
    languages,
    link,
    scalars,
    stored,
)
from aigraph.property_graph.provenance import evidence_nodes, outcome_nodes, source_edges, source_nodes

__all__ = ["TENTATIVE", "Projection", "project", "without_details"]

#: The type of every edge that may not be read as a fact.
TENTATIVE = "TENTATIVE"


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
        ancestors = cache(ontology.ancestors)
        attributes: dict[str, Properties] = defaultdict(dict)
        for statement in graph.statements:
            if not isinstance(statement.object, Ref):
                prop = ontology.properties[statement.predicate]
                yield _statement_node(statement, prop, ontology, editors, graph.iris)
                if ontology.is_direct(statement):
                    _set_attribute(attributes[statement.subject], statement, prop)
            yield from evidence_nodes("statement", statement.id, statement.evidence, graph.iris)
            if statement.outcomes:
                yield from outcome_nodes("statement", statement.id, statement.outcomes, ontology, graph.iris)
        for entity in graph.entities:
            yield _entity_node(entity, ancestors(entity.classes), attributes.get(entity.id, {}), graph.iris)
        for source in graph.sources:
            yield from source_nodes(source, graph.iris)
        for claim in graph.claims:
            yield _claim_node(claim, ontology, graph.iris)
            yield from evidence_nodes("claim", claim.id, claim.evidence, graph.iris)
            yield from outcome_nodes("claim", claim.id, claim.outcomes, ontology, graph.iris)

    def edges(self) -> Iterator[Edge]:
        """Yield every statement about two things, and what links the other nodes."""
        graph, ontology, editors = self.graph, self.ontology, self.graph.editors
        for statement in graph.statements:
            prop = ontology.properties[statement.predicate]
            if isinstance(statement.object, Ref):
                yield _edge(statement, prop, ontology, editors)
            else:
                kind = "HAS_OBSERVATION" if prop.use == "metric" else "HAS_STATEMENT"
                yield link(statement.subject, kind, statement_node(statement.id))
        yield from (link(e.id, "REPLACED_BY", e.replaced_by) for e in graph.entities if e.replaced_by)
        for source in graph.sources:
            yield from source_edges(source)
        for claim in graph.claims:
            yield from _claim_edges(claim)


def project(graph: Graph, ontology: Ontology) -> PropertyGraph:
    """Return the full property graph: entities, observations, claims, sources, evidence, and every statement."""
    pieces = Projection(graph, ontology)
    nodes, edges = sorted(pieces.nodes(), key=attrgetter("id")), sorted(pieces.edges(), key=attrgetter("id"))
    return PropertyGraph(tuple(nodes), tuple(edges), graph.iris)


def without_details(graph: PropertyGraph, *, tentative: bool, observations: bool = True) -> PropertyGraph:
    """Return what drawings and analyses start from: no claims, sources, evidence; tentative edges only if asked.

    What is retracted is not there (`Statement.counts`).
    """

    def counts(found: Mapping[str, PropertyValue]) -> bool:
        return bool(found.get("settled", True)) or (tentative and "retractionReason" not in found)

    shown = (n for n in graph.nodes if "Entity" in n.labels or (observations and "Observation" in n.labels))
    kept = {n.id: n for n in shown if counts(n.properties)}
    edges = tuple(e for e in graph.edges if e.source in kept and e.target in kept and counts(e.properties))
    return PropertyGraph(tuple(kept.values()), edges, graph.iris)


def _entity_node(entity: Entity, labels: tuple[str, ...], attributes: Properties, iris: Iris) -> Node:
    properties: Properties = {"id": entity.id, "iri": iris.of(entity.id), "name": entity.name}
    properties |= languages("name", entity.names)
    properties |= {"aliases": list(entity.aliases), "misspellings": list(entity.misspellings)}
    if entity.same_as:
        properties["sameAs"] = list(entity.same_as)
    if entity.note:
        properties["note"] = entity.note
    return Node(entity.id, labels or ("Entity",), properties | attributes)


def _set_attribute(attributes: Properties, statement: Statement, prop: Property) -> None:
    """Give the entity an attribute, as a list where the schema says so."""
    for name, scalar in scalars(prop.name, statement.object).items():
        if prop.list:
            before = attributes.get(name, [])
            assert isinstance(before, list)
            attributes[name] = sorted({*before, scalar})
        else:
            attributes[name] = scalar


def _qualifiers(statement: Statement, ontology: Ontology) -> Properties:
    found: Properties = {}
    known = ontology.properties
    for name, values in statement.qualifiers.items():
        if known[name].list:
            found[name] = [str(value) for value in values]
        else:
            found.update(scalars(name, values[0]))
    return found


def _state(statement: Statement, editors: Collection[str]) -> Properties:
    """Return how a statement is known and where it stands, the same on edges and nodes."""
    evidence = statement.evidence
    found: Properties = {
        "predicate": statement.predicate,
        "modality": statement.modality,
        "stage": statement.stage,
        "settled": statement.settled,
        "disputed": statement.disputed,
        "derived": statement.derived is not None,
        "editors": statement.rests_only_on(editors),
        "speaker": list(dict.fromkeys([slug for item in evidence for slug in item.speakers])),
        "sources": sorted({item.source for item in evidence}),
    }
    for item in evidence:
        if item.span and item.span.quote:
            found["quote"] = item.span.quote
            break
    if statement.contradicted_by:
        found["contradictedBy"] = list(statement.contradicted_by)
    if statement.retracted:
        found["retractionReason"] = statement.retracted.reason
        found |= scalars("retractionDate", statement.retracted.date)
    if statement.fulfilled_by:
        found["fulfilledBy"] = list(statement.fulfilled_by)
    if statement.held:
        found |= {"holds": statement.held.holds, "undated": statement.held.undated, "lapsed": statement.held.lapsed}
    if statement.derived:
        found |= {"derivedBy": list(statement.derived.rules), "proofs": list(statement.derived.written)}
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
    properties |= scalars(name, statement.object)
    if prop.use == "metric":
        properties["metric"] = prop.name
    return Node(identifier, ("Observation", "Statement") if prop.use == "metric" else ("Statement",), properties)


def _claim_node(claim: Claim, ontology: Ontology, iris: Iris) -> Node:
    identifier = claim_node(claim.id)
    properties: Properties = {"id": identifier, "iri": iris.of(identifier), "kind": claim.kind}
    properties |= languages("text", claim.text)
    for name, said in CLAIM_TEXTS.items():
        if (value := getattr(claim, name)) is not None:
            properties[said] = value
    if claim.probability is not None:
        properties["probability"] = stored(claim.probability)
    if claim.due:
        properties |= scalars("due", claim.due)
    for name, (_, folder) in CLAIM_LINKS.items():
        if folder == "statement/" and (targets := getattr(claim, name)):
            properties[name] = list(targets)
    kind = ontology.kind(claim.kind)
    assert kind is not None
    return Node(identifier, ontology.ancestors([kind.name]), properties)


def _claim_edges(claim: Claim) -> Iterator[Edge]:
    identifier = claim_node(claim.id)
    for name, (prop, folder) in CLAIM_LINKS.items():
        if folder != "statement/":
            yield from (link(identifier, edge_type(prop), folder + target) for target in getattr(claim, name))
    if claim.part_of:
        yield link(identifier, "PART_OF_CLAIM", claim_node(claim.part_of))
    yield from (link(identifier, edge_type("outcome"), outcome_node(outcome.id)) for outcome in claim.outcomes)
