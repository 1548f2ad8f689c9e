"""Quantities: what a seed's notation means, where a quote says it, how readers see it."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from aigraph.model import Quantity
from aigraph.model.figures import format_quantity
from aigraph.model.quantity import digits_of, parse_quantity, written_in

MEASURES = ("人", "名", "张", "块", "美元", "%", "次访问", "次", "个大模型", "个", "位", "款")
SYMBOLS = {"USD": "$", "CNY": "¥", "percent": "%", "times": "×"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("22", "22"),
        ("10,000", "10000"),
        ("1,234,567.5", "1234567.5"),
        ("007", "7"),
        ("0.50", "0.5"),
        ("0", "0"),
        ("-5", "-5"),
        ("2.5万", "25000"),
        ("58万", "580000"),
        ("７万亿", "7000000000000"),
        ("5330亿", "533000000000"),
        ("1.8亿", "180000000"),
        ("千万", "10000000"),
        ("百亿", "10000000000"),
        ("2.5千万", "25000000"),
        ("万", "10000"),
        ("1亿2000万", "120000000"),
        ("3万5千亿", "3500000000000"),
        ("1.4e10", "14000000000"),
        ("1e25", "10000000000000000000000000"),
        ("130B", "130000000000"),
        ("7M", "7000000"),
        ("三", "3"),
        ("两", "2"),
        ("十", "10"),
        ("十七", "17"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("二百五", "250"),
        ("一万五", "15000"),
        ("一万零五", "10005"),
        ("七万亿", "7000000000000"),
        ("二〇二三", "2023"),
        ("12345678901234567890123456789012345678901234", "12345678901234567890123456789012345678901234"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    quantity = parse_quantity(text)
    assert quantity == Quantity(Decimal(number), comparator="exactly")
    assert str(quantity.value) == number, "canonical: no exponent, no needless zero"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~2.5万", Quantity(Decimal(25000), comparator="about")),
        ("≈5", Quantity(Decimal(5), comparator="about")),
        (">20", Quantity(min=Decimal(20), comparator="moreThan")),
        (">=20", Quantity(min=Decimal(20), comparator="atLeast")),
        ("≥ 20", Quantity(min=Decimal(20), comparator="atLeast")),
        ("<5", Quantity(max=Decimal(5), comparator="lessThan")),
        ("<=7万亿 USD", Quantity(max=Decimal("7000000000000"), unit="USD", comparator="atMost")),
        ("81.2%", Quantity(Decimal("81.2"), unit="percent", comparator="exactly")),
        ("６成", Quantity(Decimal(60), unit="percent", comparator="exactly")),
        ("15万 a100", Quantity(Decimal(150000), unit="a100", comparator="exactly")),
        ("20-30亿 USD", Quantity(min=Decimal("2000000000"), max=Decimal("3000000000"), unit="USD")),
        ("5000万-1亿", Quantity(min=Decimal(50000000), max=Decimal(100000000))),
        ("20–30%", Quantity(min=Decimal(20), max=Decimal(30), unit="percent")),
        ("~20-30", Quantity(min=Decimal(20), max=Decimal(30), comparator="about")),
        ("2-70B", Quantity(min=Decimal(2000000000), max=Decimal(70000000000))),
        ("数十亿 USD", Quantity(min=Decimal(2000000000), max=Decimal(9000000000), unit="USD", comparator="about")),
        ("几十万", Quantity(min=Decimal(200000), max=Decimal(900000), comparator="about")),
        ("几", Quantity(min=Decimal(2), max=Decimal(9), comparator="about")),
        ("unstated", Quantity()),
    ],
)
def test_notation(text: str, expected: Quantity) -> None:
    assert parse_quantity(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "10000块",
        "15万a100",
        "30-20",
        ">20-30",
        "81.2% USD",
        "1,00",
        "5 万 USD",
        "--5",
        "+5",
        "1.",
        "~>20",
        "1e999999999",
        "1e-999999999",
        "1e61",
        "9" * 70,
        "1 2 3",
        "万万",
        "千百",
        "5一",
        "一5",
        "USD",
        "~",
        "²",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_quantity(text)


@given(st.text(alphabet="0123456789.,-~<>=%eE一二两十百千万亿数几零 KMBTUSD成", max_size=12))
def test_any_text_is_a_quantity_or_a_value_error(text: str) -> None:
    try:
        quantity = parse_quantity(text)
    except ValueError:
        return
    numbers = [n for n in (quantity.value, quantity.min, quantity.max) if n is not None]
    assert numbers
    assert all("E" not in str(number) for number in numbers)
    assert format_quantity(quantity)


@given(st.decimals(-(10**30), 10**30, places=6))
def test_a_plain_decimal_means_itself(number: Decimal) -> None:
    assert parse_quantity(f"{number:f}").value == number
    assert parse_quantity(f"{number:f}万").value == Decimal(f"{number:f}e4")


@given(st.text())
def test_digits_of_any_text_are_plain_numbers(text: str) -> None:
    for digits in digits_of(text):
        assert set(digits) <= set("0123456789.")
        assert digits in digits_of(f"({digits})")


def test_digits() -> None:
    assert digits_of("GPT5训练大约用了5万张H100") == ["5", "5", "100"]
    assert digits_of("QuestMobile2024年,2023-05,2023.4.19.https") == ["2024", "2023", "5", "2023", "4", "19"]
    assert digits_of("10,000块,1,2,35 000") == ["10000", "1", "2", "35", "0"]
    assert digits_of("10\u202f000 和 ８１．２％") == ["10000", "81.2"]
    assert digits_of("1.4e10, 3.8×10²⁵, 2x10^6, 10^25, 10²⁵") == ["1.4", "3.8", "2", "10", "10"]
    assert digits_of("3². ½ ٣") == ["3"]


@pytest.mark.parametrize(
    ("quote", "notation", "words"),
    [
        ("据传GPT4训练大概用了2.5万张A100", "~2.5万", "2.5万张"),
        ("GPT5训练大约用了5万张H100(约等同于15万张A100的算力)", "~5万", "5万张"),
        ("GPT5训练大约用了5万张H100(约等同于15万张A100的算力)", "~15万 a100", "15万张"),
        ("这家独角兽虽然只有22人", "22", "22人"),
        ("公司人数也仅有20多人", ">20", "20多人"),
        ("总共20多万人", ">20万", "20多万人"),
        ("是Google的前 200 号员工", "<=200", "前 200"),
        ("并持续投入数十亿美元", "数十亿 USD", "数十亿美元"),
        ("正在筹集多达7万亿美元资金", "<=7万亿 USD", "多达7万亿美元"),
        ("中国有超过200个大模型", ">200", "超过200个大模型"),
        ("搜索量激增近60%", "~60%", "近60%"),
        ("最近60%", "60%", "60%"),
        ("谷歌躺赢流量激增6成", "6成", "6成"),
        ("占分析流量的60%以上", ">60%", "60%以上"),
        ("才突破月活千万的门槛", ">千万", "千万"),
        ("一起的三位创始人", "3", "三位"),
        ("20亿至30亿美元", "20-30亿 USD", "20亿至30亿美元"),
        ("２．５万 张", "2.5万", "２．５万 张"),
        ("GLM-130B等", "130B", "130B"),
        ("20日,共20人", "20", "20人"),
    ],
)
def test_the_words_of_a_quote(quote: str, notation: str, words: str) -> None:
    assert written_in(quote, notation, MEASURES) == words


#: From encyclopaedia articles and a weekly in `Many sources`; what each says, by hand.
ENGLISH = "up to $4 billion, then US $2.75 billion; at €105 million, over $2 billion, raised €500 million to at least €5 billion"


@pytest.mark.parametrize(
    ("quote", "notation", "words"),
    [
        (ENGLISH, "<=4 billion USD", "up to $4 billion"),
        (ENGLISH, "2.75 billion USD", "US $2.75 billion"),
        (ENGLISH, "€105 million", "€105 million"),
        (ENGLISH, "1.05亿 EUR", "€105 million"),
        (ENGLISH, ">$2 billion", "over $2 billion"),
        (ENGLISH, ">=5 billion EUR", "at least €5 billion"),
        ("It has about 20 people.", "~20", "about 20 people"),
        ("It has more than 600 people here.", ">600", "more than 600 people"),
        ("with two hundred researchers", "200", "two hundred"),
        ("a dozen people left", "12", "a dozen people"),
        ("It raised 5.8 billion euros.", "€5.8 billion", "5.8 billion euros"),
        ("a 1.5bn round", "1.5 billion", "1.5bn"),
        ("between 10 and 20 people", "10-20", "between 10 and 20 people"),
        ("raised $10-20 million more", "$10-20 million", "$10-20 million"),
        ("from 10 people", "10", "10 people"),
        ("from 10 to 20 people", "10-20", "from 10 to 20 people"),
        ("between 10 people", "10", "10 people"),
        ("used 3.8×10²⁵ FLOP", "3.8e25", "3.8×10²⁵"),
        ("used 10^25 FLOP", "1e25", "10^25"),
        ("grew by up to 50%", "<=50%", "up to 50%"),
        ("grew 50 percent", "50%", "50 percent"),
        ("20,000 people or more", ">=20000", "20,000 people or more"),
        ("half a million people", "500000", "half a million people"),
        ("Twenty-five people", "25", "Twenty-five people"),
        ("tens of thousands of users", "数万", "tens of thousands"),
        ("raised €385 million and $385 million", "$385 million", "$385 million"),
        ("投后估值约25亿美元", "~25亿 USD", "约25亿美元"),
        ("超过10亿美元的融资", ">10亿 USD", "超过10亿美元"),
        ("月活跃用户一度达到1100万左右", "~1100万", "1100万左右"),
        ("总参数为6710亿,每次激活370亿", "370亿", "370亿"),
        ("在14.8万亿个token上", "14.8万亿", "14.8万亿个"),
        ("约合557.6万美元", "557.6万 USD", "557.6万美元"),
        ("增长三成至五成", "30-50%", "三成至五成"),
        ("增长了百分之三十到五十", "30%-50%", "百分之三十到五十"),
        ("十七八万人", "十七八万", "十七八万人"),
        ("二三十人", "二三十", "二三十人"),
        ("招了百余名", ">100", "百余名"),
        ("三十到五十亿美元", "30-50亿 USD", "三十到五十亿美元"),
        ("拥有8000至1万张", "8000-1万", "8000至1万张"),
        ("上千名", ">=1000", "上千名"),
        ("一半", "50%", "一半"),
        ("四分之三", "75%", "四分之三"),
        ("亏损-5亿美元", "-5亿 USD", "-5亿美元"),
    ],
)
def test_the_words_of_a_quote_in_both_languages(quote: str, notation: str, words: str) -> None:
    assert written_in(quote, notation, [*MEASURES, "people"]) == words


@pytest.mark.parametrize(
    ("quote", "notation"),
    [
        ("It raised $105 million.", "€105 million"),
        ("It raised 105 million euros.", "$105 million"),
        ("融资5亿欧元", "5亿 USD"),
        ("one of the people", "1"),
        ("the 2023 report", "23"),
        ("between 10 people", "10-20"),
        ("GPT-4o and A100", "100"),
        ("三五七", "3-5"),
    ],
)
def test_no_words_for_another_currency_or_number(quote: str, notation: str) -> None:
    assert written_in(quote, notation, MEASURES) is None


def test_no_words_where_the_quote_does_not_say_the_number() -> None:
    assert written_in("GPT4与A100", "4", MEASURES) is None
    assert written_in("我们一起去", "1", MEASURES) is None
    assert written_in("2.5万张", "25", MEASURES) is None
    assert written_in("", "22", MEASURES) is None


@given(st.text(alphabet="０1２3.,万亿多 张人约前-GPT", max_size=20), st.sampled_from(["1", "13", "~3万", "1-3"]))
def test_words_are_a_stretch_of_the_quote(quote: str, notation: str) -> None:
    found = written_in(quote, notation, MEASURES)
    assert found is None or (found and found in quote)


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("22 person", "22 people", "22 people"),
        (">20 person", "> 20 people", "> 20 people"),
        ("~2.5万 a100", "≈ 25,000 A100", "≈ 2.5万 A100"),
        ("<=7万亿 USD", "≤ $7 trillion", "≤ $7万亿"),
        ("5330亿 USD", "$533 billion", "$5330亿"),
        ("140亿", "14 billion", "140亿"),
        ("81.2%", "81.2%", "81.2%"),
        ("6 times", "6×", "6×"),
        ("20-30亿 USD", "$2–3 billion", "$20–30亿"),
        ("9亿-20亿 USD", "$900 million–$2 billion", "$9–20亿"),
        ("数十亿 USD", "≈ $2–9 billion", "≈ $20–90亿"),
        ("20-30%", "20–30%", "20–30%"),
        ("327058", "327,058", "327,058"),
        ("9,999,999", "9,999,999", "9,999,999"),
        ("5000万", "50 million", "5000万"),
        ("1234567890", "1,234,567,890", "1,234,567,890"),
        ("1e25", "1×10²⁵", "1×10²⁵"),
        (
            "12345678901234567890123456789012",
            "12,345,678,901,234,567,890,123,456,789,012",
            "12,345,678,901,234,567,890,123,456,789,012",
        ),
        ("1090亿 unstated", "109 billion (UNSTATED)", "1090亿 (UNSTATED)"),
        ("-5%", "-5%", "-5%"),
        ("0.5", "0.5", "0.5"),
        ("unstated", "unstated", "unstated"),
    ],
)
def test_for_readers(text: str, english: str, chinese: str) -> None:
    def unit(code: str) -> str:
        return {"person": "people"}.get(code, code.upper())

    assert format_quantity(parse_quantity(text), SYMBOLS.get, unit) == english
    assert format_quantity(parse_quantity(text), SYMBOLS.get, unit, "zh") == chinese


def test_signs_ranges_and_small_numbers_read_well() -> None:
    def shown(text: str, language: str = "en") -> str:
        return format_quantity(parse_quantity(text), SYMBOLS.get, language=language)

    assert shown("-5亿 USD") == "-$500 million"
    assert shown("-5亿 USD", "zh") == "-$5亿"
    assert shown("~-5亿 USD") == "≈ -$500 million"
    assert shown("-5到-3亿 USD") == "-$500 million to -$300 million"
    assert shown("-5到3亿 USD", "zh") == "-$5亿 至 $3亿"
    assert shown("-5--3") == "-5 to -3"
    assert shown("5e-7") == "0.0000005"
    assert shown("1.25e-8 USD") == "$0.0000000125"
    assert shown("3e-20") == "3×10⁻²⁰"
    assert shown("5到20000000") == "5–20,000,000"
    assert shown("8000-1万", "zh") == "8,000–10,000"
    assert shown("0") == "0"
    assert shown("3.8×10²⁵") == "3.8×10²⁵"


def test_a_number_with_bounds_shows_both() -> None:
    quantity = Quantity(Decimal(25), Decimal(20), Decimal(30), "percent", "about")
    assert format_quantity(quantity, SYMBOLS.get) == "≈ 25 (20–30)%"
    assert format_quantity(Quantity(min=Decimal(3))) == "≥ 3"
    assert format_quantity(Quantity(max=Decimal(3))) == "≤ 3"


def reference() -> list[tuple[str, str]]:
    """Return the hand-made list: what a text writes, and what it says."""
    lines = (ROOT / "tests" / "data" / "numbers.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ") for line in lines if line and not line.startswith("#"))
    return [(written, says) for written, says in pairs]


def quantity_of(says: str) -> Quantity | None:
    """Return what a line of the list means; it is read by other rules than a seed's notation."""
    if says == "refused":
        return None
    about = says.endswith(" ~")
    sign = re.match("[~<>=]*", says.removesuffix(" ~"))
    assert sign is not None
    number, _, unit = says.removesuffix(" ~")[sign.end() :].replace(",", "").partition(" ")
    low, _, high = number.partition("..")
    if high:
        return Quantity(min=Decimal(low), max=Decimal(high), unit=unit or None, comparator="about" if about else None)
    bound = {">": "moreThan", ">=": "atLeast", "<": "lessThan", "<=": "atMost"}.get(sign[0])
    if bound in ("moreThan", "atLeast"):
        return Quantity(min=Decimal(low), unit=unit or None, comparator=bound)
    if bound:
        return Quantity(max=Decimal(low), unit=unit or None, comparator=bound)
    return Quantity(Decimal(low), unit=unit or None, comparator="about" if sign[0] == "~" else "exactly")


def test_the_list_is_long_and_says_nothing_twice() -> None:
    forms = [written for written, _ in reference()]
    assert len(forms) > 500
    assert len(set(forms)) == len(forms)


def test_the_reference_list() -> None:
    wrong = []
    for written, says in reference():
        try:
            found: object = parse_quantity(written)
        except ValueError as error:
            found = None if "expected" in str(error) else error
        if found != quantity_of(says):
            wrong.append(f"{written}: {found!r}, not {says}")
    assert not wrong, "\n".join(wrong)


def in_chinese(number: int) -> str:
    """Return a whole number as schools teach to write it: 零 once for what is left out, 一十 but at the start."""
    if number == 0:
        return "零"
    groups = []
    for power, name in enumerate(("", "万", "亿", "万亿")):
        group = number // 10_000**power % 10_000
        groups.append((group, name))
    text, gap = "", False
    for group, name in reversed(groups):
        if not group:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += below_ten_thousand(group) + name
        gap = False
    return text.replace("万亿", "万", 1) if text.count("亿") > 1 else text


def below_ten_thousand(number: int) -> str:
    text, gap = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
        gap = False
    return text


@given(st.integers(0, 10**12 - 1))
def test_whole_numbers_as_schools_teach_them(number: int) -> None:
    text = in_chinese(number)
    assert parse_quantity(text).value == number, text
    assert parse_quantity(f"-{text}").value == -number
    if text.startswith("一十"):
        assert parse_quantity(text[1:]).value == number, text[1:]


numbers = st.one_of(
    st.integers(-(10**15), 10**15).map(Decimal),
    st.decimals(-(10**7), 10**7, places=4),
    st.builds(lambda m, e: Decimal(m).scaleb(e), st.integers(-9999, 9999), st.integers(-15, 25)),
)
units = st.sampled_from([None, "percent", "USD", "EUR", "times"])
KNOWN = {"USD": "$", "EUR": "€", "percent": "%", "times": "×"}


@given(numbers, units, st.sampled_from(["exactly", "about", "atLeast", "moreThan", "atMost", "lessThan"]))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_shown_is_read_as_the_same(language: str, number: Decimal, unit: str | None, comparator: str) -> None:
    side = {"atLeast": "min", "moreThan": "min", "atMost": "max", "lessThan": "max"}.get(comparator, "value")
    quantity = Quantity(unit=unit, comparator=comparator, **{side: number})  # type: ignore[arg-type]
    assert parse_quantity(format_quantity(quantity, KNOWN.get, language=language)) == quantity


@given(numbers, numbers, units, st.sampled_from([None, "about"]))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_ranges_shown_are_read_as_the_same(
    language: str, one: Decimal, other: Decimal, unit: str | None, comparator: str | None
) -> None:
    low, high = sorted((one, other if other != one else one + 1))
    quantity = Quantity(min=low, max=high, unit=unit, comparator=comparator)
    assert parse_quantity(format_quantity(quantity, KNOWN.get, language=language)) == quantity


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("50000 [40000..65000]", (50000, 40000, 65000, None, None)),
        ("~5万 [4万..6.5万] h100", (50000, 40000, 65000, "h100", None)),
        ("$3bn [$2bn..$5bn 90% interval]", (3_000_000_000, 2_000_000_000, 5_000_000_000, "USD", "90% interval")),
    ],
)
def test_a_best_value_with_its_range(text: str, found: tuple[object, ...]) -> None:
    quantity = parse_quantity(text)
    assert (quantity.value, quantity.min, quantity.max, quantity.unit, quantity.range) == found
    assert quantity.comparator == "about"


@pytest.mark.parametrize(
    "text",
    ["50 [60..70]", "50 [70..40]", "50 [~40..60]", "20-30 [10..40]", "$5 [€4..€6]", ">5 [4..6]", "5 [..6]", "5 []"],
)
def test_no_best_value_with_its_range(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_quantity(text)
