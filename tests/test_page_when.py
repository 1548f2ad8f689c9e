"""The slider of the page: as of a day it shows what Python says holds, and its link opens the same."""

import datetime
from typing import Any

import pytest
from pages import Opener
from support import ROOT

import aigraph
from aigraph.page.network import AIGraphNetwork

pytestmark = pytest.mark.browser

DAYS = ("2015-01-01", "2022-01-01", "2023-06-01", "2024-12-31", "2025-12-01", "2026-07-01", "2028-01-01")


@pytest.fixture(scope="module")
def wide() -> Any:
    return aigraph.load(ROOT / "tests" / "data" / "wide")


def test_the_page_shows_what_holds(wide: Any, open_page: Opener) -> None:
    html = AIGraphNetwork.from_graph(wide.graph, wide.ontology).generate_html()
    found = open_page(html)
    shown = set(found.page.evaluate("[...aigraph.shown.edges]"))
    for day in DAYS:
        found.page.evaluate(f"aigraph.set({{ asOf: '{day}' }})")
        then = wide.as_of(day).statements
        assert set(found.page.evaluate("[...aigraph.shown.edges]")) == shown & set(then), day
    assert found.page.evaluate("location.hash").endswith("asOf=2028-01-01")
    found.page.evaluate("aigraph.set({ asOf: null })")
    assert set(found.page.evaluate("[...aigraph.shown.edges]")) == shown
    assert not found.problems


def test_the_slider_moves_over_the_days_that_change_something(wide: Any, open_page: Opener) -> None:
    html = AIGraphNetwork.from_graph(wide.graph, wide.ontology).generate_html()
    page = open_page(html, "#asOf=2023-06-01").page
    slider = page.locator("#day")
    assert page.locator("#when label").inner_text() == "As of 2023-06-01"
    assert "undated" in page.locator("#when").inner_text()
    slider.focus()
    page.keyboard.press("ArrowRight")
    later = page.evaluate("aigraph.state.asOf")
    assert datetime.date.fromisoformat(later) > datetime.date(2023, 6, 1)
    page.keyboard.press("End")
    assert page.evaluate("aigraph.state.asOf") is None
    assert page.locator("#when label").inner_text() == "As of any day"
    page.keyboard.press("Home")
    first = page.evaluate("aigraph.state.asOf")
    assert set(page.evaluate("[...aigraph.shown.edges]")) <= set(wide.as_of(first).statements)


def test_a_day_of_an_address_that_is_none_is_said(wide: Any, open_page: Opener) -> None:
    html = AIGraphNetwork.from_graph(wide.graph, wide.ontology).generate_html()
    page = open_page(html, "#asOf=2023-02-30").page
    assert page.evaluate("aigraph.state.asOf") is None
    assert "asOf=2023-02-30" in page.locator("#notice").inner_text()


@pytest.mark.parametrize(("language", "undated"), [("en", "undated"), ("zh", "无日期")])
def test_what_only_possibly_holds_says_so(open_page: Opener, html: str, language: str, undated: str) -> None:
    page = open_page(html, f"#view=the-compute-race&lang={language}").page
    row = page.locator('.row[data-at="s:gpt-4/trainedOn/a100"]')
    assert undated not in row.inner_text()
    page.evaluate("aigraph.set({ asOf: '2024-01-01' })")
    assert undated in row.inner_text(), "it has no date of its own"
