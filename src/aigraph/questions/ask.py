"""Asking a question: its parameters checked, one engine asked, the cells plain values; why there are none."""

import datetime
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from aigraph.errors import UnknownName, did_you_mean
from aigraph.model import Graph
from aigraph.namespaces import local_id
from aigraph.ontology import Ontology
from aigraph.questions.catalogue import Parameter, Question, plain, scalar
from aigraph.questions.needs import Needs, needs_of, stated, unmet
from aigraph.table import Cell, Table

__all__ = ["LANGUAGES", "Answering", "ask", "comparable", "lacking", "needed", "text", "wanting"]

#: What `text` shows a question in.
LANGUAGES = ("sparql", "cypher", "networkx")
_A = {"entity": "any name of an entity", "claim": "the id of a claim", "predicate": "a name of the ontology"}


class Answering(Protocol):
    """What is asked: a `KnowledgeGraph`."""

    @property
    def told(self) -> tuple[str, ...]:
        """What the graph leaves out, a sentence each."""

    @property
    def entities(self) -> Mapping[str, object]:
        """The entities by slug."""

    @property
    def claims(self) -> Mapping[str, object]:
        """The claims by id."""

    @property
    def graph(self) -> Graph:
        """What is asked; its IRIs are those of the answers."""

    @property
    def ontology(self) -> Ontology:
        """The ontology."""

    def resolve(self, name: str) -> str:
        """Return the slug that a name means."""

    def select(self, query: str, parameters: Mapping[str, object], *, timeout: float | None) -> Table:
        """Return the answer of a SELECT query."""

    def cypher(self, query: str, parameters: Mapping[str, object], *, timeout: float | None) -> Table:
        """Return the answer of a Cypher query."""

    def in_rdflib(self, query: str) -> Any:
        """Return the `rdflib.query.Result` of a query."""

    def to_networkx(self, *, tentative: bool, details: bool) -> Any:
        """Return a `networkx.MultiDiGraph`."""


def ask(
    graph: Answering,
    question: Question,
    engine: str,
    given: Mapping[str, object],
    run: Callable[[str, Mapping[str, object]], Table] | None = None,
) -> Table:
    """Return the answer of a question, its cells plain values: an IRI of ours is its id.

    Args:
        graph: what to ask.
        question: which.
        engine: one of `ENGINES`.
        given: values of parameters by name; the others have their defaults.
        run: what runs Cypher, where the engine is `neo4j`.

    Raises:
        UnknownName: no such engine or parameter, a name that nobody has, or a parameter that has no default here.
    """
    table = _answer(graph, question, engine, _values(graph, question, given), run)
    # Without notes on what a query passes over: a question's own sentence says what it asks for.
    iris, ontology = graph.graph.iris, graph.ontology

    def known(text: str) -> str:
        return ontology.local(text) or iris.node(text)

    rows = tuple(tuple(plain(cell, known) for cell in row) for row in table.rows)
    lacks = () if rows else lacking(graph, [question]).get(question.id, ())
    empty = (f"no rows here: {', '.join(lacks)}",) if lacks else ()
    return Table(table.columns, rows, (*graph.told, *empty))


def lacking(graph: Answering, questions: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """Return why some questions have no rows in a graph, by id: what they need and it does not hold."""
    needs = {question.id: _needs(graph, question) for question in questions}
    return {name: why for name, why in unmet(needs, lambda query: graph.select(query, {}, timeout=None)).items() if why}


def wanting(graph: Answering, question: Question) -> list[Parameter]:
    """Return the parameters of a question that have a default elsewhere, and none in this graph."""
    known: Mapping[str, Collection[str]] = {
        "entity": graph.entities,
        "claim": graph.claims,
        "predicate": graph.ontology.properties,
    }
    given = [p for p in question.parameters if p.default is not None and p.kind in known]
    return [parameter for parameter in given if parameter.default not in known[parameter.kind]]


def needed(graph: Answering, question: Question) -> list[str]:
    """Return what a question needs, in words: `founded`, `AIModel or ModelFamily`."""
    return stated(_needs(graph, question), graph.ontology)


def _needs(graph: Answering, question: Question) -> Needs:
    anything = {parameter.name: None for parameter in question.parameters}
    text = question.sparql(anything, graph.graph.iris, graph.ontology)[0]
    return needs_of(text, list(anything), graph.graph.iris.prefixes)


def _answer(
    graph: Answering,
    question: Question,
    engine: str,
    values: Mapping[str, object],
    run: Callable[[str, Mapping[str, object]], Table] | None,
) -> Table:
    match engine if engine in question.engines else "":
        case "pyoxigraph":
            return graph.select(*question.sparql(values, graph.graph.iris, graph.ontology), timeout=None)
        case "rdflib":
            found: Any = graph.in_rdflib(question.sparql_text(values, graph.graph.iris, graph.ontology))
            rows = tuple(tuple(None if c is None else _python(c) for c in row) for row in found)
            return Table(tuple(map(str, found.vars)), rows)
        case "kglite":
            return graph.cypher(*question.cypher(values, graph.ontology), timeout=None)
        case "neo4j" if run is not None:
            return run(*question.cypher(values, graph.ontology))
        case "networkx":
            chosen = {p.name: scalar(p.kind, values[p.name]) for p in question.parameters}
            network = graph.to_networkx(tentative=True, details=True)
            rows = tuple(map(tuple, question.networkx()(network, **chosen, **question.lists(graph.ontology))))
            return Table(question.columns, rows)
        case _:
            raise UnknownName(f"unknown engine {engine!r}; expected one of {', '.join(question.engines)}")


def comparable(question: Question, table: Table) -> list[str]:
    """Return a table's rows so that equal answers are equal: in order only where the question fixes it."""
    rows = [json.dumps(row, ensure_ascii=False) for row in table.rows]
    return rows if question.ordered else sorted(rows)


def text(graph: Answering, question: Question, language: str, given: Mapping[str, object]) -> str:
    """Return the query of a question in one of `LANGUAGES`, values in place, ready to paste.

    Raises:
        UnknownName: no such parameter, or a name that nobody has.
    """
    values = _values(graph, question, given)
    if language == "networkx":
        return (question.folder / "query.py").read_text(encoding="utf-8")
    if language == "sparql":
        return question.sparql_text(values, graph.graph.iris, graph.ontology)
    return question.cypher_text(values, graph.ontology)


def _values(graph: Answering, question: Question, given: Mapping[str, object]) -> dict[str, object]:
    """Return the value of each parameter, names of entities resolved."""
    names = [p.name for p in question.parameters]
    for name in given:
        if name not in names:
            expected = (", ".join(names) or "none") + did_you_mean(name, names)
            raise UnknownName(f"{question.id} has no parameter {name!r}; expected {expected}")
    asked = [p for p in wanting(graph, question) if given.get(p.name) is None]
    if asked:
        told = ", ".join(f"{p.name} ({p.texts.get('en', p.kind)}: {_A[p.kind]})" for p in asked)
        raise UnknownName(f"{question.id} has no default here for {told}. Give {' and '.join(p.name for p in asked)}")
    values: dict[str, object] = {}
    for parameter in question.parameters:
        value = given.get(parameter.name)
        value = parameter.default if value is None else value
        values[parameter.name] = None if value is None else _checked(graph, parameter, value)
    return values


def _checked(graph: Answering, parameter: Parameter, value: object) -> object:
    text, wrong = str(value), f"{parameter.name}: {value!r} is no {parameter.kind}; expected"
    match parameter.kind:
        case "entity":
            return graph.resolve(text)
        case "claim":
            slug = local_id(text)
            if slug not in graph.claims:
                raise UnknownName(f"{wrong} the id of a claim{did_you_mean(slug, graph.claims)}")
            return slug
        case "predicate":
            if text not in graph.ontology.properties:
                raise UnknownName(f"{wrong} a name of the ontology{did_you_mean(text, graph.ontology.properties)}")
        case "date":
            try:
                return datetime.date.fromisoformat(text).isoformat()
            except ValueError as err:
                raise UnknownName(f"{wrong} one such as 2024-12-31") from err
        case "integer":
            if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
                raise UnknownName(f"{wrong} a whole number of at most 18 digits")
            return int(text)
    return text


def _python(term: Any) -> Cell:
    """Return a term of rdflib as `KnowledgeGraph.sparql` returns it."""
    value = term.toPython()
    return str(value) if not isinstance(value, int | float | Decimal | bool) else value
