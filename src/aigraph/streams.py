"""Standard input, output and error as the shell left them: closed, full, or in an encoding that lacks characters.

Light: every command asks.
"""

import codecs
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["INTERRUPTED", "OURS", "Unwritable", "guard"]

#: The name of the error handler that writes `?` for what an encoding lacks; stands only where nobody chose another.
OURS = "aigraph.replace"
#: The exit code of a program that was interrupted.
INTERRUPTED = 130


class Unwritable(Exception):
    """Standard output takes no more; `reason` is what the system says."""

    def __init__(self, reason: OSError) -> None:
        """Keep the reason."""
        super().__init__(f"standard output: cannot be written: {reason.strerror}; expected one that takes the answer.")
        self.reason = reason


class _Answers(io.BufferedWriter):
    """What is below standard output: its failures are told from all others."""

    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError as err:
            raise Unwritable(err) from err

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as err:
            raise Unwritable(err) from err


class _Talk(io.BufferedWriter):
    """What is below standard error: where it takes no more, there is nobody to tell."""

    def write(self, data: "ReadableBuffer", /) -> int:
        with suppress(OSError):
            return super().write(data)
        return len(memoryview(data))

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


def guard(run: Callable[[], int]) -> int:
    """Return the exit code of a program: what goes wrong with its streams, or an interrupt, ends in no traceback.

    Where standard output cannot be written, a sentence says why and the code is 2; there is no sentence where the
    reader of a pipe went away, since it wanted no more. An interrupt is 130.
    """
    _open()
    try:
        code = run()
        sys.stdout.flush()
    except Unwritable as err:
        if not isinstance(err.reason, BrokenPipeError):
            print(err, file=sys.stderr)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)  # what is still in the buffer goes there when Python ends
        os.close(nowhere)
        code = 2
    except KeyboardInterrupt:
        code = INTERRUPTED
    return code


def _open() -> None:
    """Make the three streams usable; a closed one so that using it fails, but for talk, which is dropped."""
    for number, flags in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:  # else the next file that is opened would be standard output
            os.open(os.devnull, flags)
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    sys.stderr = _over(sys.stderr, 2, _Talk)
    sys.stdout = _over(sys.stdout, 1, _Answers)


def _over(stream: TextIO | None, number: int, kind: type[io.BufferedWriter]) -> TextIO:
    """Return a stream that writes where another one does, through a buffer of a kind; in UTF-8 where there is none."""
    if stream is None:
        return io.TextIOWrapper(
            kind(io.FileIO(number, "wb", closefd=False)), encoding="utf-8", newline="\n", errors="replace"
        )
    if type(stream) is not io.TextIOWrapper:
        return stream  # a notebook's, or another program's
    codecs.register_error(OURS, codecs.replace_errors)
    chosen = stream.errors not in ("strict", "surrogateescape") or codecs.lookup(stream.encoding).name == "utf-8"
    raw = cast(io.RawIOBase, getattr(stream.buffer, "raw", stream.buffer))
    made = io.TextIOWrapper(
        kind(raw),
        encoding=stream.encoding,
        newline="\n",  # on Windows too: the same bytes everywhere
        errors=stream.errors if chosen else OURS,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
    made.below = stream  # type: ignore[attr-defined]  # else it would be collected, and close what both write to
    return made
