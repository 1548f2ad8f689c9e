"""Functions of texts."""

import unicodedata
from typing import Any

from aigraph.cypher.faults import Fault
from aigraph.cypher.functions.function import Function

__all__ = ["TEXTS"]


def _count(name: str, value: int) -> int:
    if value < 0:
        raise Fault(f"{name} of {value} characters; expected 0 or more")
    return value


def _substring(text: str, start: int, length: int | None = None) -> str:
    _count("substring", start)
    return text[start:] if length is None else text[start : start + _count("substring", length)]


def _right(text: str, length: int) -> str:
    return text[len(text) - min(_count("right", length), len(text)) :]


def _split(text: str, separators: str | list[str]) -> list[str]:
    """Split at each separator; at an empty one between all characters."""
    several = [separators] if isinstance(separators, str) else separators
    if not all(several):
        return list(text) if text else [""]
    found = [text]
    for one in several:
        found = [piece for part in found for piece in part.split(one)]
    return found


def _replace(text: str, old: str, new: str) -> str:
    return text.replace(old, new)


def _normalized(text: str, form: str = "NFC") -> str:
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise Fault(f"{form!r} is no normal form; expected NFC, NFD, NFKC or NFKD")
    return unicodedata.normalize(form, text)  # type: ignore[arg-type]


def _blank(text: str) -> str:
    return "".join(char for char in set(text) if char.isspace() or char < "!")


def _trim(text: str, characters: str | None = None) -> str:
    return text.strip(_blank(text) if characters is None else characters)


def _ltrim(text: str, characters: str | None = None) -> str:
    return text.lstrip(_blank(text) if characters is None else characters)


def _rtrim(text: str, characters: str | None = None) -> str:
    return text.rstrip(_blank(text) if characters is None else characters)


def _reverse(value: Any) -> Any:
    return value[::-1]


_TEXT = ("String",)
TEXTS: dict[str, Function] = {
    "toupper": Function(str.upper, _TEXT, 1, "String"),
    "upper": Function(str.upper, _TEXT, 1, "String"),
    "tolower": Function(str.lower, _TEXT, 1, "String"),
    "lower": Function(str.lower, _TEXT, 1, "String"),
    "trim": Function(_trim, _TEXT, 1, "String"),
    "btrim": Function(_trim, ("String", "String"), 1, "String"),
    "ltrim": Function(_ltrim, ("String", "String"), 1, "String"),
    "rtrim": Function(_rtrim, ("String", "String"), 1, "String"),
    "substring": Function(_substring, ("String", "Integer", "Integer"), 2, "String"),
    "left": Function(lambda text, n: text[: _count("left", n)], ("String", "Integer"), 2, "String"),
    "right": Function(_right, ("String", "Integer"), 2, "String"),
    "split": Function(_split, ("String", "String|List"), 2, "List"),
    "replace": Function(_replace, ("String", "String", "String"), 3, "String"),
    "reverse": Function(_reverse, ("String|List",), 1, "Any"),
    "normalize": Function(_normalized, ("String", "String"), 1, "String"),
    "char_length": Function(len, _TEXT, 1, "Integer"),
    "character_length": Function(len, _TEXT, 1, "Integer"),
}
