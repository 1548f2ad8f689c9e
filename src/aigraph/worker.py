"""A process that answers one JSON line for each line it reads, and can be stopped when an answer takes too long."""

import json
import os
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any, NoReturn

from aigraph.errors import QueryError

if TYPE_CHECKING:
    import subprocess

__all__ = ["MEMORY", "TIMEOUT", "Worker", "confine", "exhausted"]

#: Bytes of address space a worker may use, unless told otherwise.
MEMORY = 8 * 2**30
#: Seconds a query may take, unless told otherwise.
TIMEOUT = 30.0
#: The longest that the system waits; as good as forever.
_FOREVER = 10.0**7
#: The exit code of a worker that has no memory left.
_EXHAUSTED = 137


class Worker:
    """Runs `python -m MODULE ARGUMENT…`; started by the first request, or at once with `start`.

    One that died is started again by the next request. Threads that ask at once are answered one after the other.
    """

    def __init__(self, module: str, arguments: Sequence[str]) -> None:
        """Remember what to run."""
        self._command = [sys.executable, "-m", module, *arguments]
        self._running: list[subprocess.Popen[str]] = []
        self._asking = threading.RLock()
        self._finalizer = weakref.finalize(self, _stop, self._running)

    def start(self) -> "subprocess.Popen[str]":
        """Return the running process, started where there is none."""
        import subprocess

        with self._asking:
            if not self._running or self._running[0].poll() is not None:
                self.close()
                process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    start_new_session=True,  # an interrupt is ours to hear; the worker is then stopped
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
                    stderr=subprocess.DEVNULL,  # an engine that runs out of memory prints its stack there
                    encoding="utf-8",
                    errors="surrogatepass",
                    env={**os.environ, "PYTHONIOENCODING": "utf-8:surrogatepass"},  # whatever our own output takes
                )
                self._running.append(process)
            return self._running[0]

    def ask(self, request: object, timeout: float | None) -> Any:
        """Return the answer to a request, both as JSON has it.

        Raises:
            QueryError: there was no answer within `timeout` seconds, or the process ended; a timeout that is none.
        """
        if timeout is not None and not timeout > 0:
            raise QueryError(f"timeout: {timeout!r} is no time; expected seconds above 0, or None for no limit")
        with self._asking:
            for _ in range(2):  # twice, since a process that has answered before may have died since
                old = bool(self._running)
                process = self.start()
                try:
                    line = _exchange(process, json.dumps(request), timeout)
                except BaseException:  # whoever asks next must not read the answer to this
                    self.close()
                    raise
                if line:
                    return json.loads(line)
                ended = line is not None and _ended(process)
                self.close()
                if not (old and ended):
                    break
        raise QueryError(
            ended or f"the query took longer than {timeout:g} s and was stopped. Simplify it, or raise the timeout"
        )

    def close(self) -> None:
        """Stop the process."""
        _stop(self._running)


def confine(limit: int, *, reads: bool = False) -> None:
    """Leave this process no file or socket to open, whatever a query says, and `limit` bytes of memory (0: any).

    One that `reads` its data as it answers may open files.
    """
    try:
        import resource
    except ImportError:
        return  # a system without limits: the refusals of the query modules are all there is
    if not reads:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    if limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def exhausted() -> NoReturn:
    """End this process, which has no memory left, whatever holds it; who asked says so."""
    os._exit(_EXHAUSTED)


def _exchange(process: "subprocess.Popen[str]", line: str, timeout: float | None) -> str | None:
    """Return the worker's line in answer to one, '' where it ended, None where the time ran out."""
    assert process.stdin is not None and process.stdout is not None
    with suppress(BrokenPipeError):  # the reader below finds the worker gone and says so
        process.stdin.write(line + "\n")
        process.stdin.flush()
    answers: SimpleQueue[str] = SimpleQueue()  # filled by a thread, since Windows has no `select` for pipes
    threading.Thread(target=_read_line, args=(process.stdout, answers), daemon=True).start()
    try:
        return answers.get(timeout=None if timeout is None else min(timeout, _FOREVER))
    except Empty:
        return None  # whoever asked kills the process, and the thread reads its end


def _read_line(stream: IO[str], answers: "SimpleQueue[str]") -> None:
    line = ""
    with suppress(ValueError):  # closed, as the process was stopped
        line = stream.readline()
    answers.put(line)


def _ended(process: "subprocess.Popen[str]") -> str:
    """Return what to say of a worker that ended without an answer: an engine out of memory ends itself by a signal."""
    code = process.wait()
    if code < 0 or code == _EXHAUSTED:
        return "the query used too much memory and was stopped. Add a LIMIT, or ask for less"
    return f"the query engine ended without an answer (exit code {code}). Ask again, or report the query"


def _stop(processes: "list[subprocess.Popen[str]]") -> None:
    for process in processes:
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):  # what was still unsent went with the worker
                    stream.close()
        process.wait()
    processes.clear()
