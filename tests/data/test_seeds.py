"""The curated data; each failure names the edit that mends it."""

import re
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

from aigraph.model import Date, Quantity, Ref
from aigraph.seeds import read_seeds
from aigraph.seeds.coverage import coverage

#: What every visitor looks for first; they have names in both languages.
CORE = ("Person", "Country", "Group", "Role", "Concept", "Award", "Policy", "Market")
#: How sure a speaker is, in the article's words; `seeds/REVIEW.md` says what is none.
HEDGES = {
    "会", "将", "可能", "有可能", "很可能", "不太可能", "将有望", "必然", "也许", "或许", "预计", "即将", "终有", "难以",
    "很难", "质疑", "可以说", "基本", "一定程度上", "很大程度上", "根据笔者个人的感受",
}  # fmt: skip


def test_no_orphan_entity(graph: Any) -> None:
    used = set()
    for statement in graph.statements.values():
        used.add(statement.subject)
        for value in (statement.object, *(v for values in statement.qualifiers.values() for v in values)):
            if isinstance(value, Ref):
                used.add(value.id)
            if isinstance(value, Quantity) and value.unit:
                used.add(value.unit)
    for owner in (*graph.statements.values(), *graph.claims.values()):
        for evidence in owner.evidence:
            used.update([*evidence.speakers, *([evidence.via] if evidence.via else [])])
    for claim in graph.claims.values():
        used.update([*claim.about, *claim.held_by])
    for source in graph.sources.values():
        used.update([*source.author, *source.publisher])
    orphans = sorted(set(graph.entities) - used)
    assert not orphans, f"no statement, claim or source names {orphans}: state something of them or remove them"


@pytest.mark.parametrize("kind", CORE)
def test_core_entities_have_both_names(graph: Any, kind: str) -> None:
    lacking = [e.id for e in graph.entities.values() if graph.ontology.is_a(e.classes, kind) and "zh" not in e.names]
    assert not lacking, f"add 'zh: …' to {lacking}"


def test_no_direct_triple_without_a_settled_statement(graph: Any) -> None:
    from aigraph.namespaces import DERIVED_GRAPH, ENTITY, ONTOLOGY, ONTOLOGY_GRAPH, SHIPPED

    settled = {(SHIPPED.of(s.subject), ONTOLOGY + s.predicate) for s in graph.statements.values() if s.settled}
    predicates = {ONTOLOGY + p.name for p in graph.ontology.predicates()}
    for quad in graph.store:
        home = getattr(quad.graph_name, "value", "")
        if home in (DERIVED_GRAPH, ONTOLOGY_GRAPH) or quad.predicate.value not in predicates:
            continue
        if quad.subject.value.startswith(ENTITY):
            assert (quad.subject.value, quad.predicate.value) in settled, quad


def test_tentative_statements_are_no_triples(graph: Any) -> None:
    rows = graph.sparql(
        "SELECT ?s WHERE { ?s aig:settled false ; rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b . ?a ?p ?b }"
    )
    assert len(rows) == 0


def test_due_dates_are_after_their_source(graph: Any) -> None:
    for claim in graph.claims.values():
        if claim.due is None:
            continue
        dates = [graph.sources[e.source].date for e in claim.evidence]
        for date in dates:
            assert date is None or claim.due.latest is None or claim.due.latest > date.latest, (
                f"claim {claim.id} is due {claim.due}, before its source: correct 'due'"
            )


def test_every_prediction_can_be_settled_or_has_no_due_date(graph: Any) -> None:
    lacking = [c.id for c in graph.claims.values() if c.due and not c.criterion]
    assert not lacking, f"add 'criterion: …' to {lacking}"


def test_editors_state_no_number_no_date_and_only_what_the_article_leaves_out(graph: Any) -> None:
    editors = [
        s for s in graph.statements.values() if s.evidence and all(e.source == "aigraph-editors" for e in s.evidence)
    ]
    assert editors
    for statement in editors:
        assert graph.ontology.properties[statement.predicate].editorial, f"{statement.id}: not editorial; remove it"
        assert not isinstance(statement.object, Quantity | Date), f"{statement.id}: a number or date; remove it"
    said_twice = [
        s.id for s in graph.statements.values() if len({e.source == "aigraph-editors" for e in s.evidence}) > 1
    ]
    assert not said_twice, f"the article says {said_twice}: remove them from editors.yaml"


def test_asserted_evidence_has_no_speaker(graph: Any) -> None:
    for owner in (*graph.statements.values(), *graph.claims.values()):
        for evidence in owner.evidence:
            assert evidence.modality != "asserted" or not evidence.speakers, (
                f"{evidence.id}: asserted by {evidence.speakers}"
            )
            assert evidence.modality != "reported" or evidence.speakers, f"{evidence.id}: reported by nobody"


def test_every_passage_has_a_gloss(graph: Any) -> None:
    read = read_seeds(ROOT / "seeds", graph.ontology)
    assert read.problems == []
    for passage in read.passages:
        if passage.quoted and not passage.skip:
            assert passage.gloss, f"{passage.file.path}:{passage.line}: add 'gloss: …'"


def test_every_criterion_says_by_which_day_what_counts_as_yes_and_what_as_no(graph: Any) -> None:
    criteria = {c.id: c.criterion for c in graph.claims.values() if c.criterion}
    lacking = [c for c, text in criteria.items() if not re.search(r"Yes, if .*(\b20\d\d\b).*; no, if ", text)]
    assert not lacking, f"write 'Yes, if by DAY …; no, if …' as the criterion of {lacking}"
    vague = [c for c, text in criteria.items() if re.search(r"generally held|widely|a few|beats it", text)]
    assert not vague, f"say what anybody can look up as the criterion of {vague}"


def test_a_hedge_says_how_sure_the_speaker_is(graph: Any) -> None:
    wrong = {c.id: c.hedge for c in graph.claims.values() if c.hedge and c.hedge not in HEDGES}
    assert not wrong, f"{wrong}: a word of quantity, time or ability is no hedge; remove it, or add it to HEDGES"


def test_the_ten_judgements(graph: Any) -> None:
    judgements = [c for c in graph.claims.values() if c.kind == "judgement"]
    assert sorted(c.id for c in judgements) == sorted(f"judgement-{n}" for n in range(1, 11))


# -- what issue 14 mended, by hand from the article -----------------------------------------------------------------


def test_what_is_only_to_come_is_settled_by_nobody(graph: Any) -> None:
    for identifier in ("gpt-5/versionOf/gpt", "gpt-6/versionOf/gpt", "llama-3/versionOf/llama"):
        assert not graph.statements[identifier].settled, identifier
    assert not graph.statements["smarter-siri/versionOf/siri"].settled
    assert graph.statements["gpt-4/versionOf/gpt"].settled


def test_who_has_no_name_is_rumoured(graph: Any) -> None:
    unnamed = {s.subject for s in graph.statements.values() if s.predicate == "unnamed"}
    assert {"netizen", "unnamed-media", "industry", "industry-developers", "unnamed-meta-researcher"} == unnamed
    for owner in (*graph.statements.values(), *graph.claims.values()):
        for evidence in owner.evidence:
            assert not unnamed & set(evidence.speakers) or evidence.modality == "rumoured", evidence.id
    assert graph.statements["chatgpt/outage/related-outage/global"].modality == "rumoured"


def test_a_chase_is_of_one_who_is_ahead(graph: Any) -> None:
    assert not graph.ontology.properties["chases"].symmetric
    assert statement(graph, "llama-3/chases/gpt-5").stage == "planned"


def test_deals_are_in_generative_ai_and_six_or_seven_times_as_many(graph: Any) -> None:
    deals = statement(graph, "nvidia/dealCount/2023")
    assert deals.qualifiers["field"] == (Ref("generative-ai"),)
    ratio = deals.qualifiers["ratio"][0]
    assert (ratio.value, ratio.min, ratio.max, ratio.written) == (None, 6, 7, "多6倍")


def test_the_end_of_february_is_its_last_ten_days(graph: Any) -> None:
    date = statement(graph, "google/openSourced/gemma").qualifiers["date"][0]
    assert (date.earliest, date.latest, date.written) == ("2024-02-20", "2024-02-29", "2月底")


def test_what_failed_together_is_no_cause(graph: Any) -> None:
    failed = {s.id for s in graph.statements.values() if s.predicate == "failedWith"}
    assert failed == {
        "chatgpt/failedWith/perplexity",
        "chatgpt/failedWith/claude-app",
        "claude-app/failedWith/perplexity",
    }
    assert all(len(statement(graph, identifier).evidence) == 2 for identifier in failed)
    affected = [s.object for s in graph.statements.values() if s.subject == "chatgpt-outage-2024-06"]
    assert affected == [Ref("chatgpt")]


def test_each_is_not_together(graph: Any) -> None:
    users = {
        s.qualifiers["counting"][0]: s.object.min
        for s in graph.statements.values()
        if s.subject == "leading-chinese-ai-apps" and s.predicate == "monthlyActiveUsers"
    }
    assert users == {"each": 10_000_000, "together": 50_000_000}


def test_inference_not_the_models_moves_to_devices(graph: Any) -> None:
    runs = {s.subject for s in graph.statements.values() if s.predicate == "runsOn" and s.modality == "predicted"}
    assert runs == {"ai-inference"}


def test_a_law_of_eighteen_months(graph: Any) -> None:
    law = statement(graph, "altmans-law/interval/ten-judgements").object
    assert (law.value, law.unit, law.written) == (18, "month", "18个月")


def test_a_comparison_without_a_measure_is_only_claimed(graph: Any) -> None:
    claimed = {s.id.rpartition("/")[0]: s.settled for s in graph.statements.values() if s.modality == "claimed"}
    level = {f"{model}/comparableTo/gpt-3-5" for model in ("chatglm-6b", "glm-130b", "llama-2", "mixtral-8x7b")}
    assert claimed.keys() == {"claude-3/surpasses/gpt-4", "yang-zhilin/opposesViewOf/zhu-xiaohu", *level}
    assert not any(claimed.values())


def test_one_sentence_one_stage(graph: Any) -> None:
    stages = {s.object.id: s.stage for s in graph.statements.values() if s.id.startswith("noam-shazeer/contributedTo/")}
    assert stages == {"google-ai-projects": "ended", "transformer": "ended", "lamda": "ended"}


# -- the hard cases of judgement 3 and the chips, by hand from the article ------------------------------------------


def statement(graph: Any, identifier: str) -> Any:
    return graph.statements[identifier]


def test_350_000_are_planned_and_not_added_to_600_000(graph: Any) -> None:
    bought = statement(graph, "meta/acquired/h100")
    value = bought.qualifiers["value"][0]
    assert (value.value, value.written, bought.stage) == (350_000, "35万张", "planned")
    assert bought.qualifiers["counterparty"] == (Ref("nvidia"),)
    assert bought.qualifiers["purpose"] == (Ref("llama-3"),)
    assert bought.qualifiers["date"][0].latest == "2024-12-31"
    total = statement(graph, "meta/computeCapacity/--2024")
    assert (total.object.value, total.object.unit, total.stage) == (600_000, "h100", "planned")


def test_gpt_in_visits_is_chatgpt(graph: Any) -> None:
    visits = statement(graph, "character-ai-app/visits/ten-judgements")
    assert visits.qualifiers["comparedTo"] == (Ref("chatgpt"),)
    assert visits.qualifiers["rank"][0].value == 2


def test_mistral_is_the_firm_and_the_model(graph: Any) -> None:
    assert statement(graph, "mistral-ai/employees/ten-judgements").object.comparator == "moreThan"
    score = statement(graph, "mistral-model/benchmarkScore/ten-judgements")
    assert (str(score.object.value), score.object.unit) == ("81.2", "percent")
    assert score.qualifiers["benchmark"] == (Ref("unstated"),)


def test_mostly_is_most(graph: Any) -> None:
    assert statement(graph, "anthropic-founding-team/workedAt/openai").qualifiers["share"] == ("most",)


def test_580_000_are_no_a100s(graph: Any) -> None:
    bought = statement(graph, "china/computePurchased/2023-01--2023-09")
    assert (bought.predicate, bought.object.value, bought.modality) == ("computePurchased", 580_000, "estimated")


def test_the_three_founders_need_their_context(graph: Any) -> None:
    evidence = statement(graph, "mistral-founders/contributedTo/llama").evidence[0]
    assert [span.quote for span in evidence.context] == ["在开源领域效果和口碑很好的Mistral"]


def test_who_says_so_is_as_deep_as_the_text(graph: Any) -> None:
    evidence = graph.claims["come-back-with-10000-h100"].evidence[0]
    assert evidence.speakers == ("unnamed-meta-researcher", "aravind-srinivas", "unnamed-media")
    assert evidence.via == "invest-like-the-best"


def test_what_nobody_read_only_shrinks(graph: Any, article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    read = read_seeds(ROOT / "seeds", graph.ontology, {"ten-judgements": text})
    assert read.problems == []
    lines = (ROOT / "tests/data/unread.txt").read_text(encoding="utf-8").splitlines()
    listed = [tuple(map(int, line.split()[0].split("-"))) for line in lines if not line.startswith("#")]
    found = coverage(read.passages, read.sources, read.lock, "ten-judgements", text)
    new = [
        f"{span.start}-{span.end} {span.quote}"
        for sentence in found
        for span in sentence.unread()
        if not any(start <= span.start and span.end <= end for start, end in listed)
    ]
    assert not new, "quote these in a passage, or skip them with a reason:\n" + "\n".join(new)
