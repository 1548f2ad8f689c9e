"""Citations: BibTeX is read back as the text it was made of, by the rules of BibTeX and of TeX."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.characters import visible
from aigraph.words.citations import _bibtex

AWKWARD = "{}\\^~&%$#_<>|\"'`-,=@!? \n\té中—“"
NAMES = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textasciitilde": "~",
}
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", ",,": "„", "?`": "¿", "!`": "¡"}


def record(text: str) -> dict[str, Any]:
    quote = {"quote": text, "source": "Somebody", "place": "section j1"}
    return {
        "id": "statement/a/b",
        "sentence": text,
        "quotes": [quote],
        "iri": "https://example.org/a_b",
        "version": "1",
    }


def fields(entry: str) -> dict[str, str]:
    """Read an entry as BibTeX does: a value ends at the brace that closes it, and a backslash escapes no brace."""
    head = re.match(r"@misc\{([^\s,{}\"#%~\\']+),", entry)
    assert head
    found, at = {}, head.end()
    while field := re.compile(r"\s*(\w+)\s*=\s*\{").match(entry, at):
        depth, start = 1, field.end()
        at = start
        while depth:
            depth += {"{": 1, "}": -1}.get(entry[at], 0)
            at += 1
        found[field[1]] = entry[start : at - 1]
        assert entry[at] == ","
        at += 1
    assert entry[at:] == "\n}"
    return found


def printed(source: str) -> str:
    """Return what TeX prints."""
    text = ""
    for token in re.findall(r"\\[a-zA-Z]+\{\}|\\.|\{\}|" + "|".join(map(re.escape, LIGATURES)) + "|.", source):
        if token[0] == "\\":
            text += NAMES[token[1:-2]] if token.endswith("{}") and len(token) > 3 else token[1]
        elif token != "{}":
            assert token not in "{}^~&%$#_", f"TeX would obey {token}"
            text += LIGATURES.get(token, token)
    return text


@given(st.text(AWKWARD, max_size=60))
def test_bibtex_gives_the_text_back(text: str) -> None:
    found = fields(_bibtex(record(text)))
    assert printed(found["title"]) == " ".join(text.split())
    assert " ".join(text.split()) in printed(found["note"])
    assert found["author"] == "{The aigraph editors}"
    assert found["howpublished"] == "\\url{https://example.org/a_b}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50% of R&D", "50\\% of R\\&D"),
        ("{x", "\\textbraceleft{}x"),
        ("a^b~c\\d", "a\\textasciicircum{}b\\textasciitilde{}c\\textbackslash{}d"),
        ("2020--21 ''x''", "2020-{}-21 '{}'x'{}'"),
        ("$5 #1 a_b", "\\$5 \\#1 a\\_b"),
    ],
)
def test_bibtex_by_hand(text: str, expected: str) -> None:
    assert fields(_bibtex(record(text)))["title"] == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_nothing_that_a_terminal_obeys_is_in_bibtex(text: str) -> None:
    entry = _bibtex(record(text))
    assert visible(entry) == entry


def test_keys_are_ascii(graph: Any) -> None:
    keys = [graph.cite(name, format="bibtex").partition(",")[0] for name in ("openai", "mistral-ai/foundingDate")]
    assert keys == ["@misc{aigraph-openai", "@misc{aigraph-statement-mistral-ai-foundingDate"]
