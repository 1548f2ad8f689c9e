"""The history of one entity, statement or claim, as git has the seeds: when it came in, what changed, when it went."""

import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from aigraph.errors import VersionError
from aigraph.ontology import Ontology
from aigraph.versions.compare import names_of
from aigraph.versions.difference import Change, difference
from aigraph.versions.git import Commit, commits
from aigraph.versions.places import FILES, STATED, inside, opened, revision
from aigraph.versions.told import Line, told

__all__ = ["Entry", "Log", "history"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one commit changed in it; without a commit, what is not committed yet."""

    commit: Commit | None
    changes: tuple[Change, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """The entries, the first first, and what is said of each revision that cannot be read."""

    entries: tuple[Entry, ...]
    unread: tuple[str, ...]


def history(home: Path, identifier: str, ontology: Ontology, language: str = "en") -> Log:
    """Return what git knows of an id: an entity's, with the statements and claims that name it, or one of those.

    An entity that had another id is followed. A revision that this program cannot read is passed over, and said.

    Args:
        home: a graph folder in a checkout.
        identifier: of an entity, a statement or a claim.
        ontology: whose words say it.
        language: `en` or `zh`.

    Raises:
        VersionError: the folder is in no checkout, or git is not there.
    """
    (repository, path), unread = inside(home), list[str]()
    with tempfile.TemporaryDirectory(prefix="aigraph-") as nothing, opened(str(home), home) as now:
        for name in FILES:
            Path(nothing, name).touch()
        versions: list[tuple[Commit | None, Path]] = []
        for commit in commits(repository, *(f"{path}/{part}" if path else part for part in STATED)):
            try:
                versions.append((commit, revision(repository, commit.hash, path)))
            except VersionError as err:
                unread.append(str(err))
        versions.append((None, now))
        steps, before = [], Path(nothing)
        for at, version in versions:
            steps.append((at, before, version, difference(before, version)))
            before = version
        found, ids = [], {identifier}
        for at, old, new, changes in reversed(steps):
            mine = tuple(_of(changes, ids))
            if mine:
                lines = told(mine, names_of(mine, old, new), ontology, language)
                found.append(Entry(at, mine, tuple(line for line in lines if line.level)))
    return Log(tuple(reversed(found)), tuple(unread))


def _of(changes: list[Change], ids: set[str]) -> Iterator[Change]:
    """Yield the changes that are about one of the ids; what became one of them is one of them from here on."""
    ids |= {change.id for change in changes if change.became in ids and change.kind in ("renamed", "moved")}
    for change in changes:
        if change.id in ids or (change.what != "entity" and _names(change, ids)):
            yield change


def _names(change: Change, ids: Collection[str]) -> bool:
    """Return whether a statement or claim names one of the ids."""
    record = change.after or change.before or {}
    ends = [record.get("subject"), record.get("object"), *record.get("about", ()), *record.get("heldBy", ())]
    return any(end in ids for end in ends)
