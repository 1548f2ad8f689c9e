"""What of a text makes a name: three readings of it, from the closest to the loosest; the page folds just so.

`search.json` holds the characters and the numbers that the index and the page share; its characters are code points
in hexadecimal. `unseen` is what nobody sees (Default_Ignorable_Code_Point, with the signs ™ and ℠); `accents` are the
marks that are left out where people type without them, the points of Hebrew and Arabic among them. Every other mark
is a part of its letter, as in kana, Thai and the scripts of India. `letters` are those that have their accent inside.
`dense` are scripts whose characters are syllables or words, so that fewer of them make a name.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

__all__ = ["RULES", "folded", "is_dense", "joined", "loose", "spelt", "words"]

#: What the index and the page share.
RULES: dict[str, Any] = json.loads(Path(__file__).with_name("search.json").read_text(encoding="utf-8"))


def _class(points: str) -> str:
    return re.sub("[0-9a-f]+", lambda match: re.escape(chr(int(match[0], 16))), points).replace(" ", "")


_UNSEEN = re.compile(f"[{_class(RULES['unseen'])}]")
_LEFT_OUT = re.compile(f"[{_class(RULES['unseen'])}{_class(RULES['accents'])}]")
_LETTERS = str.maketrans(RULES["letters"])
_DENSE = re.compile(f"[{_class(RULES['dense'])}]")


class _Apart(dict[int, str]):
    """A table for `str.translate`: letters, numbers and marks stay, anything else parts words."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character if unicodedata.category(character)[0] in "LNM" else " "
        return self[code]


_APART = _Apart()


def spelt(text: str) -> str:
    r"""Return a text as it looks: composed, blanks single, without characters that nobody sees.

    >>> spelt("\u200bC++ \ufe0f"), spelt("e\u0301 a")
    ('C++', 'é a')
    """
    seen = text if text.isascii() else unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(seen.split())


def loose(text: str) -> str:
    """Return a text without case, width, accents and blanks; punctuation and signs count.

    >>> loose("Ｃ ++"), loose("Müller"), loose("Øystein"), loose("ガ")
    ('c++', 'muller', 'oystein', 'ガ')
    """
    return unicodedata.normalize("NFC", "".join(_flat(text).split()))


def words(text: str) -> list[str]:
    """Return the words of a text, folded.

    >>> words("Altman's law"), words("№1 (GPT-4)"), words("++")
    (['altman', 's', 'law'], ['no1', 'gpt', '4'], [])
    """
    apart = _flat(text).translate(_APART)
    return (apart if apart.isascii() else unicodedata.normalize("NFC", apart)).split()


def joined(parts: list[str], text: str) -> str:
    """Return what `folded` does, of a text whose `words` are known."""
    whole = "".join(parts)
    return (whole if whole.isascii() else unicodedata.normalize("NFC", whole)) or loose(text) or spelt(text)


def folded(text: str) -> str:
    """Return a text without case, width, accents, blanks and punctuation; of signs alone, the signs.

    >>> folded("Open AI"), folded("ＧＰＴ-4"), folded("Mistral Médium"), folded("小米"), folded("C++"), folded("++")
    ('openai', 'gpt4', 'mistralmedium', '小米', 'c', '++')
    """
    return joined(words(text), text)


def is_dense(text: str) -> bool:
    """Return whether a text has a character that is a syllable or a word: Chinese, kana, Hangul.

    >>> is_dense("GPT-4"), is_dense("小米"), is_dense("삼성")
    (False, True, True)
    """
    return _DENSE.search(text) is not None


def _flat(text: str) -> str:
    """Return a text without case, width and accents, decomposed.

    Small, large, small letter by letter: `ß` and `ẞ` are both `ss`, `ς` is `σ`, Turkish `ı` and `İ` are both `i`.
    """
    if text.isascii():
        return text.lower()
    bare = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", _UNSEEN.sub("", text)))
    small = "".join(map(str.lower, bare.lower().upper())).translate(_LETTERS)
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKD", small))
