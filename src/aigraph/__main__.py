"""The program `aigraph`, also `python -m aigraph`."""

import gc
import os
import sys

from aigraph.cache.memo import remembered
from aigraph.streams import guard

__all__ = ["main"]


def main() -> None:
    """Answer the command line, from memory where it was asked before."""
    gc.set_threshold(100_000, 20, 50)  # a graph is many objects and no garbage: looked through rarely, a third is saved
    sys.argv[1:] = map(_in_utf_8, sys.argv[1:])
    sys.exit(guard(lambda: remembered(sys.argv[1:], _run)))


def _in_utf_8(word: str) -> str:
    """Return a word as it was typed: a shell's bytes are UTF-8, also where the locale knows ASCII alone."""
    return word if word.isascii() else os.fsencode(word).decode("utf-8", "surrogateescape")


def _run() -> None:
    from aigraph.cli import main as command_line

    command_line(prog_name="aigraph")


if __name__ == "__main__":
    main()
