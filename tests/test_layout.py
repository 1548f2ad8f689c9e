"""Places of graphs too large for every pair of nodes to be looked at."""

from math import dist

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigraph.page.layout import arrange, label_box
from aigraph.page.spread import even


@pytest.mark.parametrize("count", [9, 40])
def test_communities_are_apart_in_a_large_and_in_a_huge_graph(count: int) -> None:
    blocks = networkx.random_partition_graph([45] * count, 0.12, 0.0036 / count, seed=3)
    links = [(f"n{a}", f"n{b}") for a, b in blocks.edges]
    boxes = {f"n{i}": label_box(f"Name {i}") for i in blocks.nodes}
    places = arrange(boxes, links)
    middles = []
    for block in blocks.graph["partition"]:
        xs, ys = zip(*(places[f"n{i}"] for i in block), strict=True)
        middles.append((sum(xs) / len(xs), sum(ys) / len(ys)))
    nearest = [
        min(range(count), key=lambda b: dist(places[f"n{i}"], middles[b])) == block
        for block, members in enumerate(blocks.graph["partition"])
        for i in members
    ]
    assert sum(nearest) / len(nearest) > 0.9
    assert overlapping(places, boxes) == []


def overlapping(places: dict[str, tuple[float, float]], boxes: dict[str, tuple[float, float]]) -> list[tuple[str, str]]:
    """Return the pairs whose boxes overlap, those far apart across never looked at."""
    order, found = sorted(places, key=lambda name: places[name]), []
    widest = 2 * max(wide for wide, _ in boxes.values())
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            if places[other][0] - places[one][0] > widest:
                break
            dx, dy = (abs(places[one][i] - places[other][i]) for i in (0, 1))
            if dx < boxes[one][0] + boxes[other][0] and dy < boxes[one][1] + boxes[other][1]:
                found.append((one, other))
    return found


@pytest.mark.slow
def test_a_huge_graph_is_placed_as_near_as_a_large_one() -> None:
    """The sparse model of stress stays near the wished distances: a ladder is long, a tree spreads, a star is round."""
    ladder = [(f"a{i}", f"a{i + 1}") for i in range(699)] + [(f"b{i}", f"b{i + 1}") for i in range(699)]
    ladder += [(f"a{i}", f"b{i}") for i in range(700)]
    places = arrange(dict.fromkeys((n for link in ladder for n in link), (4.0, 4.0)), ladder)
    ends = [dist(places["a0"], places[f"a{i}"]) for i in range(0, 700, 50)]
    assert ends == sorted(ends)
    for links in (networkx.balanced_tree(3, 6).edges, networkx.star_graph(1500).edges):
        pairs = [(f"n{a}", f"n{b}") for a, b in links]
        boxes = {name: label_box(name) for pair in pairs for name in pair}
        found = arrange(boxes, pairs)
        assert found.keys() == boxes.keys()
        assert overlapping(found, boxes) == []
        assert arrange(boxes, reversed(pairs)) == found


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=60), st.integers(1, 40))
@settings(deadline=None, max_examples=30)
def test_even_leaves_no_overlap(points: list[tuple[int, int]], half: int) -> None:
    sizes = {str(i): (float(half + i % 7), 9.0) for i in range(len(points))}
    places = even([(float(x), float(y)) for x, y in points], list(sizes.values()))
    assert overlapping(dict(zip(sizes, places, strict=True)), sizes) == []
