"""The page in a real browser: what is drawn, found, told; nothing asked of the network, nothing executed."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import networkx
import pytest
from pages import DESK, PHONE, Opener, overlapping

from aigraph.hues import theme
from aigraph.page.network import AIGraphNetwork


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_fast_and_quiet(open_page: Opener, html: str, scheme: str) -> None:
    found = open_page(html, color_scheme=scheme, new=True)
    assert len(found.requests) == 1  # the file itself
    assert found.problems == []
    assert found.ask("aigraph.ready") < 2000
    assert found.ask("document.documentElement.dataset.theme") == scheme
    assert found.ask("document.body.scrollWidth") <= DESK["width"]


@pytest.mark.browser
def test_names_at_opening(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    labels = open_page(html).labels()
    assert len(labels) >= 40
    assert min(label["font"] for label in labels) >= 11
    assert overlapping(labels) == []
    degree: dict[str, int] = {}
    for edge in network.edges:
        for end in {edge["from"], edge["to"]}:
            degree[end] = degree.get(end, 0) + 1
    least = sorted(degree.values(), reverse=True)[14]
    most = {name for name, count in degree.items() if count > least}
    assert most <= {label["id"] for label in labels}


@pytest.mark.browser
def test_a_name_is_nearer_to_its_own_node_than_to_another(
    open_page: Opener, html: str, network: AIGraphNetwork
) -> None:
    found = open_page(html)
    scale = found.ask("aigraph.network.getScale()")
    places = found.places(network.node_map)
    discs = {str(node["id"]): (places[node["id"]], node["size"] * scale) for node in network.nodes}

    def gap(box: dict[str, float], name: str) -> float:
        point, radius = discs[name]
        dx = max(box["x"] - point["x"], point["x"] - box["x"] - box["width"], 0)
        dy = max(box["y"] - point["y"], point["y"] - box["y"] - box["height"], 0)
        return float((dx * dx + dy * dy) ** 0.5 - radius)

    labels = found.labels()
    strayed = [label for label in labels if min(discs, key=lambda name: gap(label["box"], name)) != label["id"]]
    crowded = sorted(labels, key=lambda label: -label["font"])[:15]  # they have to be named, wherever there is room
    assert [label["text"] for label in strayed if label not in crowded] == []
    assert len(labels) > 60


@pytest.mark.browser
def test_the_islands_are_in_a_counted_tray(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    islands = network.details["islands"]
    labels = [label["text"] for label in open_page(html).labels("decor")]
    assert [text for text in labels if text.startswith(f"{len(islands)} islands, {sum(map(len, islands))} things")]


@pytest.mark.browser
@pytest.mark.parametrize("size", [{"width": 1366, "height": 768}, PHONE])
def test_the_tray_holds_the_islands_alone(
    open_page: Opener, html: str, network: AIGraphNetwork, size: dict[str, int]
) -> None:
    """No node, name or number of the mainland stands in it."""
    found = open_page(html, size=size)
    islands = {name for island in network.details["islands"] for name in island}
    labels = found.ask("aigraph.labels()")
    heading = next(label for label in labels if label["kind"] == "decor")
    subjects = {f"edge {edge['id']}": edge["from"] for edge in network.edges}
    ashore = [label for label in labels if subjects.get(label["id"], label["id"]) not in islands and label != heading]
    assert ashore
    assert [label["text"] for label in ashore if label["box"]["y"] + label["box"]["height"] > heading["box"]["y"]] == []
    for name, place in found.places(network.node_map).items():
        assert name in islands or place["y"] < heading["box"]["y"], name


@pytest.mark.browser
def test_guidance_goes_for_good(open_page: Opener, html: str) -> None:
    found = open_page(html)
    assert 2 <= found.page.locator(".guide p").inner_text().count(".") <= 3
    found.page.get_by_role("button", name="Do not show this again").click()
    assert found.page.locator(".guide").count() == 0
    found.page.reload()
    found.page.wait_for_function("() => window.aigraph")
    assert found.page.locator(".guide").count() == 0


@pytest.mark.browser
def test_names_on_the_phone(open_page: Opener, html: str) -> None:
    found = open_page(html, size=PHONE, has_touch=True, is_mobile=True)
    labels = found.labels()
    assert len(labels) >= 12
    assert min(label["font"] for label in labels) >= 11
    assert overlapping(labels) == []
    assert found.ask("document.documentElement.scrollWidth") <= PHONE["width"]
    assert found.problems == []


@pytest.mark.browser
def test_more_names_appear_as_one_zooms_in(open_page: Opener, html: str) -> None:
    found = open_page(html)
    before, scale = found.ask("aigraph.labels().length"), found.ask("aigraph.network.getScale()")
    # At once, before the camera has arrived anywhere.
    found.ask(
        "document.querySelectorAll('button[aria-label=\"Zoom in\"]').forEach((one) => (one.click(), one.click()))"
    )
    found.still()
    assert found.ask("aigraph.network.getScale()") == pytest.approx(scale * 1.4 * 1.4, rel=1e-3)
    found.page.keyboard.press("+")
    found.still()
    assert found.ask("aigraph.network.getScale()") == pytest.approx(scale * 1.4 * 1.4 * 1.3, rel=1e-3)
    assert overlapping(found.labels()) == []
    assert before != found.ask("aigraph.labels().length")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("OpenAI", "OpenAI"),
        ("Open Al", "OpenAI"),
        ("opnai", "OpenAI"),
        ("奥特曼", "Sam Altman"),
        ("aoteman", "Sam Altman"),
    ],
)
def test_search_by_any_name(open_page: Opener, html: str, typed: str, wanted: str) -> None:
    found = open_page(html)
    found.page.keyboard.press("/")
    found.page.keyboard.type(typed)
    assert found.page.locator("#found li").first.locator(".found-name").inner_text() == wanted
    found.page.keyboard.press("Enter")
    found.still()
    assert found.page.locator("#card h2").inner_text() == wanted
    assert found.problems == []


@pytest.mark.browser
def test_a_click_on_a_node_opens_its_card(open_page: Opener, html: str) -> None:
    found = open_page(html)
    point = found.ask("aigraph.network.canvasToDOM(aigraph.network.getPosition('openai'))")
    box = found.page.locator("#picture").bounding_box()
    found.page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    found.still()
    card = found.page.locator("#card")
    assert card.locator("h2").inner_text() == "OpenAI"
    assert "Open Al" in card.inner_text()
    assert card.locator(".quote .words").count() > 3
    assert "at=n:openai" in found.page.url


@pytest.mark.browser
def test_the_card_of_a_rumour_shows_its_quote(open_page: Opener, html: str, graph: Any) -> None:
    found = open_page(html, "#at=s:gpt-4/trainedOn/a100")
    text = found.page.locator("#card").inner_text()
    assert "rumoured" in text
    assert "据传GPT4训练大概用了2.5万张A100" in text
    assert "25,000" in text


@pytest.mark.browser
def test_claims_have_cards(open_page: Opener, html: str) -> None:
    found = open_page(html, "#at=c:gpt-6-by-2026")
    text = found.page.locator("#card").inner_text()
    assert "GPT-6" in text and "2026" in text and "预计" in text


@pytest.mark.browser
def test_the_key_filters_with_right_counts(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html)
    rumours = sum(edge["dashes"] == theme()["strokes"]["rumoured"]["dash"] for edge in network.edges)
    button = found.page.locator('[data-key="line:rumoured"]')
    assert button.locator(".count").inner_text() == str(rumours)
    button.click()
    assert found.ask("aigraph.shown.edges.size") == len(network.edges) - rumours
    assert "off=line:rumoured" in found.page.url
    kinds = found.page.get_by_role("group", name="Kinds")
    kinds.get_by_role("button", name="none", exact=True).click()
    assert found.ask("aigraph.shown.nodes.size") == 0
    kinds.get_by_role("button", name="all", exact=True).click()
    assert found.ask("aigraph.shown.nodes.size") == len(network.nodes)


@pytest.mark.browser
def test_the_key_filters_by_relation_stage_modality_and_source(open_page: Opener, html: str, graph: Any) -> None:
    found = open_page(html, reduced_motion="reduce")
    found.page.get_by_role("button", name="more filters").click()
    drawn = found.ask("[...aigraph.shown.edges]")
    statements = {s.id: s for s in graph.graph.statements if s.id in drawn}
    kinds: dict[str, Callable[[Any], set[str]]] = {
        "predicate": lambda s: {s.predicate},
        "modality": lambda s: {s.modality},
        "stage": lambda s: {s.stage},
        "source": lambda s: {e.source for e in s.evidence},
    }
    again = open_page(html, reduced_motion="reduce")
    for sort, values in kinds.items():
        expected = Counter(value for s in statements.values() for value in values(s))
        buttons = found.page.locator(f'[data-key^="{sort}:"]')
        shown = {b.get_attribute("data-key"): b.locator(".count").inner_text() for b in buttons.all()}
        assert shown == {f"{sort}:{value}": str(count) for value, count in expected.items()}
        key = f"{sort}:{min(expected)}"
        found.page.locator(f'[data-key="{key}"]').click()
        left = [s.id for s in statements.values() if not values(s) or values(s) != {min(expected)}]
        assert sorted(found.ask("[...aigraph.shown.edges]")) == sorted(left)
        again.come_back("#off=" + key)
        assert sorted(again.ask("[...aigraph.shown.edges]")) == sorted(left)
        found.page.locator(f'[data-key="{key}"]').click()
    assert found.ask("aigraph.shown.edges.size") == len(drawn)


@pytest.mark.browser
def test_a_judgement_lights_its_entities(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html)
    found.page.locator('[data-part="ten-judgements/j3"]').click()
    found.still()
    wanted = {e["id"] for e in network.details["entities"] if "ten-judgements/j3" in e["sections"] and e["weight"]}
    assert set(found.ask("[...aigraph.lit().nodes].filter(id => aigraph.shown.nodes.has(id))")) == wanted
    assert found.page.locator("#card .quote").count() > 5
    found.page.keyboard.press("Escape")
    assert found.ask("aigraph.lit()") is None


@pytest.mark.browser
def test_ways_are_the_shortest(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    whole, settled = networkx.Graph(), networkx.Graph()
    for edge in network.edges:
        whole.add_edge(edge["from"], edge["to"])
        if not edge["dashes"]:
            settled.add_edge(edge["from"], edge["to"])
    found = open_page(html)
    names = sorted(settled)[::9]
    statements = {s["id"]: s for s in network.details["statements"]}
    steps: list[int] = []
    for start, end in pairwise(names):
        ways = found.ask(f"aigraph.ways({start!r}, {end!r})")
        lengths = {way["settled"]: len(way["ids"]) for way in ways}
        if networkx.has_path(settled, start, end):
            assert lengths[True] == networkx.shortest_path_length(settled, start, end)
        if networkx.has_path(whole, start, end):
            assert min(lengths.values()) == networkx.shortest_path_length(whole, start, end)
        else:
            assert ways == []
        told = [(sum(bool(statements[i].get("editors")) for i in way["ids"]), way["editors"]) for way in ways]
        assert all(own == said for own, said in told)
        steps += [said for _, said in told]
    assert 0 in steps
    assert max(steps) > 0


@pytest.mark.browser
def test_links_open_the_same_view_again(open_page: Opener, html: str) -> None:
    first = open_page(html)
    first.page.locator('[data-key="line:editors"]').click()
    first.page.keyboard.press("/")
    first.page.keyboard.type("meta")
    first.page.keyboard.press("Enter")
    first.still()
    first.page.get_by_role("button", name="2", exact=True).first.click()
    first.page.mouse.move(700, 450)
    first.page.mouse.wheel(0, -240)
    first.still()
    fragment = "#" + first.page.url.split("#")[1]
    again = open_page(html, fragment)
    again.still()
    same = "[aigraph.state.at, aigraph.state.depth, [...aigraph.state.off], [...aigraph.lit().nodes].sort()]"
    assert again.ask(same) == first.ask(same)
    for part in ("getScale()", "getViewPosition().x", "getViewPosition().y"):
        one, other = (page.ask(f"aigraph.network.{part}") for page in (first, again))
        assert abs(one - other) < 1.0


@pytest.mark.browser
def test_back_and_forward(open_page: Opener, html: str) -> None:
    found = open_page(html)
    found.ask("aigraph.set({at: 'n:openai'})")
    found.ask("aigraph.set({at: 'n:google'})")
    found.page.go_back()
    assert found.page.locator("#card h2").inner_text() == "OpenAI"
    found.page.go_forward()
    assert found.page.locator("#card h2").inner_text() == "Google"


@pytest.mark.browser
def test_a_dragged_node_stays_and_comes_back(open_page: Opener, html: str) -> None:
    found = open_page(html)
    place = "aigraph.network.getPosition('apple')"
    before = found.ask(place)
    box = found.page.locator("#picture").bounding_box()
    point = found.ask(f"aigraph.network.canvasToDOM({place})")
    found.page.mouse.move(box["x"] + point["x"], box["y"] + point["y"])
    found.page.mouse.down()
    found.page.mouse.move(box["x"] + point["x"] - 60, box["y"] + point["y"] + 40, steps=5)
    found.page.mouse.up()
    found.still()
    moved = found.ask(place)
    assert moved["x"] < before["x"] - 30
    assert open_page(html, "#" + found.page.url.split("#")[1]).ask(place) == moved
    found.page.keyboard.press("Control+z")
    found.still()
    assert found.ask(place) == before


@pytest.mark.browser
def test_hovering_previews(open_page: Opener, html: str) -> None:
    found = open_page(html)
    box = found.page.locator("#picture").bounding_box()
    point = found.ask("aigraph.network.canvasToDOM(aigraph.network.getPosition('openai'))")
    found.page.mouse.move(box["x"] + point["x"] - 40, box["y"] + point["y"])
    found.page.mouse.move(box["x"] + point["x"], box["y"] + point["y"], steps=4)
    found.page.locator("#preview").wait_for(state="visible")
    assert "OpenAI" in found.page.locator("#preview").inner_text()


@pytest.mark.browser
def test_the_interface_speaks_chinese(open_page: Opener, html: str) -> None:
    found = open_page(html, "#lang=zh&at=n:sam-altman")
    assert found.ask("document.documentElement.lang") == "zh"
    assert "奥特曼" in found.page.locator("#card h2").inner_text()
    assert "传闻" in found.page.locator("#key").inner_text()


@pytest.mark.browser
def test_the_list_says_the_same(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, "#list=1")
    listed = found.page.locator("#list .columns > section > ul > li")
    assert listed.count() == len(network.nodes) + len(network.details["claims"])
    text = found.page.locator("#list").inner_text()
    drawn = {str(node) for node in network.node_map}
    quotes = [
        e["quote"]
        for s in network.details["statements"]
        if s["subject"] in drawn
        for e in s["evidence"]
        if "quote" in e
    ]
    said = [c["text"]["en"] for c in network.details["claims"]] + quotes
    assert said
    assert [words for words in said if " ".join(words.split()) not in " ".join(text.split())] == []


@pytest.mark.browser
def test_the_phone_has_a_sheet(open_page: Opener, html: str) -> None:
    found = open_page(html, "#at=n:openai", size=PHONE, has_touch=True, is_mobile=True)
    box = found.page.locator("#card").bounding_box()
    assert box["width"] == PHONE["width"] and box["y"] > PHONE["height"] * 0.3
    found.page.locator("#tabs button").first.tap()
    assert found.page.locator("#rail").is_visible()


@pytest.mark.browser
def test_svg_has_real_text(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    import xml.etree.ElementTree as ET

    found = open_page(html)
    root = ET.fromstring(found.ask("aigraph.svg()"))
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "OpenAI" in texts
    assert sum(1 for _ in root.iter("{http://www.w3.org/2000/svg}path")) >= len(network.edges)
