"""`%load_ext aigraph`: cells in SPARQL and Cypher in a real shell and a real kernel, and what is completed there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

import aigraph


@pytest.fixture(scope="module")
def shell(graph: Any) -> Iterator[Any]:
    """A shell with the extension and the graph in `g`."""
    from IPython.core.interactiveshell import InteractiveShell

    made: Any = InteractiveShell()  # type: ignore[no-untyped-call]
    made.run_cell("%load_ext aigraph")
    made.user_ns.update(g=graph, aigraph=aigraph)
    yield made
    made.run_cell("%unload_ext aigraph")
    assert made.Completer.custom_matchers == []


def answer(shell: Any, cell: str) -> Any:
    done = shell.run_cell(cell)
    assert done.success, done.error_in_exec
    return done.result


def test_parameters_come_from_variables_and_answers_go_to_one(shell: Any, graph: Any) -> None:
    shell.user_ns.update(lab=graph.entities["openai"], year=2021)
    found = answer(shell, "%%sparql -o founders\nSELECT ?who { ?who aig:founded $lab } # $nobody")
    assert found.named().rows == (("Sam Altman",),)
    assert shell.user_ns["founders"] is found
    found = answer(shell, "%%cypher -o who\nMATCH (p)-[:FOUNDED]->(c {id: $lab}) RETURN p.id, '$nobody', $year")
    assert shell.user_ns["who"].rows == found.rows == (("sam-altman", "$nobody", 2021),)
    query = "SELECT ?who { ?who aig:founded aid:openai }"
    assert answer(shell, f"%sparql {query}") == graph.select(query)
    assert answer(shell, '%cypher RETURN "it\'s" AS it').rows == (("it's",),)
    assert answer(shell, "%show 奥特曼").id == "sam-altman"


def test_a_value_is_never_part_of_the_query(shell: Any) -> None:
    shell.user_ns["what"] = "x'}) RETURN 1 //"
    assert answer(shell, "%cypher MATCH (n {id: $what}) RETURN n").rows == ()
    shell.user_ns["what"] = "> } UNION { ?who a ?what"
    assert answer(shell, "%sparql SELECT ?who { ?who aig:founded $what }").rows == ()


def test_options(shell: Any, graph: Any) -> None:
    query = "SELECT ?model ?chip { ?model aig:trainedOn ?chip }"
    assert answer(shell, f"%%sparql --tentative\n{query}") == graph.select(query, tentative=True)
    early = answer(shell, "%%cypher --as-of 2015-01-01\nMATCH ()-[r:WORKED_AT]->() RETURN count(r)")
    assert "as of 2015-01-01" in early.notes[0]
    shell.user_ns["part"] = graph.around("Anthropic")
    assert answer(shell, "%%cypher -g part\nMATCH (n:Company) RETURN count(n)").rows[0][0] < 10


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%sparql SELECT ?who { ?who aig:founded $nobody }", "no variable 'nobody'"),
        ("%cypher RETURN $nobody", "no variable 'nobody'"),
        ("%sparql SELECT", "expected"),
        ("%cypher MATCH", "expected"),
        ("%%sparql --as-of yesterday\nASK {}", "'yesterday' is no day"),
        ("%%cypher -g nothing\nRETURN 1", "nothing is no knowledge graph"),
        ("%%cypher -o 1x\nRETURN 1", "no name of a variable"),
        ("%%cypher --what\nRETURN 1", "unrecognized arguments"),
        ("%show Antropic", "Did you mean Anthropic"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(shell: Any, cell: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert not shell.run_cell(cell).success
    shown = "".join(capsys.readouterr())
    assert said in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("%%sparql\nSELECT ?who {\n  ?who aig:found", "founded"),
        ("%%sparql\nSELECT ?who { ?who a aig:Comp", "Company"),
        ("%sparql ASK { aid:sam-", "sam-altman"),
        ("%%cypher\nMATCH (p)-[:FOUNDED|WORK", "WORKED_AT"),
        ("%%cypher\nMATCH (p:Pers", "Person"),
        ("%cypher MATCH (p {id: 'sam-", "sam-altman"),
        ("g.statements(subject='奥特", "奥特曼"),
        ("g.statements(predicate='worked", "workedAt"),
        ("g.entities(cls='Comp", "Company"),
        ("g.claims(kind='pred", "prediction"),
        ("g.entity('Dario", "Dario Amodei"),
        ("g.entities['dario", "dario-amodei"),
    ],
)
def test_completion(shell: Any, typed: str, word: str) -> None:
    from IPython.core.completer import provisionalcompleter

    with provisionalcompleter():
        found = list(shell.Completer.completions(typed, len(typed)))
    assert word in [c.text for c in found]
    chosen = next(c for c in found if c.text == word)
    assert (typed[: chosen.start] + word).endswith(word)
    assert word.startswith(typed[chosen.start :])


@pytest.mark.slow
def test_in_a_kernel(tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    cells = (
        "%load_ext aigraph",
        f"import aigraph\ng = aigraph.load({str(ROOT)!r})\nlab = 'openai'",
        "%%cypher -o founders\nMATCH (p)-[:FOUNDED]->(c {id: $lab}) RETURN p.name AS who",
        "print(founders.to_dicts())",
        "g.path('Sam Altman', 'GPT-4').objects()[0]",
        "g.statements['gpt-4/trainedOn/a100']",
    )
    v4: Any = nbformat.v4
    notebook = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    outputs = [cell.outputs for cell in notebook.cells]
    assert "<td" in outputs[2][0].data["text/html"]
    assert "who\n" in outputs[2][0].data["text/plain"]
    assert outputs[3][0].text == "[{'who': 'Sam Altman'}]\n"
    assert "Sam Altman → OpenAI → GPT-4" in outputs[4][0].data["text/html"]
    assert "dashed" in outputs[5][0].data["text/html"]
    assert outputs[5][0].data["text/plain"].startswith("gpt-4 trainedOn a100 [rumoured]")
