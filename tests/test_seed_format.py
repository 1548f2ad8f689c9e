"""Formatting seeds moves lines and changes nothing that is read; comments stay with what follows them."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mutator import mutated
from support import ROOT

from aigraph.seeds.format import format_text, formatted

#: What YAML would take for something else than text, and what is hard to write.
VALUES = (
    "NULL", "True", "+5", "1__0", ".NaN", "~", "null", "no", "12:30", "2024-03-15", "0x1F", "1e3", "-", "''", '""', "'it''s'",
    '"a\\tb\\u4e2d"', "中文,“引号”", "plain  with  blanks", "ends with colon:x", "a #not b", "x" * 300, "😀 é", "a: b" and "'a: b'",
)  # fmt: skip
FLOWS = ("[a, b]", "[ a,b ]", "{x: 1}", "[]", "[a,\n{pad}  b]", "[NULL, ~, +5]", "[&f one, *f]", "{ q: [1, {r: s}] }")
BLOCKS = (
    "|-\n{pad}  line one\n{pad}    further in\n\n{pad}  after a blank line",
    ">-\n{pad}   folded\n{pad}   text\n\n{pad}   second",
    "|\n{pad} one in\n",
    "|+\n{pad}  kept\n\n",
    "|2-\n{pad}    two blanks first",
    "plain text\n{pad}  over two lines",
    '"quoted text\n{pad}   over two lines"',
    "&anchor value",
    "!!str 5",
)
FIELDS = ("class", "name", "zh", "seen", "shared", "misspellings", "sameAs", "note", "other")


@st.composite
def entity_files(draw: Any) -> str:
    """A file of entities in no style: odd values, depths, comments and line ends."""
    lines: list[str] = ["# header", ""] if draw(st.booleans()) else []
    for number, slug in enumerate(draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True))):
        if draw(st.booleans()):
            lines += [f"# about {slug}", *([""] if number and draw(st.booleans()) else [])]
        lines.append(f"{slug}:{draw(st.sampled_from(['', '  # tail', ' ']))}")
        pad = " " * draw(st.integers(1, 5))
        for field in draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=5, unique=True)):
            if draw(st.integers(0, 3)) == 0:
                lines.append(f"{pad}# before {field}")
            if draw(st.integers(0, 2)) == 0:
                gap = " " * draw(st.integers(1, 4))
                dash = pad + " " * draw(st.integers(0, 3))
                lines.append(f"{pad}{field}:")
                for value in draw(st.lists(st.sampled_from((*VALUES, *BLOCKS)), min_size=1, max_size=3)):
                    lines.append(f"{dash}-{gap}" + value.replace("{pad}", dash + gap))
            else:
                value = draw(st.sampled_from((*VALUES, *FLOWS, *BLOCKS))).replace("{pad}", pad)
                tail = draw(st.sampled_from(["", "", " # tail"])) if "\n" not in value else ""
                lines.append(f"{pad}{field}:{' ' * draw(st.integers(1, 3))}{value}{tail}")
        if draw(st.integers(0, 5)) == 0:
            lines.append(f"{pad}# closes {slug}")
    text = "\n".join(lines) + draw(st.sampled_from(["\n", "\n\n", "", "\n# end\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
    mark: str = draw(st.sampled_from(["", "", "\ufeff"]))
    return f"{mark}{text}"


def read(text: str) -> Any:
    """What YAML reads with every scalar as text; by PyYAML itself, none of our code."""
    try:
        return yaml.load(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as err:
        return type(err)


def comments(text: str) -> list[tuple[str, str]]:
    """Each comment on a line of its own with the words of the next line that is none."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").split("\n")]
    found = []
    for number, line in enumerate(lines):
        if line.startswith(("# about", "# before")):
            after = next((other for other in lines[number + 1 :] if other and not other.startswith("#")), "")
            found.append((line, re.sub(r":\s+", ": ", after)))
    return sorted(found)


def holds(text: str, kind: str) -> None:
    """Formatting changes nothing that is read, no comment, and nothing the second time."""
    new = format_text(text, kind)
    assert read(new) == read(text)
    assert format_text(new, kind) == new
    assert comments(new) == comments(text)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(entity_files())
def test_what_is_read_stays(text: str) -> None:
    holds(text, "entities")


@settings(max_examples=100, deadline=None)
@given(entity_files())
@example("b:\n class: x\n\na:\n class: X\n # closes a\n")
def test_what_can_be_laid_out_is(text: str) -> None:
    new = format_text(text, "entities").removeprefix("\ufeff").replace("\r\n", "\n")
    if (
        re.search(r"- +-\s", f"{text} ")
        or "*f" in text
        or "|2" in text
        or "|+" in text
        or not isinstance(read(text), dict)
    ):
        return  # an item of nothing, an alias before its anchor, lines that mean where they stand
    keys = [line[0] for line in new.split("\n") if re.match(r"[a-h]:", line)]
    assert keys == sorted(keys), new
    assert not re.search(r"^ (?:#|\w+:)|^   (?:#|\w+:)", new, re.MULTILINE), new


@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_what_is_read_of_broken_seeds_stays(start: int) -> None:
    files = {
        path.relative_to(ROOT / "tests/data/small/seeds").as_posix(): path.read_bytes()
        for path in (ROOT / "tests/data/small/seeds").rglob("*.yaml")
    }
    for number in range(start, start + 100):
        for name, data in mutated(files, number).items():
            if data != files.get(name):
                kind = name.split("/")[0].removesuffix(".yaml")
                text = data.decode("utf-8", "replace")
                new = format_text(text, kind)
                assert read(new) == read(text), (number, name)
                assert format_text(new, kind) == new, (number, name)


@pytest.mark.parametrize("path", sorted((ROOT / "seeds" / "entities").glob("*.yaml")), ids=lambda path: path.stem)
def test_shuffled_entities_come_back_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chunks = re.split(r"(?m)^(?=[a-z0-9-]+:$)", text)
    choices = random.Random(path.stem)
    entities = []
    for chunk in chunks[1:]:
        head, *fields = re.split(r"(?m)^(?=  \w+:)", chunk)
        choices.shuffle(fields)
        entities.append(
            "".join([head, *(field.replace("\n  ", "\n      ") if field[2:3] == " " else field for field in fields)])
        )
    choices.shuffle(entities)
    assert format_text("".join([chunks[0], *entities]), "entities") == text


def test_values_stay_as_they_are_written() -> None:
    text = "b:\n    zh: NULL\n    name: True\n    note: 1__0\n    seen: [+5, .NaN, ~]\na: {name: ~}\n"
    assert format_text(text, "entities") == (
        "a: {name: ~}\nb:\n  name: True\n  zh: NULL\n  seen: [+5, .NaN, ~]\n  note: 1__0\n"
    )


def test_comments_go_with_what_follows() -> None:
    text = """# the header

# on b
b:
  # of the name
  name: B # usual
  # of the class
  class: X
  # closes b
# on a
a:
  class: Y
# the end
"""
    assert (
        format_text(text, "entities")
        == """# the header

# on a
a:
  class: Y
# on b
b:
  # of the class
  class: X
  # of the name
  name: B # usual
  # closes b
# the end
"""
    )


def test_passages_and_claims_are_put_in_order_where_they_stand() -> None:
    text = """source: s
one:
  -   says:
        - a b c: {x: 1}
      # the words
      quote: |-
          first
            second

      claims:
        - kind: opinion
          id: x
  - skip: y
    quote: z
"""
    assert (
        format_text(text, "statements")
        == """source: s
one:
# the words
- quote: |-
      first
        second
  says:
  - a b c: {x: 1}

  claims:
  - id: x
    kind: opinion
- quote: z
  skip: y
"""
    )


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "entities").mkdir()
    for name in (".draft.yaml", "all.yaml"):
        (tmp_path / "entities" / name).write_text("b: {}\na: {}\n")
    assert [path.name for path, _, _ in formatted(tmp_path)] == ["all.yaml"]
