// Which numbers are known of a subject, how well, and what do the editors note?
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation)
WHERE subject.id = $subject
RETURN o.metric AS predicate, null AS object, o.value AS number, o.min AS at_least, o.max AS at_most, o.unit AS unit,
  o.modality AS modality, o.note AS note
UNION ALL
// The number of a relation: chips bought, money raised.
MATCH (subject)-[r]->(object)
WHERE subject.id = $subject AND coalesce(r.value, r.min, r.max) IS NOT NULL
RETURN r.predicate AS predicate, object.id AS object, r.value AS number, r.min AS at_least, r.max AS at_most,
  r.unit AS unit, r.modality AS modality, r.note AS note
