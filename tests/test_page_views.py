"""The question views: everything fits, can be read and opened."""

from typing import Any

import pytest
from pages import PHONE, Opener, overlapping

from aigraph.page.network import AIGraphNetwork


@pytest.mark.browser
def test_every_question_view_fits_the_phone(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, size=PHONE, has_touch=True, is_mobile=True)
    for view in network.details["views"]:
        found.ask(f"aigraph.set({{ view: {view['id']!r} }})")
        found.still()
        labels = found.labels() + found.labels("decor")
        assert labels
        assert min(label["font"] for label in labels) >= 11
        assert overlapping(labels) == []
        for name in view.get("nodes", []):
            x = found.ask(f"aigraph.network.canvasToDOM(aigraph.network.getPosition({name!r})).x")
            assert 0 <= x <= PHONE["width"], (view["id"], name)
        narrow = view.get("narrow", {})
        if "column" in narrow:
            drawn = {label["text"] for label in found.ask("aigraph.labels()")}
            assert {item["text"]["en"] for item in narrow["decor"] if item.get("text", {}).get("en")} <= drawn
            words = " ".join(drawn)
            names = [str(network.node_map[name]["label"]) for name in view["nodes"]]
            short = [name for name in names if len(name) <= 34]
            assert [name for name in short if not all(word in words for word in name.split())] == [], view["id"]
    assert found.problems == []


@pytest.mark.browser
def test_every_question_view_opens_and_can_be_read(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html)
    views = network.details["views"]
    assert len(views) == 8
    for view in views:
        found.page.locator(f'[data-view="{view["id"]}"]').click()
        found.still()
        assert f"view={view['id']}" in found.page.url
        assert view["title"]["en"] in found.page.locator("#story").inner_text()
        labels = found.labels() + found.labels("decor")
        assert labels
        assert min(label["font"] for label in labels) >= 11
        assert overlapping(labels) == []
        for name in view.get("nodes", []):
            place = found.ask(f"aigraph.network.getPosition({name!r})")
            assert abs(place["x"] - view["places"][name][0]) <= 1 and abs(place["y"] - view["places"][name][1]) <= 1
    assert found.problems == []


@pytest.mark.browser
def test_a_page_can_open_with_a_view(open_page: Opener, graph: Any) -> None:
    made = AIGraphNetwork.from_graph(graph.graph, graph.ontology)
    made.opening, made.language, made.theme = "view=the-compute-race", "zh", "dark"
    found = open_page(made.generate_html())
    assert "算力竞赛" in found.page.locator("#story").inner_text()
    assert found.ask("document.documentElement.dataset.theme") == "dark"


@pytest.mark.browser
def test_taking_the_rumours_away(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, "#view=without-rumours")
    settled = [edge for edge in network.edges if not edge["dashes"]]
    assert found.ask("aigraph.shown.edges.size") == len(settled)
    gone = len(network.edges) - len(settled)
    assert f"{gone} of {len(network.edges)}" in found.page.locator("#story").inner_text()


def test_the_flow_names_founders_and_their_labs(network: AIGraphNetwork) -> None:
    flow = next(view for view in network.details["views"] if view["id"] == "who-came-from-which-lab")
    x = {name: place[0] for name, place in flow["places"].items()}
    assert x["openai"] < x["dario-amodei"] < x["anthropic"]
    assert {"dario-amodei/workedAt/openai", "dario-amodei/founded/anthropic"} <= set(flow["edges"])


@pytest.mark.browser
def test_a_bar_opens_its_statement(open_page: Opener, html: str) -> None:
    found = open_page(html, "#view=the-compute-race")
    label = next(label for label in found.labels("decor") if "25,000" in label["text"])
    box = found.page.locator("#picture").bounding_box()
    found.page.mouse.click(box["x"] + label["box"]["x"] + 20, box["y"] + label["box"]["y"] + 8)
    found.still()
    assert "据传GPT4" in found.page.locator("#card").inner_text()
