"""The question views: which nodes and lines each shows, where they stand, and what is written beside them.

What they ask is data, in `views.json`; a view that finds nothing in a graph is left out.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path
from typing import Any

from aigraph.page.layout import arrange, label_box

__all__ = ["views"]

Record = dict[str, Any]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Known:
    """The page's details by id, for the views."""

    entities: Mapping[str, Record]
    statements: Mapping[str, Record]
    claims: Mapping[str, Record]
    predicates: Mapping[str, Record]
    drawn: frozenset[str]

    def is_a(self, entity: str | None, wanted: str) -> bool:
        """Return whether an entity has a class among its labels."""
        return entity is not None and entity in self.entities and wanted in self.entities[entity]["labels"]

    def weight(self, entity: str) -> float:
        """Return how much there is to say about an entity."""
        return float(self.entities[entity].get("weight", 0))


def views(details: Record, drawn: Iterable[str]) -> list[Record]:
    """Return the views of a graph; `places` are by node, `decor` is what the page draws besides."""
    known = Known(
        entities={e["id"]: e for e in details["entities"]},
        statements={s["id"]: s for s in details["statements"]},
        claims={c["id"]: c for c in details["claims"]},
        predicates=details["predicates"],
        drawn=frozenset(drawn),
    )
    asked = json.loads((Path(__file__).parent / "views.json").read_text(encoding="utf-8"))
    found = []
    for question in asked:
        view = _KINDS[question["kind"]](question, known)
        if view:
            found.append({"title": question["title"], "sentence": question["sentence"], **view, "id": question["id"]})
    return found


def _rows(names: Iterable[str], x: float, step: float = 56.0) -> dict[str, Place]:
    """Return places in a column, around its middle."""
    listed = list(names)
    return {name: (x, round((at - (len(listed) - 1) / 2) * step, 1)) for at, name in enumerate(listed)}


def _text(x: float, y: float, text: Mapping[str, str], **more: Any) -> Record:
    return {"kind": "text", "x": x, "y": y, "text": dict(text), **more}


def _flow(question: Record, known: Known) -> Record | None:
    came = [
        s for s in known.statements.values() if s["predicate"] == question["left"] and s["stage"] == question["stage"]
    ]
    people = {s["subject"] for s in came}
    made = [s for s in known.statements.values() if s["predicate"] == question["right"] and s["subject"] in people]
    if not came:
        return None
    labs = sorted({s["object"] for s in came}, key=lambda lab: (-sum(s["object"] == lab for s in came), lab))
    rank = {lab: at for at, lab in enumerate(labs)}
    goes = {s["subject"]: s["object"] for s in made}
    order = sorted(
        people, key=lambda p: (min(rank[s["object"]] for s in came if s["subject"] == p), goes.get(p, "~"), p)
    )
    firms = list(dict.fromkeys(goes[p] for p in order if p in goes and goes[p] not in rank))
    middle = _rows(order, 0.0, 62.0)
    places = {**_spread(labs, -330.0, middle, came, "object", "subject"), **middle}
    places |= _spread(firms, 330.0, middle, made, "object", "subject")
    top = min(y for _, y in places.values()) - 64
    heads = [_text(x, top, text, align="middle") for x, text in zip((-330, 0, 330), question["heads"], strict=True)]
    sides = dict.fromkeys(labs, "left") | dict.fromkeys(firms, "right")
    edges = [s["id"] for s in came + made]
    return {"nodes": list(places), "edges": edges, "places": places, "sides": sides, "decor": heads, "flow": True}


def _spread(
    names: Sequence[str], x: float, middle: Mapping[str, Place], statements: Sequence[Record], end: str, other: str
) -> dict[str, Place]:
    """Return a column whose nodes stand level with what they are linked to, at least a row apart."""
    wished = {n: [middle[s[other]][1] for s in statements if s[end] == n and s[other] in middle] for n in names}
    order = sorted(names, key=lambda n: (sum(wished[n]) / max(1, len(wished[n])), n))
    places: dict[str, Place] = {}
    last = float("-inf")
    for name in order:
        last = max(sum(wished[name]) / max(1, len(wished[name])), last + 62.0)
        places[name] = (x, round(last, 1))
    shift = round(
        sum(y for _, y in places.values()) / len(places) - sum(y for _, y in middle.values()) / len(middle), 1
    )
    return {name: (px, round(py - shift / 2, 1)) for name, (px, py) in places.items()}


def _bars(question: Record, known: Known) -> Record | None:
    rows = [s for s in known.statements.values() if s.get("amount") and _counts(s, question["class"], known)]
    if not rows:
        return None
    best = {s["subject"]: max(r["amount"] for r in rows if r["subject"] == s["subject"]) for s in rows}
    rows.sort(key=lambda s: (-best[s["subject"]], s["subject"], -s["amount"], s["id"]))
    places: dict[str, Place] = {}
    decor: list[Record] = []
    for at, row in enumerate(rows):
        y = at * 58.0
        places.setdefault(row["subject"], (0.0, y))
        end = round(34 + max(0.1, log10(row["amount"]) - 3) * 170, 1)
        decor.append(
            {"kind": "bar", "x": 34, "y": y - 11, "x2": end, "y2": y + 11, "style": row["line"], "at": f"s:{row['id']}"}
            | {"text": _bar_words(row, known), "size": 13}
        )
    bottom = (len(rows) - 1) * 58.0 + 34
    for power in range(3, 7):
        x = 34 + (power - 3) * 170.0
        decor.append({"kind": "axis", "x": x, "y": -34, "x2": x, "y2": bottom})
        decor.append(_text(x, -46, dict.fromkeys(("en", "zh"), f"{10**power:,}"), align="middle", size=12))
    sides = dict.fromkeys(places, "left")
    return {"nodes": list(places), "edges": [], "places": places, "sides": sides, "decor": decor}


def _counts(statement: Record, wanted: str, known: Known) -> bool:
    """Return whether a number counts things of a class, or is measured in them."""
    return known.is_a(statement["object"], wanted) or known.is_a(statement.get("unit"), wanted)


def _bar_words(row: Record, known: Known) -> dict[str, str]:
    words = {}
    for language, number in row["number"].items():
        things = f" {known.entities[row['object']]['name'][language]}" if row["object"] in known.entities else ""
        words[language] = f"{number}{things}"
    return words


def _timeline(question: Record, known: Known) -> Record | None:
    due = [c for c in known.claims.values() if c.get("dueBy")]
    loose = [c for c in known.claims.values() if c["kind"] == "prediction" and not c.get("dueBy")]
    if not due:
        return None
    due.sort(key=lambda c: (c["dueBy"], c["id"]))
    places: dict[str, Place] = {}
    decor: list[Record] = []
    first, last = 2024, max(int(c["dueBy"][:4]) for c in due)
    bottom = len(due) * 46.0
    for year in range(first, last + 2):
        x = (year - first) * 70.0
        decor.append({"kind": "axis", "x": x, "y": -26, "x2": x, "y2": bottom - 18})
        decor.append(_text(x, -38, dict.fromkeys(("en", "zh"), str(year)), align="middle", size=12))
    for at, claim in enumerate(due):
        y, x = at * 46.0, round((_year(claim["dueBy"]) - first) * 70, 1)
        _place_about(claim, known, places, y)
        decor.append({"kind": "link", "x": 14, "y": y, "x2": x, "y2": y, "style": "predicted"})
        decor.append(_text(x + 8, y, claim["text"], at=f"c:{claim['id']}", size=13.5))
    decor.append(_text(14, bottom + 26, question["undated"], kind="heading", size=14))
    for at, claim in enumerate(sorted(loose, key=lambda c: str(c["id"]))):
        y = bottom + 62 + at * 34.0
        _place_about(claim, known, places, y)
        decor.append(_text(14, y, claim["text"], at=f"c:{claim['id']}", size=13))
    sides = dict.fromkeys(places, "left")
    return {"nodes": list(places), "edges": [], "places": places, "sides": sides, "decor": decor}


def _year(day: str) -> float:
    """Return a day as years and a fraction."""
    return int(day[:4]) + (int(day[5:7]) - 1) / 12 + (int(day[8:10]) - 1) / 365


def _place_about(claim: Record, known: Known, places: dict[str, Place], y: float) -> None:
    """Set the weightiest thing a claim is about, that has no place yet, beside the claim's row."""
    free = [a for a in claim.get("about", []) if a in known.drawn and a not in places]
    if free:
        places[max(free, key=lambda a: (known.weight(a), a))] = (-24.0, y)


def _ladder(question: Record, known: Known) -> Record | None:
    above = [s for s in known.statements.values() if s["predicate"] in question["above"] and s["object"] in known.drawn]
    pairs = [(s["subject"], s["object"]) for s in above]
    opinions = [
        o for o in question["opinions"] if o["claim"] in known.claims and {o["above"], o["below"]} <= known.drawn
    ]
    pairs += [(o["above"], o["below"]) for o in opinions]
    if not pairs:
        return None
    beside = [s for s in known.statements.values() if s["predicate"] in question["beside"] and s["object"]]
    beside = [
        s for s in beside if known.is_a(s["subject"], question["class"]) and known.is_a(s["object"], question["class"])
    ]
    level = _levels(pairs)
    for statement in beside:
        one, other = statement["subject"], statement["object"]
        level.setdefault(one, level.get(other, 0))
        level.setdefault(other, level[one])
    places: dict[str, Place] = {}
    for step in sorted(set(level.values())):
        names = sorted((n for n in level if level[n] == step), key=lambda n: (-known.weight(n), n))
        places |= {n: (round((at - (len(names) - 1) / 2) * 210, 1), -step * 130.0) for at, n in enumerate(names)}
    decor = [
        {"kind": "link", "x": places[o["above"]][0], "y": places[o["above"]][1], "style": "predicted"}
        | {"x2": places[o["below"]][0], "y2": places[o["below"]][1]}
        for o in opinions
    ]
    for o in opinions:
        (ax, ay), (bx, by) = places[o["above"]], places[o["below"]]
        text = known.claims[o["claim"]]["text"]
        decor.append(_text((ax + bx) / 2 + 12, (ay + by) / 2, text, at=f"c:{o['claim']}", style="predicted"))
    edges = [s["id"] for s in above + beside]
    return {"nodes": list(places), "edges": edges, "places": places, "sides": {}, "decor": decor}


def _levels(pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the height of each: above everything it surpasses. A circle ends where it began."""
    level = dict.fromkeys((name for pair in pairs for name in pair), 0)
    for _ in level:
        for high, low in pairs:
            level[high] = min(max(level[high], level[low] + 1), len(level))
    return level


def _speakers(question: Record, known: Known) -> Record | None:
    said = [(s, e["speakers"][0]) for s in known.statements.values() for e in s["evidence"] if e.get("speakers")]
    if not said:
        return None
    count = {who: sum(w == who for _, w in said) for _, who in said}
    said.sort(key=lambda pair: (-count[pair[1]], pair[1], pair[0]["id"]))
    places: dict[str, Place] = {}
    decor: list[Record] = []
    y = 0.0
    for who in dict.fromkeys(w for _, w in said):
        told = [s for s, w in said if w == who]
        middle = y + (len(told) - 1) * 15
        if who in known.drawn:
            places[who] = (0.0, middle)
        for statement in told:
            decor.append({"kind": "link", "x": 0, "y": middle, "x2": 190, "y2": y, "style": statement["line"]})
            text = {la: _sentence(statement, known, la) for la in ("en", "zh")}
            style = {} if statement["settled"] else {"style": statement["line"]}
            decor.append(_text(196, y, text, at=f"s:{statement['id']}", size=13, **style))
            y += 30
        y += 22
    sides = dict.fromkeys(places, "left")
    return {"nodes": list(places), "edges": [], "places": places, "sides": sides, "decor": decor}


def _sentence(statement: Record, known: Known, language: str) -> str:
    name = known.entities[statement["subject"]]["name"][language]
    caption = known.predicates[statement["predicate"]]["caption"][language]
    end = known.entities[statement["object"]]["name"][language] if statement["object"] else statement["value"][language]
    number = f" · {statement['number'][language]}" if statement["object"] and statement["number"] else ""
    return f"{name} {caption} {end}{number}"


def _section(question: Record, known: Known) -> Record | None:
    names = [n for n in sorted(known.drawn) if question["section"] in known.entities[n].get("sections", [])]
    if len(names) < 3:
        return None
    there = set(names)
    edges = [s for s in known.statements.values() if s["object"] in there and s["subject"] in there]
    loose = [
        (f"claim/{c['id']}", a)
        for c in known.claims.values()
        for a in c.get("about", [])
        if a in there and any(e.get("section") == question["section"] for e in c["evidence"])
    ]
    boxes = {n: label_box(known.entities[n]["name"]["en"], 22) for n in names}
    places = arrange(boxes, [(s["subject"], s["object"]) for s in edges], loose)
    return {"nodes": names, "edges": [s["id"] for s in edges], "places": places, "sides": {}, "decor": []}


def _camps(question: Record, known: Known) -> Record | None:
    left, right = question["camps"]
    if not {left, right} <= known.drawn:
        return None
    places: dict[str, Place] = {left: (-330.0, 0.0), right: (330.0, 0.0)}
    decor = []
    bottom = 0.0
    for camp, x in ((left, -330.0), (right, 330.0)):
        held = sorted((c for c in known.claims.values() if camp in c.get("heldBy", [])), key=lambda c: str(c["id"]))
        for at, claim in enumerate(held):
            decor += _paragraph(x, 64 + at * 96.0, claim)
            bottom = max(bottom, 64 + at * 96.0)
    both = [c for c in known.claims.values() if {left, right} <= set(c.get("about", []))]
    decor.append(_text(0, bottom + 116, question["between"], kind="heading", align="middle", size=14))
    for at, claim in enumerate(sorted(both, key=lambda c: str(c["id"]))):
        decor += [_text(0, bottom + 150 + at * 32.0, claim["text"], at=f"c:{claim['id']}", align="middle", size=14.5)]
    beliefs = [s for s in known.statements.values() if s["subject"] in (left, right) and s["object"] in known.drawn]
    others = sorted({s["object"] for s in beliefs} - {left, right})
    places |= {name: ((at - (len(others) - 1) / 2) * 170, -96.0) for at, name in enumerate(others)}
    edges = [s["id"] for s in beliefs]
    return {"nodes": list(places), "edges": edges, "places": places, "sides": {}, "decor": decor}


def _paragraph(x: float, y: float, claim: Record) -> list[Record]:
    """Return a claim in lines of some forty letters, or half as many Chinese signs."""
    lines = {language: _wrapped(text, 44) for language, text in claim["text"].items()}
    count = max(map(len, lines.values()))
    found = []
    for at in range(count):
        text = {language: parts[at] if at < len(parts) else "" for language, parts in lines.items()}
        found.append(_text(x, y + at * 21, text, at=f"c:{claim['id']}", align="middle", size=14.5))
    return found


def _wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines; a Chinese sign is as wide as two letters, and a line may end after any.

    >>> _wrapped("one two three", 8), _wrapped("信仰AGI", 5)
    (['one two', 'three'], ['信仰', 'AGI'])
    """
    lines, wide = [""], 0
    for word in re.findall(r"[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]|\s+", text):
        size = sum(2 if c > "\u2e7f" else 1 for c in word.rstrip())
        if lines[-1] and wide + size > width:
            lines.append("")
            wide = 0
        lines[-1] += word
        wide += size + len(word) - len(word.rstrip())
    return [line.rstrip() for line in lines]


def _settled(question: Record, known: Known) -> Record | None:
    lines = [s for s in known.statements.values() if s["object"] in known.drawn and s["subject"] in known.drawn]
    gone = sum(not s["settled"] for s in lines)
    if not gone:
        return None
    numbers = {"gone": str(gone), "all": str(len(lines))}
    sentence = {la: text.format(**numbers) for la, text in question["sentence"].items()}
    return {"settled": True, "sentence": sentence}


_KINDS: Mapping[str, Callable[[Record, Known], Record | None]] = {
    "flow": _flow,
    "bars": _bars,
    "timeline": _timeline,
    "ladder": _ladder,
    "speakers": _speakers,
    "section": _section,
    "camps": _camps,
    "settled": _settled,
}
