// How many monthly users do applications have, and which lead?
MATCH (app)-[:HAS_OBSERVATION]->(o:Observation {metric: 'monthlyActiveUsers'})
UNWIND CASE WHEN size(o.speaker) = 0 THEN [null] ELSE o.speaker END AS speaker
RETURN app.id AS app, o.counting AS counting, o.value AS users, o.min AS at_least, o.comparator AS comparator,
  coalesce(o.rankMin, o.rankMax) AS rank, o.rankComparator AS rank_comparator, speaker
ORDER BY app, counting
