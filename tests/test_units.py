"""Units that a number may have: those of the ontology by code or name, and every currency."""

from decimal import Decimal

import pytest
from shipped import ONTOLOGY

from aigraph.model import Quantity
from aigraph.model.currencies import currencies, currency_signs, currency_words
from aigraph.model.figures import format_quantity
from aigraph.model.numerals import FOLD
from aigraph.model.quantity import parse_quantity
from aigraph.seeds.values import check_unit, parse_value

MONEY, PEOPLE = ONTOLOGY.properties["investment"], ONTOLOGY.properties["employees"]


@pytest.mark.parametrize("code", sorted(currencies()))
def test_every_currency_is_money(code: str) -> None:
    for text in (f"5 million {code}", f"{code} 5 million", f"{code}5m", f"500万 {code}"):
        value = parse_value(MONEY, text, ONTOLOGY).value
        assert value == Quantity(Decimal(5_000_000), unit=code, comparator="exactly")
        assert isinstance(value, Quantity)
        assert check_unit(MONEY, value, ONTOLOGY, []) is None
    for word in currencies()[code].words:
        if word.lower().translate(FOLD) in currency_words():
            assert parse_quantity(f"5 million {word}").unit == code
    assert ONTOLOGY.units[code].labels["en"]


def test_the_list_is_the_one_of_iso_4217() -> None:
    assert len(currencies()) == 176
    assert {"USD", "EUR", "GBP", "JPY", "CNY", "CHF", "INR", "KRW", "BRL", "ZWG", "XCG"} <= currencies().keys()
    assert not {"XXX", "XTS", "DEM", "FRF", "BTC"} & currencies().keys()


def test_signs_and_words() -> None:
    signs = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "HK$": "HKD", "CN¥": "CNY", "¥": None}
    assert signs.items() <= currency_signs().items()
    words = {"美元": "USD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "swiss francs": "CHF", "yen": "JPY"}
    assert words.items() <= currency_words().items()
    assert not {"gold", "real", "mark", "all", "top", "rupees", "元"} & currency_words().keys()


def test_a_sign_stands_for_one_unit() -> None:
    signs = [unit.symbol for unit in ONTOLOGY.units.values() if unit.symbol]
    assert len(signs) == len(set(signs))


def test_units_by_name() -> None:
    for text in ("about 20 people", "~20 person", "~20 People", "about twenty people", "约20 人"):
        assert parse_value(PEOPLE, text, ONTOLOGY).value == Quantity(Decimal(20), unit="person", comparator="about")
    assert check_unit(PEOPLE, parse_quantity("20 peple"), ONTOLOGY, []) is not None
    assert check_unit(MONEY, parse_quantity("20 people"), ONTOLOGY, ["people"]) is not None


def test_an_entity_is_not_taken_for_a_unit() -> None:
    assert parse_quantity("15万 a100").unit == "a100"
    assert parse_quantity("5 gold").unit == "gold"


def test_money_without_a_sign_shows_its_name() -> None:
    def shown(text: str, language: str) -> str:
        units = ONTOLOGY.units
        return format_quantity(
            parse_quantity(text), lambda code: units[code].symbol, lambda code: units[code].labels[language], language
        )

    assert shown("500 million yen", "en") == "500 million Japanese Yen"
    assert shown("500 million yen", "zh") == "5亿 日元"
    assert shown("£3m", "en") == "£3,000,000"
    assert shown("CHF 20m", "en") == "20 million Swiss Franc"
