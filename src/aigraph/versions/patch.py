"""RDF patches: what two builds differ in, quad by quad; applied, they give the other build's quads byte for byte.

Source: https://afs.github.io/rdf-delta/rdf-patch.html
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from aigraph.errors import VersionError
from aigraph.versions.places import QUADS, opened

__all__ = ["apply", "patch", "patched"]

#: A quad's place in a file: graph, kind of subject, subject, types first, predicate, kind of object, object.
_Key = tuple[bytes, int, bytes, bool, bytes, int, bytes]
_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_HEADERS = ("prev", "id")


def patch(one: Path, other: Path) -> Iterator[bytes]:
    """Yield the lines of the patch from one file of N-Quads, as `aigraph build` writes them, to another.

    Nothing where they are the same. The headers `prev` and `id` are the SHA-256 of both.
    """
    lines = _lines(one, other)
    first = next(lines, None)
    if first is None:
        return
    for name, path in zip(_HEADERS, (one, other), strict=True):
        with path.open("rb") as file:
            yield f"H {name} <urn:sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}> .\n".encode()
    yield b"TX .\n"
    yield first
    yield from lines
    yield b"TC .\n"


def apply(quads: bytes, lines: Iterable[bytes], *, reverse: bool = False) -> bytes:
    """Return the N-Quads that a patch makes of others.

    Args:
        quads: as `aigraph build` writes them.
        lines: those of the patch.
        reverse: undo the patch.

    Raises:
        VersionError: it is the patch of another version, or none.
    """
    headers: dict[str, str] = {}
    removed: set[bytes] = set()
    added: set[bytes] = set()
    come, go = (b"D ", b"A ") if reverse else (b"A ", b"D ")
    for number, line in enumerate(lines, 1):
        if line.startswith(come):
            added.add(line[2:])
        elif line.startswith(go):
            removed.add(line[2:])
        elif line.startswith(b"H "):
            name, value = line.decode().split()[1:3]
            headers[name] = value.removeprefix("<urn:sha256:").removesuffix(">")
        elif line.strip() not in (b"TX .", b"TC .", b""):
            raise VersionError(f"line {number}: {line[:40]!r} is no row of a patch; expected H, TX, A, D or TC")
    before, after = _HEADERS[::-1] if reverse else _HEADERS
    _check(quads, headers.get(before), "what is to be patched")
    kept = quads.splitlines(keepends=True)
    there = set(kept)
    if wrong := (removed - there) | (added & there):
        raise VersionError(
            f"{len(wrong)} rows do not fit, such as {min(wrong).decode()[:120].strip()}; "
            "expected what the patch was made from. Name the version that it starts with"
        )
    lasting: list[bytes] = [line for line in (*kept, *added) if line not in removed]
    lasting.sort(key=_key)
    made = b"".join(lasting)
    _check(made, headers.get(after), "what came of it")
    return made


def patched(where: str, file: Path, home: Path, *, reverse: bool = False) -> bytes:
    """Return the N-Quads that a file's patch makes of a version, or of a file of N-Quads.

    Args:
        where: a version as `opened` takes it, or a file of N-Quads.
        file: the patch.
        home: the graph folder that a revision without a path is of.
        reverse: undo the patch.

    Raises:
        VersionError: it is the patch of another version, or none; or the version cannot be read.
    """
    if Path(where).is_file():
        quads = Path(where).read_bytes()
    else:
        with opened(where, home) as folder:
            quads = (folder / QUADS).read_bytes()
    with file.open("rb") as lines:
        return apply(quads, lines, reverse=reverse)


def _check(quads: bytes, wanted: str | None, what: str) -> None:
    found = hashlib.sha256(quads).hexdigest()
    if wanted is not None and found != wanted:
        raise VersionError(
            f"{what} has the SHA-256 {found[:12]}…; expected {wanted[:12]}…, as the patch says. Name another version"
        )


def _lines(one: Path, other: Path) -> Iterator[bytes]:
    """Yield what is removed and added, both files gone through once, side by side."""
    with one.open("rb") as before, other.open("rb") as after:
        old, new = before.readline(), after.readline()
        while old or new:
            if old == new:
                old, new = before.readline(), after.readline()
            elif not new or (old and _key(old) < _key(new)):
                yield b"D " + old
                old = before.readline()
            else:
                yield b"A " + new
                new = after.readline()


def _key(line: bytes) -> _Key:
    """Return where a quad stands in a file that `write_rdf` sorted."""
    subject, predicate, rest = line.rstrip(b"\r\n").removesuffix(b" .").split(b" ", 2)
    head, blank, last = rest.rpartition(b" ")
    value, graph = (head, last) if blank and last[:1] in b"<_" and b'"' not in last else (rest, b"")
    return graph, _kind(subject), subject, predicate != _TYPE, predicate[1:-1], _kind(value), value


def _kind(term: bytes) -> int:
    return {b"<": 0, b"_": 1}.get(term[:1], 2)
