"""A graph on disk answers as the same graph in memory does, and says what it cannot do."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_columns import imported, rows_of

import aigraph
from aigraph import KnowledgeGraph, TooLarge, UnknownName
from aigraph.cli import main
from aigraph.disk.build import put_on_disk
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
    names = [
        *list(held.entities)[::20],
        *list(held.statements)[::20],
        *list(held.claims)[::20],
        "lu-1",
        "openai",
        "h100",
    ]
    for name in names:
        assert disk.show(name) == held.show(name)
        assert disk.cite(name) == held.cite(name)
        assert disk.find(name) == held.find(name)


def test_search_and_names(held: KnowledgeGraph, disk: KnowledgeGraph) -> None:
    for text in (
        "openai",
        "Open",
        "奥特曼",
        "aoteman",
        "atm",
        "Lu",
        "Modle",
        "gpt 4",
        "大模型",
        "anthropc",
        "nvdia",
        "h",
        "",
    ):
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
    for name in held.ontology.properties:
        for asked in (f"SELECT * {{ ?a aig:{name} ?b }}", f"SELECT * {{ ?a rdf:subject ?b . ?b aig:{name} ?c }}"):
            assert disk.notes(asked) == held.notes(asked)
    for asked in ("ASK { aid:opnai aig:fonded ?what }", "ASK { luming:lu-1 a aig:AIModle }", "ASK { GRAPH <x:y> { } }"):
        assert disk.notes(asked) == held.notes(asked)
    for name, prop in held.ontology.properties.items():
        asked = f"MATCH (a)-[r:{prop.edge_type}]->(b) WHERE a.{name} IS NULL RETURN a"
        assert disk.notes(asked, language="cypher") == held.notes(asked, language="cypher")
    cypher = "MATCH (m)-[r:TRAINED_ON]->(c) RETURN m.id, r.value, r.modality ORDER BY m.id, c.id"
    assert disk.cypher(cypher) == held.cypher(cypher)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n",
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, count(*) AS n, count(DISTINCT a) AS ends",
        "MATCH (a {id: 'openai'})-[r*1..2]-(b:Person) RETURN b.id, size(r), [x IN r | type(x)]",
        "MATCH (a {name: 'OpenAI'})--(b)--(a) RETURN b.id",
        "MATCH p = shortestPath((a {id: 'lu-2'})-[*..6]-(b {id: 'nvidia'})) RETURN length(p) AS n",
        "MATCH (a:AIModel) WHERE a.id STARTS WITH 'lu' RETURN properties(a)",
        "MATCH (o:Observation {subject: 'lu-2'}) RETURN o",
        "MATCH (a)-[r:TENTATIVE]->(b), (c)-[r2:TENTATIVE]->(b) WHERE r = r2 RETURN count(*) AS n",
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t",
        "CALL db.propertyKeys() YIELD propertyKey AS k RETURN k",
    ],
)
def test_cypher_walks(query: str, held: KnowledgeGraph, disk: KnowledgeGraph) -> None:
    one, other = (sorted(map(repr, graph.cypher(query, timeout=None).rows)) for graph in (held, disk))
    assert one == other


def test_exports(held: KnowledgeGraph, disk: KnowledgeGraph, tmp_path: Path) -> None:
    for form in ("nquads", "ntriples"):
        files = tmp_path / f"held.{form}", tmp_path / f"disk.{form}"
        for graph, file in zip((held, disk), files, strict=True):
            graph.export(form, file)
        assert len({tuple(sorted(file.read_bytes().splitlines())) for file in files}) == 1
    for form in ("parquet", "neo4j-admin"):
        for graph in (held, disk):
            graph.export(form, tmp_path / type(graph).__name__ / form)
    one, other = tmp_path / "KnowledgeGraph", tmp_path / "OnDisk"
    for name in ("nodes.parquet", "edges.parquet"):
        assert rows_of(one / "parquet", name) == rows_of(other / "parquet", name)
    tables = [imported(place / "neo4j-admin") for place in (one, other)]
    for row in (row for rows in tables for row in rows.values() if "emptyLists:string[]" in row):
        row["emptyLists:string[]"] = "".join(sorted(row["emptyLists:string[]"].split("\x1f")))
    assert tables[0] == tables[1]
    with pytest.raises(TooLarge, match=r"graphml: [0-9]+ statements are on disk; expected one of nquads"):
        disk.export("graphml", tmp_path / "graph.graphml")
    assert not (tmp_path / "graph.graphml").exists()


def test_what_needs_every_statement_is_refused(disk: KnowledgeGraph, tmp_path: Path) -> None:
    count = f"{len(disk.statements):,} statements are on disk; expected at most 200 for what needs them all"
    for asked in (
        disk.counts,
        disk.to_networkx,
        disk.to_rdflib,
        disk.without_editors,
        disk.part,
        lambda: disk.as_of("2024-01-01"),
        lambda: disk.path("openai", "luming"),
        lambda: disk.statements(predicate="founded"),
        lambda: list(disk.entities),
        lambda: disk.store,
        lambda: disk.view(tmp_path / "page.html"),
        lambda: disk.build(tmp_path / "out"),
    ):
        with pytest.raises(TooLarge, match=count):
            asked()
    assert not any(tmp_path.iterdir())


def test_a_part_that_is_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT, "3")
    with aigraph.load(folder) as graph, pytest.raises(TooLarge, match="openai: more than 3 statements are around it"):
        graph.around("openai")


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--graph", str(folder), *words])


def test_the_command_line(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT, "200")
    assert "Lu 1" in run(folder, "show", "lu-1").stdout
    assert run(folder, "search", "Lu 1").stdout.splitlines()[2].startswith("lu-1 ")
    page = tmp_path / "page.html"
    assert run(folder, "view", "--around", "lu-1", "-o", str(page)).exit_code == 0
    assert "Lu 1" in page.read_text(encoding="utf-8")
    whole = run(folder, "view", "-o", str(tmp_path / "whole.html"))
    assert (whole.exit_code, whole.stdout) == (2, "")
    assert "statements are on disk; expected at most 200" in whole.stderr
    assert not (tmp_path / "whole.html").exists()


def test_without_a_store_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT, "5")
    refused = run(write(tmp_path / "mine"), "show", "lu-1")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "tables/: more than 5 statements; expected no more than are held in memory. Run 'aigraph store' to put the "
        "graph on disk, or set AIGRAPH_IN_MEMORY to a larger number\n"
    )


def test_a_store_that_is_old_says_so_and_stays_when_a_build_fails(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "luming"
    shutil.copytree(folder, place)
    monkeypatch.setenv(LIMIT, "200")
    assert not run(place, "show", "lu-1").stderr
    table = place / "tables/luming-chips.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("3/1/2024", "31/31/2024"), encoding="utf-8")
    told = run(place, "show", "lu-1")
    assert told.stderr == "note: store/ is of what luming held before; run 'aigraph store' to make it anew\n"
    failed = run(place, "store")
    assert failed.exit_code == 2
    assert 'tables/luming-chips.csv:row 2, column "Out"' in failed.stderr
    assert run(place, "show", "lu-1").stdout == told.stdout
    assert {path.name for path in place.iterdir()} == {"aigraph.toml", "mappings", "seeds", "store", "tables"}
