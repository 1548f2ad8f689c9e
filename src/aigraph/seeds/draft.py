"""A text as seeds to fill in: the sections that its headings make, and each sentence as a passage nobody has read."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aigraph.seeds.sections import ascii_words, free, places_of
from aigraph.seeds.sentences import sentences
from aigraph.terminal import width

__all__ = ["Part", "parts_of", "passages_yaml", "scalar", "slug_of", "source_yaml"]

#: How headings look, each kind with the words in a group; of the kinds the first that a text has is taken.
_HEADINGS = (
    re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*?)[ \t#]*$", re.MULTILINE),
    re.compile(r"^(?P<marks>={2,6})[ \t]*([^=\n].*?)[ \t]*(?P=marks)[ \t]*$", re.MULTILINE),
    re.compile(r"^[ \t\u3000]*(第[一二三四五六七八九十百零〇0-9]+[章节節部篇回讲講].*)$", re.MULTILINE),
    re.compile(r"^[ \t\u3000]*([一二三四五六七八九十]+[、.．].*|[（(][一二三四五六七八九十]+[）)].*)$", re.MULTILINE),
    re.compile(r"(?:(?<=\n\n)|\A\s*)^[ \t]*(\S.*)$(?=\n[ \t]*\n\s*\S)", re.MULTILINE),
)
#: As wide as a heading may be, in columns; and what ends a sentence, which a heading is none of.
_WIDEST = 72
_SENTENCE = re.compile(r"[。！？；：，.!?;:,…]$")
#: What YAML takes for the end of a line, and what cannot be seen: written as an escape.
_ESCAPED = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a text: its id and heading, the words it starts with, its bounds, the end of the heading."""

    id: str
    heading: str | None
    starts: str
    start: int
    end: int
    heading_end: int


def slug_of(words: str) -> str:
    """Return a slug made of the letters and digits of some words, empty where there are none.

    >>> slug_of("Früher: the 1990s"), slug_of("历史")
    ('fruher-the-1990s', '')
    """
    slug = ""
    for word in ascii_words(words):
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > _LONGEST_SLUG:
            return slug or word[:_LONGEST_SLUG]
        slug = longer
    return slug


def parts_of(text: str) -> list[Part]:
    """Return the sections of a text in order, together all of it: those that its headings begin, else one.

    Headings are those of Markdown, of a wiki, of a Chinese text (`第一章`, `一、`), else short lines that stand alone.
    What stands before the first is section `head`.

    >>> [(p.id, p.heading, p.starts) for p in parts_of("Intro.\\n== History ==\\nOld.\\n== 未来 ==\\nNew.")]
    [('head', None, 'Intro.'), ('history', 'History', '== History =='), ('s3', '未来', '== 未来 ==')]
    """
    if not text.strip():
        return []
    body = len(text) - len(text.lstrip())
    found = list(_headings(text))
    if not found or text[body : found[0][0]].strip():
        found.insert(0, (body, body, None))
    all_begin = [(*item, _starts(text, item[0])) for item in found]
    begin = [item for at, item in enumerate(all_begin) if not at or item[-1] is not None]
    ends = [*(start for start, *_ in begin[1:]), len(text)]
    taken = {"source", "heading"}
    parts = []
    for number, ((start, heading_end, words, starts), end) in enumerate(zip(begin, ends, strict=True), 1):
        name = (slug_of(words) or f"s{number}") if words else ("head" if len(begin) > 1 else "text")
        key = free(name, taken)
        taken.add(key)
        parts.append(Part(key, words, starts or text[start:].strip(), start, end, heading_end))
    return parts


def _headings(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield the bounds and the words of each line that is a heading."""
    for kind in _HEADINGS:
        matches = [match for match in kind.finditer(text) if width(match[0].strip()) <= _WIDEST]
        if kind is _HEADINGS[-1] or "一" in kind.pattern:
            matches = [match for match in matches if not _SENTENCE.search(match[0].strip())]
        if matches:
            for match in matches:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield start, match.end(), str(match[match.lastindex or 0]).strip()
            return


def _starts(text: str, start: int) -> str | None:
    """Return the words that a section starts with, as many as stand nowhere else; None where there are no such."""
    line = text[start:].split("\n", 1)[0].rstrip()
    if line and _is_single(text, line):
        return line
    sizes = range(len(line) or 1, len(text) - start + 1)
    # The first length that stands once: what stands once stays so with more behind it.
    at = bisect_left(sizes, True, key=lambda size: _is_single(text, text[start : start + size]))
    if at == len(sizes):
        return None
    end = start + sizes[at]
    rest = re.compile(r"\s*\S+" if text[end - 1].isspace() else r"\S*").match(text, end) if at else None
    return text[start : rest.end() if rest else end]


def _is_single(text: str, words: str) -> bool:
    first = text.find(words)
    return text.find(words, first + 1) < 0


def source_yaml(source: str, fields: Mapping[str, str], parts: list[Part], chinese: bool) -> str:
    """Return the entry of a source in `sources.yaml`: these fields and its sections, named in one language."""
    lines = [f"{source}:"] + [
        f"  {key}: {value if value.isdecimal() else scalar(value)}" for key, value in fields.items()
    ]
    if parts:
        lines.append("  sections:")
    for part in parts:
        lines += [f"    {part.id}:", f"      starts: {scalar(part.starts)}"]
        name = part.heading or ("开头" if chinese else "Opening") if len(parts) > 1 else "全文" if chinese else "Text"
        lines.append(f"      {'zh' if chinese else 'en'}: {scalar(name)}")
    return "\n".join(lines) + "\n"


def passages_yaml(source: str, text: str, parts: list[Part], *, heading: str = "a heading") -> tuple[str, int]:
    """Return the passages of a text, each sentence one that nobody has read, and how many these are.

    A heading is skipped, as `heading` says.
    """
    lines, unread = [f"source: {source}"], 0
    for part in parts:
        passages = list(_quotes(text, part))
        if passages:
            lines += ["", f"{part.id}:"]
        for quote, nth, is_heading in passages:
            lines.append(f"- quote: {scalar(quote)}")
            lines += [f"  nth: {nth}"] * bool(nth) + [f"  skip: {heading}"] * is_heading
            unread += not is_heading
    return "\n".join(lines) + "\n", unread


def _quotes(text: str, part: Part) -> Iterator[tuple[str, int, bool]]:
    """Yield each sentence of a section, which of several occurrences it is (0: it stands once), whether a heading."""
    for span in sentences(text, part.start, part.end):
        places = places_of(span.quote, text, part.start, part.end)
        nth = 0 if len(places) < 2 else places.index(span.start) + 1
        yield span.quote, nth, part.heading is not None and span.start < part.heading_end


def scalar(text: str) -> str:
    """Return a text as a value of YAML on one line, in quotation marks where it needs them.

    >>> scalar("It grew."), scalar("Note: 50% #1"), scalar("no"), scalar("a\\nb")
    ('It grew.', "'Note: 50% #1'", "'no'", '"a\\\\nb"')
    """
    import yaml

    style = '"' if _ESCAPED.search(text) else None
    shown = yaml.safe_dump(text, allow_unicode=True, width=2**30, default_style=style)
    return shown.removesuffix("\n").removesuffix("\n...")
