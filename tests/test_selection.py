"""Parts of a graph: around, classes, modalities, sections; and the command that draws them."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aigraph.cli import main
from aigraph.model import Ref
from aigraph.selection.part import Conditions, select


def ends(statement: Any) -> set[str]:
    return {statement.subject} | ({statement.object.id} if isinstance(statement.object, Ref) else set())


def test_around_agrees_with_networkx(graph: Any) -> None:
    import networkx

    network = networkx.Graph(graph.to_networkx(tentative=True).to_undirected())
    for depth in (1, 2, 3):
        part = select(graph.graph, graph.ontology, Conditions("openai", depth))
        near = {n for n in networkx.ego_graph(network, "openai", radius=depth) if n in graph.entities}
        assert {end for s in part.statements for end in ends(s)} - {"unstated"} <= near | {"openai"}
        assert near <= {e.id for e in part.entities}


def test_classes(graph: Any) -> None:
    part = select(graph.graph, graph.ontology, Conditions(classes=("Organization",)))
    for statement in part.statements:
        for end in ends(statement):
            assert graph.ontology.is_a(graph.entities[end].classes, "Organization")
    assert any(s.predicate == "pairedWith" for s in part.statements)


def test_modalities_and_sections(graph: Any) -> None:
    rumours = select(graph.graph, graph.ontology, Conditions(modalities=("rumoured",)))
    assert {s.modality for s in rumours.statements} == {"rumoured"}
    third = select(graph.graph, graph.ontology, Conditions(sections=("j3",)))
    assert third.statements
    assert all(any(e.section == "j3" for e in s.evidence) for s in third.statements)
    assert "wang-qi-ang" in {e.id for e in third.entities}


def test_a_section_of_one_source(graph: Any) -> None:
    part = graph.part(sections=["related-crash/text"])
    assert part.statements
    assert all(any(e.source == "related-crash" for e in s.evidence) for s in part.statements.values())
    assert len(graph.part(sections=["text"]).statements) > len(part.statements)


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--around", "奥特曼", "--depth", "2"), ("--class", "Company,Person"), ("--ask", "the-compute-race"), ("--modality", "rumoured"), ("--section", "3", "--lang", "zh", "--theme", "dark")])  # fmt: skip
def test_view_of_a_part(options: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    result = CliRunner().invoke(main, ["view", *options, "-o", str(path)])
    assert result.exit_code == 0, result.output
    assert path.stat().st_size > 100_000


@pytest.mark.parametrize("options", [("--around", "nobody"), ("--class", "Compny"), ("--modality", "rumored"), ("--section", "99"), ("--ask", "nothing")])  # fmt: skip
def test_view_of_what_is_not_there(options: tuple[str, ...], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["view", *options, "-o", str(tmp_path / "page.html")])
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "page.html").exists()
