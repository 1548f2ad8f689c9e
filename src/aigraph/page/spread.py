"""Making room: turn a drawing's long side across, push boxes apart, pack components. Exact operations only."""

from collections.abc import Iterator, Sequence
from math import floor, sqrt

__all__ = ["ASPECT", "Part", "bounds", "even", "gather", "has_mainland", "pack", "separate", "turn"]

Point = tuple[float, float]
Part = tuple[Sequence[str], Sequence[Point], Sequence[Point]]

#: Width to height of a picture.
ASPECT = 1.5
#: Space between two boxes, between two components, and above the islands below a mainland: of its height.
GAP, MARGIN, SHORE = 5.0, 34.0, 0.15
STEPS = 160
#: Of a large graph: the share of its area that boxes fill, and how far each goes to where all would be spread evenly.
FILL, EVENNESS = 0.2, 0.4


def turn(places: Sequence[Point]) -> list[Point]:
    """Return the places around their middle, turned so that the longer axis lies across.

    >>> turn([(0.0, 0.0), (0.0, 2.0)])
    [(-1.0, 0.0), (1.0, 0.0)]
    """
    count = len(places)
    if count < 2:
        return list(places)
    mx, my = sum(x for x, _ in places) / count, sum(y for _, y in places) / count
    centred = [(x - mx, y - my) for x, y in places]
    a, b = sum(x * x for x, _ in centred), sum(x * y for x, y in centred)
    c = sum(y * y for _, y in centred)
    half = sqrt((a - c) ** 2 / 4 + b * b)
    largest = (a + c) / 2 + half
    ux, uy = (b, largest - a) if abs(b) > 1e-9 else ((1.0, 0.0) if a >= c else (0.0, 1.0))
    length = sqrt(ux * ux + uy * uy)
    length = -length if ux < 0 or (ux == 0 and uy < 0) else length
    ux, uy = ux / length, uy / length
    turned = [(x * ux + y * uy, y * ux - x * uy) for x, y in centred]
    return [(x + 0.0, y + 0.0) for x, y in turned]


def gather(places: Sequence[Point], weights: Sequence[float]) -> list[Point]:
    """Return the places with the crowded middle wider and the far ends nearer, around the weighted middle.

    A distance r from the middle becomes r to the power of three quarters, so that the mean distance stays.

    >>> gather([(0.0, 0.0), (16.0, 0.0)], [1.0, 0.0])
    [(0.0, 0.0), (11.31, 0.0)]
    """
    total = sum(weights) or 1.0
    mx = sum(x * w for (x, _), w in zip(places, weights, strict=True)) / total
    my = sum(y * w for (_, y), w in zip(places, weights, strict=True)) / total
    reach = sum(sqrt((x - mx) * (x - mx) + (y - my) * (y - my)) for x, y in places) / len(places)
    found = []
    for x, y in places:
        dx, dy = x - mx, y - my
        r = sqrt(dx * dx + dy * dy)
        factor = sqrt(reach / r) if r else 0.0
        found.append((round(mx + dx * factor, 2), round(my + dy * factor, 2)))
    return found


def separate(places: Sequence[Point], sizes: Sequence[Point]) -> list[Point]:
    """Return the places moved so that no two boxes overlap; far boxes stay put.

    Where it is still crowded after many steps, the whole drawing is widened a little and it begins again.
    """
    x, y = [p[0] for p in places], [p[1] for p in places]
    if len(places) < 2:
        return list(places)
    for _ in range(12):
        for _ in range(STEPS // 4):
            if not _push(x, y, sizes):
                return list(zip(x, y, strict=True))
        x = [v * 1.06 for v in x]
        y = [v * 1.06 for v in y]
    while _push(x, y, sizes):
        x = [v * 1.15 for v in x]
        y = [v * 1.15 for v in y]
    return list(zip(x, y, strict=True))


def _push(x: list[float], y: list[float], sizes: Sequence[Point]) -> bool:
    """Push overlapping boxes apart along the shorter way; return whether any did overlap."""
    wide = 2 * max(w for w, _ in sizes) + GAP
    high = 2 * max(h for _, h in sizes) + GAP
    cells: dict[tuple[int, int], list[int]] = {}
    for i in range(len(x)):
        cells.setdefault((floor(x[i] / wide), floor(y[i] / high)), []).append(i)
    moved = False
    for (column, row), members in sorted(cells.items()):
        near = [n for dc in (-1, 0, 1) for dr in (-1, 0, 1) for n in cells.get((column + dc, row + dr), ())]
        for i in members:
            for n in near:
                if n > i and _part(i, n, x, y, sizes):
                    moved = True
    return moved


def _part(i: int, n: int, x: list[float], y: list[float], sizes: Sequence[Point]) -> bool:
    dx, dy = x[n] - x[i], y[n] - y[i]
    over_x = sizes[i][0] + sizes[n][0] + GAP - abs(dx)
    over_y = sizes[i][1] + sizes[n][1] + GAP - abs(dy)
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    if over_x < over_y:
        shift = (over_x / 2 + 0.02) * (1 if dx >= 0 else -1)
        x[i] -= shift
        x[n] += shift
    else:
        shift = (over_y / 2 + 0.02) * (1 if dy >= 0 else -1)
        y[i] -= shift
        y[n] += shift
    return True


def even(places: Sequence[Point], sizes: Sequence[Point]) -> list[Point]:
    """Return the places of many boxes moved so that none overlap, crowds thinned first. Near linear.

    Halved again and again at their middles, the places would fill a rectangle evenly; each goes part of the way there.
    What then overlaps still is pushed apart, in few rounds.
    """
    left, top, right, bottom = bounds(places, [(0.5, 0.5)] * len(places))
    room = [4 * (w + GAP / 2) * (h + GAP / 2) for w, h in sizes]
    high = sqrt(sum(room) / FILL * (bottom - top) / (right - left))
    wide = high * (right - left) / (bottom - top)
    x = [(px - left) / (right - left) * wide * (1 - EVENNESS) for px, _ in places]
    y = [(py - top) / (bottom - top) * high * (1 - EVENNESS) for _, py in places]
    for i, (px, py) in _halved(places, room, wide, high):
        x[i] += px * EVENNESS
        y[i] += py * EVENNESS
    rounds = 0
    while _nudge(x, y, sizes):
        rounds += 1
        if rounds % 4 == 0:
            x, y = [v * 1.04 for v in x], [v * 1.04 for v in y]
    return [(px - wide / 2, py - high / 2) for px, py in zip(x, y, strict=True)]


def _halved(places: Sequence[Point], room: Sequence[float], wide: float, high: float) -> Iterator[tuple[int, Point]]:
    """Yield the middle of each place's share of a rectangle, which is cut where the places' room is cut in two."""
    todo = [(list(range(len(places))), 0.0, 0.0, wide, high)]
    while todo:
        some, left, top, right, bottom = todo.pop()
        if len(some) == 1:
            yield some[0], ((left + right) / 2, (top + bottom) / 2)
            continue
        across = right - left > bottom - top
        some.sort(key=lambda i: places[i][0] if across else places[i][1])
        one, other = some[: len(some) // 2], some[len(some) // 2 :]
        share = sum(room[i] for i in one)
        share /= share + sum(room[i] for i in other)
        if across:
            cut = left + (right - left) * share
            todo += [(one, left, top, cut, bottom), (other, cut, top, right, bottom)]
        else:
            cut = top + (bottom - top) * share
            todo += [(one, left, top, right, cut), (other, left, cut, right, bottom)]


def _nudge(x: list[float], y: list[float], sizes: Sequence[Point]) -> bool:
    """Push overlapping boxes apart once, as `_push` does, each pair looked at once; return whether any did overlap."""
    wide, high = 2 * max(w for w, _ in sizes) + GAP, 2 * max(h for _, h in sizes) + GAP
    cells: dict[tuple[int, int], list[int]] = {}
    for i, (px, py) in enumerate(zip(x, y, strict=True)):
        cells.setdefault((floor(px / wide), floor(py / high)), []).append(i)
    moved = False
    for (column, row), members in cells.items():
        near = [
            *cells.get((column + 1, row), ()),
            *(n for d in (-1, 0, 1) for n in cells.get((column + d, row + 1), ())),
        ]
        for at, i in enumerate(members):
            w, h = sizes[i][0] + GAP, sizes[i][1] + GAP
            for n in (*members[at + 1 :], *near):
                if abs(x[n] - x[i]) < w + sizes[n][0] and abs(y[n] - y[i]) < h + sizes[n][1]:
                    moved = _part(i, n, x, y, sizes) or moved
    return moved


def pack(parts: Sequence[Part], aspect: float = ASPECT) -> Iterator[tuple[str, Point]]:
    """Yield each node with its place: the first component on top, the others in rows below, the whole around (0, 0).

    Below a component that has most of the nodes (`has_mainland`) there is room for a heading.
    """
    boxes = [bounds(places, sizes) for _, places, sizes in parts]
    area = sum((right - left + MARGIN) * (bottom - top + MARGIN) for left, top, right, bottom in boxes)
    width = max(max((b[2] - b[0] for b in boxes), default=0.0), sqrt(area * aspect))
    corners: list[Point] = []
    x, y, row = 0.0, 0.0, 0.0
    for at, (left, top, right, bottom) in enumerate(boxes):
        shore = at == 1 and has_mainland(parts)
        if x and (shore or x + right - left > width):
            x, y, row = 0.0, y + row + (SHORE * row if shore else MARGIN if row > 60 else GAP * 2), 0.0
        corners.append((x, y))
        x += right - left + (MARGIN if right - left > 200 else GAP * 3)
        row = max(row, bottom - top)
    height = y + row
    for (ids, places, _), (left, top, *_rest), (cx, cy) in zip(parts, boxes, corners, strict=True):
        for name, (px, py) in zip(ids, places, strict=True):
            yield name, (px - left + cx - width / 2, py - top + cy - height / 2)


def has_mainland(parts: Sequence[Part]) -> bool:
    """Return whether the first of several components has more than half of all nodes."""
    return len(parts) > 1 and 2 * len(parts[0][0]) > sum(len(ids) for ids, _, _ in parts)


def bounds(places: Sequence[Point], sizes: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of boxes around places."""
    return (
        min(x - w for (x, _), (w, _) in zip(places, sizes, strict=True)),
        min(y - h for (_, y), (_, h) in zip(places, sizes, strict=True)),
        max(x + w for (x, _), (w, _) in zip(places, sizes, strict=True)),
        max(y + h for (_, y), (_, h) in zip(places, sizes, strict=True)),
    )
