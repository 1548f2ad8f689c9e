// What failed at the same time, by how many pieces?
MATCH (one)-[r:FAILED_WITH]->(other)
RETURN one.id AS one, other.id AS other, size(r.sources) AS pieces
ORDER BY one, other
