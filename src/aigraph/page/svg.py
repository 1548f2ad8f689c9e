"""Marks of a still picture, as SVG: nodes, lines, texts, and the boxes they take."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import product
from math import cos, floor, hypot, pi, sin
from typing import Any

from aigraph.characters import visible

__all__ = [
    "Box",
    "Boxes",
    "Record",
    "around",
    "course",
    "decor_box",
    "decor_mark",
    "edge_mark",
    "node_mark",
    "text_mark",
    "touch",
    "width_of",
]

Record = Mapping[str, Any]
Point = tuple[float, float]
#: Left, top, width, height.
Box = tuple[float, float, float, float]
#: Corners of a shape: how many, and where the first one points (in turns, from the right, downwards).
_CORNERS = {
    "square": (4, 1 / 8),
    "diamond": (4, 0.0),
    "triangle": (3, -1 / 4),
    "triangleDown": (3, 1 / 4),
    "hexagon": (6, 0.0),
}


def node_mark(node: Record, colour: str) -> str:
    """Return a node as its shape, with its name as a tooltip."""
    x, y, r = float(node["x"]), float(node["y"]), float(node["size"])
    title = f"<title>{_text(str(node['label']))}</title>"
    if node["shape"] == "star":
        points = [(r * (1.1, 0.5)[i % 2], i / 10 - 1 / 4) for i in range(10)]
    elif node["shape"] in _CORNERS:
        corners, first = _CORNERS[node["shape"]]
        points = [(r * 1.1, i / corners + first) for i in range(corners)]
    else:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}">{title}</circle>'
    places = " ".join(f"{x + d * cos(turn * 2 * pi):.1f},{y + d * sin(turn * 2 * pi):.1f}" for d, turn in points)
    return f'<polygon points="{places}" fill="{colour}">{title}</polygon>'


def edge_mark(edge: Record, nodes: Mapping[str, Record], style: str, look: Record, *, head: bool = True) -> str:
    """Return a line from rim to rim with its head, bent as vis-network bends it."""
    line, colour = look["strokes"][style], look["lines"][style]
    one, other = nodes[edge["from"]], nodes[edge["to"]]
    (ax, ay), (mx, my), (bx, by) = course(edge, nodes)
    ax, ay = _towards((ax, ay), (mx, my), one["size"] + 2)
    bx, by = _towards((bx, by), (mx, my), other["size"] + 4)
    tip = (bx, by)
    ex, ey = _towards(tip, (mx, my), 7)
    length = hypot(bx - ex, by - ey) or 1.0
    nx, ny = (by - ey) / length * 3.2, -(bx - ex) / length * 3.2
    path = f"M{ax:.1f} {ay:.1f}Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}"
    stroke = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{line["width"]}"{_broken(line["dash"])}/>'
    if not head:
        return stroke
    return f'{stroke}<path d="{_head(line.get("head"), tip, (ex, ey), (nx, ny))}" fill="{colour}"/>'


def _head(kind: str | None, tip: Point, end: Point, wing: Point) -> str:
    """Return the outline of a line's head: an arrow, a notched one (`vee`), a dot (`circle`)."""
    (bx, by), (ex, ey), (nx, ny) = tip, end, wing
    if kind == "circle":
        x, y = (bx + ex) / 2 - 2.8, (by + ey) / 2
        return f"M{x:.1f} {y:.1f}a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0 -5.6 0Z"
    notch = f"L{ex + (bx - ex) * 0.6:.1f} {ey + (by - ey) * 0.6:.1f}" if kind == "vee" else ""
    return f"M{bx:.1f} {by:.1f}L{ex + nx:.1f} {ey + ny:.1f}{notch}L{ex - nx:.1f} {ey - ny:.1f}Z"


def _broken(dash: Sequence[float] | bool) -> str:
    return f' stroke-dasharray="{" ".join(map(str, dash))}"' if isinstance(dash, Sequence) else ""


def decor_mark(item: Record, look: Record, language: str) -> str:
    """Return what a question view draws beside nodes and lines: a link, a text."""
    style = item.get("style", "settled")
    if item["kind"] == "link":
        line, colour = look["strokes"][style], look["lines"][style]
        path = f"M{item['x']:.1f} {item['y']:.1f}L{item['x2']:.1f} {item['y2']:.1f}"
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{line["width"]}"{_broken(line["dash"])}/>'
    strong = item["kind"] == "heading" or "at" in item
    colour = look["lines"][style] if "style" in item else look["ink"] if strong else look["soft"]
    return _decor_text(item, colour, look, language)


def _decor_text(item: Record, colour: str, look: Record, language: str) -> str:
    words = item.get("text", {}).get(language)
    if not words:
        return ""
    x, y = item["x"], item["y"]
    size = float(item.get("size", 13))
    anchor = item.get("align", "start")
    return text_mark(words, x, y + size * 0.36, size, colour, look, bold=item["kind"] == "heading", anchor=anchor)


def decor_box(item: Record, language: str) -> Box:
    """Return the box that an item takes, with its text."""
    x, y = item["x"], item["y"]
    wide = width_of(item.get("text", {}).get(language, ""), float(item.get("size", 13)))
    start = x - (wide / 2 if "align" in item else 0.0)
    left, right = min(start, item["x"]), max(start + wide, item.get("x2", item["x"]))
    top, bottom = min(y, item["y"]) - 8, max(y, item.get("y2", item["y"])) + 8
    return left, top, right - left, bottom - top


def course(edge: Record, nodes: Mapping[str, Record]) -> tuple[tuple[float, float], ...]:
    """Return both ends and the point that the line bends to."""
    one, other = nodes[edge["from"]], nodes[edge["to"]]
    ax, ay, bx, by = (float(v) for v in (one["x"], one["y"], other["x"], other["y"]))
    bend = 0.0
    if isinstance(edge.get("smooth"), Mapping):
        bend = float(edge["smooth"]["roundness"]) * (1 if edge["smooth"]["type"] == "curvedCW" else -1)
    return (ax, ay), ((ax + bx) / 2 + (by - ay) * bend, (ay + by) / 2 - (bx - ax) * bend), (bx, by)


def _towards(start: tuple[float, float], end: tuple[float, float], distance: float) -> tuple[float, float]:
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) * distance / length, start[1] + (end[1] - start[1]) * distance / length


def text_mark(
    text: str, x: float, y: float, font: float, colour: str, look: Record, *, bold: bool = False, anchor: str = "middle"
) -> str:
    """Return a text with a halo; `y` is its baseline."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{font:.1f}" text-anchor="{anchor}" fill="{colour}"{weight} '
        f'stroke="{look["halo"]}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{_text(text)}</text>'
    )


def width_of(text: str, font: float) -> float:
    """Return about how wide a text is."""
    return sum(1.0 if ord(c) > 0x2E7F else 0.58 for c in text) * font


def around(x: float, y: float, width: float, height: float) -> Box:
    """Return the box with its middle at a place."""
    return x - width / 2, y - height / 2, width, height


class Boxes:
    """Boxes by the squares they lie in, so that what touches one is found without asking all."""

    _SIDE = 80.0

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[Box, str]]] = {}

    def _covered(self, box: Box) -> Iterator[tuple[int, int]]:
        x, y, width, height = (value / self._SIDE for value in box)
        return product(range(floor(x), floor(x + width) + 1), range(floor(y), floor(y + height) + 1))

    def add(self, box: Box, owner: str = "") -> None:
        """Keep a box, and whose it is."""
        for square in self._covered(box):
            self._squares.setdefault(square, []).append((box, owner))

    def hit(self, box: Box, own: str | None = None) -> bool:
        """Return whether a box overlaps one that is not its own."""
        near = (found for square in self._covered(box) for found in self._squares.get(square, ()))
        return any(owner != own and touch(box, other) for other, owner in near)


def touch(one: Box, other: Box) -> bool:
    """Return whether two boxes overlap."""
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _text(text: str) -> str:
    """Return a text that XML holds: what nobody could see in the picture is written out."""
    return escape(visible(text))
