"""Numbers as Cypher writes them."""

import math
import re

from aigraph.cypher.parse.cursor import Cursor

__all__ = ["number"]

_LARGEST = 2**63 - 1
_DECIMAL = re.compile(r"[\d_]+")
_FLOAT = re.compile(r"[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[fFdD]?")
_BASED = re.compile(r"0[xX][0-9a-fA-F_]+|0[oO][0-7_]+")


def number(cursor: Cursor, *, negative: bool = False) -> int | float:
    """Take the number ahead; `negative` where a minus was before it.

    Raises:
        QueryError: it is none, or no integer or float of 64 bits holds it.
    """
    text, sign = cursor.now.text, -1 if negative else 1
    if _DECIMAL.fullmatch(text) or _BASED.fullmatch(text):
        based = text[:2].lower() in ("0x", "0o")
        # A leading zero, as in 007, is an octal number to Neo4j 5 where its digits are octal ones.
        octal = not based and len(text) > 1 and text[0] == "0" and re.fullmatch("[0-7]+", text)
        value = sign * (int(text, 0) if based else int(text, 8 if octal else 10))
        if not -_LARGEST - 1 <= value <= _LARGEST:
            cursor.fail(f"{'-' * negative}{text} is too large an integer; expected one of 64 bits. Write a float")
        cursor.place += 1
        return value
    if not _FLOAT.fullmatch(text):
        cursor.fail(f"{text!r} is no number; expected one such as 42, 4.2 or 1e3")
    found = sign * float(text.rstrip("fFdD"))
    if math.isinf(found):
        cursor.fail(f"{text} is too large a float; expected one of 64 bits")
    cursor.place += 1
    return found
