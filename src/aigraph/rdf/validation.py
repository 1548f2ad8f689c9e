"""SHACL over the data as stated, before any inference; each finding at the line of the seed that caused it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, serialize

from aigraph.errors import OntologyError, Problem, not_installed
from aigraph.namespaces import OWL, RDF, RDFS, SH, SHIPPED, Iris
from aigraph.ontology import Ontology
from aigraph.ontology.read import SHAPES, files
from aigraph.rdf.prebound import UnsupportedError
from aigraph.rdf.schema import read_turtle
from aigraph.rdf.shacl import Shacl, targeted
from aigraph.rdf.triples import Triples

__all__ = ["validate"]

Found = tuple[str, str]


def validate(
    quads: Iterable[Quad],
    ontology: Ontology,
    places: Mapping[str, tuple[str, int]],
    iris: Iris = SHIPPED,
    tell: Callable[[str], object] = lambda _: None,
) -> list[Problem]:
    """Return what the shapes of an ontology find in the quads, by place.

    Args:
        quads: what is stated: no ontology, nothing derived.
        ontology: its folders hold the terms and the shapes.
        places: where the seeds write each statement, claim (`claim/…`), entity and source (`source/…`).
        iris: those of the graph that the quads are of.
        tell: is told which shapes are left to pyshacl, which takes a thousand times as long.

    Raises:
        OntologyError: a shape is none, or a file no Turtle.
    """
    shapes, terms = read_turtle(files(ontology.folders, shapes=True)), read_turtle(files(ontology.folders))
    data, said = Triples([*quads, *axioms(terms)]), _Names(iris, ontology)
    problems = set()
    for focus, message in _found(Triples(shapes), data, tell):
        path, line = place(iris.node(focus), places)
        problems.add(Problem(path, line, f"{said.of(focus)}: {said.within(message)}", "shacl"))
    return sorted(problems)


def axioms(ontology: Sequence[Quad]) -> Iterator[Quad]:
    """Yield what an ontology says in the words of RDFS and OWL, and all about its named individuals.

    Source: https://github.com/RDFLib/pySHACL (`inoculate`, which does the same)
    """
    individual = NamedNode(OWL + "NamedIndividual")
    named = {quad.subject for quad in ontology if quad.object == individual}
    for quad in ontology:
        word = quad.object if quad.predicate.value == RDF + "type" else quad.predicate
        ours = isinstance(word, NamedNode) and word.value.startswith((RDFS, OWL))
        if ours or quad.subject in named or isinstance(quad.subject, BlankNode):
            yield quad


def _found(shapes: Triples, data: Triples, tell: Callable[[str], object]) -> Iterator[Found]:
    """Yield focus node and message of every finding."""
    shacl, left = Shacl(shapes, data), []
    for shape in targeted(shapes):
        try:
            yield from [(text(finding.focus), finding.message) for finding in shacl.findings(shape)]
        except UnsupportedError as err:
            tell(f"{SHAPES}: {shape} has {err}, which only pyshacl checks, slowly")
            left.append(shape)
        except (SyntaxError, ValueError) as err:
            raise OntologyError(f"{SHAPES}: {shape}: {err}") from err
    if left:
        yield from _by_pyshacl(shapes, data, [s.value for s in left if isinstance(s, NamedNode)])


def text(term: Any) -> str:
    """Return an IRI or the text of a literal, as it stands."""
    return str(getattr(term, "value", term))


def _by_pyshacl(shapes: Triples, data: Triples, names: list[str]) -> Iterator[Found]:
    """Yield what pyshacl finds; data and shapes are both rdflib's, since mixing stores gives false violations."""
    import rdflib

    try:
        import pyshacl
    except ImportError as err:
        raise not_installed(f"{SHAPES}: {', '.join(sorted(names))}", "pyshacl", "shacl") from err

    graphs = [
        rdflib.Graph().parse(data=serialize((quad.triple for quad in triples), format=RdfFormat.N_TRIPLES), format="nt")
        for triples in (data, shapes)
    ]
    _, report, said = pyshacl.validate(
        graphs[0], shacl_graph=graphs[1], inference="none", advanced=True, inplace=True, use_shapes=names
    )
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"{SHAPES}: {said}; expected SHACL shapes that run")
    sh = rdflib.Namespace(SH)
    for finding in report.objects(None, sh.result):
        yield str(report.value(finding, sh.focusNode)), str(report.value(finding, sh.resultMessage))


def place(node: str, places: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """Return where the seeds write a node, or the statement or claim that a piece of evidence belongs to."""
    identifier = node.removeprefix("statement/").removeprefix("evidence/")
    while identifier:
        if identifier in places:
            return places[identifier]
        identifier = identifier.rpartition("/")[0]
    return "seeds", 0


class _Names:
    """What the seeds call a node or a term."""

    def __init__(self, iris: Iris, ontology: Ontology) -> None:
        self.iris, self.ontology = iris, ontology
        bases = (*(space.base for space in iris.spaces), *ontology.namespaces)
        self._ours = re.compile(f"(?:{'|'.join(map(re.escape, sorted(bases, key=len, reverse=True)))})[^\\s<>,;]+")

    def of(self, iri: str) -> str:
        if (name := self.ontology.local(iri)) is not None:
            return name
        return self.iris.node(iri).removeprefix("statement/") if self.iris.holds(iri) else f"<{iri}>"

    def within(self, message: str) -> str:
        return self._ours.sub(lambda match: self.of(match[0]), message)
