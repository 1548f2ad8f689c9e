"""The commands for tables, and those that compare versions with tables in them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from shipped import ONTOLOGY
from support import ROOT
from things import DATA, ROWS, found, made, read, run

from aigraph.cli import main
from aigraph.mapping.draft import mapping_yaml
from aigraph.mapping.format import formatted as mappings
from aigraph.mapping.plan import TableSpec
from aigraph.mapping.profile import profile
from aigraph.mapping.shapes import Frame, Row
from aigraph.seeds.format import formatted as seeds
from aigraph.terminal import width


@pytest.mark.slow
def test_refused_cells_in_text_json_and_sarif(tmp_path: Path) -> None:
    folder = made(tmp_path, ROWS.replace(",7\n", ",lots\n"))
    for command in (("validate",), ("tables", "check")):
        text, data, sarif = (run(folder, *command, "--format", kind) for kind in ("text", "json", "sarif"))
        assert {text.exit_code, data.exit_code, sarif.exit_code} == {1}
        assert 'tables/things.csv:row 2, column "Size": ' in text.output
        assert "2 rows: 1 stated, 0 skipped, 1 refused" in text.output
        [problem] = json.loads(data.stdout)
        assert (problem["path"], problem["row"], problem["column"]) == ("tables/things.csv", 2, "Size")
        [result] = json.loads(sarif.stdout)["runs"][0]["results"]
        assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == 'row 2, column "Size"'
    assert run(folder, "build", "--out", str(tmp_path / "out")).exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_table_that_changed_is_a_finding(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert not found(folder)
    with (folder / "tables/things.csv").open("a") as file:
        file.write("Lu 3,Luming,2026,9\n")
    [problem] = found(folder)
    assert "tables/things.csv has changed" in problem
    (folder / "seeds/sources.yaml").write_text("things:\n  name: Things\n")
    assert "has no sha256" in found(folder)[0]
    assert run(folder, "tables", "digest").exit_code == 0
    assert not found(folder)


@pytest.mark.slow
def test_new_begins_a_mapping_that_check_finds_open(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert CliRunner().invoke(main, ["new", str(folder), "--extends", "none"]).exit_code == 0
    file = tmp_path / "models.csv"
    shutil.copyfile(DATA / "tables" / "models.csv", file)
    result = run(folder, "tables", "new", str(file), "--source", "models")
    assert result.exit_code == 0, result.output
    mapping = yaml.load((folder / "mappings" / "models.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert mapping["table"] == {"file": "models.csv", "key": "Model", "null": ["Unknown"]}
    assert mapping["entities"]["model"] == {"class": "AIModel", "name": "Model"}
    assert {"model trainingCompute": "Training compute (FLOP)"} in mapping["says"]
    assert mapping["skip"]["columns"]["Parameters"] == "?"  # all of them, or the active ones
    checked = run(folder, "tables", "check")
    assert checked.exit_code == 1
    assert "is undecided (?)" in checked.output
    assert "has no sha256" not in checked.output
    lists = tmp_path / "lists.md"
    lists.write_text("# A\n\n| Chip | Year |\n|-|-|\n| X1 | 2024 |\n\n# B\n\n| N |\n|-|\n| 1 |\n", encoding="utf-8")
    assert "has 2 tables" in run(folder, "tables", "new", str(lists)).output
    assert "unknown option 'headin'" in run(folder, "tables", "new", str(lists), "--table", "headin=A").output
    assert run(folder, "tables", "new", str(lists), "--table", "heading=A", "--mapping", "chips").exit_code == 0
    begun = (folder / "mappings" / "chips.yaml").read_text(encoding="utf-8")
    assert "table: {file: lists.md, key: Chip, heading: A}\n" in begun
    again = run(folder, "tables", "new", str(file), "--source", "models")
    assert again.exit_code == 2
    assert "is there already" in again.output


@pytest.mark.parametrize("option", ["--source", "--mapping"])
@pytest.mark.parametrize("word", ["../../evil", "A b", "a_b", ".hidden", "con", "a:b", "名"])
def test_what_is_begun_is_called_by_an_id(option: str, word: str, tmp_path: Path) -> None:
    folder, file = made(tmp_path / "g"), tmp_path / "more.csv"
    file.write_text(ROWS, encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    result = run(folder, "tables", "new", str(file), option, word)
    assert result.exit_code == 2
    assert f"the {option[2:]} {word!r} is " in result.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["a\nb.csv", "a:b.csv", os.fsdecode(b"\xff.csv")])
@pytest.mark.parametrize("at", [".", "g/tables"])
def test_a_file_whose_name_not_every_system_has_is_refused(name: str, at: str, tmp_path: Path) -> None:
    folder, file = made(tmp_path / "g"), tmp_path / at / name
    try:
        file.write_text(ROWS, encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such file")
    old = (folder / "seeds/sources.yaml").read_bytes()
    result = run(folder, "tables", "new", str(file), "--source", "more")
    assert result.exit_code == 2
    assert "no file on Windows can have this name" in result.stderr
    assert (folder / "seeds/sources.yaml").read_bytes() == old


def test_the_profile_is_a_comment_in_columns(tmp_path: Path) -> None:
    names = ("Name", "Note\nmore", "备注\u2028二", "Dir\u202e")
    cells = ("Lu 1", "an\x07swer", "知识图谱是一种用图来表示知识的方法", "x")
    frame = Frame(names, [Row(2, dict(zip(names, cells, strict=True)))])
    text = mapping_yaml(TableSpec("a.csv", "a"), profile(frame), ONTOLOGY)
    assert set(yaml.load(text, yaml.BaseLoader)) == {"source", "table", "entities", "says", "skip"}
    shown = [line for line in text.splitlines() if line.startswith("# ")][2:]
    assert len(shown) == 1 + len(names)
    assert "an<U+0007>swer" in shown[2]
    assert {width(line[: line.index(" 1/1 ")]) for line in shown[1:]} == {width(shown[0].partition("filled")[0]) - 1}


def test_a_source_is_added_as_the_file_is_written(tmp_path: Path) -> None:
    folder, file = made(tmp_path / "g"), tmp_path / "more.csv"
    sources = folder / "seeds/sources.yaml"
    shutil.copyfile(folder / "tables/things.csv", file)
    old = b'"more": {name: More}\r\n' + sources.read_bytes().replace(b"\n", b"\r\n")
    sources.write_bytes(old)
    assert run(folder, "tables", "new", str(file)).exit_code == 0
    assert sources.read_bytes() == old  # which has it
    assert run(folder, "tables", "new", str(file), "--source", "others").exit_code == 0
    new = sources.read_bytes()
    assert new.startswith(old + b"\r\nothers:\r\n")
    assert new.count(b"\n") == new.count(b"\r\n")


@pytest.mark.parametrize("name", ["tables", "mappings"])
def test_a_folder_that_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    folder, file = made(tmp_path / "g"), tmp_path / "more.csv"
    file.write_text(ROWS)
    shutil.rmtree(folder / name)
    (folder / name).touch()
    result = run(folder, "tables", "new", str(file))
    assert result.exit_code == 2
    assert f"{folder / name}/" in result.output
    assert "cannot be written" in result.output


def test_columns_of_like_names_are_rules_of_their_own() -> None:
    names = ("Model", "Company", "Company 4", "Company!")
    row = Row(2, dict(zip(names, ("Lu 1", "Luming", "Luming", "Luming"), strict=True)))
    begun = yaml.load(mapping_yaml(TableSpec("a.csv", "a"), profile(Frame(names, [row])), ONTOLOGY), yaml.BaseLoader)
    assert [rule["name"] for rule in begun["entities"].values()] == list(names)


def test_show_says_what_a_row_says(tmp_path: Path) -> None:
    shown = run(DATA, "tables", "show", "models", "--row", "GPT-4")
    assert shown.exit_code == 0
    assert "gpt-4 trainedOn nvidia-a100-sxm4-40-gb: {value: 25000, modality: estimated}\n" in shown.output
    assert (
        "    Training hardware “NVIDIA A100 SXM4 40 GB”; Hardware quantity “25000.0”; Confidence “Likely”"
        in shown.output
    )
    assert run(DATA, "tables", "show", "models", "--row", "3").output == shown.output
    assert run(DATA, "tables", "show", "modls", "--row", "3").exit_code == 2
    assert run(DATA, "tables", "show", "models", "--row", "GPT-5").exit_code == 2


def test_of_two_mappings_of_a_table_each_shows_its_own(tmp_path: Path) -> None:
    folder = made(tmp_path)
    other = """\
source: things
table: {file: things.csv, key: Maker}
entities: {maker: {class: Company, name: Maker}}
says: [maker employees: Size]
skip: {columns: {no: [Name, Date]}}
"""
    (folder / "tables/things.csv").write_text("Name,Maker,Date,Size\nLu 1,Luming,2024,7\n")
    (folder / "seeds/sources.yaml").write_text("things: {name: Things}\n")
    (folder / "mappings/other.yaml").write_text(other)
    assert run(folder, "tables", "digest").exit_code == 0
    things, others = (run(folder, "tables", "show", name, "--row", "2").output for name in ("things", "other"))
    assert "luming developed lu-1" in things
    assert "employees" not in things
    assert "luming employees 7 person" in others
    assert "developed" not in others
    assert run(folder, "tables", "show", "other", "--row", "Luming").output == others
    unknown = run(folder, "tables", "show", "other", "--row", "Lumin")
    assert unknown.exit_code == 2
    assert "expected a key, or the number of a row, in tables/things.csv; did you mean 'Luming'?" in unknown.output


def test_versions_with_tables_are_compared(tmp_path: Path) -> None:
    before, after = made(tmp_path / "a"), made(tmp_path / "b", ROWS.replace("2024-03,7", "2024-03,8"))
    told = CliRunner().invoke(main, ["diff", str(before), str(after)])
    assert told.exit_code == 1
    assert "row Lu 1, column Size" in told.output


@pytest.mark.slow
def test_the_history_of_a_thing_has_its_tables(tmp_path: Path) -> None:
    folder = made(tmp_path / "things")

    def commit(message: str) -> None:
        for words in (("add", "-A"), ("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", message)):
            subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)

    subprocess.run(["git", "init", "-q", str(folder)], check=True, capture_output=True)
    commit("one")
    made(folder, ROWS.replace("2024-03,7", "2024-03,8"))
    commit("two")
    told = run(folder, "log", "lu-1")
    assert told.exit_code == 0, told.output
    assert "evidence removed: “7” — things, row Lu 1, column Size" in told.output


@pytest.mark.parametrize("name", ["mappings/things.yaml", "tables/things.csv", "seeds/sources.yaml"])
def test_what_cannot_be_read_is_named_and_nothing_is_changed(name: str, tmp_path: Path) -> None:
    """Names of a table that cannot be read are not decided; who shows a row of it, is told so."""
    folder = made(tmp_path)
    assert run(folder, "tables", "links", "--write").exit_code == 0
    (folder / name).write_bytes(b"\xff")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for command in (("links", "--write"), ("digest",), ("show", "things", "--row", "Lu 9")):
        result = run(folder, "tables", *command)
        assert (result.exit_code, result.stdout) == (2, ""), command
        assert f"{name}:1: not UTF-8" in result.stderr or "tables/things.csv: line 1: not UTF-8" in result.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    (folder / name).unlink()
    (folder / name).symlink_to(Path(name).name)
    assert run(folder, "tables", "links").exit_code == 2
    result = run(folder, "tables", "check")
    assert result.exit_code in (1, 2)
    assert name in result.output or "sources.yaml" in result.output


def test_mappings_are_formatted_as_seeds_are(tmp_path: Path) -> None:
    shuffled = """\
# What the rows say.
says:
- maker developed thing: {date: Date}   # as the firm says
- thing parameterCount: Size
entities:
    thing: {class: AIModel, name: Name}
    maker:
        split: ","
        name: Maker
        class: Company
# The file.
table: {file: things.csv, key: Name, null: [n/a]}
source: things
"""
    folder = made(tmp_path, mapping=shuffled)
    before = read(folder).graph
    assert run(folder, "seeds", "format", "--check").exit_code == 1
    assert (folder / "mappings/things.yaml").read_text() == shuffled
    assert run(folder, "seeds", "format").exit_code == 0
    text = (folder / "mappings/things.yaml").read_text()
    assert [line.split(":")[0] for line in text.splitlines() if line[0].isalpha()] == [
        "source", "table", "entities", "says",
    ]  # fmt: skip
    assert '  maker:\n    class: Company\n    name: Maker\n    split: ","\n' in text
    assert "# The file.\ntable" in text
    assert "# as the firm says" in text
    assert read(folder).graph == before
    assert run(folder, "seeds", "format", "--check").exit_code == 0


@pytest.mark.parametrize("folder", [ROOT, *sorted(path.parent for path in (ROOT / "examples").glob("*/aigraph.toml"))])
def test_what_ships_is_in_style(folder: Path) -> None:
    assert [path for path, old, new in (*seeds(folder / "seeds"), *mappings(folder / "mappings")) if old != new] == []
