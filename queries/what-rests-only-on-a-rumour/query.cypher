// What rests only on a rumour?
MATCH (subject)-[r:TENTATIVE {modality: 'rumoured'}]->(object)
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object, r.value AS number, r.max AS at_most
UNION ALL
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation {modality: 'rumoured'})
RETURN subject.id AS subject, o.metric AS predicate, null AS object, o.value AS number, o.max AS at_most
