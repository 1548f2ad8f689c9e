"""Several sources: one statement with the evidence of each where they agree, two where they differ."""

import itertools
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

import aigraph
import aigraph.questions
from aigraph.cli import main
from aigraph.model import Quantity, Statement, Unverified, Value
from aigraph.model.agreement import finer
from aigraph.model.dates import parse_date, parse_duration
from aigraph.model.quantity import parse_quantity
from aigraph.ontology import read_ontology
from aigraph.property_graph import project
from aigraph.property_graph.unproject import unproject
from aigraph.rdf.read import from_quads
from aigraph.rdf.write import to_quads
from aigraph.seeds import Seeds, read_seeds

FOLDER = ROOT / "tests" / "data" / "sources"
SEEDS = FOLDER / "seeds"
ONTOLOGY = read_ontology(ROOT / "ontology")


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


def stated(seeds: Seeds, identifier: str) -> Statement:
    return next(s for s in seeds.graph.statements if s.id == identifier)


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
    assert stated(several, "bai-lu/workedAt/luming").qualifiers.keys() == {"role"}
    assert [e.modality for e in stated(several, "lu-1/openWeights").evidence] == ["asserted", "rumoured"]


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


# -- what clashes -----------------------------------------------------------------------------------------------------

Say = Callable[..., Seeds]
DATES = {"first": "2023", "second": "2024", "third": "2025-01"}


@pytest.fixture
def say(tmp_path: Path) -> Say:
    """Read seeds of three sources, of 2023, 2024 and 2025, in which each says the lines that it is given."""

    def read(lines: Mapping[str, str], dates: Mapping[str, str] = DATES) -> Seeds:
        folder = tmp_path / "seeds"
        for name in ("entities", "statements"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copy(SEEDS / "entities" / "all.yaml", folder / "entities" / "all.yaml")
        (folder / "sources.yaml").write_text(
            "".join(
                f"{name}: {{name: {name}, language: en, {f'date: {dates[name]}, ' if name in dates else ''}"
                "sections: {text: {en: Text}}}\n"
                for name in ("first", "second", "third")
            )
        )
        quote = "20 to 50 in 2019, 2020, 2021, 2022, 2023 and 2024 of $105 $110 million"
        for name, line in lines.items():
            text = f"source: {name}\ntext:\n- quote: {quote}\n  says:\n  - {line}\n"
            (folder / "statements" / f"{name}.yaml").write_text(text)
        return read_seeds(folder, ONTOLOGY)

    return read


#: What the sources of 2023, 2024 and 2025 say, and the stage that it comes to.
STAGES = [
    (["planned", "actual"], "actual"),
    (["planned", "underway", "actual"], "actual"),
    (["actual", "ended"], "ended"),
    (["planned", "abandoned"], "abandoned"),
    (["abandoned", "underway"], "underway"),
    (["planned", "planned"], "planned"),
    (["underway", "abandoned", "planned"], "planned"),
]


@pytest.mark.parametrize(("stages", "expected"), STAGES)
def test_the_later_source_says_where_a_thing_stands(say: Say, stages: list[str], expected: str) -> None:
    read = say({n: f"luming released lu-2: {{stage: {s}}}" for n, s in zip(DATES, stages, strict=False)})
    assert (read.problems, stated(read, "luming/released/lu-2").stage) == ([], expected)


@pytest.mark.parametrize("stages", [("actual", "planned"), ("ended", "actual"), ("ended", "planned")])
def test_nothing_goes_back(say: Say, stages: tuple[str, str]) -> None:
    read = say({n: f"luming released lu-2: {{stage: {s}}}" for n, s in zip(DATES, stages, strict=False)})
    [problem] = read.problems
    assert (problem.path, problem.line) == ("seeds/statements/second.yaml", 5)
    assert f"the stage is '{stages[1]}' here and '{stages[0]}' at seeds/statements/first.yaml:5" in problem.message


def test_a_rumour_does_not_move_a_thing_on(say: Say) -> None:
    rumour = "luming released lu-2: {stage: actual, modality: rumoured}"
    read = say({"first": "luming released lu-2: {stage: planned}", "second": rumour})
    found = stated(read, "luming/released/lu-2")
    assert (found.stage, found.modality, found.settled) == ("planned", "asserted", False)


def test_a_thing_without_dates_is_as_far_as_anybody_says(say: Say) -> None:
    lines = {"first": "luming released lu-2", "second": "luming released lu-2: {stage: planned}"}
    assert stated(say(lines, {}), "luming/released/lu-2").stage == "actual"


def test_the_editors_say_no_stage_that_the_sources_do_not(say: Say, tmp_path: Path) -> None:
    say({"first": "luming developed lu-2: {stage: planned}"})
    folder = tmp_path / "seeds"
    with (folder / "sources.yaml").open("a") as file:
        file.write("editors: {name: The editors, editors: true, sections: {layer: {en: Layer}}}\n")
    (folder / "statements" / "editors.yaml").write_text("source: editors\nlayer:\n- says:\n  - luming developed lu-2\n")
    [problem] = (read := read_seeds(folder, ONTOLOGY)).problems
    assert problem.path == "seeds/statements/editors.yaml"
    assert "the editors' stage is 'actual', a source's 'planned' at seeds/statements/first.yaml:5" in problem.message
    assert not stated(read, "luming/developed/lu-2").settled


def test_who_says_so_is_who_makes_it_known(loaded: Any) -> None:
    """The first evidence by source is a rumour, the second of somebody who is named."""
    statement = loaded.statements["luming/released/lu-1"]
    first, second = statement.evidence
    evidence = (replace(first, modality="rumoured"), replace(second, modality="reported", speakers=("the-ledger",)))
    card = loaded.wording("en").manner(replace(statement, evidence=evidence))
    assert card == "reported by The Ledger"


def test_a_qualifier_that_contradicts_names_both_lines(say: Say) -> None:
    lines = {"first": "luming released lu-1: {date: 2022}", "second": "luming released lu-1: {date: 2023}"}
    [problem] = say(lines).problems
    assert str(problem) == (
        "seeds/statements/second.yaml:5: 'luming/released/lu-1': date is '2023' here and '2022' at "
        "seeds/statements/first.yaml:5; expected sources that agree. Correct one of the lines, or give this one a key "
        "('… @key') where it is another occasion"
    )
    read = say(lines | {"second": "luming released lu-1 @again: {date: 2023}"})
    assert read.problems == []
    assert [s.id for s in read.graph.statements] == ["luming/released/lu-1", "luming/released/lu-1/again"]


def test_a_retraction_is_of_every_line_or_of_none(say: Say) -> None:
    gone = "luming released lu-1: {retracted: Never said, retractedOn: 2024}"
    [problem] = say({"first": "luming released lu-1", "second": gone}).problems
    assert "retracted here and not at seeds/statements/first.yaml:5" in problem.message
    assert say({"first": gone, "second": gone}).problems == []


def test_the_same_twice_in_one_source_is_a_finding(say: Say) -> None:
    [problem] = say({"first": "luming released lu-1\n  - luming released lu-1"}).problems
    assert problem.line == 6
    assert "stands already at seeds/statements/first.yaml:5, from the same source" in problem.message


def test_different_values(say: Say) -> None:
    read = say({"third": "lu-1 openWeights true", "first": "lu-1 openWeights false", "second": "lu-1 openWeights true"})
    assert {s.id: (s.object, len(s.evidence)) for s in read.graph.statements} == {
        "lu-1/openWeights": (False, 1),
        "lu-1/openWeights/second": (True, 2),
    }
    assert not any(map(ONTOLOGY.is_direct, read.graph.statements))


def test_a_source_without_a_date_comes_after_those_with_one(say: Say) -> None:
    read = say({"first": "lu-1 openWeights true", "second": "lu-1 openWeights false"}, {"second": "2024"})
    assert {s.id: s.object for s in read.graph.statements} == {
        "lu-1/openWeights": False,
        "lu-1/openWeights/first": True,
    }


def test_a_rumour_takes_no_fact_away(say: Say) -> None:
    rumour = "lu-1 openWeights false: {modality: rumoured}"
    read = say({"first": "lu-1 openWeights true", "second": rumour})
    fact, other = stated(read, "lu-1/openWeights"), stated(read, "lu-1/openWeights/second")
    assert (fact.contradicted_by, other.contradicted_by) == ((), ("lu-1/openWeights",))
    assert (ONTOLOGY.is_direct(fact), ONTOLOGY.is_direct(other)) == (True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lu-1 openWeights false: {asOf: 2023}", "lu-1 openWeights true: {asOf: 2024}"),
        ("lu-1 openWeights false: {endDate: 2023}", "lu-1 openWeights true"),
        ("luming employees 20 people: {asOf: 2023}", "luming employees 50 people: {asOf: 2024}"),
        (
            "yuanshan investedIn luming: {value: $105 million, date: 2022}",
            "yuanshan investedIn luming: {value: $110 million, date: 2023}",
        ),
        ("luming foundingDate 2023", "luming foundingDate 2023?"),
        ("luming employees >20: {asOf: 2023}", "luming employees 50: {asOf: 2023}"),
    ],
)
def test_what_is_no_disagreement(say: Say, one: str, other: str) -> None:
    read = say({"first": one, "second": other})
    assert read.problems == []
    assert all(s.contradicted_by == () for s in read.graph.statements)


# -- values that agree ------------------------------------------------------------------------------------------------

AGREE: list[tuple[Value, Value]] = [
    (parse_date("2023-05"), parse_date("2023")),
    (parse_date("2023-05-31"), parse_date("2023-05")),
    (parse_date("2023-05"), parse_date("2023-05?")),
    (parse_date("2023-06"), parse_date("2023-05~")),
    (parse_date("2022"), parse_date("2023~")),
    (parse_date("2023-11"), parse_date("2023-36")),
    (parse_date("2023"), parse_date("../2024")),
    (parse_quantity("22"), parse_quantity(">20")),
    (parse_quantity("20"), parse_quantity(">=20")),
    (parse_quantity(">20"), parse_quantity(">=20")),
    (parse_quantity("24,800"), parse_quantity("~2.5万")),
    (parse_quantity("25-28万"), parse_quantity("20-30万")),
    (parse_quantity("$2 billion"), parse_quantity("20亿美元")),
    (parse_quantity("5"), parse_quantity("unstated")),
    (parse_quantity("105 USD"), parse_quantity("105 unstated")),
    (True, True),
    ("5-shot", "5-shot"),
]
DIFFER: list[tuple[Value, Value]] = [
    (parse_date("2023-04"), parse_date("2023-05")),
    (parse_date("2023-06"), parse_date("2023-05?")),
    (parse_date("2023"), parse_date("2021~")),
    (parse_date("2024"), parse_date("../2023")),
    (parse_duration("P3Y"), parse_duration("P35M")),
    (parse_quantity("20"), parse_quantity(">20")),
    (parse_quantity("25,600"), parse_quantity("~2.5万")),
    (parse_quantity("25,000"), parse_quantity("24,800")),
    (parse_quantity("20-30"), parse_quantity("25-35")),
    (parse_quantity("$105 million"), parse_quantity("€105 million")),
    (True, False),
    ("5-shot", "0-shot"),
]


@pytest.mark.parametrize(("fine", "coarse"), AGREE, ids=str)
def test_values_that_agree(fine: Value, coarse: Value) -> None:
    for found in (finer(fine, coarse), finer(coarse, fine)):
        assert found == fine or (isinstance(found, Quantity) and found.value is not None)


def test_texts_that_agree() -> None:
    assert finer("Series B", "series  b") == "Series B"
    assert finer("Series B", "Series C") is None


def test_lengths_of_time_that_agree() -> None:
    assert finer(parse_duration("P3Y"), parse_duration("P36M")) == parse_duration("P3Y")


@pytest.mark.parametrize(("one", "other"), DIFFER, ids=str)
def test_values_that_differ(one: Value, other: Value) -> None:
    assert finer(one, other) is None
    assert finer(other, one) is None


numbers = st.builds(
    lambda sign, number: parse_quantity(f"{sign}{number}"),
    st.sampled_from(["", "~", ">", ">=", "<", "<="]),
    st.integers(0, 300),
)
days = st.sampled_from(
    [parse_date(d) for d in ("2023", "2023-05", "2023-05-04", "2023-05~", "../2024", "2023-36", "2022/2023", "2024?")]
)


@given(st.one_of(st.tuples(numbers, numbers), st.tuples(days, days)))
def test_agreement_has_no_direction(pair: tuple[Value, Value]) -> None:
    one, other = pair
    found = finer(one, other)
    assert (found is None) == (finer(other, one) is None)
    assert found in (one, other, None)
    assert finer(one, one) == one
    if found is not None:
        assert finer(found, one) == found


# -- without a text ---------------------------------------------------------------------------------------------------


def test_quotes_without_a_text_are_unverified(several: Seeds) -> None:
    spans = {e.span for s in several.graph.statements for e in s.evidence if e.source != "editors"}
    assert all(isinstance(span, Unverified) for span in spans)
    lines = aigraph.load(FOLDER)
    assert lines.select("SELECT ?at { ?span a aig:Span ; <http://www.w3.org/ns/oa#start> ?at }").rows == ()
