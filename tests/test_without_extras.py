"""What an installation without extras does: Cypher without kglite has the same rows; what lacks a library names its extra."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import write_cypher_matrix as matrix
from click.testing import CliRunner
from support import ROOT
from test_structure import every_node

import aigraph
from aigraph.cli import main
from aigraph.cypher.parse.clauses import parse
from aigraph.cypher.plain import is_plain
from aigraph.cypher.stored import contents, opened, save
from aigraph.errors import MissingDependency, QueryError
from aigraph.property_graph import Edge, Node, PropertyGraph
from aigraph.questions import ask, comparable, shipped
from aigraph.table import Table

EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]


@pytest.fixture(scope="module")
def bare(graph: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The shipped graph where kglite cannot be imported; what it writes lies in a cache of its own."""
    path, _ = graph._files.cypher(lambda: graph.property_graph)  # written while there is kglite
    assert opened(path)[0] is not None, "the other graph is not kglite's"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "kglite", None)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        found = aigraph.load(ROOT)
        found.cypher("RETURN 1 AS one")  # the file is written now, and the process that reads it runs
        yield found


def test_the_questions_have_the_rows_that_are_expected(bare: Any) -> None:
    asked = [question for question in shipped().values() if "kglite" in question.engines]
    assert len(asked) >= 60
    for question in asked:
        wanted = comparable(question, Table(question.columns, question.rows))
        assert comparable(question, ask(bare, question, "kglite", {})) == wanted, question.id


def test_plain_queries_have_the_rows_that_kglite_gives(bare: Any, graph: Any) -> None:
    kinds, asked = contents(graph.property_graph)["properties"], 0
    for _, query in matrix.queries():
        try:
            if not is_plain(parse(query), query, matrix.PARAMETERS, kinds):
                continue
            wanted = graph.cypher(query, matrix.PARAMETERS)
        except QueryError:
            continue
        asked += 1
        found = bare.cypher(query, matrix.PARAMETERS)
        assert found.columns == wanted.columns, query
        assert sorted(map(repr, found)) == sorted(map(repr, wanted)), query
    assert asked > 50


def test_any_property_graph_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kglite", None)
    nodes = (Node("a", ("X", "Y"), {"born": "2021-01-01", "list": ["é\n", ""], "id": 7}), Node("b", (), {"n": 0.1}))
    edges = (Edge("e", "a", "b", "R S", {"start": 1}), Edge("f", "a", "b", "R S", {"start": 2}))
    save(PropertyGraph(nodes, edges), tmp_path / "graph")
    held, read = opened(tmp_path / "graph")
    assert held is None and read is not None
    assert {n.labels: n.properties for n in read.nodes} == {
        ("AIGraph",): {"n": 0.1}, ("X", "Y", "AIGraph"): {"born": "2021-01-01", "list": ["é\n", ""], "id": 7},
    }  # fmt: skip
    assert [(r.type, r.properties, r.start.labels[0]) for r in read.relationships] == [
        ("R S", {"start": 1}, "X"), ("R S", {"start": 2}, "X"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("library", "extra", "use"),
    [
        ("pandas", "pandas", lambda g, place: g.cypher("RETURN 1 AS one").to_pandas()),
        ("pyarrow", "parquet", lambda g, place: g.export("parquet", place / "out")),
        ("resvg_py", "png", lambda g, place: g.view(place / "a.png", format="png")),
        ("matplotlib", "plot", lambda g, place: g.timeline("openai").plot()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_lacks_a_library_names_the_extra(
    library: str, extra: str, use: Any, graph: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingDependency, match=re.escape(f"needs {library}, which is not installed")) as caught:
        use(graph, tmp_path)
    assert f"pip install 'aigraph[{extra}]'" in str(caught.value)
    assert list(tmp_path.rglob("*.*")) == []


def test_spark_names_its_extra_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    command = ["--graph", str(tmp_path), "tables", "export", "--engine", "spark", "--nquads", str(tmp_path / "out")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert "The engine spark needs pyspark, which is not installed. Run pip install 'aigraph[spark]'" in done.stderr
    refused = CliRunner().invoke(main, [*command[:-1], "-"])
    assert refused.exit_code == 2
    assert "spark writes folders; expected one in place of -" in refused.stderr


def test_the_extras_that_are_named_bring_the_library() -> None:
    wrong = []
    for path, node in every_node():
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        if name == "MissingDependency" and path.name != "errors.py":
            wrong.append(f"{path.name}:{node.lineno}: say it with errors.not_installed")
        if name == "not_installed":
            _, library, extra = (argument.value if isinstance(argument, ast.Constant) else "" for argument in node.args)
            brought = {re.split(r"[^\w-]", one)[0].replace("-", "_") for one in EXTRAS.get(str(extra), ())}
            if str(library).replace("-", "_") not in brought:
                wrong.append(f"{path.name}:{node.lineno}: the extra {extra!r} does not bring {library!r}")
    assert not wrong, "\n".join(wrong)


def test_the_page_on_installing_has_every_library_and_extra() -> None:
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for one in project["dependencies"]:
        name = re.split(r"[^\w-]", one)[0]
        assert f"\n| {name} |" in page, f"docs/install.md does not say what {name} is for"
    for extra in EXTRAS.keys() - {"test"}:
        assert f"\n| `{extra}` |" in page, f"docs/install.md does not say what the extra {extra} is for"
