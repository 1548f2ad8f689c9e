// Who owns which labs and companies?
MATCH (owner)-[:HAS_SUBSIDIARY*1..5]->(subsidiary)
RETURN DISTINCT owner.id AS owner, subsidiary.id AS subsidiary
ORDER BY owner, subsidiary
