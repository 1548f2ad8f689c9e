"""Search: every spelling finds its entity, the best first, and a search imports nothing."""

import pickle
import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigraph.model import Entity
from aigraph.names.folding import folded
from aigraph.names.index import KINDS, Index
from aigraph.names.keys import edits

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


@cache
def index() -> Index:
    return Index(ENTITIES, {"sam-altman": 9, "altmans-law": 2, "openai": 20, "mistral-ai": 5, "gpt-4": 7})


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
    assert index().resolve(text) == slugs


def test_a_slug_may_be_read_as_a_name() -> None:
    assert index().resolve("claude", slug=False) == ["claude", "claude-app"]


def test_every_spelling_resolves_to_its_entity() -> None:
    for entity in ENTITIES:
        for name in entity.spellings():
            assert entity.id in index().resolve(name)
        assert index().resolve(entity.id) == [entity.id]


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
    hit = index().hits(text)[0]
    assert (hit.id, hit.kind) == (slug, kind)


def test_better_kinds_come_first_then_the_more_important() -> None:
    hits = index().hits("altman", limit=None)
    assert [hit.id for hit in hits] == ["sam-altman", "altmans-law"]
    assert index().find("gpt", limit=1) == ["gpt-4"]
    assert index().find("奥特曼定律")[0] == "altmans-law"
    kinds = [KINDS.index(hit.kind) for hit in index().hits("ai", limit=None)]
    assert kinds == sorted(kinds)


def test_words_of_several_names_find_what_has_most_of_them() -> None:
    assert index().find("openai gpt") == ["openai", "gpt-4", "gpt-6"]
    assert index().find("law, by Altman") == ["altmans-law", "sam-altman"]
    assert index().find("claude 奥特曼") == ["sam-altman", "claude", "claude-app", "altmans-law"]
    assert index().find("openai a b") == ["openai"], "a letter says nothing"
    assert index().find("anthropc gooogle") == ["anthropic", "google"]
    assert index().find("Open AI") == ["openai"], "a name is no list of words"


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
        assert index().find(text) == []
    assert index().find("an", limit=None) != []


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
    assert index().resolve(text) == []
    assert index().suggest(text)[0] == slug


def test_no_suggestion_for_noise() -> None:
    assert index().suggest("") == index().suggest("qqqqqqqqqqqq") == index().suggest("x") == []


@given(st.text(max_size=12))
def test_any_text_can_be_searched(text: str) -> None:
    assert len(index().find(text, limit=3)) <= 3
    assert set(index().suggest(text)) <= set(index().slugs)
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
    data = pickle.dumps(index(), protocol=5)
    code = (
        "import pickle, sys; index = pickle.loads(sys.stdin.buffer.read())\n"
        "assert index.find('aoteman')[0] == 'sam-altman'\n"
        "assert index.suggest('智普')[0] == 'zhipu'\n"
        "assert not {'pypinyin', 'difflib', 'rdflib', 'networkx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], input=data, check=True)


def test_indices_of_the_same_entities_are_the_same() -> None:
    again = Index(reversed(ENTITIES), dict(reversed(index().importance.items())))
    assert again == index()
    assert list(again.names) == list(index().names)
