"""What would settle a claim, what became of it, and the ledger that keeps the score."""

import datetime
import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from shipped import ONTOLOGY
from support import HOSTILE, ROOT

import aigraph
from aigraph.analysis.ledger import holders
from aigraph.cli import main
from aigraph.export.calendar import calendar
from aigraph.model import Claim, Entity, Evidence, Graph, Outcome, Source
from aigraph.model.dates import parse_date
from aigraph.model.outcomes import verdict
from aigraph.questions import ask, comparable, shipped
from aigraph.seeds import read_seeds
from aigraph.words.sentences import Wording

SMALL = ROOT / "tests" / "data" / "small"
Edit = Callable[[Path, str, str], int]
TEXT = "后来的报道\n2026年9月,北辰发布了斗柄二代。南斗没有买那35万张H100。\n"
SOURCE = f"""
later:
  name: A later report
  language: zh
  date: 2026-10-01
  sha256: 0
  length: {len(TEXT)}
  sections: {{text: {{starts: 后来的报道, en: Report}}}}
"""
STATEMENTS = """source: later
text:
- quote: 后来的报道
  skip: the heading
- quote: 2026年9月,北辰发布了斗柄二代
  gloss: In September 2026 Beichen released Dipper 2
  says:
  - beichen released dipper-2 @actual: {date: 2026-09}
  outcomes:
  - of: dipper-2-in-2026
    verdict: came true
    because: Beichen released it before the end of 2026.
    date: 2026-09
    judge: li-yi
    fulfilledBy: beichen/released/dipper-2/actual
- quote: 南斗没有买那35万张H100
  gloss: Nandou did not buy the 350,000 H100s
  outcomes:
  - of: nandou/acquired/h100
    verdict: failed
    because: It did not buy them.
    date: 2026
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small graph with a later source that tells what became of a prediction and of a plan."""
    import hashlib
    import shutil

    found = Path(shutil.copytree(SMALL, tmp_path / "small"))
    seeds = found / "seeds"
    sources = seeds / "sources.yaml"
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    sources.write_text(sources.read_text(encoding="utf-8") + SOURCE.replace("sha256: 0", f"sha256: {digest}"), "utf-8")
    (seeds / "statements" / "later.yaml").write_text(STATEMENTS, encoding="utf-8")
    (tmp_path / "later.txt").write_text(TEXT, encoding="utf-8")
    done = CliRunner().invoke(main, ["--graph", str(found), "seeds", "anchor", "--text", f"later={tmp_path}/later.txt"])
    assert done.exit_code == 0, done.output
    return found


def findings(folder: Path) -> list[str]:
    return [problem.message for problem in read_seeds(folder / "seeds", ONTOLOGY).problems]


def test_an_outcome_is_read_and_changes_nothing_else(folder: Path) -> None:
    assert findings(folder) == []
    before, after = aigraph.load(SMALL), aigraph.load(folder)
    assert not list(after.validate())
    claim = after.claims["dipper-2-in-2026"]
    assert replace(claim, outcomes=()) == before.claims[claim.id]
    [outcome] = claim.outcomes
    assert (outcome.verdict, outcome.judge, outcome.date.edtf) == ("came true", "li-yi", "2026-09")
    assert [(e.source, e.span and e.span.quote) for e in outcome.evidence] == [
        ("later", "2026年9月,北辰发布了斗柄二代")
    ]
    predicted = after.statements["beichen/released/dipper-2"]
    assert predicted.fulfilled_by == ("beichen/released/dipper-2/actual",)
    assert replace(predicted, fulfilled_by=()) == before.statements[predicted.id]
    assert not predicted.settled
    assert after.statements["beichen/released/dipper-2/actual"].settled
    [failed] = after.statements["nandou/acquired/h100"].outcomes
    assert failed.verdict == "failed"


def test_to_delete_an_outcome_is_to_undo_it(folder: Path) -> None:
    (folder / "seeds" / "statements" / "later.yaml").write_text(
        STATEMENTS.split("  outcomes:")[0] + "- quote: 南斗没有买那35万张H100\n  skip: not yet\n", encoding="utf-8"
    )
    before, after = aigraph.load(SMALL), aigraph.load(folder)
    assert after.claims == before.claims
    kept = {i: s for i, s in after.statements.items() if i != "beichen/released/dipper-2/actual"}
    assert kept == before.statements


FAULTS = [
    ("of: dipper-2-in-2026", "of: dipper-3-in-2026", "unknown claim or statement 'dipper-3-in-2026'"),
    (
        "verdict: came true",
        "verdict: come true",
        "unknown verdict 'come true'; expected came true, partly, failed, void",
    ),
    ("    because: It did not buy them.\n", "", "the outcome has no because"),
    ("    date: 2026\n", "    date: soon\n", "date: 'soon' is no date"),
    ("judge: li-yi", "judge: li-er", "unknown entity 'li-er'"),
    ("/dipper-2/actual", "/dipper-2/really", "unknown statement 'beichen/released/dipper-2/really' in fulfilledBy"),
    ("fulfilledBy: beichen/released/dipper-2/actual", "fulfilledBy: beichen/released/dipper-2", "is what was foretold"),
    ("of: nandou/acquired/h100", "of: beichen/foundingDate", "is neither planned nor predicted"),
]


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_what_is_wrong_with_an_outcome_is_said(folder: Path, edit: Edit, old: str, new: str, message: str) -> None:
    path = folder / "seeds" / "statements" / "later.yaml"
    edit(path, old, new) if STATEMENTS.count(old) == 1 else pytest.fail(old)
    assert any(message in found for found in findings(folder)), findings(folder)


def test_an_outcome_is_not_older_than_what_it_judges(folder: Path, edit: Edit) -> None:
    edit(folder / "seeds" / "sources.yaml", "date: 2026-10-01", "date: 2019-10-01")
    assert any("older than what it judges" in found for found in findings(folder))


def test_a_prediction_says_what_would_settle_it_or_why_nothing_does(folder: Path, edit: Edit) -> None:
    weekly = folder / "seeds" / "statements" / "weekly.yaml"
    edit(weekly, "    judge: Beichen, which announces what it releases.\n", "")
    assert any("has no judge; expected what would settle it" in found for found in findings(folder))
    assert aigraph.load(folder).claims["dipper-2-in-2026"].judge is None  # a finding, and no hindrance
    edit(weekly, "    due: 2026\n", "    open-ended: because nobody says when.\n")
    edit(weekly, "    criterion: By 2026-12-31 Beichen has released Dipper 2.\n", "")
    assert findings(folder) == []


@pytest.mark.parametrize(
    ("written", "chance", "message"),
    [
        ("20%", Decimal("0.2"), "the digits '20' are not in the quote"),
        ("much", None, "'much' is no number"),
        ("2026", None, "is no probability"),
        (">0.5", None, "is no probability"),
    ],
)
def test_a_probability_is_one_that_the_quote_states(
    folder: Path, edit: Edit, written: str, chance: Decimal | None, message: str
) -> None:
    edit(
        folder / "seeds" / "statements" / "weekly.yaml",
        "    due: 2026\n",
        f"    due: 2026\n    probability: '{written}'\n",
    )
    assert any(message in found for found in findings(folder))
    assert read_seeds(folder / "seeds", ONTOLOGY).graph.claims[0].probability == chance


def test_every_shipped_prediction_is_answered_and_none_from_memory(graph: Any) -> None:
    table = graph.ledger()
    assert len(table) >= 30
    for row in table.to_dicts():
        claim = graph.claims[row["id"]]
        complete = claim.criterion and claim.due and claim.judge
        assert complete or (claim.open_ended or "").startswith("because "), claim.id
        assert not claim.outcomes
    assert dict(zip(table.columns, table.rows[1], strict=True))["outcome"] == "due 2026-12-31, not recorded"


def test_the_ledger_is_chosen_from_and_keeps_what_is_settled(folder: Path) -> None:
    g = aigraph.load(folder)
    every = [row[0] for row in g.ledger()]
    assert "dipper-2-in-2026" in every
    settled = g.ledger(settled=True).to_dicts()
    assert [row["id"] for row in settled] == ["dipper-2-in-2026"]
    assert settled[0]["outcome"] == "came true, 2026-09: Beichen released it before the end of 2026. (judged by Li Yi)"
    assert {row[0] for row in g.ledger(settled=False)} == set(every) - {"dipper-2-in-2026"}
    assert [row[0] for row in g.ledger(due_before="2027-01-01", holder="李一")] == ["dipper-2-in-2026"]
    assert not len(g.ledger(due_before="2026-12-31", holder="李一"))
    assert all(row[1] == "opinion" for row in g.ledger(kind="opinion"))
    with pytest.raises(aigraph.errors.UnknownName, match="unknown kind 'predicion'"):
        g.ledger(kind="predicion")


def test_what_is_due_is_unanswered(folder: Path) -> None:
    before, after = aigraph.load(SMALL), aigraph.load(folder)
    assert [row[0] for row in before.due("2027-01-01")] == ["dipper-2-in-2026"]
    assert not len(before.due("2026-12-31"))  # it may still come true on its last day
    assert not len(after.due("2027-01-01"))


def test_an_outcome_counts_from_its_day_and_from_its_source(folder: Path) -> None:
    g = aigraph.load(folder)
    predicted, actual = "beichen/released/dipper-2", "beichen/released/dipper-2/actual"
    for part, known in (
        (g.as_of("2026-08-31"), False),
        (g.as_of("2026-09-30"), True),
        (g.known_by("2026-09-30"), False),
        (g.known_by("2026-10-01"), True),
    ):
        assert bool(part.claims["dipper-2-in-2026"].outcomes) == known
        assert part.statements[predicted].fulfilled_by == ((actual,) if known else ())
        assert (actual in part.statements) == known


def test_the_same_question_in_every_engine(folder: Path) -> None:
    with aigraph.load(folder) as g:
        for name in ("due-and-open", "claims-across-sources", "what-would-settle-it"):
            question = shipped()[name]
            first, *rest = [comparable(question, ask(g, question, engine, {})) for engine in ("pyoxigraph", "kglite")]
            assert all(rows == first for rows in rest)
        left = {row[0] for row in g.ask("due-and-open")}
        with aigraph.load(SMALL) as before:
            gone = {row[0] for row in before.ask("due-and-open")} - left
        assert gone == {"dipper-2-in-2026", "beichen/released/dipper-2"}
        assert {row[0] for row in g.select("SELECT ?v { ?c aig:outcome/aig:verdict ?v }")} == {"came true", "failed"}
        found = g.cypher("MATCH (c:Claim)-[:OUTCOME]->(o:Outcome) RETURN c.id AS c, o.verdict AS v, o.fulfilledBy AS f")
        assert found.rows == (("claim/dipper-2-in-2026", "came true", ["beichen/released/dipper-2/actual"]),)


def test_an_outcome_is_on_the_cards(folder: Path) -> None:
    g = aigraph.load(folder)
    claim, plan, predicted = map(
        str, map(g.show, ("dipper-2-in-2026", "nandou/acquired/h100", "beichen/released/dipper-2"))
    )
    assert "came true, 2026-09: Beichen released it before the end of 2026." in claim
    assert "“2026年9月,北辰发布了斗柄二代” — later text" in claim
    assert "failed, 2026: It did not buy them." in plan
    assert "fulfilled by: beichen/released/dipper-2/actual" in predicted
    assert "应验" in str(g.show("dipper-2-in-2026", language="zh"))


def test_claims_of_other_sources_are_on_both_cards(graph: Any) -> None:
    assert "supports: ai-tools-slowing, data-shortage-coming (" in str(graph.show("internet-out-of-data"))
    assert "supported by: internet-out-of-data (" in str(graph.show("data-shortage-coming"))
    assert "opposed by: ai-tools-slowing (" in str(graph.show("abilities-grow-faster"))


def claim(number: int, chance: str | None, *verdicts: str, holder: str = "ann") -> Claim:
    """Return a prediction with outcomes, one a year."""
    outcomes = tuple(
        Outcome(f"c{number}/{at}", word, parse_date(f"{2020 + at}"), "so") for at, word in enumerate(verdicts)
    )
    probability = None if chance is None else Decimal(chance)
    return Claim(f"c{number}", "prediction", {"en": "x"}, (holder,), probability=probability, outcomes=outcomes)


def test_scores_by_hand() -> None:
    made = [
        claim(1, "0.7", "came true"),
        claim(2, "0.9", "failed"),
        claim(3, "0.5", "partly"),
        claim(4, "0.5", "void"),
        claim(5, None, "came true"),
        claim(6, "0.2"),
        claim(7, None, "failed", holder="bob"),
        claim(8, "1", "failed", "came true", holder="cid"),
        claim(9, "0", "came true", holder="dot"),
    ]
    table = holders(made, Wording(ONTOLOGY, {"ann": Entity("ann", ("Person",), {"en": "Ann"})}))
    rows = {row["holder"]: row for row in table.to_dicts()}
    assert rows["ann"] | {"log": None} == {
        "holder": "ann", "name": "Ann", "claims": 6, "due": 0, "open-ended": 0, "settled": 5,
        "came_true": 2, "partly": 1, "failed": 1, "void": 1, "brier": 0.45, "log": None,
    }  # fmt: skip
    assert rows["ann"]["log"] == round((-math.log(0.7) - math.log(0.1)) / 2, 4)
    assert (rows["bob"]["brier"], rows["bob"]["log"]) == (None, None)
    assert (rows["cid"]["failed"], rows["cid"]["came_true"], rows["cid"]["brier"]) == (0, 1, 0.0)  # the latest counts
    assert (rows["dot"]["brier"], rows["dot"]["log"]) == (1.0, math.inf)
    last = verdict(made[7])
    assert last is not None
    assert last.verdict == "came true"


def unfolded(text: str) -> list[str]:
    """Return the lines of a calendar as RFC 5545 reads them."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=200)))
def test_a_calendar_holds_any_text(text: str) -> None:
    evidence = Evidence("e", "page")
    made = Claim("c", "prediction", {"en": text}, due=parse_date("../2026"), evidence=(evidence,))
    graph = Graph(sources=(Source("page", {"en": "Page"}, date=parse_date("2024-03-15")),), claims=(made,))
    lines = unfolded(calendar([made], graph, Wording(ONTOLOGY, {})))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTSTAMP:20240315T000000Z" in lines
    [summary] = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]
    back = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], summary)
    said = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert back == said


def test_the_commands(graph: Any) -> None:
    run = CliRunner().invoke
    table = json.loads(run(main, ["claims", "--open", "--due-before", "2027-01-01", "--format", "json"]).stdout)
    assert [row["id"] for row in table] == [
        "gpt-5-imminent",
        "gpt-6-by-2026",
        "most-tasks-by-2026",
        "no-agi-by-2026",
    ]
    assert not run(main, ["claims", "--settled", "--format", "ndjson"]).stdout
    events = unfolded(run(main, ["claims", "--format", "ics"]).stdout_bytes.decode())
    assert events.count("BEGIN:VEVENT") == sum(c.due is not None for c in graph.claims.values())
    due = run(main, ["claims", "due", "--on", "2025-01-01"])
    assert due.exit_code == 1
    assert "gpt-5-imminent" in due.stdout
    assert run(main, ["claims", "due", "--on", "2024-12-31"]).exit_code == 0
    assert "wang-qi-ang" in run(main, ["claims", "holders"]).stdout
    assert run(main, ["claims", "--kind", "opinions"]).exit_code == 2
    assert run(main, ["claims", "--due-before", "2027"]).exit_code == 2
    assert "as of 2024-03-15" in run(main, ["claims", "--as-of", "2024-03-15"]).stderr


def test_what_is_due_today_is_asked_of_today(graph: Any) -> None:
    assert graph.due().rows == graph.due(datetime.date.today()).rows
