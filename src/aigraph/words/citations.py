"""How to cite a statement, a claim or an entity."""

import json
import re
from typing import Any

from aigraph.characters import visible
from aigraph.model import Claim, Entity, Evidence, Graph, Source, Statement
from aigraph.namespaces import claim_node, statement_node
from aigraph.words.card import cell_words, cells_beside
from aigraph.words.sentences import Wording

__all__ = ["citation"]


def citation(thing: Entity | Statement | Claim, graph: Graph, wording: Wording, version: str, format: str) -> str:
    """Return a citation as `text`, `bibtex` or `json`: the sentence, each quote with its gloss, source, IRI, version.

    In `text` and `bibtex` what a terminal would obey is written out; `json` holds each character as it is.

    Args:
        thing: what is cited.
        graph: holds its sources, and what there is about an entity.
        wording: says it.
        version: that of the data.
        format: one of these.
    """
    record = _record(thing, graph, wording) | {"version": version}
    if format == "json":
        return json.dumps(record, ensure_ascii=False, indent=2)
    if format == "bibtex":
        return _bibtex(record)
    lines = [record["sentence"]]
    for quote in record["quotes"]:
        lines += [f"“{quote['quote']}” ({quote['gloss']})" if quote.get("gloss") else f"“{quote['quote']}”"]
        lines += [f"  {quote['source']}, {quote['place']}"]
    lines += [f"{record['iri']}", f"aigraph, {wording.word('dataVersion', version=version)}"]
    return "\n".join(visible(" ".join(line.splitlines())) for line in lines)


def _record(thing: Entity | Statement | Claim, graph: Graph, wording: Wording) -> dict[str, Any]:
    evidence: tuple[Evidence, ...] = ()
    if isinstance(thing, Entity):
        node, sentence = thing.id, _about(thing, graph, wording)
    elif isinstance(thing, Claim):
        node, evidence = claim_node(thing.id), thing.evidence
        sentence = wording.text(thing) or thing.id
    else:
        node, evidence, manner = statement_node(thing.id), thing.evidence, wording.manner(thing)
        sentence = wording.whole(thing) + (f" [{manner}]" if manner else "")
    sources = {source.id: source for source in graph.sources}
    quotes = [_quote(item, sources[item.source], wording) for item in evidence if item.span]
    return {"id": node, "iri": wording.iris.of(node), "sentence": sentence, "quotes": quotes}


def _about(entity: Entity, graph: Graph, wording: Wording) -> str:
    said = sum(entity.id in (s.subject, str(s.object)) for s in graph.statements)
    claims = sum(entity.id in c.about for c in graph.claims)
    labels = (wording.ontology.classes[name].labels.get(wording.language, name) for name in entity.classes)
    counted = wording.word("counted", statements=said, claims=claims)
    return f"{wording.name(entity.id)} ({wording.several(labels)}): {counted}"


def _quote(item: Evidence, source: Source, wording: Wording) -> dict[str, Any]:
    assert item.span is not None
    authors = wording.several(map(wording.name, source.author))
    publishers = wording.several(map(wording.name, source.publisher))
    parts = (authors, f"“{wording.title(source)}”", publishers, wording.value(source.date) if source.date else "")
    return {
        "quote": item.span.quote,
        "gloss": item.gloss,
        "source": wording.several(part for part in parts if part),
        "date": source.date.edtf if source.date else None,
        "place": _place(item, wording),
        **({"fragment": item.cell.fragment} if item.cell else {}),
    }


def _place(item: Evidence, wording: Wording) -> str:
    """Return where a quote stands, or that nobody has looked it up; or the cell that it is."""
    if item.cell:
        return cell_words(item.cell, wording.language) + cells_beside(item)
    if item.placed:
        return wording.word("place", section=item.section, start=item.placed.start, end=item.placed.end)
    return wording.several([wording.word("section", section=item.section), wording.word("notLookedUp")])


def _bibtex(record: dict[str, Any]) -> str:
    """Return a @misc entry, which BibTeX, Biber and TeX read as the text it was made of."""
    key = "aigraph-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in record["id"])
    notes = "; ".join(f"{q['quote']} ({q['source']}, {q['place']})" for q in record["quotes"])
    fields = {
        "title": _tex(record["sentence"]),
        "author": "{The aigraph editors}",
        "howpublished": f"\\url{{{record['iri']}}}",
        "note": _tex(f"aigraph, data version {record['version']}" + (f"; {notes}" if notes else "")),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{body}}}"


#: What TeX would obey → what prints it. A brace is named: BibTeX counts braces, a backslash before them or not.
_TEX = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    **{character: "\\" + character for character in "&%$#_"},
}


#: Between what TeX would join to a dash, a quotation mark, or one that stands on its head.
_LIGATURES = re.compile("(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)|(?<=[`!?])(?=`)")


def _tex(text: str) -> str:
    """Return a text as TeX prints it, on one line.

    >>> _tex("100% of {x} ~ a_b")
    '100\\\\% of \\\\textbraceleft{}x\\\\textbraceright{} \\\\textasciitilde{} a\\\\_b'
    """
    escaped = "".join(_TEX.get(character, character) for character in visible(" ".join(text.split())))
    return _LIGATURES.sub("{}", escaped)
