"""A real Neo4j server for tests."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from support import ROOT, require


class Neo4jServer(NamedTuple):
    """Where a server answers, and how to be let in."""

    uri: str
    user: str
    password: str


@contextmanager
def started(home: Path, line: str = "") -> Iterator[Neo4jServer]:
    """Run a real Neo4j server with its data in a folder, on free ports of this machine."""
    require(shutil.which("java") and shutil.which("mvn"), "no Java or no Maven: run tools/services.sh server")
    script = str(ROOT / "tools" / "neo4j.sh")
    # To files, not pipes: the server outlives the script and would keep a pipe open.
    log = home / "start.log"
    with log.open("w") as output:
        done = subprocess.run(
            [script, "start", str(home)],
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            check=False,
            env={**os.environ, "NEO4J_TEST_CONF": line},
        )
    try:
        require(done.returncode == 0, f"the Neo4j server did not start: {log.read_text()[-2000:]}")
        yield Neo4jServer((home / "bolt.uri").read_text().strip(), "neo4j", "test-password")
    finally:
        subprocess.run([script, "stop", str(home)], check=True, stdin=subprocess.DEVNULL)
