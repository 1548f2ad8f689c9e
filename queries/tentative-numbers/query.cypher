// Which numbers are estimated, rumoured or planned, and may not be read as facts?
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation {settled: false})
WHERE coalesce(o.value, o.min, o.max) IS NOT NULL
RETURN subject.id AS subject, o.metric AS predicate, null AS object, o.value AS number, o.min AS at_least,
  o.max AS at_most, o.unit AS unit, o.modality AS modality, o.stage AS stage
UNION ALL
// The number of a relation: chips bought, money raised.
MATCH (subject)-[r:TENTATIVE]->(object)
WHERE coalesce(r.value, r.min, r.max) IS NOT NULL
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object, r.value AS number, r.min AS at_least,
  r.max AS at_most, r.unit AS unit, r.modality AS modality, r.stage AS stage
