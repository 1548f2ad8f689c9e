"""The shipped questions: a sentence, parameters, and the same answer in SPARQL, Cypher and, for paths, networkx."""

from aigraph.questions.ask import LANGUAGES, ask, comparable, text
from aigraph.questions.catalogue import ENGINES, Parameter, Question, find, read_questions, shipped

__all__ = [
    "ENGINES",
    "LANGUAGES",
    "Parameter",
    "Question",
    "ask",
    "comparable",
    "find",
    "read_questions",
    "shipped",
    "text",
]
