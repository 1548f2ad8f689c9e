"""What is refused of a mapping and of the rows it reads, and where; what its parts make of rows."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from shipped import ONTOLOGY
from support import HOSTILE
from things import MAPPING, ROWS, found, made, read, statement

from aigraph.cache.fingerprint import data_digest
from aigraph.folder import read_folder
from aigraph.mapping.dates import to_iso
from aigraph.mapping.tables import Tables
from aigraph.model import Cell, Date, Quantity
from aigraph.rdf.read import from_quads
from aigraph.rdf.write import to_quads
from aigraph.seeds import read_seeds

# --- What is refused, and where


#: Rows and what is said of them.
REFUSED: Mapping[str, tuple[str, str]] = {
    "no number": ("Lu 1,Luming,2024-03,lots\n", """row 2, column "Size": 'lots' is no number"""),
    "no date": ("Lu 1,Luming,March,7\n", """row 2, column "Date": 'March' is no date"""),
    "a key twice": ("Lu 1,Luming,2024,7\nLu 1,Luming,2024,7\n", """row 3, column "Name": the key 'Lu 1' stands in row 2"""),
    "no key": (",Luming,2024,7\n", 'row 2, column "Name": the key is blank'),
    "too few cells": ("Lu 1,Luming\n", "row 2: has 2 cells, the last 'Luming'; expected 4"),
    "too many cells": ("Lu 1,Luming,2024,7,8\n", "row 2: has 5 cells: '8' is over; expected 4"),
    "a control character": ("Lu\x1f1,Luming,2024,7\n", 'row 2, column "Name": the control character <U+001F>'),
    "a NUL": ("Lu 1,Luming,2024,\0\n", 'row 2, column "Size": the control character <U+0000>'),
    "another unit": ("Lu 1,Luming,2024,7 USD\n", "'USD' is no unit"),
    "a remark beside a number": ("Lu 1,Luming,2024,7 (est.)\n", """row 2, column "Size": '7 (est.)' has a remark"""),
    "a remark beside a date": ("Lu 1,Luming,2024 (planned),7\n", """column "Date": '2024 (planned)' has a remark"""),
    "a date in another form": ("Lu 1,Luming,3/4/2024,7\n", "say which: 'columns: {Date: {date: m/d/yyyy}}'"),
    "a legal form": ('Lu 1,"Luming, Inc.",2024,7\n', """row 2, column "Maker": 'Inc.' is a legal form and nobody's name"""),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_cell_is_refused_at_its_place(case: str, tmp_path: Path) -> None:
    rows, expected = REFUSED[case]
    problems = found(made(tmp_path, "Name,Maker,Date,Size\n" + rows))
    assert any(problem.startswith("tables/things.csv:row ") and expected in problem for problem in problems), problems


MONEY = """\
source: things
table: {file: things.csv, key: Name}
columns:
  Mixed: {unit: unstated}
  Dollars: {unit: USD}
  By code: {unit: Code}
  In millions: {from: Dollars, scale: million, unit: USD}
  Comma: {decimal: ",", unit: EUR}
entities: {firm: {class: Company, name: Name}}
says:
- firm valuation Mixed: {asOf: 2021}
- firm valuation Dollars: {asOf: 2022}
- firm valuation By code: {asOf: 2023}
- firm valuation In millions: {asOf: 2024}
- firm valuation Comma: {asOf: 2025}
"""


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("$2bn,,,,", {"2021": "2000000000 USD"}),
        ("€2bn,,,,", {"2021": "2000000000 EUR"}),
        ("2bn,,,,", {"2021": "2000000000 unstated"}),
        (",5,,,", {"2022": "5 USD", "2024": "5000000 USD"}),
        (",5 USD,,,", {"2022": "5 USD", "2024": "5000000 USD"}),
        (",,€5,EUR,", {"2023": "5 EUR"}),
        (',,,,"3.000,50 €"', {"2025": "3000.5 EUR"}),
        (",5 EUR,,,", "'5 EUR' has the unit EUR, and its column USD; expected one"),
        (",,$5,EUR,", "'$5' has the unit USD, and its column EUR; expected one"),
        (",lots,,,", "'lots' is no number"),
        (",5m,,,", "'5m' has a magnitude of its own, and its column one for all cells"),
        (",2亿,,,", "'2亿' has a magnitude of its own"),
        (",five,,,", "'five' has a magnitude of its own"),
        (",5-6 million,,,", "'5-6 million' has a magnitude of its own"),
        (",,,,1.5", "'1.5' with a decimal comma: '1,5' is no number"),
    ],
)
def test_the_unit_and_the_magnitude_of_a_cell_and_of_its_column(
    cells: str, expected: dict[str, str] | str, tmp_path: Path
) -> None:
    folder = made(tmp_path, f"Name,Mixed,Dollars,By code,Code,Comma\nLuming,{cells}\n", MONEY)
    if isinstance(expected, str):
        assert any(expected in problem for problem in found(folder)), found(folder)
        return
    seeds = read(folder)
    assert [str(problem) for problem in seeds.problems] == []
    said = {}
    for one in seeds.graph.statements:
        assert isinstance(one.object, Quantity)
        said[str(one.qualifiers["asOf"][0])] = f"{one.object.value} {one.object.unit}"
    assert said == expected


@pytest.mark.parametrize(
    ("form", "cell", "expected"),
    [
        ("Qq yyyy", "Q3 2024", "2024-35"),
        ("excel", "45236", "2023-11-06"),
        ("excel", "45236.0", "2023-11-06"),
        ("[yyyymmdd, yyyymm]", "202301", "2023-01"),
        ("[yyyymmdd, yyyymm]", "20230105", "2023-01-05"),
        ("yyyy年m月", "2023年3月", "2023-03"),
        ("m/d/yyyy", "13/1/2023", "'13/1/2023' as m/d/yyyy: '2023-13-01' is no date"),
        ("mon yyyy", "Mai 2023", "'Mai 2023' is no date; expected mon yyyy"),
        ("excel", "60", "'60' is no date; expected excel"),
        ("Qq yyyy", "Q5 2024", "'Q5 2024' is no date"),
        ("month yyyy", "", "'month yyyy' is no form of dates"),
        ("q mon yyyy", "", "'q mon yyyy' is no form of dates"),
    ],
)
def test_dates_in_the_forms_of_tables(form: str, cell: str, expected: str, tmp_path: Path) -> None:
    mapping = MAPPING.replace("entities:", f"columns: {{Date: {{date: {form}}}}}\nentities:")
    folder = made(tmp_path, f"Name,Maker,Date,Size\nLu 1,Luming,{cell},7\n", mapping)
    if expected.startswith("'"):
        assert any(expected in problem for problem in found(folder)), found(folder)
    else:
        assert found(folder) == []
        [date] = statement(read(folder), "luming/developed/lu-1").qualifiers["date"]
        assert isinstance(date, Date)
        assert date.edtf == expected


def test_a_time_at_midnight_says_a_day_and_yes_is_true(tmp_path: Path) -> None:
    mapping = MAPPING.replace("parameterCount", "openWeights")
    rows = "Name,Maker,Date,Size\nLu 1,Luming,2023-09-25 00:00:00,Yes\nLu 2,Luming,2023-09-25T00:00:00Z,FALSE\n"
    seeds = read(made(tmp_path, rows, mapping))
    assert [str(problem) for problem in seeds.problems] == []
    dates = [statement(seeds, f"luming/developed/{model}").qualifiers["date"][0] for model in ("lu-1", "lu-2")]
    assert [str(date) for date in dates] == ["2023-09-25"] * 2
    assert [statement(seeds, f"{model}/openWeights").object for model in ("lu-1", "lu-2")] == [True, False]


def test_a_part_in_quotation_marks_is_one(tmp_path: Path) -> None:
    rows = 'Name,Maker,Date,Size\nLu 1,"Bosch, ""Index, Ventures"", SAP",2024,7\n'
    assert [s.subject for s in read(made(tmp_path, rows)).graph.statements if s.predicate == "developed"] == [
        "bosch", "index-ventures", "sap",
    ]  # fmt: skip


def test_a_file_that_no_mapping_reads_is_a_finding(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "tables" / "more.csv").write_text("A\n1\n")
    [problem] = found(folder)
    assert problem.startswith("tables/more.csv: no mapping reads it")


@pytest.mark.parametrize("text", ["4 Mayhem 2020", "4 Juneau 2020", "4 Mai 2020", "4 13 2020"])
def test_a_month_is_a_month(text: str) -> None:
    with pytest.raises(ValueError, match="is no date; expected d mon yyyy"):
        to_iso(text, ("d mon yyyy",))
    assert {to_iso(f"4 {month} 2020", ("d mon yyyy",)) for month in ("September", "SEPT.", "Sep", "sept")} == {
        "2020-09-04"
    }


# --- What is wrong with a mapping


#: A change of the mapping and what is said of it.
WRONG: Mapping[str, tuple[str, str, str]] = {
    "a column that is no column": ("Size", "Sise", "no column 'Sise'; expected one, or a constant; did you mean 'Size'?"),
    "a rule that is none": ("- maker dev", "- makers dev", "'makers' is no rule of entities and no entity; expected one; did you mean 'maker'?"),
    "a predicate that is none": ("developed", "developped", "unknown predicate 'developped'"),
    "a class that is none": ("class: AIModel", "class: AIModl", "did you mean 'AIModel'?"),
    "a column forgotten": ("\n- thing parameterCount: Size", "", "the column 'Size' is neither mapped nor skipped"),
    "a group that is none": ("says:", "columns: {Size: {replace: {'7': '\\9'}}}\nsays:", r"'\\9' cannot stand for '7' (invalid group"),
    "a named group that is none": ("says:", "columns: {Size: {replace: {'7': '\\g<x>'}}}\nsays:", "cannot stand for '7' (unknown group"),
    "a replacement that is no text": ("says:", "columns: {Size: {replace: {'7': {a: b}}}}\nsays:", "replace is a mapping; expected text"),
    "a scale without end": ("says:", "columns: {Size: {scale: 1e999999}}\nsays:", "scale is '1e999999'; expected a number, or thousand"),
    "a null that is no text": ("null: [n/a]", "null: {a: b}", "null is a mapping; expected text"),
    "an option that is no text": ("null: [n/a]", "null: [n/a], delimiter: [';']", "'delimiter' is a list; expected a text"),
    "an encoding that is no text": ("null: [n/a]", "null: [n/a], encoding: {a: b}", "'encoding' is a mapping; expected a text"),
    "a cell that is no text": ("{date: Date}", "{date: Date, if: {column: Date, is: {a: b}}}", "is is a mapping; expected text"),
    "a source that is none": ("source: things", "source: thing", "unknown source 'thing'"),
    "a key that is none": ("key: Name", "key: Nme", "did you mean 'Name'?"),
    "a table that is none": ("things.csv", "thing.csv", "tables/thing.csv: is no file"),
    "an unknown word": ("table:", "tabel:", "did you mean 'table'?"),
    "a column for an entity": ("- maker dev", "- Maker dev", "unknown subject 'Maker'; expected a rule of entities"),
    "a condition that is none": ("{date: Date}", "{date: Date, if: two maker}", "'two maker' is no condition"),
    "a rule of no column": ("name: Maker", "name: Makr", "name: unknown column 'Makr'"),
    "a unit that is none": ("entities:", "columns: {Size: {unit: USD}}\nentities:", "'USD' is no unit of"),
    "a pattern that is none": ("entities:", "columns: {Size: {match: '('}}\nentities:", "is no pattern"),
    "a form that is none": ("entities:", "columns: {Date: {date: dd/mm}}\nentities:", "'dd/mm' is no form of dates"),
    "a column undecided": ("- thing parameterCount: Size", "skip: {columns: {Size: '?'}}", "the column 'Size' is undecided"),
    "mapped and skipped": ("says:", "skip: {columns: {Size: no}}\nsays:", "the column 'Size' is mapped and skipped"),
    "declared and not used": ("entities:", "columns: {more: {from: Size}}\nentities:", "is declared and not used"),
    "a table elsewhere": ("file: things.csv", "file: ../seeds/sources.yaml", "'../seeds/sources.yaml' is outside tables/"),
    "links elsewhere": ('split: ","', 'links: /tmp/links.tsv', "'/tmp/links.tsv' is outside mappings/"),
    "ends exchanged": ("maker developed thing", "thing developed maker", "'thing' and 'maker' are exchanged; expected Agent before it and Entity behind. Write 'maker developed thing'"),
    "a modality that is none": ("says:", "modality: {Size: {'7': sure}}\nsays:", "unknown modality 'sure'"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_mapping_is_said_at_its_line(case: str, tmp_path: Path) -> None:
    old, new, expected = WRONG[case]
    problems = found(made(tmp_path, mapping=MAPPING.replace(old, new, 1)))
    assert any(problem.startswith("mappings/things.yaml:") and expected in problem for problem in problems), problems


def test_a_rule_in_no_line_is_a_finding_unless_it_tells_more(tmp_path: Path) -> None:
    chip = MAPPING.replace("entities:", "entities:\n  chip: {class: Chip, name: Size}").replace(
        "\n- thing parameterCount: Size", ""
    )
    [problem] = found(made(tmp_path, mapping=chip))
    assert "the rule 'chip' is in no line of says; expected one" in problem
    assert found(made(tmp_path, mapping=chip.replace("name: Size}", "name: Size, note: Date}"))) == []
    assert found(made(tmp_path, mapping=chip.replace("{date: Date}", "{date: Date, if: some chip}"))) == []


def test_a_year_is_a_date_though_a_column_is_called_so(tmp_path: Path) -> None:
    mapping = (
        MAPPING.split("says:")[0]
        + "says:\n- maker employees 2023: {asOf: 2023}\n- maker employees 2024-12: {asOf: 2024-12}\n"
    )
    mapping = mapping.replace("  thing: {class: AIModel, name: Name}\n", "").replace("key: Name", "key: Maker")
    folder = made(tmp_path, "Maker,2023,2024-12\nLuming,7,1999\n", mapping)
    assert found(folder) == []
    said = {s.id: s.object for s in read(folder).graph.statements}
    assert {key: str(value.value) for key, value in said.items() if isinstance(value, Quantity)} == {
        "luming/employees/2023": "7", "luming/employees/2024-12": "1999",
    }  # fmt: skip


def test_a_mapping_that_is_no_yaml_is_said_once(tmp_path: Path) -> None:
    problems = found(made(tmp_path, mapping=MAPPING.replace("says:", "says:\n\t- a")))
    assert [problem.split(":")[0] for problem in problems] == ["mappings/things.yaml"]


def test_a_header_of_several_lines_is_said_on_one(tmp_path: Path) -> None:
    folder = made(
        tmp_path, ROWS.replace("Size", '"Size\n(B)"').replace("n/a", "lots"), MAPPING.replace("Size", '"Size\\n(B)"')
    )
    [problem] = found(folder)
    assert problem.startswith('tables/things.csv:row 3, column "Size (B)": ')


def test_what_is_wrong_with_a_mapping_is_not_said_of_each_row(tmp_path: Path) -> None:
    assert all(p.startswith("mappings/") for p in found(made(tmp_path, mapping=MAPPING.replace("developed", "made"))))


# --- What its parts do


def test_constants_lookups_stages_and_skipped_rows(tmp_path: Path) -> None:
    mapping = """\
source: things
table: {file: things.csv, key: Name}
entities:
  thing: {class: {Kind: {chip: Chip, /model/: AIModel}}, name: Name}
  maker: {class: Company, name: Maker}
says:
- maker developed thing: {stage: {State: {soon: planned, out: actual}}, speaker: maker, modality: reported}
- thing versionOf lu: {if: {column: Kind, matches: model}}
skip:
  rows: {where: [{column: State, is: gone}, some Maker], because: no longer made}
"""
    rows = "Name,Maker,Kind,State\nLu 1,Luming,a model,out\nLu X,Luming,chip,soon\nLu 0,Luming,chip,gone\n"
    seeds = read(made(tmp_path, rows, mapping, "lu: {class: AIModel, name: Lu}\n"))
    assert not seeds.problems
    said = {s.id: s for s in seeds.graph.statements}
    assert set(said) == {"luming/developed/lu-1", "luming/developed/lu-x", "lu-1/versionOf/lu"}
    assert (said["luming/developed/lu-x"].stage, said["luming/developed/lu-1"].stage) == ("planned", "actual")
    assert said["luming/developed/lu-1"].evidence[0].speakers == ("luming",)
    assert {e.id: e.classes for e in seeds.graph.entities if e.id != "lu"} == {
        "lu-1": ("AIModel",), "lu-x": ("Chip",), "luming": ("Company",),
    }  # fmt: skip
    assert seeds.accounts == ("tables/things.csv: 3 rows: 2 stated, 1 skipped (1 no longer made), 0 refused",)


def test_lines_of_says_may_share_a_line_of_the_file(tmp_path: Path) -> None:
    flow = MAPPING.replace(
        "says:\n- maker developed thing: {date: Date}\n- thing parameterCount: Size\n",
        "says: [{maker developed thing: {date: Date}}, {thing parameterCount: Size}]\n",
    )
    assert "says: [" in flow
    apart, together = read(made(tmp_path / "a")), read(made(tmp_path / "b", mapping=flow))
    assert together.graph.statements == apart.graph.statements
    [item] = statement(together, "luming/developed/lu-1").evidence
    assert [cell.name for cell in (item.span, *item.context) if isinstance(cell, Cell)] == ["Maker", "Date"]


def test_a_column_of_iris_has_iris(tmp_path: Path) -> None:
    """What is no IRI is refused at its cell; it ended in an error of whatever wrote RDF."""
    mapping = MAPPING.replace("name: Name}", "name: Name, sameAs: Link}")
    rows = "Name,Maker,Date,Size,Link\nLu 1,Luming,2024,7,https://x.example/1\nLu 2,Luming,2024,7,no iri\nLu 3,Luming,2024,7,\n"
    folder = made(tmp_path, rows, mapping)
    [problem] = found(folder)
    assert problem.startswith("tables/things.csv:row 3, column \"Link\": 'no iri' is no IRI (")
    same = {entity.id: entity.same_as for entity in read(folder).graph.entities}
    assert (same["lu-1"], same["lu-3"]) == (("https://x.example/1",), ())
    assert list(to_quads(read(folder).graph, ONTOLOGY))


def test_rows_that_say_other_things_of_one_id_are_told(tmp_path: Path) -> None:
    rows = "Name,Maker,Date,Size\nLu 1,Luming,2024,7\nLu 2,Luming,2024,8\n"
    mapping = MAPPING.replace("name: Name}", "name: Name, slugs: {Lu 2: lu-1}}")
    problems = found(made(tmp_path, rows, mapping))
    assert problems == [
        'tables/things.csv:row 3, column "Size": \'lu-1/parameterCount/things\' stands already at tables/things.csv:row 2, column "Size", from the same '
        "source; expected it once. Add a key ('… @key'), or 'also' where this is more evidence of the same"
    ]


PEOPLE = """\
source: things
table: {file: things.csv, key: Id}
entities: {who: {class: Person, name: Name, zh: Chinese, sameAs: Same}}
says: [who locatedIn unstated]
"""


def test_two_of_one_name_with_two_identifiers_are_no_one(tmp_path: Path) -> None:
    one, two = "https://www.wikidata.org/wiki/Q1", "https://www.wikidata.org/wiki/Q2"
    rows = f"Id,Name,Chinese,Same\n1,Li Wei,李伟,{one}\n2,Li Wei,李炜,{two}\n"
    [problem] = found(made(tmp_path, rows, PEOPLE))
    assert problem.startswith(
        f"""tables/things.csv:row 3, column "Name": 'Li Wei' is {two}, and in another row {one}"""
    )
    folder = made(tmp_path, rows.replace(two, "https://viaf.org/viaf/7"), PEOPLE)
    assert found(folder) == []
    [person] = read(folder).graph.entities
    assert (person.names, person.aliases) == ({"en": "Li Wei", "zh": "李伟"}, ("李炜",))
    assert person.same_as == ("https://viaf.org/viaf/7", one)


def test_an_error_in_a_cell_that_nobody_reads_harms_nothing(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Name", "Maker", "Date", "Size"], ["Lu 1", "Luming", "#N/A", 7], ["Lu 2", "Luming", 2024, "#DIV/0!"]):
        book.active.append(row)
    mapping = MAPPING.replace("things.csv", "things.xlsx").replace(": {date: Date}", "")
    folder = made(tmp_path, mapping=mapping + "skip: {columns: {Date: not read}}\n")
    (folder / "tables/things.csv").unlink()
    book.save(folder / "tables/things.xlsx")
    assert [problem for problem in found(folder) if problem.startswith("tables/")] == [
        """tables/things.xlsx:row 3, column "Size": D3 shows the error #DIV/0!; expected a value. Mend it, or empty the cell"""
    ]


def test_what_is_found_later_is_said_at_its_cell(tmp_path: Path) -> None:
    folder = made(tmp_path, mapping=MAPPING + "- thing parameterCount 9\n")
    assert any(p.startswith("""tables/things.csv:row 2, column "Name": 'lu-1/parameterCount""") for p in found(folder))


def test_rows_of_one_line_are_counted_each(tmp_path: Path) -> None:
    mapping = """\
source: things
table: {file: things.jsonl, key: [name, scores.of], each: scores}
entities: {model: {class: AIModel, name: name}, bench: {class: Benchmark, name: scores.of}}
says: [model benchmarkScore scores.v: {benchmark: bench}]
"""
    folder = made(tmp_path, mapping=mapping)
    (folder / "tables/things.csv").unlink()
    (folder / "seeds/sources.yaml").write_text("things: {name: Things}\n")
    scores = [{"of": "A", "v": 1}, {"of": "B", "v": "lots"}, {"of": "C", "v": "lots"}, {"of": "D", "v": "most"}]
    text = json.dumps({"name": "Lu 1", "scores": scores}) + "\n"
    (folder / "tables/things.jsonl").write_text(text)
    (folder / "seeds/sources.yaml").write_text(
        f"things: {{name: Things, sha256: {hashlib.sha256(text.encode()).hexdigest()}}}\n"
    )
    [account] = read(folder).accounts
    assert str(account) == "tables/things.jsonl: 4 rows: 1 stated, 0 skipped, 3 refused"


def test_a_table_in_markdown_is_data_not_prose(tmp_path: Path) -> None:
    folder = made(tmp_path, mapping=MAPPING.replace("things.csv", "things.md"))
    digests = set()
    for size in ("7", "8"):
        rows = f"| Name | Maker | Date | Size |\n|-|-|-|-|\n| Lu 1 | Luming | 2024 | {size} |\n"
        (folder / "tables/things.md").write_text(rows, encoding="utf-8")
        digests.add(data_digest(*map(str, read_folder(folder).data())))
    assert len(digests) == 2


# --- Any cell whatever


texts = st.one_of(
    st.sampled_from([*(text for text in HOSTILE if len(text) < 1000), "|a|", "{x}", "%s", "__0__", "\ue000", "\x1f", "7", "2024", " ", ""]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(texts, min_size=4, max_size=4), min_size=1, max_size=6))
def test_rows_are_stated_skipped_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Name", "Maker", "Date", "Size"])
    writer.writerows(rows)
    folder = made(tmp_path, out.getvalue(), MAPPING + "skip: {rows: {where: no Maker, because: nobody made it}}\n")
    tables = Tables(folder)
    seeds = read_seeds(folder / "seeds", ONTOLOGY, display="seeds", beside=tables)
    [account] = tables.accounts
    assert account.rows == len(rows) == account.stated + account.skipped.total() + account.refused
    assert account.stated >= 0
    raw = {cell.replace("\r\n", "\n").replace("\r", "\n") for row in rows for cell in row}
    for said in seeds.graph.statements:
        for item in said.evidence:
            assert isinstance(item.span, Cell)
            assert item.span.quote in raw
    if not seeds.problems:
        assert from_quads(to_quads(seeds.graph, ONTOLOGY), ONTOLOGY) == seeds.graph
