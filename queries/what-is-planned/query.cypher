// What is planned or under way, and has not happened?
MATCH (subject)-[r:TENTATIVE]->(object)
WHERE r.stage IN ['planned', 'underway']
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object, r.stage AS stage
UNION ALL
// A number that is to come has no object.
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation)
WHERE o.stage IN ['planned', 'underway']
RETURN subject.id AS subject, o.metric AS predicate, null AS object, o.stage AS stage
