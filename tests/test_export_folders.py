"""The exports that databases and DataFrames load: neo4j-admin, Cypher script, Parquet; each read by its own reader."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from servers import imported
from support import HOSTILE

from aigraph.errors import ExportError
from aigraph.export import cypher_script, neo4j_admin, parquet
from aigraph.property_graph import Edge, Node, PropertyGraph


def awkward() -> PropertyGraph:
    """Return a graph of strings that break writers, empty and mixed values, and parallel edges."""
    texts = [*HOSTILE, "", "'; MATCH (n) DETACH DELETE n;\n"]
    nodes = [
        Node(f"n{i}", ("Company", "Entity") if i % 2 else ("Statement",),
             {"id": f"n{i}", "iri": f"https://x/{i}", "name": text, "aliases": [text] if text else [],
              "value": (i, i + 0.5, text, True)[i % 4], "dateEarliest": "2021-01-01"})
        for i, text in enumerate(texts)
    ]  # fmt: skip
    edges = [
        Edge(f"n0/p/n1/{i}", "n0", "n1", "P", {"id": f"n0/p/n1/{i}", "predicate": "p", "quote": text, "speaker": []})
        for i, text in enumerate(texts)
    ]
    return PropertyGraph(tuple(nodes), tuple(edges))


def statements(script: str) -> list[str]:
    return [line for line in script.splitlines() if line and not line.startswith("//")]


@pytest.mark.neo4j
def test_the_servers_own_import_takes_the_csv(graph: Any, tmp_path: Path) -> None:
    from aigraph.neo4j.connection import Connection
    from aigraph.neo4j.sync import difference

    shipped, hard = graph.property_graph, awkward()
    whole = PropertyGraph((*shipped.nodes, *hard.nodes), (*shipped.edges, *hard.edges))
    folder = tmp_path / "csv"
    folder.mkdir()
    neo4j_admin.write_folder(whole.nodes, whole.edges, folder)
    with imported(folder, tmp_path / "home") as server:
        found = difference(Connection(server.uri, server.user, server.password), whole)
    assert list(found.lines()) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ["neo4j"]),
        (["--overwrite-destination", "other"], ["--overwrite-destination", "other"]),
        (["--report-file=mine", "db"], ["db"]),
    ],
)
def test_the_import_reports_where_it_is_told(given: list[str], expected: list[str], tmp_path: Path) -> None:
    """What neo4j-admin is called with: without --report-file it would write import.report where one stands."""
    (tmp_path / "csv").mkdir()
    neo4j_admin.write_folder(awkward().nodes, awkward().edges, tmp_path / "csv")
    shim = tmp_path / "bin" / "neo4j-admin"
    shim.parent.mkdir()
    shim.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    shim.chmod(0o755)
    path = {**os.environ, "PATH": f"{shim.parent}:{os.environ['PATH']}", "TMPDIR": str(tmp_path)}
    done = subprocess.run([str(tmp_path / "csv" / "import.sh"), *given], env=path, capture_output=True, text=True)
    words = done.stdout.splitlines()
    (report,) = (word for word in words if word.startswith("--report-file="))
    assert report == "--report-file=mine" if "db" in given else report.startswith(f"--report-file={tmp_path}/")
    words.remove(report)
    assert words[:3] == ["database", "import", "full"]
    assert words[-len(expected) :] == expected


@pytest.mark.parametrize("value", ["a\ud800", ["b", "\udc00"]])
def test_half_a_character_is_refused_with_its_place(value: Any, graph: Any, tmp_path: Path) -> None:
    node = Node("n", ("Entity",), {"id": "n", "iri": "https://example.org/n", "note": value})
    for write in (
        lambda: "".join(cypher_script.lines(PropertyGraph((node,), ()), graph.ontology)),
        lambda: neo4j_admin.write_folder([node], [], tmp_path),
        lambda: parquet.write_folder([Node("m", ("Entity",), {"id": "m"}), node], [], tmp_path),
    ):
        with pytest.raises(ExportError, match=r"'n'.*(the character U\+D[8C]00|surrogates not allowed).*; expected"):
            write()


@pytest.mark.neo4j
@pytest.mark.parametrize("which", ["shipped", "awkward"])
def test_the_script_runs_twice_and_holds_the_graph(which: str, graph: Any, writable_server: Any, writable: Any) -> None:
    from aigraph.neo4j.connection import Connection
    from aigraph.neo4j.sync import difference

    whole = graph.property_graph if which == "shipped" else awkward()
    script = statements("".join(cypher_script.lines(whole, graph.ontology)))
    for query in [*script, *script]:
        assert query.endswith(";")
        writable.execute_query(query.removesuffix(";"))
    connection = Connection(writable_server.uri, writable_server.user, writable_server.password)
    assert list(difference(connection, whole).lines()) == []


def test_polars_and_duckdb_read_the_tables(graph: Any, tmp_path: Path) -> None:
    import duckdb
    import polars

    graph.export("parquet", tmp_path / "tables")
    whole = graph.property_graph
    nodes = polars.read_parquet(tmp_path / "tables" / "nodes.parquet")
    assert nodes["id"].to_list() == [node.id for node in whole.nodes]
    assert nodes["labels"].to_list() == [list(node.labels) for node in whole.nodes]
    assert nodes.schema["foundingDateEarliest"] == polars.Date
    query = f"SELECT source FROM '{tmp_path}/tables/edges.parquet' WHERE type = 'FOUNDED' AND target = 'openai'"
    founders = {row[0] for row in duckdb.connect().execute(query).fetchall()}
    assert founders == {e.source for e in whole.edges if (e.type, e.target) == ("FOUNDED", "openai")} != set()


def test_parquet_over_several_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import polars

    monkeypatch.setattr(parquet, "_BATCH", 3)
    whole = awkward()
    parquet.write_folder(whole.nodes, whole.edges, tmp_path)
    nodes, edges = (polars.read_parquet(tmp_path / f"{name}.parquet") for name in ("nodes", "edges"))
    assert nodes["name"].to_list() == [node.properties["name"] for node in whole.nodes]
    assert nodes["aliases"].to_list() == [node.properties["aliases"] for node in whole.nodes]
    assert nodes["value"][:4].to_list() == ["0", "1.5", HOSTILE[2], "true"]
    assert edges["quote"].to_list() == [edge.properties["quote"] for edge in whole.edges]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edges.parquet", "nodes.parquet"]


def test_an_export_folder_is_exchanged_whole(graph: Any, tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    graph.export("neo4j-admin", folder)
    (folder / "mine.txt").write_text("mine")
    (folder / "nodes-9.csv").write_text("of a run before")
    graph.export("neo4j-admin", folder)
    names = {path.name for path in folder.iterdir()}
    assert {"import.sh", "after-import.cypher", "nodes-1.csv", "nodes-1-header.csv", "mine.txt"} <= names
    assert "nodes-9.csv" not in names
    with pytest.raises(ExportError, match="is a file; expected a folder"):
        graph.export("parquet", folder / "mine.txt")
    with pytest.raises(ExportError, match="did you mean"):
        graph.export("parqet", folder)


def test_a_character_that_csv_cannot_hold(tmp_path: Path) -> None:
    node = Node("a", ("Entity",), {"id": "a", "aliases": ["x\x1fy"]})
    with pytest.raises(ExportError, match=r"node 'a' has the character U\+001F"):
        neo4j_admin.write_folder([node], [], tmp_path)


def test_igraph_opens_the_graphml(graph: Any, tmp_path: Path) -> None:
    import igraph
    import networkx

    path = tmp_path / "graph.graphml"
    graph.export("graphml", path)
    ours, theirs = networkx.read_graphml(path), igraph.Graph.Read_GraphML(str(path))
    assert (theirs.vcount(), theirs.ecount()) == (ours.number_of_nodes(), ours.number_of_edges())
    assert "奥特曼" in "".join(theirs.vs["aliases"])
