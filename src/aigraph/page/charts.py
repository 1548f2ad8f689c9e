"""The question views that are charts: dots on a scale, a timeline, a ladder, speakers and what they vouch for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, floor, log10

from aigraph.page.question import Known, Place, Record, group, row
from aigraph.words.interface import LANGUAGES, word

__all__ = ["dots", "ladder", "speakers", "timeline"]


def dots(question: Record, known: Known) -> Record | None:
    """Return the numbers of a class of things as dots on a logarithmic scale, None where there are none.

    What is counted in one thing stands by itself: a number of one is not compared to a number of another. Where a
    source says what a number is worth in another thing, it stands there too, in the source's words. What the question
    calls the part of another number (`parts`: part → whole) stands below it.
    """
    parts = {part: whole for part, whole in question.get("parts", {}).items() if whole in known.statements}
    by_thing: dict[str, list[Record]] = {}
    for statement in known.statements.values():
        for thing, dot in _dots(statement, question["class"], known):
            part = {"part": parts[statement["id"]]} if statement["id"] in parts else {}
            by_thing.setdefault(thing, []).append(dot | part)
    if not by_thing:
        return None
    amounts = [dot["amount"] for some in by_thing.values() for dot in some]
    axis = [10.0**power for power in range(floor(log10(min(amounts))), ceil(log10(max(amounts))) + 1)]
    groups = []
    for thing in sorted(by_thing, key=lambda t: (-max(dot["amount"] for dot in by_thing[t]), t)):
        counted = {la: word("page", "countedIn", la, thing=known.entities[thing]["name"][la]) for la in LANGUAGES}
        groups.append(group(_parts_below(by_thing[thing]), head=counted))
    return {"form": "text", "chart": "dots", "axis": axis, "groups": groups}


def _dots(statement: Record, wanted: str, known: Known) -> Iterator[tuple[str, Record]]:
    """Yield what is counted and the dot: of the number, and of what the source says that it is worth."""
    thing = next((t for t in (statement["object"], statement.get("unit")) if known.is_a(t, wanted)), None)
    if thing is None or not statement.get("amount"):
        return
    counts = _counts(statement, known)
    yield thing, row("s", statement, amount=statement["amount"], counts=counts, words=_amount(statement, thing, known))
    worth = statement.get("worth")
    if worth and known.is_a(worth["unit"], wanted):
        words = {la: word("page", "worth", la, number=number) for la, number in worth["number"].items()}
        yield worth["unit"], row("s", statement, amount=worth["amount"], counts=False, words=words)


def _counts(statement: Record, known: Known) -> bool:
    """Return whether a number is one of things: what has a kind of unit, as computing power, is measured in them."""
    return "measures" not in known.predicates[statement["predicate"]]


def _amount(statement: Record, thing: str, known: Known) -> dict[str, str]:
    """Return a number with what it counts; computing power measured in a thing is no number of things."""
    if _counts(statement, known) and statement.get("unit") == thing:
        return dict(statement["number"])
    if _counts(statement, known):
        return {la: f"{number} {known.entities[thing]['name'][la]}" for la, number in statement["number"].items()}
    return {la: word("page", "equivalents", la, number=number) for la, number in statement["number"].items()}


def _parts_below(found: Iterable[Record]) -> list[Record]:
    """Return dots, the greatest first, each part below its whole."""
    listed = sorted(found, key=lambda dot: (-dot["amount"], dot["at"]))
    wholes = {dot["at"][2:] for dot in listed}
    free = [dot for dot in listed if dot.get("part") not in wholes]
    return [dot for one in free for dot in (one, *(p for p in listed if p.get("part") == one["at"][2:]))]


def timeline(question: Record, known: Known) -> Record | None:
    """Return predictions from the day they were said to the day they fall due, None where there are none."""
    due = sorted((c for c in known.claims.values() if c.get("dueBy")), key=lambda c: (c["dueBy"], c["id"]))
    undated = [c for c in known.claims.values() if c["kind"] == "prediction" and not c.get("dueBy")]
    if not due:
        return None
    dated = [row("c", c, said=_said(c, known), due=c["dueBy"], settled="outcome" in c) for c in due]
    years = [int(day[:4]) for item in dated for day in (item["said"], item["due"]) if day]
    groups = [group(dated)]
    if undated:
        rows = [row("c", c) for c in sorted(undated, key=lambda c: str(c["id"]))]
        groups.append(group(rows, head=question["undated"]))
    return {"form": "text", "chart": "years", "axis": list(range(min(years), max(years) + 1)), "groups": groups}


def _said(claim: Record, known: Known) -> str | None:
    """Return the day a claim was published, None where no source of it has one."""
    days = (known.sources.get(e["source"], {}).get("day") for e in claim["evidence"])
    return min((day for day in days if day), default=None)


def ladder(question: Record, known: Known) -> Record | None:
    """Return what surpasses what, the higher the better; opinions dotted, None where there are none."""
    above = [s for s in known.statements.values() if s["predicate"] in question["above"] and s["object"] in known.drawn]
    asserted = {name: claim for claim in known.claims.values() for name in claim.get("asserts", [])}
    opinions = [s for s in above if s["id"] in asserted]
    pairs = [(s["subject"], s["object"]) for s in above]
    if not pairs:
        return None
    beside = _beside(question, known)
    places = _steps(_heights(pairs, beside), known)
    lines = []
    for (ax, ay), (bx, by) in ((places[s["subject"]], places[s["object"]]) for s in opinions):
        lines.append({"kind": "link", "x": ax, "y": ay, "style": "opinion", "x2": bx, "y2": by})
    rows = [row("c", asserted[s["id"]]) for s in opinions] + [row("s", s) for s in above + beside]
    edges = [s["id"] for s in above + beside]
    return {"nodes": list(places), "edges": edges, "places": places, "decor": lines, "groups": [group(rows)]}


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
        places |= {n: (round((at - (len(names) - 1) / 2) * 130, 1), -step * 110.0) for at, n in enumerate(names)}
    return places


def _levels(pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the height of each: above everything it surpasses. A circle ends where it began."""
    level = dict.fromkeys((name for pair in pairs for name in pair), 0)
    for _ in level:
        for high, low in pairs:
            level[high] = min(max(level[high], level[low] + 1), len(level))
    return level


def speakers(question: Record, known: Known) -> Record | None:
    """Return who is quoted, and the statements they vouch for, None where there are none; who says most first."""
    told: dict[str, list[Record]] = {}
    for statement in known.statements.values():
        for who in dict.fromkeys(e["speakers"][0] for e in statement["evidence"] if e.get("speakers")):
            told.setdefault(who, []).append(statement)
    if not told:
        return None
    order = sorted(told, key=lambda who: (-len(told[who]), who))
    groups = [group((row("s", s) for s in sorted(told[who], key=lambda s: str(s["id"]))), node=who) for who in order]
    return {"form": "text", "groups": groups}
