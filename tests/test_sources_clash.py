"""Several sources that clash: where a thing stands by the later one, what is a finding, what both say and differ in."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from shipped import ONTOLOGY
from support import ROOT

from aigraph.model import Statement
from aigraph.seeds import Seeds, read_seeds

SEEDS = ROOT / "tests" / "data" / "sources" / "seeds"
Say = Callable[..., Seeds]
DATES = {"first": "2023", "second": "2024", "third": "2025-01"}


def stated(seeds: Seeds, identifier: str) -> Statement:
    return next(s for s in seeds.graph.statements if s.id == identifier)


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


#: What is known well and what is known less well; what the first comes to, and whether the other is apart.
LESS = [
    ("bai-lu workedAt luming", "bai-lu workedAt luming: {role: chief-scientist, modality: rumoured}", True),
    ("luming released lu-1", "luming released lu-1: {date: 2024, modality: rumoured}", True),
    ("luming released lu-1: {date: 2023/2024}", "luming released lu-1: {date: 2024, modality: predicted}", True),
    (
        "luming employees >20 people: {period: 2023}",
        "luming employees 50 people: {period: 2023, modality: estimated}",
        True,
    ),
    ("luming released lu-1: {date: 2024}", "luming released lu-1: {date: 2023/2024, modality: rumoured}", False),
    ("luming released lu-1: {date: 2024}", "luming released lu-1: {modality: rumoured}", False),
    (
        "luming employees 50 people: {period: 2023}",
        "luming employees >20 people: {period: 2023, modality: estimated}",
        False,
    ),
    ("luming released lu-1", "luming released lu-1: {date: 2024, modality: reported}", None),
]


@pytest.mark.parametrize(("well", "less", "apart"), LESS)
@pytest.mark.parametrize("later", [False, True])
def test_what_only_a_rumour_says_is_no_part_of_a_fact(
    say: Say, well: str, less: str, apart: bool | None, later: bool
) -> None:
    [alone] = say({"first": well}).graph.statements
    read = say({"first": less, "second": well} if later else {"first": well, "second": less})
    assert read.problems == []
    by_source = {e.source: s for s in read.graph.statements for e in s.evidence}
    ours, theirs = by_source["second" if later else "first"], by_source["first" if later else "second"]
    if apart is None:  # a report is as good as the source's own word, and may add
        assert ours is theirs
        assert ours.qualifiers.keys() == {"date"}
    elif apart:
        assert (ours.object, ours.qualifiers, ours.settled) == (alone.object, alone.qualifiers, True)
        assert not theirs.settled
        assert not ours.contradicted_by + theirs.contradicted_by
        assert theirs.id in (alone.id, f"{alone.id}/second")
    else:
        assert ours is theirs
        assert (ours.object, ours.qualifiers, ours.settled) == (alone.object, alone.qualifiers, True)


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
