"""Exports: every node, edge and property is there when another program opens the file, or an error says what is not."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.errors import ExportError
from aigraph.export import kgx, ndjson, parquet
from aigraph.export.attributes import edge_attributes, node_attributes
from aigraph.export.formats import FORMATS
from aigraph.export.frames import tables
from aigraph.export.gexf import lines as gexf
from aigraph.export.networkx import to_networkx
from aigraph.export.write import lines
from aigraph.hues import HUES
from aigraph.model.scalars import part_names
from aigraph.ontology import Class, Ontology
from aigraph.ontology.check import OWN_NAMES
from aigraph.property_graph import Edge, Node, PropertyGraph, PropertyValue

#: The formats of a property graph in one file.
GRAPH_FORMATS = [f.name for f in FORMATS.values() if f.holds == "drawing" and not f.is_folder]


def write(graph: PropertyGraph, format: str, ontology: Ontology) -> bytes:
    return "".join(lines(graph, format, ontology)).encode()


ONTOLOGY = Ontology(
    "1",
    {},
    {
        "Entity": Class("Entity", {}, {}, (), "grey"),
        "Company": Class("Company", {}, {}, ("Entity",), "blue", "square"),
    },
    {},
    {},
)
HOSTILE: dict[str, PropertyValue] = {
    "quotes": "say \"x\" and 'y'",
    "backslash": "a\\b\\",
    "newline": "one\ntwo\r\nthree\rfour\tfive",
    "markup": "</script><b>&amp;]]>",
    "rightToLeft": "\u202eעברית العربية",
    "emoji": "👩‍👩‍👧 🇨🇳",
    "long": "长" * 100_000,
    "braces": "{[<html>]} -> ; node",
    "empty": "",
    "space": " x ",
}
RESERVED: dict[str, PropertyValue] = {
    "start": "s",
    "end": "e",
    "source": "a",
    "key": "k",
    "shape": "round",
    "class": "c",
    "order": 3,
    "match": True,
}
NODES = (
    Node(
        "a/ü",
        ("Company", "Entity"),
        {"id": "a/ü", "name": "OpenAI", "nameZh": "开放", "aliases": ["A|b", '"c"', "d,e"], **HOSTILE},
    ),
    Node(
        "observation",
        ("Observation", "Statement"),
        {"id": "observation", "metric": "monthlyUsers", "min": 20, "comparator": "moreThan"},
    ),
    Node(
        "strict",
        ("Entity",),
        {"id": "strict", "name": "strict", "share": 0.5, "open": True, "count": 2**53 + 1, "starts": [1, 2]},
    ),
    Node('x "\\', ("Entity",), {"id": 'x "\\', "share": 1, "aliases": [], "mixed": 1}),
    Node("y", ("Entity",), {"id": "y", "mixed": "two", **RESERVED}),
)
EDGES = (
    Edge(
        "e1",
        "a/ü",
        "strict",
        "WORKED_AT",
        {"id": "e1", "predicate": "workedAt", "source": ["ten-judgements"], **HOSTILE},
    ),
    Edge("e2", "a/ü", "strict", "WORKED_AT", {"id": "e2", "predicate": "workedAt", "start": "2021", "value": 2.5}),
    Edge(
        "e3",
        "a/ü",
        "strict",
        "TENTATIVE",
        {"id": "e3", "predicate": "trainedOn", "modality": "rumoured", "stage": "planned"},
    ),
    Edge('e4 "\\', 'x "\\', 'x "\\', "HAS_OBSERVATION", {"id": 'e4 "\\'}),
)
GRAPH = PropertyGraph(NODES, EDGES)

Read = Callable[[bytes], Any]


def flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def expected(graph: PropertyGraph) -> "networkx.MultiDiGraph[Any]":
    """Return the graph as XML holds it: lists as JSON, ids only as ids, and a property of mixed types as text."""
    result = to_networkx(graph)
    for data in [data for _, data in result.nodes(data=True)] + [data for *_, data in result.edges(data=True)]:
        data.pop("id", None)
        for name, value in data.items():
            data[name] = str(value) if name == "mixed" else flat(value)
    return result


def assert_same(found: "networkx.MultiDiGraph[Any]", wanted: "networkx.MultiDiGraph[Any]") -> None:
    assert dict(found.nodes(data=True)) == dict(wanted.nodes(data=True))
    assert sorted(found.edges(keys=True, data=True), key=str) == sorted(wanted.edges(keys=True, data=True), key=str)


def test_networkx_has_everything() -> None:
    graph = to_networkx(GRAPH)
    assert type(graph) is networkx.MultiDiGraph
    assert list(graph) == [node.id for node in NODES]
    assert graph.number_of_edges("a/ü", "strict") == 3
    assert graph.edges["a/ü", "strict", "e2"] == {
        "id": "e2",
        "predicate": "workedAt",
        "start": "2021",
        "value": 2.5,
        "type": "WORKED_AT",
        "label": "worked at",
        "weight": 1.0,
    }
    for node in NODES:
        assert node.properties.items() <= graph.nodes[node.id].items()
    assert graph.nodes["a/ü"]["label"] == "OpenAI"
    assert graph.nodes["a/ü"]["title"] == "OpenAI · 开放\nCompany"
    assert graph.nodes["a/ü"]["group"] == "Company"
    assert graph.nodes["a/ü"]["labels"] == ["Company", "Entity"]
    assert graph.nodes["observation"]["label"] == "monthly users > 20"
    assert graph.edges["a/ü", "strict", "e3"]["label"] == "trained on (rumoured, planned)"


def test_graphml_in_networkx() -> None:
    found = networkx.read_graphml(io.BytesIO(write(GRAPH, "graphml", ONTOLOGY)))
    assert_same(found, expected(GRAPH))


def test_gexf_in_networkx() -> None:
    data = write(GRAPH, "gexf", ONTOLOGY)
    found = networkx.read_gexf(io.BytesIO(data))
    wanted = expected(GRAPH)
    for key, attributes in [*wanted.nodes(data=True), *((k, d) for *_, k, d in wanted.edges(keys=True, data=True))]:
        for name in {"start", "end", "source", "key"} & set(attributes):
            attributes[name + "_"] = attributes.pop(name)
        if "type" in attributes:
            attributes |= {"edgeType": attributes.pop("type"), "id": key}
    seen = {node: found.nodes[node].pop("viz") for node in found}
    assert_same(found, wanted)
    assert seen["a/ü"]["color"] == {"r": 32, "g": 79, "b": 178, "a": 1}
    assert seen["a/ü"]["size"] > seen["observation"]["size"]
    assert all(set(look) == {"color", "size", "position"} for look in seen.values())
    assert b"date" not in data
    assert data.count(b' type="directed"') == len(EDGES)


def test_gexf_takes_positions() -> None:
    text = "".join(gexf(GRAPH, ONTOLOGY, {"strict": (1.25, -3)}))
    assert '<viz:position x="1.2" y="3.0" z="0.0"/>' in text
    assert text.count("viz:position") == 1


def test_node_link_in_networkx() -> None:
    data = json.loads(write(GRAPH, "node-link", ONTOLOGY))
    wanted = to_networkx(GRAPH)
    edge = wanted.edges["a/ü", "strict", "e1"]
    edge["source_"] = edge.pop("source")
    assert data == networkx.node_link_data(wanted, edges="edges")
    for _, attributes in wanted.nodes(data=True):
        attributes.pop("id", None)
    assert_same(networkx.node_link_graph(data, edges="edges"), wanted)


def test_dot_has_everything() -> None:
    nodes, edges = read_dot(write(GRAPH, "dot", ONTOLOGY).decode())
    wanted = expected(GRAPH)
    assert set(nodes) == set(wanted)
    for name, attributes in nodes.items():
        assert held(attributes) == {n: dotted(v) for n, v in wanted.nodes[name].items()}
    assert len(edges) == len(EDGES)
    for source, target, attributes in edges:
        edge = wanted.edges[source, target, attributes["key"]]
        assert held(attributes) == {n: dotted(v) for n, v in edge.items()}
    assert [attributes.get("style") for *_, attributes in edges] == [None, None, "dashed", None]
    assert nodes["a/ü"]["shape"] == "box"
    assert nodes["a/ü"]["color"] == HUES["blue"]


def read_dot(text: str) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    """Read our part of DOT as Graphviz scans it: a quote ends a string unless a backslash stands before it."""
    tokens = re.findall(r'"(?:\\.|[^"\\])*"|->|[\w.]+|[\[\]{}=,;]', text, re.DOTALL)
    assert "".join(tokens).replace(" ", "") == re.sub(r'("(?:\\.|[^"\\])*")|\s', r"\1", text).replace(" ", "")
    assert tokens[:3] == ["digraph", "aigraph", "{"]
    assert tokens[-1] == "}"
    nodes, edges, statement = {}, [], []
    for token in tokens[3:-1]:
        statement.append(token)
        if token != ";":
            continue
        at = statement.index("[")
        assert statement[-2] == "]"
        names, values = statement[at + 1 : -2 : 4], statement[at + 3 : -2 : 4]
        attributes = {
            name: plain(value) if value[0] == '"' else value for name, value in zip(names, values, strict=True)
        }
        match statement[:at]:
            case [source, "->", target]:
                edges.append((plain(source), plain(target), attributes))
            case [name] if name not in ("graph", "node", "edge"):
                nodes[plain(name)] = attributes
        statement = []
    return nodes, edges


def held(attributes: dict[str, str]) -> dict[str, str]:
    names = {n.removeprefix("aig_"): v for n, v in attributes.items() if n.startswith("aig_") or n == "label"}
    return {name: value for name, value in names.items() if name != "id"}


def plain(quoted: str) -> str:
    """Return what a DOT string says; line breaks of every kind are one there."""
    assert quoted[0] == quoted[-1] == '"'
    text, rest = "", quoted[1:-1]
    while rest:
        taken = {"\\\\": "\\", '\\"': '"', "\\n": "\n"}.get(rest[:2])
        text, rest = (text + taken, rest[2:]) if taken else (text + rest[0], rest[1:])
    return text


def dotted(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")


READERS: dict[str, Read] = {
    "graphml": lambda data: networkx.read_graphml(io.BytesIO(data)).nodes["n"]["p"],
    "gexf": lambda data: networkx.read_gexf(io.BytesIO(data)).nodes["n"]["p"],
    "node-link": lambda data: json.loads(data)["nodes"][0]["p"],
}


@pytest.mark.parametrize("format_", READERS)
@given(st.one_of(st.text(st.characters()), st.integers(-(2**63), 2**63 - 1), st.floats(), st.booleans()))
@settings(deadline=None)
def test_a_value_comes_back_or_is_refused(format_: str, value: str | int | float | bool) -> None:
    graph = PropertyGraph((Node("n", ("Entity",), {"id": "n", "p": value}),), ())
    try:
        data = write(graph, format_, ONTOLOGY)
    except ExportError as err:
        assert "node 'n'" in str(err)
        return
    found = READERS[format_](data)
    assert type(found) is type(value)
    assert found == value or repr(found) == repr(value) == "nan"


@given(st.text(st.characters(), max_size=20))
@settings(deadline=None)
def test_dot_strings_say_their_text(text: str) -> None:
    graph = PropertyGraph((Node("n", ("Entity",), {"id": "n", "p": text}),), ())
    try:
        data = write(graph, "dot", ONTOLOGY).decode()
    except ExportError as err:
        assert "\x00" in text or "U+D" in str(err)
        return
    quoted = data.partition("aig_p=")[2].partition(", aig_labels=")[0]
    assert plain(quoted) == dotted(text)


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_xml_refuses_control_characters(format_: str) -> None:
    node = Node("n", ("Entity",), {"id": "n", "quote": "ab\x08"})
    with pytest.raises(
        ExportError, match=r"node 'n': quote has the character U\+0008 at 2; expected one that XML holds"
    ):
        write(PropertyGraph((node,), ()), format_, ONTOLOGY)
    edge = Edge("e", "n", "n", "X", {"id": "e", "aliases": ["\ud800"]})
    with pytest.raises(ExportError, match=r"edge 'e': aliases has the character U\+D800"):
        write(PropertyGraph((Node("n", ("Entity",), {}),), (edge,)), format_, ONTOLOGY)


def test_json_refuses_what_is_no_json() -> None:
    for value in (float("nan"), "\ud800"):
        with pytest.raises(ExportError, match=r"node 'n'.* expected (what JSON can hold|text that UTF-8 holds)"):
            write(PropertyGraph((Node("n", ("Entity",), {"p": value}),), ()), "node-link", ONTOLOGY)


def test_dot_refuses_a_null_character() -> None:
    with pytest.raises(ExportError, match=r"node 'n': aig_p has the character U\+0000"):
        write(PropertyGraph((Node("n", ("Entity",), {"p": "\x00"}),), ()), "dot", ONTOLOGY)


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
def test_nothing_is_dropped_or_made_up(format_: str) -> None:
    node, edge = Node("n", ("Entity",), {}), Edge("e", "n", "n", "X", {})
    with pytest.raises(ExportError, match="node 'n' stands twice"):
        write(PropertyGraph((node, node), ()), format_, ONTOLOGY)
    with pytest.raises(ExportError, match="edge 'e' stands twice"):
        write(PropertyGraph((node,), (edge, edge)), format_, ONTOLOGY)
    for each in (format_, "cypher"):
        with pytest.raises(ExportError, match="edge 'f' ends at 'nobody', which is no node"):
            write(PropertyGraph((node,), (Edge("f", "n", "nobody", "X", {}),)), each, ONTOLOGY)
    with pytest.raises(ExportError, match="node 'n' has a property 'label', which formats use"):
        write(PropertyGraph((Node("n", ("Entity",), {"label": "x"}),), ()), format_, ONTOLOGY)


@pytest.mark.parametrize("name", ["id", "labels", "label", "source", "target", "type"])
def test_no_format_exchanges_a_property_for_its_own(name: str, tmp_path: Path) -> None:
    """What a format has of its own never stands where a property stood: it is refused, or has another name."""
    at_node = name in ("id", "labels", "label")
    node = Node("n", ("Entity",), {"iri": "i", name: "kept"} if at_node else {"iri": "i"})
    graph = PropertyGraph((node,), () if at_node else (Edge("e", "n", "n", "X", {name: "kept"}),))
    writers: dict[str, Callable[[], Any]] = {f: partial(write, graph, f, ONTOLOGY) for f in GRAPH_FORMATS}
    writers |= {"frames": partial(tables, graph), "networkx": lambda: to_networkx(graph).edges(data=True)}
    writers["parquet"] = lambda: [*map(parquet.row, graph.nodes), *map(parquet.row, graph.edges)]
    writers["kgx"] = partial(kgx.write_folder, graph, ONTOLOGY, tmp_path)
    for which, work in writers.items():
        try:
            found = work()
        except ExportError as err:
            assert f"has a property {name!r}, which formats use" in str(err)
        else:
            found = found or [*(path.read_text("utf-8") for path in tmp_path.glob("*.tsv"))]
            assert "kept" in repr(found), which


def test_every_name_that_files_have_is_declared_or_reserved(graph: Any) -> None:
    """No ontology can declare an attribute or a qualifier that a node, an edge or a record has of its own."""
    names = set[str]()
    for node in graph.property_graph.nodes:
        names |= {*parquet.row(node), *node_attributes(node)} if {"Entity", "Statement"} & {*node.labels} else set()
    for edge in graph.property_graph.edges:
        names |= {*parquet.row(edge), *edge_attributes(edge)}
    for kind in ("entities", "statements"):
        names |= {name for line in ndjson.lines(graph.graph, graph.ontology, kind) for name in json.loads(line)}
    parts = {part for prop in graph.ontology.properties.values() for part in part_names(prop.name, prop.value_type)}
    assert {name for name in names - parts - OWN_NAMES if not name.startswith("name")} == set()


def test_unknown_formats_are_refused() -> None:
    with pytest.raises(ExportError, match="unknown format 'png'; expected trig"):
        write(GRAPH, "png", ONTOLOGY)


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
def test_an_empty_graph_is_one(format_: str) -> None:
    assert write(PropertyGraph((), ()), format_, ONTOLOGY).endswith(b"\n")


def test_the_same_graph_gives_the_same_bytes_everywhere() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from hashlib import sha256\n"
        "from test_export import GRAPH, ONTOLOGY, GRAPH_FORMATS, write\n"
        "print([sha256(write(GRAPH, f, ONTOLOGY)).hexdigest() for f in GRAPH_FORMATS])"
    )
    outputs = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Shanghai", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", script, str(Path(__file__).parent)]
        outputs.add(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    assert len(outputs) == 1


def test_writing_a_format_does_not_import_networkx() -> None:
    code = "import sys, aigraph.export.graphml, aigraph.export.dot, aigraph.export.gexf, aigraph.export.node_link"
    run = subprocess.run([sys.executable, "-c", f"{code}; sys.exit('networkx' in sys.modules)"], check=False)
    assert run.returncode == 0
