"""Questions as methods: found by completion, described in both languages, with the answers of `ask`."""

import inspect
from typing import Any

import pytest

from aigraph.errors import UnknownName
from aigraph.questions.methods import name_of


def test_every_question_is_a_method_that_says_what_it_asks(graph: Any) -> None:
    methods = graph.questions
    assert len(methods) == len(list(methods)) == len(dir(methods)) > 60
    for name in methods:
        method = getattr(methods, name_of(name))
        question = method.question
        assert question.id == name
        assert str(method.__doc__).startswith("\n".join(dict.fromkeys(question.texts.values())))
        signature = inspect.signature(method)
        assert [*signature.parameters] == [*(p.name for p in question.parameters), "engine"]
        assert {n: p.default for n, p in signature.parameters.items()} == {
            **{p.name: p.default for p in question.parameters},
            "engine": "pyoxigraph",
        }
        assert all(p.kind is p.KEYWORD_ONLY and p.annotation is not p.empty for p in signature.parameters.values())


def test_its_answer_is_that_of_ask(graph: Any) -> None:
    found = graph.questions.who_came_from_which_lab(lab="OpenAI", engine="kglite")
    assert found == graph.ask("who-came-from-which-lab", lab="openai")
    assert found.named()["lab"] == ("OpenAI",) * len(found)
    assert "lab: str | None = None" in repr(graph.questions.who_came_from_which_lab)
    with pytest.raises(UnknownName, match="has no parameter 'labs'"):
        graph.questions.who_came_from_which_lab(labs="openai")


def test_a_question_that_is_not_there(graph: Any) -> None:
    with pytest.raises(AttributeError, match="did you mean 'who_founded_what'"):
        graph.questions.who_founded_wat  # noqa: B018
    assert not hasattr(graph.questions, "_repr_html_")


def test_a_part_has_the_questions_of_its_graph(graph: Any) -> None:
    part = graph.around("OpenAI")
    assert list(part.questions) == list(graph.questions)
    assert part.questions.who_founded_what().rows == part.ask("who-founded-what").rows


@pytest.mark.slow
def test_completion_in_ipython(graph: Any) -> None:
    from IPython.core.completer import provisionalcompleter
    from IPython.core.interactiveshell import InteractiveShell

    shell: Any = InteractiveShell()  # type: ignore[no-untyped-call]
    shell.user_ns["g"] = graph
    typed = "g.questions.who_came"
    with provisionalcompleter():
        found = [completion.text for completion in shell.Completer.completions(typed, len(typed))]
    assert "who_came_from_which_lab" in found
