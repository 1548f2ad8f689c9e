"""How to cite a statement, a claim or an entity."""

import json
from typing import TYPE_CHECKING, Any

from aigraph.model import Evidence
from aigraph.namespaces import node_iri
from aigraph.sentences import Wording

if TYPE_CHECKING:
    from aigraph.knowledge_graph import KnowledgeGraph

__all__ = ["citation"]


def citation(graph: "KnowledgeGraph", identifier: str, format_: str = "text") -> str:
    """Return a citation as `text`, `bibtex` or `json`: the sentence, each quote with its gloss, source, IRI, version.

    Raises:
        UnknownName: there is no such statement, claim or entity.
    """
    record = _record(graph, identifier)
    if format_ == "json":
        return json.dumps(record, ensure_ascii=False, indent=2)
    if format_ == "bibtex":
        return _bibtex(record)
    lines = [record["sentence"]]
    for quote in record["quotes"]:
        lines += [f"“{quote['quote']}” ({quote['gloss']})" if quote.get("gloss") else f"“{quote['quote']}”"]
        lines += [f"  {quote['source']}, {quote['place']}"]
    lines += [f"{record['iri']}", f"aigraph, data version {record['version']}"]
    return "\n".join(lines)


def _record(graph: "KnowledgeGraph", identifier: str) -> dict[str, Any]:
    from aigraph.names import local_name

    wording, identifier = Wording(graph.ontology, graph.entities), local_name(identifier)
    statement = graph.statements.get(identifier.removeprefix("statement/"))
    claim = graph.claims.get(identifier.removeprefix("claim/"))
    if statement is not None:
        node, manner = f"statement/{statement.id}", wording.manner(statement)
        more = "; ".join(f"{label}: {value}" for label, value in wording.qualifiers(statement))
        sentence = wording.sentence(statement) + (f" ({more})" if more else "") + (f" [{manner}]" if manner else "")
        evidence = statement.evidence
    elif claim is not None:
        node, sentence, evidence = f"claim/{claim.id}", claim.text.get("en", claim.id), claim.evidence
    else:
        node, evidence = graph.resolve(identifier), ()
        said = sum(node in (s.subject, str(s.object)) for s in graph.statements.values())
        claims = sum(node in c.about for c in graph.claims.values())
        labels = ", ".join(graph.ontology.classes[c].labels["en"] for c in graph.entities[node].classes)
        sentence = f"{wording.name(node)} ({labels}): {said} statements and {claims} claims"
    quotes = [_quote(graph, item) for item in evidence if item.span]
    return {"id": node, "iri": node_iri(node), "sentence": sentence, "quotes": quotes, "version": graph.version}


def _quote(graph: "KnowledgeGraph", item: Evidence) -> dict[str, Any]:
    assert item.span is not None
    source = graph.sources[item.source]
    authors = ", ".join(graph.entities[slug].name for slug in source.author if slug in graph.entities)
    publishers = ", ".join(graph.entities[slug].name for slug in source.publisher if slug in graph.entities)
    parts = (authors, f"“{source.names.get('en', source.id)}”", publishers, source.date.edtf if source.date else "")
    return {
        "quote": item.span.quote,
        "gloss": item.gloss,
        "source": ", ".join(part for part in parts if part),
        "place": f"section {item.section}, characters {item.span.start}–{item.span.end}",
    }


def _bibtex(record: dict[str, Any]) -> str:
    """Return a @misc entry; BibTeX's own special characters are escaped."""
    key = "aigraph-" + "".join(c if c.isalnum() else "-" for c in record["id"])
    notes = "; ".join(f"{q['quote']} ({q['source']}, {q['place']})" for q in record["quotes"])
    fields = {
        "title": record["sentence"],
        "author": "{The aigraph editors}",
        "howpublished": f"\\url{{{record['iri']}}}",
        "note": f"aigraph, data version {record['version']}" + (f"; {notes}" if notes else ""),
    }
    body = "".join(
        f"  {name} = {{{_tex(value) if name in ('title', 'note') else value}}},\n" for name, value in fields.items()
    )
    return f"@misc{{{key},\n{body}}}"


def _tex(text: str) -> str:
    for character in "&%$#_{}":
        text = text.replace(character, "\\" + character)
    return text
