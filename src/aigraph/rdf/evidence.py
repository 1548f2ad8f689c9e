"""Evidence and outcomes, of statements and of claims alike, to RDF and back."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from aigraph.model import Cell, Date, Evidence, Outcome, Span, Unverified, Value
from aigraph.model.scalars import Scalar, join, split
from aigraph.namespaces import (
    DCTERMS,
    OA,
    ONTOLOGY,
    PROV,
    RDF,
    evidence_node,
    local_id,
    outcome_node,
    source_node,
    statement_node,
)
from aigraph.rdf.terms import Terms, aig

__all__ = ["ATTRIBUTED", "END", "FULFILLED", "START", "TYPE", "EvidenceReader", "EvidenceWriter", "Triple"]

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

TYPE = NamedNode(RDF + "type")
SELECTOR, EXACT, START, END = (NamedNode(OA + name) for name in ("hasSelector", "exact", "start", "end"))
QUOTED, ATTRIBUTED = (NamedNode(PROV + name) for name in ("wasQuotedFrom", "wasAttributedTo"))
FULFILLED = aig("fulfilledBy")
CONFORMS, FRAGMENT = NamedNode(DCTERMS + "conformsTo"), NamedNode(RDF + "value")
#: What the fragments of cells conform to. Source: https://www.w3.org/TR/annotation-model/#fragment-selector
RFC_7111 = NamedNode("http://tools.ietf.org/rfc/rfc7111")


class EvidenceWriter(Terms):
    """The triples of evidence and of outcomes."""

    def parts(
        self, iri: NamedNode, name: str, value: Value, kind: str = "date", namespace: str = ONTOLOGY
    ) -> Iterator[Triple]:
        """Yield what a value says, a triple each part."""
        for part, scalar in split(name, value).items():
            yield iri, aig(part, namespace), self.term(part, scalar, kind)

    def evidence(self, owner: NamedNode, evidence: Iterable[Evidence]) -> Iterator[Triple]:
        """Yield each piece of evidence."""
        for item in evidence:
            iri = self.node(evidence_node(item.id))
            yield owner, aig("evidence"), iri
            yield iri, TYPE, aig("Evidence")
            source = self.node(source_node(item.source))
            yield iri, QUOTED, source
            yield iri, aig("modality"), Literal(item.modality)
            if item.section:
                yield iri, aig("section"), NamedNode(f"{source.value}/{item.section}")
            if item.span:
                selector = NamedNode(f"{iri.value}/{'cell' if item.cell else 'span'}")
                yield iri, SELECTOR, selector
                yield from self.span(selector, item.span, "Span")
            if item.speakers:
                yield iri, aig("speakerChain"), Literal(" < ".join(item.speakers))
                yield from ((iri, ATTRIBUTED, self.node(speaker)) for speaker in sorted(set(item.speakers)))
            if item.via:
                yield iri, aig("via"), self.node(item.via)
            if item.gloss:
                yield iri, aig("gloss"), Literal(item.gloss, language="en")
            for number, span in enumerate(item.context, 1):
                context = NamedNode(f"{iri.value}/context/{number}")
                yield iri, aig("context"), context
                yield from self.span(context, span, "Context")

    def span(self, iri: NamedNode, span: Span | Unverified | Cell, kind: str) -> Iterator[Triple]:
        """Yield a quoted stretch, or a cell."""
        yield iri, TYPE, aig("Cell" if isinstance(span, Cell) else kind)
        yield iri, EXACT, Literal(span.quote)
        if isinstance(span, Cell):
            yield iri, CONFORMS, RFC_7111
            yield iri, FRAGMENT, Literal(span.fragment)
            yield iri, aig("columnName"), Literal(span.name)
            if span.key:
                yield iri, aig("rowKey"), Literal(span.key)
        if not isinstance(span, Span):
            return
        yield iri, START, self.term("", span.start, "integer")
        yield iri, END, self.term("", span.end, "integer")

    def outcomes(self, owner: NamedNode, outcomes: Iterable[Outcome]) -> Iterator[Triple]:
        """Yield what became of a claim or statement."""
        for outcome in outcomes:
            iri = self.node(outcome_node(outcome.id))
            yield owner, aig("outcome"), iri
            yield iri, TYPE, aig("Outcome")
            yield iri, aig("verdict"), Literal(outcome.verdict)
            yield iri, aig("reason"), Literal(outcome.reason)
            yield from self.parts(iri, "outcomeDate", outcome.date)
            if outcome.judge:
                yield iri, aig("judgedBy"), self.node(outcome.judge)
            yield from ((iri, FULFILLED, self.node(statement_node(actual))) for actual in outcome.fulfilled_by)
            yield from self.evidence(iri, outcome.evidence)


class EvidenceReader(Terms):
    """What is said of each subject, by property; the evidence and outcomes in it."""

    facts: Mapping[str, Mapping[NamedNode, list[NamedNode | Literal]]]

    def values(self, iri: str, prop: NamedNode) -> list[NamedNode | Literal]:
        """Return the values of a property."""
        return self.facts[iri][prop] if prop in self.facts.get(iri, {}) else []

    def nodes(self, iri: str, prop: NamedNode) -> list[str]:
        """Return the node ids that a property has, sorted."""
        return sorted(self.iris.node(found.value) for found in self.values(iri, prop))

    def text(self, iri: str, prop: NamedNode) -> str | None:
        """Return the one text of a property."""
        return next((found.value for found in self.values(iri, prop)), None)

    def flag(self, iri: str, name: str) -> bool:
        """Return whether a property of ours is true."""
        return self.text(iri, aig(name)) == "true"

    def part(self, iri: str, name: str, namespace: str = ONTOLOGY) -> Scalar | None:
        """Return one part of a value."""
        return next((self.scalar(found) for found in self.values(iri, aig(name, namespace))), None)

    def date(self, iri: str, name: str) -> Date | None:
        """Return a date from its parts."""
        value = join(name, "date", lambda part: self.part(iri, part))
        return value if isinstance(value, Date) else None

    def evidence(self, owner: str) -> tuple[Evidence, ...]:
        """Return the evidence of something, in order."""
        items = [self.one_evidence(found.value) for found in self.values(owner, aig("evidence"))]
        return tuple(sorted(items, key=lambda e: e.order))

    def one_evidence(self, iri: str) -> Evidence:
        """Return a piece of evidence."""
        chain = self.text(iri, aig("speakerChain"))
        contexts = [found.value for found in self.values(iri, aig("context"))]
        contexts.sort(key=lambda context: int(context.rsplit("/", 1)[-1]))
        section = self.nodes(iri, aig("section"))
        assert bool(chain) == bool(self.values(iri, ATTRIBUTED))
        return Evidence(
            id=local_id(self.iris.node(iri)),
            source=local_id(self.nodes(iri, QUOTED)[0]),
            section=section[0].rsplit("/", 1)[-1] if section else None,
            span=next((self.span(found.value) for found in self.values(iri, SELECTOR)), None),
            context=tuple(span for context in contexts if (span := self.span(context)) is not None),
            modality=self.text(iri, aig("modality")) or "asserted",
            speakers=tuple(chain.split(" < ")) if chain else (),
            via=next(iter(self.nodes(iri, aig("via"))), None),
            gloss=self.text(iri, aig("gloss")),
        )

    def span(self, iri: str) -> Span | Unverified | Cell | None:
        """Return a quoted stretch, or a cell."""
        quote, start, end = self.text(iri, EXACT), self.text(iri, START), self.text(iri, END)
        if quote is None:
            return None
        if (fragment := self.text(iri, FRAGMENT)) is not None:
            name, key = self.text(iri, aig("columnName")) or "", self.text(iri, aig("rowKey")) or ""
            return Cell.of(fragment, quote, name, key)
        return Unverified(quote) if start is None or end is None else Span(quote, int(start), int(end))

    def outcomes(self, owner: str) -> tuple[Outcome, ...]:
        """Return the outcomes of something, in order."""
        found = [self.outcome(found.value) for found in self.values(owner, aig("outcome"))]
        return tuple(sorted(found, key=lambda outcome: outcome.order))

    def outcome(self, iri: str) -> Outcome:
        """Return an outcome."""
        date = self.date(iri, "outcomeDate")
        assert date is not None
        return Outcome(
            id=local_id(self.iris.node(iri)),
            verdict=self.text(iri, aig("verdict")) or "",
            date=date,
            reason=self.text(iri, aig("reason")) or "",
            judge=next(iter(self.nodes(iri, aig("judgedBy"))), None),
            fulfilled_by=tuple(map(local_id, self.nodes(iri, FULFILLED))),
            evidence=self.evidence(iri),
        )
