"""SHACL over the data as stated, before any inference; each finding at the line of the seed that caused it.

pyshacl is the reference; data and shapes are both rdflib's, since mixing stores gives false violations on strings.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Quad

from aigraph.errors import OntologyError, Problem
from aigraph.namespaces import BASE, SH, node_id
from aigraph.rdf.files import write_rdf

if TYPE_CHECKING:
    import rdflib

__all__ = ["validate"]

_IRI = re.compile(re.escape(BASE) + r"[^\s<>,;]+")


def validate(quads: Iterable[Quad], folder: Path, places: Mapping[str, tuple[str, int]]) -> list[Problem]:
    """Return what the shapes of the ontology's folder find in the quads, by place.

    Args:
        quads: what is stated: no ontology, nothing derived.
        folder: holds `aigraph.ttl` and `shapes.ttl`.
        places: where the seeds write each statement, claim (`claim/…`), entity and source (`source/…`).
    """
    import pyshacl
    import rdflib

    stated = BytesIO()
    write_rdf(quads, stated, "ntriples")
    data = _asked_often().parse(data=stated.getvalue(), format="nt")
    shapes, ontology = (rdflib.Graph().parse(folder / name) for name in ("shapes.ttl", "aigraph.ttl"))
    _, report, text = pyshacl.validate(
        data, shacl_graph=shapes, ont_graph=ontology, inference="none", advanced=False, inplace=True
    )
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"{folder / 'shapes.ttl'}: {text}; expected SHACL shapes that run")
    sh = rdflib.Namespace(SH)
    problems = set()
    for finding in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus = str(report.value(finding, sh.focusNode))
        message = _IRI.sub(lambda match: shown(match[0]), str(report.value(finding, sh.resultMessage)))
        path, line = place(focus, places)
        problems.add(Problem(path, line, f"{shown(focus)}: {message}", "shacl"))
    return sorted(problems)


def _asked_often() -> "rdflib.Graph":
    """Return an empty graph that parses a query once: pyshacl asks the same one of every focus node."""
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    prepared = lru_cache(prepareQuery)

    class Graph(rdflib.Graph):
        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> rdflib.query.Result:
            query = prepared(query_object) if isinstance(query_object, str) else query_object
            return super().query(query, *args, **kwargs)

    return Graph()


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
