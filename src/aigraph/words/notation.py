"""A statement as the line of seeds that says it."""

import re

from aigraph.model import MODALITIES, STAGES, Quantity, Statement, Value
from aigraph.model.numerals import plain

__all__ = ["seed_line", "seed_value"]

_BOUNDS = {"moreThan": ">", "atLeast": ">=", "lessThan": "<", "atMost": "<="}
#: What a value in braces may not hold without quotation marks.
_SIGNS = re.compile(r"[,{}\[\]#\"']|: |^[-?:&*!|>%@`]|^$|^\s|\s$")
_LONGEST = 60
#: What goes without saying: that it is so, that the text says so, that only a claim does, below which the line stands.
_USUAL = (STAGES[0], "asserted", MODALITIES[-1])


def seed_line(statement: Statement, only: str | None = None) -> str:
    """Return a statement as seeds write it: stage and modality where they are not the usual ones, no notes.

    Args:
        statement: of which the line is one.
        only: this qualifier alone.
    """
    kept = {k: v for k, v in statement.qualifiers.items() if k == only or (only is None and k != "note")}
    marks = {} if only else {"stage": statement.stage, "modality": statement.modality}
    braces = [f"{name}: {_listed(values)}" for name, values in kept.items()]
    braces += [f"{name}: {mark}" for name, mark in marks.items() if mark not in _USUAL]
    line = f"{statement.subject} {statement.predicate} {seed_value(statement.object)}"
    return f"{line}: {{{', '.join(braces)}}}" if braces else line


def _listed(values: tuple[Value, ...]) -> str:
    texts = [_flow(seed_value(value)) for value in values]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def _flow(text: str) -> str:
    text = text.replace("\n", " ")
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "'" + text.replace("'", "''") + "'" if _SIGNS.search(text) else text


def seed_value(value: Value) -> str:
    """Return a value as seeds write it, without the text's own words for it.

    >>> from decimal import Decimal
    >>> seed_value(True), seed_value(Quantity(min=Decimal(20), unit="person", comparator="moreThan"))
    ('true', '>20 person')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case Quantity():
            return _number(value)
    return str(value)


def _number(value: Quantity) -> str:
    low, high = (None if bound is None else plain(bound) for bound in (value.min, value.max))
    rough = "~" if value.comparator == "about" else ""
    if value.value is not None:
        named = f" {value.range}" if value.range else ""
        inside = f" [{low}..{high}{named}]" if low is not None and high is not None else ""
        text = f"{'' if inside else rough}{plain(value.value)}{inside}"
    elif low is not None and high is not None:
        text = f"{rough}{low}-{high}"
    else:
        text = f"{_BOUNDS.get(value.comparator or '', '')}{low or high}" if low or high else "unstated"
    return f"{text} {value.unit}" if value.unit and text != "unstated" else text
