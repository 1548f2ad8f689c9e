"""Dates: what EDTF means in days, what is refused and how."""

import calendar
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.model import Date, Duration
from aigraph.model.dates import is_reversed, parse_date, parse_duration, parse_seed_date

years = st.integers(1, 9999).map("{:04}".format)
months = st.builds("{:04}-{:02}".format, st.integers(1, 9999), st.integers(1, 12))
days = st.dates().map(str)
plain = st.builds(str.__add__, st.one_of(years, months, days), st.sampled_from(["", "~", "?", "%"]))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2023-05", "2023-05-01", "2023-05-31"),
        ("2024-03-15", "2024-03-15", "2024-03-15"),
        ("2024-02~", "2024-02-01", "2024-02-29"),
        ("2023-02?", "2023-02-01", "2023-02-28"),
        ("2023-01/2023-09", "2023-01-01", "2023-09-30"),
        ("2023/2024-03-15", "2023-01-01", "2024-03-15"),
        ("../2024", None, "2024-12-31"),
        ("/2024", None, "2024-12-31"),
        ("2024/..", "2024-01-01", None),
        ("2024~/", "2024-01-01", None),
        ("2024-21", "2024-03-01", "2024-05-31"),
        ("2024-22/2024-23", "2024-06-01", "2024-11-30"),
        ("2023-33", "2023-01-01", "2023-03-31"),
        ("2023-34", "2023-04-01", "2023-06-30"),
        ("2023-36", "2023-10-01", "2023-12-31"),
        ("2023-36~", "2023-10-01", "2023-12-31"),
        ("2023-21?", "2023-03-01", "2023-05-31"),
        ("2023-33/2023-36", "2023-01-01", "2023-12-31"),
        ("2023-36/..", "2023-10-01", None),
        ("2024-40", "2024-01-01", "2024-06-30"),
        ("2024-41", "2024-07-01", "2024-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("2004-01-01T10:10:10Z", "2004-01-01", "2004-01-01"),
        ("[..1984]", None, "1984-12-31"),
    ],
)
def test_bounds(edtf: str, earliest: str | None, latest: str | None) -> None:
    assert parse_date(edtf) == Date(edtf, earliest, latest)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yesterday", "is no date; expected EDTF"),
        ("", "is no date"),
        ("2023-13", "is no date"),
        ("2023-1", "is no date"),
        ("２０２３", "is no date"),
        ("2023-02-29", "a day from 01 to 28 in 2023-02"),
        ("2023-04-31/2024", "'2023-04-31/2024' is no date"),
        ("2024-02/2024-01", "ends before it starts"),
        ("2024-22/2024-21", "ends before it starts"),
        ("../..", "open at both ends"),
        ("/", "open at both ends"),
        ("2023/2024/2025", "is no date"),
        ("2023 ", "spaces"),
        (" 199X", "spaces"),
        ("0000", "year 0;"),
        ("-0044", "year -44;"),
        ("Y170000002", "year 170000002;"),
        ("Y17E7000", "is no date"),
        ("Y1E999999999", "is no date"),
        ("2024-1X", "is no date"),
        ("2024-X1", "is no date"),
        ("2024-XX-1X", "is no date"),
        ("1XXX-1X", "is no date"),
        ("2024-02-3X", "is no date"),
        ("2024-1X/2025", "is no date"),
        ("2023-Q4", "is no date"),
        ("2023-42", "is no date"),
        ("2024-?", "is no date"),
        ("{2024,..", "is no date"),
    ],
)
def test_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        parse_date(text)
    assert said in str(caught.value)
    assert repr(text) in str(caught.value)


@pytest.mark.slow
@given(plain)
@settings(deadline=None)
def test_we_and_the_package_agree_on_dates(text: str) -> None:
    from edtf import parse_edtf

    theirs = parse_edtf(text)
    bounds = ["{:04}-{:02}-{:02}".format(*bound[:3]) for bound in (theirs.lower_strict(), theirs.upper_strict())]
    ours = parse_date(text)
    assert [ours.earliest, ours.latest] == bounds


@pytest.mark.slow
@given(plain, plain)
@settings(deadline=None)
def test_we_and_the_package_agree_on_intervals(first: str, last: str) -> None:
    from edtf import parse_edtf

    first, last = sorted((first, last), key=lambda text: parse_date(text).earliest or "")
    theirs = parse_edtf(f"{first}/{last}")
    ours = parse_date(f"{first}/{last}")
    assert ours.earliest == "{:04}-{:02}-{:02}".format(*theirs.lower_strict()[:3])
    assert ours.latest == "{:04}-{:02}-{:02}".format(*theirs.upper_strict()[:3])


@given(st.text(alphabet="0123456789-/~?%.XxYSTZ:[]{},+E ", max_size=14))
@settings(deadline=None)
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = parse_date(text)
    except ValueError:
        return
    assert date.edtf == text
    assert date.earliest or date.latest
    assert not (date.earliest and date.latest) or date.earliest <= date.latest


VALID = ["2024-1X", "2023-36", "2004-06-XX/2004-07-03", "{1667,1668}", "[..1984]", "Y17E7", "-0044", "2004-06~-11"]
VALID += ["2004-06-(01)~", "1950S2", "{1960,1961-12..}", "2004?-06-11/2004", "2004-01-01T10:10:10+05:00", "2021-21^x"]
VALID += ["199X", "1XXX-1X", "../2024", "2024-03~（近日）", "2023 (a (b))", "2023-01/2023-09 (2023年前三季度)"]


@given(
    st.sampled_from(VALID),
    st.lists(
        st.tuples(
            st.integers(0, 20), st.sampled_from("0123456789-/~?%.XxYSTZ:[]{},+E ^()（）u年\n²٣\x00"), st.booleans()
        )
    ),
)
@settings(deadline=None, max_examples=150)
def test_a_mutated_seed_date_is_a_date_or_a_sentence(text: str, edits: list[tuple[int, str, bool]]) -> None:
    for place, sign, inserted in edits:
        text = text[:place] + sign + text[place + (not inserted) :]
    try:
        date = parse_seed_date(text)
    except ValueError as err:
        assert "expected" in str(err)
        return
    assert parse_date(date.edtf, date.written) == date


def test_a_long_text_is_no_date() -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_date("Y" + "9" * 10_000)


def test_the_package_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_date("2024-1X")
    assert capsys.readouterr() == ("", "")


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year: int, month: int) -> None:
    latest = parse_date(f"{year:04}-{month:02}").latest
    assert latest == f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"


def test_seed_dates_keep_the_words() -> None:
    assert parse_seed_date("../2024 (今年年底前)") == Date("../2024", None, "2024-12-31", "今年年底前")
    assert parse_seed_date("2024-03~（近日）") == Date("2024-03~", "2024-03-01", "2024-03-31", "近日")
    assert parse_seed_date(" 2023 ") == Date("2023", "2023-01-01", "2023-12-31")
    assert parse_seed_date("2023 (a (b))").written == "a (b)"
    for wrong in ("2023 ()", "2023 近日", "(近日)", "2023 (近日", ""):
        with pytest.raises(ValueError, match="is no date; expected EDTF"):
            parse_seed_date(wrong)


def test_durations() -> None:
    assert parse_duration("P17Y") == Duration("P17Y")
    assert parse_duration("P1Y6M (一年半)") == Duration("P1Y6M", "一年半")
    assert parse_duration("PT8H").iso == "PT8H"
    assert parse_duration("PT1.5S").iso == "PT1.5S"
    for wrong in ("17Y", "P", "PT", "P1YT", "P2W", "PT2.5H", "P1M1Y", "p1y", "", "-P1Y", "P١Y"):
        with pytest.raises(ValueError, match="is no duration; expected ISO 8601"):
            parse_duration(wrong)


def test_only_a_certain_reversal_is_one() -> None:
    assert is_reversed(parse_date("2024"), parse_date("2023"))
    assert not is_reversed(parse_date("2023"), parse_date("2023"))
    assert not is_reversed(parse_date("2024-06"), parse_date("2024"))
    assert not is_reversed(parse_date("../2024"), parse_date("1999"))
    assert not is_reversed(parse_date("2024"), parse_date("2023/.."))


def test_plain_dates_do_not_import_the_package() -> None:
    code = "import sys, aigraph.model.dates as d; d.parse_date('2023-01~/2024-03-15'); sys.exit('edtf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
