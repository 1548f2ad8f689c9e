"""The page of several sources: what it says of itself, its table of contents, the source as filter and colour."""

from pathlib import Path
from typing import Any

import pytest
from pages import PHONE, Opener, overlapping
from support import ROOT

import aigraph
from aigraph.page.network import AIGraphNetwork

WIDE, SMALL = ROOT / "tests" / "data" / "wide", ROOT / "tests" / "data" / "small"
TITLE = {"en": "A year and two firms", "zh": "一年与两家公司"}
FIRMS = "wikipedia-mistral-ai"


@pytest.fixture(scope="module")
def wide() -> Any:
    """A graph of three sources."""
    with aigraph.load(WIDE) as graph:
        yield graph


@pytest.fixture(scope="module")
def page(wide: Any) -> str:
    """Its page."""
    made: AIGraphNetwork = wide.to_pyvis(title=TITLE)
    return made.generate_html()


def test_the_sentence_names_what_there_is_and_nothing_else(wide: Any, graph: Any, network: AIGraphNetwork) -> None:
    said = network.details["about"]["sentence"]
    kinds = {kind: sum(c.kind == kind for c in graph.claims.values()) for kind in ("judgement", "prediction")}
    claims = network.details["about"]["claims"]
    assert all(f"{kind} {count}" in claims["en"] for kind, count in kinds.items())
    assert claims["en"].startswith(f"{len(graph.claims)} claims (") and "判断 10" in claims["zh"]
    assert "by the editors" in said["en"] and "编者" in said["zh"]
    about = wide.to_pyvis().details["about"]
    said = about["sentence"]
    assert about["claims"] == {"en": "1 claim (opinion)", "zh": "1 条主张(观点)"}
    assert not any(word in " ".join(said.values()) for word in ("judgement", "editors", "编者", "prediction"))
    only = wide.around("mistral-ai").without_editors().part(modalities=["asserted"])
    settled = only.to_pyvis(tentative=False).details["about"]["sentence"]["en"]
    assert "Broken" not in settled
    assert wide.around("mistral-ai", classes=["Person"]).to_pyvis().details["about"]["claims"] == {}


def test_one_is_one(wide: Any) -> None:
    part = wide.around("tidal-robotics", depth=1)
    assert (len(part.entities), len(part.statements)) != (0, 0)
    from dataclasses import replace

    one = aigraph.KnowledgeGraph(
        replace(part.graph, entities=part.graph.entities[:1], statements=(), claims=()), wide.ontology
    )
    assert one.to_pyvis().details["about"]["sentence"]["en"] == "1 entity and 0 statements."


def test_the_search_is_shown_names_of_the_graph(wide: Any, graph: Any) -> None:
    for one in (wide, graph):
        about = one.to_pyvis().details["about"]
        names = {e.name for e in one.entities.values()}
        tried = about["tried"]["en"].split(", ")
        assert len(tried) == 3
        assert set(tried) <= names


def test_the_title_is_what_is_given_else_the_graph_s_else_the_main_source_s(wide: Any) -> None:
    assert wide.to_pyvis(title=TITLE).details["about"]["title"] == TITLE
    assert wide.to_pyvis(title={"en": "Mine"}).details["about"]["title"] == {"en": "Mine", "zh": "Mine"}
    assert wide.to_pyvis().details["about"]["title"] == {"en": "wide", "zh": "wide"}  # as aigraph.toml has it
    named = AIGraphNetwork.from_graph(wide.graph, wide.ontology).details["about"]["title"]
    assert named["en"] == "A year of the industry"


def test_a_part_has_the_number_that_its_id_ends_in(network: AIGraphNetwork, graph: Any, wide: Any) -> None:
    numbered = {s["id"]: (s["number"], s["short"]) for s in network.details["sections"] if "number" in s}
    assert [number for number, _ in numbered.values()] == [str(n) for n in range(1, 11)]
    assert numbered["ten-judgements/j2"][1] == {
        "en": "Ten thousand cards are the entry ticket",
        "zh": "万卡是一个入门的算力",
    }
    assert not any("number" in section for section in wide.to_pyvis().details["sections"])


@pytest.mark.browser
def test_the_rail_has_the_sources_with_their_parts(open_page: Opener, page: str, wide: Any) -> None:
    found = open_page(page)
    head = found.page.locator("#head")
    assert head.locator("#title").inner_text() == TITLE["en"]
    assert head.locator("#byline").inner_text().startswith("Read from “A year of the industry” · 2 more sources")
    assert head.locator("#find").get_attribute("placeholder") == "Find Aster 2, Halden AI, K7…"
    rail = found.page.locator("#rail")
    assert [h.inner_text().lower() for h in rail.locator("h2").all()] == ["questions", "sources"]
    assert [s.inner_text() for s in rail.locator("summary").all()] == [
        "A year of the industry",
        "Mistral AI, and Arthur Mensch (Wikipedia)",
    ]
    assert rail.locator(".single").inner_text().strip() == "Anthropic (Wikipedia)"
    said = {f"{e.source}/{e.section}" for s in wide.statements.values() for e in s.evidence}
    assert {b.get_attribute("data-part") for b in rail.locator("[data-part]").all()} == said
    assert not rail.locator(f'[data-part="{FIRMS}/firm"]').is_visible()
    rail.locator("summary").nth(1).click()
    rail.locator(f'[data-part="{FIRMS}/firm"]').click()
    found.still()
    assert found.page.locator("#card .kicker").inner_text().strip() == "Mistral AI, and Arthur Mensch (Wikipedia)"
    assert rail.locator(f'[data-part="{FIRMS}/firm"]').is_visible()  # it stays unfolded
    assert "mistral-ai" in found.ask("[...aigraph.lit().nodes]")
    found.ask("aigraph.set({at: 'n:mistral-ai', chapter: null})")
    assert found.page.locator("#card .marks").inner_text().startswith("Mistral AI, and Arthur Mensch")
    assert found.problems == []


@pytest.mark.browser
def test_a_source_can_be_taken_out(open_page: Opener, page: str, wide: Any) -> None:
    found = open_page(page, f"#off=source:{FIRMS}")
    left = found.ask("[...aigraph.shown.nodes]")
    drawn = {e["id"]: e["sections"] for e in wide.to_pyvis().details["entities"] if e["weight"]}
    assert set(left) == {e for e, parts in drawn.items() if not parts or any(not p.startswith(FIRMS) for p in parts)}
    assert "arthur-mensch" in drawn and "arthur-mensch" not in left


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colour_by_source(open_page: Opener, page: str, wide: Any, scheme: str) -> None:
    found = open_page(page, color_scheme=scheme)
    colours = "Object.fromEntries([...aigraph.shown.nodes].map(id => [id, aigraph.network.body.nodes[id].options.color.background]))"
    before = found.ask(colours)
    found.page.get_by_role("button", name="colour by source").click()
    assert "colour=source" in found.page.url
    after = found.ask(colours)
    sections = {e["id"]: {p.split("/")[0] for p in e["sections"]} for e in wide.to_pyvis().details["entities"]}
    lone = {
        source: {after[e] for e, of in sections.items() if of == {source} and e in after}
        for source in set().union(*sections.values())
    }
    assert all(len(hues) == 1 for hues in lone.values()), lone
    assert len(set().union(*lone.values())) == 3
    several = {after[e] for e, of in sections.items() if len(of) > 1 and e in after}
    assert not several & set().union(*lone.values())
    names = found.page.get_by_role("group", name="Sources").inner_text()
    assert "Anthropic (Wikipedia)" in names
    found.page.get_by_role("button", name="colour by kind").click()
    assert found.ask(colours) == before
    assert open_page(page, "#colour=source", color_scheme=scheme).ask(colours) == after
    assert found.problems == []


@pytest.mark.browser
def test_one_source_has_its_parts_alone_and_no_choice_of_colour(open_page: Opener, tmp_path: Path) -> None:
    with aigraph.load(WIDE) as graph:
        one = graph.part(sections=["money", "people", "firms"])
        from dataclasses import replace

        kept = replace(one.graph, sources=tuple(s for s in one.graph.sources if s.id == "year-of-the-industry"))
        html = aigraph.KnowledgeGraph(kept, graph.ontology).to_pyvis().generate_html()
    found = open_page(html, "#colour=source")
    rail = found.page.locator("#rail")
    assert rail.locator("details").count() == 0
    assert rail.locator("h2").last.inner_text().lower() == "the article"
    assert found.page.get_by_role("button", name="colour by").count() == 0


@pytest.mark.browser
def test_several_sources_on_a_phone(open_page: Opener, page: str) -> None:
    found = open_page(page, "#colour=source&lang=zh", size=PHONE, has_touch=True, is_mobile=True)
    assert [tab.inner_text() for tab in found.page.locator("#tabs button").all()] == ["目录", "图例"]
    assert overlapping(found.labels()) == []
    found.page.locator("#tabs button").first.tap()
    box = found.page.locator("#rail summary").first.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    assert found.ask("document.documentElement.scrollWidth") <= PHONE["width"]
    assert found.problems == []


@pytest.mark.browser
def test_what_is_cited_has_the_iri_of_its_graph(open_page: Opener, wide: Any) -> None:
    """A graph of one's own that extends another: each statement is cited by the IRI of the graph that states it."""
    from dataclasses import replace

    from aigraph.namespaces import Iris, Space

    own, others = "mistral-ai/foundingDate", frozenset({"statement/halden-ai/released/aster-2"})
    iris = Iris(Space("https://example.org/mine/", "mine"), ((Space(), others),))
    mine = aigraph.KnowledgeGraph(replace(wide.graph, iris=iris), wide.ontology)
    found = open_page(mine.to_pyvis().generate_html())
    for name, iri in ((own, f"https://example.org/mine/statement/{own}"), ("halden-ai/released/aster-2", "https://w3id.org/aigraph/statement/halden-ai/released/aster-2")):  # fmt: skip
        assert name in mine.statements
        found.ask(f"aigraph.set({{at: 's:{name}'}})")
        assert iri in found.page.locator("#card .cite pre").text_content().split("\n")
        assert mine.cite(name).split("\n")[-2] == iri


def test_a_graph_s_own_sources_come_before_those_it_extends(wide: Any) -> None:
    from dataclasses import replace

    from aigraph.namespaces import Iris, Space

    extended = frozenset(f"source/{name}" for name in wide.sources if name != "wikipedia-anthropic")
    iris = Iris(Space("https://example.org/mine/", "mine"), ((Space(), extended),))
    details = AIGraphNetwork.from_graph(replace(wide.graph, iris=iris), wide.ontology).details
    assert details["about"]["source"] == details["sections"][0]["source"] == "wikipedia-anthropic"
    assert wide.to_pyvis().details["about"]["source"] == "year-of-the-industry"


@pytest.mark.browser
def test_sources_without_a_hue_of_their_own_are_one_in_the_key(open_page: Opener, html: str) -> None:
    found = open_page(html, "#colour=source")
    group = found.page.get_by_role("group", name="Sources")
    keys = [button.get_attribute("data-key").split() for button in group.locator(".key-toggle[data-key]").all()]
    assert [len(key) for key in keys] == [1, 1, 1, 1, 1, 1, 1, 4]
    group.locator(".key-toggle[data-key]").last.click()
    assert set(keys[-1]) == set(found.ask("[...aigraph.state.off]"))
    found.page.get_by_role("button", name="more filters").click()
    assert found.page.get_by_role("group", name="Sources").locator(".key-toggle[data-key]").count() == 11
