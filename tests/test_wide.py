"""An article of any year fits: passages for each group of terms, read, checked, asked in SPARQL and in Cypher."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from shipped import ONTOLOGY
from support import ROOT

import aigraph
from aigraph.model import Graph, Ref
from aigraph.property_graph import project
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.read import from_quads
from aigraph.rdf.rules import read_rules
from aigraph.rdf.write import to_quads
from aigraph.seeds import read_seeds
from aigraph.seeds.texts import read_texts
from aigraph.words.interface import interface
from aigraph.words.sentences import Wording

WIDE = ROOT / "tests" / "data" / "wide"
YEAR = "year-of-the-industry"


@pytest.fixture(scope="module")
def wide() -> Any:
    return aigraph.load(WIDE)


@pytest.fixture(scope="module")
def graph() -> Graph:
    texts = {YEAR: ROOT / "tests" / "data" / "wide.txt"} | {
        f"wikipedia-{path.name.partition('.')[0]}": path for path in (ROOT.parent / "shared" / "texts").glob("*.en.txt")
    }  # those of Wikipedia are not in the repository; without them the lock alone says where quotes stand
    return read_seeds(WIDE / "seeds", ONTOLOGY, read_texts(texts)).checked()


def test_rdf_and_back(graph: Graph) -> None:
    assert from_quads(to_quads(graph, ONTOLOGY), ONTOLOGY) == graph


def test_property_graph_and_back(graph: Graph) -> None:
    assert unproject(project(graph, ONTOLOGY), ONTOLOGY) == graph


def test_it_conforms(wide: Any) -> None:
    assert not list(wide.validate())


def test_every_predicate_and_qualifier_is_used_somewhere(graph: Graph) -> None:
    shipped = read_seeds(ROOT / "seeds", ONTOLOGY).graph
    statements = (*graph.statements, *shipped.statements)
    used = {s.predicate for s in statements} | {name for s in statements for name in s.qualifiers}
    derived = {rule.example.split(" => ")[1].split()[1] for rule in read_rules(ONTOLOGY.folders)}
    lacking = {p.name for p in (*ONTOLOGY.predicates(), *ONTOLOGY.qualifiers())} - used - derived
    assert not lacking, f"no passage uses {sorted(lacking)}; add one to tests/data/wide"


#: A question: SPARQL (the variables in the order of the columns), Cypher, and its rows by hand.
QUESTIONS: dict[str, tuple[str, str, list[tuple[Any, ...]]]] = {
    "rounds, two of them of one year, with what was raised": (
        "SELECT ?round ?date ?amount WHERE { ?s rdf:predicate aig:raisedIn ; rdf:object ?round ; aig:date ?date ."
        " ?o rdf:predicate aig:amountRaised ; rdf:subject ?round ; rdf:object ?amount }",
        "MATCH (:Company)-[r:RAISED_IN]->(f:FundingRound)-[:HAS_OBSERVATION]->(o:Observation)"
        " WHERE o.metric = 'amountRaised' RETURN f.id, r.date, o.value",
        [
            ("anthropic-round-2022", "2022-04", 580_000_000),
            ("halden-series-b", "2025-03-12", 50_000_000),
            ("halden-series-b", "2025-03-12", 400_000_000),
            ("halden-series-c", "2025-11", 900_000_000),
            ("mistral-round-1", "2023-06", 105_000_000),
            ("mistral-round-2", "2023-12-10", 385_000_000),
            ("mistral-round-3", "2024-06", 600_000_000),
        ],
    ),
    "who led, who took part": (
        "SELECT ?who ?round WHERE { ?who aig:ledRound|aig:investedIn ?round . aid:halden-ai aig:raisedIn ?round }",
        "MATCH (a)-[:LED_ROUND|INVESTED_IN]->(f:FundingRound)<-[:RAISED_IN]-({id: 'halden-ai'}) RETURN a.id, f.id",
        [("birch-capital", "halden-series-b")] * 2 + [("oden-ventures", "halden-series-b")],
    ),
    "shareholders, lenders": (
        "SELECT ?who ?firm WHERE { ?who aig:holdsStakeIn|aig:lentTo ?firm }",
        "MATCH (a)-[:HOLDS_STAKE_IN|LENT_TO]->(b) RETURN a.id, b.id",
        [("amazon", "anthropic"), ("birch-capital", "halden-ai"), ("norrland-bank", "halden-ai")],
    ),
    "what a deal supplies": (
        "SELECT ?what ?value ?unit WHERE { ?s rdf:predicate aig:provides ; rdf:object ?what ; aig:value ?value ;"
        " aig:unit ?unit }",
        "MATCH (:Agreement)-[r:PROVIDES]->(b) RETURN b.id, r.value, r.unit",
        [("electricity", 150, "MW"), ("k7", 40_000, "chip")],
    ),
    "a career": (
        "SELECT ?what ?date WHERE { ?s rdf:subject aid:mara-lindqvist ; rdf:object aid:halden-ai ; rdf:predicate ?p ;"
        " aig:date ?date BIND (STRAFTER(STR(?p), '#') AS ?what) }",
        "MATCH ({id: 'mara-lindqvist'})-[r]->({id: 'halden-ai'}) RETURN r.predicate, r.date",
        [("joined", "2022-01"), ("left", "2024-05"), ("promotedAt", "2023"), ("returnedTo", "2025-02")],
    ),
    "studies": (
        "SELECT ?degree ?supervisor WHERE { ?s rdf:predicate aig:studiedAt ; aig:degree ?degree ;"
        " aig:supervisor ?supervisor }",
        "MATCH ()-[r:STUDIED_AT]->(:Organization) UNWIND r.supervisor AS s RETURN r.degree, s",
        [
            ("doctorate", "per-holm"),
            ("phd", "bertrand-thirion"),
            ("phd", "gael-varoquaux"),
            ("phd", "julien-mairal"),
        ],
    ),
    "valuations": (
        "SELECT ?firm ?date ?number WHERE { ?s rdf:subject ?firm ; rdf:predicate aig:valuation ; aig:asOf ?date ;"
        " aig:value|aig:min ?number }",
        "MATCH (f)-[:HAS_OBSERVATION]->(o) WHERE o.metric = 'valuation' RETURN f.id, o.asOf, coalesce(o.value, o.min)",
        [
            ("halden-ai", "2026-06", 3_000_000_000),
            ("mistral-ai", "2023-06", 240_000_000),
            ("mistral-ai", "2023-12", 2_000_000_000),
        ],
    ),
    "who came from where": (
        "SELECT ?who ?from ?to WHERE { ?who aig:left ?from ; aig:joined ?to FILTER (?from != ?to) }",
        "MATCH (a)<-[:LEFT]-(p)-[:JOINED]->(b) WHERE a.id <> b.id RETURN p.id, a.id, b.id",
        [(who, "openai", "anthropic") for who in ("durk-kingma", "jan-leike", "john-schulman")],
    ),
    "headquarters today": (
        "SELECT ?place WHERE { aid:halden-ai aig:headquarteredIn ?place }",
        "MATCH ({id: 'halden-ai'})-[:HEADQUARTERED_IN]->(p:Place) RETURN p.id",
        [("oslo",)],
    ),
    "an attribute that changed is what it is now": (
        "SELECT ?access WHERE { aid:aster-2 aig:weightsAccess ?access }",
        "MATCH (m {id: 'aster-2'}) RETURN m.weightsAccess",
        [("open",)],
    ),
    "results side by side": (
        "SELECT ?setting ?score WHERE { ?s rdf:subject aid:aster-2 ; rdf:predicate aig:benchmarkScore ;"
        " aig:benchmark aid:mmlu-pro ; aig:version '2025' ; aig:setting ?setting ; rdf:object ?score }",
        "MATCH ({id: 'aster-2'})-[:HAS_OBSERVATION]->(o) WHERE o.metric = 'benchmarkScore' AND o.benchmark = 'mmlu-pro'"
        " RETURN o.setting, o.value",
        [("5 examples", Decimal("78.1")), ("chain of thought", Decimal("81.4"))],
    ),
    "where models come from": (
        "SELECT ?model ?base WHERE { ?model schema:isBasedOn ?base }",
        "MATCH (m)-[:DISTILLED_FROM|FINE_TUNED_FROM|MERGED_FROM]->(b) RETURN m.id, b.id",
        [
            ("aster-law", "aster-1"),
            ("aster-mini", "aster-2"),
            ("aster-mix", "aster-law"),
            ("aster-mix", "aster-mini"),
        ],
    ),
    "a data centre": (
        "SELECT ?owner ?user ?place WHERE { ?owner aig:owns ?d . ?user aig:uses ?d . ?d a aig:DataCenter ;"
        " aig:locatedIn ?place }",
        "MATCH (o)-[:OWNS]->(d:DataCenter)<-[:USES]-(u), (d)-[:LOCATED_IN]->(p) RETURN o.id, u.id, p.id",
        [("cirrus", "halden-ai", "narvik")],
    ),
    "what is still being built is no fact": (
        "SELECT ?site WHERE { aid:cirrus aig:built ?site }",
        "MATCH ({id: 'cirrus'})-[:BUILT]->(d) RETURN d.id",
        [("skarv-one",)],
    ),
    "lawsuits": (
        "SELECT ?from ?to ?court ?state WHERE { ?from aig:plaintiffIn ?case . ?to aig:defendantIn ?case ."
        " ?case aig:heardBy ?court ; aig:caseState ?state }",
        "MATCH (a)-[:PLAINTIFF_IN]->(c:Lawsuit)<-[:DEFENDANT_IN]-(b), (c)-[:HEARD_BY]->(k:Court)"
        " RETURN a.id, b.id, k.id, c.caseState",
        [("inkwell", "halden-ai", "oslo-district-court", "pending")],
    ),
    "export controls": (
        "SELECT ?rule ?chip WHERE { ?rule a aig:ExportControl ; aig:restricts ?chip }",
        "MATCH (r:ExportControl)-[:RESTRICTS]->(c:Chip) RETURN r.id, c.id",
        [("rule-r-17", "k7")],
    ),
    "when a law takes effect": (
        "SELECT ?law ?date WHERE { ?law a schema:Legislation ; schema:legislationDateOfApplicability ?date }",
        "MATCH (l:Regulation) WHERE l.effectiveDate IS NOT NULL RETURN l.id, l.effectiveDate",
        [("clear-models-act", "2027-02-01")],
    ),
    "what claims assert": (
        "SELECT ?claim ?subject ?object WHERE { ?claim aig:asserts ?s . ?s rdf:subject ?subject ; rdf:object ?object ;"
        " rdf:predicate aig:surpasses ; aig:settled false ; aig:modality 'claimed' }",
        "MATCH (c:Claim), (a)-[r:TENTATIVE {predicate: 'surpasses'}]->(b) WHERE r.id IN c.asserts"
        " RETURN c.id, a.id, b.id",
        [("claim/aster-2-beats-corvus-nine", "aster-2", "corvus-nine")],
    ),
    "numbers in claims": (
        "SELECT ?value WHERE { ?claim aig:asserts/rdf:object ?value FILTER isNumeric(?value) }",
        "MATCH (c:Claim), (o:Observation) WHERE o.modality = 'claimed' RETURN o.value",
        [(90,)],
    ),
    "a claim is no fact": (
        "SELECT ?a WHERE { ?a aig:surpasses ?b }",
        "MATCH (a)-[:SURPASSES]->(b) RETURN a.id",
        [],
    ),
}


def _plain(cell: Any) -> Any:
    text = str(cell)
    for base in ("https://w3id.org/aigraph/id/", "https://w3id.org/aigraph/"):
        text = text.removeprefix(base)
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


@pytest.mark.parametrize("question", QUESTIONS)
def test_sparql_and_cypher_give_the_rows_worked_out_by_hand(wide: Any, question: str) -> None:
    sparql, cypher, rows = QUESTIONS[question]
    wanted = sorted(tuple(map(str, map(_plain, row))) for row in rows)
    for engine, query in ((wide.sparql, sparql), (wide.cypher, cypher)):
        assert sorted(tuple(map(str, map(_plain, row))) for row in engine(query)) == wanted, query


def test_quotes_stand_on_spans_in_every_engine(wide: Any) -> None:
    quotes = {str(q) for (q,) in wide.sparql("SELECT ?q WHERE { ?s aig:evidence/oa:hasSelector/oa:exact ?q }")}
    assert quotes == {str(q) for (q,) in wide.cypher("MATCH (e:Evidence) RETURN e.quote")}
    rdf = wide.to_rdflib()
    again = rdf.query("SELECT ?q WHERE { ?s aig:evidence/oa:hasSelector/oa:exact ?q }")
    assert quotes == {str(q) for (q,) in again}
    assert not list(wide.sparql("SELECT ?e WHERE { ?e a aig:Evidence ; oa:exact ?q }"))


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("skarv-one powerCapacity 220 MW", "skarv-one powerCapacity 220 GB"),
        ("k7 processNode 4 nm", "k7 processNode 4 MW"),
        ("aster-2 trainingTime 55 days", "aster-2 trainingTime 55 token"),
        ("halden-assistant customers 900", "halden-assistant customers 900 person"),
        ("halden-ai revenue $310 million", "halden-ai revenue 310 million"),
        ("halden-assistant marketShare 7%", "halden-assistant marketShare 7 USD"),
        ("shareOf: 18%", "shareOf: 18 USD"),
        ("ratio: 6 times (six times more)", "ratio: 6 GB (six times more)"),
        ("lentTo halden-ai: {value: €120 million}", "lentTo halden-ai: {value: 120 million}"),
    ],
)
def test_the_wrong_kind_of_unit_is_a_finding(line: str, finding: str, tmp_path: Path) -> None:
    problems = changed(tmp_path, line, finding)
    assert len(problems) == 1
    assert "unit" in problems[0] or "no currency" in problems[0] or "counts something else" in problems[0]


def test_a_claim_that_asserts_is_no_place_for_evidence(tmp_path: Path) -> None:
    target = "aster-2/surpasses/corvus-nine/aster-2-beats-corvus-nine"
    [problem] = changed(
        tmp_path,
        "  - jon-aker authorOf",
        f"  also: [{target}]\n  says:\n  - jon-aker authorOf",
        "  says:\n  - jon-aker believesIn open-weight-movement\n",
    )
    assert "what a claim asserts" in problem


def test_an_attribute_has_one_value_today(tmp_path: Path) -> None:
    [problem] = changed(tmp_path, "gated: {endDate: 2025-12-01}", "gated: {startDate: 2024-01-01 (have been)}")
    assert "expected one today" in problem
    assert not changed(tmp_path / "again", "gated: {endDate: 2025-12-01}", "gated: {asOf: 2024 (have been)}")


def test_nobody_states_what_is_only_claimed(tmp_path: Path) -> None:
    problems = changed(tmp_path, "  modality: reported\n", "  modality: claimed\n")
    assert any("unknown modality 'claimed'" in problem for problem in problems)


def changed(tmp_path: Path, old: str, new: str, drop: str = "") -> list[str]:
    """Return what is wrong with the seeds after one change."""
    import shutil

    folder = Path(shutil.copytree(WIDE / "seeds", tmp_path / "wide"))
    path = folder / "statements" / "year.yaml"
    text = path.read_text(encoding="utf-8").replace(drop, "", 1) if drop else path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [str(problem) for problem in read_seeds(folder, ONTOLOGY).problems]


def test_attributes_are_direct_while_they_last(graph: Graph) -> None:
    found = {s.id: ONTOLOGY.is_direct(s) for s in graph.statements if s.predicate in ("weightsAccess", "formerName")}
    assert found == {
        "aster-2/weightsAccess/--2025-12-01": False,
        "aster-2/weightsAccess/2025-12-01": True,
        "halden-ai/formerName/--2023": False,
    }


def test_who_works_where_today_is_derived(wide: Any) -> None:
    rows = wide.sparql("SELECT ?who ?where WHERE { ?who schema:worksFor ?where }")
    assert [tuple(map(_plain, row)) for row in rows] == [("ida-moe", "halden-ai")]
    assert Ref("halden-ai") in {s.object for s in wide.statements.values() if s.subject == "ida-moe"}


def test_every_option_has_a_word_in_both_languages() -> None:
    words = interface()["option"]
    options = {option for prop in ONTOLOGY.properties.values() for option in prop.options}
    lacking = sorted(option for option in options if set(words.get(option, {})) != {"en", "zh"})
    assert not lacking, f"add {lacking} to 'option' in words/interface.json"


#: Statement → its sentence in both languages, written by hand.
SENTENCES = {
    "birch-capital/ledRound/halden-series-b": (
        "Birch Capital led Halden AI's Series B",
        "Birch Capital 领投了 Halden AI's Series B",
    ),
    "cirrus/built/skarv-two": ("Cirrus is building Skarv Two", "Cirrus 正在建造 Skarv Two"),
    "halden-ai/headquarteredIn/bergen": (
        "Halden AI had its headquarters in Bergen",
        "Halden AI 总部曾位于 Bergen",
    ),
    "inkwell-v-halden-ai/caseState": (
        "Inkwell v. Halden AI, state of the case: pending",
        "Inkwell v. Halden AI, 案件状态: 审理中",
    ),
    "aster-2/surpasses/corvus-nine/aster-2-beats-corvus-nine": (
        "Aster 2 is held to surpass Corvus Nine",
        "Aster 2 被认为超越 Corvus Nine",
    ),
    "aster-2/trainingCompute/year-of-the-industry": (
        "Aster 2, training compute: 3.1×10²⁴ FLOP",
        "Aster 2, 训练计算量: 3.1×10²⁴ 次浮点运算",
    ),
}


@pytest.mark.parametrize("identifier", SENTENCES)
def test_sentences_in_both_languages(graph: Graph, identifier: str) -> None:
    [statement] = [s for s in graph.statements if s.id == identifier]
    entities = {entity.id: entity for entity in graph.entities}
    assert SENTENCES[identifier] == tuple(Wording(ONTOLOGY, entities, la).sentence(statement) for la in ("en", "zh"))
