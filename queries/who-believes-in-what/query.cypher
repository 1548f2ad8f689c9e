// Who believes in what?
MATCH (believer)-[r:BELIEVES_IN]->(belief)
RETURN believer.id AS believer, belief.id AS belief, r.duration AS duration
ORDER BY believer, belief
