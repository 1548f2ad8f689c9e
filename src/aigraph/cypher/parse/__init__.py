"""From the text of a query to its tree: `cursor`, on it `expressions`, on them `patterns`, on all of them `clauses`."""
