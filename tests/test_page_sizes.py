"""No word of a question view is lost: whatever the window, the zoom and the language, all of it can be read."""

import json
import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from pages import Open, Opener, overlapping

from aigraph.model import Claim, Quantity, Ref, Statement
from aigraph.page.network import AIGraphNetwork

WINDOWS = [(1366, 768), (1280, 720), (1024, 768), (1920, 1080), (844, 390), (390, 844)]
#: A page at 200 % has half as many pixels each way.
SIZES = [(width // zoom, height // zoom) for zoom, (width, height) in product((1, 2), WINDOWS)]

#: What is wrong with the texts of the page: lost, cut, covered, outside of their box, or on one another.
FAULTS = """() => {
  const faults = new Set();
  const scrollers = [...document.querySelectorAll("#text, #beside, #rail, #key, #card, #strip")];
  const seen = (node) => node.parentElement.checkVisibility({ opacityProperty: true }) && !node.parentElement.closest(".unseen, .skip, option");
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(node.parentElement.tagName) || !node.textContent.trim() || !seen(node)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    texts.push({ node, range, scroller: scrollers.find((s) => s.contains(node)) ?? null });
  }
  const boxes = [];
  for (const { node, range, scroller } of texts) {
    const words = node.textContent.trim().slice(0, 40);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      if (box.left < -1 || box.right > innerWidth + 1) faults.add(`outside the window: ${words}`);
      for (let up = node.parentElement; up !== document.body; up = up.parentElement) {
        const style = getComputedStyle(up);
        const edge = up.getBoundingClientRect();
        if (style.overflowX !== "visible" && (box.left < edge.left - 1 || box.right > edge.right + 1)) faults.add(`cut: ${words}`);
        if (style.overflowY === "hidden" && !scroller && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1)) faults.add(`cut below: ${words}`);
      }
      boxes.push({ words, scroller, x: box.left, y: box.top + box.height * 0.2, r: box.right, b: box.bottom - box.height * 0.2 });
    }
  }
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((two) => {
    if (one.scroller === two.scroller && one.x < two.r - 1 && two.x < one.r - 1 && one.y < two.b - 1 && two.y < one.b - 1) faults.add(`overlap: ${one.words} | ${two.words}`);
  }));
  for (const { node, range, scroller } of texts) {
    const row = node.parentElement.closest(".row");
    if (!row) continue;
    for (let at = 0; at < range.getClientRects().length; at += 1) {
      let box = range.getClientRects()[at];
      if (box.width < 1) continue;
      const frame = scroller.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) {
        scroller.scrollTop += box.top - frame.top - frame.height / 2 + box.height / 2;
        box = range.getClientRects()[at];
      }
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (!hit || !row.contains(hit)) faults.add(`covered: ${node.textContent.trim().slice(0, 40)}`);
    }
  }
  return [...faults];
}"""

ROWS = """() => [...document.querySelectorAll(".row")].filter((r) => r.checkVisibility()).map((r) => [r.dataset.at, r.innerText.replace(/\\s+/g, " ")])"""


def chips(statement: Statement, graph: Any) -> bool:
    """Return whether a statement has a number of chips, or one measured in chips."""
    classes = {e.id: graph.ontology.ancestors(e.classes) for e in graph.graph.entities}
    numbers = [statement.object, *statement.qualifiers.get("value", ())]
    ends = {statement.object.id if isinstance(statement.object, Ref) else ""}
    ends |= {str(n.unit) for n in numbers if isinstance(n, Quantity)}
    return any(isinstance(n, Quantity) for n in numbers) and any("Chip" in classes.get(end, ()) for end in ends)


def wanted(view: str, graph: Any, network: AIGraphNetwork) -> set[str]:
    """Return what a question view owes its reader: the keys of statements and claims, worked out from the graph."""
    drawn = set(network.node_map)
    claims: list[Claim] = list(graph.graph.claims)
    statements: list[Statement] = list(graph.graph.statements)
    camps = {"tech-believers", "market-believers"}
    came = {s.subject for s in statements if s.predicate == "workedAt" and s.stage == "ended"}
    phone = {e["id"] for e in network.details["entities"] if "ten-judgements/j7" in e["sections"]} & drawn
    models = {e["id"] for e in network.details["entities"] if "AIModel" in e["labels"]}

    def ends(s: Statement, among: set[str]) -> bool:
        return isinstance(s.object, Ref) and {s.subject, s.object.id} <= among

    asked: dict[str, tuple[Callable[[Statement], bool], Callable[[Claim], bool]]] = {
        "who-came-from-which-lab": (
            lambda s: (s.predicate == "workedAt" and s.stage == "ended") or (s.predicate == "founded" and s.subject in came),
            lambda c: False,
        ),
        "the-compute-race": (lambda s: chips(s, graph), lambda c: False),
        "the-ledger": (lambda s: False, lambda c: c.kind == "prediction" or c.due is not None),
        "the-ladder": (
            lambda s: s.predicate == "surpasses" or (s.predicate in ("comparableTo", "competesWith") and ends(s, models)),
            lambda c: c.id == "claude-3-beats-gpt-4",
        ),
        "who-says-so": (lambda s: any(e.speakers for e in s.evidence), lambda c: False),
        "the-contest-for-the-phone": (
            lambda s: ends(s, phone),
            lambda c: any((e.source, e.section) == ("ten-judgements", "j7") for e in c.evidence),
        ),
        "the-two-camps": (
            lambda s: s.subject in camps and ends(s, drawn),
            lambda c: bool(camps & set(c.held_by)) or camps <= set(c.about),
        ),
        "without-rumours": (lambda s: not s.settled and ends(s, drawn), lambda c: False),
    }  # fmt: skip
    says, holds = asked[view]
    return {f"s:{s.id}" for s in statements if says(s)} | {f"c:{c.id}" for c in claims if holds(c)}


def words_of(details: dict[str, Any], at: str, language: str) -> list[str]:
    """Return the words that the row of a statement or a claim has to have."""
    if at.startswith("c:"):
        return [next(c["text"][language] for c in details["claims"] if c["id"] == at[2:])]
    names = {e["id"]: e["name"][language] for e in details["entities"]}
    found = next(s for s in details["statements"] if s["id"] == at[2:])
    number = re.findall(r"[\d,.]+", found["number"][language])[0] if found["number"] else ""
    return [names[found["subject"]], names[found["object"]] if found["object"] else "", number]


def show(found: Open, **change: Any) -> None:
    """Change what is shown, and wait until it stands."""
    found.ask(f"aigraph.set({json.dumps(change)})")
    found.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.browser
def test_every_word_of_every_view_can_be_read_at_every_size(
    open_page: Opener, html: str, graph: Any, network: AIGraphNetwork
) -> None:
    found = open_page(html, reduced_motion="reduce")
    views = [view["id"] for view in network.details["views"]]
    owed = {view: wanted(view, graph, network) for view in views}
    assert all(owed.values())
    faults = []
    for (width, height), language in product(SIZES, ("en", "zh")):
        found.page.set_viewport_size({"width": width, "height": height})
        for view in ["map", *views]:
            show(found, view=view, lang=language)
            where = f"{view} {language} {width}x{height}"
            rows = dict(found.ask(ROWS))
            if view in owed and rows.keys() != owed[view]:
                faults.append(f"{where}: {sorted(rows.keys() ^ owed[view])}")
            for at, text in rows.items():
                lost = [
                    words for words in words_of(network.details, at, language) if " ".join(words.split()) not in text
                ]
                faults += [f"{where}: {at} lacks {lost}"] if lost else []
            faults += [f"{where}: {fault}" for fault in found.ask(FAULTS)]
            labels = found.labels() + found.labels("decor") + found.labels("edge")
            faults += [f"{where}: {one} on {other}" for one, other in overlapping(labels)]
            faults += [f"{where}: {label['text']} is small" for label in labels if label["font"] < 11]
    assert not faults, "\n".join([f"{len(faults)} faults", *faults])
    assert found.problems == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1366, 768), (1180, 560), (844, 390), (390, 844), (195, 422)])
def test_every_filter_and_every_line_of_the_contents_can_be_read(
    open_page: Opener, html: str, size: tuple[int, int]
) -> None:
    found = open_page(html, size={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    for sheet in ("Contents", "Key"):
        button = found.page.get_by_role("button", name=sheet, exact=True)
        if button.is_visible():
            button.click()
        if sheet == "Key":
            found.page.get_by_role("button", name="more filters").click()
        assert found.page.locator("#rail" if sheet == "Contents" else "#key").is_visible()
        found.page.mouse.move(1, 1)  # what hovering shows goes
        assert found.ask(FAULTS) == []
