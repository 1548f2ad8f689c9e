"""What the ontology's axioms add to the triples: subclass, subproperty, inverse, symmetric, transitive, chain.

Plain triples, never statements. Domain and range are checks, not sources of types.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from pyoxigraph import NamedNode, Store

from aigraph.namespaces import OWL, RDF, RDFS, Iris

__all__ = ["Closure", "Triple"]

Triple = tuple[Any, Any, Any]

_TYPE, _FIRST, _REST = (NamedNode(RDF + name) for name in ("type", "first", "rest"))
_INVERSE, _CHAIN, _SYMMETRIC, _TRANSITIVE = (
    NamedNode(OWL + name) for name in ("inverseOf", "propertyChainAxiom", "SymmetricProperty", "TransitiveProperty")
)
_SUB_CLASS, _SUB_PROPERTY = NamedNode(RDFS + "subClassOf"), NamedNode(RDFS + "subPropertyOf")
_SAME_CLASS, _SAME_PROPERTY = NamedNode(OWL + "equivalentClass"), NamedNode(OWL + "equivalentProperty")


class Closure:
    """The axioms of a store, every triple that they were applied to, and what came of it.

    Each triple is looked at once; what is added is ours only, so that no class of another vocabulary is derived from
    another's.
    """

    def __init__(self, store: Store, iris: Iris) -> None:
        """Read the axioms, and know no triple yet; `iris` says which things are ours."""
        self.iris = iris
        self.above = _pairs(store, _SUB_CLASS, _SAME_CLASS)
        self.over = _pairs(store, _SUB_PROPERTY, _SAME_PROPERTY)
        self.turned = _pairs(store, _INVERSE, _INVERSE)
        for quad in store.quads_for_pattern(None, _TYPE, _SYMMETRIC, None):
            self.turned[quad.subject].add(quad.subject)
        self.transitive = {q.subject for q in store.quads_for_pattern(None, _TYPE, _TRANSITIVE, None)}
        chains = {(_list(store, q.object), q.subject) for q in store.quads_for_pattern(None, _CHAIN, None, None)}
        self.chains = sorted((*chains, *(((p, p), p) for p in self.transitive)), key=str)
        self.members: dict[Any, list[tuple[tuple[Any, ...], int, Any]]] = defaultdict(list)
        for chain, whole in self.chains:
            for at, part in enumerate(chain):
                self.members[part].append((chain, at, whole))
        self.known: set[Triple] = set()
        self._ahead: dict[tuple[Any, Any], set[Any]] = defaultdict(set)
        self._back: dict[tuple[Any, Any], set[Any]] = defaultdict(set)

    def of(self, store: Store) -> list[Triple]:
        """Add every triple of a store that an axiom may be applied to, and return what follows."""
        return self.add(self.used(store))

    def used(self, store: Store, *, types: bool = True) -> Iterator[Triple]:
        """Yield every triple of a store that an axiom may be applied to, those that say a class unless told not to."""
        used = {*([_TYPE] if types else []), *self.over, *self.turned, *self.members}
        used |= {p for some in (*self.over.values(), *self.turned.values()) for p in some}
        used |= {whole for _, whole in self.chains}
        named = (p for p in used if isinstance(p, NamedNode))
        return ((q.subject, p, q.object) for p in named for q in store.quads_for_pattern(None, p, None, None))

    def add(self, triples: Iterable[Triple]) -> list[Triple]:
        """Add triples and return those that follow from them and what was there, until nothing more does."""
        todo = [triple for triple in dict.fromkeys(triples) if triple not in self.known]
        for triple in todo:
            self._know(triple)
        found = []
        while todo:
            for fresh in self._following(todo.pop()):
                if fresh not in self.known and self._ours(fresh[0]):
                    self._know(fresh)
                    todo.append(fresh)
                    found.append(fresh)
        return found

    def higher(self, kinds: Iterable[Any]) -> set[Any]:
        """Return the classes above some, themselves only where they are above one another."""
        todo, found = list(kinds), set()
        while todo:
            for one in self.above.get(todo.pop(), ()):
                if isinstance(one, NamedNode) and one not in found:
                    found.add(one)
                    todo.append(one)
        return found

    def reached(self, predicates: Iterable[Any]) -> set[Any]:
        """Return the predicates and all that a triple of one of them may lead to."""
        todo, found = list(predicates), set()
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += [*self.over.get(one, ()), *self.turned.get(one, ()), *(w for _, _, w in self.members[one])]
        return found

    def reasons(self, triple: Triple) -> Iterator[tuple[str, Any, tuple[Triple, ...]]]:
        """Yield each way in which one axiom gives a triple: the kind, the term it is about, the triples it takes."""
        subject, predicate, target = triple
        if predicate == _TYPE:
            yield from self._taken("subClassOf", ((c, (subject, _TYPE, c)) for c in _below(self.above, target)))
        yield from self._taken("subPropertyOf", ((p, (subject, p, target)) for p in _below(self.over, predicate)))
        turned = _below(self.turned, predicate)
        yield from self._taken("symmetric", ((p, (target, p, subject)) for p in turned if p == predicate))
        yield from self._taken("inverseOf", ((p, (target, p, subject)) for p in turned if p != predicate))
        for chain, whole in self.chains:
            if whole == predicate:
                kind = "transitive" if chain == (whole, whole) else "propertyChain"
                for way in self._ways(subject, chain, target):
                    if triple not in way:
                        yield kind, predicate, way

    def _taken(self, kind: str, found: Iterable[tuple[Any, Triple]]) -> Iterator[tuple[str, Any, tuple[Triple, ...]]]:
        return ((kind, term, (triple,)) for term, triple in found if triple in self.known)

    def _ways(self, start: Any, chain: tuple[Any, ...], end: Any) -> Iterator[tuple[Triple, ...]]:
        """Yield each way of triples along a chain."""
        stops: list[tuple[Any, ...]] = [(start,)]
        for part in chain:
            stops = [(*way, stop) for way in stops for stop in sorted(self._ahead[way[-1], part], key=str)]
        for way in stops:
            if way[-1] == end:
                yield tuple((one, part, other) for (one, other), part in zip(pairwise(way), chain, strict=True))

    def _ours(self, term: object) -> bool:
        return isinstance(term, NamedNode) and self.iris.holds(term.value)

    def _know(self, triple: Triple) -> None:
        self.known.add(triple)
        subject, predicate, target = triple
        if predicate in self.members:
            self._ahead[subject, predicate].add(target)
            self._back[predicate, target].add(subject)

    def _following(self, triple: Triple) -> Iterator[Triple]:
        """Yield what one application of an axiom to a triple, and to what is known, gives."""
        subject, predicate, target = triple
        yield from ((subject, other, target) for other in self.over.get(predicate, ()))
        if predicate == _TYPE:
            yield from ((subject, _TYPE, kind) for kind in self.above.get(target, ()) if isinstance(kind, NamedNode))
        if not isinstance(target, NamedNode):
            return
        yield from ((target, other, subject) for other in self.turned.get(predicate, ()))
        for chain, at, whole in self.members.get(predicate, ()):
            lefts, rights = {subject}, {target}
            for part in reversed(chain[:at]):
                lefts = {one for stop in lefts for one in self._back[part, stop]}
            for part in chain[at + 1 :]:
                rights = {one for stop in rights for one in self._ahead[stop, part]}
            yield from [(left, whole, right) for left in lefts for right in rights]


def _pairs(store: Store, predicate: NamedNode, both: NamedNode) -> dict[Any, set[Any]]:
    """Return what a predicate relates, one way, and what `both` relates, both ways."""
    found: dict[Any, set[Any]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, predicate, None, None):
        found[quad.subject].add(quad.object)
    for quad in store.quads_for_pattern(None, both, None, None):
        found[quad.subject].add(quad.object)
        found[quad.object].add(quad.subject)
    return found


def _below(pairs: dict[Any, set[Any]], wanted: Any) -> list[Any]:
    return sorted((one for one, others in pairs.items() if wanted in others), key=str)


def _list(store: Store, head: Any) -> tuple[Any, ...]:
    """Return the members of an RDF list, in order."""
    found = []
    while first := next(store.quads_for_pattern(head, _FIRST, None, None), None):
        found.append(first.object)
        head = next(store.quads_for_pattern(head, _REST, None, None)).object
    return tuple(found)
