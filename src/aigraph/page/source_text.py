"""What the reading panel needs of the sources: where their parts lie, their lengths, and their texts where at hand."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from aigraph.errors import Problem, SeedError, did_you_mean
from aigraph.model import Evidence, Graph, Source, Span

__all__ = ["checked_texts", "licensed_texts", "reading"]

#: Licences, by their SPDX names, under which anybody may pass a text on whole, for any purpose.
OPEN = re.compile(r"(CC0|CC-BY|CC-BY-SA|CC-BY-ND)-[0-9.]+|CC-PDDC|CC-PDM-1\.0|PDDL-1\.0|OGL-UK-[0-9.]+|MIT|Apache-2\.0")


def reading(graph: Graph, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return where the sections lie (code points), the length of each source, which stand on the page of another.

    Args:
        graph: what is shown.
        texts: the texts that the page may carry whole, checked, by the source whose page they are.
    """
    spans = {
        f"{source.id}/{section.id}": [section.start, section.end]
        for source in graph.sources
        for section in source.sections
        if section.start is not None and section.end is not None
    }
    found: dict[str, Any] = {
        "spans": spans,
        "lengths": {source.id: source.length for source in graph.sources if source.length is not None},
        "pages": {source.id: source.contained_in for source in graph.sources if source.contained_in},
        "texts": dict(sorted(texts.items())),
    }
    return {name: value for name, value in found.items() if value}


def licensed_texts(graph: Graph, folders: Iterable[Path]) -> dict[str, str]:
    """Return the texts that may be shipped: `texts/SOURCE.txt` of a graph folder, of a source with an open licence.

    Raises:
        SeedError: a text that may be shipped cannot be read, or is not the one that was read.
    """
    open_ = [source.id for source in graph.sources if OPEN.fullmatch(source.licence or "")]
    found: dict[str, str] = {}
    for folder in folders:
        for name in open_:
            path = folder / "texts" / f"{name}.txt"
            if path.is_file():
                try:
                    found[name] = path.read_bytes().decode("utf-8")
                except (OSError, UnicodeDecodeError) as err:
                    message = f"cannot be read: {err}; expected the text of {name} in UTF-8"
                    raise SeedError([Problem(f"texts/{name}.txt", 0, message)]) from err
    return checked_texts(graph, found)


def checked_texts(graph: Graph, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts, which are those that were read.

    Raises:
        SeedError: there is no such source, or a text has another digest, length or words than its source; all problems.
    """
    sources = {source.id: source for source in graph.sources}
    problems = []
    for name, text in texts.items():
        wrong = _wrong(name, text, sources, graph)
        if wrong:
            problems.append(Problem(f"text of {name}", 0, wrong))
    if problems:
        raise SeedError(problems)
    return dict(texts)


def _wrong(name: str, text: str, sources: Mapping[str, Source], graph: Graph) -> str | None:
    """Return what is wrong with a text, None where nothing is."""
    source = sources.get(name)
    if source is None:
        return f"no source is called {name!r}; expected one of {len(sources)}{did_you_mean(name, sources)}"
    if source.contained_in:
        return f"{name} stands on the page of {source.contained_in}; expected the text of that. Give it instead"
    found = hashlib.sha256(text.encode()).hexdigest()
    if source.sha256 is not None and source.sha256 != found:
        return f"its SHA-256 is {found}; expected {source.sha256}, that of the text that was read. Check the file"
    if source.length is not None and source.length != len(text):
        return f"it has {len(text)} code points; expected {source.length}. Check the file"
    there = {name, *(other.id for other in sources.values() if other.contained_in == name)}
    for item in _evidence(graph):
        if not isinstance(item.span, Span) or item.source not in there:
            continue
        if text[item.span.start : item.span.end] != item.span.quote:
            place = f"characters {item.span.start}–{item.span.end}"
            return (
                f"{place} are not the quote {item.span.quote[:40]!r}; expected the text that was read. Check the file"
            )
    return None


def _evidence(graph: Graph) -> Iterable[Evidence]:
    for items in (graph.statements, graph.claims):
        for item in items:
            yield from item.evidence
