"""Files of tables as rows: what other programs write is read back equal, and what is wrong is said at its place."""

import csv
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import polars
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pyarrow import parquet
from support import ROOT

from aigraph.errors import MissingDependency
from aigraph.mapping.frame import Frame
from aigraph.mapping.shapes import read_table

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    [
        '"',
        '""',
        ",",
        "a,b",
        "\n",
        "\r\n",
        "a\rb",
        "'",
        "\\",
        " a ",
        "=1",
        "\t",
        ";",
        "\ufeff",
        "</script>",
        "مرحبا",
        "\u2028",
    ]
)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=6)
)


def read(folder: Path, name: str, **options: Any) -> tuple[tuple[str, ...], list[list[str]]]:
    frame = read_table(folder, name, options)
    rows = list(frame.rows)
    assert not [row.fault for row in rows if row.fault]
    return frame.columns, [[row.cells[name] for name in frame.columns] for row in rows]


def write(folder: Path, name: str, text: str | bytes) -> Frame:
    """Write a file and open it as it is."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return read_table(folder, name, {})


def header(rows: list[list[str]]) -> list[str]:
    return [f"c{at}" for at in range(len(rows[0]))]


@given(rows=ROWS, delimiter=st.sampled_from(",;\t|"), end=st.sampled_from(["\n", "\r\n"]))
@FEW
def test_what_python_writes_as_csv_is_read_back(
    tmp_path: Path, rows: list[list[str]], delimiter: str, end: str
) -> None:
    with (tmp_path / "t.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
        writer.writerows([header(rows), *rows])
    assert read(tmp_path, "t.csv", delimiter=delimiter) == (tuple(header(rows)), rows)


@given(rows=ROWS)
@FEW
def test_what_polars_and_duckdb_write_as_csv_is_read_back(tmp_path: Path, rows: list[list[str]]) -> None:
    frame = polars.DataFrame(rows, schema=header(rows), orient="row")
    frame.write_csv(tmp_path / "p.csv")
    duckdb.from_arrow(frame.to_arrow()).write_csv(str(tmp_path / "d.csv"), header=True)
    assert read(tmp_path, "p.csv")[1] == rows
    assert read(tmp_path, "d.csv")[1] == rows


@given(rows=ROWS)
@FEW
def test_what_parquet_and_json_hold_is_read_back(tmp_path: Path, rows: list[list[str]]) -> None:
    names = header(rows)
    columns = [list(column) for column in zip(*rows, strict=True)]
    parquet.write_table(pa.table(dict(zip(names, columns, strict=True))), tmp_path / "t.parquet")
    records = [dict(zip(names, row, strict=True)) for row in rows]
    (tmp_path / "t.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    (tmp_path / "t.json").write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    for name in ("t.parquet", "t.jsonl", "t.json"):
        assert read(tmp_path, name) == (tuple(names), rows), name


@given(rows=ROWS)
@FEW
def test_what_openpyxl_writes_is_read_back(tmp_path: Path, rows: list[list[str]]) -> None:
    keep = [["".join(c for c in cell if c.isprintable()).lstrip("=") for cell in row] for row in rows]
    book = Workbook()
    for row in [header(rows), *keep]:
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    assert read(tmp_path, "t.xlsx")[1] == [row for row in keep if any(row)]  # a row without anything is none


@given(rows=ROWS)
@FEW
def test_what_sql_selects_of_a_csv_is_what_stands_in_it(tmp_path: Path, rows: list[list[str]]) -> None:
    with (tmp_path / "t.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header(rows), *rows])
    found = read_table(tmp_path, "t.csv", {"sql": "SELECT * FROM 't.csv'"})
    assert [list(row.cells.values()) for row in found.rows] == rows


def test_rows_are_numbered_as_the_file_counts_them(tmp_path: Path) -> None:
    # RFC 7111: the header is row 1, a record over several lines is one; an empty line is counted, and says nothing.
    frame = write(tmp_path, "t.csv", '\ufeffname,note\r\na,"two\r\nlines"\r\n\r\nb,\r\n')
    assert [(row.number, dict(row.cells)) for row in frame.rows] == [
        (2, {"name": "a", "note": "two\r\nlines"}),
        (4, {"name": "b", "note": ""}),
    ]
    # Of lines the number is that of the line.
    frame = write(tmp_path, "t.jsonl", '{"a": 1}\n\n{"a": 2.50, "b": {"c": [1, 2]}}\n')
    assert frame.columns == ("a", "b.c")
    assert [(row.number, dict(row.cells)) for row in frame.rows] == [
        (1, {"a": "1", "b.c": ""}),
        (3, {"a": "2.50", "b.c": "1\n2"}),
    ]


def test_a_header_further_down_and_none(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Figures of 2024,\nname,sum\na,1\n", encoding="utf-8")
    assert read(tmp_path, "t.csv", header="2") == (("name", "sum"), [["a", "1"]])
    assert read(tmp_path, "t.csv", columns=["x", "y"], header="0")[1][0] == ["Figures of 2024", ""]
    assert read(tmp_path, "t.csv", columns=["x", "y"], header="2") == (("x", "y"), [["a", "1"]])


def test_a_tab_may_be_written_in_words(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    for tab in ("\t", "\\t", "tab"):
        assert read(tmp_path, "t.csv", delimiter=tab) == (("a", "b"), [["1", "2"]])


def test_the_list_within_an_object_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(
        '{"n": 2, "at": {"models": [{"name": "a"}, {"name": "b", "size": 7}]}}', encoding="utf-8"
    )
    frame = read_table(tmp_path, "t.json", {"each": "at.models"})
    assert (frame.columns, frame.free) == (("n", "at.models.name", "at.models.size"), frozenset({"n"}))
    assert [(row.number, *row.cells.values()) for row in frame.rows] == [(1, "2", "a", ""), (2, "2", "b", "7")]
    with pytest.raises(ValueError, match="no row has a list in 'n'"):
        read_table(tmp_path, "t.json", {"each": "n"})


def test_other_encodings_are_declared(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("公司,模型\n百度,文心一言\n".encode("gb18030"))
    assert read(tmp_path, "t.csv", encoding="gb18030") == (("公司", "模型"), [["百度", "文心一言"]])


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.csv", b"", "has 0 rows; expected the names of the columns in row 1"),
        ("t.csv", b"\na,b\n1,2\n", "the header is empty; expected the names of the columns. Say 'header: N'"),
        ("t.csv", b"a,b,a\n1,2,3\n", "the header names 'a' in column 1 and 3; expected each name once"),
        ("t.csv", b"a,,c\n1,2,3\n", "the header has no name for column 2; expected a name for each"),
        ("t.csv", b"a;b\n1;2\n", "has one column, 'a;b'; expected several. Say 'delimiter: \";\"'"),
        ("t.csv", b"a\tb\n1\t2\n", "has one column, 'a\\tb'; expected several. Say 'delimiter: \"\\t\"'"),
        ("t.csv", b"\r\n<!DOCTYPE html>\n<p>Sign in</p>\n", "is HTML or XML; expected rows of values"),
        ("t.tsv", b"<?xml version='1.0'?>\n<a/>\n", "is HTML or XML; expected rows of values"),
        ("t.csv", b"a,b\n1,2\n\xff,4\n", "line 3: not UTF-8 at byte 8; expected UTF-8"),
        ("t.csv", b"a,b\n1,2\n3,\xe5\xa4", "line 3: ends within a character, at byte 12"),
        ("t.csv", "a,b\n1,2\n".encode("utf-16"), "is in UTF-16; expected UTF-8"),
        ("t.csv", "a,b\n1,2\n".encode("utf-16-le"), "row 1 has the character NUL; expected text"),
        ("t.csv", b"a,b\x07\n1,2\n", "the header has the control character <U+0007> in column 2; expected text"),
        ("t.jsonl", b'{"a\\ud800": 1}', "the file has the control character <U+D800> in column 1; expected text"),
        ("t.csv", b'a,b\n1,2\n3,"4\n5,6\n', "row 3: a quote is opened and not closed before line 4"),
        ("t.csv", b'a,b\n1,2\n3,"4"x\n', "row 3, line 3: text after a closing quote"),
        ("t.jsonl", b'{"a": "\xff"}\n', "line 1: not UTF-8 at byte 7"),
        ("t.json", b'{"a": 1}', "is an object; expected a list of objects"),
        ("t.json", b"[1, 2", "is no JSON: "),
        pytest.param("t.json", b"[" * 200_000, "is no JSON: ", id="nested too deep"),
        ("t.jsonl", b"", "has no columns; expected objects with keys"),
        ("t.md", b"# Nothing\n", "has no table"),
        ("t.md", b"## A\n\n|x|\n|-|\n|1|\n\n## B\n\n|x|\n|-|\n|1|\n", "has 2 tables, under 'A', 'B'; expected which"),
        ("t.xlsx", b"PK", "is no Excel workbook"),
        ("t.parquet", b"PAR1", "is no Parquet file"),
        ("t.txt", b"a", "ends in '.txt'; expected .csv"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said_at_its_place(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        list(write(tmp_path, name, data).rows)
    assert str(caught.value).startswith(said)


def test_a_place_far_into_a_file_is_right(tmp_path: Path) -> None:
    data = b"a,b\n" + "é,1\n".encode() * 30_000
    with pytest.raises(ValueError, match="line 30002: not UTF-8 at byte 150004;"):
        list(write(tmp_path, "t.csv", data + b"\xff\n").rows)


@pytest.mark.parametrize(
    ("name", "data", "faults"),
    [
        ("t.csv", "a,b\n1\n1,2\n1,2,3\n", {2: "has 1 cell, the last '1'; expected 2", 4: "has 3 cells: '3' is over; expected 2"}),
        ("t.jsonl", '[1]\n{"a": 1, "a": 2}\n{"a": NaN}\n{"a": 1}\n{"a": "\\u0001"}\n{"a.b": 1, "a": {"b": 2}}\n{\n', {
            1: "is a list; expected an object", 2: "is no JSON: the key 'a' stands twice", 3: "is no JSON: NaN",
            6: "is no object that makes a row: two values for 'a.b'", 7: "is no JSON: ",
        }),
        ("t.md", "|a|b|\n|-|-|\n|1|\n|1|2|3|\n|1\\|1|2|\n", {4: "has 3 cells; expected 2"}),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_told_apart(tmp_path: Path, name: str, data: str, faults: dict[int, str]) -> None:
    rows = list(write(tmp_path, name, data).rows)
    found = {row.number: row.fault for row in rows if row.fault}
    assert found.keys() == faults.keys()
    assert all(str(found[number]).startswith(said) for number, said in faults.items()), found
    assert not any(row.cells for row in rows if row.fault)
    assert [row for row in rows if not row.fault], "the rest is read"


MARKDOWN = r"""# Models

| Model | Weights | Note |
|---|---|---|
| [A](https://a.example) | yes<!--13--> | x \| y, `a|b` has a bar in code only when escaped |
| B | [one](https://b.example/1), [two](https://b.example/2 "t") | *stressed* ~~no~~ open_llama_3b |

## Code

| Model | Weights | Note |
|---|---|---|
| C |

```
| not | a | table |
```
"""


def test_markdown_shows_what_a_reader_sees_and_links_stand_apart(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text(MARKDOWN.replace("`a|b`", r"`a\|b`"), encoding="utf-8")
    frame = read_table(tmp_path, "t.md", {"heading": ["Models", "Code"]})
    assert frame.columns == ("Model", "Model (links)", "Weights", "Weights (links)", "Note")
    assert [(row.number, *row.cells.values()) for row in frame.rows] == [
        (5, "A", "yes", "x | y, a|b has a bar in code only when escaped", "https://a.example", ""),
        (6, "B", "one, two", "stressed ~~no~~ open_llama_3b", "", "https://b.example/1\nhttps://b.example/2"),
        (12, "C", "", "", "", ""),
    ]
    with pytest.raises(ValueError, match="no table under 'Coda'; expected 'Models', 'Code'; did you mean 'Code'"):
        read_table(tmp_path, "t.md", {"heading": "Coda"})


def test_lists_of_objects_are_rows_of_their_own(tmp_path: Path) -> None:
    lines = [
        '{"name": "m", "scores": [{"on": "A", "score": 40.0}, {"on": "B", "score": 7}]}',
        '{"name": "n"}',
        '{"scores": 1}',
    ]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    frame = read_table(tmp_path, "t.jsonl", {"each": "scores"})
    assert frame.columns == ("name", "scores.on", "scores.score")
    assert frame.free == frozenset({"name"})
    assert [(row.number, row.fault or tuple(row.cells.values())) for row in frame.rows] == [
        (1, ("m", "A", "40.0")),
        (1, ("m", "B", "7")),
        (3, "has the number 1 in 'scores'; expected a list, since 'each' says so"),
    ]
    with pytest.raises(ValueError, match="no row has a list in 'score'"):
        read_table(tmp_path, "t.jsonl", {"each": "score"})


def test_values_of_parquet_are_text_as_they_are_written(tmp_path: Path) -> None:
    from datetime import date
    from decimal import Decimal

    record = {
        "n": 7,
        "x": 2.5e25,
        "d": date(2024, 1, 31),
        "m": Decimal("1.50"),
        "b": True,
        "s": {"a": [1, 2], "t": None},
    }
    parquet.write_table(pa.Table.from_pylist([record, {**record, "s": None}]), tmp_path / "t.parquet")
    columns, rows = read(tmp_path, "t.parquet")
    assert columns == ("n", "x", "d", "m", "b", "s.a", "s.t")
    assert rows == [
        ["7", "2.5e+25", "2024-01-31", "1.50", "true", "1\n2", ""],
        ["7", "2.5e+25", "2024-01-31", "1.50", "true", "", ""],
    ]


def test_a_workbook_says_which_sheet_and_which_cell(tmp_path: Path) -> None:
    from datetime import date, datetime

    book = Workbook()
    sheet = book.active
    sheet.title = "Models"
    for row in (
        ["name", "made", "sum"],
        ["a", date(2024, 1, 31), 1.5],
        ["b", datetime(2024, 1, 31), 7],
        ["b", None, "=1+1"],
        [None],
        ["c", None, "#N/A"],
        ["d", None, 3, 4],
    ):
        sheet.append(row)
    book.create_sheet("Other")
    book.save(tmp_path / "t.xlsx")
    rows = list(read_table(tmp_path, "t.xlsx", {"sheet": "Models"}).rows)
    assert [(row.number, row.fault or row.faults.get("sum") or tuple(row.cells.values())) for row in rows] == [
        (2, ("a", "2024-01-31", "1.5")),
        (3, ("b", "2024-01-31T00:00:00", "7")),
        (4, "C4 has a formula without its value; expected one. Open the file, save it again"),
        (6, "C6 shows the error #N/A; expected a value. Mend it, or empty the cell"),
        (7, "has '4' right of the last column; expected nothing. Name the column"),
    ]
    with pytest.raises(ValueError, match="has the sheets 'Models', 'Other'; expected which"):
        read_table(tmp_path, "t.xlsx", {})
    with pytest.raises(ValueError, match=r"has no sheet 'Model'; .*did you mean 'Models'"):
        read_table(tmp_path, "t.xlsx", {"sheet": "Model"})


def test_a_number_shown_in_per_cent_is_a_percentage(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["a", "b", "c", "d"])
    sheet.append([0.07, 0.125, 1, 0.5])
    for cell, form in (("A2", "0%"), ("B2", "0.0%"), ("C2", "0.00 %"), ("D2", '0.0 "% of all"')):
        sheet[cell].number_format = form
    book.save(tmp_path / "t.xlsx")
    assert read(tmp_path, "t.xlsx")[1] == [["7%", "12.5%", "100%", "0.5"]]


def test_a_workbook_whose_size_is_written_wrong_is_read_whole(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["name", "sum"], ["a", 1], [None, None], ["b", 2]):
        book.active.append(row)
    book.save(tmp_path / "right.xlsx")
    with ZipFile(tmp_path / "right.xlsx") as right, ZipFile(tmp_path / "t.xlsx", "w") as wrong:
        for item in right.infolist():
            wrong.writestr(item, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', right.read(item)))
    rows = list(read_table(tmp_path, "t.xlsx", {}).rows)
    assert [(row.number, *row.cells.values()) for row in rows] == [(2, "a", "1"), (4, "b", "2")]


def test_sql_reads_the_folder_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "a.csv").write_text("id,n\n007,1\n008,2\n", encoding="utf-8")
    (folder / "b.jsonl").write_text('{"id": "007", "x": {"y": 1.5}}\n', encoding="utf-8")
    (tmp_path / "secret.csv").write_text("id\n1\n", encoding="utf-8")
    join = "SELECT a.id, n, x.y AS y FROM 'a.csv' a LEFT JOIN 'b.jsonl' b USING (id) ORDER BY id"
    frame = read_table(folder, "a.csv", {"sql": join})
    assert [tuple(row.cells.values()) for row in frame.rows] == [("007", "1", "1.5"), ("008", "2", "")]
    outside = tmp_path.as_posix()
    for sql in (
        f"SELECT * FROM '{outside}/secret.csv'",
        "SELECT * FROM read_csv('../secret.csv')",
        f"SELECT * FROM read_text('{folder.as_posix()}/../secret.csv')",
        f"SELECT * FROM glob('{outside}/*')",
        "SELECT * FROM 'https://example.org/a.csv'",
        f"COPY (SELECT 1) TO '{folder.as_posix()}/new.csv'",
        "CREATE TABLE t AS SELECT 1",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        f"ATTACH '{folder.as_posix()}/new.db'",
        "SELECT 1; SELECT 2",
        "SELECT 1 AS a, 2 AS a",
        "SELECT n::DATE FROM 'a.csv'",
    ):
        with pytest.raises(ValueError, match="expected"):
            list(read_table(folder, "a.csv", {"sql": sql}).rows)
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.jsonl"]


def test_bytes_that_are_no_text_refuse_their_row(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"a": [b"x", b"\xff", None]}), tmp_path / "t.parquet")
    for options in ({}, {"sql": "SELECT a FROM 't.parquet'"}):
        rows = list(read_table(tmp_path, "t.parquet", options).rows)
        assert [row.fault for row in rows] == [None, "the bytes b'\\xff' are not UTF-8; expected text", None]
        assert [dict(row.cells) for row in rows] == [{"a": "x"}, {}, {"a": ""}]


def test_sparql_selects_from_an_rdf_file(tmp_path: Path) -> None:
    (tmp_path / "t.ttl").write_text(
        '@prefix x: <https://x.example/> . x:a x:name "A"@en ; x:size 7 . x:b x:name "B" .', encoding="utf-8"
    )
    query = "PREFIX x: <https://x.example/> SELECT ?m ?name ?size { ?m x:name ?name OPTIONAL { ?m x:size ?size } } ORDER BY ?m"
    assert read(tmp_path, "t.ttl", sparql=query) == (
        ("m", "name", "size"),
        [["https://x.example/a", "A", "7"], ["https://x.example/b", "B", ""]],
    )
    for wrong in (
        "SELECT ?x { SERVICE <https://x.example/> { ?x ?y ?z } }",
        "ASK {}",
        "SELECT {",
        "DELETE WHERE { ?s ?p ?o }",
    ):
        with pytest.raises(ValueError, match=r"sparql: .*expected"):
            read_table(tmp_path, "t.ttl", {"sparql": wrong})
    (tmp_path / "t.ttl").write_text("<a> <b> [] .", encoding="utf-8")
    with pytest.raises(ValueError, match="blank node"):
        list(read_table(tmp_path, "t.ttl", {"sparql": "SELECT ?o { ?s ?p ?o }"}).rows)
    (tmp_path / "t.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(ValueError, match="sparql: "):
        read_table(tmp_path, "t.ttl", {"sparql": query})


def test_options_of_another_shape_and_files_elsewhere_are_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for name, options, said in (
        ("t.csv", {"sheet": "x"}, "'sheet' is nothing that a .csv table has; expected delimiter"),
        ("t.cvs", {}, "is no file; expected a table; did you mean 't.csv'?"),
        ("../t.csv", {}, "is not below tables/"),
        ("t.csv", {"delimiter": "ab"}, "the delimiter is 'ab'"),
        ("t.csv", {"encoding": "latin"}, "the encoding 'latin' is"),
        ("t.csv", {"encoding": "base64"}, "the encoding 'base64' is none of text"),
        ("t.csv", {"header": "-1"}, "the header is in row '-1'"),
        ("t.csv", {"header": "0"}, "has no header, says the mapping"),
        ("t.csv", {"columns": ["x", "y"]}, "'columns' stands alone; expected 'header: N' too"),
        ("t.csv", {"header": "1", "columns": ["x"]}, "the mapping names 1 columns; expected 2"),
    ):
        if options == {"encoding": "latin"}:
            continue  # an alias that Python knows
        with pytest.raises(ValueError, match="expected") as caught:
            read_table(tmp_path, name, options)
        assert said in str(caught.value)


@pytest.mark.parametrize(
    ("library", "name", "options", "extra"),
    [
        ("openpyxl", "t.xlsx", {}, "excel"),
        ("pyarrow", "t.parquet", {}, "parquet"),
        ("markdown_it", "t.md", {}, "markdown"),
        ("duckdb", "t.csv", {"sql": "SELECT 1"}, "sql"),
    ],
)
def test_a_missing_extra_is_said_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str, options: dict[str, str], extra: str
) -> None:
    (tmp_path / name).write_bytes(b"a")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingDependency, match=rf"pip install 'aigraph\[{extra}\]'"):
        read_table(tmp_path, name, options)


def test_the_whole_files_have_the_rows_their_readme_says() -> None:
    folder = Path(os.environ.get("AIGRAPH_TABLES") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("needs ../shared/data")
    for name, options, rows, faults in (
        ("epoch_notable_ai_models.csv", {}, 952, []),
        ("epoch_nvidia_owners_cumulative_by_chip.csv", {}, 263, []),
        ("epoch_amd_owners_cumulative_by_chip.csv", {}, 85, []),
        ("epoch_tpu_owners_cumulative_by_chip.csv", {}, 59, []),
        ("models_dev.jsonl", {}, 469, []),
        ("open_llms.README.md", {"heading": ["Open LLMs", "Open LLMs for code"]}, 76, []),
        ("wgwang_llms_in_china.README.md", {"heading": "大模型列表"}, 247, [282, 283]),
        ("wgwang_llms_in_china.README.md", {"heading": "国外大模型"}, 18, []),
    ):
        found = list(read_table(folder, name, options).rows)
        assert (len(found), [row.number for row in found if row.fault]) == (rows, faults), name
    with (folder / "epoch_notable_ai_models.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(io.StringIO(file.read(), newline="")))
    assert [dict(row.cells) for row in read_table(folder, "epoch_notable_ai_models.csv", {}).rows] == expected


@pytest.mark.parametrize("name", ["t.jsonl", "t.json", "t.parquet"])
def test_keys_with_blanks_around_them_lose_no_cell(tmp_path: Path, name: str) -> None:
    objects = [{" name ": "a", "size\r\nof it": "1"}, {" name ": "b", "size\r\nof it": "2"}]
    if name.endswith("parquet"):
        parquet.write_table(pa.Table.from_pylist(objects), tmp_path / name)
    else:
        text = json.dumps(objects) if name.endswith("json") else "\n".join(map(json.dumps, objects))
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read(tmp_path, name) == (("name", "size\nof it"), [["a", "1"], ["b", "2"]])
