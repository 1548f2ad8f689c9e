// What happened, or is to happen, between two days?
MATCH (subject)-[r]->(object)
WHERE r.dateEarliest <= $end AND r.dateLatest >= $start
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object, r.modality AS modality, r.stage AS stage
ORDER BY subject, predicate, object
