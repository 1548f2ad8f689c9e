"""Forms of texts that are read alike: the ordinary parser is asked of some specimens, and all others come to the same.

A form counts for a question where each specimen comes to one shape, and every scalar in it is the specimen itself. What
is in no form, or stands for nothing, is asked about by itself.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow
from pyarrow import compute

from aigraph.columns.answers import Plain
from aigraph.columns.apart import take_apart
from aigraph.mapping.rows import RowFiller
from aigraph.mapping.shapes import Row
from aigraph.mapping.values import Refused
from aigraph.namespaces import UNSTATED

__all__ = ["DECIMAL", "LINE", "NAME", "WHOLE", "AskPlain", "Form", "Forms"]

#: Texts, the number of the first row of each, and how a row is filled in → those that are read alike.
AskPlain = Callable[[Any, Any, Callable[[Row], RowFiller]], list[Plain]]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the pattern of its texts, as Arrow reads it, and specimens at its edges."""

    pattern: str
    specimens: tuple[str, ...]


#: Fifteen digits are exact in every database.
WHOLE = Form("[1-9][0-9]{0,14}", ("1", "40", "4711", "999999999999999"))
DECIMAL = Form(
    r"(?:0|[1-9][0-9]{0,2})\.[0-9]{0,11}[1-9]|[1-9][0-9]{3,8}\.[0-9]{0,5}[1-9]",
    ("0.5", "0.000000000001", "12.25", "999.999999999999", "999999999.999999"),
)
_SEEN = r"[^\pZ\pC]"
#: What strips to itself; and what besides is parted by single blanks alone.
LINE = Form(rf"{_SEEN}(?:[^\p{{Cc}}\x{{fffe}}\x{{ffff}}]*{_SEEN})?", ("a", "B  c.", "1.50", '"\\,;/'))
NAME = Form(rf"{_SEEN}+(?: {_SEEN}+)*", ("a", "B c.", "1.50", '"\\,;/'))


@dataclass(slots=True)
class Forms:
    """Asks of the specimens of forms, once for each question."""

    _asked: dict[tuple[object, Form], Any] = field(default_factory=dict)

    def of(self, key: object, column: str, ask: Callable[[RowFiller], Any], forms: Sequence[Form]) -> AskPlain:
        """Return what finds the texts of a column to which a question has one answer, but for themselves."""

        def plain(texts: Any, _: Any, filler: Callable[[Row], RowFiller]) -> list[Plain]:
            found: list[Plain] = []
            for form in forms:
                if (key, form) not in self._asked:
                    self._asked[key, form] = _answer(form, lambda text: ask(filler(Row(0, {column: text}))))
                if self._asked[key, form] is not None:
                    found += _of_form(form, texts, self._asked[key, form], filler(Row(0, {})).null)
            return found

        return plain


def _answer(form: Form, ask: Callable[[str], Any]) -> Any:
    """Return the answer to a specimen, None where those to all differ in more than the specimens."""
    try:
        answers = [ask(text) for text in form.specimens]
    except Refused:
        return None
    each = [take_apart(answer) for answer in answers]
    itself = ({*map(str, leaves)} == {text} for (_, leaves), text in zip(each, form.specimens, strict=True))
    return answers[0] if all(itself) and len({shape for shape, _ in each}) == 1 else None


def _of_form(form: Form, texts: Any, answer: Any, null: Collection[str]) -> Iterator[Plain]:
    """Yield those texts that have a form and say something."""
    has = compute.match_substring_regex(texts, f"^(?:{form.pattern})$")
    empty = compute.is_in(texts, pyarrow.array([UNSTATED, *null], pyarrow.string()))
    which = compute.and_not(has, empty)
    chosen = texts.filter(which)
    if len(chosen):
        leaves = [chosen if isinstance(leaf, str) else chosen.cast(pyarrow.int64()) for leaf in take_apart(answer)[1]]
        yield Plain(which.to_numpy(zero_copy_only=False), answer, leaves)
