"""Statements to RDF quads: settled ones also as direct triples, tentative ones never.

The shipped data stands in the default graph, what only the editors say in `/graph/editors`, what rules added in
`/graph/derived`. No triple stands in two graphs.
"""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from aigraph.model import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    Claim,
    Entity,
    Evidence,
    Graph,
    Quantity,
    Section,
    Source,
    Span,
    Statement,
    Value,
)
from aigraph.model.scalars import plain, split
from aigraph.namespaces import (
    DCTERMS,
    DERIVED_GRAPH,
    EDITORS_GRAPH,
    OA,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    claim_node,
    evidence_node,
    source_node,
    statement_node,
)
from aigraph.ontology import Ontology, Property
from aigraph.rdf.terms import aig, node, term

__all__ = ["SOURCE_TEXTS", "bounds", "to_quads"]

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

TYPE = NamedNode(RDF + "type")
SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
LABEL, PREF, ALT, HIDDEN = (
    NamedNode(iri) for iri in (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")
)
SAME_AS, URL = NamedNode(SCHEMA + "sameAs"), NamedNode(SCHEMA + "url")
REPLACED = NamedNode(DCTERMS + "isReplacedBy")
PART_OF = NamedNode(DCTERMS + "isPartOf")
SELECTOR, EXACT, START, END = (NamedNode(OA + name) for name in ("hasSelector", "exact", "start", "end"))
QUOTED, ATTRIBUTED, DERIVED = (
    NamedNode(PROV + name) for name in ("wasQuotedFrom", "wasAttributedTo", "wasDerivedFrom")
)
CREATOR, PUBLISHER = NamedNode(DCTERMS + "creator"), NamedNode(DCTERMS + "publisher")

#: The field of a source → the IRI of its property.
SOURCE_TEXTS: Mapping[str, NamedNode] = {
    "language": NamedNode(DCTERMS + "language"),
    "url": URL,
    "licence": NamedNode(DCTERMS + "license"),
    "sha256": aig("sha256"),
    "note": aig("note"),
}


def to_quads(graph: Graph, ontology: Ontology) -> Iterator[Quad]:
    """Yield every quad of a graph, each once; closure triples are the rules' to add."""
    editors = graph.editors
    homes: dict[str | None, list[Statement]] = {None: [], EDITORS_GRAPH: [], DERIVED_GRAPH: []}
    for statement in graph.statements:
        if statement.derived:
            homes[DERIVED_GRAPH].append(statement)
        elif statement.rests_only_on(editors):
            homes[EDITORS_GRAPH].append(statement)
        else:
            homes[None].append(statement)
    for triple in _plain_nouns(graph):
        yield Quad(*triple)
    direct: set[Triple] = set()
    for home, statements in homes.items():
        name = (NamedNode(home),) if home else ()
        for statement in statements:
            fresh = [t for t in _direct(statement, ontology) if t not in direct]
            direct.update(fresh)
            for triple in (*fresh, *_statement(statement, ontology)):
                yield Quad(*triple, *name)


def _direct(statement: Statement, ontology: Ontology) -> Iterator[Triple]:
    if ontology.is_direct(statement):
        yield from _value(node(statement.subject), ontology.properties[statement.predicate], statement.object)


def _value(subject: NamedNode, prop: Property, value: Value) -> Iterator[Triple]:
    for name, scalar in split(prop.name, value).items():
        yield subject, aig(name), term(name, scalar, prop.value_type)


def _plain_nouns(graph: Graph) -> Iterator[Triple]:
    for entity in graph.entities:
        yield from _entity(entity)
    for source in graph.sources:
        yield from _source(source)
    for claim in graph.claims:
        yield from _claim(claim)


def _entity(entity: Entity) -> Iterator[Triple]:
    iri = node(entity.id)
    for name in entity.classes:
        yield iri, TYPE, aig(name)
    yield from _names(iri, entity.names)
    for alias in entity.aliases:
        yield iri, ALT, Literal(alias)
    for wrong in entity.misspellings:
        yield iri, HIDDEN, Literal(wrong)
    for same in entity.same_as:
        yield iri, SAME_AS, NamedNode(same)
    if entity.replaced_by:
        yield iri, REPLACED, node(entity.replaced_by)
    if entity.note:
        yield iri, aig("note"), Literal(entity.note)


def _names(iri: NamedNode, names: Mapping[str, str]) -> Iterator[Triple]:
    for language, name in names.items():
        yield iri, PREF, Literal(name, language=language)
        yield iri, LABEL, Literal(name, language=language)


def _source(source: Source) -> Iterator[Triple]:
    iri = node(source_node(source.id))
    yield iri, TYPE, aig("Source")
    yield from _names(iri, source.names)
    for slugs, prop in ((source.author, CREATOR), (source.publisher, PUBLISHER)):
        yield from ((iri, prop, node(slug)) for slug in slugs)
    for name, prop in SOURCE_TEXTS.items():
        if text := getattr(source, name):
            yield iri, prop, Literal(text)
    for name, date in (("publishedOn", source.date), ("retrievedOn", source.retrieved)):
        if date:
            yield from ((iri, aig(part), term(part, value, "date")) for part, value in split(name, date).items())
    if source.length is not None:
        yield iri, aig("length"), term("length", source.length, "integer")
    if source.contained_in:
        yield iri, aig("containedIn"), node(source_node(source.contained_in))
    if source.work:
        yield iri, aig("textOf"), node(source.work)
    if source.editors:
        yield iri, aig("editors"), term("editors", True, "boolean")
    for section in source.sections:
        yield from _section(iri, source.id, section)


def _section(source: NamedNode, identifier: str, section: Section) -> Iterator[Triple]:
    iri = node(source_node(f"{identifier}/{section.id}"))
    yield iri, TYPE, aig("Section")
    yield iri, PART_OF, source
    yield from _names(iri, section.names)
    if section.start is not None and section.end is not None:
        yield iri, START, term("", section.start, "integer")
        yield iri, END, term("", section.end, "integer")


def _statement(statement: Statement, ontology: Ontology) -> Iterator[Triple]:
    iri = node(statement_node(statement.id))
    prop = ontology.properties[statement.predicate]
    yield iri, TYPE, aig("Observation" if prop.use == "metric" else "Statement")
    yield iri, SUBJECT, node(statement.subject)
    yield iri, PREDICATE, aig(statement.predicate)
    yield from _object(iri, prop, statement.object)
    for name, values in statement.qualifiers.items():
        for value in values:
            yield from _value(iri, ontology.properties[name], value)
    yield iri, aig("modality"), Literal(statement.modality)
    yield iri, aig("stage"), Literal(statement.stage)
    yield iri, aig("settled"), term("", statement.settled, "boolean")
    yield iri, aig("disputed"), term("", statement.disputed, "boolean")
    if statement.retracted:
        yield iri, aig("retractionReason"), Literal(statement.retracted.reason)
        for part, scalar in split("retractionDate", statement.retracted.date).items():
            yield iri, aig(part), term(part, scalar, "date")
    if statement.derived:
        yield iri, aig("derivedBy"), Literal(statement.derived.rule)
        yield from ((iri, DERIVED, node(statement_node(premise))) for premise in statement.derived.premises)
        yield from ((iri, aig("proof"), Literal(proof)) for proof in statement.derived.written)
    yield from _evidence(iri, statement.evidence)


def _object(iri: NamedNode, prop: Property, value: Value) -> Iterator[Triple]:
    """Yield the object; a metric's number in its parts too, and as text where it is no exact or rough number."""
    if not isinstance(value, Quantity):
        parts = split(prop.name, value)
        for name, scalar in parts.items():
            where = OBJECT if name == prop.name else aig("object" + name.removeprefix(prop.name))
            yield iri, where, term(name, scalar, prop.value_type)
        return
    yield from ((iri, aig(part), term(part, scalar, "quantity")) for part, scalar in split("value", value).items())
    yield iri, OBJECT, Literal(bounds(value)) if value.value is None else term("", value.value, "quantity")


def bounds(quantity: Quantity) -> str:
    """Return a quantity without a number named as text: `>20`, `20-30`, `unstated`."""
    low = "" if quantity.min is None else plain(quantity.min)
    high = "" if quantity.max is None else plain(quantity.max)
    if low and high:
        return f"{low}-{high}"
    sign = {"moreThan": ">", "atLeast": ">=", "lessThan": "<", "atMost": "<="}.get(quantity.comparator or "", "")
    return f"{sign}{low or high}" or "unstated"


def _evidence(owner: NamedNode, evidence: Iterable[Evidence]) -> Iterator[Triple]:
    for item in evidence:
        iri = node(evidence_node(item.id))
        yield owner, aig("evidence"), iri
        yield iri, TYPE, aig("Evidence")
        yield iri, QUOTED, node(source_node(item.source))
        yield iri, aig("modality"), Literal(item.modality)
        if item.section:
            yield iri, aig("section"), node(source_node(f"{item.source}/{item.section}"))
        if item.span:
            selector = node(evidence_node(f"{item.id}/span"))
            yield iri, SELECTOR, selector
            yield from _span(selector, item.span, "Span")
        if item.speakers:
            yield iri, aig("speakerChain"), Literal(" < ".join(item.speakers))
            yield from ((iri, ATTRIBUTED, node(speaker)) for speaker in sorted(set(item.speakers)))
        if item.via:
            yield iri, aig("via"), node(item.via)
        if item.gloss:
            yield iri, aig("gloss"), Literal(item.gloss, language="en")
        for number, span in enumerate(item.context, 1):
            context = node(evidence_node(f"{item.id}/context/{number}"))
            yield iri, aig("context"), context
            yield from _span(context, span, "Context")


def _span(iri: NamedNode, span: Span, kind: str) -> Iterator[Triple]:
    yield iri, TYPE, aig(kind)
    yield iri, EXACT, Literal(span.quote)
    yield iri, START, term("", span.start, "integer")
    yield iri, END, term("", span.end, "integer")


def _claim(claim: Claim) -> Iterator[Triple]:
    iri = node(claim_node(claim.id))
    yield iri, TYPE, aig(claim.kind[0].upper() + claim.kind[1:])
    for language, text in claim.text.items():
        yield iri, aig("text"), Literal(text, language=language)
    for name, (prop, folder) in CLAIM_LINKS.items():
        yield from ((iri, aig(prop), node(folder + target)) for target in getattr(claim, name))
    if claim.part_of:
        yield iri, aig("partOfClaim"), node(claim_node(claim.part_of))
    for name in CLAIM_TEXTS:
        if text := getattr(claim, name):
            yield iri, aig(name), Literal(text)
    if claim.due:
        yield from ((iri, aig(part), term(part, scalar, "date")) for part, scalar in split("due", claim.due).items())
    yield from _evidence(iri, claim.evidence)
