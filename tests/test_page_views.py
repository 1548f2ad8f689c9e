"""The question views: everything fits, can be read and opened."""

from typing import Any

import pytest
from pages import Opener

from aigraph.page.network import AIGraphNetwork


@pytest.mark.browser
def test_a_question_view_opens_and_stands_in_its_picture(open_page: Opener, html: str, network: AIGraphNetwork) -> None:
    found = open_page(html, reduced_motion="reduce")
    views = network.details["views"]
    assert len(views) == 8
    for view in views:
        found.page.locator(f'[data-view="{view["id"]}"]').click()
        assert f"view={view['id']}" in found.page.url
        assert view["title"]["en"] in found.page.locator("#story").inner_text()
        box = found.page.locator("#picture").bounding_box()
        assert (box is None) == (view.get("form") == "text")
        for name, point in found.places(view.get("nodes", [])).items():
            assert 0 <= point["x"] <= box["width"] and 0 <= point["y"] <= box["height"], (view["id"], name)
    assert found.problems == []


@pytest.mark.browser
def test_a_page_can_open_with_a_view(open_page: Opener, graph: Any) -> None:
    made: AIGraphNetwork = graph.to_pyvis()
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
def test_a_row_opens_its_card_beside_it(open_page: Opener, html: str) -> None:
    found = open_page(html, "#view=the-compute-race")
    row = found.page.locator('.row[data-at="s:gpt-4/trainedOn/a100"]')
    before = row.bounding_box()
    row.click(position={"x": 200, "y": 30})
    assert "据传GPT4" in found.page.locator("#card").inner_text()
    assert row.bounding_box() == before
    assert row.get_attribute("aria-current") == "true"
    others = found.page.locator(".row:not([aria-current])")
    assert others.count() == 5
    for other in others.all():
        assert "aside" in str(other.get_attribute("class"))
        assert other.locator(".name").first.inner_text()


def view_of(network: AIGraphNetwork, name: str) -> Any:
    return next(view for view in network.details["views"] if view["id"] == name)


def test_what_is_counted_in_one_thing_is_not_compared_to_another(network: AIGraphNetwork) -> None:
    groups = view_of(network, "the-compute-race")["groups"]
    rows = {
        some["head"]["en"]: [(r["at"], r["amount"], r["counts"], r.get("part")) for r in some["rows"]]
        for some in groups
    }
    whole, part = "meta/computeCapacity/--2024", "meta/acquired/h100"
    assert rows == {
        "Counted in H100": [
            (f"s:{whole}", 600_000, False, None),
            (f"s:{part}", 350_000, True, whole),
            ("s:gpt-5/trainedOn/h100", 50_000, True, None),
        ],
        "Counted in A100": [
            ("s:china/computePurchased/2023-01--2023-09", 580_000, False, None),
            ("s:gpt-5/trainedOn/h100", 150_000, False, None),
            ("s:gpt-4/trainedOn/a100", 25_000, True, None),
        ],
    }


@pytest.mark.browser
def test_the_ledger_tells_due_from_not_due(open_page: Opener, html: str) -> None:
    found = open_page(html, new=True)
    for today, due in (("2026-12-31", 1), ("2027-01-01", 4), ("2031-06-01", 7)):
        found.page.clock.set_fixed_time(f"{today}T12:00:00")
        found.come_back("#view=the-ledger")
        groups = found.page.locator("#text .rows")
        counts = {g.locator("h3").inner_text().rsplit(None, 1)[0]: g.locator(".row").count() for g in groups.all()}
        expected = {"Due": due, "Not due yet": 7 - due, "without a date": 24}
        assert counts == {head: count for head, count in expected.items() if count}, today
        band = found.page.locator('.row[data-at="c:gpt-6-by-2026"] .band').nth(2).bounding_box()
        span = found.page.locator('.row[data-at="c:gpt-6-by-2026"] .span').bounding_box()
        assert abs(span["x"] + span["width"] - band["x"] - band["width"]) < 2  # by 2026: the end of the band of 2026
        assert found.page.locator("#text .today").count() == (0 if today > "2031" else 7)
