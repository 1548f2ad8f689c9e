"""The nodes and edges that say where things are read from and what became of them: sources, evidence, outcomes."""

from collections.abc import Iterable, Iterator

from aigraph.model import Cell, Evidence, Outcome, Source, Span, Unverified
from aigraph.namespaces import Iris, evidence_node, outcome_node, source_node
from aigraph.ontology import Ontology
from aigraph.property_graph.parts import Edge, Node, Properties, languages, link, scalars

__all__ = ["evidence_nodes", "outcome_nodes", "source_edges", "source_nodes"]


def evidence_nodes(owner_kind: str, owner: str, evidence: Iterable[Evidence], iris: Iris) -> Iterator[Node]:
    """Yield the evidence of a statement, a claim or an outcome."""
    for item in evidence:
        identifier = evidence_node(item.id)
        properties: Properties = {
            "id": identifier,
            "iri": iris.of(identifier),
            owner_kind: owner,
            "source": item.source,
            "modality": item.modality,
            "speaker": list(item.speakers),
        }
        if item.section:
            properties["section"] = item.section
        if item.via:
            properties["via"] = item.via
        if item.gloss:
            properties["gloss"] = item.gloss
        if item.span:
            _set_span(properties, item.span)
        if item.context:
            _set_context(properties, item.context)
        yield Node(identifier, ("Evidence",), properties)


def _set_span(properties: Properties, span: Span | Unverified | Cell) -> None:
    if span.quote:
        properties["quote"] = span.quote
    if isinstance(span, Span):
        properties["charStart"] = span.start
        properties["charEnd"] = span.end
    elif isinstance(span, Cell):
        properties |= {"row": span.row, "column": span.name, "columnNumber": span.column}
        if span.key:
            properties["rowKey"] = span.key


def _set_context(properties: Properties, context: tuple[Span | Unverified | Cell, ...]) -> None:
    properties["contextQuotes"] = [span.quote for span in context]
    if placed := [span for span in context if isinstance(span, Span)]:
        properties["contextStarts"] = [span.start for span in placed]
        properties["contextEnds"] = [span.end for span in placed]
    if cells := [cell for cell in context if isinstance(cell, Cell)]:
        properties["contextColumns"] = [cell.name for cell in cells]
        properties["contextColumnNumbers"] = [cell.column for cell in cells]


def outcome_nodes(
    owner_kind: str, owner: str, outcomes: Iterable[Outcome], ontology: Ontology, iris: Iris
) -> Iterator[Node]:
    """Yield the outcomes of a claim or a statement, each with its evidence."""
    for outcome in outcomes:
        identifier = outcome_node(outcome.id)
        properties: Properties = {"id": identifier, "iri": iris.of(identifier), owner_kind: owner}
        properties |= {"verdict": outcome.verdict, "reason": outcome.reason}
        properties |= scalars("outcomeDate", outcome.date)
        if outcome.judge:
            properties["judge"] = outcome.judge
        if outcome.fulfilled_by:
            properties["fulfilledBy"] = list(outcome.fulfilled_by)
        yield Node(identifier, ontology.ancestors(["Outcome"]), properties)
        yield from evidence_nodes("outcome", outcome.id, outcome.evidence, iris)


def source_nodes(source: Source, iris: Iris) -> Iterator[Node]:
    """Yield a source and its sections."""
    identifier = source_node(source.id)
    properties: Properties = {"id": identifier, "iri": iris.of(identifier), "editors": source.editors}
    properties |= languages("name", source.names)
    for name in ("language", "url", "licence", "sha256", "length", "note"):
        if (value := getattr(source, name)) is not None:
            properties[name] = value
    for name, date in (("publishedOn", source.date), ("retrievedOn", source.retrieved)):
        if date:
            properties |= scalars(name, date)
    yield Node(identifier, ("Source",), properties)
    for order, section in enumerate(source.sections, 1):
        place = f"{identifier}/{section.id}"
        bounds = {"charStart": section.start, "charEnd": section.end}
        yield Node(
            place,
            ("Section",),
            {"id": place, "iri": iris.of(place), "position": order, **languages("name", section.names)}
            | {name: value for name, value in bounds.items() if value is not None},
        )


def source_edges(source: Source) -> Iterator[Edge]:
    """Yield what links a source."""
    identifier = source_node(source.id)
    yield from (link(identifier, "HAS_AUTHOR", slug) for slug in source.author)
    yield from (link(identifier, "HAS_PUBLISHER", slug) for slug in source.publisher)
    yield from (link(identifier, "HAS_SECTION", f"{identifier}/{section.id}") for section in source.sections)
    if source.contained_in:
        yield link(identifier, "CONTAINED_IN", source_node(source.contained_in))
    if source.work:
        yield link(identifier, "TEXT_OF", source.work)
