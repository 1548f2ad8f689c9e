// What rests only on a rumour?
MATCH (subject)-[r {modality: 'rumoured'}]->(object)
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object
ORDER BY subject, predicate, object
