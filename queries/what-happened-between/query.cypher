// What happened, or is to happen, or may, between two days?
MATCH (subject)-[r]->(object)
WHERE r.date IS NOT NULL
  // “By the end of 2024” has no first day.
  AND (r.dateEarliest IS NULL OR r.dateEarliest <= $end) AND (r.dateLatest IS NULL OR r.dateLatest >= $start)
RETURN subject.id AS subject, r.predicate AS predicate, object.id AS object, r.modality AS modality, r.stage AS stage
ORDER BY subject, predicate, object
