"""Tables column by column: what the record path makes of the same rows, whatever the cells hold."""

import csv
import hashlib
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad, RdfFormat, parse
from support import ROOT

from aigraph.cache.bundle import read_above
from aigraph.cli import main
from aigraph.columns.answers import Asked
from aigraph.columns.attributes import Attributes, of_each
from aigraph.columns.batch import Batch
from aigraph.columns.forms import DECIMAL, WHOLE
from aigraph.columns.graph import ColumnGraph, column_graph
from aigraph.columns.properties import write_import, write_parquet
from aigraph.columns.quads import write_quads
from aigraph.columns.questions import Questions
from aigraph.columns.reader import ColumnReader
from aigraph.columns.render import Columns
from aigraph.columns.symbols import ALPHABETS, Field, Symbols
from aigraph.columns.templates import write_once
from aigraph.errors import SeedError
from aigraph.export import neo4j_admin, parquet
from aigraph.folder import read_folder, shipped
from aigraph.mapping import Tables
from aigraph.mapping.shapes import Row
from aigraph.mapping.values import Values
from aigraph.model import Graph, Quantity, Statement
from aigraph.model.quantity import _noted, parse_number
from aigraph.namespaces import SHIPPED, Iris
from aigraph.ontology import Ontology, read_ontology
from aigraph.property_graph import Projection
from aigraph.rdf.write import to_quads
from aigraph.seeds import read_seeds
from aigraph.seeds.extended import NOTHING, Extended

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
- model knowledgeCutoff Date
- model formerName: Former
- model locatedIn somewhere
modality: {Sure: {"yes": reported, "no": rumoured}}
skip: {rows: {where: {column: Skip, is: "yes"}, because: not meant}}
"""
HEADER = (
    "Model", "Chinese", "Alias", "Note", "Makers", "Chips", "Number", "Cost", "Low", "High", "Currency", "Date",
    "Score", "Test", "Seen", "Former", "Stage", "Open", "Sure", "Skip",
)  # fmt: skip
#: A mapping of names: several in a cell, with what else is said of an entity, decided, of classes that a column says.
NAMING = """\
source: [models, others]
table: {file: [models.csv, others.csv], "null": ["", Unknown]}
entities:
  makers: {class: Company, name: Makers, split: ",", slugs: {Mapped: known}}
  thing: {class: {Stage: {chip: Chip, model: AIModel}}, name: Model, zh: Chinese, aliases: Alias, note: Note}
  chips: {class: Chip, name: Chips}
says:
- makers employees Number: {asOf: Date, comparedTo: thing, among: chips}
skip:
  columns: {Cost: no, Low: no, High: no, Currency: no, Score: no, Test: no, Seen: no, Former: no, Open: no, Sure: no, Skip: no}
"""
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


def folder_of(path: Path, *tables: list[dict[str, str]], mapping: str = MAPPING) -> Path:
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
    for name, text in {**SEEDS, "mappings/models.yaml": mapping}.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text % tuple(digests) if "%s" in text else text, encoding="utf-8", newline="\n")
    return path


def by_rows(path: Path, ontology: Ontology = ONTOLOGY, above: Extended = NOTHING) -> Graph:
    """Return what a folder says, its tables read row by row."""
    folder = read_folder(path)
    tables = Tables(folder.path, iris=Iris(folder.space, above.spaces))
    return read_seeds(folder.seeds, ontology, None, "seeds", above, folder.space, tables).checked()


def by_columns(path: Path, scratch: Path, ontology: Ontology = ONTOLOGY, above: Extended = NOTHING) -> ColumnGraph:
    """Return what a folder says, its tables read column by column."""
    place = Path(tempfile.mkdtemp(dir=scratch))
    return column_graph(read_folder(path), ontology, above, place)


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


def check_equal(path: Path, scratch: Path, ontology: Ontology = ONTOLOGY, above: Extended = NOTHING) -> None:
    """Check that both ways to read a folder come to the same."""
    try:
        graph = by_rows(path, ontology, above)
    except SeedError as err:
        with pytest.raises(SeedError) as other:
            by_columns(path, scratch, ontology, above)
        assert {str(p) for p in other.value.problems} == {str(p) for p in err.problems}
        return
    columns = by_columns(path, scratch, ontology, above)
    quads = quads_of(columns)
    assert len(set(quads)) == len(quads)
    assert set(quads) == set(to_quads(graph, ontology))
    ours, theirs = scratch / "columns", scratch / "rows"
    ours.mkdir(exist_ok=True)
    theirs.mkdir(exist_ok=True)
    pieces = Projection(graph, ontology)
    nodes = columns.nodes()
    write_parquet(nodes, ours)
    parquet.write_folder(pieces.nodes(), pieces.edges(), theirs)
    for name in parquet.FILES:
        assert rows_of(ours, name) == rows_of(theirs, name)
    write_import(nodes, ours)
    neo4j_admin.write_folder(pieces.nodes(), pieces.edges(), theirs)
    assert imported(ours) == imported(theirs)


EXAMPLES = settings(
    max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
@EXAMPLES
@given(GOOD_TABLE, GOOD_TABLE)
def test_columns_come_to_what_rows_come_to(tmp_path_factory: Any, one: Any, other: Any) -> None:
    path = tmp_path_factory.mktemp("columns")
    check_equal(folder_of(path / "graph", one, other), path)


@pytest.mark.slow
@EXAMPLES
@given(TABLE, TABLE)
def test_hostile_cells_come_to_the_same_or_are_refused_alike(tmp_path_factory: Any, one: Any, other: Any) -> None:
    path = tmp_path_factory.mktemp("columns")
    check_equal(folder_of(path / "graph", one, other), path)


#: Names that are one, near, known or nobody's; a row has what of them it may.
SOME = st.sampled_from(
    ["a", "A", "a.", "b 1", "B-1", "c (a)", "Ω", "ω", "中文", "Known", "Mapped", "mapped", "known1", "a/b"]
)
NAMED_ROW = st.fixed_dictionaries(
    {
        "Makers": st.lists(SOME, max_size=3).map(", ".join),
        "Model": st.sampled_from(["", "", "t 1", "T-1", "t 2", "t 4", "Ω"]),
        "Stage": st.sampled_from(["chip", "model"]),
        "Chinese": st.sampled_from(["", "", "甲", "Mapped"]),
        "Alias": st.sampled_from(["", "", "", "tee", "Known"]),
        "Note": st.sampled_from(["", "", "n", "N"]),
        "Chips": st.sampled_from(["", "t 1", "t 3", "T 3", "unstated"]),
    }
)


@pytest.mark.slow
@EXAMPLES
@given(st.lists(NAMED_ROW, max_size=4), st.lists(NAMED_ROW, max_size=4))
def test_whoever_is_named_comes_to_the_same(tmp_path_factory: Any, one: Any, other: Any) -> None:
    path = tmp_path_factory.mktemp("columns")
    tables = [
        [row_of(Number="5", Date=f"2020-{n:02}", **row) for n, row in enumerate(rows, 1)] for rows in (one, other)
    ]
    check_equal(folder_of(path / "graph", *tables, mapping=NAMING), path)


@pytest.mark.parametrize("notes", [("b", "a"), ("a", "b")])
def test_of_several_notes_one_is_kept_whatever_the_order(notes: tuple[str, str], tmp_path: Path) -> None:
    one, other = ([row_of(Model="m1", Note=note, Open="yes")] for note in notes)
    folder = folder_of(tmp_path / "graph", one, other)
    assert [entity.note for entity in by_rows(folder).entities if entity.id == "m1"] == ["a"]
    check_equal(folder, tmp_path)


@pytest.mark.slow
def test_the_real_tables_come_to_the_same(tmp_path: Path) -> None:
    check_equal(ROOT / "examples" / "tables", tmp_path, *read_above(read_folder(ROOT / "examples" / "tables")))


def test_what_claims_name_is_there_and_disputed(tmp_path: Path) -> None:
    row = dict.fromkeys(HEADER, "") | {"Model": "m1", "Makers": "a", "Open": "yes"}
    folder = folder_of(tmp_path / "graph", [row, row | {"Model": "m2"}], [])
    (folder / "seeds/sources.yaml").write_text(
        (folder / "seeds/sources.yaml").read_text(encoding="utf-8")
        + "talk: {name: Talk, language: en, sections: {said: {starts: It, en: Said}}}\n",
        encoding="utf-8",
        newline="\n",
    )
    claim = "{id: not-open, kind: opinion, en: m1 is closed., heldBy: known, about: [m1], disputes: [m1/openWeights]}"
    text = f"source: talk\nsaid:\n- quote: It is closed\n  claims:\n  - {claim}\n"
    (folder / "seeds/statements/talk.yaml").write_text(text, encoding="utf-8", newline="\n")
    assert [stated.id for stated in by_rows(folder).statements if stated.disputed] == ["m1/openWeights"]
    check_equal(folder, tmp_path)


def test_what_was_there_stays_where_a_cell_is_refused(tmp_path: Path) -> None:
    row = dict.fromkeys(HEADER, "") | {"Model": "m1", "Number": "many"}
    folder, out = folder_of(tmp_path / "graph", [row], []), tmp_path / "graph.nq"
    out.write_text("before", encoding="utf-8")
    done = CliRunner().invoke(main, ["--graph", str(folder), "tables", "export", "--nquads", str(out)])
    assert done.exit_code == 2
    assert 'tables/models.csv:row 2, column "Number": ' in done.stderr
    assert out.read_text(encoding="utf-8") == "before"


def test_lists_are_gathered_by_subject_and_sorted() -> None:
    def make(symbols: Symbols) -> Graph:
        slug = symbols.slug("slug")
        said = Statement(f"{slug}/formerName/{symbols.slug('key')}", slug, "formerName", symbols.text("name"), {})
        return Graph(statements=(replace(said, settled=True),))

    [written] = write_once(make, ONTOLOGY)
    cells = {"slug": ["b", "a", "b", "b"], "key": ["1", "2", "3", "4"], "name": ["y", "z", "x", "y"]}
    attributes = Attributes()
    attributes.add(written, Columns(SHIPPED, {name: pyarrow.array(texts) for name, texts in cells.items()}))
    known = of_each(attributes.gathered(), ["a", "b", "c"])
    assert known == {"a": {"formerName": ["z"]}, "b": {"formerName": ["x", "y"]}, "c": {}}


def row_of(**cells: str) -> dict[str, str]:
    """Return a row whose other cells are blank."""
    return dict.fromkeys(HEADER, "") | cells


#: Rows of each, whether new names come to columns, and what of some stands there in the end (nothing: a finding).
NAMED: dict[str, tuple[list[dict[str, str]], bool]] = {
    "plain": ([row_of(Model="m1", Makers="Maker a, Maker b"), row_of(Model="m2", Makers="Maker b")], True),
    "in one cell with another": ([row_of(Model="m1", Makers="Ω a, Ω b"), row_of(Model="m2", Makers="ω-A")], True),
    "spelt in two ways": ([row_of(Model="m1", Makers="Maker a"), row_of(Model="m2", Makers="maker-A")], True),
    "of two rules": ([row_of(Model="m1", Makers="Both", Test="MMLU", Score="5"), row_of(Model="m2", Chips="A1")], True),
    "of classes that exclude each other": (
        [row_of(Model="m1", Makers="Both"), row_of(Model="m2", Chips="both")],
        False,
    ),
    "that is another's alias": ([row_of(Model="m1", Alias="Maker a"), row_of(Model="m2", Makers="Maker a")], False),
    "of a row that is refused": ([row_of(Model="m1", Makers="Maker a", Number="x")], False),
    "of two rows of one name": ([row_of(Model="m1", Makers="Maker a"), row_of(Model="m1", Makers="Maker b")], False),
    "with a list": ([row_of(Model="m1", Former="m0"), row_of(Model="m2", Makers="Maker a", Former="m3")], True),
    "of a seed": ([row_of(Model="m1", Makers="Sown"), row_of(Model="m2", Makers="Maker a")], True),
    "reserved": ([row_of(Model="m1", Makers="unstated"), row_of(Model="m2", Makers="Claim")], True),
}


@pytest.mark.parametrize("kind", NAMED)
def test_names_come_to_the_same(tmp_path: Path, kind: str) -> None:
    rows, together = NAMED[kind]
    folder = folder_of(tmp_path / "graph", rows, [])
    if kind == "of a seed":
        place = folder / "seeds/statements/page.yaml"
        place.write_text(place.read_text(encoding="utf-8") + "  - sown headquarteredIn somewhere\n", encoding="utf-8")
    check_equal(folder, tmp_path)
    if together:
        assert not by_columns(folder, tmp_path).tables.singly


#: Texts of the forms that are read alike, and of those beside.
FORMED = st.one_of(
    *(st.from_regex(form.pattern, fullmatch=True) for form in (WHOLE, DECIMAL)),
    st.text(st.sampled_from('ab 1.0,;"\\/\t\n\u00a0\u3000\u200b\x85é中~-+e'), max_size=8),
    st.sampled_from(["", "Unknown", "unstated", "0", "007", "1.50", "0.0", "1e3", "9999999999999999", "5 USD", "-3"]),
)


@EXAMPLES
@given(st.lists(st.lists(FORMED, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=8))
def test_texts_of_a_form_are_read_alike(reader: ColumnReader, cells: list[list[str]]) -> None:
    rows = [Row(n, dict(zip(HEADER, some, strict=True))) for n, some in enumerate(cells)]
    assert reader.world
    questions = Questions(reader.mapping, reader.world.entities)
    asked = [questions.name(("Model",)), *map(questions.cell, HEADER)]
    asked += [question for line in reader.mapping.lines for question in questions.values(line) if question.of is None]
    values = Values(ONTOLOGY)
    for question in asked:
        one, other = (
            Batch(rows, lambda row: reader.filler(row, values), {}).ask(each)
            for each in (question, replace(question, plain=None))
        )
        assert told(one) == told(other)
        assert not other.plain
    assert any(question.plain for question in asked)


def told(asked: Asked) -> list[tuple[object, ...]]:
    """Return the answer for each row: its shape and scalars, and whether it is refused."""
    shape, place = asked.shape[asked.codes].tolist(), asked.place[asked.codes].tolist()
    scalars = [[array[at].as_py() for array in asked.arrays(n)] for n, at in zip(shape, place, strict=True)]
    return list(zip(map(asked.shapes.__getitem__, shape), scalars, asked.refused.tolist(), strict=True))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> ColumnReader:
    """Return what reads a table of the folder of two."""
    path = tmp_path_factory.mktemp("reader")
    return by_columns(folder_of(path / "graph", [row_of(Model="m1", Makers="a")], []), path).tables.readers[0]


def test_all_is_said_of_a_file_that_breaks_off(tmp_path: Path) -> None:
    rows = [row_of(Model="m1", Makers="a", Number="x"), row_of(Model="m2", Makers="b")]
    folder, broken = folder_of(tmp_path / "graph", rows, []), b'"open'
    table, sources = folder / "tables/models.csv", folder / "seeds/sources.yaml"
    text = table.read_bytes()
    table.write_bytes(text + broken)
    old, new = (hashlib.sha256(some).hexdigest() for some in (text, text + broken))
    sources.write_text(sources.read_text(encoding="utf-8").replace(old, new), encoding="utf-8", newline="\n")
    with pytest.raises(SeedError) as found:
        by_rows(folder)
    assert [int(problem.line) for problem in found.value.problems] == [0, 2]
    check_equal(folder, tmp_path)


def test_a_command_writes_all_formats(tmp_path: Path) -> None:
    row = dict.fromkeys(HEADER, "") | {"Model": "m1", "Makers": "a, b", "Open": "yes"}
    folder = folder_of(tmp_path / "graph", [row], [])
    places = [tmp_path / name for name in ("graph.nq", "parquet", "import")]
    options = [
        part
        for name, place in zip(("nquads", "parquet", "neo4j-admin"), places, strict=True)
        for part in (f"--{name}", str(place))
    ]
    done = CliRunner().invoke(main, ["--graph", str(folder), "tables", "export", *options])
    assert done.exit_code == 0, done.output
    assert "tables/models.csv: 1 rows: 1 stated, 0 skipped, 0 refused." in done.stderr
    assert set(parse(path=str(places[0]), format=RdfFormat.N_QUADS)) == set(to_quads(by_rows(folder), ONTOLOGY))
    assert {row["openWeights"] for row in rows_of(places[1], "nodes.parquet").values() if "openWeights" in row} == {
        True
    }
    assert any(places[2].iterdir())
    piped = CliRunner().invoke(main, ["--graph", str(folder), "tables", "export", "--nquads", "-"])
    assert piped.stdout_bytes == places[0].read_bytes()


def test_constants_that_look_like_symbols_are_found_out() -> None:
    looks = [f"{one.opening}00000{one.closing}{one.letter}00001{one.letter}{one.digits}100002" for one in ALPHABETS[:2]]

    def make(symbols: Symbols) -> Graph:
        slug = symbols.slug("slug")
        said = Statement(f"{slug}/formerName", slug, "formerName", symbols.text("name"), {"note": tuple(looks[:1])})
        return Graph(statements=(said,))

    [written] = write_once(make, ONTOLOGY)
    assert {part.column for part in written.quads if isinstance(part, Field)} == {"slug", "name"}
    assert looks[0] in "".join(part for part in written.quads if isinstance(part, str))


def test_every_sign_that_n_quads_escape_is_known() -> None:
    single = [*range(0x300), *range(0xFFF0, 0x10000)]
    signs = [chr(code) for code in single]
    signs += ["".join(map(chr, range(at, at + 256))) for at in range(0x300, 0x110000, 256) if not 0xD7 < at >> 8 < 0xE0]
    texts = [sign for sign in signs if str(Literal(sign))[1:-1] != sign]
    columns = Columns(SHIPPED, {"text": pyarrow.array([*signs])})
    ours = columns.formed(Field("text", within="literal")).to_pylist()
    assert texts
    assert [sign for sign, written in zip(signs, ours, strict=True) if written != sign] == texts
    assert ours == [str(Literal(sign))[1:-1] for sign in signs]


@given(st.from_regex(r"[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?( [A-Za-z]{1,8})?", fullmatch=True))
@example("7 percent")
@example("7 million")
@example("0.0")
@example("007.50 USD")
@example("7 thirds")
@example("1e60")
def test_numbers_in_digits_alone_are_read_as_by_the_grammar(text: str) -> None:
    with_grammar, without = (read_or_refuse(read, text) for read in (lambda t: _noted(t, t), parse_number))
    assert with_grammar == without


def read_or_refuse(read: Callable[[str], Quantity], text: str) -> Quantity | str:
    """Return what is read, or why it is not."""
    try:
        return read(text)
    except ValueError as err:
        return str(err)
