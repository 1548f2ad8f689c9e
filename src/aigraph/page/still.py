"""The picture as SVG, for papers: the places, colours and lines of the page, its texts as text, and no browser."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aigraph.hues import theme as themes
from aigraph.page.listing import listing
from aigraph.page.question import wrapped
from aigraph.page.svg import (
    Box,
    Boxes,
    Record,
    around,
    course,
    decor_box,
    decor_mark,
    edge_mark,
    node_mark,
    text_mark,
    touch,
    width_of,
)
from aigraph.words.interface import LINE_WORDS, word

__all__ = ["still"]

_MARGIN, _HEAD, _FOOT = 60.0, 96.0, 70.0
#: Where the number of a line is tried: half widths across, heights down.
_BESIDE = ((0, 0), (0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1))
#: The height of a line of the sentence below the title.
_LINE = 20.0
_FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture shows: nodes at their places, lines between them, and what a question view draws besides."""

    nodes: Mapping[str, Record]
    edges: Sequence[Record]
    statements: Mapping[str, Record]
    title: Mapping[str, str]
    sentence: Mapping[str, str]
    sides: Mapping[str, str] | None = None
    decor: Sequence[Record] = ()
    view: Record | None = None
    heads: bool = True

    def line(self, edge: Record) -> str:
        """Return the style of an edge's line."""
        return str(self.statements.get(edge["id"], {}).get("line", "settled"))


def still(data: Record, *, view: str | None = None, language: str = "en", theme: str = "light") -> str:
    """Return an SVG of what the page draws, from `AIGraphNetwork.page_data()`.

    Every node is there at its place; a name is left out where it would lie on another one. The rows of a question view
    stand below, all of them: of a view of text they are the picture.

    Args:
        data: the page's data.
        view: the id of a question view; the whole picture where there is none.
        language: `en` or `zh`.
        theme: `light` or `dark`.
    """
    look = {**themes()[theme], "strokes": themes()["strokes"]}
    shown = _shown(data, view, look)
    if shown.view:
        shown = replace(shown, decor=[*shown.decor, *listing(shown.view, data, _extent(shown, language), language)])
    left, top, right, bottom = _extent(shown, language)
    width = right - left + _MARGIN * 4
    sentence = wrapped(shown.sentence.get(language, ""), int((width - _MARGIN * 2) / 8.2)) if shown.sentence else []
    head = _HEAD + len(sentence) * _LINE
    x, y = left - _MARGIN * 2, top - _MARGIN - head
    height = bottom - top + _MARGIN * 2 + head + _FOOT
    drawn = [decor_mark(item, look, language) for item in shown.decor]
    drawn += [edge_mark(edge, shown.nodes, shown.line(edge), look, head=shown.heads) for edge in shown.edges]
    drawn += [node_mark(node, look["hues"].get(node["hue"], node["color"])) for node in shown.nodes.values()]
    drawn += _labels(shown, language, look) if shown.sides is None else _names(shown, shown.sides, language, look)
    styles = {shown.line(edge) for edge in shown.edges} | {d["style"] for d in shown.decor if "style" in d}
    version = data.get("about", {}).get("version", "")
    drawn += _heading(shown, sentence, version, (x + _MARGIN, y + _MARGIN), language, look)
    drawn += _key(styles, (x + _MARGIN, y + height - _MARGIN / 2), language, look)
    body, paper = "\n".join(drawn), look["paper"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.1f} {y:.1f} {width:.1f} {height:.1f}" '
        f'width="{width:.0f}" height="{height:.0f}" font-family="{_FONT}" lang="{language}">\n'
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{paper}"/>\n{body}\n</svg>\n'
    )


def _shown(data: Record, view: str | None, look: Record) -> Shown:
    """Return what the whole picture, or a question view, shows."""
    entities = {e["id"]: e for e in data.get("entities", ())}
    plain = {"size": 10.0, "shape": "dot", "color": look["hues"]["grey"]}
    nodes = {
        n["id"]: {**plain, "label": n["id"], **n, "name": entities.get(n["id"], {}).get("name", {})}
        | {"hue": entities.get(n["id"], {}).get("hue")}
        for n in data["nodes"]
    }
    statements = {s["id"]: s for s in data.get("statements", ())}
    edges = data["edges"]
    question = next((v for v in data.get("views", ()) if v["id"] == view), None)
    if question is None:
        return Shown(nodes, edges, statements, data.get("about", {}).get("title", {}), {})
    words = (question["title"], question["sentence"])
    if question.get("settled"):
        settled = [e for e in edges if statements[e["id"]]["settled"]]
        return Shown(nodes, settled, statements, *words, view=question)
    places, wanted = question.get("places", {}), set(question.get("edges", ()))
    nodes = {
        name: {**nodes[name], "x": places[name][0], "y": places[name][1], "size": min(14.0, nodes[name]["size"])}
        for name in question.get("nodes", ())
        if name in places
    }
    edges = [{**e, "smooth": False} for e in edges if e["id"] in wanted]
    heads = not question.get("flow")
    sides, drawn = question.get("sides", {}), question.get("decor", ())
    return Shown(nodes, edges, statements, *words, sides, drawn, question, heads)


def _extent(shown: Shown, language: str) -> Box:
    """Return left, top, right and bottom of everything that has a place."""
    boxes = [(float(n["x"]), float(n["y"]), 0.0, 0.0) for n in shown.nodes.values()]
    boxes += [decor_box(item, language) for item in shown.decor]
    for name, side in (shown.sides or {}).items():
        wide = width_of(_name(shown.nodes[name], language), 13.5)
        x, y = float(shown.nodes[name]["x"]), float(shown.nodes[name]["y"])
        boxes.append((x - wide, y, wide, 0.0) if side == "left" else (x, y, wide, 0.0))
    left, top = (min((box[axis] for box in boxes), default=0.0) for axis in (0, 1))
    right, bottom = (max((box[axis] + box[axis + 2] for box in boxes), default=0.0) for axis in (0, 1))
    return left, top, right, bottom


def _name(node: Record, language: str) -> str:
    return str(node["name"].get(language) or node["label"])


def _names(shown: Shown, sides: Mapping[str, str], language: str, look: Record) -> Iterator[str]:
    """Yield the names of a question view: beside their nodes where the view says so, else where there is room."""
    taken: list[Box] = []
    for i, node in shown.nodes.items():
        name = _name(node, language)
        x, y, r, wide = float(node["x"]), float(node["y"]), float(node["size"]), width_of(name, 13.5)
        left, right = (x - r - 6 - wide / 2, y), (x + r + 6 + wide / 2, y)
        below, above = (x, y + r + 11), (x, y - r - 11)
        spots = {"left": [left], "right": [right]}.get(sides.get(i, ""), [below, above, right, left])
        free = (spot for spot in spots if not any(touch(around(*spot, wide, 16), box) for box in taken))
        at = next(free, spots[0])
        taken.append(around(*at, wide, 16))
        anchor = {"left": "end", "right": "start"}.get(sides.get(i, ""), "middle")
        start = at[0] + {"end": wide / 2, "start": -wide / 2, "middle": 0.0}[anchor]
        yield text_mark(name, start, at[1] + 5, 13.5, look["ink"], look, bold=True, anchor=anchor)


def _labels(shown: Shown, language: str, look: Record) -> Iterator[str]:
    """Yield names, the largest nodes first, then the numbers on edges; none lies on another or on a node."""
    nodes = shown.nodes
    discs, taken = Boxes(), Boxes()
    for i, n in nodes.items():
        discs.add(around(float(n["x"]), float(n["y"]), n["size"] * 2, n["size"] * 2), i)
    for i, node in sorted(nodes.items(), key=lambda item: (-item[1]["size"], str(item[0]))):
        text = _name(node, language)
        font = min(max(11.0, 8.0 + node["size"] * 0.3), 17.0)
        width, height, x, y = width_of(text, font), font * 1.25, float(node["x"]), float(node["y"])
        down, aside = node["size"] + height / 2 + 3, node["size"] + width / 2 + 6
        for place in ((x, y + down), (x, y - down), (x + aside, y), (x - aside, y)):
            box = around(place[0], place[1], width, height)
            if not taken.hit(box) and not discs.hit(box, i):
                taken.add(box)
                yield text_mark(text, place[0], place[1] + font * 0.36, font, look["ink"], look, bold=node["size"] > 16)
                break
    for edge in shown.edges:
        found = shown.statements.get(edge["id"], {})
        if number := (found.get("number") or {}).get(language):
            words = number if found["settled"] else f"{number} · {LINE_WORDS[found['line']][language]}"
            (ax, ay), (mx, my), (bx, by) = course(edge, nodes)
            x, y = (ax + 2 * mx + bx) / 4, (ay + 2 * my + by) / 4
            wide = width_of(words, 11.0)
            for across, down in _BESIDE:
                box = around(x + across * (wide / 2 + 5), y + down * 14, wide, 14)
                if not taken.hit(box) and not discs.hit(box):
                    taken.add(box)
                    colour = look["lines"][found["line"]]
                    yield text_mark(words, box[0] + wide / 2, box[1] + 11, 11.0, colour, look)
                    break


def _heading(
    shown: Shown, sentence: Sequence[str], version: str, place: tuple[float, float], language: str, look: Record
) -> Iterator[str]:
    """Yield the title, the sentence below it, and the data version."""
    x, y = place
    yield text_mark(shown.title.get(language, ""), x, y + 8, 28.0, look["ink"], look, bold=True, anchor="start")
    for at, line in enumerate(sentence):
        yield text_mark(line, x, y + 34 + at * _LINE, 15.0, look["ink"], look, anchor="start")
    if version:
        words = f"aigraph, {word('card', 'dataVersion', language, version=version)}"
        y += 34 + len(sentence) * _LINE
        yield text_mark(words, x, y, 14.0, look["soft"], look, anchor="start")


def _key(styles: Iterable[str], place: tuple[float, float], language: str, look: Record) -> Iterator[str]:
    """Yield the lines that occur with what they mean."""
    there, (at, low) = set(styles), place
    for name, words in LINE_WORDS.items():
        if name not in there:
            continue
        stroke = look["strokes"][name]
        broken = f' stroke-dasharray="{" ".join(map(str, stroke["dash"]))}"' if stroke["dash"] else ""
        yield (
            f'<path d="M{at:.1f} {low - 5:.1f}h40" stroke="{look["lines"][name]}" '
            f'stroke-width="{stroke["width"]}"{broken}/>'
        )
        yield text_mark(words[language], at + 48, low, 14.0, look["soft"], look, anchor="start")
        at += 48 + width_of(words[language], 14.0) + 34
