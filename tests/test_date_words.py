"""Dates and lengths of time in a text's own words; what each means is worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.model.date_words import agrees, contradicted, dates_said, durations_said
from aigraph.model.dates import parse_date, parse_duration


@pytest.mark.parametrize(
    ("text", "edtf", "written"),
    [
        ("revenue in Q4 2023 rose", "2023-36", "Q4 2023"),
        ("Q1 of 2024", "2024-33", "Q1 of 2024"),
        ("2023 Q3", "2023-35", "2023 Q3"),
        ("in the fourth quarter of 2023", "2023-36", "fourth quarter of 2023"),
        ("second-quarter 2022 sales", "2022-34", "second-quarter 2022"),
        ("H1 2024", "2024-40", "H1 2024"),
        ("the second half of 2023", "2023-41", "second half of 2023"),
        ("In early August 2025, the", "2025-08", "early August 2025"),
        ("In late 2020, Mensch", "2020", "late 2020"),
        ("since mid-2023", "2023", "mid-2023"),
        ("around 2020", "2020", "around 2020"),
        ("at the beginning of 2024", "2024", "the beginning of 2024"),
        ("from 2015 to 2018", "2015/2018", "2015 to 2018"),
        ("between 2015 and 2018", "2015/2018", "2015 and 2018"),
        ("(2015–2018)", "2015/2018", "2015–2018"),
        ("between May 2020 and June 2021", "2020-05/2021-06", "May 2020 and June 2021"),
        ("January to March 2024", "2024-01/2024-03", "January to March 2024"),
        ("from November 2022 until January 2023", "2022-11/2023-01", "November 2022 until January 2023"),
        ("in April 2023", "2023-04", "April 2023"),
        ("In April of 2022", "2022-04", "April of 2022"),
        ("Sept. 2023", "2023-09", "Sept. 2023"),
        ("on March 15, 2024,", "2024-03-15", "March 15, 2024"),
        ("on Mar. 5, 2024", "2024-03-05", "Mar. 5, 2024"),
        ("July 4th, 2023", "2023-07-04", "July 4th, 2023"),
        ("On 16 April 2024, reporting", "2024-04-16", "16 April 2024"),
        ("the 3rd of May 2021", "2021-05-03", "3rd of May 2021"),
        ("on 2023-04-15", "2023-04-15", "2023-04-15"),
        ("in the summer of 2022", "2022-22", "summer of 2022"),
        ("Fall 2023", "2023-23", "Fall 2023"),
        ("by the 1990s", "199X", "1990s"),
        ("In 2024, it", "2024", "2024"),
        ("它成立于2023年5月。", "2023-05", "2023年5月"),
        ("2024年12月26日,深度求索", "2024-12-26", "2024年12月26日"),
        ("２０２３年５月", "2023-05", "２０２３年５月"),
        ("国内,2023年前三季度,根据", "2023-01/2023-09", "2023年前三季度"),
        ("2023年第四季度", "2023-36", "2023年第四季度"),
        ("2022年二季度", "2022-34", "2022年二季度"),
        ("2026年上半年上市", "2026-40", "2026年上半年"),
        ("2022年9月至2023年8月期间", "2022-09/2023-08", "2022年9月至2023年8月"),
        ("2023年1月到9月", "2023-01/2023-09", "2023年1月到9月"),
        ("2019年至2021年", "2019/2021", "2019年至2021年"),
        ("2024年底前", "2024", "2024年底"),
        ("2024年春天", "2024-21", "2024年春天"),
        ("翻番.2023.4.19", "2023-04-19", "2023.4.19"),
        ("发布于 2023/4/19", "2023-04-19", "2023/4/19"),
    ],
)
def test_one_date(text: str, edtf: str, written: str) -> None:
    (said,) = dates_said(text)
    assert (said.date.edtf, said.date.written) == (edtf, written)
    assert said.date == parse_date(edtf, written)


@pytest.mark.parametrize(
    "text",
    ["", "2,023 people", "20230", "3.2023", "$2000", "2023% more", "on September 25", "in March", "31 February 2023",
     "May 32, 1", "last year", "今年3月", "近日", "3年", "1405", "A2023B", "v1.2023.4.19"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert dates_said(text) == []


def test_several_dates() -> None:
    text = "It was founded in 2015 and, by December 2023, valued at $2 billion; in 2024 and 2025 it grew."
    assert [said.date.edtf for said in dates_said(text)] == ["2015", "2023-12", "2024", "2025"]
    assert [said.vague for said in dates_said("late 2020, 2021, 2022年底, early May 2023")] == [True, False, True, True]


@pytest.mark.parametrize(
    ("edtf", "text", "expected"),
    [
        ("2023-04", "in April 2023", True),
        ("2023", "in April 2023", True),
        ("../2024", "by the end of 2024", True),
        ("2015/..", "since 2015", True),
        ("2023-05", "in April 2023", False),
        ("2023-04-15", "in April 2023", False),
        ("2020-10/2020-12", "In late 2020", True),
        ("2025-08-04~", "In early August 2025", True),
        ("2021", "In late 2020", False),
        ("2015/2018", "from 2015 to 2018", True),
        ("2015", "from 2015 to 2018", False),
        ("2023-36", "Q4 2023", True),
        ("2023-10/2023-12", "Q4 2023", True),
        ("2023-09/2023-12", "Q3 2023 to Q4 2023", False),
        ("2023-01/2023-09", "2023年前三季度", True),
        ("2024", "no date at all", False),
    ],
)
def test_agreement(edtf: str, text: str, expected: bool) -> None:
    assert agrees(parse_date(edtf), text) is expected


@pytest.mark.parametrize(
    ("iso", "text", "expected"),
    [
        ("P3Y", "for nearly three years", []),
        ("P36M", "for nearly three years", []),
        ("P2Y", "for nearly three years", ["three years"]),
        ("P1D", "过去24小时", []),
        ("PT24H", "一天后", []),
        ("P1D", "8小时后又17天", ["8小时", "17天"]),
        ("PT2H30M", "2.5小时", []),
        ("PT150M", "2.5小时", []),
        ("P1M", "60 minutes", ["60 minutes"]),
        ("P4Y", "since 2020", []),
    ],
)
def test_lengths_that_contradict(iso: str, text: str, expected: list[str]) -> None:
    assert contradicted(parse_duration(iso), text) == expected


@pytest.mark.parametrize(
    ("text", "iso", "written"),
    [
        ("for nearly three years on", "P3Y", "three years"),
        ("twenty-five years", "P25Y", "twenty-five years"),
        ("two weeks later", "P14D", "two weeks"),
        ("a 72-hour outage", "PT72H", "72-hour"),
        ("two and a half years", "P2Y6M", "two and a half years"),
        ("2.5 hours", "PT2H30M", "2.5 hours"),
        ("90 minutes", "PT90M", "90 minutes"),
        ("工作的 17 年中", "P17Y", "17 年"),
        ("成立的前七年间", "P7Y", "七年"),
        ("智能每18个月升级", "P18M", "18个月"),
        ("经过17天", "P17D", "17天"),
        ("宕机8小时", "PT8H", "8小时"),
        ("2.5小时中断", "PT2H30M", "2.5小时"),
        ("半年后", "P6M", "半年"),
        ("一年半", "P1Y6M", "一年半"),
        ("三周", "P21D", "三周"),
    ],
)
def test_one_duration(text: str, iso: str, written: str) -> None:
    assert durations_said(text) == [parse_duration(f"{iso} ({written})")]


@pytest.mark.parametrize("text", ["", "第二年", "2023年", "years", "一周岁", "十几年", "24/7", "1.3 years", "3月15日"])
def test_no_duration(text: str) -> None:
    assert [d.iso for d in durations_said(text) if d.iso != "P7D"] == []


@given(st.text(alphabet="0123 年月日至到,.-–Qq4HAprilMayearlytofrom半个小时前三季度", max_size=30))
def test_words_are_stretches_of_the_text(text: str) -> None:
    for said in dates_said(text):
        assert said.date.written and said.date.written in text
        assert agrees(said.date, text)
    for duration in durations_said(text):
        assert duration.written and duration.written in text
        assert parse_duration(duration.iso).iso == duration.iso
