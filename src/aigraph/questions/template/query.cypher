// Which settled relations are there, of something or of all?
// The same answer as query.rq, for Neo4j and the embedded engine. It may be left out, and so may query.py, with a
// function answer(graph, subject) that has the rows from a networkx.MultiDiGraph.
MATCH (subject:Entity)-[r]->(object:Entity)
WHERE type(r) <> 'TENTATIVE' AND r.predicate IS NOT NULL AND ($subject IS NULL OR subject.id = $subject)
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object
ORDER BY subject, predicate, object
