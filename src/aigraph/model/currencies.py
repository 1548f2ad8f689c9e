"""The currencies of ISO 4217: code, names, sign, and the words a text has for them.

`currencies.json` is written by `tools/currencies.py` from the ISO list and from Unicode CLDR.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aigraph.model.numerals import FOLD

__all__ = ["Currency", "currencies", "currency_signs", "currency_words"]

#: Words that stand for one currency without its country: as CLDR's English has the signs $ and £, and a few more.
_SHORT = {
    "dollar": "USD", "dollars": "USD", "美金": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY",
    "pound": "GBP", "pounds": "GBP", "pounds sterling": "GBP",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "元人民币": "CNY",
}  # fmt: skip
#: Two currencies share this sign: only a code or a word tells them apart.
_SHARED = "¥"


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency; `labels` are its names in English and Chinese, `words` those a text has after a number."""

    code: str
    labels: Mapping[str, str]
    symbol: str | None
    words: tuple[str, ...]


@cache
def currencies() -> Mapping[str, Currency]:
    """Return every currency by its code.

    >>> currencies()["JPY"].labels, currencies()["EUR"].symbol
    ({'en': 'Japanese Yen', 'zh': '日元'}, '€')
    """
    text = Path(__file__).with_name("currencies.json").read_text(encoding="utf-8")
    return {
        code: Currency(
            code,
            {language: entry[language] for language in ("en", "zh") if language in entry},
            entry.get("symbol"),
            tuple(dict.fromkeys(entry[key] for key in ("one", "other", "zh") if key in entry)),
        )
        for code, entry in json.loads(text).items()
    }


@cache
def currency_signs() -> Mapping[str, str | None]:
    """Return what may stand before a number → the currency's code; None for ¥, which two share.

    >>> currency_signs()["€"], currency_signs()["US$"], currency_signs()["CHF"], currency_signs()["¥"]
    ('EUR', 'USD', 'CHF', None)
    """
    found: dict[str, str | None] = {c.symbol: c.code for c in currencies().values() if c.symbol}
    found |= {"US$": "USD", "US $": "USD", "C$": "CAD", "AU$": "AUD", "S$": "SGD", "RMB": "CNY", _SHARED: None}
    return found | {code: code for code in currencies()}


@cache
def currency_words() -> Mapping[str, str]:
    """Return what may stand after a number, lower-case and folded → the currency's code: names with their country.

    A name of one English word is left out where it is not in `_SHORT`: `gold` and `real` may be an entity's slug.

    >>> [currency_words().get(w) for w in ("euros", "yen", "us dollars", "美元", "dollars", "rupees")]
    ['EUR', 'JPY', 'USD', 'USD', 'USD', None]
    """
    names = {name.lower().translate(FOLD): c.code for c in currencies().values() for name in (*c.words, c.labels["en"])}
    return {name: code for name, code in names.items() if " " in name or not name.isascii()} | _SHORT
