"""What the page does when somebody acts: nothing hides, nothing moves under the pointer, each step can be undone."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pages import PHONE, Open, Opener

from aigraph.page.network import AIGraphNetwork

LAPTOP = {"width": 1366, "height": 768}


def place(found: Open, name: str) -> tuple[float, float]:
    """Return where a node is in the window."""
    box = found.page.locator("#picture").bounding_box()
    point = found.ask(f"aigraph.network.canvasToDOM(aigraph.network.getPosition({name!r}))")
    return box["x"] + point["x"], box["y"] + point["y"]


def under(found: Open, point: tuple[float, float]) -> str:
    """Return the tag of what a click there would hit."""
    return str(found.ask(f"document.elementFromPoint({point[0]}, {point[1]})?.tagName"))


@pytest.mark.browser
def test_bad_addresses_say_what_was_not_found(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, reduced_motion="reduce")
    bad = ["at=n:nope", "at=x", "view=nope", "part=nope", "path=openai", "path=openai+nope", "off=line:nope", "depth=9"]
    bad += ["camera=1e300,0,1", "camera=0,0,1e9", "camera=0,0", "camera=,,", "camera=NaN,0,1", "camera=9e5,0,1"]
    bad += ["moved=nope@1,2", "moved=openai@1e9,2", "lang=fr", "theme=pink", "list=2", "nonsense=1", "at=n:%00", "at="]
    for link in bad:
        found.ask(f"location.hash = {link!r}")
        found.page.wait_for_function(
            "link => decodeURIComponent(location.hash) === '#' + link", arg=link.replace("%00", "\0")
        )
        notice = found.page.locator("#notice")
        assert notice.is_visible(), link
        asked = link.split("=")[1].split("+")[-1].replace("%00", "")
        assert asked in notice.inner_text(), (link, notice.inner_text())
        box = found.page.locator("#picture").bounding_box()
        for at in found.places(network.node_map).values():
            assert 0 < at["x"] < box["width"] and 0 < at["y"] < box["height"], link
        assert found.ask("aigraph.shown.nodes.size") == len(network.nodes)
    found.ask("location.hash = 'at=n:openai'")
    found.page.locator("#card h2").wait_for()
    assert not found.page.locator("#notice").is_visible()
    assert found.problems == []


@pytest.mark.browser
def test_each_step_is_undone_and_redone_and_the_browser_keeps_its_history(open_page: Opener, html: str) -> None:
    found = open_page(html, size=LAPTOP)
    undo, redo = (found.page.get_by_role("button", name=name) for name in ("Undo", "Redo"))
    found.ask("(history.back = history.forward = history.go = () => { throw new Error('left') }, 0)")
    assert undo.is_disabled() and redo.is_disabled()
    found.page.locator('[data-view="the-ledger"]').click()
    found.page.locator('[data-key="line:predicted"]').or_(found.page.locator(".row .more")).first.click()
    at = found.ask("aigraph.state.at")
    undo.click()
    assert found.ask("[aigraph.state.at, aigraph.state.view]") == [None, "the-ledger"]
    found.page.keyboard.press("Control+z")
    assert found.ask("aigraph.state.view") == "map"
    assert undo.is_disabled()
    redo.click()
    found.page.keyboard.press("Control+y")
    assert found.ask("[aigraph.state.at, aigraph.state.view]") == [at, "the-ledger"]
    assert redo.is_disabled()
    undo.click()
    found.page.locator('[data-view="the-two-camps"]').click()
    assert redo.is_disabled()
    assert found.problems == []


@pytest.mark.browser
def test_in_a_frame_the_wheel_and_the_history_are_the_hosts(open_page: Opener, html: str, tmp_path: Path) -> None:
    found = open_page(html, size=LAPTOP)
    host = tmp_path / "host.html"
    quoted = html.replace("&", "&amp;").replace('"', "&quot;")
    frame = f'<iframe srcdoc="{quoted}" style="width: 100%; height: 600px; border: 0"></iframe>'
    host.write_text(f"<!DOCTYPE html><title>host</title>{frame}<p style='height: 3000px'>", encoding="utf-8")
    found.page.goto(host.as_uri())
    inner = found.page.frames[1]
    inner.wait_for_function("() => window.aigraph")
    steps = found.ask("history.length")
    scale = inner.evaluate("aigraph.network.getScale()")
    found.page.mouse.move(600, 300)
    found.page.mouse.wheel(0, 200)
    found.page.wait_for_function("() => scrollY > 0")
    assert inner.evaluate("aigraph.network.getScale()") == scale
    assert "Ctrl" in inner.locator("#notice").inner_text()
    found.page.evaluate("scrollTo(0, 0)")
    found.page.keyboard.down("Control")
    found.page.mouse.wheel(0, -200)
    found.page.keyboard.up("Control")
    inner.wait_for_function(f"() => aigraph.network.getScale() > {scale}")
    assert found.ask("scrollY") == 0
    inner.locator('[data-view="the-two-camps"]').click()
    inner.locator(".row .more").first.click()
    inner.get_by_role("button", name="Copy link").first.click()
    assert "no address of its own" in inner.locator("#notice").inner_text()
    inner.get_by_role("button", name="Undo").click()
    assert inner.locator("#card").is_hidden()
    assert found.ask("history.length") == steps
    inner.locator(".claim-text").first.select_text()
    assert len(inner.evaluate("getSelection().toString()")) > 20
    assert found.problems == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [LAPTOP, PHONE, {"width": 1024, "height": 768}, {"width": 844, "height": 390}])
def test_a_card_covers_and_moves_nothing_that_it_explains(open_page: Opener, html: str, size: dict[str, int]) -> None:
    found = open_page(html, size=size, reduced_motion="reduce")
    for name in ("openai", "ai-inference", "google"):
        point = place(found, name)
        assert under(found, point) == "CANVAS"
        found.page.mouse.click(*point)
        found.page.locator("#card h2").wait_for()
        now = place(found, name)
        assert under(found, now) == "CANVAS", name
        if size["width"] >= 760:
            assert now == pytest.approx(point, abs=1), name
    for name in ("apple", "nvidia"):
        found.ask(f"aigraph.set({{at: 'n:{name}', view: 'map'}})")
        found.ask("aigraph.set({at: null})")


@pytest.mark.browser
def test_a_sheet_leaves_the_row_in_sight_that_opened_it(open_page: Opener, html: str) -> None:
    found = open_page(html, "#view=the-ledger", size=PHONE, has_touch=True, is_mobile=True)
    row = found.page.locator(".row").nth(3)
    row.locator(".more").tap()
    box = row.bounding_box()
    sheet = found.page.locator("#card").bounding_box()
    assert found.page.locator("#text").bounding_box()["y"] <= box["y"] + 1
    assert box["y"] + min(box["height"], 100) <= sheet["y"] + 1


@pytest.mark.browser
def test_the_focus_stays_where_it_was_set(open_page: Opener, html: str) -> None:
    found = open_page(html, "#view=who-says-so", size=LAPTOP)
    found.page.locator(".row .more").nth(5).focus()
    found.page.keyboard.press("Enter")
    assert found.ask("document.activeElement.closest('.row').dataset.at") == found.ask("aigraph.state.at")
    found.page.locator('[data-key="line:rumoured"]').focus()
    for off in (["line:rumoured"], []):
        found.page.keyboard.press("Space")
        assert found.ask("[...aigraph.state.off]") == off
        assert found.ask("document.activeElement.dataset.key") == "line:rumoured"
    found.page.locator("#card a.name").first.focus()
    found.page.keyboard.press("Enter")
    assert found.ask("document.getElementById('card').contains(document.activeElement)")


@pytest.mark.browser
def test_escape_closes_one_thing_at_a_time(open_page: Opener, html: str) -> None:
    found = open_page(
        html, "#part=ten-judgements/j2&at=n:nvidia&off=line:rumoured&nonsense=1", size={"width": 1024, "height": 768}
    )
    found.page.get_by_role("button", name="Key").click()
    open_things = "[!document.getElementById('notice').hidden, Boolean(document.body.dataset.sheet), aigraph.state.at, aigraph.state.chapter]"
    before = found.ask(open_things)
    assert all(before)
    for _ in range(4):
        found.page.keyboard.press("Escape")
        now = found.ask(open_things)
        assert sum(map(bool, before)) - sum(map(bool, now)) == 1
        before = now
    assert not any(before)
    assert found.ask("[...aigraph.state.off]") == ["line:rumoured"]


@pytest.mark.browser
def test_filters_say_what_they_hide_in_every_view(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, size=LAPTOP, reduced_motion="reduce")
    details = {s["id"]: s for s in network.details["statements"]}
    for view in [None, *network.details["views"]]:
        name = view["id"] if view else "map"
        found.ask(f"aigraph.set({{view: {name!r}, off: new Set()}})")
        hiding = found.page.locator("#hiding")
        assert hiding.is_hidden()
        if view is None or view.get("settled"):
            there = [edge["id"] for edge in network.edges if view is None or details[edge["id"]]["settled"]]
        elif view.get("form") == "text":
            there = list({r["at"][2:] for some in view["groups"] for r in some["rows"] if r["at"][:2] == "s:"})
        else:
            there = view["edges"]
        lines = {details[i]["line"] for i in there}
        for line in sorted(lines):
            found.ask(f"aigraph.set({{off: new Set(['line:{line}'])}})")
            count = sum(details[i]["line"] == line for i in there)
            assert hiding.inner_text().startswith(f"{count} of {len(there)} "), (name, line)
            shown = found.page.locator(f'[data-key="line:{line}"] .count').inner_text()
            assert shown == f"0/{count}"
        if lines:
            hiding.get_by_role("button", name="show all").click()
            assert hiding.is_hidden()
    found.ask("aigraph.set({view: 'map', off: new Set(['class:Company'])})")
    left = sum(
        not {e["from"], e["to"]} & {n["id"] for n in network.nodes if n["group"] == "Company"} for e in network.edges
    )
    assert (
        found.page.locator("#hiding").inner_text().startswith(f"{len(network.edges) - left} of {len(network.edges)} ")
    )
    counts = found.page.locator('[data-key^="line:"] .count').all_inner_texts()
    assert sum(int(re.split("/", count)[0]) for count in counts) == left


@pytest.mark.browser
def test_in_chinese_what_is_not_chinese_is_marked(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, "#lang=zh", size=LAPTOP, reduced_motion="reduce")
    english = """() => {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const [node, parent] = [walker.currentNode, walker.currentNode.parentElement];
        if (!/\\b[a-z]{3,}\\b/.test(node.textContent) || /规则/.test(node.textContent)) continue;
        if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(parent.tagName) || parent.closest('[lang="en"], .name, h2, .also, .claim-text, code, pre, blockquote')) continue;
        if (parent.checkVisibility()) found.push(node.textContent);
      }
      return found;
    }"""
    noted = [f"n:{e['id']}" for e in network.details["entities"] if "note" in e or e["id"] in ("openai", "deepmind")]
    noted += [f"s:{s['id']}" for s in network.details["statements"] if s.get("note") or s["qualifiers"]]
    noted += [
        f"c:{c['id']}" for c in network.details["claims"] if c.keys() & {"note", "criterion", "condition", "hedge"}
    ]
    assert len(noted) > 100
    shown = f"{json.dumps(noted)}.map((at) => {{ aigraph.set({{ at }}); return [at, ({english})()] }})"
    assert [(at, words) for at, words in found.ask(shown) if words] == []
    found.ask("aigraph.set({at: 'c:gpt-6-by-2026'})")
    assert found.page.locator("#card .language").first.inner_text() == "英文"
    found.ask("aigraph.set({lang: 'en'})")
    assert "expected (预计)" in found.page.locator("#card").inner_text()


@pytest.mark.browser
def test_arrows_announce_and_enter_reads_the_card(open_page: Opener, html: str, graph: Any) -> None:
    found = open_page(html, size=LAPTOP, reduced_motion="reduce")
    found.page.locator("#picture").focus()
    found.page.keyboard.press("ArrowRight")
    found.page.keyboard.press("ArrowDown")
    said = found.page.locator("#said").inner_text()
    name = said.split(",")[0]
    entity = next(e for e in graph.graph.entities if e.names.get("en") == name)
    count = sum(entity.id in s.ends for s in graph.graph.statements)
    assert f"{count} statements" in said
    found.page.keyboard.press("Enter")
    assert found.ask("document.activeElement.id") == "card"
    assert found.page.locator("#card h2").inner_text() == name
    found.page.keyboard.press("Escape")
    assert found.ask("document.activeElement.id") == "picture"
    nameless = """() => [...document.querySelectorAll('a[href], button, input, [tabindex="0"]')].filter((e) => e.checkVisibility())
      .filter((e) => !(e.getAttribute("aria-label") || e.textContent.trim() || e.title)).map((e) => e.outerHTML)"""
    assert found.ask(nameless) == []
    found.ask("aigraph.set({view: 'the-two-camps', at: 'n:openai'})")
    assert found.ask(nameless) == []


@pytest.mark.browser
def test_on_paper_everything_is_light_and_nothing_is_cut(open_page: Opener, html: str) -> None:
    found = open_page(html, "#view=who-says-so&at=c:gpt-6-by-2026", size=LAPTOP, color_scheme="dark")
    found.page.emulate_media(media="print")
    found.ask("dispatchEvent(new Event('beforeprint'))")
    assert found.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for part in ("#text", "#card"):
        box = found.ask(f"(({{scrollHeight: s, clientHeight: c}}) => [s, c])(document.querySelector('{part}'))")
        assert 0 < box[0] <= box[1] + 1
    found.ask("aigraph.set({list: true})")
    box = found.ask("(({scrollHeight: s, clientHeight: c}) => [s, c])(document.querySelector('#list'))")
    assert 5000 < box[0] <= box[1] + 1
    found.ask("dispatchEvent(new Event('afterprint'))")
    assert found.ask("document.documentElement.dataset.theme") == "dark"


@pytest.mark.browser
def test_on_a_touch_screen_what_is_touched_is_large(open_page: Opener, html: str) -> None:
    found = open_page(html, "#view=who-says-so", size=PHONE, has_touch=True, is_mobile=True)
    small = """() => [...document.querySelectorAll("button, input, summary")].filter((e) => e.checkVisibility())
      .map((e) => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
      .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
    assert found.ask(small) == []
    found.page.locator(".row .more").first.tap()
    assert found.page.locator("#card").is_visible()
    assert found.ask(small) == []
    for sheet in ("Contents", "Key"):
        found.page.get_by_role("button", name=sheet, exact=True).tap()
        assert found.ask(small) == [], sheet


@pytest.mark.browser
def test_forced_colours_keep_what_is_chosen_and_nothing_moves_for_who_wants_no_motion(
    open_page: Opener, html: str
) -> None:
    found = open_page(html, "#view=the-ledger", size=LAPTOP, forced_colors="active", reduced_motion="reduce")
    colour = "getComputedStyle(document.querySelector('.view{}')).backgroundColor"
    assert found.ask(colour.format("[aria-current=true]")) != found.ask(colour.format(":not([aria-current])"))
    found.ask("aigraph.set({view: 'the-ladder'})")
    place_now = "JSON.stringify([aigraph.network.getScale(), aigraph.network.getPositions()])"
    before = found.ask(place_now)
    found.still()
    assert found.ask(place_now) == before
