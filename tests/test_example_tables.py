"""The seven tables of examples/tables: rows followed by hand, every cell read or left with a reason, questions over all."""

import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

import aigraph
from aigraph.cache.bundle import read_graph
from aigraph.folder import read_folder
from aigraph.mapping.shapes import open_table
from aigraph.mapping.tables import Tables
from aigraph.model import Cell, Evidence, Graph, Quantity, Statement
from aigraph.neo4j.connection import Connection, run
from aigraph.neo4j.sync import push
from aigraph.page.about import main_source
from aigraph.page.payload import sections_of
from aigraph.questions import ask, comparable, read_questions
from aigraph.table import Table

FOLDER = ROOT / "examples" / "tables"
PAGE = ROOT / "docs" / "tables-by-hand.md"
QUESTIONS = read_questions(FOLDER / "queries").checked()


@pytest.fixture(scope="module")
def tables() -> Any:
    """The graph of the extracts that are in the repository."""
    return aigraph.load(FOLDER)


def number(value: Quantity) -> str:
    """Return a quantity as a seed writes it, its words after it where they are others."""
    if value.value is None and value.min is None:
        return "unstated"
    low, best, high = ("" if n is None else f"{n.normalize():f}" for n in (value.min, value.value, value.max))
    sign = {"about": "~", "atLeast": ">="}.get(value.comparator or "", "") if not low else ""
    text = f"{best} [{low}..{high}]" if best and low else f"{sign}{best}" if best else f"{low}-{high}"
    return f"{text} {value.unit}"


def told(statement: Statement, evidence: Evidence) -> str:
    """Return a statement and the cell it was read from, in a line."""
    value, cell = statement.object, evidence.cell
    assert cell
    words = (
        number(value) if isinstance(value, Quantity) else str(value).lower() if isinstance(value, bool) else str(value)
    )
    more = [
        f"{name} {', '.join(number(v) if isinstance(v, Quantity) else str(v) for v in several)}"
        for name, several in statement.qualifiers.items()
    ]
    how = [evidence.modality] if evidence.modality != "asserted" else []
    line = f"{statement.subject} {statement.predicate} {words}"
    aside = f" ({'; '.join([*how, *more])})" if how or more else ""
    return " ".join(f"{line}{aside} ← {cell.name}: {cell.quote}".split())


def said(graph: Any) -> dict[tuple[str, str], list[str]]:
    """Return what each row says, by its source and its key."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for statement in graph.statements.values():
        for evidence in statement.evidence:
            if evidence.cell:
                found[evidence.source, evidence.cell.called].append(told(statement, evidence))
    return {key: sorted(lines) for key, lines in found.items()}


def by_hand() -> Iterator[tuple[str, str, list[str]]]:
    """Yield the source, the key and the lines of each row of the page."""
    text = PAGE.read_text(encoding="utf-8")
    for source, key, lines in re.findall(r"`([\w-]+)`, row “([^”]*)”\.[^\n]*\n\n```text\n(.*?)\n```", text, re.DOTALL):
        yield source, key, lines.split("\n")


def test_rows_say_what_was_worked_out_by_hand(tables: Any) -> None:
    rows, found = list(by_hand()), said(tables)
    assert Counter(source for source, _, _ in rows) == {
        "epoch-notable-models": 5, "epoch-nvidia-owners": 5, "epoch-amd-owners": 5, "epoch-tpu-owners": 5, "models-dev": 5,
        "open-llms": 6, "llms-in-china": 5,
    }  # fmt: skip
    for source, key, lines in rows:
        assert found[source, key] == lines, (source, key)


def test_no_mapping_is_longer_than_a_page() -> None:
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (FOLDER / "mappings").glob("*.yaml")
    }
    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_every_row_of_the_extracts_is_stated(tables: Any) -> None:
    assert len(tables.accounts) == 11
    assert all(", 0 refused" in account for account in tables.accounts)


def test_who_is_whom_was_decided(tables: Any) -> None:
    made = {(s.subject, s.object.id) for s in tables.statements.values() if s.predicate == "developed"}
    assert ("meta", "xlm") in made  # Facebook
    assert ("deepmind", "gnome") in made  # Google DeepMind
    assert ("google-brain", "nasnet-a") in made  # a team of Google, not Google
    assert {"facebook-ai-research", "meta-ai"} <= {
        s.object.id for s in tables.statements.values() if s.predicate == "hasSubsidiary"
    }
    assert tables.entities["claude-1"].classes == ("AIModel",)
    assert ("anthropic", "claude-1") in made
    assert ("google", "lamda-137b") in made  # a member of the article's family
    assert ("huawei", "pangu-3438ac") in made  # 盘古-Σ, which Epoch calls PanGu-Σ


def test_a_model_that_is_unreleased_was_made_known_only(tables: Any) -> None:
    unreleased = {
        s.subject for s in tables.statements.values() if s.predicate == "modelAccess" and s.object == "unreleased"
    }
    released = [s for s in tables.statements.values() if s.predicate == "released" and any(e.cell for e in s.evidence)]
    assert {s.object.id for s in released if "note" in s.qualifiers} == unreleased
    assert len(unreleased) == 6


def test_the_page_knows_which_table_names_what(tables: Any) -> None:
    found = sections_of(tables.graph)
    assert found["nasnet-a"] == ["epoch-notable-models/"]
    assert {"epoch-notable-models/", "ten-judgements/j2"} <= {*found["gpt-4"]}
    main = main_source(tables.graph)
    assert main is not None
    assert main.id == "epoch-notable-models"  # from which most is read


@pytest.mark.parametrize(
    ("question", "engine"),
    [
        pytest.param(q, engine, marks=[pytest.mark.slow] if engine == "rdflib" else [])
        for q in QUESTIONS.values()
        for engine in q.engines
        if engine != "neo4j"
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_questions_over_the_article_and_the_tables(tables: Any, question: Any, engine: str) -> None:
    found = ask(tables, question, engine, {})
    assert comparable(question, found) == comparable(question, Table(question.columns, question.rows))


def whole(folder: Path) -> Path:
    """Make the folder of the whole files; it is the one in the repository but for the tables and their digests."""
    data = Path(os.environ.get("AIGRAPH_TABLES") or ROOT.parent / "shared" / "data")
    if not data.is_dir():
        pytest.skip("needs the whole files: set AIGRAPH_TABLES to the folder that has them")
    shutil.copytree(FOLDER, folder)
    sources = folder / "seeds" / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    for path in (path for path in (FOLDER / "tables").iterdir() if path.suffix):
        shutil.copy(data / path.name, folder / "tables")
        old, new = (sha256(file.read_bytes()).hexdigest() for file in (path, data / path.name))
        text = text.replace(old, new)
    sources.write_text(text, encoding="utf-8", newline="\n")
    return folder


#: Rows that are skipped in the whole files, with a reason, and cells of mapped columns that no line reads, by column:
#: prose and confidence around a number that is not there, places of several makers or of no country, what contradicts the model's own
#: line, and two lines that say nothing but a name.
ROWS = {
    "epoch_nvidia_owners_cumulative_by_chip.csv": (263, 0), "epoch_amd_owners_cumulative_by_chip.csv": (85, 0),
    "epoch_tpu_owners_cumulative_by_chip.csv": (59, 0), "epoch_notable_ai_models.csv": (952, 0),
    "models_dev.jsonl": (469 + 288, 0), "open_llms.README.md": (76 + 2 + 4, 1),
    "wgwang_llms_in_china.README.md": (247 + 18, 2),
}  # fmt: skip
UNREAD = {
    "Confidence": 107, "Country (of organization)": 164, "Dataset size notes": 93, "Finetune compute notes": 20,
    "Parameters notes": 41, "Training compute notes": 77, "Training time notes": 39, "base_model": 2, "knowledge": 5,
    "limit.context": 9, "limit.output": 8, "name": 2, "open_weights": 8, "release_date": 8, "省市": 3,
}  # fmt: skip


@pytest.mark.slow
def test_no_cell_of_the_whole_files_is_unaccounted_for(tmp_path: Path) -> None:
    folder = read_folder(whole(tmp_path / "whole"))
    schema, seeds = read_graph(folder)
    assert seeds.problems == []
    assert sum_of(seeds.accounts) == ROWS
    cells = {c for s in seeds.graph.statements for e in s.evidence for c in (e.cell, *e.context) if isinstance(c, Cell)}
    places = {(c.row, c.name, c.quote) for c in cells}
    unread: Counter[str] = Counter()
    for mapping in Tables(folder.path).mappings(schema):
        numbers = {number for skipped in mapping.skipped_rows for number in skipped.numbers}
        for spec in mapping.tables:
            frame = open_table(folder.path / "tables", spec)
            left = {*mapping.skipped_columns, *frame.free, *spec.key}
            for row in (row for row in frame.rows if row.number not in numbers):
                here = {name: text for name, text in row.cells.items() if name not in left}
                said = {name: text for name, text in here.items() if text.strip() not in spec.null}
                unread.update(name for name, text in said.items() if (row.number, name, ended(text)) not in places)
    assert unread == UNREAD
    assert_bases_are_decided(seeds.graph)


def assert_bases_are_decided(graph: Graph) -> None:
    """Check that each of the 129 base models is somebody: 80 are rows of the table, the others new, none is open."""
    links = [s for s in graph.statements if s.predicate == "fineTunedFrom" and any(e.cell for e in s.evidence)]
    assert len(links) == 129
    made = {
        str(s.object)
        for s in graph.statements
        if s.predicate in ("released", "releaseDate") and any(e.cell for e in s.evidence)
    }
    assert sum(str(s.object) in made for s in links) >= 80


def ended(text: str) -> str:
    """Return a cell with its lines ended as the graph ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sum_of(accounts: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return the rows of each file and how many of them are skipped, of all mappings together; none is refused."""
    found: Counter[tuple[str, str]] = Counter()
    for account in accounts:
        match = re.fullmatch(r"tables/(\S+): (\d+) rows: (\d+) stated, (\d+) skipped.*, 0 refused", account)
        assert match, account
        found[match[1], "rows"] += int(match[2])
        found[match[1], "skipped"] += int(match[4])
    return {name: (found[name, "rows"], found[name, "skipped"]) for name, _ in found}


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_server_gives_the_same_answers(tables: Any, writable: Any, writable_server: Any) -> None:
    del writable  # has emptied it
    connection = Connection(writable_server.uri, writable_server.user, writable_server.password)
    push(connection, tables.property_graph)
    for question in QUESTIONS.values():
        found = ask(tables, question, "neo4j", {}, lambda query, parameters: run(connection, query, parameters))
        assert comparable(question, found) == comparable(question, Table(question.columns, question.rows)), question.id
