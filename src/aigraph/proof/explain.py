"""Why a statement or a triple holds: every proof that the rules recorded, and the axioms, down to what is stated."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from pyoxigraph import NamedNode, Store

from aigraph.model import Graph, Proof, Ref, Statement
from aigraph.namespaces import RDF
from aigraph.ontology import Ontology
from aigraph.proof.asked import A, Asked
from aigraph.proof.missing import missing
from aigraph.proof.nouns import Node, Way
from aigraph.proof.written import Why
from aigraph.rdf.closure import Closure, Triple
from aigraph.rdf.rules import Rule, derive, read_rules
from aigraph.rdf.terms import Terms
from aigraph.words.sentences import Wording

__all__ = ["explain"]

_TYPE = NamedNode(RDF + "type")
#: How many statements that are near are named.
_NEAR = 5


def explain(asked: Asked, graph: Graph, ontology: Ontology, store: Callable[[], Store], wording: Wording) -> Why:
    """Return why something holds, or what is missing.

    Args:
        asked: what is asked of.
        graph: with what is drawn of what follows; what else follows is derived when it is asked of.
        ontology: the schema, with its rules.
        store: gives the quads; asked only for what no statement says.
        wording: says it.
    """
    return _Explainer(graph, ontology, store, wording).why(asked)


class _Explainer(Terms):
    """Collects the nodes that the answer speaks of."""

    def __init__(self, graph: Graph, ontology: Ontology, store: Callable[[], Store], wording: Wording) -> None:
        super().__init__(graph.iris)
        self.graph, self.ontology, self.wording, self._store = graph, ontology, wording, store
        self.statements = {s.id: s for s in graph.statements}
        self.nodes: dict[str, Node] = {}

    def why(self, asked: Asked) -> Why:
        roots = self._roots(asked)
        absent = (
            () if roots else tuple(missing(asked, self._all_rules, self.store, self.iris, self.wording.whole, self.add))
        )
        near = () if roots or any(one.there for one in absent) else tuple(self._near(asked))
        return Why(str(asked), roots, dict(self.nodes), absent, near, self.wording.language)

    @cached_property
    def store(self) -> Store:
        return self._store()

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        return {rule.name: rule for rule in self._all_rules}

    @cached_property
    def _all_rules(self) -> Sequence[Rule]:
        return read_rules(self.ontology.folders)

    @cached_property
    def _undrawn(self) -> Mapping[str, Statement]:
        """What follows and is not drawn: bare triples, and what not even they say."""
        return {s.id: s for s in derive(self.graph, self.ontology, self._all_rules)[1]}

    @cached_property
    def closure(self) -> Closure:
        closure = Closure(self.store, self.iris)
        closure.of(self.store)
        return closure

    def add(self, identifier: str) -> str:
        """Add a statement with all that its proofs take, and return its id."""
        todo = [identifier]
        while todo:
            one = todo.pop()
            if one not in self.nodes:
                statement = self.statements.get(one) or self._undrawn[one]
                ways = tuple(map(self._way, statement.derived.proofs)) if statement.derived else ()
                manner = self.wording.manner(statement)
                sentence = self.wording.whole(statement)
                self.nodes[one] = Node(one, sentence, manner, statement.settled, statement.evidence, ways)
                todo += [premise for way in ways for premise in way.premises]
        return identifier

    def _way(self, proof: Proof) -> Way:
        rule = self.rules.get(proof.rule)
        said = (rule.sentence_zh if self.wording.language == "zh" else "") or rule.sentence if rule else ""
        return Way(proof.rule, said, proof.premises)

    def _roots(self, asked: Asked) -> tuple[str, ...]:
        if asked.id is not None:
            return (self.add(asked.id),)
        found = [s for s in self._said(asked.subject, asked.predicate) if self._fits(s, asked.object)]
        if found:
            return tuple(self.add(s.id) for s in found)
        if asked.object is None:
            return ()
        if asked.predicate == A:
            return self._triple((self.node(asked.subject), _TYPE, self._iri(asked.object)))
        if self.ontology.properties[asked.predicate].value_type != "entity":
            return ()
        identifier = f"{asked.subject}/{asked.predicate}/{asked.object}"
        if identifier in self._undrawn:
            return (self.add(identifier),)
        return self._triple((self.node(asked.subject), self._iri(asked.predicate), self.node(asked.object)))

    @cached_property
    def _every(self) -> Mapping[tuple[str, str], list[Statement]]:
        found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in self.graph.statements:
            found[statement.subject, statement.predicate].append(statement)
        return found

    def _said(self, subject: str, predicate: str) -> list[Statement]:
        return self._every.get((subject, predicate), [])

    def _fits(self, statement: Statement, target: str | None) -> bool:
        if target is None:
            return True
        if isinstance(statement.object, Ref):
            return statement.object.id == target
        words = {str(statement.object), str(statement.object).lower(), self.wording.value(statement.object)}
        return target in words

    def _near(self, asked: Asked) -> Iterable[str]:
        """Yield the ids of statements of the same subject, or object, and predicate."""
        near = [
            s
            for s in self.graph.statements
            if s.predicate == asked.predicate and (s.subject == asked.subject or str(s.object) == asked.object)
        ]
        return map(self.add, (s.id for s in near[:_NEAR]))

    # -- bare triples ---------------------------------------------------------------------------------------------

    def _triple(self, triple: Triple) -> tuple[str, ...]:
        """Add a triple that is there with the axioms that give it, and return its id; nothing where it is not."""
        if triple not in self.closure.known:
            return ()
        reasons = self._reachable(triple)
        ranks = {one: 0 for one, ways in reasons.items() if not ways}
        size = -1
        while size < len(ranks):
            size = len(ranks)
            for one, ways in reasons.items():
                above = [
                    max(ranks[p] for p in premises) for _, _, premises in ways if all(p in ranks for p in premises)
                ]
                if one not in ranks and above:
                    ranks[one] = min(above) + 1
        for one, ways in reasons.items():
            given = [w for w in ways if all(ranks.get(p, _NEVER) < ranks.get(one, _NEVER) for p in w[2])]
            self._add_triple(one, given)
        return tuple(self._ids(triple))

    def _reachable(self, triple: Triple) -> dict[Triple, list[tuple[str, object, tuple[Triple, ...]]]]:
        """Return the reasons of a triple, and of what they take, down to what statements say."""
        reasons: dict[Triple, list[tuple[str, object, tuple[Triple, ...]]]] = {}
        todo = [triple]
        while todo:
            one = todo.pop()
            if one not in reasons:
                reasons[one] = [] if self._of_statements(one) else list(self.closure.reasons(one))
                todo += [premise for _, _, premises in reasons[one] for premise in premises]
        return reasons

    def _of_statements(self, triple: Triple) -> list[str]:
        """Return the ids of the statements that a triple stands for."""
        subject, predicate, target = triple
        name = self.ontology.local(predicate.value)
        if not isinstance(target, NamedNode) or name is None:
            return []
        start, end = self.iris.node(subject.value), self.iris.node(target.value)
        found = [s.id for s in self._said(start, name) if s.object == Ref(end) and s.settled]
        undrawn = f"{start}/{name}/{end}"
        return found or ([undrawn] if undrawn in self._undrawn and self._undrawn[undrawn].settled else [])

    def _ids(self, triple: Triple) -> list[str]:
        return self._of_statements(triple) or [" ".join(self._term(term) for term in triple)]

    def _add_triple(self, triple: Triple, ways: Iterable[tuple[str, object, tuple[Triple, ...]]]) -> None:
        if found := self._of_statements(triple):
            for one in found:
                self.add(one)
            return
        [identifier] = self._ids(triple)
        made = []
        for kind, term, premises in ways:
            said = self.wording.word(
                kind, "why", term=self._label(term), whole=self._label(triple[-1 if triple[1] == _TYPE else 1])
            )
            made.append(Way(kind, said, tuple(one for premise in premises for one in self._ids(premise))))
        manner = "" if made else self.wording.word("declared", "why")
        sentence = " ".join(map(self._label, triple))
        self.nodes[identifier] = replace(Node(identifier, sentence, manner), ways=tuple(made))

    def _label(self, term: object) -> str:
        """Return a term in words, as far as the ontology has them."""
        assert isinstance(term, NamedNode)
        if term == _TYPE:
            return self.wording.word("isA", "why")
        name = self.ontology.local(term.value) or ""
        known = self.ontology.classes.get(name) or self.ontology.properties.get(name)
        if known:
            return known.labels.get(self.wording.language, name)
        return self.wording.name(self.iris.node(term.value)) if self.iris.is_entity(term.value) else self._term(term)

    def _term(self, term: object) -> str:
        assert isinstance(term, NamedNode)
        if self.iris.is_entity(term.value):
            return self.iris.node(term.value)
        return A if term == _TYPE else self.iris.curie(term.value)

    def _iri(self, name: str) -> NamedNode:
        return NamedNode(self.ontology.iri(name))


_NEVER = 10**9
