"""SHACL over the data as stated, before any inference; each finding at the line of the seed that caused it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize

from aigraph.errors import OntologyError, Problem
from aigraph.namespaces import BASE, OWL, RDF, RDFS, SH, node_id
from aigraph.rdf.prebound import UnsupportedError
from aigraph.rdf.shacl import Shacl, targeted
from aigraph.rdf.triples import Triples

__all__ = ["validate"]

_IRI = re.compile(re.escape(BASE) + r"[^\s<>,;]+")
Found = tuple[str, str]


def validate(
    quads: Iterable[Quad],
    folder: Path,
    places: Mapping[str, tuple[str, int]],
    tell: Callable[[str], object] = lambda _: None,
) -> list[Problem]:
    """Return what the shapes of the ontology's folder find in the quads, by place.

    Args:
        quads: what is stated: no ontology, nothing derived.
        folder: holds `aigraph.ttl` and `shapes.ttl`.
        places: where the seeds write each statement, claim (`claim/…`), entity and source (`source/…`).
        tell: is told which shapes are left to pyshacl, which takes a thousand times as long.

    Raises:
        OntologyError: a shape is none, or a file no Turtle.
    """
    shapes, ontology = (_read(folder / name) for name in ("shapes.ttl", "aigraph.ttl"))
    data = Triples([*quads, *axioms(ontology)])
    problems = set()
    for focus, message in _found(Triples(shapes), data, folder / "shapes.ttl", tell):
        text = _IRI.sub(lambda match: shown(match[0]), message)
        path, line = place(focus, places)
        problems.add(Problem(path, line, f"{shown(focus)}: {text}", "shacl"))
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


def _read(path: Path) -> list[Quad]:
    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except SyntaxError as err:
        raise OntologyError(f"{path}: {err}; expected Turtle") from err


def _found(shapes: Triples, data: Triples, path: Path, tell: Callable[[str], object]) -> Iterator[Found]:
    """Yield focus node and message of every finding."""
    shacl, left = Shacl(shapes, data), []
    for shape in targeted(shapes):
        try:
            yield from [(text(finding.focus), finding.message) for finding in shacl.findings(shape)]
        except UnsupportedError as err:
            tell(f"{path}: {shape} has {err}, which only pyshacl checks, slowly")
            left.append(shape)
        except (SyntaxError, ValueError) as err:
            raise OntologyError(f"{path}: {shape}: {err}") from err
    if left:
        yield from _by_pyshacl(shapes, data, [s.value for s in left if isinstance(s, NamedNode)], path)


def text(term: Any) -> str:
    """Return an IRI or the text of a literal, as it stands."""
    return str(getattr(term, "value", term))


def _by_pyshacl(shapes: Triples, data: Triples, names: list[str], path: Path) -> Iterator[Found]:
    """Yield what pyshacl finds; data and shapes are both rdflib's, since mixing stores gives false violations."""
    import pyshacl
    import rdflib

    graphs = [
        rdflib.Graph().parse(data=serialize((quad.triple for quad in triples), format=RdfFormat.N_TRIPLES), format="nt")
        for triples in (data, shapes)
    ]
    _, report, said = pyshacl.validate(
        graphs[0], shacl_graph=graphs[1], inference="none", advanced=True, inplace=True, use_shapes=names
    )
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"{path}: {said}; expected SHACL shapes that run")
    sh = rdflib.Namespace(SH)
    for finding in report.objects(None, sh.result):
        yield str(report.value(finding, sh.focusNode)), str(report.value(finding, sh.resultMessage))


def place(focus: str, places: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """Return where the seeds write a focus node, or the statement or claim that a piece of evidence belongs to."""
    identifier = node_id(focus).removeprefix("statement/").removeprefix("evidence/")
    while identifier:
        if identifier in places:
            return places[identifier]
        identifier = identifier.rpartition("/")[0]
    return "seeds", 0


def shown(focus: str) -> str:
    """Return a focus node as the seeds call it."""
    if focus.startswith(BASE):
        return node_id(focus).removeprefix("ontology#").removeprefix("statement/")
    return f"<{focus}>"
