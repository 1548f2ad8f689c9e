"""`docs/seeds.md`: its blocks together are a folder of seeds that is read without a finding, and gives what it says."""

import hashlib
import json
import re
import shlex
import shutil
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from shipped import ONTOLOGY
from support import ROOT

from aigraph.build import check
from aigraph.cli import main
from aigraph.export import ndjson
from aigraph.folder import read_folder
from aigraph.model import MODALITIES, STAGES
from aigraph.model.dates import parse_duration, parse_seed_date
from aigraph.model.quantity import parse_quantity
from aigraph.seeds import read_seeds
from aigraph.seeds.entities import ENTITY_KEYS, SOURCE_KEYS
from aigraph.seeds.merges import MERGE_KEYS
from aigraph.seeds.outcomes import OUTCOME_KEYS
from aigraph.seeds.passages import CLAIM_KEYS, PASSAGE_KEYS

PAGE = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")
SOURCE = "luming-weekly"


def blocks(kind: str) -> list[str]:
    """Return the blocks of one kind."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


def files() -> dict[str, str]:
    """Return the files that the blocks make together; the first line of each block names its file."""
    found: dict[str, str] = defaultdict(str)
    for block in blocks("yaml"):
        name, _, rest = block.partition("\n")
        found[name.removeprefix("# ")] += rest
    return found


TEXT, *SHELL = blocks("text")
FILES = files()


def rows(heading: str, first: str) -> list[list[str]]:
    """Return the rows of the table below a heading whose first column is called `first`."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    table = re.search(rf"\n\| {first} \|.*\n\|[-|]+\n((?:\|.*\n?)+)", section)
    assert table, f"no table {first!r} below {heading!r}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]


def names(heading: str, first: str = "key") -> list[str]:
    """Return what the first column of a table has in backticks."""
    return [name for row in rows(heading, first) for name in re.findall(r"`([^`]+)`", row[0])]


def run(folder: Path, *words: str) -> Result:
    """Ask a command about the seeds of a folder."""
    return CliRunner().invoke(main, ["--graph", str(folder), *words])


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the page, anchored in its text; its folder is the one worked in."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path("example", "seeds", name).parent.mkdir(parents=True, exist_ok=True)
        Path("example", "seeds", name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "tests" / "data" / "small" / "aigraph.toml", "example")
    Path("text.txt").write_text(TEXT, encoding="utf-8")
    anchored = run(Path("example"), "seeds", "anchor", "--text", f"{SOURCE}=text.txt")
    assert anchored.exit_code == 0, anchored.output
    return Path("example")


def broken(example: Path, old: str, new: str) -> Path:
    """Return a copy of the folder with words replaced, which stand in it once."""
    [name] = [name for name, text in FILES.items() if old in text]
    assert FILES[name].count(old) == 1, f"{old!r} stands {FILES[name].count(old)} times in {name}"
    folder = Path(shutil.copytree(example, "broken", dirs_exist_ok=True))
    (folder / "seeds" / name).write_text(FILES[name].replace(old, new), encoding="utf-8")
    return folder


def test_the_example_is_read_without_a_finding(example: Path) -> None:
    checked = run(example, "validate", "--text", f"{SOURCE}=text.txt")
    assert (checked.exit_code, checked.stdout) == (0, ""), checked.output
    styled = run(example, "seeds", "format", "--check")
    assert (styled.exit_code, styled.stdout) == (0, "")


def test_the_source_is_the_text() -> None:
    source = yaml.safe_load(FILES["sources.yaml"])[SOURCE]
    assert (source["sha256"], source["length"]) == (hashlib.sha256(TEXT.encode()).hexdigest(), len(TEXT))


def test_the_example_gives_what_its_comments_say(example: Path) -> None:
    graph = read_seeds(example / "seeds", ONTOLOGY, {SOURCE: TEXT}).checked()
    kinds = ("entities", "statements", "claims", "sources")
    lines = [json.loads(line) for kind in kinds for line in ndjson.lines(graph, ONTOLOGY, kind)]
    records = {record["id"]: as_text(record) for record in lines}
    said = re.findall(r"^ *# → (\S+): (\{.*\})$", "".join(FILES.values()), re.MULTILINE)
    assert len(said) == PAGE.count(" # → ") + PAGE.count("\n# → ") >= 12
    for identifier, fields in said:
        expected = yaml.load(fields, yaml.BaseLoader)
        assert {key: records[identifier].get(key) for key in expected} == expected, identifier


def as_text(value: Any) -> Any:
    """Return a record with each scalar as YAML's base loader reads it, and without what is null."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)


def test_every_key_is_explained() -> None:
    assert names("Sources") == list(SOURCE_KEYS)
    assert names("Entities") == list(ENTITY_KEYS)
    assert names("Passages")[: len(PASSAGE_KEYS)] == list(PASSAGE_KEYS)
    assert names("Claims") == list(CLAIM_KEYS)
    assert names("Outcomes") == list(OUTCOME_KEYS)
    assert sorted(names("What a line says", "qualifier")) == sorted(p.name for p in ONTOLOGY.qualifiers())
    assert set(MERGE_KEYS) == set(yaml.safe_load(FILES["merges.yaml"])["luming-inc"])
    for word in (*MODALITIES, *STAGES, *(kind[0].lower() + kind[1:] for kind in ONTOLOGY.below("Claim")[1:])):
        assert f"`{word}`" in PAGE, word


@pytest.mark.parametrize(("written", "number", "comparator", "unit"), rows("Numbers", "written"))
def test_numbers(written: str, number: str, comparator: str, unit: str) -> None:
    low, dots, high = (part.strip() for part in number.partition("…"))
    numbers = [Decimal(part) if part else None for part in (low, high)]
    wanted = (None, *numbers) if dots else (numbers[0], None, None)
    for notation in re.findall(r"`([^`]+)`", written):
        found = parse_quantity(notation)
        assert (found.value, found.min, found.max) == wanted, notation
        assert (found.comparator or "", found.unit or "") == (comparator, unit), notation


def test_numbers_with_two_readings_are_refused() -> None:
    [refused] = re.findall(r"What has two readings is refused: (.*)\.\n", PAGE)
    for notation in re.findall(r"`([^`]+)`", refused):
        with pytest.raises(ValueError, match=r"expected"):
            parse_quantity(notation)


@pytest.mark.parametrize(("written", "first", "last", "words"), rows("Dates", "seed"))
def test_dates(written: str, first: str, last: str, words: str) -> None:
    date = parse_seed_date(written.strip("`"))
    assert (date.earliest or "", date.latest or "") == (first, last), words


def test_durations() -> None:
    [durations] = re.findall(r"A duration is ISO 8601.*", PAGE)
    for written in re.findall(r"`([^`]+)`", durations):
        assert parse_duration(written).iso in written


@pytest.mark.parametrize("block", SHELL, ids=lambda block: block.splitlines()[0])
def test_commands_print_what_is_shown(example: Path, block: str) -> None:
    broken(example, "- luming employees >20", "- luming employes >20")
    command, _, shown = block.partition("\n")
    assert CliRunner().invoke(main, shlex.split(command.removeprefix("$ aigraph "))).output == shown


@pytest.mark.parametrize(("old", "new", "finding"), rows("What is refused", "for"))
def test_findings(example: Path, old: str, new: str, finding: str) -> None:
    folder = broken(example, old.strip("`"), new.strip("`"))
    problems, _ = check(read_folder(folder), {SOURCE: TEXT})
    assert finding in [problem.message for problem in problems]
    assert {problem.path.partition("/")[0] for problem in problems} == {"seeds"}
