"""A release of the data: all that a build has, with what changed, checksums, and how to describe and cite it."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aigraph.build import FILES
from aigraph.errors import VersionError
from aigraph.export.write import Written, write
from aigraph.files import replace_folder, writing
from aigraph.namespaces import Space
from aigraph.rdf.files import write_rdf
from aigraph.versions.compare import compare
from aigraph.versions.described import PREFIXES_USED, File, description

__all__ = ["RELEASED", "Release", "release"]

#: What a release has beside the files of a build.
RELEASED = ("VERSION", "CHANGES.md", "changes.rdfp", "dcat.ttl", "CITATION.cff", ".zenodo.json", "SHA256SUMS")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]*")


@dataclass(frozen=True, slots=True)
class Release:
    """What a release is called: its version and day, who made it, and what it follows: `since` a version, called so.

    `since` is where that version is, as `aigraph diff` takes it; `since_version` what it was called.
    """

    version: str
    day: date
    authors: tuple[str, ...]
    since: str | None = None
    since_version: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can be no part of an IRI, and a release by nobody."""
        for version in filter(None, (self.version, self.since_version)):
            if not _VERSION.fullmatch(version):
                raise VersionError(f"version {version!r}; expected letters, digits, dots and hyphens, such as 1.2.0")
        if not self.authors:
            raise VersionError("a release has no author; expected one. Name it with --author")


def release(graph: Written, home: Path, wanted: Release, out: Path, tell: Callable[[str], object] = str) -> list[File]:
    """Write a release into a folder, exchanged for the old one when all of it is written; return its files.

    Args:
        graph: what is released.
        home: the graph folder it was read from.
        wanted: what the release is called.
        out: the folder.
        tell: is told the name of each file before it is written.

    Raises:
        ExportError: a format cannot hold a value, or the folder cannot be written; the old one is still there.
        VersionError: the version before cannot be read.
    """
    made: list[File] = []

    def fill(place: Path) -> None:
        for name, kind in FILES.items():
            tell(name)
            with (place / name).open("wb") as file:
                write(graph, kind, file)
        built = [_file(place / name) for name in FILES]
        tell("CHANGES.md")
        (place / "VERSION").write_text(f"{wanted.version}\n", encoding="utf-8", newline="\n")
        (place / "CHANGES.md").write_text("".join(_changes(graph, home, wanted, place)), encoding="utf-8", newline="\n")
        patch = () if wanted.since is None else compare(wanted.since, str(place), graph.ontology, home, format="patch")
        (place / "changes.rdfp").write_text("".join(patch), encoding="utf-8", newline="\n")
        _describe(graph, wanted, built, place)
        _cite(graph.graph.iris.own, wanted, place)
        made.extend((*built, *(_file(place / name) for name in RELEASED[:-1])))
        sums = "".join(f"{file.sha256}  {file.name}\n" for file in sorted(made, key=lambda f: f.name))
        (place / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
        made.append(_file(place / "SHA256SUMS"))

    with writing(out):
        replace_folder(out, (*FILES, *RELEASED), fill)
    return made


def _file(path: Path) -> File:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return File(path.name, path.stat().st_size, digest)


def _changes(graph: Written, home: Path, wanted: Release, place: Path) -> Iterator[str]:
    """Yield the changelog: what is other than in the version before, or how much there is."""
    yield f"# {_title(graph.graph.iris.own)} {wanted.version} ({wanted.day.isoformat()})\n\n"
    if wanted.since is None:
        whole = graph.graph
        counts = f"{len(whole.entities):,} entities, {len(whole.statements):,} statements, {len(whole.claims):,} claims"
        yield f"The first release: {counts}, from {len(whole.sources):,} sources.\n"
        return
    yield f"Since {wanted.since_version or wanted.since}:\n\n"
    yield from compare(wanted.since, str(place), graph.ontology, home, format="md")


def _describe(graph: Written, wanted: Release, files: Sequence[File], place: Path) -> None:
    quads = description(
        graph.graph.iris.own,
        wanted.version,
        wanted.day.isoformat(),
        files,
        graph.quads(),
        wanted.since_version,
        len(graph.graph.entities),
    )
    with (place / "dcat.ttl").open("wb") as stream:
        write_rdf(quads, stream, "ttl", PREFIXES_USED)


def _cite(space: Space, wanted: Release, place: Path) -> None:
    """Write how to cite the release: for GitHub and for Zenodo.

    Source: https://citation-file-format.github.io/, https://developers.zenodo.org/#representation
    """
    import yaml

    title, day = _title(space), wanted.day.isoformat()
    citation = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below. Single statements are cited with `aigraph cite`.",
        "type": "dataset",
        "title": title,
        "authors": [{"name": name} for name in wanted.authors],
        "version": wanted.version,
        "date-released": wanted.day,
    }
    deposit = {
        "title": title,
        "upload_type": "dataset",
        "description": f"{title}, version {wanted.version}: statements with who said them, in what words, and when.",
        "creators": [{"name": name} for name in wanted.authors],
        "version": wanted.version,
        "publication_date": day,
        "access_right": "open",
    }
    if space.licence:
        citation["license"] = space.licence
        deposit["license"] = space.licence.lower()
    text = yaml.safe_dump(citation, sort_keys=False, allow_unicode=True, width=120)
    (place / "CITATION.cff").write_text(text, encoding="utf-8", newline="\n")
    text = json.dumps(deposit, ensure_ascii=False, indent=2)
    (place / ".zenodo.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _title(space: Space) -> str:
    return space.titles.get("en") or next(iter(space.titles.values()), space.base)
