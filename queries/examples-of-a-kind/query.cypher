// What does the text name as examples of a kind?
MATCH (example)-[:EXAMPLE_OF]->(kind)
WHERE $kind IS NULL OR kind.id = $kind
RETURN example.id AS example, kind.id AS kind
ORDER BY kind, example
