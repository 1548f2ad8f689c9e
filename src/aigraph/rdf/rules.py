"""What follows from what is stated: drawn rules as derived statements, and the closure of the ontology's axioms.

A rule is a SPARQL SELECT in `ontology/rules/*.rq` over settled statements; a row gives ?subject ?predicate ?object and
the premises (?premise1 …), and becomes a statement with its derivation. The closure (subclass, subproperty, inverse,
symmetric) adds plain triples to the derived graph, never statements. Domain and range are checks, not sources of types.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, QuerySolution, QuerySolutions, Store

from aigraph.errors import OntologyError
from aigraph.model import MODALITIES, Derivation, Graph, Ref, Statement
from aigraph.namespaces import DERIVED_GRAPH, OWL, RDF, RDFS, Iris, local_id
from aigraph.ontology import Ontology
from aigraph.rdf.schema import schema_quads
from aigraph.rdf.write import to_quads

__all__ = ["Rule", "infer", "read_rules"]

_HEADER = re.compile(r"^#\s*(name|sentence|sentence-zh):\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule, its sentence in English and Chinese, and its query."""

    name: str
    sentence: str
    sentence_zh: str
    query: str


def read_rules(folders: Iterable[Path]) -> list[Rule]:
    """Return the rules below the ontology's folders, by file. Raises OntologyError for one without a name."""
    rules: list[Rule] = []
    for path in (path for folder in folders for path in sorted((folder / "rules").glob("*.rq"))):
        text = path.read_text(encoding="utf-8")
        header = dict(_HEADER.findall(text))
        if not {"name", "sentence"} <= set(header):
            raise OntologyError(f"{path}: no '# name:' and '# sentence:' lines; expected both. Add them")
        rules.append(Rule(header["name"], header["sentence"], header.get("sentence-zh", ""), text))
    return rules


def infer(graph: Graph, ontology: Ontology) -> tuple[Graph, Store]:
    """Run the ontology's rules, then the closure of its axioms, over the graph.

    Returns the graph with the statements derived by rules whose predicate the ontology marks as drawn, and a store that
    holds every quad: of the graph, of the ontology, what was derived. What is already stated is not derived again.
    """
    store = Store()
    store.extend(to_quads(graph, ontology))
    store.extend(schema_quads(ontology))
    known = {statement.id: statement for statement in graph.statements}
    derived: dict[str, Statement] = {}
    for rule in read_rules(ontology.folders):
        for statement in _derived(rule, store, known, ontology, graph.iris):
            if statement.id not in known:
                derived.setdefault(statement.id, statement)
    fresh = Graph(statements=tuple(derived.values()), iris=graph.iris)
    store.extend(_fresh(store, to_quads(fresh, ontology), ontology))
    drawn = [s for s in derived.values() if ontology.properties[s.predicate].drawn]
    _close(store, graph.iris)
    return replace(graph, statements=tuple(sorted([*graph.statements, *drawn], key=lambda s: s.id))), store


def _fresh(store: Store, quads: Iterable[Quad], ontology: Ontology) -> Iterator[Quad]:
    """Yield the quads no graph holds yet, of undrawn predicates only the bare triples."""
    undrawn = {p.namespace + p.name for p in ontology.properties.values() if not p.drawn}
    quads = list(quads)
    bare = {
        q.subject for q in quads if q.predicate.value == RDF + "predicate" and getattr(q.object, "value", "") in undrawn
    }
    return (q for q in quads if q.subject not in bare and not _known(store, (q.subject, q.predicate, q.object)))


def _close(store: Store, iris: Iris) -> None:
    """Add to the derived graph what the axioms in the store say follows, until nothing more does.

    Each triple is looked at once; ours only, so that no class of another vocabulary is derived from another's.
    """
    type_, sub_class, sub_property, inverse = (
        NamedNode(iri) for iri in (RDF + "type", RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "inverseOf")
    )
    above, over = _pairs(store, sub_class), _pairs(store, sub_property)
    turned = _pairs(store, inverse)
    for one, others in _pairs(store, inverse).items():
        for other in others:
            turned[other].add(one)
    for quad in store.quads_for_pattern(None, type_, NamedNode(OWL + "SymmetricProperty"), None):
        turned[quad.subject].add(quad.subject)
    used = {type_, *over, *turned, *(p for some in (*over.values(), *turned.values()) for p in some)}
    todo = list(dict.fromkeys((q.subject, q.predicate, q.object) for p in used for q in _said(store, p)))
    known = set(todo)
    found: list[Quad] = []
    while todo:
        subject, predicate, target = todo.pop()
        fresh = [(subject, other, target) for other in over.get(predicate, ())]
        if predicate == type_:
            fresh += [(subject, type_, kind) for kind in above.get(target, ()) if isinstance(kind, NamedNode)]
        if isinstance(target, NamedNode):
            fresh += [(target, other, subject) for other in turned.get(predicate, ())]
        for triple in fresh:
            if triple not in known and isinstance(triple[0], NamedNode) and iris.holds(triple[0].value):
                known.add(triple)
                todo.append(triple)
                found.append(Quad(*triple, NamedNode(DERIVED_GRAPH)))
    store.extend(found)


def _pairs(store: Store, predicate: NamedNode) -> dict[Any, set[Any]]:
    found: dict[Any, set[Any]] = defaultdict(set)
    for quad in _said(store, predicate):
        found[quad.subject].add(quad.object)
    return found


def _said(store: Store, predicate: Any) -> Iterator[Quad]:
    return iter(store.quads_for_pattern(None, predicate, None, None)) if isinstance(predicate, NamedNode) else iter(())


def _known(store: Store, triple: tuple[Any, Any, Any]) -> bool:
    subject, predicate, target = triple
    return next(store.quads_for_pattern(subject, predicate, target, None), None) is not None


def _derived(
    rule: Rule, store: Store, known: Mapping[str, Statement], ontology: Ontology, iris: Iris
) -> Iterator[Statement]:
    """Yield what a rule derives, each statement once, with every minimal proof that the rule has of it."""
    proofs: dict[tuple[str, str, str], set[frozenset[str]]] = {}
    results = store.query(rule.query, prefixes=iris.prefixes, use_default_graph_as_union=True)
    assert isinstance(results, QuerySolutions)
    variables = [v.value for v in results.variables if v.value.startswith("premise")]
    for row in results:
        subject, target = (iris.node(_iri(row, name)) for name in ("subject", "object"))
        name = ontology.local(_iri(row, "predicate"))
        if name is None or name not in ontology.properties:
            raise OntologyError(
                f"rule {rule.name!r} derives {_iri(row, 'predicate')!r}, which is no predicate of the ontology. "
                "Declare it"
            )
        premises = frozenset(local_id(iris.node(_iri(row, variable))) for variable in variables)
        proofs.setdefault((subject, name, target), set()).add(premises)
    for (subject, name, target), found in sorted(proofs.items()):
        yield Statement(
            id=f"{subject}/{name}/{target}",
            subject=subject,
            predicate=name,
            object=Ref(target),
            derived=_derivation(rule.name, found, known),
        )


def _derivation(rule: str, proofs: set[frozenset[str]], known: Mapping[str, Statement]) -> Derivation:
    """Return the minimal ones of the proofs, in order, with the best modality that one of them gives."""
    minimal = sorted(tuple(sorted(proof)) for proof in proofs if not any(other < proof for other in proofs))
    grades = [max((MODALITIES.index(known[p].modality) for p in proof if p in known), default=0) for proof in minimal]
    return Derivation(rule, tuple(minimal), MODALITIES[min(grades)])


def _iri(row: QuerySolution, name: str) -> str:
    term = row[name]
    assert isinstance(term, NamedNode), f"?{name} is no IRI"
    return term.value
