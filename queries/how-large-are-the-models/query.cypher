// How many parameters do models have, or does a chip run?
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation {unit: 'parameter'})
RETURN subject.id AS subject, o.metric AS metric, coalesce(o.value, o.min, o.max) AS parameters, o.comparator AS comparator
ORDER BY subject
