"""The question views: which nodes and lines each shows, where they stand, and what is written beside them.

What they ask is data, in `views.json`; a view that finds nothing in a graph is left out.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from aigraph.namespaces import claim_node
from aigraph.page.charts import bars, ladder, speakers, timeline
from aigraph.page.layout import components, label_box, packed
from aigraph.page.narrow import NARROW
from aigraph.page.question import Known, Place, Record, text, wrapped

__all__ = ["views"]


def views(details: Record, drawn: Iterable[str]) -> list[Record]:
    """Return the views of a graph; `places` are by node, `decor` what the page draws besides, `narrow` for phones."""
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
            narrow = NARROW.get(question["kind"])
            if narrow:
                view["narrow"] = narrow(question, known, view)
                view["narrow"] |= {"sentence": question["narrow"]} if "narrow" in question else {}
            found.append({"title": question["title"], "sentence": question["sentence"], **view, "id": question["id"]})
    return found


def _rows(names: Iterable[str], x: float, step: float = 56.0) -> dict[str, Place]:
    """Return places in a column, around its middle."""
    listed = list(names)
    return {name: (x, round((at - (len(listed) - 1) / 2) * step, 1)) for at, name in enumerate(listed)}


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
    heads = [text(x, top, words, align="middle") for x, words in zip((-330, 0, 330), question["heads"], strict=True)]
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
    if not places:
        return {}
    shift = round(
        sum(y for _, y in places.values()) / len(places) - sum(y for _, y in middle.values()) / len(middle), 1
    )
    return {name: (px, round(py - shift / 2, 1)) for name, (px, py) in places.items()}


def _section(question: Record, known: Known) -> Record | None:
    names = [n for n in sorted(known.drawn) if question["section"] in known.entities[n].get("sections", [])]
    if len(names) < 3:
        return None
    there = set(names)
    edges = [s for s in known.statements.values() if s["object"] in there and s["subject"] in there]
    loose = [
        (claim_node(c["id"]), a)
        for c in known.claims.values()
        for a in c.get("about", [])
        if a in there and any(e.get("section") == question["section"] for e in c["evidence"])
    ]
    boxes = {n: label_box(known.entities[n]["name"]["en"], 22) for n in names}
    parts = components(boxes, [(s["subject"], s["object"]) for s in edges], loose)
    found = {"nodes": names, "edges": [s["id"] for s in edges], "sides": {}, "decor": []}
    return {**found, "places": packed(parts), "narrow": {"places": packed(parts, upright=True)}}


def _camps(question: Record, known: Known) -> Record | None:
    left, right = question["camps"]
    if not {left, right} <= known.drawn:
        return None
    places: dict[str, Place] = {left: (-330.0, 0.0), right: (330.0, 0.0)}
    decor = []
    bottom = 0.0
    for camp, x in ((left, -330.0), (right, 330.0)):
        for at, claim in enumerate(known.held_by(camp)):
            decor += _paragraph(x, 64 + at * 96.0, claim)
            bottom = max(bottom, 64 + at * 96.0)
    decor.append(text(0, bottom + 116, question["between"], kind="heading", align="middle", size=14))
    for at, claim in enumerate(known.about_all(left, right)):
        decor += [text(0, bottom + 150 + at * 32.0, claim["text"], at=f"c:{claim['id']}", align="middle", size=14.5)]
    beliefs = [s for s in known.statements.values() if s["subject"] in (left, right) and s["object"] in known.drawn]
    others = sorted({s["object"] for s in beliefs} - {left, right})
    places |= {name: ((at - (len(others) - 1) / 2) * 170, -96.0) for at, name in enumerate(others)}
    edges = [s["id"] for s in beliefs]
    return {"nodes": list(places), "edges": edges, "places": places, "sides": {}, "decor": decor}


def _paragraph(x: float, y: float, claim: Record) -> list[Record]:
    """Return a claim in lines of some forty letters, or half as many Chinese signs."""
    lines = {language: wrapped(words, 44) for language, words in claim["text"].items()}
    count = max(map(len, lines.values()))
    found = []
    for at in range(count):
        words = {language: parts[at] if at < len(parts) else "" for language, parts in lines.items()}
        found.append(text(x, y + at * 21, words, at=f"c:{claim['id']}", align="middle", size=14.5))
    return found


def _settled(question: Record, known: Known) -> Record | None:
    lines = [s for s in known.statements.values() if s["object"] in known.drawn and s["subject"] in known.drawn]
    gone = sum(not s["settled"] for s in lines)
    if not gone:
        return None
    numbers = {"gone": str(gone), "all": str(len(lines))}
    sentence = {la: words.format(**numbers) for la, words in question["sentence"].items()}
    return {"settled": True, "sentence": sentence}


_KINDS: Mapping[str, Callable[[Record, Known], Record | None]] = {
    "flow": _flow,
    "bars": bars,
    "timeline": timeline,
    "ladder": ladder,
    "speakers": speakers,
    "section": _section,
    "camps": _camps,
    "settled": _settled,
}
