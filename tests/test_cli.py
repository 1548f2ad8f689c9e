"""The command line: output and exit code of each command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from support import ROOT

from aigraph.cli import main


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def commands() -> list[tuple[str, ...]]:
    names: list[tuple[str, ...]] = []
    for name, command in main.commands.items():
        if isinstance(command, click.Group):
            names += [(name, sub) for sub in command.commands]
        else:
            names.append((name,))
    return names


@pytest.mark.parametrize("names", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example_and_an_entry_in_the_docs(names: tuple[str, ...]) -> None:
    result = run(*names, "--help")
    assert result.exit_code == 0
    assert f"aigraph {' '.join(names)}" in result.stdout.split("Options:")[0].split("\n", 2)[2]
    docs = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"## aigraph {' '.join(names)}\n" in docs, "run 'python tools/write_cli_docs.py'"


def test_docs_are_as_the_help_says() -> None:
    result = subprocess.run([sys.executable, str(ROOT / "tools/write_cli_docs.py"), "--check"], capture_output=True)
    assert result.returncode == 0, result.stderr.decode()


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    result = run("show", "奥特曼")
    assert result.exit_code == 0
    assert result.stdout.startswith("Sam Altman\n")
    assert "“Open Al创始人奥特曼”" in result.stdout


def test_show_ids() -> None:
    assert "sam-altman/founded/openai" in run("show", "奥特曼", "--ids").stdout
    assert "sam-altman/founded/openai" not in run("show", "奥特曼").stdout


def test_show_json() -> None:
    card = json.loads(run("show", "mistral-ai", "--format", "json").stdout)
    assert card["id"] == "mistral-ai"


def test_show_several_and_nobody() -> None:
    several = run("show", "Mistral")
    assert several.exit_code == 2
    assert "mistral-ai (Company)" in several.stderr
    assert "mistral-model (AIModel)" in several.stderr
    assert run("show", "Mistral", "--class", "Company").exit_code == 0
    nobody = run("show", "Antropic")
    assert nobody.exit_code == 2
    assert "Did you mean Anthropic" in nobody.stderr


def test_sparql_formats() -> None:
    query = "SELECT ?o WHERE { ?o a aig:Chip } ORDER BY ?o LIMIT 1"
    iri = "https://w3id.org/aigraph/id/a100"
    assert run("sparql", query).stdout.splitlines()[-1].strip() == "aid:a100"
    assert run("sparql", query, "--format", "csv").stdout.splitlines() == ["o", iri]
    assert json.loads(run("sparql", query, "--format", "json").stdout) == [{"o": iri}]
    assert json.loads(run("sparql", query, "--format", "ndjson").stdout) == {"o": iri}
    assert "| aid:a100 |" in run("sparql", query, "--format", "md").stdout


def test_sparql_sources(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("ASK { aid:openai a aig:Company }")
    assert run("sparql", "-f", str(path)).stdout == "true\n"
    assert run("sparql", "-", stdin=path.read_text()).stdout == "true\n"
    assert run("sparql").exit_code == 2
    assert run("sparql", "-f", str(tmp_path / "none.rq")).exit_code == 2


def test_sparql_triples() -> None:
    result = run("sparql", "CONSTRUCT { ?s aig:founded ?o } WHERE { ?s aig:founded ?o }", "--format", "ttl")
    assert "aid:dario-amodei aig:founded aid:anthropic ." in result.stdout
    assert run("sparql", "SELECT * WHERE { ?s ?p ?o } LIMIT 1", "--format", "ttl").exit_code == 2


def test_sparql_notes_what_is_not_shown() -> None:
    result = run("sparql", "SELECT ?m WHERE { ?m aig:trainedOn ?c }")
    assert result.stderr == "note: 3 tentative trainedOn statements are not shown; add --tentative (tentative=True)\n"
    assert run("sparql", "SELECT ?m WHERE { ?m aig:trainedOn ?c }", "--tentative").stderr == ""
    assert "is a metric" in run("sparql", "SELECT ?m WHERE { ?m aig:employees ?c }").stderr


def test_sparql_errors_are_exit_2() -> None:
    for query in ("SELECT", "INSERT DATA { aid:a aig:b aid:c }"):
        result = run("sparql", query)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "Traceback" not in result.stderr


def test_search() -> None:
    assert "sam-altman" in run("search", "aoteman").stdout
    assert run("search", "zzzzzzzz").exit_code == 1


def test_cite() -> None:
    text = run("cite", "mistral-ai/foundingDate").stdout
    assert "它成立于2023年5月" in text
    assert "https://w3id.org/aigraph/statement/mistral-ai/foundingDate" in text
    assert run("cite", "mistral-ai/foundingDate", "--format", "bibtex").stdout.startswith("@misc{")
    assert json.loads(run("cite", "claim/judgement-3", "--format", "json").stdout)["quotes"]
    assert run("cite", "nothing-of-the-kind").exit_code == 2


def test_stats() -> None:
    rows = json.loads(run("stats", "--by", "modality", "--format", "json").stdout)
    assert {row["name"] for row in rows} == {"asserted", "reported", "estimated", "rumoured", "predicted", "claimed"}
    assert "entities" in run("stats").stdout


@pytest.mark.parametrize(
    "format_",
    ["trig", "ttl", "nquads", "ntriples", "jsonld", "rdfxml", "graphml", "gexf", "node-link", "dot", "statements"],
)
def test_export(format_: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{format_}"
    result = run("export", "--format", format_, "-o", str(path))
    assert result.exit_code == 0, result.output
    assert path.stat().st_size > 10_000


def test_export_of_an_unknown_format() -> None:
    result = run("export", "--format", "graphlm", "-o", "-")
    assert result.exit_code == 2
    assert "'graphlm' is not one of" in result.stderr


def test_export_s_help_names_every_format() -> None:
    from aigraph.export.formats import FORMATS

    shown = " ".join(run("export", "--help").stdout.split())
    for format_ in FORMATS.values():
        assert format_.name in shown
        assert format_.keeps in shown


@pytest.mark.parametrize(
    "name", ["aid:openai", "https://w3id.org/aigraph/id/openai", "<https://w3id.org/aigraph/id/openai>"]
)
def test_show_takes_what_sparql_prints(name: str) -> None:
    assert run("show", name).stdout.startswith("OpenAI\n")
    assert run("cite", name).exit_code == 0


def test_a_class_that_nobody_of_the_name_has() -> None:
    result = run("show", "Mistral", "--class", "Person")
    assert result.exit_code == 2
    assert "is no Person; it names mistral-ai (Company)" in result.stderr
    assert "did you mean 'Person'" in run("search", "x", "--class", "Persn").stderr


def test_misspelt_terms_are_noted() -> None:
    result = run("sparql", "SELECT * WHERE { ?s aig:wrkedAt aid:opnai ; aig:dateEarliest ?d }")
    assert "note: aig:wrkedAt is not in the ontology; did you mean aig:workedAt?" in result.stderr
    assert "note: aid:opnai is not in the graph; did you mean aid:openai?" in result.stderr
    assert "dateEarliest" not in result.stderr


@pytest.mark.parametrize("timeout", ["nan", "inf", "1e300"])
def test_odd_timeouts(timeout: str) -> None:
    assert run("sparql", "--timeout", timeout, "ASK { aid:openai a aig:Company }").exit_code in (0, 2)


def test_triples_are_no_table() -> None:
    assert (
        run("sparql", "--format", "csv", "CONSTRUCT { ?s aig:founded ?o } WHERE { ?s aig:founded ?o }").exit_code == 2
    )


def test_folders_that_are_not_there() -> None:
    assert run("--graph", "/nowhere/at/all", "show", "openai").exit_code == 2


def test_who_only_speaks_has_a_card() -> None:
    assert "says that" in run("show", "马斯克").stdout


@pytest.mark.slow
def test_rdf_exports_open_in_rdflib(tmp_path: Path) -> None:
    import rdflib

    counts = set()
    for format_, name in (("ttl", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")):
        path = tmp_path / format_
        run("export", "--format", format_, "-o", str(path))
        counts.add(len(rdflib.Graph().parse(path, format=name)))
    assert len(counts) == 1


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    result = CliRunner().invoke(main, ["show", "openai"], color=True)
    assert "\x1b[" not in result.stdout


def test_completion_knows_names() -> None:
    environment = {
        **os.environ,
        "_AIGRAPH_COMPLETE": "bash_complete",
        "COMP_WORDS": "aigraph show 奥特",
        "COMP_CWORD": "2",
    }
    code = "from aigraph.cli import main; main(prog_name='aigraph')"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert "奥特曼" in result.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, aigraph.cli; from click.testing import CliRunner;"
        "CliRunner().invoke(aigraph.cli.main, ['--help']);"
        "print(sorted({'rdflib','networkx','neo4j','pyvis','pyshacl','edtf','kglite','pyoxigraph','numpy','yaml'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_cached_show_imports_nothing_heavy() -> None:
    run("show", "openai")
    code = (
        "import sys, aigraph.cli; from click.testing import CliRunner;"
        "r = CliRunner().invoke(aigraph.cli.main, ['show', 'openai']); assert r.exit_code == 0;"
        "print(sorted({'rdflib','networkx','neo4j','pyvis','pyshacl','edtf','kglite','pyoxigraph','numpy','yaml'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [("view", "-o"), ("export", "--format", "ttl", "-o"), ("build", "--out")])
def test_a_place_that_cannot_be_written_is_exit_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run(*arguments, str(tmp_path / "file" / "below"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


def test_cypher() -> None:
    result = run("cypher", "MATCH (n {id: $id}) RETURN n.name AS name", "-p", "id=openai", "--format", "json")
    assert json.loads(result.stdout) == [{"name": "OpenAI"}]
    assert run("cypher", "RETURN $n + 1 AS n", "-p", "$n=2", "--format", "tsv").stdout == "n\n3\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("-Infinity", "-Infinity"),
        ("1e999", "1e999"),
        ("[1, NaN]", "[1, NaN]"),
        ('{"a": Infinity}', '{"a": Infinity}'),
        ('"\\ud800"', '"\\ud800"'),
        ("2024-03-15", "2024-03-15"),
        ("openai", "openai"),
        ("", ""),
        ("a=b", "a=b"),
        ("1.5", 1.5),
        ("-0.25e2", -25.0),
        ("12", 12),
        ("true", True),
        ("null", None),
        ('["a", 1]', ["a", 1]),
        ('{"a": [1]}', {"a": [1]}),
        ('"quoted"', "quoted"),
        ("[" * 100_000, "[" * 100_000),
    ],
)
def test_a_parameter_is_json_or_else_text(value: str, expected: object) -> None:
    from aigraph.cli.cypher import _parameters

    found = _parameters((f"x={value}",))["x"]
    assert found == expected
    assert type(found) is type(expected)


def test_parameters_of_the_command_line() -> None:
    result = run("cypher", "RETURN $x AS x, $list AS list", "-p", "x=NaN", "-p", 'list=["a", 2]', "--format", "json")
    assert json.loads(result.stdout) == [{"x": "NaN", "list": ["a", 2]}]
    assert "x is given twice" in run("cypher", "RETURN $x", "-p", "x=1", "-p", "$x=2").stderr


def test_cypher_notes_what_is_not_shown() -> None:
    result = run("cypher", "MATCH (a)-[:TRAINED_ON]->(b) RETURN a.id")
    assert "3 tentative trainedOn statements are not shown; match [:TRAINED_ON|TENTATIVE" in result.stderr
    assert not run("cypher", "MATCH (a)-[:TRAINED_ON|TENTATIVE]->(b) RETURN a.id").stderr
    assert "the first 1 of" in run("cypher", "MATCH (n:Company) RETURN n.id", "--rows", "1").stderr


@pytest.mark.parametrize("arguments", [["-p", "x"], ["-p", "1x=2"], ["-p", "x=1", "-p", "x=2"], ["-f", "nowhere"]])
def test_cypher_options_that_make_no_sense(arguments: list[str]) -> None:
    assert run("cypher", *arguments, *([] if "-f" in arguments else ["RETURN 1"])).exit_code == 2


def test_cypher_errors_are_exit_2() -> None:
    result = run("cypher", "MATCH (n")
    assert result.exit_code == 2
    assert "line 1, column" in result.stderr
