"""What the ordinary writers make of a statement or an entity of symbols: N-Quads, nodes and edges for all its rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from aigraph.columns.symbols import ALPHABETS, Field, SymbolicIris, Symbols, Template, bare
from aigraph.model import Entity, Graph
from aigraph.ontology import Ontology
from aigraph.property_graph import Edge, Node, Projection, PropertyValue
from aigraph.rdf.write import to_quads

__all__ = ["Written", "write_once"]


@dataclass(frozen=True, slots=True)
class Written:
    """What one thing of symbols comes to; the symbols are in the texts and numbers of its nodes and edges.

    `quads` is its N-Quads, `direct` that of those of them which another statement may come to as well. `attributes` are
    the properties that a statement gives to the node of its subject.
    """

    id: Template
    symbols: Symbols
    quads: Template = ()
    direct: Template = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    attributes: Mapping[str, PropertyValue] = field(default_factory=dict)

    @property
    def told(self) -> tuple[Template, ...]:
        """All of it without the symbols."""
        rest = repr((self.nodes, self.edges, self.attributes))
        return self.id, self.quads, self.direct, self.symbols.template(rest)


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
        each = [(entity.id, Graph((entity,), graph.sources, iris=iris)) for entity in graph.entities]
        return tuple(_difference(name, before, after, symbols, ontology) for name, after in each)
    found = []
    for stated in graph.statements:
        subject = Entity(stated.subject, (next(iter(ontology.classes)),), {})
        before = Graph((subject,), graph.sources, iris=iris)
        after = Graph((subject,), graph.sources, (stated,), iris=iris)
        found.append(_difference(stated.id, before, after, symbols, ontology, subject.id))
    return tuple(found)


def _difference(
    name: str, before: Graph, after: Graph, symbols: Symbols, ontology: Ontology, subject: str | None = None
) -> Written:
    """Return what a graph comes to beyond another; `subject` is an entity of both."""
    old = set(to_quads(before, ontology))
    quads = [quad for quad in to_quads(after, ontology) if quad not in old]
    direct = [q for q in quads if subject is not None and q.subject == NamedNode(after.iris.of(subject))]
    pieces = [Projection(graph, ontology) for graph in (before, after)]
    known, nodes = ({node.id: node for node in one.nodes()} for one in pieces)
    edges = {edge.id for edge in pieces[0].edges()}
    mine = nodes[subject].properties.items() if subject is not None else ()
    return Written(
        symbols.template(name),
        symbols,
        _n_quads(quads, symbols),
        _n_quads(direct, symbols),
        tuple(node for node in nodes.values() if node.id not in known),
        tuple(edge for edge in pieces[1].edges() if edge.id not in edges),
        {key: value for key, value in mine if key not in known[subject or ""].properties},
    )


def _n_quads(quads: Iterable[Quad], symbols: Symbols) -> Template:
    """Return quads as N-Quads. Source: https://www.w3.org/TR/n-quads/"""
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
