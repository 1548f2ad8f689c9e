"""A graph as of a day and known by one: a truth table by hand, premises that go, the same rows in every engine."""

from typing import Any

import pytest
from click.testing import CliRunner
from shipped import ONTOLOGY
from support import ROOT

import aigraph
from aigraph.cli import main
from aigraph.model import Entity, Evidence, Graph, Held, Ref, Retraction, Source, Statement, Value
from aigraph.model.dates import parse_date
from aigraph.property_graph import project
from aigraph.property_graph.unproject import unproject
from aigraph.questions import ask, comparable, shipped
from aigraph.rdf.read import from_quads
from aigraph.rdf.write import to_quads
from aigraph.when.selected import times
from aigraph.when.spans import day

WIDE = ROOT / "tests" / "data" / "wide"
#: Who speaks when: every statement of the table is of `year`, published 2024-03-15.
SOURCES = (
    Source("early", {"en": "Early"}, date=parse_date("2022")),
    Source("page", {"en": "Page"}, contained_in="year"),
    Source("undated", {"en": "Undated"}),
    Source("year", {"en": "Year"}, date=parse_date("2024-03-15")),
)


def stated(what: str, *sources: str, stage: str = "actual", modality: str = "asserted", **dates: str) -> Statement:
    """Return a statement of `subject predicate object`, its dates in EDTF, `object` where it is about one."""
    subject, predicate, target = what.split()
    value: Value = parse_date(target) if target[0].isdecimal() else Ref(target)
    return Statement(
        f"{subject}/{predicate}/{target}",
        subject,
        predicate,
        value,
        {name: (parse_date(date),) for name, date in dates.items()},
        stage,
        tuple(Evidence(f"{subject}/{target}/{s}", s, modality=modality) for s in sources or ("year",)),
        settled=ONTOLOGY.settles(predicate, modality, stage),
    )


def known(*statements: Statement) -> aigraph.KnowledgeGraph:
    """Return a graph of statements and of the entities they name."""
    names = sorted({end for statement in statements for end in statement.ends})
    entities = tuple(
        Entity(slug, ("Person",) if slug in ("ann", "bob") else ("Company",), {"en": slug}) for slug in names
    )
    ordered = tuple(sorted(statements, key=lambda s: s.id))
    return aigraph.KnowledgeGraph(Graph(entities, SOURCES, ordered), ONTOLOGY)


C, P, N = "certainly", "possibly", "not"
#: A statement; its holding on 2018-06-01, 2020-06-01, 2022-06-01, 2024-03-15 and 2026-01-01. As docs/time.md has it.
TABLE = [
    (stated("lab locatedIn oslo"), (P, P, P, P, P)),
    (stated("lab locatedIn oslo", startDate="2020", endDate="2022"), (N, P, P, N, N)),
    (stated("lab locatedIn oslo", startDate="2019", endDate="2023"), (N, C, C, N, N)),
    (stated("lab locatedIn oslo", startDate="2019"), (N, C, C, C, P)),
    (stated("lab locatedIn oslo", startDate="2020-06-01/..", endDate="2022"), (N, P, P, N, N)),
    (stated("lab locatedIn oslo", endDate="2025"), (P, P, P, C, N)),
    (stated("lab locatedIn oslo", endDate="2022", stage="ended"), (P, P, P, N, N)),
    (stated("lab locatedIn oslo", startDate="2019", stage="ended"), (N, P, P, P, N)),
    (stated("lab locatedIn oslo", "undated", startDate="2019"), (N, P, P, P, P)),
    (stated("lab locatedIn oslo", "page", startDate="2019"), (N, C, C, C, P)),
    (stated("lab locatedIn oslo", "early", "year", startDate="2019"), (N, C, C, C, P)),
    (stated("ann founded lab", date="2020"), (N, P, C, C, C)),
    (stated("ann founded lab", date="2020-06-01"), (N, C, C, C, C)),
    (stated("ann founded lab"), (P, P, P, P, P)),
    (stated("ann workedAt lab", startDate="2019", endDate="2021", stage="ended"), (N, C, C, C, C)),
    (stated("ann workedAt lab", endDate="2021", stage="ended"), (P, P, C, C, C)),
    (stated("ann workedAt lab", startDate="2019"), (N, C, C, C, P)),
    (stated("lab competesWith firm", date="2020"), (N, P, N, N, N)),
    (stated("lab foundingDate 2020"), (N, P, C, C, C)),
    (stated("lab locatedIn oslo", period="2020"), (N, C, N, N, N)),
    (stated("lab locatedIn oslo", asOf="2020"), (N, P, N, N, N)),
    (stated("ann founded lab", date="2025", stage="planned"), (P, P, P, P, P)),
    (stated("ann founded lab", date="2025", modality="predicted"), (P, P, P, P, P)),
]
DAYS = ("2018-06-01", "2020-06-01", "2022-06-01", "2024-03-15", "2026-01-01")


@pytest.mark.parametrize(("statement", "wanted"), TABLE)
def test_the_table_of_truth(statement: Statement, wanted: tuple[str, ...]) -> None:
    by = times(Graph(sources=SOURCES, statements=(statement,)), ONTOLOGY)
    assert tuple(by.holds(statement, day(on)) for on in DAYS) == wanted


def test_what_stays_true_has_the_stage_of_the_day() -> None:
    job = stated("ann workedAt lab", startDate="2019", endDate="2021", stage="ended")
    g = known(job)
    assert [g.as_of(on).statements[job.id].stage for on in DAYS[1:]] == ["actual", "ended", "ended", "ended"]
    assert g.as_of("2021-06-01").statements[job.id].stage == "ended"  # it may have ended: as it is told
    lasting = stated("ann workedAt lab", startDate="2019", endDate="2025")
    assert known(lasting).as_of("2026-01-01").statements[lasting.id].stage == "ended"


@pytest.mark.slow
def test_a_role_without_an_end_is_not_asserted_after_its_sources() -> None:
    role = stated("ann workedAt lab", startDate="2019")
    for told in (role, stated("ann workedAt lab")):
        with known(told) as g:
            query = "ASK { aid:ann aig:worksAt aid:lab }"
            assert g.sparql(query)
            assert g.as_of("2024-03-15").sparql(query)
            later = g.as_of("2024-03-16")
            assert not later.sparql(query)
            assert later.statements[told.id].held == Held("possibly", not told.qualifiers, lapsed=True)
            assert not later.statements[told.id].settled
            assert not g.as_of("2024-03-16", certain=True).statements


def test_premises_that_do_not_hold_take_what_rests_on_them_alone() -> None:
    left = {"stage": "ended", "endDate": "2020"}
    ann = (stated("ann workedAt firm", **left), stated("ann founded lab", date="2022"))
    bob = (stated("bob workedAt firm", **left), stated("bob founded lab", date="2023"))
    g = known(*ann, *bob)
    proofs = {}
    for on in ("2021-06-01", "2022-06-01", "2022-12-31", "2023-06-01", "2024-01-01"):
        found = g.as_of(on).statements.get("lab/foundedByAlumniOf/firm")
        proofs[on] = (len(found.derived.proofs), found.held) if found and found.derived else None
    possible, certain = Held("possibly"), Held("certainly")
    assert proofs == {
        "2021-06-01": None,
        "2022-06-01": (1, possible),
        "2022-12-31": (1, certain),
        "2023-06-01": (2, certain),
        "2024-01-01": (2, certain),
    }


def test_known_by_leaves_the_evidence_that_was_out() -> None:
    both = stated("ann founded lab", "early", "year", modality="asserted")
    late = stated("bob founded lab", "year")
    g = known(both, late)
    assert [e.source for e in g.known_by("2023-01-01").statements[both.id].evidence] == ["early"]
    assert late.id not in g.known_by("2024-03-14").statements
    assert late.id in g.known_by("2024-03-15").statements
    assert set(g.known_by("2022-06-01", certain=True).statements) == set()  # published in 2022: perhaps later
    assert set(g.known_by("2022-12-31", certain=True).statements) == {both.id}


def test_known_by_knows_modality_and_withdrawal_of_the_day() -> None:
    said = Evidence("e1", "early", modality="rumoured")
    sure = Evidence("e2", "year", modality="asserted")
    gone = Retraction("a mistake", parse_date("2024-05"))
    statement = Statement(
        "ann/founded/lab", "ann", "founded", Ref("lab"), evidence=(said, sure), retracted=gone, settled=False
    )
    g = known(statement)
    by = {on: g.known_by(on).statements[statement.id] for on in ("2023-01-01", "2024-04-30", "2024-06-01")}
    assert [found.modality for found in by.values()] == ["rumoured", "asserted", "asserted"]
    assert [found.settled for found in by.values()] == [False, True, False]
    assert [found.retracted for found in by.values()] == [None, None, gone]


@pytest.mark.slow
def test_the_two_days_come_in_any_order(graph: Any) -> None:
    one = graph.as_of("2024-03-15").known_by("2024-03-31")
    other = graph.known_by("2024-03-31").as_of("2024-03-15")
    assert one.graph == other.graph
    assert one.told == other.told
    assert graph.as_of("2020-01-01").as_of("2024-03-15").graph == graph.as_of("2024-03-15").graph
    assert graph.as_of("2024-03-15").without_editors().graph == graph.without_editors().as_of("2024-03-15").graph


def test_claims_refer_to_nothing_that_is_gone(graph: Any) -> None:
    for part in (graph.as_of("2022-12-31", certain=True), graph.known_by("2024-03-31")):
        for claim in part.claims.values():
            assert set(claim.disputes + claim.predicts + claim.asserts) <= set(part.statements)
            assert set(claim.supports + claim.opposes) | {claim.part_of or claim.id} <= set(part.claims)
    assert not graph.known_by("2024-03-01").claims


def test_without_a_day_nothing_is_marked(graph: Any) -> None:
    assert not graph.told
    assert all(s.held is None for s in graph.statements.values())


def test_marks_survive_every_way(graph: Any) -> None:
    stands = graph.as_of("2024-03-15").graph
    assert {s.held.holds for s in stands.statements} == {"certainly", "possibly"}
    assert from_quads(to_quads(stands, ONTOLOGY), ONTOLOGY) == stands
    assert unproject(project(stands, ONTOLOGY), ONTOLOGY) == stands


@pytest.mark.slow
def test_one_value_of_an_attribute_a_day() -> None:
    g = aigraph.load(WIDE)
    asked = "SELECT ?w WHERE { aid:aster-2 aig:weightsAccess ?w }"
    with g, g.as_of("2025-11-01") as then, g.as_of("2026-01-01") as now, g.as_of("2025-12-01") as between:
        cypher = "MATCH (m {id: 'aster-2'}) RETURN m.weightsAccess AS w"
        for part, wanted in ((now, ["open"]), (then, []), (between, [])):
            assert [row[0] for row in part.select(asked)] == wanted
            assert [row[0] for row in part.cypher(cypher) if row[0]] == wanted


#: As of, known by, only what is certain.
MOMENTS = [
    ("2022-12-31", None, False),
    ("2024-03-15", "2024-03-31", False),
    ("2026-01-01", None, True),
    (None, "2024-06-04", True),
]
ASKED = (
    "who-works-where-now", "what-happened-between", "due-and-open", "models-by-developer", "tentative-numbers",
    "what-is-derived-and-why", "most-connected", "claims-about", "what-is-planned",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("as_of", "known_by", "certain"), MOMENTS)
def test_every_engine_gives_the_same_rows(graph: Any, as_of: str | None, known_by: str | None, certain: bool) -> None:
    part = graph.as_of(as_of, certain=certain) if as_of else graph
    part = part.known_by(known_by, certain=certain) if known_by else part
    with part:
        for name in ASKED:
            question = shipped()[name]
            engines = [engine for engine in question.engines if engine != "neo4j"]
            first, *rest = [comparable(question, ask(part, question, engine, {})) for engine in engines]
            assert all(rows == first for rows in rest), name


def test_answers_say_what_is_left_out(graph: Any) -> None:
    with graph.as_of("2022-12-31") as then:
        [told] = then.told
        assert told.startswith("as of 2022-12-31: ")
        assert "undated" in told
        assert told in then.sparql("SELECT ?x WHERE { ?x aig:developed ?y }").notes
        assert told in then.cypher("MATCH (a)-[:DEVELOPED]->(b) RETURN a.id").notes
        assert told in then.ask("models-by-developer").notes
        assert told in then.counts().notes
        doubt = [note for note in then.notes("SELECT ?x WHERE { ?x aig:developed ?y }") if "possibly hold" in note]
        assert len(doubt) == 1


COMMANDS = [
    ("show", "openai"),
    ("search", "openai"),
    ("cite", "openai"),
    ("stats",),
    ("timeline", "openai"),
    ("sparql", "ASK { ?a ?b ?c }"),
    ("cypher", "MATCH (n) RETURN count(n) AS n"),
    ("ask", "who-works-where-now"),
]


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=[command[0] for command in COMMANDS])
def test_every_reading_command_has_the_options(command: tuple[str, ...]) -> None:
    day_of = ("--as-of", "2024-03-15", "--known-by", "2024-03-31")
    behind = CliRunner().invoke(main, [*command, *day_of])
    before = CliRunner().invoke(main, [*day_of, *command])
    assert behind.exit_code == before.exit_code == 0, behind.output
    assert (behind.stdout, behind.stderr) == (before.stdout, before.stderr)
    assert behind.stderr.count("as of 2024-03-15, known by 2024-03-31: ") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("stats", "--as-of", "2024"),
        ("stats", "--known-by", "yesterday"),
        ("stats", "--certain"),
        ("cypher", "RETURN 1", "--neo4j", "--as-of", "2024-03-15"),
        ("ask", "who-works-where-now", "--engine", "neo4j", "--known-by", "2024-03-15"),
    ],
)
def test_what_is_no_day_is_refused(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "expected" in result.stderr or "every day" in result.stderr


def test_a_written_graph_is_as_of_the_day(tmp_path: Any) -> None:
    path = tmp_path / "then.nq"
    words = ["export", "--format", "nquads", "-o", str(path), "--as-of", "2022-12-31"]
    assert CliRunner().invoke(main, words).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "mistral-ai/foundingDate" not in text
    assert '"possibly"' in text


def test_a_timeline_is_in_order_and_counts_what_has_no_date() -> None:
    g = aigraph.load(WIDE)
    table = g.timeline("halden-ai")
    first = [str(row[1] or row[2]) for row in table]
    assert first == sorted(first)
    ends = [row[3] for row in table if row[6] == "halden-ai/headquarteredIn/bergen"]
    assert ends == ["end date"]
    assert any("have no date" in note for note in table.notes)
    statements = [s for s in g.statements.values() if "halden-ai" in s.ends]
    dated = {str(row[6]) for row in table}
    assert int(table.notes[0].split()[0]) == len(statements) - len(dated)


def test_a_timeline_can_be_drawn(graph: Any) -> None:
    import matplotlib

    matplotlib.use("Agg")
    table = graph.timeline("openai", language="en")
    axes = table.plot()
    assert len(axes.patches) == len(table)
    open_ended = [row for row in table if row[1] is None or row[2] is None]
    assert len(axes.lines) == len(open_ended)
