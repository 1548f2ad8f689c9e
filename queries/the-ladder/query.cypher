// Which model surpasses which, directly or through others?
MATCH (stronger)-[:SURPASSES*1..6]->(weaker)
RETURN DISTINCT stronger.id AS stronger, weaker.id AS weaker
ORDER BY stronger, weaker
