"""Statements to RDF quads: settled ones also as direct triples, tentative ones never.

The shipped data stands in the default graph, what only the editors say in `/graph/editors`, what rules added in
`/graph/derived`. No triple stands in two graphs.
"""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from aigraph.model import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    Claim,
    Entity,
    Graph,
    Quantity,
    Section,
    Source,
    Statement,
    Value,
)
from aigraph.model.scalars import plain, split
from aigraph.namespaces import (
    DCTERMS,
    DERIVED_GRAPH,
    EDITORS_GRAPH,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    VANN,
    VOID,
    Iris,
    claim_node,
    source_node,
    statement_node,
)
from aigraph.ontology import Ontology, Property
from aigraph.rdf.evidence import END, FULFILLED, START, TYPE, EvidenceWriter, Triple
from aigraph.rdf.terms import aig

__all__ = ["SOURCE_TEXTS", "bounds", "to_quads"]

SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
LABEL, PREF, ALT, HIDDEN = (
    NamedNode(iri) for iri in (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")
)
SAME_AS, URL = NamedNode(SCHEMA + "sameAs"), NamedNode(SCHEMA + "url")
REPLACED = NamedNode(DCTERMS + "isReplacedBy")
PART_OF = NamedNode(DCTERMS + "isPartOf")
DERIVED = NamedNode(PROV + "wasDerivedFrom")
TITLE, LANGUAGE, LICENCE, REQUIRES = (
    NamedNode(DCTERMS + name) for name in ("title", "language", "license", "requires")
)
CREATOR, PUBLISHER = NamedNode(DCTERMS + "creator"), NamedNode(DCTERMS + "publisher")

#: The field of a source → the IRI of its property.
SOURCE_TEXTS: Mapping[str, NamedNode] = {
    "language": LANGUAGE,
    "url": URL,
    "licence": LICENCE,
    "sha256": aig("sha256"),
    "note": aig("note"),
}


def to_quads(graph: Graph, ontology: Ontology) -> Iterator[Quad]:
    """Yield every quad of a graph, each once; closure triples are the rules' to add."""
    writer, editors = _Writer(graph.iris, ontology), graph.editors
    homes: dict[str | None, list[Statement]] = {None: [], EDITORS_GRAPH: [], DERIVED_GRAPH: []}
    for statement in graph.statements:
        if statement.derived:
            homes[DERIVED_GRAPH].append(statement)
        elif statement.rests_only_on(editors):
            homes[EDITORS_GRAPH].append(statement)
        else:
            homes[None].append(statement)
    for triple in writer.plain_nouns(graph):
        yield Quad(*triple)
    direct: set[Triple] = set()
    for home, statements in homes.items():
        name = (NamedNode(home),) if home else ()
        for statement in statements:
            fresh = [t for t in writer.direct(statement) if t not in direct]
            direct.update(fresh)
            for triple in (*fresh, *writer.statement(statement)):
                yield Quad(*triple, *name)


def bounds(quantity: Quantity) -> str:
    """Return a quantity without a number named as text: `>20`, `20-30`, `unstated`."""
    low = "" if quantity.min is None else plain(quantity.min)
    high = "" if quantity.max is None else plain(quantity.max)
    if low and high:
        return f"{low}-{high}"
    sign = {"moreThan": ">", "atLeast": ">=", "lessThan": "<", "atMost": "<="}.get(quantity.comparator or "", "")
    return f"{sign}{low or high}" or "unstated"


class _Writer(EvidenceWriter):
    """The triples of each noun of a graph."""

    def __init__(self, iris: Iris, ontology: Ontology) -> None:
        super().__init__(iris)
        self.ontology = ontology

    def direct(self, statement: Statement) -> Iterator[Triple]:
        if self.ontology.is_direct(statement):
            prop = self.ontology.properties[statement.predicate]
            iri = self.node(statement.subject)
            yield from self.parts(iri, prop.name, statement.object, prop.value_type, prop.namespace)

    def plain_nouns(self, graph: Graph) -> Iterator[Triple]:
        yield from self._spaces(graph.iris)
        for entity in graph.entities:
            yield from self._entity(entity)
        for source in graph.sources:
            yield from self._source(source)
        for claim in graph.claims:
            yield from self._claim(claim)

    def _spaces(self, iris: Iris) -> Iterator[Triple]:
        """Yield what each graph folder says of itself; a graph requires those that it extends."""
        for space in iris.spaces:
            base = NamedNode(space.base)
            yield base, TYPE, NamedNode(VOID + "Dataset")
            yield base, NamedNode(VOID + "uriSpace"), Literal(space.base)
            yield base, NamedNode(VANN + "preferredNamespacePrefix"), Literal(space.prefix)
            yield from ((base, TITLE, Literal(text, language=language)) for language, text in space.titles.items())
            yield from ((base, LANGUAGE, Literal(language)) for language in space.languages)
            if space.licence:
                yield base, LICENCE, Literal(space.licence)
        yield from ((NamedNode(iris.own.base), REQUIRES, NamedNode(space.base)) for space, _ in iris.others)

    def _entity(self, entity: Entity) -> Iterator[Triple]:
        iri = self.node(entity.id)
        for name in entity.classes:
            yield iri, TYPE, aig(name, self.ontology.classes[name].namespace)
        yield from self._names(iri, entity.names)
        for alias in entity.aliases:
            yield iri, ALT, Literal(alias)
        for wrong in entity.misspellings:
            yield iri, HIDDEN, Literal(wrong)
        for same in entity.same_as:
            yield iri, SAME_AS, NamedNode(same)
        if entity.replaced_by:
            yield iri, REPLACED, self.node(entity.replaced_by)
        if entity.note:
            yield iri, aig("note"), Literal(entity.note)

    def _names(self, iri: NamedNode, names: Mapping[str, str]) -> Iterator[Triple]:
        for language, name in names.items():
            yield iri, PREF, Literal(name, language=language)
            yield iri, LABEL, Literal(name, language=language)

    def _source(self, source: Source) -> Iterator[Triple]:
        iri = self.node(source_node(source.id))
        yield iri, TYPE, aig("Source")
        yield from self._names(iri, source.names)
        for slugs, prop in ((source.author, CREATOR), (source.publisher, PUBLISHER)):
            yield from ((iri, prop, self.node(slug)) for slug in slugs)
        for name, prop in SOURCE_TEXTS.items():
            if text := getattr(source, name):
                yield iri, prop, Literal(text)
        for name, date in (("publishedOn", source.date), ("retrievedOn", source.retrieved)):
            if date:
                yield from self.parts(iri, name, date)
        if source.length is not None:
            yield iri, aig("length"), self.term("length", source.length, "integer")
        if source.contained_in:
            yield iri, aig("containedIn"), self.node(source_node(source.contained_in))
        if source.work:
            yield iri, aig("textOf"), self.node(source.work)
        if source.editors:
            yield iri, aig("editors"), self.term("editors", True, "boolean")
        for section in source.sections:
            yield from self._section(iri, section)

    def _section(self, source: NamedNode, section: Section) -> Iterator[Triple]:
        iri = NamedNode(f"{source.value}/{section.id}")
        yield iri, TYPE, aig("Section")
        yield iri, PART_OF, source
        yield from self._names(iri, section.names)
        if section.start is not None and section.end is not None:
            yield iri, START, self.term("", section.start, "integer")
            yield iri, END, self.term("", section.end, "integer")

    def statement(self, statement: Statement) -> Iterator[Triple]:
        iri = self.node(statement_node(statement.id))
        prop = self.ontology.properties[statement.predicate]
        yield iri, TYPE, aig("Observation" if prop.use == "metric" else "Statement")
        yield iri, SUBJECT, self.node(statement.subject)
        yield iri, PREDICATE, aig(prop.name, prop.namespace)
        yield from self._object(iri, prop, statement.object)
        for name, values in statement.qualifiers.items():
            own = self.ontology.properties[name]
            for value in values:
                yield from self.parts(iri, name, value, own.value_type, own.namespace)
        yield iri, aig("modality"), Literal(statement.modality)
        yield iri, aig("stage"), Literal(statement.stage)
        yield iri, aig("settled"), self.term("", statement.settled, "boolean")
        yield iri, aig("disputed"), self.term("", statement.disputed, "boolean")
        others = (self.node(statement_node(other)) for other in statement.contradicted_by)
        yield from ((iri, aig("contradictedBy"), other) for other in others)
        if statement.retracted:
            yield iri, aig("retractionReason"), Literal(statement.retracted.reason)
            yield from self.parts(iri, "retractionDate", statement.retracted.date)
        if statement.held:
            yield iri, aig("holds"), Literal(statement.held.holds)
            for name in ("undated", "lapsed"):
                yield iri, aig(name), self.term("", getattr(statement.held, name), "boolean")
        yield from ((iri, FULFILLED, self.node(statement_node(actual))) for actual in statement.fulfilled_by)
        yield from self.outcomes(iri, statement.outcomes)
        if statement.derived:
            yield from ((iri, aig("derivedBy"), Literal(rule)) for rule in statement.derived.rules)
            yield from ((iri, DERIVED, self.node(statement_node(premise))) for premise in statement.derived.premises)
            yield from ((iri, aig("proof"), Literal(proof)) for proof in statement.derived.written)
        yield from self.evidence(iri, statement.evidence)

    def _object(self, iri: NamedNode, prop: Property, value: Value) -> Iterator[Triple]:
        """Yield the object; a metric's number in its parts too, and as text where it is no exact or rough number."""
        if not isinstance(value, Quantity):
            parts = split(prop.name, value)
            for name, scalar in parts.items():
                where = OBJECT if name == prop.name else aig("object" + name.removeprefix(prop.name))
                yield iri, where, self.term(name, scalar, prop.value_type)
            return
        yield from self.parts(iri, "value", value, "quantity")
        yield iri, OBJECT, Literal(bounds(value)) if value.value is None else self.term("", value.value, "quantity")

    def _claim(self, claim: Claim) -> Iterator[Triple]:
        iri = self.node(claim_node(claim.id))
        kind = self.ontology.kind(claim.kind)
        assert kind is not None
        yield iri, TYPE, aig(kind.name, kind.namespace)
        for language, text in claim.text.items():
            yield iri, aig("text"), Literal(text, language=language)
        for name, (prop, folder) in CLAIM_LINKS.items():
            yield from ((iri, aig(prop), self.node(folder + target)) for target in getattr(claim, name))
        if claim.part_of:
            yield iri, aig("partOfClaim"), self.node(claim_node(claim.part_of))
        for name, said in CLAIM_TEXTS.items():
            if text := getattr(claim, name):
                yield iri, aig(said), Literal(text)
        if claim.probability is not None:
            yield iri, aig("probability"), self.term("", claim.probability, "quantity")
        if claim.due:
            yield from self.parts(iri, "due", claim.due)
        yield from self.evidence(iri, claim.evidence)
        yield from self.outcomes(iri, claim.outcomes)
