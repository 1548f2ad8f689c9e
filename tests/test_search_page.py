"""One search, in Python and in the page: both find the same in the shipped graph, and fold alike."""

import json
import unicodedata
from pathlib import Path
from random import Random
from typing import Any

import pytest
from spellings import MERGED, NAMES, ODD, TOLD_APART
from support import ROOT

from aigraph.names.folding import folded
from aigraph.names.index import Index

#: What is typed, and what is found first in the shipped graph, in order; nothing where the list is empty.
CASES: list[dict[str, Any]] = json.loads((ROOT / "tests" / "data" / "search.json").read_text(encoding="utf-8"))


def check(case: dict[str, Any], found: list[str]) -> None:
    """Compare the first that were found with a case."""
    wanted = case["slugs"]
    assert found[: len(wanted) or None] == wanted, case["text"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"]))
def test_what_is_found_in_the_shipped_graph(graph: Any, case: dict[str, Any]) -> None:
    check(case, [entity.id for entity in graph.search(case["text"])])


def mistyped(name: str, rng: Random) -> str:
    """Return a name with a letter lost, doubled, replaced, or swapped with its neighbour."""
    at = rng.randrange(len(name))
    before, letter, after = name[:at], name[at], name[at + 1 :]
    return rng.choice(
        [before + after, before + letter * 2 + after, f"{before}o{after}", before + after[:1] + letter + after[1:]]
    )


def opened(browser: Any, network: Any, folder: Path) -> Any:
    """Return the page of a network, drawn."""
    path = folder / "page.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("window.aigraph")
    return page


def in_page(page: Any, call: str, texts: list[str]) -> list[Any]:
    return list(page.evaluate(f"texts => texts.map(text => aigraph.{call})", texts))


@pytest.mark.browser
def test_the_page_finds_what_python_finds(browser: Any, graph: Any, tmp_path: Path) -> None:
    """Cases, every spelling, words and beginnings of it, its pinyin, and each with a mistake."""
    from aigraph.page.network import AIGraphNetwork

    page = opened(browser, AIGraphNetwork.from_graph(graph.graph, graph.ontology), tmp_path)
    for case, found in zip(CASES, in_page(page, "search(text, 10)", [case["text"] for case in CASES]), strict=True):
        check(case, found)
    rng, index = Random(12), Index(graph.entities.values())
    texts = [name for entity in graph.entities.values() for name in (entity.id, *entity.spellings())]
    texts += [word for name in texts for word in name.split()] + [name[: rng.randint(1, 6)] for name in texts]
    texts += [*index.sounds, *index.hints]
    texts = sorted({*texts, *(mistyped(text, rng) for text in texts)})
    assert len(texts) > 2000
    here = [[entity.id for entity in graph.search(text)] for text in texts]
    there = in_page(page, "search(text, 10)", texts)
    assert [(text, a) for text, a in zip(texts, here, strict=True)] == list(zip(texts, there, strict=True))
    page.close()


@pytest.mark.browser
def test_the_page_folds_as_python_does(browser: Any, graph: Any, tmp_path: Path) -> None:
    """Every character of Unicode 3.2, alone and beside others: later ones may be unknown to the one or the other."""
    from aigraph.model import Graph
    from aigraph.page.network import AIGraphNetwork

    entities = tuple(sorted((*TOLD_APART, *MERGED[:2]), key=lambda entity: entity.id))
    page = opened(browser, AIGraphNetwork.from_graph(Graph(entities), graph.ontology), tmp_path)
    known = [
        chr(code) for code in range(0x20000) if unicodedata.ucd_3_2_0.category(chr(code)) not in ("Cn", "Co", "Cs")
    ]
    texts = [*known, *(f"A{one}\u0301 {other}b" for one, other in zip(known, known[7:], strict=False)), *NAMES, *ODD]
    assert in_page(page, "folded(text)", texts) == [folded(text) for text in texts]
    index = Index(entities)
    asked = sorted(
        {
            *NAMES,
            *ODD,
            *(name.lower() for name in NAMES),
            *(name[:2] for name in NAMES),
            "closed-ai",
            "guanfang",
            "closdai",
        }
        - {""}
    )
    assert in_page(page, "search(text, 10)", asked) == [index.find(text) for text in asked]
    page.close()
