"""What of a text is read: character by character, in made-up seeds."""

from types import SimpleNamespace
from typing import Any

import pytest

from aigraph.model import Span
from aigraph.seeds.coverage import Sentence, coverage

TEXT = "甲公司成立于2023年,乙公司没有。\n广告!其余的话;Mistral raised $2 (two) in v1.5. It rained."


class Lock:
    """The places of quotes by their words, as `offsets.lock` has them."""

    def __init__(self) -> None:
        self.sections = {("page", "a"): (0, 18), ("page", "b"): (18, len(TEXT))}

    def span(self, quoted: str) -> Span:
        return Span(quoted, TEXT.index(quoted), TEXT.index(quoted) + len(quoted))


def passage(quoted: str | None, **said: Any) -> Any:
    known = {"statements": [], "claims": [], "outcomes": [], "also": [], "skip": None} | said
    return SimpleNamespace(source="page", quoted=quoted, **known)


def read(*passages: Any) -> list[Sentence]:
    sources: Any = {"page": SimpleNamespace(source=SimpleNamespace(contained_in=None))}
    lock: Any = Lock()
    return coverage(list(passages), sources, lock, "page", TEXT)


def shown(sentence: Sentence) -> list[tuple[str, str]]:
    return [(stretch.state, stretch.span.quote) for stretch in sentence.stretches]


def test_nothing_is_read() -> None:
    found = read()
    assert [s.state for s in found] == ["uncovered"] * 5
    assert [s.section for s in found] == ["a", "b", "b", "b", "b"]
    assert [s.unread()[0].quote for s in found] == [
        "甲公司成立于2023年,乙公司没有", "广告", "其余的话", "Mistral raised $2 (two) in v1.5", "It rained",
    ]  # fmt: skip
    assert found[3].characters() == len("Mistralraised2twoinv15")


def test_text_beside_a_quote_is_not_read_by_it() -> None:
    first, *_ = read(passage("公司成立于2023年", statements=[1]))
    assert shown(first) == [("uncovered", "甲"), ("said", "公司成立于2023年"), ("uncovered", "乙公司没有")]
    assert first.state == "uncovered"
    assert (first.characters("said"), first.characters("uncovered"), first.characters()) == (10, 6, 16)
    assert [(s.quote, s.start) for s in first.unread()] == [("甲", 0), ("乙公司没有", TEXT.index("乙"))]


def test_signs_between_are_free() -> None:
    first, *_ = read(passage("甲公司成立于2023年", statements=[1]), passage("乙公司没有", claims=[1]))
    assert (first.state, first.unread()) == ("said", ())
    found = read(passage("Mistral raised", also=[1]), passage("2 (two) in v1.5", statements=[1]))[3]
    assert shown(found) == [("said", "Mistral raised $2 (two) in v1.5")]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"skip": "an advertisement"}, "skipped"),
        ({"skip": "an advertisement", "statements": [1]}, "said"),
        ({"claims": [1]}, "said"),
        ({"also": [1]}, "said"),
        ({}, "uncovered"),
    ],
)
def test_what_reads(said: dict[str, Any], state: str) -> None:
    assert read(passage("广告", **said))[1].state == state


def test_said_counts_before_skipped() -> None:
    both = [passage("其余", statements=[1]), passage("其余的话", skip="small talk")]
    for order in (both, both[::-1]):
        assert shown(read(*order)[2]) == [("said", "其余"), ("skipped", "的话")]
        assert read(*order)[2].state == "said"


def test_what_is_nowhere_reads_nothing() -> None:
    assert read(passage(None, statements=[1]))[0].state == "uncovered"
