"""The words of cards, tables and the page in both languages: `interface.json`, which the page's scripts have too."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["LANGUAGES", "LINE_WORDS", "both", "interface", "word"]

LANGUAGES = ("en", "zh")

Words = Mapping[str, Mapping[str, str]]


@cache
def interface() -> Mapping[str, Words]:
    """Return every word by section (`card`, `page`, `tense` …), key and language."""
    found: dict[str, Words] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return found


def word(section: str, key: str, language: str, /, **values: object) -> str:
    """Return a word of a section in a language, in English where there is none; the key itself where nobody has it.

    >>> word("card", "derivedBy", "zh", rule="co-founders"), word("stage", "planned", "en"), word("stage", "odd", "en")
    ('由规则 co-founders 推导', 'planned', 'odd')
    """
    texts = interface()[section].get(key, {})
    return (texts.get(language) or texts.get("en") or key).format_map(values)


#: What a style of line says, by language.
LINE_WORDS: Words = interface()["line"]


def both(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a text in both languages, the one that is missing taken from the other; empty where there is none.

    >>> both({"en": "chip"}), both({})
    ({'en': 'chip', 'zh': 'chip'}, {})
    """
    spare = texts.get("en") or next(iter(texts.values()), None)
    return {} if spare is None else {language: texts.get(language) or spare for language in LANGUAGES}
