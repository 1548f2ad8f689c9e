"""Communities of a graph: groups with more lines inside than chance would put there.

Source: https://arxiv.org/abs/0803.0476 (Blondel et al.: Louvain)
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

__all__ = ["communities"]

#: Rounds of moving nodes on one level, at most.
ROUNDS = 12

Weights = Sequence[Mapping[int, float]]


def communities(neighbours: Sequence[Sequence[int]]) -> list[int]:
    """Return the number of each node's community, counted in the order of their first nodes. Near linear.

    >>> communities([[1, 2], [0, 2], [0, 1, 3], [2, 4, 5], [3, 5], [3, 4]])
    [0, 0, 0, 1, 1, 1]
    """
    of = list(range(len(neighbours)))
    weights: Weights = [dict.fromkeys(near, 1.0) for near in neighbours]
    while True:
        moved = _numbered(_moved(weights))
        if len(set(moved)) == len(weights):
            return _numbered(of)
        of = [moved[community] for community in of]
        weights = _joined(weights, moved)


def _moved(weights: Weights) -> list[int]:
    """Return a community for each node, each moved to the neighbours' that gains most, until none gains."""
    degrees = [sum(near.values()) for near in weights]
    whole = sum(degrees) or 1.0
    of, total = list(range(len(weights))), list(degrees)
    waiting = list(range(len(weights)))
    for _ in range(ROUNDS):
        again: dict[int, None] = {}
        for node in waiting:
            links: dict[int, float] = defaultdict(float)
            for n, weight in weights[node].items():
                if n != node:
                    links[of[n]] += weight
            own, degree = of[node], degrees[node] / whole
            total[own] -= degrees[node]
            best, most = own, links.get(own, 0.0) - degree * total[own] + 1e-9
            for community, weight in links.items():
                gain = weight - degree * total[community]
                if gain > most:
                    best, most = community, gain
            total[best] += degrees[node]
            if best != own:
                of[node] = best
                again.update((n, None) for n in weights[node] if of[n] != best)
        waiting = list(again)
        if not waiting:
            break
    return of


def _joined(weights: Weights, of: Sequence[int]) -> Weights:
    """Return the graph of communities: what is within one is a loop."""
    joined: list[dict[int, float]] = [defaultdict(float) for _ in range(max(of) + 1)]
    for node, near in enumerate(weights):
        to = joined[of[node]]
        for n, weight in near.items():
            to[of[n]] += weight
    return joined


def _numbered(of: Sequence[int]) -> list[int]:
    """Return the same communities numbered as they come."""
    number: dict[int, int] = {}
    return [number.setdefault(community, len(number)) for community in of]
