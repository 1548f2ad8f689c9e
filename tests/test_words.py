"""Statements in words: the tense of what is known and where it stands, dates and numbers in words, in both languages."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from support import ROOT

import aigraph
from aigraph.model import (
    Cell,
    Derivation,
    Duration,
    Evidence,
    Graph,
    Proof,
    Quantity,
    Ref,
    Source,
    Span,
    Statement,
)
from aigraph.model.dates import parse_seed_date
from aigraph.page.about import about
from aigraph.words.interface import interface
from aigraph.words.sentences import Wording
from aigraph.words.tense import is_plural
from aigraph.words.times import date_words, duration_words

#: Statement → its sentence in both languages, written by hand.
SENTENCES = {
    "apple/released/smarter-siri": ("Apple plans to release A smarter Siri", "苹果 计划发布 更智能的Siri"),
    "gpt-4/trainedOn/a100": ("GPT-4 is said to have been trained on A100", "GPT-4 据传训练使用了 A100"),
    "llama-3/trainedOn/h100": ("Llama 3 is to be trained on H100", "Llama 3 将训练使用 H100"),
    "openai/released/gpt-6": ("OpenAI is expected to release GPT-6", "OpenAI 预计将发布 GPT-6"),
    "openai/developed/gpt-5": ("OpenAI is developing GPT-5", "OpenAI 正在开发 GPT-5"),
    "xai/openSourced/grok": ("xAI plans to open-source Grok", "xAI 计划开源 Grok"),
    "sam-altman/raisedFundsFor/altman-ai-chips": (
        "Sam Altman is said to be raising funds for Altman's in-house AI chips",
        "萨姆·奥特曼 据传正在筹资用于 奥特曼自研AI芯片",
    ),
    "unnamed-meta-researcher/workedAt/meta": (
        "An unnamed senior researcher at Meta is said to work at Meta",
        "某位Meta资深研究员 据传任职于 Meta",
    ),
    "market-believers/memberOf/chinese-tech-community": (
        "The market believers belong to China's technology community",
        "市场信仰派 属于 中国科技界",
    ),
    "dario-amodei/workedAt/openai": ("Dario Amodei worked at OpenAI", "达里奥·阿莫迪 曾任职于 OpenAI"),
    "gpt-5/versionOf/gpt": ("GPT-5 is to be a version of GPT", "GPT-5 将属于系列 GPT"),
    "mistral-ai/employees/ten-judgements": (
        "Mistral AI, employees: more than 20 people",
        "Mistral AI, 员工数: 超过 20 人",
    ),
    "character-ai-app/visits/ten-judgements": ("Character.AI, visits: rank 2", "Character.AI, 访问量: 排名 2"),
    "banban-ai/monthlyActiveUsers/ten-judgements": (
        "Banban AI Painting, monthly active users: after the second among China's leading AI apps",
        "扮伴-AI绘画, 月活跃用户数: 在国内头部AI应用中排在第 2 名之后",
    ),
    "india/subsidy/related-subsidies": ("India, subsidy: 50%, no figure given", "印度, 补贴额: 50%,未给出数值"),
    "chatgpt/outage/related-strike": ("ChatGPT, outage: no figure given", "ChatGPT, 宕机时长: 未给出数值"),
}


@pytest.mark.parametrize("identifier", SENTENCES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_sentence(graph: Any, identifier: str, language: str) -> None:
    wording = Wording(graph.ontology, graph.entities, language)
    assert wording.sentence(graph.statements[identifier]) == SENTENCES[identifier][language == "zh"]


def test_what_stands_instead_of_a_number_is_said_once(graph: Any) -> None:
    wording = Wording(graph.ontology, graph.entities)
    stated = graph.statements["banban-ai/monthlyActiveUsers/ten-judgements"]
    assert [label for label, _ in wording.qualifiers(stated)] == ["compared to"]
    assert {"rank", "among"} <= {label for label, _ in wording.qualifiers(stated, leave_out=())}
    assert "after the second among" in str(graph.card("banban-ai"))


def test_a_rank_is_a_place_in_an_order(graph: Any) -> None:
    """Whatever bounds it, and as a qualifier too: the label says that it is a rank."""
    ranks = {
        Quantity(Decimal(2)): ("2", "2"),
        Quantity(max=Decimal(200), comparator="atMost"): ("one of the first 200", "排在前 200 名"),
        Quantity(max=Decimal(3), comparator="lessThan"): ("before the third", "排在第 3 名之前"),
        Quantity(min=Decimal(12), comparator="moreThan"): ("after the 12th", "排在第 12 名之后"),
        Quantity(min=Decimal(3), comparator="atLeast"): ("the third or later", "排在第 3 名或之后"),
        Quantity(min=Decimal(2), max=Decimal(4)): ("2–4", "2–4"),
    }
    for language, place in (("en", 0), ("zh", 1)):
        wording = Wording(graph.ontology, graph.entities, language)
        assert [wording.said("rank", rank) for rank in ranks] == [said[place] for said in ranks.values()]


def test_nothing_tentative_reads_like_a_fact(graph: Any) -> None:
    """Of a relation with its forms, the words of what is not settled are never those of what is."""
    for language in ("en", "zh"):
        wording = Wording(graph.ontology, graph.entities, language)
        for statement in graph.graph.statements:
            prop = graph.ontology.properties[statement.predicate]
            if not statement.settled and prop.use == "relation" and statement.stage != "ended":
                plain = prop.captions[language]
                assert wording.caption(statement) != plain or statement.modality in ("asserted", "reported"), (
                    statement.id
                )


def test_every_relation_has_its_forms(graph: Any) -> None:
    for prop in graph.ontology.predicates():
        if prop.use == "relation":
            assert prop.form("infinitive", "en"), f"{prop.name}: add aig:infinitive in English"
            assert prop.form("infinitive", "zh"), f"{prop.name}: add aig:infinitive in Chinese"
            assert prop.form("participle", "en"), f"{prop.name}: add aig:participle"


@pytest.mark.parametrize(
    ("stage", "modality", "expected"),
    [
        ("actual", "asserted", "released"),
        ("actual", "reported", "released"),
        ("actual", "rumoured", "is said to have released"),
        ("actual", "estimated", "is said to have released"),
        ("actual", "predicted", "is expected to release"),
        ("planned", "asserted", "plans to release"),
        ("planned", "rumoured", "is said to plan to release"),
        ("underway", "reported", "is releasing"),
        ("underway", "rumoured", "is said to be releasing"),
        ("abandoned", "asserted", "no longer plans to release"),
        ("ended", "asserted", "released"),
    ],
)
def test_tenses(graph: Any, stage: str, modality: str, expected: str) -> None:
    from aigraph.model import Evidence

    wording = Wording(graph.ontology, graph.entities)
    evidence = (Evidence("e", "s", modality=modality),)
    stated = Statement("apple/released/x", "apple", "released", Ref("smarter-siri"), stage=stage, evidence=evidence)
    assert wording.caption(stated) == expected


def test_firms_are_taken_over_and_goods_are_bought(graph: Any) -> None:
    from aigraph.model import Evidence

    evidence = (Evidence("e", "s"),)
    for language, firm, goods, plan in (
        ("en", "acquired", "bought", "plans to acquire"),
        ("zh", "收购了", "购入", "计划收购"),
    ):
        wording = Wording(graph.ontology, graph.entities, language)
        for target, expected in (("deepmind", firm), ("h100", goods)):
            bought = Statement(f"meta/acquired/{target}", "meta", "acquired", Ref(target), evidence=evidence)
            assert wording.caption(bought) == expected
        planned = Statement("a", "meta", "acquired", Ref("deepmind"), stage="planned", evidence=evidence)
        assert wording.caption(planned) == plan


def test_groups_are_several_by_their_names(graph: Any) -> None:
    groups = {e.id: is_plural(e.name) for e in graph.graph.entities if graph.ontology.may_be_several(e.classes)}
    one = {"anthropic-founding-team", "chinese-tech-community", "industry", "netizen", "unnamed-media"}
    one |= {"unnamed-meta-researcher"}
    assert {name for name, several in groups.items() if not several} == one


@pytest.mark.parametrize(
    ("edtf", "english", "chinese"),
    [
        ("2023", "2023", "2023 年"),
        ("2023-05", "2023-05", "2023 年 5 月"),
        ("2023-05-12", "2023-05-12", "2023 年 5 月 12 日"),
        ("../2024", "by the end of 2024", "2024 年底前"),
        ("../2024-06", "by the end of 2024-06", "2024 年 6 月底前"),
        ("../2024-03-15", "by 2024-03-15", "2024 年 3 月 15 日前"),
        ("2024/..", "from 2024", "2024 年起"),
        ("2023-01/2023-09", "2023-01 to 2023-09", "2023 年 1 月至 2023 年 9 月"),
        ("2024-02~", "about 2024-02", "约 2024 年 2 月"),
        ("2024?", "perhaps 2024", "或为 2024 年"),
        ("2023-36", "Q4 2023", "2023 年第 4 季度"),
        ("2023-21", "spring 2023", "2023 年春"),
        ("201X", "the 2010s", "2010 年代"),
        ("../2024 (今年年底前)", "by the end of 2024", "2024 年底前 (今年年底前)"),
        ("2025-08 (early August)", "2025-08 (early August)", "2025 年 8 月"),
    ],
)
def test_dates(edtf: str, english: str, chinese: str) -> None:
    date = parse_seed_date(edtf)
    assert (date_words(date, "en"), date_words(date, "zh")) == (english, chinese)


def test_durations() -> None:
    assert duration_words(Duration("P1Y"), "en") == "1 year"
    assert duration_words(Duration("P17D", "17天"), "en") == "17 days"
    assert duration_words(Duration("P2Y6M"), "zh") == "2 年 6 个月"
    assert duration_words(Duration("PT2H30M"), "en") == "2 hours 30 minutes"


def test_numbers_in_words_and_signs(graph: Any) -> None:
    from decimal import Decimal

    wording = Wording(graph.ontology, graph.entities)
    bound = Quantity(max=Decimal("7e12"), unit="USD", comparator="atMost")
    assert (wording.value(bound), wording.number(bound)) == ("at most $7 trillion", "≤ $7 trillion")


def test_the_editors_are_named_wherever_a_statement_is_shown(graph: Any) -> None:
    theirs = next(s for s in graph.graph.statements if s.rests_only_on(graph.graph.editors) and s.settled)
    assert "the editors'" in str(graph.show(theirs.id))
    assert "the editors'" in graph.cite(theirs.id)
    assert "编者补充" in graph.cite(theirs.id, language="zh")


def test_what_statements_rest_on_is_counted_and_told_as_it_is(graph: Any) -> None:
    """A table's cell is no sentence: each statement is counted once, by what is quoted for it."""
    sentence, cell = (
        Evidence("e", "weekly", "s1", Span("word", 3, 7)),
        Evidence("f", "t", None, Cell("1", 2, 3, "Size")),
    )
    editors = Source("us", {"en": "Us"}, editors=True)
    kept = {
        "statements with their sentence": [sentence],
        "statements with their table cell": [cell, replace(cell, id="g")],
        "statements with a sentence and a table cell": [sentence, cell],
        "statements without a quote": [replace(cell, span=None)],
        "statements of the editors": [Evidence("h", "us")],
    }
    made = [
        Statement(f"a{at}/employees", f"a{at}", "employees", Quantity(), evidence=tuple(evidence))
        for at, evidence in enumerate(kept.values())
    ]
    made += [replace(made[0], id="b", evidence=(), derived=Derivation((Proof("rule", ("c",)),)))]
    found = aigraph.KnowledgeGraph(Graph(sources=(editors,), statements=tuple(made)), graph.ontology)
    kinds = (*kept, "derived statements")
    ours, theirs = ({name: n for _, name, n in g.counts().rows} for g in (found, graph))
    assert [ours[kind] for kind in kinds] == [1] * 6
    assert sum(int(str(theirs[kind])) for kind in kinds) == theirs["statements"]
    head = about(found.graph, graph.ontology, {}, "1")["sentence"]
    assert head["en"].startswith(
        "0 entities and 6 statements: 1 with its sentence, 1 with its table cell, 1 with a sentence and a table cell, "
        "1 without a quote, 1 by the editors, 1 derived."
    )
    assert "1 条附原句、1 条附原表单元格、1 条附原句与原表单元格、1 条未附原文" in head["zh"]
    of_tables = replace(found.graph, statements=(made[1],))
    assert "sentence" not in about(of_tables, graph.ontology, {}, "1")["sentence"]["en"]


def test_answers_say_what_is_the_editors_own(graph: Any) -> None:
    theirs = [s for s in graph.graph.statements if s.predicate == "developed" and s.settled]
    count = sum(s.rests_only_on(graph.graph.editors) for s in theirs)
    words = f"{count} of {len(theirs)} developed statements are the editors' own, no source says them"
    assert words in graph.select("SELECT ?a WHERE { ?a aig:developed ?b }").notes
    assert words in graph.cypher("MATCH (a)-[:DEVELOPED]->(b) RETURN a.id").notes
    assert not [note for note in graph.select("SELECT ?a WHERE { ?a aig:founded ?b }").notes if "editors" in note]


@pytest.mark.parametrize("name", ["gpt-4", "mistral-ai", "claim/gpt-6-by-2026", "meta", "gpt-4/trainedOn/a100"])
def test_a_chinese_card_is_chinese(graph: Any, name: str) -> None:
    """Headings and manners have no English word; names, glosses told as English, and quotes may."""
    card = graph.show(name, language="zh")
    english = graph.show(name)
    for theirs, ours in zip(card.groups, english.groups, strict=False):
        assert theirs.heading != ours.heading or not ours.heading.isascii()
    assert not {line.partition(":")[0] for line in card.lines} & {line.partition(":")[0] for line in english.lines}


def test_every_option_has_a_word_in_both_languages(graph: Any) -> None:
    options = {option for prop in graph.ontology.properties.values() for option in prop.options}
    assert options == interface()["option"].keys()
    wording = Wording(graph.ontology, {}, "zh")
    assert wording.value("together") == "合计"
    assert wording.value("no option") == "no option"


def test_no_word_of_the_interface_stands_twice() -> None:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        assert len(found) == len(pairs), [key for key, _ in pairs]
        return found

    json.loads((ROOT / "src/aigraph/words/interface.json").read_text("utf-8"), object_pairs_hook=once)
