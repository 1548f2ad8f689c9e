"""Files that are written: links followed, modes kept, pipes and devices written into, the old file there on errors."""

import gzip
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from aigraph.errors import AIGraphError, ExportError
from aigraph.files import replace_folder, write_beside, writing

#: Each starts processes.
pytestmark = pytest.mark.slow

#: What each command writes at the place it is told: the words before the place.
FILES = {
    "export": ("export", "--format", "claims", "-o"),
    "view": ("view", "--around", "mistral-ai", "-o"),
    "still": ("view", "--around", "mistral-ai", "--format", "svg", "-o"),
}
FOLDERS = {
    "build": ("build", "--out"),
    "neo4j-admin": ("export", "--format", "neo4j-admin", "-o"),
    "parquet": ("export", "--format", "parquet", "-o"),
}
EACH_FILE = pytest.mark.parametrize("command", FILES)


def aigraph(*words: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "aigraph", *map(str, words)]
    done: subprocess.CompletedProcess[bytes] = subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload]
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    return done


def shell(words: tuple[str, ...], rest: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    line = f"{sys.executable} -m aigraph {' '.join(words)} {rest}"
    return subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, check=False)


def write(path: Path, text: str = "new") -> None:
    with writing(path), write_beside(path) as place:
        place.write_text(text)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link, second = tmp_path / "real" / "file", tmp_path / "link", tmp_path / "second"
    target.write_text("old")
    link.symlink_to("real/file")  # relative to the link
    second.symlink_to(link)
    write(second)
    assert target.read_text() == "new"
    assert link.is_symlink() and second.is_symlink()
    assert names(tmp_path) == {"real", "link", "second"}
    assert names(tmp_path / "real") == {"file"}


def test_a_link_to_nothing_is_where_the_file_will_be(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "folder" / "file")
    write(tmp_path / "link")
    assert (tmp_path / "folder" / "file").read_text() == "new"
    assert (tmp_path / "link").is_symlink()


def test_links_in_a_circle_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(ExportError, match="cannot be written: Too many levels of symbolic links"):
        write(tmp_path / "a")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o664])
def test_the_mode_is_kept(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(mode)
    write(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_others_get(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("")
    write(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    os.chown(path, 12345, 54321)
    path.chmod(0o640)
    write(path)
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (12345, 54321, 0o640)


def test_a_name_may_be_as_long_as_names_get(tmp_path: Path) -> None:
    write(tmp_path / ("x" * 255))
    assert (tmp_path / ("x" * 255)).read_text() == "new"
    with pytest.raises(ExportError, match="cannot be written: File name too long"):
        write(tmp_path / ("x" * 256))


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe, found = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: found.append(pipe.read_text()), daemon=True)
    reader.start()
    write(pipe)
    reader.join(10)
    assert found == ["new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_open_descriptor_is_written_into_where_it_stands(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("before\n")
    with log.open("a") as file:
        write(Path(f"/dev/fd/{file.fileno()}"), "one\n")
        (tmp_path / "link").symlink_to(f"/dev/fd/{file.fileno()}")
        write(tmp_path / "link", "two\n")
        file.write("after\n")
    assert log.read_text() == "before\none\ntwo\nafter\n"


def test_devices_stay(tmp_path: Path) -> None:
    write(Path(os.devnull))
    assert Path(os.devnull).is_char_device()
    (tmp_path / "link").symlink_to("/dev/full")
    with pytest.raises(ExportError, match="cannot be written: No space left on device"):
        write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()


def as_somebody(act: Callable[[], None], folder: Path) -> None:
    """Run in a folder as a user for whom modes mean something, in a process of its own."""
    child = os.fork()
    if not child:
        code = 1
        try:
            os.chdir(folder)  # the way there is closed to others
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            act()
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0


def test_what_may_not_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for path in (folder / "file", tmp_path / "protected"):
        path.write_text("old")
    (tmp_path / "protected").chmod(0o444)
    tmp_path.chmod(0o755)
    folder.chmod(0o555)

    def act() -> None:
        for name in ("folder/file", "folder/other", "protected"):
            with pytest.raises(ExportError, match="cannot be written: Permission denied"):
                write(Path(name))
        with pytest.raises(PermissionError):
            replace_folder(Path("folder"), ["file"], lambda place: None)

    as_somebody(act, tmp_path)
    folder.chmod(0o755)
    assert (folder / "file").read_text() == (tmp_path / "protected").read_text() == "old"
    assert names(folder) == {"file"}


def fill(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).write_text("new")


def test_a_link_to_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o750)
    (tmp_path / "elsewhere").write_text("old")
    (tmp_path / "real" / "a").symlink_to("../elsewhere")
    (tmp_path / "real" / "b").write_text("old")
    (tmp_path / "real" / "b").chmod(0o600)
    (tmp_path / "real" / "mine").write_text("mine")
    (tmp_path / "out").symlink_to("real")
    replace_folder(tmp_path / "out", ["a", "b"], fill)
    assert (tmp_path / "out").is_symlink()
    assert names(tmp_path) == {"real", "elsewhere", "out"}
    assert {path.name: path.read_text() for path in (tmp_path / "real").iterdir()} == {
        "a": "new",
        "b": "new",
        "mine": "mine",
    }
    assert (tmp_path / "real" / "a").is_symlink()
    assert (tmp_path / "elsewhere").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "real" / "b").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o750


def test_a_link_to_no_folder_is_where_the_folder_will_be(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "new" / "folder")
    replace_folder(tmp_path / "out", ["a", "b"], fill)
    assert names(tmp_path / "new" / "folder") == {"a", "b"}
    assert (tmp_path / "out").is_symlink()


@pytest.mark.parametrize("place", [".", "..", "below/.."])
def test_the_folder_one_is_in_is_not_exchanged(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here" / "below").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(ExportError, match="holds the folder you are in"):
        replace_folder(Path(place), ["a", "b"], fill)
    assert names(tmp_path / "here") == {"below"}


@EACH_FILE
def test_commands_follow_links_and_keep_modes(command: str, tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    assert aigraph(*FILES[command], link).returncode == 0
    assert link.is_symlink()
    assert target.stat().st_size > 1000
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names(tmp_path) == {"target", "link"}


@EACH_FILE
def test_commands_write_into_what_is_no_file(command: str, tmp_path: Path) -> None:
    words = FILES[command]
    whole = aigraph(*words, tmp_path / "file")
    assert whole.returncode == 0
    expected = (tmp_path / "file").read_bytes()
    assert aigraph(*words, "-").stdout == expected
    assert shell(words, "/dev/stdout | cat", tmp_path).stdout.startswith(expected)
    piped = shell(words, ">(gzip > packed.gz) > talk; wait $!", tmp_path)
    assert piped.returncode == 0, piped.stderr
    assert gzip.decompress((tmp_path / "packed.gz").read_bytes()) == expected
    (tmp_path / "log").write_bytes(b"head\n")
    assert shell(words, "/dev/stdout >> log", tmp_path).returncode == 0
    assert (tmp_path / "log").read_bytes().startswith(b"head\n" + expected)


@EACH_FILE
def test_commands_say_what_is_in_the_way(command: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old")
    places = [tmp_path / "folder", tmp_path / "file" / "below", tmp_path / ("x" * 300), Path("/dev/full")]
    for place in places:
        done = aigraph(*FILES[command], place)
        assert done.returncode == 2, place
        assert done.stderr.strip()
    assert (tmp_path / "file").read_text() == "old"
    assert names(tmp_path) == {"folder", "file"}


@pytest.mark.parametrize("command", FOLDERS)
def test_commands_follow_links_to_folders(command: str, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "mine").write_text("mine")
    (tmp_path / "link").symlink_to("real")
    done = aigraph(*FOLDERS[command], tmp_path / "link")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "link").is_symlink()
    assert len(names(tmp_path / "real")) > 2
    assert (tmp_path / "real" / "mine").read_text() == "mine"
    assert names(tmp_path) == {"real", "link"}
    os.mkfifo(tmp_path / "pipe")
    for place in ("pipe", "/dev/null", "/dev/stdout"):
        assert aigraph(*FOLDERS[command], tmp_path / place).returncode == 2


def test_the_lock_and_the_seeds_may_be_links(tmp_path: Path, seeds: Path, article: Path) -> None:
    lock = seeds / "offsets.lock"
    good = lock.read_text()
    kept = tmp_path / "kept.lock"
    lock.rename(kept)
    kept.chmod(0o600)
    lock.symlink_to(kept)
    done = aigraph("--graph", seeds.parent, "seeds", "anchor", "--text", f"ten-judgements={article}")
    assert done.returncode == 0, done.stderr
    assert lock.is_symlink()
    assert kept.read_text() == good
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_no_file_is_written_that_windows_cannot_have(tmp_path: Path) -> None:
    from aigraph.new import new_graph
    from aigraph.questions import new_question

    (tmp_path / "Con.txt").write_text("One sentence.\n", encoding="utf-8")
    with pytest.raises(ExportError, match="on Windows"):
        new_graph(tmp_path / "graph", tmp_path / "Con.txt")
    with pytest.raises(ExportError, match="'a:b' is no id"):
        new_graph(tmp_path / "graph", tmp_path / "Con.txt", source="a:b")
    with pytest.raises(AIGraphError, match="on Windows"):
        new_question(tmp_path, "aux")
    assert [path.name for path in tmp_path.iterdir()] == ["Con.txt"]
