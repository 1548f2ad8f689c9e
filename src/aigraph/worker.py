"""A process that answers one JSON line for each line it reads, and can be stopped when an answer takes too long."""

import json
import select
import sys
import weakref
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess

__all__ = ["MEMORY", "TIMEOUT", "Died", "Worker", "confine"]

#: Bytes of address space a worker may use, unless told otherwise.
MEMORY = 8 * 2**30
#: Seconds a query may take, unless told otherwise.
TIMEOUT = 30.0


class Died(Exception):
    """The worker ended without an answer: out of memory."""


class Worker:
    """Runs `python -m MODULE ARGUMENT…`; started by the first request, or at once with `start`."""

    def __init__(self, module: str, arguments: Sequence[str]) -> None:
        """Remember what to run."""
        self._command = [sys.executable, "-m", module, *arguments]
        self._running: list[subprocess.Popen[str]] = []
        self._finalizer = weakref.finalize(self, _stop, self._running)

    def start(self) -> "subprocess.Popen[str]":
        """Return the running process, started where there is none."""
        import subprocess

        if not self._running or self._running[0].poll() is not None:
            self.close()
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # an engine that runs out of memory prints its stack there
                encoding="utf-8",
                errors="surrogatepass",
            )
            self._running.append(process)
        return self._running[0]

    def ask(self, request: object, timeout: float | None) -> Any:
        """Return the answer to a request, both as JSON has it.

        Raises:
            TimeoutError: there was no answer within `timeout` seconds; the process is stopped.
            Died: the process ended.
        """
        process = self.start()
        assert process.stdin is not None and process.stdout is not None
        with suppress(BrokenPipeError):  # the reader below finds the worker gone and says so
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        line = _read_line(process.stdout, timeout)
        if line:
            return json.loads(line)
        self.close()
        raise TimeoutError if line is None else Died

    def close(self) -> None:
        """Stop the process."""
        _stop(self._running)


def confine(limit: int) -> None:
    """Leave this process no file or socket to open, whatever a query says, and `limit` bytes of memory (0: any)."""
    try:
        import resource
    except ImportError:
        return  # a system without limits: the refusals of the query modules are all there is
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    if limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _read_line(stream: IO[str], timeout: float | None) -> str | None:
    """Return the worker's line, '' where it ended, None where the time ran out."""
    ready, _, _ = select.select([stream], [], [], timeout)
    return stream.readline() if ready else None


def _stop(processes: "list[subprocess.Popen[str]]") -> None:
    for process in processes:
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):  # what was still unsent went with the worker
                    stream.close()
        process.wait()
    processes.clear()
