"""Answers of the shell remembered: asked again, a command costs less than importing what would answer it.

Only successful answers, by the words of the command line, the data of the graph folder and the program.
"""

import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from hashlib import sha256
from typing import TextIO

from aigraph.cache.fingerprint import code_stamp, data_digest, file_stamp
from aigraph.places import CONFIG, IN_MEMORY, STORE, cache_folder, graph_folder, shipped_folder

__all__ = ["remembered"]

_COMMANDS = {"show", "sparql", "cypher", "search", "cite", "stats", "ask", "timeline", "schema", "why"}
#: Words after which an answer depends on more than the words.
_OPEN = ("-", "-f", "--file", "--timeout", "--neo4j", "--engine", "--new")
_MOST = 2**20


def remembered(arguments: list[str], run: Callable[[], None]) -> int:
    """Print the answer of a command line, from memory where it is there, else by `run`; return the exit code."""
    place = _place(arguments)
    if place is None:
        return _code(run)
    with suppress(OSError, ValueError):
        with open(place, encoding="utf-8", newline="") as file:
            split = int(file.readline())
            text = file.read()
        sys.stdout.write(text[:split])
        sys.stderr.write(text[split:])
        sys.stdout.flush()
        return 0
    out, talk = _Tee(sys.stdout), _Tee(sys.stderr)
    with redirect_stdout(out), redirect_stderr(talk):
        code = _code(run)
    if code == 0 and len(out.text) + len(talk.text) < _MOST:
        _remember(place, f"{len(out.text)}\n{out.text}{talk.text}")
    return code


def _remember(place: str, text: str) -> None:
    """Write a file as a whole or not at all: also where the system refuses, or UTF-8 cannot hold the text."""
    scratch = f"{place}.{os.getpid()}"
    try:
        with suppress(OSError, ValueError):
            os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
            with open(scratch, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            os.replace(scratch, place)
            if place.endswith("0"):  # once in a while
                from aigraph.cache.prune import prune

                prune()
    finally:
        with suppress(OSError):
            os.unlink(scratch)


class _Tee:
    """Passes on what is written and keeps it. Has no `buffer`, so that nothing is written past it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.text = stream, ""
        self.encoding, self.errors = stream.encoding, stream.errors

    def write(self, text: str) -> int:
        self.text += text
        return self.stream.write(text)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return self.stream.isatty()


def _code(run: Callable[[], None]) -> int:
    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _place(arguments: list[str]) -> str | None:
    """Return the file that remembers the answer, None where the words do not settle it."""
    named, words = None, arguments
    if words[:1] == ["--graph"]:
        named, words = words[1:2], words[2:]
    if not words or words[0] not in _COMMANDS or os.environ.get("_AIGRAPH_COMPLETE"):
        return None
    if any(word.split("=")[0] in _OPEN or word.startswith("-f") for word in words[1:]):
        return None
    try:
        folder = os.path.abspath(graph_folder(*named or ()))
        parts = (CONFIG, "seeds", "mappings", "ontology", *(("queries",) if words[0] == "ask" else ()))
        chain = _chain(folder)
        data = [os.path.join(place, part) for place in chain for part in parts]
        tables = [file_stamp(os.path.join(place, part)) for place in chain for part in ("tables", STORE)]
        width = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
        # also what is printed for the characters that standard output lacks
        stream = [str(width), sys.stdout.encoding, str(sys.stdout.errors), str(os.environ.get("NO_COLOR"))]
        key = [*words, folder, data_digest(*data), *tables, os.environ.get(IN_MEMORY, ""), code_stamp(), *stream]
    except (OSError, ValueError):
        return None
    name = sha256("\0".join(key).encode(errors="surrogateescape")).hexdigest()[:32]
    return os.path.join(cache_folder(), "answers", name)


def _chain(folder: str) -> list[str]:
    """Return the folders whose graphs a folder has, which are remembered as long as each `aigraph.toml` is the same.

    Raises:
        ValueError: it is no graph folder.
    """
    if os.path.realpath(folder) == os.path.realpath(shipped_folder()):
        return [folder]
    place = os.path.join(cache_folder(), "answers", f"chain-{sha256(os.fsencode(folder)).hexdigest()[:32]}")
    with suppress(OSError, ValueError):
        with open(place, encoding="utf-8", newline="") as file:
            digest, *folders = file.read().split("\n")
        if digest == _configs(folders):
            return folders
    from pathlib import Path

    from aigraph.errors import SeedError
    from aigraph.folder import read_folder

    try:
        folders = [*(str(found.path) for found in read_folder(Path(folder)).chain()), shipped_folder()]
    except SeedError as err:
        raise ValueError(folder) from err
    _remember(place, "\n".join([_configs(folders), *folders]))
    return folders


def _configs(folders: list[str]) -> str:
    return data_digest(*(os.path.join(folder, CONFIG) for folder in folders))
