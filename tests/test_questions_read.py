"""Questions as folders: read and checked as seeds are, of several graphs, begun with a command; lists of the ontology."""

import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support import HOSTILE, ROOT

import aigraph
from aigraph.cli import main
from aigraph.errors import AIGraphError, SeedError
from aigraph.model import Quantity
from aigraph.questions import ask, check_questions, comparable, new_question, read_questions, shipped
from aigraph.questions.declared import names_of

SHIPPED = ROOT / "queries"
WHOLE = "en: What?\ncolumns: [a]\n"


def folder(place: Path, name: str, text: str, *files: str) -> Path:
    """Write a question."""
    (place / name).mkdir(parents=True)
    (place / name / "question.yaml").write_text(text, encoding="utf-8")
    for file in files or ("query.rq",):
        (place / name / file).write_text("SELECT ?a { VALUES ?a { 1 } }")
    return place / name


def found(*places: Path) -> list[str]:
    return [str(problem) for problem in read_questions(*places).problems]


def test_the_shipped_questions_are_whole() -> None:
    assert found(SHIPPED) == []


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    place = tmp_path / "queries"
    folder(place, "a", "eng: What?\ncolumns: [a]\n")
    folder(place, "b", f"{WHOLE}parameters:\n  x: {{type: entty, default: [1]}}\n  Y-z: {{type: date}}\n")
    folder(place, "c", f"{WHOLE}rows:\n- [1]\n- [1, 2]\n- x\nrests: []\n")
    folder(place, "d", f"{WHOLE}declared:\n  money: {{unitknd: currency}}\n  units: {{unit: x, use: y}}\n")
    folder(place, "E f", f"{WHOLE}zh:\n")
    folder(place, "g", WHOLE, "query.cypher")
    folder(place, "h", WHOLE, "query.rq", "notes.txt")
    (place / "stray.yaml").write_text("x")
    assert found(place) == [
        "queries/E f/question.yaml: 'E f' is no id; expected lower-case letters, digits and hyphens. Rename the folder",
        "queries/E f/question.yaml:3: zh is blank; expected text. Write it, or leave zh out",
        "queries/a/question.yaml:1: unknown key 'eng' in the file; expected en, zh, topics, kinds, parameters, declared, "
        "columns, ordered, rows, rests; did you mean 'en'?",
        "queries/a/question.yaml:1: no en; every question has one. Add it",
        "queries/b/question.yaml:4: unknown type 'entty' of x; expected entity, claim, predicate, date, integer, text; "
        "did you mean 'entity'?",
        "queries/b/question.yaml:4: default of x is [1]; expected a text or a number",
        "queries/b/question.yaml:5: 'Y-z' is no name of a parameter; expected letters, digits and _. Rename it",
        "queries/c/question.yaml:5: a row of 2 cells; expected 1, one for each column",
        "queries/c/question.yaml:6: a row is the text 'x'; expected a list",
        "queries/d/question.yaml:4: unknown key 'unitknd' in the list 'money'; expected use, valueType, unitKind, domain, "
        "range, creates, unit, below; did you mean 'unitKind'?",
        "queries/d/question.yaml:5: the list 'units' has unit, use; expected some of use, valueType, unitKind, domain, range, "
        "creates, or one of unit and below",
        "queries/g/query.rq: is not there; every question has one. Write it",
        "queries/h/notes.txt: is not read; expected question.yaml, query.rq, query.cypher, query.py. Rename or move it",
        "queries/stray.yaml: is no folder; expected one for each question. Remove it",
    ]
    with pytest.raises(SeedError):
        read_questions(place).checked()


def test_whatever_a_file_holds_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    texts = [*HOSTILE, "", "en: [", "- a", "en: What?\ncolumns: {a: b}\nrows: {c: d}\nparameters: [x]\ndeclared: x\n"]
    for at, text in enumerate(texts):
        folder(tmp_path / str(at), "x", text)
        assert found(tmp_path / str(at)), text[:40]


def test_a_query_that_is_no_text_or_no_python_is_a_problem_and_no_traceback(tmp_path: Path, graph: Any) -> None:
    place = folder(tmp_path / "queries", "x", WHOLE, "query.rq", "query.py")
    (place / "query.rq").write_bytes(b"SELECT ?a { }\n\xff")
    said = "queries/x/query.rq:2: not UTF-8 at byte 14; expected UTF-8. Save the file as UTF-8"
    assert found(tmp_path / "queries") == [said]
    (place / "query.rq").write_text("SELECT ?a { VALUES ?a { 1 } }")
    question = read_questions(tmp_path / "queries").checked()["x"]
    for text in ("def answer(", "x = 1", "\x00"):
        (place / "query.py").write_text(text)
        with pytest.raises(AIGraphError, match=r"query\.py: "):
            ask(graph, question, "networkx", {})


def test_cells_are_what_they_look_like(tmp_path: Path) -> None:
    row = "[1, -2, 2.5, 3.0, true, null, ~, no, '1', 2024-01-01, a: b]".replace(", a: b", "")
    folder(tmp_path, "x", f"en: What?\ncolumns: [{', '.join('abcdefghij')}]\nrows:\n- {row}\n")
    (only,) = read_questions(tmp_path).checked().values()
    assert only.rows == ((1, -2, 2.5, 3, True, None, None, "no", "1", "2024-01-01"),)


def test_the_same_question_of_two_folders_names_both(tmp_path: Path) -> None:
    for graph in ("one", "other"):
        folder(tmp_path / graph / "queries", "who", WHOLE)
    folder(tmp_path / "other" / "queries", "what", WHOLE)
    places = (tmp_path / "none", tmp_path / "one" / "queries", tmp_path / "other" / "queries")
    assert list(read_questions(*places).questions) == ["who", "what"]
    assert found(*places) == [
        "queries/who/question.yaml: the question 'who' stands already at one/queries/who/question.yaml. Rename one"
    ]


def test_a_graph_has_the_questions_of_its_folders(graph: Any, tmp_path: Path) -> None:
    place = shutil.copytree(ROOT / "tests" / "data" / "small", tmp_path / "mine")
    folder(place / "queries", "one-and-only", WHOLE)
    with aigraph.load(place) as mine:
        assert mine.ask("one-and-only").rows == ((1,),)
        assert mine.ask("who-says-so").rows
        assert mine.around("beichen").ask("one-and-only").rows == ((1,),)
    with pytest.raises(AIGraphError, match="unknown question"):
        graph.ask("one-and-only")
    folder(place / "queries", "the-ladder", WHOLE)
    done = CliRunner().invoke(main, ["--graph", str(place), "validate"])
    said = "queries/the-ladder/question.yaml: the question 'the-ladder' stands already at aigraph/queries/the-ladder"
    assert said in done.stdout


def test_a_question_begun_can_be_asked_and_its_engines_agree(graph: Any, tmp_path: Path) -> None:
    place = new_question(tmp_path / "queries", "who-bought-whom")
    assert sorted(p.name for p in place.iterdir()) == ["query.cypher", "query.rq", "question.yaml"]
    question = read_questions(tmp_path / "queries").checked()["who-bought-whom"]
    for given in ({}, {"subject": "openai"}):
        answers = [comparable(question, ask(graph, question, engine, given)) for engine in ("pyoxigraph", "kglite")]
        assert answers[0] == answers[1] != []
    for name in ("Who", "", "a b", "../x", "who-bought-whom"):
        with pytest.raises(AIGraphError):
            new_question(tmp_path / "queries", name)
    with pytest.raises(AIGraphError, match="already"):
        new_question(tmp_path / "queries", "the-ladder", shipped())


def test_the_command_begins_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(main, ["ask", "--new", "who-bought-whom"])
    assert refused.exit_code == 2 and "expected a graph folder of your own" in refused.stderr
    place = shutil.copytree(ROOT / "tests" / "data" / "small", tmp_path / "mine")
    (place / "deep").mkdir()
    monkeypatch.chdir(place / "deep")
    done = CliRunner().invoke(main, ["ask", "--new", "who-bought-whom"])
    assert done.exit_code == 0
    files = [Path(line) for line in done.stdout.splitlines()]
    assert [file.name for file in files] == ["query.cypher", "query.rq", "question.yaml"]
    assert {file.parent.parent.resolve() for file in files} == {(place / "queries").resolve()}
    assert all(re.search("^(#|//) ", file.read_text(), re.MULTILINE) for file in files)
    again = CliRunner().invoke(main, ["ask", "--new", "who-bought-whom"])
    assert again.exit_code == 2 and "already" in again.stderr
    assert CliRunner().invoke(main, ["ask", "--new", "the-ladder"]).exit_code == 2
    asked = CliRunner().invoke(main, ["ask", "who-bought-whom", "--format", "csv"])
    assert asked.stdout.splitlines()[0] == "subject,predicate,object"


def test_lists_are_what_the_ontology_declares(graph: Any) -> None:
    ontology = graph.ontology
    assert names_of(ontology, {"domain": "Agent", "range": "Work"}) == ("authorOf", "published", "reposted")
    assert {"EUR", "GBP", "JPY"} <= set(names_of(ontology, {"unit": "currency"}))
    assert "kWh" not in names_of(ontology, {"unit": "currency"})
    assert set(names_of(ontology, {"below": "Organization"})) == set(ontology.below("Organization"))
    assert names_of(ontology, {"below": "Nothing"}) == names_of(ontology, {"unitKind": "nothing"}) == ()
    assert "investedIn" in names_of(ontology, {"unitKind": "currency"})


ENGINES = ("pyoxigraph", "rdflib", "kglite")


@pytest.mark.slow
def test_amounts_of_money_are_of_every_metric_and_qualifier_in_every_currency(graph: Any) -> None:
    """Each metric that is money, and a relation's value and equivalent, in a currency that no seed names."""
    base = graph.statements["semiconductor-market/marketSize/2023"]
    bought = next(s for s in graph.statements.values() if s.predicate == "trainedOn" and "value" in s.qualifiers)
    money = [p.name for p in graph.ontology.properties.values() if p.use == "metric" and p.unit_kind == "currency"]
    assert len(money) > 10
    made = [
        replace(
            base,
            id=f"openai/{name}/2023",
            subject="openai",
            predicate=name,
            object=Quantity(Decimal(at + 1), unit="GBP"),
        )
        for at, name in enumerate(money)
    ]
    price = Quantity(min=Decimal(7), comparator="atLeast", unit="JPY")
    made.append(replace(bought, id="a", qualifiers={**bought.qualifiers, "equivalent": (price,)}))
    made.append(
        replace(
            base, id="openai/employees/2023", subject="openai", predicate="employees", object=Quantity(unit="unstated")
        )
    )
    made.append(
        replace(
            base,
            id="openai/revenue/2022",
            subject="openai",
            predicate="revenue",
            object=Quantity(Decimal(3), unit="unstated"),
        )
    )
    small = replace(graph.graph, statements=tuple(made), claims=())
    with aigraph.KnowledgeGraph(small, graph.ontology) as other:
        question = shipped()["amounts-of-money"]
        answers = {engine: comparable(question, ask(other, question, engine, {})) for engine in ENGINES}
        rows = ask(other, question, "pyoxigraph", {}).rows
    assert len(set(map(tuple, answers.values()))) == 1, answers
    assert {row[1] for row in rows if row[7] == "GBP"} == set(money)
    assert [(row[1], row[3], row[4], row[5]) for row in rows if row[7] == "JPY"] == [
        ("trainedOn", "equivalent", None, 7)
    ]
    assert [(row[1], row[4]) for row in rows if row[7] == "unstated"] == [("revenue", 3)]
    assert len(rows) == len(money) + 2


def test_what_is_declared_later_is_found(tmp_path: Path, graph: Any) -> None:
    """A predicate that makes things, declared in an ontology of one's own, is among what makes applications."""
    place = shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    turtle = place / "aigraph.ttl"
    start = turtle.read_text(encoding="utf-8").index("aig:developed a owl:ObjectProperty")
    text = turtle.read_text(encoding="utf-8")
    declared = text[start : text.index(" .\n", start) + 3].replace("aig:developed", "aig:conjured")
    declared = "\n".join(line for line in declared.split("\n") if "owl:inverseOf" not in line)
    declared = declared.replace("a owl:ObjectProperty", "a owl:ObjectProperty, owl:SymmetricProperty", 1)
    turtle.write_text(text + "\n" + declared, encoding="utf-8")
    from aigraph.ontology import read_ontology

    ontology = read_ontology(place)
    statement = next(s for s in graph.statements.values() if s.predicate == "developed" and s.settled)
    made = replace(
        statement, id="x", subject="openai", predicate="conjured", object=replace(statement.object, id="chatgpt")
    )
    with aigraph.KnowledgeGraph(replace(graph.graph, statements=(made,), claims=()), ontology) as other:
        for engine in ENGINES:
            assert other.ask("products-by-company", engine=engine).rows == (("openai", "chatgpt"),)


def test_what_is_shown_has_the_lists_in_place(graph: Any) -> None:
    from aigraph.questions import text

    question = shipped()["works-and-their-makers"]
    assert "['authorOf', 'published', 'reposted']" in text(graph, question, "cypher", {})
    shown = text(graph, question, "sparql", {})
    assert "ontology#reposted>" in shown
    assert len(graph.select(shown)) == len(question.rows)


def test_validate_looks_into_the_queries(tmp_path: Path) -> None:
    place = shutil.copytree(ROOT / "tests" / "data" / "small", tmp_path / "mine")
    new_question(place / "queries", "well")
    made = new_question(place / "queries", "ill")
    query = (
        (made / "query.rq").read_text().replace("aig:settled", "aig:setled").replace("VALUES ?subject { UNDEF }", "")
    )
    (made / "query.rq").write_text(query.replace("ISIRI(?object)", "?object = aid:beichn"))
    other = folder(place / "queries", "other", WHOLE)
    (other / "query.rq").write_text("ASK { ?a aig:workedAt ?b }")
    done = CliRunner().invoke(main, ["--graph", str(place), "validate"])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "queries/ill/query.rq: has 0 lines VALUES ?subject { … }; expected one for the parameter subject",
        "queries/ill/query.rq:8: aig:setled is not in the ontology; did you mean aig:settled?",
        "queries/ill/query.rq:9: aid:beichn is not in the graph; did you mean aid:beichen?",
        "queries/other/query.rq: is a query of the form ASK; expected SELECT",
    ]


def test_the_shipped_queries_name_what_is_there(graph: Any) -> None:
    questions = read_questions(SHIPPED).questions.values()
    assert list(check_questions(questions, graph.graph, graph.ontology, SHIPPED)) == []
