"""The shipped questions: in every engine the rows that were expected of them, and the same for other parameters."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support import HOSTILE, ROOT

from aigraph.cli import main
from aigraph.errors import UnknownName
from aigraph.questions import Question, ask, comparable, find, read_questions, shipped, text
from aigraph.table import Table

QUESTIONS = list(shipped().values())
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=[question.id for question in QUESTIONS])
#: Other values than the defaults, and one that makes a parameter mean any.
OTHERS = [
    ("who-came-from-which-lab", {"lab": "openai"}),
    ("who-came-from-which-lab", {"lab": "谷歌"}),
    ("founders-by-previous-employer", {"employer": "meta"}),
    ("two-hop-lineage", {"company": "mistral-ai"}),
    ("models-in-the-lineage", {"company": "anthropic"}),
    ("models-by-developer", {"developer": "google"}),
    ("predictions-due-by", {"by": "2030-12-31"}),
    ("predictions-due-by", {"by": "2024-01-01"}),
    ("what-happened-between", {"start": "2010-06-01", "end": "2021-06-01"}),
    ("claims-about", {"about": "anthropic"}),
    ("claims-that-support-a-judgement", {"judgement": "judgement-8"}),
    ("versions-of-a-family", {"family": "llama"}),
    ("how-connected", {"one": "microsoft", "other": "anthropic"}),
    ("what-lies-within-two-steps", {"around": "nvidia"}),
    ("most-connected", {"at_least": 5}),
    ("what-happened-between", {"start": "2025-01-01", "end": "2026-06-01"}),
    ("comparisons-of-models", {"model": "gpt-3-5"}),
    ("what-somebody-says-about", {"who": "mark-zuckerberg", "about": "llama-3"}),
    ("what-somebody-says-about", {"who": "netizen", "about": "chatgpt"}),
    ("what-is-said-of-a-concept", {"concept": "chatgpt"}),
    ("what-is-said-of-a-concept", {"concept": "openai-three"}),
    ("numbers-of-a-subject", {"subject": "meta"}),
    ("examples-of-a-kind", {"kind": "open-source-models"}),
    ("how-far-support-reaches", {"judgement": "judgement-8"}),
]


def expected(question: Question) -> list[str]:
    return comparable(question, Table(question.columns, question.rows))


def test_there_are_as_many_as_a_researcher_needs() -> None:
    assert len(QUESTIONS) >= 60
    assert sum(len(question.rows) >= 2 for question in QUESTIONS) >= 25
    wanted = {"tentative": 10, "dates": 5, "paths": 5, "observations": 5, "claims": 5}
    for kind, count in wanted.items():
        assert sum(kind in question.kinds for question in QUESTIONS) >= count, kind


@EACH
def test_every_row_rests_on_words_of_the_text(graph: Any, question: Question) -> None:
    assert len(question.rests) == len(question.rows)
    assert question.texts["en"].endswith("?")
    assert question.texts["zh"].endswith("?")
    quotes = {e.span.quote for s in graph.statements.values() for e in s.evidence if e.span}
    quotes |= {e.span.quote for c in graph.claims.values() for e in c.evidence if e.span}
    for passages in question.rests:
        for passage in passages if isinstance(passages, list) else [passages]:
            assert passage["source"] in graph.sources
            assert passage.get("quote") in quotes | {None}
            assert "quote" in passage or passage["source"] == "aigraph-editors"


@pytest.mark.parametrize(
    ("question", "engine"),
    [
        pytest.param(q, engine, marks=[pytest.mark.slow] if engine == "rdflib" else [])  # a second each
        for q in QUESTIONS
        for engine in q.engines
        if engine != "neo4j"
    ],
    ids=lambda value: value.id if isinstance(value, Question) else value,
)
def test_the_answer_is_what_was_expected(graph: Any, question: Question, engine: str) -> None:
    table = ask(graph, question, engine, {})
    assert table.columns == question.columns
    assert comparable(question, table) == expected(question)
    assert (table.notes == ()) == bool(question.rows)


@pytest.mark.neo4j
def test_a_server_gives_the_same_answers(graph: Any, neo4j_run: Any) -> None:
    for question in QUESTIONS:
        table = ask(graph, question, "neo4j", {}, neo4j_run)
        assert (table.columns, comparable(question, table)) == (question.columns, expected(question)), question.id


@pytest.mark.neo4j
def test_what_is_shown_can_be_pasted_into_a_server(graph: Any, neo4j_run: Any) -> None:
    for question in QUESTIONS:
        pasted = neo4j_run(text(graph, question, "cypher", {}), {})
        assert len(pasted) == len(question.rows), question.id


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.parametrize(("name", "values"), OTHERS)
def test_other_parameters_give_the_same_everywhere(
    graph: Any, neo4j_run: Any, name: str, values: dict[str, object]
) -> None:
    question = shipped()[name]
    answers = {
        engine: comparable(question, ask(graph, question, engine, values, neo4j_run)) for engine in question.engines
    }
    assert all(answer == answers["pyoxigraph"] for answer in answers.values()), answers


@pytest.mark.parametrize(("name", "values"), OTHERS)
def test_other_parameters_give_the_same_in_the_embedded_engines(
    graph: Any, name: str, values: dict[str, object]
) -> None:
    question = shipped()[name]
    engines = [engine for engine in question.engines if engine not in ("neo4j", "rdflib")]
    answers = {engine: comparable(question, ask(graph, question, engine, values)) for engine in engines}
    assert all(answer == answers["pyoxigraph"] for answer in answers.values()), answers


@pytest.mark.slow
def test_what_is_shown_can_be_pasted(graph: Any) -> None:
    dataset = graph.to_rdflib()
    for question in QUESTIONS[::5]:
        assert len(list(dataset.query(text(graph, question, "sparql", {})))) == len(question.rows)
        assert len(graph.cypher(text(graph, question, "cypher", {}))) == len(question.rows)


def test_in_python(graph: Any) -> None:
    assert graph.ask("who-came-from-which-lab", lab="Open AI").rows[1] == (
        "dario-amodei",
        "openai",
        "vp-research",
        None,
    )
    assert graph.ask("versions-of-a-family", engine="networkx", family="llama").rows[0] == ("llama-2",)


def test_nonsense_is_refused(graph: Any) -> None:
    for given, words in (
        ({"question": "who-came-from-which"}, "did you mean 'who-came-from-which-lab'"),
        ({"question": "who-came-from-which-lab", "lb": "openai"}, "did you mean 'lab'"),
        ({"question": "who-came-from-which-lab", "lab": "nobody at all"}, "nobody here is called"),
        ({"question": "predictions-due-by", "by": "soon"}, "such as 2024-12-31"),
        ({"question": "most-connected", "at_least": "many"}, "a whole number"),
        ({"question": "claims-that-support-a-judgement", "judgement": "judgment-4"}, "did you mean 'judgement-4'"),
        ({"question": "pairings", "engine": "networkx"}, "expected one of"),
    ):
        with pytest.raises(UnknownName, match=words):
            graph.ask(**given)


def test_search_in_both_languages() -> None:
    assert "chips-planned-and-rumoured" in {question.id for question in find(QUESTIONS, "chips")}
    assert "chips-planned-and-rumoured" in {question.id for question in find(QUESTIONS, "芯片 据传")}
    assert find(QUESTIONS, "zzz") == []


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["ask", *arguments])


def test_the_command_lists_searches_asks_and_shows() -> None:
    empty = [question for question in QUESTIONS if not question.rows]
    assert run().stdout.count("\n") == 3 * (len(QUESTIONS) - len(empty)) + 1 + len(empty)
    assert "on-device-models-by-phone-maker" in run("手机").stdout
    assert run("zzz").exit_code == 2
    assert run("who-came-from-which-lab", "--lab", "谷歌", "--format", "csv").stdout.splitlines() == [
        "who,lab,role,share",
        "noam-shazeer,google,,",
    ]
    assert (
        "VALUES ?lab { <https://w3id.org/aigraph/id/google> }"
        in run("who-came-from-which-lab", "--lab", "google", "--show", "sparql").stdout
    )
    assert "lab.id = 'google'" in run("who-came-from-which-lab", "--lab", "google", "--show", "cypher").stdout
    assert run("the-ladder", "--engine", "networkx").stdout == run("the-ladder", "--engine", "kglite").stdout
    assert "--lab ENTITY" in run("who-came-from-which-lab", "--help").stdout
    assert run("who-came-from-which-lab", "--lab", "nobody").exit_code == 2


def test_every_query_stands_alone() -> None:
    for question in QUESTIONS:
        assert question.texts["en"] in (question.folder / "query.rq").read_text(encoding="utf-8")
        assert question.texts["en"] in (question.folder / "query.cypher").read_text(encoding="utf-8")
        if (question.folder / "query.py").is_file():
            ast.parse((question.folder / "query.py").read_text(encoding="utf-8"))


def test_python_queries_are_typed() -> None:
    files = [str(path) for path in sorted((ROOT / "queries").glob("*/query.py"))]
    for path in files:
        done = subprocess.run([sys.executable, "-m", "ruff", "check", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


#: What tries to leave the place of a value.
TRICKS = [*HOSTILE[:-2], "}", "UNDEF", "?x", "", "' OR 1=1 //", "$lab", "aid:openai } #", "\\", "9" * 5000, "٣"]


@pytest.mark.slow
@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.parameters], ids=lambda q: q.id)
def test_whatever_is_given_is_the_same_in_every_engine(graph: Any, question: Question) -> None:
    slow = {"neo4j", "rdflib"} if "paths" in question.kinds else {"neo4j"}
    engines = [engine for engine in question.engines if engine not in slow]
    nothing: dict[str, object] = {parameter.name: None for parameter in question.parameters}
    for language in ("sparql", "cypher"):  # nothing given is what is left out, which is asked of every engine above
        assert text(graph, question, language, nothing) == text(graph, question, language, {})
    assert outcome(graph, question, "kglite", nothing) == tuple(expected(question))
    for parameter in question.parameters:
        for trick in TRICKS:
            outcomes = {outcome(graph, question, engine, {parameter.name: trick}) for engine in engines}
            assert len(outcomes) == 1, (parameter.name, trick, outcomes)


def outcome(graph: Any, question: Question, engine: str, given: dict[str, object]) -> object:
    """Return the rows of a question, or the message of its refusal."""
    try:
        return tuple(comparable(question, ask(graph, question, engine, given)))
    except UnknownName as err:
        return str(err)


@pytest.mark.slow
def test_a_text_is_a_text_in_every_engine(graph: Any, tmp_path: Path) -> None:
    folder = tmp_path / "echo"
    folder.mkdir()
    (folder / "question.yaml").write_text(
        "{en: What?, zh: 什么?, parameters: {words: {type: text, default: x}}, columns: [words], rows: [[x]]}"
    )
    (folder / "query.rq").write_text("SELECT ?words { VALUES ?words { 'VALUES ?words { 1 }' } } # VALUES ?words { 2 }")
    (folder / "query.cypher").write_text("RETURN $words AS words")
    (folder / "query.py").write_text("def answer(graph, words):\n    return [(words,)]\n")
    question, dataset = read_questions(tmp_path).checked()["echo"], graph.to_rdflib()
    for words in [*HOSTILE, *TRICKS]:
        for engine in ("pyoxigraph", "kglite", "networkx"):
            assert ask(graph, question, engine, {"words": words}).rows == ((words,),), (engine, words)
        pasted = text(graph, question, "sparql", {"words": words})
        assert graph.select(pasted).rows == ((words,),)
        assert [str(row.words) for row in dataset.query(pasted)] == [words]
        assert graph.cypher(text(graph, question, "cypher", {"words": words})).rows == ((words,),)
