// Which versions has a family of models today, through all levels?
MATCH (version)-[:VERSION_OF*1..5]->(family)
WHERE family.id = $family
RETURN DISTINCT version.id AS version
ORDER BY version
