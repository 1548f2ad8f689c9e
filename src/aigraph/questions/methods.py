"""Questions as functions: each with its sentence in both languages, its parameters and their defaults."""

import datetime
import inspect
from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Any, Protocol

from aigraph.errors import did_you_mean
from aigraph.questions.catalogue import Parameter, Question
from aigraph.table import Table

__all__ = ["Method", "Methods"]

#: What a parameter of each kind may be given as.
_TYPES: Mapping[str, Any] = {"date": str | datetime.date, "integer": int}


class Asks(Protocol):
    """What a question is asked by: `KnowledgeGraph.ask`."""

    def __call__(self, question: str, *, engine: str = ..., **parameters: object) -> Table:
        """Return the answer of a question."""


class Method:
    """A question as a function of its parameters; `question` is what it asks.

    >>> g.questions.who_came_from_which_lab(lab="Google").rows
    (('noam-shazeer', 'google', None, None),)
    """

    def __init__(self, question: Question, ask: Asks) -> None:
        """Hold a question and what answers it."""
        self.question, self._ask = question, ask
        self.__name__ = self.__qualname__ = name_of(question.id)
        self.__doc__ = "\n".join(_described(question))
        parameters = [
            inspect.Parameter(p.name, inspect.Parameter.KEYWORD_ONLY, default=p.default, annotation=_type(p))
            for p in question.parameters
        ]
        engine = inspect.Parameter(
            "engine", inspect.Parameter.KEYWORD_ONLY, default=question.engines[0], annotation=str
        )
        self.__signature__ = inspect.Signature([*parameters, engine], return_annotation=Table)

    def __call__(self, *, engine: str = "pyoxigraph", **parameters: object) -> Table:
        """Return the answer. Raises as `KnowledgeGraph.ask`."""
        return self._ask(self.question.id, engine=engine, **parameters)

    def __repr__(self) -> str:
        """Return the question with its signature."""
        return f"<{self.__name__}{self.__signature__}: {self.question.texts.get('en', self.question.id)}>"


class Methods:
    """The questions of a graph as functions, by their ids with `_` for `-`; iterated, the ids.

    >>> "who_founded_what" in dir(g.questions), "who-founded-what" in g.questions
    (True, True)
    """

    def __init__(self, questions: Mapping[str, Question], ask: Asks) -> None:
        """Hold the questions by id, and what answers them."""
        self._methods = {name_of(name): Method(question, ask) for name, question in questions.items()}

    def __getattr__(self, name: str) -> Method:
        """Return the question of a name. Raises AttributeError, with what is nearest."""
        methods: Mapping[str, Method] = self.__dict__.get("_methods", {})
        if name not in methods:
            expected = f"expected one of {len(methods)}{did_you_mean(name, methods)}"
            raise AttributeError(f"no question {name!r}; {expected}. 'aigraph ask' lists them")
        return methods[name]

    def __dir__(self) -> list[str]:
        """Return the names, for completion."""
        return list(self._methods)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return (method.question.id for method in self._methods.values())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._methods)

    def __repr__(self) -> str:
        """Return each name with its sentence, a line each."""
        return "\n".join(f"{name}: {m.question.texts.get('en', '')}".strip() for name, m in self._methods.items())


def name_of(question: str) -> str:
    """Return the name of the function that asks a question.

    >>> name_of("who-founded-what"), name_of("2024-claims"), name_of("import")
    ('who_founded_what', 'q_2024_claims', 'import_')
    """
    name = question.replace("-", "_")
    if not name.isidentifier():
        return f"q_{name}"
    return f"{name}_" if iskeyword(name) else name


def _described(question: Question) -> Iterator[str]:
    yield from dict.fromkeys(question.texts.values())
    yield ""
    yield f"Returns a table of {', '.join(question.columns)}."
    if question.parameters:
        yield from ("", "Args:")
        for parameter in question.parameters:
            words = " / ".join(dict.fromkeys(parameter.texts.values()))
            yield f"    {parameter.name}: {words} ({parameter.kind}, {_default(parameter)})"


def _default(parameter: Parameter) -> str:
    return "any unless given" if parameter.default is None else f"{parameter.default} unless given"


def _type(parameter: Parameter) -> Any:
    found = _TYPES.get(parameter.kind, str)
    return found | None if parameter.default is None else found
