"""Colours of paper and ink, the hues of the ontology and the strokes of lines: `theme.json`, which the page has too."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["HUES", "theme"]


@cache
def theme() -> Mapping[str, Any]:
    """Return the themes `light` and `dark`, each with `hues` and `lines`, and the `strokes` of lines."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("theme.json").read_text(encoding="utf-8"))
    return found


#: The colour families on paper, told apart by the colour-blind too: `tests/test_page.py` measures it.
HUES: Mapping[str, str] = theme()["light"]["hues"]
