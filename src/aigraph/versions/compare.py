"""Two versions compared, in the format that is asked for."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from aigraph.characters import visible
from aigraph.errors import VersionError
from aigraph.ontology import Ontology
from aigraph.versions import FORMATS
from aigraph.versions.difference import Change, Record, difference, named
from aigraph.versions.patch import patch
from aigraph.versions.places import QUADS, opened
from aigraph.versions.records import slugs
from aigraph.versions.told import Line, summary, told

__all__ = ["changes", "compare", "names_of", "written"]

_MARKS = re.compile(r"([\\`*_\[\]<>|])")


def compare(
    one: str, other: str, ontology: Ontology, home: Path, *, format: str = "text", language: str = "en"
) -> Iterator[str]:
    """Yield what changed from one version to another, line by line; as a patch nothing where they are equal.

    Args:
        one: a build, a graph folder, or `REVISION:PATH` of one.
        other: likewise.
        ontology: whose words say it.
        home: the graph folder that a revision without a path is of.
        format: `text`, `md` (Markdown), `json` or `patch` (RDF Patch).
        language: `en` or `zh`.

    Raises:
        VersionError: a version cannot be read.
        SeedError: seeds have problems.
    """
    if format not in FORMATS:
        raise VersionError(f"unknown format {format!r}; expected {', '.join(FORMATS)}")
    with opened(one, home) as before, opened(other, home) as after:
        if format == "patch":
            yield from (line.decode() for line in patch(before / QUADS, after / QUADS))
            return
        found = difference(before, after)
        names = {} if format == "json" else names_of(found, before, after)
        yield from written(found, names, ontology, format, language)


def changes(one: str, other: str, home: Path = Path()) -> list[Change]:
    """Return what changed from one version to another, as data; the versions as in `compare`."""
    with opened(one, home) as before, opened(other, home) as after:
        return difference(before, after)


def names_of(changes: Sequence[Change], before: Path, after: Path) -> dict[str, Record]:
    """Return the records of the entities that changes name, as the later version has them where it does."""
    wanted = set(slugs(record for change in changes for record in (change.before, change.after)))
    return named(before, wanted) | named(after, wanted)


def written(
    changes: Sequence[Change], names: dict[str, Record], ontology: Ontology, format: str, language: str
) -> Iterator[str]:
    """Yield changes as text, Markdown or JSON."""
    if format == "json":
        yield json.dumps([_record(change) for change in changes], ensure_ascii=False, indent=2) + "\n"
        return
    yield summary(changes, language) + "\n"
    for line in told(changes, names, ontology, language):
        yield _shown(line, format)


def _shown(line: Line, format: str) -> str:
    text = _marked(visible(" ".join(line.text.splitlines())), format)
    if format == "md":
        return f"\n## {text}\n\n" if line.level == 0 else f"{'  ' * (line.level - 1)}- {text}\n"
    return f"\n{text}\n" if line.level == 0 else f"{'  ' * line.level}{text}\n"


def _marked(text: str, format: str) -> str:
    return _MARKS.sub(r"\\\1", text) if format == "md" else text


def _record(change: Change) -> Record:
    found = {"what": change.what, "kind": change.kind, "id": change.id, "became": change.became}
    more = {"fields": list(change.fields), "before": change.before, "after": change.after}
    return {key: value for key, value in (found | more).items() if value not in (None, [])}
