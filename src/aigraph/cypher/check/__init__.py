"""What Neo4j 5 refuses before it runs a query: `types` of expressions, on them `projections`, on them `scopes`."""
