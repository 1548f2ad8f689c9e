"""The sections of a source: declared by the words they start with, or found by their headings."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from aigraph.model import Section
from aigraph.seeds.values import is_slug
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["HEAD", "SectionDrafts", "Start", "headings", "places_of", "read_sections"]

#: The section of what stands before the first heading, and its names.
HEAD = "head"
HEAD_NAMES = {"en": "Head", "zh": "开头"}
SECTION_KEYS = ("starts", "nth", "en", "zh")


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section begins: the line that declares it, its first words, which of several occurrences of them."""

    line: int
    words: Node | None
    nth: int | None


@dataclass(slots=True)
class SectionDrafts:
    """The sections that a source declares, and the pattern of the headings of others."""

    declared: list[Section] = field(default_factory=list)
    starts: dict[str, Start] = field(default_factory=dict)
    heading: Node | None = None

    def line(self, section: str, default: int) -> int:
        """Return the line that says where a section starts, or how its heading looks."""
        if section in self.starts:
            return self.starts[section].line
        return self.heading.line if self.heading else default

    def found(self, names: Mapping[str, str], bounds: Mapping[str, tuple[int, int]], language: str) -> list[Section]:
        """Return the sections with their bounds, in the text's order; those by a heading have it as their name."""
        sections = [
            Section(one.id, one.names, *bounds.get(one.id, (None, None))) for one in self.declared if is_slug(one.id)
        ]
        if self.heading is not None:
            more = bounds.keys() - self.starts.keys()
            sections += [
                Section(key, {language: names[key]} if key in names else HEAD_NAMES, *bounds[key]) for key in more
            ]
        return sorted(sections, key=lambda one: (one.start is None, one.start or 0, one.id))


def read_sections(file: SeedFile, line: int, node: Node | None) -> SectionDrafts:
    """Return the sections of a source, reporting what is wrong with them to the file."""
    found = SectionDrafts()
    for key, part in file.mapping(node or Node({}, line), "sections").items():
        if key == "heading" and isinstance(part.value, str):
            found.heading = part if _is_pattern(file, part) else None
            continue
        entries = file.mapping(part, f"section {key!r}", SECTION_KEYS)
        if not is_slug(key) or key == "source":
            file.report(
                part, f"section {key!r} is no slug, or 'source'; expected lower-case words with hyphens. Rename it"
            )
        nth = file.text(entries.get("nth"), "nth")
        if nth is not None and not re.fullmatch("[1-9][0-9]{0,8}", nth):
            file.report(entries["nth"], f"nth is {nth!r}; expected a number from 1")
            nth = None
        words = entries.get("starts") if file.words(entries.get("starts"), "starts") is not None else None
        found.starts[key] = Start(part.line, words, None if nth is None else int(nth))
        names = {k: text for k in ("en", "zh") if (text := file.text(entries.get(k), k)) is not None}
        found.declared.append(Section(key, names))
    return found


def _pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of a heading, which matches a line in full."""
    return re.compile(rf"^(?:{text.removeprefix('^').removesuffix('$')})$", re.MULTILINE)


def headings(text: str, pattern: str) -> Iterator[tuple[str, str, int]]:
    """Yield id, words and place of each line that is a heading: one that the pattern matches in full.

    The words are the pattern's first group, or all. The id is made of them; one that comes again has a number behind.

    >>> list(headings("Intro\\n== Früher ==\\nx\\n== 历史 ==\\n== Früher ==\\n", "== (.+) =="))
    [('fruher', 'Früher', 6), ('section-2', '历史', 21), ('fruher-2', 'Früher', 30)]
    """
    taken: set[str] = {"source", HEAD}
    for number, match in enumerate(_pattern(pattern).finditer(text), 1):
        words = " ".join((match[1] if match.re.groups and match[1] is not None else match[0]).split())
        if not words:
            continue
        key = free("-".join(ascii_words(words)) or f"section-{number}", taken)
        taken.add(key)
        yield key, words, match.start()


def ascii_words(text: str) -> list[str]:
    """Return the letters and digits of a text that ASCII has, marks taken off, small, word by word."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall("[a-z0-9]+", plain)


def free(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: with the first number from 2 behind it where it is."""
    return next(free for n in count(1) if (free := f"{name}-{n}" if n > 1 else name) not in taken)


def places_of(words: str, text: str, start: int, end: int | None = None) -> list[int]:
    """Return every place between two at which the words stand."""
    places, at = [], text.find(words, start, end)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1, end)
    return places


def _is_pattern(file: SeedFile, node: Node) -> bool:
    try:
        _pattern(str(node.value))
    except re.error as err:
        file.unread(node, f"heading {node.value!r} is no pattern: {err}; expected a regular expression of Python's")
        return False
    return True
