"""Other people's formats read as tables: what they say, worked out by hand; our own exports read back."""

import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import ROOT

import aigraph
from aigraph.cli import main
from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.words.notation import seed_line

pytest.importorskip("duckdb")
pytestmark = pytest.mark.slow
FORMATS = ROOT / "examples" / "formats"

#: Each statement as seeds write it, and the rows that say it.
SAID = {
    "luming foundingDate 2021-05": {"c-luming", "made:luming", "Q9000000001", "Luming · Mei Lin"},
    "mei-lin founded luming": {"l-4", "Q9000000001 · Q9000000002", "Luming · Mei Lin"},
    "mei-lin workedAt luming: {role: ceo, startDate: 2021-06}": {"l-1"},
    "mei-lin holdsStakeIn luming: {value: 60 percent}": {"l-2"},
    "mei-lin boardMemberOf openai: {endDate: 2024-11-30, startDate: 2024-02-01}": {"l-3"},
    "luming developed lu-2: {modality: reported}": {"made:1"},
    "lu-2 trainedOn h100: {modality: rumoured}": {"made:2"},
    "luming locatedIn changsha: {modality: reported}": {"made:3"},
    "luming employees 120": {"Luming · Mei Lin"},
    "luming hasSubsidiary luming-research": {"Luming · Mei Lin"},
}


@pytest.fixture(scope="module")
def read() -> KnowledgeGraph:
    return aigraph.load(FORMATS)


def test_what_the_four_formats_say(read: KnowledgeGraph) -> None:
    rows = {
        seed_line(statement): {item.cell.key for item in statement.evidence if item.cell}
        for statement in read.graph.statements
        if any(item.cell for item in statement.evidence)
    }
    assert {
        line.removesuffix(" person") if " employees " in line else line: keys for line, keys in rows.items()
    } == SAID


def test_the_documents_show_what_a_row_says() -> None:
    told = CliRunner().invoke(main, ["--graph", str(FORMATS), "tables", "show", "ftm-links", "--row", "l-1"])
    assert told.exit_code == 0
    assert f"```text\n{told.stdout}```" in (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def test_names_of_four_formats_are_one_firm(read: KnowledgeGraph) -> None:
    own = {
        slug: dict(e.names)
        for slug, e in read.entities.items()
        if read.graph.iris.of(slug).startswith("https://example")
    }
    assert own == {
        "luming": {"en": "Luming", "zh": "麓鸣"},
        "luming-research": {"en": "Luming Research"},
        "mei-lin": {"en": "Mei Lin"},
        "lu-2": {"en": "Lu 2"},
        "changsha": {"en": "Changsha"},
    }


def test_the_files_are_what_they_are_called() -> None:
    folder = FORMATS / "tables"
    model = pytest.importorskip("followthemoney").model
    for line in (folder / "luming.ftm.ndjson").read_text(encoding="utf-8").splitlines():
        for prop, value in model.get_proxy(json.loads(line), cleaned=False).itervalues():
            assert prop.type.name in ("text", "string") or prop.type.validate(value), (prop.qname, value)
    with (folder / "luming_edges.tsv").open(encoding="utf-8", newline="\n") as file:
        columns = csv.DictReader(file, delimiter="\t").fieldnames or []
    assert {"id", "subject", "predicate", "object", "knowledge_level", "agent_type"} <= set(columns)


MAPPING = """\
source: exported
table:
  file: graph_edges.tsv
  key: id
  sql: |-
    SELECT edge.id, edge.predicate, a.name AS one, b.name AS other
    FROM 'graph_edges.tsv' AS edge
    JOIN 'graph_nodes.tsv' AS a ON a.id = edge.subject
    JOIN 'graph_nodes.tsv' AS b ON b.id = edge.object
entities:
  one: {class: Agent, name: one}
  other: {class: Organization, name: other}
says:
- one founded other
skip: {rows: {where: {column: predicate, not: ['aig:founded']}, because: not asked here}}
"""


def test_our_own_kgx_read_back(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Whom the shipped graph says to have founded what comes back from its export, linked to the same entities."""
    graph.export("kgx", tmp_path / "tables")
    founded = {(s.subject, getattr(s.object, "id", "")) for s in graph.graph.statements if s.predicate == "founded"}
    assert founded
    shutil.copy(FORMATS / "aigraph.toml", tmp_path)
    for name, text in {
        "mappings/edges.yaml": MAPPING,
        "seeds/sources.yaml": "exported: {name: Exported, language: en}\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    digest = hashlib.sha256((tmp_path / "tables" / "graph_edges.tsv").read_bytes()).hexdigest()
    sources = tmp_path / "seeds" / "sources.yaml"
    sources.write_text(sources.read_text().replace("en}", f"en, sha256: {digest}}}"), encoding="utf-8")
    again = aigraph.load(tmp_path)
    read = {
        (s.subject, getattr(s.object, "id", ""))
        for s in again.graph.statements
        if s.predicate == "founded" and any(item.cell for item in s.evidence)
    }
    assert read == founded
