"""SHACL over triples: every shape compiled once, then asked of its focus nodes; what is wrong, in the shapes' words.

pyshacl is the reference, and asked of what is unknown here; it looks at one node after the other, through rdflib.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from aigraph.namespaces import OWL, RDF, RDFS, SH
from aigraph.rdf.constraints import CONSTRAINTS, PROPERTY_ONLY, WHOLE, Check, sh
from aigraph.rdf.paths import Follow, follower, sparql_path
from aigraph.rdf.prebound import Query, UnsupportedError
from aigraph.rdf.triples import Term, Triples

__all__ = ["Finding", "Shacl", "targeted"]

_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
#: What else a shape may say: words about it, and parameters that belong to a constraint.
_BESIDE = {
    *("path", "name", "description", "order", "group", "defaultValue", "message", "severity", "deactivated"),
    *("property", "sparql", "flags", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount"),
    *("qualifiedValueShapesDisjoint", "resultSeverity", *_TARGETS),
}
_PREFIXES = {"rdf": RDF, "rdfs": RDFS, "owl": OWL}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a focus node: at which path, with which value, in a sentence, by which constraint."""

    focus: Term
    path: str
    value: Term | None
    message: str
    constraint: str


@dataclass(slots=True)
class Shape:
    """A shape ready to be asked."""

    node: Term
    path: str = ""
    follow: Follow | None = None
    message: str = ""
    checks: list[tuple[str, str, Check]] = field(default_factory=list)
    queries: list[tuple[Query, str]] = field(default_factory=list)
    parts: list["Shape"] = field(default_factory=list)


class Shacl:
    """The shapes, compiled for some data."""

    def __init__(self, shapes: Triples, data: Triples) -> None:
        """Hold both; nothing is compiled yet."""
        self.shapes, self.data = shapes, data
        self._compiled: dict[Term, Shape | None] = {}
        self._open: set[Term] = set()
        self._custom = _custom_parameters(shapes)

    def findings(self, node: Term) -> Iterator[Finding]:
        """Yield what is wrong with the focus nodes of a shape.

        Raises:
            UnsupportedError: the shape says something that only pyshacl knows.
            ValueError: the shape is none.
        """
        shape = self._shape(node)
        if shape is not None:
            yield from self._asked(shape, self._focus(node))

    def conforming(self, shape: Term) -> Callable[[Term], bool]:
        """Return what says whether a node conforms to a shape."""
        compiled = self._shape(shape)
        known: dict[Term, bool] = {}

        def conforms(node: Term) -> bool:
            if node not in known:
                known[node] = compiled is None or next(self._asked(compiled, [node]), None) is None
            return known[node]

        return conforms

    def _focus(self, node: Term) -> Collection[Term]:
        """Return the focus nodes of a shape, sorted; a shape that is a class has its instances."""
        of = self.shapes.of
        found = set(of(node, sh("targetNode")))
        implicit = [node] if node in self.shapes.members(NamedNode(RDFS + "Class")) else []
        for kind in (*of(node, sh("targetClass")), *implicit):
            found |= self.data.members(kind)
        for name, backwards in (("targetSubjectsOf", False), ("targetObjectsOf", True)):
            for predicate in of(node, sh(name)):
                assert isinstance(predicate, NamedNode)
                found |= self.data.objects(predicate, backwards=backwards).keys()
        return sorted(found, key=str)

    def _asked(self, shape: Shape, focus: Collection[Term]) -> Iterator[Finding]:
        """Yield what is wrong with nodes by a shape."""
        for node in focus:
            values = shape.follow(node) if shape.follow else (node,)
            for name, says, check in shape.checks:
                for value in check(node, values):
                    yield Finding(node, shape.path, value, _filled(says, {"this": node, "value": value}), name)
        for query, says in shape.queries:
            for row in query.answers(self.data, focus):
                if "this" not in row:
                    raise ValueError("a query of sh:sparql gives no $this; expected it in SELECT. Add it")
                message = _value(row["message"]) if "message" in row else _filled(says, row)
                path = str(row.get("path", "")) or shape.path
                yield Finding(row["this"], path, row.get("value"), message, "sparql")
        for part in shape.parts:
            inner = focus if not shape.follow else dict.fromkeys(v for node in focus for v in shape.follow(node))
            yield from self._asked(part, inner)

    def _shape(self, node: Term) -> Shape | None:
        """Return a shape compiled, None where it is deactivated. A shape that needs itself is pyshacl's."""
        if node in self._open:
            raise UnsupportedError("a shape that needs itself")
        if node not in self._compiled:
            self._open.add(node)
            try:
                self._compiled[node] = None if self._deactivated(node) else self._compile(node)
            finally:
                self._open.discard(node)
        return self._compiled[node]

    def _deactivated(self, node: Term) -> bool:
        return any(_value(flag) in ("true", "1") for flag in self.shapes.of(node, sh("deactivated")))

    def _compile(self, node: Term) -> Shape:
        said = {predicate.value for predicate in self.shapes.predicates(node)}
        names = {name.removeprefix(SH) for name in said if name.startswith(SH)}
        if unknown := sorted((names - CONSTRAINTS.keys() - _BESIDE) | (said & self._custom)):
            raise UnsupportedError(f"sh:{unknown[0]}" if unknown[0] in names else f"<{unknown[0]}>")
        shape = Shape(node, message=self._message(node))
        for path in self.shapes.of(node, sh("path")):
            shape.path, shape.follow = sparql_path(path, self.shapes), follower(path, self.shapes, self.data)
        for name in sorted(names & CONSTRAINTS.keys()):
            if name in PROPERTY_ONLY and not shape.follow:
                raise ValueError(
                    f"sh:{name} stands in {node}, which has no sh:path; expected one. Put it in sh:property"
                )
            for parameter in self.shapes.of(node, sh(name)):
                at = f" at {shape.path}" if shape.path else ""
                says = shape.message or f"breaks sh:{name} {parameter}{at}{'' if name in WHOLE else ': {?value}'}"
                shape.checks.append((name, says, CONSTRAINTS[name](self, node, parameter)))
        shape.queries = list(self._queries(node, shape))
        for part in self.shapes.of(node, sh("property")):
            if (compiled := self._shape(part)) is not None:
                shape.parts.append(compiled)
        return shape

    def _queries(self, node: Term, shape: Shape) -> Iterator[tuple[Query, str]]:
        for constraint in self.shapes.of(node, sh("sparql")):
            if self._deactivated(constraint):
                continue
            prefixes = {**_PREFIXES, **dict(self._prefixes(constraint))}
            says = self._message(constraint) or shape.message or "breaks the query of sh:sparql"
            for select in self.shapes.of(constraint, sh("select")):
                yield Query(_value(select), prefixes, shape.path or None), says

    def _prefixes(self, constraint: Term) -> Iterator[tuple[str, str]]:
        """Yield the prefixes that a query may use, those of imported ontologies too."""
        ontologies = dict.fromkeys(self.shapes.of(constraint, sh("prefixes")))
        todo = list(ontologies)
        while todo:
            new = [one for one in self.shapes.of(todo.pop(), NamedNode(OWL + "imports")) if one not in ontologies]
            ontologies.update(dict.fromkeys(new))
            todo += new
        for one in (one for ontology in ontologies for one in self.shapes.of(ontology, sh("declare"))):
            names, spaces = (self.shapes.of(one, sh(name)) for name in ("prefix", "namespace"))
            yield from ((_value(name), _value(space)) for name, space in zip(names, spaces, strict=True))

    def _message(self, node: Term) -> str:
        """Return the sentence of a shape, the English one where there are several."""
        found = [item for item in self.shapes.of(node, sh("message")) if isinstance(item, Literal)]
        return min(found, key=lambda m: (m.language not in (None, "en"), m.value)).value if found else ""


def targeted(shapes: Triples) -> list[Term]:
    """Return the shapes that have targets, sorted."""
    found = {node for name in _TARGETS for node in shapes.objects(sh(name))}
    declared = {node for kind in ("NodeShape", "PropertyShape") for node in shapes.members(sh(kind))}
    found |= declared & shapes.members(NamedNode(RDFS + "Class"))
    return sorted(found | set(shapes.objects(sh("target"))), key=str)


def _custom_parameters(shapes: Triples) -> set[str]:
    """Return the predicates that constraint components of the shapes' own declare."""
    components = [c for c in shapes.members(sh("ConstraintComponent")) if not _value(c).startswith(SH)]
    parameters = [p for c in components for p in shapes.of(c, sh("parameter"))]
    return {_value(path) for parameter in parameters for path in shapes.of(parameter, sh("path"))}


def _filled(message: str, values: Mapping[str, Term | None]) -> str:
    """Return a message with `{?name}` and `{$name}` written out; what is unknown of a value is left out."""

    def shown(match: re.Match[str]) -> str:
        if match[1] not in values:
            return match[0]
        value = values[match[1]]
        return "" if value is None else _value(value)

    return re.sub(r"\{[?$](\w+)\}", shown, message) if "{" in message else message


def _value(term: Term) -> str:
    return str(getattr(term, "value", term))
