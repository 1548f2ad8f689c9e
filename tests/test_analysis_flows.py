"""Who came from where, who depends on whose chips, which money comes back: on graphs worked out by hand."""

import sys
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from analysed import column, made

from aigraph import KnowledgeGraph, analysis
from aigraph.errors import MissingDependency
from aigraph.model import Entity, Graph, Quantity, Ref, Statement
from aigraph.ontology import Ontology

CAREERS = [
    "p1 workedAt lab asserted ended",
    "p1 founded firm",
    "p2 workedAt lab asserted ended",
    "p2 founded firm",
    "g3 workedAt lab asserted ended",
    "g3 founded shop",
    "p4 workedAt lab rumoured ended",
    "p4 founded shop",
    "p5 workedAt firm asserted ended",
    "p5 workedAt lab",
]

pytestmark = pytest.mark.usefixtures("no_window")


def test_who_came_from_where(ontology: Ontology) -> None:
    g = made(ontology, CAREERS, rules=True)
    found = analysis.talent_flow(g)
    assert [row[:5] for row in found] == [
        ("lab", "firm", 2, 0, ["p1", "p2"]),
        ("firm", "lab", 0, 1, ["p5"]),
        ("lab", "shop", 1, 0, ["g3"]),
    ]
    with_rumours = analysis.talent_flow(g, tentative=True)
    assert column(with_rumours, "went_to", "people")["shop"] == ["g3", "p4"]
    assert any("whose members are not named, counts as one: g3" in note for note in found.notes)
    assert {"p1/workedAt/lab", "p1/founded/firm", "firm/foundedByAlumniOf/lab"} <= {row[0] for row in found.evidence}


def test_who_gives_more_founders_than_it_takes(ontology: Ontology) -> None:
    lines = [*CAREERS[:6], "p1 workedAt shop asserted ended"]
    found = analysis.net_exporters(made(ontology, lines, rules=True))
    # Of shop p1 went to firm, too: given by both, taken once.
    assert found.rows == (("lab", 3, 0, 3), ("shop", 1, 1, 0), ("firm", 0, 2, -2))


def test_a_rumour_carries_nobody_unless_asked(ontology: Ontology) -> None:
    g = made(ontology, ["p4 workedAt lab rumoured ended", "p4 founded shop"], rules=True)
    assert not analysis.talent_flow(g)
    assert any(note.startswith("leaves out 1 statement: 1 foundedByAlumniOf") for note in analysis.talent_flow(g).notes)
    found = analysis.talent_flow(g, tentative=True)
    assert found.rows[0][:6] == ("lab", "shop", 1, 0, ["p4"], False)


def test_who_depends_on_whose_chips(ontology: Ontology) -> None:
    lines = [
        "maker manufactures c1",
        "other developed c2",
        "lab developed m1",
        "m1 trainedOn c1",
        "m1 trainedOn c2 rumoured",
        "lab acquired c1 asserted planned",
        "maker supplies lab",
        "seller supplies lab",  # sells no chips
        "other developed m2",
        "m2 trainedOn c2",  # its own
        "shop acquired c9",  # nobody makes them
        "c1 comparableTo c2",  # uses nothing
    ]
    found = analysis.dependence(made(ontology, lines))
    assert [row[:5] for row in found] == [("lab", "maker", 2, 1, 0.75), ("lab", "other", 0, 1, 0.25)]
    assert found.rows[0][5] == ["lab/acquired/c1", "m1/trainedOn/c1", "maker/supplies/lab"]
    assert any("nobody is said to make c9" in note for note in found.notes)


def test_an_equivalent_in_chips_is_no_dependence_on_their_maker(ontology: Ontology) -> None:
    g = made(ontology, ["maker manufactures c1", "other manufactures c2", "lab supplies shop"])
    power = Quantity(Decimal(600_000), unit="c1", comparator="about")
    owned = Statement("lab/computeCapacity", "lab", "computeCapacity", power, {"hardware": (Ref("c2"),)})
    statements = tuple(sorted((*g.graph.statements, owned), key=lambda s: s.id))
    found = analysis.dependence(KnowledgeGraph(replace(g.graph, statements=statements), ontology))
    assert [row[:2] for row in found] == [("lab", "other")]


def derangements(size: int) -> list[tuple[int, ...]]:
    return [p for p in permutations(range(size)) if all(p[n] != n for n in range(size))]


def cycles_of(permutation: tuple[int, ...], longest: int) -> int:
    left, found = set(range(len(permutation))), 0
    while left:
        start = at = left.pop()
        length = 1
        while (at := permutation[at]) != start:
            left.remove(at)
            length += 1
        found += length <= longest
    return found


def test_planted_cycles_are_found_and_are_not_by_chance(ontology: Ontology) -> None:
    lines = [line for n in range(4) for line in (f"a{n} investedIn b{n}", f"a{n} supplies b{n}")]
    found = analysis.circular_money(made(ontology, lines), samples=999)
    assert [row[0] for row in found] == [[f"a{n}", f"b{n}"] for n in range(4)]
    every = derangements(8)  # each pays one and is paid by one: a graph of these degrees is a derangement
    counts = [cycles_of(p, 4) for p in every]
    assert abs(float(str(found.summary["expected"])) - sum(counts) / len(counts)) < 0.1
    p = sum(count >= 4 for count in counts) / len(counts)
    assert p < 0.01
    assert abs(float(str(found.summary["p"])) - p) < 0.01


def test_what_chance_makes_as_often_proves_nothing(ontology: Ontology) -> None:
    found = analysis.circular_money(made(ontology, [f"a{n} investedIn a{(n + 1) % 8}" for n in range(8)]), samples=199)
    assert not found
    assert found.summary["p"] == 1
    assert found.plot() is not None
    again = analysis.circular_money(made(ontology, [f"a{n} investedIn a{(n + 1) % 8}" for n in range(8)]), samples=199)
    assert again.summary == found.summary  # the seed is fixed


def test_amounts_of_a_cycle_are_never_added(ontology: Ontology) -> None:
    def usd(number: int) -> Quantity:
        return Quantity(Decimal(number), unit="USD", comparator="exactly")

    g = made(ontology, ["a investedIn b", "b lentTo a", "b investedIn a"])
    sums = {"a/investedIn/b": usd(50), "b/lentTo/a": usd(20), "b/investedIn/a": usd(30)}
    statements = tuple(replace(s, qualifiers={"value": (sums[s.id],)}) for s in g.graph.statements)
    found = analysis.circular_money(KnowledgeGraph(replace(g.graph, statements=statements), ontology), samples=9)
    assert [(row["currency"], row["least"]) for row in found.to_dicts()] == [("USD", 30)]
    assert [str(amount)[-2:] for amount in found.rows[0][2]] == ["50", "30"]  # type: ignore[union-attr]


def test_money_goes_through_a_round_and_from_a_buyer_to_the_seller(ontology: Ontology) -> None:
    g = made(ontology, ["a investedIn r1", "b raisedIn r1"])
    bought = made(ontology, ["b acquired c1"], counterparty=Ref("a"))
    both = Graph(
        (*g.graph.entities, Entity("c1", ("Chip",), {"en": "C1"})),
        g.graph.sources,
        (*g.graph.statements, *bought.graph.statements),
    )
    found = analysis.circular_money(KnowledgeGraph(both, ontology), samples=9)
    assert [row[0] for row in found] == [["a", "b"]]
    assert found.rows[0][6] == ["a/investedIn/r1", "b/acquired/c1", "b/raisedIn/r1"]


def test_what_is_planned_does_not_go_round_unless_asked(ontology: Ontology) -> None:
    g = made(ontology, ["a investedIn b asserted planned", "a supplies b"])
    assert not analysis.circular_money(g, samples=9)
    assert [row[5] for row in analysis.circular_money(g, samples=9, tentative=True)] == [False]


def test_without_igraph_it_says_what_to_install(ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(MissingDependency, match=r"aigraph\[analysis\]"):
        analysis.circular_money(made(ontology, ["a investedIn b"]))
