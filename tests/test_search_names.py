"""Names of every kind, any text as a name, and readings of Chinese: each finds its entity, whatever nobody sees."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spellings import MERGED, NAMES, TOLD_APART
from support import ROOT

from aigraph.model import Entity
from aigraph.names.folding import folded, loose, spelt
from aigraph.names.index import Index
from aigraph.names.pinyin import MOST, readings

MANY = Index(TOLD_APART)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("C", ["c"]),
        ("c", ["c"]),
        ("C++", ["cpp"]),
        ("c++", ["cpp"]),
        ("Ｃ＋＋", ["cpp"]),
        (" C ++ ", ["cpp"]),
        ("C+\ufe0f+\u200d", ["cpp"]),
        ("C#", ["csharp"]),
        ("c♯", ["csharp"]),
        ("C--", ["c-minus"]),
        ("C!", ["c", "c-minus", "cpp", "csharp"]),
        ("next", ["lower"]),
        ("NEXT", ["upper"]),
        ("NeXT", ["title"]),
        ("Next", ["lower", "title", "upper"]),
        ("かき", ["kaki"]),
        ("が\u304d", ["gaki"]),
        ("か\u3099き", ["gaki"]),
        ("ﾊﾟﾘ", ["pari"]),
        ("ﾊﾞﾘ", ["bari"]),
        ("किल", ["kil"]),
        ("कल", ["kal"]),
        ("กิน", ["thai-i"]),
        ("กน", []),
        ("ก้าน", ["thai-tone"]),
        ("กาน", ["thai-plain"]),
        ("++", ["plus"]),
        ("＋＋", ["plus"]),
        ("★", ["star"]),
        ("☆", []),
        ("No 1", ["number"]),
        ("4O", ["four-o"]),
        ("?", ["question"]),
        ("🤗", ["hug"]),
        ("rocket", ["rocket"]),
        ("👩‍💻", ["coder"]),
        ("❤", ["heart"]),
        ("❤\ufe0e", ["heart"]),
        ("محمد", ["arabic"]),
        ("مـحـمـد", ["arabic"]),
        ("שלום", ["hebrew"]),
        (unicodedata.normalize("NFD", "삼성전자"), ["korean"]),
        ("nguyen van duc", ["vietnamese"]),
        ("Oystein Haegstrom", ["danish"]),
        ("Lukasz", ["polish"]),
        (unicodedata.normalize("NFD", "NGUYỄN VĂN ĐỨC"), ["vietnamese"]),
        ("firefly", ["ligature"]),
        ("ISTANBUL IŞIK", ["turkish"]),
        ("istanbul isik", ["turkish"]),
        ("istanbul ışık", ["turkish"]),
        ("WEISSSTRASSE", ["german"]),
        ("WEIẞSTRAẞE", ["german"]),
        ("ΣΙΣΥΦΟΣ", ["greek"]),
        ("Алена", ["cyrillic"]),
        ("kimi", ["wide"]),
        ("DeepSeek", ["zero"]),
        ("Deep\u00adSeek™", ["zero"]),
        ("\u2060DeepSeek\ufe0f\U000e0100", ["zero"]),
        ("\u200b", []),
    ],
)
def test_names_of_every_kind(text: str, slugs: list[str]) -> None:
    assert MANY.resolve(text, slug=False) == slugs
    if slugs:
        assert set(MANY.find(text)[: len(slugs)]) == set(slugs)


#: Surnames with a reading that is not, or not alone, that of the word. Worked out by hand from 百家姓 and dictionaries.
SURNAMES = [
    line.split("\t") for line in (ROOT / "tests" / "data" / "surnames.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("surname", "reading"), SURNAMES)
def test_surnames_are_found_by_either_reading(surname: str, reading: str) -> None:
    index = Index(
        [Entity("someone", ("Person",), {"zh": f"{surname}保红"}), Entity("other", ("Person",), {"zh": "王明"})]
    )
    for text in (f"{reading}baohong", f"{reading} bao hong", f"{reading}bao"):
        assert index.find(text) == ["someone"], text
    initials = {"尉迟": "yc", "万俟": "mq", "令狐": "lh", "澹台": "tt", "长孙": "zs", "呼延": "hy", "单于": "cy"}
    assert index.find(f"{initials.get(surname, reading[0])}bh") == ["someone"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("张朝阳", "zhangchaoyang"),
        ("张朝阳", "zhangzhaoyang"),
        ("曾朝阳", "zengchaoyang"),
        ("乐视", "leshi"),
        ("吕布", "lubu"),
        ("女娲", "nvwa"),
        ("女娲", "nuwa"),
        ("重庆·仇", "chongqingqiu"),
        ("AI教父", "aijiaofu"),
    ],
)
def test_readings_of_other_characters(name: str, text: str) -> None:
    assert Index([Entity("it", ("Company",), {"zh": name})]).find(text) == ["it"]


def test_the_usual_reading_comes_first_and_readings_are_bounded() -> None:
    usual, other = Entity("dan", ("Person",), {"zh": "丹红"}), Entity("rare", ("Person",), {"zh": "单红"})
    index = Index([usual, other], {"dan": 1})
    assert index.find("danhong") == ["dan", "rare"]
    assert Index([other, Entity("mountain", ("Place",), {"zh": "山红"})]).find("shan") == ["mountain", "rare"]
    many = Index([Entity("many", ("Person",), {"zh": "单乐朝行重"})])
    assert len(many.sounds) + len(many.hints) <= 3 * MOST
    assert len(readings(["单乐"])) <= MOST
    assert len(Index([Entity("long", ("Person",), {"zh": "单" * 100_000})]).hints) <= 3 * MOST


def test_names_of_a_merged_entity_are_those_of_the_other() -> None:
    index = Index(MERGED, {"openai": 1})
    for text in ("closed-ai", "closedai", "Closed", "guanfang", "clsoedai"):
        assert index.find(text) == ["openai"], text
    assert index.resolve("closed-ai") == index.resolve("关放") == ["openai"]
    assert index.resolve("lost") == ["lost"]


NAME = (
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
    | st.sampled_from(NAMES)
    | st.text("Cc+#. éßİが", min_size=1, max_size=5)
)


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    for form in (folded, loose, spelt):
        assert form(form(text)) == form(text)
    assert folded(spelt(text)) == folded(text) == folded(loose(text) or text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text)) == folded(text)


@given(st.lists(st.lists(NAME, min_size=1, max_size=3), min_size=1, max_size=6))
def test_every_spelling_names_its_entity(spellings: list[list[str]]) -> None:
    made = [Entity(f"e{n}", ("Company",), {"en": names[0]}, tuple(names[1:])) for n, names in enumerate(spellings)]
    index = Index(made)
    assert index == Index(reversed(made))
    assert list(index.names) == sorted(index.names)
    for entity in made:
        for name in filter(folded, entity.spellings()):
            found = index.resolve(name, slug=False)
            assert entity.id in found, "an exact spelling names its entity, alone or with those spelt so too"
            for other in found:
                assert spelt(name) in map(spelt, made[int(other[1:])].spellings()) or name == other
            assert index.find(name, limit=None)[: len(found)] == sorted(found)
            assert index.hits(name)[0].kind == "exact"


@given(NAME, st.sampled_from("\u200b\u200d\ufe0f\u00ad\u2060\ufeff\U000e0100"), st.integers(0, 8))
def test_what_nobody_sees_makes_no_difference(name: str, unseen: str, at: int) -> None:
    assert folded(name[:at] + unseen + name[at:]) == folded(name)
    assert spelt(name[:at] + unseen + name[at:]) == spelt(name)
