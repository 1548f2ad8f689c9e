"""`aigraph new`: a folder that can be checked, styled and built at once, whatever the text."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import ONTOLOGY
from support import HOSTILE

import aigraph
from aigraph.build import check
from aigraph.cache.bundle import read_graph
from aigraph.cli import main
from aigraph.errors import AIGraphError
from aigraph.folder import read_folder
from aigraph.new import new_graph
from aigraph.seeds.coverage import coverage
from aigraph.seeds.draft import parts_of, passages_yaml, scalar, source_yaml
from aigraph.seeds.format import format_text
from aigraph.seeds.yaml import read_tree

TEXT = """Luming weekly

Luming is a company. It was founded in May 2023, by Bai Lu.

== Models ==
Luming released Lu 1: it has #7 billion parameters. "It's good," said Bai Lu. Luming is a company.
== Money ==
It raised €105 million.
"""


def run(*words: str) -> Result:
    """Ask the program."""
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "luming.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_folder_that_builds(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("new", "mine", "--text", "luming.txt", "--title", "The Luming weekly")
    assert made.exit_code == 0, made.output
    assert [line for line in made.stdout.splitlines() if not Path(line).is_file()] == []
    assert "7 sentences in 3 sections of luming.txt to read" in made.stderr
    pair = ("--text", "the-luming-weekly=../luming.txt")
    assert pair[1] in Path("mine/README.md").read_text(encoding="utf-8")
    monkeypatch.chdir("mine")
    checked = run("validate", *pair)
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "7 quotes say nothing yet" in checked.stderr
    styled = run("seeds", "format", "--check")
    assert (styled.exit_code, styled.stdout) == (0, "")
    covered = run("seeds", "coverage", *pair)
    assert covered.exit_code == 1  # the headings are skipped, the sentences are to be read
    assert covered.stderr.startswith("2 of 9 sentences covered")
    assert run("seeds", "review", *pair).exit_code == 0
    assert "“It was founded" not in Path("review.html").read_text(encoding="utf-8")  # it has no card yet
    assert run("build").exit_code == 0
    assert run("seeds", "anchor", *pair).exit_code == 0


def test_sections_and_sentences(text: Path, tmp_path: Path) -> None:
    new_graph(tmp_path / "mine", text)
    found = read_graph(read_folder(tmp_path / "mine"), {"luming": TEXT})[1]
    [source] = found.graph.sources
    assert [(s.id, s.names) for s in source.sections] == [
        ("head", {"en": "Opening"}), ("models", {"en": "Models"}), ("money", {"en": "Money"}),
    ]  # fmt: skip
    quotes = [(p.section, p.quoted.quote, p.skip) for p in found.passages if p.quoted]
    assert quotes == [
        ("head", "Luming weekly", None),
        ("head", "Luming is a company.", None),
        ("head", "It was founded in May 2023, by Bai Lu.", None),
        ("models", "== Models ==", "a heading"),
        ("models", "Luming released Lu 1: it has #7 billion parameters.", None),
        ("models", '"It\'s good," said Bai Lu.', None),
        ("models", "Luming is a company.", None),
        ("money", "== Money ==", "a heading"),
        ("money", "It raised €105 million.", None),
    ]


def test_the_examples_in_its_comments_are_seeds(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("Example Labs, founded in May 2023, has 20 employees. Example Labs grew.", encoding="utf-8")
    new_graph(tmp_path / "mine", path)
    folder = tmp_path / "mine" / "seeds"
    entities, passages = folder / "entities" / "all.yaml", folder / "statements" / "news.yaml"
    lines = entities.read_text(encoding="utf-8").splitlines()
    entities.write_text("\n".join(line[2:] for line in lines if not line.startswith(("# Who", "#\n"))) + "\n")
    example = re.findall(r"^# (- quote.*|  .*)$", passages.read_text(encoding="utf-8"), re.MULTILINE)
    body = passages.read_text(encoding="utf-8").split("- quote: Example Labs, founded in May 2023, has 20 employees.\n")
    assert len(body) == 3  # that of the comment, and the one to read
    passages.write_text(body[0] + body[1] + "\n".join([*example, body[2]]), encoding="utf-8")
    assert check(read_folder(tmp_path / "mine"), {"news": path.read_text(encoding="utf-8")})[0] == []
    assert set(aigraph.load(tmp_path / "mine").statements) == {
        "example-labs/foundingDate",
        "example-labs/employees/news",
    }


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("# One\nIt is.\n\n## Two\nIt was.\n", ["one", "two"]),
        ("It is.\n== Two ==\nIt was.\n=== Three ===\nIt will.\n", ["head", "two", "three"]),
        ("开头。\n一、公司\n成立了。\n二、模型\n发布了。\n", ["head", "s2", "s3"]),
        ("第一章 公司\n成立了。\n第二章 模型\n发布了。\n", ["s1", "s2"]),
        ("Title\n\nIt is.\n\nHistory\n\nIt was.\n", ["title", "history"]),
        ("It is.\n\nIt was.\n", ["text"]),
        ("== Source ==\nIt is.\n== Source ==\nIt was.\n", ["source-2", "source-3"]),
        ("== History ==\nIt is.\n== History ==\nIt was.\n", ["history", "history-2"]),
    ],
)
def test_headings(text: str, sections: list[str], tmp_path: Path) -> None:
    assert [part.id for part in parts_of(text)] == sections
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    new_graph(tmp_path / "mine", tmp_path / "a.txt")
    bounds = [(s.start, s.end) for s in aigraph.load(tmp_path / "mine").graph.sources[0].sections]
    assert bounds == [(part.start, part.end) for part in parts_of(text)]


def test_a_chinese_text(tmp_path: Path) -> None:
    (tmp_path / "weekly.txt").write_text("鹿鸣公司成立于2023年5月。它有20人。", encoding="utf-8")
    new_graph(tmp_path / "mine", tmp_path / "weekly.txt", title="鹿鸣周报")
    [source] = aigraph.load(tmp_path / "mine").graph.sources
    assert (source.id, source.language, source.names["zh"]) == ("mine", "zh", "鹿鸣周报")
    assert [part.names for part in source.sections] == [{"zh": "全文"}]
    assert "#   gloss: " in (tmp_path / "mine" / "seeds" / "statements" / "mine.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"One.\r\nTwo.\r\n", "has line ends of Windows"),
        ("\ufeffOne.".encode(), "begins with a byte order mark"),
        ("Cafe\u0301.".encode(), "is not in Unicode NFC"),
        ("公司".encode("gbk"), "expected a text in UTF-8"),
        (b" \n", "has no words"),
        (b"One.\nTwo\x0c.", "has the control character <U+000C> in line 2"),
        (None, "cannot be read"),
    ],
)
def test_texts_that_are_named_once(data: bytes | None, message: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "a.txt").write_bytes(data)
    done = run("new", str(tmp_path / "mine"), "--text", str(tmp_path / "a.txt"))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert message in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name != "a.txt"] == []


def test_a_folder_that_is_there_is_left_alone(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.md").write_text("mine", encoding="utf-8")
    for name in ("full", "luming.txt"):
        done = run("new", str(tmp_path / name))
        assert (done.exit_code, "is there already" in done.stderr) == (2, True)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["notes.md"]
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert run("new", ".", "--text", "../luming.txt").exit_code == 0
    assert run("validate").exit_code == 0
    assert read_folder(tmp_path / "empty").space.base == "https://example.org/empty/"


@pytest.mark.slow
def test_what_it_extends(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    new_graph(Path("first"), text)
    new_graph(Path("deep/second"), extends=["first", "aigraph"])
    assert [folder.name for folder in read_folder(Path("deep/second")).chain()] == ["first", "aigraph", "second"]
    assert "luming" in aigraph.load("deep/second").sources
    for options, message in (
        (["--text", "luming.txt", "--extends", "first"], "'luming' stands already at first/seeds/sources.yaml:"),
        (["--extends", "nowhere"], "no folder"),
        (["--base", "my-graph"], "expected the IRI that your ids begin with"),
        (["--extends", "first", "--base", "https://example.org/first/"], "that of 'first'"),
        (["--text", "luming.txt", "--source", "My text"], "is no id"),
    ):
        done = run("new", "third", *options)
        assert (done.exit_code, message in done.stderr) == (2, True), done.output
        assert not Path("third").exists()
    assert run("new", "schema", "--extends", "none").exit_code == 0  # a name that is a prefix of everybody's
    assert run("--graph", "schema", "validate").exit_code == 0


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(words: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"It is.\n{words}. It was.\n{words}", encoding="utf-8")
    new_graph(tmp_path / "mine", tmp_path / "a.txt", title=words[:100])
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    folder = read_folder(tmp_path / "mine")
    [source] = read_graph(folder)[1].graph.sources
    assert check(folder, {source.id: text})[0] == []
    assert source.names["en"] == words[:100]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.one_of(
            st.sampled_from(
                ["== A ==", "# B", "\n", "\n\n", "A", "It is. ", "It is", "。", "一、", ": ", " #", "'", '"', "- ", "x"]
            ),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6),
        ),
        max_size=14,
    ).map("".join)
)
def test_any_text(text: str, tmp_path: Path) -> None:
    """Every letter and digit is quoted once, where it stands; the file is in style, and says nothing."""
    import unicodedata

    from aigraph.seeds import read_seeds

    text = unicodedata.normalize("NFC", text)
    if not any(map(str.isalnum, text)):
        return
    parts = parts_of(text)
    assert [a.end for a in parts[:-1]] == [b.start for b in parts[1:]]
    folder = tmp_path / "seeds"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "statements").mkdir(parents=True)
    passages, unread = passages_yaml("a", text, parts)
    for name, written in (
        ("sources", source_yaml("a", {"name": "A", "language": "en"}, parts, False)),
        ("statements", passages),
    ):
        assert format_text(written, name) == written
        path = folder / "sources.yaml" if name == "sources" else folder / "statements" / "a.yaml"
        path.write_text(written, encoding="utf-8", newline="\n")
    found = read_seeds(folder, ONTOLOGY, {"a": text})
    assert [p.message for p in found.problems if "offsets.lock" not in p.message and "SHA" not in p.message
            and "length" not in p.message] == []  # fmt: skip
    assert sum(passage.unread for passage in found.passages) == unread
    assert {key[1]: bounds for key, bounds in found.lock.sections.items()} == {p.id: (p.start, p.end) for p in parts}
    for passage in found.passages:
        passage.skip = "read"
    states = {s.state for s in coverage(found.passages, found.sources, found.lock, "a", text)}
    assert states == {"skipped"}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_any_scalar(words: str) -> None:
    root = read_tree(f"a: {scalar(words)}")
    assert root is not None
    assert isinstance(root.value, dict)
    assert root.value["a"].value == words


def test_python_says_what_was_written(text: Path, tmp_path: Path) -> None:
    begun = new_graph(tmp_path / "mine", text)
    assert (begun.sections, begun.unread) == (3, 7)
    assert {path for path in (tmp_path / "mine").rglob("*") if path.is_file()} == set(begun.files)
    with pytest.raises(AIGraphError):
        new_graph(tmp_path / "mine", text)


def test_a_quote_alone_is_unread_with_a_gloss_it_says_nothing(text: Path, tmp_path: Path) -> None:
    new_graph(tmp_path / "mine", text)
    path = tmp_path / "mine" / "seeds" / "statements" / "luming.yaml"
    passages = path.read_text(encoding="utf-8")
    path.write_text(passages + "  gloss: It had money\n", encoding="utf-8")
    [problem] = check(read_folder(tmp_path / "mine"), {})[0]
    assert (problem.line, problem.message) == (
        passages.count("\n"),
        "the passage says nothing; expected says, claims, outcomes, also or skip. Add one",
    )
