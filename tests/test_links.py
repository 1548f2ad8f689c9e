"""`aigraph tables links` over a folder whose table names known, new and doubtful makers."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aigraph.cli import main

TABLE = """\
Model,Makers,Chips
AlphaFold 2,Google DeepMind,A100
Gopher,"Google DeepMind,Google",TPU v5e
Llama 2-70B,Meta AI,A100
BERT,Google,TPU v2
FAIR-1,Facebook AI Research,V100
FB-1,Facebook,V100
"""
MAPPING = """\
source: models
table: {file: models.csv, key: Model}
entities:
  model: {class: AIModel, name: Model}
  makers: {class: Organization, name: Makers, split: ","}
  chips: {class: Chip, name: Chips}
says:
- makers developed model
- model trainedOn chips
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "aigraph.toml": 'title = "Mine"\nbase = "https://example.org/mine/"\nprefix = "mine"\nextends = ["aigraph"]\n',
        "tables/models.csv": TABLE,
        "mappings/models.yaml": MAPPING,
        "seeds/sources.yaml": f"models:\n  name: Models\n  language: en\n  sha256: {hashlib.sha256(TABLE.encode()).hexdigest()}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--graph", str(folder), "tables", *arguments])


@pytest.mark.slow
def test_what_is_open_is_listed_written_decided_and_then_stated(folder: Path) -> None:
    listed = run(folder, "links", "--format", "json")
    assert listed.exit_code == 0, listed.output
    rows = json.loads(listed.stdout)
    assert [(row["name"], row["waits"], row["may be"]) for row in rows] == [
        ("Google DeepMind", True, "deepmind"),  # not Google's: a row names both
        ("Google DeepMind", True, "google"),
        ("Meta AI", True, "meta"),
        ("Facebook AI Research", False, "facebook"),
    ]
    assert "2 names wait, 1 are new and may be others." in listed.stderr
    assert run(folder, "check").stderr.count("6 rows: 3 stated") == 1

    written = run(folder, "links", "models", "--write")
    sheet = folder / "mappings" / "models.sssom.tsv"
    assert f"{sheet}: written." in written.stderr
    text = sheet.read_text(encoding="utf-8")
    assert "written" not in run(folder, "links", "--write").stderr
    assert sheet.read_text(encoding="utf-8") == text

    lines = text.splitlines()
    for at, line in enumerate(lines):
        cells = line.split("\t")
        if cells[0] == "mine:google-deepmind":
            cells[3] = "Not" if cells[5] == "aid:google" else ""
            cells[10] = "Ann"
        elif cells[0] == "mine:meta-ai":
            cells[3] = "Not"
        lines[at] = "\t".join(cells)
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "0 names wait, 1 are new" in run(folder, "links", "--write").stderr
    assert run(folder, "check").exit_code == 0
    said = run(folder, "show", "models", "--row", "AlphaFold 2")
    assert "deepmind developed alphafold-2" in said.output
    assert "meta-ai developed llama-2-70b" in run(folder, "show", "models", "--row", "Llama 2-70B").output


def test_a_bad_row_of_a_worksheet_is_found_by_every_command(folder: Path) -> None:
    sheet = folder / "mappings" / "models.sssom.tsv"
    bad = "subject_label\tpredicate_id\tobject_id\treviewer_label\nMeta AI\tskos:exactMatch\taid:metta\tAnn\n"
    sheet.write_text(bad, encoding="utf-8")
    wanted = "mappings/models.sssom.tsv:2: 'metta' is nobody here; expected an entity, or a new one by its label"
    for command in (["check"], ["links", "--write"]):
        found = run(folder, *command)
        assert found.exit_code != 0
        assert wanted in found.output
    assert sheet.read_text(encoding="utf-8") == bad


def test_a_mapping_that_is_not_there(folder: Path) -> None:
    found = run(folder, "links", "model")
    assert found.exit_code != 0
    assert "no mapping 'model'; expected models; did you mean 'models'?" in found.output
