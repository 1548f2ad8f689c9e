"""The still picture: what the page draws, at the same places, as text that can be read, without a browser."""

import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from aigraph.cli import main
from aigraph.page.network import AIGraphNetwork
from aigraph.page.svg import Boxes, touch

SVG = "{http://www.w3.org/2000/svg}"


def test_every_node_is_where_the_page_has_it(network: AIGraphNetwork) -> None:
    root, data = ET.fromstring(network.still()), network.page_data()
    circles = {(e.get("cx"), e.get("cy")) for e in root.iter(f"{SVG}circle")}
    dots = {(f"{n['x']:.1f}", f"{n['y']:.1f}") for n in data["nodes"] if n["shape"] == "dot"}
    assert circles == dots
    assert len(circles) + len(list(root.iter(f"{SVG}polygon"))) == len(data["nodes"])
    assert len([e for e in root.iter(f"{SVG}path") if e.get("fill") == "none"]) == len(data["edges"])


def test_names_are_text_and_do_not_overlap(network: AIGraphNetwork) -> None:
    root = ET.fromstring(network.still())
    texts = [e for e in root.iter(f"{SVG}text") if e.get("text-anchor") == "middle"]
    names = {e.text for e in texts}
    assert {"OpenAI", "Anthropic", "Sam Altman", "GPT-4"} <= names
    assert len(names) > 150
    boxes = []
    for e in texts:
        font, x, y = (float(e.get(name) or 0) for name in ("font-size", "x", "y"))
        assert font >= 11
        boxes.append((x, y, len(e.text or "") * font * 0.29, font / 2))
    for i, (x, y, w, h) in enumerate(boxes):
        assert not any(abs(x - a) < (w + b) * 0.9 and abs(y - c) < (h + d) * 0.9 for a, c, b, d in boxes[:i])


def test_broken_lines_are_as_on_the_page(network: AIGraphNetwork) -> None:
    root, data = ET.fromstring(network.still()), network.page_data()
    broken = [e for e in root.iter(f"{SVG}path") if e.get("fill") == "none" and e.get("stroke-dasharray")]
    assert len(broken) == sum(bool(edge["dashes"]) for edge in data["edges"]) > 0


@pytest.mark.slow
def test_a_png_of_a_large_graph_has_no_more_pixels_than_fit_in_memory() -> None:
    network = AIGraphNetwork()
    for place in range(4):
        network.add_node(place, x=place * 40_000, y=place * 40_000)
    png = network.still("png")
    width, height = struct.unpack(">II", png[16:24])
    assert 31_900_000 < width * height < 32_100_000


@pytest.mark.slow
def test_language_theme_and_png(tmp_path: Path) -> None:
    def view(*options: str) -> Path:
        path = tmp_path / "picture"
        done = CliRunner().invoke(main, ["view", "--around", "openai", *options, "-o", str(path)])
        assert done.exit_code == 0, done.output
        return path

    text = view("--format", "svg", "--lang", "zh", "--theme", "dark").read_text(encoding="utf-8")
    assert "奥特曼" in text
    assert '#14171c"' in text
    assert view("--format", "png").read_bytes().startswith(b"\x89PNG\r\n")


@pytest.mark.slow
def test_every_question_is_a_still_picture_too(network: AIGraphNetwork, graph: Any) -> None:
    made = graph.to_pyvis()
    for view in network.details["views"]:
        made.opening = f"view={view['id']}"
        root = ET.fromstring(made.still())
        texts = [str(e.text) for e in root.iter(f"{SVG}text")]
        assert view["title"]["en"] in texts
        assert view["sentence"]["en"] in " ".join(texts)
        said = [item["text"]["en"] for item in view.get("decor", []) if item.get("text", {}).get("en")]
        assert [words for words in said if words not in texts] == []
        marks = len(list(root.iter(f"{SVG}circle"))) + len(list(root.iter(f"{SVG}polygon")))
        assert marks == len(view["nodes"] if "places" in view else [] if view.get("form") == "text" else network.nodes)
        rows = [item for some in view["groups"] for item in some["rows"]]
        claims = {c["id"]: c["text"]["en"] for c in network.details["claims"]}
        assert rows
        assert [r for r in rows if r["at"].startswith("c:") and claims[r["at"][2:]] not in " ".join(texts)] == []
        assert sum(1 for e in root.iter(f"{SVG}path") if e.get("fill") == "none") >= len(rows)
        left, top, width, height = map(float, str(root.get("viewBox")).split())
        for e in root.iter(f"{SVG}text"):
            assert left < float(e.get("x") or 0) < left + width and top < float(e.get("y") or 0) < top + height


def test_a_question_at_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "race.svg"
    done = CliRunner().invoke(main, ["view", "--format", "svg", "--ask", "the-compute-race", "-o", str(path)])
    assert done.exit_code == 0, done.output
    assert "≈ 25,000 A100" in path.read_text(encoding="utf-8")


def test_a_network_of_ones_own_and_hostile_names() -> None:
    network = AIGraphNetwork()
    network.add_node("a", label="<script>alert(1)</script>", shape="star")
    network.add_node("b", label="乙")
    network.add_edge("a", "b")
    root = ET.fromstring(network.still())
    assert "<script>alert(1)</script>" in {e.text for e in root.iter(f"{SVG}text")}
    assert ET.fromstring(AIGraphNetwork().still()) is not None


PLACES = st.floats(-400, 400, allow_nan=False)
LENGTHS = st.floats(0.5, 300, allow_nan=False)
BOXES = st.tuples(PLACES, PLACES, LENGTHS, LENGTHS)


@given(st.lists(st.tuples(BOXES, st.sampled_from("abc")), max_size=30), BOXES)
def test_a_name_is_refused_exactly_where_it_would_touch_another(kept: list[Any], box: Any) -> None:
    boxes = Boxes()
    for other, owner in kept:
        boxes.add(other, owner)
    assert boxes.hit(box) == any(touch(box, other) for other, _ in kept)
    assert boxes.hit(box, "a") == any(touch(box, other) for other, owner in kept if owner != "a")
