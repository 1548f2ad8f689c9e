// Which numbers are of a stated period, day or length of time?
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation)
WITH subject, o, coalesce(o.periodEarliest, o.asOfEarliest) AS start, coalesce(o.periodLatest, o.asOfLatest) AS until
WHERE start IS NOT NULL OR until IS NOT NULL OR o.duration IS NOT NULL
RETURN subject.id AS subject, o.metric AS metric, start, until AS `end`, o.duration AS duration
ORDER BY subject, metric
