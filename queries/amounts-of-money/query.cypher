// Which amounts of money are named, and in which currency?
// A currency has three capital letters (ISO 4217); `unstated` is one that the text leaves out.
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation)
WHERE o.unit =~ '[A-Z]{3}' OR o.unit = 'unstated'
RETURN subject.id AS subject, o.metric AS predicate, null AS object, o.value AS amount, o.min AS at_least,
  o.max AS at_most, o.unit AS unit, o.modality AS modality, o.stage AS stage
UNION ALL
MATCH (subject)-[r]->(object)
WHERE r.unit =~ '[A-Z]{3}' OR r.unit = 'unstated'
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object, r.value AS amount, r.min AS at_least,
  r.max AS at_most, r.unit AS unit, r.modality AS modality, r.stage AS stage
