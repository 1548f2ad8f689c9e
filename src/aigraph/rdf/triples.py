"""Triples in memory, asked by predicate: what is asked once is remembered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from aigraph.namespaces import RDF, RDFS

__all__ = ["Term", "Triples"]

Term = NamedNode | BlankNode | Literal | Triple
Index = Mapping[Term, Collection[Term]]

TYPE, SUBCLASS = NamedNode(RDF + "type"), NamedNode(RDFS + "subClassOf")
FIRST, REST = NamedNode(RDF + "first"), NamedNode(RDF + "rest")


class Triples:
    """The triples of quads, their graphs forgotten.

    `store` has them for SPARQL; it keeps a number's value but not how it was written, and so is asked for nothing else.
    """

    def __init__(self, quads: Iterable[Quad | Triple]) -> None:
        """Hold the triples."""
        self._quads: dict[NamedNode, list[Quad | Triple]] = defaultdict(list)
        for quad in quads:
            self._quads[quad.predicate].append(quad)
        self._indexes: dict[tuple[NamedNode, bool], Index] = {}
        self._members: dict[Term, frozenset[Term]] = {}

    def __iter__(self) -> Iterator[Quad]:
        """Yield the triples as quads of the default graph."""
        for quads in self._quads.values():
            yield from (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)

    @cached_property
    def store(self) -> Store:
        """The triples in the default graph of a store."""
        store = Store()
        store.bulk_extend(self)
        return store

    def objects(self, predicate: NamedNode, *, backwards: bool = False) -> Index:
        """Return the objects of a predicate by subject; backwards, the subjects by object."""
        key = predicate, backwards
        if key not in self._indexes:
            found: dict[Term, dict[Term, None]] = defaultdict(dict)
            for quad in self._quads.get(predicate, ()):
                one, other = (quad.object, quad.subject) if backwards else (quad.subject, quad.object)
                found[one][other] = None
            self._indexes[key] = dict(found)
        return self._indexes[key]

    def of(self, subject: Term, predicate: NamedNode) -> Sequence[Term]:
        """Return the objects of one subject, sorted by how N-Triples writes them."""
        return sorted(self.objects(predicate).get(subject, ()), key=str)

    def members(self, kind: Term) -> frozenset[Term]:
        """Return the instances of a class and of the classes below it."""
        if kind not in self._members:
            below, instances = self.objects(SUBCLASS, backwards=True), self.objects(TYPE, backwards=True)
            classes, todo = {kind}, [kind]
            while todo:
                new = set(below.get(todo.pop(), ())) - classes
                classes |= new
                todo += new
            self._members[kind] = frozenset(member for one in classes for member in instances.get(one, ()))
        return self._members[kind]

    def items(self, head: Term) -> list[Term]:
        """Return the items of an RDF list."""
        first, rest = self.objects(FIRST), self.objects(REST)
        found: list[Term] = []
        seen: set[Term] = set()
        while head in first and head not in seen:
            seen.add(head)
            found += first[head]
            head = next(iter(rest.get(head, ())), head)
        return found

    def predicates(self, subject: Term) -> set[NamedNode]:
        """Return the predicates of what is said about a subject."""
        return {predicate for predicate in self._quads if subject in self.objects(predicate)}
