// Which numbers are of a stated period?
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation)
WHERE o.periodEarliest IS NOT NULL
RETURN subject.id AS subject, o.metric AS metric, o.periodEarliest AS start, o.periodLatest AS `end`
ORDER BY subject, metric
