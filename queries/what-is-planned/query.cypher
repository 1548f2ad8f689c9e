// What is planned or under way, and has not happened?
MATCH (subject)-[r:TENTATIVE]->(object)
WHERE r.stage IN ['planned', 'underway']
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object, r.stage AS stage
ORDER BY subject, predicate, object
