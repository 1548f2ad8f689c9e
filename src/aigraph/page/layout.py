"""Where every node stands: communities apart, the giant component in the middle, small ones packed below, no overlaps.

Stress is minimised by stochastic gradient descent over pairs of nodes: all pairs of a small graph, pairs within a
community and pairs with pivots of a large one. Only `+ - * /` and square roots are used, in one order that ids alone
decide, so the places are the same bytes on every machine, and an edit leaves most nodes where they were.

Source: https://arxiv.org/abs/1710.04626 (Zheng, Pawar, Goodman: Graph Drawing by Stochastic Gradient Descent)
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from zlib import crc32

from aigraph.page.spread import ASPECT, Part, pack, separate, turn
from aigraph.property_graph import PropertyGraph

__all__ = ["arrange", "communities", "components", "label_box", "layout", "packed"]

Point = tuple[float, float]
#: Neighbour → wished length of the edge, for every node by number.
Adjacency = list[dict[int, float]]

#: The wished length of an edge within a community and between two, in the page's units (pixels at zoom 1).
NEAR, FAR = 88.0, 215.0
#: Up to this many nodes every pair is looked at.
ALL_PAIRS = 320
PIVOTS = 24
ROUNDS = 36


def layout(graph: PropertyGraph) -> dict[str, Point]:
    """Return a place for every node of a graph, as `arrange` does, with room for its name."""
    boxes = {node.id: label_box(str(node.properties.get("name", ""))) for node in graph.nodes}
    return arrange(boxes, ((edge.source, edge.target) for edge in graph.edges))


def label_box(text: str, size: float = 8.0) -> Point:
    """Return half the width and half the height of a node with its name below.

    >>> label_box("GPT-4"), label_box("")
    ((16.7, 16.5), (12.0, 12.0))
    """
    if not text:
        return size + 4, size + 4
    width = sum(12.5 if ord(c) > 0x2E7F else 6.6 for c in text[:24])
    return round(max(width * 0.43 + 2.5, size + 4), 2), size + 8.5


def arrange(
    boxes: Mapping[str, Point], links: Iterable[tuple[str, str]], loose: Iterable[tuple[str, str]] = ()
) -> dict[str, Point]:
    """Return the place of each node's middle, y downwards, around (0, 0), rounded to tenths.

    Args:
        boxes: node id → half width and half height of what is drawn there.
        links: pairs of ids; order, direction, repetition and unknown ids make no difference.
        loose: pairs of a hub and an id: what shares a hub stands near. Hubs need no box and get no place.
    """
    return packed(components(boxes, links, loose))


def packed(parts: Sequence[Part], *, upright: bool = False) -> dict[str, Point]:
    """Return the places of components put together, lying or upright."""
    if upright:
        parts = [(ids, separate([(y, x) for x, y in places], sizes), sizes) for ids, places, sizes in parts]
    together = pack(parts, 0.66 if upright else ASPECT)
    return {name: (round(x, 1) + 0.0, round(y, 1) + 0.0) for name, (x, y) in together}


def components(
    boxes: Mapping[str, Point], links: Iterable[tuple[str, str]], loose: Iterable[tuple[str, str]] = ()
) -> list[Part]:
    """Return each connected component by itself, largest first: ids, places, boxes."""
    faint = list(loose)
    ids = sorted(boxes.keys() | {hub for hub, _ in faint} | {name for _, name in faint if name not in boxes})
    number = {name: i for i, name in enumerate(ids)}
    known = [(a, b) for a, b in links if a != b and a in boxes and b in boxes]
    neighbours: list[set[int]] = [set() for _ in ids]
    for a, b in known + faint:
        neighbours[number[a]].add(number[b])
        neighbours[number[b]].add(number[a])
    parts: list[Part] = []
    for component in _components(neighbours):
        members = [ids[i] for i in component]
        at = {node: place for place, node in enumerate(component)}
        hubs = [name not in boxes for name in members]
        places = turn(_component(members, [[at[n] for n in sorted(neighbours[i])] for i in component], hubs))
        drawn = [name for name in members if name in boxes]
        sizes = [boxes[name] for name in drawn]
        if drawn:
            parts.append((drawn, separate([places[members.index(name)] for name in drawn], sizes), sizes))
    return parts


def _components(neighbours: Sequence[set[int]]) -> list[list[int]]:
    """Return the connected components, largest first, each sorted."""
    seen: set[int] = set()
    found = []
    for start in range(len(neighbours)):
        if start in seen:
            continue
        seen.add(start)
        todo, component = [start], []
        while todo:
            node = todo.pop()
            component.append(node)
            todo += [n for n in neighbours[node] if n not in seen]
            seen |= neighbours[node]
        found.append(sorted(component))
    return sorted(found, key=lambda component: (-len(component), component))


def communities(neighbours: Sequence[Sequence[int]]) -> list[int]:
    """Return the number of each node's community."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(neighbours)))
    graph.add_edges_from((i, n) for i, near in enumerate(neighbours) for n in near)
    found = networkx.community.louvain_communities(graph, seed=7)
    of = [0] * len(neighbours)
    for index, community in enumerate(sorted(found, key=min)):
        for node in community:
            of[node] = index
    return of


def _component(ids: Sequence[str], neighbours: Sequence[Sequence[int]], hubs: Sequence[bool]) -> list[Point]:
    """Return places for one connected component; edges of hubs do not grow with the crowd."""
    if len(ids) == 1:
        return [(0.0, 0.0)]
    of = communities(neighbours) if len(ids) > 7 else [0] * len(ids)
    adjacency: Adjacency = [{} for _ in ids]
    for i, near in enumerate(neighbours):
        for n in near:
            crowd = 1.0 if hubs[i] or hubs[n] else sqrt(min(len(near), len(neighbours[n])))
            adjacency[i][n] = (NEAR if of[i] == of[n] else FAR) * (0.8 + 0.2 * crowd)
    return _descend(ids, _wishes(adjacency, of))


def _wishes(adjacency: Adjacency, of: Sequence[int]) -> list[tuple[int, int, float]]:
    """Return the pairs to look at with their wished distances."""
    count = len(adjacency)
    if count <= ALL_PAIRS:
        return [(i, n, d) for i in range(count) for n, d in _distances(adjacency, i).items() if n > i]
    members: dict[int, set[int]] = {}
    for node, community in enumerate(of):
        members.setdefault(community, set()).add(node)
    wishes = {(i, n): d for i in range(count) for n, d in adjacency[i].items() if n > i}
    for group in members.values():
        for i in sorted(group):
            near = _distances(adjacency, i, within=group, most=160)
            wishes.update(((i, n), d) for n, d in near.items() if n > i)
    for pivot in _pivots(adjacency):
        for n, d in _distances(adjacency, pivot).items():
            if n != pivot:
                wishes[min(pivot, n), max(pivot, n)] = d
    return [(i, n, d) for (i, n), d in sorted(wishes.items())]


def _distances(adjacency: Adjacency, start: int, within: set[int] | None = None, most: int = 0) -> dict[int, float]:
    """Return the length of the shortest way to each node reached (Dijkstra), at most `most` of them."""
    found: dict[int, float] = {}
    queue = [(0.0, start)]
    while queue and not (most and len(found) > most):
        distance, node = heapq.heappop(queue)
        if node in found:
            continue
        found[node] = distance
        for n, length in adjacency[node].items():
            if n not in found and (within is None or n in within):
                heapq.heappush(queue, (distance + length, n))
    return found


def _pivots(adjacency: Adjacency) -> list[int]:
    """Return nodes far from one another, the best connected first."""
    first = max(range(len(adjacency)), key=lambda i: (len(adjacency[i]), -i))
    pivots = [first]
    nearest = _distances(adjacency, first)
    while len(pivots) < min(PIVOTS, len(adjacency)):
        pivots.append(max(range(len(adjacency)), key=lambda i: (nearest[i], -i)))
        for node, distance in _distances(adjacency, pivots[-1]).items():
            nearest[node] = min(nearest[node], distance)
    return pivots


def _descend(ids: Sequence[str], wishes: list[tuple[int, int, float]]) -> list[Point]:
    """Return places whose distances are near the wished ones, near pairs counting most."""
    spread = max(d for _, _, d in wishes)
    x = [(crc32(f"{name}/x".encode()) / 2**32 - 0.5) * spread for name in ids]
    y = [(crc32(f"{name}/y".encode()) / 2**32 - 0.5) * spread for name in ids]
    order = sorted(wishes, key=lambda w: crc32(f"{ids[w[0]]}|{ids[w[1]]}".encode()))
    rate, least = spread * spread, 0.08 * min(d for _, _, d in wishes) ** 2
    cooling = (least / rate) ** (1 / (ROUNDS - 1)) if rate > least else 1.0
    cooling = round(cooling, 6)
    for _ in range(ROUNDS):
        for i, n, wish in order:
            dx, dy = x[i] - x[n], y[i] - y[n]
            length = sqrt(dx * dx + dy * dy) or 1e-6
            step = rate / (wish * wish)
            move = (length - wish) / (2 * length) * (step if step < 1 else 1.0)
            x[i] -= dx * move
            y[i] -= dy * move
            x[n] += dx * move
            y[n] += dy * move
        rate *= cooling
    return list(zip(x, y, strict=True))
