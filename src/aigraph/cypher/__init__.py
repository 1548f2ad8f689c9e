"""Cypher: `parse` gives a tree, `check` refuses what is wrong, kglite answers what is `plain`, `evaluate` the rest."""
