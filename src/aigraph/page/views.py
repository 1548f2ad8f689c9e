"""The question views: which nodes and lines each shows, where they stand, and what is written beside them.

What they ask is data, in `views/`; a view of what a graph does not hold, or that finds nothing in it, is left out.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from aigraph.namespaces import claim_node
from aigraph.page.charts import dots, ladder, speakers, timeline
from aigraph.page.layout import components, label_box, packed
from aigraph.page.question import Known, Place, Record, group, row, text
from aigraph.page.view_files import KINDS, View

__all__ = ["views"]


def views(asked: Sequence[View], details: Record, drawn: Iterable[str]) -> list[Record]:
    """Return those views that a graph answers: pictures (`places` by node, `decor` besides) and texts (`form`).

    Both have `groups` of rows.
    """
    known = Known.of(details, drawn)
    sections = {section["id"] for section in details["sections"]}
    found = []
    for one in asked:
        question = one.record
        view = _KINDS[one.kind](question, known) if _held(one, known, sections) else None
        if view:
            found.append({"title": question["title"], "sentence": question["sentence"], **view, "id": question["id"]})
    return found


def _held(view: View, known: Known, sections: Collection[str]) -> bool:
    """Return whether a graph holds everything that a view names; of several predicates in one field, any."""
    there: Mapping[str, Callable[[str], bool]] = {
        "class": lambda name: any(known.is_a(entity, name) for entity in known.entities),
        "predicate": known.predicates.__contains__,
        "entity": known.drawn.__contains__,
        "section": sections.__contains__,
        "statement": known.statements.__contains__,
    }
    fields: dict[str, list[bool]] = defaultdict(list)
    for field, kind, word, _ in view.names:
        fields[field if kind in ("predicate", "statement") else word].append(there[kind](word))
    optional = {field for field, kind in KINDS[view.kind].items() if kind.endswith("*")}
    return all(any(held) for field, held in fields.items() if field not in optional)


def _rows(names: Iterable[str], x: float, step: float = 56.0) -> dict[str, Place]:
    """Return places in a column, around its middle."""
    listed = list(names)
    return {name: (x, round((at - (len(listed) - 1) / 2) * step, 1)) for at, name in enumerate(listed)}


def _flow(question: Record, known: Known) -> Record | None:
    came = [s for s in known.statements.values() if s["predicate"] == question["left"] and s["object"] in known.drawn]
    came = [s for s in came if s["stage"] == question.get("stage", s["stage"])]
    people = {s["subject"] for s in came}
    made = [s for s in known.statements.values() if s["predicate"] == question["right"] and s["subject"] in people]
    made = [s for s in made if s["object"] in known.drawn]
    if not came:
        return None
    labs = sorted({s["object"] for s in came}, key=lambda lab: (-sum(s["object"] == lab for s in came), lab))
    rank = {lab: at for at, lab in enumerate(labs)}
    goes = {p: [s["object"] for s in made if s["subject"] == p] for p in people}
    order = sorted(
        people, key=lambda p: (min(rank[s["object"]] for s in came if s["subject"] == p), [*goes[p], "~"][0], p)
    )
    firms = list(dict.fromkeys(firm for p in order for firm in goes[p] if firm not in rank and firm not in people))
    middle = _rows(order, 0.0, 62.0)
    places = {**_spread(labs, -330.0, middle, came, "object", "subject"), **middle}
    places |= _spread(firms, 330.0, middle, made, "object", "subject")
    top = min(y for _, y in places.values()) - 64
    heads = [text(x, top, words, align="middle") for x, words in zip((-330, 0, 330), question["heads"], strict=True)]
    sides = dict.fromkeys(labs, "left") | dict.fromkeys(firms, "right")
    shown = {"nodes": list(places), "edges": [s["id"] for s in came + made], "places": places, "sides": sides}
    told = [group((row("s", s) for s in came + made if s["subject"] == who), node=who) for who in order]
    return {**shown, "decor": heads, "flow": True, "groups": told}


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
    here = [c for c in known.claims.values() if any(e.get("section") == question["section"] for e in c["evidence"])]
    loose = [(claim_node(c["id"]), a) for c in here for a in c.get("about", []) if a in there]
    boxes = {n: label_box(known.entities[n]["name"]["en"], 22) for n in names}
    parts = components(boxes, [(s["subject"], s["object"]) for s in edges], loose)
    told = [group(row("c", c) for c in here), group(row("s", s) for s in edges)]
    shown = {"nodes": names, "edges": [s["id"] for s in edges], "places": packed(parts)}
    return {**shown, "upright": packed(parts, upright=True), "groups": [some for some in told if some["rows"]]}


def _camps(question: Record, known: Known) -> Record | None:
    left, right = question["camps"]
    if not {left, right} <= known.drawn:
        return None
    groups = []
    for side, camp in (("left", left), ("right", right)):
        says = [row("s", s) for s in known.statements.values() if s["subject"] == camp and s["object"] in known.drawn]
        groups.append(group(says + [row("c", c) for c in known.held_by(camp)], node=camp, side=side))
    between = [row("c", claim) for claim in known.about_all(left, right)]
    groups += [group(between, head=question["between"])] if between else []
    return {"form": "text", "groups": groups}


def _settled(question: Record, known: Known) -> Record | None:
    lines = [s for s in known.statements.values() if s["object"] in known.drawn and s["subject"] in known.drawn]
    gone = [s for s in lines if not s["settled"]]
    if not gone:
        return None
    sentence = {
        la: words.replace("{gone}", str(len(gone))).replace("{all}", str(len(lines)))
        for la, words in question["sentence"].items()
    }
    return {
        "settled": True,
        "sentence": sentence,
        "groups": [group((row("s", s) for s in gone), head=question["gone"])],
    }


_KINDS: Mapping[str, Callable[[Record, Known], Record | None]] = {
    "flow": _flow,
    "dots": dots,
    "timeline": timeline,
    "ladder": ladder,
    "speakers": speakers,
    "section": _section,
    "camps": _camps,
    "settled": _settled,
}
