"""The question views that are charts: bars, a timeline, a ladder, speakers and what they vouch for."""

from collections.abc import Mapping, Sequence
from math import log10

from aigraph.page.question import Known, Place, Record, text
from aigraph.words.interface import LINE_WORDS

__all__ = [
    "bars",
    "drawn_opinions",
    "due_and_undated",
    "ladder",
    "said",
    "sentence_of",
    "speakers",
    "timeline",
    "year_of",
]


def bars(question: Record, known: Known) -> Record | None:
    """Return the numbers of a class of things as bars on a logarithmic scale, None where there are none."""
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
        decor.append(text(x, -46, dict.fromkeys(("en", "zh"), f"{10**power:,}"), align="middle", size=12))
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


def due_and_undated(known: Known) -> tuple[list[Record], list[Record]]:
    """Return the claims that fall due, the first first, and the predictions without a date."""
    due = sorted((c for c in known.claims.values() if c.get("dueBy")), key=lambda c: (c["dueBy"], c["id"]))
    undated = [c for c in known.claims.values() if c["kind"] == "prediction" and not c.get("dueBy")]
    return due, sorted(undated, key=lambda c: str(c["id"]))


def timeline(question: Record, known: Known) -> Record | None:
    """Return predictions from the day they were said to the day they fall due, None where there are none."""
    due, undated = due_and_undated(known)
    if not due:
        return None
    places: dict[str, Place] = {}
    decor: list[Record] = []
    first, last = 2024, max(int(c["dueBy"][:4]) for c in due)
    bottom = len(due) * 46.0
    for year in range(first, last + 2):
        x = (year - first) * 70.0
        decor.append({"kind": "axis", "x": x, "y": -26, "x2": x, "y2": bottom - 18})
        decor.append(text(x, -38, dict.fromkeys(("en", "zh"), str(year)), align="middle", size=12))
    for at, claim in enumerate(due):
        y, x = at * 46.0, round((year_of(claim["dueBy"]) - first) * 70, 1)
        _place_about(claim, known, places, y)
        decor.append({"kind": "link", "x": 14, "y": y, "x2": x, "y2": y, "style": "predicted"})
        decor.append(text(x + 8, y, claim["text"], at=f"c:{claim['id']}", size=13.5))
    decor.append(text(14, bottom + 26, question["undated"], kind="heading", size=14))
    for at, claim in enumerate(undated):
        y = bottom + 62 + at * 34.0
        _place_about(claim, known, places, y)
        decor.append(text(14, y, claim["text"], at=f"c:{claim['id']}", size=13))
    sides = dict.fromkeys(places, "left")
    return {"nodes": list(places), "edges": [], "places": places, "sides": sides, "decor": decor}


def year_of(day: str) -> float:
    """Return a day as years and a fraction."""
    return int(day[:4]) + (int(day[5:7]) - 1) / 12 + (int(day[8:10]) - 1) / 365


def _place_about(claim: Record, known: Known, places: dict[str, Place], y: float) -> None:
    """Set the weightiest thing a claim is about, that has no place yet, beside the claim's row."""
    free = [a for a in claim.get("about", []) if a in known.drawn and a not in places]
    if free:
        places[max(free, key=lambda a: (known.weight(a), a))] = (-24.0, y)


def ladder(question: Record, known: Known) -> Record | None:
    """Return what surpasses what, the higher the better; opinions dotted, None where there are none."""
    above = [s for s in known.statements.values() if s["predicate"] in question["above"] and s["object"] in known.drawn]
    opinions = drawn_opinions(question, known)
    pairs = [(s["subject"], s["object"]) for s in above] + [(o["above"], o["below"]) for o in opinions]
    if not pairs:
        return None
    beside = _beside(question, known)
    places = _steps(_heights(pairs, beside), known)
    edges = [s["id"] for s in above + beside]
    decor = _opinions(opinions, places, known)
    return {"nodes": list(places), "edges": edges, "places": places, "sides": {}, "decor": decor}


def drawn_opinions(question: Record, known: Known) -> list[Record]:
    """Return the opinions of a ladder whose claim and both models are there."""
    there = (o for o in question["opinions"] if o["claim"] in known.claims)
    return [o for o in there if {o["above"], o["below"]} <= known.drawn]


def _beside(question: Record, known: Known) -> list[Record]:
    """Return the statements that put two things of the class on one step."""
    wanted = question["class"]
    found = (s for s in known.statements.values() if s["predicate"] in question["beside"] and s["object"])
    return [s for s in found if known.is_a(s["subject"], wanted) and known.is_a(s["object"], wanted)]


def _heights(pairs: Sequence[tuple[str, str]], beside: Sequence[Record]) -> dict[str, int]:
    """Return the step of each: above what it surpasses, level with what it is compared to."""
    level = _levels(pairs)
    for statement in beside:
        one, other = statement["subject"], statement["object"]
        level.setdefault(one, level.get(other, 0))
        level.setdefault(other, level[one])
    return level


def _steps(level: Mapping[str, int], known: Known) -> dict[str, Place]:
    """Return the place of each on its step, the weightiest first."""
    places: dict[str, Place] = {}
    for step in sorted(set(level.values())):
        names = sorted((n for n in level if level[n] == step), key=lambda n: (-known.weight(n), n))
        places |= {n: (round((at - (len(names) - 1) / 2) * 210, 1), -step * 130.0) for at, n in enumerate(names)}
    return places


def _opinions(opinions: Sequence[Record], places: Mapping[str, Place], known: Known) -> list[Record]:
    """Return the dotted lines of opinions, then their words beside them."""
    lines, words = [], []
    for opinion in opinions:
        (ax, ay), (bx, by) = places[opinion["above"]], places[opinion["below"]]
        lines.append({"kind": "link", "x": ax, "y": ay, "style": "opinion", "x2": bx, "y2": by})
        said, at = known.claims[opinion["claim"]]["text"], f"c:{opinion['claim']}"
        words.append(text((ax + bx) / 2 + 12, (ay + by) / 2, said, at=at, style="opinion"))
    return lines + words


def _levels(pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the height of each: above everything it surpasses. A circle ends where it began."""
    level = dict.fromkeys((name for pair in pairs for name in pair), 0)
    for _ in level:
        for high, low in pairs:
            level[high] = min(max(level[high], level[low] + 1), len(level))
    return level


def said(known: Known) -> list[tuple[Record, str]]:
    """Return statements that somebody quoted vouches for, with who; who says most first."""
    pairs = [(s, e["speakers"][0]) for s in known.statements.values() for e in s["evidence"] if e.get("speakers")]
    count = {who: sum(w == who for _, w in pairs) for _, who in pairs}
    return sorted(pairs, key=lambda pair: (-count[pair[1]], pair[1], pair[0]["id"]))


def speakers(question: Record, known: Known) -> Record | None:
    """Return who is quoted, and the statements they vouch for, None where there are none."""
    pairs = said(known)
    if not pairs:
        return None
    places: dict[str, Place] = {}
    decor: list[Record] = []
    y = 0.0
    for who in dict.fromkeys(w for _, w in pairs):
        told = [s for s, w in pairs if w == who]
        middle = y + (len(told) - 1) * 15
        if who in known.drawn:
            places[who] = (0.0, middle)
        for statement in told:
            decor.append({"kind": "link", "x": 0, "y": middle, "x2": 190, "y2": y, "style": statement["line"]})
            style = {} if statement["settled"] else {"style": statement["line"]}
            decor.append(text(196, y, sentence_of(statement, known), at=f"s:{statement['id']}", size=13, **style))
            y += 30
        y += 22
    sides = dict.fromkeys(places, "left")
    return {"nodes": list(places), "edges": [], "places": places, "sides": sides, "decor": decor}


def sentence_of(statement: Record, known: Known) -> dict[str, str]:
    """Return a statement in words, by language; with how it is known where that is not settled."""
    words = {}
    for language, name in known.entities[statement["subject"]]["name"].items():
        caption = (statement.get("caption") or known.predicates[statement["predicate"]]["caption"])[language]
        ends = known.entities[statement["object"]]["name"] if statement["object"] else statement["value"]
        number = f" · {statement['number'][language]}" if statement["object"] and statement["number"] else ""
        known_how = "" if statement["settled"] else f" · {LINE_WORDS[statement['line']][language]}"
        words[language] = f"{name} {caption} {ends[language]}{number}{known_how}"
    return words
