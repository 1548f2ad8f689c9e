"""The difference of two builds: entities, sources, statements and claims, one change each, in the order of their ids.

Files are sorted by id, so that both are gone through once, side by side; only lines that differ are looked into.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aigraph.errors import VersionError
from aigraph.versions.places import RECORDS

__all__ = ["Change", "Record", "difference", "differing", "named"]

Record = Mapping[str, Any]
#: What the record of an entity says itself; its attributes are statements, and told as those.
_OWN = ("name", "nameZh", "classes", "aliases", "misspellings", "sameAs", "note", "replacedBy")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of an `entity`, a `source`, a `statement` or a `claim`; its record before and after.

    `kind` is `added`, `removed` or `changed`; of entities also `renamed` (another name, or another id: then `became`),
    `merged` (into `became`) and `split` (no longer one with what `became` names). A statement that only `moved` with a
    renamed id has the new one in `became`.
    """

    what: str
    kind: str
    id: str
    before: Record | None = None
    after: Record | None = None
    became: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of what differs in a record that is in both versions."""
        old, new = self.before, self.after
        if old is None or new is None:
            return ()
        names = _OWN if self.what == "entity" else old.keys() | new.keys()
        return tuple(sorted(name for name in names if old.get(name) != new.get(name)))


def difference(one: Path, other: Path) -> list[Change]:
    """Return what changed from one build to another: entities, sources, statements, claims. Nothing where all is equal.

    Raises:
        VersionError: a file is not sorted by id, or no JSON.
    """
    found: list[Change] = []
    ids: dict[str, str] = {}
    for name in RECORDS:
        what = {"entities": "entity"}.get(name, name.removesuffix("s"))
        changes = [_change(what, *pair) for pair in differing(one / f"{name}.ndjson", other / f"{name}.ndjson")]
        if what == "entity":
            changes, ids = _renamed([change for change in changes if change.kind != "changed" or change.fields])
        elif what == "statement" and ids:
            changes = _moved(changes, ids)
        found += changes
    return found


def differing(one: Path, other: Path) -> Iterator[tuple[str, Record | None, Record | None]]:
    """Yield id, record before and record after of each line of two sorted files that is not the same in both."""
    with one.open("rb") as before, other.open("rb") as after:
        olds, news = _lines(before, one), _lines(after, other)
        old, new = next(olds), next(news)
        while old or new:
            if old == new:
                old, new = next(olds), next(news)
                continue
            left, right = (_id(old), _id(new))
            first = min(i for i in (left, right) if i is not None)
            yield first, _record(old) if left == first else None, _record(new) if right == first else None
            old = next(olds) if left == first else old
            new = next(news) if right == first else new


def named(folder: Path, wanted: Iterable[str]) -> dict[str, Record]:
    """Return the records of entities by their ids, those of a build that are asked for."""
    ids, found = set(wanted), {}
    if ids:
        with (folder / "entities.ndjson").open("rb") as file:
            for line in file:
                if (identifier := _id(line)) in ids and identifier is not None:
                    found[identifier] = _record(line)
    return found


def _lines(file: Iterable[bytes], path: Path) -> Iterator[bytes]:
    """Yield the lines, then empty ones for ever. Raises VersionError where they are not sorted."""
    last = b""
    for line in file:
        if line <= last and (_id(line) or "") <= (_id(last) or ""):
            raise VersionError(
                f"{path}: {_id(line)!r} stands after {_id(last)!r}; expected lines sorted by id. Build it again"
            )
        last = line
        yield line
    while True:
        yield b""


def _id(line: bytes) -> str | None:
    """Return the id of a line, which stands first; None where there is no line."""
    if not line:
        return None
    head = line[8 : line.find(b'"', 8)]
    return head.decode() if line.startswith(b'{"id": "') and b"\\" not in head else str(_record(line)["id"])


def _record(line: bytes) -> Record:
    try:
        found = json.loads(line)
    except ValueError as err:
        raise VersionError(f"a line is no JSON: {line[:60]!r}; expected a record. Build it again") from err
    if not isinstance(found, dict) or "id" not in found:
        raise VersionError(f"a line has no id: {line[:60]!r}; expected a record. Build it again")
    return found


def _change(what: str, identifier: str, before: Record | None, after: Record | None) -> Change:
    kind = "added" if before is None else "removed" if after is None else "changed"
    change, became = Change(what, kind, identifier, before, after), None
    if kind == "changed" and what == "entity":
        assert before is not None
        assert after is not None
        if before.get("replacedBy") != after.get("replacedBy"):
            kind = "merged" if after.get("replacedBy") else "split"
            became = after.get("replacedBy") or before.get("replacedBy")
        elif {"name", "nameZh"} & set(change.fields):
            kind = "renamed"
    return replace(change, kind=kind, became=became)


def _renamed(changes: list[Change]) -> tuple[list[Change], dict[str, str]]:
    """Return the changes with those of an id paired, and the ids: one gone and one come that share name and classes."""
    come: dict[tuple[Any, ...], list[Change]] = {}
    for change in changes:
        if change.kind == "added" and change.after:
            come.setdefault(_same(change.after), []).append(change)
    ids, paired = {}, {}
    for change in changes:
        if change.kind == "removed" and change.before and len(come.get(_same(change.before), ())) == 1:
            [other] = come.pop(_same(change.before))
            ids[change.id] = other.id
            paired[change.id] = replace(change, kind="renamed", after=other.after, became=other.id)
    gone = set(ids.values())
    kept = [
        paired.get(c.id, c) if c.kind == "removed" else c for c in changes if not (c.kind == "added" and c.id in gone)
    ]
    return kept, ids


def _same(record: Record) -> tuple[Any, ...]:
    return record.get("name"), record.get("nameZh"), tuple(record.get("classes", ()))


def _moved(changes: list[Change], ids: Mapping[str, str]) -> list[Change]:
    """Return the changes with the statements paired that are the same but for the new ids of what they relate."""
    come = {change.id: change for change in changes if change.kind == "added"}
    found, gone = [], set()
    for change in changes:
        new = "/".join(ids.get(part, part) for part in change.id.split("/"))
        if change.kind == "removed" and new != change.id and new in come:
            gone.add(new)
            after = come[new].after
            found.append(replace(change, kind="moved", after=after, became=new))
        else:
            found.append(change)
    return [c for c in found if not (c.kind == "added" and c.id in gone)]
