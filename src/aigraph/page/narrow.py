"""The question views on a phone: columns as wide as the window, names and sentences in lines below what they are of.

A place is in pixels at zoom 1, from 0 to `WIDTH` across; the reader moves the picture up and down.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aigraph.page.charts import drawn_opinions, due_and_undated, said, sentence_of, year_of
from aigraph.page.question import Known, Place, Record, text, wrapped

__all__ = ["NARROW", "WIDTH"]

WIDTH = 340.0
#: The height of a line of small text.
LINE = 16.5


def _lines(x: float, y: float, words: Mapping[str, str], width: int, **more: Any) -> list[Record]:
    """Return a text in lines of so many letters, the first at `y`."""
    parts = {language: wrapped(line, width) for language, line in words.items()}
    count = max(map(len, parts.values()))
    rows = [{la: found[at] if at < len(found) else "" for la, found in parts.items()} for at in range(count)]
    return [text(x, y + at * LINE, row, **{"size": 12.5, **more}) for at, row in enumerate(rows)]


def _name(name: str, place: Place, known: Known, width: int) -> list[Record]:
    """Return a node's name in lines below it."""
    return _lines(
        place[0], place[1] + 24, known.entities[name]["name"], width, kind="heading", align="middle", at=f"n:{name}"
    )


def _named(places: Mapping[str, Place], known: Known, width: int) -> list[Record]:
    return [line for name, place in places.items() for line in _name(name, place, known, width)]


def _view(places: Mapping[str, Place], decor: Sequence[Record], side: str) -> Record:
    return {"places": dict(places), "decor": list(decor), "sides": dict.fromkeys(places, side), "column": WIDTH}


def flow(question: Record, known: Known, view: Record) -> Record:
    """Return the same three columns, closer."""
    columns = {-330.0: 52.0, 0.0: WIDTH / 2, 330.0: WIDTH - 52}
    places = {name: (columns[x], round(y * 1.25, 1)) for name, (x, y) in view["places"].items()}
    top = min(y for _, y in places.values()) - 44
    over = zip(columns.values(), question["heads"], strict=True)
    heads = [text(x, top, words, align="middle", size=12) for x, words in over]
    return _view(places, heads + _named(places, known, 15), "none")


def ladder(question: Record, known: Known, view: Record) -> Record:
    """Return the same ladder, a step of many in rows of three."""
    places: dict[str, Place] = {}
    y = 0.0
    for step in sorted({y for _, y in view["places"].values()}):
        names = sorted((n for n, place in view["places"].items() if place[1] == step), key=lambda n: view["places"][n])
        for first in range(0, len(names), 3):
            row = names[first : first + 3]
            places |= {n: (round(WIDTH / 2 + (at - (len(row) - 1) / 2) * 113, 1), y) for at, n in enumerate(row)}
            y += 78
        y += 24
    decor: list[Record] = []
    for opinion in drawn_opinions(question, known):
        (ax, ay), (bx, by) = places[opinion["above"]], places[opinion["below"]]
        decor.append({"kind": "link", "x": ax, "y": ay, "style": "opinion", "x2": bx, "y2": by})
        words, at = known.claims[opinion["claim"]]["text"], f"c:{opinion['claim']}"
        decor += _lines((ax + bx) / 2 + 12, (ay + by) / 2 - LINE / 2, words, 23, at=at, style="opinion")
    return _view(places, decor + _named(places, known, 15), "none")


def timeline(question: Record, known: Known, view: Record) -> Record:
    """Return a row for each prediction: what it is about, the line to its due date, the sentence."""
    due, undated = due_and_undated(known)
    first, last = 2024, max(int(c["dueBy"][:4]) for c in due) + 1
    step = (WIDTH - 40) / (last - first)
    about = {round(y): name for name, (_, y) in view["places"].items()}
    y, places, decor = 0.0, {}, []
    for at, claim in enumerate([*due, *undated]):
        if at == len(due):
            bottom = y - 12
            y += 30
            decor.append(text(0, y - 14, question["undated"], kind="heading", size=14))
            y += 18
        name = about.get(round(at * 46.0 if at < len(due) else len(due) * 46.0 + 62 + (at - len(due)) * 34.0))
        if name:
            places[name] = (10.0, y)
            y += 22
        if at < len(due):
            x = round(28 + (year_of(claim["dueBy"]) - first) * step, 1)
            decor.append({"kind": "link", "x": 28, "y": y, "x2": x, "y2": y, "style": "predicted"})
            y += 15
        lines = _lines(28, y, claim["text"], 50, at=f"c:{claim['id']}")
        decor += lines
        y += len(lines) * LINE + 15
    axes: list[Record] = []
    for year in range(first, last + 1):
        x = round(28 + (year - first) * step, 1)
        axes.append({"kind": "axis", "x": x, "y": -22, "x2": x, "y2": bottom if undated else y - 12})
        axes.append(text(x, -34, dict.fromkeys(("en", "zh"), str(year)), align="middle", size=11))
    return _view(places, axes + decor, "right")


def speakers(question: Record, known: Known, view: Record) -> Record:
    """Return each speaker with what they vouch for below."""
    y, places, decor = 0.0, {}, []
    told = said(known)
    for who in dict.fromkeys(w for _, w in told):
        if who in known.drawn:
            places[who] = (10.0, y)
        y += 26
        for statement in (s for s, w in told if w == who):
            style = {} if statement["settled"] else {"style": statement["line"]}
            decor.append({"kind": "link", "x": 20, "y": y, "x2": 36, "y2": y, "style": statement["line"]})
            lines = _lines(44, y, sentence_of(statement, known), 48, at=f"s:{statement['id']}", **style)
            decor += lines
            y += len(lines) * LINE + 6
        y += 20
    return _view(places, decor, "right")


def camps(question: Record, known: Known, view: Record) -> Record:
    """Return the camps side by side, what both believe in above, what each holds below."""
    left, right = question["camps"]
    places: dict[str, Place] = {left: (78.0, 0.0), right: (WIDTH - 78, 0.0)}
    others = [name for name in view["places"] if name not in places]
    step = WIDTH / max(1, len(others))
    places |= {name: (round(step * (at + 0.5), 1), -130.0) for at, name in enumerate(others)}
    decor = _named(places, known, 15)
    bottom = 0.0
    for camp, x in ((left, 78.0), (right, WIDTH - 78)):
        y = 74.0
        for claim in known.held_by(camp):
            lines = _lines(x, y, claim["text"], 22, at=f"c:{claim['id']}", align="middle")
            decor += lines
            y += len(lines) * LINE + 14
        bottom = max(bottom, y)
    decor.append(text(WIDTH / 2, bottom + 14, question["between"], kind="heading", align="middle", size=13.5))
    y = bottom + 42
    for claim in known.about_all(left, right):
        lines = _lines(WIDTH / 2, y, claim["text"], 48, at=f"c:{claim['id']}", align="middle")
        decor += lines
        y += len(lines) * LINE + 10
    return _view(places, decor, "none")


#: Kind of view → from its question, what is known and the wide view, what a phone shows instead.
NARROW: Mapping[str, Callable[[Record, Known, Record], Record]] = {
    "flow": flow,
    "timeline": timeline,
    "ladder": ladder,
    "speakers": speakers,
    "camps": camps,
}
