"""`aigraph schema`: all that may be said, in lines that seeds read; drawn within a width; found in both languages."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse
from support import ROOT

import aigraph
from aigraph.cli import main
from aigraph.cli.schema import _drawn
from aigraph.errors import UnknownName
from aigraph.model import Date, Duration, Quantity, Statement, Value
from aigraph.namespaces import ONTOLOGY
from aigraph.ontology import Ontology
from aigraph.seeds.values import parse_value, statement_parts
from aigraph.seeds.yaml import read_tree
from aigraph.terminal import width
from aigraph.words.notation import seed_line, seed_value
from aigraph.words.schema import Schema, Term


@pytest.fixture(scope="module")
def wide() -> Any:
    return aigraph.load(ROOT / "tests" / "data" / "wide")


@pytest.fixture(scope="module")
def terms(graph: Any) -> list[Term]:
    return Schema(graph.graph, graph.ontology).terms()


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["--graph", str(ROOT), "schema", *words])


def item(line: str) -> Any:
    """Return what YAML makes of a line of `says`."""
    tree: Any = read_tree(f"- {line}\n")
    [node] = tree.value
    return node


def bare(value: Value) -> Value:
    """Return a value without the text's own words for it."""
    return replace(value, written=None) if isinstance(value, Date | Duration | Quantity) else value


def values_of(statement: Statement) -> Iterator[tuple[str, Value]]:
    yield statement.predicate, statement.object
    yield from ((name, value) for name, values in statement.qualifiers.items() for value in values)


@pytest.mark.parametrize("name", ["graph", "wide"])
def test_a_line_is_read_as_what_it_says(name: str, request: pytest.FixtureRequest) -> None:
    found = request.getfixturevalue(name)
    for statement in found.statements.values():
        for prop, value in values_of(statement):
            given = parse_value(found.ontology.properties[prop], seed_value(value), found.ontology)
            assert bare(given.value) == bare(value), statement.id
        line = seed_line(statement)
        node = item(line)
        words = next(iter(node.value)) if isinstance(node.value, dict) else node.value
        assert statement_parts(words)[:2] == (statement.subject, statement.predicate)
        braces = node.value[words].value if isinstance(node.value, dict) else {}
        assert set(braces) - {"stage", "modality"} == set(statement.qualifiers) - {"note"}


def test_every_term_has_a_row(terms: list[Term], graph: Any) -> None:
    ontology: Ontology = graph.ontology
    by_kind = {kind: [t.name for t in terms if t.kind == kind] for kind in ("class", "qualifier", "unit")}
    assert sorted(by_kind["class"]) == sorted(ontology.classes)
    assert by_kind["qualifier"] == [p.name for p in ontology.qualifiers()]
    assert by_kind["unit"] == [u.code for u in ontology.units.values() if u.kind != "currency"]
    said = [t for t in terms if t.kind in ("relation", "attribute", "metric")]
    assert sorted(t.name for t in said) == sorted(p.name for p in ontology.predicates())
    [founded] = (t for t in terms if t.name == "founded")
    assert (founded.kind, founded.prefix, founded.below, founded.value) == ("relation", "aig", "Agent", "Organization")
    assert (founded.inverse, founded.example) == ("foundedBy", "sam-altman founded openai")
    [raised] = (t for t in terms if t.name == "computePurchased")
    assert (raised.value, raised.unit) == ("quantity", "compute")
    assert raised.qualifiers == "counterparty, period"


def test_every_example_is_a_line_of_seeds(terms: list[Term], graph: Any) -> None:
    for term in terms:
        if term.kind not in ("relation", "attribute", "metric", "qualifier"):
            continue
        node = item(term.example)
        line = node.value if isinstance(node.value, str) else next(iter(node.value))
        prop = graph.ontology.properties[term.name]
        if term.kind == "qualifier":
            braces = node.value if line == term.name else node.value[line].value
            parse_value(prop, str(braces[term.name].value), graph.ontology)
        else:
            subject, predicate, rest, _ = statement_parts(line)
            assert predicate == term.name
            assert subject
            parse_value(prop, rest, graph.ontology)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Company", "Company"), ("company", "Company"), ("公司", "Company"), ("aig:Company", "Company"),
        ("founded", "founded"), ("foundedBy", "founded"), ("创立", "founded"), ("startDate", "startDate"),
        ("person", "person"), ("Person", "Person"),
    ],
)  # fmt: skip
def test_a_term_by_its_names(graph: Any, word: str, name: str) -> None:
    assert Schema(graph.graph, graph.ontology).name_of(word) == name


def test_unknown_terms_name_near_ones(graph: Any) -> None:
    with pytest.raises(UnknownName, match="did you mean 'Company'"):
        graph.schema("Compny")
    done = run("zzzz")
    assert (done.exit_code, done.stderr) == (
        2,
        "no class, predicate, qualifier or unit is called 'zzzz'. 'aigraph schema' lists them\n",
    )


def test_a_class_has_what_its_things_take(graph: Any) -> None:
    table = graph.schema("Company")
    rows = {row["name"]: row for row in table.to_dicts()}
    assert next(iter(rows)) == "Company"
    assert {"founded", "foundingDate", "employees", "developed"} <= rows.keys()  # as subject, as object, inherited
    assert not {"trainedOn", "openWeights", "startDate", "Person"} & rows.keys()
    depths = [graph.ontology.depth(row["below"]) for row in rows.values() if row["kind"] != "class" and row["below"]]
    assert depths == sorted(depths, reverse=True)


def test_search_in_both_languages(graph: Any) -> None:
    english = {row["name"] for row in graph.schema(search="open weights").to_dicts()}
    chinese = {row["name"] for row in graph.schema(search="权重").to_dicts()}
    assert "openWeights" in english & chinese
    assert len(graph.schema(search="no such words at all")) == 0
    done = run("--search", "no such words")
    assert (done.exit_code, done.stdout) == (1, "")


@pytest.mark.parametrize("room", [30, 47, 60, 80, 100, 133])
def test_drawn_within_a_width(terms: list[Term], graph: Any, room: int) -> None:
    schema = Schema(graph.graph, graph.ontology)
    lines = ["".join(text for text, _ in line) for line in _drawn(schema, terms, None, room, "en")]
    names = [word for line in lines for word in line.replace("→", " ").replace(":", " ").split()]
    assert {t.name for t in terms} <= set(names)
    longest = max(len(t.name) + len(t.value) + len(t.unit) for t in terms) + 10
    assert all(width(line) <= max(room, longest) for line in lines)
    if room >= 60:
        definitions = "".join(lines).replace("│", "").replace(" ", "")
        assert all(t.definition.replace(" ", "") in definitions for t in terms if t.kind == "class")


def test_the_tree_is_drawn(graph: Any) -> None:
    drawn = run("PublicBody").stdout.splitlines()
    assert drawn[:3] == [
        "Classes",
        "PublicBody  公共机构 An organization of a state or of several states.",
        "└─ Court    法院 A body that decides lawsuits.",
    ]
    whole = run().stdout
    assert "├─ Agent " in whole
    assert "│  ├─ Organization " in whole
    assert "│  │  │  └─ Court " in whole
    names = [line.split("─ ")[-1].split()[0] for line in whole.split("\n\n")[0].splitlines() if "─ " in line]
    assert len(names) == len(set(names)) == sum(bool(c.parents) for c in graph.ontology.classes.values())


def test_formats(graph: Any) -> None:
    rows = json.loads(run("founded", "--format", "json").stdout)
    assert [row["labelZh"] for row in rows] == ["创立"]
    assert run("founded", "--format", "md").stdout.count("\n") == 3
    turtle = run("Court", "--format", "ttl").stdout
    subjects = {q.subject.value for q in parse(input=turtle, format=RdfFormat.TURTLE)}
    assert subjects == {ONTOLOGY + row["name"] for row in graph.schema("Court").to_dicts()}
    units = {q.subject.value for q in parse(input=run("person", "--format", "ttl").stdout, format=RdfFormat.TURTLE)}
    assert units == {ONTOLOGY + "unit-person"}


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["--graph", str(ROOT), "schema", "Court"]
    assert "\x1b[" in CliRunner().invoke(main, command, color=True).stdout
    assert "\x1b[" not in CliRunner().invoke(main, command).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in CliRunner().invoke(main, command, color=True).stdout


def test_it_is_there_when_seeds_have_problems(seeds: Path, edit: Any) -> None:
    edit(
        seeds / "statements" / "ten-judgements.yaml",
        "- google developed gemini-1-5\n",
        "- google developd gemini-1-5\n",
    )
    folder = str(seeds.parent)
    checked = CliRunner().invoke(main, ["--graph", folder, "validate"]).stdout
    assert "unknown predicate 'developd'; expected one of the ontology; did you mean 'developed'" in checked
    assert "Run 'aigraph schema'" in checked
    done = CliRunner().invoke(main, ["--graph", folder, "schema", "developed"])
    assert (done.exit_code, "google developed" in done.stdout or "developed →" in done.stdout) == (0, True)
