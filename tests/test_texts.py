"""The texts beside the seeds: which one was read, what moved in it, what was never looked up, where sections begin."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from shipped import ONTOLOGY
from support import ROOT

from aigraph.cli import main
from aigraph.seeds import read_seeds
from aigraph.seeds.digests import with_digests
from aigraph.seeds.entities import read_sources
from aigraph.seeds.sections import headings
from aigraph.seeds.yaml import SeedFile, read_tree

SMALL, TEXT = (
    ROOT / "tests" / "data" / "small" / "seeds",
    (ROOT / "tests" / "data" / "small.txt").read_text(encoding="utf-8"),
)
SHA, LENGTH = hashlib.sha256(TEXT.encode()).hexdigest(), len(TEXT)

Edit = Callable[[Path, str, str], int]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    shutil.copy(SMALL.parent / "aigraph.toml", tmp_path)
    return Path(shutil.copytree(SMALL, tmp_path / "seeds"))


def run(seeds: Path, *words: str, text: str | bytes | None = TEXT) -> Result:
    options = []
    if text is not None:
        path = seeds.parent / "text.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        options = ["--text", f"weekly={path}"]
    result = CliRunner().invoke(main, ["--graph", str(seeds.parent), *words, *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# -- digest and length ------------------------------------------------------------------------------------------------


def test_anchor_writes_digest_and_length(small: Path) -> None:
    path = small / "sources.yaml"
    before = path.read_bytes()
    lines = before.decode().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "sha256:" not in line and "length:" not in line))
    (small / "offsets.lock").unlink()
    assert "Nobody has looked up" in run(small, "validate", text=None).stderr
    assert "weekly has no sha256 and no length, its text is given" in run(small, "validate").stdout
    assert run(small, "seeds", "anchor").exit_code == 0
    assert path.read_bytes() == before
    assert (small / "offsets.lock").read_bytes() == (SMALL / "offsets.lock").read_bytes()
    assert run(small, "validate").exit_code == 0
    assert run(small, "seeds", "format", "--check", text=None).exit_code == 0


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("weekly: {name: A}\n", "weekly: {name: A, sha256: SHA, length: LEN}\n"),
        ("weekly: {name: A} # said", "weekly: {name: A, sha256: SHA, length: LEN} # said"),
        (
            "weekly: {name: A, note: B, sections: {}}\n",
            "weekly: {name: A, sha256: SHA, length: LEN, note: B, sections: {}}\n",
        ),
        (
            "weekly:\n    name: A # a name\n    # of it\n    sections:\n        a: {}\n",
            "weekly:\n    name: A # a name\n    # of it\n    sha256: SHA\n    length: LEN\n    sections:\n        a: {}\n",
        ),
        (
            "weekly:\n  name: |-\n    A\n    B\n\nother:\n  name: C\n",
            "weekly:\n  name: |-\n    A\n    B\n  sha256: SHA\n  length: LEN\n\nother:\n  name: C\n",
        ),
        ("weekly:\r\n  name: A\r\n", "weekly:\r\n  name: A\r\n  sha256: SHA\r\n  length: LEN\r\n"),
        ("weekly:\n  name: A", "weekly:\n  name: A\n  sha256: SHA\n  length: LEN"),
        ("\ufeffweekly:\n  name: A\n", "\ufeffweekly:\n  name: A\n  sha256: SHA\n  length: LEN\n"),
        ("weekly: {name: A, sha256: SHA}", "weekly: {name: A, sha256: SHA, length: LEN}"),
        ("weekly: {name: A, length: 7}", "weekly: {name: A, length: 7, sha256: SHA}"),
        (
            "weekly: {name: A, length: 7, sha256: 9} # both",
            "weekly: {name: A, length: 7, sha256: 9} # both",
        ),
    ],
)
def test_every_other_character_stays(file: str, expected: str) -> None:
    tree = read_tree(file.removeprefix("\ufeff"))
    assert tree
    drafts = {draft.source.id: draft for draft in read_sources(SeedFile("sources.yaml", tree))}
    found = with_digests(file.replace("SHA", SHA), {"weekly": TEXT}, drafts)
    assert found == expected.replace("SHA", SHA).replace("LEN", str(LENGTH))


def test_another_text_is_not_anchored(small: Path) -> None:
    before = {path.name: path.read_bytes() for path in small.glob("*.*")}
    edited = TEXT.replace("据传北辰", "又及:据传北辰").replace("名字很美", "名字真美")
    result = run(small, "seeds", "anchor", text=edited)
    assert result.exit_code == 1
    assert {path.name: path.read_bytes() for path in small.glob("*.*")} == before
    lines = result.stdout.splitlines()
    assert any("so it is another, or was edited (13 quotes moved, 1 gone)" in line for line in lines), lines
    assert sum("the quote moved: offsets.lock has" in line for line in lines) == 13
    gone = [line for line in lines if "gone from" in line]
    assert len(gone) == 1
    assert "statements/weekly.yaml" in gone[0]
    assert "the text '真美" in gone[0]


def test_an_edited_text_takes_the_place_of_the_old(small: Path, edit: Edit) -> None:
    edited = TEXT.replace("据传北辰", "又及:据传北辰")
    edit(small / "sources.yaml", f"  sha256: {SHA}\n  length: {LENGTH}\n", "")
    result = run(small, "seeds", "anchor", text=edited)
    assert result.exit_code == 0
    assert result.stderr.count("the quote moved: offsets.lock has") == 14
    assert f"  length: {LENGTH + 3}\n" in (small / "sources.yaml").read_text(encoding="utf-8")
    assert run(small, "validate", text=edited).exit_code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT.replace("\n", "\r\n"), "has CRLF line ends; expected \\n"),
        (TEXT.replace("\n", "\r"), "has carriage returns; expected \\n"),
        ("\ufeff" + TEXT, "begins with a byte order mark; expected none"),
        (TEXT + "e\u0301", "is not in Unicode NFC; expected NFC"),
    ],
)
def test_the_form_of_a_text_is_named_once(small: Path, edit: Edit, text: str, words: str) -> None:
    found = run(small, "validate", text=text).stdout.splitlines()
    assert len(found) == 1
    assert words in found[0]
    assert run(small, "seeds", "anchor", text=text).exit_code == 2
    edit(small / "sources.yaml", f"  sha256: {SHA}\n  length: {LENGTH}\n", "")
    (small / "offsets.lock").unlink()
    found = run(small, "validate", text=text).stdout.splitlines()
    assert len(found) == 1, found


@pytest.mark.parametrize("text", [None, TEXT])
def test_without_a_lock_there_is_one_finding_not_one_a_quote(small: Path, text: str | None) -> None:
    lock = small / "offsets.lock"
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    quotes = [line for line in lines if re.search(r" [0-9a-f]{12}$", line)]
    lock.unlink()
    found = run(small, "validate", text=text).stdout.splitlines()
    assert found == [
        f"seeds/offsets.lock: {len(quotes)} quotes are not in offsets.lock. Run 'aigraph seeds anchor --text …'"
    ]
    lock.write_text("".join(line for line in lines if line not in quotes[:2]), encoding="utf-8")
    found = run(small, "validate", text=text).stdout.splitlines()
    assert len(found) == (1 if text is None else 2)  # a skipped passage is asked after where the text is at hand
    assert all(re.match(r"seeds/statements/\w+\.yaml:\d+: the quote is not in offsets\.lock", line) for line in found)


# -- spellings --------------------------------------------------------------------------------------------------------


def test_a_spelling_is_looked_up_where_its_entity_is_quoted(small: Path, edit: Edit) -> None:
    path = small / "entities" / "all.yaml"
    edit(path, "seen: [A100]", "seen: [A100, A-100]")
    assert run(small, "validate", text=None).exit_code == 0
    [found] = run(small, "validate").stdout.splitlines()
    assert "'A-100' does not occur in the text of weekly, where 'a100' is quoted; expected a spelling seen" in found
    edit(path, "seen: [A100, A-100]", "seen: [A100]\n  aliases: [A-100]")
    assert run(small, "validate").exit_code == 0
    assert "a100" in CliRunner().invoke(main, ["--graph", str(small.parent), "search", "A-100"]).stdout


def test_a_second_text_need_not_have_the_spellings_of_the_first(small: Path, edit: Edit) -> None:
    """One entity is quoted in the second source alone, one in both, one in the first."""
    path = small.parent / "daily.txt"
    path.write_text("Nandou bought H200s. Beichen Corp did not.", encoding="utf-8")
    sources = small / "sources.yaml"
    sources.write_text(
        sources.read_text(encoding="utf-8")
        + "\ndaily:\n  name: A daily\n  language: en\n  sections: {all: {starts: Nandou}}\n",
        encoding="utf-8",
    )
    (small / "statements" / "daily.yaml").write_text(
        "source: daily\n\nall:\n- quote: Nandou bought H200s\n  says:\n  - nandou acquired h200\n"
        "- quote: Beichen Corp did not\n  skip: a denial\n"
    )
    entities = small / "entities" / "all.yaml"
    text = entities.read_text(encoding="utf-8") + "h200: {class: Chip, name: H200, seen: [H200s]}\n"
    entities.write_text(text, encoding="utf-8")
    edit(entities, "  name: Nandou\n", "  name: Nandou\n  aliases: [Nandou]\n")
    both = ["--text", f"daily={path}"]
    assert run(small, "seeds", "anchor", *both).exit_code == 0
    assert run(small, "validate", *both).output.startswith("Conforms")
    edit(
        entities, "seen: [H200s]", "seen: [H200s, 记者写道]"
    )  # stands in the other text, where nothing of it is quoted
    [found] = run(small, "validate", *both).stdout.splitlines()
    assert "'记者写道' does not occur in the text of daily, where 'h200' is quoted" in found
    assert run(small, "validate").exit_code == 0  # the text of the second source is not given


# -- sections ---------------------------------------------------------------------------------------------------------

ARTICLE = "Beichen\n\nThe lead.\n\n== History ==\nIt began.\n== Funding ==\nHistory was made. Funding, too.\n"


@pytest.fixture
def headed(tmp_path: Path) -> Path:
    """Seeds of a text with headings."""
    shutil.copy(SMALL.parent / "aigraph.toml", tmp_path)
    folder = tmp_path / "seeds"
    for name in ("entities", "statements"):
        (folder / name).mkdir(parents=True)
    (folder / "entities" / "all.yaml").write_text("beichen: {class: Company, name: Beichen, seen: [Beichen]}\n")
    (folder / "sources.yaml").write_text(
        "weekly:\n  name: An article\n  language: en\n  sections: {heading: '^== (.+) ==$'}\n"
    )
    (folder / "statements" / "weekly.yaml").write_text(
        "source: weekly\n\nhead:\n- quote: The lead\n  skip: says nothing\n\nfunding:\n- quote: History was made\n"
        "  claims:\n  - {id: made, kind: opinion, about: beichen}\n"
    )
    return folder


def test_sections_by_their_headings(headed: Path) -> None:
    result = run(headed, "validate", text=None)
    assert result.exit_code == 1
    assert (
        "unknown section 'funding' of weekly; expected one of its headings. Run 'aigraph seeds anchor" in result.stdout
    )
    assert run(headed, "seeds", "anchor", text=ARTICLE).exit_code == 0
    assert run(headed, "validate", text=ARTICLE).output.startswith("Conforms")
    assert run(headed, "validate", text=None).exit_code == 0
    lock = (headed / "offsets.lock").read_text(encoding="utf-8")
    assert "weekly funding 44 90 - Funding\n" in lock
    [source] = read_seeds(headed, ONTOLOGY).graph.sources
    assert [(s.id, dict(s.names), s.start, s.end) for s in source.sections] == [
        ("head", {"en": "Head", "zh": "开头"}, 0, 20),
        ("history", {"en": "History"}, 20, 44),
        ("funding", {"en": "Funding"}, 44, 90),
    ]
    [claim] = read_seeds(headed, ONTOLOGY).graph.claims
    assert dict(claim.text) == {"en": "History was made"}
    result = run(headed, "validate", text=ARTICLE.replace("== Funding ==", "== Money =="))
    assert "unknown section 'funding'" in result.stdout


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("'^=== .+'", "no line of weekly is a heading by '^=== .+'; expected some"),
        ("'== (.+'", "heading '== (.+' is no pattern: "),
        ("'(?i)== (.+) =='", "is no pattern: global flags not at the start"),
    ],
)
def test_a_pattern_that_finds_nothing(headed: Path, edit: Edit, pattern: str, words: str) -> None:
    edit(headed / "sources.yaml", "'^== (.+) ==$'", pattern)
    assert words in run(headed, "seeds", "anchor", text=ARTICLE).output


def test_sections_declared_and_headed(headed: Path, edit: Edit) -> None:
    edit(headed / "sources.yaml", "{heading:", "{head: {starts: The lead, en: The lead}, heading:")
    assert run(headed, "seeds", "anchor", text=ARTICLE).exit_code == 0
    assert "weekly head 9 20 -\n" in (headed / "offsets.lock").read_text(encoding="utf-8")


def test_words_that_a_section_starts_with_stand_once(headed: Path, edit: Edit) -> None:
    path = headed / "sources.yaml"
    edit(path, "{heading: '^== (.+) ==$'}", "{head: {starts: Beichen}, funding: {starts: History}}")
    [found] = run(headed, "seeds", "anchor", text=ARTICLE).stdout.splitlines()
    assert found.startswith(
        "seeds/sources.yaml:4: section 'funding' starts with 'History', which stands 2 times in weekly ("
    )
    assert "23: " in found
    assert "58: " in found
    edit(path, "{starts: History}", "{starts: History, nth: 3}")
    assert "which stands 2 times in weekly; nth is 3. Lower it" in run(headed, "seeds", "anchor", text=ARTICLE).stdout
    edit(path, "nth: 3", "nth: 2")
    assert run(headed, "seeds", "anchor", text=ARTICLE).exit_code == 0
    assert "weekly funding 58 90 -\n" in (headed / "offsets.lock").read_text(encoding="utf-8")


def test_a_section_without_starts_of_a_source_with_a_text(headed: Path, edit: Edit) -> None:
    edit(headed / "sources.yaml", "{heading: '^== (.+) ==$'}", "{head: {en: Head}, funding: {en: Funding}}")
    assert run(headed, "validate", text=None).exit_code == 0
    assert run(headed, "validate", text=ARTICLE).stdout.count("section 'head' has no starts") == 1
    result = run(headed, "seeds", "anchor", text=ARTICLE)
    assert result.exit_code == 1
    assert "section 'head' has no starts" in result.stdout


@given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=12), max_size=8))
def test_every_heading_has_an_id_of_its_own(words: list[str]) -> None:
    text = "".join(f"# {heading}\nx\n" for heading in words)
    found = list(headings(text, "# (.*)"))
    starts = [match.start() for match in re.finditer(r"^# (?=.*\S)", text, re.MULTILINE)]
    assert [at for *_, at in found] == starts
    assert len({key for key, *_ in found}) == len(found)
