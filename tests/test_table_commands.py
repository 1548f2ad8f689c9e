"""The commands for tables, and those that compare versions with tables in them."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from shipped import ONTOLOGY
from things import DATA, ROWS, found, made, run

from aigraph.cli import main
from aigraph.mapping.draft import mapping_yaml
from aigraph.mapping.plan import TableSpec
from aigraph.mapping.profile import profile
from aigraph.mapping.shapes import Frame, Row


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
    columns, rows = profile(
        Frame(names, [Row(2, dict(zip(names, ("Lu 1", "Luming", "Luming", "Luming"), strict=True)))])
    )
    begun = yaml.load(mapping_yaml(TableSpec("a.csv", "a"), columns, rows, ONTOLOGY), yaml.BaseLoader)
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
