"""Whom the names of a table mean: `linker` decides what is certain, `near` finds what is like, `worksheet` the rest."""
