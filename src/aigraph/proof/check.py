"""A small checker of proofs: the rule's own text, asked by another engine of the premises alone, then of all there is.

It shares nothing with the reasoner but the rules' files and how statements are written in RDF.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from aigraph.model import MODALITIES, Graph, Proof, Statement
from aigraph.namespaces import local_id, statement_node
from aigraph.ontology import Ontology
from aigraph.rdf.rules import read_rules
from aigraph.rdf.schema import schema_quads
from aigraph.rdf.terms import Terms
from aigraph.rdf.write import to_quads

if TYPE_CHECKING:
    import rdflib
    from rdflib.plugins.sparql.sparql import Query

__all__ = ["check"]

#: The variables of premises that the pattern itself binds.
_BOUND = re.compile(r"\?(premise\d+) rdf:predicate")


def check(graph: Graph, ontology: Ontology, undrawn: Iterable[Statement] = ()) -> list[str]:
    """Return what is wrong with the proofs of a graph's derived statements, a sentence each; nothing where all hold.

    Each proof has to be a row of its rule where only its premises are there, none of which can be spared, and where all
    that is stated is there, too; and the statement has to be as well known as the best of them.

    Args:
        graph: with its derived statements.
        ontology: the schema, with its rules.
        undrawn: further derived statements, which the graph does not hold.
    """
    return list(_Checker(graph, ontology, undrawn).problems())


class _Checker(Terms):
    """The rules, read by rdflib, and the statements that proofs name."""

    def __init__(self, graph: Graph, ontology: Ontology, undrawn: Iterable[Statement]) -> None:
        from rdflib.plugins.sparql import prepareQuery

        super().__init__(graph.iris)
        self.graph, self.ontology = graph, ontology
        self.derived = [*(s for s in graph.statements if s.derived), *undrawn]
        self.statements: Mapping[str, Statement] = {s.id: s for s in (*graph.statements, *undrawn)}
        rules = read_rules(ontology.folders)
        self.rules: Mapping[str, tuple[Query, list[str]]] = {
            r.name: (prepareQuery(r.query, initNs=self.iris.prefixes), sorted(set(_BOUND.findall(r.query))))
            for r in rules
        }
        self.schema = _triples(schema_quads(ontology))

    def problems(self) -> Iterator[str]:
        stated = [s for s in self.graph.statements if not s.derived]
        whole = self._rdf([*stated, *self.derived])
        for statement in self.derived:
            assert statement.derived
            if not statement.derived.proofs:
                yield f"{statement.id}: has no proof"
            for proof in statement.derived.proofs:
                if wrong := self._wrong(statement, proof, whole):
                    yield f"{statement.id}: {proof}: {wrong}"
            yield from self._known(statement)

    def _wrong(self, statement: Statement, proof: Proof, whole: "rdflib.Graph") -> str:
        """Return what is wrong with a proof, empty where nothing is."""
        if proof.rule not in self.rules:
            return "there is no such rule"
        if unknown := [premise for premise in proof.premises if premise not in self.statements]:
            return f"there is no {', '.join(unknown)}"
        premises = [self.statements[premise] for premise in proof.premises]
        if back := [premise.id for premise in premises if premise.retracted]:
            return f"{', '.join(back)} is retracted"
        if not self._gives(statement, proof, self._rdf(premises)):
            return "the premises do not give it"
        if not self._gives(statement, proof, whole):
            return "something else that is stated forbids it"
        for spared in premises:
            rest = Proof(proof.rule, tuple(p for p in proof.premises if p != spared.id))
            if rest.premises and self._gives(statement, rest, self._rdf([p for p in premises if p != spared])):
                return f"{spared.id} can be spared"
        return ""

    def _gives(self, statement: Statement, proof: Proof, rdf: "rdflib.Graph") -> bool:
        """Return whether a row of the rule is the statement, with the premises of the proof."""
        from rdflib import URIRef

        query, names = self.rules[proof.rule]
        ends = {
            "subject": URIRef(self.iris.of(statement.subject)),
            "object": URIRef(self.iris.of(str(statement.object))),
        }
        for order in permutations(proof.premises, min(len(names), len(proof.premises))):
            given = {name: URIRef(self.iris.of(statement_node(one))) for name, one in zip(names, order, strict=False)}
            for row in rdf.query(query, initBindings=ends | given):
                found = row.asdict()  # type: ignore[union-attr]
                taken = {
                    local_id(self.iris.node(str(term))) for name, term in found.items() if name.startswith("premise")
                }
                if taken == set(proof.premises) and str(found["predicate"]) == self.ontology.iri(statement.predicate):
                    return True
        return False

    def _known(self, statement: Statement) -> Iterator[str]:
        """Yield what is wrong with how well a statement is known."""
        assert statement.derived
        grades, settled = [], []
        for proof in statement.derived.proofs:
            premises = [self.statements[p] for p in proof.premises if p in self.statements]
            grades.append(max((MODALITIES.index(p.modality) for p in premises), default=0))
            settled.append(all(p.settled for p in premises))
        if grades and statement.modality != MODALITIES[min(grades)]:
            yield f"{statement.id}: is {statement.modality}; its best proof makes it {MODALITIES[min(grades)]}"
        if statement.settled and not any(settled):
            yield f"{statement.id}: is settled; no proof has settled premises alone"

    def _rdf(self, statements: Iterable[Statement]) -> "rdflib.Graph":
        """Return statements as an rdflib graph, with the classes of what they name and the schema."""
        import rdflib

        kept = tuple(statements)
        named = {end for statement in kept for end in statement.ends}
        entities = tuple(
            replace(entity, classes=self.ontology.ancestors(entity.classes))
            for entity in self.graph.entities
            if entity.id in named
        )
        plain = (replace(s, derived=None, evidence=()) for s in kept)
        rdf = rdflib.Graph()
        for triple in (
            *self.schema,
            *_triples(to_quads(Graph(entities=entities, statements=tuple(plain), iris=self.iris), self.ontology)),
        ):
            rdf.add(triple)
        return rdf


def _triples(quads: Iterable[object]) -> list[tuple["rdflib.term.Node", "rdflib.term.Node", "rdflib.term.Node"]]:
    """Return quads as rdflib's triples; of the schema only what rules may ask for, plain names and values."""
    from pyoxigraph import Literal, NamedNode, Quad
    from rdflib import Literal as Text
    from rdflib import URIRef

    found: list[tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]] = []
    for quad in quads:
        assert isinstance(quad, Quad)
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            found.append((URIRef(subject.value), URIRef(predicate.value), URIRef(value.value)))
        elif isinstance(subject, NamedNode) and isinstance(value, Literal) and not value.language:
            datatype = None if value.datatype.value.endswith("#string") else URIRef(value.datatype.value)
            found.append((URIRef(subject.value), URIRef(predicate.value), Text(value.value, datatype=datatype)))
    return found
