"""A Neo4j server: `connection` reaches it and asks, `state` reads what it holds, `sync` makes it hold the graph."""
