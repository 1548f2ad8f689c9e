"""Dates in the forms that tables write: `m/d/yyyy`, `yyyy/mm`, `d mon yyyy`."""

import re
from functools import cache

from aigraph.model.date_words import MONTH, month_number

__all__ = ["check_form", "to_iso"]

_PARTS = {
    "yyyy": r"(?P<y>\d{4})", "mm": r"(?P<m>\d{1,2})", "m": r"(?P<m>\d{1,2})", "dd": r"(?P<d>\d{1,2})",
    "d": r"(?P<d>\d{1,2})", "mon": f"(?P<m>(?i:{MONTH}))",
}  # fmt: skip
_TOKEN = re.compile("yyyy|mon|mm|m|dd|d|.", re.DOTALL)


def check_form(form: str) -> str | None:
    """Return what is wrong with a form of dates, None where nothing is.

    >>> check_form("m/d/yyyy"), check_form("d/yyyy")
    (None, "'d/yyyy' is no form of dates; expected yyyy, m or mon, d, each once, a day only with its month")
    """
    kinds = [token[0] for token in _TOKEN.findall(form) if token in _PARTS]
    whole = kinds.count("y") == 1 and max(map(kinds.count, kinds)) == 1 and ("m" in kinds or "d" not in kinds)
    if whole:
        return None
    return f"{form!r} is no form of dates; expected yyyy, m or mon, d, each once, a day only with its month"


def to_iso(text: str, forms: tuple[str, ...]) -> str:
    """Return a date as ISO 8601, by the first form that it has. Raises ValueError with a sentence.

    >>> to_iso("3/31/2022", ("m/d/yyyy",)), to_iso("2019/10", ("yyyy/mm",)), to_iso("4 Sept. 2020", ("d mon yyyy",))
    ('2022-03-31', '2019-10', '2020-09-04')
    """
    for form in forms:
        if match := _pattern(form).fullmatch(text):
            parts = match.groupdict()
            numbers = [month_number(parts["m"])] if "m" in parts else []
            return "-".join([parts["y"], *numbers, *(day.zfill(2) for name, day in parts.items() if name == "d")])
    raise ValueError(f"{text!r} is no date; expected {' or '.join(forms)}")


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile("".join(_PARTS.get(token, re.escape(token)) for token in _TOKEN.findall(form)))
