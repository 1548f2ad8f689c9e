"""Writing the digest and the length of a text into the file of the sources, every other character left as it is."""

from collections.abc import Mapping
from typing import Any

from aigraph.seeds.entities import SOURCE_KEYS, SourceDraft
from aigraph.seeds.texts import digest_of
from aigraph.seeds.yaml import compose

__all__ = ["with_digests", "with_fields"]


def with_digests(file: str, texts: Mapping[str, str], sources: Mapping[str, SourceDraft]) -> str:
    """Return the text of `sources.yaml` with the `sha256` and `length` that the source of a given text lacks.

    They stand where `aigraph seeds format` would have them.
    """
    return with_fields(file, {p: {"sha256": digest_of(t), "length": str(len(t))} for p, t in texts.items()}, sources)


def with_fields(file: str, fields: Mapping[str, Mapping[str, str]], sources: Mapping[str, SourceDraft]) -> str:
    """Return the text of `sources.yaml` with those of the `sha256` and `length` of sources that they lack."""
    if file.startswith("\ufeff"):
        return "\ufeff" + with_fields(file[1:], fields, sources)
    end = "\r\n" if "\r\n" in file else "\n"
    nodes = {key.value: value for key, value in compose(file).value}
    edits: list[tuple[int, str]] = []
    for page, wanted in fields.items():
        missing = [(key, value) for key, value in wanted.items() if getattr(sources[page].source, key) is None]
        if missing and page in nodes and nodes[page].value:  # else that of a graph that is extended
            edits.append(_edit(file, nodes[page], missing, end))
    for at, words in sorted(edits, reverse=True):
        file = file[:at] + words + file[at:]
    return file


def _edit(file: str, source: Any, missing: list[tuple[str, str]], end: str) -> tuple[int, str]:
    """Return where the missing entries of a source go, and how they are written there."""
    after = [key for key, _ in source.value if SOURCE_KEYS.index(key.value) > SOURCE_KEYS.index("length")]
    if source.flow_style:
        entries = ", ".join(f"{key}: {value}" for key, value in missing)
        if after:
            return after[0].start_mark.index, f"{entries}, "
        return source.value[-1][1].end_mark.index, f", {entries}"
    first = source.value[0][0].start_mark
    margin = " " * first.column
    entries = (end + margin).join(f"{key}: {value}" for key, value in missing)
    if after:
        return after[0].start_mark.index, entries + end + margin
    return _line_end(file, source.value[-1][1]), end + margin + entries


def _line_end(file: str, node: Any) -> int:
    """Return the end of the last line of a value."""
    at = node.end_mark.index
    while at and file[at - 1] in " \r\n":  # the end of a block is the beginning of what follows it
        at -= 1
    found = file.find("\n", at)
    return (len(file) if found < 0 else found) - (found > 0 and file[found - 1] == "\r")
