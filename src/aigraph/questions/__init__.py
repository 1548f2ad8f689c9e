"""The questions of a graph: a sentence, parameters, and the same answer in SPARQL, Cypher and, for paths, networkx."""

from aigraph.questions.ask import LANGUAGES, ask, comparable, lacking, needed, text, wanting
from aigraph.questions.catalogue import ENGINES, Parameter, Question, find
from aigraph.questions.check import check_questions
from aigraph.questions.new import new_question
from aigraph.questions.read import Questions, questions_of, read_questions, shipped

__all__ = [
    "ENGINES",
    "LANGUAGES",
    "Parameter",
    "Question",
    "Questions",
    "ask",
    "check_questions",
    "comparable",
    "find",
    "lacking",
    "needed",
    "new_question",
    "questions_of",
    "read_questions",
    "shipped",
    "text",
    "wanting",
]
