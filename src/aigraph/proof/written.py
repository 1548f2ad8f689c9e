"""The answer to `why`, as text, JSON and DOT."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aigraph.characters import visible
from aigraph.errors import ExportError
from aigraph.model import Evidence
from aigraph.proof import FORMATS
from aigraph.proof.nouns import Missing, Node
from aigraph.shown import quotation
from aigraph.words.card import place_of
from aigraph.words.interface import word

__all__ = ["Why"]


@dataclass(frozen=True, slots=True)
class Why:
    """Why something holds (`roots`), or what is missing; `nodes` by id are all that either speaks of."""

    asked: str
    roots: tuple[str, ...]
    nodes: Mapping[str, Node]
    missing: tuple[Missing, ...] = ()
    near: tuple[str, ...] = ()
    language: str = "en"

    @property
    def holds(self) -> bool:
        """Return whether it is in the graph, or follows from it, as a fact or not."""
        return bool(self.roots)

    def __str__(self) -> str:
        """Return the proofs as a tree, down to quotes."""
        return self.render("text")

    def render(self, format: str = "text") -> str:
        """Return the answer as `text`, `json` or `dot`. Raises ExportError for any other."""
        match format:
            case "text":
                return "\n".join(visible(line) for line in _text(self))
            case "json":
                return json.dumps(_record(self), ensure_ascii=False, indent=2)
            case "dot":
                return "\n".join(_dot(self))
        raise ExportError(f"unknown format {format!r}; expected {', '.join(FORMATS)}")


# -- text -------------------------------------------------------------------------------------------------------------


def _text(why: Why) -> Iterator[str]:
    shown: set[str] = set()
    for root in why.roots:
        yield from _tree(why, why.nodes[root], "", "", shown)
    if why.roots:
        return
    yield word("why", "absent", why.language, asked=why.asked)
    for one in why.missing:
        yield from _missing(why, one)
    if not why.missing:
        yield word("why", "noRule", why.language)
    for identifier in why.near:
        yield f"  {word('why', 'near', why.language)} {why.nodes[identifier].sentence}"


def _missing(why: Why, one: Missing) -> Iterator[str]:
    yield ""
    yield word("why", "would", why.language, rule=one.rule, sentence=one.sentence)
    for identifier in one.there:
        node = why.nodes[identifier]
        yield f"  {word('why', 'there', why.language)} {_line(node)}"
        yield from (f"      {text}" for text in _quotes(node.evidence, why.language))
    for sentence in one.missing:
        yield f"  {word('why', 'missing', why.language)} {sentence}"
    if one.condition:
        yield f"  {word('why', 'condition', why.language)} {one.condition}"


def _line(node: Node) -> str:
    return f"{node.sentence}  [{node.manner}]" if node.manner else node.sentence


def _tree(why: Why, node: Node, first: str, rest: str, shown: set[str]) -> Iterator[str]:
    """Yield the lines of a node and of all that it follows from; what was shown already is not shown again."""
    if node.id in shown and (node.ways or node.evidence):
        yield f"{first}{_line(node)}  {word('why', 'above', why.language)}"
        return
    shown.add(node.id)
    yield first + _line(node)
    yield from (f"{rest}  {text}" for text in _quotes(node.evidence, why.language))
    for number, way in enumerate(node.ways, 1):
        last = number == len(node.ways)
        heading = f"{way.rule}: {way.sentence}" if way.sentence else way.rule
        if len(node.ways) > 1:
            heading = word("why", "way", why.language, n=number, of=len(node.ways)) + heading
        yield f"{rest}{'└─' if last else '├─'} {heading}"
        inner = rest + ("   " if last else "│  ")
        for at, premise in enumerate(way.premises, 1):
            end = at == len(way.premises)
            branch = inner + ("└─ " if end else "├─ ")
            yield from _tree(why, why.nodes[premise], branch, inner + ("   " if end else "│  "), shown)


def _quotes(evidence: tuple[Evidence, ...], language: str) -> Iterator[str]:
    for item in evidence:
        if item.quote is not None:
            yield quotation(" ".join(item.quote.split()), place_of(item, language))
        else:
            yield word("page", "noQuote", language)
        if item.gloss and language == "en":
            yield " ".join(item.gloss.split())


# -- JSON -------------------------------------------------------------------------------------------------------------


def _record(why: Why) -> dict[str, Any]:
    return {
        "asked": why.asked,
        "holds": why.holds,
        "roots": list(why.roots),
        "nodes": {one: _node(node) for one, node in why.nodes.items()},
        "missing": [
            {"rule": m.rule, "sentence": m.sentence, "there": list(m.there), "missing": list(m.missing)}
            | ({"condition": m.condition} if m.condition else {})
            for m in why.missing
        ],
        "near": list(why.near),
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "sentence": node.sentence,
        "manner": node.manner,
        "settled": node.settled,
        "evidence": [
            {
                "source": item.source,
                "section": item.section,
                "quote": item.quote,
                "charStart": item.placed.start if item.placed else None,
                "charEnd": item.placed.end if item.placed else None,
                "gloss": item.gloss,
            }
            for item in node.evidence
        ],
        "ways": [{"rule": w.rule, "sentence": w.sentence, "premises": list(w.premises)} for w in node.ways],
    }


# -- DOT --------------------------------------------------------------------------------------------------------------


def _dot(why: Why) -> Iterator[str]:
    yield "digraph why {"
    yield '  graph [charset="UTF-8", rankdir=BT];'
    yield '  node [fontname="Noto Sans CJK SC, sans-serif", fontsize=11, shape=box];'
    for node in why.nodes.values():
        style = "" if node.settled else ", style=dashed"
        quotes = "\n".join(_quotes(node.evidence, why.language))
        yield f"  {_quoted(node.id)} [label={_quoted(_line(node))}, tooltip={_quoted(quotes)}{style}];"
        for number, way in enumerate(node.ways, 1):
            name = f"{node.id} · {number}"
            yield f"  {_quoted(name)} [label={_quoted(way.rule)}, tooltip={_quoted(way.sentence)}, shape=ellipse];"
            yield f"  {_quoted(name)} -> {_quoted(node.id)};"
            yield from (f"  {_quoted(premise)} -> {_quoted(name)} [arrowhead=none];" for premise in way.premises)
    yield "}"


def _quoted(text: str) -> str:
    escaped = visible(text.replace("\n", " ")).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
