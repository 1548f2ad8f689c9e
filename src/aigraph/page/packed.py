"""The page's data as it is shipped: no text stands twice. `static/data.js` puts it together again."""

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["packed"]

Record = dict[str, Any]


def packed(data: Mapping[str, Any]) -> Record:
    """Return the data with each piece of evidence once, in `evidence`; statements and claims have its place there.

    A quote of a text that is shipped whole stands in that text alone.
    """
    places: dict[str, int] = {}
    pieces: list[Record] = []
    pages = data.get("reading", {}).get("pages", {})
    texts = data.get("reading", {}).get("texts", {})

    def place(item: Record) -> int:
        key = json.dumps(item, sort_keys=True, ensure_ascii=False)
        if key not in places:
            places[key] = len(pieces)
            whole = pages.get(item["source"], item["source"]) in texts and "start" in item
            pieces.append({name: value for name, value in item.items() if not (whole and name == "quote")})
        return places[key]

    found = dict(data)
    for sort in ("statements", "claims"):
        if sort in data:
            found[sort] = [{**item, "evidence": [place(e) for e in item["evidence"]]} for item in data[sort]]
    return found | ({"evidence": pieces} if pieces else {})
