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


@contextmanager
def imported(folder: Path, home: Path) -> Iterator[Neo4jServer]:
    """Run a server into which its own tool imported a folder of CSV, with what is to be run afterwards."""
    from neo4j import GraphDatabase

    home.mkdir()
    shim = home.parent / "bin" / "neo4j-admin"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{ROOT / "tools" / "neo4j.sh"}" admin "{home}" "$@"\n')
    shim.chmod(0o755)
    path = {**os.environ, "PATH": f"{shim.parent}:{os.environ['PATH']}"}
    command = [str(folder / "import.sh"), "--overwrite-destination", "neo4j"]
    done = subprocess.run(command, env=path, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert not list(folder.glob("*.report"))
    with started(home) as server:
        access = (server.user, server.password)
        with GraphDatabase.driver(server.uri, auth=access, notifications_min_severity="OFF") as driver:
            for line in (folder / "after-import.cypher").read_text(encoding="utf-8").splitlines():
                if line and not line.startswith("//"):
                    driver.execute_query(line.removesuffix(";"))
        yield server
