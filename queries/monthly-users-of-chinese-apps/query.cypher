// How many monthly users have the leading Chinese AI apps, and which lead?
MATCH (app)-[:HAS_OBSERVATION]->(o:Observation {metric: 'monthlyActiveUsers'})
RETURN app.id AS app, o.value AS users, o.min AS at_least, o.rankMin AS rank_at_least, o.rankMax AS rank_at_most
ORDER BY app, at_least
