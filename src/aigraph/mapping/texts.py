"""The texts that a cell holds: replaced, found, parted and looked up as its column says."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass

from aigraph.errors import did_you_mean

__all__ = ["NO_CHANGE", "Lookup", "Texts"]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A small table: the text of a cell → a word. A key between slashes is a pattern, found anywhere in the cell."""

    exact: Map[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()

    def get(self, text: str) -> str | None:
        """Return the word for a text, None where there is none."""
        if text in self.exact:
            return self.exact[text]
        return next((word for pattern, word in self.patterns if pattern.search(text)), None)

    def word(self, text: str) -> str:
        """Return the word for a text. Raises ValueError, a sentence, where there is none."""
        word = self.get(text)
        if word is None:
            known = [*self.exact, *(f"/{pattern.pattern}/" for pattern, _ in self.patterns)]
            hint = did_you_mean(text, self.exact)
            raise ValueError(f"{text!r} is not in the lookup; expected {', '.join(known)}{hint}")
        return word


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that a cell holds: what is replaced in it, found in it, split, expanded, looked up; in this order.

    `each` takes every match of a pattern as a text, `match` the first; a match is its first group, where it has one.
    A part that is nothing but what `expand` matches is the name before it with that exchanged: `Qwen-1.8B,7B` are
    `Qwen-1.8B` and `Qwen-7B`.
    """

    replace: tuple[tuple[re.Pattern[str], str], ...] = ()
    each: re.Pattern[str] | None = None
    match: re.Pattern[str] | None = None
    split: tuple[str, ...] = ()
    expand: re.Pattern[str] | None = None
    lookup: Lookup | None = None

    @property
    def whole(self) -> bool:
        """Whether the one text is all of the cell, said in other words."""
        return not (self.each or self.match or self.split or self.lookup)

    def of(self, cell: str) -> tuple[str, ...]:
        """Return the texts of a cell, each once, in order. Raises ValueError where a lookup does not know one."""
        for wrong, text in self.replace:
            cell = wrong.sub(text, cell)
        found = [cell]
        if self.each or self.match:
            matches = (self.each or self.match).finditer(cell)  # type: ignore[union-attr]
            found = [match[1] if match.re.groups else match[0] for match in matches]
            found = found if self.each else found[:1]
        if self.split:
            found = [part for text in found for part in _parted(text or "", "|".join(map(re.escape, self.split)))]
        parts = [part.strip() for part in found if part and part.strip()]
        texts = self._expanded(parts) if self.expand else parts
        return tuple(dict.fromkeys(map(self.lookup.word, texts) if self.lookup else texts))

    def _expanded(self, parts: list[str]) -> Iterator[str]:
        """Yield each part, one that is short for another form of the name before it as that."""
        assert self.expand is not None
        name = ""
        for part in parts:
            places = list(self.expand.finditer(name))
            short = places and self.expand.fullmatch(part)
            name = name[: places[-1].start()] + part + name[places[-1].end() :] if short else part
            yield name


#: A cell is one text, as it stands.
NO_CHANGE = Texts()


def _parted(text: str, between: str) -> list[str]:
    """Return the parts of a text; one in quotation marks may have in it what stands between them.

    >>> _parted('Bosch; "Index; Ventures"; 3" screens', ";")
    ['Bosch', 'Index; Ventures', ' 3" screens']
    """
    if '"' not in text:
        return re.split(between, text)
    part = re.compile(rf'\s*"((?:[^"]|"")+)"\s*(?P<end>{between}|\Z)|(?P<bare>.*?)(?P<over>{between}|\Z)', re.DOTALL)
    found, at = [], 0
    while match := part.match(text, at):
        quoted = match["bare"] is None
        found.append(match[1].replace('""', '"') if quoted else match["bare"])
        at = match.end()
        if not match["end" if quoted else "over"]:
            break
    return found
