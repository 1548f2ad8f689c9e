"""`AIGraphNetwork` as pyvis documents its Network: its arguments, and any value a user may give a node or an edge."""

import datetime
import inspect
import json
import math
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import networkx
import numpy
import pandas
import pytest
from pages import Opener
from pyvis.network import Network

from aigraph.errors import ExportError
from aigraph.page.network import AIGraphNetwork

#: What a user may give → what the page reads.
TAKEN: list[tuple[object, object]] = [
    (numpy.int64(3), 3),
    (numpy.float64(0.5), 0.5),
    (numpy.float32(0.5), 0.5),
    (numpy.bool_(True), True),
    (numpy.str_("a"), "a"),
    (numpy.array([1, 2]), [1, 2]),
    (numpy.array([[1.5], [2.5]]), [[1.5], [2.5]]),
    (numpy.array(7), 7),
    (numpy.datetime64("2024-03-15"), "2024-03-15"),
    (numpy.datetime64("2024-03-15T10:00:00", "ns"), "2024-03-15T10:00:00.000000000"),
    (pandas.Series([1, 2]), [1, 2]),
    (pandas.Timestamp("2024-03-15 10:00"), "2024-03-15T10:00:00"),
    (datetime.date(2024, 3, 15), "2024-03-15"),
    (datetime.datetime(2024, 3, 15, 10), "2024-03-15T10:00:00"),
    (datetime.time(10, 30), "10:30:00"),
    (Decimal("2.5"), 2.5),
    (Decimal("1E+3"), 1000),
    (Fraction(1, 4), 0.25),
    (10**30, 10**30),
    ((1, "a"), [1, "a"]),
    ({"b", "a"}, ["a", "b"]),
    ({"x": numpy.int8(1), 2: None}, {"x": 1, "2": None}),
    ("</script>\u2028", "</script>\u2028"),
]
#: What no JSON holds.
REFUSED: list[object] = [
    math.nan,
    math.inf,
    numpy.float64("nan"),
    numpy.array([1.0, numpy.nan]),
    numpy.datetime64("NaT"),
    numpy.timedelta64(1, "D"),
    pandas.NaT,
    pandas.NA,
    Decimal("NaN"),
    Decimal("Infinity"),
    1j,
    b"bytes",
    object(),
    {"deep": [math.nan]},
    {(1, 2): "key"},
]


def data(network: AIGraphNetwork) -> Any:
    """Return what the page reads, from the page itself."""
    found = re.search(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', network.generate_html(), re.DOTALL)
    assert found
    return json.loads(found[1])


def test_every_argument_of_pyvis_is_taken() -> None:
    ours, theirs = inspect.signature(AIGraphNetwork), inspect.signature(Network)
    assert list(ours.parameters) == list(theirs.parameters)
    given: dict[str, Any] = {
        "height": "300px",
        "bgcolor": "#000000",
        "font_color": "white",
        "layout": True,
        "select_menu": True,
    }
    network = AIGraphNetwork(**given, filter_menu=True, neighborhood_highlight=True, heading="Mine", directed=False)
    assert (network.height, network.bgcolor, network.heading, network.directed) == ("300px", "#000000", "Mine", False)
    assert AIGraphNetwork("300px", "50%", True, False).width == "50%"


@pytest.mark.parametrize("resources", ["local", "in_line", "remote"])
@pytest.mark.parametrize("notebook", [False, True])
def test_resources_make_no_difference(resources: str, notebook: bool, capsys: pytest.CaptureFixture[str]) -> None:
    network = AIGraphNetwork(notebook=notebook, cdn_resources=resources)
    network.add_node(1, x=0, y=0)
    plain = AIGraphNetwork()
    plain.add_node(1, x=0, y=0)
    assert network.generate_html() == plain.generate_html()
    assert capsys.readouterr().out == ""


def test_other_resources_are_refused_as_pyvis_does() -> None:
    with pytest.raises(AssertionError, match="cdn_resources not in"):
        AIGraphNetwork(cdn_resources="cdn")


@pytest.mark.parametrize(("value", "expected"), TAKEN, ids=lambda value: type(value).__name__)
def test_values_are_as_json_has_them(value: object, expected: object) -> None:
    network = AIGraphNetwork()
    network.add_node(1, mine=value)
    network.add_node(2)
    network.add_edge(1, 2, mine=value)
    found = data(network)
    assert found["nodes"][0]["mine"] == expected
    assert type(found["nodes"][0]["mine"]) is type(expected)
    assert found["edges"][0]["mine"] == expected


@pytest.mark.parametrize("value", REFUSED, ids=lambda value: type(value).__name__)
def test_what_json_cannot_hold_is_refused_by_name(value: object) -> None:
    network = AIGraphNetwork()
    network.add_node("a", mine=value)
    with pytest.raises(ExportError, match=r"node 'a': mine.* (is|has the key) .*; expected"):
        network.generate_html()
    network = AIGraphNetwork()
    network.add_node("a")
    network.add_node("b")
    network.add_edge("a", "b", mine=value)
    with pytest.raises(ExportError, match=r"edge 'a' → 'b': mine.* (is|has the key) .*; expected"):
        network.generate_html()


def test_numbers_of_numpy_are_ids_sizes_and_places() -> None:
    network = AIGraphNetwork()
    numbers: Any = numpy.arange(3)
    for number in numbers:
        network.add_node(number, label=str(number), x=numpy.float64(number), y=numpy.int32(0), size=numpy.int16(9))
    network.add_edge(numbers[0], numbers[2], width=numpy.float32(2))
    found = data(network)
    assert [node["id"] for node in found["nodes"]] == [0, 1, 2]
    assert (found["edges"][0]["from"], found["edges"][0]["to"], found["edges"][0]["width"]) == (0, 2, 2.0)


def test_a_graph_of_networkx_with_numbers_of_numpy() -> None:
    graph = networkx.path_graph(4)
    networkx.set_node_attributes(graph, {n: numpy.float64(v) for n, v in networkx.pagerank(graph).items()}, "rank")
    network = AIGraphNetwork()
    network.from_nx(graph)
    assert all(isinstance(node["rank"], float) for node in data(network)["nodes"])


@pytest.mark.parametrize("label", ["a\x01b", "\ufffe", "\ud800", "a\u202eb", "a\rb"])
def test_a_still_is_well_formed_whatever_a_label_has(label: str) -> None:
    import xml.etree.ElementTree as ET

    network = AIGraphNetwork(heading=label)
    network.add_node(1, label=label)
    network.add_node(2, label="x", title=label)
    assert ET.fromstring(network.still()) is not None
    assert network.generate_html().encode()


def test_the_page_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.html").symlink_to("page.html")
    network = AIGraphNetwork()
    network.add_node(1)
    network.write_html(str(tmp_path / "link.html"))
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "page.html").read_bytes().startswith(b"<!")
    with pytest.raises(ExportError, match="cannot be written"):
        network.write_html(str(tmp_path))


def test_it_works_as_pyvis_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    net = AIGraphNetwork()
    net.add_node(1, label="Node 1", color="#ff0000")
    net.add_nodes(["a", "b"], title=["first", "second"])
    net.add_edge(1, "a", title="knows", width=3)
    net.add_edge(1, "a", title="knows again")
    net.set_options('{"interaction": {"dragNodes": false}}')
    assert net.num_nodes() == 3 and net.num_edges() == 2
    assert net.get_node(1)["color"] == "#ff0000"
    with pytest.raises(AssertionError, match="non existent node 'z'"):
        net.add_edge("z", 1)
    net.save_graph("graph.html")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]
    assert (tmp_path / "graph.html").read_text(encoding="utf-8") == net.generate_html()
    assert net.page_data()["options"] == {"interaction": {"dragNodes": False}}


def test_show_in_a_notebook_gives_a_frame(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    net = AIGraphNetwork()
    net.add_node("中文")
    frame = net.show(str(tmp_path / "net.html"), notebook=True)
    assert "net.html" in frame._repr_html_()
    capsys.readouterr()


@pytest.mark.browser
def test_a_network_made_by_hand_is_drawn(open_page: Opener) -> None:
    net = AIGraphNetwork(heading="Mine")
    net.add_nodes(["one", "two", "three"])
    net.add_edge("one", "two", label="knows")
    found = open_page(net.generate_html())
    assert sorted(label["text"] for label in found.labels()) == ["one", "three", "two"]
    assert found.problems == []
