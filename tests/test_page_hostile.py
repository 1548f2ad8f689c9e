"""Hostile content is text on the page, and nothing else."""

import json
from dataclasses import replace
from typing import Any

import pytest
from pages import Opener
from support import HOSTILE

from aigraph.model import Claim, Date, Entity, Evidence, Graph, Quantity, Ref, Section, Source, Span, Statement
from aigraph.ontology import Ontology
from aigraph.page.network import AIGraphNetwork


def hostile_graph(ontology: Ontology) -> Any:
    """Return a property graph whose every text tries to break out."""
    texts = [*HOSTILE, "<b onmouseover=alert(1)>", "javascript:alert(1)", "href='javascript:alert(1)'", "{{scripts}}"]
    entities = [
        Entity(f"e{i}", ("Company",), {"en": text, "zh": text}, aliases=(text,), note=text)
        for i, text in enumerate(texts)
    ]
    source = Source("s", {"en": texts[3]}, url="javascript:alert(1)", sections=(Section("j1", {"en": texts[4]}),))
    statements, claims = [], []
    # Of a word of 100,000 letters the browser measures every line from its end: names have it, what a list shows has less.
    for i, text in enumerate(text[:1000] for text in texts):
        evidence = Evidence(f"x{i}", "s", "j1", Span(text, 0, len(text)), gloss=text, speakers=(f"e{i}",))
        other = f"e{(i + 1) % len(texts)}"
        fact = Statement(
            f"e{i}/pairedWith/{other}", f"e{i}", "pairedWith", Ref(other), {"note": (text,)}, evidence=(evidence,)
        )
        statements += [fact, replace(fact, id=f"{fact.id}/again", settled=False)]
        claims.append(
            Claim(
                f"c{i}",
                "opinion",
                {"en": text, "zh": text},
                (f"e{i}",),
                (other,),
                due=Date(text, None, None),
                note=text,
                evidence=(evidence,),
            )
        )
    statements.append(Statement("e0/employees/s", "e0", "employees", Quantity(written=texts[3], unit="unstated")))
    return Graph(tuple(entities), (source,), tuple(statements), tuple(claims))


@pytest.mark.browser
def test_hostile_content_is_inert(open_page: Opener, graph: Any) -> None:
    made = hostile_graph(graph.ontology)
    network = AIGraphNetwork.from_graph(
        made, graph.ontology, title={"en": HOSTILE[3], "zh": HOSTILE[4]}, version=HOSTILE[4]
    )
    network.add_node("<img src=x onerror=alert(1)>", title="<a href='javascript:alert(1)'>x</a>")
    found = open_page(network.generate_html())
    for at in ("n:e3", "n:e4", "s:e3/pairedWith/e4", "c:c3", "n:e12", "n:<img src=x onerror=alert(1)>"):
        found.ask(f"aigraph.set({{at: {json.dumps(at)}}})")
    found.ask("aigraph.set({chapter: 's/j1', at: null})")
    found.ask("aigraph.set({list: true, lang: 'zh'})")
    found.page.keyboard.press("/")
    found.page.keyboard.type("<img")
    found.still()
    assert found.problems == []
    assert len(found.requests) == 1
    assert found.ask("document.querySelectorAll('img, iframe, object, embed, [onerror], [onmouseover]').length") == 0
    assert found.ask("[...document.links].filter(a => !/^https?:|^file:.*#/.test(a.href)).length") == 0
    assert found.page.title() == HOSTILE[4]
