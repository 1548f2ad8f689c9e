"""Where nodes and lines stand: nothing overlaps, little moves, parallel lines are apart."""

import json
from dataclasses import replace
from math import dist
from typing import Any

import networkx
import pytest

from aigraph.page.layout import arrange, label_box
from aigraph.page.network import AIGraphNetwork


def test_no_two_boxes_overlap_and_parts_stay_apart() -> None:
    links = [("a", f"a{i}") for i in range(14)] + [("b", f"b{i}") for i in range(14)] + [("a", "b"), ("x", "y")]
    names = sorted({name for link in links for name in link} | {"alone"})
    boxes = {name: label_box(f"The name of {name}") for name in names}
    places = arrange(boxes, links)
    assert places.keys() == boxes.keys()
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            dx, dy = (abs(places[one][i] - places[other][i]) for i in (0, 1))
            assert dx >= boxes[one][0] + boxes[other][0] or dy >= boxes[one][1] + boxes[other][1], (one, other)


def test_a_large_graph_keeps_its_communities_apart() -> None:
    blocks = networkx.random_partition_graph([45] * 9, 0.12, 0.0004, seed=3)
    links = [(f"n{a}", f"n{b}") for a, b in blocks.edges]
    boxes = {f"n{i}": label_box(f"Name {i}") for i in blocks.nodes}
    places = arrange(boxes, links)
    middles = []
    for block in blocks.graph["partition"]:
        xs, ys = zip(*(places[f"n{i}"] for i in block), strict=True)
        middles.append((sum(xs) / len(xs), sum(ys) / len(ys)))
    nearest = [
        min(
            range(9),
            key=lambda b: (places[f"n{i}"][0] - middles[b][0]) ** 2 + (places[f"n{i}"][1] - middles[b][1]) ** 2,
        )
        == block
        for block, members in enumerate(blocks.graph["partition"])
        for i in members
    ]
    assert sum(nearest) / len(nearest) > 0.9


def test_a_small_edit_moves_few_nodes() -> None:
    base = networkx.random_partition_graph([14, 14, 14, 14], 0.25, 0.01, seed=4)
    links = [(f"n{a}", f"n{b}") for a, b in base.edges]
    names = [f"n{i}" for i in base.nodes]
    before = arrange({n: label_box(n) for n in names}, links)
    after = arrange({n: label_box(n) for n in [*names, "new"]}, [*links, ("n3", "new")])
    wide = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    moved = sorted(((before[n][0] - after[n][0]) ** 2 + (before[n][1] - after[n][1]) ** 2) ** 0.5 / wide for n in names)
    assert moved[len(moved) // 2] < 0.06


@pytest.mark.slow
def test_an_edit_of_the_seeds_moves_little(graph: Any) -> None:
    def places(found: Any) -> dict[Any, tuple[float, float]]:
        network = AIGraphNetwork.from_graph(found, graph.ontology)
        return {node["id"]: (node["x"], node["y"]) for node in network.nodes}

    whole = graph.graph
    before = places(whole)
    wide = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    for gone in (("gpt-6", "gpt"), ("vivo", "bluelm"), ("dario-amodei", "openai")):
        kept = tuple(s for s in whole.statements if (s.subject, str(s.object)) != gone)
        assert len(kept) < len(whole.statements)
        after = places(replace(whole, statements=kept))
        moved = sorted(dist(before[name], after[name]) / wide for name in before.keys() & after.keys())
        assert moved[len(moved) // 2] < 0.1, gone


def test_tentative_can_be_left_out(graph: Any, network: AIGraphNetwork) -> None:
    settled = AIGraphNetwork.from_graph(graph.graph, graph.ontology, tentative=False)
    dashed = [edge for edge in network.edges if edge["dashes"]]
    assert dashed
    assert len(network.edges) - len(settled.edges) == len(dashed)
    assert all(s["settled"] for s in settled.details["statements"])


def test_parallel_edges_are_bent_apart(network: AIGraphNetwork) -> None:
    pairs: dict[frozenset[str], list[Any]] = {}
    for edge in network.edges:
        pairs.setdefault(frozenset((edge["from"], edge["to"])), []).append(edge)
    several = [edges for edges in pairs.values() if len(edges) > 1]
    assert several
    for edges in several:
        assert len({(e["from"], json.dumps(e["smooth"])) for e in edges}) == len(edges)


def test_islands_lie_below_what_hangs_together_and_crowds_are_named(network: AIGraphNetwork) -> None:
    joined = networkx.Graph((e["from"], e["to"]) for e in network.edges)
    islands = network.details["islands"]
    apart = {name for island in islands for name in island}
    main = set(network.node_map) - apart
    assert len(main) > len(apart) > 0
    assert not [pair for pair in joined.edges if (pair[0] in apart) != (pair[1] in apart)]
    at = {node["id"]: node for node in network.nodes}
    assert max(at[n]["y"] for n in main) < min(at[n]["y"] for n in apart)
    assert max(at[n]["upright"][1] for n in main) < min(at[n]["upright"][1] for n in apart)
    regions = network.details["regions"]
    assert len(regions) > 3
    assert sum(map(len, regions)) == len({name for region in regions for name in region} & main)
