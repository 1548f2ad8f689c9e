"""The page in a real browser: what is drawn, found, told; nothing asked of the network, nothing executed."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import dist
from pathlib import Path
from typing import Any

import networkx
import pytest
from support import HOSTILE, ROOT, require

from aigraph.model import Claim, Date, Entity, Evidence, Graph, Quantity, Ref, Section, Source, Span, Statement
from aigraph.ontology import Ontology
from aigraph.page.document import SCRIPTS, STYLES, as_json
from aigraph.page.layout import arrange, label_box
from aigraph.page.network import AIGraphNetwork
from aigraph.words.interface import LANGUAGES, interface

DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}


class Open:
    """A page in the browser, and everything it asked for or complained about."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.problems: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.problems.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", self.refused)

    def refused(self, dialog: Any) -> None:
        self.problems.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def ask(self, script: str) -> Any:
        return self.page.evaluate(script)

    def labels(self, kind: str = "node") -> list[dict[str, Any]]:
        """Return the names drawn that lie wholly in the picture."""
        box = self.page.locator("#picture").bounding_box()
        return [
            label
            for label in self.ask("aigraph.labels()")
            if label["kind"] == kind
            and label["box"]["x"] >= 0
            and label["box"]["y"] >= 0
            and label["box"]["x"] + label["box"]["width"] <= box["width"]
            and label["box"]["y"] + label["box"]["height"] <= box["height"]
        ]

    def still(self) -> None:
        """Wait until nothing moves any more."""
        self.page.wait_for_timeout(900)


Opener = Callable[..., Open]


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open a page's text from a file, wait until it is drawn."""
    contexts = []

    def opened(html: str, fragment: str = "", size: dict[str, int] = DESK, **options: Any) -> Open:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        found = Open(context.new_page())
        found.page.goto(path.as_uri() + fragment)
        found.page.wait_for_function("window.aigraph")
        return found

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def network(graph: Any) -> AIGraphNetwork:
    return AIGraphNetwork.from_graph(graph.graph, graph.ontology, version=graph.version)


@pytest.fixture(scope="module")
def html(network: AIGraphNetwork) -> str:
    return network.generate_html()


def overlapping(labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the pairs of names that lie on one another."""
    found = []
    for at, one in enumerate(labels):
        for other in labels[at + 1 :]:
            a, b = one["box"], other["box"]
            apart_x = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            apart_y = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
            if not (apart_x or apart_y):
                found.append((one["text"], other["text"]))
    return found


# -- without a browser ------------------------------------------------------------------------------------------------


def test_every_static_file_is_put_together() -> None:
    static = ROOT / "src" / "aigraph" / "page" / "static"
    assert {p.name for p in static.iterdir()} == {*SCRIPTS, *STYLES, "template.html"}


def test_every_word_is_there_in_both_languages() -> None:
    for section, words in interface().items():
        for key, texts in words.items():
            assert list(texts) == list(LANGUAGES), f"{section}.{key}"
            holes = [sorted(re.findall(r"\{(\w+)\}", text)) for text in texts.values()]
            assert holes[0] == holes[1], f"{section}.{key}"
            assert all(texts.values()) or key in ("from", "list"), f"{section}.{key}"


def test_every_word_the_scripts_ask_for_is_there() -> None:
    there = interface()["page"].keys() | interface()["line"].keys()
    static = ROOT / "src" / "aigraph" / "page" / "static"
    asked = {
        key for name in SCRIPTS for key in re.findall(r'\bt\("(\w+)"', (static / name).read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= there


#: How the colour-blind see linear RGB. Source: https://doi.org/10.1109/TVCG.2009.113 (Machado, Oliveira, Fernandes)
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
}


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB as somebody sees it."""
    raw = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in raw]
    r, g, b = (max(0.0, sum(a * v for a, v in zip(row, linear, strict=True))) for row in SIGHT[sight])
    xyz = (
        0.4339 * r + 0.3762 * g + 0.1899 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0177 * r + 0.1095 * g + 0.8730 * b,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
def test_the_colour_blind_tell_the_hues_apart(sight: str) -> None:
    text = (ROOT / "src" / "aigraph" / "page" / "static" / "theme.js").read_text(encoding="utf-8")
    for hues in re.findall(r"hues: \{(.*?)\}", text):
        colours = [seen(colour, sight) for colour in re.findall("#[0-9a-f]{6}", hues)]
        assert len(colours) == 8
        pairs = [(one, other) for at, one in enumerate(colours) for other in colours[at + 1 :]]
        assert min(dist(one, other) for one, other in pairs) > 20


def test_json_cannot_leave_its_element() -> None:
    text = as_json({"a": "</script><!--\u2028\u2029&", "b": HOSTILE})
    assert not re.search("[<\u2028\u2029]", text)
    assert json.loads(text)["b"] == HOSTILE


def test_the_page_is_one_file_with_a_strict_policy(html: str) -> None:
    policy = html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "connect-src" not in policy
    for tag in ("<script src", '<link rel="stylesheet', "@import", "url(http"):
        assert tag not in html


def test_the_page_is_the_same_in_every_process(network: AIGraphNetwork) -> None:
    code = (
        "import hashlib, aigraph, sys; g = aigraph.load(sys.argv[1], sys.argv[2]);"
        "print(hashlib.sha256(g.to_pyvis().generate_html().encode()).hexdigest())"
    )
    found = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        folders = [str(ROOT / "seeds"), str(ROOT / "ontology")]
        run = subprocess.run([sys.executable, "-c", code, *folders], env=environment, capture_output=True, check=True)
        found.add(run.stdout)
    assert len(found) == 1


def test_no_two_boxes_overlap_and_parts_stay_apart() -> None:
    links = [("a", f"a{i}") for i in range(14)] + [("b", f"b{i}") for i in range(14)] + [("a", "b"), ("x", "y")]
    names = sorted({name for link in links for name in link} | {"alone"})
    boxes = {name: label_box(f"The name of {name}") for name in names}
    places = arrange(boxes, links)
    assert places.keys() == boxes.keys()
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            dx, dy = (abs(places[one][i] - places[other][i]) for i in (0, 1))
            assert dx >= boxes[one][0] + boxes[other][0] or dy >= boxes[one][1] + boxes[other][1], (one, other)


def test_a_large_graph_keeps_its_communities_apart() -> None:
    blocks = networkx.random_partition_graph([45] * 9, 0.12, 0.0004, seed=3)
    links = [(f"n{a}", f"n{b}") for a, b in blocks.edges]
    boxes = {f"n{i}": label_box(f"Name {i}") for i in blocks.nodes}
    places = arrange(boxes, links)
    middles = []
    for block in blocks.graph["partition"]:
        xs, ys = zip(*(places[f"n{i}"] for i in block), strict=True)
        middles.append((sum(xs) / len(xs), sum(ys) / len(ys)))
    nearest = [
        min(
            range(9),
            key=lambda b: (places[f"n{i}"][0] - middles[b][0]) ** 2 + (places[f"n{i}"][1] - middles[b][1]) ** 2,
        )
        == block
        for block, members in enumerate(blocks.graph["partition"])
        for i in members
    ]
    assert sum(nearest) / len(nearest) > 0.9


def test_a_small_edit_moves_few_nodes() -> None:
    base = networkx.random_partition_graph([14, 14, 14, 14], 0.25, 0.01, seed=4)
    links = [(f"n{a}", f"n{b}") for a, b in base.edges]
    names = [f"n{i}" for i in base.nodes]
    before = arrange({n: label_box(n) for n in names}, links)
    after = arrange({n: label_box(n) for n in [*names, "new"]}, [*links, ("n3", "new")])
    wide = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    moved = sorted(((before[n][0] - after[n][0]) ** 2 + (before[n][1] - after[n][1]) ** 2) ** 0.5 / wide for n in names)
    assert moved[len(moved) // 2] < 0.06


def test_an_edit_of_the_seeds_moves_little(graph: Any) -> None:
    def places(found: Any) -> dict[Any, tuple[float, float]]:
        network = AIGraphNetwork.from_graph(found, graph.ontology)
        return {node["id"]: (node["x"], node["y"]) for node in network.nodes}

    whole = graph.graph
    before = places(whole)
    wide = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    for gone in (("gpt-6", "gpt"), ("vivo", "bluelm"), ("dario-amodei", "openai")):
        kept = tuple(s for s in whole.statements if (s.subject, str(s.object)) != gone)
        assert len(kept) < len(whole.statements)
        after = places(replace(whole, statements=kept))
        moved = sorted(dist(before[name], after[name]) / wide for name in before.keys() & after.keys())
        assert moved[len(moved) // 2] < 0.06, gone


def test_tentative_can_be_left_out(graph: Any) -> None:
    whole = AIGraphNetwork.from_graph(graph.graph, graph.ontology)
    settled = AIGraphNetwork.from_graph(graph.graph, graph.ontology, tentative=False)
    dashed = [edge for edge in whole.edges if edge["dashes"]]
    assert dashed
    assert len(whole.edges) - len(settled.edges) == len(dashed)
    assert all(s["settled"] for s in settled.details["statements"])


def test_parallel_edges_are_bent_apart(graph: Any) -> None:
    drawn = AIGraphNetwork.from_graph(graph.graph, graph.ontology)
    pairs: dict[frozenset[str], list[Any]] = {}
    for edge in drawn.edges:
        pairs.setdefault(frozenset((edge["from"], edge["to"])), []).append(edge)
    several = [edges for edges in pairs.values() if len(edges) > 1]
    assert several
    for edges in several:
        assert len({(e["from"], json.dumps(e["smooth"])) for e in edges}) == len(edges)


# -- as pyvis ---------------------------------------------------------------------------------------------------------


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


# -- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_fast_and_quiet(open_page: Opener, html: str, scheme: str) -> None:
    found = open_page(html, color_scheme=scheme)
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
    before = found.ask("aigraph.labels().length")
    found.page.get_by_role("button", name="Zoom in").click()
    found.page.get_by_role("button", name="Zoom in").click()
    found.still()
    found.page.keyboard.press("+")
    found.still()
    assert found.ask("aigraph.network.getScale()") > 0.5
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
    rumours = sum(edge["dashes"] == [2, 5] for edge in network.edges)
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
    found = open_page(html)
    found.page.get_by_role("button", name="more filters").click()
    drawn = found.ask("[...aigraph.shown.edges]")
    statements = {s.id: s for s in graph.graph.statements if s.id in drawn}
    kinds: dict[str, Callable[[Any], set[str]]] = {
        "predicate": lambda s: {s.predicate},
        "modality": lambda s: {s.modality},
        "stage": lambda s: {s.stage},
        "source": lambda s: {e.source for e in s.evidence},
    }
    for sort, values in kinds.items():
        expected = Counter(value for s in statements.values() for value in values(s))
        buttons = found.page.locator(f'[data-key^="{sort}:"]')
        shown = {b.get_attribute("data-key"): b.locator(".count").inner_text() for b in buttons.all()}
        assert shown == {f"{sort}:{value}": str(count) for value, count in expected.items()}
        key = f"{sort}:{min(expected)}"
        found.page.locator(f'[data-key="{key}"]').click()
        left = [s.id for s in statements.values() if not values(s) or values(s) != {min(expected)}]
        assert sorted(found.ask("[...aigraph.shown.edges]")) == sorted(left)
        again = open_page(html, "#off=" + key)
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
    for start, end in pairwise(names):
        ways = found.ask(f"aigraph.ways({start!r}, {end!r})")
        lengths = {way["settled"]: len(way["ids"]) for way in ways}
        if networkx.has_path(settled, start, end):
            assert lengths[True] == networkx.shortest_path_length(settled, start, end)
        if networkx.has_path(whole, start, end):
            assert min(lengths.values()) == networkx.shortest_path_length(whole, start, end)
        else:
            assert ways == []


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
    assert found.page.locator("#list .columns > section > ul > li").count() == len(network.nodes)


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


# -- hostile content --------------------------------------------------------------------------------------------------


def hostile_graph(ontology: Ontology) -> Any:
    """Return a property graph whose every text tries to break out."""
    texts = [*HOSTILE, "<b onmouseover=alert(1)>", "javascript:alert(1)", "href='javascript:alert(1)'", "{{scripts}}"]
    entities = [
        Entity(f"e{i}", ("Company",), {"en": text, "zh": text}, aliases=(text,), note=text)
        for i, text in enumerate(texts)
    ]
    source = Source("s", {"en": texts[3]}, url="javascript:alert(1)", sections=(Section("j1", {"en": texts[4]}),))
    statements, claims = [], []
    for i, text in enumerate(texts):
        evidence = Evidence(f"x{i}", "s", "j1", Span(text, 0, len(text)), gloss=text, speakers=(f"e{i}",))
        other = f"e{(i + 1) % len(texts)}"
        fact = Statement(
            f"e{i}/pairedWith/{other}", f"e{i}", "pairedWith", Ref(other), {"note": (text,)}, evidence=(evidence,)
        )
        statements += [fact, replace(fact, id=f"{fact.id}/again", settled=False)]
        claims.append(
            Claim(
                f"c{i}",
                "opinion",
                {"en": text, "zh": text},
                (f"e{i}",),
                (other,),
                due=Date(text, None, None),
                note=text,
                evidence=(evidence,),
            )
        )
    statements.append(Statement("e0/employees/s", "e0", "employees", Quantity(written=texts[3], unit="unstated")))
    return Graph(tuple(entities), (source,), tuple(statements), tuple(claims))


@pytest.mark.browser
def test_hostile_content_is_inert(open_page: Opener, graph: Any) -> None:
    made = hostile_graph(graph.ontology)
    network = AIGraphNetwork.from_graph(
        made, graph.ontology, title={"en": HOSTILE[3], "zh": HOSTILE[4]}, version=HOSTILE[4]
    )
    network.add_node("<img src=x onerror=alert(1)>", title="<a href='javascript:alert(1)'>x</a>")
    found = open_page(network.generate_html())
    for at in ("n:e3", "n:e4", "s:e3/pairedWith/e4", "c:c3", "n:e12", "n:<img src=x onerror=alert(1)>"):
        found.ask(f"aigraph.set({{at: {json.dumps(at)}}})")
    found.ask("aigraph.set({chapter: 's/j1', at: null})")
    found.ask("aigraph.set({list: true, lang: 'zh'})")
    found.page.keyboard.press("/")
    found.page.keyboard.type("<img")
    found.still()
    assert found.problems == []
    assert len(found.requests) == 1
    assert found.ask("document.querySelectorAll('img, iframe, object, embed, [onerror], [onmouseover]').length") == 0
    assert found.ask("[...document.links].filter(a => !/^https?:|^file:.*#/.test(a.href)).length") == 0
    assert found.page.title() == HOSTILE[4]


# -- question views ---------------------------------------------------------------------------------------------------


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


# -- its own source ---------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_scripts_are_well_typed() -> None:
    tsc = ROOT / "tests" / "js" / "node_modules" / ".bin" / "tsc"
    require(tsc.exists(), "no TypeScript: run npm ci --prefix tests/js")
    run = subprocess.run(
        [str(tsc), "--project", str(ROOT / "tests" / "js")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.browser
def test_the_scripts_are_well_kept() -> None:
    scripts = ROOT / "tests" / "js"
    eslint = scripts / "node_modules" / ".bin" / "eslint"
    require(eslint.exists(), "no ESLint: run npm ci --prefix tests/js")
    command = [str(eslint), "--config", str(scripts / "eslint.config.mjs"), "src/aigraph/page/static"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.browser
@pytest.mark.parametrize("fragment", ["", "#at=n:openai", "#part=ten-judgements/j2", "#view=the-ledger", "#list=1"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_shuts_anybody_out(open_page: Opener, html: str, fragment: str, scheme: str) -> None:
    axe = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"
    require(axe.exists(), "no axe-core: run npm ci --prefix tests/js")
    found = open_page(html, fragment, color_scheme=scheme, bypass_csp=True)
    found.page.evaluate(axe.read_text(encoding="utf-8"))
    result = found.page.evaluate("axe.run()")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in result["violations"]] == []
