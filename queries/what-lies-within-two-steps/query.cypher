// What lies one or two facts away from an entity?
MATCH path = (around:Entity)-[*1..2]-(entity:Entity)
WHERE around.id = $around AND entity.id <> around.id AND all(r IN relationships(path) WHERE r.settled)
RETURN entity.id AS entity, min(length(path)) AS steps
ORDER BY steps, entity
