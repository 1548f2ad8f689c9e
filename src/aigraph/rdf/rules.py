"""What follows from what is stated: the rules of the ontology and the closure of its axioms, run to a fixpoint.

A rule is a SPARQL SELECT in `ontology/rules/*.rq`; a row gives ?subject ?predicate ?object and the premises
(?premise1 …), and becomes a statement with its proof. A statement whose predicate the ontology marks as drawn is one of
the graph's, of the others only the bare triple stands. Rules see every statement that is not retracted, a rumour too:
what follows from it is a rumour.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import IO, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolution, QuerySolutions, RdfFormat, Store

from aigraph.errors import OntologyError
from aigraph.model import Graph, Statement
from aigraph.namespaces import DERIVED_GRAPH, EDITORS_GRAPH, RDF, Iris, local_id, statement_node
from aigraph.ontology import Ontology
from aigraph.rdf.closure import Closure, Triple
from aigraph.rdf.proofs import Proofs, Row, Stated
from aigraph.rdf.rule import Rule, read_rules
from aigraph.rdf.schema import schema_quads
from aigraph.rdf.terms import Terms, aig
from aigraph.rdf.write import to_quads

__all__ = ["Rule", "derive", "infer", "infer_stored", "read_rules"]

_HOME = NamedNode(DERIVED_GRAPH)
#: As many triples of a store are looked at together.
_PART = 100_000
_TYPE, _SUBJECT, _PREDICATE, _OBJECT = (NamedNode(RDF + name) for name in ("type", "subject", "predicate", "object"))


def infer(graph: Graph, ontology: Ontology) -> tuple[Graph, Store]:
    """Run the ontology's rules and the closure of its axioms over what the graph states, until nothing more follows.

    Returns the graph with the statements derived by rules whose predicate the ontology marks as drawn, and a store that
    holds every quad: of the graph, of the ontology, what was derived. What is already stated is not derived again.
    """
    run = _Run(_store(graph, ontology), Stated.of(graph), graph.iris, ontology, read_rules(ontology.folders))
    drawn = run.finish()
    return replace(graph, statements=tuple(sorted([*graph.statements, *drawn], key=lambda s: s.id))), run.store


def infer_stored(store: Store, stated: Stated, iris: Iris, ontology: Ontology) -> list[Statement]:
    """Do as `infer` where a store holds what is stated and the ontology; return the derived statements that are drawn.

    What is stated is read a part at a time; held are the derived statements, and what takes part in chains.
    """
    return _StoredRun(store, stated, iris, ontology, read_rules(ontology.folders)).finish()


def _store(graph: Graph, ontology: Ontology) -> Store:
    store = Store()
    store.extend(to_quads(graph, ontology))
    store.extend(schema_quads(ontology))
    return store


def derive(graph: Graph, ontology: Ontology, rules: Sequence[Rule]) -> tuple[Store, list[Statement]]:
    """Return every statement that follows, drawn or not, sorted by id, with a store that holds them for rules to read.

    Raises:
        OntologyError: a rule is no SELECT of a subject, a predicate of the ontology and an object.
    """
    run = _Run(_store(graph, ontology), Stated.of(graph), graph.iris, ontology, rules)
    return run.store, run.proofs.statements()


class _Run(Terms):
    """One run of the rules to the fixpoint: the store that they read, the closure, the proofs."""

    def __init__(self, store: Store, stated: Stated, iris: Iris, ontology: Ontology, rules: Sequence[Rule]) -> None:
        super().__init__(iris)
        self.ontology, self.store = ontology, store
        self.closure = Closure(self.store, self.iris)
        self.proofs = Proofs(stated, ontology, {rule.name: rule.counts for rule in rules})
        self.begin()
        todo = [(rule, rule.query) for rule in rules]
        while todo:
            fresh, names = self.round(todo)
            again = [rule for rule in rules if rule.may_read(names)] if names else []
            todo = [(rule, query) for rule in again for query in rule.narrowed(fresh, names, self.iris)]

    def begin(self) -> None:
        """Write what the axioms give of what is stated."""
        self.write(self.closure.of(self.store))

    def follow(self, triples: Iterable[Triple]) -> None:
        """Write what the axioms give of some triples and what was there."""
        self.write(self.closure.add(triples))

    def round(self, todo: Iterable[tuple[Rule, str]]) -> tuple[Mapping[str, list[str]], set[str]]:
        """Ask the queries once; return the ids that are new, by predicate, and the predicates of all that is new."""
        rows = [(rule.name, row) for rule, query in todo for row in self.rows(rule, query)]
        fresh = [row for name, row in rows if self.proofs.add(name, row)]
        self.write(triple for row in fresh for triple in self.seen(row.id, row.subject, row.predicate, row.object))
        settled = list(self.proofs.settled())
        triples = [(self.node(row.subject), self.predicate(row.predicate), self.node(row.object)) for row in settled]
        triples = [triple for triple in triples if not self.known(triple)]
        self.write(triples)
        self.follow(triples)
        new: dict[str, list[str]] = defaultdict(list)
        for row in fresh:
            new[row.predicate].append(row.id)
        changed = self.closure.reached(self.predicate(row.predicate) for row in (*fresh, *settled))
        return new, {self.ontology.local(term.value) or term.value for term in changed if isinstance(term, NamedNode)}

    def finish(self) -> list[Statement]:
        """Leave in the store what stands there for good, and return the statements that are drawn."""
        derived = self.proofs.statements()
        drawn = [s for s in derived if self.ontology.properties[s.predicate].drawn]
        for s in derived:
            for triple in self.seen(s.id, s.subject, s.predicate, str(s.object)):
                self.store.remove(Quad(*triple, _HOME))
        quads = to_quads(Graph(statements=tuple(drawn), iris=self.iris), self.ontology)
        said = [(q.subject, q.predicate, q.object) for q in quads if q.graph_name == _HOME]
        self.write(triple for triple in said if not self.known(triple))
        self.follow(said)
        return drawn

    def predicate(self, name: str) -> NamedNode:
        return NamedNode(self.ontology.iri(name))

    def seen(self, identifier: str, subject: str, predicate: str, target: str) -> Iterator[Triple]:
        """Yield the triples by which other rules see a derived statement."""
        iri = self.node(statement_node(identifier))
        yield iri, _TYPE, aig("Statement")
        yield iri, _SUBJECT, self.node(subject)
        yield iri, _PREDICATE, self.predicate(predicate)
        yield iri, _OBJECT, self.node(target)

    def write(self, triples: Iterable[Triple]) -> None:
        self.store.extend(Quad(*triple, _HOME) for triple in triples)

    def known(self, triple: Triple) -> bool:
        subject, predicate, target = triple
        return next(self.store.quads_for_pattern(subject, predicate, target, None), None) is not None

    def rows(self, rule: Rule, query: str) -> Iterator[Row]:
        """Yield what a rule's query derives, a row for each proof."""
        try:
            results = self.store.query(query, prefixes=self.iris.prefixes, use_default_graph_as_union=True)
        except SyntaxError as err:
            raise OntologyError(f"rule {rule.name!r}: {err}; expected a SELECT. Correct its query") from err
        names = [v.value for v in results.variables] if isinstance(results, QuerySolutions) else []
        if not isinstance(results, QuerySolutions) or not {"subject", "predicate", "object"} <= set(names):
            told = ", ".join(names) or "no rows"
            raise OntologyError(f"rule {rule.name!r} gives {told}; expected ?subject ?predicate ?object ?premise1")
        premises = [name for name in names if name.startswith("premise")]
        for row in results:
            iri = _iri(rule, row, "predicate")
            name = self.ontology.local(iri)
            if name not in self.ontology.properties:
                raise OntologyError(
                    f"rule {rule.name!r} derives {iri!r}, which is no predicate of the ontology. Declare it"
                )
            subject, target = (self.iris.node(_iri(rule, row, end)) for end in ("subject", "object"))
            bound = [premise for premise in premises if row[premise] is not None]
            taken = frozenset(local_id(self.iris.node(_iri(rule, row, premise))) for premise in bound)
            if not taken:
                raise OntologyError(f"rule {rule.name!r} has a row without a premise; expected ?premise1. Name it")
            counted = row["counted"] if "counted" in names else None
            yield Row(subject, str(name), target, taken, str(counted) if counted else None)


class _StoredRun(_Run):
    """A run that asks the store what is known, and so need not hold it."""

    def begin(self) -> None:
        self.store.bulk_load(input=cast(IO[bytes], _Text(self.types())), format=RdfFormat.N_QUADS)
        stated = self.closure.used(self.store, types=False)
        while part := list(islice(stated, _PART)):
            self.store.bulk_extend(Quad(*triple, _HOME) for triple in self.fresh(part))

    def types(self) -> Iterator[str]:
        """Yield what the classes of things are below as N-Quads, a class at a time: most of what the axioms give."""
        homes = (DefaultGraph(), NamedNode(EDITORS_GRAPH))
        kinds = [kind for kind in sorted(self.closure.above, key=str) if isinstance(kind, NamedNode)]
        said = {kind for kind in {*kinds, *self.closure.higher(kinds)} if self.stands(kind)}
        for kind in kinds:
            higher = self.closure.higher([kind])
            never = "".join(f"%s {_TYPE} {one} {_HOME} .\n" for one in sorted(higher - said, key=str))
            for quad in (quad for home in homes for quad in self.store.quads_for_pattern(None, _TYPE, kind, home)):
                if self.iris.holds(getattr(quad.subject, "value", "")):
                    yield never.replace("%s", str(quad.subject))
                    found = ((quad.subject, _TYPE, one) for one in sorted(higher & said, key=str))
                    yield from (f"{s} {p} {o} {_HOME} .\n" for s, p, o in found if not self.known((s, p, o)))

    def stands(self, kind: NamedNode) -> bool:
        """Return whether anything is stated to be of a class."""
        return next(self.store.quads_for_pattern(None, _TYPE, kind, None), None) is not None

    def follow(self, triples: Iterable[Triple]) -> None:
        self.write(self.fresh(triples))

    def fresh(self, triples: Iterable[Triple]) -> list[Triple]:
        """Return what the axioms give of some triples that the store has not."""
        self.closure.known.clear()
        return [triple for triple in self.closure.add(triples) if not self.known(triple)]


class _Text:
    """A file to read pieces of text from."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces

    def read(self, size: int) -> bytes:
        """Return the next pieces, about so much."""
        found, length = [], 0
        for piece in self._pieces:
            found.append(piece)
            length += len(piece)
            if length >= size:
                break
        return "".join(found).encode()


def _iri(rule: Rule, row: QuerySolution, name: str) -> str:
    term = row[name]
    if not isinstance(term, NamedNode):
        raise OntologyError(f"rule {rule.name!r} gives {term} for ?{name}; expected an IRI. Correct its query")
    return term.value
