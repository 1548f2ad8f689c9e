"""Answers a query from its tree: `expressions`, on them `matching`, on both `clauses`."""
