// Which amounts of money are named, and in which currency?
MATCH (subject)-[:HAS_OBSERVATION|HAS_STATEMENT]->(o:Statement)
UNWIND $qualifier AS qualifier
WITH subject, o, qualifier, CASE qualifier WHEN 'value' THEN o.unit ELSE o[qualifier + 'Unit'] END AS unit
WHERE unit IN $unit OR (unit = 'unstated' AND qualifier = 'value' AND coalesce(o.metric, o.predicate) IN $money)
RETURN subject.id AS subject, coalesce(o.metric, o.predicate) AS predicate, null AS object, qualifier, o[qualifier] AS amount,
  CASE qualifier WHEN 'value' THEN o.min ELSE o[qualifier + 'Min'] END AS at_least,
  CASE qualifier WHEN 'value' THEN o.max ELSE o[qualifier + 'Max'] END AS at_most,
  unit, o.modality AS modality, o.stage AS stage
UNION ALL
MATCH (subject)-[r]->(object)
WHERE r.predicate IS NOT NULL
UNWIND $qualifier AS qualifier
WITH subject, object, r, qualifier, CASE qualifier WHEN 'value' THEN r.unit ELSE r[qualifier + 'Unit'] END AS unit
WHERE unit IN $unit OR (unit = 'unstated' AND qualifier = 'value' AND r.predicate IN $money)
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object, qualifier, r[qualifier] AS amount,
  CASE qualifier WHEN 'value' THEN r.min ELSE r[qualifier + 'Min'] END AS at_least,
  CASE qualifier WHEN 'value' THEN r.max ELSE r[qualifier + 'Max'] END AS at_most,
  unit, r.modality AS modality, r.stage AS stage
