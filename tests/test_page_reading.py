"""The source beside the picture: its quotes in their order, what lies between, and the whole text where it is at hand."""

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from pages import PHONE, Opener
from support import HOSTILE, ROOT

import aigraph
from aigraph.cli import main
from aigraph.errors import SeedError
from aigraph.model import Claim, Entity, Evidence, Graph, Section, Source, Span, Statement, Unverified
from aigraph.page.network import AIGraphNetwork

LAPTOP = {"width": 1366, "height": 768}

#: What the panel shows, part by part: quotes as texts, gaps as numbers.
SHOWN = """() => {
  const words = (block) => [...block.childNodes].map((one) => one.nodeType === Node.TEXT_NODE ? one.textContent : one.firstChild.textContent).join("");
  const length = (gap) => Number(/[0-9,]+/.exec(gap.title || gap.textContent)[0].replaceAll(",", ""));
  return [...document.querySelectorAll(".reading-part")].map((part) => ({
    name: part.querySelector("h3")?.textContent ?? "",
    items: [...part.querySelectorAll(".quoted, .gap")].map((block) => block.classList.contains("gap") ? length(block) : words(block)),
  }));
}"""


class Quoted(NamedTuple):
    """A quote with its place, and what rests on it."""

    at: str
    source: str
    section: str | None
    span: Span


def evidence_of(graph: Graph) -> list[Quoted]:
    """Return all quotes with a place."""
    held = [(f"s:{s.id}", e) for s in graph.statements for e in s.evidence]
    held += [(f"c:{c.id}", e) for c in graph.claims for e in c.evidence]
    return [Quoted(at, e.source, e.section, e.span) for at, e in held if isinstance(e.span, Span)]


@pytest.mark.browser
def test_quotes_and_gaps_make_up_the_source(open_page: Opener, html: str, graph: Any, article: Path) -> None:
    """Walking down a part, each quote stands in the text just where quotes and gaps before it lead to."""
    text = article.read_bytes().decode("utf-8")
    found = open_page(html, "#read=ten-judgements", size=LAPTOP)
    pages = found.page.locator("#reading-source option")
    sources = [option.get_attribute("value") for option in pages.all()]
    assert set(sources) == {e.source for e in evidence_of(graph.graph)}
    for name in sources:
        found.page.locator("#reading-source").select_option(name)
        assert f"read={name}" in found.page.url
        source = graph.sources[name]
        parts = found.ask(SHOWN)
        assert [part["name"] for part in parts] == [section.names["en"] for section in source.sections]
        for part, section in zip(parts, source.sections, strict=True):
            at, quoted = section.start, set()
            for item in part["items"]:
                if isinstance(item, str):
                    assert text[at : at + len(item)] == item
                    quoted |= set(range(at, at + len(item)))
                at += len(item) if isinstance(item, str) else item
            assert at == section.end
            spans = [e.span for e in evidence_of(graph.graph) if (e.source, e.section) == (name, section.id)]
            assert quoted == {place for span in spans for place in range(span.start, span.end)}
    assert found.problems == []


@pytest.fixture(scope="module")
def whole(graph: Any, article: Path) -> str:
    """The page with the text of the article."""
    text = article.read_bytes().decode("utf-8")
    return str(graph.to_pyvis(texts={"ten-judgements": text}).generate_html())


@pytest.mark.browser
def test_with_the_text_at_hand_it_is_whole_and_stands_once(
    open_page: Opener, whole: str, graph: Any, article: Path
) -> None:
    text = article.read_bytes().decode("utf-8")
    found = open_page(whole, "#read=ten-judgements", size=LAPTOP)
    for name in ("ten-judgements", "related-film"):
        found.ask(f"aigraph.set({{read: {name!r}}})")
        for part, section in zip(found.ask(SHOWN), graph.sources[name].sections, strict=True):
            assert all(isinstance(item, str) for item in part["items"])
            assert "".join(part["items"]) == text[section.start : section.end].replace("\n", "")
    data = json.loads(whole.split('id="data">')[1].split("</script>")[0])
    assert not [item for item in data["evidence"] if "quote" in item], "quotes are cut out of the text"
    assert found.page.locator("#reading").inner_text().count("⋯") == 0
    found.ask("aigraph.set({at: 's:gpt-4/trainedOn/a100'})")
    assert "2.5万张A100" in found.page.locator("#card").inner_text(), "a quote is cut out of the text again"
    assert found.problems == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_line_lights_its_sentence_and_a_sentence_its_lines(
    open_page: Opener, html: str, graph: Any, language: str
) -> None:
    found = open_page(html, f"#read=ten-judgements&lang={language}", size=LAPTOP, reduced_motion="reduce")
    rests: dict[tuple[int, int], set[str]] = defaultdict(set)
    for e in evidence_of(graph.graph):
        if e.source == "ten-judgements":
            rests[e.span.start, e.span.end].add(e.at)
    for at, name, _, _ in evidence_of(graph.graph)[::23]:
        if name != "ten-judgements":
            continue
        found.ask(f"aigraph.set({{at: {at!r}}})")
        words = "".join(
            found.ask("[...document.querySelectorAll('.said.chosen')].map((e) => e.firstChild.textContent)")
        )
        spans = sorted(
            {
                (x.span.start, x.span.quote)
                for x in evidence_of(graph.graph)
                if x.at == at and x.source == "ten-judgements"
            }
        )
        assert words == "".join(quote for _, quote in spans), at
        frame, box = (
            found.page.locator("#reading-text").bounding_box(),
            found.page.locator(".said.chosen").first.bounding_box(),
        )
        assert box["y"] >= frame["y"] - 1 and box["y"] < frame["y"] + frame["height"], at
    clicked = 0
    for (start, end), ats in sorted(rests.items())[::17]:
        others = [span for span in rests if span != (start, end) and span[0] < end and start < span[1]]
        if others:
            continue
        found.ask("aigraph.set({at: null})")
        quote = next(e.span.quote for e in evidence_of(graph.graph) if (e.span.start, e.span.end) == (start, end))
        found.page.locator(".said", has_text=quote).first.click()
        assert f"at=q:ten-judgements/{start}-{end}" in found.page.url
        edges = {at[2:] for at in ats if at.startswith("s:")} & set(found.ask("[...aigraph.shown.edges]"))
        assert set(found.ask("[...aigraph.lit().edges]")) >= edges
        listed = found.ask("[...document.querySelectorAll('#card [data-at]')].map((e) => e.dataset.at)")
        assert set(listed) == ats
        clicked += 1
    assert clicked > 5
    found.page.keyboard.press("Control+z")
    assert found.ask("aigraph.state.at") is None
    assert found.problems == []


@pytest.mark.browser
def test_each_sentence_shows_how_it_is_known(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, "#read=ten-judgements", size=LAPTOP)
    told = dict(found.ask("[...document.querySelectorAll('.said')].map((e) => [e.firstChild.textContent, e.title])"))
    assert told["据传GPT4训练大概用了2.5万张A100,GPT5训练大约用了5万张H100(约等同于15万张A100的算力)"] == "rumoured"
    images = found.ask(
        "new Set([...document.querySelectorAll('.said')].map((e) => e.title + '|' + e.style.backgroundImage)).size"
    )
    assert images == len(set(told.values())) or images >= 5
    red = found.ask("[...document.querySelectorAll('.said')].find((e) => e.title === 'rumoured').style.backgroundImage")
    assert "rgb(192, 57, 43)" in red, "the colour of the picture's line"


@pytest.mark.browser
def test_quotes_that_nobody_looked_up_stand_below_and_light_what_they_say(open_page: Opener, graph: Any) -> None:
    proofs = [
        Evidence(f"e{n}", "page", "all", Unverified(words))
        for n, words in enumerate(("all is well", "all is ill", "all is well"))
    ]
    statements = tuple(
        Statement(f"it/website/{n}", "it", "openWeights", True, evidence=(e,)) for n, e in enumerate(proofs)
    )
    source = Source("page", {"en": "A page"}, language="en", sections=(Section("all", {"en": "All"}),))
    made = Graph((Entity("it", ("AIModel",), {"en": "It"}),), (source,), statements)
    found = open_page(AIGraphNetwork.from_graph(made, graph.ontology).generate_html(), "#read=page", size=LAPTOP)
    assert found.ask(SHOWN) == [{"name": "All", "items": ["all is well", "all is ill"]}]
    found.page.locator(".said").first.click()
    assert set(found.ask("[...aigraph.lit().edges]")) == {"it/website/0", "it/website/2"}
    again = open_page(
        AIGraphNetwork.from_graph(made, graph.ontology).generate_html(), "#" + found.page.url.split("#")[1], size=LAPTOP
    )
    assert again.page.locator(".said.chosen").first.inner_text().startswith("all is well")
    found.ask("aigraph.set({at: 's:it/website/1'})")
    assert found.ask("[...document.querySelectorAll('.said.chosen')].map((e) => e.firstChild.textContent)") == [
        "all is ill"
    ]
    assert found.problems == again.problems == []


@pytest.mark.browser
def test_overlapping_quotes_are_cut_and_each_can_be_chosen(open_page: Opener, graph: Any) -> None:
    """Beyond the Basic Multilingual Plane, one in another, touching, with what would end a script."""
    text = f"🚀🚀 {HOSTILE[3]} {HOSTILE[6]} begins. 小米 says 👩‍💻 that all is well; and 🤗 ends."
    spans = [(0, 30), (4, 12), (8, 40), (40, 60), (len(text) - 7, len(text))]
    proofs = [Evidence(f"e{n}", "page", "all", Span(text[a:b], a, b)) for n, (a, b) in enumerate(spans)]
    statements = tuple(
        Statement(f"it/website/{n}", "it", "openWeights", True, evidence=(e,)) for n, e in enumerate(proofs)
    )
    source = Source(
        "page",
        {"en": "A page"},
        language="en",
        length=len(text),
        sections=(Section("all", {"en": "All"}, 0, len(text)),),
    )
    made = Graph((Entity("it", ("AIModel",), {"en": "It"}),), (source,), statements)
    for texts in ({}, {"page": text}):
        found = open_page(
            AIGraphNetwork.from_graph(made, graph.ontology, texts=texts).generate_html(), "#read=page", size=LAPTOP
        )
        (part,) = found.ask(SHOWN)
        at = 0
        for item in part["items"]:
            if isinstance(item, str) and not texts:
                assert item == text[at : at + len(item)]
            at += len(item) if isinstance(item, str) else item
        assert at == len(text)
        for (a, b), statement in zip(spans, statements, strict=True):
            found.ask(f"aigraph.set({{at: 's:{statement.id}'}})")
            words = found.ask(
                "[...document.querySelectorAll('.said.chosen')].map((e) => e.firstChild.textContent).join('')"
            )
            assert words == text[a:b]
        piece = found.page.locator(".said").nth(2)
        chosen = set()
        for _ in range(6):
            piece.click()
            chosen.add(found.ask("aigraph.state.at"))
        assert chosen == {f"q:page/{a}-{b}" for a, b in spans if a <= 8 < b}, "again and again, every passage there"
        assert found.problems == []


@pytest.mark.browser
def test_by_keyboard_and_closed_one_at_a_time(open_page: Opener, html: str) -> None:
    found = open_page(html, "#read=ten-judgements", size=LAPTOP, reduced_motion="reduce")
    found.page.locator("#reading-text").focus()
    found.page.keyboard.press("ArrowDown")
    found.page.keyboard.press("ArrowDown")
    found.page.keyboard.press("ArrowDown")
    words = found.ask("document.activeElement.firstChild.textContent")
    assert words and found.ask("document.activeElement.className") == "said"
    found.page.keyboard.press("Enter")
    assert found.ask("aigraph.state.at").startswith("q:ten-judgements/")
    assert found.ask("document.querySelector('.said.chosen').firstChild.textContent") == words
    found.page.keyboard.press("Escape")
    assert found.ask("[aigraph.state.at, aigraph.state.read]") == [None, "ten-judgements"]
    found.page.keyboard.press("Escape")
    assert found.ask("aigraph.state.read") is None
    found.page.locator("#read-switch").click()
    assert found.ask("aigraph.state.read") == "ten-judgements"
    found.page.keyboard.press("Control+z")
    assert found.ask("aigraph.state.read") is None


@pytest.mark.browser
@pytest.mark.parametrize(
    "size",
    [LAPTOP, {"width": 1024, "height": 768}, {"width": 844, "height": 390}, PHONE, {"width": 1920, "height": 1080}],
    ids=str,
)
def test_panel_picture_and_card_stand_beside_each_other(open_page: Opener, html: str, size: dict[str, int]) -> None:
    found = open_page(html, "#read=ten-judgements&at=s:gpt-4/trainedOn/a100", size=size, reduced_motion="reduce")
    found.still()
    there = ("#reading", "#frame") + (("#card",) if size["width"] > 760 and size["height"] > 560 else ())
    boxes = [found.page.locator(name).bounding_box() for name in there]
    for at, a in enumerate(boxes):
        assert a["width"] > 150 and a["height"] > 90
        assert a["x"] >= -1 and a["x"] + a["width"] <= size["width"] + 1
        assert a["y"] + a["height"] <= size["height"] + 1
        for b in boxes[at + 1 :]:
            apart = a["x"] + a["width"] <= b["x"] + 1 or b["x"] + b["width"] <= a["x"] + 1
            assert apart or a["y"] + a["height"] <= b["y"] + 1 or b["y"] + b["height"] <= a["y"] + 1
    label = {found_["id"] for found_ in found.labels()}
    assert {"gpt-4", "a100"} <= label
    frame, words = found.page.locator("#reading-text").bounding_box(), found.page.locator(".said.chosen").bounding_box()
    assert frame["y"] <= words["y"] and words["y"] + 20 < frame["y"] + frame["height"]
    if len(there) == 2:
        found.ask("aigraph.set({at: 'q:ten-judgements/1052-1108'})")
        assert found.page.locator("#reading .says [data-at]").count() == 2, "what the sentence says stands below it"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_panel_shuts_nobody_out(open_page: Opener, html: str, axe: str, scheme: str, language: str) -> None:
    fragment = f"#read=ten-judgements&at=q:ten-judgements/1052-1108&lang={language}"
    found = open_page(html, fragment, color_scheme=scheme, size=LAPTOP, bypass_csp=True)
    found.page.evaluate(axe)
    result = found.page.evaluate("axe.run()")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in result["violations"]] == []


# -- whose text it is -------------------------------------------------------------------------------------------------


def test_view_takes_the_text_that_was_read_and_no_other(tmp_path: Path, article: Path) -> None:
    def view(*options: str) -> Any:
        return CliRunner().invoke(main, ["--graph", str(ROOT), "view", "-o", str(tmp_path / "page.html"), *options])

    assert view("--text", f"ten-judgements={article}").exit_code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert article.read_bytes().decode("utf-8").split("\n")[-3][:40] in page
    (tmp_path / "other.txt").write_bytes(article.read_bytes().decode("utf-8")[:-1].encode("utf-8"))
    (tmp_path / "page.html").unlink()
    for option, expected in (
        (f"ten-judgements={tmp_path / 'other.txt'}", "its SHA-256 is"),
        (f"ten-judgments={article}", "did you mean 'ten-judgements'?"),
        (f"related-film={article}", "stands on the page of ten-judgements"),
        (f"ten-judgements={tmp_path / 'none.txt'}", "cannot be read"),
    ):
        result = view("--text", option)
        assert result.exit_code in (1, 2)
        assert expected in result.stderr and "Traceback" not in result.stderr
        assert not (tmp_path / "page.html").exists()


def test_a_text_whose_source_has_no_digest_must_hold_its_quotes() -> None:
    span = Span("well", 4, 8)
    source = Source("page", {"en": "A page"}, sections=(Section("all", {"en": "All"}, 0, 8),))
    claim = Claim("c", "opinion", {"en": "well"}, evidence=(Evidence("e", "page", "all", span),))
    graph = aigraph.KnowledgeGraph(Graph((), (source,), (), (claim,)), aigraph.load(ROOT).ontology)
    assert graph.to_pyvis(texts={"page": "all well"}).page_data()["reading"]["texts"] == {"page": "all well"}
    with pytest.raises(SeedError, match="characters 4–8 are not the quote 'well'"):
        graph.to_pyvis(texts={"page": "all fine"})


@pytest.mark.parametrize(
    ("licence", "shipped"),
    [("CC-BY-4.0", True), ("CC0-1.0", True), ("CC-BY-NC-4.0", False), ("all rights reserved", False), (None, False)],
)
def test_a_text_ships_where_its_licence_lets_anybody_pass_it_on(
    tmp_path: Path, licence: str | None, shipped: bool
) -> None:
    folder = Path(shutil.copytree(ROOT / "tests" / "data" / "small", tmp_path / "small"))
    text = (ROOT / "tests" / "data" / "small.txt").read_bytes()
    seeds = folder / "seeds" / "sources.yaml"
    name, old = "weekly", "  licence: all rights reserved\n"
    written = seeds.read_text(encoding="utf-8")
    assert written.count(old) == 1
    seeds.write_text(written.replace(old, f"  licence: {licence}\n" if licence else ""), encoding="utf-8")
    (folder / "texts").mkdir()
    (folder / "texts" / f"{name}.txt").write_bytes(text)
    texts = aigraph.load(folder).to_pyvis().page_data()["reading"].get("texts", {})
    assert texts == ({name: text.decode("utf-8")} if shipped else {})
    if shipped:
        (folder / "texts" / f"{name}.txt").write_bytes(text + b".")
        with pytest.raises(SeedError, match="SHA-256"):
            aigraph.load(folder).to_pyvis()
