"""Standard input, output and error as a shell may leave them, for a real process: never a traceback, the right code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import ROOT

from aigraph.characters import visible

#: Each starts processes.
pytestmark = pytest.mark.slow

#: Commands for people, and for programs; each prints Chinese.
SEEN = {
    "show": ("show", "奥特曼"),
    "cite": ("cite", "mistral-ai/foundingDate"),
    "search": ("search", "aoteman"),
    "ask": ("ask",),
    "md": ("search", "aoteman", "--format", "md"),
}
READ = {
    "json": ("show", "奥特曼", "--format", "json"),
    "csv": ("search", "aoteman", "--format", "csv"),
    "bibtex": ("cite", "mistral-ai/foundingDate", "--format", "bibtex"),
    "ttl": ("sparql", "DESCRIBE aid:sam-altman"),
}
OTHERS = {
    "help": ("--help",),
    "export": ("export", "--format", "claims", "-o", "-"),
    "error": ("show", "nobody at all"),
}
EACH = pytest.mark.parametrize("command", ["show", "json", "ttl", *OTHERS])
COMMANDS = SEEN | READ | OTHERS


def aigraph(
    *words: str, stdin: bytes | None = b"", shell: str = "", cache: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program, in a shell that redirects as it is told."""
    settings = {**os.environ, **environment} | ({"XDG_CACHE_HOME": str(cache)} if cache else {})
    command = ["bash", "-c", f'"$@" {shell}', "bash", sys.executable, "-m", "aigraph", *words]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, env=settings)
    for noise in (b"Traceback", b"Exception ignored", b"Aborted!"):
        assert noise not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "ascii:surrogateescape"])
@pytest.mark.parametrize("command", SEEN)
def test_people_see_what_the_encoding_has(command: str, encoding: str) -> None:
    first, second = (aigraph(*SEEN[command], PYTHONIOENCODING=encoding) for _ in range(2))
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout  # from memory
    whole = aigraph(*SEEN[command], PYTHONIOENCODING="utf-8").stdout.decode()
    name = encoding.partition(":")[0]
    assert first.stdout == whole.encode(name, "replace")
    assert b"?" in first.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("command", READ)
def test_programs_are_refused_what_the_encoding_lacks(command: str, encoding: str) -> None:
    for _ in range(2):
        done = aigraph(*READ[command], PYTHONIOENCODING=encoding)
        assert done.returncode == 2
        assert done.stdout == b""
        assert f"standard output: {encoding} has no U+".encode() in done.stderr
        assert b"expected UTF-8. Set PYTHONIOENCODING=utf-8" in done.stderr
    assert aigraph(*READ[command], PYTHONIOENCODING="utf-8").returncode == 0


def test_who_chose_what_to_write_instead_gets_it() -> None:
    done = aigraph("show", "奥特曼", PYTHONIOENCODING="ascii:backslashreplace")
    assert b"\\u5965\\u7279\\u66fc" in done.stdout
    done = aigraph(*READ["csv"], PYTHONIOENCODING="ascii:xmlcharrefreplace")
    assert b"&#22885;&#29305;&#26364;" in done.stdout


def test_one_memory_for_each_encoding(tmp_path: Path) -> None:
    found = [
        aigraph("show", "奥特曼", cache=tmp_path, PYTHONIOENCODING=encoding).stdout
        for encoding in ("utf-8", "ascii", "gb18030", "utf-8", "ascii", "gb18030")
    ]
    assert found[:3] == found[3:]
    assert found[0].decode() == found[2].decode("gb18030")
    assert "奥特曼" in found[0].decode()


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_the_plainest_locale(locale: str) -> None:
    for words, stdin in ((("show", "sam-altman"), b""), (("sparql", "-"), "ASK { ?s rdfs:label '奥特曼' }".encode())):
        for own in ("1", "0"):  # what Python does about such a locale by itself
            done = aigraph(
                *words,
                stdin=stdin,
                LC_ALL=locale,
                LANG=locale,
                PYTHONIOENCODING="",
                PYTHONCOERCECLOCALE=own,
                PYTHONUTF8=own,
            )
            assert done.returncode == 0, done.stderr


@EACH
def test_a_closed_standard_output(command: str) -> None:
    done = aigraph(*COMMANDS[command], shell=">&-")
    assert done.returncode == 2
    if command != "error":
        assert b"standard output: cannot be written: Bad file descriptor" in done.stderr


@EACH
def test_a_full_standard_output(command: str) -> None:
    for _ in range(2):
        done = aigraph(*COMMANDS[command], shell="> /dev/full")
        assert done.returncode == 2
        if command != "error":
            assert b"standard output: cannot be written: No space left on device" in done.stderr


@pytest.mark.parametrize("command", ["show", "json", "export", "help"])
def test_a_reader_that_goes_away(command: str) -> None:
    done = aigraph(*COMMANDS[command], shell="| true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) in ((2, b""), (0, b""))  # 0 where the pipe took all before it closed
    long = aigraph("sparql", "SELECT * WHERE { ?s ?p ?o }", shell="| head -1; exit ${PIPESTATUS[0]}")
    assert (long.returncode, long.stderr) == (2, b"")
    assert len(long.stdout.splitlines()) == 1


@EACH
@pytest.mark.parametrize("how", ["2>&-", "2> /dev/full"])
def test_a_standard_error_that_takes_nothing(command: str, how: str) -> None:
    done = aigraph(*COMMANDS[command], shell=how)
    usual = aigraph(*COMMANDS[command])
    assert (done.returncode, done.stdout) == (usual.returncode, usual.stdout)


def test_what_needs_no_output_does_without(tmp_path: Path) -> None:
    done = aigraph("export", "--format", "claims", "-o", str(tmp_path / "claims"), shell=">&- 2>&- <&-")
    assert done.returncode == 0
    assert all(json.loads(line) for line in (tmp_path / "claims").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("words", [("sparql", "-"), ("sparql", "-f", "-"), ("cypher", "-")])
def test_standard_input(words: tuple[str, ...], tmp_path: Path) -> None:
    query = (
        "ASK { aid:openai a aig:Company }" if words[0] == "sparql" else "MATCH (n {id: 'openai'}) RETURN n.name AS n"
    )
    plain = aigraph(*words, stdin=query.encode())
    assert plain.returncode == 0
    assert aigraph(*words, stdin=query.encode("utf-8-sig")).stdout == plain.stdout
    file = tmp_path / "query"
    file.write_bytes(query.encode("utf-8-sig"))
    assert aigraph(words[0], "-f", str(file)).stdout == plain.stdout
    for wrong in (b"\xff\xfe", query.encode("utf-16"), "# 奥特曼\n".encode("gb18030")):
        done = aigraph(*words, stdin=wrong)
        assert done.returncode == 2
        assert b"standard input: not UTF-8; expected text" in done.stderr
    closed = aigraph(*words, shell="<&-")
    assert closed.returncode == 2
    assert b"standard input: cannot be read: Bad file descriptor" in closed.stderr


@pytest.mark.parametrize(
    "words",
    [("show",), ("search",), ("cite",), ("sparql",), ("cypher",), ("ask",), ("export", "--format", "ttl", "-o")],
)
def test_words_that_are_no_text(words: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable.encode(), b"-m", b"aigraph", *(w.encode() for w in words), b"\xff\x1b[31m\xe2\x80\xae"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr + done.stdout
    assert b"\xe2\x80\xae" not in done.stderr + done.stdout


def test_an_interrupt_is_130_without_a_word() -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-m", "aigraph", "sparql", endless]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell's background job ignores it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not (children.exists() and children.read_text()):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the worker too
    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 130


def test_each_command_prints_in_one_place() -> None:
    """What a terminal would obey is written out by `echo`; what is printed past it would not be."""
    for path in (ROOT / "src" / "aigraph" / "cli").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        found = text.count("click.echo(") + text.count("click.secho(") + text.count("print(") - text.count("_print(")
        assert found == (2 if path.name == "output.py" else 0), path


def test_names_move_no_cursor(seeds: Path) -> None:
    """An entity with such a name, wherever it is printed for people."""
    bad = ("\u202e", "\u2066", "\u200f")  # control characters are findings of the seeds
    name = f"Mistral{''.join(bad)} AI"
    path = seeds / "entities" / "organizations.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("  name: Mistral AI\n") == 1
    path.write_text(text.replace("  name: Mistral AI\n", f"  name: {json.dumps(name)}\n"), encoding="utf-8")
    for words in (
        ("show", "mistral-ai"),
        ("cite", "mistral-ai/foundingDate"),
        ("search", "mistral"),
        ("sparql", "SELECT ?n WHERE { aid:mistral-ai rdfs:label ?n }"),
        ("cypher", "MATCH (n {id: 'mistral-ai'}) RETURN n.name"),
    ):
        done = aigraph("--graph", str(seeds.parent), *words)
        assert visible(name).encode() in done.stdout, words
        assert not [c for c in bad if c.encode() in done.stdout + done.stderr], words
    for others in (("search", "mistral", "--format", "md"), ("cite", "mistral-ai/foundingDate", "--format", "bibtex")):
        done = aigraph("--graph", str(seeds.parent), *others)
        assert b"U+202E" in done.stdout
        assert not [c for c in bad if c.encode() in done.stdout + done.stderr], others
    rows = json.loads(aigraph("--graph", str(seeds.parent), "search", "mistral", "--format", "json").stdout)
    assert name in [row["name"] for row in rows]  # programs get the data as it is
    assert name in aigraph("--graph", str(seeds.parent), "search", "mistral", "--format", "csv").stdout.decode()


@pytest.mark.parametrize(
    "words",
    [
        ("sparql", 'SELECT ("a\\u001B[2J\\u009B\\u202E" AS ?x) {}'),
        ("cypher", "RETURN 'a\\u001B[2J\\u009B\\u202E' AS x"),
    ],
)
def test_cells_move_no_cursor(words: tuple[str, str]) -> None:
    assert aigraph(*words).stdout.decode().splitlines()[-1] == "a<U+001B>[2J<U+009B><U+202E>"
    assert json.loads(aigraph(*words, "--format", "json").stdout) == [{"x": "a\x1b[2J\x9b\u202e"}]
    assert "a\x1b[2J\x9b\u202e" in aigraph(*words, "--format", "csv").stdout.decode()
