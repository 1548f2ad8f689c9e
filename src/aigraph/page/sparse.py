"""Places of a large graph in linear time: what `stress` does, with a few pivots in place of every pair.

Sources: Brandes & Pich 2006, https://doi.org/10.1007/978-3-540-70904-6_6 (pivot MDS); Ortmann, Klimenta & Brandes 2016,
https://arxiv.org/abs/1608.08909 (a sparse stress model)
"""

from collections.abc import Sequence
from itertools import accumulate
from math import sqrt
from operator import mul
from zlib import crc32

from aigraph.page.stress import Adjacency

__all__ = ["sparse_places"]

PIVOTS = 24
#: Rounds of power iteration for an axis, and of moving every node to where its edges and the pivots want it.
AXIS_STEPS, ROUNDS = 40, 4
#: Lengths are counted in steps of so many units, so that distances are small whole numbers.
STEP = 22.0

Row = list[int]
Steps = list[list[tuple[int, int]]]


def sparse_places(ids: Sequence[str], adjacency: Adjacency) -> list[tuple[float, float]]:
    """Return a place for each node, as `stress.places_of` would, near enough."""
    steps: Steps = [[(n, max(1, round(d / STEP))) for n, d in sorted(near.items())] for near in adjacency]
    pivots, rows, regions = _pivots(steps)
    x, y = _scaled(ids, rows, pivots)
    weights = [_weights(row, region) for row, region in zip(rows, regions, strict=True)]
    columns = list(zip(*rows, strict=True))
    for _ in range(ROUNDS):
        _settle(x, y, steps, pivots, columns, weights)
    return [(a * STEP, b * STEP) for a, b in zip(x, y, strict=True)]


def _pivots(steps: Steps) -> tuple[list[int], list[Row], list[Row]]:
    """Return nodes far from each other, the distances from each, and those to the nodes that are nearest to it."""
    count = len(steps)
    start = max(range(count), key=lambda i: (len(steps[i]), -i))
    nearest: Row = [2**60] * count
    owner: Row = [0] * count
    pivots: list[int] = []
    rows: list[Row] = []
    for number in range(min(PIVOTS, count)):
        row = _distances(steps, start)
        pivots.append(start)
        rows.append(row)
        for i, (old, new) in enumerate(zip(nearest, row, strict=True)):
            if new < old:
                nearest[i], owner[i] = new, number
        start = nearest.index(max(nearest))
    regions: list[Row] = [[] for _ in pivots]
    for near, number in zip(nearest, owner, strict=True):
        regions[number].append(near)
    return pivots, rows, regions


def _distances(steps: Steps, start: int) -> Row:
    """Return the length of the shortest way to each node, of what no way leads to more than any.

    In Dial's buckets, since lengths are small whole numbers.
    """
    found: Row = [-1] * len(steps)
    buckets: list[list[int]] = [[start]]
    at = 0
    while at < len(buckets):
        for node in buckets[at]:
            if found[node] >= 0:
                continue
            found[node] = at
            for n, length in steps[node]:
                if found[n] < 0:
                    to = at + length
                    while len(buckets) <= to:
                        buckets.append([])
                    buckets[to].append(n)
        buckets[at] = []
        at += 1
    return [at if d < 0 else d for d in found]


def _scaled(ids: Sequence[str], rows: Sequence[Row], pivots: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return places by pivot MDS: the two longest axes of the distances to the pivots, in the distances' own size."""
    count = len(ids)
    squares = [[float(d * d) for d in row] for row in rows]
    by_node = [sum(column) / len(rows) for column in zip(*squares, strict=True)]
    whole = sum(by_node) / count
    centred = []
    for square in squares:
        mean = sum(square) / count
        centred.append([(other + mean - d - whole) / 2 for other, d in zip(by_node, square, strict=True)])
    products = [[sum(map(mul, a, b)) for b in centred] for a in centred]
    axes: list[list[float]] = []
    for axis in "xy":
        vector = [crc32(f"{ids[pivot]}/{axis}".encode()) / 2**32 - 0.5 for pivot in pivots]
        for _ in range(AXIS_STEPS):
            for other in axes:
                share = sum(map(mul, vector, other))
                vector = [v - o * share for v, o in zip(vector, other, strict=True)]
            vector = [sum(map(mul, product, vector)) for product in products]
            size = sqrt(sum(v * v for v in vector)) or 1.0
            vector = [v / size for v in vector]
        axes.append(vector)
    by_place = list(zip(*centred, strict=True))
    x, y = ([sum(map(mul, axis, place)) for place in by_place] for axis in axes)
    wished, there = 0.0, 0.0
    for pivot, row in zip(pivots, rows, strict=True):
        for i in range(0, count, max(1, count // 500)):
            dx, dy = x[i] - x[pivot], y[i] - y[pivot]
            wished += row[i]
            there += sqrt(dx * dx + dy * dy)
    factor = wished / (there or 1.0)
    noise = [crc32(name.encode()) for name in ids]  # nodes with equal distances would lie on each other
    x = [v * factor + (n % 1024 / 512 - 1) for v, n in zip(x, noise, strict=True)]
    y = [v * factor + (n // 1024 % 1024 / 512 - 1) for v, n in zip(y, noise, strict=True)]
    return x, y


def _weights(row: Row, region: Row) -> list[float]:
    """Return what a pivot weighs at each distance: as the nodes of its region that are at most half as far from it."""
    counts = [0] * (max(row) + 1)
    for d in region:
        counts[d] += 1
    within = list(accumulate(counts))
    return [0.0, *(within[d // 2] / (d * d) for d in range(1, len(within)))]


def _settle(
    x: list[float],
    y: list[float],
    steps: Steps,
    pivots: Sequence[int],
    columns: Sequence[tuple[int, ...]],
    weights: Sequence[Sequence[float]],
) -> None:
    """Move each node once to the mean of where its neighbours and the pivots want it (majorisation of stress)."""
    for i, near in enumerate(steps):
        here_x, here_y = x[i], y[i]
        sum_x = sum_y = total = 0.0
        for n, wish in near:
            dx, dy = here_x - x[n], here_y - y[n]
            pull = wish / (sqrt(dx * dx + dy * dy) or 1.0)
            weight = 1.0 / (wish * wish)
            sum_x += weight * (x[n] + dx * pull)
            sum_y += weight * (y[n] + dy * pull)
            total += weight
        for pivot, wish, of in zip(pivots, columns[i], weights, strict=True):
            weight = of[wish]
            if weight:
                other_x, other_y = x[pivot], y[pivot]
                dx, dy = here_x - other_x, here_y - other_y
                pull = wish / (sqrt(dx * dx + dy * dy) or 1.0)
                sum_x += weight * (other_x + dx * pull)
                sum_y += weight * (other_y + dy * pull)
                total += weight
        if total:
            x[i], y[i] = sum_x / total, sum_y / total
