"""The review page: everything of the text and the seeds in it, inert, offline."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from shipped import ONTOLOGY
from support import ROOT

from aigraph.cli import main
from aigraph.seeds import read_seeds
from aigraph.seeds.review import review_page
from aigraph.seeds.sentences import sentences
from aigraph.seeds.texts import read_texts


def page_of(seeds: Path, article: Path) -> str:
    texts = read_texts({"ten-judgements": article})
    return review_page(read_seeds(seeds, ONTOLOGY, texts), ONTOLOGY, texts)


def test_the_whole_text_and_every_statement_are_there(article: Path, graph: Any) -> None:
    page = page_of(ROOT / "seeds", article)
    shown = "".join(re.findall(r'<div class="text">(.*?)</div>', page, re.DOTALL))
    text = re.sub(r"<[^>]+>", "", shown).replace("&quot;", '"').replace("&amp;", "&")
    assert text == article.read_bytes().decode().replace("\n", "")
    assert f"{len(list(sentences(article.read_text(encoding='utf-8'))))} sentences" in page
    for statement in graph.statements.values():
        if statement.evidence and statement.evidence[0].span:
            assert graph.entities[statement.subject].name.replace("'", "&#x27;") in page


def test_what_nobody_read_is_marked(seeds: Path, article: Path) -> None:
    path = seeds / "statements" / "related-kan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("- quote: KAN使神经元")], encoding="utf-8")
    unread = (
        '<span class="none" title="no statement or claim quotes this">使神经元之间的非线性转变更加细粒度和多样化</span>'
    )
    assert unread in page_of(seeds, article)
    assert unread not in page_of(ROOT / "seeds", article)


def test_the_command(tmp_path: Path, article: Path) -> None:
    out = tmp_path / "review.html"
    result = CliRunner().invoke(main, ["seeds", "review", "--text", f"ten-judgements={article}", "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert out.stat().st_size > 100_000


@pytest.mark.browser
def test_in_chromium(
    seeds: Path, article: Path, tmp_path: Path, browser: Any, edit: Callable[[Path, str, str], int]
) -> None:
    edit(
        seeds / "statements" / "ten-judgements.yaml",
        "  gloss: Still far less than the computing power that Meta alone gets from Nvidia\n",
        "  gloss: </p><script>document.title = 'broken'</script><img src=x onerror=\"document.title = 'broken'\">\n",
    )
    out = tmp_path / "review.html"
    out.write_text(page_of(seeds, article), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(out.as_uri())
    passage = page.locator(".text .said").first
    passage.hover()
    assert page.locator(".card.lit").count() >= 1
    assert requests == [out.as_uri()]
    assert problems == []
    assert page.title() == "Review of the seeds"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
