"""Several sources: one statement with the evidence of each where they agree, two where they differ."""

import itertools
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from shipped import ONTOLOGY
from support import ROOT

import aigraph
import aigraph.questions
from aigraph.cli import main
from aigraph.model import Quantity, Unverified
from aigraph.property_graph import project
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.read import from_quads
from aigraph.rdf.write import to_quads
from aigraph.seeds import Seeds, read_seeds

FOLDER = ROOT / "tests" / "data" / "sources"
SEEDS = FOLDER / "seeds"


@pytest.fixture(scope="module")
def several() -> Seeds:
    return read_seeds(SEEDS, ONTOLOGY)


@pytest.fixture(scope="module")
def loaded() -> Any:
    return aigraph.load(FOLDER)


def run(folder: Path, *words: str) -> Result:
    result = CliRunner().invoke(main, ["--graph", str(folder), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_they_are_read_without_a_finding(several: Seeds) -> None:
    assert several.problems == []
    result = run(FOLDER, "validate")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nobody has looked up 13 quotes: no text is at hand of monthly, review, weekly." in result.stderr


#: A statement, its object or value, its stage, its modality, its sources, whether it is a plain fact, what contradicts it.
ROWS = [
    ("bai-lu/workedAt/luming", "luming", "ended", "asserted", "monthly review", True, ""),
    ("lu-1/openWeights", "True", "actual", "asserted", "monthly review", False, "lu-1/openWeights/weekly"),
    ("lu-1/openWeights/weekly", "False", "actual", "asserted", "weekly", False, "lu-1/openWeights"),
    ("luming/developed/lu-1", "lu-1", "actual", "asserted", "editors weekly", True, ""),
    ("luming/employees/2024-03-15", "300", "actual", "reported", "review weekly", False, ""),
    ("luming/foundingDate", "2023-05", "actual", "asserted", "monthly weekly", True, ""),
    ("luming/released/lu-1", "lu-1", "actual", "asserted", "monthly weekly", True, ""),
    ("luming/revenue/2023", "1980000000", "actual", "asserted", "monthly weekly", False, "luming/revenue/2023/review"),
    ("luming/revenue/2023/review", "1500000000", "actual", "reported", "review", False, "luming/revenue/2023"),
    (
        "yuanshan/investedIn/luming", "luming", "actual", "asserted", "monthly", True,
        "yuanshan/investedIn/luming/weekly",
    ),
    (
        "yuanshan/investedIn/luming/weekly", "luming", "actual", "reported", "weekly", True,
        "yuanshan/investedIn/luming",
    ),
]  # fmt: skip


def test_what_they_say_together(several: Seeds) -> None:
    found = [
        (
            s.id, str(s.object.value if isinstance(s.object, Quantity) else s.object), s.stage, s.modality,
            " ".join(e.source for e in s.evidence), ONTOLOGY.is_direct(s), " ".join(s.contradicted_by),
        )
        for s in several.graph.statements
    ]  # fmt: skip
    assert found == ROWS
    stated = {s.id: s for s in several.graph.statements}
    assert stated["bai-lu/workedAt/luming"].qualifiers.keys() == {"role"}
    assert [e.modality for e in stated["lu-1/openWeights"].evidence] == ["asserted", "rumoured"]


def test_in_every_engine_alike(loaded: Any) -> None:
    assert loaded.select("SELECT ?open { aid:lu-1 aig:openWeights ?open }").rows == ()
    assert loaded.cypher("MATCH (m {id: 'lu-1'}) RETURN m.openWeights AS open").rows == ((None,),)
    assert "openWeights" not in loaded.to_networkx().nodes["lu-1"]
    assert loaded.select("SELECT ?day { aid:luming aig:foundingDate ?day }").rows == (("2023-05",),)
    assert loaded.cypher("MATCH (m {id: 'luming'}) RETURN m.foundingDate AS day").rows == (("2023-05",),)
    pairs = sorted(loaded.cypher("MATCH (s:Statement) UNWIND s.contradictedBy AS other RETURN s.id, other").rows)
    assert pairs[0] == ("statement/lu-1/openWeights", "lu-1/openWeights/weekly")
    assert len(pairs) == 4
    edges = "MATCH (:Company)-[r:INVESTED_IN]->() RETURN r.contradictedBy[0] AS other ORDER BY other"
    assert loaded.cypher(edges).rows == (("yuanshan/investedIn/luming",), ("yuanshan/investedIn/luming/weekly",))


def test_nothing_is_lost(several: Seeds) -> None:
    graph = several.graph
    assert from_quads(to_quads(graph, ONTOLOGY), ONTOLOGY) == graph
    assert unproject(project(graph, ONTOLOGY), ONTOLOGY) == graph


def test_without_the_editors_they_speak_alone(loaded: Any) -> None:
    assert [e.source for e in loaded.without_editors().statements["luming/developed/lu-1"].evidence] == [
        "editors",
        "weekly",
    ]


def test_show_and_cite_name_each_source_with_its_date(loaded: Any) -> None:
    card = str(loaded.show("luming/revenue/2023"))
    assert "The Luming monthly · 2023-12 · asserted · not looked up in its text" in card
    assert "The Luming weekly · 2024-03-15" in card
    assert "other sources say\n  Luming, revenue: $1.5 billion (period: 2023)  [reported by The Ledger" in card
    assert "“2023年鹿鸣收入19.8亿美元”" in card
    whole = str(loaded.show("lu-1"))
    assert whole.endswith(
        "sources\n  The Luming monthly · 2023-12\n  The Luming weekly · 2024-03-15\n"
        "  A review of the Luming affair · about 2025-02"
    ), whole
    cited = json.loads(loaded.cite("luming/revenue/2023", format="json"))
    assert [quote["date"] for quote in cited["quotes"]] == ["2023-12", "2024-03-15"]
    assert "section text, not looked up in its text" in loaded.cite("luming/revenue/2023")


#: The rows of a question about these sources, worked out by hand; a quote by its first word or sign.
MONTHLY, WEEKLY, REVIEW = ("monthly", "2023-12"), ("weekly", "2024-03-15"), ("review", "2025-02~")
ANSWERS: dict[str, list[tuple[Any, ...]]] = {
    "what-two-sources-say": [
        ("bai-lu/workedAt/luming", *MONTHLY, "asserted", "Bai Lu works"),
        ("bai-lu/workedAt/luming", *REVIEW, "asserted", "Bai Lu, once"),
        ("lu-1/openWeights", *MONTHLY, "asserted", "Luming, founded"),
        ("lu-1/openWeights", *REVIEW, "rumoured", "Rumours had it"),
        ("luming/employees/2024-03-15", *REVIEW, "reported", "300 people worked"),
        ("luming/employees/2024-03-15", *WEEKLY, "reported", "账本报称"),
        ("luming/foundingDate", *MONTHLY, "asserted", "Luming, founded"),
        ("luming/foundingDate", *WEEKLY, "asserted", "鹿鸣成立于"),
        ("luming/released/lu-1", *MONTHLY, "asserted", "Luming, founded"),
        ("luming/released/lu-1", *WEEKLY, "asserted", "鹿鸣成立于"),
        ("luming/revenue/2023", *MONTHLY, "asserted", "Luming took in"),
        ("luming/revenue/2023", *WEEKLY, "asserted", "2023年鹿鸣"),
    ],
    "where-sources-disagree": [
        ("lu-1", "openWeights", True, "lu-1/openWeights", *MONTHLY, "asserted", "Luming, founded"),
        ("lu-1", "openWeights", True, "lu-1/openWeights", *REVIEW, "rumoured", "Rumours had it"),
        ("lu-1", "openWeights", False, "lu-1/openWeights/weekly", *WEEKLY, "asserted", "鹿一并未开源"),
        ("luming", "revenue", 1980000000, "luming/revenue/2023", *MONTHLY, "asserted", "Luming took in"),
        ("luming", "revenue", 1980000000, "luming/revenue/2023", *WEEKLY, "asserted", "2023年鹿鸣"),
        ("luming", "revenue", 1500000000, "luming/revenue/2023/review", *REVIEW, "reported", "In 2023 it made"),
        ("yuanshan", "investedIn", 105000000, "yuanshan/investedIn/luming", *MONTHLY, "asserted", "Yuanshan put"),
        ("yuanshan", "investedIn", 110000000, "yuanshan/investedIn/luming/weekly", *WEEKLY, "reported", "账本报称"),
    ],
    # What two sources have of one speaker rests on one; what an author says himself beside it, on more.
    "facts-that-rest-on-one-speaker": [
        ("luming/employees/2024-03-15", "the-ledger"),
        ("luming/revenue/2023/review", "the-ledger"),
        ("yuanshan/investedIn/luming/weekly", "the-ledger"),
    ],
}


@pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib", "kglite"])
@pytest.mark.parametrize("name", ANSWERS)
def test_questions_over_sources(loaded: Any, name: str, engine: str) -> None:
    question = aigraph.questions.shipped()[name]
    rows = sorted(aigraph.questions.ask(loaded, question, engine, {}).rows, key=str)
    assert len(rows) == len(ANSWERS[name])
    for row, expected in zip(rows, sorted(ANSWERS[name], key=str), strict=True):
        assert row[: len(expected) - 1] == expected[:-1]
        assert str(row[-1]).startswith(str(expected[-1]))


def test_what_is_not_shown_is_said(loaded: Any) -> None:
    note = "2 openWeights statements of sources that disagree are not shown; ask where-sources-disagree"
    assert loaded.select("SELECT ?m { ?m aig:openWeights true }").notes == (note,)
    assert loaded.cypher("MATCH (m:AIModel) WHERE m.openWeights RETURN m.id").notes == (note,)
    assert loaded.select("SELECT ?m { ?m aig:foundingDate ?day }").notes == ()


ORDERS = list(itertools.permutations(("monthly", "weekly", "review")))


@pytest.mark.parametrize("order", ORDERS[1:], ids=" ".join)
def test_the_order_of_files_does_not_matter(tmp_path: Path, several: Seeds, order: tuple[str, ...]) -> None:
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    for number, name in enumerate(order):
        (folder / "statements" / f"{name}.yaml").rename(folder / "statements" / f"{number}.yaml")
    assert read_seeds(folder, ONTOLOGY).graph == several.graph


def test_a_graph_that_is_extended_comes_first(tmp_path: Path) -> None:
    base, own = tmp_path / "base", tmp_path / "own"
    shutil.copytree(FOLDER, base)
    for name in ("entities", "statements"):
        (own / "seeds" / name).mkdir(parents=True)
    (base / "seeds" / "statements" / "monthly.yaml").rename(own / "seeds" / "statements" / "monthly.yaml")
    text = (base / "seeds" / "sources.yaml").read_text(encoding="utf-8")
    start, end = text.index("monthly:"), text.index("weekly:")
    (own / "seeds" / "sources.yaml").write_text(text[start:end], encoding="utf-8")
    (base / "seeds" / "sources.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    (own / "aigraph.toml").write_text(
        'title = "own"\nbase = "https://example.org/own/"\nprefix = "own"\nextends = ["../base"]\n'
    )
    made = aigraph.load(own)
    joined = made.statements["lu-1/openWeights/review"]  # a rumour until the monthly says so, too
    assert (joined.object, joined.modality) == (True, "asserted")
    assert [e.source for e in joined.evidence] == ["monthly", "review"]
    assert made.statements["lu-1/openWeights"].object is False
    assert made.statements["lu-1/openWeights"].contradicted_by == ("lu-1/openWeights/review",)
    assert made.select("SELECT ?open { aid:lu-1 aig:openWeights ?open }").rows == ()
    assert aigraph.load(base).select("SELECT ?open { aid:lu-1 aig:openWeights ?open }").rows == ((False,),)
    assert [e.source for e in made.statements["luming/foundingDate"].evidence] == ["monthly", "weekly"]
    assert made.statements["luming/released/lu-1"].stage == "actual"
    assert made.statements["yuanshan/investedIn/luming/monthly"].qualifiers["value"] != ()


OWN = """source: own
text:
- quote: Luming began in 2019
  says:
  - luming foundingDate 2019
- quote: 2019 again
  also: [luming/foundingDate]
- quote: not in 2023, as others had it
  also: [luming/foundingDate/own]
  claims:
  - {id: own-one, kind: opinion, en: It may be., disputes: [luming/foundingDate]}
  - {id: of-another, kind: opinion, en: It is not so., disputes: [luming/foundingDate/NAME]}
"""


def test_what_a_passage_names_is_its_own_sources_statement(tmp_path: Path) -> None:
    base, own = tmp_path / "base", tmp_path / "own"
    shutil.copytree(FOLDER, base)
    theirs = aigraph.load(base).statements["luming/foundingDate"]
    (own / "seeds" / "statements").mkdir(parents=True)
    source = "own: {name: Own, language: en, date: 2030, sections: {text: {en: Text}}}\n"
    (own / "seeds" / "sources.yaml").write_text(source)
    (own / "seeds" / "statements" / "own.yaml").write_text(OWN.replace("NAME", theirs.evidence[0].source))
    (own / "aigraph.toml").write_text(
        'title = "own"\nbase = "https://example.org/own/"\nprefix = "own"\nextends = ["../base"]\n'
    )
    made = aigraph.load(own)
    rival = made.statements["luming/foundingDate/own"]
    assert (str(rival.object), len(rival.evidence)) == ("2019", 3)
    assert made.statements["luming/foundingDate"].evidence == theirs.evidence
    disputed = {claim.id: claim.disputes for claim in made.claims.values()}
    assert (disputed["own-one"], disputed["of-another"]) == (("luming/foundingDate/own",), ("luming/foundingDate",))


def test_who_says_so_is_who_makes_it_known(loaded: Any) -> None:
    """The first evidence by source is a rumour, the second of somebody who is named."""
    statement = loaded.statements["luming/released/lu-1"]
    first, second = statement.evidence
    evidence = (replace(first, modality="rumoured"), replace(second, modality="reported", speakers=("the-ledger",)))
    card = loaded.wording("en").manner(replace(statement, evidence=evidence))
    assert card == "reported by The Ledger"


def test_quotes_without_a_text_are_unverified(several: Seeds) -> None:
    spans = {e.span for s in several.graph.statements for e in s.evidence if e.source != "editors"}
    assert all(isinstance(span, Unverified) for span in spans)
    lines = aigraph.load(FOLDER)
    assert lines.select("SELECT ?at { ?span a aig:Span ; <http://www.w3.org/ns/oa#start> ?at }").rows == ()
