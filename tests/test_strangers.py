"""Names of nobody, found many at once: a linker says the same of each."""

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.folder import shipped
from aigraph.linking.linker import Linker
from aigraph.linking.nouns import Link
from aigraph.linking.sssom import read_sheet
from aigraph.linking.strangers import Strangers
from aigraph.linking.worksheet import NOTHING, Worksheet
from aigraph.model import Entity
from aigraph.ontology import read_ontology

ONTOLOGY = read_ontology(*shipped().all("ontology"))
KNOWN = {
    "Open AI": "Company", "GPT-4": "AIModel", "Model 17 b2": "AIModel", "Massachusetts Institute of Technology": "University",
    "Mistral": "Company", "Claude 3.5 Sonnet": "AIModel", "A1 B2 C3 D4 E5": "AIModel", "Llama": "AIModel", "Café 7": "Company",
}  # fmt: skip
WORDS = (
    "open", "AI", "GPT", "4", "model", "17", "b2", "MIT", "Mistral", "mistrl", "Claude", "3.5", "3", "5", "Sonnet", "Lama",
    "Institute", "of", "Technology", "the", "A1", "B2", "C3", "D4", "E5", "F6", "claim", "unstated", "x" * 70, "Cafe", "7", "18",
    "Zyx", "++", "(", ")", "[v2]", "/", "|", ".", "-", "'s", "é", "中", "", "\t", "99",
)  # fmt: skip
NAME = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).flatmap(
    lambda words: st.sampled_from(["", " ", "-", "_", "  "]).map(lambda between: between.join(words))
)
COLUMNS = "subject_label\tsubject_category\tpredicate_modifier\tpredicate_id\tobject_id\tobject_label\treviewer_label\n"
CLASSES = st.sampled_from([("AIModel",), ("Company",), ("Chip",)])


def linker_of(*known: tuple[str, str], worksheet: Worksheet = NOTHING) -> Linker:
    """Return a linker that knows some names, each with a class."""
    entities = [Entity(f"known-{n}", (cls,), {"en": name}) for n, (name, cls) in enumerate(known)]
    return Linker(entities, ONTOLOGY, worksheet)


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(KNOWN)), max_size=3, unique=True), st.lists(NAME, min_size=1), CLASSES)
def test_a_stranger_is_one_to_the_linker_too(known: list[str], names: list[str], classes: tuple[str, ...]) -> None:
    linker = linker_of(*((name, KNOWN[name]) for name in known))
    which, slugs = Strangers(linker).slugs(pyarrow.array(names), classes)
    for name, stranger, slug in zip(names, which.to_pylist(), slugs.to_pylist(), strict=True):
        if stranger:
            assert linker.resolve(name.strip(), classes) == Link(slug)
            assert name == name.strip()


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Model 99 b2", ("AIModel",)),
        ("A quite long name of a company 12", ("AIModel",)),
        ("Zyxel Internationalisation", ("Company",)),
    ],
)
def test_plain_names_are_strangers(name: str, classes: tuple[str, ...]) -> None:
    which, slugs = Strangers(linker_of(*KNOWN.items())).slugs(pyarrow.array([name]), classes)
    assert which.to_pylist() == [True]
    assert slugs.to_pylist() == [name.lower().replace(" ", "-")]


def test_of_whom_something_is_decided_is_no_stranger() -> None:
    row = "Zyxel Internationalisation\tCompany\t\tskos:exactMatch\taid:zyx\tZyx\tAnn\n"
    text = f"#curie_map:\n#  aid: https://w3id.org/aigraph/id/\n{COLUMNS}{row}"
    linker = linker_of(worksheet=Worksheet("links.sssom.tsv", read_sheet(text, "links.sssom.tsv")))
    names = ["Zyxel Internationalisation", "zyxel-internationalisation", "Zyxel 7"]
    which, _ = Strangers(linker).slugs(pyarrow.array(names), ("Company",))
    assert which.to_pylist() == [False, False, True]
