// Which amounts of money are named, and in which currency?
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation)
WHERE o.metric IN ['expenditure', 'investment', 'marketSize', 'subsidy'] AND o.unit IS NOT NULL
RETURN subject.id AS subject, o.metric AS metric, o.value AS amount, o.min AS at_least, o.max AS at_most, o.unit AS unit
ORDER BY subject, metric
