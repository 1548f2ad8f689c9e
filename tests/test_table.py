"""Tables: the same cells for eyes and for programs."""

import csv
import datetime
import io
import json
import re
import sys
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.errors import MissingDependency
from aigraph.table import FORMATS, Table
from aigraph.terminal import width as columns

HOSTILE = [
    "a|b",
    "a\\b",
    'say "x"',
    "line\nbreak",
    "</script><b>",
    "\u202eabc",
    "奥特曼 😀",
    "=1+1",
    "x" * 100_000,
    "\x1b[31mred",
    "",
]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
CELLS = st.one_of(st.none(), TEXT, st.integers(), st.booleans(), st.floats(), st.dates(), st.lists(TEXT, max_size=3))
CHINESE = Table(
    ("statement", "number", "quote"),
    (
        ("gpt-4/trainedOn/a100", Decimal("2.50E+4"), "据传GPT4训练大概用了2.5万张A100"),
        ("openai/foundingDate", None, "奥特曼"),
    ),
)


def width(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line)


def test_for_eyes() -> None:
    assert str(CHINESE).splitlines() == [
        "statement             number  quote",
        "────────────────────  ──────  ───────────────────────────────",
        "gpt-4/trainedOn/a100   25000  据传GPT4训练大概用了2.5万张A100",
        "openai/foundingDate           奥特曼",
    ]


def test_cells_are_wrapped_to_the_terminal() -> None:
    text = CHINESE.render("table", width=50)
    assert text.splitlines() == [
        "statement             number  quote",
        "────────────────────  ──────  ────────────────────",
        "gpt-4/trainedOn/a100   25000  据传GPT4训练大概用了",
        "                              2.5万张A100",
        "",
        "openai/foundingDate           奥特曼",
    ]


def test_rows_are_lists_where_columns_have_no_room() -> None:
    assert CHINESE.render("table", width=30).splitlines() == [
        "─ 1 ──────────────────────────",
        "statement  gpt-4/trainedOn/",
        "           a100",
        "number     25000",
        "quote      据传GPT4训练大概用",
        "           了2.5万张A100",
        "─ 2 ──────────────────────────",
        "statement  openai/foundingDate",
        "quote      奥特曼",
    ]


def test_color_changes_nothing_but_color() -> None:
    for size in (None, 48, 24):
        colored = CHINESE.render("table", color=True, width=size)
        assert colored != CHINESE.render("table", width=size)
        plain = re.sub(r"\x1b\[\dm", "", colored)
        assert [x.rstrip() for x in plain.splitlines()] == CHINESE.render("table", width=size).splitlines()


@given(st.lists(st.tuples(TEXT, TEXT, st.integers()), max_size=4), st.integers(20, 100))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, int]], size: int) -> None:
    table = Table(("one", "two", "three"), tuple(rows))
    for line in table.render("table", width=size).splitlines():
        assert columns(line) <= size
        assert "\x1b" not in line


@given(st.text(st.characters(categories=["L", "P", "N"]), max_size=60), st.integers(16, 40))
def test_wrapping_loses_no_character(text: str, size: int) -> None:
    lines = Table(("a",), ((text,),)).render("table", width=size).splitlines()[2:]
    assert "".join(lines).replace(" ", "") == text or len(lines) == 6


def test_long_cells_end_in_an_ellipsis() -> None:
    lines = Table(("a",), (("x" * 1000,),)).render("table", width=20).splitlines()
    assert len(lines) == 8
    assert lines[-1] == "x" * 19 + "…"


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_every_format_takes_every_cell(rows: list[tuple[object, object]]) -> None:
    table = Table(("a", "b"), tuple(rows))  # type: ignore[arg-type]
    for format_ in FORMATS:
        text = table.render(format_)
        assert text.endswith("\n") or (format_ == "ndjson" and not rows)
    assert len(json.loads(table.render("json"))) == len(rows)
    assert len(table.render("ndjson").split("\n")) == len(rows) + 1
    assert len(table.render("md").split("\n")) == len(rows) + 3 or any("\r" in str(r) for r in rows)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_csv_and_tsv_are_read_back(rows: list[tuple[str, str]]) -> None:
    table = Table(("a", "b"), tuple(rows))
    for format_, delimiter in (("csv", ","), ("tsv", "\t")):
        read = list(csv.reader(io.StringIO(table.render(format_), newline=""), delimiter=delimiter))
        assert read == [["a", "b"], *map(list, rows)]


def test_csv_is_rfc_4180() -> None:
    table = Table(("a", "b"), (("x,y", 'say "hi"'), ("two\nlines", None), (["p", "q"], True)))
    assert table.render("csv") == 'a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n"[""p"", ""q""]",true\r\n'


def test_json_keeps_numbers_exact() -> None:
    exact, huge = Decimal("0.1"), Decimal("1234567890.12345678901234567890")
    table = Table(("n",), ((exact,), (huge,), (Decimal("25000"),), (float("nan"),), (datetime.date(2024, 3, 15),)))
    found = [row["n"] for row in json.loads(table.render("json"))]
    assert found == [0.1, "1234567890.12345678901234567890", 25000, "NaN", "2024-03-15"]
    assert '"n": 25000\n' in table.render("json")
    assert Table(("a",), (({"名": [1]},),)).render("ndjson") == '{"a": {"名": [1]}}\n'


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (float("inf"), "INF"),
        (float("-inf"), "-INF"),
        (float("nan"), "NaN"),
        (Decimal("Infinity"), "INF"),
        (Decimal("-Infinity"), "-INF"),
        (Decimal("NaN"), "NaN"),
    ],
)
def test_what_is_no_finite_number_is_written_alike(number: float | Decimal, text: str) -> None:
    table = Table(("n",), ((number,),))
    assert table.render("csv") == f"n\r\n{text}\r\n"
    assert table.render("tsv") == f"n\n{text}\n"
    assert json.loads(table.render("json")) == [{"n": text}]
    assert json.loads(table.render("ndjson")) == {"n": text}
    assert table.render("md").splitlines()[-1] == f"| {text} |"
    assert str(table).splitlines()[-1].strip() == text
    deep = Table(("n",), (([number, {"a": number}],),))
    assert json.loads(deep.render("json")) == [{"n": [text, {"a": text}]}]
    assert json.loads(next(csv.reader([deep.render("csv").splitlines()[1]]))[0]) == [text, {"a": text}]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40))
def test_decimals_are_exact_in_every_format(number: Decimal) -> None:
    table = Table(("n",), ((number,),))
    assert Decimal(table.render("csv").splitlines()[1]) == number
    assert Decimal(table.render("md").splitlines()[-1].strip("| ")) == number
    assert Decimal(str(json.loads(table.render("json"), parse_float=Decimal)[0]["n"])) == number


@pytest.mark.parametrize(
    "text", ["a\rb", "\r", "=1+1", "+1", "-1", "@x", "\t", " x ", "\x1b[31m", "\u202e", "'", "\x00"]
)
def test_programs_get_each_character(text: str) -> None:
    table = Table(("a", "b"), ((text, "x"),))
    for format_, delimiter in (("csv", ","), ("tsv", "\t")):
        written = table.render(format_)
        assert list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))[1] == [text, "x"]
    assert json.loads(table.render("json"))[0]["a"] == text
    assert json.loads(table.render("ndjson"))["a"] == text
    assert '"a\rb"' in Table(("a",), (("a\rb",),)).render("csv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$5 to $10", "\\$5 to \\$10"),
        ("_a_ snake_case", "\\_a\\_ snake_case"),
        ("~~x~~", "\\~\\~x\\~\\~"),
        ("AT&T &amp; &#38;", "AT&T \\&amp; \\&#38;"),
        ("[x](y) ![z]", "\\[x](y) !\\[z]"),
        ("a\rb\r\nc\nd", "a<br>b<br>c<br>d"),
        ("\u202ex\x1b", "\\<U+202E>x\\<U+001B>"),
    ],
)
def test_markdown_says_what_is_there(text: str, expected: str) -> None:
    assert Table(("a",), ((text,),)).render("md").splitlines()[-1] == f"| {expected} |"


def test_emoji_flags_and_accents_stand_in_columns() -> None:
    texts = ["👩\u200d🚀 x", "🇫🇷🇩🇪 x", "❤\ufe0f x", "e\u0301 x", "知识 x", "👍🏽 x"]
    lines = str(Table(("a", "b"), tuple((text, "|") for text in texts))).splitlines()
    assert len({columns(line) for line in lines[2:]}) == 1
    heads = Table(("知识" * 5, "e\u0301"), ((texts[0], texts[1]),)).render("table", width=24).splitlines()
    assert len({columns(line.partition(" x")[0]) for line in heads[1:] if " x" in line}) <= 2


def test_markdown_shows_what_is_there() -> None:
    table = Table(("a|b", "n"), (("x|y\\z", 1), ("two\r\nlines<b>", 2)))
    assert table.render("md") == "| a\\|b | n |\n| --- | ---: |\n| x\\|y\\\\z | 1 |\n| two<br>lines\\<b> | 2 |\n"


def test_html_escapes() -> None:
    html = Table(("<i>",), tuple((text,) for text in HOSTILE))._repr_html_()
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;/script&gt;" in html
    assert "The first 200 of 1,000 rows." in Table(("n",), tuple((n,) for n in range(1000)))._repr_html_()


def test_hostile_cells_stay_on_their_lines() -> None:
    table = Table(("a", "b"), tuple((text, text[::-1]) for text in HOSTILE))
    assert len(str(table).split("\n")) == len(HOSTILE) + 2
    assert "\x1b" not in str(table)
    assert "\u202e" not in str(table)


def test_iterating() -> None:
    assert len(CHINESE) == 2
    assert [row[0] for row in CHINESE] == ["gpt-4/trainedOn/a100", "openai/foundingDate"]
    assert CHINESE.to_dicts()[1] == {"statement": "openai/foundingDate", "number": None, "quote": "奥特曼"}


def test_empty_tables() -> None:
    assert str(Table(("a", "b"), ())) == "a  b\n─  ─"
    assert Table(("a",), ()).render("json") == "[]\n"
    assert Table(("a",), ()).render("ndjson") == ""
    for format_ in FORMATS:
        Table((), ((), ())).render(format_)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1 has 1 cells; expected 2"):
        Table(("a", "b"), ((1, 2), (3,)))
    with pytest.raises(ValueError, match="not all different"):
        Table(("a", "a"), ())
    with pytest.raises(ValueError, match="unknown format 'xml'; expected table, csv"):
        CHINESE.render("xml")


def test_pandas() -> None:
    pytest.importorskip("pandas")
    frame = CHINESE.to_pandas()
    assert list(frame.columns) == ["statement", "number", "quote"]
    assert frame["number"].iloc[0] == 25000
    assert Table(("a",), ()).to_pandas().shape == (0, 1)


def test_without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingDependency, match=r"pip install 'aigraph\[pandas\]'"):
        CHINESE.to_pandas()
