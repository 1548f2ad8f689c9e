"""The public names: each says what it is, with an example that is run where it stands; and how light they are."""

import doctest
import inspect
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest

import aigraph


def offered() -> Iterator[tuple[str, Any]]:
    """Yield the public names, and those of the object that users hold."""
    for name in aigraph.__all__:
        yield name, getattr(aigraph, name)
    for kind in (aigraph.KnowledgeGraph, aigraph.Table):
        for name, member in inspect.getmembers(kind):
            if not name.startswith("_") and (callable(member) or isinstance(member, property | cached_property)):
                yield f"{kind.__name__}.{name}", member


@pytest.mark.parametrize(("name", "thing"), [(n, t) for n, t in offered() if not isinstance(t, str)])
def test_every_public_name_says_what_it_is(name: str, thing: Any) -> None:
    text = inspect.getdoc(thing) or ""
    assert text.split("\n")[0].endswith((".", ":")), f"{name}: {text!r}"
    assert doctest.DocTestParser().get_examples(text), f"{name} shows no example"


def test_the_object_is_one_family(graph: Any) -> None:
    for made in (
        graph.around("openai"),
        graph.part(classes=["Person"]),
        graph.as_of("2023-12-31"),
        graph.without_editors(),
    ):
        assert type(made) is type(graph)
        assert made.statements().notes == made.told


@pytest.mark.parametrize("tentative", [False, True])
def test_other_libraries_hold_the_same_edges(graph: Any, tentative: bool) -> None:
    network = graph.to_networkx(tentative=tentative)
    ours = sorted((a, b, d["id"]) for a, b, d in network.edges(data=True))
    igraph = graph.to_igraph(tentative=tentative)
    ids = igraph.vs["id"]
    assert sorted((ids[e.source], ids[e.target], e["id"]) for e in igraph.es) == ours
    rust = graph.to_rustworkx(tentative=tentative)
    ends = ((rust[a]["id"], rust[b]["id"], e["id"]) for a, b, e in rust.weighted_edge_list())
    assert sorted(ends) == ours
    edges = graph.to_pandas(tentative=tentative).edges
    assert sorted(zip(edges["source"], edges["target"], edges["id"], strict=True)) == ours
    notes = network.graph.get("notes", "")
    assert ("tentative" in notes) is not tentative
    assert igraph["notes"] == notes


def test_frames_hold_nodes_edges_and_every_statement(graph: Any) -> None:
    frames = graph.to_pandas(observations=True)
    assert set(frames.statements["id"]) == set(graph.statements)
    assert set(frames.nodes["id"]) == set(graph.to_networkx(observations=True))
    assert str(frames.nodes["foundingDateEarliest"].dtype) == "datetime64[s]"


def test_weights(graph: Any) -> None:
    by_source = graph.to_networkx(weight="sources")
    for _, _, key, data in by_source.edges(keys=True, data=True):
        statement = graph.statements[key]
        sources = {e.source for e in statement.evidence}
        assert data["weight"] == len(sources) or statement.derived
        assert data["weight"] >= 1
    key = ("anthropic", "openai", "anthropic/foundedByAlumniOf/openai")
    assert graph.to_networkx(weight="evidence").edges[key]["weight"] > by_source.edges[key]["weight"] == 1
    mine = graph.to_networkx(weight=lambda statement: 0.5 if statement.derived else 2)
    assert mine.edges[key]["weight"] == 0.5
    assert {d["weight"] for *_, d in graph.to_networkx().edges(data=True)} == {1.0}
    with pytest.raises(ValueError, match="'quotes'; expected 'evidence'"):
        graph.to_networkx(weight="quotes")


@pytest.mark.parametrize(
    ("library", "method"), [("igraph", "to_igraph"), ("rustworkx", "to_rustworkx"), ("pandas", "to_pandas")]
)
def test_a_library_that_is_not_there(graph: Any, monkeypatch: pytest.MonkeyPatch, library: str, method: str) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(aigraph.MissingDependency, match=rf"pip install 'aigraph\[{library}\]'"):
        getattr(graph, method)()
