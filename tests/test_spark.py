"""Tables read and written by two worker processes of Spark: what the column path makes of them; analyses in Spark SQL.

Run by `make spark`.
"""

import random
import re
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from click.testing import CliRunner
from pyoxigraph import Quad, RdfFormat, parse
from servers import imported
from support import ROOT, require
from test_columns import HEADER, ONTOLOGY, by_columns, by_rows, folder_of, quads_of, rows_of
from test_columns import imported as import_rows

from aigraph import analysis
from aigraph.cache.bundle import read_above
from aigraph.cli import main
from aigraph.columns import reader
from aigraph.columns.graph import ColumnGraph
from aigraph.columns.properties import write_import, write_parquet
from aigraph.errors import SeedError, ServiceError, UnknownName
from aigraph.export import parquet
from aigraph.folder import read_folder
from aigraph.model import Graph
from aigraph.neo4j.connection import Connection
from aigraph.neo4j.sync import difference
from aigraph.property_graph import Edge, Node, Projection, PropertyGraph
from aigraph.spark.analysis import components, cycles, degrees, flows, relations
from aigraph.spark.export import export_spark
from aigraph.spark.session import failures, session

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

MASTER = "local-cluster[2,1,1024]"
#: What makes workers start fast and jobs of few rows small.
OPTIONS = {
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session of Spark with two workers, each a process of its own."""
    require(find_spec("pyspark"), "pyspark is not installed: run 'make spark'")
    with session(MASTER, OPTIONS) as made:
        yield made


@pytest.fixture(autouse=True)
def _many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few rows in a batch, so that what is shared lies in several."""
    monkeypatch.setattr(reader, "BATCH", 7)


def a_row(number: int, **cells: str) -> dict[str, str]:
    """Return a row, its cells of several shapes by its number."""
    row = dict.fromkeys(HEADER, "") | {
        "Model": f"m{number}", "Makers": f"Maker {number % 3}, Known", "Chips": "A100", "Number": str(number * 1000 + 1),
        "Cost": "50", "Low": "40", "High": "65", "Currency": "USD", "Date": "2023-05-01" if number % 3 else "2023",
        "Score": "7.5" if number % 5 else "9007199254740993", "Test": "MMLU", "Seen": 'a "b"\n' if number % 4 else "x",
        "Former": "old name" if number % 6 == 5 else "", "Stage": "done", "Open": "yes" if number % 2 else "no",
        "Sure": "yes", "Note": f"n{number} 中文 \U0001f600",
    }  # fmt: skip
    return row | cells


def written(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder that are not Hadoop's own."""
    return [path for path in sorted(folder.glob(pattern)) if not path.name.startswith(("_", "."))]


def quads_in(folder: Path) -> list[Quad]:
    """Return the quads of a folder of N-Quads."""
    return [q for path in written(folder, "*") for q in parse(path=str(path), format=RdfFormat.N_QUADS)]


def in_one_folder(folder: Path, into: Path) -> Path:
    """Return a folder for `neo4j-admin` with the parts of each file in that."""
    into.mkdir()
    for header in folder.glob("*-header.csv"):
        (into / header.name).write_bytes(header.read_bytes())
        name = header.name.replace("-header.csv", "")
        parts = [folder / f"{name}.csv", *written(folder / name, "part-*")]
        (into / f"{name}.csv").write_bytes(b"".join(path.read_bytes() for path in parts))
    return into


def check_equal(graph: ColumnGraph, folder: Path, spark: Any, scratch: Path) -> tuple[str, ...]:
    """Check that Spark writes what the column path does; return what it says of the rows."""
    out, ours = scratch / "spark", scratch / "columns"
    places = {name: str(out / name) for name in ("nquads", "parquet", "neo4j-admin")}
    accounts = export_spark(read_folder(folder), places, spark)
    quads = quads_in(out / "nquads")
    assert len(set(quads)) == len(quads)
    assert set(quads) == set(quads_of(graph))
    for made in (ours, ours / "import"):
        made.mkdir()
    write_parquet(graph.nodes(), ours)
    for name in parquet.FILES:
        assert rows_of(out / "parquet", name) == rows_of(ours, name)
        columns = [pyarrow.parquet.read_schema(path).names for path in written(out / "parquet" / name, "*.parquet")]
        assert all(columns), "DuckDB reads no file without a column"
    write_import(graph.nodes(), ours / "import")
    assert import_rows(in_one_folder(out / "neo4j-admin", scratch / "import")) == import_rows(ours / "import")
    return accounts


def test_workers_write_what_the_column_path_writes(spark: Any, tmp_path: Path) -> None:
    """Rows of several shapes, in batches that share makers, subjects, ids and facts; attributes; lists."""
    one = [a_row(number) for number in range(40)]
    other = [a_row(number, Model=f"m{number}" if number % 10 == 3 else f"o{number}") for number in range(20)]
    folder = folder_of(tmp_path / "graph", one, [*other, a_row(99, Skip="yes")])
    graph = by_columns(folder, tmp_path)
    assert any(len(rows) for one in graph.tables.readers for rows in one.aside.values())
    accounts = check_equal(graph, folder, spark, tmp_path)
    assert accounts == tuple(map(str, graph.tables.accounts))
    check_network(tmp_path / "spark/parquet", False, spark)
    check_import(tmp_path / "spark/neo4j-admin", by_rows(folder), tmp_path)


def test_all_that_is_said_is_said_by_rows(spark: Any, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "graph", [a_row(1)], [])
    (folder / "seeds/statements/page.yaml").unlink()
    sources = folder / "seeds/sources.yaml"
    sources.write_text("".join(sources.read_text(encoding="utf-8").splitlines(True)[:2]), encoding="utf-8")
    graph = by_columns(folder, tmp_path)
    assert not list(graph.nodes().edges())
    check_equal(graph, folder, spark, tmp_path)


def check_import(folder: Path, graph: Graph, scratch: Path) -> None:
    """Check that Neo4j's own tool imports the files of a folder, and those below it, as a graph."""
    pieces = Projection(graph, ONTOLOGY)
    whole = PropertyGraph(tuple(pieces.nodes()), tuple(pieces.edges()))
    with imported(folder, scratch / "home") as server:
        found = difference(Connection(server.uri, server.user, server.password), whole)
    assert list(found.lines()) == []


def test_the_real_tables_come_to_the_same(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "BATCH", 400)
    folder = ROOT / "examples" / "tables"
    check_equal(by_columns(folder, tmp_path, *read_above(read_folder(folder))), folder, spark, tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {30: {"Model": "m2"}},
        {5: {"Number": "many"}, 33: {"Date": "soon", "Makers": ""}},
        {31: {"Makers": "m1, A100"}},
        {8: {"Former": "q;q2"}, 22: {"Model": ""}},
    ],
    ids=["one name twice", "cells that are refused", "classes that exclude each other", "a fact twice, no name"],
)
def test_what_is_wrong_is_said_in_the_same_words(change: dict[int, dict[str, str]], spark: Any, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "graph", [a_row(number, **change.get(number, {})) for number in range(36)], [])
    with pytest.raises(SeedError) as ours:
        by_columns(folder, tmp_path)
    place = tmp_path / "out"
    with pytest.raises(SeedError) as theirs:
        export_spark(read_folder(folder), {"nquads": str(place)}, spark)
    assert {str(p) for p in theirs.value.problems} == {str(p) for p in ours.value.problems}
    assert not place.exists()


def test_a_command_writes_where_hadoop_reaches(spark: Any, tmp_path: Path) -> None:
    """The session of the tests is taken; what was written before is exchanged, and what is not ours is left alone."""
    folder = folder_of(tmp_path / "graph", [a_row(number) for number in range(9)], [])
    place, strange = tmp_path / "out", tmp_path / "strange"
    place.mkdir()
    (place / "part-0.txt").write_text("before", encoding="utf-8")
    strange.mkdir()
    (strange / "mine.txt").write_text("mine", encoding="utf-8")
    command = ["--graph", str(folder), "tables", "export", "--engine", "spark", "--master", MASTER, "--nquads"]
    done = CliRunner().invoke(main, [*command, place.as_uri()])
    assert done.exit_code == 0, done.output
    assert "tables/models.csv: 9 rows: 9 stated, 0 skipped, 0 refused." in done.stderr
    assert set(quads_in(place)) == set(quads_of(by_columns(folder, tmp_path)))
    refused = CliRunner().invoke(main, [*command, strange.as_uri()])
    assert refused.exit_code == 2
    assert "has 'mine.txt', which is not ours" in refused.stderr
    assert [path.name for path in strange.iterdir()] == ["mine.txt"]


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServiceError, match="needs Java 17 or later, which is not there"), session(MASTER):
        pytest.fail("there is a session")


def test_what_fails_in_a_worker_is_said_in_a_line(spark: Any) -> None:
    def fail(batches: Any) -> Any:
        raise ModuleNotFoundError("No module named 'aigraph'")

    with pytest.raises(ServiceError, match="the workers have no aigraph; expected aigraph") as err, failures(MASTER):
        spark.range(1).mapInArrow(fail, "id long").collect()
    assert "\n" not in str(err.value)


@pytest.fixture(scope="module")
def shipped_tables(graph: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Parquet tables of the shipped graph."""
    place = tmp_path_factory.mktemp("shipped")
    graph.export("parquet", place)
    return place


@pytest.fixture(scope="module")
def made_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Parquet tables of a graph in which money goes round: firms, rounds between them, what is only rumoured."""
    r, place = random.Random(4), tmp_path_factory.mktemp("made")
    firms, rounds = [f"firm-{n}" for n in range(60)], [f"round-{n}" for n in range(12)]
    nodes = [Node(n, ("Company", "Organization", "Agent", "Entity"), {"id": n}) for n in firms]
    nodes += [Node(n, ("Event", "Entity"), {"id": n}) for n in rounds]
    edges = list[Edge]()

    def add(source: str, predicate: str, target: str, **more: Any) -> None:
        told: dict[str, Any] = {"id": f"e{len(edges)}", "predicate": predicate, "settled": r.random() < 0.8}
        edges.append(Edge(told["id"], source, target, predicate, told | more))

    for _ in range(150):
        one, other = r.choices(firms, k=2)
        add(one, *r.choice([("investedIn", other), ("supplies", other), ("developed", other)]))
    for name in rounds:
        add(r.choice(firms), "raisedIn", name)
        for _ in range(3):
            add(r.choice(firms), "ledRound", name)
    for _ in range(20):
        add(r.choice(firms), "acquired", "chip", counterparty=r.choices(firms, k=2))
    add(firms[0], "investedIn", firms[1], retractionReason="wrong")
    add("alone", "developed", "its-model", settled=True)
    parquet.write_folder([*nodes, Node("chip", ("Chip", "Entity"), {"id": "chip"})], edges, place)
    return place


EACH = pytest.mark.parametrize("tentative", [False, True])


@EACH
@pytest.mark.parametrize("name", ["shipped_tables", "made_tables"])
def test_components_and_degrees_are_those_of_networkx(
    name: str, tentative: bool, spark: Any, request: pytest.FixtureRequest
) -> None:
    check_network(request.getfixturevalue(name), tentative, spark)


def check_network(place: Path, tentative: bool, spark: Any) -> None:
    """Check what is said of who hangs together, and who has how many neighbours, in a folder of Parquet tables."""
    import networkx

    edges = [
        edge
        for edge in rows_of(place, "edges.parquet").values()
        if "predicate" in edge and "retractionReason" not in edge and (tentative or edge["settled"])
    ]
    directed = networkx.MultiDiGraph((edge["source"], edge["target"]) for edge in edges)
    simple = networkx.Graph((a, b) for a, b in directed.edges() if a != b)
    simple.add_nodes_from(directed)
    related = relations(spark, str(place), tentative=tentative)
    found = {row.id: (row.neighbours, row.out, row.into) for row in degrees(related).collect()}
    assert found == {n: (simple.degree(n), directed.out_degree(n), directed.in_degree(n)) for n in directed}
    wanted = {n: min(group) for group in networkx.connected_components(simple) for n in group}
    assert wanted
    assert {row.id: row.component for row in components(related).collect()} == wanted


def test_a_long_chain_is_one_component(spark: Any) -> None:
    ends = [(f"n{(7 * n) % 200:03d}", f"n{(7 * (n + 1)) % 200:03d}") for n in range(199)]
    chain = spark.createDataFrame(ends, "source string, target string")
    assert {row.component for row in components(chain).collect()} == {"n000"}


def names(row: tuple[Any, ...]) -> list[str]:
    """Return the parties of a row of the analysis."""
    return list(row[0])


@EACH
def test_cycles_of_money_are_those_of_the_analysis(
    tentative: bool, graph: Any, shipped_tables: Path, spark: Any
) -> None:
    found = analysis.circular_money(graph, tentative=tentative, samples=1)
    paid = flows(spark, str(shipped_tables), graph.ontology, tentative=tentative)
    pairs = {(row.giver, row.taker) for row in paid.collect()}
    assert len({pair for pair in pairs if pair[0] != pair[1]}) == found.summary["payments"]
    assert found.summary["payments"]
    assert sorted(row.parties for row in cycles(paid).collect()) == sorted(map(names, found.rows))


@EACH
def test_cycles_are_those_of_networkx(tentative: bool, made_tables: Path, spark: Any) -> None:
    import networkx

    paid = flows(spark, str(made_tables), ONTOLOGY, tentative=tentative).persist()
    pairs = {(row.giver, row.taker) for row in paid.collect()}
    assert pairs == payments(made_tables, tentative)
    wanted = []
    for cycle in networkx.simple_cycles(networkx.DiGraph(p for p in pairs if p[0] != p[1]), length_bound=4):
        first = cycle.index(min(cycle))
        wanted.append([*cycle[first:], *cycle[:first]])
    assert {len(cycle) for cycle in wanted} == {2, 3, 4}
    found = cycles(paid, longest=4).collect()
    assert sorted(row.parties for row in found) == sorted(wanted)
    assert all(row.length == len(row.parties) for row in found)


def payments(place: Path, tentative: bool) -> set[tuple[str, str]]:
    """Return who pays whom by the edges of the made graph, worked out here from what each predicate means."""
    paid, into, out = set(), [], []
    for edge in rows_of(place, "edges.parquet").values():
        if "retractionReason" in edge or not (tentative or edge["settled"]):
            continue
        source, target = edge["source"], edge["target"]
        match edge["predicate"]:
            case "investedIn":
                paid.add((source, target))
            case "supplies":
                paid.add((target, source))
            case "ledRound":
                into.append((source, target))
            case "raisedIn":
                out.append((target, source))
            case "acquired":
                paid |= {(source, seller) for seller in edge["counterparty"]}
    return paid | {(giver, taker) for giver, one in into for other, taker in out if one == other}


def test_nothing_else_flows(made_tables: Path, spark: Any) -> None:
    with pytest.raises(UnknownName, match="unknown flow 'mony'"):
        flows(spark, str(made_tables), ONTOLOGY, "mony")


def test_the_lines_of_the_docs_run(
    spark: Any, shipped_tables: Path, graph: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs" / "scale.md").read_text("utf-8"), re.M | re.S)
    shutil.copytree(shipped_tables, tmp_path / "tables")
    # Workers have folders of their own.
    told = [text.replace('"tables"', repr(str(tmp_path / "tables"))) for text in found if "aigraph.spark" in text]
    assert told
    for text in told:
        exec(text, {"g": graph})
