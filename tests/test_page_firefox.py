"""The page in Firefox: it draws, nothing of it is lost, its keys and links work, nothing is complained of."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox, firefox
from pages import overlapping
from support import require
from test_page_sizes import FAULTS, ROWS

from aigraph.page.network import AIGraphNetwork


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A window of Firefox."""
    require(shutil.which("firefox-esr") or shutil.which("firefox"), "no Firefox: run tools/services.sh browser")
    with firefox(tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.mark.browser
def test_every_view_can_be_read_in_firefox(window: Firefox, html: str, network: AIGraphNetwork, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    faults = []
    for width, height in ((1366, 768), (844, 390)):
        window.open(path.as_uri(), width, height)
        assert window.ask("[innerWidth, innerHeight]") == [width, height]
        for view in [None, *network.details["views"]]:
            name = view["id"] if view else "map"
            window.ask(
                f"(aigraph.set({{view: {name!r}}}), new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))"
            )
            rows = {at for at, _ in window.ask(f"({ROWS})()")}
            assert rows == {r["at"] for some in (view or {}).get("groups", []) for r in some["rows"]}
            faults += [f"{name} {width}x{height}: {fault}" for fault in window.ask(f"({FAULTS})()")]
            labels = window.ask("aigraph.labels()")
            faults += [f"{name}: {pair}" for pair in overlapping(labels)]
            assert len(labels) > 40 or name != "map" or width < 1000
    assert not faults, "\n".join(faults)


@pytest.mark.browser
def test_cards_undo_and_bad_addresses_in_firefox(window: Firefox, html: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    window.open(path.as_uri() + "#at=n:openai", 1366, 768)
    assert window.ask("document.querySelector('#card h2').textContent") == "OpenAI"
    window.ask("document.querySelector('[data-view=the-ledger]').click()")
    window.ask("document.querySelector('.row .more').click()")
    assert window.ask("document.querySelectorAll('.row[aria-current]').length") == 1
    window.ask("document.querySelector('.step').click()")
    window.ask("document.querySelector('.step').click()")
    assert window.ask("[aigraph.state.view, aigraph.state.at]") == ["map", "n:openai"]
    window.ask("location.hash = 'camera=1e300,0,1'")
    window.ask("new Promise((done) => setTimeout(done, 200))")
    assert "1e300" in window.ask("document.getElementById('notice').textContent")
