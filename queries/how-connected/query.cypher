// Through whom or what are two entities connected, in two steps?
MATCH (one:Entity)-[first]-(through:Entity)-[second]-(other:Entity)
WHERE one.id = $one AND other.id = $other AND first.settled AND second.settled
  AND through.id <> one.id AND through.id <> other.id
RETURN DISTINCT through.id AS through
ORDER BY through
