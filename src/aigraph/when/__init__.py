"""When: `spans` of days with imprecise ends, when `statements` hold, a graph `selected` by a day."""
