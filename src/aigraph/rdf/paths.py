"""SHACL property paths: followed from a node, and written as SPARQL writes them."""

from collections.abc import Callable, Collection, Iterable

from pyoxigraph import BlankNode, NamedNode

from aigraph.namespaces import SH
from aigraph.rdf.triples import FIRST, Term, Triples

__all__ = ["Follow", "follower", "sparql_path"]

#: From a node to the nodes at the end of a path, each once.
Follow = Callable[[Term], Collection[Term]]
#: The kinds of paths that take one path, and the sign of each in SPARQL.
_SIGNS = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def follower(path: Term, shapes: Triples, data: Triples, *, backwards: bool = False) -> Follow:
    """Return what follows a path through the data. Raises ValueError for what is no path."""
    if isinstance(path, NamedNode):
        index = data.objects(path, backwards=backwards)
        return lambda node: index.get(node, ())
    kind, inner = _parsed(path, shapes)
    if kind == "inversePath":
        return follower(inner[0], shapes, data, backwards=not backwards)
    steps = [follower(part, shapes, data, backwards=backwards) for part in inner]
    if kind == "alternativePath":
        return lambda node: dict.fromkeys(end for step in steps for end in step(node))
    if kind == "sequence":
        return _sequence(steps[::-1] if backwards else steps)
    if kind == "zeroOrOnePath":
        return lambda node: dict.fromkeys((node, *steps[0](node)))
    return _repeated(steps[0], itself=kind == "zeroOrMorePath")


def _sequence(steps: list[Follow]) -> Follow:
    def follow(node: Term) -> Collection[Term]:
        ends: Collection[Term] = (node,)
        for step in steps:
            ends = dict.fromkeys(end for start in ends for end in step(start))
        return ends

    return follow


def _repeated(step: Follow, *, itself: bool) -> Follow:
    def follow(node: Term) -> Collection[Term]:
        found: dict[Term, None] = {node: None} if itself else {}
        todo: Iterable[Term] = (node,)
        while todo:
            todo = [end for end in dict.fromkeys(e for start in todo for e in step(start)) if end not in found]
            found.update(dict.fromkeys(todo))
        return found

    return follow


def sparql_path(path: Term, shapes: Triples) -> str:
    """Return a path as SPARQL writes it. Raises ValueError for what is no path."""
    if isinstance(path, NamedNode):
        return str(path)
    kind, inner = _parsed(path, shapes)
    parts = [sparql_path(part, shapes) for part in inner]
    match kind:
        case "inversePath":
            return f"^({parts[0]})"
        case "alternativePath":
            return f"({'|'.join(parts)})"
        case "sequence":
            return f"({'/'.join(parts)})"
        case _:
            return f"({parts[0]}){_SIGNS[kind]}"


def _parsed(path: Term, shapes: Triples) -> tuple[str, list[Term]]:
    """Return the kind of a path that is more than a predicate, and its parts."""
    if isinstance(path, BlankNode):
        if shapes.of(path, FIRST):
            return "sequence", shapes.items(path)
        for kind in ("inversePath", "alternativePath", *_SIGNS):
            if inner := shapes.of(path, NamedNode(SH + kind)):
                return kind, shapes.items(inner[0]) if kind == "alternativePath" else [inner[0]]
    raise ValueError(f"{path} is no path; expected an IRI, a list, or one of sh:inversePath and its like")
