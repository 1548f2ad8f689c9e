"""A page of very many lines: drawn whole, moved as a picture, and still searched, opened, dragged and filtered."""

import json
from collections.abc import Callable
from functools import cache

import networkx as nx
import pytest
from pages import Opener

from aigraph.page.network import AIGraphNetwork

#: A place in sight that no node and no line is near.
EMPTY = """() => {
  const { left, top } = document.querySelector("#picture").getBoundingClientRect();
  for (let x = 40; x < 900; x += 7) for (let y = 60; y < 600; y += 7) {
    const free = aigraph.network.getNodeAt({ x, y }) === undefined && aigraph.network.getEdgeAt({ x, y }) === undefined;
    if (free && document.elementFromPoint(x + left, y + top)?.tagName === "CANVAS") return { x, y };
  }
}"""
#: A line whose middle is in sight.
LINE = """() => {
  const { left, top } = document.querySelector("#picture").getBoundingClientRect();
  return [...aigraph.shown.edges].find((id) => {
    const { x, y } = aigraph.network.canvasToDOM(aigraph.pointOn(id, 0.5));
    return document.elementFromPoint(x + left, y + top)?.tagName === "CANVAS" && aigraph.network.getEdgeAt({ x, y }) === id
      && aigraph.network.getNodeAt({ x, y }) === undefined;
  });
}"""
#: What is drawn.
PIXELS = """() => document.querySelector("#picture canvas").toDataURL()"""
#: How often all is drawn while the wheel turns: in the turn itself, and once it rests.
TURNED = """async () => {
  const { network } = aigraph, { renderer } = network, draw = renderer._drawNodes.bind(renderer);
  let whole = 0;
  renderer._drawNodes = (...all) => ((whole += 1), draw(...all));
  network.body.emitter.emit("zoom", { direction: "+", scale: network.getScale(), pointer: { x: 9, y: 9 } });
  for (let step = 0; step < 5; step += 1) network.redraw();
  const turning = whole;
  await new Promise((done) => setTimeout(done, 1200));
  return [turning, whole];
}"""
#: How many lines one redraw draws, and in which colours its last ones.
DRAWN = """() => {
  const { quadraticCurveTo, stroke } = CanvasRenderingContext2D.prototype, colours = [];
  let lines = 0, since = 0;
  CanvasRenderingContext2D.prototype.quadraticCurveTo = function (...to) { lines += 1; since += 1; quadraticCurveTo.apply(this, to); };
  CanvasRenderingContext2D.prototype.stroke = function (...path) { if (since) colours.push([this.strokeStyle, since]); since = 0; stroke.apply(this, path); };
  aigraph.network.redraw();
  Object.assign(CanvasRenderingContext2D.prototype, { quadraticCurveTo, stroke });
  return { lines, colours };
}"""
#: How many nodes are outside of the picture.
OUTSIDE = """() => {
  const { clientWidth, clientHeight } = document.getElementById("picture");
  return [...aigraph.shown.nodes].map((id) => aigraph.network.canvasToDOM(aigraph.bodyOf(id)))
    .filter(({ x, y }) => x < 0 || y < 0 || x > clientWidth || y > clientHeight).length;
}"""


@pytest.fixture(scope="module")
def crowd() -> Callable[[int], str]:
    @cache
    def made(size: int) -> str:
        network = AIGraphNetwork()
        network.from_nx(
            nx.relabel_nodes(nx.DiGraph(nx.barabasi_albert_graph(size, 2, seed=1).edges), lambda n: f"Company {n}")
        )
        return str(network.generate_html())

    return made


@pytest.mark.browser
def test_a_dragged_crowd_rests_as_it_would_have_been_drawn_there(
    open_page: Opener, crowd: Callable[[int], str]
) -> None:
    found = open_page(crowd(5000), reduced_motion="reduce")
    box = found.page.locator("#picture").bounding_box()
    x, y = box["x"] + 3, box["y"] + 3
    before = found.ask(PIXELS)
    found.page.mouse.move(x, y)
    found.page.mouse.down()
    for step in range(1, 30):
        found.page.mouse.move(x + 4 * step, y + 2 * step)
    found.page.mouse.up()
    found.page.wait_for_timeout(1500)
    rested = found.ask(PIXELS)
    assert rested != before
    found.ask("aigraph.network.redraw()")
    assert found.ask(PIXELS) == rested
    turning, rested = found.ask(TURNED)
    assert turning == 0 < rested
    assert "more than 1,500" in found.page.locator("#crowd").inner_text()
    assert found.problems == []


@pytest.mark.browser
def test_all_of_a_crowd_is_drawn_and_in_sight(open_page: Opener, crowd: Callable[[int], str]) -> None:
    found = open_page(crowd(20000), reduced_motion="reduce")
    assert found.ask(OUTSIDE) == 0
    assert found.ask(DRAWN)["lines"] == found.ask("aigraph.shown.edges.size") == 39996
    found.page.locator("#find").fill("Company 19999")
    found.page.locator("#found [role=option]").first.click()
    assert "Company 19999" in found.page.locator("#card").inner_text()
    lit = found.ask("[...aigraph.lit().edges]")
    drawn = found.ask(DRAWN)
    assert len(lit) == drawn["colours"][-1][1] == 2
    assert drawn["lines"] == 39996
    assert drawn["colours"][-1][0] not in {colour for colour, _ in drawn["colours"][:-1]}
    found.ask("aigraph.set({ at: null, off: new Set(['line:settled']) })")
    assert found.ask("aigraph.shown.edges.size") == found.ask(DRAWN)["lines"] == 0
    assert "lines hidden" in found.page.locator("#hiding").inner_text()
    assert found.problems == []


@pytest.mark.browser
def test_nodes_and_lines_of_a_crowd_are_under_the_pointer(open_page: Opener, crowd: Callable[[int], str]) -> None:
    found = open_page(crowd(2000), reduced_motion="reduce")
    found.ask("aigraph.set({ at: 'n:Company 1999' })")
    found.ask("aigraph.network.moveTo({ position: aigraph.bodyOf('Company 1999'), scale: 1 })")
    box = found.page.locator("#picture").bounding_box()

    def at(point: str) -> tuple[float, float]:
        spot = found.ask(f"aigraph.network.canvasToDOM({point})")
        return box["x"] + spot["x"], box["y"] + spot["y"]

    found.ask("aigraph.set({ at: null })")
    node = at("aigraph.bodyOf('Company 1999')")
    found.page.mouse.move(*node)
    assert "Company 1999" in found.page.locator("#preview").inner_text()
    line = found.ask(LINE)
    assert line
    found.page.mouse.click(*at(f"aigraph.pointOn({json.dumps(line)}, 0.5)"))
    assert found.ask("aigraph.state.at") == f"s:{line}"
    nothing = "{ x: aigraph.bodyOf('Company 1999').x + 4000, y: aigraph.bodyOf('Company 1999').y + 4000 }"
    assert found.ask(f"aigraph.network.getEdgeAt(aigraph.network.canvasToDOM({nothing})) === undefined")
    empty = found.ask(EMPTY)
    found.page.mouse.click(box["x"] + empty["x"], box["y"] + empty["y"])
    assert found.ask("aigraph.state.at") is None
    found.page.mouse.click(*node)
    assert "Company 1999" in found.page.locator("#card h2").inner_text()
    place = found.ask("aigraph.bodyOf('Company 1999')")
    found.page.mouse.move(*node)
    found.page.wait_for_timeout(60)  # vis-network takes presses within 50 ms for one, as no hand is that quick
    found.page.mouse.down()
    for step in range(1, 6):
        found.page.mouse.move(node[0] + 10 * step, node[1] + 6 * step)
    found.page.mouse.up()
    moved = found.ask("aigraph.bodyOf('Company 1999')")
    assert (moved["x"] - place["x"], moved["y"] - place["y"]) == pytest.approx((50, 30), abs=12)
    assert list(found.ask("aigraph.state.moved")) == ["Company 1999"]
    found.page.keyboard.press("Control+z")
    assert found.ask("aigraph.bodyOf('Company 1999')") == pytest.approx(place, abs=1)
    assert found.ask("aigraph.svg()").count("<path") >= 3994
    assert found.problems == []


@pytest.mark.browser
def test_options_of_vis_network_are_left_to_it(open_page: Opener) -> None:
    network = AIGraphNetwork()
    network.from_nx(nx.path_graph(1600, create_using=nx.DiGraph))
    network.set_options('{"edges": {"width": 9}}')
    found = open_page(network.generate_html(), reduced_motion="reduce")
    assert found.ask("Object.keys(aigraph.network.body.edges).length") == 1599
    assert found.ask("aigraph.pointOn([...aigraph.shown.edges][0], 0.5).x") == pytest.approx(
        found.ask(
            "(() => { const id = [...aigraph.shown.edges][0]; return aigraph.network.body.edges[id].edgeType.getPoint(0.5).x })()"
        )
    )
    assert found.problems == []
