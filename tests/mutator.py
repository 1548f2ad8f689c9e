"""Seeds broken at random, by a number: the same number breaks them alike."""

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

#: What a careless or hostile hand puts into a value, a key or a line.
ODD = (
    "", " ", "~", "null", "NULL", "True", "+5", "1__0", ".NaN", "no", "<", ">", "<b>", "a b", "²", "２０", "-5", "9" * 400,
    "2024-1X", "2024-02-30", "2024%", "2024?", "[2023, 2024]", "../..", "P1W", "1e999999999", "0x1F", "12:30", "2(二)",
    "2(二)", "\x07", "\x00", "\x7f", "\x1b[31m", "\u2028", "\x85", "\u200b", "\ufeff", "❤\ufe0f", "e\u0301", "\u202e",
    "\ue000", "\uffff", "\U0010ffff", "%", "#", " # cut", "|", "|2", ">-", "&a", "*a", "&a [*a]", "&a {b: *a}", "<<: *a",
    "!!binary x", "!x y", "!!null ''", "---", "...", "%YAML 1.2", "\t", "- ", "? ", ": ", ":", "{", "}", "[", "]", "'",
    '"', '"\\0"', '"\\x07"', "''", "\\", "@", "@x", "@<", "/", "a/b", "..", "http://", "foo", "https://example.org/<x>",
    "unstated", "statement", "source", "claim", "x" * 5000, "[" * 2000, "{a: " * 40, "[]", "{}", "[[]]", "{a: [b, {c: d}]}",
    "\r", "\r\n", "\n", "(", "(二)", "`", "$", "=", "-", "--", "*", "a: b", "a: b: c", "-1 - 5", "张", "数十亿 USD", ">20", "~",
)  # fmt: skip
_VALUE = re.compile(r"(?:(?<=: )|(?<=- ))[^\n]+")
_KEY = re.compile(r"[^\s\-#:][^\n:]*(?=:)")
_WORD = re.compile(r"[^\s{}\[\],:]+")

Files = dict[str, bytes]


def files_of(folder: Path) -> Files:
    """Return the bytes of each file below a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def lay(files: Mapping[str, bytes], folder: Path, before: Mapping[str, bytes]) -> None:
    """Make a folder hold the files, where it holds those of `before`."""
    for name in before.keys() - files.keys():
        (folder / name).unlink()
    for name, data in files.items():
        if before.get(name) != data:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)


def mutated(files: Mapping[str, bytes], number: int) -> Files:
    """Return the files broken in one to three ways."""
    choices = random.Random(number)
    found = dict(files)
    for _ in range(choices.choice((1, 1, 1, 2, 3))):
        if choices.random() < 0.04:
            _break_folder(found, choices)
        elif found:
            name = choices.choice(sorted(found))
            found[name] = _broken(found[name], choices)
    return found


def _broken(data: bytes, choices: random.Random) -> bytes:
    if choices.random() < 0.08:
        return _break_bytes(data, choices)
    text = data.decode("utf-8", "surrogateescape")
    return choices.choice(_WAYS)(text, choices).encode("utf-8", "surrogateescape")


def _break_bytes(data: bytes, choices: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    match choices.randrange(8):
        case 0:
            return data[: choices.randrange(len(data) + 1)]
        case 1:
            return text.encode(choices.choice(("utf-16", "utf-16-le", "utf-32", "utf-7")))
        case 2:
            return text.encode(choices.choice(("latin-1", "gbk", "cp1252")), "replace")
        case 3:
            return b"\xef\xbb\xbf" + data
        case 4:
            return data.replace(b"\n", choices.choice((b"\r\n", b"\r")))
        case 5:
            at = choices.randrange(len(data) + 1)
            return data[:at] + bytes([choices.randrange(256)]) + data[at + 1 :]
        case 6:
            return b""
        case _:
            return data + data


def _break_folder(files: Files, choices: random.Random) -> None:
    name = choices.choice(sorted(files))
    match choices.randrange(5):
        case 0:
            del files[name]
        case 1:
            files[name.replace(".yaml", ".yml")] = files.pop(name)
        case 2:
            files[f"statements/deeper/{name.rpartition('/')[2]}"] = files.pop(name)
        case 3:
            other = choices.choice(sorted(files))
            files[name], files[other] = files[other], files[name]
        case _:
            files[choices.choice(("notes.txt", "entities/x.yaml", "statements/README.md", "entities/~"))] = files[name]


def _lines(change: Callable[[list[str], random.Random], None]) -> Callable[[str, random.Random], str]:
    def way(text: str, choices: random.Random) -> str:
        lines = text.split("\n")
        change(lines, choices)
        return "\n".join(lines)

    return way


def _delete(lines: list[str], choices: random.Random) -> None:
    del lines[choices.randrange(len(lines))]


def _duplicate(lines: list[str], choices: random.Random) -> None:
    at = choices.randrange(len(lines))
    lines.insert(choices.randrange(len(lines) + 1), lines[at])


def _swap(lines: list[str], choices: random.Random) -> None:
    a, b = choices.randrange(len(lines)), choices.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _insert(lines: list[str], choices: random.Random) -> None:
    lines.insert(choices.randrange(len(lines) + 1), " " * choices.randrange(7) + choices.choice(ODD))


def _indent(lines: list[str], choices: random.Random) -> None:
    at = choices.randrange(len(lines))
    lines[at] = choices.choice((" ", "  ", "\t", "    ")) + lines[at] if choices.random() < 0.5 else lines[at].lstrip()


def _replaced(pattern: re.Pattern[str]) -> Callable[[str, random.Random], str]:
    """Return what replaces one match by something odd, by another match, or puts something odd into it."""

    def way(text: str, choices: random.Random) -> str:
        places = [match.span() for match in pattern.finditer(text)]
        if not places:
            return text
        start, end = choices.choice(places)
        match choices.randrange(3):
            case 0:
                new = choices.choice(ODD)
            case 1:
                other = choices.choice(places)
                new = text[other[0] : other[1]]
            case _:
                at = choices.randint(start, end)
                new = text[start:at] + choices.choice(ODD) + text[at:end]
        return text[:start] + new + text[end:]

    return way


def _character(text: str, choices: random.Random) -> str:
    at = choices.randrange(len(text) + 1)
    return text[:at] + choices.choice(("", *ODD)) + text[at + 1 :]


_WAYS = (
    _lines(_delete), _lines(_duplicate), _lines(_swap), _lines(_insert), _lines(_indent),
    _replaced(_VALUE), _replaced(_VALUE), _replaced(_KEY), _replaced(_WORD), _replaced(_WORD), _character,
)  # fmt: skip
