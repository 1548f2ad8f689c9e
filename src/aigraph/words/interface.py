"""Texts in the page's two languages."""

from collections.abc import Mapping

from aigraph.model import Quantity, Value
from aigraph.model.figures import format_quantity
from aigraph.words.sentences import Wording

__all__ = ["LANGUAGES", "LINE_WORDS", "both", "said"]

LANGUAGES = ("en", "zh")
#: What a style of line says, by language; `i18n.js` has the same words.
LINE_WORDS: Mapping[str, Mapping[str, str]] = {
    "settled": {"en": "fact", "zh": "事实"},
    "editors": {"en": "editors add", "zh": "编者补充"},
    "derived": {"en": "derived", "zh": "推导"},
    "rumoured": {"en": "rumoured", "zh": "传闻"},
    "estimated": {"en": "estimated", "zh": "估算"},
    "predicted": {"en": "predicted", "zh": "预测"},
    "planned": {"en": "planned, underway", "zh": "计划、进行中"},
    "past": {"en": "ended", "zh": "已结束"},
    "retracted": {"en": "retracted", "zh": "已撤回"},
}
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
