"""The property graph back to statements: the inverse of `property_graph.project`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from aigraph.model import (
    CLAIM_LINKS,
    CLAIM_TEXTS,
    Cell,
    Claim,
    Date,
    Derivation,
    Entity,
    Evidence,
    Graph,
    Held,
    Outcome,
    Qualifiers,
    Quantity,
    Ref,
    Retraction,
    Section,
    Source,
    Span,
    Statement,
    Unverified,
    Value,
)
from aigraph.model.scalars import Scalar, join
from aigraph.namespaces import claim_node, local_id, outcome_node, statement_node
from aigraph.ontology import Ontology, edge_type
from aigraph.property_graph import Node, PropertyGraph, PropertyValue

__all__ = ["unproject"]

Properties = Mapping[str, PropertyValue]


def unproject(graph: PropertyGraph, ontology: Ontology) -> Graph:
    """Return the graph that a full property graph was projected from."""
    return replace(_Reader(graph, ontology).graph(), iris=graph.iris)


class _Reader:
    """The nodes by kind, the plain links by source and type, the evidence by owner."""

    def __init__(self, graph: PropertyGraph, ontology: Ontology) -> None:
        self.ontology, self.full = ontology, graph
        self.links: dict[tuple[str, str], list[str]] = defaultdict(list)
        for edge in graph.edges:
            if "predicate" not in edge.properties:
                self.links[edge.source, edge.type].append(edge.target)
        self.evidence: dict[str, list[Evidence]] = defaultdict(list)
        for node in self.of("Evidence"):
            self.evidence[_owner(node.properties)].append(_evidence(node.properties))
        self.outcomes: dict[str, list[Outcome]] = defaultdict(list)
        for node in self.of("Outcome"):
            self.outcomes[_owner(node.properties)].append(self.outcome(node))

    def of(self, label: str) -> Iterator[Node]:
        return (node for node in self.full.nodes if label in node.labels)

    def targets(self, node: str, kind: str, folder: str = "") -> tuple[str, ...]:
        return tuple(sorted(target.removeprefix(folder) for target in self.links[node, kind]))

    def graph(self) -> Graph:
        statements = [self.statement(node.properties, None) for node in self.of("Statement")]
        statements += [
            self.statement({**edge.properties, "subject": edge.source}, Ref(edge.target))
            for edge in self.full.edges
            if "predicate" in edge.properties
        ]
        return Graph(
            entities=tuple(map(self.entity, self.of("Entity"))),
            sources=tuple(map(self.source, self.of("Source"))),
            statements=tuple(sorted(statements, key=lambda s: s.id)),
            claims=tuple(map(self.claim, self.of("Claim"))),
        )

    def entity(self, node: Node) -> Entity:
        found = node.properties
        replaced = self.targets(node.id, "REPLACED_BY")
        return Entity(
            id=node.id,
            classes=() if replaced else tuple(sorted(self.stated(node.labels))),
            names=_languages(found, "name") if not replaced else {},
            aliases=_list(found, "aliases"),
            misspellings=_list(found, "misspellings"),
            same_as=_list(found, "sameAs"),
            replaced_by=replaced[0] if replaced else None,
            note=_text(found, "note"),
        )

    def stated(self, labels: Iterable[str]) -> set[str]:
        """Return the labels that no other label implies."""
        names = set(labels)
        return names - {parent for name in names for parent in self.ontology.ancestors([name]) if parent != name}

    def source(self, node: Node) -> Source:
        found = node.properties
        contained = self.targets(node.id, "CONTAINED_IN", "source/")
        parts = [n for n in self.of("Section") if n.id in self.links[node.id, "HAS_SECTION"]]
        return Source(
            id=local_id(node.id),
            names=_languages(found, "name"),
            editors=bool(found["editors"]),
            author=self.targets(node.id, "HAS_AUTHOR"),
            publisher=self.targets(node.id, "HAS_PUBLISHER"),
            language=_text(found, "language"),
            date=_date(found, "publishedOn"),
            retrieved=_date(found, "retrievedOn"),
            url=_text(found, "url"),
            licence=_text(found, "licence"),
            sha256=_text(found, "sha256"),
            length=_int(found, "length"),
            contained_in=contained[0] if contained else None,
            work=next(iter(self.targets(node.id, "TEXT_OF")), None),
            note=_text(found, "note"),
            sections=tuple(_section(n) for n in sorted(parts, key=lambda n: int(str(n.properties["position"])))),
        )

    def statement(self, found: Properties, target: Ref | None) -> Statement:
        identifier = local_id(str(found["id"]))
        prop = self.ontology.properties[str(found["predicate"])]
        value: Value | None = target
        if value is None:
            name = "value" if prop.value_type == "quantity" else "object"
            value = join(name, prop.value_type, lambda part: _scalar(found, part))
        reason, withdrawn = _text(found, "retractionReason"), _date(found, "retractionDate")
        held = _text(found, "holds")
        return Statement(
            id=identifier,
            subject=str(found["subject"]),
            predicate=prop.name,
            object=Quantity() if value is None else value,
            qualifiers=self.qualifiers(found, skip="value" if prop.value_type == "quantity" else ""),
            stage=str(found["stage"]),
            evidence=self.in_order(statement_node(identifier)),
            settled=bool(found["settled"]),
            disputed=bool(found["disputed"]),
            contradicted_by=_list(found, "contradictedBy"),
            retracted=Retraction(reason, withdrawn) if reason and withdrawn else None,
            derived=Derivation.read(proofs, str(found["modality"])) if (proofs := _list(found, "proofs")) else None,
            held=Held(held, bool(found["undated"]), bool(found["lapsed"])) if held else None,
            outcomes=self.outcomes_of(statement_node(identifier)),
            fulfilled_by=_list(found, "fulfilledBy"),
        )

    def qualifiers(self, found: Properties, skip: str) -> Qualifiers:
        values: dict[str, tuple[Value, ...]] = {}
        for prop in self.ontology.qualifiers():
            if prop.name == skip:
                continue
            if prop.list:
                items = [join(prop.name, prop.value_type, _always(word)) for word in _list(found, prop.name)]
                if items:
                    values[prop.name] = tuple(item for item in items if item is not None)
            elif (value := join(prop.name, prop.value_type, lambda part: _scalar(found, part))) is not None:
                values[prop.name] = (value,)
        return values

    def in_order(self, owner: str) -> tuple[Evidence, ...]:
        return tuple(sorted(self.evidence[owner], key=lambda e: e.order))

    def claim(self, node: Node) -> Claim:
        found = node.properties
        links = {
            name: _list(found, prop) if folder == "statement/" else self.targets(node.id, edge_type(prop), folder)
            for name, (prop, folder) in CLAIM_LINKS.items()
        }
        parent = self.targets(node.id, "PART_OF_CLAIM", "claim/")
        return Claim(
            id=local_id(node.id),
            kind=str(found["kind"]),
            text=_languages(found, "text"),
            part_of=parent[0] if parent else None,
            due=_date(found, "due"),
            probability=None if "probability" not in found else Decimal(str(found["probability"])),
            evidence=self.in_order(node.id),
            outcomes=self.outcomes_of(node.id),
            **links,  # type: ignore[arg-type]
            **{name: _text(found, prop) for name, prop in CLAIM_TEXTS.items()},  # type: ignore[arg-type]
        )

    def outcomes_of(self, owner: str) -> tuple[Outcome, ...]:
        return tuple(sorted(self.outcomes[owner], key=lambda outcome: outcome.order))

    def outcome(self, node: Node) -> Outcome:
        found = node.properties
        date = _date(found, "outcomeDate")
        assert date is not None
        return Outcome(
            id=local_id(node.id),
            verdict=str(found["verdict"]),
            date=date,
            reason=str(found["reason"]),
            judge=_text(found, "judge"),
            fulfilled_by=_list(found, "fulfilledBy"),
            evidence=self.in_order(node.id),
        )


def _owner(found: Properties) -> str:
    """Return the node id of what a piece of evidence or an outcome is of."""
    nodes = {"statement": statement_node, "claim": claim_node, "outcome": outcome_node}
    return next(node(str(found[kind])) for kind, node in nodes.items() if kind in found)


def _evidence(found: Properties) -> Evidence:
    quote, start, end = _text(found, "quote"), _int(found, "charStart"), _int(found, "charEnd")
    context, starts, ends = (_list(found, f"context{part}") for part in ("Quotes", "Starts", "Ends"))
    placed = None if start is None or end is None else (start, end)
    cell = _cell(found, quote) if quote is not None and "columnNumber" in found else None
    return Evidence(
        id=local_id(str(found["id"])),
        source=str(found["source"]),
        section=_text(found, "section"),
        span=cell or (None if quote is None else Span(quote, *placed) if placed else Unverified(quote)),
        context=tuple(_cells(found, cell, context))
        if cell
        else tuple(Span(words, int(a), int(z)) for words, a, z in zip(context, starts, ends, strict=True))
        if starts
        else tuple(map(Unverified, context)),
        modality=str(found["modality"]),
        speakers=_list(found, "speaker"),
        via=_text(found, "via"),
        gloss=_text(found, "gloss"),
    )


def _cell(found: Properties, quote: str) -> Cell:
    row, column = _int(found, "row"), _int(found, "columnNumber")
    assert row is not None
    assert column is not None
    return Cell(quote, row, column, _text(found, "column") or "", _text(found, "rowKey") or "")


def _cells(found: Properties, first: Cell, quotes: tuple[str, ...]) -> Iterator[Cell]:
    """Yield the further cells of a piece of evidence, which stand in the row of the first."""
    names, numbers = _list(found, "contextColumns"), _list(found, "contextColumnNumbers")
    for quote, name, number in zip(quotes, names, numbers, strict=True):
        yield replace(first, quote=quote, name=name, column=int(number))


def _section(node: Node) -> Section:
    found = node.properties
    names = _languages(found, "name")
    return Section(node.id.rsplit("/", 1)[-1], names, _int(found, "charStart"), _int(found, "charEnd"))


def _languages(found: Properties, name: str) -> dict[str, str]:
    texts = {key.removeprefix(name).lower() or "en": str(value) for key, value in found.items() if _is(key, name)}
    return dict(sorted(texts.items()))


def _is(key: str, name: str) -> bool:
    """Return whether a key is `name` or `name` with a language of two or three letters: `nameZh`."""
    rest = key.removeprefix(name)
    return key.startswith(name) and (not rest or (len(rest) in (2, 3) and rest[0].isupper() and rest[1:].islower()))


def _scalar(found: Properties, part: str) -> Scalar | None:
    value = found.get(part)
    assert not isinstance(value, list)
    return str(value) if isinstance(value, float) else value


def _always(word: str) -> Callable[[str], Scalar]:
    return lambda _: word


def _text(found: Properties, name: str) -> str | None:
    return str(found[name]) if name in found else None


def _int(found: Properties, name: str) -> int | None:
    return int(str(found[name])) if name in found else None


def _list(found: Properties, name: str) -> tuple[str, ...]:
    value = found.get(name, [])
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _date(found: Properties, name: str) -> Date | None:
    value = join(name, "date", lambda part: _scalar(found, part))
    return value if isinstance(value, Date) else None
