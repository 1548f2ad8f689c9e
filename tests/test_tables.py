"""Tables with their mappings: what rows say, which cells are refused and where, what the cells are as evidence."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import Opener
from pyoxigraph import Literal, Quad
from support import HOSTILE, ROOT

import aigraph
from aigraph.cache.bundle import read_graph
from aigraph.cache.fingerprint import data_digest
from aigraph.cli import main
from aigraph.folder import read_folder
from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.mapping.draft import mapping_yaml
from aigraph.mapping.plan import TableSpec
from aigraph.mapping.profile import profile
from aigraph.mapping.shapes import Frame, Row
from aigraph.mapping.tables import Tables, digest_of_file
from aigraph.model import Cell, Quantity, Statement
from aigraph.namespaces import DCTERMS, OA, RDF
from aigraph.namespaces import ONTOLOGY as AIG
from aigraph.ontology import read_ontology
from aigraph.property_graph import project
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.read import from_quads
from aigraph.rdf.validation import validate
from aigraph.rdf.write import to_quads
from aigraph.seeds import Seeds, read_seeds

DATA = ROOT / "tests" / "data" / "tables"
ONTOLOGY = read_ontology(ROOT / "ontology")


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    """Return the example, read."""
    return read_graph(read_folder(DATA))[1]


@pytest.fixture(scope="module")
def g() -> KnowledgeGraph:
    """Return the example as a graph."""
    return aigraph.load(DATA)


def run(folder: Path, *words: str) -> Result:
    """Run a command on a folder."""
    return CliRunner().invoke(main, ["--graph", str(folder), *words])


def statement(seeds: Seeds, identifier: str) -> Statement:
    """Return a statement by its id."""
    return next(s for s in seeds.graph.statements if s.id == identifier)


MAPPING = """\
source: things
table: {file: things.csv, key: Name, null: [n/a]}
entities:
  thing: {class: AIModel, name: Name}
  maker: {class: Company, name: Maker, split: ","}
says:
- maker developed thing: {date: Date}
- thing parameterCount: Size
"""
ROWS = "Name,Maker,Date,Size\nLu 1,Luming,2024-03,7\nLu 2,Luming,2025,n/a\n"


def made(folder: Path, rows: str | bytes = ROWS, mapping: str = MAPPING, entities: str = "") -> Path:
    """Return a graph folder with one table and one mapping, and the table's digest in its source."""
    for name in ("seeds/entities", "tables", "mappings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "aigraph.toml").write_text('title = "Things"\nbase = "https://example.org/things/"\n')
    (folder / "tables/things.csv").write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    digest = digest_of_file(folder / "tables/things.csv")
    (folder / "seeds/sources.yaml").write_text(f"things:\n  name: Things\n  sha256: {digest}\n")
    if entities:
        (folder / "seeds/entities/all.yaml").write_text(entities, encoding="utf-8")
    (folder / "mappings/things.yaml").write_text(mapping, encoding="utf-8")
    return folder


def read(folder: Path) -> Seeds:
    """Return what a folder says, without the cache."""
    return read_seeds(folder / "seeds", ONTOLOGY, display="seeds", beside=Tables(folder))


def found(folder: Path) -> list[str]:
    """Return the findings in a folder."""
    return [str(problem) for problem in read(folder).problems]


# --- What a row says


def test_the_example_is_sound(seeds: Seeds) -> None:
    assert not seeds.problems, "\n".join(map(str, seeds.problems))
    assert not validate(to_quads(seeds.graph, ONTOLOGY), ONTOLOGY, seeds.places, seeds.graph.iris)
    assert seeds.accounts == (
        "tables/nvidia.csv: 4 rows: 4 stated, 0 skipped, 0 refused",
        "tables/tpu.csv: 4 rows: 4 stated, 0 skipped, 0 refused",
        "tables/claims.csv: 4 rows: 4 stated, 0 skipped, 0 refused",
        "tables/models.csv: 11 rows: 11 stated, 0 skipped, 0 refused",
    )


#: By hand, from the rows of the tables: statement → modality, cells of its evidence as `row,column text`.
BY_HAND: Mapping[str, tuple[str, list[str]]] = {
    "gpt-4/parameterCount/epoch-models": ("estimated", ["3,4 1800000000000.0", "3,7 Likely"]),
    "gpt-4/trainedOn/nvidia-a100-sxm4-40-gb": ("estimated", ["3,8 NVIDIA A100 SXM4 40 GB", "3,9 25000.0", "3,7 Likely"]),
    "openai/developed/gpt-4": ("estimated", ["3,2 OpenAI", "3,3 2023-03-15", "3,7 Likely"]),
    "kimi-k2-thinking/weightsAccess": ("reported", ["2,11 Open weights (restricted use)", "2,7 Confident"]),
    "diffusion-renderer/fineTunedFrom/stable-video-diffusion": ("reported", ["9,10 Stable Video Diffusion", "9,7 Confident"]),
    "google/developed/deeplabv3-plus": ("asserted", ["4,2 Google", "4,3 2018-02-07"]),
}  # fmt: skip


@pytest.mark.parametrize("identifier", BY_HAND)
def test_rows_followed_by_hand(seeds: Seeds, identifier: str) -> None:
    modality, cells = BY_HAND[identifier]
    [item] = statement(seeds, identifier).evidence
    assert item.modality == modality
    held = [cell for cell in (item.span, *item.context) if isinstance(cell, Cell)]
    assert [f"{cell.row},{cell.column} {cell.quote}" for cell in held] == cells
    table = list(csv.reader(io.StringIO((DATA / "tables" / "models.csv").read_text(encoding="utf-8"), newline="")))
    assert [table[cell.row - 1][cell.column - 1] for cell in held] == [cell.quote for cell in held]
    assert {cell.key for cell in held} == {table[held[0].row - 1][0]}


def test_values_are_those_of_the_cells(seeds: Seeds) -> None:
    compute = statement(seeds, "gpt-4/trainingCompute/epoch-models").object
    assert isinstance(compute, Quantity)
    assert (compute.value, compute.unit, compute.written) == (Decimal("2.1e25"), "FLOP", "2.1e+25")
    trained = statement(seeds, "gpt-4/trainedOn/nvidia-a100-sxm4-40-gb").qualifiers["value"][0]
    assert isinstance(trained, Quantity)
    assert trained.value == 25000
    assert str(statement(seeds, "meituan-inc/developed/longcat-flash").qualifiers["date"][0]) == "2025-09"
    assert statement(seeds, "transformer/weightsAccess").object == "closed"


def test_a_quantity_of_several_chips_is_no_ones(seeds: Seeds) -> None:
    of = [s for s in seeds.graph.statements if s.subject == "alphazero" and s.predicate == "trainedOn"]
    assert {str(s.object) for s in of} == {"google-tpu-v1", "google-tpu-v2"}
    assert not any("value" in s.qualifiers for s in of)


def test_one_mapping_reads_several_tables_with_ranges(seeds: Seeds) -> None:
    counted = statement(seeds, "microsoft/chipCount/2022-03-31/a100")
    assert isinstance(counted.object, Quantity)
    assert [counted.object.min, counted.object.value, counted.object.max] == list(map(Decimal, (27647, 46839, 79068)))
    assert (counted.object.unit, counted.object.range) == ("a100", "5th to 95th percentile")
    assert counted.evidence[0].source == "epoch-nvidia"
    assert statement(seeds, "google/chipCount/2023-03-31/tpu-v4").evidence[0].source == "epoch-tpu"


def test_what_rows_repeat_is_one_statement_with_a_cell_each(seeds: Seeds) -> None:
    made_by = statement(seeds, "nvidia/manufactures/a100")
    assert [item.cell.row for item in made_by.evidence if item.cell] == [2, 3, 4, 5]


def test_several_models_in_a_cell_and_a_claimed_number(seeds: Seeds) -> None:
    developed = {s.id for s in seeds.graph.statements if s.predicate == "developed" and "qwen" in str(s.object)}
    assert {identifier.rpartition("/")[2] for identifier in developed} == {
        "qwen-1-8b", "qwen-7b", "qwen-14b", "qwen-72b",
    }  # fmt: skip
    [claimed] = [s for s in seeds.graph.statements if s.evidence[0].quote == "紫东太初2.0号称100B参数"]
    assert isinstance(claimed.object, Quantity)
    assert (claimed.object.value, claimed.modality, claimed.settled) == (Decimal("100e9"), "rumoured", False)
    [small] = [s for s in seeds.graph.statements if s.evidence[0].quote == "0,5"]
    assert isinstance(small.object, Quantity)
    assert small.object.value == Decimal("0.5e9")


def test_decided_spellings_are_names(g: KnowledgeGraph) -> None:
    assert g.resolve("Google Brain") == g.resolve("Google Research") == "google-research"


# --- The cell as evidence, everywhere


def test_cells_round_trip_and_are_rfc_7111(seeds: Seeds) -> None:
    quads = list(to_quads(seeds.graph, ONTOLOGY))
    assert from_quads(quads, ONTOLOGY) == seeds.graph
    assert unproject(project(seeds.graph, ONTOLOGY), ONTOLOGY) == seeds.graph
    node = "https://example.org/tables/evidence/gpt-4/trainedOn/nvidia-a100-sxm4-40-gb/epoch-models/3-8/cell"
    said = {q.predicate.value.rpartition("/")[2]: str(q.object) for q in quads if str(q.subject) == f"<{node}>"}
    assert said["22-rdf-syntax-ns#value"] == '"cell=3,8"'
    assert said["conformsTo"] == "<http://tools.ietf.org/rfc/rfc7111>"
    assert said["oa#exact"] == '"NVIDIA A100 SXM4 40 GB"'


def test_cells_are_quoted_in_both_languages(g: KnowledgeGraph) -> None:
    name = "gpt-4/trainedOn/nvidia-a100-sxm4-40-gb"
    for language, place in (("en", "row GPT-4, column Training hardware"), ("zh", "GPT-4 行,Training hardware 列")):
        assert f"“NVIDIA A100 SXM4 40 GB” — epoch-models, {place}" in str(g.show(name, language=language))
        assert place in g.cite(name, language=language)
    assert "未与原文核对" not in str(g.show(name, language="zh"))
    assert "row GPT-4, column Training hardware" in g.cite(name, format="bibtex")
    record = json.loads(g.cite(name, format="json"))
    assert record["quotes"][0]["fragment"] == "cell=3,8"


def test_every_engine_has_the_cell(g: KnowledgeGraph, tmp_path: Path) -> None:
    asked = g.select(
        "SELECT ?text ?cell WHERE { ?e oa:hasSelector ?s . ?s a aig:Cell ; oa:exact ?text ; rdf:value ?cell ; "
        "aig:rowKey 'GPT-4' ; aig:columnName 'Training hardware' }"
    )
    assert list(asked) == [("NVIDIA A100 SXM4 40 GB", "cell=3,8")]
    asked = g.cypher(
        "MATCH (e:Evidence {rowKey: 'GPT-4', column: 'Training hardware'}) RETURN e.quote, e.row, e.contextColumns"
    )
    assert list(asked) == [("NVIDIA A100 SXM4 40 GB", 3, ["Hardware quantity", "Confidence"])]
    g.export("statements", tmp_path / "s.ndjson")
    lines = (tmp_path / "s.ndjson").read_text(encoding="utf-8").splitlines()
    [record] = [json.loads(line) for line in lines if line.startswith('{"id": "gpt-4/trainedOn/')]
    assert record["evidence"][0]["row"] == 3
    assert record["evidence"][0]["context"][0] == {
        "quote": "25000.0", "row": 3, "column": "Hardware quantity", "columnNumber": 9, "rowKey": "GPT-4",
    }  # fmt: skip


# --- What is refused, and where

#: Rows and what is said of them.
REFUSED: Mapping[str, tuple[str, str]] = {
    "no number": ("Lu 1,Luming,2024-03,lots\n", """row 2, column "Size": 'lots' is no number"""),
    "no date": ("Lu 1,Luming,March,7\n", """row 2, column "Date": 'March' is no date"""),
    "a key twice": ("Lu 1,Luming,2024,7\nLu 1,Luming,2024,7\n", """row 3, column "Name": the key 'Lu 1' stands in row 2"""),
    "no key": (",Luming,2024,7\n", 'row 2, column "Name": the key is blank'),
    "too few cells": ("Lu 1,Luming\n", "row 2: has 2 cells, the last 'Luming'; expected 4"),
    "too many cells": ("Lu 1,Luming,2024,7,8\n", "row 2: has 5 cells: '8' is over; expected 4"),
    "a control character": ("Lu\x1f1,Luming,2024,7\n", 'row 2, column "Name": the control character <U+001F>'),
    "another unit": ("Lu 1,Luming,2024,7 USD\n", "'USD' is no unit"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_cell_is_refused_at_its_place(case: str, tmp_path: Path) -> None:
    rows, expected = REFUSED[case]
    problems = found(made(tmp_path, "Name,Maker,Date,Size\n" + rows))
    assert any(problem.startswith("tables/things.csv:row ") and expected in problem for problem in problems), problems


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


def test_a_file_that_no_mapping_reads_is_a_finding(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "tables" / "more.csv").write_text("A\n1\n")
    [problem] = found(folder)
    assert problem.startswith("tables/more.csv: no mapping reads it")


# --- What is wrong with a mapping

#: A change of the mapping and what is said of it.
WRONG: Mapping[str, tuple[str, str, str]] = {
    "a column that is no column": ("Size", "Sise", "no column 'Sise'; expected one, or a constant; did you mean 'Size'?"),
    "a rule that is none": ("- maker dev", "- makers dev", "'makers' is no rule of entities and no entity; expected one; did you mean 'maker'?"),
    "a predicate that is none": ("developed", "developped", "unknown predicate 'developped'"),
    "a class that is none": ("class: AIModel", "class: AIModl", "did you mean 'AIModel'?"),
    "a column forgotten": ("\n- thing parameterCount: Size", "", "the column 'Size' is neither mapped nor skipped"),
    "a source that is none": ("source: things", "source: thing", "unknown source 'thing'"),
    "a key that is none": ("key: Name", "key: Nme", "did you mean 'Name'?"),
    "a table that is none": ("things.csv", "thing.csv", "tables/thing.csv: is no file"),
    "an unknown word": ("table:", "tabel:", "did you mean 'table'?"),
    "a column for an entity": ("- maker dev", "- Maker dev", "unknown subject 'Maker'; expected a rule of entities"),
    "a condition that is none": ("{date: Date}", "{date: Date, if: two maker}", "'two maker' is no condition"),
    "a rule of no column": ("name: Maker", "name: Makr", "name: unknown column 'Makr'"),
    "a unit that is none": ("entities:", "columns: {Size: {unit: USD}}\nentities:", "'USD' is no unit of"),
    "a pattern that is none": ("entities:", "columns: {Size: {match: '('}}\nentities:", "is no pattern"),
    "a form that is none": ("entities:", "columns: {Date: {date: dd/mm}}\nentities:", "'dd/mm' is no form of dates"),
    "a column undecided": ("- thing parameterCount: Size", "skip: {columns: {Size: '?'}}", "the column 'Size' is undecided"),
    "mapped and skipped": ("says:", "skip: {columns: {Size: no}}\nsays:", "the column 'Size' is mapped and skipped"),
    "declared and not used": ("entities:", "columns: {more: {from: Size}}\nentities:", "is declared and not used"),
    "a table elsewhere": ("file: things.csv", "file: ../seeds/sources.yaml", "'../seeds/sources.yaml' is outside tables/"),
    "links elsewhere": ('split: ","', 'links: /tmp/links.tsv', "'/tmp/links.tsv' is outside mappings/"),
    "a modality that is none": ("says:", "modality: {Size: {'7': sure}}\nsays:", "unknown modality 'sure'"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_mapping_is_said_at_its_line(case: str, tmp_path: Path) -> None:
    old, new, expected = WRONG[case]
    problems = found(made(tmp_path, mapping=MAPPING.replace(old, new, 1)))
    assert any(problem.startswith("mappings/things.yaml:") and expected in problem for problem in problems), problems


def test_a_header_of_several_lines_is_said_on_one(tmp_path: Path) -> None:
    folder = made(
        tmp_path, ROWS.replace("Size", '"Size\n(B)"').replace("n/a", "lots"), MAPPING.replace("Size", '"Size\\n(B)"')
    )
    [problem] = found(folder)
    assert problem.startswith('tables/things.csv:row 3, column "Size (B)": ')


def test_a_long_key_is_cut_in_words_alone() -> None:
    cell = Cell("7", 2, 1, "Size", "x" * 1000)
    assert (len(cell.called), len(cell.key)) == (101, 1000)


def test_what_is_wrong_with_a_mapping_is_not_said_of_each_row(tmp_path: Path) -> None:
    assert all(p.startswith("mappings/") for p in found(made(tmp_path, mapping=MAPPING.replace("developed", "made"))))


def test_constants_lookups_stages_and_skipped_rows(tmp_path: Path) -> None:
    mapping = """\
source: things
table: {file: things.csv, key: Name}
entities:
  thing: {class: {Kind: {chip: Chip, /model/: AIModel}}, name: Name}
  maker: {class: Company, name: Maker}
says:
- maker developed thing: {stage: {State: {soon: planned, out: actual}}, speaker: maker, modality: reported}
- thing versionOf lu: {if: {column: Kind, matches: model}}
skip:
  rows: {where: [{column: State, is: gone}, some Maker], because: no longer made}
"""
    rows = "Name,Maker,Kind,State\nLu 1,Luming,a model,out\nLu X,Luming,chip,soon\nLu 0,Luming,chip,gone\n"
    seeds = read(made(tmp_path, rows, mapping, "lu: {class: AIModel, name: Lu}\n"))
    assert not seeds.problems
    said = {s.id: s for s in seeds.graph.statements}
    assert set(said) == {"luming/developed/lu-1", "luming/developed/lu-x", "lu-1/versionOf/lu"}
    assert (said["luming/developed/lu-x"].stage, said["luming/developed/lu-1"].stage) == ("planned", "actual")
    assert said["luming/developed/lu-1"].evidence[0].speakers == ("luming",)
    assert {e.id: e.classes for e in seeds.graph.entities if e.id != "lu"} == {
        "lu-1": ("AIModel",), "lu-x": ("Chip",), "luming": ("Company",),
    }  # fmt: skip
    assert seeds.accounts == ("tables/things.csv: 3 rows: 2 stated, 1 skipped (1 no longer made), 0 refused",)


def test_lines_of_says_may_share_a_line_of_the_file(tmp_path: Path) -> None:
    flow = MAPPING.replace(
        "says:\n- maker developed thing: {date: Date}\n- thing parameterCount: Size\n",
        "says: [{maker developed thing: {date: Date}}, {thing parameterCount: Size}]\n",
    )
    assert "says: [" in flow
    apart, together = read(made(tmp_path / "a")), read(made(tmp_path / "b", mapping=flow))
    assert together.graph.statements == apart.graph.statements
    assert [cell.name for cell in statement(together, "luming/developed/lu-1").evidence[0].context] == ["Date"]


def test_rows_that_say_other_things_of_one_id_are_told(tmp_path: Path) -> None:
    rows = "Name,Maker,Date,Size\nLu 1,Luming,2024,7\nLu 2,Luming,2024,8\n"
    mapping = MAPPING.replace("name: Name}", "name: Name, slugs: {Lu 2: lu-1}}")
    problems = found(made(tmp_path, rows, mapping))
    assert problems == [
        "tables/things.csv:row 3: 'lu-1/parameterCount/things' stands already at tables/things.csv:row 2, from the same "
        "source; expected it once. Add a key ('… @key'), or 'also' where this is more evidence of the same"
    ]


def test_a_table_in_markdown_is_data_not_prose(tmp_path: Path) -> None:
    folder = made(tmp_path, mapping=MAPPING.replace("things.csv", "things.md"))
    digests = set()
    for size in ("7", "8"):
        rows = f"| Name | Maker | Date | Size |\n|-|-|-|-|\n| Lu 1 | Luming | 2024 | {size} |\n"
        (folder / "tables/things.md").write_text(rows, encoding="utf-8")
        digests.add(data_digest(*map(str, read_folder(folder).data())))
    assert len(digests) == 2


# --- Any cell whatever

texts = st.one_of(
    st.sampled_from([*(text for text in HOSTILE if len(text) < 1000), "|a|", "{x}", "%s", "__0__", "\ue000", "\x1f", "7", "2024", " ", ""]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(texts, min_size=4, max_size=4), min_size=1, max_size=6))
def test_rows_are_stated_skipped_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Name", "Maker", "Date", "Size"])
    writer.writerows(rows)
    folder = made(tmp_path, out.getvalue(), MAPPING + "skip: {rows: {where: no Maker, because: nobody made it}}\n")
    tables = Tables(folder)
    seeds = read_seeds(folder / "seeds", ONTOLOGY, display="seeds", beside=tables)
    [account] = tables.accounts
    assert account.rows == len(rows) == account.stated + account.skipped.total() + account.refused
    assert account.stated >= 0
    raw = {cell.replace("\r\n", "\n").replace("\r", "\n") for row in rows for cell in row}
    for said in seeds.graph.statements:
        for item in said.evidence:
            assert isinstance(item.span, Cell)
            assert item.span.quote in raw
    if not seeds.problems:
        assert from_quads(to_quads(seeds.graph, ONTOLOGY), ONTOLOGY) == seeds.graph


# --- The commands


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


# --- The page

HOSTILE_CELL = "</script><script>alert(1)</script>"


@pytest.mark.browser
def test_the_page_quotes_cells_in_both_languages(open_page: Opener, tmp_path: Path) -> None:
    rows = f'Name,Maker,Date,Size\nLu 1,Luming,2024-03,7\nLu 2,"{HOSTILE_CELL}",2025,8\nLu 3,Luming,2025,9\n'
    html = tmp_path / "things.html"
    KnowledgeGraph(read(made(tmp_path / "g", rows)).checked(), ONTOLOGY).view(html)
    for language, place in (("en", "row Lu 1, column Size"), ("zh", "Lu 1 行,Size 列")):
        found = open_page(
            html.read_text(encoding="utf-8"), f"#lang={language}&read=things&at=s:lu-1/parameterCount/things"
        )
        card = found.page.locator("#card").inner_text()
        assert f"{place}: “7”" in card
        assert "not looked up" not in card
        listed = found.page.locator(".reading-part .quoted").all_inner_texts()
        quoted = [text.partition("“")[2].partition("”")[0] for text in listed]
        assert quoted[:3] == ["Luming", "7", HOSTILE_CELL]
        found.page.goto(found.page.url.partition("#")[0] + f"#lang={language}&view=table")
        found.still()
        assert f"{place}: “7”" in found.page.locator("#grid").inner_text()
        assert not found.problems


#: What may be wrong with a cell in RDF, as the property left out, or the value put in its place.
WRONG_CELLS = {
    "rdf:value": (RDF + "value", None, "has no row and column"),
    "a row of nothing": (RDF + "value", "cell=0,5", "has no row and column"),
    "oa:exact": (OA + "exact", None, "has no text"),
    "aig:columnName": (AIG + "columnName", None, "has no column"),
    "dcterms:conformsTo": (DCTERMS + "conformsTo", None, "does not say what its fragment conforms to"),
}


@pytest.mark.parametrize("case", WRONG_CELLS)
def test_the_shapes_ask_for_what_a_cell_has(seeds: Seeds, case: str) -> None:
    prop, value, expected = WRONG_CELLS[case]
    quads = []
    for quad in to_quads(seeds.graph, ONTOLOGY):
        if quad.predicate.value != prop or not str(quad.subject).endswith(("/cell>", "/context/1>")):
            quads.append(quad)
        elif value is not None:
            quads.append(Quad(quad.subject, quad.predicate, Literal(value), quad.graph_name))
    assert any(expected in p.message for p in validate(quads, ONTOLOGY, seeds.places, seeds.graph.iris))
