"""A graph to a part of it: `part` by conditions, `editors` without what only they say."""
