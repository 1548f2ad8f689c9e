"""Places whose distances are near the lengths of the shortest ways: stress, minimised pair by pair.

Source: https://arxiv.org/abs/1710.04626 (Zheng, Pawar, Goodman: Graph Drawing by Stochastic Gradient Descent)
"""

import heapq
from collections.abc import Sequence
from math import sqrt
from zlib import crc32

__all__ = ["Adjacency", "places_of"]

#: Neighbour → wished length of the edge, for every node by number.
Adjacency = list[dict[int, float]]
ROUNDS = 36
#: Rounds of power iteration for an axis.
AXIS_STEPS = 60
#: The part of the way that an average pair goes in the first round.
BOLDNESS = 0.25


def places_of(ids: Sequence[str], adjacency: Adjacency) -> list[tuple[float, float]]:
    """Return a place for each node; what no way leads to is left where its id alone puts it. Quadratic."""
    wishes = [(i, n, d) for i in range(len(ids)) for n, d in _distances(adjacency, i).items() if n > i]
    if not wishes:
        return [(0.0, 0.0)] * len(ids)
    return _descend(ids, wishes)


def _distances(adjacency: Adjacency, start: int) -> dict[int, float]:
    """Return the length of the shortest way to each node reached (Dijkstra)."""
    found: dict[int, float] = {}
    queue = [(0.0, start)]
    while queue:
        distance, node = heapq.heappop(queue)
        if node in found:
            continue
        found[node] = distance
        for n, length in adjacency[node].items():
            if n not in found:
                heapq.heappush(queue, (distance + length, n))
    return found


def _start(ids: Sequence[str], wishes: Sequence[tuple[int, int, float]]) -> tuple[list[float], list[float]]:
    """Return places by classical scaling: the two longest axes of the wished distances, by power iteration.

    Small changes of the distances change it little, and so the picture that begins there.
    """
    count = len(ids)
    far = max(d for _, _, d in wishes)
    square = [[far * far] * count for _ in ids]
    for i in range(count):
        square[i][i] = 0.0
    for i, n, d in wishes:
        square[i][n] = square[n][i] = d * d
    means = [sum(row) / count for row in square]
    whole = sum(means) / count
    centred = [[(means[i] + means[n] - v - whole) / 2 for n, v in enumerate(row)] for i, row in enumerate(square)]
    axes: list[tuple[list[float], float]] = []
    for axis in "xy":
        vector = [crc32(f"{name}/{axis}".encode()) / 2**32 - 0.5 for name in ids]
        value = 0.0
        for _ in range(AXIS_STEPS):
            for other, _value in axes:
                share = sum(v * o for v, o in zip(vector, other, strict=True))
                vector = [v - o * share for v, o in zip(vector, other, strict=True)]
            vector = [sum(c * v for c, v in zip(row, vector, strict=True)) for row in centred]
            value = sqrt(sum(v * v for v in vector)) or 1.0
            vector = [v / value for v in vector]
        axes.append((vector, value))
    (xs, a), (ys, b) = axes
    return [v * sqrt(a) for v in xs], [v * sqrt(b) for v in ys]


def _descend(ids: Sequence[str], wishes: list[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """Return places whose distances are near the wished ones, near pairs counting most."""
    x, y = _start(ids, wishes)
    order = sorted(wishes, key=lambda w: crc32(f"{ids[w[0]]}|{ids[w[1]]}".encode()))
    mean = sum(d for _, _, d in wishes) / len(wishes)
    rate, least = BOLDNESS * mean * mean, 0.08 * min(d for _, _, d in wishes) ** 2
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
