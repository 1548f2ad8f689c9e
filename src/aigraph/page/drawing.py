"""From a graph to what is drawn: nodes with places and sizes, edges with line styles, the page's details."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt
from typing import Any

from aigraph.hues import HUES, theme
from aigraph.model import Graph, Ref, Statement
from aigraph.names.index import weights
from aigraph.namespaces import claim_node
from aigraph.ontology import Ontology
from aigraph.page.about import tried
from aigraph.page.layout import components, label_box, packed
from aigraph.page.payload import payload, sections_of
from aigraph.page.regions import regions
from aigraph.page.source_text import reading
from aigraph.page.spread import Part, has_mainland
from aigraph.page.view_files import View
from aigraph.page.views import views

__all__ = ["Drawing", "drawing"]

Record = dict[str, Any]
#: Rank up to which a node gets this many times the room of its name at zoom 1.
ROOM = ((15, 1.7), (40, 1.3), (10**9, 1.0))


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges as vis-network takes them, and the page's details."""

    nodes: list[Record]
    edges: list[Record]
    details: Record


def drawing(
    graph: Graph,
    ontology: Ontology,
    *,
    tentative: bool,
    title: Mapping[str, str],
    version: str,
    asked: Sequence[View] = (),
    texts: Mapping[str, str] | None = None,
) -> Drawing:
    """Return the drawing of a graph; an entity that no statement and no claim names is not drawn.

    `asked` are the views, of which those are offered that the graph answers; `texts` those of its sources that the page
    is to have whole.
    """
    known = _whole(graph, tentative=tentative)
    details = payload(known, ontology, title=title, version=version)
    weight, sections = weights(known), sections_of(known)
    relations = [s for s in known.statements if isinstance(s.object, Ref)]
    for entity in details["entities"]:
        entity["weight"] = round(weight[entity["id"]], 2)
        entity["sections"] = sections.get(entity["id"], [])
    shown = {e["id"]: e for e in details["entities"] if e["weight"]}
    details["about"]["tried"] = tried(details["entities"])
    links = [(s.subject, s.object.id) for s in relations if isinstance(s.object, Ref)]
    parts = _parts(shown, links, known, sections)
    lying, upright = packed(parts), packed(parts, upright=True)
    nodes = [_node(e, lying[e["id"]], upright[e["id"]]) for e in shown.values()]
    lines = {s["id"]: s for s in details["statements"]}
    details["views"] = views(asked, details, shown)
    details["reading"] = reading(known, texts or {})
    details["islands"] = [list(ids) for ids, _, _ in parts[1:]] if has_mainland(parts) else []
    about = [(a, b) for claim in known.claims for a, b in pairwise(claim.about)]
    details["regions"] = regions(parts[0][0], links + about) if parts else []
    return Drawing(nodes, _edges([s for s in relations if s.ends <= shown.keys()], lines), details)


def _whole(graph: Graph, *, tentative: bool) -> Graph:
    """Return the graph without statements and links whose ends it lacks."""
    there = {e.id for e in graph.entities if not e.replaced_by}
    statements = tuple(s for s in graph.statements if (tentative or s.settled) and s.ends <= there)
    claims = tuple(
        replace(c, about=tuple(a for a in c.about if a in there), held_by=tuple(h for h in c.held_by if h in there))
        for c in graph.claims
    )
    return replace(graph, statements=statements, claims=claims)


def _radius(weight: float) -> float:
    return round(min(7.0 + 4.6 * sqrt(weight), 34.0), 1)


def _boxes(shown: Mapping[str, Record]) -> dict[str, tuple[float, float]]:
    """Return half the width and height each node needs; the weightiest have more, their names are large from afar."""
    ranked = sorted(shown, key=lambda name: (-shown[name]["weight"], name))
    boxes = {}
    for rank, name in enumerate(ranked):
        wide, high = label_box(shown[name]["name"]["en"], _radius(shown[name]["weight"]))
        room = next(room for first, room in ROOM if rank < first)
        boxes[name] = (wide * room, high * room)
    return boxes


def _parts(
    shown: Mapping[str, Record], links: Sequence[tuple[str, str]], graph: Graph, sections: Mapping[str, Sequence[str]]
) -> list[Part]:
    """Return components with places: what is related stands together, what only claims name near the rest of them."""
    boxes = _boxes(shown)
    tied = {end for link in links for end in link}
    loose = [
        (claim_node(claim.id), about)
        for claim in graph.claims
        if len(claim.about) > 1 and any(a not in tied for a in claim.about)
        for about in claim.about
    ]
    held = {name for _, name in loose} | tied
    loose += [(f"section/{sections[i][0]}", i) for i in shown if i not in held and sections.get(i)]
    loose += [(f"section/{sections[i][0]}", hub) for hub, i in loose if hub.startswith("claim/") and sections.get(i)]
    return components(boxes, links, loose)


def _node(entity: Record, place: tuple[float, float], upright: tuple[float, float]) -> Record:
    return {
        "id": entity["id"],
        "label": entity["name"]["en"],
        "shape": entity["shape"],
        "group": (entity["labels"] or ["Entity"])[0],
        "color": HUES.get(entity["hue"], HUES["grey"]),
        "size": _radius(entity["weight"]),
        "x": place[0],
        "y": place[1],
        "upright": list(upright),
    }


def _edges(statements: Sequence[Statement], lines: Mapping[str, Record]) -> list[Record]:
    """Return the edges; parallel ones are bent apart."""
    between: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for statement in statements:
        between[statement.ends].append(statement)
    found = []
    for ends, parallel in between.items():
        first = min(ends)
        for place, statement in enumerate(parallel):
            bend = (place - (len(parallel) - 1) / 2) * 0.24
            found.append(_edge(statement, lines[statement.id], bend if statement.subject == first else -bend))
    return sorted(found, key=lambda edge: str(edge["id"]))


def _edge(statement: Statement, line: Record, bend: float) -> Record:
    assert isinstance(statement.object, Ref)
    edge: Record = {
        "id": statement.id,
        "from": statement.subject,
        "to": statement.object.id,
        "label": statement.predicate,
        "arrows": "to",
        "dashes": theme()["strokes"][line["line"]]["dash"],
        "smooth": False,
    }
    if abs(bend) > 0.01:
        kind = "curvedCW" if bend > 0 else "curvedCCW"
        edge["smooth"] = {"enabled": True, "type": kind, "roundness": round(abs(bend), 2)}
    return edge
