"""Whom a name of a table means: the rules, whatever the order, and decisions that stay."""

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph import KnowledgeGraph
from aigraph.linking.linker import Linker
from aigraph.linking.near import Near
from aigraph.linking.nouns import EXACT, LIKE, Link
from aigraph.linking.spelling import slug_for, spelling_key
from aigraph.linking.worksheet import Worksheet
from aigraph.model import Entity
from aigraph.names.keys import edits
from aigraph.ontology import Ontology
from aigraph.seeds.values import is_slug

DATA = Path(__file__).parent / "data"

KNOWN = (
    Entity("openai", ("Company", "ResearchLab"), {"en": "OpenAI"}, ("Open AI",), ("Open Al",)),
    Entity("deepmind", ("ResearchLab",), {"en": "DeepMind"}, same_as=("https://www.wikidata.org/wiki/Q15733006",)),
    Entity("google", ("Company",), {"en": "Google", "zh": "谷歌"}),
    Entity("mistral-ai", ("Company",), {"en": "Mistral AI"}, ("Mistral",)),
    Entity("mistral", ("AIModel",), {"en": "Mistral"}),
    Entity("mit", ("University",), {"en": "MIT"}),
    Entity("command-r", ("AIModel",), {"en": "Command R"}),
    Entity("anthropic", ("Company",), {"en": "Anthropic"}),
    Entity("anthropic-old", (), {"en": "Anthropic PBC"}, replaced_by="anthropic"),
    Entity("claude-model", ("ModelFamily",), {"en": "Claude"}),
    Entity("gemini", ("AIModel",), {"en": "Gemini"}),
    Entity("wei-li", ("Person",), {"en": "Li Wei"}),
    Entity("wei-li-2", ("Person",), {"en": "Li Wei"}),
)


def linker(ontology: Ontology, text: str = "") -> Linker:
    sheet = read_text(text) if text else Worksheet("mappings/x.sssom.tsv")
    return Linker(KNOWN, ontology, sheet)


def read_text(text: str) -> Worksheet:
    from aigraph.linking.sssom import read_sheet

    return Worksheet("mappings/x.sssom.tsv", read_sheet(text, "mappings/x.sssom.tsv"))


def told(link: Link) -> str:
    return (
        f"open: {' '.join(c.slug for c in link.candidates)}"
        if link.slug is None
        else link.slug + "+" * (not link.known)
    )


@pytest.mark.parametrize(
    ("name", "classes", "expected"),
    [
        ("OpenAI", ["Company"], "openai"),
        ("openai", ["Organization"], "openai"),  # the table's class is above
        ("Open Al", ["Company"], "openai"),  # a spelling known to be wrong
        ("ＯｐｅｎＡＩ", ["ResearchLab"], "openai"),
        ("谷歌", ["Company"], "google"),
        ("Anthropic PBC", ["Company"], "anthropic"),  # merged
        ("Mistral", ["Company"], "mistral-ai"),  # the class tells two of one name apart
        ("Mistral", ["AIModel"], "mistral"),
        ("Gemini", ["Company"], "gemini-company+"),  # no company is a model: another thing, another slug
        ("Claude", ["AIModel"], "open: claude-model"),  # a family may be what the table means by a model
        ("DeepMind", ["Company"], "open: deepmind"),  # a lab may be a company
        ("Google DeepMind", ["Organization"], "open: deepmind google"),
        ("Google Brain", ["Company"], "open: google"),
        ("Massachusetts Institute of Technology", ["University"], "open: mit"),
        ("Massachusetts Institute of Technology (MIT)", ["Organization"], "open: mit"),
        ("Antropic", ["Company"], "open: anthropic"),
        ("Command R+", ["AIModel"], "open: command-r"),  # folds alike, and is not the same
        ("Command R 2", ["AIModel"], "command-r-2+"),  # another number is another thing
        ("Mistral Large", ["AIModel"], "mistral-large+"),  # more words make another model
        ("Li Wei", ["Person"], "open: wei-li wei-li-2"),
        ("Facebook AI Research", ["ResearchLab"], "facebook-ai-research+"),
    ],
)
def test_whom_a_name_means(ontology: Ontology, name: str, classes: list[str], expected: str) -> None:
    assert told(linker(ontology).resolve(name, classes)) == expected


def test_an_identifier_of_the_table_proposes_whoever_has_it(ontology: Ontology) -> None:
    iri = "https://www.wikidata.org/wiki/Q15733006"
    link = linker(ontology).resolve("The lab of Hassabis", ["ResearchLab"], [iri])
    assert [(c.slug, c.because) for c in link.candidates] == [("deepmind", f"is {iri} too")]


def test_why_a_name_is_open_names_who_it_may_be_and_where_to_decide(ontology: Ontology) -> None:
    link = linker(ontology).resolve("Li Wei", ["Person"])
    assert (
        link.why
        == "'Li Wei' may be wei-li or wei-li-2; expected a decision in mappings/x.sssom.tsv. Run 'aigraph tables links --write'"
    )


NAMES = st.text(st.sampled_from("abAB12 -.+#é中文ß'（）/&") | st.characters(exclude_categories=["Cs"]), max_size=24)


@given(NAMES, NAMES)
def test_one_slug_is_one_key(one: str, other: str) -> None:
    assert is_slug(slug_for(one))
    if slug_for(one) == slug_for(other):
        assert spelling_key(one) == spelling_key(other)


@given(NAMES)
def test_case_and_width_make_no_other_name(name: str) -> None:
    if name.isascii():
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
        assert spelling_key(name.upper()) == spelling_key(name) == spelling_key(wide)
        assert slug_for(name.upper()) == slug_for(name)


@given(st.lists(NAMES.filter(str.strip), min_size=1, max_size=8, unique=True), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_what_a_name_means_depends_on_no_other(ontology: Ontology, names: list[str], rng: random.Random) -> None:
    asked = [*names, "Google Brain", "OpenAI"]
    alone = {name: linker(ontology).resolve(name, ["Company"]) for name in asked}
    together = linker(ontology)
    rng.shuffle(asked)
    assert {name: together.resolve(name, ["Company"]) for name in asked} == alone


LETTERS = st.text("abcde", min_size=5, max_size=14)


@given(st.lists(LETTERS, max_size=30), LETTERS)
@settings(deadline=None)
def test_every_name_mistyped_a_little_is_found(names: list[str], asked: str) -> None:
    """The index finds what comparing with every name finds: two letters away at most, one from a short name."""

    def away(one: str, other: str) -> int:
        row = list(range(len(other) + 1))
        for i, a in enumerate(one, 1):
            before, row = row, [i]
            for j, b in enumerate(other, 1):
                row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
        return row[-1]

    most = 2 if len(asked) > 8 else 1 if len(asked) > 4 else 0
    near = {n for n in names if n != asked and away(asked, n) <= 2 and edits(asked, n, most) is not None}
    assert set(Near(names).like(asked, by_words=False)) >= near
    assert all(edits(asked, n, 2) is not None for n in Near(names).like(asked, by_words=False))


def test_a_typo_is_a_likeness_however_long_the_name() -> None:
    """How likely it is says nothing of its kind: one letter of twenty is as likely as a name in other spelling."""
    [(likely, _, kind)] = Near(["abcdefghijklmnopqrst"]).like("abcdefghijklmnopqrsx", by_words=False).values()
    [(as_likely, _, exact)] = Near(["Model-X"]).like("model x", by_words=False).values()
    assert (likely, kind) == (as_likely, LIKE)
    assert exact == EXACT


def test_the_same_without_rapidfuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    near = Near(["Anthropic", "Antropic", "Anthropics", "Entropic", "Isotropic"])
    fast = near.like("Anthrpoic", by_words=True)
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert near.like("Anthrpoic", by_words=True) == fast
    assert set(fast) == {"Anthropic", "Antropic", "Anthropics"}


def makers() -> dict[str, str]:
    lines = (DATA / "makers.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def test_the_makers_of_a_real_table_worked_out_by_hand(graph: KnowledgeGraph) -> None:
    """360 makers as Epoch AI spells them, looked up in the shipped graph."""
    asked = Linker(graph.graph.entities, graph.ontology)
    found = {name: asked.resolve(name, ["Organization"]) for name in makers()}
    told = {
        name: link.slug
        if link.known
        else "new"
        if link.slug
        else f"? {' '.join(sorted(c.slug for c in link.candidates))}"
        for name, link in found.items()
    }
    assert told == makers()
    new = {link.slug for link in found.values() if link.slug and not link.known}
    assert len(new) == list(makers().values()).count("new"), "two makers would be one"
    assert not new & graph.entities.keys()
