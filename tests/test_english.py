"""A source in English: no glosses, its quotes as English text, its numbers and dates as written."""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from shipped import ONTOLOGY
from support import ROOT

import aigraph
from aigraph.model import Date, Duration, Quantity
from aigraph.seeds import Seeds, read_seeds

FOLDER = ROOT / "tests" / "data" / "sources"

Read = Callable[..., Seeds]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read seeds of one passage of a source in a language."""

    def made(passage: str, language: str | None = "en") -> Seeds:
        folder = tmp_path / "seeds"
        shutil.copytree(FOLDER / "seeds" / "entities", folder / "entities", dirs_exist_ok=True)
        shutil.copy(FOLDER / "aigraph.toml", tmp_path)
        (folder / "statements").mkdir(exist_ok=True)
        said = f"language: {language}, " if language else ""
        (folder / "sources.yaml").write_text(f"page: {{name: A page, {said}sections: {{text: {{en: Text}}}}}}\n")
        (folder / "statements" / "page.yaml").write_text(f"source: page\ntext:\n{passage}", encoding="utf-8")
        return read_seeds(folder, ONTOLOGY)

    return made


#: As a text says it, as a number.
NUMBERS = [
    ("€105 million", "105000000", "EUR"),
    ("$2 billion", "2000000000", "USD"),
    ("US$14 billion", "14000000000", "USD"),
    ("US $2.75 billion", "2750000000", "USD"),
    ("7.3 billion dollars", "7300000000", "USD"),
    ("£1.5bn", "1500000000", "GBP"),
    ("1.5bn euros", "1500000000", "EUR"),
    ("CHF 20,000", "20000", "CHF"),
    ("a dozen yen", "12", "JPY"),
    ("₩1.4 trillion", "1400000000000", "KRW"),
]


@pytest.mark.parametrize(("words", "number", "unit"), NUMBERS)
def test_money_as_written(read: Read, words: str, number: str, unit: str) -> None:
    seeds = read(
        f"- quote: Yuanshan put {words} into it\n  says:\n  - yuanshan investedIn luming: {{value: '{words}'}}\n"
    )
    assert seeds.problems == []
    [value] = seeds.graph.statements[0].qualifiers["value"]
    assert isinstance(value, Quantity)
    assert (value.value, value.unit, value.comparator, value.written) == (Decimal(number), unit, "exactly", words)


COUNTS = [("7.3 billion", "7300000000"), ("1.5bn", "1500000000"), ("20,000", "20000"), ("a dozen", "12")]


@pytest.mark.parametrize(("words", "number"), COUNTS)
def test_counts_as_written(read: Read, words: str, number: str) -> None:
    seeds = read(f"- quote: It has {words} of them\n  says:\n  - luming employees {words}\n")
    assert seeds.problems == []
    value = seeds.graph.statements[0].object
    assert isinstance(value, Quantity)
    assert (value.value, value.unit) == (Decimal(number), "person")
    assert words in (value.written or "")


#: As a text says it, the EDTF that says so, one that does not.
DATES = [
    ("in Q4 2023", "2023-Q4", "2023-Q3"),
    ("in early August 2025", "2025-08", "2025-09"),
    ("in early August 2025", "2025-08-01/2025-08-10", "2025-07-30/2025-08-10"),
    ("in late 2020", "2020-10/2020-12", "2019-12"),
    ("from 2015 to 2018", "2015/2018", "2015/2017"),
    ("on 17 July 1992", "1992-07-17", "1992-07-18"),
    ("On September 25, 2023,", "2023-09-25", "2023-10"),
    ("in April of 2022", "2022-04", "2022-05"),
    ("in the summer of 2022", "2022-22", "2022-21"),
]


@pytest.mark.parametrize(("words", "edtf", "wrong"), DATES)
def test_dates_as_written(read: Read, words: str, edtf: str, wrong: str) -> None:
    passage = f"- quote: Lu 1 was released {words} it says\n  says:\n  - luming released lu-1: {{date: DATE}}\n"
    seeds = read(passage.replace("DATE", edtf))
    assert seeds.problems == []
    assert isinstance(seeds.graph.statements[0].qualifiers["date"][0], Date)
    assert len(read(passage.replace("DATE", wrong)).problems) == 1


def test_a_length_of_time_as_written(read: Read) -> None:
    passage = "- quote: where he worked for nearly three years\n  says:\n  - bai-lu workedAt luming: {duration: P3Y}\n"
    seeds = read(passage)
    assert seeds.problems == []
    assert isinstance(seeds.graph.statements[0].qualifiers["duration"][0], Duration)
    assert "'three years'" in read(passage.replace("P3Y", "P2Y")).problems[0].message


# -- what is said of it -----------------------------------------------------------------------------------------------

STATED = "- quote: Bai Lu works at Luming\n  says:\n  - bai-lu workedAt luming\n"


@pytest.mark.parametrize(
    ("language", "needed"), [("en", False), ("en-GB", False), ("EN", False), ("zh", True), (None, True)]
)
def test_a_gloss_is_for_another_language(read: Read, language: str | None, needed: bool) -> None:
    messages = [problem.message for problem in read(STATED, language).problems]
    assert messages == (["the passage has no gloss; expected its sense in English. Add 'gloss: …'"] if needed else [])


@pytest.mark.parametrize("language", ["english", "e", "12", "en_GB", "zh-"])
def test_a_language_is_a_code(read: Read, language: str) -> None:
    [problem, *_] = read(STATED, language).problems
    assert problem.message == f"language is {language!r}; expected a code such as en, zh or pt-BR"


CLAIM = "- quote: It will fail\n  gloss: It will\n  claims:\n  - {id: fails, kind: opinion, about: luming}\n"
TEXTS = [
    ("en", "", {"en": "It will fail"}),
    ("en", "en: Luming will fail., ", {"en": "Luming will fail."}),
    ("en", "zh: 鹿鸣会失败, ", {"en": "It will fail", "zh": "鹿鸣会失败"}),
    ("zh-Hans", "en: Luming will fail., ", {"en": "Luming will fail.", "zh": "It will fail"}),
    ("fr", "en: Luming will fail., ", {"en": "Luming will fail.", "fr": "It will fail"}),
    (None, "en: Luming will fail., ", {"en": "Luming will fail."}),
]


@pytest.mark.parametrize(("language", "said", "texts"), TEXTS)
def test_the_text_of_a_claim_is_in_its_language(
    read: Read, language: str | None, said: str, texts: dict[str, str]
) -> None:
    seeds = read(CLAIM.replace("about:", f"{said}about:"), language)
    assert seeds.problems == []
    assert dict(seeds.graph.claims[0].text) == texts


@pytest.mark.parametrize("language", ["zh", "fr", None])
def test_a_claim_in_another_language_needs_its_sense(read: Read, language: str | None) -> None:
    [problem] = read(CLAIM, language).problems
    assert problem.message == "the claim has no en; expected one. Add it"


@pytest.mark.slow
def test_everything_downstream_has_it_in_english() -> None:
    graph = aigraph.load(FOLDER)
    card = graph.show("luming-never-profitable")
    assert card.title == "Luming will never be profitable"
    assert graph.show("luming-never-profitable", language="zh").title == "Luming will never be profitable"
    out = BytesIO()
    graph.export("claims", out)
    assert json.loads(out.getvalue())["text"] == {"en": "Luming will never be profitable"}
    texts = graph.select("SELECT ?text { ?claim aig:text ?text FILTER(LANG(?text) = 'en') }").rows
    assert texts == (("Luming will never be profitable",),)
    assert graph.cypher("MATCH (c:Claim) RETURN c.text, c.textZh").rows == (("Luming will never be profitable", None),)
