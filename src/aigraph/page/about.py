"""What the page says of its graph as a whole: headline, a sentence that counts, names to try, the sources' parts."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from aigraph.model import Graph, Ref, Source
from aigraph.namespaces import UNSTATED, source_node
from aigraph.ontology import Ontology
from aigraph.words.interface import LANGUAGES, both, word
from aigraph.words.sentences import Wording

__all__ = ["about", "main_source", "sections", "tried"]

Record = dict[str, Any]

#: How many names the search field gives as examples; how wide one, and all of them, may be, in letters.
_NAMES, _WIDEST, _ROOM = 3, 10, 18
#: What a statement rests on → the words for how many do.
_SUPPORTS = {
    "sentence": "withSentence",
    "cell": "withCell",
    "both": "withBoth",
    "unquoted": "unquoted",
    "editors": "addedByEditors",
    "derived": "derivedOnes",
}
#: A heading's own number, as `2.`, `Part 2:`, `第二章 `, `判断二:`.
_NUMBERED = re.compile(
    r"(?:[^\W\d_]{2,12}\s+)?[0-9]+\s*[::.、)]\s*|\w{0,3}?第?[一二三四五六七八九十百]+(?:[章节部]\s*[::、]?|[::、])\s*"
)


def about(graph: Graph, ontology: Ontology, title: Mapping[str, str], version: str) -> Record:
    """Return headline, main source, version, the base of the IRIs, counts, and what stands under the headline."""
    source = main_source(graph)
    counts = _counts(graph)
    kinds = Counter(claim.kind for claim in graph.claims)
    return {
        "title": both(title) or (both(source.names) if source else {}),
        "source": source.id if source else None,
        "version": version,
        "base": graph.iris.own.base,
        "counts": counts,
        "sentence": {la: _sentence(counts, la) for la in LANGUAGES},
        "claims": {la: _claims(kinds, ontology, la) for la in LANGUAGES} if kinds else {},
        "unstated": {la: Wording(ontology, {}, la).name(UNSTATED) for la in LANGUAGES},
    }


def main_source(graph: Graph) -> Source | None:
    """Return the source that has most sections, or most is read from: one of the graph's own, the editors' never."""
    pages = [s for s in graph.sources if not s.editors]
    read = Counter(e.source for s in graph.statements for e in s.evidence)
    read.update(e.source for c in graph.claims for e in c.evidence)
    size = {s.id: (len(s.sections), s.length or 0, read[s.id], s.id) for s in pages}
    return max(pages, key=lambda s: (_is_own(s, graph), *size[s.id]), default=None)


def _is_own(source: Source, graph: Graph) -> bool:
    return graph.iris.space(source_node(source.id)) == graph.iris.own


def sections(graph: Graph) -> list[Record]:
    """Return the sections of all sources in their order: the graph's own first, of these the main source's.

    One whose id ends in a number has that, and its name without it.
    """
    pages = sorted(graph.sources, key=lambda s: (s.editors, not _is_own(s, graph), -len(s.sections), s.id))
    return [
        {"id": f"{source.id}/{section.id}", "source": source.id, "name": both(section.names)}
        | _numbered(section.id, both(section.names))
        for source in pages
        for section in source.sections
    ]


def tried(entities: Sequence[Record]) -> dict[str, str]:
    """Return some names to look for, by language: the weightiest of as many kinds."""
    ranked = sorted((e for e in entities if e["weight"]), key=lambda e: (-e["weight"], e["id"]))
    chosen: list[Record] = []
    left = _ROOM
    for entity in ranked:
        wide = max(sum(2 if c > "\u2e7f" else 1 for c in name) for name in entity["name"].values())
        fits = wide <= min(left, _WIDEST) or not chosen
        if fits and len(chosen) < _NAMES and entity["hue"] not in {e["hue"] for e in chosen}:
            chosen.append(entity)
            left -= wide
    return {la: word("card", "list", la).join(e["name"][la] for e in chosen) for la in LANGUAGES} if chosen else {}


def _numbered(slug: str, names: Mapping[str, str]) -> Record:
    """Return the number that an id ends in, and the names without theirs.

    >>> _numbered("j2", {"en": "2: The entry ticket", "zh": "判断二:入门"}), _numbered("head", {"en": "Title"})
    ({'number': '2', 'short': {'en': 'The entry ticket', 'zh': '入门'}}, {})
    """
    found = re.fullmatch(r"[^\W\d_]*-?0*([1-9][0-9]{0,2})", slug)
    if not found:
        return {}
    return {"number": found[1], "short": {la: _NUMBERED.sub("", name, count=1) or name for la, name in names.items()}}


def _counts(graph: Graph) -> dict[str, int]:
    return {
        "entities": len(graph.entities),
        "statements": len(graph.statements),
        "relations": sum(isinstance(s.object, Ref) for s in graph.statements),
        "tentative": sum(not s.settled for s in graph.statements),
        "claims": len(graph.claims),
        **Counter(statement.support(graph.editors) for statement in graph.statements),
    }


def _claims(kinds: Mapping[str, int], ontology: Ontology, language: str) -> str:
    """Return how many claims there are, by kind, the commonest first."""
    listed = []
    for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        declared = ontology.kind(kind)
        listed.append(f"{both(declared.labels).get(language, kind) if declared else kind} {count}")
    count = sum(kinds.values())
    if count == 1:
        return word("page", "claimsOfOne", language, n=count, kinds=listed[0].removesuffix(" 1"))
    return word("page", "claimsOf", language, n=count, kinds=word("card", "list", language).join(listed))


def _sentence(counts: Mapping[str, int], language: str) -> str:
    """Return what there is, in a sentence or two that name only what there is."""

    def said(key: str, number: str) -> str:
        count = counts.get(number, 0)
        return word("page", f"{key}One" if count == 1 else key, language, n=count)

    told = [said(key, support) for support, key in _SUPPORTS.items() if support in counts]
    how = word("card", "list", language).join(told) if counts.get("unquoted") != counts["statements"] else ""
    there = {"entities": said("entities", "entities"), "statements": said("statements", "statements")}
    parts = [word("page", "there" if how else "thereBare", language, how=how, **there)]
    parts += [said("brokenLines", "tentative")] if counts["tentative"] else []
    return ("" if language == "zh" else " ").join(parts)
