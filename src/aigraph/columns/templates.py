"""What the ordinary writers make of a statement or an entity of symbols: N-Quads, nodes and edges for all its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from aigraph.columns.symbols import ALPHABETS, Field, SymbolicIris, Symbols, Template, bare
from aigraph.model import Entity, Graph, Ref, Statement
from aigraph.ontology import Ontology
from aigraph.property_graph import Edge, Node, Projection, PropertyValue
from aigraph.rdf.write import to_quads

__all__ = ["Written", "keys", "write_once"]


@dataclass(frozen=True, slots=True)
class Written:
    """What one thing of symbols comes to; the symbols are in the texts and numbers of its nodes and edges.

    Things with a key in common have to be looked at together. `quads` is its N-Quads. `attributes` are the properties
    that a statement gives to the node of its `subject`.
    """

    id: Template
    subject: Template
    symbols: Symbols
    quads: Template
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    attributes: Mapping[str, PropertyValue]
    keys: tuple[Template, ...] = ()

    @property
    def told(self) -> tuple[Template, ...]:
        """All of it without the symbols."""
        rest = repr((self.nodes, self.edges, self.attributes))
        return self.id, *self.keys, self.quads, self.symbols.template(rest)


def write_once(make: Callable[[Symbols], Graph], ontology: Ontology) -> tuple[Written, ...]:
    """Return what each statement, else each entity, of the graph that `make` makes of symbols comes to.

    The sources of that graph are left out, as are the subjects of its statements. It is made and written with two
    alphabets, so that a constant which looks like a symbol of one is found out.
    """
    for one, other in pairwise(ALPHABETS):
        first, second = (_write(make, Symbols(alphabet), ontology) for alphabet in (one, other))
        if [written.told for written in first] == [written.told for written in second]:
            return first
    raise AssertionError("constants look like the symbols of every alphabet")


def _write(make: Callable[[Symbols], Graph], symbols: Symbols, ontology: Ontology) -> tuple[Written, ...]:
    graph = make(symbols)
    iris = SymbolicIris.like(graph.iris, symbols)
    if not graph.statements:
        before = Graph(sources=graph.sources, iris=iris)
        each = [(e, Graph((e,), graph.sources, iris=iris)) for e in graph.entities]
        return tuple(_difference(symbols.template(e.id), before, after, symbols, ontology) for e, after in each)
    found = []
    for stated in graph.statements:
        subject = Entity(stated.subject, (next(iter(ontology.classes)),), {})
        before, after = (Graph((subject,), graph.sources, said, iris=iris) for said in ((), (stated,)))
        told = tuple(symbols.template(key) for key in keys(stated, ontology))
        written = _difference(symbols.template(stated.id), before, after, symbols, ontology, subject.id)
        found.append(replace(written, keys=told))
    return tuple(found)


def keys(stated: Statement, ontology: Ontology) -> Iterator[str]:
    """Yield what statements have in common that must be looked at together: an id, or a fact that stands by itself.

    Of an attribute that is no list that is its subject, since two values today are a finding.
    """
    yield stated.id
    if ontology.is_direct(stated):
        told_by_object = isinstance(stated.object, Ref) or (
            ontology.properties[stated.predicate].list and isinstance(stated.object, str)
        )
        yield f"{stated.subject} {stated.predicate} {stated.object if told_by_object else ''}"


def _difference(
    name: Template, before: Graph, after: Graph, symbols: Symbols, ontology: Ontology, subject: str = ""
) -> Written:
    """Return what a graph comes to beyond another, and what its subject has as properties beyond that of the other."""
    old = set(to_quads(before, ontology))
    quads = [quad for quad in to_quads(after, ontology) if quad not in old]
    pieces = [Projection(graph, ontology) for graph in (before, after)]
    known, nodes = ({node.id: node for node in one.nodes()} for one in pieces)
    edges = {edge.id for edge in pieces[0].edges()}
    mine = nodes[subject].properties.items() if subject else ()
    return Written(
        name,
        symbols.template(subject),
        symbols,
        _n_quads(quads, symbols),
        tuple(node for node in nodes.values() if node.id not in known),
        tuple(edge for edge in pieces[1].edges() if edge.id not in edges),
        {key: value for key, value in mine if key not in known[subject].properties},
    )


def _n_quads(quads: Iterable[Quad], symbols: Symbols) -> Template:
    """Return quads as N-Quads, with columns in them."""
    parts: list[str | Field] = []
    for quad in quads:
        terms = [quad.subject, quad.predicate, quad.object]
        if not isinstance(quad.graph_name, DefaultGraph):
            terms.append(quad.graph_name)
        for term in terms:
            parts += [*_term(term, symbols), " "]
        parts.append(".\n")
    return bare(tuple(parts))


def _term(term: object, symbols: Symbols) -> Template:
    if isinstance(term, Literal):
        quoted, _, after = str(term).rpartition('"')
        return *symbols.template(f'{quoted}"', "literal"), after
    assert isinstance(term, NamedNode), "no blank nodes in the data"
    return "<", *symbols.template(term.value), ">"
