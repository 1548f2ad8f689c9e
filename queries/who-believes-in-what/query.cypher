// Who believes in what?
MATCH (believer)-[:BELIEVES_IN]->(belief)
RETURN believer.id AS believer, belief.id AS belief
ORDER BY believer, belief
