"""What other systems than this one need: no name of POSIX outside a branch, encodings and line ends said, file names.

No Windows or macOS runs these tests (docs/install.md says so). What differs there is looked for in the source, and the
commands run as they would there: without `resource`, `chown` and `select` on pipes, and with an encoding of ASCII.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT
from test_structure import MODULES, every_node, name_of, tracked, tree_of

from aigraph.files import is_portable

#: Modules of the standard library, and what is in the others, that Windows has not.
POSIX_MODULES = {"curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "select", "syslog", "termios"}
POSIX_NAMES = {
    "os": {
        "WNOHANG", "chown", "ctermid", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getgroups",
        "getpgid", "getuid", "initgroups", "killpg", "lchown", "link", "major", "minor", "mkfifo", "mknod", "nice", "openpty",
        "pipe2", "posix_spawn", "pread", "pwrite", "register_at_fork", "sched_getaffinity", "sendfile", "setgid", "setpgid",
        "setsid", "setuid", "statvfs", "symlink", "sync", "sysconf", "ttyname", "uname", "wait", "wait3", "wait4",
    },
    "signal": {"SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGTSTP", "SIGUSR1", "alarm", "pause"},
    "subprocess": {"pass_fds", "preexec_fn", "shell"},
    "time": {"tzset"},
}  # fmt: skip


def unbranched(tree: ast.AST, inside: bool = False) -> Iterator[tuple[int, str]]:
    """Yield line and name of what only POSIX has, where neither a `try`, a `with suppress` nor an `if` is around it."""
    for node in ast.iter_child_nodes(tree):
        suppressing = isinstance(node, ast.With) and "suppress(" in ast.unparse(node.items[0])
        branch = isinstance(node, ast.Try | ast.If) or suppressing
        if not inside and not branch:
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                yield from ((node.lineno, name) for name in names if name in POSIX_MODULES)
            module = ast.unparse(node.value) if isinstance(node, ast.Attribute) else ""
            if isinstance(node, ast.Attribute) and node.attr in POSIX_NAMES.get(module, ()):
                yield node.lineno, f"{module}.{node.attr}"
            if isinstance(node, ast.Call):
                yield from ((node.lineno, k.arg) for k in node.keywords if k.arg in POSIX_NAMES["subprocess"])
        yield from unbranched(node, inside or branch)


def test_the_walk_sees_what_only_posix_has() -> None:
    text = "import fcntl\nimport os\nos.fork()\nif x:\n    os.fork()\ntry:\n    import resource\nexcept ImportError:\n    pass\n"
    assert [name for _, name in unbranched(ast.parse(text))] == ["fcntl", "os.fork"]


def test_what_only_posix_has_is_in_a_branch() -> None:
    wrong = [f"{path.relative_to(ROOT)}:{line}: {name}" for path in MODULES for line, name in unbranched(tree_of(path))]
    assert not wrong, "\n".join(wrong)


def test_texts_are_written_with_their_encoding_and_line_ends() -> None:
    """Ruff's PLW1514 sees what has no encoding; on Windows a text without `newline` gets other bytes."""
    wrong = []
    for path, node in every_node():
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = {keyword.arg for keyword in node.keywords}
        modes = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        writes = name == "write_text" and node.args and "formatter" not in ast.unparse(node.func)
        opens = name == "open" and any(set(mode) & set("wax") and "b" not in mode for mode in modes if len(mode) < 4)
        wraps = name == "TextIOWrapper" and "Reader" not in ast.unparse(node)
        if (writes or opens or wraps) and not {"encoding", "newline"} <= given:
            what = ast.unparse(node.func)
            wrong.append(f'{path.relative_to(ROOT)}:{node.lineno}: {what}: say encoding="utf-8", newline="\\n"')
    assert not wrong, "\n".join(wrong)


def test_the_modules_are_looked_at() -> None:
    assert {"aigraph.files", "aigraph.worker"} <= {name_of(path) for path in MODULES}


def test_every_system_can_have_the_files_of_the_repository() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    wrong = [name for name in names if not all(map(is_portable, name.split("/"))) or len(name) > 180]
    assert not wrong, f"{wrong}: names that Windows cannot have, or that are too long for it"
    folded: dict[str, str] = {}
    twice = [(folded[n.casefold()], n) for n in names if folded.setdefault(n.casefold(), n) != n]
    assert not twice, f"{twice}: one file on Windows and macOS"
    assert "* text=auto eol=lf" in (ROOT / ".gitattributes").read_text(encoding="utf-8"), "quotes are found by offsets"


#: What takes from Python, when it starts, what Windows lacks; loaded by workers too, as `sitecustomize`.
ELSEWHERE = """
import os, select, sys
sys.modules["resource"] = sys.modules["fcntl"] = sys.modules["termios"] = None
del os.chown, os.fork, os.forkpty, os.killpg, os.getuid, os.geteuid
def refuse(*arguments):
    raise OSError(10038, "not a socket")
select.select = refuse
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a system without what POSIX has, whose streams are ASCII."""
    place = tmp_path_factory.mktemp("elsewhere")
    (place / "sitecustomize.py").write_text(ELSEWHERE, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    path = os.pathsep.join([str(place), str(ROOT / "src")])
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return {**kept, **ascii_only, "PYTHONPATH": path, "XDG_CACHE_HOME": str(place / "cache")}


def aigraph(environment: dict[str, str], *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-X", "utf8=0", "-m", "aigraph", *words]
    return subprocess.run(command, env=environment, capture_output=True, check=False, cwd=cwd)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "openai"], b"OpenAI"),
        (["sparql", "SELECT ?who WHERE { ?who aig:founded aid:anthropic } LIMIT 1"], b"aid:"),
        (["cypher", "MATCH (c {id: 'baidu'}) RETURN c.nameZh AS name"], b"??"),
        (["search", "\u767e\u5ea6"], b"baidu"),
        (["cite", "gpt-4/trainedOn/a100"], b"GPT-4"),
        (["ask", "who-came-from-which-lab"], b"openai"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_commands_run_without_posix_in_ascii(elsewhere: dict[str, str], words: list[str], said: bytes) -> None:
    run = aigraph(elsewhere, *words)
    assert (run.returncode, b"Traceback" in run.stderr) == (0, False), run.stderr.decode()
    assert said in run.stdout
    assert b"\r" not in run.stdout


def test_what_ascii_lacks_is_refused_for_programs(elsewhere: dict[str, str]) -> None:
    run = aigraph(elsewhere, "cypher", "--format", "json", "MATCH (c {id: 'baidu'}) RETURN c.nameZh AS name")
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"PYTHONIOENCODING" in run.stderr


@pytest.mark.slow
def test_a_build_without_posix_is_the_same(elsewhere: dict[str, str], tmp_path: Path) -> None:
    environments = {"here": {**os.environ, "PYTHONPATH": str(ROOT / "src")}, "elsewhere": elsewhere}
    for name, environment in environments.items():
        run = aigraph(environment, "build", "--out", name, cwd=tmp_path)
        assert run.returncode == 0, run.stderr.decode()
    built = [{p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in environments]
    assert built[0] == built[1]
