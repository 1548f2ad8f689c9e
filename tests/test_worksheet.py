"""Decisions about names as SSSOM: read, kept to the byte, never lost; what is wrong is told at its line."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.errors import SeedError
from aigraph.linking.linker import Linker
from aigraph.linking.nouns import Candidate, Mention
from aigraph.linking.sssom import read_sheet
from aigraph.linking.worklist import neighbours, worklist
from aigraph.linking.worksheet import Worksheet, read_worksheet
from aigraph.model import Entity, Ref, Statement
from aigraph.namespaces import SHIPPED
from aigraph.ontology import Ontology

NAME = "mappings/x.sssom.tsv"
HEAD = "#curie_map:\n#  aid: https://w3id.org/aigraph/id/\n"
COLUMNS = "subject_label\tsubject_category\tpredicate_modifier\tpredicate_id\tobject_id\tobject_label\treviewer_label\n"
KNOWN = (
    Entity("google", ("Company",), {"en": "Google"}),
    Entity("deepmind", ("ResearchLab",), {"en": "DeepMind"}),
    Entity("palm", ("AIModel",), {"en": "PaLM"}),
    Entity("bert", ("AIModel",), {"en": "BERT"}),
)


def sheet(text: str) -> Worksheet:
    return Worksheet(NAME, read_sheet(text, NAME))


def rows(*lines: str) -> Worksheet:
    return sheet(HEAD + COLUMNS + "".join(line.replace("|", "\t") + "\n" for line in lines))


def slug(worksheet: Worksheet, ontology: Ontology, name: str = "Google Brain") -> str | None:
    linker = Linker(KNOWN, ontology, worksheet)
    assert not linker.problems()
    return linker.resolve(name, ["Organization"]).slug


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Google Brain|Organization||skos:exactMatch|aid:google|Google|Ann", "google"),
        ("Google Brain|||skos:exactMatch|https://w3id.org/aigraph/id/google|Google|Ann", "google"),
        ("GOOGLE-BRAIN|Company||skos:exactMatch|aid:google|Google|Ann", "google"),
        ("Google Brain|AIModel||skos:exactMatch|aid:google|Google|Ann", None),  # of another thing of that name
        ("Google Brain|Organization||skos:exactMatch|aid:google|Google|", None),  # nobody looked at it
        ("Google Brain|Organization|Not|skos:exactMatch|aid:google|Google|", "google-brain"),
        ("Google Brain|Organization||skos:relatedMatch|aid:google|Google|Ann", "google-brain"),
        ("Google Brain|Organization||skos:exactMatch|sssom:NoTermFound||Ann", "google-brain"),
        ("Google Brain|Organization||skos:exactMatch|aid:brain-team|Brain team|Ann", "brain-team"),
    ],
)
def test_what_a_row_decides(ontology: Ontology, row: str, expected: str | None) -> None:
    assert slug(rows(row), ontology) == expected


def test_none_of_those_there_may_name_the_new_slug(ontology: Ontology) -> None:
    text = HEAD + "subject_id\t" + COLUMNS + "aid:brain\tGoogle Brain\t\t\tskos:exactMatch\tsssom:NoTermFound\t\tAnn\n"
    assert slug(sheet(text), ontology) == "brain"


def test_none_of_those_there_is_none_of_them_even_by_name_or_slug(ontology: Ontology) -> None:
    text = (
        HEAD
        + "subject_id\t"
        + COLUMNS
        + "aid:google\tGoogle\tOrganization\t\tskos:exactMatch\tsssom:NoTermFound\t\tAnn\n"
    )
    link = Linker(KNOWN, ontology, sheet(text)).resolve("Google", ["Organization"])
    assert (link.slug, link.known) == ("google-organization", False)


def test_a_worksheet_gives_a_new_entity_the_slug_that_it_gets(ontology: Ontology) -> None:
    linker = Linker(KNOWN, ontology)
    text = Worksheet(NAME).with_proposals({("Google", ("Person",)): [GOOGLE]}, "t", linker.new_slug)
    assert sheet(text).sheet.rows[0]["subject_id"] == "aid:google-person"


def test_two_new_names_decided_to_be_one(ontology: Ontology) -> None:
    decided = rows("FAIR|||skos:exactMatch|aid:facebook-ai-research|Facebook AI Research|Ann")
    for name in ("FAIR", "Facebook AI Research"):
        assert slug(decided, ontology, name) == "facebook-ai-research"
    chain = rows(
        "FAIR|||skos:exactMatch|aid:facebook-ai-research|Facebook AI Research|Ann",
        "Facebook AI Research|||skos:exactMatch|aid:google|Google|Ann",
    )
    assert slug(chain, ontology, "FAIR") == "google"


def test_a_circle_of_decisions_ends(ontology: Ontology) -> None:
    circle = rows("Ab One|||skos:exactMatch|aid:ab-two|Ab Two|Ann", "Ab Two|||skos:exactMatch|aid:ab-one|Ab One|Ann")
    assert slug(circle, ontology, "Ab One") in ("ab-one", "ab-two")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("|||skos:exactMatch|aid:google||Ann", "no subject_label; expected the name as it stands in the table"),
        ("X|Organisation||skos:exactMatch|aid:google|Google|Ann", "unknown class 'Organisation' in subject_category"),
        ("X|||skos:exactMatch|aid:gogle|Gogle Inc|Ann", "'gogle' is nobody here; expected an entity"),
        ("X|||skos:exactMatch|wd:Q95||Ann", "object_id 'wd:Q95' is no id of an entity"),
        ("X|||owl:sameAs|aid:google||Ann", "predicate_id 'owl:sameAs' is unknown; expected skos:exactMatch"),
        ("X||not|skos:exactMatch|aid:google||Ann", "predicate_modifier 'not' is unknown; expected Not, or nothing"),
        ("X|||skos:exactMatch|||Ann", "no object_id"),
        ("X|||skos:exactMatch|aid:google|Google|Ann|more", "8 cells; expected 7, one a column"),
    ],
)
def test_a_bad_row_is_told_at_its_line(ontology: Ontology, row: str, message: str) -> None:
    good = 'A|||skos:exactMatch|aid:google|"of\ntwo lines"|Ann'
    problems = Linker(KNOWN, ontology, rows(good, row)).problems()
    assert [(p.path, p.line) for p in problems] == [(NAME, 6)]
    assert message in problems[0].message


def test_contradictions_are_told() -> None:
    twice = rows(
        "X|||skos:exactMatch|aid:google|Google|Ann",
        "X|||skos:exactMatch|aid:deepmind|DeepMind|Ben",
        "Y|||skos:exactMatch|aid:google|Google|Ann",
        "Y||Not|skos:exactMatch|aid:google|Google|Ben",
    )
    assert [p.line for p in twice.problems] == [5, 7]
    assert "'X' is decided twice, before as google; expected one answer" in twice.problems[0].message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("#a: [\nsubject_label\n", 1),
        (HEAD + "a\tb\n", 3),
        ("#- a\n" + COLUMNS, 1),
        (HEAD + COLUMNS.rstrip("\n") + "\tobject_id\n", 3),
        (HEAD + COLUMNS + "Lu\r1\tx\n", 3),
        pytest.param("#a: " + "[" * 5000 + "\n" + COLUMNS, 1, id="nested too deep"),
    ],
)
def test_a_file_that_is_no_sssom_is_told(text: str, line: int) -> None:
    assert [p.line for p in sheet(text).problems][:1] == [line]


def test_a_quotation_mark_within_a_cell_is_one(ontology: Ontology) -> None:
    decided = rows('5" Brain|||skos:exactMatch|aid:google|Google|Ann', "B|||skos:exactMatch|aid:google|Google|Ann")
    assert slug(decided, ontology, '5" Brain') == slug(decided, ontology, "B") == "google"
    unclosed = rows("A|||skos:exactMatch|aid:google|Google|Ann", '"B|||skos:exactMatch|aid:google|Google|Ann')
    assert [(p.line, p.message.split(";")[0]) for p in unclosed.sheet.problems] == [(5, "a quotation mark is open")]
    with pytest.raises(SeedError, match="a quotation mark is open"):
        unclosed.with_proposals({}, "t")


def test_what_is_odd_in_a_sheet_is_read_all_the_same() -> None:
    """A day that is none in the header says nothing of names; a cell may be long."""
    long = rows("X|||skos:exactMatch|aid:google|Google|Ann").sheet.rows[0].text.replace("X", "X" * 200_000, 1)
    assert sheet("#mapping_date: 2024-13-45\n" + HEAD + COLUMNS + long + "\n").problems == []


def test_a_file_that_is_not_there_decides_nothing(tmp_path: Path) -> None:
    assert not read_worksheet(tmp_path / "x.sssom.tsv", NAME, SHIPPED).problems
    (tmp_path / "y.tsv").write_bytes(b"\xff")
    assert "Save it as UTF-8" in read_worksheet(tmp_path / "y.tsv", NAME, SHIPPED).problems[0].message


GOOGLE = Candidate("google", "Google", 0.62, "semapv:LexicalSimilarityThresholdMatching", "'Google' shares 'google'")
PROPOSED = {("Google Brain", ("Organization",)): [GOOGLE], ('C# "x"\t', ("Company", "ResearchLab")): [GOOGLE]}


def test_a_new_worksheet_is_sssom() -> None:
    text = Worksheet(NAME).with_proposals(PROPOSED, "Names of x")
    again = sheet(text)
    assert not again.problems
    assert again.with_proposals(PROPOSED, "Names of x") == text
    assert [row.cells["subject_label"] for row in again.sheet.rows] == ['C# "x"\t', "Google Brain"]
    table = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    row = list(csv.DictReader(io.StringIO("".join(table)), delimiter="\t"))[1]
    assert row["subject_id"] == "aid:google-brain"
    assert row["object_id"] == "aid:google"
    assert row["mapping_justification"] == GOOGLE.justification
    assert row["confidence"] == "0.62"


CELLS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=8)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "subject_label": CELLS,
            "object_id": st.sampled_from(["aid:google", "aid:deepmind", "sssom:NoTermFound", "wd:Q1", ""]),
            "predicate_id": st.sampled_from(["skos:exactMatch", "skos:closeMatch", "x"]),
            "predicate_modifier": st.sampled_from(["", "Not", "not"]),
            "reviewer_label": st.sampled_from(["", "Ann"]),
            "comment": CELLS,
            "own_column": CELLS,
        }
    ),
    max_size=6,
)


@given(ROWS, st.booleans(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
@settings(max_examples=40, deadline=None)
def test_what_an_editor_wrote_stays(cells: list[dict[str, str]], proposed: bool, newline: str, mark: str) -> None:
    """Whatever is proposed, each decided row stands in the file as before, and a second run changes no byte."""
    written = io.StringIO()
    names = [
        "own_column",
        "subject_label",
        "object_id",
        "predicate_id",
        "predicate_modifier",
        "reviewer_label",
        "comment",
    ]
    table = csv.DictWriter(written, names, delimiter="\t", lineterminator="\n")
    table.writeheader()
    table.writerows(cells)
    text = mark + (HEAD + written.getvalue()).replace("\n", newline)
    first = sheet(text).with_proposals(PROPOSED if proposed else {}, "t")
    assert sheet(first).with_proposals(PROPOSED if proposed else {}, "t") == first
    assert first.startswith(mark + HEAD.replace("\n", newline))

    def kept(worksheet: Worksheet) -> list[tuple[str, ...]]:
        found = [tuple(row.cells.get(name, "") for name in names) for row in worksheet.sheet.rows]
        return sorted(row for row in found if row[4] == "Not" or row[5] or row[6].strip())

    assert kept(sheet(first)) == kept(sheet(text))


def mention(name: str, *beside: str, statements: int = 1) -> Mention:
    return Mention(name, ("Organization",), statements, beside=frozenset(beside))


GRAPH = neighbours(Statement(f"google/developed/{m}", "google", "developed", Ref(m)) for m in ("palm", "bert"))


def test_what_is_open_the_largest_effect_first(ontology: Ontology) -> None:
    mentions = [
        mention("Google Brain", "palm"),
        mention("Deepmind Ltd", statements=5),
        mention("Google Brain", "bert"),
        mention("Facebook"),
        mention("Facebook AI Research", statements=9),
        mention("The search firm", "palm", "bert"),
        mention("Alphabet's firm", "palm", "bert", "google"),
    ]
    found = worklist(mentions, Linker(KNOWN, ontology), GRAPH)
    assert [(item.name, item.statements, item.waits, [c.slug for c in item.candidates]) for item in found] == [
        ("Deepmind Ltd", 5, True, ["deepmind"]),
        ("Google Brain", 2, True, ["google"]),
        ("Facebook AI Research", 9, False, ["facebook"]),
        ("The search firm", 1, False, ["google"]),  # by its models alone; who stands beside Google is not Google
    ]
    assert found[1].candidates[0].because == "'Google' shares 'google'; both beside bert, palm"
    assert worklist(mentions[::-1], Linker(KNOWN, ontology), GRAPH) == found


def test_a_new_name_is_proposed_by_the_slug_that_it_gets(ontology: Ontology) -> None:
    """BERT is a model there, so that a company of that name has another slug, under which it is proposed."""
    found = worklist([mention("BERT"), mention("BERT (Ltd)")], Linker(KNOWN, ontology), GRAPH)
    assert [(item.name, [c.slug for c in item.candidates]) for item in found] == [("BERT (Ltd)", ["bert-organization"])]
    assert (
        slug(rows("BERT Inc|||skos:exactMatch|aid:bert-organization|BERT|Ann"), ontology, "BERT Inc")
        == "bert-organization"
    )


def test_what_is_decided_is_no_longer_open(ontology: Ontology) -> None:
    decided = rows(
        "Google Brain||Not|skos:exactMatch|aid:google|Google|Ann",
        "Facebook AI Research||Not|skos:exactMatch|aid:facebook|Facebook|Ann",
    )
    mentions = [mention("Google Brain", "palm", "bert"), mention("Facebook"), mention("Facebook AI Research")]
    assert worklist(mentions, Linker(KNOWN, ontology, decided), GRAPH) == []
