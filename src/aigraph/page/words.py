"""Texts in the page's two languages."""

from collections.abc import Mapping

from aigraph.model import Quantity, Value
from aigraph.quantity import format_quantity
from aigraph.sentences import Wording

__all__ = ["LANGUAGES", "both", "said"]

LANGUAGES = ("en", "zh")
_YES = {"en": {True: "yes", False: "no"}, "zh": {True: "是", False: "否"}}


def both(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a text in both languages, the one that is missing taken from the other; empty where there is none.

    >>> both({"en": "chip"}), both({})
    ({'en': 'chip', 'zh': 'chip'}, {})
    """
    spare = texts.get("en") or next(iter(texts.values()), None)
    return {} if spare is None else {language: texts.get(language) or spare for language in LANGUAGES}


def said(value: Value, wordings: Mapping[str, Wording]) -> dict[str, str]:
    """Return a value as readers of each language want it."""
    return {language: _said(value, wording) for language, wording in wordings.items()}


def _said(value: Value, wording: Wording) -> str:
    if isinstance(value, bool):
        return _YES[wording.language][value]
    if isinstance(value, Quantity) and value != Quantity():
        return format_quantity(value, wording.symbol, wording.unit, wording.language)
    if value == Quantity():
        return wording.name("unstated")
    return wording.value(value)
