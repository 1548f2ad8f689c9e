// Which entities have the most neighbours?
MATCH (entity:Entity)-[r]-(neighbour:Entity)
WHERE r.settled AND entity.id <> neighbour.id
WITH entity, count(DISTINCT neighbour) AS neighbours
WHERE neighbours >= $at_least
RETURN entity.id AS entity, neighbours
ORDER BY neighbours DESC, entity
