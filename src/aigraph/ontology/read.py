"""Reading an ontology, and what graphs add to it, with every inconsistent term named."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from aigraph.errors import OntologyError
from aigraph.model.currencies import currencies
from aigraph.namespaces import ONTOLOGY, OWL, RDF, RDFS, SKOS
from aigraph.ontology.check import faults
from aigraph.ontology.terms import FORMS, Class, Labels, Ontology, Property, Unit, edge_type

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["SHAPES", "files", "read_ontology"]

#: The file of an ontology's folder that holds its shapes; the others hold terms.
SHAPES = "shapes.ttl"
#: What a term may be.
_KINDS = ("Class", "ObjectProperty", "DatatypeProperty")


def files(folders: Iterable[Path], *, shapes: bool = False) -> Iterator[Path]:
    """Yield the Turtle files of the folders of an ontology: of terms, or of shapes."""
    for folder in folders:
        yield from sorted(path for path in folder.glob("*.ttl") if (path.name == SHAPES) == shapes)


def read_ontology(*folders: Path, namespaces: Iterable[str] = ()) -> Ontology:
    """Read the terms of one folder, or of one and of those that add to it.

    Args:
        folders: each with its terms in Turtle; the first has the header with the version.
        namespaces: what holds terms beside `aig:`.

    Raises:
        OntologyError: what is inconsistent, a line each.
    """
    from pyoxigraph import NamedNode, RdfFormat, Store

    if not (paths := list(files(folders))):
        raise OntologyError(f"{folders[0]}: no ontology; expected its terms in Turtle")
    store = Store()
    for path in paths:
        try:
            store.load(path=str(path), format=RdfFormat.TURTLE, to_graph=NamedNode(path.resolve().as_uri()))
        except (OSError, SyntaxError) as err:
            raise OntologyError(f"{path}: {err}; expected an ontology in Turtle") from err
    reader = _Reader(store, paths, tuple(sorted({ONTOLOGY, *namespaces}, key=lambda n: (-len(n), n))))
    ontology = reader.ontology([folder.resolve() for folder in folders])
    for prop in ontology.properties.values():
        for problem in faults(prop, ontology):
            reader.report(ontology.iri(prop.name), problem)
    if reader.problems:
        raise OntologyError("\n".join(dict.fromkeys(reader.problems)))
    return ontology


class _Reader:
    """Looks terms up in the store that holds the ontology, each file in a graph of its own."""

    def __init__(self, store: "Store", paths: list[Path], namespaces: tuple[str, ...]) -> None:
        self.store, self.namespaces = store, namespaces
        self.paths = {path.resolve().as_uri(): path for path in paths}
        self.problems: list[str] = []

    def report(self, iri: str, problem: str, path: Path | None = None) -> None:
        """Add a problem of a term at the last place where it is the subject, or at that in a file."""
        self.problems.append(f"{self.place(iri, path)}: {problem}")

    def place(self, iri: str, path: Path | None = None) -> str:
        """Return the file, and the line where it can be seen, in which a term is the subject."""
        from pyoxigraph import NamedNode

        quads = self.store.quads_for_pattern(NamedNode(iri), None, None)
        graphs = {getattr(quad.graph_name, "value", "") for quad in quads}
        found = [uri for uri in self.paths if uri in graphs]
        path = path or (self.paths[found[-1]] if found else next(iter(self.paths.values())))
        subject = re.compile(rf"^(?:[\w-]*:{re.escape(self._name(iri) or iri)}|<{re.escape(iri)}>)(?=\s)", re.MULTILINE)
        text = path.read_text(encoding="utf-8")
        match = subject.search(text)
        return f"{path}:{text.count(chr(10), 0, match.start()) + 1}" if match else str(path)

    def ontology(self, folders: list[Path]) -> Ontology:
        from pyoxigraph import NamedNode, Quad

        headers = self.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(OWL + "Ontology"), None)
        order = list(self.paths)
        header = min(headers, key=lambda quad: order.index(getattr(quad.graph_name, "value", "")), default=None)
        if not isinstance(header, Quad) or not isinstance(header.subject, NamedNode):
            raise OntologyError(f"{folders[0]}: no owl:Ontology; expected one header with a version")
        declared = self._declared()
        classes = {n: self._class(iri, n) for n, (iri, kind) in declared.items() if kind == "Class"}
        properties = {
            n: self._property(iri, n, kind)
            for n, (iri, kind) in declared.items()
            if kind != "Class" and self._annotation(iri, "use")
        }
        self._check_strangers()
        units = self._units()
        return Ontology(
            version=self._one(header.subject.value, OWL + "versionInfo") or "",
            labels=self._labels(header.subject.value, "http://purl.org/dc/terms/title"),
            classes=dict(sorted(classes.items())),
            properties=dict(sorted(properties.items())),
            units=dict(sorted({**_currencies(units), **units}.items())),
            folders=tuple(folders),
            namespaces=self.namespaces,
        )

    def _class(self, iri: str, name: str) -> Class:
        return Class(
            name=name,
            namespace=iri.removesuffix(name),
            labels=self._labels(iri, RDFS + "label"),
            definitions=self._labels(iri, SKOS + "definition"),
            parents=tuple(self._ours_of(self._objects(iri, RDFS + "subClassOf"))),
            hue=self._annotation(iri, "hue"),
            shape=self._annotation(iri, "shape"),
            acts=self._flag(iri, "acts"),
            is_firm=self._flag(iri, "isFirm"),
            several_of=self._flag(iri, "severalOf"),
            foretells=self._flag(iri, "foretells"),
            found_first=self._flag(iri, "foundFirst"),
            computes=self._flag(iri, "computes"),
            disjoint=tuple(self._ours_of(self._objects(iri, OWL + "disjointWith"))),
            matches=tuple(self._objects(iri, SKOS + "closeMatch")),
        )

    def _property(self, iri: str, name: str, kind: str) -> Property:
        ranges = self._objects(iri, RDFS + "range")
        inverses = self._objects(iri, OWL + "inverseOf") + self._subjects(OWL + "inverseOf", iri)
        return Property(
            name=name,
            namespace=iri.removesuffix(name),
            use=self._annotation(iri, "use") or "",
            labels=self._labels(iri, RDFS + "label"),
            definitions=self._labels(iri, SKOS + "definition"),
            captions=self._labels(iri, ONTOLOGY + "caption"),
            domain=next(iter(self._ours_of(self._objects(iri, RDFS + "domain"))), None),
            range=next(iter(self._ours_of(ranges)), None),
            value_type=self._annotation(iri, "valueType") or _value_type(kind, ranges),
            options=tuple(sorted(self._objects(iri, ONTOLOGY + "option"))),
            list=self._flag(iri, "list"),
            holds_afterwards=self._flag(iri, "holdsAfterwards"),
            editorial=self._flag(iri, "editorial"),
            drawn=self._flag(iri, "drawn"),
            creates=self._flag(iri, "creates"),
            symmetric=OWL + "SymmetricProperty" in self._objects(iri, RDF + "type"),
            inverse=next(iter(self._ours_of(inverses)), None),
            unit_kind=self._annotation(iri, "unitKind"),
            default_unit=self._annotation(iri, "defaultUnit"),
            edge_type=self._annotation(iri, "edgeType") or edge_type(name),
            distinguished_by=tuple((self._annotation(iri, "distinguishedBy") or "").split()),
            forms={form: texts for form in FORMS if (texts := self._labels(iri, ONTOLOGY + form))},
            time=self._annotation(iri, "time"),
            flows=dict(map(_flow, self._objects(iri, ONTOLOGY + "flow"))),
            matches=tuple(self._objects(iri, SKOS + "closeMatch")),
        )

    def _check_strangers(self) -> None:
        """Report what is made to be said, but is in none of the namespaces."""
        declared = (iri for kind in _KINDS for iri in self._instances(OWL + kind) if self._name(iri) is None)
        for iri in declared:
            if self._annotation(iri, "use") or self._labels(iri, RDFS + "label"):
                expected = " or ".join(sorted(self.namespaces))
                self.report(iri, f"<{iri}> is no term of these graphs; expected it to begin with {expected}. Rename it")

    def _units(self) -> dict[str, Unit]:
        """Return the declared units by their codes."""
        found: dict[str, tuple[str, Unit]] = {}
        for iri in sorted(self._instances(ONTOLOGY + "Unit"), key=lambda iri: (not iri.startswith(ONTOLOGY), iri)):
            unit = self._unit(iri)
            first, _ = found.setdefault(unit.code, (iri, unit))
            if first != iri:
                message = f"the unit {unit.code!r} is declared at {self.place(first)} already; expected once. Rename it"
                self.report(iri, message)
        return {code: unit for code, (_, unit) in found.items()}

    def _unit(self, iri: str) -> Unit:
        code = self._one(iri, SKOS + "notation")
        if code is None:
            self.report(iri, f"unit <{iri}> has no skos:notation; expected its code")
        return Unit(
            code=code or iri,
            labels=self._labels(iri, RDFS + "label"),
            kind=self._annotation(iri, "unitKind"),
            symbol=self._annotation(iri, "symbol"),
            measure_words=tuple(sorted(self._objects(iri, ONTOLOGY + "measureWord"))),
        )

    def _instances(self, kind: str) -> list[str]:
        return self._subjects(RDF + "type", kind)

    def _declared(self) -> dict[str, tuple[str, str]]:
        """Return the IRI and the kind of each class and property by its local name; a name of two is reported."""
        from pyoxigraph import NamedNode

        places: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        order = list(self.paths)
        for kind in _KINDS:
            for quad in self.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(OWL + kind), None):
                iri, uri = getattr(quad.subject, "value", ""), getattr(quad.graph_name, "value", "")
                if (name := self._name(iri)) is not None:
                    places[name].append((order.index(uri), iri, kind))
        for name, found in sorted(places.items()):
            (at, first, _), *others = sorted(found)
            for n, iri, _ in others:
                known = self.place(first, self.paths[order[at]])
                message = (
                    f"{name!r} is declared at {known} already; expected once. Say here only what it adds, or rename it"
                )
                self.report(iri, message, self.paths[order[n]])
        return {name: min(found)[1:] for name, found in sorted(places.items())}

    def _name(self, iri: str) -> str | None:
        return next((iri[len(n) :] for n in self.namespaces if iri.startswith(n)), None)

    def _ours_of(self, iris: Iterable[str]) -> list[str]:
        return [name for iri in iris if (name := self._name(iri)) is not None]

    def _subjects(self, predicate: str, iri: str) -> list[str]:
        from pyoxigraph import NamedNode

        quads = self.store.quads_for_pattern(None, NamedNode(predicate), NamedNode(iri))
        return sorted({q.subject.value for q in quads if isinstance(q.subject, NamedNode)})

    def _objects(self, iri: str, predicate: str) -> list[str]:
        from pyoxigraph import Literal, NamedNode

        quads = self.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        return sorted({q.object.value for q in quads if isinstance(q.object, NamedNode | Literal)})

    def _one(self, iri: str, predicate: str) -> str | None:
        values = self._objects(iri, predicate)
        if len(values) > 1:
            self.report(iri, f"<{iri}> has {len(values)} values of <{predicate}>: {values}; expected one")
        return values[0] if values else None

    def _annotation(self, iri: str, name: str) -> str | None:
        return self._one(iri, ONTOLOGY + name)

    def _flag(self, iri: str, name: str) -> bool:
        return self._annotation(iri, name) == "true"

    def _labels(self, iri: str, predicate: str) -> Labels:
        from pyoxigraph import Literal, NamedNode

        quads = self.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        literals = [q.object for q in quads if isinstance(q.object, Literal)]
        return dict(sorted((literal.language or "en", literal.value) for literal in literals))


def _value_type(kind: str, ranges: list[str]) -> str:
    if kind == "ObjectProperty":
        return "entity"
    datatype = ranges[0].rsplit("#", 1)[-1] if ranges else ""
    return {"boolean": "boolean", "integer": "integer", "nonNegativeInteger": "integer"}.get(datatype, "text")


def _flow(text: str) -> tuple[str, tuple[str, str]]:
    """Return what flows, from whom and to whom: of `money to object`, of `means from hardware to subject`."""
    whence, _, taker = text.partition(" to ")
    what, _, giver = whence.partition(" from ")
    return what, (giver or ("object" if taker == "subject" else "subject"), taker)


def _currencies(declared: Mapping[str, Unit]) -> dict[str, Unit]:
    """Return every currency of ISO 4217 as a unit; a sign that a declared unit has stands for that one alone."""
    signs = {unit.symbol for unit in declared.values()}
    return {
        code: Unit(code, known.labels, "currency", None if known.symbol in signs else known.symbol, ())
        for code, known in currencies().items()
    }
