"""Figures of analyses: every character, the same bytes, told apart in grey; what is said where they cannot be drawn."""

import re
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from analysed import made

from aigraph import analysis
from aigraph.analysis import figures
from aigraph.errors import MissingDependency
from aigraph.ontology import Ontology

pytestmark = pytest.mark.usefixtures("no_window")


def findings(graph: Any, language: str = "en") -> Mapping[str, analysis.Finding]:
    return {
        "talent": analysis.talent_flow(graph, language=language),
        "net": analysis.net_exporters(graph, language=language),
        "centrality": analysis.centrality(graph, language=language),
        "communities": analysis.communities(graph, language=language),
        "bridges": analysis.bridges(graph, language=language),
        "dependence": analysis.dependence(graph, language=language),
        "money": analysis.circular_money(graph, samples=9, language=language),
        "concentration": analysis.concentration(graph, language=language),
        "agreement": analysis.agreement(graph, language=language),
        "timelines": analysis.timelines(graph, "OpenAI", "Meta", language=language),
    }


@pytest.mark.slow
def test_every_figure_has_every_character(graph: Any, tmp_path: Path) -> None:
    if not figures.eastern_font(frozenset("中")):
        pytest.skip("no font with Chinese characters is installed")
    for name, found in findings(graph, "zh").items():
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # matplotlib warns of a character that it has no glyph for
            found.save(tmp_path / f"{name}.svg")
        text = (tmp_path / f"{name}.svg").read_text(encoding="utf-8")
        width = float(re.search(r'width="([0-9.]+)pt"', text)[1])  # type: ignore[index]
        assert round(width / 72, 6) in (figures.COLUMN, figures.PAGE), name
        found.save(tmp_path / "again.svg")
        assert (tmp_path / "again.svg").read_text(encoding="utf-8") == text  # the same bytes each time


def test_a_machine_without_the_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "_has", lambda path, characters: False)
    with pytest.warns(UserWarning, match="no font of this machine has 龘; they are drawn as boxes. Install one"):
        assert figures.eastern_font(frozenset("龘")) == ()


def test_without_matplotlib_it_says_what_to_install(graph: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingDependency, match=r"pip install 'aigraph\[plot\]'"):
        analysis.dependence(graph).plot()


def test_nothing_found_is_drawn_as_such(ontology: Ontology) -> None:
    axes = analysis.talent_flow(made(ontology, [])).plot()
    assert [text.get_text() for text in axes.texts] == ["nothing to show"]


def test_settled_and_tentative_differ_in_grey() -> None:
    from matplotlib.colors import to_rgb

    def grey(colour: str) -> float:
        return sum(part * weight for part, weight in zip(to_rgb(colour), (0.299, 0.587, 0.114), strict=True))

    assert grey(figures.TENTATIVE["facecolor"]) - grey(figures.SETTLED["facecolor"]) > 0.35
    assert figures.TENTATIVE["hatch"]
    assert len(set(figures.INKS)) == 8
