"""Tables with their mappings: what real rows say, and what their cells are as evidence, wherever it is shown."""

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from pages import Opener
from pyoxigraph import Literal, Quad
from shipped import ONTOLOGY
from things import DATA, made, read, statement

import aigraph
from aigraph.cache.bundle import read_graph
from aigraph.folder import read_folder
from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.model import Cell, Quantity
from aigraph.namespaces import DCTERMS, OA, RDF
from aigraph.namespaces import ONTOLOGY as AIG
from aigraph.property_graph import project
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.read import from_quads
from aigraph.rdf.validation import validate
from aigraph.rdf.write import to_quads
from aigraph.seeds import Seeds


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    """Return the example, read."""
    return read_graph(read_folder(DATA))[1]


@pytest.fixture(scope="module")
def g() -> KnowledgeGraph:
    """Return the example as a graph."""
    return aigraph.load(DATA)


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


def test_a_long_key_is_cut_in_words_alone() -> None:
    cell = Cell("7", 2, 1, "Size", "x" * 1000)
    assert (len(cell.called), len(cell.key)) == (101, 1000)


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


# --- The shapes


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
