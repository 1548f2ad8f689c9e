"""Cypher on the embedded engine: `engine` asks, `worker` answers, `dialect` refuses, `repairs` rewrites."""
