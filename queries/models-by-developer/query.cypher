// Who developed which models?
MATCH (developer)-[:DEVELOPED]->(model)
WHERE (model:AIModel OR model:ModelFamily) AND ($developer IS NULL OR developer.id = $developer)
RETURN DISTINCT developer.id AS developer, model.id AS model
ORDER BY developer, model
