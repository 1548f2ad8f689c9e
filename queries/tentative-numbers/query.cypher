// Which numbers are estimated or planned, and may not be read as facts?
MATCH (subject)-[:HAS_OBSERVATION]->(o:Observation {settled: false})
RETURN subject.id AS subject, o.metric AS metric, o.value AS number, o.min AS at_least, o.unit AS unit,
  o.modality AS modality, o.stage AS stage
ORDER BY subject, metric
