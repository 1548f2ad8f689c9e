"""The picture as SVG, for papers: the places, colours and lines of the page, its texts as text, and no browser."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from math import cos, hypot, pi, sin
from pathlib import Path
from typing import Any

from aigraph.page.words import LINE_WORDS

__all__ = ["still"]

Record = Mapping[str, Any]
Box = tuple[float, float, float, float]

_MARGIN, _HEAD, _FOOT = 60.0, 96.0, 70.0
_FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
#: Corners of a shape: how many, and where the first one points (in turns, from the right, downwards).
_CORNERS = {
    "square": (4, 1 / 8),
    "diamond": (4, 0.0),
    "triangle": (3, -1 / 4),
    "triangleDown": (3, 1 / 4),
    "hexagon": (6, 0.0),
}


def still(data: Record, *, language: str = "en", theme: str = "light") -> str:
    """Return an SVG of what the page draws, from `AIGraphNetwork.page_data()`.

    Every node is there at its place; a name is left out where it would lie on another one.

    Args:
        data: the page's data.
        language: `en` or `zh`.
        theme: `light` or `dark`.
    """
    look, lines = _of_the_page("THEMES")[theme], _of_the_page("LINES")
    known = {s["id"]: s for s in data.get("statements", ())}
    entities = {e["id"]: e for e in data.get("entities", ())}
    plain = {"size": 10.0, "shape": "dot", "color": look["hues"]["grey"]}
    nodes = {n["id"]: {**plain, "label": n["id"], **n} for n in data["nodes"]}
    left, top = (min((n[axis] for n in nodes.values()), default=0.0) for axis in "xy")
    right, bottom = (max((n[axis] for n in nodes.values()), default=0.0) for axis in "xy")
    x, y = left - _MARGIN * 2, top - _MARGIN - _HEAD
    width, height = right - left + _MARGIN * 4, bottom - top + _MARGIN * 2 + _HEAD + _FOOT
    styles = {edge["id"]: known.get(edge["id"], {}).get("line", "settled") for edge in data["edges"]}
    drawn = [_edge(edge, nodes, lines[styles[edge["id"]]], look["lines"][styles[edge["id"]]]) for edge in data["edges"]]
    drawn += [_node(node, look["hues"].get(entities.get(i, {}).get("hue"), node["color"])) for i, node in nodes.items()]
    drawn += _labels(nodes, entities, data["edges"], known, language, look)
    drawn += _frame(data, styles.values(), (x, y, width, height), language, look, lines)
    body, paper = "\n".join(drawn), look["paper"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.1f} {y:.1f} {width:.1f} {height:.1f}" '
        f'width="{width:.0f}" height="{height:.0f}" font-family="{_FONT}" lang="{language}">\n'
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{paper}"/>\n{body}\n</svg>\n'
    )


def _of_the_page(name: str) -> Any:
    """Return a table of the page's `theme.js`, so that there is one place to choose a colour."""
    text = (Path(__file__).parent / "static" / "theme.js").read_text(encoding="utf-8")
    found = re.search(rf"^const {name} = (\{{.*?^\}});", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", re.sub(r"(\w+):", r'"\1":', found[1])))


def _node(node: Record, colour: str) -> str:
    x, y, r = float(node["x"]), float(node["y"]), float(node["size"])
    title = f"<title>{escape(str(node['label']))}</title>"
    if node["shape"] == "star":
        points = [(r * (1.1, 0.5)[i % 2], i / 10 - 1 / 4) for i in range(10)]
    elif node["shape"] in _CORNERS:
        corners, first = _CORNERS[node["shape"]]
        points = [(r * 1.1, i / corners + first) for i in range(corners)]
    else:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}">{title}</circle>'
    places = " ".join(f"{x + d * cos(turn * 2 * pi):.1f},{y + d * sin(turn * 2 * pi):.1f}" for d, turn in points)
    return f'<polygon points="{places}" fill="{colour}">{title}</polygon>'


def _edge(edge: Record, nodes: Mapping[str, Record], line: Record, colour: str) -> str:
    """Return a line from rim to rim with its head, bent as vis-network bends it."""
    one, other = nodes[edge["from"]], nodes[edge["to"]]
    (ax, ay), (mx, my), (bx, by) = _course(edge, nodes)
    ax, ay = _towards((ax, ay), (mx, my), one["size"] + 2)
    bx, by = _towards((bx, by), (mx, my), other["size"] + 4)
    tip = (bx, by)
    ex, ey = _towards(tip, (mx, my), 7)
    length = hypot(bx - ex, by - ey) or 1.0
    nx, ny = (by - ey) / length * 3.2, -(bx - ex) / length * 3.2
    broken = f' stroke-dasharray="{" ".join(map(str, line["dash"]))}"' if line["dash"] else ""
    return (
        f'<path d="M{ax:.1f} {ay:.1f}Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}" fill="none" stroke="{colour}" '
        f'stroke-width="{line["width"]}"{broken}/>'
        f'<path d="M{bx:.1f} {by:.1f}L{ex + nx:.1f} {ey + ny:.1f}L{ex - nx:.1f} {ey - ny:.1f}Z" fill="{colour}"/>'
    )


def _course(edge: Record, nodes: Mapping[str, Record]) -> tuple[tuple[float, float], ...]:
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


def _labels(
    nodes: Mapping[str, Record],
    entities: Mapping[str, Record],
    edges: Iterable[Record],
    known: Mapping[str, Record],
    language: str,
    look: Record,
) -> Iterator[str]:
    """Yield names, the largest nodes first, then the numbers on edges; none lies on another or on a node."""
    discs = {i: _around(float(n["x"]), float(n["y"]), n["size"] * 2, n["size"] * 2) for i, n in nodes.items()}
    taken: list[Box] = []
    for i, node in sorted(nodes.items(), key=lambda item: (-item[1]["size"], str(item[0]))):
        text = str(entities.get(i, {}).get("name", {}).get(language) or node["label"])
        font = min(max(11.0, 8.0 + node["size"] * 0.3), 17.0)
        width, height, x, y = _width(text, font), font * 1.25, float(node["x"]), float(node["y"])
        down, aside = node["size"] + height / 2 + 3, node["size"] + width / 2 + 6
        for place in ((x, y + down), (x, y - down), (x + aside, y), (x - aside, y)):
            box = _around(place[0], place[1], width, height)
            if not any(_touch(box, other) for other in taken) and not any(
                _touch(box, disc) for name, disc in discs.items() if name != i
            ):
                taken.append(box)
                yield _text(text, place[0], place[1] + font * 0.36, font, look["ink"], look, bold=node["size"] > 16)
                break
    for edge in edges:
        found = known.get(edge["id"], {})
        if number := (found.get("number") or {}).get(language):
            words = number if found["settled"] else f"{number} · {LINE_WORDS[found['line']][language]}"
            (ax, ay), (mx, my), (bx, by) = _course(edge, nodes)
            x, y = (ax + 2 * mx + bx) / 4, (ay + 2 * my + by) / 4
            box = _around(x, y, _width(words, 11.0), 14)
            if not any(_touch(box, other) for other in [*taken, *discs.values()]):
                taken.append(box)
                yield _text(words, x, y + 4, 11.0, look["lines"][found["line"]], look)


def _frame(
    data: Record, styles: Iterable[str], place: Box, language: str, look: Record, lines: Record
) -> Iterator[str]:
    """Yield the title above, and below the lines that occur with what they mean."""
    x, y, _, height = place
    about = data.get("about", {})
    title = about.get("title", {}).get(language, "")
    yield _text(title, x + _MARGIN, y + _MARGIN + 8, 28.0, look["ink"], look, bold=True, anchor="start")
    if version := about.get("version"):
        words = f"aigraph, {'数据版本' if language == 'zh' else 'data version'} {version}"
        yield _text(words, x + _MARGIN, y + _MARGIN + 34, 14.0, look["soft"], look, anchor="start")
    there, at, low = set(styles), x + _MARGIN, y + height - _MARGIN / 2
    for name in (name for name in LINE_WORDS if name in there):
        broken = f' stroke-dasharray="{" ".join(map(str, lines[name]["dash"]))}"' if lines[name]["dash"] else ""
        yield (
            f'<path d="M{at:.1f} {low - 5:.1f}h40" stroke="{look["lines"][name]}" '
            f'stroke-width="{lines[name]["width"]}"{broken}/>'
        )
        words = LINE_WORDS[name][language]
        yield _text(words, at + 48, low, 14.0, look["soft"], look, anchor="start")
        at += 48 + _width(words, 14.0) + 34


def _text(
    text: str, x: float, y: float, font: float, colour: str, look: Record, *, bold: bool = False, anchor: str = "middle"
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{font:.1f}" text-anchor="{anchor}" fill="{colour}"{weight} '
        f'stroke="{look["halo"]}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{escape(text)}</text>'
    )


def _width(text: str, font: float) -> float:
    return sum(1.0 if ord(c) > 0x2E7F else 0.58 for c in text) * font


def _around(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, width, height


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
