"""The colour families of the ontology on paper; the page has its own for the dark."""

__all__ = ["HUES"]

#: Told apart by the colour-blind too: `tests/test_page.py` measures it. `theme.js` has the same.
HUES = {
    "blue": "#204fb2",
    "orange": "#c16a14",
    "green": "#22a066",
    "purple": "#946eb5",
    "red": "#b3222c",
    "teal": "#59c7cd",
    "gold": "#d6c934",
    "grey": "#7e7280",
}
