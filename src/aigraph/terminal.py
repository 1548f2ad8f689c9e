"""Text in columns: how wide it is in a terminal, and how it is wrapped."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

__all__ = ["clusters", "cut", "laid_out", "padded", "width", "wrapped"]

#: What changes the width of what stands before or after it: joiners, selectors, flags, skin tones, Korean vowels.
_JOINED = re.compile("[\u200d\ufe0f\u1160-\u11ff\ud7b0-\ud7ff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
#: Where a line may be broken: after a word and its punctuation, after spaces, at any Chinese character.
_WORDS = re.compile(r"[^\W\u2e80-\uffef]+[^\w\s]*\s*|[^\w\s\u2e80-\uffef]+\s*|\s+|.")

#: Between columns; columns narrower than this are no use; lines that a cell may fill.
_GAP, _NARROWEST, _LINES = "  ", 12, 6
_bold, _pale = "\x1b[1m{}\x1b[0m".format, "\x1b[2m{}\x1b[0m".format


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: Chinese characters and emoji two, accents none.

    >>> width("é"), width("知识"), width("👩\\u200d🚀"), width("🇫🇷")
    (1, 4, 2, 2)
    """
    if text.isascii():
        return len(text)
    if not _JOINED.search(text):
        return sum(map(_columns, text))
    return sum(map(_cluster_width, clusters(text)))


def clusters(text: str) -> Iterator[str]:
    """Yield what stands as one in a terminal: a character with its accents, an emoji with all that makes it.

    Source: https://www.unicode.org/reports/tr29/, as far as the width of a line depends on it.
    """
    cluster = ""
    for character in text:
        if cluster and not _joins(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _joins(cluster: str, character: str) -> bool:
    """Return whether a character belongs to the cluster before it."""
    if _is_flag(character):
        return len(cluster) == 1 and _is_flag(cluster)
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return _is_picture(cluster[0])
    if cluster[-1] == "\u200d" and _is_picture(character):
        return _is_picture(cluster[0])
    return _columns(character) == 0


def _is_flag(cluster: str) -> bool:
    return "\U0001f1e6" <= cluster[0] <= "\U0001f1ff"


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk")


def _cluster_width(cluster: str) -> int:
    columns = _columns(cluster[0])
    if columns and (("\ufe0f" in cluster and not cluster[0].isalpha()) or (len(cluster) > 1 and _is_flag(cluster))):
        return 2
    return columns


def _columns(character: str) -> int:
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0  # the vowels and ends of Korean syllables join the consonant before them
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 1 + (unicodedata.east_asian_width(character) in "WF")


def wrapped(text: str, room: int, most: int) -> list[str]:
    """Return a text in lines of a width, `most` at most, broken after spaces, hyphens, slashes or Chinese characters.

    A text that is longer ends in `…`.
    """
    if width(text) <= room:
        return [text]
    lines: list[str] = []
    line, left = "", room
    for word in _words(text):
        if width(word.rstrip()) > left and line and width(word.rstrip()) <= room:
            lines, line, left = [*lines, line.rstrip()], "", room
        for cluster in clusters(word):
            size = width(cluster)
            if size > left and not (cluster == " " and left == 0):
                lines, line, left = [*lines, line.rstrip()], "", room
            line, left = line + cluster, left - size
        if len(lines) >= most:
            return [*lines[: most - 1], _ended(lines[most - 1], room)]
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text, none of which begins in the midst of a cluster."""
    held = ""
    for word in _WORDS.findall(text):
        if held and _columns(word[0]) and not held.endswith("\u200d"):
            yield held
            held = ""
        held += word
    if held:
        yield held


def cut(text: str, room: int) -> str:
    """Return a text within a width, ending in … where it is longer.

    >>> cut("a text", 4), cut("知识图谱", 7), cut("知识", 4)
    ('a t…', '知识图…', '知识')
    """
    return text if width(text) <= room else _ended(text, room)


def padded(text: str, room: int) -> str:
    """Return a text with spaces behind it to fill a width.

    >>> padded("知", 4) + "|"
    '知  |'
    """
    return text + " " * (room - width(text))


def _ended(text: str, room: int) -> str:
    """Return a text that ends in … within a width."""
    kept = list(clusters(text))
    while width("".join(kept)) > room - 1:
        kept.pop()
    return "".join(kept) + "…"


def laid_out(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], *, color: bool, room: int | None
) -> str:
    """Return a table of texts of one line, ending in a line break.

    Args:
        heads: those of the columns.
        rows: their cells.
        right: which columns stand at the right.
        color: bold headings and pale rules.
        room: columns of the terminal, to which cells are wrapped; where they have no room beside each other, each row
            is a list. None for any number.
    """
    widths = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    if room is not None:
        if not (fitted := _fitted(widths, room - len(_GAP) * (len(widths) - 1))):
            return _records(heads, rows, color, room)
        widths = fitted
    bold, pale = (_bold, _pale) if color else (str, str)
    lines = [bold(line) for line in _lines(heads, widths, right)] + [pale(_GAP.join("─" * w for w in widths))]
    found = [_lines(row, widths, right) for row in rows]
    are_wrapped = any(len(row) > 1 for row in found)
    for number, row in enumerate(found):
        lines += ([""] if are_wrapped and number else []) + row
    return "\n".join(lines) + "\n"


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Return widths that fit the room, the narrow columns whole, the wide ones equal; none where they are no use."""
    fitted = list(widths)
    order = sorted(range(len(widths)), key=lambda at: widths[at])
    for place, at in enumerate(order):
        share = room // (len(order) - place)
        fitted[at] = min(widths[at], share)
        room -= fitted[at]
    return fitted if all(f >= min(w, _NARROWEST) for f, w in zip(fitted, widths, strict=True)) else []


def _lines(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """Return the lines of one row."""
    columns = [wrapped(cell, room, _LINES) for cell, room in zip(cells, widths, strict=True)]
    lines: list[str] = []
    for at in range(max(map(len, columns))):
        texts = [column[at] if at < len(column) else "" for column in columns]
        spaces = [" " * (room - width(text)) for text, room in zip(texts, widths, strict=True)]
        parts = [s + t if r else t + s for t, s, r in zip(texts, spaces, right, strict=True)]
        lines.append(_GAP.join(parts).rstrip())
    return lines


def _records(heads: Sequence[str], cells: Sequence[Sequence[str]], color: bool, size: int) -> str:
    """Return each row as a list of its columns, for more columns than stand beside each other; empty cells left out."""
    widest = min(max(map(width, heads)), max(_NARROWEST, size // 3))
    room = max(size - widest - len(_GAP), _NARROWEST)
    text = ""
    for number, row in enumerate(cells, 1):
        title = f"─ {number} ".ljust(size, "─")
        text += (_pale(title) if color else title) + "\n"
        for head, cell in zip(heads, row, strict=True):
            for at, line in enumerate(wrapped(cell, room, _LINES) if cell else ()):
                name = "" if at else wrapped(head, widest, _LINES)[0]
                name = padded(name, widest)
                text += f"{_bold(name) if color else name}{_GAP}{line}\n"
    return text
