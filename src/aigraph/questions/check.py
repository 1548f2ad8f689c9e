"""Checking questions against the graph that has them: what their SPARQL names, and its parameters."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from aigraph.errors import Problem, did_you_mean
from aigraph.model import Graph
from aigraph.ontology import Ontology
from aigraph.questions.catalogue import Question
from aigraph.sparql.notes import unknown_terms
from aigraph.sparql.query import Query

__all__ = ["check_questions"]


def check_questions(questions: Iterable[Question], graph: Graph, ontology: Ontology, home: Path) -> Iterator[Problem]:
    """Yield what is wrong with the SPARQL of the questions of one folder, each at its line.

    Args:
        questions: of all folders.
        graph: what they are asked of.
        ontology: its schema.
        home: the folder whose questions are meant.
    """
    for question in questions:
        if question.folder.parent == home:
            yield from _wrong(question, graph, ontology, f"{home.name}/{question.id}/query.rq")


def _wrong(question: Question, graph: Graph, ontology: Ontology, path: str) -> Iterator[Problem]:
    query = Query((question.folder / "query.rq").read_text(encoding="utf-8", errors="replace"), graph.iris.prefixes)
    if query.form != "SELECT":
        yield Problem(path, 0, f"is a query of the form {query.form or 'nothing'}; expected SELECT")
    known = {entity.id for entity in graph.entities}
    for term, where, near in unknown_terms(query, graph.iris, ontology, known, lambda _: sorted(known)):
        lines = [
            _line(query, token.start) for token in query.tokens if graph.iris.curie(query.iri(token) or "") == term
        ]
        yield Problem(path, min(lines, default=0), f"{term} is not in the {where}{near}")
    told = [
        after.text[1:] for token, after in zip(query.tokens, query.tokens[1:], strict=False) if token.says("VALUES")
    ]
    for parameter in question.parameters:
        if told.count(parameter.name) != 1:
            hint = did_you_mean(parameter.name, set(told))
            count = f"{told.count(parameter.name)} lines VALUES ?{parameter.name} {{ … }}"
            yield Problem(path, 0, f"has {count}; expected one for the parameter {parameter.name}{hint}")
    for name in question.declared:
        if told.count(name) > 1:
            yield Problem(
                path, 0, f"has {told.count(name)} lines VALUES ?{name} {{ … }}; expected one for the list {name}"
            )


def _line(query: Query, start: int) -> int:
    return query.text.count("\n", 0, start) + 1
