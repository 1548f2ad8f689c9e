"""What `tables new` tells of a table, and that its draft is a mapping whose open questions the check finds."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped import ONTOLOGY
from support import HOSTILE
from things import found, made, run

from aigraph.mapping.draft import Known, mapping_yaml
from aigraph.mapping.plan import TableSpec
from aigraph.mapping.profile import Column, profile
from aigraph.mapping.shapes import Frame, Row
from aigraph.model import Entity

SHORT = [text for text in HOSTILE if len(text) < 100]
KNOWN = Known.of(
    (
        Entity(slug, (kind,), {"en": name})
        for slug, kind, name in (
            ("openai", "Company", "OpenAI"),
            ("anthropic", "Company", "Anthropic"),
            ("mira-murati", "Person", "Mira Murati"),
        )
    ),
    {"workedAt": 9},
)


def drafted(header: Sequence[str], *rows: Sequence[str], known: Known = KNOWN) -> str:
    """Return the draft of a table."""
    frame = Frame(tuple(header), [Row(n, dict(zip(header, row, strict=True))) for n, row in enumerate(rows, 2)])
    return mapping_yaml(TableSpec("things.csv", "things"), profile(frame), ONTOLOGY, known)


def column(*texts: str) -> Column:
    """Return a column of some cells."""
    made = Column("x")
    for text in texts:
        made.add(text)
    return made


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        ("1,234|2e5|-7|007|45236", "number"),
        ("$1–2B|~$3bn|>100亿美元|undisclosed|5.5%|up to 4 million", "number"),
        ("3 cats|4 dogs", "text"),
        ("USD|EUR|CNY", "currency"),
        ("Yes|no", "yes or no"),
        ("n/a|not disclosed|未披露|", "blank"),
        ("https://a.example|http://b.example/x", "link"),
        ("2023|2024-05|2024-05-06", "date"),
        ("8x7B|7B", "text"),
    ],
)
def test_the_kind_of_a_column(texts: str, kind: str) -> None:
    assert column(*texts.split("|")).kind == kind


@pytest.mark.parametrize(
    ("texts", "forms"),
    [
        ("2023-01|2024", ()),
        ("2023|2024", ()),
        ("Jan 2023|2023-05|March 2024", ("mon yyyy", "yyyy-mm")),
        ("2023年3月|2023年11月16日", ("yyyy年m月", "yyyy年m月d日")),
        ("Q1 2024|Q4 2023", ("Qq yyyy",)),
        ("3/31/2022|1/2/2022", ("m/d/yyyy",)),
        ("31.3.2022|1.2.2022", ("d.m.yyyy",)),
        ("1/2/2022|3/4/2022", ("?",)),
        ("13/1/2022|1/13/2022", ("?",)),
        ("5 May 2023|May 6, 2023", ("d mon yyyy", "mon d, yyyy")),
        ("20230105|20230106", None),
        ("soon|2024", None),
    ],
)
def test_the_forms_of_dates(texts: str, forms: tuple[str, ...] | None) -> None:
    assert column(*texts.split("|")).forms == forms


@pytest.mark.parametrize(
    ("texts", "decimal"),
    [
        ("1.234,5|2.000", ","), ("1.234.567|8", ","), ("3,5", ","), ("€ 1.000,00", ","), ("1,234.5|2,000", None),
        ("1,234,567", None), ("2.000|1.5", None), ("2.000", None), ("3,5|3.5", None), ("12,34,567", None),
    ],
)  # fmt: skip
def test_a_decimal_comma_shows(texts: str, decimal: str | None) -> None:
    assert column(*texts.split("|")).decimal == decimal


#: Rows, and what of them the draft says.
DRAFTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "several columns are the key": (
        "Person,Employer,From\nMira Murati,OpenAI,2018\nMira Murati,Tesla,2013\nJan Leike,OpenAI,2021\nJan Leike,Anthropic,2024\n",
        ("key: [Person, Employer]", "employer: {class: Company, name: Employer}", "such as: "),
    ),
    "a list is no name of a row": (
        "Company,Investors\nLuming,A; B\nLuming,C\nBeta,D\n", ("key: [Company, Investors]", 'split: ";"'),
    ),
    "a legal form is no name": (
        'Model,Company\nLu 1,"Luming, Inc."\nLu 2,"Beta Co., Ltd."\n', ("company: {class: Company, name: Company}",),
    ),
    "a currency beside the sum": (
        "Company,Valuation,Currency\nLuming,5,USD\nBeta,7,EUR\n", ("Valuation: {unit: Currency}", "company valuation: Valuation"),
    ),
    "the header has scale and unit": (
        "Company;Valuation (Mio. €)\nLuming;1,5\nBeta;1.234,5\n",
        ('delimiter: ";"', "Valuation (Mio. €): {unit: EUR, decimal: ','}"),
    ),
    "millions": ("Company,Valuation (USD m)\nLuming,5\nBeta,7\n", ("{scale: million, unit: USD}",)),
    "nothing names a row": ("Model,Size\nLu 1,7\nLu 1,7\n", ("look for a key", "model: {class: AIModel, name: Model}")),
    "rows that cannot be read": ("Model,Size\nLu 1\nLu 2,7\n", ("# Of these 1 cannot be read, first row 2: has 1 cell",)),
    "no rows": ("Model,Maker\n", ("0 rows, 2 columns", "- model ? ?")),
    "numbers alone": ("a,b\n1,2\n1,2\n", ("a: {class: '?', name: a}",)),
    "one column": ("Model\nLu 1\n", ("key: Model", "- model ? ?")),
    "a round is not led by its company": ("Company,Round\nLuming,Series A\n", ("- company ? round  # such as: ",)),
}  # fmt: skip


@pytest.mark.parametrize("case", DRAFTS)
def test_a_draft_says_what_can_be_told(case: str, tmp_path: Path) -> None:
    rows, expected = DRAFTS[case]
    folder, file = made(tmp_path / "g"), tmp_path / "more.csv"
    (folder / "seeds/entities/all.yaml").write_text(
        "openai: {class: Company, name: OpenAI}\nanthropic: {class: Company, name: Anthropic}\n", encoding="utf-8"
    )
    file.write_text(rows, encoding="utf-8")
    result = run(folder, "tables", "new", str(file))
    assert result.exit_code == 0, result.output
    draft = (folder / "mappings/more.yaml").read_text(encoding="utf-8")
    assert [text for text in expected if text not in draft] == [], draft
    assert {"source", "table", "entities", "says"} <= yaml.load(draft, yaml.BaseLoader).keys()
    open_ = [problem for problem in found(folder) if problem.startswith("mappings/more.yaml")]
    told = ("unknown predicate '?'", "is undecided (?)", "unknown class '?'", "money without a unit")
    assert [problem for problem in open_ if not any(text in problem for text in told)] == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.one_of(st.text(min_size=1, max_size=8), st.sampled_from(SHORT)), min_size=1, max_size=5, unique=True),
    st.data(),
)
def test_a_draft_is_a_mapping_whatever_the_table(header: list[str], data: st.DataObject) -> None:
    names = [" ".join(name.split()) for name in header if name.isprintable()]
    names = list(dict.fromkeys(name for name in names if name))
    if not names:
        return
    cells = st.lists(
        st.sampled_from(["", "a", "1", "2024", "x, y", "n/a", *SHORT]), min_size=len(names), max_size=len(names)
    )
    draft = drafted(names, *data.draw(st.lists(cells, max_size=4)))
    read = yaml.load(draft, yaml.BaseLoader)
    assert list(read)[:2] == ["source", "table"]
    key = read["table"].get("key", [])
    assert {key} if isinstance(key, str) else set(key) <= set(names)
    assert {rule["name"] for rule in read["entities"].values()} <= set(names)
    assert set(read.get("skip", {}).get("columns", {})) <= set(names)
    assert all(isinstance(line, str | dict) and line for line in read["says"])


def test_what_a_file_shows_is_declared_and_a_repeated_option_is_a_list(tmp_path: Path) -> None:
    folder = made(tmp_path / "g")
    for name, data, said in (
        ("tabs.csv", b"Model\tSize\nLu 1\t7\n", 'delimiter: "\\t"}'),
        ("wide.csv", "Model,Size\nLu 1,7\n".encode("utf-16"), "encoding: utf-16}"),
        ("semi.csv", "Model;Size\nLu 1;7\n".encode("utf-16"), 'encoding: utf-16, delimiter: ";"}'),
    ):
        (tmp_path / name).write_bytes(data)
        assert run(folder, "tables", "new", str(tmp_path / name)).exit_code == 0
        mapping = folder / "mappings" / f"{Path(name).stem}.yaml"
        assert said in mapping.read_text(encoding="utf-8")
        assert not [p for p in found(folder) if p.startswith(f"tables/{name}")]
    lists = tmp_path / "lists.md"
    lists.write_text("# A\n\n| Chip |\n|-|\n| X1 |\n\n# B\n\n| Chip |\n|-|\n| X2 |\n", encoding="utf-8")
    told = run(folder, "tables", "new", str(lists))
    assert "'tables new' is told so by '--table KEY=VALUE'" in told.output
    assert run(folder, "tables", "new", str(lists), "--table", "heading=A", "--table", "heading=B").exit_code == 0
    draft = (folder / "mappings/lists.yaml").read_text(encoding="utf-8")
    assert "heading: [A, B]" in draft
    assert "2 rows" in draft


def test_a_table_of_many_columns_is_begun(tmp_path: Path) -> None:
    header = ["Model", *(f"c{number}" for number in range(3000))]
    draft = drafted(header, ["Lu 1", *("1" for _ in header[1:])])
    assert len(yaml.load(draft, yaml.BaseLoader)["skip"]["columns"]) == 3000
