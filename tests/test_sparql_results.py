"""Results of SPARQL in the formats of the W3C, at the command line too."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import QueryResultsFormat, parse_query_results

from aigraph.cli import main
from aigraph.errors import ExportError, QueryError
from aigraph.sparql.endpoint import Endpoint

CELLS = """SELECT * { VALUES (?a ?b ?c) {
  (1.50 "x"@en-GB <http://example.org/é>) (01 "tab\\t, quote\\", line\\n, back\\\\" UNDEF) (1e0 "" true)
  ("7"^^xsd:gYear "<&>\\r" "5"^^xsd:integer) } }"""


@pytest.mark.parametrize("name", ["sparql-json", "sparql-xml", "sparql-tsv"])
def test_results_are_read_by_others_as_they_were(graph: Any, name: str) -> None:
    import rdflib
    from rdflib.query import Result

    written = graph.sparql_results(CELLS, name).encode()
    format_ = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}[name[7:]]
    found: Any = parse_query_results(input=written, format=format_)
    assert [variable.value for variable in found.variables] == ["a", "b", "c"]
    rows = [[None if term is None else str(term) for term in row] for row in found]
    xsd = "^^<http://www.w3.org/2001/XMLSchema#"
    assert rows == [
        [f'"1.50"{xsd}decimal>', '"x"@en-gb', "<http://example.org/é>"],
        [f'"01"{xsd}integer>', r'"tab\t, quote\", line\n, back\\"', None],
        [f'"1e0"{xsd}double>', '""', f'"true"{xsd}boolean>'],
        [f'"7"{xsd}gYear>', r'"<&>\r"', f'"5"{xsd}integer>'],
    ]
    theirs = Result.parse(io.BytesIO(written), format=name[7:])
    assert len(list(theirs)) == 4
    assert next(iter(theirs.bindings))[rdflib.Variable("b")] == rdflib.Literal("x", lang="en-gb")


def test_csv_has_texts_and_lines_that_end_as_the_standard_says(graph: Any) -> None:
    assert graph.sparql_results(CELLS, "sparql-csv") == (
        'a,b,c\r\n1.50,x,http://example.org/é\r\n01,"tab\t, quote"", line\n, back\\",\r\n1e0,,true\r\n7,"<&>\r",5\r\n'
    )


def test_results_of_ask_and_of_nothing(graph: Any) -> None:
    assert json.loads(graph.sparql_results("ASK { }", "sparql-json")) == {"head": {}, "boolean": True}
    assert "<boolean>false</boolean>" in graph.sparql_results("ASK { aid:openai a aig:Chip }", "sparql-xml")
    assert graph.sparql_results("SELECT ?x { aid:openai a aig:Chip }", "sparql-tsv") == "?x\n"
    empty = json.loads(graph.sparql_results("SELECT ?x { aid:openai a aig:Chip }", "sparql-json"))
    assert empty == {"head": {"vars": ["x"]}, "results": {"bindings": []}}


@pytest.mark.parametrize(
    ("query", "name", "error", "message"),
    [
        ("ASK { }", "sparql-csv", ExportError, "for SELECT, not for ASK"),
        ("DESCRIBE aid:openai", "sparql-json", QueryError, "this is a DESCRIBE query; expected SELECT or ASK"),
        ("SELECT ('\\u0001' AS ?x) { }", "sparql-xml", ExportError, r"XML has no way to write U\+0001"),
        ("SELECT (TRIPLE(<x:>, <x:>, <x:>) AS ?x) { }", "sparql-json", ExportError, "no place for a triple"),
    ],
)
def test_what_a_format_has_no_place_for(graph: Any, query: str, name: str, error: type, message: str) -> None:
    with pytest.raises(error, match=message):
        graph.sparql_results(query, name)


def test_a_computed_number_is_not_written_as_one_of_the_data(tmp_path: Path) -> None:
    path = tmp_path / "data.nq"
    path.write_text('<x:a> <x:p> "02"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<x:a> <x:p> "y" .\n')
    endpoint = Endpoint(path)
    assert endpoint.results("SELECT ?o { ?s ?p ?o FILTER isNumeric(?o) }", "sparql-tsv") == "?o\n02\n"
    assert endpoint.results("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "sparql-tsv") == "?n\n2\n"
    assert '"02"' in str(endpoint.construct("CONSTRUCT WHERE { ?s ?p ?o }"))
    path.write_text(path.read_text() + '<x:b> <x:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .\n')
    endpoint.close()
    assert endpoint.results("SELECT ?o { <x:a> ?p ?o FILTER isNumeric(?o) }", "sparql-tsv") == "?o\n2\n"
    endpoint.close()


@pytest.mark.slow
def test_the_command_prints_the_formats_of_the_w3c() -> None:
    def run(*arguments: str) -> Any:
        return CliRunner().invoke(main, ["sparql", *arguments])

    query = "SELECT (1.50 AS ?n) ('a'@en AS ?t) { }"
    assert run("--format", "sparql-tsv", query).stdout == '?n\t?t\n1.50\t"a"@en\n'
    assert run("--format", "tsv", query).stdout == "n\tt\n1.50\ta\n"
    assert json.loads(run("--format", "sparql-json", "ASK { }").stdout)["boolean"] is True
    refused = run("--format", "sparql-csv", "ASK { }")
    assert (refused.exit_code, refused.stdout) == (2, "")
    noted = run("--format", "sparql-csv", "SELECT ?c { ?m aig:trainedOn ?c }")
    assert noted.stdout_bytes == b"c\r\n"
    assert "tentative trainedOn statements are not shown" in noted.stderr
    empty = run("# nothing")
    assert "the query is empty" in empty.stderr
    assert empty.exit_code == 2
    alike = run("SELECT ?x { ?x aig:founded [] ; aig:founded|aig:workedAt [] }")
    assert "note: alternatives of a path" in alike.stderr
