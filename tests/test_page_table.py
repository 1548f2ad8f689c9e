"""Everything as a table: complete, sorted, found, filtered, taken as CSV, by keyboard, on paper, and at 20,000 rows."""

import csv
import io
import itertools
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pages import PHONE, Open, Opener

from aigraph.model import Evidence, Graph, Quantity, Section, Source, Span, Statement
from aigraph.page.network import AIGraphNetwork

LAPTOP = {"width": 1366, "height": 768}

ROWS = """() => [...document.querySelectorAll("#grid-body .line")].map((row) => ({
  at: row.dataset.at, place: Number(row.getAttribute("aria-rowindex")), top: row.getBoundingClientRect().top, bottom: row.getBoundingClientRect().bottom,
  cells: [...row.children].map((cell) => cell.innerText),
}))"""


def lines(found: Open) -> list[str]:
    """Return what all rows are about, those out of sight, too."""
    return [str(at) for at in found.ask("aigraph.lines().map((line) => line.at)")]


def everything(graph: Any) -> set[str]:
    return (
        {f"s:{s.id}" for s in graph.graph.statements}
        | {f"c:{c.id}" for c in graph.graph.claims}
        | {f"n:{e.id}" for e in graph.graph.entities}
    )


def settled(found: Open) -> None:
    found.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.browser
def test_every_statement_claim_and_entity_has_a_row(open_page: Opener, html: str, graph: Any) -> None:
    found = open_page(html, "#view=table", size=LAPTOP)
    assert set(lines(found)) == everything(graph)
    assert found.page.locator("#grid").get_attribute("aria-rowcount") == str(len(everything(graph)) + 1)
    sorts = {"statements": "s", "claims": "c", "entities": "n"}
    for sort, letter in sorts.items():
        found.page.locator(f"#rows-{sort}").click()
        assert set(lines(found)) == {at for at in everything(graph) if at[0] == letter}
        assert f"rows={sort}" in found.page.url
    assert found.problems == []


@pytest.mark.browser
def test_what_is_derived_says_so_wherever_it_is_read(open_page: Opener, html: str, graph: Any) -> None:
    """In the table, on the card of the statement's subject, and nowhere else."""
    derived = {f"s:{s.id}" for s in graph.graph.statements if s.derived}
    found = open_page(html, "#view=table&rows=statements&find=derived", size=LAPTOP)
    assert derived <= set(lines(found))
    rows = {row["at"]: any("derived" in cell for cell in row["cells"][3:6]) for row in found.ask(ROWS)}
    assert any(rows.values())
    assert rows == {at: at in derived for at in rows}
    for subject in sorted({s.subject for s in graph.graph.statements if s.derived})[:2]:
        found.ask(f"aigraph.set({{ view: 'map', at: 'n:{subject}' }})")
        marked = [text for text in found.page.locator("#card .fact-words").all_inner_texts() if "derived" in text]
        about = [s for s in graph.graph.statements if s.derived and subject in s.ends]
        assert len(marked) == len(about), subject
    assert found.problems == []


@pytest.mark.browser
def test_only_rows_in_sight_are_there_and_none_is_skipped_on_the_way_down(
    open_page: Opener, html: str, graph: Any
) -> None:
    """Scrolling by half a window at a time, every row is seen once, in order, below the one before it."""
    found = open_page(html, "#view=table", size=LAPTOP)
    seen: dict[int, str] = {}
    for _ in range(2000):
        rows = found.ask(ROWS)
        assert len(rows) < 60
        places = [row["place"] for row in rows]
        assert places == list(range(places[0], places[0] + len(places)))
        for one, other in itertools.pairwise(rows):
            assert abs(one["bottom"] - other["top"]) < 1
        seen |= {row["place"]: row["at"] for row in rows}
        if not found.ask(
            "(() => { const g = document.getElementById('grid'); const before = g.scrollTop; g.scrollTop += g.clientHeight / 2; return g.scrollTop > before })()"
        ):
            break
        settled(found)
    assert [seen[place] for place in sorted(seen)] == lines(found)
    last = found.ask(ROWS)[-1]
    box = found.page.locator("#grid").bounding_box()
    assert abs(last["bottom"] - box["y"] - box["height"]) < 20


@pytest.mark.browser
def test_rows_say_what_the_graph_has(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, "#view=table&find=25000&rows=statements", size=LAPTOP)
    rows = {row["at"]: row["cells"] for row in found.ask(ROWS)}
    cells = rows["s:gpt-4/trainedOn/a100"]
    assert cells[:5] == ["GPT-4", "is said to have been trained on", "A100", "≈ 25,000", "rumoured"]
    assert "据传GPT4训练大概用了2.5万张A100" in cells[5]
    assert cells[6].startswith("Diverging faster")
    found.ask("aigraph.set({lang: 'zh'})")
    cells = {row["at"]: row["cells"] for row in found.ask(ROWS)}["s:gpt-4/trainedOn/a100"]
    assert cells[3:5] == ["≈ 2.5万", "传闻"]
    heads = found.page.locator("#grid-head [role=columnheader]").all_inner_texts()
    assert not any(letter.isascii() and letter.isalpha() for head in heads for letter in head)


@pytest.mark.browser
def test_columns_sort_both_ways_and_back(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, "#view=table&rows=statements", size=LAPTOP)
    before = lines(found)
    head = found.page.get_by_role("columnheader", name="Number")
    amounts = {f"s:{s['id']}": s.get("amount") for s in network.details["statements"]}
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    there = [amounts[at] for at in lines(found)]
    numbers = [n for n in there if n is not None]
    assert numbers == sorted(numbers)
    assert there == numbers + [None] * (len(there) - len(numbers)), "what has no number comes last"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert [amounts[at] for at in lines(found)] == numbers[::-1] + [None] * (len(there) - len(numbers))
    assert "sort=-number" in found.page.url
    head.get_by_role("button").click()
    assert lines(found) == before and "sort=" not in found.page.url
    found.page.keyboard.press("Control+z")
    assert found.ask("aigraph.state.sort") == "-number"


@pytest.mark.browser
def test_find_and_key_and_columns_narrow_it(open_page: Opener, html: str, graph: Any) -> None:
    found = open_page(html, "#view=table", size=LAPTOP)
    found.page.locator("#table-find").click()
    found.page.keyboard.type("meta h100")
    found.still()
    assert found.ask("document.activeElement.id") == "table-find"
    named = {at for at in lines(found) if at.startswith("s:")}
    assert {f"s:{s.id}" for s in graph.graph.statements if s.id == "meta/acquired/h100"} <= named
    assert found.page.locator("#table-count").inner_text() == f"{len(lines(found))} of {len(everything(graph))} rows"
    found.page.keyboard.press("Enter")
    assert "find=meta+h100" in found.page.url
    found.ask(
        "aigraph.set({find: '', rows: 'statements', off: new Set(['line:settled', 'line:editors', 'line:derived'])})"
    )
    wanted = {f"s:{s.id}" for s in graph.graph.statements if not s.settled}
    assert set(lines(found)) == wanted
    assert found.page.locator("#hiding").inner_text().startswith(f"{len(graph.graph.statements) - len(wanted)} of ")
    found.ask("aigraph.set({off: new Set()})")
    found.page.get_by_text("Columns").click()
    found.page.get_by_label("Stage").check()
    found.page.get_by_label("Quote").uncheck()
    heads = [text.strip() for text in found.page.locator("#grid-head [role=columnheader]").all_inner_texts()]
    assert "Stage" in heads and "Quote" not in heads
    again = open_page(html, "#" + found.page.url.split("#")[1], size=LAPTOP)
    assert [text.strip() for text in again.page.locator("#grid-head [role=columnheader]").all_inner_texts()] == heads
    assert found.problems == again.problems == []


@pytest.mark.browser
def test_a_day_hides_the_rows_of_what_does_not_hold_then(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, "#view=table&rows=statements", size=LAPTOP)
    found.ask("aigraph.set({asOf: '1990-01-01'})")
    day = (date(1990, 1, 1) - date(1970, 1, 1)).days
    spans = {f"s:{s['id']}": s["span"] for s in network.details["statements"] if s.get("span")}
    gone = {at for at, (first, _, _, end) in spans.items() if day < first or day >= end}
    assert gone and not gone & set(lines(found))
    assert found.page.locator("#hiding").inner_text().split(" ")[0] != "0"
    found.page.locator("#hiding button").click()
    assert gone <= set(lines(found))


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "zh"])
def test_csv_holds_what_is_shown(open_page: Opener, html: str, graph: Any, language: str) -> None:
    found = open_page(
        html, f"#view=table&columns=subject,number,quote,id&lang={language}&rows=statements&sort=-id", size=LAPTOP
    )
    with found.page.expect_download() as caught:
        found.page.locator("#table-csv").click()
    data = Path(caught.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == len(graph.graph.statements) + 1
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert len(head) == 5 and all(len(row) == 5 for row in rows)
    statements = {s.id: s for s in graph.graph.statements}
    assert ["s:" + row[-1] for row in rows] == lines(found)
    assert {row[-1] for row in rows} == statements.keys()
    for row in rows:
        quotes = dict.fromkeys(e.span.quote for e in statements[row[-1]].evidence if e.span)
        assert row[2] == "\n".join(quotes)
        assert row[0] == graph.entities[statements[row[-1]].subject].names.get(language, row[0])
    assert len(found.requests) == 1 or all(url.startswith(("file:", "blob:")) for url in found.requests)


@pytest.mark.browser
def test_by_keyboard(open_page: Opener, html: str) -> None:
    found = open_page(html, "#view=table&rows=statements&sort=id", size=LAPTOP, reduced_motion="reduce")
    order = lines(found)

    def active() -> int:
        name = found.page.locator("#grid").get_attribute("aria-activedescendant")
        box, row = found.page.locator("#grid").bounding_box(), found.page.locator(f"#{name}").bounding_box()
        head = found.page.locator("#grid-head").bounding_box()["height"]
        assert row["y"] >= box["y"] + head - 2 and (row["y"] + row["height"] <= box["y"] + box["height"] + 2)
        return int(name.removeprefix("line-"))

    found.page.locator("#grid").focus()
    assert active() == 0
    for key, place in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", len(order) - 1), ("Home", 0)):
        found.page.keyboard.press(key)
        assert active() == place
    found.page.keyboard.press("PageDown")
    assert 2 <= active() <= 20
    found.page.keyboard.press("Enter")
    assert found.ask("document.activeElement.id") == "card"
    assert found.ask("aigraph.state.at") in order[2:21]
    assert found.page.locator('#grid-body [aria-selected="true"]').count() == 1
    found.page.keyboard.press("Escape")
    assert found.ask("aigraph.state.at") is None
    assert found.ask("document.activeElement.id") == "grid"
    found.page.keyboard.press("Escape")
    assert found.ask("aigraph.state.view") == "map"


@pytest.mark.browser
@pytest.mark.parametrize("size", [LAPTOP, PHONE, {"width": 844, "height": 390}], ids=["laptop", "phone", "low"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_linked_row_is_in_sight_and_nothing_is_cut(
    open_page: Opener, html: str, size: dict[str, int], language: str
) -> None:
    at = "s:gpt-4/trainedOn/a100"
    found = open_page(html, f"#view=table&at={at}&lang={language}", size=size, reduced_motion="reduce")
    settled(found)
    row = next(row for row in found.ask(ROWS) if row["at"] == at)
    box = found.page.locator("#grid").bounding_box()
    assert row["top"] < box["y"] + box["height"] and row["bottom"] > box["y"]
    assert any("2.5万张A100" in cell for cell in row["cells"])
    assert found.ask("document.documentElement.scrollWidth") <= size["width"]
    cut = """() => [...document.querySelectorAll("#grid-body .cell, #table-bar *")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth && getComputedStyle(e).overflowX !== "visible" && e.tagName !== "SELECT" && e.tagName !== "INPUT").map((e) => e.textContent)"""
    assert found.ask(cut) == []
    found.ask("aigraph.set({at: null})")
    settled(found)
    assert found.page.locator("#grid").bounding_box()["height"] > 60


@pytest.mark.browser
def test_on_paper_the_whole_table_stands(open_page: Opener, html: str, graph: Any) -> None:
    found = open_page(html, "#view=table", size=LAPTOP, color_scheme="dark")
    found.page.emulate_media(media="print")
    found.ask("dispatchEvent(new Event('beforeprint'))")
    rows = found.ask(ROWS)
    assert {row["at"] for row in rows} == everything(graph)
    for one, other in itertools.pairwise(rows):
        assert other["top"] >= one["bottom"] - 1
    assert found.ask("getComputedStyle(document.getElementById('grid-head')).display") == "table-header-group"
    box = found.ask(
        "(({scrollHeight: s, clientHeight: c, scrollWidth: w, clientWidth: d}) => [s, c, w, d])(document.getElementById('grid'))"
    )
    assert box[0] <= box[1] + 1 and box[2] <= box[3] + 1
    found.page.emulate_media(media="screen")
    found.ask("dispatchEvent(new Event('afterprint'))")
    settled(found)
    assert len(found.ask(ROWS)) < 60


@pytest.mark.browser
@pytest.mark.parametrize("fragment", ["#view=table", "#view=table&at=c:gpt-6-by-2026&sort=number&lang=zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_table_shuts_nobody_out(open_page: Opener, html: str, axe: str, fragment: str, scheme: str) -> None:
    found = open_page(html, fragment, color_scheme=scheme, size=LAPTOP, bypass_csp=True)
    found.page.evaluate(axe)
    result = found.page.evaluate("axe.run()")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in result["violations"]] == []


@pytest.mark.browser
def test_bad_addresses_of_the_table_speak(open_page: Opener, html: str) -> None:
    found = open_page(html, "#view=table&rows=nope&sort=-nope&columns=subject,nope&read=nobody", size=LAPTOP)
    notice = found.page.locator("#notice").inner_text()
    for part in ("rows=nope", "sort=-nope", "columns=subject,nope", "read=nobody"):
        assert part in notice
    assert len(lines(found)) > 500


def many(statements: int, entities: int, graph: Any) -> Graph:
    """Return a graph of many statements about the entities of another: numbers of one source, with quotes of any length."""
    random, found, at = Random(7), [], 0
    names = [e for e in graph.graph.entities if "Company" in e.classes][:entities]
    for place in range(statements):
        subject = random.choice(names).id
        quote = f"Of report {place}: " + " ".join(
            random.choices(("staff", "growth", "office", "model"), k=random.randint(3, 30))
        )
        span = Span(quote, at, at + len(quote))
        at = span.end + random.randint(0, 30)
        evidence = Evidence(f"e{place}", "report", "all", span, modality=random.choice(("asserted", "rumoured")))
        value = Quantity(value=Decimal(place), unit=names[0].id)
        settled = evidence.modality == "asserted"
        found.append(
            Statement(
                f"{subject}/employees/{place:05}", subject, "employees", value, evidence=(evidence,), settled=settled
            )
        )
    source = Source(
        "report", {"en": "The report"}, language="en", length=at, sections=(Section("all", {"en": "All"}, 0, at),)
    )
    return Graph(tuple(names), (source,), tuple(sorted(found, key=lambda s: s.id)))


@pytest.mark.slow
@pytest.mark.browser
def test_twenty_thousand_rows(open_page: Opener, graph: Any) -> None:
    made = many(20_000, 40, graph)
    html = AIGraphNetwork.from_graph(made, graph.ontology).generate_html()
    found = open_page(html, "#view=table&rows=statements", size=LAPTOP)
    assert found.page.locator("#grid").get_attribute("aria-rowcount") == "20001"
    order = lines(found)
    assert order == [f"s:{s.id}" for s in made.statements]
    for share in (0.5, 0.25, 0.9, 0.0):
        found.ask(f"(() => {{ const g = document.getElementById('grid'); g.scrollTop = g.scrollHeight * {share} }})()")
        settled(found)
        rows = found.ask(ROWS)
        box = found.page.locator("#grid").bounding_box()
        assert len(rows) < 60
        assert rows[0]["top"] <= box["y"] + 40 and rows[-1]["bottom"] >= box["y"] + box["height"]
        assert [row["at"] for row in rows] == [order[row["place"] - 2] for row in rows]
    found.page.locator("#grid").focus()
    found.page.keyboard.press("End")
    assert found.ask(ROWS)[-1]["place"] == 20_001
    found.ask("aigraph.set({sort: '-number'})")
    assert lines(found)[0].endswith("/19999")
    found.ask("aigraph.set({sort: '', find: '12345'})")
    assert lines(found) == [at for at in order if at.endswith("/12345")]
    found.ask(f"aigraph.set({{find: '', at: {json.dumps(order[15_000])}}})")
    settled(found)
    assert order[15_000] in {row["at"] for row in found.ask(ROWS)}
    found.ask("aigraph.set({read: 'report'})")
    assert found.page.locator("#reading .said").count() == 20_000
    settled(found)
    found.still()
    chosen = found.page.locator(".said.chosen").bounding_box()
    assert 0 < chosen["y"] < LAPTOP["height"]
    assert found.problems == []
