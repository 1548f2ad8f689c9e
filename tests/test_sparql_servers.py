"""SPARQL over HTTP: the shipped questions asked of Oxigraph and Fuseki have the rows of our own engine; errors speak."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse, serialize
from support import ROOT, require

from aigraph import AID
from aigraph.cli import main
from aigraph.errors import QueryError, ServiceError
from aigraph.questions import shipped, text
from aigraph.sparql.remote import RemoteEndpoint
from aigraph.table import Table


@pytest.fixture(scope="module")
def dataset(graph: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph as N-Quads, all graphs in the default graph besides: what our engine takes as one."""
    path = tmp_path_factory.mktemp("dataset") / "graph.nq"
    graph.export("nquads", path)
    quads = list(parse(path=path, format=RdfFormat.N_QUADS))
    together = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    serialize([*quads, *together], output=path, format=RdfFormat.N_QUADS)
    return path


def rows(table: Table) -> list[list[str]]:
    """Return the rows in an order, numbers by their value: a server may write 2.50 as 2.5."""
    cells = ([str(c.normalize()) if isinstance(c, Decimal) else repr(c) for c in row] for row in table.rows)
    return sorted(cells)


def port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], url: str) -> Iterator[RemoteEndpoint]:
    """Start a server, wait until it answers, and stop it."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            endpoint = RemoteEndpoint(url)
            for _ in range(600):
                try:
                    endpoint.ask("ASK {}")
                    break
                except ServiceError:
                    assert process.poll() is None, command
                    time.sleep(0.2)
            yield endpoint
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def oxigraph(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteEndpoint]:
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    require(program, "no server of Oxigraph: pip install oxigraph")
    store, at = str(tmp_path_factory.mktemp("store")), f"127.0.0.1:{port()}"
    subprocess.run([str(program), "load", "-l", store, "-f", str(dataset)], check=True, capture_output=True)
    with running([str(program), "serve-read-only", "-l", store, "-b", at], f"http://{at}/query") as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def fuseki(dataset: Path) -> Iterator[RemoteEndpoint]:
    if not (shutil.which("java") and shutil.which("mvn")):
        pytest.skip("no Fuseki: its jar comes by Maven, and needs Java 17")
    found = subprocess.run([str(ROOT / "tools" / "fuseki.sh")], check=False, capture_output=True, text=True)
    if found.returncode:
        pytest.skip(f"no Fuseki: tools/fuseki.sh says {found.stderr[-200:]}")
    at = str(port())
    command = [
        "java",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        found.stdout.strip(),
        "org.apache.jena.fuseki.main.cmds.FusekiMainCmd",
    ]
    command += ["--localhost", f"--port={at}", f"--file={dataset}", "/ai"]
    with running(command, f"http://127.0.0.1:{at}/ai/query") as endpoint:
        yield endpoint


@pytest.mark.slow
@pytest.mark.sparql
@pytest.mark.parametrize("server", ["oxigraph", "fuseki"])
def test_the_shipped_questions_have_the_same_rows(graph: Any, server: str, request: pytest.FixtureRequest) -> None:
    endpoint: RemoteEndpoint = request.getfixturevalue(server)
    for question in shipped().values():
        query = text(graph, question, "sparql", {})
        own, theirs = graph.select(query), endpoint.select(query)
        assert theirs.columns == own.columns, question.id
        assert rows(theirs) == rows(own), question.id
    built, given = "CONSTRUCT { ?who aig:workedAt ?lab } WHERE { ?who aig:workedAt ?lab }", {"lab": AID["openai"]}
    assert endpoint.construct(built, given).lines == graph.construct(built, given).lines
    assert endpoint.construct(built, given).lines
    done = CliRunner().invoke(
        main, ["sparql", "--endpoint", endpoint.url, "--format", "csv", "SELECT (1 + 1 AS ?n) {}"]
    )
    assert (done.exit_code, done.output.split()) == (0, ["n", "2"])
    with pytest.raises((QueryError, ServiceError), match=r"http://127\.0\.0\.1"):
        endpoint.query("SELECT * WHERE { ?x aig:workedAt }")


class Odd(BaseHTTPRequestHandler):
    """Answers as its path says: a status, words that are no results, or too late."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        kind = self.path.strip("/")
        if kind == "late":
            time.sleep(1)
        self.send_response(int(kind) if kind.isdecimal() else 200)
        self.end_headers()
        with suppress(BrokenPipeError):  # nobody waits any more
            self.wfile.write(b"<html>no such <b>dataset</b></html>")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "error", "said"),
    [
        ("/400", QueryError, "answers 400 Bad Request: no such dataset"),
        ("/404", ServiceError, "answers 404 Not Found: no such dataset"),
        ("/500", ServiceError, "answers 500"),
        ("/html", ServiceError, "expected SPARQL results in JSON"),
        ("/late", QueryError, r"no answer within 0\.2 s"),
    ],
)
def test_what_a_server_cannot_answer_is_said(odd: str, path: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        RemoteEndpoint(odd + path).select("SELECT * { ?s ?p ?o }", timeout=0.2 if path == "/late" else 30)


def test_a_server_that_is_not_there_and_what_cannot_be_asked_of_one() -> None:
    away = f"http://127.0.0.1:{port()}/query"
    done = CliRunner().invoke(main, ["sparql", "--endpoint", away, "ASK {}"])
    assert done.exit_code == 2
    assert f"{away}: cannot be reached" in done.output
    for wrong in (["--endpoint", "localhost:3030", "ASK {}"], ["--endpoint", away, "--tentative", "ASK {}"]):
        assert CliRunner().invoke(main, ["sparql", *wrong]).exit_code == 2
    with pytest.raises(QueryError, match="no variable"):
        RemoteEndpoint(away).select("SELECT * { ?s ?p ?o }", {"x": 1})
