"""A page of very many lines: moved as a picture, thinned out from afar, and still searched, opened and filtered."""

import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from pages import Opener

from aigraph.page.network import AIGraphNetwork

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
#: The lit lines that a redraw draws.
DRAWN = """() => {
  const { network } = aigraph, drawn = [];
  for (const id of aigraph.lit().edges) {
    const line = network.body.edges[id], draw = line.draw.bind(line);
    line.draw = (context) => (drawn.push(id), draw(context));
  }
  network.redraw();
  return drawn;
}"""
SAMPLED = r"([\d,]+) of ([\d,]+) lines drawn at this distance, all when nearer"


@pytest.fixture(scope="module")
def crowd() -> Callable[[int], str]:
    def made(size: int) -> str:
        network = AIGraphNetwork()
        network.from_nx(
            nx.relabel_nodes(nx.DiGraph(nx.barabasi_albert_graph(size, 2, seed=1).edges), lambda n: f"Company {n}")
        )
        return str(network.generate_html())

    return made


def numbers(found: Any) -> tuple[int, int]:
    """Return how many lines the key says are drawn, of how many."""
    said = re.search(SAMPLED, found.page.locator("#crowd").inner_text())
    assert said
    drawn, of = (int(n.replace(",", "")) for n in said.groups())
    return drawn, of


@pytest.mark.browser
def test_a_dragged_crowd_rests_as_it_would_have_been_drawn_there(
    open_page: Opener, crowd: Callable[[int], str]
) -> None:
    found = open_page(crowd(5000), reduced_motion="reduce")
    drawn, of = numbers(found)
    assert drawn == 4000 < of <= 9996
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
    found.ask("aigraph.network.moveTo({ scale: 3 })")
    found.page.wait_for_timeout(500)
    assert "drawn at this distance" not in found.page.locator("#crowd").inner_text()
    assert found.problems == []


@pytest.mark.browser
def test_twenty_thousand_nodes_are_searched_opened_and_filtered(open_page: Opener, crowd: Callable[[int], str]) -> None:
    found = open_page(crowd(20000), reduced_motion="reduce")
    found.page.locator("#find").fill("Company 19999")
    found.page.locator("#found [role=option]").first.click()
    assert "Company 19999" in found.page.locator("#card").inner_text()
    lit = found.ask("[...aigraph.lit().edges]")
    assert len(lit) == 2
    assert sorted(found.ask(DRAWN)) == sorted(lit)
    found.ask("aigraph.set({ at: null, off: new Set(['line:settled']) })")
    assert found.ask("aigraph.shown.edges.size") == 0
    assert "lines hidden" in found.page.locator("#hiding").inner_text()
    assert found.problems == []
