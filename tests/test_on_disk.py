"""A graph on disk answers as the same graph in memory does, and says what it cannot do."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import aigraph
from aigraph import KnowledgeGraph, TooLarge, UnknownName
from aigraph.cli import main
from aigraph.disk.build import put_on_disk
from aigraph.errors import SeedError
from aigraph.folder import read_folder
from aigraph.on_disk import OnDisk
from aigraph.questions.ask import comparable

TABLE = """Model,Maker,Out,Size (B),Chips,Number,Sure
Lu 1,Luming,3/1/2024,7,H100,"2,000",yes
Lu 2,"Luming, Open AI",11/30/2025,70.5,H100 and B200,"12,000",no
Lu 3,Luming,5/14/2026,n/a,,,no
"Lu \\ ""4"" ",Luming,5/14/2026,n/a,,,yes
"""
MAPPING = """source: luming-chips
table: {file: luming-chips.csv, key: Model, null: [n/a]}
columns:
  Out: {date: m/d/yyyy}
  Size (B): {scale: billion}
entities:
  model: {class: AIModel, name: Model}
  maker: {class: Company, name: Maker, split: ","}
  chips: {class: Chip, name: Chips, split: " and "}
says:
- maker developed model
- maker released model: {date: Out}
- model parameterCount: Size (B)
- model trainedOn chips: {value: Number, if: one chips}
- model trainedOn chips: {if: several chips, note: The table has one number for all its chips.}
modality: {Sure: {yes: reported, no: rumoured}}
"""
TOML = 'title = "Luming"\nbase = "https://example.org/luming/"\nprefix = "luming"\nextends = ["aigraph"]\n'
LIMIT = "AIGRAPH_IN_MEMORY"


def write(place: Path) -> Path:
    for name in ("seeds/entities", "seeds/statements", "tables", "mappings"):
        (place / name).mkdir(parents=True)
    (place / "tables/luming-chips.csv").write_bytes(TABLE.encode())
    digest = hashlib.sha256(TABLE.encode()).hexdigest()
    source = f"luming-chips: {{name: Chips of Luming, sha256: {digest}}}\n"
    (place / "seeds/sources.yaml").write_text(source, encoding="utf-8")
    (place / "aigraph.toml").write_text(TOML, encoding="utf-8")
    (place / "mappings/luming-chips.yaml").write_text(MAPPING, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = write(tmp_path_factory.mktemp("disk") / "luming")
    put_on_disk(read_folder(place))
    return place


@pytest.fixture(scope="module")
def held(folder: Path) -> Iterator[KnowledgeGraph]:
    with aigraph.load(folder) as graph:
        assert not isinstance(graph, OnDisk)
        yield graph


@pytest.fixture(scope="module")
def disk(folder: Path) -> Iterator[KnowledgeGraph]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LIMIT, "200")
        with aigraph.load(folder) as graph:
            assert isinstance(graph, OnDisk)
            yield graph


def test_the_same_quads(held: KnowledgeGraph, disk: KnowledgeGraph) -> None:
    assert set(disk.quads()) == set(held.quads())


def test_every_question(held: KnowledgeGraph, disk: KnowledgeGraph) -> None:
    for name, question in held._questions().items():
        for engine in ("pyoxigraph", "kglite"):
            if engine in question.engines:
                one, other = (comparable(question, graph.ask(name, engine=engine)) for graph in (held, disk))
                assert one == other, f"{name} by {engine}"


def test_every_card_and_citation(held: KnowledgeGraph, disk: KnowledgeGraph) -> None:
    names = [*list(held.entities)[::9], *list(held.statements)[::9], *list(held.claims)[::9], "lu-1", "openai", "h100"]
    for name in names:
        assert disk.show(name) == held.show(name)
        assert disk.cite(name) == held.cite(name)
        assert disk.find(name) == held.find(name)


def test_search_and_names(held: KnowledgeGraph, disk: KnowledgeGraph) -> None:
    for text in ("openai", "Open", "奥特曼", "aoteman", "atm", "Lu", "Modle", "gpt 4", "大模型", "anthropc", "nvdia", "h", ""):
        assert disk.search(text) == held.search(text), text
    for name in ("nobody at all", "sam altmann of openai", "a b"):
        told = []
        for graph in (held, disk):
            with pytest.raises(UnknownName) as found:
                graph.resolve(name)
            told.append((str(found.value), found.value.suggestions))
        assert told[0] == told[1]


def test_parts(held: KnowledgeGraph, disk: KnowledgeGraph) -> None:
    for name, depth in (("luming", 1), ("lu-2", 2), ("openai", 1)):
        one, other = held.around(name, depth=depth), disk.around(name, depth=depth)
        assert one.graph == other.graph
    near = held.around("openai", classes=["Person"], modalities=["asserted"])
    assert disk.around("openai", classes=["Person"], modalities=["asserted"]).graph == near.graph
    assert disk.neighbours("lu-1", tentative=True).rows == held.neighbours("lu-1", tentative=True).rows
    assert disk.timeline("openai").rows == held.timeline("openai").rows
    assert disk.statements(object="h100").rows == held.statements(object="h100").rows
    assert disk.claims(about="openai")["id"] == held.claims(about="openai")["id"]


def test_what_is_tentative(held: KnowledgeGraph, disk: KnowledgeGraph) -> None:
    query = "SELECT ?m ?c { ?m aig:trainedOn ?c }"
    for tentative in (False, True):
        one, other = held.select(query, tentative=tentative), disk.select(query, tentative=tentative)
        assert sorted(one.rows) == sorted(other.rows)
        assert one.notes == other.notes
    query = "SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    assert sorted(disk.select(query).rows) == sorted(held.select(query).rows)
    cypher = "MATCH (m)-[r:TRAINED_ON]->(c) RETURN m.id, r.value, r.modality ORDER BY m.id, c.id"
    assert disk.cypher(cypher) == held.cypher(cypher)
