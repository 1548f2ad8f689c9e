"""Where every node stands: communities apart, the giant component in the middle, small ones packed below, no overlaps.

Of a small graph every pair of nodes is looked at; of a larger one, each community is laid out by itself and then the
communities as a whole; of a huge one, some pivots of each are looked at instead of every pair, in near linear time.
Only `+ - * /` and square roots are used, in one order that ids alone decide, so the places are the same bytes on every
machine, and an edit leaves most nodes where they were.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from aigraph.page.communities import communities
from aigraph.page.sparse import sparse_places
from aigraph.page.spread import ASPECT, Part, bounds, even, gather, pack, separate, turn
from aigraph.page.stress import Adjacency, places_of
from aigraph.property_graph import PropertyGraph

__all__ = ["arrange", "components", "label_box", "layout", "packed"]

Point = tuple[float, float]
#: The wished length of an edge within a crowd and between two, in the page's units (pixels at zoom 1).
NEAR, FAR = 88.0, 170.0
#: Up to this many nodes every pair is looked at.
ALL_PAIRS = 320
#: In a graph of more than this many, every pair is looked at in a component or a community of few only.
HUGE, FEW = 1000, 40
#: Width to height that a large component gets, lying and upright.
WIDE, TALL = 1.9, 0.6
#: From this many nodes up to `ALL_PAIRS` the middle of a component is widened.
CROWD = 40
#: Space between two communities of a large graph.
MOAT = 60.0


def layout(graph: PropertyGraph) -> dict[str, Point]:
    """Return a place for every node of a graph, as `arrange` does, with room for its name."""
    boxes = {node.id: label_box(str(node.properties.get("name", ""))) for node in graph.nodes}
    return arrange(boxes, ((edge.source, edge.target) for edge in graph.edges))


def label_box(text: str, size: float = 8.0) -> Point:
    """Return half the width and half the height of a node with its name below.

    >>> label_box("GPT-4"), label_box("")
    ((16.69, 16.5), (12.0, 12.0))
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
    filled = []
    for ids, places, sizes in parts:
        if len(ids) > HUGE:  # nothing overlaps, and stretched it never will
            filled.append((ids, _filling(places, upright), sizes))
            continue
        turned = [(y, x) for x, y in places] if upright else list(places)
        filled.append((ids, separate(_filling(turned, upright), sizes), sizes))
    together = pack(filled, TALL if upright else ASPECT)
    return {name: (round(x, 1) + 0.0, round(y, 1) + 0.0) for name, (x, y) in together}


def _filling(places: Sequence[Point], upright: bool) -> list[Point]:
    """Return places stretched along the longer side of the picture, by three fifths at most, to fill it."""
    wide = max(x for x, _ in places) - min(x for x, _ in places) + 1
    high = max(y for _, y in places) - min(y for _, y in places) + 1
    if upright:
        factor = min(max(wide / TALL / high, 1.0), 1.6)
        return [(x, y * factor) for x, y in places]
    factor = min(max(high * WIDE / wide, 1.0), 1.6)
    return [(x * factor, y) for x, y in places]


def components(
    boxes: Mapping[str, Point], links: Iterable[tuple[str, str]], loose: Iterable[tuple[str, str]] = ()
) -> list[Part]:
    """Return each connected component by itself, largest first: ids, places, boxes."""
    faint = list(loose)
    ids = sorted(boxes.keys() | {hub for hub, _ in faint} | {name for _, name in faint if name not in boxes})
    number = {name: i for i, name in enumerate(ids)}
    pairs = ALL_PAIRS if len(ids) <= HUGE else FEW
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
        room = [boxes.get(name, (1.0, 1.0)) for name in members]
        near = [[at[n] for n in sorted(neighbours[i])] for i in component]
        places = _component(members, near, hubs, room, pairs)
        drawn = [place for place, name in enumerate(members) if name in boxes]
        if CROWD < len(members) <= ALL_PAIRS:
            places = gather(places, [float(len(some)) for some in near])
        sizes = [room[place] for place in drawn]
        if drawn:
            apart = separate([places[place] for place in drawn], sizes)
            parts.append(([members[place] for place in drawn], apart, sizes))
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


def _component(
    ids: Sequence[str],
    neighbours: Sequence[Sequence[int]],
    hubs: Sequence[bool],
    room: Sequence[Point],
    pairs: int,
) -> list[Point]:
    """Return places for one connected component, its long side across; edges of hubs do not grow with the crowd.

    In a small one an edge is short where its ends share a neighbour or one of them has hardly any: that depends on
    what is near alone, so that an edit changes little; in a large one where its ends are of one community. Every pair
    is looked at of up to `pairs` nodes.
    """
    if len(ids) == 1:
        return [(0.0, 0.0)]
    large = len(ids) > ALL_PAIRS
    of = communities(neighbours) if large else []
    around = [{i, *near} for i, near in enumerate(neighbours)]
    adjacency: Adjacency = [{} for _ in ids]
    for i, near in enumerate(neighbours):
        for n in near:
            least = min(len(near), len(neighbours[n]))
            together = of[i] == of[n] if large else least < 3 or len(around[i] & around[n]) > 2
            crowd = 1.0 if hubs[i] or hubs[n] else sqrt(least)
            adjacency[i][n] = (NEAR if together else FAR) * (0.8 + 0.2 * crowd)
    return _large(ids, adjacency, of, room, pairs) if large and max(of) else turn(_placed(ids, adjacency, pairs))


def _large(
    ids: Sequence[str], adjacency: Adjacency, of: Sequence[int], room: Sequence[Point], pairs: int
) -> list[Point]:
    """Return places community by community, each in a box of its own, the boxes near those they are linked with."""
    groups: list[list[int]] = [[] for _ in range(max(of) + 1)]
    for node, community in enumerate(of):
        groups[community].append(node)
    inside: list[list[Point]] = []
    halves: list[Point] = []
    for group in groups:
        at = {node: place for place, node in enumerate(group)}
        near = [{at[n]: d for n, d in adjacency[i].items() if n in at} for i in group]
        sizes = [room[i] for i in group]
        placed = _roomy(turn(_placed([ids[i] for i in group], near, pairs)), sizes, pairs)
        left, top, right, bottom = bounds(placed, sizes)
        inside.append([(x - (left + right) / 2, y - (top + bottom) / 2) for x, y in placed])
        halves.append(((right - left + MOAT) / 2, (bottom - top + MOAT) / 2))
    between: Adjacency = [{} for _ in groups]
    for i, near_by in enumerate(adjacency):
        for n in near_by:
            a, b = of[i], of[n]
            if a != b:
                between[a][b] = (sum(halves[a]) + sum(halves[b])) / 2
    names = [min(ids[i] for i in group) for group in groups]
    middles = _roomy(turn(_placed(names, between, ALL_PAIRS)), halves, ALL_PAIRS)
    found: list[Point] = [(0.0, 0.0)] * len(ids)
    for group, places, (mx, my) in zip(groups, inside, middles, strict=True):
        for node, (x, y) in zip(group, places, strict=True):
            found[node] = (x + mx, y + my)
    return found


def _placed(ids: Sequence[str], adjacency: Adjacency, pairs: int) -> list[Point]:
    """Return places that look at every pair of up to so many nodes, of more at the pivots."""
    return places_of(ids, adjacency) if len(ids) <= pairs else sparse_places(ids, adjacency)


def _roomy(places: Sequence[Point], sizes: Sequence[Point], pairs: int) -> list[Point]:
    """Return places without overlaps, those of more than so many boxes thinned first."""
    return separate(places, sizes) if len(places) <= pairs else even(places, sizes)
