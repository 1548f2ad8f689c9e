"""Text in a terminal: what is written out, how wide it is, where it is broken."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.characters import no_text, no_xml, visible
from aigraph.terminal import clusters, width, wrapped

#: What stands as one and the columns it takes, as xterm, kitty and wcwidth have it.
WIDTHS = {
    "a": 1,
    "é": 1,
    "e\u0301": 1,
    "中": 2,
    "か\u3099": 2,
    "\uff21": 2,
    "\uff71": 1,
    "👩\u200d🚀": 2,
    "👨\u200d👩\u200d👧\u200d👦": 2,
    "🏳\ufe0f\u200d🌈": 2,
    "🧑🏽\u200d🤝\u200d🧑🏻": 2,
    "👍🏽": 2,
    "❤": 1,
    "❤\ufe0f": 2,
    "1\ufe0f\u20e3": 2,
    "🇫🇷": 2,
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f": 2,
    "\u1112\u1161\u11ab": 2,
    "x\ufe0f": 1,
    "ก\u0e34": 1,
}
EMOJI = st.lists(st.sampled_from([*WIDTHS, "word", " ", "-", "نص", "я"]), max_size=30).map("".join)
OBEYED = "\x00\x07\x08\x1b\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ud800"


@pytest.mark.parametrize("text", WIDTHS)
def test_widths(text: str) -> None:
    assert width(text) == WIDTHS[text]
    assert list(clusters(text)) == [text]
    assert width(text * 3) == 3 * WIDTHS[text]


@pytest.mark.parametrize("text", WIDTHS)
def test_widths_are_those_of_wcwidth(text: str) -> None:
    wcwidth = pytest.importorskip("wcwidth")
    assert wcwidth.wcswidth(text) == WIDTHS[text]


def test_flags_go_in_pairs() -> None:
    assert list(clusters("🇫🇷🇩🇪")) == ["🇫🇷", "🇩🇪"]
    assert width("🇫🇷🇩🇪") == 4


@given(EMOJI, st.integers(4, 40))
def test_wrapping_breaks_no_cluster(text: str, room: int) -> None:
    lines = wrapped(text, room, 100)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert [c for line in lines for c in clusters(line) if c.strip()] == [c for c in clusters(text) if c.strip()]


@given(EMOJI, st.integers(4, 20))
def test_what_is_cut_ends_in_an_ellipsis(text: str, room: int) -> None:
    lines = wrapped(text, room, 2)
    assert len(lines) <= 2
    assert all(width(line) <= room for line in lines)


@pytest.mark.parametrize("character", OBEYED)
def test_what_a_terminal_obeys_is_written_out(character: str) -> None:
    assert visible(f"a{character}b") == f"a<U+{ord(character):04X}>b"


@pytest.mark.parametrize(
    "text", ["", "a b", "one\n\ttwo", "中文 〈引〉　", *WIDTHS, "نمی\u200cخواهم", "क\u094d\u200dष"]
)
def test_what_is_text_stays(text: str) -> None:
    assert visible(text) == text


@given(st.characters())
def test_every_character_that_steers_is_written_out(character: str) -> None:
    steers = unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") and character not in "\t\n"
    steers |= unicodedata.bidirectional(character) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    assert (visible(character) != character) >= steers
    if not character.isprintable() and unicodedata.category(character) != "Cn" and character != " ":
        assert visible(character, spaces=True) != character or unicodedata.category(character) == "Cf"
    assert visible(visible(character)) == visible(character)


@pytest.mark.parametrize("character", "\u00a0\u2003\u3000\u200b\u200d\ufe0f\u034f\u3164\u2800\u00ad\t\n")
def test_what_looks_like_nothing_is_written_out_where_texts_are_compared(character: str) -> None:
    assert visible(f"a {character}", spaces=True) == f"a <U+{ord(character):04X}>"


def test_what_formats_cannot_hold() -> None:
    assert no_xml("a\x07") == "the character U+0007 at 1"
    assert no_xml("\t\r\n\ufffd😀") == ""
    assert no_text("a\ud800\udc00") == "the character U+D800"
    assert no_text("\x00\ufffe") == ""
