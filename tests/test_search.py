"""Search: every spelling finds its entity, the best first, and a search imports nothing."""

import json
import pickle
import subprocess
import sys
import unicodedata
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from aigraph.model import Entity
from aigraph.names.folding import folded, loose, spelt
from aigraph.names.index import KINDS, Index
from aigraph.names.keys import edits
from aigraph.names.pinyin import MOST, readings

ENTITIES = (
    Entity("openai", ("Company",), {"en": "OpenAI"}, ("Open AI",), ("Open Al",)),
    Entity("sam-altman", ("Person",), {"en": "Sam Altman", "zh": "奥特曼"}, ("阿尔特曼",)),
    Entity("altmans-law", ("Principle",), {"en": "Altman's law", "zh": "奥特曼定律"}),
    Entity("mistral-ai", ("Company",), {"en": "Mistral AI"}, ("Mistral",)),
    Entity("mistral-model", ("AIModel",), {"en": "Mistral (model)"}, ("Mistral",)),
    Entity("claude", ("AIModel",), {"en": "Claude"}),
    Entity("claude-app", ("Application",), {"en": "Claude (app)"}, ("Claude",)),
    Entity("anthropic", ("Company",), {"en": "Anthropic"}),
    Entity("google", ("Company",), {"en": "Google", "zh": "谷歌"}),
    Entity("gpt-4", ("AIModel",), {"en": "GPT-4"}, ("GPT4",)),
    Entity("gpt-6", ("AIModel",), {"en": "GPT-6"}),
    Entity("zhipu", ("Company",), {"en": "Zhipu AI", "zh": "智谱"}),
    Entity("green-source", ("Company",), {"en": "Green Source", "zh": "绿源"}),
    Entity("ernie-bot", ("Application",), {"en": "ERNIE Bot", "zh": "文心一言"}),
)
INDEX = Index(ENTITIES, {"sam-altman": 9, "altmans-law": 2, "openai": 20, "mistral-ai": 5, "gpt-4": 7})


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("OpenAI", ["openai"]),
        ("open  ai", ["openai"]),
        ("Open Al", ["openai"]),
        ("ＯＰＥＮＡＩ", ["openai"]),
        ("奥特曼", ["sam-altman"]),
        ("阿尔特曼", ["sam-altman"]),
        ("gpt4", ["gpt-4"]),
        ("Mistral", ["mistral-ai", "mistral-model"]),
        ("Claude", ["claude", "claude-app"]),
        ("claude", ["claude"]),
        ("aoteman", []),
        ("Altman", []),
        ("", []),
        ("?!", []),
    ],
)
def test_names_resolve(text: str, slugs: list[str]) -> None:
    assert INDEX.resolve(text) == slugs


def test_a_slug_may_be_read_as_a_name() -> None:
    assert INDEX.resolve("claude", slug=False) == ["claude", "claude-app"]


def test_every_spelling_resolves_to_its_entity() -> None:
    for entity in ENTITIES:
        for name in entity.spellings():
            assert entity.id in INDEX.resolve(name)
        assert INDEX.resolve(entity.id) == [entity.id]


@pytest.mark.parametrize(
    ("text", "slug", "kind"),
    [
        ("OpenAI", "openai", "exact"),
        ("奥特曼", "sam-altman", "exact"),
        ("aoteman", "sam-altman", "exact"),
        ("Ào tè màn", "sam-altman", "exact"),
        ("atm", "sam-altman", "beginning"),
        ("guge", "google", "exact"),
        ("gu", "google", "beginning"),
        ("wxyy", "ernie-bot", "beginning"),
        ("lvyuan", "green-source", "exact"),
        ("luyuan", "green-source", "exact"),
        ("lüyuan", "green-source", "exact"),
        ("open", "openai", "beginning"),
        ("altman", "sam-altman", "beginning"),
        ("特曼", "sam-altman", "part"),
        ("penai", "openai", "part"),
        ("yiyan", "ernie-bot", "part"),
        ("antropic", "anthropic", "typo"),
        ("Anthorpic", "anthropic", "typo"),
        ("Gogle", "google", "typo"),
        ("altmann", "sam-altman", "typo"),
        ("奥特慢", "sam-altman", "typo"),
        ("aotemna", "sam-altman", "typo"),
    ],
)
def test_the_best_hit(text: str, slug: str, kind: str) -> None:
    hit = INDEX.hits(text)[0]
    assert (hit.id, hit.kind) == (slug, kind)


def test_better_kinds_come_first_then_the_more_important() -> None:
    hits = INDEX.hits("altman", limit=None)
    assert [hit.id for hit in hits] == ["sam-altman", "altmans-law"]
    assert INDEX.find("gpt", limit=1) == ["gpt-4"]
    assert INDEX.find("奥特曼定律")[0] == "altmans-law"
    kinds = [KINDS.index(hit.kind) for hit in INDEX.hits("ai", limit=None)]
    assert kinds == sorted(kinds)


def test_words_of_several_names_find_what_has_most_of_them() -> None:
    assert INDEX.find("openai gpt") == ["openai", "gpt-4", "gpt-6"]
    assert INDEX.find("law, by Altman") == ["altmans-law", "sam-altman"]
    assert INDEX.find("claude 奥特曼") == ["sam-altman", "claude", "claude-app", "altmans-law"]
    assert INDEX.find("openai a b") == ["openai"], "a letter says nothing"
    assert INDEX.find("anthropc gooogle") == ["anthropic", "google"]
    assert INDEX.find("Open AI") == ["openai"], "a name is no list of words"


def test_those_that_are_found_first_precede_others_that_match_as_well() -> None:
    names = [("market", "Market"), ("mark-zuckerberg", "Mark Zuckerberg"), ("mark", "Mark")]
    entities = [Entity(slug, ("Person",), {"en": name}) for slug, name in names]
    assert Index(entities, {"market": 5}).find("mar") == ["market", "mark", "mark-zuckerberg"]
    first = Index(entities, {"market": 5}, ["mark-zuckerberg"])
    assert first.find("mar") == ["mark-zuckerberg", "market", "mark"]
    assert first.find("mark") == ["mark", "mark-zuckerberg", "market"], "a whole name stays before"


def test_no_number_is_another_one_mistyped() -> None:
    index = Index([Entity("it", ("Event",), {"en": "2024-06"}), Entity("film", ("Work",), {"en": "1984"})])
    assert index.find("1985") == index.find("2025 07") == index.suggest("1985") == []
    assert index.find("1984") == ["film"]


def test_nothing_is_found_where_nothing_is_near() -> None:
    for text in ("", "?!", "xyzzy", "量子", "ab"):
        assert INDEX.find(text) == []
    assert INDEX.find("an", limit=None) != []


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Antropik", "anthropic"),
        ("智普", "zhipu"),
        ("OpenAI Incorporated", "openai"),
        ("谷歌公司", "google"),
        ("gpt5", "gpt-4"),
        ("sam altmam", "sam-altman"),
        ("altman law", "altmans-law"),
    ],
)
def test_suggestions(text: str, slug: str) -> None:
    assert INDEX.resolve(text) == []
    assert INDEX.suggest(text)[0] == slug


def test_no_suggestion_for_noise() -> None:
    assert INDEX.suggest("") == INDEX.suggest("qqqqqqqqqqqq") == INDEX.suggest("x") == []


@given(st.text(max_size=12))
def test_any_text_can_be_searched(text: str) -> None:
    assert len(INDEX.find(text, limit=3)) <= 3
    assert set(INDEX.suggest(text)) <= set(INDEX.slugs)
    assert folded(folded(text)) == folded(text)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 3))
def test_edits_are_counted_alike_both_ways(one: str, other: str, most: int) -> None:
    there, back = edits(one, other, most), edits(other, one, most)
    assert there == back
    assert there is None or there <= most


def test_edits() -> None:
    assert edits("abc", "acb", 2) == 1
    assert edits("abc", "abd", 2) == 1
    assert edits("abc", "ab", 2) == 1
    assert edits("abc", "xyz", 2) is None


def test_an_index_is_pickled_and_searched_without_an_import() -> None:
    data = pickle.dumps(INDEX, protocol=5)
    code = (
        "import pickle, sys; index = pickle.loads(sys.stdin.buffer.read())\n"
        "assert index.find('aoteman')[0] == 'sam-altman'\n"
        "assert index.suggest('智普')[0] == 'zhipu'\n"
        "assert not {'pypinyin', 'difflib', 'rdflib', 'networkx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], input=data, check=True)


def test_indices_of_the_same_entities_are_the_same() -> None:
    again = Index(reversed(ENTITIES), dict(reversed(INDEX.importance.items())))
    assert again == INDEX
    assert list(again.names) == list(INDEX.names)


# -- names of every kind ----------------------------------------------------------------------------------------------

#: Slug and names; each can be told from the others by some spelling of it.
_SPELLINGS = {
    "c": ["C"],
    "cpp": ["C++"],
    "csharp": ["C#", "C♯"],
    "c-minus": ["c--"],
    "lower": ["next"],
    "upper": ["NEXT"],
    "title": ["NeXT"],
    "kaki": ["かき"],
    "gaki": ["がき"],
    "kagi": ["かぎ"],
    "pari": ["パリ"],
    "bari": ["バリ"],
    "hari": ["ハリ"],
    "kil": ["किल"],
    "kal": ["कल"],
    "kul": ["कुल"],
    "thai-i": ["กิน"],
    "thai-a": ["กัน"],
    "thai-tone": ["ก้าน"],
    "thai-plain": ["กาน"],
    "plus": ["++"],
    "star": ["★"],
    "number": ["№1"],
    "four-o": ["4o"],
    "question": ["？"],
    "hug": ["🤗"],
    "rocket": ["🚀 Rocket"],
    "coder": ["👩‍💻"],
    "heart": ["❤️"],
    "arabic": ["مُحَمَّد"],
    "hebrew": ["שָׁלוֹם"],
    "korean": ["삼성전자"],
    "vietnamese": ["Nguyễn Văn Đức"],
    "danish": ["Øystein Hægstrøm"],
    "polish": ["Łukasz"],
    "ligature": ["ﬁreﬂy"],
    "turkish": ["İstanbul Işık"],
    "german": ["Weißstraße"],
    "greek": ["Σίσυφος"],
    "cyrillic": ["Алёна"],
    "wide": ["ＫＩＭＩ"],
    "zero": ["Deep\u200bSeek"],
    "pinyin": ["绿色仇"],
}
TOLD_APART = tuple(Entity(slug, ("Company",), {"en": names[0]}, tuple(names[1:])) for slug, names in _SPELLINGS.items())
NAMES = [name for names in _SPELLINGS.values() for name in names]
#: Texts that mean nobody in particular, or nobody.
ODD = [
    "\u200b",
    "\ufe0f",
    " ",
    "\u0301",
    "゙",
    "¨",
    "✨",
    "+",
    "-",
    "\u1160",
    "か\u3099",
    "\U000e0041",
    "c+",
    "♯",
    "ǆ",
    "ŉ",
    "ﬃ",
    "½",
]
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


MERGED = (
    Entity("openai", ("Company",), {"en": "OpenAI"}),
    Entity("closed-ai", ("Company",), {"en": "ClosedAI", "zh": "关放"}, replaced_by="openai"),
    Entity("lost", ("Company",), {"en": "Lost"}, replaced_by="cut-away"),
)


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


# -- one search, in Python and in the page ----------------------------------------------------------------------------

#: What is typed, and what is found first in the shipped graph, in order; nothing where the list is empty.
CASES: list[dict[str, Any]] = json.loads((ROOT / "tests" / "data" / "search.json").read_text(encoding="utf-8"))


def check(case: dict[str, Any], found: list[str]) -> None:
    """Compare the first that were found with a case."""
    wanted = case["slugs"]
    assert found[: len(wanted) or None] == wanted, case["text"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"]))
def test_what_is_found_in_the_shipped_graph(graph: Any, case: dict[str, Any]) -> None:
    check(case, [entity.id for entity in graph.search(case["text"])])


def mistyped(name: str, rng: Random) -> str:
    """Return a name with a letter lost, doubled, replaced, or swapped with its neighbour."""
    at = rng.randrange(len(name))
    before, letter, after = name[:at], name[at], name[at + 1 :]
    return rng.choice(
        [before + after, before + letter * 2 + after, f"{before}o{after}", before + after[:1] + letter + after[1:]]
    )


def opened(browser: Any, network: Any, folder: Path) -> Any:
    """Return the page of a network, drawn."""
    path = folder / "page.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("window.aigraph")
    return page


def in_page(page: Any, call: str, texts: list[str]) -> list[Any]:
    return list(page.evaluate(f"texts => texts.map(text => aigraph.{call})", texts))


@pytest.mark.browser
def test_the_page_finds_what_python_finds(browser: Any, graph: Any, tmp_path: Path) -> None:
    """Cases, every spelling, words and beginnings of it, its pinyin, and each with a mistake."""
    from aigraph.page.network import AIGraphNetwork

    page = opened(browser, AIGraphNetwork.from_graph(graph.graph, graph.ontology), tmp_path)
    for case, found in zip(CASES, in_page(page, "search(text, 10)", [case["text"] for case in CASES]), strict=True):
        check(case, found)
    rng, index = Random(12), Index(graph.entities.values())
    texts = [name for entity in graph.entities.values() for name in (entity.id, *entity.spellings())]
    texts += [word for name in texts for word in name.split()] + [name[: rng.randint(1, 6)] for name in texts]
    texts += [*index.sounds, *index.hints]
    texts = sorted({*texts, *(mistyped(text, rng) for text in texts)})
    assert len(texts) > 2000
    here = [[entity.id for entity in graph.search(text)] for text in texts]
    there = in_page(page, "search(text, 10)", texts)
    assert [(text, a) for text, a in zip(texts, here, strict=True)] == list(zip(texts, there, strict=True))
    page.close()


@pytest.mark.browser
def test_the_page_folds_as_python_does(browser: Any, graph: Any, tmp_path: Path) -> None:
    """Every character of Unicode 3.2, alone and beside others: later ones may be unknown to the one or the other."""
    from aigraph.model import Graph
    from aigraph.page.network import AIGraphNetwork

    entities = tuple(sorted((*TOLD_APART, *MERGED[:2]), key=lambda entity: entity.id))
    page = opened(browser, AIGraphNetwork.from_graph(Graph(entities), graph.ontology), tmp_path)
    known = [
        chr(code) for code in range(0x20000) if unicodedata.ucd_3_2_0.category(chr(code)) not in ("Cn", "Co", "Cs")
    ]
    texts = [*known, *(f"A{one}\u0301 {other}b" for one, other in zip(known, known[7:], strict=False)), *NAMES, *ODD]
    assert in_page(page, "folded(text)", texts) == [folded(text) for text in texts]
    index = Index(entities)
    asked = sorted(
        {
            *NAMES,
            *ODD,
            *(name.lower() for name in NAMES),
            *(name[:2] for name in NAMES),
            "closed-ai",
            "guanfang",
            "closdai",
        }
        - {""}
    )
    assert in_page(page, "search(text, 10)", asked) == [index.find(text) for text in asked]
    page.close()
