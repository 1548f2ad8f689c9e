"""Faults in seeds, each with the finding it gets at its line, whichever command meets it; never a traceback."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mutation_run import COMMANDS, ask, chosen
from mutator import files_of, lay, mutated
from shipped import ONTOLOGY
from support import ROOT

from aigraph.cli import main
from aigraph.rdf.write import to_quads
from aigraph.seeds import read_seeds

SMALL, TEXT = ROOT / "tests" / "data" / "small" / "seeds", ROOT / "tests" / "data" / "small.txt"
ENTITIES, WEEKLY, LETTERS = "entities/all.yaml", "statements/weekly.yaml", "statements/letters.yaml"
SOURCES, MERGES, LOCK = "sources.yaml", "merges.yaml", "offsets.lock"

Edit = Callable[[Path, str, str], int]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of a small folder of seeds, to break."""
    shutil.copy(SMALL.parent / "aigraph.toml", tmp_path)
    return Path(shutil.copytree(SMALL, tmp_path / "seeds"))


def run(seeds: Path, *words: str) -> Result:
    """Ask a command of the seeds."""
    result = CliRunner().invoke(main, ["--graph", str(seeds.parent), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def found(seeds: Path, *, text: bool = False) -> list[str]:
    """Return the findings of the seeds as lines; whatever they are, what was read can be written as RDF."""
    read = read_seeds(seeds, ONTOLOGY, {"weekly": TEXT.read_text(encoding="utf-8")} if text else None)
    list(to_quads(read.graph, ONTOLOGY))
    return [str(problem) for problem in read.problems]


def test_the_small_seeds_conform(small: Path, tmp_path: Path) -> None:
    result = run(small, "validate", "--text", f"weekly={TEXT}")
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    for words in (["seeds", "format", "--check"], ["seeds", "coverage", "--text", f"weekly={TEXT}"]):
        assert run(small, *words).exit_code == 0
    before = (small / LOCK).read_bytes()
    assert run(small, "seeds", "anchor", "--text", f"weekly={TEXT}").exit_code == 0
    assert (small / LOCK).read_bytes() == before
    assert run(small, "build", "--out", str(tmp_path / "out")).exit_code == 0


#: The file, what is replaced, its replacement, the words of the finding, the lines further down it stands at.
FAULTS = {
    "what a claim asserts, as a fact": (
        "statements/letters.yaml",
        "    opposes: not-worth-it",
        "    opposes: not-worth-it\n    asserts:\n    - dipper-2 trainedOn a100: {modality: reported}",
        "unknown modality 'reported'; expected claimed",
        2,
    ),
    "blank in a speaker": (WEEKLY, "speaker: li-yi", "speaker: li yi", "unknown entity 'li yi'", 0),
    "< in a speaker": (WEEKLY, "speaker: [nandou, li-yi]", "speaker: [<b>, li-yi]", "unknown entity '<b>'", 0),
    "< in a medium": (WEEKLY, "via: letters-page", "via: letters<page", "unknown entity 'letters<page'", None),
    "< in a key": (WEEKLY, "nandou @first", "nandou @<first>", "the key '<first>' is no slug", 0),
    "blank in an author": (SOURCES, "author: [li-yi]", "author: [li yi]", "unknown entity 'li yi'", 0),
    "< in a publisher": (SOURCES, "publisher: [nandou]", "publisher: <nandou>", "unknown entity '<nandou>'", 0),
    "blank in a section": (SOURCES, "    head: {", "    he ad: {", "section 'he ad' is no slug", 0),
    "< in a section": (WEEKLY, "head:\n", "<head>:\n", "unknown section '<head>'", 1),
    "section of a context": (WEEKLY, "    nth: 2", "    nth: 2\n    section: a<b", "unknown section 'a<b'", None),
    "blank in a source": (WEEKLY, "source: weekly", "source: week ly", "unknown source 'week ly'", 3),
    "< in an entity's id": (ENTITIES, "dipper-2:\n", "dipper<2:\n", "'dipper<2' is no slug", 0),
    "blank in a source's id": (SOURCES, "letters:\n", "let ters:\n", "'let ters' is no slug", 0),
    "< in a claim's id": (LETTERS, "id: not-worth-it", "id: not<worth", "'not<worth' is no slug", 0),
    "< in an object": (WEEKLY, "li-yi workedAt nandou", "li-yi workedAt nan<dou", "unknown entity 'nan<dou'", 0),
    "< in a qualifier": (WEEKLY, "role: chief-scientist", "role: <x>", "unknown entity '<x>'", 0),
    "< in a claim's list": (LETTERS, "about: dipper\n", "about: [dip per, <x>]\n", "unknown entity '<x>'", 0),
    "< in a claim's link": (LETTERS, "opposes: not-worth-it", "opposes: not<worth", "unknown claim 'not<worth'", 0),
    "< in also": (WEEKLY, "also: [nandou/acquired/h100]", "also: [nandou/<x>]", "unknown statement 'nandou/<x>'", 0),
    "also twice": (
        WEEKLY, "also: [nandou/acquired/h100]", "also: [nandou/acquired/h100, nandou/acquired/h100]", "evidence of", 0,
    ),
    "unknown entity": (WEEKLY, "- dipper-1 trainedOn", "- diper-1 trainedOn", "did you mean 'dipper-1'", 0),
    "no IRI": (ENTITIES, "sameAs: https://example.org/beichen", "sameAs: example beichen", "is no IRI", 0),
    "relative IRI": (ENTITIES, "sameAs: https://example.org/beichen", "sameAs: beichen", "is no IRI", 0),
    "gloss ~": (WEEKLY, "gloss: Li Yi says that Dipper 2 is expected to come out in 2026, with some hundred billion parameters", "gloss: ~", "gloss is blank (~)", 0),
    "gloss null": (WEEKLY, "gloss: Li Yi says that Dipper 2 is expected to come out in 2026, with some hundred billion parameters", "gloss: null", "gloss is blank (null)", 0),
    "gloss blank": (WEEKLY, "gloss: Li Yi says that Dipper 2 is expected to come out in 2026, with some hundred billion parameters", "gloss:", "gloss is blank", 0),
    "gloss of blanks": (WEEKLY, "gloss: Li Yi says that Dipper 2 is expected to come out in 2026, with some hundred billion parameters", 'gloss: "  "', "gloss is blank", 0),
    "en blank": (WEEKLY, "en: Dipper 2 comes out in 2026.", "en:", "en is blank", 0),
    "name null": (ENTITIES, "name: Beichen\n", "name: null\n", "name is blank (null)", 0),
    "a name's item blank": (ENTITIES, "seen: [A100]", "seen: [A100, ~]", "seen is blank (~)", 0),
    "says without lines": (WEEKLY, "  says:\n  - dipper-1 trainedOn a100: {value: ~2.5万}", "  says:", "says is blank", 0),
    "says of nothing": (
        WEEKLY, "  says:\n  - dipper-1 trainedOn a100: {value: ~2.5万}", "  says: []", "says is an empty list", 0,
    ),
    "says a word": (WEEKLY, "- dipper-1 trainedOn a100: {value: ~2.5万}", "- dipper-1", "is no statement", 0),
    "qualifiers blank": (WEEKLY, "a100: {value: ~2.5万}", "a100:", "the qualifiers is blank", 0),
    "a claim without fields": (LETTERS, "  - id: not-worth-it\n    kind: opinion\n", "  -\n  - kind: opinion\n", "a claim is blank", 0),
    "contained in itself": (SOURCES, "containedIn: weekly", "containedIn: letters", "contained in itself", 0),
    "length ²": (SOURCES, "length: 2", "length: ²", "length is '²32'", 0),
    "editors maybe": (SOURCES, "editors: true", "editors: yes", "expected true or false", 0),
    "no such date": (WEEKLY, "startDate: 2019", "startDate: 2024-13-41", "startDate: ", 0),
    "no such due date": (WEEKLY, "due: 2026", "due: soon", "due: ", 0),
    "no such source date": (SOURCES, "date: 2024-03-15~", "date: in March", "date: ", 0),
    "merged into itself": (MERGES, "into: beichen\n", "into: beichen-ltd\n", "is merged into itself", -1),
    "merged in a circle": (MERGES, "into: beichen\n", "into: beichen-inc\n", "circle: beichen-ltd → beichen-inc", -1),
    "merged into nobody": (MERGES, "into: beichen\n", "into: beijing\n", "whom nobody declares", -1),
    "merged into a blank": (MERGES, "into: beichen\n", "into: bei chen\n", "whom nobody declares", -1),
    "merged on no day": (MERGES, "date: 2024-04\n", "date: 2024-04-31\n", "date: ", 0),
    "merged by nobody": (MERGES, "who: the editors\n  why: the same firm in full\n", "why: x\n", "has no who", -2),
    "merge without a slug": (MERGES, "beichen-inc:\n", "Beichen Inc:\n", "'Beichen Inc' is no slug", 0),
    "merge without a target": (MERGES, "into: beichen\n", "into:\n", "into is blank", 0),
    "reserved slug": (ENTITIES, "dipper-2:\n", "unstated:\n", "'unstated' is reserved", 0),
    "reserved folder": (ENTITIES, "dipper-2:\n", "claim:\n", "'claim' is reserved", 0),
    "quote cut short": (WEEKLY, "quote: 小站周报", "quote: 小站周报 #1", "ends before ' #'", 0),
    "context cut short": (LETTERS, "context: [有读者认为]", "context: 有读者认为 # so", "ends before ' #'", 0),
    "gloss cut short": (LETTERS, "gloss: Large models are", "gloss: Large #1 models are", "ends before ' #'", 0),
    "words not in the quote": (WEEKLY, "rank: 2(仅次于)", "rank: 2(仅次与)", "the words '仅次与'", 0),
    "duplicate key": (ENTITIES, "  zh: 斗柄一代", "  zh: 斗柄一代\n  zh: 斗柄", "'zh' stands twice", 1),
    "list for a text": (ENTITIES, "zh: 斗柄一代", "zh: [斗柄]", "zh is a list; expected text", 0),
    "text for a list": (
        WEEKLY, "  says:\n  - dipper-1 trainedOn a100: {value: ~2.5万}", "  says: x", "says is the text 'x'; expected a list", 0,
    ),
    "merge key": (ENTITIES, "  zh: 斗柄一代", "  <<: {zh: 斗柄}", "unknown key '<<'", 0),
    "tag": (ENTITIES, "zh: 斗柄一代", "zh: !secret 斗柄", "the tag '!secret'", 0),
    "alias in a circle": (ENTITIES, "seen: [A100]", "seen: &a [A100, *a]", "an alias inside what it stands for", 0),
    "alias of aliases": (
        ENTITIES, "seen: [A100]", f"seen: [&a [{'x, ' * 99}], &b [{'*a, ' * 99}], &c [{'*b, ' * 99}]]", "aliases make more", 0,
    ),
    "two documents": (ENTITIES, "# the firm", "---\n# the firm", "not YAML", 0),
    "tab": (ENTITIES, "  zh: 斗柄一代", "\tzh: 斗柄一代", "not YAML", 0),
    "deep nesting": (ENTITIES, "seen: [A100]", f"seen: {'[' * 40}{']' * 40}", "nested more than", 0),
    "very deep nesting": (ENTITIES, "seen: [A100]", f"seen: {'[' * 5000}", "not YAML", 0),
    "control character": (ENTITIES, "zh: 斗柄一代", "zh: 斗\x07柄", "the character <U+0007>", 0),
    "escaped control character": (ENTITIES, "zh: 斗柄一代", 'zh: "斗\\x07柄"', "the control character <U+0007>", 0),
    "invisible difference": (WEEKLY, "hedge: 预计", "hedge: 预计\ufe0f", "'预计<U+FE0F>'", 0),
    "huge scalar": (LETTERS, "about: dipper\n", f"about: {'x' * 100_000}\n", "unknown entity 'xxx", 0),
    "huge number": (WEEKLY, "{value: ~2.5万}", f"{{value: {'9' * 5000}}}", "value: 5000 characters", 0),
    "whole number": (WEEKLY, "    nth: 2", "    nth: ²", "nth is '²'", 0),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_a_finding_at_its_line(fault: str, small: Path, edit: Edit) -> None:
    name, old, new, words, below = FAULTS[fault]
    line = edit(small / name, old, new)
    problems = found(small)
    where = f"seeds/{name}:" if below is None else f"seeds/{name}:{line + below}: "
    assert any(p.startswith(where) and words in p for p in problems), f"no {words!r} at {where} in\n" + "\n".join(
        problems
    )
    assert all(len(problem) < 1000 for problem in problems)


@pytest.mark.parametrize("times", [1, 2])
def test_a_context_that_a_comma_has_split_is_one_finding(times: int, small: Path, tmp_path: Path, edit: Edit) -> None:
    text = tmp_path / "text.txt"
    letters = "In June 2024, it raised, as it says, much"
    text.write_text(TEXT.read_text(encoding="utf-8") + f"{letters}. " * times + "End.\n", encoding="utf-8")
    with (small / LETTERS).open("a", encoding="utf-8") as file:
        file.write("- {quote: End, gloss: End, context: [In June 2024, it raised], also: [dipper-1/trainedOn/a100]}\n")
    result = run(small, "validate", "--text", f"weekly={text}")
    split = [line for line in result.stdout.splitlines() if "stand together in the text" in line]
    assert len(split) == 1
    assert "'In June 2024' and 'it raised'" in split[0]
    (small / LETTERS).write_text(
        (small / LETTERS)
        .read_text(encoding="utf-8")
        .replace("[In June 2024, it raised]", "['In June 2024, it raised']"),
        encoding="utf-8",
    )
    assert "stand together" not in run(small, "validate", "--text", f"weekly={text}").stdout


ENCODINGS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "UTF-16": (lambda text: text.encode("utf-16"), "is in UTF-16"),
    "UTF-32": (lambda text: text.encode("utf-32"), "is in UTF-32"),
    "UTF-16 without a mark": (lambda text: text.encode("utf-16-le"), "not UTF-8 at byte"),
    "GBK": (lambda text: text.encode("gbk", "replace"), ":9: not UTF-8 at byte"),
    "nothing": (lambda text: b"", "is empty"),
    "a list": (lambda text: b"- a\n- b\n", "the file is a list; expected a mapping"),
    "null": (lambda text: b"~\n", "the file is blank (~); expected a mapping"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_of_another_kind_are_one_finding(encoding: str, small: Path) -> None:
    encode, words = ENCODINGS[encoding]
    path = small / ENTITIES
    path.write_bytes(encode(path.read_text(encoding="utf-8")))
    problems = [problem for problem in found(small) if problem.startswith(f"seeds/{ENTITIES}")]
    assert len(problems) == 1
    assert words in problems[0]


def test_a_file_that_is_not_read_brings_no_findings_about_what_it_declares(small: Path, edit: Edit) -> None:
    edit(small / ENTITIES, "seen: [A100]", "seen: [A100")
    line = edit(small / WEEKLY, "speaker: li-yi", "speaker: li-er")
    problems = found(small)
    assert len(problems) == 2, problems
    assert "not YAML" in problems[0]
    assert "unknown entity 'li-er'" in problems[1]
    assert problems[1].startswith(f"seeds/{WEEKLY}:{line}: ")


def test_a_byte_order_mark_and_crlf_are_read(small: Path) -> None:
    for path in (ENTITIES, LOCK, WEEKLY):
        data = (small / path).read_bytes()
        (small / path).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert found(small, text=True) == []
    assert run(small, "seeds", "format").exit_code == 0  # takes the mark away, leaves the line ends
    assert (small / WEEKLY).read_bytes() == data.replace(b"\n", b"\r\n")


def test_lines_are_those_of_grep_after_odd_line_ends(small: Path, edit: Edit) -> None:
    line = edit(small / ENTITIES, "name: Dipper 2", "nmae: Dipper 2")
    data = (small / ENTITIES).read_bytes()
    odd = "  note: |-\n    Founded\u2028    twice\u0085    and\r    thrice".encode()
    (small / ENTITIES).write_bytes(data.replace(b"  note: Founded twice, says its site.", odd))
    problems = found(small)
    assert any(problem.startswith(f"seeds/{ENTITIES}:{line + 1}: unknown key 'nmae'") for problem in problems), problems
    assert any("a lone carriage return" in problem for problem in problems)


@pytest.mark.parametrize("command", ["anchor", "coverage", "review", "format"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (WEEKLY, "quote: 小站周报", "quote: [小站周报"),
        (WEEKLY, "- quote: 小站周报", "- qoute: 小站周报"),
        (WEEKLY, "source: weekly\n", ""),
        (ENTITIES, "seen: [A100]", "seen: [A100"),
        (SOURCES, "editors: true", "editors: 'true"),
        (MERGES, "into: beichen\n", "into: [\n"),
    ],
)
def test_what_could_not_be_read_is_not_taken_for_empty(
    command: str, name: str, old: str, new: str, small: Path, edit: Edit, tmp_path: Path
) -> None:
    edit(small / name, old, new)
    before = files_of(small)
    text = [] if command == "format" else ["--text", f"weekly={TEXT}"]
    output = ["-o", str(tmp_path / "review.html")] if command == "review" else []
    result = run(small, "seeds", command, *text, *output)
    assert result.exit_code == 2, result.output
    assert f"seeds/{name}" in result.stderr
    assert files_of(small) == before
    assert not (tmp_path / "review.html").exists()


def test_build_leaves_the_old_files_where_something_could_not_be_read(small: Path, edit: Edit, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.ttl").write_text("the last good one")
    edit(small / WEEKLY, "quote: 小站周报", "quote: [小站周报")
    result = run(small, "build", "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "not YAML" in result.stderr
    assert (tmp_path / "out" / "graph.ttl").read_text() == "the last good one"


def test_what_lies_unread_among_the_seeds_is_named(small: Path) -> None:
    for name in ("entities/b.yml", "notes.txt", "statements/old/x.yaml", "sources.yaml.bak"):
        (small / name).parent.mkdir(exist_ok=True)
        (small / name).write_text("x: y\n")
    for name in ("README.md", "REVIEW.md", "LICENSE", "entities/.gitkeep", ".DS_Store", "statements/README.md"):
        (small / name).write_text("x\n")
    problems = found(small)
    named = [problem.split(": ")[0].removeprefix("seeds/") for problem in problems]
    assert named == ["entities/b.yml", "notes.txt", "sources.yaml.bak", "statements/old"], problems
    assert run(small, "seeds", "anchor", "--text", f"weekly={TEXT}").exit_code == 2


def test_a_chain_of_merges_ends_at_its_last_entity(small: Path) -> None:
    graph = read_seeds(small, ONTOLOGY).graph
    assert "beichen/foundingDate" in {statement.id for statement in graph.statements}
    assert {e.id: e.replaced_by for e in graph.entities if e.replaced_by} == {
        "beichen-inc": "beichen",
        "beichen-ltd": "beichen",
    }


@pytest.mark.slow
def test_a_long_chain_of_merges_is_followed(small: Path) -> None:
    links = [
        f"old-{n}: {{into: {f'old-{n + 1}' if n < 2999 else 'beichen'}, who: w, why: y, date: 2024}}"
        for n in range(3000)
    ]
    (small / MERGES).write_text("\n".join([*links, "beichen-inc: {into: old-0, who: w, why: y, date: 2024}"]) + "\n")
    assert found(small) == []


def test_nonsense_in_the_lock_is_named_line_by_line_and_mended_where_every_text_is_given(small: Path) -> None:
    clean = (small / LOCK).read_text()
    lines = [
        "<<<<<<< HEAD",
        "weekly news ² 5 0123456789ab",
        "weekly news 9 5 0123456789ab",
        "a b",
        "weekly news -1 5 -",
    ]
    (small / LOCK).write_text(clean + "\n".join(lines) + "\n")
    number = clean.count("\n")
    named = [problem for problem in found(small) if LOCK in problem]
    assert [p.split(": ")[0] for p in named] == [f"seeds/{LOCK}:{number + n}" for n in range(1, 6)]
    assert run(small, "seeds", "anchor", "--text", f"weekly={TEXT}").exit_code == 0
    assert (small / LOCK).read_text() == clean


def test_a_damaged_lock_is_kept_where_a_text_is_lacking(small: Path, edit: Edit) -> None:
    text = (small / SOURCES).read_text()
    (small / SOURCES).write_text(text.replace("  containedIn: weekly\n", ""))
    (small / LOCK).write_text((small / LOCK).read_text() + ">>>>>>> theirs\n")
    before = (small / LOCK).read_text()
    result = run(small, "seeds", "anchor", "--text", f"weekly={TEXT}")
    assert result.exit_code == 2
    assert "letters" in result.stderr
    assert (small / LOCK).read_text() == before


def test_stale_bounds_of_a_section_are_a_finding(small: Path) -> None:
    lock = (small / LOCK).read_text().split("\n")
    at = next(n for n, line in enumerate(lock) if line.startswith("weekly head") and line.endswith("-"))
    lock[at] = "weekly head 0 3 -"
    (small / LOCK).write_text("\n".join(lock))
    assert any("offsets.lock has section 'head' at 0-3, the text 0-5" in problem for problem in found(small, text=True))
    assert any("outside its section's 0-3" in problem for problem in found(small))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: "\ufeff" + text, "begins with a byte order mark"),
        (lambda text: text.replace("\n", "\r\n"), "has CRLF line ends"),
        (lambda text: text + "e\u0301\n", "is not in Unicode NFC"),
    ],
)
def test_a_text_in_another_form_is_one_finding(
    change: Callable[[str], str], words: str, small: Path, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(change(TEXT.read_text(encoding="utf-8")).encode())
    result = run(small, "validate", "--text", f"weekly={path}")
    assert result.exit_code == 1
    [line] = result.stdout.splitlines()
    assert line.startswith("seeds/sources.yaml:9: the text of weekly ")
    assert words in line
    for command in ("anchor", "coverage"):
        assert run(small, "seeds", command, "--text", f"weekly={path}").exit_code == 2


def test_an_unknown_source_of_a_text_is_told_with_all_else_that_is_wrong(small: Path, edit: Edit) -> None:
    edit(small / WEEKLY, "quote: 小站周报", "quote: [小站周报")
    result = run(small, "validate", "--text", f"wekly={TEXT}")
    assert result.exit_code == 2
    assert "unknown source 'wekly' in --text" in result.stderr
    assert "not YAML" in result.stderr


def test_a_spelling_may_stand_in_any_of_the_texts_given(small: Path) -> None:
    (small / SOURCES).write_text((small / SOURCES).read_text().replace("  containedIn: weekly\n", ""))
    whole = TEXT.read_text(encoding="utf-8")
    read = read_seeds(small, ONTOLOGY, {"weekly": whole, "letters": whole[whole.index("来信") :]})
    assert not [problem for problem in read.problems if "does not occur" in problem.message]


def test_a_date_that_is_uncertain_and_rough_makes_an_id(small: Path, edit: Edit) -> None:
    edit(small / WEEKLY, "- beichen employees >20", "- beichen employees >20: {asOf: 2021-05%}")
    read = read_seeds(small, ONTOLOGY)
    assert read.problems == []
    assert "beichen/employees/2021-05%25" in {s.id for s in read.graph.statements}
    list(to_quads(read.graph, ONTOLOGY))


def test_shapes_are_asked_of_what_could_be_read(small: Path, edit: Edit) -> None:
    edit(small / ENTITIES, "dipper-2:\n", "dip per:\n")
    line = edit(small / WEEKLY, "li-yi workedAt nandou", "li-yi workedAt a100")
    result = run(small, "validate", "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert {"seed", "shacl"} == {problem["kind"] for problem in problems}
    assert any(p["kind"] == "shacl" and p["line"] == line for p in problems)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 200, 50))
def test_seeds_broken_at_random(start: int, small: Path) -> None:
    clean = now = files_of(small)
    for number in range(start, start + 50):
        broken = mutated(clean, number)
        lay(broken, small, now)
        command = chosen(number)
        if command in ("read", "format", "anchor", "coverage", "review"):  # the others in the test below
            ask(command, small, {"weekly": TEXT})
        now = files_of(small)


@pytest.mark.slow
@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("read", "format")])
def test_commands_of_seeds_broken_at_random(command: str, small: Path) -> None:
    clean = now = files_of(small)
    for number in range(1_000_000, 1_000_012):
        lay(mutated(clean, number), small, now)
        ask(command, small, {"weekly": TEXT})
        now = files_of(small)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(8))
def test_shipped_seeds_broken_at_random(number: int, seeds: Path, article: Path) -> None:
    clean = files_of(seeds)
    lay(mutated(clean, number), seeds, clean)
    for command in ("read", "format", "anchor"):
        ask(command, seeds, {"ten-judgements": article})


def test_what_is_no_file_is_a_finding_and_nobody_waits_for_it(small: Path) -> None:
    os.mkfifo(small / "entities" / "pipe.yaml")
    (small / "entities" / "folder.yaml").mkdir()
    (small / "statements" / "nowhere.yaml").symlink_to(small / "gone.yaml")
    problems = found(small)
    assert len(problems) == 3
    assert all("is no file" in problem for problem in problems)
    assert run(small, "show", "a100").exit_code == 2


def test_a_lock_that_cannot_be_written_is_a_sentence(small: Path) -> None:
    (small / LOCK).unlink()
    (small / LOCK).mkdir()
    result = run(small, "seeds", "anchor", "--text", f"weekly={TEXT}")
    assert result.exit_code == 2
    assert "offsets.lock: cannot be written" in result.stderr


def test_a_text_of_a_source_that_could_not_be_read_is_not_called_unknown(small: Path, edit: Edit) -> None:
    edit(small / SOURCES, "author: [li-yi]", "author: [li-yi")
    result = run(small, "seeds", "coverage", "--text", f"weekly={TEXT}")
    assert result.exit_code == 2
    assert "unknown source" not in result.stderr
    assert "not YAML" in result.stderr
