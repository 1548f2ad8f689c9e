"""Tables column by column: what the record path makes of the same rows, whatever the cells hold."""

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse

from aigraph.errors import SeedError
from aigraph.export import neo4j_admin, parquet
from aigraph.folder import read_folder, shipped
from aigraph.mapping import Tables
from aigraph.model import Graph
from aigraph.ontology import Ontology, read_ontology
from aigraph.property_graph import Projection
from aigraph.rdf.write import to_quads
from aigraph.seeds import read_seeds
from aigraph.seeds.extended import NOTHING

pytest.importorskip("pyarrow")
pytest.importorskip("numpy")

from aigraph.columns.graph import ColumnGraph, column_graph
from aigraph.columns.properties import write_import, write_parquet
from aigraph.columns.quads import write_quads

MAPPING = """\
source: [models, others]
table: {file: [models.csv, others.csv], key: Model, "null": ["", Unknown]}
columns:
  Cost: {unit: Currency, min: Low, max: High, range: 90% interval}
  Open: {lookup: {"yes": "true", "no": "false"}}
  Former: {split: ";"}
entities:
  model: {class: AIModel, name: Model, zh: Chinese, aliases: Alias, note: Note}
  makers: {class: Company, name: Makers, split: ","}
  chips: {class: Chip, name: Chips, split: ","}
  tests: {class: Benchmark, name: Test}
says:
- makers developed model: {date: Date}
- model trainedOn chips: {value: Number, if: one chips, comparedTo: chips}
- model trainingCost Cost: {asOf: Date, note: Note, comparedTo: makers}
- model benchmarkScore Score: {benchmark: tests, setting: Seen, asOf: Date, stage: {Stage: {done: actual, going: underway}}}
- model openWeights: Open
- model parameterCount: Number
- model foundingDate Date
- model formerName: Former
- model headquarteredIn somewhere
modality: {Sure: {"yes": reported, "no": rumoured}}
skip: {rows: {where: {column: Skip, is: "yes"}, because: not meant}}
"""
HEADER = (
    "Model", "Chinese", "Alias", "Note", "Makers", "Chips", "Number", "Cost", "Low", "High", "Currency", "Date",
    "Score", "Test", "Seen", "Former", "Stage", "Open", "Sure", "Skip",
)  # fmt: skip
SEEDS = {
    "aigraph.toml": 'title = "Columns"\nbase = "https://example.org/columns/"\n',
    "seeds/sources.yaml": "models: {name: Models, sha256: %s}\nothers: {name: Others, sha256: %s, date: 2024}\n"
    "page: {name: Page, editors: true, sections: {part: {en: Part}}}\n",
    "seeds/entities/places.yaml": "somewhere: {class: Place, name: Somewhere}\nknown: {class: Company, name: Known}\n",
    "seeds/statements/page.yaml": "source: page\npart:\n- says:\n  - known headquarteredIn somewhere\n",
}

ONTOLOGY: Ontology = read_ontology(*shipped().all("ontology"))

#: What parsers, writers and symbols may stumble over.
WORDS = (
    '"', "\\", "'", ",", ";", " ", "§", "é", "中文", "\u202e", "😀", "</script>", "%2F", "..", "/", "#", "unstated", "true",
    "qxjzk00000kzjxq", "symbol:qxjzk00001kzjxq", "\u13a000001\u13a0", "4711100002", "4711200003.5", "2023", "nan", "1e3",
    "a", "b", "Known", "\n", "\r\n", "\t", "\ufffd", "x" * 300,
)  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
NUMBER = st.sampled_from(
    ["", "5", "0", "-3", "12.50", "1e30", "9007199254740993", "3.14159265358979323846", "~2.5万", ">20", "x"]
)
DATE = st.sampled_from(["", "2023", "2023-05", "2023-05-01", "2023-01/2023-09", "Unknown", "../2024"])
NAMES = st.lists(st.sampled_from(["Known", "Maker a", "Maker b", "Ω", "中文"]), max_size=3).map(", ".join)
CELLS: dict[str, st.SearchStrategy[str]] = {
    "Model": st.sampled_from(["m1", "m2", "m3", "m 4", "“m” 5", "m6", "m7", "m8", "m9", "", "4711100002"]),
    "Chinese": st.sampled_from(["", "模型"]) | TEXT,
    "Alias": TEXT,
    "Note": TEXT,
    "Makers": NAMES,
    "Chips": st.sampled_from(["", "A100", "A100, H100", "H100"]),
    "Number": NUMBER,
    "Cost": st.sampled_from(["", "50", "50", "60.5"]),
    "Low": st.sampled_from(["", "40", "1"]),
    "High": st.sampled_from(["", "65", "70"]),
    "Currency": st.sampled_from(["", "USD", "EUR"]),
    "Date": DATE,
    "Score": NUMBER,
    "Test": st.sampled_from(["", "MMLU", "GSM8K"]),
    "Seen": TEXT,
    "Former": TEXT,
    "Stage": st.sampled_from(["", "done", "going"]),
    "Open": st.sampled_from(["", "yes", "no"]),
    "Sure": st.sampled_from(["", "yes", "no"]),
    "Skip": st.sampled_from(["", "", "", "yes"]),
}
ROW = st.fixed_dictionaries(CELLS)
#: Rows of which as little as can be is refused: what is refused is said once, and nothing is written.
GOOD = {"Number": st.sampled_from(["", "5", "12.50", "1e30", "~2.5万"]), "Score": st.sampled_from(["", "7.5", ">20"])}
GOOD |= {
    name: st.sampled_from(["", 'a "b"', "c\\d", "4711100002", "\u13a000001\u13a0", "é\n"])
    for name in ("Chinese", "Alias", "Seen")
}
GOOD |= {
    "Date": st.sampled_from(["", "2023", "2023-05-01"]),
    "Cost": st.just("50"),
    "Low": st.just("40"),
    "High": st.just("65"),
}
GOOD |= {"Model": st.sampled_from(["m1", "m2", "m3", "m 4", "“m” 5", "m6", "m7", "4711100002"])}
GOOD |= {"Currency": st.sampled_from(["USD", "EUR"])}
TABLE = st.lists(ROW, max_size=4, unique_by=lambda row: row["Model"])
GOOD_TABLE = st.lists(st.fixed_dictionaries({**CELLS, **GOOD}), max_size=6, unique_by=lambda row: row["Model"])


def folder_of(path: Path, *tables: list[dict[str, str]]) -> Path:
    """Return a graph folder with two tables."""
    digests = []
    for name, rows in zip(("models", "others"), tables, strict=True):
        place = path / "tables" / f"{name}.csv"
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADER)
            writer.writeheader()
            writer.writerows(rows)
        digests.append(hashlib.sha256(place.read_bytes()).hexdigest())
    for name, text in {**SEEDS, "mappings/models.yaml": MAPPING}.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text % tuple(digests) if "%s" in text else text, encoding="utf-8", newline="\n")
    return path


def by_rows(path: Path) -> Graph:
    """Return what a folder says, its tables read row by row."""
    folder = read_folder(path)
    return read_seeds(folder.seeds, ONTOLOGY, None, "seeds", NOTHING, folder.space, Tables(folder.path)).checked()


def by_columns(path: Path) -> ColumnGraph:
    """Return what a folder says, its tables read column by column."""
    scratch = path / "scratch"
    scratch.mkdir(exist_ok=True)
    return column_graph(read_folder(path), ONTOLOGY, NOTHING, scratch)


def quads_of(graph: ColumnGraph) -> list[Quad]:
    """Return the quads that are written."""
    stream = io.BytesIO()
    write_quads(graph, stream)
    return list(parse(stream.getvalue(), format=RdfFormat.N_QUADS))


def rows_of(folder: Path, name: str) -> dict[str, Any]:
    """Return the rows of a Parquet file by id."""
    from pyarrow import parquet

    rows = parquet.read_table(folder / name).to_pylist()
    found = {row["id"]: {key: value for key, value in row.items() if value is not None} for row in rows}
    assert len(found) == len(rows)
    return found


def imported(folder: Path) -> dict[str, dict[str, str]]:
    """Return the rows that neo4j-admin reads, of every file, by their kind and id: a property with its type."""
    found: dict[str, dict[str, str]] = {}
    for header in sorted(folder.glob("*-header.csv")):
        names = header.read_text(encoding="utf-8").strip().split(",")
        with (folder / header.name.replace("-header", "")).open(encoding="utf-8", newline="") as file:
            for cells in csv.reader(file):
                some = [(name, cell) for name, cell in zip(names, cells, strict=True) if cell]
                row = {name: str(float(cell)) if name.endswith(":double") else cell for name, cell in some}
                key = f"{header.name[:5]} {row.get('id:ID') or row['id:string']}"
                assert key not in found
                found[key] = row
    return found


def check_equal(path: Path, scratch: Path) -> None:
    """Check that both ways to read a folder come to the same."""
    try:
        graph = by_rows(path)
    except SeedError as err:
        with pytest.raises(SeedError) as other:
            by_columns(path)
        assert {str(p) for p in other.value.problems} == {str(p) for p in err.problems}
        return
    columns = by_columns(path)
    quads = quads_of(columns)
    assert len(set(quads)) == len(quads)
    assert set(quads) == set(to_quads(graph, ONTOLOGY))
    ours, theirs = scratch / "columns", scratch / "rows"
    ours.mkdir(exist_ok=True)
    theirs.mkdir(exist_ok=True)
    pieces = Projection(graph, ONTOLOGY)
    nodes = columns.nodes()
    write_parquet(nodes, ours)
    parquet.write_folder(pieces.nodes(), pieces.edges(), theirs)
    for name in parquet.FILES:
        assert rows_of(ours, name) == rows_of(theirs, name)
    write_import(nodes, ours)
    neo4j_admin.write_folder(pieces.nodes(), pieces.edges(), theirs)
    assert imported(ours) == imported(theirs)


EXAMPLES = settings(
    max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


@EXAMPLES
@given(GOOD_TABLE, GOOD_TABLE)
def test_columns_come_to_what_rows_come_to(tmp_path_factory: Any, one: Any, other: Any) -> None:
    path = tmp_path_factory.mktemp("columns")
    check_equal(folder_of(path / "graph", one, other), path)


@EXAMPLES
@given(TABLE, TABLE)
def test_hostile_cells_come_to_the_same_or_are_refused_alike(tmp_path_factory: Any, one: Any, other: Any) -> None:
    path = tmp_path_factory.mktemp("columns")
    check_equal(folder_of(path / "graph", one, other), path)
